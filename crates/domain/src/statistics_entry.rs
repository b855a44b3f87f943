//! 入统: when a project that has newly started is to be filed with the statistics, and whether it was.
//!
//! 钦州十条措施 三 has new projects matched by the 5th of every month and filed by the 8th (of a new
//! enterprise) or the 15th (of one that is in the statistics already). It does not say of which month: here
//! it is the month after the start, since the matching goes through what has started and a start late in a
//! month would else be overdue before anybody could speak of it.
//!
//! Judged on the last day of a month, of what its report says. A project is asked about from its start to
//! the end of the year in which its last day lies: what started in December goes on into the next year.

use crate::calendar::days_left;
use crate::period::{Date, Month};
use crate::profile::{EntryDays, Profile};
use crate::report::{EntryKind, Report};
use crate::text::Lang;

/// 入统 of a project that has newly started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatisticsEntry {
    /// 实际开工.
    pub started: Date,
    /// 入统类别; without one the later of the days counts.
    pub kind: Option<EntryKind>,
    /// By which it is to be filed; none where the conditions are not met.
    pub last_day: Option<Date>,
    /// 申报入库, by the end of the month.
    pub filed: Option<Date>,
    /// 入统, by the end of the month.
    pub entered: Option<Date>,
    /// How that stands.
    pub standing: Standing,
}

/// How the filing of a project stands; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// 逾期未申报, for so many days.
    Overdue(u32),
    /// 待申报: so many days are left.
    ToCome(u32),
    /// 迟 so many days.
    Late(u32),
    /// 按时.
    InTime,
    /// 暂不符合入库条件.
    NotAsked,
}

impl StatisticsEntry {
    /// As it stands at the end of `month`; `None` where the profile does not ask, or not about this
    /// project.
    pub fn of(report: &Report, profile: &Profile, month: Month) -> Option<Self> {
        let days = profile.statistics_entry?;
        let end = month.last_day();
        let by_then = |day: &Date| *day <= end;
        let started = report.actual_start.filter(by_then)?;
        let latest = EntryDays::after(started, days.later())?;
        if latest.year() < month.year() {
            return None;
        }
        let last_day = match report.entry_kind {
            Some(EntryKind::NewEnterprise) => EntryDays::after(started, days.new_enterprise_day),
            Some(EntryKind::ExistingEnterprise) => {
                EntryDays::after(started, days.existing_enterprise_day)
            }
            Some(EntryKind::NotEligible) => None,
            None => Some(latest),
        };
        let filed = report.entry_filed.filter(by_then);
        Some(Self {
            started,
            kind: report.entry_kind,
            last_day,
            filed,
            entered: report.entry_done.filter(by_then),
            standing: last_day.map_or(Standing::NotAsked, |last| standing(last, filed, end)),
        })
    }

    /// Whether its day has passed by the end of `month`, or it is filed: who still has until the end of the
    /// month is neither filed nor overdue.
    pub fn is_due(&self, month: Month) -> bool {
        let is_over = |last| last < month.last_day();
        self.last_day
            .is_some_and(|last| is_over(last) || self.filed.is_some())
    }
}

fn standing(last_day: Date, filed: Option<Date>, end: Date) -> Standing {
    let days = |from, to| u32::try_from(days_left(to, from)).unwrap_or_default();
    match filed {
        Some(filed) if filed <= last_day => Standing::InTime,
        Some(filed) => Standing::Late(days(last_day, filed)),
        None if end <= last_day => Standing::ToCome(days(end, last_day)),
        None => Standing::Overdue(days(last_day, end)),
    }
}

impl Standing {
    /// In words.
    pub fn told(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Overdue(days), Lang::Zh) => format!("逾期未申报（{days}天）"),
            (Self::Overdue(days), Lang::En) => format!("not filed, {days} days overdue"),
            (Self::ToCome(days), Lang::Zh) => format!("待申报（还有{days}天）"),
            (Self::ToCome(days), Lang::En) => format!("to be filed within {days} days"),
            (Self::Late(days), Lang::Zh) => format!("迟{days}天"),
            (Self::Late(days), Lang::En) => format!("filed {days} days late"),
            (Self::InTime, Lang::Zh) => "按时".to_owned(),
            (Self::InTime, Lang::En) => "filed in time".to_owned(),
            (Self::NotAsked, lang) => EntryKind::NotEligible.label().get(lang).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{draft, month, profile};
    use crate::period::{parse_day, show_day};

