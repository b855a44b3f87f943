//! What the form of one project is made from: data, no markup.

use std::rc::Rc;

use yuebao_domain::check::Finding;
use yuebao_domain::device::{Replica, ReportKey};
use yuebao_domain::figures::{self, Figures};
use yuebao_domain::order::Order;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{Field, FieldKey, FieldValues, Report, Section};
use yuebao_domain::statistics_entry::StatisticsEntry;

use super::boxes::Boxes;
use super::context::FormContext;
use super::explained::ExplainedFinding;
use super::last_month::LastMonth;
use crate::dispatch::Dispatch;
use crate::pages::questions::model as questions;
use crate::state::{Checked, HistoryPane, State};

static NOTHING: FieldValues = FieldValues::new();

/// The form of one project in one month.
pub(super) struct Form<'a> {
    pub(super) state: &'a State,
    pub(super) plan: &'a PlanRow,
    pub(super) profile: &'a Profile,
    pub(super) local: Option<&'a Replica>,
    pub(super) checked: Option<&'a Checked>,
    pub(super) figures: Figures,
    pub(super) boxes: Boxes,
}

impl<'a> Form<'a> {
    /// `None` if the month, the profile or the project is not here.
    pub(super) fn new(state: &'a State, project: &str, send: &Dispatch) -> Option<Self> {
        let key = state.screen.key(project)?;
        let profile = state.profile()?;
        let plan = state.device.get().plan_at(project, key.month)?;
        let local = state.device.get().reports.get(&key);
        let checked = state.checked.get(project);
        let values = local.map_or(&NOTHING, Replica::values);
        let report = Report::read(values);
        let past = state.device.get().month_before(&key);
        let last = figures::last_month(&past.history(), plan, key.month);
        let figures = figures::figures(&report, plan, key.month, last);
        let boxes = Boxes {
            context: Rc::new(FormContext::new(state, send, &key, plan, profile)),
            values: values.clone(),
            last_month: LastMonth::of(last, state.device.get(), &key),
            findings: explained_findings(checked, &report, profile),
            unread: (report.unread.iter().map(|one| one.field.into()))
                .chain(state.form.unfinished.keys().cloned())
                .collect(),
            unasked: unasked(&report, profile, key.month),
            sums: sums(&figures),
            open: (local.and_then(|local| local.server.as_ref()))
                .map_or_else(Vec::new, |server| server.conflicts.clone()),
            history: history(state, &key),
            questions: questions::about(state, &key),
            asking: asking(state, &key),
        };
        Some(Self {
            state,
            plan,
            profile,
            local,
            checked,
            figures,
            boxes,
        })
    }

    /// The sections in the order in which they are shown: what the project's nature reports comes
    /// first.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = Section::ALL.to_vec();
        sections.retain(|section| self.is_shown(*section));
        if !self.plan.nature.is_implementing() {
            let place = |section: &Section| match section {
                Section::Project => 0,
                Section::Preliminary => 1,
                _ => 2,
            };
            sections.order_by(|a, b| place(a).cmp(&place(b)));
        }
        sections
    }

    /// Whether a section is on the form: some are asked for by few profiles, and of few projects. What
    /// was written there stays to be seen.
    fn is_shown(&self, section: Section) -> bool {
        let is_asked = match section {
            Section::Statistics => {
                let mut boxes = Field::ALL.iter().filter(|field| field.section() == section);
                boxes.any(|field| self.boxes.is_shown(*field))
            }
            Section::Visits => self.profile.visits.is_some(),
            _ => true,
        };
        is_asked || self.boxes.section(section).has_something()
    }
}

fn explained_findings(
    checked: Option<&Checked>,
    report: &Report,
    profile: &Profile,
) -> Vec<Rc<ExplainedFinding>> {
    let Some(checked) = checked else {
        return Vec::new();
    };
    let explained = |finding: &Finding| {
        let key = finding.explanation_key();
        let carried = key.and_then(|key| checked.carried.get(&key));
        Rc::new(ExplainedFinding::new(finding, report, profile, carried))
    };
    checked.outcome.findings.iter().map(explained).collect()
}

fn sums(figures: &Figures) -> Vec<(Field, yuebao_domain::figures::Sum)> {
    let sums = [
        (Field::YearToDate, figures.year_to_date),
        (Field::SinceStart, figures.since_start),
    ];
    let sums = sums.into_iter();
    sums.filter_map(|(field, sum)| Some((field, sum?)))
        .collect()
}

/// The boxes about which something is being asked, with what is written.
fn asking(state: &State, key: &ReportKey) -> Vec<(FieldKey, String)> {
    let begun = state.device.get().begun(key);
    let mut asking: Vec<_> = begun.map(|(at, text)| (at, text.to_owned())).collect();
    let opened = state.form.asking.as_ref().filter(|(of, _)| of == key);
    let opened = opened.filter(|(_, at)| asking.iter().all(|(begun, _)| begun != at));
    asking.extend(opened.map(|(_, at)| (at.clone(), String::new())));
    asking
}

