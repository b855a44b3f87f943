//! What portals and administrators get wrong in good faith: taken where it can be, else named in the
//! same words to the person, in the log and by `yuebao sign-on check`.

use std::collections::BTreeMap;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::portal::{Signer, ask, claims, encode, seconds, settings_with};
use crate::support::TestServer;

/// Bytes that are no text, as portals make them.
const BYTES: [u8; 40] = *b"\x00\x01\xfe a secret of forty bytes, no text ..\xff";

fn server(algorithm: &str, source: &str, text: &str) -> TestServer {
    TestServer::with(|config| {
        let folder = config.data.parent().unwrap();
        let keys = format!("algorithms = [\"{algorithm}\"]\n[keys]\n{source}");
        let files = BTreeMap::from([("keys", text.to_owned())]);
        config.sign_on = Some(settings_with(folder, &files, &keys, &[]));
    })
}

/// The words of a refusal.
fn words(server: &TestServer, token: &str) -> String {
    let answer = ask(server, token);
    assert_eq!(answer.status, 401);
    answer.problem().detail
}

#[test]
fn a_key_that_stands_twice_in_a_set_is_one_key() {
    let one = Signer::one();
    let mut padded = one.jwk("1");
    // The same number with a zero before it, as some libraries write it.
    let n = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(padded["n"].as_str().unwrap())
        .unwrap();
    padded["n"] = json!(encode([&[0], &n[..]].concat()));
    let mut spelled_out = one.jwk("1");
    spelled_out["alg"] = json!("RS256");
    spelled_out["x5t"] = json!("x");
    let mut nameless = one.jwk("1");
    nameless.as_object_mut().unwrap().remove("kid");
    for (what, again) in [
        ("word by word", one.jwk("1")),
        ("with more about it", spelled_out),
        ("with a zero", padded),
        ("under another name", one.jwk("2")),
        ("without a name", nameless),
    ] {
        let set = json!({"keys": [one.jwk("1"), again, one.jwk("1")]}).to_string();
        let server = server("RS256", "jwks_file = \"keys\"", &set);
        for header in [json!({"kid": "1"}), json!({})] {
            let token = one.token(&header, &claims(json!({})));
            assert_eq!(ask(&server, &token).status, 200, "{what} {header}");
        }
    }
    // Two keys are two, and which of them is meant is not guessed.
    let other = Signer::two();
    let set = json!({"keys": [one.jwk("1"), other.jwk("2")]}).to_string();
    let two = server("RS256", "jwks_file = \"keys\"", &set);
    let nameless = one.token(&json!({}), &claims(json!({})));
    assert_eq!(ask(&two, &nameless).status, 401);
}

#[test]
fn a_secret_is_taken_as_it_is_said_to_be_written() {
    let signer = Signer::secret(BYTES);
    for (encoding, text) in [
        ("base64", STANDARD.encode(BYTES)),
        ("base64", encode(BYTES)),
        ("hex", hex::encode(BYTES)),
    ] {
        let source = format!("secret_file = \"keys\"\nsecret_encoding = \"{encoding}\"");
        let right = server("HS256", &source, &format!("{text}\n"));
        let token = signer.token(&json!({}), &claims(json!({})));
        assert_eq!(ask(&right, &token).status, 200, "{encoding}");
        let by_text = Signer::secret(&text).token(&json!({}), &claims(json!({})));
        assert!(words(&right, &by_text).contains("写法"));

        // The same file without a word about it: what is wrong is named, nothing is opened.
        let wrong = server("HS256", "secret_file = \"keys\"", &text);
        assert!(words(&wrong, &token).contains("写法"), "{encoding}");
        assert_eq!(ask(&wrong, &by_text).status, 200, "{encoding} as text");
        let foreign = Signer::secret([7; 40]).token(&json!({}), &claims(json!({})));
        assert!(!words(&wrong, &foreign).contains("写法"));
    }
}

#[test]
fn times_in_milliseconds_are_named() {
    let one = Signer::one();
    let server = super::portal::server(&[]);
    let now = seconds();
    for changes in [
        json!({"iat": now * 1_000, "exp": (now + 600) * 1_000}),
        json!({"exp": (now + 600) * 1_000}),
        json!({"iat": now * 1_000}),
        json!({"nbf": now * 1_000}),
        json!({"exp": (now + 600) * 1_000_000}),
        json!({"exp": 1_654_395_000_000.0_f64}),
    ] {
        let token = one.token(&json!({}), &claims(changes.clone()));
        let said = words(&server, &token);
        assert!(
            said.contains("毫秒") && said.contains("milliseconds"),
            "{changes}: {said}"
        );
    }
}

/// `yuebao sign-on check` on these files.
fn check(keys: &str, text: &str, token: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("keys"), text).unwrap();
    let file = folder.path().join("sign-on.toml");
    let rest = "[claims]\nuser = \"username\"\n[accounts]\nprovision = false\n";
    let start = "issuer = \"https://portal.example\"\naudience = \"yuebao\"";
    std::fs::write(&file, format!("{start}\n{keys}\n{rest}")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    command.args(["sign-on", "check"]).arg(&file);
    let told = command.args(["--token", token]).output().unwrap();
    let said = [told.stdout, told.stderr].concat();
    String::from_utf8(said).unwrap()
}

#[test]
fn the_command_that_tries_a_configuration_says_what_is_wrong_and_what_to_write() {
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let at = |unit: i64| -> Value {
        claims(json!({"iat": now * unit, "exp": (now + 600) * unit, "nbf": null}))
    };
    let secret = "algorithms = [\"HS256\"]\n[keys]\nsecret_file = \"keys\"";
    let text = STANDARD.encode(BYTES);
    let token = Signer::secret(BYTES).token(&json!({}), &at(1));
    let said = check(secret, &text, &token);
    assert!(said.contains("也可读作 base64"), "{said}");
    assert!(said.contains("写法"), "as the person is told: {said}");
    assert!(
        said.contains("secret_encoding = \"base64\" in [keys]"),
        "{said}"
    );
    let mended = format!("{secret}\nsecret_encoding = \"base64\"");
    let said = check(&mended, &text, &token);
    assert!(said.contains("令牌 token: OK"), "{said}");
    let late = Signer::secret(BYTES).token(&json!({}), &at(1_000));
    let said = check(&mended, &text, &late);
    assert!(said.contains("毫秒") && said.contains("“iat”"), "{said}");
}
