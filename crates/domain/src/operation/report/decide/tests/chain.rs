//! The chains of the five jurisdictions, step by step: who takes a report where.

use super::*;
use crate::profile_file::builtin;
use crate::rights::Role;

use Role::{CityOffice, Clerk, CountyCoordinator, Liaison, RegionOffice, UnitLead};

/// A report of a kind of unit under a profile, at the desk of one after the other.
struct Desk {
    profile: Profile,
    plan: crate::plan::PlanRow,
    vacant: Vec<Role>,
    stored: Stored,
    amended: bool,
}

fn desk(id: &str, area: &str, state: State) -> Desk {
    let mut profile = builtin(id).unwrap();
    for rule in catalogue::RULES {
        profile.rules.entry(rule.code).off = true;
    }
    let plan = crate::plan::PlanRow {
        area: area.to_owned(),
        ..plan_row()
    };
    Desk {
        profile,
        plan,
        vacant: Vec::new(),
        stored: stored(state),
        amended: false,
    }
}

/// What a role may do with the reports of a unit whose people it stands beside or above.
fn rights_of(role: Role) -> May {
    match role {
        Clerk => REPORTER,
        Liaison | UnitLead => May {
            report: true,
            ..REVIEWER
        },
        CountyCoordinator => May {
            file_for: true,
            ..REVIEWER
        },
        _ => REVIEWER,
    }
}

impl Desk {
    fn decide(&self, role: Role, command: &Command) -> Decision {
        let none = BTreeMap::new();
        let context = Context {
            profile: &self.profile,
            plan: &self.plan,
            month: month("2022-05"),
            stage: Stage::Typing,
            today: None,
            history: History {
                known_from: None,
                reports: &none,
            },
        };
        let base = draft(GOOD);
        let incoming = operation::Incoming {
            seen: 5,
            base: &base,
            user: role.key(),
            name: "",
            unit: "",
            at: &"".into(),
            may: rights_of(role),
            role,
            vacant: &self.vacant,
            has_filed: self.amended,
        };
        decide(Some(&self.stored), command, &incoming, &context)
    }

    fn told(&self, role: Role, command: &Command) -> String {
        match self.decide(role, command) {
            Decision::Write { state, passage, .. } => {
                let skipped = passage.map_or_else(Vec::new, |passage| passage.skipped);
                let skipped: Vec<&str> = skipped.iter().map(|role| role.label().zh).collect();
                let over = if skipped.is_empty() {
                    String::new()
                } else {
                    format!("，略过{}", skipped.join("、"))
                };
                format!("{}{over}", state.key())
            }
            other => told(&other),
        }
    }
}

fn accept() -> Command {
    Command::saying(Accept, None)
}

fn back(to: Option<Role>) -> Command {
    Command {
        to,
        ..Command::saying(Return, Some("请核对".to_owned()))
    }
}

