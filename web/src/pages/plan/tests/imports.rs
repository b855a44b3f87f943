//! A file: chosen, looked at, corrected, written.

use std::rc::Rc;

use yuebao_domain::import::Gone;
use yuebao_domain::rights::Role;

use crate::fault::SyncFault;
use crate::pages::plan::import::model::{groups, may_import, may_import_reports, targets};
use crate::pages::plan::step;
use crate::state::testing::{env, state};
use crate::state::{
    Doing, Effect, ImportBox, ImportFile, ImportStep, OfficeBody, PlanStep, Session, State,
};

/// What the server says of a supplement with one new project and one changed one.
const SEEN: &str = r#"{
    "written": false, "token": "t1", "valid_from": "2022-06",
    "sheets": [{"sheet": "计划", "shape": "aa", "columns": [
        {"column": "A", "label": "工程", "target": "plan.name", "cells": ["甲路", "乙厂"]},
        {"column": "B", "label": "今年", "cells": ["500", "600"]}
    ]}],
    "targets": ["ignore", "plan.name", "plan.annual_plan", "plan.span", "report.remarks"],
    "errors": [], "notes": [],
    "counts": {"new": 1, "changed": 1, "gone": 0, "unchanged": 3},
    "changes": [
        {"change": "new", "project": "p1", "name": "甲路", "row": 2, "fields": [
            {"field": "nature", "after": "continuing"}, {"field": "is_private", "after": "true"}]},
        {"change": "changed", "project": "p2", "name": "乙厂", "row": 3, "fields": [
            {"field": "annual_plan", "before": "500", "after": "600"}]}
    ]
}"#;

/// The same file with what is wrong in it.
const WRONG: &str = r#"{
    "written": false, "sheets": [], "targets": [], "notes": [],
    "errors": [{"sheet": "计划", "row": 4, "column": "C", "zh": "=金额“x”读不出", "en": "not an amount"}],
    "counts": {"new": 0, "changed": 0, "gone": 0, "unchanged": 0}, "changes": []
}"#;

fn office(role: Role) -> State {
    let mut state = state(role);
    state.session = Session::Open {
        user: "wang".to_owned(),
        token: Some("token".to_owned()),
    };
    state.sync.online = true;
    state
}

fn act(state: &mut State, what: ImportStep) -> Vec<Effect> {
    state.update(step(PlanStep::Import(what)), &env())
}

fn choose(state: &mut State) -> Vec<Effect> {
    let bytes: Rc<[u8]> = Rc::from(*b"xlsx");
    let name = "增补.xlsx".to_owned();
    act(state, ImportStep::File(ImportFile { name, bytes }))
}

fn answer(state: &mut State, text: &str) -> Vec<Effect> {
    act(state, ImportStep::Answered(Ok(text.to_owned())))
}

/// The address that is asked, if it is one.
fn asked(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::AskOffice { path, .. } => Some(path.as_str()),
        _ => None,
    })
}

#[test]
fn a_file_is_looked_at_when_it_is_chosen_and_written_as_it_was_seen() {
    let mut state = office(Role::CityOffice);
    let address = "v2/import?kind=plan&file=%E5%A2%9E%E8%A1%A5.xlsx";
    assert_eq!(asked(&choose(&mut state)), Some(address));
    assert_eq!(state.plan.import.doing, Some(Doing::Preview));
    assert!(
        act(&mut state, ImportStep::Write).is_empty(),
        "nothing was seen"
    );
    answer(&mut state, SEEN);
    let told = state.plan.import.told.clone().unwrap();
    let seen = groups(&state, &told);
    let counts: Vec<(&str, usize)> = seen.iter().map(|it| (it.kind, it.count)).collect();
    assert_eq!(counts, [("new", 1), ("changed", 1), ("unchanged", 3)]);
    let values: Vec<Option<&str>> = (seen[0].lines[0].fields.iter())
        .map(|field| field.after.as_deref())
        .collect();
    assert_eq!(values, [Some("续建"), Some("是")]);
    let changed = &seen[1].lines[0].fields[0];
    assert_eq!(changed.before.as_deref(), Some("500.00"));
    act(
        &mut state,
        ImportStep::Say(ImportBox::Batch, "第二批".to_owned()),
    );
    assert_eq!(state.plan.import.token(), None, "it was not seen so");
    let again = act(&mut state, ImportStep::Preview);
    assert!(asked(&again).unwrap().contains("&batch="));
    answer(&mut state, SEEN);
    let written = act(&mut state, ImportStep::Write);
    assert!(asked(&written).unwrap().ends_with("&token=t1"));
    let after = answer(&mut state, &SEEN.replacen("false", "true", 1));
    let syncs =
        |effect: &Effect| matches!(effect, Effect::Send { .. } | Effect::StoreThenSend { .. });
    assert!(
        after.iter().any(syncs),
        "what was written comes to this device"
    );
    assert_eq!(state.plan.import.token(), None, "not twice");
}

