//! Tokens that must not open anything.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::portal::{
    ISSUER, ONE_PUBLIC, SECRET, Signer, ask, claims, encode, said, seconds, server, settings_with,
};
use crate::support::TestServer;

const REFUSED: (u16, &str) = (401, "token-refused");

#[track_caller]
fn expect(server: &TestServer, what: &str, token: &str, expected: (u16, &str)) {
    let (status, kind) = said(&ask(server, token));
    assert_eq!((status, kind.as_str()), expected, "{what}");
}

#[test]
fn a_token_is_taken_only_with_the_portals_own_signature() {
    let server = server(&[]);
    let (one, two) = (Signer::one(), Signer::two());
    let good = one.token(&json!({}), &claims(json!({})));
    expect(&server, "the real one", &good, (200, ""));
    let own = claims(json!({}));
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (head, _) = message.split_once('.').unwrap();
    let raised = encode(claims(json!({"realm_access": {"roles": ["office"]}})).to_string());
    let secret_is_public_key = Signer::secret(ONE_PUBLIC);
    let trimmed = Signer::secret(ONE_PUBLIC.trim_end());
    let none = |alg: &str| Signer::Nobody.token(&json!({"alg": alg}), &own);
    for (what, token) in [
        ("another key", two.token(&json!({}), &own)),
        (
            "another key in the header",
            two.token(&json!({"jwk": two.jwk("x")}), &own),
        ),
        (
            "another key by URL",
            two.token(&json!({"jku": "http://127.0.0.1:1/"}), &own),
        ),
        (
            "public key as secret",
            secret_is_public_key.token(&json!({}), &own),
        ),
        (
            "the same without its last line end",
            trimmed.token(&json!({}), &own),
        ),
        (
            "a secret under the name of RSA",
            secret_is_public_key.token(&json!({"alg": "RS256"}), &own),
        ),
        ("none", none("none")),
        ("None", none("None")),
        ("NONE", none("NONE")),
        ("empty", none("")),
        ("RS256 without a signature", none("RS256")),
        ("PS256", one.token(&json!({"alg": "PS256"}), &own)),
        ("RS512", one.token(&json!({"alg": "RS512"}), &own)),
        ("ES256", Signer::ec().token(&json!({}), &own)),
        (
            "other claims under the signature",
            format!("{head}.{raised}.{signature}"),
        ),
        ("no signature", format!("{message}.")),
        ("a cut signature", good[..good.len() - 4].to_owned()),
        ("a padded signature", format!("{good}==")),
        (
            "critical extensions",
            one.token(&json!({"crit": ["exp"]}), &own),
        ),
        (
            "b64 switched off",
            one.token(&json!({"b64": false, "crit": ["b64"]}), &own),
        ),
        ("nothing", "..".to_owned()),
        ("no base64", "a.b.c".to_owned()),
        (
            "no JSON",
            format!("{}.{}.{}", encode("x"), encode("y"), encode("z")),
        ),
    ] {
        expect(&server, what, &token, REFUSED);
    }
    for (what, token) in [
        ("two parts", message.to_owned()),
        ("four", format!("{good}.x")),
    ] {
        expect(&server, what, &token, REFUSED);
    }
    expect(&server, "the real one, still", &good, (200, ""));
}

#[test]
fn what_is_signed_must_be_for_this_server_and_of_this_time() {
    let server = server(&[]);
    let one = Signer::one();
    let now = seconds();
    for (what, changes, expected) in [
        (
            "another issuer",
            json!({"iss": "https://portal.example/"}),
            REFUSED,
        ),
        ("no issuer", json!({"iss": null}), REFUSED),
        ("a list of issuers", json!({"iss": [ISSUER]}), REFUSED),
        ("another audience", json!({"aud": "other"}), REFUSED),
        (
            "audiences without ours",
            json!({"aud": ["yuebao2", "y"]}),
            REFUSED,
        ),
        ("no audience", json!({"aud": null}), REFUSED),
        ("an odd audience", json!({"aud": {"yuebao": true}}), REFUSED),
        ("no end", json!({"exp": null}), REFUSED),
        ("an end in words", json!({"exp": "9999999999"}), REFUSED),
        (
            "expired",
            json!({"iat": now - 600, "exp": now - 30}),
            (401, "token-expired"),
        ),
        (
            "within the leeway",
            json!({"iat": now - 600, "exp": now - 29}),
            (200, ""),
        ),
        ("no beginning", json!({"iat": null}), REFUSED),
        (
            "from the future",
            json!({"iat": now + 31}),
            (401, "token-not-yet"),
        ),
        ("a clock a little fast", json!({"iat": now + 30}), (200, "")),
        ("not yet", json!({"nbf": now + 31}), (401, "token-not-yet")),
        ("not yet, in words", json!({"nbf": "0"}), REFUSED),
        ("for ever", json!({"exp": i64::MAX}), REFUSED),
        ("longer than a day", json!({"exp": now + 86_401}), REFUSED),
        ("a day", json!({"exp": now + 86_400}), (200, "")),
        (
            "fractions",
            json!({"iat": 1_654_394_399.5, "exp": now}),
            (200, ""),
        ),
    ] {
        let token = one.token(&json!({}), &claims(changes));
        expect(&server, what, &token, expected);
    }
}

