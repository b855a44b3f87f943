//! Who answers for a project is told to whoever sees it, and how to reach them to those alone who may
//! know.

use yuebao_domain::operation::persons::{Command, Log, Person};
use yuebao_domain::operation::{Operation, Outcome, PersonsKey, Refusal, Subject};
use yuebao_domain::rights::Role;
use yuebao_server::accounts::NewAccount;
use yuebao_server::plan_file::put_profile;
use yuebao_store::transact;
use yuebao_store::verify::verify;

use crate::support::client::Client;
use crate::support::ops::op_id;
use crate::support::subjects::{about, done, send};
use crate::support::{PASSWORD, TestServer, now, plan};

const NUMBER: &str = "0772-0008765";

fn person(name: &str) -> Person {
    Person {
        kind: "liaison".to_owned(),
        name: name.to_owned(),
        telephone: Some(NUMBER.to_owned()),
        ..Person::default()
    }
}

fn naming(project: &str, name: &str) -> (String, Operation) {
    let entry = op_id();
    let command = Command::name(&entry, &person(name), None);
    (entry, about(PersonsKey::of(project), 0, command))
}

/// What somebody is told of the persons of the road: the whole answer, and who they are.
fn told(client: &Client) -> (String, Vec<String>) {
    let request = r#"{"protocol":2,"nonce":"n","device":"tablet","cursor":0,"operations":[]}"#;
    let answer = client.post("/api/v2/sync", request.as_bytes());
    let text = String::from_utf8(answer.body).unwrap();
    let mut read: yuebao_domain::wire::v2::SyncAnswer = serde_json::from_str(&text).unwrap();
    let held = read.changes.take_subjects();
    let held = held
        .iter()
        .filter(|one| matches!(one.subject, Subject::Persons(_)));
    let names = held.flat_map(|one| Log::read(&one.values).unwrap().entries());
    (text, names.map(|one| one.person.name).collect())
}

fn with_owner(server: &TestServer) {
    transact(&mut *server.database(), |tx| {
        let owner = NewAccount {
            name: "owner".to_owned(),
            shown: "业主".to_owned(),
            role: Role::Clerk,
            unit: "roads".to_owned(),
            owner: Some("另一业主".to_owned()),
            password: Some(PASSWORD.to_owned()),
        };
        yuebao_server::accounts::add(tx, &owner, now())
    })
    .unwrap();
}

#[test]
fn names_go_to_whoever_sees_the_project_and_numbers_to_who_may_know_them() {
    let server = TestServer::new();
    with_owner(&server);
    done(&server.client("city_office"), &naming("road", "甲某").1);
    for (user, name, number) in [
        ("zhang", true, true),
        ("liaison", true, true),
        ("unit_lead", true, true),
        ("county_coordinator", true, true),
        ("city_office", true, true),
        ("region_office", true, true),
        ("supervisor", true, false),
        ("wang", false, false),
        ("zhao", false, false),
        ("owner", false, false),
    ] {
        let (text, names) = told(&server.client(user));
        assert_eq!(names == ["甲某"], name, "{user}");
        assert_eq!(text.contains(NUMBER), number, "{user}");
    }
    // the profile has the supervisor told as well, who hears of it
    let mut profile = plan::profile();
    profile.telephones_for = vec![Role::CityOffice, Role::Supervisor];
    let supervisor = server.client("supervisor");
    let mut conn = server.database();
    transact(&mut *conn, |tx| put_profile(tx, &profile, now())).unwrap();
    drop(conn);
    assert!(told(&supervisor).0.contains(NUMBER));
    let (text, names) = told(&server.client("zhang"));
    assert_eq!(names, ["甲某"]);
    assert!(!text.contains(NUMBER));
}

#[test]
fn whoever_reports_or_reviews_a_project_names_its_persons() {
    let server = TestServer::new();
    for (user, taken) in [
        ("zhang", true),
        ("liaison", true),
        ("county_coordinator", true),
        ("city_office", true),
        ("supervisor", false),
        ("wang", false),
        ("admin", false),
    ] {
        let client = server.client(user);
        let (_, operation) = naming("road", user);
        let outcome = match send(&client, &operation) {
            receipt if taken => receipt.outcome == Outcome::Applied,
            receipt => receipt.refusal == Some(Refusal::NotYours),
        };
        assert!(outcome, "{user}");
    }
    let unknown = send(&server.client("zhang"), &naming("nowhere", "甲某").1);
    assert_eq!(unknown.refusal, Some(Refusal::NotYours));
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn what_another_has_changed_is_not_overwritten_and_all_of_it_is_kept() {
    let server = TestServer::new();
    let (zhang, office) = (server.client("zhang"), server.client("city_office"));
    let (entry, operation) = naming("road", "甲某");
    done(&office, &operation);
    let amend = |name: &str, seen| Operation {
        base_rev: seen,
        ..about(
            PersonsKey::of("road"),
            0,
            Command::amend(&entry, &person(name)),
        )
    };
    done(&office, &amend("乙某", 1));
    let late = send(&zhang, &amend("丙某", 1));
    assert_eq!(late.refusal, Some(Refusal::PersonsChanged));
    done(&zhang, &amend("丙某", 2));
    let wrong = Person {
        name: format!("甲某{NUMBER}"),
        ..person("")
    };
    let refused = send(
        &zhang,
        &about(
            PersonsKey::of("road"),
            0,
            Command::name(&op_id(), &wrong, None),
        ),
    );
    assert_eq!(refused.refusal, Some(Refusal::PersonWrong));
    assert!(refused.detail.unwrap().contains("联系电话"));
    let mut conn = server.database();
    let subject = Subject::from(PersonsKey::of("road"));
    let held = conn.reading().subject(&subject).unwrap().unwrap();
    let names: Vec<String> = (Log::read(&held.values).unwrap().steps.iter())
        .map(|step| step.command.person.as_ref().unwrap().name.clone())
        .collect();
    assert_eq!(names, ["甲某", "乙某", "丙某"]);
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
}
