//! How a portal's token ends: by its time, by its holder, by the administrator, by the portal.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use yuebao_server::accounts;
use yuebao_server::engine;
use yuebao_store::audit::{Wanted, What};
use yuebao_store::transact;

use super::portal::{
    Signer, ask, changed, claims, encode, said, seconds, server, settings, settings_with, token,
};
use crate::support::client::{Answer, agent};
use crate::support::{Client, Hands, TestServer, now};

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
    let ended = transact(&mut *conn, |tx| accounts::end_logins(tx, "sun", now));
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
        transact(&mut *conn, |tx| accounts::set_disabled(tx, "sun", off, now)).unwrap();
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
    let wanted = Wanted {
        what: Some(What::SignedOut),
        about: None,
        most: u32::MAX,
    };
    let entries = server.database().reading().entries(&wanted).unwrap();
    assert_eq!(entries.len(), 2);
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

/// The order of P-256.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6,
    0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// The other signature of the same text that is right as well: s becomes n − s.
fn mirrored(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let mut borrow = 0;
    for (byte, order) in bytes[32..].iter_mut().zip(ORDER).rev() {
        let difference = i16::from(order) - i16::from(*byte) - borrow;
        borrow = i16::from(difference < 0);
        *byte = u8::try_from(difference.rem_euclid(256)).unwrap();
    }
    format!("{signed}.{}", encode(bytes))
}

#[test]
fn another_text_of_the_same_signature_is_the_same_login() {
    let ec = Signer::ec();
    let set = json!({"keys": [ec.jwk("e")]}).to_string();
    let server = TestServer::with(|config| {
        let folder = config.data.parent().unwrap();
        let keys = "algorithms = [\"ES256\"]\n[keys]\njwks_file = \"keys\"";
        let files = BTreeMap::from([("keys", set)]);
        config.sign_on = Some(settings_with(folder, &files, keys, &[]));
    });
    let token = ec.token(&json!({"kid": "e"}), &claims(json!({})));
    let twin = mirrored(&token);
    assert_ne!(token, twin);
    assert_eq!(mirrored(&twin), token);
    for spelling in [&token, &twin, &token] {
        assert_eq!(ask(&server, spelling).status, 200);
    }
    let logins = server.database().reading().sessions(seconds()).unwrap();
    assert_eq!(logins.len(), 1, "{logins:?}");
    // What is signed is no secret: without a signature it opens nothing.
    let (signed, _) = token.rsplit_once('.').unwrap();
    for forged in [
        format!("{signed}."),
        format!("{signed}.{}", encode([1; 64])),
    ] {
        assert_eq!(ask(&server, &forged).status, 401, "{forged}");
    }
    let client = Client::with_token(&server.url(""), &twin);
    assert_eq!(client.post("/api/v1/logout", b"").status, 204);
    for spelling in [&token, &twin] {
        assert_eq!(ask(&server, spelling).status, 401);
    }
}

#[test]
fn after_a_restore_the_portals_tokens_from_before_count_no_more() {
    let portal = server(&[]);
    let (seen, unseen) = (token(json!({})), token(json!({"jti": "another"})));
    assert_eq!(ask(&portal, &seen).status, 200);
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("backup.db");
    engine::existing(&portal.data())
        .unwrap()
        .back_up(&file, &now().rfc3339())
        .unwrap();
    drop(portal);
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path(), &[]);
    engine::create(&folder.path().join("data"))
        .unwrap()
        .restore(&file)
        .unwrap();
    let restored = TestServer::on(folder, |config| config.sign_on = Some(settings));
    let restored = restored.map_err(|(error, _)| error).unwrap();
    for before in [seen, unseen] {
        assert_eq!(ask(&restored, &before).status, 401);
    }
    let after = token(json!({"iat": seconds() + 1}));
    assert_eq!(ask(&restored, &after).status, 200);
}
