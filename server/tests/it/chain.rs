//! A report's whole course by six roles, one step after the other.

use yuebao_domain::operation::report::{Command, CommandKind, State};
use yuebao_domain::operation::{Held, Operation, Outcome, Refusal};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::AreaChain;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_server::plan_file::put_profile;
use yuebao_server::{accounts, units};
use yuebao_store::transact;

use crate::support::ops::{GOOD, operation, submit};
use crate::support::plan::{self, profile};
use crate::support::subjects::{send, sync};
use crate::support::{TestServer, now};

pub(crate) const STEPS: [(&str, Role); 6] = [
    ("zhang", Role::Clerk),
    ("liaison", Role::Liaison),
    ("unit_lead", Role::UnitLead),
    ("county_coordinator", Role::CountyCoordinator),
    ("city_office", Role::CityOffice),
    ("region_office", Role::RegionOffice),
];

/// A jurisdiction in which six roles have a step each.
pub(crate) fn six_steps() -> TestServer {
    let server = TestServer::new();
    let mut profile = profile();
    profile.chain = STEPS.map(|(_, role)| role).to_vec();
    transact(&mut *server.database(), |tx| tx.set_profile(&profile)).unwrap();
    server
}

/// What somebody is told of the report on the road.
fn told(server: &TestServer, user: &str) -> Held {
    let told = sync(&server.client(user), &[]).changes.take_subjects();
    told.into_iter().next().unwrap()
}

fn decides(server: &TestServer, user: &str, command: Command) -> Result<State, Refusal> {
    let rev = told(server, user).rev;
    let sent = operation(
        yuebao_domain::wire::v1::OperationKind::Accept,
        "road",
        "2022-05",
        rev,
        &[],
    );
    let sent = Operation {
        command: command.into(),
        ..sent.into()
    };
    let receipt = send(&server.client(user), &sent);
    if let Some(refusal) = receipt.refusal {
        return Err(refusal);
    }
    assert_eq!(receipt.outcome, Outcome::Applied, "{receipt:?}");
    Ok(told(server, user).report_state().unwrap())
}

fn accept() -> Command {
    Command::saying(CommandKind::Accept, None)
}

fn back(to: Option<Role>, comment: Option<&str>) -> Command {
    Command {
        to,
        ..Command::saying(CommandKind::Return, comment.map(str::to_owned))
    }
}

#[test]
fn a_report_goes_through_the_hands_of_six_roles_and_back() {
    let server = six_steps();
    let mut zhang = server.client("zhang");
    zhang.expect(Outcome::Applied, &submit("road", 0, GOOD));
    // nobody comes before the one who is waited for
    for (user, role) in &STEPS[2..] {
        let early = decides(&server, user, accept());
        assert_eq!(early, Err(Refusal::AwaitsLiaison), "{role:?}");
    }
    for (step, (user, _)) in (1..).zip(&STEPS[1..5]) {
        assert_eq!(decides(&server, user, accept()), Ok(State::Reviewed(step)));
        // a program of before hears that it is handed in
        assert_eq!(zhang.report("road", "2022-05").state, State::Submitted);
        assert_eq!(decides(&server, user, accept()), Err(Refusal::NotForReview));
    }
    let silent = decides(&server, "region_office", back(None, None));
    assert_eq!(silent, Err(Refusal::CommentMissing));
    let to_lead = back(Some(Role::UnitLead), Some("请责任专员核实"));
    assert_eq!(
        decides(&server, "region_office", to_lead),
        Ok(State::Reviewed(1))
    );
    for (step, (user, _)) in (2..).zip(&STEPS[2..5]) {
        assert_eq!(decides(&server, user, accept()), Ok(State::Reviewed(step)));
    }
    assert_eq!(
        decides(&server, "region_office", accept()),
        Ok(State::Accepted)
    );
    let held = told(&server, "zhang");
    let course = held.course.unwrap();
    assert_eq!((course.by.as_str(), course.on_behalf), ("张三", false));
    let steps: Vec<_> = course
        .steps
        .iter()
        .map(|step| (step.kind, step.role.unwrap()))
        .collect();
    let expected = [
        (CommandKind::Accept, Role::Liaison),
        (CommandKind::Accept, Role::UnitLead),
        (CommandKind::Accept, Role::CountyCoordinator),
        (CommandKind::Accept, Role::CityOffice),
        (CommandKind::Return, Role::RegionOffice),
        (CommandKind::Accept, Role::UnitLead),
        (CommandKind::Accept, Role::CountyCoordinator),
        (CommandKind::Accept, Role::CityOffice),
        (CommandKind::Accept, Role::RegionOffice),
    ];
    assert_eq!(steps, expected);
    // until the lock it can go back to the start, and the chain begins anew
    let again = back(None, Some("重报"));
    assert_eq!(
        decides(&server, "region_office", again),
        Ok(State::Returned)
    );
    let rev = told(&server, "zhang").rev;
    zhang.expect(
        Outcome::Applied,
        &submit("road", rev, &[("remarks", "更正")]),
    );
    assert_eq!(told(&server, "zhang").course.unwrap().steps, []);
    let early = decides(&server, "city_office", accept());
    assert_eq!(early, Err(Refusal::AwaitsLiaison));
    let found = yuebao_store::verify::verify(&mut *server.database()).unwrap();
    assert!(found.faults.is_empty(), "{:?}", found.faults);
}

