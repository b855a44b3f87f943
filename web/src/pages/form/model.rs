//! What the form of one project is made from, and what is shown beside a box: data, no markup.

use std::rc::Rc;

use yew::AttrValue;
use yuebao_domain::check::{Finding, Past, Severity, is_explained};
use yuebao_domain::device::{LocalReport, ReportKey};
use yuebao_domain::figures::{self, Figures};
use yuebao_domain::merge::State as Stand;
use yuebao_domain::money;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{Field, FieldKey, FieldValue, FieldValues, Kind, Report, Section};
use yuebao_domain::rights::{Action as Right, Scope};
use yuebao_domain::text::{Lang, Words};

use crate::Send;
use crate::components::target::{Parts, Target};
use crate::state::{Checked, State};

static NOTHING: FieldValues = FieldValues::new();

/// The form of one project in one month.
pub(super) struct Form<'a> {
    pub(super) state: &'a State,
    pub(super) send: &'a Send,
    pub(super) lang: Lang,
    pub(super) key: ReportKey,
    pub(super) project: AttrValue,
    pub(super) plan: &'a PlanRow,
    pub(super) profile: &'a Profile,
    pub(super) local: Option<&'a LocalReport>,
    pub(super) checked: Option<&'a Checked>,
    /// What the boxes hold.
    pub(super) values: &'a FieldValues,
    /// The same, read.
    pub(super) report: Report,
    /// Last month's report, as it counts.
    pub(super) last: Last,
    pub(super) figures: Figures,
}

/// What is known of last month.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Last {
    /// Its report.
    Report(FieldValues),
    /// There is none.
    NoReport,
    /// It is not on this device.
    NotHere,
}

/// What stands in grey beside a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// Last month's value, as people read it, and as it is stored.
    Value { shown: String, stored: String },
    /// Last month's report leaves the box empty.
    Empty,
    /// There was no report.
    NoReport,
    /// It is not on this device.
    NotHere,
}

/// How far a finding's explanation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Explained {
    /// 已说明.
    Yes,
    /// Written about other values than the present ones.
    Stale,
    /// 须补充说明.
    No,
}

impl<'a> Form<'a> {
    /// `None` if the month, the profile or the project is not here.
    pub(super) fn new(state: &'a State, project: &str, send: &'a Send) -> Option<Self> {
        let key = state.key(project)?;
        let profile = state.device.profile.as_ref()?;
        let plan = state.device.projects.get(project)?;
        let local = state.device.reports.get(&key);
        let values = local.map_or(&NOTHING, LocalReport::values);
        let report = Report::read(values);
        let past = state.device.past(&key);
        let last = figures::last_month(&past.history(), plan, key.month);
        let figures = figures::figures(&report, plan, key.month, last);
        let earlier = ReportKey {
            month: key.month.previous(),
            ..key.clone()
        };
        let last = match last {
            Past::Report(_) => Last::Report(state.device.counted(&earlier).unwrap_or_default()),
            Past::NoReport => Last::NoReport,
            Past::NotHere => Last::NotHere,
        };
        Some(Self {
            state,
            send,
            lang: state.lang,
            project: AttrValue::from(project.to_owned()),
            plan,
            profile,
            local,
            checked: state.checked.get(project),
            values,
            report,
            last,
            figures,
            key,
        })
    }

