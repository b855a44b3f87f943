//! What a column is read as.

use yuebao_domain::import::persons::Detail;
use yuebao_domain::plan::{ClassKey, PlanBox};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::records::PROBLEM;
use yuebao_domain::report::{Field, MilestoneKind, ValueKind};

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    /// 序号.
    Serial,
    /// 月份.
    Month,
    /// A box of the plan row; 倒排计划 has a column a month.
    Plan(PlanBox),
    /// 建设起止年限: planned start and completion.
    PlannedPeriod,
    /// The month of 倒排计划, from 1.
    MonthPlan(u8),
    /// Planned and actual start in one cell.
    StartPair,
    /// Planned and actual completion in one cell.
    CompletionPair,
    /// A box of the report.
    Report(Field),
    /// 完成年度计划 %: checked, not stored.
    Percent,
    /// A field of the problem that the row tells of, by its key.
    Problem(&'static str),
    /// When a milestone was done.
    Milestone(MilestoneKind),
    /// The persons of a kind (责任人).
    Person(PersonKind),
    /// The telephone numbers of the persons in the column left of it.
    Telephone,
    /// The telephone numbers of the persons of a kind.
    TelephoneOf(PersonKind),
    /// The posts, units or dates of the persons of a kind.
    PersonDetail(PersonKind, Detail),
    /// Somebody who is of no kind of the profile's.
    Contact,
    /// Known, and of no use to a check.
    Ignore,
}

/// A kind of persons of a profile's own, by its key; none longer than 32 characters can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PersonKind(ClassKey);

impl PersonKind {
    /// The kind of this key: where keys of classes have `_`, these have `-`.
    pub(crate) fn new(key: &str) -> Option<Self> {
        ClassKey::new(&key.replace('-', "_")).map(Self)
    }

    pub(crate) fn key(self) -> String {
        self.0.as_str().replace('_', "-")
    }
}

/// Before the keys of a plan's boxes.
const PLAN: &str = "plan.";
/// Before the number of a month.
const MONTHS: &str = "monthly_plan.";
/// The key of [`Target::PlannedPeriod`].
const PERIOD: &str = "span";
/// Before the key of a kind of persons.
const PERSON: &str = "person.";
/// The same for their telephone numbers.
const TELEPHONE: &str = "telephone.";
/// Those of which there is one only.
const ALONE: [(&str, Target); 8] = [
    ("serial", Target::Serial),
    ("month", Target::Month),
    ("start", Target::StartPair),
    ("completion", Target::CompletionPair),
    ("percent", Target::Percent),
    ("telephone", Target::Telephone),
    ("contact", Target::Contact),
    ("ignore", Target::Ignore),
];

impl Target {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Some(match key.split_once('.') {
            None => ALONE.iter().find(|(own, _)| *own == key)?.1,
            Some(("person", kind)) => Self::Person(PersonKind::new(kind)?),
            Some(("telephone", kind)) => Self::TelephoneOf(PersonKind::new(kind)?),
            Some(("plan", PERIOD)) => Self::PlannedPeriod,
            Some(("plan", part)) => match part.strip_prefix(MONTHS) {
                Some(month) => {
                    Self::MonthPlan(month.parse().ok().filter(|it| (1..=12).contains(it))?)
                }
                None => {
                    Self::Plan(PlanBox::from_key(part).filter(|it| *it != PlanBox::MonthlyPlan)?)
                }
            },
            Some(("report", key)) => Self::Report(Field::from_key(key)?),
            Some(("problem", field)) => Self::Problem(PROBLEM.field(field)?.key),
            Some(("milestone", key)) => Self::Milestone(MilestoneKind::from_key(key)?),
            Some((detail, kind)) => {
                Self::PersonDetail(PersonKind::new(kind)?, Detail::from_key(detail)?)
            }
        })
    }

    /// The key that names it in a file for `--columns`.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Plan(PlanBox::Class(class)) => return class_key(class),
            Self::Person(kind) => return format!("{PERSON}{}", kind.key()),
            Self::TelephoneOf(kind) => return format!("{TELEPHONE}{}", kind.key()),
            Self::PersonDetail(kind, detail) => {
                return format!("{}.{}", detail.key(), kind.key());
            }
            _ => {}
        }
        let keys = known_keys().into_iter();
        let mut own = keys.filter(|key| Self::from_key(key) == Some(self));
        own.next().unwrap_or_default()
    }

    /// Whether the column says who is to be called, or how.
    pub(crate) const fn names_people(self) -> bool {
        matches!(
            self,
            Self::Person(_)
                | Self::Telephone
                | Self::TelephoneOf(_)
                | Self::PersonDetail(..)
                | Self::Contact
        )
    }

    /// Whether the column holds 万元 or 亿元.
    pub(crate) fn is_amount(self) -> bool {
        match self {
            Self::Plan(part) => part.is_amount(),
            Self::MonthPlan(_) => true,
            Self::Report(field) => field.kind() == ValueKind::Amount,
            _ => false,
        }
    }
}

/// The key that names a class of the profile's own.
pub(crate) fn class_key(class: ClassKey) -> String {
    format!("{PLAN}{}", PlanBox::Class(class).key())
}

/// The keys that name the kinds of persons of a profile, their telephone numbers and whatever else is said
/// of them.
pub(crate) fn person_keys(profile: &Profile) -> impl Iterator<Item = String> + '_ {
    let kinds = profile
        .persons
        .iter()
        .filter_map(|kind| PersonKind::new(&kind.key));
    kinds.flat_map(|kind| {
        let details = Detail::ALL.map(|detail| Target::PersonDetail(kind, detail));
        let all = [Target::Person(kind), Target::TelephoneOf(kind)];
        all.into_iter().chain(details).map(Target::key)
    })
}

/// Every key that names one under any profile.
pub(crate) fn known_keys() -> Vec<String> {
    let boxes = PlanBox::ALL
        .iter()
        .filter(|it| **it != PlanBox::MonthlyPlan);
    let boxes = boxes.map(|it| format!("{PLAN}{}", it.key()));
    let months = (1..=12).map(|month| format!("{PLAN}{MONTHS}{month}"));
    let plan = boxes.chain([format!("{PLAN}{PERIOD}")]).chain(months);
    let report = Field::ALL
        .iter()
        .map(|field| format!("report.{}", field.key()));
    let problem = PROBLEM.form().map(|field| format!("problem.{}", field.key));
    let milestone = (MilestoneKind::ALL.iter()).map(|kind| format!("milestone.{}", kind.key()));
    (ALONE.iter().map(|(key, _)| (*key).to_owned()))
        .chain(plan)
        .chain(report)
        .chain(problem)
        .chain(milestone)
        .collect()
}
