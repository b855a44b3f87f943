//! What a portal is told of what was decided: a receiver on loopback that answers as it likes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use yuebao_domain::operation::publication::Command;
use yuebao_domain::wire::v1::{OperationKind, OperationOutcome};
use yuebao_domain::wire::webhook::{Event, EventKind};
use yuebao_server::webhook::{Settings, list, retry, sign};
use yuebao_store::transact;

use crate::months::locked_on;
use crate::publications::operation;
use crate::reviewing::about;
use crate::sign_on::back_end::BackEnd;
use crate::support::TestServer;
use crate::support::ops::{GOOD, set, submit};
use crate::support::subjects::done;

use OperationOutcome::Applied;

const SECRET: &[u8] = b"a secret of the portal";
/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// One request as it came.
struct Posted {
    head: String,
    body: Vec<u8>,
}

impl Posted {
    fn header(&self, name: &str) -> &str {
        let named = |line: &&str| line.to_ascii_lowercase().starts_with(&format!("{name}:"));
        let line = self.head.lines().find(named).unwrap();
        line.split_once(':').unwrap().1.trim()
    }

    fn event(&self) -> Event {
        serde_json::from_slice(&self.body).unwrap()
    }
}

fn one(stream: TcpStream, status: u16) -> Posted {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    let mut posted = Posted {
        head,
        body: Vec::new(),
    };
    let length: usize = posted.header("content-length").parse().unwrap();
    posted.body.resize(length, 0);
    reader.read_exact(&mut posted.body).unwrap();
    let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    reader.into_inner().write_all(answer.as_bytes()).unwrap();
    posted
}

/// A portal that answers with these, and with 200 from then on.
fn portal(at: Option<SocketAddr>, answers: &'static [u16]) -> (SocketAddr, Receiver<Posted>) {
    let listener = TcpListener::bind(at.unwrap_or(([127, 0, 0, 1], 0).into())).unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut answers = answers.iter().copied();
        for stream in listener.incoming() {
            let posted = one(stream.unwrap(), answers.next().unwrap_or(200));
            if tell.send(posted).is_err() {
                return;
            }
        }
    });
    (address, told)
}

fn settings(address: SocketAddr, tries: u32) -> Settings {
    Settings {
        pause: Duration::from_millis(10),
        first_wait: Duration::from_millis(10),
        tries,
        ..Settings::new(format!("http://{address}/hook"), SECRET)
    }
}

/// A server that has begun to look at its log.
fn server(settings: Settings) -> TestServer {
    let server = TestServer::with(|config| config.webhook = Some(settings));
    begun(&server);
    server
}

fn begun(server: &TestServer) {
    let cursor = || server.database().reading().meta("webhook_cursor").unwrap();
    while cursor().is_none() {
        std::thread::yield_now();
    }
}

fn aside(server: &TestServer) -> Vec<(EventKind, String)> {
    let letters = list(server.database().reading()).unwrap();
    let letters = letters.into_iter();
    letters.map(|one| (one.event.event, one.error)).collect()
}

#[test]
fn each_decision_is_posted_once_in_its_order_and_signed() {
    let (address, told) = portal(None, &[]);
    let server = server(settings(address, 3));
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    // a draft is nobody's business
    zhang.expect(Applied, &set("road", 0, &[("remarks", "x")]));
    let submitted = submit("road", 1, GOOD);
    zhang.expect(Applied, &submitted);
    office.expect(Applied, &about(OperationKind::Return, "road", 2, "请核对"));
    zhang.expect(Applied, &submit("road", 3, GOOD));
    let posted = |kind| {
        let posted = told.recv_timeout(PATIENCE).unwrap();
        let event = posted.event();
        assert_eq!(event.event, kind);
        assert_eq!(posted.header("yuebao-event-id"), event.id);
        let time: i64 = posted.header("yuebao-timestamp").parse().unwrap();
        let signature = sign(SECRET, time, &posted.body);
        assert_eq!(posted.header("yuebao-signature"), signature);
        event
    };
    let first = posted(EventKind::ReportSubmitted);
    assert_eq!(first.id, submitted.op_id.as_str());
    assert_eq!(first.project.as_deref(), Some("road"));
    assert_eq!(
        (first.month.to_string().as_str(), first.by.as_str()),
        ("2022-05", "张三")
    );
    let second = posted(EventKind::ReportReturned);
    assert_eq!(second.comment.as_deref(), Some("请核对"));
    let third = posted(EventKind::ReportSubmitted);
    assert!(first.seq < second.seq && second.seq < third.seq);
}

