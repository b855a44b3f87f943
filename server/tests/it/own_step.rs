//! Where a profile says so, a level is told of a report that has not come to its step that it is there and
//! where it stands, and nothing else.

use yuebao_domain::operation::question::{CommandKind as Ask, Question};
use yuebao_domain::operation::report::State;
use yuebao_domain::operation::{Held, Outcome, SubjectKind};
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::OperationKind as Kind;
use yuebao_server::plan_file::put_profile;
use yuebao_store::transact;

use crate::chain::{STEPS, six_steps};
use crate::questions::{about, step};
use crate::support::ops::{GOOD, op_id, operation, set, submit};
use crate::support::plan::profile;
use crate::support::subjects::{send, sync};
use crate::support::{TestServer, now};

/// Everybody who reviews in a chain of six roles.
const REVIEWERS: [Role; 5] = [
    Role::Liaison,
    Role::UnitLead,
    Role::CountyCoordinator,
    Role::CityOffice,
    Role::RegionOffice,
];

/// The roles that wait for a report, as the profile in force says.
fn have_wait(server: &TestServer, waiting: &[Role]) {
    let mut profile = profile();
    profile.chain = STEPS.map(|(_, role)| role).to_vec();
    profile.sees_at_own_step = waiting.to_vec();
    transact(&mut *server.database(), |tx| {
        put_profile(tx, &profile, now())
    })
    .unwrap();
}

/// What somebody is told of a kind of subject.
fn told(server: &TestServer, user: &str, kind: SubjectKind) -> Vec<Held> {
    let mut told = sync(&server.client(user), &[]).changes.take_subjects();
    told.retain(|held| held.subject.kind() == kind);
    told
}

/// Whether somebody is told what the report on the road holds, by every address that tells of it.
fn sees(server: &TestServer, user: &str) -> bool {
    let held = told(server, user, SubjectKind::Report).remove(0);
    let mut client = server.client(user);
    let old = client.report("road", "2022-05");
    assert_eq!(old.state, held.report_state().unwrap().told().0, "{user}");
    assert_eq!(old.values, held.values, "{user}");
    let path = "/api/v1/reports/road/2022-05/history";
    let history = client.get(path).status;
    let is_shown = !held.values.is_empty();
    assert_eq!(history, if is_shown { 200 } else { 404 }, "{user}");
    if !is_shown {
        assert!(held.conflicts.is_empty() && held.tag.is_none(), "{user}");
    }
    is_shown
}

/// Who of the six is told, and the readers.
fn seeing(server: &TestServer) -> Vec<&'static str> {
    let people = STEPS.iter().map(|(user, _)| *user).chain(["supervisor"]);
    people.filter(|user| sees(server, user)).collect()
}

#[test]
fn each_level_is_told_what_a_report_holds_once_it_has_come_to_its_step() {
    let all = STEPS.map(|(user, _)| user);
    let everybody = [&all[..], &["supervisor"]].concat();
    // Who fills it sees it all along: its unit, and the coordinator who may report for the unit.
    let fillers = [&all[..4], &["supervisor"]].concat();
    let office = [&all[..5], &["supervisor"]].concat();
    for (waiting, expected) in [
        (&[][..], vec![&everybody; 7]),
        (
            &REVIEWERS,
            vec![
                &fillers, &fillers, &fillers, &fillers, &office, &everybody, &everybody,
            ],
        ),
        (
            &[Role::RegionOffice],
            vec![
                &office, &office, &office, &office, &office, &everybody, &everybody,
            ],
        ),
    ] {
        let server = six_steps();
        have_wait(&server, waiting);
        let mut zhang = server.client("zhang");
        let mut found = Vec::new();
        zhang.expect(Outcome::Applied, &set("road", 0, GOOD));
        found.push(seeing(&server));
        zhang.expect(Outcome::Applied, &submit("road", 1, GOOD));
        found.push(seeing(&server));
        for (at, (user, _)) in STEPS.iter().enumerate().skip(1) {
            let rev = at as u64 + 1;
            let accept = operation(Kind::Accept, "road", "2022-05", rev, &[]);
            server.client(user).expect(Outcome::Applied, &accept);
            found.push(seeing(&server));
        }
        let expected: Vec<_> = expected.into_iter().cloned().collect();
        assert_eq!(found, expected, "{waiting:?}");
    }
}

#[test]
fn what_was_shown_is_taken_back_and_given_again_as_profile_and_people_change() {
    let server = six_steps();
    let mut zhang = server.client("zhang");
    zhang.expect(Outcome::Applied, &submit("road", 0, GOOD));
    let mut office = server.client("city_office");
    let mut hears = || {
        let told = office.sync(Vec::new()).changes.reports;
        told.first().map(|one| !one.values.is_empty())
    };
    assert_eq!(hears(), Some(true));
    have_wait(&server, &[Role::CityOffice]);
    assert_eq!(hears(), Some(false), "the profile has it wait");
    for (user, expected) in [
        ("liaison", Some(false)),
        ("unit_lead", Some(false)),
        ("county_coordinator", Some(true)),
    ] {
        transact(&mut *server.database(), |tx| {
            yuebao_server::accounts::set_disabled(tx, user, true, now())
        })
        .unwrap();
        assert_eq!(hears(), expected, "nobody fills the step of {user}");
    }
    have_wait(&server, &[]);
    assert_eq!(hears(), Some(true));
}

#[test]
fn questions_come_with_the_report_that_they_are_about() {
    let server = six_steps();
    have_wait(&server, &REVIEWERS);
    let mut zhang = server.client("zhang");
    zhang.expect(Outcome::Applied, &submit("road", 0, GOOD));
    let key = about("road", &op_id());
    let ask = step(&key, 0, Ask::Ask, "为何少于上月？");
    assert_eq!(
        send(&server.client("liaison"), &ask).outcome,
        Outcome::Applied
    );
    let asked = |user: &str| {
        let told = told(&server, user, SubjectKind::Question);
        told.iter()
            .filter_map(|held| Question::read(&held.values))
            .count()
    };
    assert_eq!((asked("zhang"), asked("liaison")), (1, 1));
    assert_eq!(asked("city_office"), 0);
    // What somebody asks themselves they follow.
    let own = step(&about("road", &op_id()), 0, Ask::Ask, "请补充说明");
    send(&server.client("city_office"), &own);
    assert_eq!((asked("city_office"), asked("region_office")), (1, 0));
    let cursor = |user: &str| sync(&server.client(user), &[]).cursor;
    let heard = cursor("city_office");
    for (rev, user) in [(1, "liaison"), (2, "unit_lead"), (3, "county_coordinator")] {
        let accept = operation(Kind::Accept, "road", "2022-05", rev, &[]);
        server.client(user).expect(Outcome::Applied, &accept);
    }
    assert_eq!((asked("city_office"), asked("region_office")), (2, 0));
    let mut client = server.client("city_office");
    client.cursor = heard;
    let since = serde_json::json!({
        "protocol": 2, "nonce": "n", "device": "d", "cursor": heard, "operations": [],
    });
    let answer = client
        .post("/api/v2/sync", since.to_string().as_bytes())
        .json();
    let subjects = answer["changes"]["subjects"].as_array().unwrap();
    let kinds = subjects
        .iter()
        .filter(|one| one["subject"]["kind"] == "question");
    assert_eq!(kinds.count(), 2, "they are told along with it");
    let state = told(&server, "city_office", SubjectKind::Report)[0].report_state();
    assert_eq!(state, Some(State::Reviewed(3)));
}