    /// The text in the form's language.
    pub(super) const fn say(&self, words: Words) -> &'static str {
        words.get(self.lang)
    }

    /// What a box holds; empty if nothing.
    pub(super) fn text(&self, field: Field) -> &str {
        text_of(self.values, field)
    }

    /// The parts of an entry.
    pub(super) fn parts(&self, key: &FieldKey) -> Rc<Parts> {
        let parts = self.values.get(key).and_then(FieldValue::record);
        Rc::new(parts.cloned().unwrap_or_default())
    }

    /// Where the text of a box goes.
    pub(super) fn target(&self, field: Field) -> Target {
        Target::of_box(self.send, &self.project, field.into())
    }

    /// Every finding, in the checks' order.
    pub(super) fn findings(&self) -> &'a [Finding] {
        self.checked
            .map_or(&[], |checked| checked.outcome.findings.as_slice())
    }

    /// The findings that are shown at `key`.
    pub(super) fn findings_at<'b>(
        &self,
        key: &'b FieldKey,
    ) -> impl Iterator<Item = &'a Finding> + 'b
    where
        'a: 'b,
    {
        let findings = self.findings();
        findings
            .iter()
            .filter(move |finding| finding.fields.first() == Some(key))
    }

    /// Whether a mandatory finding is shown at `key`.
    pub(super) fn is_wrong(&self, key: &FieldKey) -> bool {
        self.findings_at(key)
            .any(|finding| finding.severity == Severity::Mandatory)
    }

    /// Whether the box holds something that it is not for.
    pub(super) fn is_unread(&self, key: &FieldKey) -> bool {
        let field = key.field();
        let mut unread = self.report.unread.iter();
        field.is_some_and(|field| unread.any(|one| one.field == field))
    }

    /// How far the explanation of a finding has come, and its words.
    pub(super) fn explained(&self, finding: &Finding) -> (Explained, String) {
        let key = finding.explanation_key();
        let written = key.and_then(|key| self.report.explanations.get(&key));
        let text = written.map_or_else(String::new, |written| written.text.clone());
        let state = match written {
            _ if is_explained(&self.report, finding, self.profile) => Explained::Yes,
            Some(written) if written.fingerprint != finding.fingerprint() && !text.is_empty() => {
                Explained::Stale
            }
            _ => Explained::No,
        };
        (state, text)
    }

    /// What stands in grey beside a box.
    pub(super) fn before(&self, field: Field) -> Before {
        before(&self.last, field, self.profile.decimals.shown, self.lang)
    }

    /// Whether the box is on the form as it stands.
    pub(super) fn is_shown(&self, field: Field) -> bool {
        !self.text(field).is_empty()
            || self.findings_at(&field.into()).next().is_some()
            || is_asked(field, &self.report)
    }

    /// Whether the section holds anything.
    pub(super) fn is_filled(&self, section: Section) -> bool {
        self.values
            .keys()
            .any(|key| key.section() == section && !is_explanation(key))
    }

    /// The sections in the order in which they are shown: what the project's nature reports comes
    /// first.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = Section::ALL.to_vec();
        if !self.plan.nature.is_implementing() {
            sections.sort_by_key(|section| match section {
                Section::Project => 0,
                Section::Preliminary => 1,
                _ => 2,
            });
        }
        sections
    }

    /// Whether the boxes are open: an accepted report is read until a change is asked for.
    pub(super) fn may_fill(&self) -> bool {
        self.may_report() && !self.is_locked()
    }

    /// Whether a reviewer has accepted it.
    pub(super) fn is_accepted(&self) -> bool {
        self.local.and_then(LocalReport::state) == Some(Stand::Accepted)
    }

    /// Whether it is accepted and nobody here is asking for a change.
    pub(super) fn is_locked(&self) -> bool {
        let changes = self.local.is_some_and(|local| local.draft.is_some());
        self.is_accepted() && !changes && !self.state.amending.contains(&self.key)
    }

    /// Whether it waits for this user's decision.
    pub(super) fn awaits_review(&self) -> bool {
        self.state.device.is_to_accept(&self.key)
    }

    /// Whether the user may fill this report.
    pub(super) fn may_report(&self) -> bool {
        self.state.device.meta.me.as_ref().is_none_or(|me| {
            let is_lead = self.plan.lead_unit() == Some(me.unit.id.as_str());
            match me.role.scope(Right::Report) {
                Scope::Nothing => false,
                Scope::OwnUnit => is_lead,
                Scope::Subtree | Scope::Everything => true,
            }
        })
    }
}

/// Boxes that only make sense after an answer are asked for after it.
fn is_asked(field: Field, report: &Report) -> bool {
    use yuebao_domain::report::InvestmentBasis::Expenditure;
    let halted = report.is_halted();
    match field {
        Field::HaltReason | Field::ResumeThisYear => halted,
        Field::ResumeDate | Field::ResumePlan => halted && report.resume_this_year == Some(true),
        Field::BasisReason => report.basis == Some(Expenditure),
        _ => true,
    }
}

/// Explanations stand beside their findings, in no section of their own.
fn is_explanation(key: &FieldKey) -> bool {
    key.as_str().starts_with("explanation.")
}

fn text_of(values: &FieldValues, field: Field) -> &str {
    let value = values.get(&FieldKey::from(field));
    value.and_then(FieldValue::text).unwrap_or_default()
}

fn before(last: &Last, field: Field, places: u32, lang: Lang) -> Before {
    let values = match last {
        Last::Report(values) => values,
        Last::NoReport => return Before::NoReport,
        Last::NotHere => return Before::NotHere,
    };
    let stored = text_of(values, field).trim();
    if stored.is_empty() {
        return Before::Empty;
    }
    Before::Value {
        shown: shown(field.kind(), stored, places, lang),
        stored: stored.to_owned(),
    }
}

