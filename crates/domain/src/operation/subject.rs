//! What is decided about.

use serde::{Deserialize, Serialize};

use crate::period::Month;

/// Names a report: project id and month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportKey {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
}

/// Names a question (疑问) about a box of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuestionKey {
    /// The report that it is about.
    pub report: ReportKey,
    /// A UUID, made on the device of whoever asks.
    pub id: String,
}

/// Names the plan of a project in a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlanKey {
    /// Project id.
    pub project: String,
    /// Year.
    pub year: i16,
}

/// Names the persons who answer for a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonsKey {
    /// Project id.
    pub project: String,
}

/// Names what is published of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicationKey {
    /// The month.
    pub month: Month,
}

/// Names the summary of a unit, or of the city (总结), of the half year or the year that ends with a month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SummaryKey {
    /// June or December.
    pub month: Month,
    /// The unit's id; empty for the city's own, which is nobody's else: no unit has an empty id, and what
    /// belongs to the whole has no `id` in other subjects either.
    pub unit: String,
}

/// One thing that people decide about, by its key. The list is open: [`super`] says what a new one
/// takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 月报: one project's report of one month.
    Report(ReportKey),
    /// 疑问: a question on a box of a report.
    Question(QuestionKey),
    /// 月度: a month with all its reports. It is no project's.
    Month(Month),
    /// 计划: the plan of a project in a year. The project need not be in the plan yet.
    Plan(PlanKey),
    /// 责任人: the persons who answer for a project, in whatever month.
    Persons(PersonsKey),
    /// 发布: what is published of a month. It is no project's.
    Publication(PublicationKey),
    /// 统计数据: what the statistics say of a month. It is no project's.
    Statistics(Month),
    /// 提醒函, 约谈: the letters that stand on a month's statistics. They are no project's.
    Letters(Month),
    /// 总结: the summary of a unit, or the city's. It is no project's.
    Summary(SummaryKey),
}

/// The kinds of subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// 月报.
    Report,
    /// 疑问.
    Question,
    /// 月度.
    Month,
    /// 计划.
    Plan,
    /// 责任人.
    Persons,
    /// 发布.
    Publication,
    /// 统计数据.
    Statistics,
    /// 提醒函, 约谈.
    Letters,
    /// 总结.
    Summary,
}

impl SubjectKind {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Report,
        Self::Question,
        Self::Month,
        Self::Plan,
        Self::Persons,
        Self::Publication,
        Self::Statistics,
        Self::Letters,
        Self::Summary,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Question => "question",
            Self::Month => "month",
            Self::Plan => "plan",
            Self::Persons => "persons",
            Self::Publication => "publication",
            Self::Statistics => "statistics",
            Self::Letters => "letters",
            Self::Summary => "summary",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether each belongs to a project.
    pub const fn is_of_project(self) -> bool {
        match self {
            Self::Report | Self::Question | Self::Plan | Self::Persons => true,
            Self::Month | Self::Publication | Self::Statistics | Self::Letters | Self::Summary => {
                false
            }
        }
    }
}

impl Subject {
    /// The subject with these parts of a key; `id` is empty where project and month say it all, and
    /// `project` where it is no project's.
    pub fn new(kind: SubjectKind, project: String, month: Month, id: String) -> Self {
        let report = ReportKey { project, month };
        match kind {
            SubjectKind::Report => Self::Report(report),
            SubjectKind::Question => Self::Question(QuestionKey { report, id }),
            SubjectKind::Month => Self::Month(month),
            SubjectKind::Plan => Self::Plan(PlanKey {
                project: report.project,
                year: month.year(),
            }),
            SubjectKind::Persons => Self::Persons(PersonsKey {
                project: report.project,
            }),
            SubjectKind::Publication => Self::Publication(PublicationKey { month }),
            SubjectKind::Statistics => Self::Statistics(month),
            SubjectKind::Letters => Self::Letters(month),
            SubjectKind::Summary => Self::Summary(SummaryKey { month, unit: id }),
        }
    }

    /// Its kind.
    pub const fn kind(&self) -> SubjectKind {
        match self {
            Self::Report(_) => SubjectKind::Report,
            Self::Question(_) => SubjectKind::Question,
            Self::Month(_) => SubjectKind::Month,
            Self::Plan(_) => SubjectKind::Plan,
            Self::Persons(_) => SubjectKind::Persons,
            Self::Publication(_) => SubjectKind::Publication,
            Self::Statistics(_) => SubjectKind::Statistics,
            Self::Letters(_) => SubjectKind::Letters,
            Self::Summary(_) => SubjectKind::Summary,
        }
    }