#[test]
fn whom_a_token_means_must_be_clear() {
    let server = server(&[]);
    let one = Signer::one();
    let no_account = (403, "no-account");
    for (what, changes, expected) in [
        ("no user", json!({"username": null}), REFUSED),
        ("an empty user", json!({"username": ""}), REFUSED),
        (
            "a user with spaces",
            json!({"username": "sun qi"}),
            no_account,
        ),
        (
            "a user with a line end",
            json!({"username": "sun\n"}),
            no_account,
        ),
        (
            "a very long user",
            json!({"username": "s".repeat(65)}),
            no_account,
        ),
        ("users", json!({"username": ["sun", "li"]}), REFUSED),
        ("no role", json!({"realm_access": null}), no_account),
        (
            "an unknown role",
            json!({"realm_access": {"roles": ["king"]}}),
            no_account,
        ),
        (
            "our own word for a role",
            json!({"realm_access": {"roles": ["clerk"]}}),
            no_account,
        ),
        (
            "two roles",
            json!({"realm_access": {"roles": ["office", "reporter"]}}),
            no_account,
        ),
        (
            "an unknown unit",
            json!({"department": "atlantis"}),
            no_account,
        ),
        ("no unit", json!({"department": null}), REFUSED),
        (
            "an account of this server",
            json!({"username": "city_office"}),
            no_account,
        ),
    ] {
        let token = one.token(&json!({}), &claims(changes));
        expect(&server, what, &token, expected);
    }
    let known = server.database().reading().users().unwrap();
    assert!(known.iter().all(|account| account.me.user != "sun"));
}

#[test]
fn nothing_may_stand_in_a_token_twice() {
    let server = server(&[]);
    let one = Signer::one();
    let own = claims(json!({})).to_string();
    let open = own.strip_suffix('}').unwrap();
    let twice = format!("{open},\"username\":\"li\"}}");
    expect(
        &server,
        "a claim",
        &one.token_of(&json!({}), &twice),
        REFUSED,
    );
    let nested = own.replace("{\"roles\"", "{\"roles\":[\"office\"],\"roles\"");
    assert_ne!(nested, own);
    expect(
        &server,
        "further down",
        &one.token_of(&json!({}), &nested),
        REFUSED,
    );
    let deep = format!("{open},\"x\":{}{}}}", "[".repeat(200), "]".repeat(200));
    expect(
        &server,
        "too deep",
        &one.token_of(&json!({}), &deep),
        REFUSED,
    );
    let long = claims(json!({"x": "x".repeat(9_000)}));
    expect(&server, "too long", &one.token(&json!({}), &long), REFUSED);
}

#[test]
fn each_algorithm_is_taken_with_its_own_kind_of_key_only() {
    let (rsa, ec, secret) = (Signer::one(), Signer::ec(), Signer::secret(SECRET));
    let set = |keys: &[Value]| json!({"keys": keys}).to_string();
    let public = set(&[rsa.jwk("r"), ec.jwk("e"), json!({"kty": "new"})]);
    let key_file = |text: &str| BTreeMap::from([("keys", text.to_owned())]);
    let servers = [
        (
            "\"RS256\", \"ES256\"",
            "jwks_file",
            public,
            [true, true, false],
        ),
        (
            "\"ES256\"",
            "jwks_file",
            set(&[rsa.jwk("r"), ec.jwk("e")]),
            [false, true, false],
        ),
        (
            "\"HS256\"",
            "secret_file",
            format!("{SECRET}\n"),
            [false, false, true],
        ),
        (
            "\"HS256\"",
            "jwks_file",
            set(&[secret.jwk("s")]),
            [false, false, true],
        ),
    ];
    for (algorithms, source, text, expected) in servers {
        let server = TestServer::with(|config| {
            let folder = config.data.parent().unwrap();
            let keys = format!("algorithms = [{algorithms}]\n[keys]\n{source} = \"keys\"");
            config.sign_on = Some(settings_with(folder, &key_file(&text), &keys, &[]));
        });
        let taken = [(&rsa, "r"), (&ec, "e"), (&secret, "s")].map(|(signer, kid)| {
            let token = signer.token(&json!({"kid": kid}), &claims(json!({})));
            ask(&server, &token).status == 200
        });
        assert_eq!(taken, expected, "{algorithms} {source}");
        let foreign = rsa.token(&json!({"kid": "e"}), &claims(json!({})));
        expect(&server, "another key's name", &foreign, REFUSED);
    }
}

#[test]
fn a_server_without_sign_on_knows_no_tokens_of_a_portal() {
    let server = TestServer::new();
    let token = Signer::one().token(&json!({}), &claims(json!({})));
    expect(&server, "no sign-on", &token, REFUSED);
}

#[test]
fn keys_that_cannot_be_used_keep_the_server_from_starting() {
    for (algorithm, source, text, part) in [
        ("HS256", "secret_file", "short", "at least 32 bytes"),
        ("HS256", "secret_file", ONE_PUBLIC, "not a secret"),
        ("RS256", "pem_file", "nonsense", "no public key"),
        ("ES256", "pem_file", ONE_PUBLIC, "no public key"),
        (
            "RS256",
            "pem_file",
            "-----BEGIN PRIVATE KEY-----",
            "private key",
        ),
        (
            "RS256",
            "pem_file",
            "-----BEGIN CERTIFICATE-----",
            "certificate",
        ),
        ("RS256", "jwks_file", "{}", "no JWK set"),
        (
            "RS256",
            "jwks_file",
            "{\"keys\": []}",
            "no key for the algorithms",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        crate::support::prepare(&folder.path().join("data"));
        let files = BTreeMap::from([("keys", text.to_owned())]);
        let keys = format!("algorithms = [\"{algorithm}\"]\n[keys]\n{source} = \"keys\"");
        let settings = settings_with(folder.path(), &files, &keys, &[]);
        let started = TestServer::on(folder, |config| config.sign_on = Some(settings));
        let error = started.err().unwrap().0.to_string();
        assert!(error.contains(part), "{source} {text}: {error}");
    }
}
