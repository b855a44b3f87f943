//! What a person does.

use super::*;

#[test]
fn a_draft_and_its_operation_are_stored_together_and_saved_is_said_only_then() {
    let mut state = opened(true);
    let effects = fill(&mut state, Field::Remarks, "x");
    let writes: Vec<_> = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store { .. }))
        .collect();
    assert_eq!(writes.len(), 1, "one transaction");
    let keys: Vec<String> = stored_rows(&effects)
        .into_iter()
        .map(|row| row.key)
        .collect();
    assert!(keys.iter().any(|key| key.starts_with("op/")), "{keys:?}");
    assert!(
        keys.iter().any(|key| key == "report/p1/2022-05"),
        "{keys:?}"
    );
    assert!(!state.store.saving.is_empty());
    finish_writes(&mut state, &effects);
    assert!(state.store.saving.is_empty());
}

#[test]
fn a_wrong_figure_is_found_as_it_is_typed() {
    let mut state = opened(true);
    fill(&mut state, Field::SinceStart, "5");
    fill(&mut state, Field::YearToDate, "9");
    let codes: Vec<String> = state.checked["p1"]
        .readiness
        .to_correct
        .iter()
        .map(|finding| finding.code.to_string())
        .collect();
    assert_eq!(codes, ["M105"]);
}

#[test]
fn a_report_that_is_not_ready_stays_and_says_what_is_missing() {
    let mut state = opened(true);
    let submit = Action::Submit {
        project: "p1".to_owned(),
    };
    state.update(submit, &env());
    assert!(matches!(
        state.screen.notice,
        Some(Notice::NotReady {
            to_correct: 1..,
            ..
        })
    ));
    assert_eq!(state.device.waiting(), 0);
}

#[test]
fn an_explanation_is_kept_under_its_finding() {
    let mut state = opened(true);
    for (field, text) in [
        (Field::MonthInvestment, "3000"),
        (Field::YearToDate, "3000"),
        (Field::SinceStart, "3000"),
        (Field::ActualStart, "2021-02-01"),
    ] {
        fill(&mut state, field, text);
    }
    let finding = state.checked["p1"].readiness.to_explain[0].clone();
    assert_eq!(finding.code.to_string(), "M108", "over the annual plan");
    let key: FieldKey = finding.explanation_key().unwrap();
    let explanation = FieldValue::Record(
        [
            ("text".to_owned(), "设备提前到货，年度计划拟调整".to_owned()),
            ("fingerprint".to_owned(), finding.fingerprint()),
        ]
        .into(),
    );
    let action = Action::Edit {
        project: "p1".to_owned(),
        changes: Changes::from([(key, Some(explanation))]),
    };
    state.update(action, &env());
    assert!(!state.checked["p1"].readiness.to_explain.contains(&finding));
    fill(&mut state, Field::YearToDate, "3001");
    let codes: Vec<_> = state.checked["p1"]
        .readiness
        .to_explain
        .iter()
        .map(|f| f.code.to_string())
        .collect();
    assert!(
        codes.contains(&"M108".to_owned()),
        "other values want a new explanation"
    );
}

/// A report of that month with these figures that the server holds as handed in.
fn handed_in(state: &mut State, month: &str, year_to_date: &str) {
    use yuebao_domain::device::Replica;
    let key = ReportKey {
        project: "p1".to_owned(),
        month: month.parse().unwrap(),
    };
    let mut values: yuebao_domain::report::FieldValues = FIGURES
        .iter()
        .map(|(field, text)| ((*field).into(), FieldValue::from(*text)))
        .collect();
    for field in [Field::YearToDate, Field::SinceStart, Field::Construction] {
        values.insert(field.into(), FieldValue::from(year_to_date));
    }
    let server = yuebao_domain::operation::Held {
        subject: key.clone().into(),
        rev: 1,
        tag: None,
        state: yuebao_domain::operation::report::State::Submitted.into(),
        review: None,
        hand_ins: None,
        course: None,
        values,
        by: "王敏".to_owned(),
        fillers: Vec::new(),
        received_at: "2022-05-30T01:12:00Z".into(),
        conflicts: Vec::new(),
    };
    let report = Replica {
        seen_rev: 1,
        server: Some(server),
        ..Replica::default()
    };
    state.device.get_mut().reports.insert(key, report);
}

#[test]
fn a_changed_month_names_the_later_months_that_break() {
    let mut state = opened(true);
    for (month, year_to_date) in [("2022-02", "200"), ("2022-03", "300"), ("2022-04", "400")] {
        handed_in(&mut state, month, year_to_date);
    }
    let february = ReportKey {
        project: "p1".to_owned(),
        month: "2022-02".parse().unwrap(),
    };
    state.update(Action::Open(february), &env());
    assert_eq!(state.screen.view, View::Form("p1".to_owned()));
    assert_eq!(state.checked["p1"].affected, []);
    fill(&mut state, Field::YearToDate, "250");
    let broken: Vec<String> = state.checked["p1"]
        .affected
        .iter()
        .map(|affected| affected.month.to_string())
        .collect();
    assert_eq!(broken, ["2022-03"], "April builds on March");
    fill(&mut state, Field::YearToDate, "200");
    assert_eq!(state.checked["p1"].affected, []);
}

#[test]
fn a_decision_is_called_what_it_decides() {
    use yuebao_domain::operation::report::State::{Accepted, Submitted};
    use yuebao_domain::plan::Nature;

    for (kind, standing, role, said) in [
        (
            ClashKind::Conflict,
            Submitted,
            Role::Clerk,
            Notice::Settled(ClashKind::Conflict),
        ),
        (
            ClashKind::Amendment,
            Accepted,
            Role::CityOffice,
            Notice::Settled(ClashKind::Amendment),
        ),
        (
            ClashKind::Amendment,
            Accepted,
            Role::Clerk,
            Notice::Withdrawn,
        ),
    ] {
        let mut state = testing::state(role);
        testing::project(&mut state, "p1", "某项目", Nature::Continuing);
        let remarks = |text: &str| testing::values(&[("remarks", text)]);
        testing::report(&mut state, "p1", standing, &[("remarks", "一")]);
        testing::conflict(
            &mut state,
            "p1",
            7,
            remarks("零"),
            remarks("一"),
            remarks("二"),
        );
        let key = testing::key("p1");
        let report = state.device.get_mut().reports.get_mut(&key).unwrap();
        report.server.as_mut().unwrap().conflicts[0].clash.kind = kind;
        let (conflicts, chosen) = (vec![7], remarks("一"));
        state.update(
            Action::Resolve {
                key,
                conflicts,
                chosen,
            },
            &env(),
        );
        assert_eq!(state.screen.notice, Some(said), "{kind:?} by {role:?}");
    }
}