/// A stored value as people read it.
pub(super) fn shown(kind: Kind, stored: &str, places: u32, lang: Lang) -> String {
    match kind {
        Kind::Amount => money::parse_plain(stored)
            .map_or_else(|_| stored.to_owned(), |amount| amount.grouped(places)),
        Kind::Choice(options) => options.iter().find(|(key, _)| *key == stored).map_or_else(
            || stored.to_owned(),
            |(_, words)| words.get(lang).to_owned(),
        ),
        Kind::Day | Kind::Text => stored.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> FieldValues {
        let pair =
            |(key, text): &(&str, &str)| (FieldKey::new(key).unwrap(), FieldValue::from(*text));
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn last_month_is_shown_as_people_read_it() {
        let last = Last::Report(values(&[("year_to_date", "1250.5"), ("status", "halted")]));
        let shown = |field| match before(&last, field, 2, Lang::Zh) {
            Before::Value { shown, .. } => shown,
            other => format!("{other:?}"),
        };
        assert_eq!(shown(Field::YearToDate), "1,250.50");
        assert_eq!(shown(Field::Status), "停工");
        assert_eq!(shown(Field::Remarks), "Empty");
    }

    #[test]
    fn no_report_and_not_here_are_told_apart() {
        assert_eq!(
            before(&Last::NoReport, Field::Status, 2, Lang::Zh),
            Before::NoReport
        );
        assert_eq!(
            before(&Last::NotHere, Field::Status, 2, Lang::Zh),
            Before::NotHere
        );
    }

    #[test]
    fn boxes_of_a_halt_are_asked_for_when_halted() {
        let asked = |pairs: &[(&str, &str)], field| is_asked(field, &Report::read(&values(pairs)));
        assert!(!asked(&[("status", "normal")], Field::HaltReason));
        assert!(asked(&[("status", "halted")], Field::HaltReason));
        assert!(!asked(&[("status", "halted")], Field::ResumeDate));
        let resumes = [("status", "halted"), ("resume_this_year", "yes")];
        assert!(asked(&resumes, Field::ResumeDate));
        assert!(!asked(&[("basis", "visual_progress")], Field::BasisReason));
        assert!(asked(&[("basis", "expenditure")], Field::BasisReason));
        assert!(asked(&[], Field::Remarks));
    }

    fn state(nature: &str, role: &str, unit: &str) -> State {
        let plan = format!(
            r#"{{"id":"p1","name":"示例项目","nature":"{nature}","area":"a","units":["u1","u2"],
                "total_investment":"1000","entered":"2022-05"}}"#
        );
        let me = format!(
            r#"{{"user":"a","name":"甲","role":"{role}","unit":{{"id":"{unit}","name":"某局"}}}}"#
        );
        let mut state = State {
            month: Some("2022-05".parse().unwrap()),
            ..State::default()
        };
        state.device.profile = Some(yuebao_domain::profile::builtin("liuzhou-2022").unwrap());
        state.device.meta.me = Some(serde_json::from_str(&me).unwrap());
        let plan = serde_json::from_str(&plan).unwrap();
        state.device.projects.insert("p1".to_owned(), plan);
        state
    }

    fn with_form<T>(state: &State, ask: impl FnOnce(&Form<'_>) -> T) -> T {
        ask(&Form::new(state, "p1", &Send::noop()).unwrap())
    }

    #[test]
    fn preliminary_work_comes_first_for_who_only_reports_that() {
        let second = |nature| with_form(&state(nature, "clerk", "u1"), |form| form.sections()[1]);
        assert_eq!(second("preparatory"), Section::Preliminary);
        assert_eq!(second("continuing"), Section::Investment);
        let all = with_form(&state("preparatory", "clerk", "u1"), |form| {
            form.sections().len()
        });
        assert_eq!(all, Section::ALL.len());
    }

    #[test]
    fn the_lead_unit_reports_and_others_read() {
        for (role, unit, may) in [
            ("clerk", "u1", true),
            ("liaison", "u1", true),
            ("clerk", "u2", false),
            ("county_coordinator", "u1", false),
            ("supervisor", "u1", false),
        ] {
            let state = state("continuing", role, unit);
            let refused = with_form(&state, |form| !form.may_report());
            assert_eq!(refused, !may, "{role} {unit}");
        }
    }

    #[test]
    fn an_explanation_of_other_figures_is_kept_and_asked_for_again() {
        use crate::state::{Action, Env};
        let mut state = state("continuing", "clerk", "u1");
        let env = Env {
            stamp: yuebao_domain::device::Stamp {
                op_id: serde_json::from_str("\"0190f0f0-0000-7000-8000-000000000001\"").unwrap(),
                made_at: "2022-05-28T09:00:00+08:00".to_owned(),
            },
            nonce: "n".to_owned(),
            today: yuebao_domain::period::parse_day("2022-05-28").unwrap(),
            dice: 0,
        };
        let mut put = |key: &str, value: FieldValue| {
            let action = Action::Edit {
                project: "p1".to_owned(),
                changes: [(FieldKey::new(key).unwrap(), Some(value))].into(),
            };
            state.update(action, &env);
            with_form(&state, |form| {
                let at = FieldKey::from(Field::SinceStart);
                let finding = form
                    .findings_at(&at)
                    .find(|one| one.severity == Severity::Verify);
                let finding = finding.cloned();
                finding.map(|finding| (form.explained(&finding), finding))
            })
        };
        assert_eq!(put("since_start", "900".into()), None);
        let ((state_of, _), finding) = put("since_start", "5000".into()).unwrap();
        assert_eq!(state_of, Explained::No);
        let words = "概算调整批复已下达，总投资增加";
        let record = FieldValue::Record(
            [
                ("text".to_owned(), words.to_owned()),
                ("fingerprint".to_owned(), finding.fingerprint()),
            ]
            .into(),
        );
        let key = finding.explanation_key().unwrap();
        let (explained, _) = put(key.as_str(), record).unwrap();
        assert_eq!(explained, (Explained::Yes, words.to_owned()));
        let (explained, _) = put("since_start", "6000".into()).unwrap();
        assert_eq!(explained, (Explained::Stale, words.to_owned()));
    }
}
