//! Every role at every address, against projects of its own unit and of each unit around it.

use yuebao_domain::operation::question::CommandKind;
use yuebao_domain::operation::{Outcome, Refusal};
use yuebao_domain::rights::{Action, Role, Tie};
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, OperationResult};
use yuebao_server::endpoints::{ENDPOINTS, Needs};
use yuebao_server::sync::{Sender, push};
use yuebao_store::users::NewUser;
use yuebao_store::{Connection, Error, WriteTransaction, transact};

use crate::questions::{about, step};
use crate::support::client::{Answer, agent};
use crate::support::ops::{GOOD, op_id, operation, submit};
use crate::support::plan::{profile, project};
use crate::support::subjects::send;
use crate::support::{Client, TestServer, now};

/// Units around one in the middle of the tree, and one project led by each of them; and two more, of
/// units that stand nowhere near: `here` helps with one, the other lies in the area of `here`.
const AROUND: [(&str, &str, Option<&str>); 8] = [
    ("above", "city", None),
    ("own", "here", Some("city")),
    ("below", "under", Some("here")),
    ("far below", "deep", Some("under")),
    ("beside", "next", Some("city")),
    ("below the one beside", "nephew", Some("next")),
    ("helped", "helped", None),
    ("in the area", "nearby", None),
];

/// Places of [`AROUND`].
type Places = &'static [&'static str];

const ALL: Places = &[
    "above",
    "own",
    "below",
    "far below",
    "beside",
    "below the one beside",
    "helped",
    "in the area",
];

const DOWN: Places = &["own", "below", "far below"];

const BELOW: Places = &["below", "far below"];

/// What each role, in the unit `here`, sees, reports, reviews and asks about. Said once more than in
/// the code, so that a slip there is seen here.
const TABLE: [(Role, [Places; 4]); 8] = [
    (Role::Clerk, REPORTING),
    (Role::Liaison, PASSING),
    (Role::UnitLead, PASSING),
    (
        Role::CountyCoordinator,
        [
            &["own", "below", "far below", "helped", "in the area"],
            BELOW,
            DOWN,
            &["own", "below", "far below", "helped", "in the area"],
        ],
    ),
    (Role::CityOffice, [ALL, &[], ALL, ALL]),
    (Role::RegionOffice, [ALL, &[], ALL, ALL]),
    (Role::Supervisor, [ALL, &[], &[], &[]]),
    (Role::Admin, [&[], &[], &[], &[]]),
];

const PASSING: [Places; 4] = [&["own", "helped"], &["own"], &["own"], &["own", "helped"]];

const REPORTING: [Places; 4] = [&["own", "helped"], &["own"], &[], &["helped"]];

/// The owner of a project that is led from elsewhere, whose clerk has an account in `here`.
const OWNER: &str = "示例建设公司";
const OWNED: Places = &["below the one beside"];

fn project_of(unit: &str) -> String {
    format!("of-{unit}")
}

/// Those units, their projects, and an account of each role in the middle, and of the owner.
fn populate(tx: &dyn WriteTransaction) -> Result<(), Error> {
    let area = |at: usize| profile().areas[at].code.clone();
    for (place, id, parent) in AROUND {
        tx.put_unit(&Unit {
            id: id.to_owned(),
            name: id.to_owned(),
            parent: parent.map(str::to_owned),
            area: (place == "own").then(|| area(1)),
        })?;
        let mut row = project(&project_of(id), id);
        match place {
            "helped" => row.units.push("here".to_owned()),
            "in the area" => row.area = area(1),
            "below the one beside" => OWNER.clone_into(&mut row.owner),
            _ => {}
        }
        tx.put_project(&row)?;
    }
    for role in Role::ALL {
        add_user(tx, &format!("{}-here", role.key()), role, "here")?;
    }
    add_user(tx, "owner-here", Role::Clerk, "here")?;
    tx.set_scope("owner-here", Some(OWNER))
}

fn add_user(tx: &dyn WriteTransaction, name: &str, role: Role, unit: &str) -> Result<(), Error> {
    let password_hash = &tx.user("zhang")?.unwrap().password_hash;
    let user = NewUser {
        name,
        shown: name,
        role,
        unit,
        password_hash,
        created_at: "2022-06-01T00:00:00.000Z",
    };
    assert!(tx.add_user(&user)?);
    Ok(())
}