/// Profile, area, role, state, what 通过 makes of it.
const COURSES: &[(&str, &str, Role, State, &str)] = &[
    (
        "qinzhou-2022",
        "450721",
        CountyCoordinator,
        State::Submitted,
        "reviewed_1",
    ),
    (
        "qinzhou-2022",
        "450721",
        CityOffice,
        State::Submitted,
        "no: AwaitsCoordinator",
    ),
    (
        "qinzhou-2022",
        "450721",
        CityOffice,
        State::Reviewed(1),
        "accepted",
    ),
    (
        "qinzhou-2022",
        "450721",
        CountyCoordinator,
        State::Reviewed(1),
        "no: NotForReview",
    ),
    (
        "qinzhou-2022",
        "450721",
        Liaison,
        State::Submitted,
        "no: ReviewersOnly",
    ),
    (
        "qinzhou-2022",
        "450721",
        RegionOffice,
        State::Reviewed(1),
        "no: ReviewersOnly",
    ),
    (
        "qinzhou-2022",
        "450700-S1",
        CityOffice,
        State::Submitted,
        "accepted",
    ),
    (
        "qinzhou-2022",
        "450700-S1",
        CountyCoordinator,
        State::Submitted,
        "no: ReviewersOnly",
    ),
    (
        "qinzhou-ten-2022",
        "450721",
        CityOffice,
        State::Submitted,
        "no: AwaitsCoordinator",
    ),
    (
        "qinzhou-ten-2022",
        "450700-S1",
        CityOffice,
        State::Submitted,
        "accepted",
    ),
    (
        "liuzhou-2022",
        "450223",
        Liaison,
        State::Submitted,
        "reviewed_1",
    ),
    (
        "liuzhou-2022",
        "450223",
        UnitLead,
        State::Submitted,
        "no: AwaitsLiaison",
    ),
    (
        "liuzhou-2022",
        "450223",
        UnitLead,
        State::Reviewed(1),
        "reviewed_2",
    ),
    (
        "liuzhou-2022",
        "450223",
        CityOffice,
        State::Reviewed(1),
        "no: AwaitsUnitLead",
    ),
    (
        "liuzhou-2022",
        "450223",
        CityOffice,
        State::Reviewed(2),
        "accepted",
    ),
    (
        "liuzhou-2022",
        "450223",
        CountyCoordinator,
        State::Submitted,
        "no: ReviewersOnly",
    ),
    (
        "guigang-2021",
        "450881",
        CityOffice,
        State::Submitted,
        "accepted",
    ),
    (
        "guigang-2021",
        "450881",
        CountyCoordinator,
        State::Submitted,
        "no: ReviewersOnly",
    ),
    (
        "guangxi-2020",
        "450700",
        RegionOffice,
        State::Submitted,
        "accepted",
    ),
    (
        "guangxi-2020",
        "450700",
        CityOffice,
        State::Submitted,
        "no: ReviewersOnly",
    ),
    (
        "guangxi-2020",
        "450700",
        RegionOffice,
        State::Accepted,
        "no: NotForReview",
    ),
];

#[test]
fn each_jurisdictions_reports_go_from_step_to_step() {
    for (id, area, role, state, next) in COURSES {
        let desk = desk(id, area, *state);
        assert_eq!(
            desk.told(*role, &accept()),
            *next,
            "{id} {area} {role:?} {state:?}"
        );
    }
}

#[test]
fn a_step_that_nobody_fills_is_passed_over_and_the_record_says_so() {
    let mut county = desk("qinzhou-2022", "450721", State::Submitted);
    county.vacant = vec![CountyCoordinator];
    assert_eq!(
        county.told(CityOffice, &accept()),
        "accepted，略过统筹协调人"
    );
    let mut unit = desk("liuzhou-2022", "450223", State::Submitted);
    unit.vacant = vec![UnitLead];
    assert_eq!(unit.told(CityOffice, &accept()), "no: AwaitsLiaison");
    unit.vacant = vec![Liaison, UnitLead];
    assert_eq!(
        unit.told(CityOffice, &accept()),
        "accepted，略过联络员、责任专员"
    );
    // who is not there still may: somebody has come since
    assert_eq!(unit.told(UnitLead, &accept()), "reviewed_2，略过联络员");
    unit.stored = stored(State::Reviewed(1));
    assert_eq!(unit.told(CityOffice, &accept()), "accepted，略过责任专员");
}

#[test]
fn any_later_step_returns_to_any_earlier_one_and_only_there() {
    let cases = [
        (CityOffice, State::Submitted, None, "returned"),
        (
            CityOffice,
            State::Submitted,
            Some(Liaison),
            "no: NoSuchStep",
        ),
        (CityOffice, State::Reviewed(2), None, "returned"),
        (CityOffice, State::Reviewed(2), Some(Clerk), "returned"),
        (CityOffice, State::Reviewed(2), Some(Liaison), "submitted"),
        (CityOffice, State::Reviewed(2), Some(UnitLead), "reviewed_1"),
        (CityOffice, State::Accepted, Some(UnitLead), "reviewed_1"),
        (CityOffice, State::Accepted, None, "returned"),
        (
            CityOffice,
            State::Accepted,
            Some(CityOffice),
            "no: NoSuchStep",
        ),
        (UnitLead, State::Reviewed(1), Some(Liaison), "submitted"),
        (UnitLead, State::Reviewed(2), None, "returned"),
        (UnitLead, State::Accepted, None, "no: NotForReview"),
        (Liaison, State::Reviewed(2), None, "no: NotForReview"),
        (Liaison, State::Reviewed(1), None, "returned"),
        (Liaison, State::Returned, None, "no: NotForReview"),
        (
            CountyCoordinator,
            State::Submitted,
            None,
            "no: ReviewersOnly",
        ),
    ];
    for (role, state, to, next) in cases {
        let desk = desk("liuzhou-2022", "450223", state);
        assert_eq!(
            desk.told(role, &back(to)),
            next,
            "{role:?} {state:?} {to:?}"
        );
        let silent = Command {
            reason: None,
            ..back(to)
        };
        let unsaid = desk.told(role, &silent);
        assert!(unsaid.starts_with("no: "), "{role:?} {state:?}: {unsaid}");
    }
}

