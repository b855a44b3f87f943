use yuebao_domain::aggregate::{AmountUnit, Basis, Dimension};
use yuebao_domain::device::ReportKey;
use yuebao_domain::operation::report::State as ReportStanding;
use yuebao_domain::plan::{ClassKey, Nature};
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;

use super::model::{Figures, Row, Status, What, model, toggled};
use crate::state::testing::{
    conflict, env, key, own_classes, project, report, report_of, state, values,
};
use crate::state::{Action, State, TotalsChoice};
use crate::text::totals::carried;

/// 续建 a: 1,500 of 3,000; 续建 b: missing; 新开工 c: a draft; 预备 d: reported.
fn county() -> State {
    let mut state = state(Role::CountyCoordinator);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    project(&mut state, "b", "城北水厂", Nature::Continuing);
    project(&mut state, "c", "产业园一期", Nature::NewStart);
    project(&mut state, "d", "高铁站前路", Nature::Preparatory);
    let boxes = [("month_investment", "200.125"), ("year_to_date", "1500")];
    report(&mut state, "a", ReportStanding::Submitted, &boxes);
    report(
        &mut state,
        "c",
        ReportStanding::Draft,
        &[("year_to_date", "999")],
    );
    report(
        &mut state,
        "d",
        ReportStanding::Submitted,
        &[("remarks", "可研已批")],
    );
    state
}

fn lines(rows: &[Row]) -> Vec<String> {
    let mark = |what: &What| match what {
        What::Group {
            count, reported, ..
        } => format!("{reported}/{count}"),
        What::Project {
            status,
            carried: Some(month),
            ..
        } => format!("{status:?} {month}"),
        What::Project { status, .. } => format!("{status:?}"),
    };
    let rows = rows.iter();
    rows.map(|row| {
        let Figures { total_investment, annual_plan, month, year_to_date, completion, gap, .. } = &row.figures;
        format!(
            "{}{} {} | {total_investment} | {annual_plan} | {month} | {year_to_date} | {completion} | {gap}",
            "  ".repeat(row.depth),
            row.label,
            mark(&row.what),
        )
    })
    .collect()
}

#[test]
fn totals_count_what_is_handed_in_and_name_what_is_missing() {
    let model = model(&county()).unwrap();
    assert_eq!(
        lines(&model.rows),
        [
            "合计 2/4 | 40,000.00 | 9,000.00 | 200.13 | 1,500.00 | 16.7 | -25.0",
            "  新开工 0/1 | 10,000.00 | 3,000.00 | — | — | — | —",
            "  续建 1/2 | 20,000.00 | 6,000.00 | 200.13 | 1,500.00 | 25.0 | -16.7",
            "  预备 1/1 | 10,000.00 | — | — | — | — | —",
        ]
    );
    let missing: Vec<&str> = model
        .scope
        .missing
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(missing, ["城北水厂", "产业园一期"]);
    assert_eq!(model.scope.missing[0].unit, "柳北区住建局");
    assert_eq!((model.scope.projects, model.scope.due), (4, 4));
    assert_eq!(model.elapsed, "41.7");
}

#[test]
fn an_open_line_shows_its_projects_with_their_own_figures() {
    let mut state = county();
    state.totals.open = Some(2);
    let rows = model(&state).unwrap().rows;
    assert_eq!(
        lines(&rows[2..5]),
        [
            "  续建 1/2 | 20,000.00 | 6,000.00 | 200.13 | 1,500.00 | 25.0 | -16.7",
            "    滨江大道 Reported | 10,000.00 | 3,000.00 | 200.13 | 1,500.00 | 50.0 | +8.3",
            "    城北水厂 Missing | 10,000.00 | 3,000.00 | — | — | — | —",
        ]
    );
    assert_eq!(rows.len(), 6);
    assert!(rows[2].figures.is_behind && !rows[3].figures.is_behind);
    assert_eq!((rows[3].figures.bar, rows[3].figures.mark), (Some(50), 42));
}