    /// The report that it is, or that it is about; `None` for what is about no single report.
    pub const fn report(&self) -> Option<&ReportKey> {
        match self {
            Self::Report(key) => Some(key),
            Self::Question(key) => Some(&key.report),
            Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_)
            | Self::Summary(_) => None,
        }
    }

    /// The project that it belongs to, by id.
    pub fn project(&self) -> Option<&str> {
        match self {
            Self::Report(key) => Some(&key.project),
            Self::Question(key) => Some(&key.report.project),
            Self::Plan(key) => Some(&key.project),
            Self::Persons(key) => Some(&key.project),
            Self::Month(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_)
            | Self::Summary(_) => None,
        }
    }

    /// The month that it belongs to; of a plan the January of its year, and the first that can be named
    /// of what belongs to none.
    pub fn month(&self) -> Month {
        match self {
            Self::Report(key) => key.month,
            Self::Question(key) => key.report.month,
            Self::Month(month) | Self::Statistics(month) | Self::Letters(month) => *month,
            Self::Plan(key) => key.january(),
            Self::Persons(_) => Month::FIRST,
            Self::Publication(key) => key.month,
            Self::Summary(key) => key.month,
        }
    }

    /// The month by whose profile it goes: that of its own, of a plan the last of its year, since the
    /// year's profile may have come after its first months were locked.
    pub fn profile_month(&self) -> Month {
        match self {
            Self::Plan(key) => Month::new(key.year, 12).unwrap_or(Month::FIRST),
            _ => self.month(),
        }
    }

    /// What tells it from others of its kind about the same report; empty if nothing has to.
    pub fn id(&self) -> &str {
        match self {
            Self::Question(key) => &key.id,
            Self::Summary(key) => &key.unit,
            Self::Report(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => "",
        }
    }

    /// Its key as a path, such as `report/qz-001/2022-05`, `month/2022-05` or `persons/qz-001`.
    pub fn path(&self) -> String {
        if let Self::Persons(key) = self {
            return format!("{}/{}", self.kind().key(), key.project);
        }
        let (kind, month, id) = (self.kind().key(), self.month(), self.id());
        let slash = if id.is_empty() { "" } else { "/" };
        match self.project() {
            Some(project) => format!("{kind}/{project}/{month}{slash}{id}"),
            None => format!("{kind}/{month}{slash}{id}"),
        }
    }

    /// The subject of a [`path`](Self::path), if it is one.
    pub fn from_path(path: &str) -> Option<Self> {
        let (kind, rest) = path.split_once('/')?;
        let kind = SubjectKind::from_key(kind)?;
        let (rest, id) = match kind {
            SubjectKind::Report | SubjectKind::Plan => (rest, ""),
            SubjectKind::Question => rest.rsplit_once('/')?,
            SubjectKind::Month
            | SubjectKind::Publication
            | SubjectKind::Statistics
            | SubjectKind::Letters => {
                let month = rest.parse().ok()?;
                return Some(Self::new(kind, String::new(), month, String::new()));
            }
            SubjectKind::Summary => {
                let (month, unit) = rest.split_once('/').unwrap_or((rest, ""));
                let is_spelt = unit.is_empty() != rest.contains('/');
                let unit = unit.to_owned();
                let month = month.parse().ok()?;
                return is_spelt.then_some(Self::Summary(SummaryKey { month, unit }));
            }
            SubjectKind::Persons => {
                let project = rest.to_owned();
                return (!rest.is_empty()).then_some(Self::Persons(PersonsKey { project }));
            }
        };
        let (project, month) = rest.rsplit_once('/')?;
        let month = month.parse().ok()?;
        Some(Self::new(kind, project.to_owned(), month, id.to_owned()))
    }
}

impl PlanKey {
    /// Of this project in the year of `month`.
    pub fn of(project: &str, month: Month) -> Self {
        Self {
            project: project.to_owned(),
            year: month.year(),
        }
    }

    fn january(&self) -> Month {
        Month::new(self.year, 1).unwrap_or(Month::FIRST)
    }
}

impl PublicationKey {
    /// Of this month.
    pub const fn of(month: Month) -> Self {
        Self { month }
    }
}