#[test]
fn what_the_next_level_has_taken_is_changed_below_only_after_a_return() {
    for (state, settled_by) in [
        (State::Reviewed(1), &[Liaison, UnitLead, CityOffice][..]),
        (State::Reviewed(2), &[UnitLead, CityOffice]),
        (State::Accepted, &[CityOffice]),
    ] {
        let mut desk = desk("liuzhou-2022", "450223", state);
        let changes = draft(BETTER).into_iter();
        let changes: Changes = changes.map(|(key, value)| (key, Some(value))).collect();
        let submit = Command::of(Submit, changes.clone());
        let Decision::Write {
            state: after,
            values,
            opened,
            ..
        } = desk.decide(Clerk, &submit)
        else {
            panic!("it is written");
        };
        assert_eq!((after, values), (state.into(), draft(GOOD)), "{state:?}");
        assert_eq!(opened[0].kind, ClashKind::Amendment);
        assert_eq!(
            desk.told(Clerk, &Command::saying(Void, Some("重复".to_owned()))),
            "no: ReviewersOnly"
        );
        desk.stored = with_open(desk.stored, ClashKind::Amendment);
        for role in [Liaison, UnitLead, CityOffice, CountyCoordinator] {
            let settle = Command {
                conflicts: vec![7],
                ..Command::of(Resolve, changes.clone())
            };
            let may = settled_by.contains(&role);
            let told = desk.told(role, &settle);
            let expected = if may {
                state.key()
            } else {
                "no: ReviewersOnly"
            };
            assert_eq!(told, expected, "{role:?} {state:?}");
        }
    }
}

#[test]
fn a_coordinator_reports_for_a_unit_and_somebody_else_reviews_it() {
    let mut desk = desk("qinzhou-2022", "450721", State::Returned);
    let submit = Command::of(Submit, Changes::new());
    let marks = |decision: Decision| match decision {
        Decision::Write { passage, .. } => passage.map(|passage| passage.on_behalf),
        other => panic!("{other:?}"),
    };
    assert_eq!(marks(desk.decide(CountyCoordinator, &submit)), Some(true));
    assert_eq!(marks(desk.decide(Clerk, &submit)), None);
    desk.stored = stored(State::Submitted);
    desk.amended = true;
    assert_eq!(desk.told(CountyCoordinator, &accept()), "no: OwnReport");
    assert_eq!(desk.told(CityOffice, &submit), "no: NotYours");
    // nobody else is there: the next step passes it over
    desk.amended = false;
    desk.vacant = vec![CountyCoordinator];
    assert_eq!(desk.told(CityOffice, &accept()), "accepted，略过统筹协调人");
}

#[test]
fn nobody_decides_about_what_they_may_not_see_yet() {
    let mut desk = desk("qinzhou-2022", "450721", State::Submitted);
    let [back, void] = [Return, CommandKind::Void];
    let say = |kind| Command::saying(kind, Some("请核对".to_owned()));
    assert_eq!(desk.told(CityOffice, &say(back)), "returned");
    desk.profile.sees_at_own_step = vec![CityOffice];
    assert_eq!(desk.told(CityOffice, &say(back)), "no: NotForReview");
    assert_eq!(desk.told(CountyCoordinator, &say(back)), "returned");
    // it comes to the office's step once the county has passed it, or is not there
    desk.vacant = vec![CountyCoordinator];
    assert_eq!(desk.told(CityOffice, &say(back)), "returned");
    desk.vacant.clear();
    desk.stored = stored(State::Reviewed(1));
    assert_eq!(desk.told(CityOffice, &say(back)), "returned");
    assert_eq!(desk.told(CityOffice, &say(void)), "void");
}