#[test]
fn a_missing_report_is_carried_with_a_mark_and_said_of_which_month() {
    let mut state = county();
    let earlier = [
        ("b", "2022-03", ReportStanding::Accepted, "600"),
        ("b", "2022-04", ReportStanding::Returned, "800"),
        ("c", "2022-04", ReportStanding::Submitted, "300"),
        ("d", "2021-12", ReportStanding::Accepted, "70"),
    ];
    for (id, month, standing, year) in earlier {
        let key = ReportKey {
            month: month.parse().unwrap(),
            ..key(id)
        };
        let boxes = [("month_investment", "50"), ("year_to_date", year)];
        report_of(&mut state, key, standing, &boxes);
    }
    state.totals.open = Some(2);
    let model = model(&state).unwrap();
    assert_eq!(
        lines(&model.rows),
        [
            "合计 2/4 | 40,000.00 | 9,000.00 | 200.13 | 2,400.00* | 26.7 | -15.0",
            "  新开工 0/1 | 10,000.00 | 3,000.00 | — | 300.00* | 10.0 | -31.7",
            "  续建 1/2 | 20,000.00 | 6,000.00 | 200.13 | 2,100.00* | 35.0 | -6.7",
            "    滨江大道 Reported | 10,000.00 | 3,000.00 | 200.13 | 1,500.00 | 50.0 | +8.3",
            "    城北水厂 Missing 2022-03 | 10,000.00 | 3,000.00 | — | 600.00* | 20.0 | -21.7",
            "  预备 1/1 | 10,000.00 | — | — | — | — | —",
        ]
    );
    assert_eq!(
        model.scope.missing.len(),
        2,
        "what is carried is missing still"
    );
    assert_eq!(
        [Lang::Zh, Lang::En].map(|lang| carried(&model.carried, lang)),
        [
            "注：带 * 的累计含结转数。2 个项目本月无月报，本月数空缺，累计按其本年最近一次月报计入（4月 1 项、3月 1 项）。",
            "Note: * holds figures carried forward. 2 without a report of this month are in the \
             year to date with their latest of the year (2022-04: 1, 2022-03: 1); their month is blank.",
        ]
    );
}

#[test]
fn what_is_printed_as_on_time_is_not_painted_as_behind() {
    let mut state = county();
    let boxes = [("year_to_date", "1249.99")];
    report(&mut state, "a", ReportStanding::Submitted, &boxes);
    state.totals.open = Some(2);
    let figures = &model(&state).unwrap().rows[3].figures;
    assert_eq!((figures.gap.as_str(), figures.is_behind), ("0.0", false));
}

#[test]
fn yi_is_divided_first_and_rounded_last() {
    let mut state = county();
    state.totals.unit = AmountUnit::Yi;
    let total = &model(&state).unwrap().rows[0].figures;
    assert_eq!(total.total_investment, "4.00");
    assert_eq!(total.month, "0.02");
}

#[test]
fn groups_nest_in_the_order_chosen_and_units_have_names() {
    let mut state = county();
    state.totals.by = vec![Dimension::Unit, Dimension::Nature];
    let rows = model(&state).unwrap().rows;
    let labels: Vec<(usize, &str)> = rows
        .iter()
        .map(|row| (row.depth, row.label.as_str()))
        .collect();
    assert_eq!(
        labels,
        [
            (0, "合计"),
            (1, "柳北区住建局"),
            (2, "新开工"),
            (2, "续建"),
            (2, "预备")
        ]
    );
}

/// A line without its figures.
fn short(line: &str) -> String {
    let name = line.split_once(" |").map_or(line, |(name, _)| name);
    name.to_owned()
}

