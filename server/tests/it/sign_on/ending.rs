//! How a portal's token ends: by its time, by its holder, by the administrator, by the portal.

use serde_json::{Value, json};
use yuebao_server::accounts;
use yuebao_server::db;

use super::portal::{Signer, ask, changed, claims, said, seconds, server, token};
use crate::support::client::{Answer, agent};
use crate::support::{Client, Hands, TestServer};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn status(server: &TestServer, token: &str) -> u16 {
    ask(server, token).status
}

/// A logout token, with changes.
fn logout(changes: Value) -> Value {
    let said = claims(json!({
        "username": null, "name": null, "department": null, "realm_access": null,
        "jti": "1", "events": {EVENT: {}},
    }));
    changed(said, changes)
}

fn sign_out(server: &TestServer, token: &str) -> Answer {
    let sent = agent()
        .post(server.url("/api/v1/sign-out"))
        .header("content-type", "application/x-www-form-urlencoded")
        .send(format!("logout_token={token}"));
    Answer::read(sent.unwrap())
}

fn moment(hands: &Hands) -> yuebao_server::clock::Now {
    hands.clock().now()
}

#[test]
fn its_time_ends_it_and_then_it_does_not_begin_anew() {
    let server = server(&[]);
    let first = token(json!({}));
    assert_eq!(status(&server, &first), 200);
    server.hands.move_by_seconds(600 + 29);
    assert_eq!(status(&server, &first), 200, "within the leeway");
    server.hands.move_by_seconds(1);
    let ended = (401, "not-logged-in".to_owned());
    assert_eq!(said(&ask(&server, &first)), ended);
    let next = token(json!({"iat": seconds() + 600, "exp": seconds() + 900}));
    assert_eq!(status(&server, &next), 200);
    server.hands.move_by_seconds(-300);
    assert_eq!(status(&server, &first), 200, "the clock was set back");
}

#[test]
fn who_logs_out_cannot_come_back_with_the_same_token() {
    let server = server(&[]);
    let first = token(json!({}));
    let client = Client::with_token(&server.url(""), &first);
    assert_eq!(client.get("/api/v1/session").status, 200);
    assert_eq!(client.post("/api/v1/logout", b"").status, 204);
    assert_eq!(
        said(&ask(&server, &first)),
        (401, "not-logged-in".to_owned())
    );
    // somebody else's login sweeps out what has expired
    server.client("zhang");
    assert_eq!(status(&server, &first), 401);
    server.hands.move_by_seconds(629);
    assert_eq!(status(&server, &first), 401, "not within the leeway either");
    let next = token(json!({"iat": seconds() + 600, "exp": seconds() + 1_200}));
    assert_eq!(status(&server, &next), 200);
}

#[test]
fn a_revocation_reaches_tokens_that_were_not_seen_yet() {
    let server = server(&[]);
    let (seen, unseen) = (token(json!({})), token(json!({"exp": seconds() + 601})));
    assert_eq!(status(&server, &seen), 200);
    let mut conn = server.database();
    let now = moment(&server.hands);
    let ended = db::transact(&mut conn, |conn| accounts::end_logins(conn, "sun", now));
    assert_eq!(ended.unwrap(), 1);
    assert_eq!(
        [&seen, &unseen].map(|token| status(&server, token)),
        [401, 401]
    );
    server.hands.move_by_seconds(1);
    let new = token(json!({"iat": seconds() + 1}));
    assert_eq!(status(&server, &new), 200, "the account goes on");
}

#[test]
fn a_switched_off_account_stays_closed_and_its_old_tokens_too() {
    let server = server(&[]);
    let old = token(json!({}));
    assert_eq!(status(&server, &old), 200);
    let mut conn = server.database();
    let now = moment(&server.hands);
    let mut switch = |off| {
        db::transact(&mut conn, |conn| {
            accounts::set_disabled(conn, "sun", off, now)
        })
        .unwrap();
    };
    switch(true);
    let new = token(json!({"iat": seconds() + 1}));
    assert_eq!(status(&server, &old), 401);
    assert_eq!(said(&ask(&server, &new)), (403, "no-account".to_owned()));
    switch(false);
    assert_eq!([&old, &new].map(|token| status(&server, token)), [401, 200]);
}