    /// The days of the notice.
    fn asking() -> Profile {
        Profile {
            statistics_entry: Some(EntryDays {
                matching_day: Some(5),
                new_enterprise_day: 8,
                existing_enterprise_day: 15,
            }),
            ..profile()
        }
    }

    fn entry(at: &str, boxes: &[(&str, &str)]) -> Option<StatisticsEntry> {
        StatisticsEntry::of(&Report::read(&draft(boxes)), &asking(), month(at))
    }

    #[test]
    fn a_start_is_filed_by_the_day_of_the_next_month() {
        let (new, existing) = ("new_enterprise", "existing_enterprise");
        for (started, kind, filed, at, told) in [
            ("05-20", new, "2022-06-08", "2022-06", "2022-06-08 按时"),
            ("05-20", new, "2022-06-09", "2022-06", "2022-06-08 迟1天"),
            ("05-20", new, "", "2022-06", "2022-06-08 逾期未申报（22天）"),
            ("05-20", new, "", "2022-05", "2022-06-08 待申报（还有8天）"),
            // told before it has happened
            (
                "05-20",
                new,
                "2022-06-08",
                "2022-05",
                "2022-06-08 待申报（还有8天）",
            ),
            (
                "05-01",
                existing,
                "2022-05-25",
                "2022-05",
                "2022-06-15 按时",
            ),
            (
                "05-31",
                existing,
                "2022-06-16",
                "2022-06",
                "2022-06-15 迟1天",
            ),
            // nobody knows which: the later day
            ("05-20", "", "", "2022-06", "2022-06-15 逾期未申报（15天）"),
            ("05-20", "", "2022-06-15", "2022-12", "2022-06-15 按时"),
            ("05-20", "not_eligible", "", "2022-12", " 暂不符合入库条件"),
            // across the end of a year
            ("12-10", new, "", "2022-12", "2023-01-08 待申报（还有8天）"),
            ("12-10", new, "", "2023-01", "2023-01-08 逾期未申报（23天）"),
            (
                "12-10",
                existing,
                "2023-01-15",
                "2023-11",
                "2023-01-15 按时",
            ),
        ] {
            let start = format!("2022-{started}");
            let boxes = [
                ("actual_start", start.as_str()),
                ("entry_kind", kind),
                ("entry_filed", filed),
            ];
            let found = entry(at, &boxes).unwrap();
            let last = found.last_day.map(show_day).unwrap_or_default();
            let found = format!("{last} {}", found.standing.told(Lang::Zh));
            assert_eq!(found, told, "{boxes:?} at {at}");
        }
    }

    #[test]
    fn only_who_has_newly_started_is_asked_and_only_where_the_profile_asks() {
        assert_eq!(entry("2022-05", &[]), None);
        assert_eq!(entry("2022-05", &[("actual_start", "2022-06-01")]), None);
        assert_eq!(entry("2022-01", &[("actual_start", "2021-11-30")]), None);
        assert!(entry("2022-01", &[("actual_start", "2021-12-01")]).is_some());
        let started = Report::read(&draft(&[("actual_start", "2022-05-20")]));
        let nobody = StatisticsEntry::of(&started, &profile(), month("2022-05"));
        assert_eq!(nobody, None);
    }

    #[test]
    fn a_day_that_a_month_has_not_is_its_last() {
        let start = parse_day("2022-01-20").unwrap();
        let day = |day| EntryDays::after(start, day).map(show_day);
        assert_eq!(day(31).as_deref(), Some("2022-02-28"));
        assert_eq!(day(8).as_deref(), Some("2022-02-08"));
    }

    #[test]
    fn what_is_filed_ahead_is_no_less_filed() {
        let is_due = |at: &str, filed: &str| {
            let boxes = [("actual_start", "2022-05-20"), ("entry_filed", filed)];
            entry(at, &boxes).unwrap().is_due(month(at))
        };
        assert!(!is_due("2022-05", ""));
        assert!(is_due("2022-05", "2022-05-30"));
        assert!(is_due("2022-06", ""));
    }

    /// Due, filed and overdue add up where the last day is that of the month.
    #[test]
    fn who_has_until_the_end_of_the_month_is_not_due_in_it() {
        let mut profile = asking();
        let days = profile.statistics_entry.as_mut().unwrap();
        (days.new_enterprise_day, days.existing_enterprise_day) = (30, 30);
        let report = Report::read(&draft(&[("actual_start", "2022-05-20")]));
        let entry = StatisticsEntry::of(&report, &profile, month("2022-06")).unwrap();
        assert_eq!(entry.standing, Standing::ToCome(0));
        assert!(!entry.is_due(month("2022-06")));
    }
}