#[test]
fn a_tablet_divides_by_the_profiles_own_classes_and_calls_them_as_it_does() {
    let mut state = county();
    own_classes(
        &mut state,
        &[
            ("water", "national", "own", true),
            ("energy", "municipal", "central", false),
            ("energy", "municipal", "own", false),
            ("", "municipal", "", false),
        ],
    );
    let class = |key| Dimension::Class(ClassKey::new(key).unwrap());
    let shown = |state: &State| {
        let model = model(state).unwrap();
        let names: Vec<String> = model.dimensions.into_iter().map(|it| it.1).collect();
        (
            names,
            lines(&model.rows)
                .iter()
                .map(|line| short(line))
                .collect::<Vec<_>>(),
        )
    };
    state.totals.by = vec![class("funds"), class("bond")];
    let (names, rows) = shown(&state);
    assert_eq!(
        names,
        [
            "性质",
            "领域",
            "层级",
            "资金来源",
            "专项债项目",
            "县区",
            "责任单位"
        ]
    );
    assert_eq!(
        rows,
        [
            "合计 2/4",
            "  中央资金 0/1",
            "    专项债项目：否 0/1",
            "  自筹 1/2",
            "    专项债项目：是 1/1",
            "    专项债项目：否 0/1",
            "  未填资金来源 1/1",
            "    专项债项目：否 1/1",
        ]
    );
    state.totals.by = vec![Dimension::Category, Dimension::Level];
    assert_eq!(
        shown(&state).1,
        [
            "合计 2/4",
            "  能源 0/2",
            "    本市 0/2",
            "  水利 1/1",
            "    国家级 1/1",
            "  未填领域 1/1",
            "    本市 1/1",
        ]
    );
    // a class that the office has taken out of the profile is passed over
    state
        .device
        .get_mut()
        .profile
        .as_mut()
        .unwrap()
        .classes
        .clear();
    state.totals.by = vec![class("funds")];
    assert_eq!(shown(&state).1.len(), 4, "by nature again");
}

#[test]
fn three_levels_at_most() {
    use Dimension::{Area, Category, Nature, Unit};
    assert_eq!(toggled(&[Nature], Area), [Nature, Area]);
    assert_eq!(toggled(&[Nature, Area], Nature), [Area]);
    assert_eq!(
        toggled(&[Nature, Area, Unit], Category),
        [Nature, Area, Unit]
    );
}

#[test]
fn a_quarterly_project_is_not_missing_between_quarters() {
    let mut state = county();
    state
        .device
        .get_mut()
        .reports
        .remove(&crate::state::testing::key("d"));
    let profile = state.device.get_mut().profile.as_mut().unwrap();
    profile.calendar.quarterly = vec![Nature::Preparatory];
    state.totals.open = Some(3);
    let model = model(&state).unwrap();
    assert_eq!((model.scope.due, model.scope.missing.len()), (3, 2));
    assert!(matches!(
        &model.rows[4].what,
        What::Project {
            status: Status::NotDue,
            ..
        }
    ));
}

#[test]
fn what_is_not_sent_and_what_is_disputed_is_counted_and_said() {
    let mut state = county();
    let side = |text| values(&[("remarks", text)]);
    conflict(&mut state, "a", 7, values(&[]), side("甲"), side("乙"));
    let model = model(&state).unwrap();
    assert_eq!((model.scope.in_conflict, model.scope.waiting), (1, 0));
}

#[test]
fn without_a_profile_there_is_nothing_to_add_up() {
    let mut state = county();
    state.device.get_mut().profile = None;
    assert!(model(&state).is_none());
}

#[test]
fn final_totals_hold_what_is_accepted_and_name_what_is_not_yet() {
    let mut state = county();
    let boxes = [("month_investment", "100"), ("year_to_date", "1000")];
    report(&mut state, "b", ReportStanding::Accepted, &boxes);
    let report = |state: &mut State, stand| {
        let boxes = [("month_investment", "200"), ("year_to_date", "1500")];
        report(state, "a", stand, &boxes);
    };
    report(&mut state, ReportStanding::Reviewed(1));
    let total = |state: &State| {
        let model = model(state).unwrap();
        let names = model.scope.not_final.iter().map(|it| it.name.clone());
        let figures = &model.rows[0].figures;
        (
            model.basis,
            figures.year_to_date.clone(),
            names.collect::<Vec<_>>(),
        )
    };
    let provisional = (Basis::Provisional, "2,500.00".to_owned(), Vec::new());
    assert_eq!(total(&state), provisional);
    state.update(Action::Totals(TotalsChoice::Basis(Basis::Final)), &env());
    let left = vec!["滨江大道".to_owned(), "高铁站前路".to_owned()];
    assert_eq!(total(&state), (Basis::Final, "1,000.00".to_owned(), left));
    let profile = state.device.get_mut().profile.as_mut().unwrap();
    profile.published_from = Some(Role::CountyCoordinator);
    let left = vec!["高铁站前路".to_owned()];
    assert_eq!(total(&state), (Basis::Final, "2,500.00".to_owned(), left));
}