fn call(server: &TestServer, path: &str, token: Option<&str>) -> Answer {
    let path = path
        .replace("{project}", "road")
        .replace("{month}", "2022-05");
    let url = server.url(&path);
    // Whichever method it has: the other one is answered with 405 before anything else.
    let send = |method: &str| {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(url.as_str())
            .header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        Answer::read(agent().run(request.body("{}").unwrap()).unwrap())
    };
    let answer = send("POST");
    match answer.status {
        405 => send("GET"),
        _ => answer,
    }
}

#[test]
fn every_address_asks_for_a_login_unless_the_table_says_that_it_needs_none() {
    let server = TestServer::new();
    for endpoint in ENDPOINTS {
        let is_open = endpoint.needs == Needs::Nothing;
        for token in [None, Some("0".repeat(64)), Some("x".to_owned())] {
            let answer = call(&server, endpoint.path, token.as_deref());
            assert_eq!(
                answer.status != 401,
                is_open,
                "{} with {token:?}: {}",
                endpoint.path,
                answer.status
            );
        }
    }
    for role in Role::ALL {
        let mut token = server.client(account_of(role)).token;
        for endpoint in ENDPOINTS {
            let status = call(&server, endpoint.path, Some(&token)).status;
            let is_for_others =
                matches!(endpoint.needs, Needs::Roles(roles) if !roles.contains(&role));
            assert_eq!(
                status == 403,
                is_for_others,
                "{} as {role:?}: {status}",
                endpoint.path
            );
            assert!(
                ![401, 500].contains(&status),
                "{} as {role:?}: {status}",
                endpoint.path
            );
            if endpoint.path.ends_with("logout") {
                token = server.client(account_of(role)).token;
            }
        }
    }
}

/// What is not published is told whole or not at all: whoever sees not every project is told that it is
/// for others, in words, as at every address that is for roles.
#[test]
fn a_document_before_it_is_published_is_for_whoever_sees_everything() {
    let server = TestServer::new();
    let path = "/api/v1/documents/2022-05/bulletin?provisional=true";
    for role in Role::ALL {
        let answer = server.client(account_of(role)).get(path);
        let sees_everything = role.may(Tie::Any).see;
        assert_eq!(
            answer.status,
            if sees_everything { 200 } else { 403 },
            "{role:?}"
        );
        if !sees_everything {
            let problem = answer.problem();
            assert_eq!(problem.r#type, "yuebao:not-yours");
            assert!(
                problem.detail.contains("您的角色不能"),
                "{}",
                problem.detail
            );
        }
    }
    let stranger = call(&server, path, None);
    assert_eq!(stranger.status, 401);
}

/// An account of this role among those that every test server has.
fn account_of(role: Role) -> &'static str {
    match role {
        Role::Clerk => "zhang",
        other => other.key(),
    }
}

/// Each unit's own clerk has handed a report in.
fn hand_in(tx: &dyn WriteTransaction) -> Result<(), Error> {
    for (_, unit, _) in AROUND {
        let name = format!("clerk-of-{unit}");
        add_user(tx, &name, Role::Clerk, unit)?;
        let sender = Sender {
            me: tx.user(&name)?.unwrap().me,
            device: "tablet".to_owned(),
            now: now(),
        };
        let results = push(tx, &sender, &[submit(&project_of(unit), 0, GOOD).into()])?;
        assert_eq!(results[0].outcome, OperationOutcome::Applied);
    }
    Ok(())
}

/// Whether an operation is refused because of who sends it.
fn is_forbidden(result: &OperationResult) -> bool {
    result.refusal.is_some_and(|refusal| {
        [
            Refusal::NotYours,
            Refusal::ReviewersOnly,
            Refusal::ReportersOnly,
        ]
        .contains(&refusal)
    })
}

