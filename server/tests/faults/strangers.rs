//! Those who have no login and want none: they may cost neither memory nor anybody else's way in.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use yuebao_domain::proof;
use yuebao_domain::wire::v1::LoginAnswer;

use crate::process::{Server, data_of, folder};
use crate::support::PASSWORD;
use crate::support::client::{Answer, agent};
use crate::tablet::{Pushed, Tablet};

const MIB: usize = 1024 * 1024;

/// Runs `attack` and tells by how much the server grew at most meanwhile, in MiB.
fn growth(server: &Server, attack: impl FnOnce()) -> u64 {
    std::fs::write(format!("/proc/{}/clear_refs", server.pid()), "5").unwrap();
    let before = server.memory("VmRSS");
    attack();
    let most = server.memory("VmHWM").saturating_sub(before) / 1024;
    let left = server.memory("VmRSS").saturating_sub(before) / 1024;
    println!("{most} MiB at most, {left} MiB in the end, {before} KiB before");
    most
}

fn log_in(server: &Server, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = agent()
        .post(format!("{}/api/v1/login", server.url()))
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(request.send(body).unwrap())
}

fn credentials(user: &str, password: &str) -> Vec<u8> {
    serde_json::json!({"user": user, "password": password})
        .to_string()
        .into()
}

#[test]
fn fault_40_logins_under_ever_new_names_leave_nothing_behind() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let grown = growth(&server, || {
        for number in 0..40 {
            let name = format!("{number}-{}", "x".repeat(2 * MIB - 100));
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(&credentials(&name, "x")).unwrap();
            let small = packer.finish().unwrap();
            let answer = log_in(&server, &[("content-encoding", "gzip")], &small);
            assert_eq!(answer.status, 413, "{number}");
        }
        for number in 0..2000 {
            let name = format!("{number}-{}", "x".repeat(3000));
            let answer = log_in(&server, &[], &credentials(&name, "x"));
            assert_eq!(answer.status, 401, "{number}");
        }
    });
    assert!(grown < 32, "{grown} MiB");
    assert!(server.stop().success());
}

/// Sends the head of a request and most of a large body, as far as the server listens.
fn pour(server: &Server, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .set_write_timeout(Some(Duration::from_secs(2)))
        .unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         authorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        "0".repeat(64),
        2 * MIB - 10
    );
    let part = vec![b' '; 64 * 1024];
    let _ = stream.write_all(head.as_bytes());
    for _ in 0..30 {
        if stream.write_all(&part).is_err() {
            break;
        }
    }
    stream
}

#[test]
fn fault_40_unfinished_bodies_of_strangers_are_not_kept() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut tablets = Tablet::all(&server);
    let paths = [
        "/api/v1/nowhere",
        "/api/v1/sync",
        "/api/v1/login",
        "/",
        "/api/v1/hello",
    ];
    let grown = growth(&server, || {
        let unfinished: Vec<TcpStream> = (0..400)
            .map(|number| pour(&server, paths[number % paths.len()]))
            .collect();
        for tablet in &mut tablets {
            tablet.write(1, 10);
            assert_eq!(tablet.push(), Pushed::Taken, "others work on");
        }
        drop(unfinished);
    });
    assert!(grown < 64, "{grown} MiB");
    assert!(server.stop().success());
}

#[test]
fn fault_40_hundreds_of_slow_bodies_from_one_address_shut_nobody_out() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut tablets = Tablet::all(&server);
    let head = format!(
        "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         authorization: Bearer {}\r\ncontent-length: 10000\r\n\r\n{{",
        tablets[0].client.token
    );
    let slow: Vec<TcpStream> = (0..900)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address()).unwrap();
            let _ = stream.write_all(head.as_bytes());
            stream.set_nonblocking(true).unwrap();
            stream
        })
        .collect();
    let began = Instant::now();
    for tablet in &mut tablets {
        // On a connection of its own, as a tablet has that comes now.
        tablet.turn_to(&server);
        tablet.write(1, 10);
        // While some of the others are still let in it may have to give way; then it tries again.
        while tablet.push() != Pushed::Taken {
            assert!(began.elapsed() < Duration::from_secs(10), "shut out");
        }
    }
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    // And each of them is hung up on: a byte now and then buys no time.
    let mut open: Vec<TcpStream> = slow;
    while !open.is_empty() {
        open.retain_mut(|stream| {
            let sent = stream.write(b" ");
            !sent.is_err_and(|error| error.kind() != ErrorKind::WouldBlock)
        });
        let left = open.len();
        assert!(
            began.elapsed() < Duration::from_secs(40),
            "{left} are listened to"
        );
        std::thread::sleep(Duration::from_millis(500));
    }
    assert!(server.stop().success());
}

#[test]
fn fault_40_who_guesses_passwords_is_held_up_and_the_rightful_user_is_not() {
    let folder = folder();
    let server = Server::with(&data_of(&folder), &["--proxy", "127.0.0.1"]);
    let from = |address: &str, token: &str, user: &str, password: &str| {
        let token = format!("Bearer {token}");
        let headers = [("x-forwarded-for", address), ("authorization", &token)];
        log_in(&server, &headers, &credentials(user, password))
    };
    // A tablet that was used before, and whose login has ended since.
    let before = from("10.0.0.1", "", "zhang", PASSWORD);
    let before: LoginAnswer = serde_json::from_slice(&before.body).unwrap();
    let tablet = crate::support::Client::with_token(server.url(), &before.token);
    assert_eq!(tablet.post("/api/v1/logout", b"").status, 204);

    let mut refused = 0;
    for guess in 0..40 {
        let answer = from("10.0.0.1", "", "zhang", &format!("guess {guess}"));
        refused += usize::from(answer.status == 429);
    }
    assert_eq!(refused, 30, "ten are looked at");
    for (what, address, token, status) in [
        ("a guesser who has found it", "10.0.0.1", "", 429),
        ("with somebody else's token", "10.0.0.1", "0123", 429),
        (
            "the tablet, behind the same address",
            "10.0.0.1",
            &*before.token,
            200,
        ),
        (
            "the tablet, which has kept the hash alone",
            "10.0.0.1",
            &*proof::digest(&before.token),
            200,
        ),
        ("a new tablet elsewhere", "10.0.0.2", "", 200),
    ] {
        assert_eq!(
            from(address, token, "zhang", PASSWORD).status,
            status,
            "{what}"
        );
    }
    // The same password at many accounts, known or not.
    for number in 0..30 {
        from("10.0.0.3", "", &format!("clerk-{number}"), "Abc12345");
    }
    let log = server.log();
    assert!(
        log.contains("密码喷洒") && log.contains("10.0.0.3"),
        "{log}"
    );
    assert_eq!(from("10.0.0.2", "", "li", PASSWORD).status, 200);
    assert!(server.stop().success());
}

#[test]
fn what_stands_behind_an_address_is_not_in_the_log() {
    let folder = folder();
    let server = Server::with(&data_of(&folder), &["--log-format", "json"]);
    for path in [
        "/api/v1/hello",
        "/api/v1/session",
        "/api/v1/nowhere",
        "/app",
    ] {
        let asked = agent().get(format!("{}{path}?token=unspeakable", server.url()));
        Answer::read(asked.call().unwrap());
    }
    let log = server.log();
    assert!(
        log.contains("/api/v1/hello"),
        "it says what was asked: {log}"
    );
    assert!(!log.contains("unspeakable"), "{log}");
    assert!(server.stop().success());
}