#[test]
fn a_step_that_nobody_fills_is_passed_over_and_those_after_it_are_told() {
    let server = six_steps();
    let mut zhang = server.client("zhang");
    zhang.expect(Outcome::Applied, &submit("road", 0, GOOD));
    let vacant = |user: &str| told(&server, user).course.unwrap().vacant;
    assert_eq!(vacant("city_office"), []);
    let mut client = server.client("city_office");
    client.sync(Vec::new());
    let away = |user: &str| {
        let gone = transact(&mut *server.database(), |tx| {
            accounts::set_disabled(tx, user, true, now())
        });
        gone.unwrap();
    };
    away("liaison");
    away("unit_lead");
    // it is told again, since who may decide about it is another
    assert_eq!(client.sync(Vec::new()).changes.reports.len(), 1);
    assert_eq!(vacant("city_office"), [Role::Liaison, Role::UnitLead]);
    let passed = decides(&server, "county_coordinator", accept());
    assert_eq!(passed, Ok(State::Reviewed(3)));
    let course = told(&server, "zhang").course.unwrap();
    assert_eq!(course.steps[0].skipped, [Role::Liaison, Role::UnitLead]);
}

#[test]
fn a_unit_that_moves_or_a_chain_that_changes_makes_other_steps_vacant_and_those_after_are_told() {
    let server = six_steps();
    let mut zhang = server.client("zhang");
    zhang.expect(Outcome::Applied, &submit("road", 0, GOOD));
    let vacant = |user: &str| told(&server, user).course.unwrap().vacant;
    assert_eq!(vacant("city_office"), []);
    let mut client = server.client("city_office");
    client.sync(Vec::new());
    let mut retold = || client.sync(Vec::new()).changes.reports.len();
    let stands = |parent: &str| {
        let roads = plan::units().into_iter().find(|unit| unit.id == "roads");
        let moved = Unit {
            parent: Some(parent.to_owned()),
            ..roads.unwrap()
        };
        transact(&mut *server.database(), |tx| {
            units::change(tx, moved, now())
        })
        .unwrap();
    };
    // away from the county: nobody coordinates it any more
    stands("city");
    assert_eq!(
        (retold(), vacant("city_office")),
        (1, vec![Role::CountyCoordinator])
    );
    // to another county, which has no coordinator either
    stands("county-2");
    assert_eq!(
        (retold(), vacant("city_office")),
        (1, vec![Role::CountyCoordinator])
    );
    // and back
    stands("county-1");
    assert_eq!((retold(), vacant("city_office")), (1, vec![]));
    // the project lies elsewhere, where the chain is another
    let mut profile = profile();
    profile.chain = STEPS.map(|(_, role)| role).to_vec();
    let elsewhere = profile.areas[1].code.clone();
    profile.chains = vec![AreaChain {
        areas: vec![elsewhere.clone()],
        roles: vec![Role::Clerk, Role::CityOffice],
    }];
    transact(&mut *server.database(), |tx| {
        put_profile(tx, &profile, now())
    })
    .unwrap();
    assert_eq!(retold(), 1, "the chains are others");
    let road = plan::projects()
        .into_iter()
        .find(|row| row.id == "road")
        .unwrap();
    let road = PlanRow {
        area: elsewhere,
        ..road
    };
    transact(&mut *server.database(), |tx| tx.put_project(&road)).unwrap();
    assert_eq!(retold(), 1, "it lies elsewhere");
}

#[test]
fn a_coordinator_reports_for_a_unit_and_the_next_step_reviews_it() {
    let server = six_steps();
    let mut coordinator = server.client("county_coordinator");
    coordinator.expect(Outcome::Applied, &submit("road", 0, GOOD));
    let held = told(&server, "county_coordinator");
    let course = held.course.unwrap();
    assert!(course.on_behalf && course.is_own);
    for user in ["liaison", "unit_lead"] {
        decides(&server, user, accept()).unwrap();
    }
    let own = decides(&server, "county_coordinator", accept());
    assert_eq!(own, Err(Refusal::OwnReport));
    // there is no other coordinator
    assert_eq!(
        decides(&server, "city_office", accept()),
        Ok(State::Reviewed(4))
    );
    let course = told(&server, "city_office").course.unwrap();
    assert_eq!(course.steps[2].skipped, [Role::CountyCoordinator]);
}