impl SummaryKey {
    /// Of this unit.
    pub fn of(month: Month, unit: &str) -> Self {
        Self {
            month,
            unit: unit.to_owned(),
        }
    }

    /// The city's own.
    pub const fn of_city(month: Month) -> Self {
        Self {
            month,
            unit: String::new(),
        }
    }

    /// Whether it is the city's own.
    pub const fn is_citys(&self) -> bool {
        self.unit.is_empty()
    }

    /// Whether a half year or a year ends with its month.
    pub fn is_of_summary_month(&self) -> bool {
        matches!(self.month.number(), 6 | 12)
    }
}

impl PersonsKey {
    /// Of this project.
    pub fn of(project: &str) -> Self {
        Self {
            project: project.to_owned(),
        }
    }
}

impl PartialEq<PersonsKey> for Subject {
    fn eq(&self, other: &PersonsKey) -> bool {
        matches!(self, Self::Persons(key) if key == other)
    }
}

impl PartialEq<PublicationKey> for Subject {
    fn eq(&self, other: &PublicationKey) -> bool {
        matches!(self, Self::Publication(key) if key == other)
    }
}

impl From<PublicationKey> for Subject {
    fn from(key: PublicationKey) -> Self {
        Self::Publication(key)
    }
}

impl From<PersonsKey> for Subject {
    fn from(key: PersonsKey) -> Self {
        Self::Persons(key)
    }
}

impl PartialEq<PlanKey> for Subject {
    fn eq(&self, other: &PlanKey) -> bool {
        matches!(self, Self::Plan(key) if key == other)
    }
}

impl From<PlanKey> for Subject {
    fn from(key: PlanKey) -> Self {
        Self::Plan(key)
    }
}

impl PartialEq<ReportKey> for Subject {
    fn eq(&self, other: &ReportKey) -> bool {
        matches!(self, Self::Report(key) if key == other)
    }
}

impl PartialEq<QuestionKey> for Subject {
    fn eq(&self, other: &QuestionKey) -> bool {
        matches!(self, Self::Question(key) if key == other)
    }
}

impl PartialEq<Month> for Subject {
    fn eq(&self, other: &Month) -> bool {
        matches!(self, Self::Month(month) if month == other)
    }
}

impl From<ReportKey> for Subject {
    fn from(key: ReportKey) -> Self {
        Self::Report(key)
    }
}

impl From<QuestionKey> for Subject {
    fn from(key: QuestionKey) -> Self {
        Self::Question(key)
    }
}

impl From<Month> for Subject {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_subject_whatever_the_project_is_called() {
        for project in ["qz-001", "路桥/二期", "report/x/2022-05"] {
            for kind in SubjectKind::ALL {
                let id = match kind {
                    SubjectKind::Report
                    | SubjectKind::Month
                    | SubjectKind::Plan
                    | SubjectKind::Persons
                    | SubjectKind::Publication
                    | SubjectKind::Statistics
                    | SubjectKind::Letters => "",
                    SubjectKind::Summary => "roads/二处",
                    SubjectKind::Question => "0190f0c2-0000-7000-8000-000000000001",
                };
                let month = match kind {
                    SubjectKind::Plan => "2022-01",
                    SubjectKind::Persons => "2000-01",
                    _ => "2022-05",
                };
                let month: Month = month.parse().unwrap();
                let subject = Subject::new(kind, project.to_owned(), month, id.to_owned());
                let owner = kind.is_of_project().then_some(project);
                assert_eq!((subject.project(), subject.month()), (owner, month));
                assert_eq!(Subject::from_path(&subject.path()), Some(subject));
            }
        }
        let may = Subject::Month("2022-05".parse().unwrap());
        assert_eq!(may.path(), "month/2022-05");
        let published = Subject::from(PublicationKey::of(may.month()));
        assert_eq!(published.path(), "publication/2022-05");
        let citys = Subject::Summary(SummaryKey::of_city(may.month()));
        assert_eq!(citys.path(), "summary/2022-05");
        assert_eq!(Subject::from_path("summary/2022-05"), Some(citys));
        for wrong in [
            "",
            "report",
            "report/x",
            "report/x/2022",
            "poem/x/2022-05",
            "letters/x/2022-05",
            "month",
            "month/x/2022-05",
            "publication/x/2022-05",
            "month/2022-13",
            "persons/",
            "summary/2022-05/",
            "summary/roads",
        ] {
            assert_eq!(Subject::from_path(wrong), None, "{wrong}");
        }
    }
}
