//! Logging in, staying logged in, and ceasing to be.

use yuebao_domain::wire::v1::{LOGIN_ENDED, NO_TOKEN, OperationOutcome, ProblemDetails};
use yuebao_server::accounts;
use yuebao_server::accounts::AccountError::{BadName, NoUnit, NoUser, ShortPassword, Taken};
use yuebao_store::{ReadTransaction, transact};

use crate::support::client::{Answer, agent, try_login};
use crate::support::ops::{GOOD, submit};
use crate::support::{Client, PASSWORD, TestServer, now};

fn status(client: &Client) -> u16 {
    let request = serde_json::to_vec(&client.request(Vec::new())).unwrap();
    client.post("/api/v1/sync", &request).status
}

#[test]
fn an_unknown_user_a_wrong_password_and_a_disabled_account_are_told_the_same() {
    let server = TestServer::new();
    let mut conn = server.database();
    transact(&mut *conn, |tx| {
        accounts::set_disabled(tx, "li", true, now())
    })
    .unwrap();
    let answers = [
        try_login(&server, "nobody", PASSWORD),
        try_login(&server, "zhang", "wrong horse"),
        try_login(&server, "li", PASSWORD),
        try_login(&server, "", ""),
    ];
    for answer in &answers {
        assert_eq!(answer.status, 401);
        assert_eq!(answer.body, answers[0].body);
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert_eq!(answers[0].problem().r#type, "yuebao:wrong-login");
}

#[test]
fn guessing_is_slowed_down_for_each_account_alone() {
    let server = TestServer::new();
    for _ in 0..10 {
        assert_eq!(try_login(&server, "zhang", "wrong horse").status, 401);
    }
    let stopped = try_login(&server, "zhang", PASSWORD);
    assert_eq!(stopped.status, 429);
    assert_eq!(stopped.problem().r#type, "yuebao:too-many-logins");
    assert_eq!(stopped.header("retry-after"), "60");
    assert_eq!(try_login(&server, "li", PASSWORD).status, 200);
    server.hands.move_by_seconds(60);
    assert_eq!(try_login(&server, "zhang", PASSWORD).status, 200);
}

#[test]
fn a_login_expires_and_the_outbox_goes_on_with_the_next() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let report = submit("road", 0, GOOD);
    zhang.expect(OperationOutcome::Applied, &report);
    server.hands.move_by_seconds(14 * 86_400 - 1);
    assert_eq!(status(&zhang), 200);
    server.hands.move_by_seconds(1);
    assert_eq!(status(&zhang), 401);
    let mut zhang = server.client("zhang");
    zhang.expect(OperationOutcome::Duplicate, &report);
}

#[test]
fn logging_out_ends_one_login_and_disabling_ends_all() {
    let server = TestServer::new();
    let [one, two, three] = [(); 3].map(|()| server.client("zhang"));
    let whose = one.get("/api/v1/session");
    assert_eq!(
        (whose.status, whose.json()["user"].as_str()),
        (200, Some("zhang"))
    );
    assert_eq!(one.post("/api/v1/logout", b"").status, 204);
    assert_eq!(one.post("/api/v1/logout", b"").status, 401);
    assert_eq!(one.get("/api/v1/session").status, 401);
    assert_eq!([status(&one), status(&two)], [401, 200]);
    let mut conn = server.database();
    transact(&mut *conn, |tx| {
        accounts::set_disabled(tx, "zhang", true, now())
    })
    .unwrap();
    assert_eq!([status(&two), status(&three)], [401, 401]);
    transact(&mut *conn, |tx| {
        accounts::set_disabled(tx, "zhang", false, now())
    })
    .unwrap();
    assert_eq!(status(&two), 401, "an old login does not come back");
    assert_eq!(status(&server.client("zhang")), 200);
}

#[test]
fn logins_are_listed_without_their_tokens_and_revoked_at_once() {
    let server = TestServer::new();
    let [one, two] = [(); 2].map(|()| server.client("zhang"));
    let li = server.client("li");
    let mut conn = server.database();
    let whose = |tx: &dyn ReadTransaction| -> Vec<String> {
        let logins = tx.sessions(now().seconds()).unwrap();
        logins.into_iter().map(|login| login.user).collect()
    };
    assert_eq!(whose(conn.reading()), ["li", "zhang", "zhang"]);
    let ended = transact(&mut *conn, |tx| accounts::end_logins(tx, "zhang", now()));
    assert_eq!(ended.unwrap(), 2);
    assert_eq!([&one, &two, &li].map(status), [401, 401, 200]);
    assert_eq!(whose(conn.reading()), ["li"]);
    assert_eq!(status(&server.client("zhang")), 200, "the account goes on");
    let nobody = transact(&mut *conn, |tx| accounts::end_logins(tx, "atlantis", now()));
    assert!(matches!(nobody, Err(NoUser(_))));
}

#[test]
fn a_new_password_ends_the_logins_made_with_the_old_one() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let mut conn = server.database();
    transact(&mut *conn, |tx| {
        accounts::set_password(tx, "zhang", "another horse", now())
    })
    .unwrap();
    assert_eq!(status(&zhang), 401);
    assert_eq!(try_login(&server, "zhang", PASSWORD).status, 401);
    assert_eq!(try_login(&server, "zhang", "another horse").status, 200);
}

#[test]
fn the_token_decides_who_asks_and_is_nowhere_in_the_database() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    for token in ["", "x", &zhang.token[1..], &zhang.token.to_uppercase()] {
        let mut stranger = server.client("li");
        stranger.token = token.to_owned();
        assert_eq!(status(&stranger), 401, "{token:?}");
    }
    let token = zhang.token.clone();
    let folder = server.stop();
    let file = std::fs::read(folder.path().join("data/yuebao.db")).unwrap();
    let holds = |needle: &[u8]| file.windows(needle.len()).any(|window| window == needle);
    assert!(!holds(token.as_bytes()));
    assert!(!holds(PASSWORD.as_bytes()));
    assert!(holds(b"$argon2id$"));
}

