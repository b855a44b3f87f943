//! Keys that the portal offers at a URL, and changes.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::portal::{Signer, ask, claims, said, seconds, settings_with};
use crate::support::TestServer;

/// A portal's address for its keys. Its thread ends with the tests.
struct KeyServer {
    address: SocketAddr,
    answer: Arc<Mutex<Told>>,
}

struct Told {
    head: &'static str,
    body: String,
    asked: u32,
}

const OK: &str = "HTTP/1.1 200 OK";

impl KeyServer {
    fn start(keys: &[Value]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answer = Arc::new(Mutex::new(Told {
            head: OK,
            body: String::new(),
            asked: 0,
        }));
        let server = Self { address, answer };
        server.offer(keys);
        let answer = Arc::clone(&server.answer);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4_096]);
                let mut told = answer.lock().unwrap();
                told.asked += 1;
                let (head, body) = (told.head, &told.body);
                let length = body.len();
                let text = format!(
                    "{head}\r\nContent-Length: {length}\r\nConnection: close\r\nLocation: /\r\n\r\n{body}"
                );
                let _ = stream.write_all(text.as_bytes());
            }
        });
        server
    }

    fn offer(&self, keys: &[Value]) {
        self.say(OK, json!({"keys": keys}).to_string());
    }

    fn say(&self, head: &'static str, body: String) {
        let mut told = self.answer.lock().unwrap();
        (told.head, told.body) = (head, body);
    }

    fn asked(&self) -> u32 {
        self.answer.lock().unwrap().asked
    }

    /// A server that takes its keys from here.
    fn server(&self) -> TestServer {
        TestServer::with(|config| {
            let folder = config.data.parent().unwrap();
            let keys = format!(
                "algorithms = [\"RS256\"]\n[keys]\njwks_url = \"http://{}/keys\"",
                self.address
            );
            config.sign_on = Some(settings_with(folder, &[].into(), &keys, &[]));
        })
    }
}

fn token(signer: &Signer, kid: &str, seconds_later: i64) -> String {
    let issued = seconds() + seconds_later;
    let changes = json!({"iat": issued, "exp": issued + 600});
    signer.token(&json!({"kid": kid}), &claims(changes))
}

#[test]
fn a_new_key_is_fetched_when_it_is_needed_and_nobody_can_make_the_server_ask_more_often() {
    let (one, two) = (Signer::one(), Signer::two());
    let portal = KeyServer::start(&[one.jwk("1")]);
    let server = portal.server();
    assert_eq!(portal.asked(), 1, "at the start");
    assert_eq!(ask(&server, &token(&one, "1", 0)).status, 200);
    portal.offer(&[one.jwk("1"), two.jwk("2")]);
    let refused = (401, "token-refused".to_owned());
    for name in ["2", "3", "4"] {
        assert_eq!(
            said(&ask(&server, &token(&two, name, 1))),
            refused,
            "{name}"
        );
    }
    assert_eq!(portal.asked(), 1, "the minute is not over");
    server.hands.move_by_seconds(60);
    assert_eq!(ask(&server, &token(&two, "2", 60)).status, 200);
    assert_eq!(
        ask(&server, &token(&one, "1", 60)).status,
        200,
        "the old one goes on"
    );
    assert_eq!(portal.asked(), 2);
}

#[test]
fn a_key_that_was_withdrawn_is_forgotten_within_the_hour() {
    let (one, two) = (Signer::one(), Signer::two());
    let portal = KeyServer::start(&[one.jwk("1")]);
    let server = portal.server();
    portal.offer(&[two.jwk("2")]);
    server.hands.move_by_seconds(3_599);
    assert_eq!(ask(&server, &token(&one, "1", 3_599)).status, 200);
    server.hands.move_by_seconds(1);
    // the key was still at hand when the set was fetched anew
    assert_eq!(
        said(&ask(&server, &token(&one, "1", 3_600))),
        (401, "token-refused".to_owned())
    );
    assert_eq!(ask(&server, &token(&two, "2", 3_600)).status, 200);
}

#[test]
fn a_portal_that_says_nothing_of_use_does_not_lose_the_keys_that_are_known() {
    let one = Signer::one();
    let portal = KeyServer::start(&[one.jwk("1")]);
    let server = portal.server();
    let huge = format!("{{\"keys\": [], \"x\": \"{}\"}}", "x".repeat(70_000));
    let mut passed = 0;
    for (head, body) in [
        ("HTTP/1.1 500 Oops", String::new()),
        ("HTTP/1.1 302 Found", String::new()),
        (OK, "<html>".to_owned()),
        (OK, "{\"keys\": []}".to_owned()),
        (
            OK,
            json!({"keys": [Signer::secret(super::portal::SECRET).jwk("1")]}).to_string(),
        ),
        (OK, huge),
    ] {
        portal.say(head, body);
        server.hands.move_by_seconds(3_600);
        passed += 3_600;
        assert_eq!(
            ask(&server, &token(&one, "1", passed)).status,
            200,
            "{head}"
        );
    }
    assert_eq!(portal.asked(), 7);
}

#[test]
fn a_server_starts_while_the_portal_is_down_and_takes_its_tokens_later() {
    let one = Signer::one();
    let portal = KeyServer::start(&[]);
    portal.say("HTTP/1.1 503 Later", String::new());
    let server = portal.server();
    let answer = ask(&server, &token(&one, "1", 0));
    assert_eq!(said(&answer), (503, "keys-out-of-reach".to_owned()));
    assert_eq!(answer.header("retry-after"), "30");
    portal.offer(&[one.jwk("1")]);
    server.hands.move_by_seconds(60);
    assert_eq!(ask(&server, &token(&one, "1", 60)).status, 200);
}
