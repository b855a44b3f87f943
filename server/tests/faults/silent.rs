//! Connections that never say anything worth hearing.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::process::{PATIENCE, Server, data_of, folder};
use crate::support::client::{Answer, agent};
use crate::tablet::{Pushed, Tablet};

/// As many as the server takes at all.
const CROWD: usize = 900;

/// What each kind says before it falls silent.
const KINDS: [(&str, &[u8]); 6] = [
    ("nothing", b""),
    ("half a line", b"GET /heal"),
    (
        "half a head",
        b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow:",
    ),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ("half of that", b"PRI * HT"),
    (
        "the beginning of a TLS handshake",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ),
];

fn connect(server: &Server, said: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    // Who has to give way may have been hung up on by now.
    let _ = stream.write_all(said);
    stream.set_nonblocking(true).unwrap();
    stream
}

/// A connection on which a request was answered, and nothing follows.
fn idle(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    let mut answer = [0; 15];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
    stream.set_nonblocking(true).unwrap();
    stream
}

/// Whether the other end has hung up, after whatever it may have said before.
fn is_over(mut stream: &TcpStream) -> bool {
    let mut answer = [0; 1024];
    loop {
        match stream.read(&mut answer) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != ErrorKind::WouldBlock,
        }
    }
}

#[track_caller]
fn is_well(server: &Server, meanwhile: &str) {
    let began = Instant::now();
    let asked = agent().get(format!("{}/healthz", server.url())).call();
    let answer = Answer::read(asked.unwrap());
    assert_eq!(answer.status, 200, "{meanwhile}");
    let took = began.elapsed();
    assert!(took < Duration::from_secs(5), "{meanwhile}: {took:?}");
}

#[test]
fn fault_37_connections_that_never_speak_hold_nobody_up_and_are_hung_up_on() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut tablets = Tablet::all(&server);
    for (kind, said) in KINDS {
        let crowd: Vec<_> = (0..CROWD).map(|_| connect(&server, said)).collect();
        is_well(&server, kind);
        for tablet in &mut tablets {
            tablet.write(1, 10);
            assert_eq!(tablet.push(), Pushed::Taken, "{kind}");
        }
        drop(crowd);
    }
    let began = Instant::now();
    let mut silent: Vec<(&str, TcpStream)> = KINDS
        .iter()
        .flat_map(|(kind, said)| (0..20).map(|_| (*kind, connect(&server, said))))
        .chain((0..20).map(|_| ("idle after a request", idle(&server))))
        .collect();
    while !silent.is_empty() {
        silent.retain(|(_, stream)| !is_over(stream));
        let kinds: Vec<&str> = silent.iter().map(|(kind, _)| *kind).collect();
        assert!(began.elapsed() < PATIENCE, "still listened to: {kinds:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
    let took = began.elapsed();
    assert!(took < Duration::from_secs(40), "{took:?}");
    assert!(server.stop().success());
}
