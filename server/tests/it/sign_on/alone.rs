//! Where the portal alone signs people in: what a widget is told, and in which words a token is not
//! taken.

use serde_json::{Value, json};
use yuebao_domain::wire::v1::Hello;

use super::portal::{Signer, ask, claims, encode, said, seconds, server};
use crate::support::client::{Answer, agent, try_login};
use crate::support::{PASSWORD, TestServer};

fn hello(server: &TestServer) -> (Hello, Value) {
    let sent = agent().get(server.url("/api/v1/hello")).call();
    let answer = Answer::read(sent.unwrap());
    (serde_json::from_slice(&answer.body).unwrap(), answer.json())
}

#[test]
fn a_widget_is_told_whether_passwords_open_anything_and_where_the_portal_signs_people_in() {
    let by_both = server(&[]);
    assert!(hello(&by_both).0.passwords);
    let without = by_both.raw();
    without.run("UPDATE users SET disabled = 1").unwrap();
    assert!(!hello(&by_both).0.passwords, "nobody has one any more");

    let by_itself = TestServer::new();
    let (told, json) = hello(&by_itself);
    assert!(told.passwords && told.portal_login.is_none());
    assert!(json.get("passwords").is_none(), "as older servers say it");

    let by_portal = server(&[
        ("[claims]", "[accounts]\npasswords = false\n[claims]"),
        (
            "audience",
            "login_url = \"https://portal.example/login\"\naudience",
        ),
    ]);
    let (told, _) = hello(&by_portal);
    assert!(!told.passwords);
    let page = told.portal_login.as_deref();
    assert_eq!(page, Some("https://portal.example/login"));
    let refused = try_login(&by_portal, "li", PASSWORD);
    assert_eq!(said(&refused), (403, "no-passwords".to_owned()));
    assert!(refused.problem().detail.contains("请从门户进入"));
    let token = Signer::one().token(&json!({}), &claims(json!({})));
    assert_eq!(ask(&by_portal, &token).status, 200);
}

/// The words of a refusal, and its name.
fn told(server: &TestServer, token: &str) -> (String, String) {
    let answer = ask(server, token);
    let (_, name) = said(&answer);
    (name, answer.problem().detail)
}

#[test]
fn each_reason_why_a_token_is_not_taken_has_words_of_its_own() {
    let server = server(&[("[claims]", "[accounts]\nprovision = false\n[claims]")]);
    let one = |changes| Signer::one().token(&json!({}), &claims(changes));
    let now = seconds();
    let mut seen = Vec::new();
    for (token, name, words) in [
        (
            one(json!({"iat": now - 600, "exp": now - 60})),
            "token-expired",
            "已过期",
        ),
        (one(json!({"nbf": now + 600})), "token-not-yet", "尚未生效"),
        (
            Signer::two().token(&json!({}), &claims(json!({}))),
            "token-refused",
            "签名不被接受",
        ),
        (one(json!({"aud": "mail"})), "token-refused", "给另一个系统"),
        (one(json!({"exp": null})), "token-refused", "缺少必需的内容"),
        (
            one(json!({"exp": now + 90_000})),
            "token-refused",
            "有效期超过",
        ),
        (encode("4711"), "token-refused", "不是可读的登录凭证"),
        (one(json!({})), "no-account", "没有开通月报"),
        (
            one(json!({"realm_access": null})),
            "no-account",
            "没有唯一对应的角色",
        ),
    ] {
        let (kind, said) = told(&server, &token);
        assert_eq!(kind, name, "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(said.matches(" / ").count(), 1, "one language each: {said}");
        assert!(!seen.contains(&said), "{said}");
        seen.push(said);
    }
    // three dots and nothing in them, and what is no token at all
    let malformed = told(&server, "a.b.c");
    for token in ["undefined", "[object Promise]", "<html>", "a.b"] {
        assert_eq!(told(&server, token), malformed, "{token}");
    }
    // an older login of this server is another matter
    let (name, _) = told(&server, &"0f".repeat(32));
    assert_eq!(name, "not-logged-in");
    let (name, words) = told(&TestServer::new(), &one(json!({})));
    assert_eq!(name, "token-refused");
    assert!(words.contains("没有启用门户登录"), "{words}");
}
