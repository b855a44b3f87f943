use std::rc::Rc;

use yuebao_domain::operation::question::CommandKind::{Answer, Ask};
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::plan::Nature;
use yuebao_domain::report::FieldKey;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::ReportHistory;

use super::model::{Event, name, of_box, of_questions, steps};
use crate::fault::SyncFault;
use crate::pages::questions::model::about;
use crate::state::testing::{env, key, project, question, report, state};
use crate::state::{About, Action, Effect, HistoryPhase, Session, State, View};

/// Returned, corrected, accepted, amended: what the server's own fixture tells.
fn answered() -> ReportHistory {
    let json =
        include_str!("../../../../../crates/domain/tests/fixtures/wire/v1/report_history.json");
    serde_json::from_str(json).unwrap()
}

fn month_investment() -> FieldKey {
    FieldKey::new("month_investment").unwrap()
}

fn said(events: &[Event]) -> Vec<String> {
    let events = events.iter();
    events
        .map(|event| {
            let values = event.values.iter().flat_map(|(_, lines)| lines.clone());
            let words = [vec![event.what.to_owned(), event.who.clone()]];
            let rest = [values.collect(), event.notes.clone()];
            let comment = vec![event.comment.clone().into_iter().collect::<Vec<_>>()];
            let all = words.into_iter().chain(rest).chain(comment);
            all.flatten().collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

#[test]
fn the_report_tells_who_decided_what_and_why() {
    let events = steps(&answered(), Lang::Zh);
    assert_eq!(
        said(&events),
        [
            "选定取值 | 黄芳（市重点办） | 办结 1 处",
            "上报 | 韦敏（示范县交通局） | 提出 1 处修改申请",
            "通过 | 黄芳（市重点办） | 已报 → 审定 | 同意",
            "上报 | 李强（示范县交通局） | 退回 → 已报 | 改动: 投资完成情况",
            "退回 | 黄芳（市重点办） | 已报 → 退回 | 本月完成投资与形象进度不符，请核对后重报",
        ]
    );
}

#[test]
fn the_servers_time_counts_and_the_devices_is_shown_as_such() {
    let corrected = &steps(&answered(), Lang::Zh)[3];
    assert_eq!(corrected.received, "服务器 6月3日 09:00 收到");
    // a tablet whose clock is a year behind
    let device = corrected.device.as_deref();
    assert_eq!(device, Some("平板时间 2021-06-03 08:58，仅供参考"));
}

#[test]
fn a_box_tells_its_values_and_what_became_of_one_that_waited() {
    let events = of_box(&answered(), &month_investment(), 2, Lang::Zh);
    let first = &said(&events)[0];
    assert_eq!(
        first,
        "上报 | 韦敏（示范县交通局） | 1,300.00 | 修改申请，黄芳 6月6日 09:00 办结"
    );
    let remarks = FieldKey::new("remarks").unwrap();
    assert_eq!(of_box(&answered(), &remarks, 2, Lang::Zh), []);
}

#[test]
fn every_group_has_a_name_that_people_know() {
    for (key, shown) in [
        ("year_to_date", "投资完成情况"),
        ("halt_reason", "建设状态"),
        ("basis_reason", "填报依据"),
        ("remarks", "备注"),
        ("problem.1", "存在问题"),
    ] {
        let key = FieldKey::new(key).unwrap();
        let group = yuebao_domain::merge::Group::of(&key);
        assert_eq!(name(&group, Lang::Zh), shown, "{key}");
    }
}

fn on_the_form() -> State {
    let mut state = state(Role::Clerk);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    report(&mut state, "a", Stand::Submitted, &[("remarks", "一")]);
    state.session = Session::Open {
        user: "wang".to_owned(),
        token: Some("t".to_owned()),
    };
    state.screen.view = View::Form("a".to_owned());
    state
}

fn press(state: &mut State, about: About) -> Vec<Effect> {
    let project = "a".to_owned();
    state.update(Action::ShowHistory { project, about }, &env())
}

fn answer(state: &mut State, id: &str, answer: Result<ReportHistory, SyncFault>) {
    let (key, answer) = (key(id), answer.map(Box::new));
    state.update(Action::HistoryFetched { key, answer }, &env());
}

#[test]
fn it_is_asked_of_the_server_shown_and_hidden_again() {
    let mut state = on_the_form();
    let about = About::Box(month_investment());
    let asked = Effect::FetchHistory {
        key: key("a"),
        before: None,
        token: "t".to_owned(),
    };
    assert_eq!(press(&mut state, about.clone()), [asked]);
    let phase = |state: &State| state.form.history.as_ref().unwrap().phase.clone();
    assert_eq!(phase(&state), HistoryPhase::Loading);
    answer(&mut state, "b", Ok(answered()));
    assert_eq!(phase(&state), HistoryPhase::Loading, "another report's");
    answer(&mut state, "a", Err(SyncFault::Unreachable));
    let failed = HistoryPhase::Failed(SyncFault::Unreachable);
    assert_eq!(phase(&state), failed);
    assert_eq!(state.update(Action::MoreHistory, &env()).len(), 1);
    answer(&mut state, "a", Ok(answered()));
    assert_eq!(phase(&state), HistoryPhase::Loaded);
    assert_eq!(press(&mut state, about), []);
    assert_eq!(state.form.history, None);
}

#[test]
fn what_is_older_goes_on_where_the_newer_ends() {
    let mut state = on_the_form();
    press(&mut state, About::Report);
    let newer = ReportHistory {
        before: Some(2),
        ..answered()
    };
    answer(&mut state, "a", Ok(newer));
    let asked = state.update(Action::MoreHistory, &env());
    assert!(matches!(
        asked[..],
        [Effect::FetchHistory {
            before: Some(2),
            ..
        }]
    ));
    let older = ReportHistory {
        before: None,
        ..answered()
    };
    answer(&mut state, "a", Ok(older));
    let shown = state.form.history.unwrap().known.clone().unwrap();
    assert_eq!(shown.steps.len(), 2 * answered().steps.len());
    assert_eq!(shown.fields.len(), answered().fields.len());
    let entries = |history: &ReportHistory| history.fields[0].entries.len();
    assert_eq!(entries(&shown), 2 * entries(&answered()));
    assert_eq!(shown.before, None);
}

#[test]
fn without_a_login_it_says_so_and_asks_nothing() {
    let mut state = on_the_form();
    state.session = Session::Open {
        user: "wang".to_owned(),
        token: None,
    };
    assert_eq!(press(&mut state, About::Report), []);
    let pane = state.form.history.unwrap();
    assert_eq!(pane.phase, HistoryPhase::Failed(SyncFault::LoginNeeded));
}

#[test]
fn what_was_said_of_questions_is_told_the_newest_first_without_a_network() {
    let mut state = on_the_form();
    let asked = (Ask, "office", "2022-05-30T02:00:00Z", "为何比上月少？");
    let answered = (Answer, "wang", "2022-05-31T02:00:00Z", "连日降雨");
    question(&mut state, "a", "month_investment", &[asked, answered]);
    let later = (Ask, "office", "2022-05-30T09:00:00Z", "写到哪里？");
    question(&mut state, "a", "remarks", &[later]);
    let threads = about(&state, &key("a"));
    let threads = || threads.iter().map(Rc::as_ref);
    let events = of_questions(threads(), true, Lang::Zh);
    let [answer, second, first] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!((answer.what, answer.who.as_str()), ("答复", "wang（某局）"));
    assert_eq!(answer.received, "服务器 5月31日 10:00 收到");
    assert_eq!(answer.comment.as_deref(), Some("连日降雨"));
    assert_eq!(second.notes, ["栏目: 备注"]);
    assert_eq!(first.notes, ["栏目: 本月完成投资（万元）"]);
    let alone = of_questions(threads(), false, Lang::Zh);
    assert!(alone.iter().all(|event| event.notes.is_empty()));
}
