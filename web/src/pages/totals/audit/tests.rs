use yuebao_domain::aggregate::AmountUnit;
use yuebao_domain::operation::report::State as ReportStanding;
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;
use yuebao_domain::rule::Severity;

use super::model::{Model, Place, model};
use crate::state::testing::{env, project, report, state, values};
use crate::state::{Action, State, TotalsChoice, View};

/// 续建 a and b of one code, 新开工 c; a and b are handed in, c is not.
fn county() -> State {
    let mut state = state(Role::CountyCoordinator);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    project(&mut state, "b", "滨江大道（一期）", Nature::Continuing);
    project(&mut state, "c", "产业园一期", Nature::NewStart);
    for id in ["a", "b"] {
        let plan = state.device.get_mut().projects.get_mut(id).unwrap();
        plan.code = Some("2410-451421-04-01-627218".to_owned());
        let boxes = [("month_investment", "40"), ("year_to_date", "40")];
        report(&mut state, id, ReportStanding::Submitted, &boxes);
    }
    state
}

fn show(state: &mut State) -> Model {
    state.update(Action::Show(View::Totals), &env());
    model(state).unwrap()
}

fn said(model: &Model) -> Vec<String> {
    let groups = model.groups.iter();
    groups
        .map(|group| {
            format!(
                "{:?} {} ×{}",
                group.severity,
                group.code,
                group.entries.len()
            )
        })
        .collect()
}

#[test]
fn what_only_the_whole_plan_shows_leads_to_the_projects() {
    let model = show(&mut county());
    let codes = said(&model);
    assert!(codes.contains(&"Verify C008 ×1".to_owned()), "{codes:?}");
    assert!(codes.contains(&"Verify X705 ×1".to_owned()), "{codes:?}");
    let group = |code: &str| {
        let mut groups = model.groups.iter();
        groups.find(|group| group.code.to_string() == code).unwrap()
    };
    let twice = &group("C008").entries[0];
    let project = |id: &str, name: &str| Place::Project {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        twice.places,
        [project("b", "滨江大道（一期）"), project("a", "滨江大道")]
    );
    let missing = &group("X705").entries[0];
    assert_eq!(
        missing.message,
        "“产业园一期”2022-05 未报（牵头单位：柳北区住建局）"
    );
    let listed: usize = model.groups.iter().map(|it| it.entries.len()).sum();
    assert_eq!(model.counts.iter().map(|(_, n)| n).sum::<usize>(), listed);
}

#[test]
fn what_rounding_leaves_leads_to_its_cell_and_is_noted_in_print() {
    let mut state = county();
    // 0.00 + 0.00 亿元 beside 0.01
    for (id, plan) in [("a", "40"), ("c", "40")] {
        let row = state.device.get_mut().projects.get_mut(id).unwrap();
        row.annual_plan = yuebao_domain::money::parse_plain(plan).ok();
    }
    state.device.get_mut().projects.remove("b");
    let wan = show(&mut state);
    assert!(wan.notes.is_empty());
    state.update(Action::Totals(TotalsChoice::Unit(AmountUnit::Yi)), &env());
    let yi = model(&state).unwrap();
    let hint = yi.groups.iter().find(|it| it.severity == Severity::Hint);
    let entry = &hint.unwrap().entries[0];
    assert_eq!(
        entry.message,
        "表 汇总 的年度计划投资合计 0.01 与 2 行之和 0 相差 0.01，为四舍五入的尾差"
    );
    assert!(
        entry
            .why
            .as_ref()
            .unwrap()
            .starts_with("说明：尾差 0.01 亿元全部来自逐格四舍五入（精确合计 80.00 万元")
    );
    let measure = Some("annual_plan");
    assert_eq!(entry.places, [Place::Cell { line: 0, measure }]);
    assert_eq!(yi.notes, ["注：因四舍五入，部分合计与分项之和略有差异。"]);
}

#[test]
fn it_is_looked_at_again_when_something_changed_and_not_before() {
    let mut state = county();
    show(&mut state);
    let first = state.totals.audit.clone().unwrap();
    // what stands there now would vanish if it was computed again
    state.totals.audit.as_mut().unwrap().rows = 99;
    state.update(Action::Show(View::Form("a".to_owned())), &env());
    state.update(Action::Show(View::Totals), &env());
    assert_eq!(state.totals.audit.as_ref().unwrap().rows, 99);
    let changes = values(&[("month_investment", "41")]);
    let changes = changes.into_iter().map(|(key, value)| (key, Some(value)));
    let edit = Action::Edit {
        project: "a".to_owned(),
        changes: changes.collect(),
    };
    state.update(edit, &env());
    assert_eq!(state.totals.audit, Some(first));
}

#[test]
fn what_is_not_evaluated_is_said() {
    let mut state = county();
    state.device.get_mut().meta.complete = false;
    for plan in state.device.get_mut().projects.values_mut() {
        plan.total_investment = None;
    }
    let model = show(&mut state);
    assert!(!model.is_complete);
    assert!(
        model
            .not_evaluated
            .contains(&"总投资（合计无数）".to_owned()),
        "{:?}",
        model.not_evaluated
    );
}
