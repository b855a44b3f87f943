use yuebao_domain::device::{Device, QuestionKey, Refused};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::question::CommandKind::{Answer, Ask, AskAgain, Close, Withdraw};
use yuebao_domain::operation::question::{CommandKind, State as Stand};
use yuebao_domain::operation::report::State as ReportStanding;
use yuebao_domain::period::parse_day;
use yuebao_domain::plan::Nature;
use yuebao_domain::report::FieldKey;
use yuebao_domain::rights::Role;

use super::model::{Thread, about, list};
use crate::state::testing::{env, key, project, question, report, state};
use crate::state::{Action, Effect, Inquiry, Notice, QuestionFilter, State, View};
use crate::text::questions as text;

const ASKED: (CommandKind, &str, &str, &str) =
    (Ask, "office", "2022-05-28T17:00:00Z", "为何比上月少？");
const ANSWERED: (CommandKind, &str, &str, &str) =
    (Answer, "lu", "2022-05-31T01:00:00Z", "连日降雨");
const CLOSED: (CommandKind, &str, &str, &str) = (Close, "office", "2022-05-31T02:00:00Z", "");

/// a has an open and a closed question, b one that is answered.
fn asked(role: Role) -> State {
    let mut state = state(role);
    state.clock.today = parse_day("2022-06-01").ok();
    for (id, name) in [("a", "滨江大道"), ("b", "城北水厂")] {
        project(&mut state, id, name, Nature::Continuing);
        report(&mut state, id, ReportStanding::Submitted, &[]);
    }
    let plan = state.device.get_mut().projects.get_mut("b").unwrap();
    plan.units.insert(0, "u2".to_owned());
    question(&mut state, "a", "remarks", &[ASKED, ANSWERED, CLOSED]);
    question(&mut state, "a", "month_investment", &[ASKED]);
    question(&mut state, "b", "status", &[ASKED, ANSWERED]);
    state
}

fn only(state: &State, id: &QuestionKey) -> Thread {
    let threads = about(state, &id.report);
    let thread = threads.iter().find(|it| it.key == *id).unwrap();
    Thread::clone(thread)
}

fn name(number: u32, project: &str) -> QuestionKey {
    QuestionKey {
        report: key(project),
        id: format!("q{number}"),
    }
}

fn do_it(state: &mut State, action: Action) -> Vec<Effect> {
    state.update(action, &env())
}

fn say(question: &QuestionKey, step: CommandKind, text: &str) -> Action {
    Action::Question(Inquiry::Say {
        question: question.clone(),
        step,
        text: text.to_owned(),
    })
}

#[test]
fn open_questions_come_first_and_say_what_each_side_may_do() {
    for (role, open, answered) in [
        (Role::Clerk, vec![Answer], vec![]),
        (
            Role::CityOffice,
            vec![Withdraw],
            vec![AskAgain, Close, Withdraw],
        ),
        (Role::Supervisor, vec![], vec![]),
    ] {
        let state = asked(role);
        let threads = about(&state, &key("a"));
        let stands: Vec<Stand> = threads.iter().map(|it| it.state).collect();
        assert_eq!(stands, [Stand::Open, Stand::Closed], "{role:?}");
        assert_eq!(threads[0].steps, open, "{role:?}");
        assert_eq!(threads[0].is_mine, role == Role::Clerk, "{role:?}");
        assert!(threads[1].steps.is_empty() && threads[1].is_folded());
        // The clerk's unit takes part in b and does not report it.
        assert_eq!(only(&state, &name(3, "b")).steps, answered, "{role:?}");
    }
    let state = asked(Role::Clerk);
    let open = only(&state, &name(2, "a"));
    assert_eq!(
        (open.label.as_str(), open.age),
        ("本月完成投资（万元）", Some(3)),
        "asked on 29 May in Beijing"
    );
}

#[test]
fn what_is_mine_is_counted_listed_first_and_filtered() {
    for (role, mine) in [
        (Role::Clerk, Some("a")),
        (Role::CityOffice, Some("b")),
        (Role::Supervisor, None),
    ] {
        let mut state = asked(role);
        let all = list(&state, false);
        assert_eq!((all.all, all.mine), (2, mine.iter().count()), "{role:?}");
        assert_eq!(state.device.questions_to_look_at(), all.mine, "{role:?}");
        let first = mine.unwrap_or("a");
        assert_eq!(all.lines[0].thread.key.report.project, first);
        assert_eq!(list(&state, true).lines.len(), all.mine);
        let units: Vec<&str> = all.units.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(units.len(), 2);

        let filter = |unit: Option<&str>, days| {
            Action::Question(Inquiry::Filter(QuestionFilter {
                unit: unit.map(str::to_owned),
                days,
            }))
        };
        for (unit, days, listed) in [
            (Some("u1"), 0, "a"),
            (Some("u2"), 3, "b"),
            (None, 4, ""),
            (None, 3, "ab"),
        ] {
            do_it(&mut state, filter(unit, days));
            let lines = list(&state, false).lines;
            let mut projects: Vec<_> = lines
                .iter()
                .map(|it| it.thread.key.report.project.as_str())
                .collect();
            projects.sort_unstable();
            assert_eq!(projects.concat(), listed, "{unit:?} {days}");
            assert_eq!(list(&state, false).mine, all.mine, "a filter hides no turn");
        }
    }
}

