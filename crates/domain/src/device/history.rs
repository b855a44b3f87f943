//! The earlier reports of a project, for the checks, from what is on the device.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Device, Replica, ReportKey};
use crate::aggregate::{Basis, carries};
use crate::carried_over::CarriedOver;
use crate::check::{
    Affected, Context, Finding, History, Outcome, Series, Stage, carried, cascade, check,
};
use crate::operation::report::CommandKind;
use crate::order::Gather;
use crate::period::{Date, Month};
use crate::report::{FieldKey, FieldValues, Report};

/// The earlier reports of one project, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// Reports by month, before the month that is reported.
    pub reports: BTreeMap<Month, Report>,
    /// Every report from here on is at hand.
    pub known_from: Option<Month>,
}

impl Past {
    /// As the checks want it.
    pub fn history(&self) -> History<'_> {
        History {
            known_from: self.known_from,
            reports: &self.reports,
        }
    }
}

impl Device {
    /// What counts of a report: what is handed in, be it on its way or with the server.
    /// What is accepted counts as it was accepted until a reviewer takes in a change.
    pub fn counted(&self, key: &ReportKey) -> Option<Cow<'_, FieldValues>> {
        if self.is_withheld(key) {
            return None;
        }
        let state = self.ahead(key).filter(|state| state.counts())?;
        let handed_in_here = self
            .pending(key)
            .any(|queued| queued.is(CommandKind::Submit));
        if handed_in_here && !state.is_passed() {
            return Some(Cow::Owned(self.handed(key)));
        }
        let server = self.reports.get(key)?.server.as_ref()?;
        Some(Cow::Borrowed(&server.values))
    }

    /// What counts of a report in such totals. Final ones hold what the server has told, and nothing that
    /// is on its way.
    pub fn counted_on(&self, key: &ReportKey, basis: Basis) -> Option<Cow<'_, FieldValues>> {
        if basis == Basis::Provisional {
            return self.counted(key);
        }
        let server = self.reports.get(key)?.server.as_ref()?;
        if self.is_withheld(key) {
            return None;
        }
        let (plan, profile) = (
            self.plan_at(&key.project, key.month)?,
            self.profile_at(key.month)?,
        );
        let is_in = server.report_state()?.is_in(basis, plan, profile);
        is_in.then_some(Cow::Borrowed(&server.values))
    }

    /// The project's earlier reports that count.
    pub fn past(&self, key: &ReportKey) -> Past {
        self.counted_months(&key.project, |month| month < key.month)
    }

    /// Of the project's earlier reports only that of the month before, if it counts.
    pub fn month_before(&self, key: &ReportKey) -> Past {
        let earlier = ReportKey {
            month: key.month.previous(),
            ..key.clone()
        };
        let counted = self.counted(&earlier);
        Past {
            reports: (counted.iter())
                .map(|values| (earlier.month, Report::read(values)))
                .into_map(),
            known_from: self.known_from(),
        }
    }

    /// What the previous report says, by the key of the explanation, about findings of this one that
    /// have the very values that they had there.
    pub fn carried(&self, key: &ReportKey, findings: &[Finding]) -> BTreeMap<FieldKey, String> {
        let plan = self.plan_at(&key.project, key.month);
        let (Some(profile), Some(plan)) = (self.profile_at(key.month), plan) else {
            return BTreeMap::new();
        };
        let past = self.latest_before(key);
        let context = Context {
            profile,
            plan,
            month: key.month,
            stage: Stage::Submitting,
            today: None,
            history: past.history(),
        };
        let said = findings.iter().filter_map(|finding| {
            let words = carried(finding, &context)?;
            Some((finding.explanation_key()?, words.to_owned()))
        });
        said.into_map()
    }

    /// What is carried into the totals of this month where it has no report that counts: the
    /// newest that does of an earlier month of its year, and that month.
    pub fn carried_report(&self, key: &ReportKey, basis: Basis) -> Option<(Month, Report)> {
        let (month, values) = self.counted_before(key, basis)?;
        carries(month, key.month).then(|| (month, Report::read(&values)))
    }

    /// What last year's reports that count say of 至上年底累计.
    pub fn carried_over(&self, key: &ReportKey) -> Option<CarriedOver> {
        let january = ReportKey {
            month: Month::new(key.month.year(), 1)?,
            ..key.clone()
        };
        let (month, values) = self.counted_before(&january, Basis::Provisional)?;
        let before = self.plan_at(&key.project, month)?.before_year;
        let reports = [(month, Report::read(&values))];
        CarriedOver::into_year(key.month.year(), &reports.into_iter().into_map(), before)
    }

    /// Of the project's earlier reports only the latest that counts.
    fn latest_before(&self, key: &ReportKey) -> Past {
        let latest = self.counted_before(key, Basis::Provisional);
        Past {
            reports: (latest.iter())
                .map(|(month, values)| (*month, Report::read(values)))
                .into_map(),
            known_from: self.known_from(),
        }
    }

    /// The latest report before this one that counts, and its month.
    fn counted_before(
        &self,
        key: &ReportKey,
        basis: Basis,
    ) -> Option<(Month, Cow<'_, FieldValues>)> {
        let first = ReportKey {
            project: key.project.clone(),
            month: FIRST,
        };
        let mut earlier = self.reports.range(first..key.clone()).rev();
        earlier.find_map(|(key, _)| Some((key.month, self.counted_on(key, basis)?)))
    }

    /// The project's reports that are here, oldest first.
    pub fn reports_of(&self, project: &str) -> impl Iterator<Item = (&ReportKey, &Replica)> {
        let first = ReportKey {
            project: project.to_owned(),
            month: FIRST,
        };
        let reports = self.reports.range(first..);
        reports.take_while(move |(key, _)| key.project == project)
    }

    /// The project's reports that count, of these months.
    fn counted_months(&self, project: &str, is_wanted: impl Fn(Month) -> bool) -> Past {
        let counted = (self.reports_of(project))
            .take_while(|(key, _)| is_wanted(key.month))
            .filter_map(|(key, _)| {
                let counted = self.counted(key)?;
                Some((key.month, Report::read(&counted)))
            })
            .into_map();
        Past {
            reports: counted,
            known_from: self.known_from(),
        }
    }

    /// Every report from here on is at hand.
    fn known_from(&self) -> Option<Month> {
        self.meta.complete.then_some(FIRST)
    }

    /// What happens to the reports of later months when the boxes of this one are handed in as
    /// they stand: which of them get findings that they did not have, oldest first.
    pub fn affected(&self, key: &ReportKey, today: Option<Date>) -> Vec<Affected> {
        let Some(report) = self.reports.get(key) else {
            return Vec::new();
        };
        let later = |(other, _): (&ReportKey, _)| other.month > key.month;
        if !self.reports_of(&key.project).any(later) {
            return Vec::new();
        }
        let all = self.counted_months(&key.project, |_| true);
        let governing = |month| (self.profile_at(month)).zip(self.plan_at(&key.project, month));
        let series = Series {
            governing: &governing,
            today,
            history: all.history(),
        };
        cascade(&series, key.month, Some(&Report::read(report.values())))
    }

    /// Checks what the boxes of a report hold. Empty if the project is not on this device, and for a report
    /// that has not come to this user's step.
    pub fn check(&self, key: &ReportKey, stage: Stage, today: Option<Date>) -> Outcome {
        let plan = self.plan_at(&key.project, key.month);
        let (Some(profile), Some(plan)) = (self.profile_at(key.month), plan) else {
            return Outcome::default();
        };
        if self.is_withheld(key) {
            return Outcome::default();
        }
        let past = self.past(key);
        let context = Context {
            profile,
            plan,
            month: key.month,
            stage,
            today,
            history: past.history(),
        };
        let empty = FieldValues::new();
        let values = self
            .reports
            .get(key)
            .map_or(&empty, |report| report.values());
        check(&Report::read(values), &context)
    }
}