#[test]
fn totals_of_a_level_hold_what_has_come_to_it_and_name_what_has_not() {
    let mut state = county();
    let boxes = [("month_investment", "100"), ("year_to_date", "1000")];
    report(&mut state, "b", ReportStanding::Reviewed(1), &boxes);
    // What has not come to it is told without its boxes.
    report(&mut state, "a", ReportStanding::Submitted, &[]);
    let device = state.device.get_mut();
    device.meta.me.as_mut().unwrap().role = Role::CityOffice;
    let profile = device.profile.as_mut().unwrap();
    profile.chain = vec![Role::Clerk, Role::CountyCoordinator, Role::CityOffice];
    profile.chains.clear();
    profile.sees_at_own_step = vec![Role::CityOffice];
    let model = model(&state).unwrap();
    let named = model.scope.withheld.iter().map(|it| it.name.as_str());
    assert_eq!(named.collect::<Vec<_>>(), ["滨江大道", "高铁站前路"]);
    assert_eq!(model.rows[0].figures.year_to_date, "1,000.00");
    let missing = model.scope.missing.iter().map(|it| it.name.as_str());
    assert!(missing.eq(["产业园一期"]), "{:?}", model.scope.missing);
}

/// The projects a and b, in the plan since 2021, under a profile of each year.
fn two_years() -> State {
    let mut state = county();
    let device = state.device.get_mut();
    for project in device.projects.values_mut() {
        if ["a", "b"].contains(&project.id.as_str()) {
            project.entered = "2021-01".parse().unwrap();
        }
    }
    let newest = device.profile.clone().unwrap();
    let mut earlier = newest.clone();
    earlier.id = "before".to_owned();
    (earlier.first_year, earlier.last_year) = (2021, 2021);
    device.earlier_profiles = vec![earlier];
    state
}

fn of_last_year(state: &mut State, id: &str, month: &str, year_to_date: &str) {
    let key = ReportKey {
        month: month.parse().unwrap(),
        ..key(id)
    };
    let boxes = [("year_to_date", year_to_date)];
    report_of(state, key, ReportStanding::Accepted, &boxes);
}

#[test]
fn growth_on_last_year_is_told_in_both_forms_where_its_figures_are_here() {
    let mut state = two_years();
    let grown = |state: &State| -> Vec<[String; 2]> {
        let rows = model(state).unwrap().rows;
        rows.into_iter()
            .filter_map(|row| row.figures.growth)
            .collect()
    };
    assert_eq!(model(&state).unwrap().compared, None);
    assert!(grown(&state).is_empty());
    of_last_year(&mut state, "a", "2021-05", "1200");
    of_last_year(&mut state, "b", "2021-04", "800");
    let told = |rows: &[[&str; 2]]| -> Vec<[String; 2]> {
        rows.iter().map(|row| row.map(str::to_owned)).collect()
    };
    // a alone has figures in both years; b was published then
    let expected = [
        ["-25.0", "+25.0"],
        ["—", "—"],
        ["-25.0", "+25.0"],
        ["—", "—"],
    ];
    assert_eq!(grown(&state), told(&expected));
    assert_eq!(model(&state).unwrap().compared, "2021-05".parse().ok());
    // last year itself is shown under its own profile, and has none before it
    state.screen.month = "2021-05".parse().ok();
    assert_eq!(state.profile().unwrap().id, "before");
    let shown = model(&state).unwrap();
    assert_eq!((shown.compared, shown.years), (None, None));
    assert_eq!(shown.rows[0].figures.year_to_date, "2,000.00*");
}

#[test]
fn the_years_of_a_plan_of_three_add_up_beside_its_target() {
    let mut state = two_years();
    let plan = yuebao_domain::profile_file::builtin("guigang-2021").unwrap();
    let device = state.device.get_mut();
    device.profile = Some(plan);
    device.earlier_profiles.clear();
    state.totals.unit = AmountUnit::Yi;
    of_last_year(&mut state, "a", "2021-12", "12000");
    let years = model(&state).unwrap().years.unwrap();
    let rows: Vec<String> = (years.rows.iter())
        .map(|(through, figures)| format!("{through} {}", figures.join(" ")))
        .collect();
    assert_eq!(rows, ["2021-12 1.20 506.84 —", "2022-05 0.15 582.87 —"]);
    assert_eq!(years.total, ["1.35", "1,760.00", "0.1"]);
    assert_eq!(years.mean, "—");
}
