//! Those who send too slowly, too much, or something that grows when it is unpacked.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::evidence::Held;
use crate::process::{PATIENCE, Server, data_of, folder};
use crate::support::Client;
use crate::support::client::{Answer, agent};
use crate::tablet::{Pushed, Tablet};

const MIB: usize = 1024 * 1024;

/// Somebody who sends a byte at a time.
struct Slow {
    stream: TcpStream,
    rest: std::vec::IntoIter<u8>,
}

impl Slow {
    /// `at_once` is sent at once, the rest byte by byte.
    fn new(server: &Server, at_once: &str, rest: &str) -> Self {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.write_all(at_once.as_bytes()).unwrap();
        stream.set_nonblocking(true).unwrap();
        let rest = rest.as_bytes().to_vec().into_iter();
        Self { stream, rest }
    }

    /// Sends one more byte; false once the server has hung up.
    fn drip(&mut self) -> bool {
        let Some(byte) = self.rest.next() else {
            panic!("it was listened to until the end");
        };
        let sent = self.stream.write(&[byte]);
        let broken = sent.is_err_and(|error| error.kind() != ErrorKind::WouldBlock);
        let mut answer = [0; 1024];
        let ended = match self.stream.read(&mut answer) {
            Ok(0) => true,
            Ok(_) => false,
            Err(error) => error.kind() != ErrorKind::WouldBlock,
        };
        !broken && !ended
    }
}

#[test]
fn fault_21_hundreds_who_send_a_byte_at_a_time_hold_nobody_up_and_are_hung_up_on() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut tablets = Tablet::all(&server);
    let long = "x".repeat(10_000);
    let request = "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\n";
    let with_body = format!(
        "{request}authorization: Bearer {}\r\ncontent-type: application/json\r\n\
         content-length: 20000\r\n\r\n",
        tablets[0].client.token
    );
    let slow_head = format!("{request}x-slow: {long}\r\n\r\n");
    let mut slow: Vec<Slow> = (0..300)
        .map(|number| match number % 3 {
            0 => Slow::new(&server, &with_body, &long),
            _ => Slow::new(&server, "", &slow_head),
        })
        .collect();
    let began = Instant::now();
    let mut turns = 0;
    while !slow.is_empty() {
        slow.retain_mut(Slow::drip);
        // A few others at work, all the while.
        if turns < 40 {
            for tablet in &mut tablets {
                tablet.write(1, 10);
                assert_eq!(tablet.push(), Pushed::Taken);
            }
        }
        turns += 1;
        let open = slow.len();
        assert!(began.elapsed() < PATIENCE, "{open} are still listened to");
        // This is how slow they are.
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(turns > 40, "the others were at work meanwhile");
    assert!(server.stop().success());
    let found = Held::examine(&data_of(&folder)).unwrap();
    found.require_exactly(&tablets);
}

fn gzip(parts: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    for part in parts {
        packer.write_all(&part).unwrap();
    }
    packer.finish().unwrap()
}

fn spaces(mib: usize) -> impl Iterator<Item = Vec<u8>> {
    std::iter::repeat_with(|| vec![b' '; MIB]).take(mib)
}

fn post_packed(server: &Server, client: &Client, coding: &str, body: &[u8]) -> Answer {
    let sent = agent()
        .post(format!("{}/api/v1/sync", server.url()))
        .header("content-type", "application/json")
        .header("content-encoding", coding)
        .header("authorization", format!("Bearer {}", client.token))
        .send(body);
    Answer::read(sent.unwrap())
}

/// Sends 100 MB with or without saying so first, as far as the server listens.
fn pour(server: &Server, client: &Client, announced: bool) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let framing = if announced {
        format!("content-length: {}", 100 * MIB)
    } else {
        "transfer-encoding: chunked".to_owned()
    };
    write!(
        stream,
        "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\n{framing}\r\n\r\n",
        client.token
    )
    .unwrap();
    for part in spaces(100) {
        let chunk = [format!("{MIB:x}\r\n").as_bytes(), &part, b"\r\n"].concat();
        if stream
            .write_all(if announced { &part } else { &chunk })
            .is_err()
        {
            break;
        }
    }
    let mut answer = Vec::new();
    // What is broken off may take the answer along.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn fault_22_floods_and_bombs_are_refused_in_flat_memory() {
    const AT_ONCE: usize = 8;
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let zhang = server.client("zhang");
    let bomb = gzip(spaces(32));
    assert!(bomb.len() < 100_000, "small on the wire");
    let nested = gzip(std::iter::once(bomb.clone()));
    let members = gzip(spaces(1)).repeat(256);
    let deep = "[".repeat(MIB) + &"]".repeat(MIB - 1);
    let deep_packed = gzip(std::iter::once(deep.clone().into_bytes()));
    let deep_value = format!("{{\"protocol\":1,\"nonce\":{}", "{\"a\":".repeat(200_000));

    // The most that it ever held counts from here on.
    std::fs::write(format!("/proc/{}/clear_refs", server.pid()), "5").unwrap();
    let before = server.memory("VmRSS");
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                for announced in [true, false] {
                    let answer = pour(&server, &zhang, announced);
                    let said = answer.is_empty() || answer.starts_with("HTTP/1.1 413");
                    assert!(said, "announced {announced}: {answer}");
                }
                for (coding, body, status) in [
                    ("gzip", &bomb[..], 413),
                    ("gzip", &members, 413),
                    ("gzip", &nested, 400),
                    ("gzip, gzip", &nested, 415),
                    ("identity", deep.as_bytes(), 400),
                    ("identity", deep_value.as_bytes(), 400),
                    ("gzip", &deep_packed, 400),
                ] {
                    let answer = post_packed(&server, &zhang, coding, body);
                    assert_eq!(answer.status, status, "{coding}");
                    assert!(answer.problem().detail.contains(" / "), "both languages");
                }
            });
        }
    });
    let most = server.memory("VmHWM");
    let grown = most.saturating_sub(before) / 1024;
    println!("{grown} MiB");
    // A body of the largest size packed and unpacked for each, and what the allocator keeps.
    assert!(grown < 64, "{grown} MiB more than the {before} KiB before");
    assert!(server.stop().success());
    assert_eq!(Held::examine(&data).unwrap().len(), 0);
}
