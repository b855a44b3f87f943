//! What a token does to the account.

use serde_json::json;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_server::accounts::{self, NewAccount};
use yuebao_store::audit::Wanted;
use yuebao_store::transact;
use yuebao_store::users::{Account, Origin};
use yuebao_store::verify::verify;

use super::portal::{ask, said, seconds, server, token};
use crate::support::client::try_login;
use crate::support::ops::{GOOD, submit};
use crate::support::{Client, TestServer, now};

fn account(server: &TestServer, user: &str) -> Option<Account> {
    server.database().reading().user(user).unwrap()
}

fn entries(server: &TestServer, subject: &str) -> Vec<String> {
    let wanted = Wanted {
        what: None,
        about: None,
        most: u32::MAX,
    };
    let found = server.database().reading().entries(&wanted).unwrap();
    let about = found.into_iter().filter(|entry| entry.subject == subject);
    about
        .map(|entry| format!("{} {}", entry.what, entry.detail.get()))
        .collect()
}

#[test]
fn somebody_new_gets_an_account_reports_and_follows_the_portal_from_then_on() {
    let server = server(&[]);
    let first = token(json!({}));
    let mut sun = Client::with_token(&server.url(""), &first);
    let me = sun.get("/api/v1/session").json();
    assert_eq!(me["user"], "sun");
    assert_eq!(me["name"], "孙七");
    assert_eq!(me["role"], "clerk");
    assert_eq!(me["unit"]["id"], "roads");
    sun.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));

    let later = json!({
        "iat": seconds() + 1, "name": "孙八", "department": "city",
        "realm_access": {"roles": ["office"]}, "username": "sun.qi",
    });
    assert_eq!(ask(&server, &token(later)).json()["user"], "sun");
    let me = sun.get("/api/v1/session").json();
    assert_eq!(
        (&me["role"], &me["name"]),
        (&json!("city_office"), &json!("孙八"))
    );
    let old = token(json!({"exp": seconds() + 601}));
    assert_eq!(
        ask(&server, &old).json()["role"],
        "city_office",
        "said earlier, shown later"
    );

    let entries = entries(&server, "sun");
    assert_eq!(
        entries,
        [
            "account_added [\"clerk\",\"roads\"]",
            "account_linked [\"https://portal.example\",\"4711\"]",
            "signed_on [\"https://portal.example\",\"4711\",null]",
            "account_changed [\"city_office\",\"city\"]",
            "account_renamed \"孙八\"",
            "signed_on [\"https://portal.example\",\"4711\",null]",
            "signed_on [\"https://portal.example\",\"4711\",null]",
        ]
    );
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn tokens_of_one_session_are_entered_once() {
    let server = server(&[]);
    for minute in 0..3 {
        let issued = seconds() + minute;
        assert_eq!(
            ask(&server, &token(json!({"sid": "s", "iat": issued}))).status,
            200
        );
    }
    let signed_on = entries(&server, "sun");
    let count = signed_on
        .iter()
        .filter(|entry| entry.starts_with("signed_on"));
    assert_eq!(count.count(), 1);
    let logins = server.database().reading().sessions(seconds()).unwrap();
    assert_eq!(logins.iter().filter(|login| login.portal).count(), 3);
}

#[test]
fn an_account_of_the_portal_has_no_password_and_one_of_another_person_is_closed() {
    let server = server(&[]);
    assert_eq!(ask(&server, &token(json!({}))).status, 200);
    for password in ["", " ", "$argon2id$"] {
        assert_eq!(
            try_login(&server, "sun", password).status,
            401,
            "{password:?}"
        );
    }
    let namesake = token(json!({"sub": "4712"}));
    assert_eq!(
        said(&ask(&server, &namesake)),
        (403, "no-account".to_owned())
    );
}

#[test]
fn an_account_that_was_made_here_is_opened_as_far_as_it_is_allowed() {
    let office = json!({
        "username": "zhang", "name": "门户张三", "realm_access": {"roles": ["office"]},
    });
    for (local, status, role, origin) in [
        ("refuse", 403, Role::Clerk, "local"),
        ("enter", 200, Role::Clerk, "local"),
        ("take_over", 200, Role::CityOffice, "portal"),
    ] {
        let line = format!("[accounts]\nlocal = \"{local}\"\n[claims]");
        let server = server(&[("[claims]", &line)]);
        assert_eq!(
            ask(&server, &token(office.clone())).status,
            status,
            "{local}"
        );
        let zhang = account(&server, "zhang").unwrap();
        assert_eq!(
            (zhang.me.role, zhang.origin.key()),
            (role, origin),
            "{local}"
        );
        assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
    }
}

#[test]
fn without_provisioning_only_those_who_are_expected_get_in() {
    let server = server(&[("[claims]", "[accounts]\nprovision = false\n[claims]")]);
    let stranger = ask(&server, &token(json!({})));
    assert_eq!(said(&stranger), (403, "no-account".to_owned()));
    let new = NewAccount {
        name: "sun".to_owned(),
        shown: "孙七".to_owned(),
        role: Role::Supervisor,
        unit: "city".to_owned(),
        owner: None,
        password: None,
    };
    let mut conn = server.database();
    transact(&mut *conn, |tx| accounts::add(tx, &new, now())).unwrap();
    assert_eq!(account(&server, "sun").unwrap().origin, Origin::Expected);
    let expected = ask(&server, &token(json!({})));
    assert_eq!(expected.json()["role"], "clerk", "as the portal says");
    let namesake = ask(&server, &token(json!({"sub": "4712"})));
    assert_eq!(said(&namesake), (403, "no-account".to_owned()));
}

#[test]
fn the_same_token_twice_at_once_lets_one_person_in_once() {
    let server = server(&[]);
    let token = token(json!({}));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(ask(&server, &token).status, 200));
        }
    });
    assert_eq!(
        server
            .database()
            .reading()
            .sessions(seconds())
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn nobody_gets_a_name_that_cannot_be_told_from_another() {
    let server = server(&[]);
    let refused = (403, "no-account".to_owned());
    for name in ["ZHANG", "zh\u{430}ng", "ｓｕｎ", "su\u{200b}n"] {
        let answer = ask(&server, &token(json!({"username": name, "sub": name})));
        assert_eq!(said(&answer), refused, "{name}");
    }
    assert_eq!(ask(&server, &token(json!({}))).status, 200);
}