#[test]
fn a_column_that_was_taken_for_something_else_is_corrected_and_remembered() {
    let mut state = office(Role::CityOffice);
    choose(&mut state);
    answer(&mut state, SEEN);
    let told = state.plan.import.told.clone().unwrap();
    let offered = targets(&state, &told, None);
    let labels: Vec<&str> = offered.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(
        labels,
        ["不导入", "项目名称", "年度计划投资", "建设起止年限"]
    );
    let said = act(
        &mut state,
        ImportStep::Column {
            sheet: 0,
            column: 1,
            target: "plan.annual_plan".to_owned(),
        },
    );
    let Effect::AskOffice { path, body, .. } = &said[0] else {
        panic!("{said:?}");
    };
    assert_eq!(path, "v2/import/columns");
    let json = r#"{"shape":"aa","columns":{"今年":"plan.annual_plan","工程":"plan.name"}}"#;
    assert_eq!(*body, OfficeBody::Json(json.to_owned()));
    let then = answer(&mut state, "null");
    assert!(
        asked(&then).unwrap().starts_with("v2/import?"),
        "it is looked at anew"
    );
}

#[test]
fn without_a_network_nothing_that_was_chosen_is_lost() {
    let mut state = office(Role::CityOffice);
    state.sync.online = false;
    assert_eq!(asked(&choose(&mut state)), None);
    let screen = &state.plan.import;
    assert_eq!(screen.fault, Some(SyncFault::Unreachable));
    assert!(screen.file.is_some());
    state.sync.online = true;
    assert!(asked(&act(&mut state, ImportStep::Preview)).is_some());
    assert_eq!(state.plan.import.fault, None);
}

#[test]
fn what_is_not_as_it_was_seen_is_shown_anew_with_why() {
    let mut state = office(Role::CityOffice);
    choose(&mut state);
    answer(&mut state, SEEN);
    act(&mut state, ImportStep::Write);
    let refused = SyncFault::Refused("请重新预览 / look at it again".to_owned());
    let then = act(&mut state, ImportStep::Answered(Err(refused.clone())));
    assert!(!asked(&then).unwrap().contains("token"));
    answer(&mut state, SEEN);
    assert_eq!(state.plan.import.fault, Some(refused));
    assert_eq!(state.plan.import.token(), Some("t1"));
}

#[test]
fn what_is_gone_is_asked_and_what_is_wrong_can_be_saved() {
    let mut state = office(Role::CityOffice);
    choose(&mut state);
    answer(&mut state, WRONG);
    assert_eq!(state.plan.import.token(), None);
    let saved = act(&mut state, ImportStep::SaveErrors);
    let Effect::Save { name, content } = &saved[0] else {
        panic!("{saved:?}");
    };
    assert_eq!(name, "问题清单 增补.xlsx.csv");
    assert_eq!(
        content,
        "\u{feff}工作表,行,列,问题\r\n计划,4,C,'=金额“x”读不出\r\n"
    );
    let content = content.clone();
    let saved = ImportStep::Saved {
        content,
        arrives: false,
    };
    act(&mut state, saved);
    assert!(state.plan.import.text.is_some(), "to be copied");
    let then = act(&mut state, ImportStep::Gone(Gone::Exit));
    assert!(asked(&then).unwrap().contains("&gone=exit"));
}

#[test]
fn who_imports_what() {
    for (role, plans, reports) in [
        (Role::CityOffice, true, true),
        (Role::RegionOffice, true, false),
        (Role::Admin, true, false),
        (Role::CountyCoordinator, false, false),
        (Role::Supervisor, false, false),
        (Role::Clerk, false, false),
    ] {
        let state = office(role);
        let rights = (may_import(&state), may_import_reports(&state));
        assert_eq!(rights, (plans, reports), "{role:?}");
    }
}