#[test]
fn every_role_does_around_its_unit_what_the_table_says_and_nothing_else() {
    assert_eq!(TABLE.map(|(role, ..)| role), Role::ALL);
    let roles = TABLE.map(|(role, may)| (role.key(), may)).into_iter();
    for (role, may) in roles.chain([("owner", [OWNED, OWNED, &[], &[]])]) {
        let [seen, reported, reviewed, asked] = may;
        let server = TestServer::new();
        let mut conn = server.database();
        // At which step a role reviews is another matter: here at the only one.
        if let Some(reviewer) = Role::from_key(role).filter(|role| role.ever(Action::Review)) {
            let mut profile = profile();
            profile.chain = vec![Role::Clerk, reviewer];
            transact(&mut *conn, |tx| tx.set_profile(&profile)).unwrap();
        }
        transact(&mut *conn, populate).unwrap();
        transact(&mut *conn, hand_in).unwrap();
        let mut client = server.client(&format!("{role}-here"));
        let changes = client.sync(Vec::new()).changes;
        for (place, unit, _) in AROUND {
            let id = project_of(unit);
            let project = changes.projects.iter().any(|plan| plan.id == id);
            let report = changes.reports.iter().any(|report| report.project == id);
            let is_seen = seen.contains(&place);
            let history = client.get(&format!("/api/v1/reports/{id}/2022-05/history"));
            let told = [project, report, history.status == 200];
            assert_eq!(told, [is_seen; 3], "{role} sees {place}");
            assert!(is_seen || history.status == 404, "{role} learns of {place}");
            let question = about(&id, &op_id());
            let ask = send(&client, &step(&question, 0, CommandKind::Ask, "为何？"));
            let may = asked.contains(&place);
            assert_eq!(
                ask.outcome == Outcome::Applied,
                may,
                "{role} asks {place}: {ask:?}"
            );
            let note = [("remarks", role)];
            // In this order, so that nothing but the right decides: what is accepted may be
            // declared void by its reviewer, what is not by its reporter.
            for (kind, boxes, rights) in [
                (OperationKind::Set, &note[..], &[reported][..]),
                (OperationKind::Submit, &note, &[reported]),
                (OperationKind::Resolve, &note, &[reported, reviewed]),
                (OperationKind::Accept, &[], &[reviewed]),
                (OperationKind::Void, &[], &[reported, reviewed]),
                (OperationKind::Return, &[], &[reviewed]),
            ] {
                let current = conn.reading().report(&id, "2022-05".parse().unwrap());
                let rev = current.unwrap().unwrap().rev;
                let result = client.send(&Operation {
                    reason: Some("请核对".to_owned()),
                    ..operation(kind, &id, "2022-05", rev, boxes)
                });
                let may = rights.iter().any(|right| right.contains(&place));
                assert_eq!(
                    is_forbidden(&result),
                    !may,
                    "{role} {kind:?} {place}: {result:?}"
                );
                if !may {
                    let after = conn.reading().report(&id, "2022-05".parse().unwrap());
                    assert_eq!(after.unwrap().unwrap().rev, rev, "nothing was written");
                }
            }
        }
    }
}

#[test]
fn another_role_or_unit_counts_from_the_next_request_on() {
    let server = TestServer::new();
    let mut conn = server.database();
    transact(&mut *conn, populate).unwrap();
    let mut client = server.client("clerk-here");
    let sees = |client: &mut Client| -> Vec<String> {
        client.cursor = 0;
        let projects = client.sync(Vec::new()).changes.projects;
        let mut ids: Vec<String> = projects.into_iter().map(|plan| plan.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(sees(&mut client), ["of-helped", "of-here"]);
    let change = |conn: &mut dyn Connection, role, unit| {
        transact(conn, |tx| tx.set_role("clerk-here", role, unit)).unwrap();
    };
    change(&mut *conn, Role::Clerk, "next");
    assert_eq!(sees(&mut client), ["of-next"]);
    let result = client.send(&submit("of-here", 0, GOOD));
    assert_eq!(result.refusal, Some(Refusal::NotYours));
    change(&mut *conn, Role::Admin, "next");
    assert_eq!(sees(&mut client), [""; 0]);
    let result = client.send(&submit("of-next", 0, GOOD));
    assert_eq!(result.refusal, Some(Refusal::NotYours));
}