#[test]
fn an_answer_waits_to_be_sent_and_is_the_others_turn() {
    let mut state = asked(Role::Clerk);
    let open = name(2, "a");
    assert_eq!(state.device.questions_to_look_at(), 1);
    let note = Action::Question(Inquiry::NoteAnswer {
        question: open.clone(),
        text: "连日".to_owned(),
    });
    do_it(&mut state, note);
    assert_eq!(only(&state, &open).written, "连日");
    assert!(state.device.get().has_unsent());
    do_it(&mut state, say(&open, Answer, " "));
    assert_eq!(
        state.screen.notice,
        Some(Notice::NotSaid(Refusal::WordsMissing))
    );
    do_it(&mut state, say(&open, Answer, "连日降雨，停工五天"));
    let thread = only(&state, &open);
    assert_eq!((thread.state, thread.waiting), (Stand::Answered, 1));
    assert!(!thread.is_waiting(0) && thread.is_waiting(1));
    assert_eq!((thread.written.as_str(), thread.is_mine), ("", false));
    assert_eq!(state.device.questions_to_look_at(), 0);
    assert_eq!(state.device.waiting(), 1);
}

#[test]
fn a_question_is_written_asked_and_stands_at_its_box() {
    let mut state = asked(Role::CityOffice);
    let field = FieldKey::new("visual_progress").unwrap();
    do_it(&mut state, Action::Show(View::Form("a".to_owned())));
    do_it(
        &mut state,
        Action::Question(Inquiry::Asking(Some((key("a"), field.clone())))),
    );
    let ask = |text: &str| {
        Action::Question(Inquiry::Ask {
            key: key("a"),
            field: field.clone(),
            text: text.to_owned(),
        })
    };
    for text in ["进", ""] {
        state.form.asking = None;
        let note = Inquiry::NoteQuestion {
            key: key("a"),
            field: field.clone(),
            text: text.to_owned(),
        };
        do_it(&mut state, Action::Question(note));
        assert!(
            state.form.asking.is_some(),
            "the box is there while it is written in"
        );
    }
    do_it(&mut state, ask(""));
    assert_eq!(
        state.screen.notice,
        Some(Notice::NotSaid(Refusal::WordsMissing))
    );
    assert!(
        state.form.asking.is_some(),
        "what is being asked stays open"
    );
    do_it(&mut state, ask("进度到哪里了？"));
    assert_eq!((&state.form.asking, &state.screen.notice), (&None, &None));
    let threads = about(&state, &key("a"));
    let thread = threads.iter().find(|it| it.field == field).unwrap();
    assert_eq!((thread.state, thread.waiting), (Stand::Open, 1));
    assert_eq!(thread.remarks[0].by, "王敏");
}

#[test]
fn a_refused_step_says_why_with_what_was_written_until_it_is_read() {
    let mut state = asked(Role::Clerk);
    let open = name(2, "a");
    do_it(&mut state, say(&open, Answer, "连日降雨"));
    let queued = std::mem::take(&mut state.device.get_mut().outbox).into_values();
    let replica = state.device.get_mut().questions.get_mut(&open).unwrap();
    replica.declined = queued.map(|queued| queued.operation).collect();
    replica.refused = Some(Refused {
        findings: Vec::new(),
        refusal: Some(Refusal::QuestionOver),
        detail: None,
    });
    let thread = only(&state, &open);
    let untaken = thread.untaken.clone().unwrap();
    assert_eq!(untaken.why, text::refusal(Refusal::QuestionOver).zh);
    assert_eq!(untaken.words, ["答复: 连日降雨"]);
    assert!(thread.is_mine && !thread.is_folded());
    do_it(&mut state, Action::Question(Inquiry::Dismiss(open.clone())));
    assert_eq!(only(&state, &open).untaken, None);
}

#[test]
fn a_line_of_the_list_leads_to_the_box_in_its_month() {
    let mut state = asked(Role::Clerk);
    state.screen.month = Some("2022-06".parse().unwrap());
    let field = FieldKey::new("month_investment").unwrap();
    let effects = do_it(
        &mut state,
        Action::Question(Inquiry::Open(name(2, "a"), field)),
    );
    assert_eq!(state.screen.view, View::Form("a".to_owned()));
    assert_eq!(state.screen.month, Some(key("a").month));
    let ids = ["yb-f-month_investment", "yb-q-q2"].map(str::to_owned);
    assert!(effects.contains(&Effect::FocusBox(ids)));
}

#[test]
fn a_reports_change_leaves_the_count_of_questions_as_it_was() {
    let mut state = asked(Role::Clerk);
    let counted = state.device.questions_to_look_at();
    let edit = Action::Edit {
        project: "a".to_owned(),
        changes: [(FieldKey::new("remarks").unwrap(), Some("x".into()))].into(),
    };
    do_it(&mut state, edit);
    assert_eq!(state.device.questions_to_look_at(), counted);
    let device: &Device = state.device.get();
    assert_eq!(state.device.needs_attention(), device.needs_attention());
}

#[test]
fn what_was_said_while_nothing_could_be_stored_is_said_again_and_what_was_looked_at_is_not() {
    let state = asked(Role::Clerk);
    let said = say(&name(2, "a"), Answer, "连日降雨");
    assert!(state.repeatable(&said).is_some());
    let looked = Action::Question(Inquiry::Asking(None));
    assert!(state.repeatable(&looked).is_none());
}