const FIRST: Month = Month::FIRST;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Held;
    use crate::operation::report::State;

    fn key(month: &str) -> ReportKey {
        ReportKey {
            project: "p1".to_owned(),
            month: month.parse().unwrap(),
        }
    }

    fn report(key: &ReportKey, state: State) -> Replica {
        let server = Held {
            subject: key.clone().into(),
            rev: 1,
            tag: None,
            state: state.into(),
            review: None,
            hand_ins: None,
            course: None,
            values: [(crate::report::Field::YearToDate.into(), "9".into())].into(),
            by: String::new(),
            fillers: Vec::new(),
            received_at: "".into(),
            conflicts: Vec::new(),
        };
        Replica {
            server: Some(server),
            ..Replica::default()
        }
    }

    #[test]
    fn the_month_before_is_what_the_whole_past_says_of_it() {
        let mut device = Device::default();
        for (month, state) in [
            ("2022-02", State::Submitted),
            ("2022-03", State::Draft),
            ("2022-04", State::Accepted),
        ] {
            let key = key(month);
            device.reports.insert(key.clone(), report(&key, state));
        }
        for complete in [false, true] {
            device.meta.complete = complete;
            for (month, counts) in [("2022-03", true), ("2022-04", false), ("2022-05", true)] {
                let key = key(month);
                let (all, one) = (device.past(&key), device.month_before(&key));
                let before = key.month.previous();
                assert_eq!(one.reports.get(&before), all.reports.get(&before));
                assert_eq!(
                    (one.reports.len(), one.known_from),
                    (usize::from(counts), all.known_from)
                );
            }
        }
    }

    #[test]
    fn the_newest_report_of_the_year_that_counts_is_carried() {
        use State::{Accepted, Draft, Returned, Submitted, Void};
        for (held, carried) in [
            (&[][..], None),
            (&[("2022-02", Submitted)], Some("2022-02")),
            (
                &[("2022-02", Accepted), ("2022-04", Accepted)],
                Some("2022-04"),
            ),
            (
                &[("2022-02", Accepted), ("2022-04", Draft)],
                Some("2022-02"),
            ),
            (
                &[("2022-02", Accepted), ("2022-04", Returned)],
                Some("2022-02"),
            ),
            (&[("2022-02", Accepted), ("2022-04", Void)], Some("2022-02")),
            // never of the year before, of the month itself, or of one after
            (&[("2021-12", Accepted)], None),
            (&[("2022-05", Accepted), ("2022-06", Accepted)], None),
        ] {
            let mut device = Device::default();
            for (month, state) in held {
                let key = key(month);
                device.reports.insert(key.clone(), report(&key, *state));
            }
            let found = device.carried_report(&key("2022-05"), Basis::Provisional);
            let month = found.as_ref().map(|(month, _)| month.to_string());
            assert_eq!(month.as_deref(), carried, "{held:?}");
            assert!(found.is_none_or(|(_, report)| report.year_to_date.is_some()));
        }
    }

    #[test]
    fn the_latest_report_that_counts_says_what_is_carried_on() {
        use crate::check::testing::{case, code, plan_row, profile};
        let draft = case().draft(&[("since_start", "12000")]);
        let findings = draft.run().findings;
        let over = findings.iter().find(|one| one.code == code("M107"));
        let over = over.unwrap();
        let key_of = over.explanation_key().unwrap();
        let parts = |text: &str| {
            let parts = [
                ("text", text.to_owned()),
                ("fingerprint", over.fingerprint()),
            ];
            let parts = parts.map(|(name, text)| (name.to_owned(), text));
            crate::report::FieldValue::Record(parts.into())
        };
        let mut device = Device {
            profile: Some(profile()),
            ..Device::default()
        };
        device.meta.complete = true;
        device.projects.insert("p1".to_owned(), plan_row());
        for (month, state, text) in [
            ("2022-02", State::Accepted, "概算调整批复已下达，总投资增加"),
            (
                "2022-03",
                State::Submitted,
                "概算调整批复已下达，计划随后调整",
            ),
            ("2022-04", State::Draft, "草稿里的说明还没有上报"),
        ] {
            let key = key(month);
            let mut report = report(&key, state);
            let server = report.server.as_mut().unwrap();
            server.values.insert(key_of.clone(), parts(text));
            device.reports.insert(key, report);
        }
        let said = device.carried(&key("2022-05"), &findings);
        let words: Vec<_> = said.into_iter().collect();
        assert_eq!(
            words,
            [(key_of, "概算调整批复已下达，计划随后调整".to_owned())]
        );
        assert!(device.carried(&key("2022-02"), &findings).is_empty());
        device.meta.complete = false;
        let unknown = device.carried(&key("2022-05"), &findings);
        assert!(
            unknown.is_empty(),
            "April may have been handed in elsewhere"
        );
    }
}