/// Whether one of the portal's back ends in `web/examples/back-end` takes what was posted.
fn takes(mut back_end: BackEnd, time: i64, signature: &str, body: &[u8]) -> bool {
    let file = back_end.folder.path().join("webhook.secret");
    std::fs::write(&file, SECRET).unwrap();
    let command = back_end.command.arg(file).arg(time.to_string());
    let command = command.arg(signature).stdin(Stdio::piped());
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect(back_end.name);
    running.stdin.take().unwrap().write_all(body).unwrap();
    let told = running.wait_with_output().unwrap();
    let words = [told.stdout, told.stderr].map(|text| String::from_utf8(text).unwrap());
    let is_taken = words[0].contains("report.submitted");
    assert_eq!(told.status.success(), is_taken, "{words:?}");
    assert_eq!(words[1].trim() == "refused", !is_taken, "{words:?}");
    is_taken
}

#[test]
fn each_back_end_takes_what_was_posted_and_nothing_else() {
    let body = r#"{"id":"1","event":"report.submitted","by":"李“明”"}"#.as_bytes();
    let other = body.to_ascii_uppercase();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    let old = now - 3_600;
    for back_end in [
        || BackEnd::java("Event.java"),
        || BackEnd::script("event.mjs", "node"),
        || BackEnd::script("event.py", "python3"),
    ] {
        let signature = sign(SECRET, now, body);
        for (what, is_taken, time, signature, body) in [
            ("as posted", true, now, signature.as_str(), body),
            ("another body", false, now, &signature, &other),
            ("another time", false, now + 1, &signature, body),
            (
                "another secret",
                false,
                now,
                &sign(b"other", now, body),
                body,
            ),
            ("no signature", false, now, "v1=", body),
            ("long ago", false, old, &sign(SECRET, old, body), body),
        ] {
            let back_end = back_end();
            let name = back_end.name;
            let found = takes(back_end, time, signature, body);
            assert_eq!(found, is_taken, "{name}: {what}");
        }
    }
}

#[test]
fn what_the_portal_cannot_take_now_is_sent_again_and_holds_nobody_up() {
    let (address, told) = portal(None, &[500, 503]);
    let server = server(settings(address, 5));
    let mut zhang = server.client("zhang");
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let ids: Vec<String> = (0..3)
        .map(|_| told.recv_timeout(PATIENCE).unwrap().event().id)
        .collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[1], ids[2]);
    assert_eq!(aside(&server), []);
}

#[test]
fn what_is_never_taken_is_put_aside_and_sent_again_when_somebody_says_so() {
    let (address, told) = portal(None, &[400, 400]);
    let server = server(settings(address, 2));
    let mut zhang = server.client("zhang");
    zhang.expect(Applied, &submit("road", 0, GOOD));
    zhang.expect(Applied, &submit("tunnel", 0, GOOD));
    let events: Vec<Event> = (0..3)
        .map(|_| told.recv_timeout(PATIENCE).unwrap().event())
        .collect();
    let projects = events.iter().map(|event| event.project.as_deref().unwrap());
    // the one that is not taken does not hold up the next
    assert_eq!(projects.collect::<Vec<_>>(), ["road", "road", "tunnel"]);
    let found = aside(&server);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("400"), "{found:?}");
    let again = transact(&mut *server.database(), |tx| retry(tx)).unwrap();
    assert_eq!(again, 1);
    let sent = told.recv_timeout(PATIENCE).unwrap().event();
    assert_eq!(sent, events[0]);
    assert_eq!(aside(&server), []);
}

#[test]
fn what_was_not_delivered_before_a_restart_is_delivered_after_it() {
    // nobody listens there yet
    let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let patient = Settings {
        first_wait: PATIENCE,
        ..settings(address, 1000)
    };
    let first = server(patient);
    let mut zhang = first.client("zhang");
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let folder = first.stop();
    let (_, told) = portal(Some(address), &[]);
    let again = TestServer::on(folder, |config| {
        config.webhook = Some(settings(address, 3));
    });
    let _again = again.map_err(|(error, _)| error).unwrap();
    let event = told.recv_timeout(PATIENCE).unwrap().event();
    assert_eq!(event.event, EventKind::ReportSubmitted);
    assert_eq!(event.project.as_deref(), Some("road"));
}

#[test]
fn each_publication_is_told_and_that_it_was_taken_back() {
    let (address, told) = portal(None, &[]);
    let (_server, _, office) = locked_on(server(settings(address, 3)));
    let brief = || Command::publish(1, ["bulletin", "brief"], "");
    for command in [brief(), brief(), Command::withdraw(1, "有误")] {
        done(&office, &operation(0, command));
    }
    let events = (0..6).map(|_| told.recv_timeout(PATIENCE).unwrap().event());
    let events: Vec<Event> = events.collect();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.event).collect();
    let expected = [
        EventKind::ReportSubmitted,
        EventKind::ReportAccepted,
        EventKind::MonthLocked,
        EventKind::PublicationPublished,
        EventKind::PublicationPublished,
        EventKind::PublicationWithdrawn,
    ];
    assert_eq!(kinds, expected);
    assert_eq!(events[4].documents, ["bulletin", "brief"]);
    assert_eq!((&events[4].project, &events[4].comment), (&None, &None));
    assert_eq!(events[5].comment.as_deref(), Some("有误"));
    assert!(events[5].documents.is_empty());
}