#[test]
fn the_portal_ends_a_session_or_everything_of_a_person() {
    let server = server(&[]);
    let one = Signer::one();
    let [a, b] = ["a", "b"].map(|sid| token(json!({"sid": sid})));
    let unseen = token(json!({"sid": "a", "exp": seconds() + 601}));
    assert_eq!([&a, &b].map(|token| status(&server, token)), [200, 200]);
    let end_a = one.token(&json!({"typ": "logout+jwt"}), &logout(json!({"sid": "a"})));
    assert_eq!(sign_out(&server, &end_a).status, 200);
    assert_eq!(
        [&a, &unseen, &b].map(|token| status(&server, token)),
        [401, 401, 200]
    );

    let end_all = one.token(&json!({}), &logout(json!({})));
    assert_eq!(sign_out(&server, &end_all).status, 200);
    assert_eq!(status(&server, &b), 401);
    server.hands.move_by_seconds(2);
    let again = token(json!({"iat": seconds() + 1}));
    assert_eq!(status(&server, &again), 200);
    assert_eq!(sign_out(&server, &end_all).status, 200, "said twice");
    assert_eq!(
        status(&server, &again),
        200,
        "it ends only what was before it"
    );
    let entries: i64 = server
        .database()
        .query_row(
            "SELECT count(*) FROM audit WHERE what = 'signed_out'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(entries, 2);
}

#[test]
fn tokens_of_one_kind_never_pass_for_the_other() {
    let server = server(&[]);
    let one = Signer::one();
    let bearer = token(json!({}));
    assert_eq!(status(&server, &bearer), 200);
    let refused = (401, "token-refused".to_owned());
    let both = one.token(&json!({}), &claims(json!({"events": {EVENT: {}}})));
    assert_eq!(said(&ask(&server, &both)), refused);
    let typed = one.token(&json!({"typ": "logout+jwt"}), &claims(json!({})));
    assert_eq!(said(&ask(&server, &typed)), refused);

    let not_taken = (400, "logout-token-refused".to_owned());
    for (what, token) in [
        ("a token that opens", bearer.clone()),
        (
            "another key",
            Signer::two().token(&json!({}), &logout(json!({}))),
        ),
        (
            "a nonce",
            one.token(&json!({}), &logout(json!({"nonce": "x"}))),
        ),
        (
            "another event",
            one.token(&json!({}), &logout(json!({"events": {"x": {}}}))),
        ),
        (
            "nobody",
            one.token(&json!({}), &logout(json!({"sub": null}))),
        ),
        (
            "expired",
            one.token(
                &json!({}),
                &logout(json!({"iat": seconds() - 99, "exp": seconds() - 60})),
            ),
        ),
        ("nonsense", "x".to_owned()),
    ] {
        assert_eq!(said(&sign_out(&server, &token)), not_taken, "{what}");
    }
    assert_eq!(status(&server, &bearer), 200);
}

#[test]
fn signing_out_asks_for_a_form_and_for_a_portal() {
    let server = TestServer::new();
    let post = |kind: &str, body: &str| {
        let sent = agent()
            .post(server.url("/api/v1/sign-out"))
            .header("content-type", kind)
            .send(body);
        said(&Answer::read(sent.unwrap()))
    };
    let form = "application/x-www-form-urlencoded";
    let no_token = "no-logout-token".to_owned();
    assert_eq!(post("application/json", "{}"), (415, no_token.clone()));
    assert_eq!(post(form, "x=y"), (400, no_token));
    assert_eq!(post(form, "logout_token=x"), (404, "no-sign-on".to_owned()));
}
