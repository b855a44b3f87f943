//! The same thing sent more than once, too early, by the wrong person or too late.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;

use flate2::Compression;
use flate2::write::GzEncoder;
use yuebao_domain::operation::{Refusal, SubjectKind};
use yuebao_domain::report::FieldValues;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, SyncAnswer};
use yuebao_server::engine;
use yuebao_store_sqlite::testing::Raw;

use crate::evidence::Held;
use crate::process::{Server, data_of, folder};
use crate::support::Client;
use crate::support::ops::{GOOD, after, operation, set, submit};

#[test]
fn fault_01_an_answer_that_nobody_waited_for_is_given_again_and_nothing_is_written_twice() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut zhang = server.client("zhang");
    let sent = submit("road", 0, GOOD);
    let body = serde_json::to_vec(&zhang.request(vec![sent.clone()])).unwrap();
    let mut line = TcpStream::connect(server.address()).unwrap();
    write!(
        line,
        "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        zhang.token,
        body.len()
    )
    .unwrap();
    line.write_all(&body).unwrap();
    // The first byte of the answer: it is committed. The rest is lost.
    line.read_exact(&mut [0]).unwrap();
    drop(line);
    let again = zhang.expect(OperationOutcome::Duplicate, &sent);
    assert_eq!(again.rev, Some(1));
    assert_eq!(zhang.report("road", "2022-05").rev, 1);
    assert!(server.stop().success());
    assert_eq!(Held::examine(&data_of(&folder)).unwrap().len(), 1);
}

#[test]
fn fault_02_the_same_operation_on_many_connections_at_once_is_one_row() {
    const CONNECTIONS: usize = 32;
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let token = server.client("zhang").token;
    let sent = submit("road", 0, GOOD);
    let start = Barrier::new(CONNECTIONS);
    let results: Vec<_> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = Client::with_token(server.url(), &token);
                    start.wait();
                    client.send(&sent)
                })
            })
            .collect();
        let joined = senders.into_iter().map(|sender| sender.join().unwrap());
        joined.collect()
    });
    let count = |outcome| results.iter().filter(|one| one.outcome == outcome).count();
    assert_eq!(count(OperationOutcome::Applied), 1);
    assert_eq!(count(OperationOutcome::Duplicate), CONNECTIONS - 1);
    assert!(results.iter().all(|result| result.rev == Some(1)));

    // Twice in one request as well.
    let mut zhang = Client::with_token(server.url(), &token);
    let twice = set("bridge", 0, &[("remarks", "x")]);
    let outcomes: Vec<_> = zhang
        .sync(vec![twice.clone(), twice])
        .results
        .iter()
        .map(|result| result.outcome)
        .collect();
    let expected = [OperationOutcome::Applied, OperationOutcome::Duplicate];
    assert_eq!(outcomes, expected);
    assert!(server.stop().success());
    assert_eq!(Held::examine(&data_of(&folder)).unwrap().len(), 2);
}

/// Every order of `0..count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(last) {
        for place in 0..count {
            let mut longer = order.clone();
            longer.insert(place, last);
            all.push(longer);
        }
    }
    all
}

/// Sends operations one by one; what is to be sent again goes to the end of the queue. After the
/// second, something else happens.
fn drain(client: &mut Client, queue: Vec<Operation>, meanwhile: impl Fn()) -> usize {
    let mut queue = std::collections::VecDeque::from(queue);
    let mut sent = 0;
    while let Some(next) = queue.pop_front() {
        if sent == 2 {
            meanwhile();
        }
        sent += 1;
        assert!(sent < 50, "it never comes to an end");
        match client.send(&next).outcome {
            OperationOutcome::Applied | OperationOutcome::Merged => {}
            OperationOutcome::Retry => queue.push_back(next),
            other => panic!("{other:?}"),
        }
    }
    sent
}

/// A colleague's box.
fn send_beside(server: &Server, token: &str, operation: &Operation) {
    let result = Client::with_token(server.url(), token).send(operation);
    let written = [OperationOutcome::Applied, OperationOutcome::Merged];
    assert!(written.contains(&result.outcome), "{result:?}");
}

#[test]
fn fault_13_operations_in_any_order_come_to_the_same_report() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let (mut zhang, li) = (server.client("zhang"), server.client("li").token);
    let reports: Vec<(&str, String)> = ["road", "bridge", "tunnel"]
        .into_iter()
        .flat_map(|project| (2..=9).map(move |month| (project, format!("2022-0{month}"))))
        .collect();
    let orders = orders(4);
    assert_eq!(orders.len(), reports.len());
    let (mut seen, mut more) = (Vec::<(FieldValues, u64)>::new(), 0);
    for ((project, month), order) in reports.iter().zip(&orders) {
        let set = |boxes| operation(OperationKind::Set, project, month, 0, boxes);
        let mut chain = vec![set(&[("remarks", "一")])];
        for boxes in [
            &[("remarks", "二"), ("next_month", "x")],
            &[("remarks", "三"), ("next_month", "")],
            &[("remarks", "四"), ("progress", "y")],
        ] {
            let next = after(chain.last().unwrap(), set(boxes));
            chain.push(next);
        }
        let mine: Vec<_> = order.iter().map(|place| chain[*place].clone()).collect();
        let other = set(&[("problems_note", "z")]);
        more += drain(&mut zhang, mine, || send_beside(&server, &li, &other)) - chain.len();
        let report = zhang.report(project, month);
        assert_eq!(report.conflicts, [], "{order:?}");
        seen.push((report.values, report.rev));
    }
    assert!(more > 0, "some came too early");
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    assert_eq!(seen[0].1, 5);
}