#[test]
fn fault_29_a_request_without_its_token_is_told_from_one_with_a_token_that_nobody_knows() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let ask = |headers: &[(&str, &str)]| {
        let mut request = agent().get(server.url("/api/v1/session"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = Answer::read(request.call().unwrap());
        let problem: ProblemDetails = serde_json::from_slice(&answer.body).unwrap();
        (answer.status, problem.is(NO_TOKEN))
    };
    assert_eq!(ask(&[]), (401, true), "a proxy has taken the header out");
    let token = format!("Bearer {}x", zhang.token);
    assert_eq!(ask(&[("authorization", &token)]), (401, false));
}

#[test]
fn accounts_are_made_with_care() {
    let server = TestServer::new();
    let mut conn = server.database();
    let now = yuebao_server::clock::Clock::system().now();
    let mut add = |name: &str, unit: &str, password: &str| {
        let new = accounts::NewAccount {
            name: name.to_owned(),
            shown: name.to_owned(),
            role: yuebao_domain::rights::Role::Clerk,
            unit: unit.to_owned(),
            owner: None,
            password: Some(password.to_owned()),
        };
        transact(&mut *conn, |tx| accounts::add(tx, &new, now))
    };
    assert!(matches!(add("zhang", "roads", PASSWORD), Err(Taken(_))));
    assert!(matches!(add("a b", "roads", PASSWORD), Err(BadName(_))));
    assert!(matches!(add("", "roads", PASSWORD), Err(BadName(_))));
    // What looks like another: Cyrillic, full width, a zero width, a ligature, a combining accent.
    for alike in [
        "zh\u{430}ng",
        "ｚｈａｎｇ",
        "zha\u{200b}ng",
        "ﬁnance",
        "zhe\u{301}ng",
        "zhang①",
    ] {
        assert!(
            matches!(add(alike, "roads", PASSWORD), Err(BadName(_))),
            "{alike}"
        );
    }
    assert!(matches!(add("Zhang", "roads", PASSWORD), Err(Taken(_))));
    for plain in ["张三", "zhang.san@gx", "GX\\chen", "450721-07"] {
        assert!(add(plain, "roads", PASSWORD).is_ok(), "{plain}");
    }
    assert!(matches!(add("new", "atlantis", PASSWORD), Err(NoUnit(_))));
    assert!(matches!(add("new", "roads", "short"), Err(ShortPassword)));
    let generated = accounts::generate_password().unwrap();
    add("new", "roads", &generated).unwrap();
    assert_eq!(try_login(&server, "new", &generated).status, 200);
}

#[test]
fn a_user_is_told_one_key_for_rescue_files_and_nobody_elses() {
    let server = TestServer::new();
    let key = |user: &str| {
        let answer = server.client(user).sync(Vec::new());
        answer.rescue_key.unwrap()
    };
    let (zhang, li) = (key("zhang"), key("li"));
    assert_eq!(zhang.len(), 64);
    assert_ne!(zhang, li);
    assert_eq!(key("zhang"), zhang, "on each tablet the same");
    let secret = server.database().reading().meta("rescue_secret").unwrap();
    let secret = secret.unwrap();
    assert!(secret.len() >= 64 && !zhang.contains(&secret));
}

#[test]
fn a_login_that_was_ended_is_told_from_one_that_is_only_old() {
    let server = TestServer::new();
    let [revoked, old, disabled] = ["zhang", "li", "city_office"].map(|user| server.client(user));
    let mut conn = server.database();
    transact(&mut *conn, |tx| {
        accounts::end_logins(tx, "zhang", now())?;
        accounts::set_disabled(tx, "city_office", true, now())
    })
    .unwrap();
    server.hands.move_by_seconds(14 * 86_400 + 1);
    let said = |client: &Client| {
        let request = serde_json::to_vec(&client.request(Vec::new())).unwrap();
        let answer = client.post("/api/v1/sync", &request);
        (answer.status, answer.problem().is(LOGIN_ENDED))
    };
    assert_eq!(said(&revoked), (401, true));
    assert_eq!(said(&disabled), (401, true));
    assert_eq!(said(&old), (401, false));
}