fn history(state: &State, key: &ReportKey) -> Option<Rc<HistoryPane>> {
    let pane = state.form.history.as_ref();
    pane.filter(|pane| pane.key == *key).cloned()
}

/// Boxes that only make sense after an answer are asked for after it.
fn unasked(report: &Report, profile: &Profile, month: Month) -> Vec<Field> {
    let is_entering = StatisticsEntry::of(report, profile, month).is_some();
    let fields = Field::ALL.iter().copied();
    fields
        .filter(|field| !is_asked(*field, report, is_entering))
        .collect()
}

/// `is_entering` says whether the project is asked about its entry into the statistics.
fn is_asked(field: Field, report: &Report, is_entering: bool) -> bool {
    use yuebao_domain::report::InvestmentBasis::Expenditure;
    let halted = report.is_halted();
    match field {
        _ if field.section() == Section::Statistics => is_entering,
        Field::HaltReason | Field::ResumeThisYear => halted,
        Field::ResumeDate | Field::ResumePlan => halted && report.resume_this_year == Some(true),
        Field::BasisReason => report.basis == Some(Expenditure),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::report::FieldValue;
    use yuebao_domain::rule::Severity;

    use super::super::explained::ExplanationState;
    use super::*;
    use crate::state::testing::values;

    #[test]
    fn boxes_of_a_halt_are_asked_for_when_halted() {
        let asked = |pairs: &[(&str, &str)], field| {
            let report = Report::read(&values(pairs));
            is_asked(field, &report, false)
        };
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
        let mut state = State::default();
        state.screen.month = Some("2022-05".parse().unwrap());
        state.device.get_mut().profile =
            Some(yuebao_domain::profile_file::builtin("liuzhou-2022").unwrap());
        state.device.get_mut().meta.me = Some(serde_json::from_str(&me).unwrap());
        let plan = serde_json::from_str(&plan).unwrap();
        state
            .device
            .get_mut()
            .projects
            .insert("p1".to_owned(), plan);
        state
    }

    fn with_form<T>(state: &State, ask: impl FnOnce(&Form<'_>) -> T) -> T {
        ask(&Form::new(state, "p1", &Dispatch::noop()).unwrap())
    }

    #[test]
    fn preliminary_work_comes_first_for_who_only_reports_that() {
        let second = |nature| with_form(&state(nature, "clerk", "u1"), |form| form.sections()[1]);
        assert_eq!(second("preparatory"), Section::Preliminary);
        assert_eq!(second("continuing"), Section::Investment);
        let all = with_form(&state("preparatory", "clerk", "u1"), |form| {
            form.sections().len()
        });
        // neither 入统 nor 走访
        assert_eq!(all, Section::ALL.len() - 2);
    }

    #[test]
    fn entry_and_visits_are_asked_for_by_the_profile_and_stay_where_they_are_filled() {
        let shown = |id: &str, boxes: &[(&str, &str)]| {
            let mut state = state("new_start", "clerk", "u1");
            state.device.get_mut().profile = yuebao_domain::profile_file::builtin(id).ok();
            let key = state.screen.key("p1").unwrap();
            let draft = values(boxes);
            let replica = Replica {
                draft: Some(draft),
                ..Replica::default()
            };
            state.device.get_mut().reports.insert(key, replica);
            with_form(&state, |form| {
                let sections = form.sections();
                [Section::Statistics, Section::Visits].map(|it| sections.contains(&it))
            })
        };
        let started = ("actual_start", "2022-05-08");
        let filed = ("entry_filed", "2022-05-20");
        for (id, boxes, expected) in [
            ("liuzhou-2022", &[started][..], [false, false]),
            ("liuzhou-2022", &[started, filed], [true, false]),
            ("qinzhou-ten-2022", &[], [false, true]),
            ("qinzhou-ten-2022", &[started], [true, true]),
            (
                "qinzhou-ten-2022",
                &[("actual_start", "2021-05-08")],
                [false, true],
            ),
        ] {
            assert_eq!(shown(id, boxes), expected, "{id} {boxes:?}");
        }
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
            let refused = with_form(&state, |form| !form.boxes.context.may_report());
            assert_eq!(refused, !may, "{role} {unit}");
        }
    }

    #[test]
    fn a_bundle_is_only_read() {
        let mut state = state("continuing", "clerk", "u1");
        let may = |state: &State| with_form(state, |form| form.boxes.context.may_report());
        assert!(may(&state));
        for row in state.device.get_mut().projects.values_mut() {
            row.is_bundle = true;
        }
        assert!(!may(&state));
    }

    #[test]
    fn a_locked_month_is_only_read() {
        use yuebao_domain::operation::Held;
        use yuebao_domain::operation::month::State as Stands;
        let mut state = state("continuing", "clerk", "u1");
        let may = |state: &State| {
            with_form(state, |form| {
                (
                    form.boxes.context.may_report(),
                    form.boxes.context.edition(),
                )
            })
        };
        assert_eq!(may(&state), (true, None));
        let lock = r#"{"step.0001":{"kind":"lock","edition":"2","digest":"d","missing":"[]"}}"#;
        let month = "2022-05".parse().unwrap();
        let held = Held {
            subject: yuebao_domain::device::Subject::Month(month),
            rev: 1,
            tag: None,
            state: Stands::Locked.into(),
            review: None,
            hand_ins: None,
            course: None,
            values: serde_json::from_str(lock).unwrap(),
            by: String::new(),
            fillers: Vec::new(),
            received_at: "".into(),
            conflicts: Vec::new(),
        };
        let replica = yuebao_domain::device::Replica {
            server: Some(held),
            ..Default::default()
        };
        state.device.get_mut().months.insert(month, replica);
        assert_eq!(may(&state), (false, Some(2)));
    }

    #[test]
    fn an_explanation_of_other_figures_is_kept_and_asked_for_again() {
        use crate::state::{Action, Env};
        let mut state = state("continuing", "clerk", "u1");
        let env = Env {
            stamp: yuebao_domain::device::Stamp {
                op_id: serde_json::from_str("\"0190f0f0-0000-7000-8000-000000000001\"").unwrap(),
                made_at: "2022-05-28T09:00:00+08:00".into(),
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
                let explained = form
                    .boxes
                    .findings_at(&at)
                    .find(|one| one.finding.severity == Severity::Verify);
                explained.cloned()
            })
        };
        assert_eq!(put("since_start", "900".into()), None);
        let ExplainedFinding { finding, state, .. } = put("since_start", "5000".into()).unwrap();
        assert_eq!(state, ExplanationState::No);
        let words = "概算调整批复已下达，总投资增加";
        let record = FieldValue::Record(
            [
                ("text".to_owned(), words.to_owned()),
                ("fingerprint".to_owned(), finding.fingerprint()),
            ]
            .into(),
        );
        let key = finding.explanation_key().unwrap();
        let explained = put(key.as_str(), record).unwrap();
        assert_eq!(
            (explained.state, &*explained.words),
            (ExplanationState::Yes, words)
        );
        let explained = put("since_start", "6000".into()).unwrap();
        assert_eq!(
            (explained.state, &*explained.words),
            (ExplanationState::Stale, words)
        );
    }

    #[test]
    fn what_last_month_explained_is_shown_until_it_is_confirmed() {
        use crate::state::testing::{env, project, report};
        use crate::state::{Action, View};
        use yuebao_domain::operation::report::State as Stand;
        use yuebao_domain::plan::Nature;
        use yuebao_domain::rights::Role;

        let words = "概算调整批复已下达，总投资增加";
        let mut state = crate::state::testing::state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let plan = state.device.get_mut().projects.get_mut("a").unwrap();
        plan.total_investment = yuebao_domain::money::parse_plain("4").ok();
        report(&mut state, "a", Stand::Accepted, &[("since_start", "5")]);
        let may = state.screen.key("a").unwrap();
        let april = ReportKey {
            month: may.month.previous(),
            ..may.clone()
        };
        let mut last = state.device.get_mut().reports.remove(&may).unwrap();
        last.server.as_mut().unwrap().subject = april.clone().into();
        state.device.get_mut().reports.insert(april.clone(), last);
        state.screen.view = View::Form("a".to_owned());
        let at = FieldKey::from(Field::SinceStart);
        let explained = |state: &State| {
            let form = Form::new(state, "a", &Dispatch::noop()).unwrap();
            let mut found = form.boxes.findings_at(&at);
            let over = found.find(|one| one.finding.code.as_str() == "M107");
            over.cloned()
        };
        let type_in = |state: &mut State, since_start: &str| {
            let action = Action::Edit {
                project: "a".to_owned(),
                changes: [(at.clone(), Some(since_start.into()))].into(),
            };
            state.update(action, &env());
        };
        type_in(&mut state, "5");
        let first = explained(&state).unwrap();
        assert_eq!(
            first.state,
            ExplanationState::No,
            "April says nothing of it"
        );
        let key = first.finding.explanation_key().unwrap();
        let parts = [
            ("text".to_owned(), words.to_owned()),
            ("fingerprint".to_owned(), first.finding.fingerprint()),
        ];
        let said = FieldValue::Record(parts.into());
        let last = state.device.get_mut().reports.get_mut(&april).unwrap();
        let last = last.server.as_mut().unwrap();
        last.values.insert(key.clone(), said.clone());
        type_in(&mut state, "6");
        assert_eq!(
            explained(&state).unwrap().state,
            ExplanationState::No,
            "other figures"
        );
        type_in(&mut state, "5");
        let carried = explained(&state).unwrap();
        assert_eq!(
            (carried.state, &*carried.words),
            (ExplanationState::Carried, words)
        );
        let confirm = Action::Edit {
            project: "a".to_owned(),
            changes: [(key, Some(said))].into(),
        };
        assert_eq!(state.checked["a"].readiness.to_explain.len(), 1);
        state.update(confirm, &env());
        let confirmed = explained(&state).unwrap();
        assert_eq!(
            (confirmed.state, &*confirmed.words),
            (ExplanationState::Yes, words)
        );
        assert!(state.checked["a"].readiness.to_explain.is_empty());
    }
}