#[test]
fn fault_14_the_first_received_stays_whatever_the_clocks_of_the_tablets_say() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let at = |year: u16, text: &str, project: &str| Operation {
        made_at: format!("{year}-06-05T10:00:00+08:00").into(),
        ..set(project, 0, &[("remarks", text)])
    };
    // A year behind and a year ahead, and the other way round.
    for (project, first, second) in [("road", 2021, 2023), ("bridge", 2023, 2021)] {
        zhang.expect(OperationOutcome::Applied, &at(first, "先到", project));
        li.expect(OperationOutcome::Conflict, &at(second, "后到", project));
        let report = li.report(project, "2022-05");
        let value = report.values.values().next().unwrap();
        assert_eq!(value.text(), Some("先到"), "{first}, then {second}");
        assert_eq!(report.conflicts.len(), 1, "the second waits");
    }
}

#[test]
fn fault_24_an_operation_belongs_to_its_user_whoever_sends_it_again() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let mut zhang = server.client("zhang");
    let sent = submit("road", 0, GOOD);
    zhang.expect(OperationOutcome::Applied, &sent);
    let stood = zhang.report("road", "2022-05");
    // A colleague of the same unit, a clerk of another one, and the office above.
    for user in ["li", "wang", "city_office"] {
        let mut other = server.client(user);
        let altered = Operation {
            changes: set("road", 0, &[("remarks", "mine")]).changes,
            ..sent.clone()
        };
        for replay in [&sent, &altered] {
            let result = other.expect(OperationOutcome::Rejected, replay);
            assert_eq!(result.refusal, Some(Refusal::IdReused), "{user}");
            assert_eq!((result.rev, result.findings), (None, vec![]), "{user}");
        }
    }
    assert_eq!(zhang.report("road", "2022-05"), stood);
    zhang.expect(OperationOutcome::Duplicate, &sent);
}

#[test]
fn fault_25_an_expired_login_writes_nothing_and_the_next_one_goes_on() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut zhang = server.client("zhang");
    let (before, late) = (submit("road", 0, GOOD), submit("bridge", 0, GOOD));
    zhang.expect(OperationOutcome::Applied, &before);
    // The tablet is offline until its login has expired.
    let conn = engine::existing(&data).unwrap().open(None).unwrap();
    let raw = Raw::open(&data.join("yuebao.db")).unwrap();
    raw.run("UPDATE sessions SET expires_at = 1").unwrap();
    let both = zhang.request(vec![before.clone(), late.clone()]);
    let answer = zhang.post("/api/v1/sync", &serde_json::to_vec(&both).unwrap());
    assert_eq!(answer.status, 401);
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    assert!(answer.problem().detail.contains("仍在本机"));
    assert!(
        conn.reading()
            .operation(late.op_id.as_str())
            .unwrap()
            .is_none()
    );
    let mut again = server.client("zhang");
    again.expect(OperationOutcome::Duplicate, &before);
    again.expect(OperationOutcome::Applied, &late);
}

#[test]
fn fault_31_an_operation_that_cannot_be_read_blocks_its_own_report_only() {
    let folder = folder();
    let server = Server::on(&data_of(&folder));
    let zhang = server.client("zhang");
    let (poison, healthy) = (submit("road", 0, GOOD), submit("bridge", 0, GOOD));
    let mut body = serde_json::to_value(zhang.request(vec![poison.clone(), healthy])).unwrap();
    body["operations"][0]["changes"] = serde_json::json!({"remarks": {"not": ["a", "value"]}});
    let answer = zhang.post("/api/v1/sync", &serde_json::to_vec(&body).unwrap());
    assert_eq!(answer.status, 200);
    let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
    let outcomes: Vec<_> = answer.results.iter().map(|one| one.outcome).collect();
    let expected = [OperationOutcome::Rejected, OperationOutcome::Applied];
    assert_eq!(outcomes, expected);
    assert_eq!(
        answer.results[0].op_id, poison.op_id,
        "the tablet knows which"
    );
    // Repaired, it goes in under the same number.
    let mut zhang = server.client("zhang");
    zhang.expect(OperationOutcome::Applied, &poison);
}

#[test]
fn fault_30_a_truncated_gzip_body_is_never_half_applied() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let zhang = server.client("zhang");
    let operations = vec![submit("road", 0, GOOD), submit("bridge", 0, GOOD)];
    let body = serde_json::to_vec(&zhang.request(operations)).unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&body).unwrap();
    let packed = gzip.finish().unwrap();
    let send = |announced: usize, bytes: &[u8]| {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        write!(
            stream,
            "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {announced}\r\n\r\n",
            zhang.token
        )
        .unwrap();
        stream.write_all(bytes).unwrap();
        if bytes.len() < announced {
            stream.shutdown(std::net::Shutdown::Write).unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    for cut in 0..packed.len() {
        // A proxy that passes on what it has as if it were all, and a line that breaks.
        let answer = send(cut, &packed[..cut]);
        assert!(answer.starts_with("HTTP/1.1 400"), "{cut}: {answer}");
        let answer = send(packed.len(), &packed[..cut]);
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 400");
        assert!(refused, "{cut}: {answer}");
    }
    let conn = engine::existing(&data).unwrap().open(None).unwrap();
    assert_eq!(
        conn.reading().count_subjects(SubjectKind::Report).unwrap(),
        0
    );
    let answer = send(packed.len(), &packed);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(
        conn.reading().count_subjects(SubjectKind::Report).unwrap(),
        2
    );
}
