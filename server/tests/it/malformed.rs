//! Requests that are not what they should be: each gets its status, a problem, and no effect.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use yuebao_domain::operation::{Refusal, SubjectKind};
use yuebao_domain::wire::v1::{OperationOutcome, SyncAnswer};

use crate::support::client::{Answer, agent};
use crate::support::ops::{GOOD, set, submit};
use crate::support::{Client, TestServer};

fn request(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let operation = serde_json::to_value(set("road", 0, &[("remarks", "x")])).unwrap();
    let mut body = json!({
        "protocol": 1, "nonce": "n", "device": "d", "cursor": 0, "operations": [operation],
    });
    change(&mut body);
    serde_json::to_vec(&body).unwrap()
}

fn wrote_nothing(server: &TestServer) {
    let count = server
        .database()
        .reading()
        .count_subjects(SubjectKind::Report)
        .unwrap();
    assert_eq!(count, 0);
}

/// Body, status, the place that the answer must name.
fn bodies() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    vec![
        ("empty", Vec::new(), ""),
        ("not JSON", b"hello".to_vec(), ""),
        ("HTML", b"<html></html>".to_vec(), ""),
        ("cut off", request(|_| {})[..80].to_vec(), "operations[0]"),
        (
            "invalid UTF-8",
            b"{\"protocol\":1,\"nonce\":\"\xff\xfe\"".to_vec(),
            "nonce",
        ),
        (
            "two documents",
            [request(|_| {}), request(|_| {})].concat(),
            "",
        ),
        ("array", b"[]".to_vec(), ""),
        ("null", b"null".to_vec(), ""),
        ("deep", deep(100_000).into_bytes(), "[0]"),
        (
            "deep value",
            request(|b| b["nonce"] = serde_json::from_str(&deep(100)).unwrap()),
            "nonce",
        ),
        ("missing", b"{\"protocol\":1}".to_vec(), ""),
        ("unknown key", request(|b| b["user"] = json!("li")), "user"),
        (
            "other protocol",
            request(|b| b["protocol"] = json!(2)),
            "protocol",
        ),
        (
            "negative cursor",
            request(|b| b["cursor"] = json!(-1)),
            "cursor",
        ),
        (
            "float cursor",
            request(|b| b["cursor"] = json!(1.5)),
            "cursor",
        ),
        ("empty nonce", request(|b| b["nonce"] = json!("")), "nonce"),
        (
            "long device",
            request(|b| b["device"] = json!("d".repeat(101))),
            "device",
        ),
        (
            "no operation",
            request(|b| b["operations"][0] = json!(7)),
            "operations[0]",
        ),
        (
            "an operation without an identifier",
            request(|b| b["operations"][0]["op_id"] = Value::Null),
            "operations[0].op_id",
        ),
        (
            "not a UUID",
            request(|b| b["operations"][0]["op_id"] = json!("1")),
            "operations[0].op_id",
        ),
        (
            "UUID in other spelling",
            request(|b| {
                b["operations"][0]["op_id"] = json!("0190A0A0-0000-7000-8000-00000000000A");
            }),
            "operations[0].op_id",
        ),
    ]
}

/// What is wrong in one operation, and the place in it that the answer must name.
fn operations() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let op = |key: &str, value: Value| request(|body| body["operations"][0][key] = value);
    let long = "长".repeat(10_001);
    let many: Value = (0..301).map(|n| (format!("box_{n}"), json!("x"))).collect();
    let parts: Value = (0..41).map(|n| (format!("part_{n}"), json!("x"))).collect();
    vec![
        ("unknown key in operation", op("user", json!("li")), "user"),
        ("wrong type", op("project", json!(7)), "project"),
        ("month", op("month", json!("2022-13")), "month"),
        ("kind", op("kind", json!("delete")), "kind"),
        ("field key", op("changes", json!({"a b": "x"})), "changes"),
        (
            "number as value",
            op("changes", json!({"remarks": 5})),
            "changes.remarks",
        ),
        (
            "list as value",
            op("changes", json!({"remarks": ["x"]})),
            "changes.remarks",
        ),
        ("previous", op("previous", json!("x")), "previous"),
        (
            "long text",
            op("changes", json!({"remarks": long})),
            "changes.remarks",
        ),
        ("many boxes", op("changes", many), "changes"),
        (
            "many parts",
            op("changes", json!({"problem.1": parts})),
            "changes.problem.1",
        ),
        (
            "long project",
            op("project", json!("p".repeat(101))),
            "project",
        ),
    ]
}

#[test]
fn every_malformed_body_is_told_what_and_where() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    for (name, body, place) in bodies() {
        let answer = zhang.post("/api/v1/sync", &body);
        assert_eq!(answer.status, 400, "{name}");
        let problem = answer.problem();
        let field = problem.field.unwrap_or_default();
        assert!(field.starts_with(place), "{name}: at “{field}”");
        assert!(
            !place.is_empty() || field.is_empty() || name == "invalid UTF-8",
            "{name}: “{field}”"
        );
        assert!(
            problem.detail.contains(" / "),
            "{name}: both languages: {}",
            problem.detail
        );
    }
    wrote_nothing(&server);
}

#[test]
fn an_operation_that_cannot_be_read_is_refused_alone_and_those_around_it_flow() {
    for (name, body, place) in operations() {
        let server = TestServer::new();
        let zhang = server.client("zhang");
        let mut body: Value = serde_json::from_slice(&body).unwrap();
        let poison = body["operations"][0].take();
        let around = [
            set("bridge", 0, &[("remarks", "a")]),
            submit("tunnel", 0, GOOD),
        ];
        let before = serde_json::to_value(&around[0]).unwrap();
        let after = serde_json::to_value(&around[1]).unwrap();
        body["operations"] = json!([before, poison, after]);
        let answer = zhang.post("/api/v1/sync", body.to_string().as_bytes());
        assert_eq!(answer.status, 200, "{name}");
        let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
        let outcomes: Vec<_> = answer.results.iter().map(|result| result.outcome).collect();
        let expected = [
            OperationOutcome::Applied,
            OperationOutcome::Rejected,
            OperationOutcome::Applied,
        ];
        assert_eq!(outcomes, expected, "{name}");
        let refused = &answer.results[1];
        assert_eq!(refused.op_id.as_str(), poison["op_id"], "{name}");
        assert_eq!(refused.refusal, Some(Refusal::Malformed), "{name}");
        let detail = refused.detail.as_deref().unwrap();
        assert!(detail.starts_with(place), "{name}: {detail}");
        assert_eq!(
            server
                .database()
                .reading()
                .count_subjects(SubjectKind::Report)
                .unwrap(),
            2,
            "{name}"
        );
    }
}

#[test]
fn a_key_twice_is_refused_and_in_an_operation_that_operation_alone() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let body = String::from_utf8(request(|_| {})).unwrap();
    let twice = body.replacen("\"nonce\":\"n\"", "\"nonce\":\"n\",\"nonce\":\"m\"", 1);
    let answer = zhang.post("/api/v1/sync", twice.as_bytes());
    assert_eq!(answer.status, 400);
    let problem = answer.problem();
    assert_eq!(problem.field.as_deref(), Some("nonce"));
    assert!(
        problem.detail.contains("“nonce”出现两次"),
        "{}",
        problem.detail
    );
    for key in ["remarks", "rem\\u0061rks"] {
        let again = format!("\"remarks\":\"x\",\"{key}\":\"y\"");
        let twice = body.replacen("\"remarks\":\"x\"", &again, 1);
        let answer = zhang.post("/api/v1/sync", twice.as_bytes());
        assert_eq!(answer.status, 200);
        let result = answer.json()["results"][0].take();
        assert_eq!(result["refusal"], "malformed");
        let detail = result["detail"].as_str().unwrap();
        assert!(detail.starts_with("changes.remarks: "), "{detail}");
    }
    wrote_nothing(&server);
    let login = br#"{"user":"zhang","user":"li","password":"x"}"#;
    let answer = zhang.post("/api/v1/login", login);
    assert_eq!(answer.status, 400);
    assert_eq!(answer.problem().field.as_deref(), Some("user"));
}

#[test]
fn an_operation_that_is_nested_too_deeply_is_refused_alone() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let body = String::from_utf8(request(|_| {})).unwrap();
    let answer = zhang.post("/api/v1/sync", body.replace("\"x\"", &deep).as_bytes());
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["results"][0]["refusal"], "malformed");
    wrote_nothing(&server);
}

#[test]
fn the_answer_says_what_was_expected() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let body = request(|body| body["operations"][0]["kind"] = json!("delete"));
    let detail = zhang.post("/api/v1/sync", &body).json()["results"][0]["detail"].take();
    let detail = detail.as_str().unwrap();
    assert!(detail.contains("submit"), "{detail}");
}

#[test]
fn too_many_operations_are_refused_and_the_most_are_taken() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let many = |count: u64| {
        (0..count)
            .map(|rev| set("road", rev, &[("remarks", &format!("{rev}"))]))
            .collect()
    };
    let answer = zhang.post(
        "/api/v1/sync",
        &serde_json::to_vec(&zhang.request(many(101))).unwrap(),
    );
    assert_eq!(answer.status, 400);
    assert_eq!(answer.problem().field.as_deref(), Some("operations"));
    wrote_nothing(&server);
    zhang.sync(many(100));
    assert_eq!(zhang.report("road", "2022-05").rev, 100);
}

#[test]
fn wrong_addresses_methods_and_types_have_their_own_status() {
    let server = TestServer::new();
    let agent = agent();
    let bearer = format!("Bearer {}", server.client("zhang").token);
    let get = |path: &str| Answer::read(agent.get(server.url(path)).call().unwrap());
    for path in [
        "/api",
        "/api/",
        "/api/v1/nothing",
        "/api/v3/sync",
        "/nothing",
        "/%ff",
        "/../Cargo.toml",
    ] {
        let answer = get(path);
        assert_eq!(answer.status, 404, "{path}");
        answer.problem();
    }
    for (path, allowed) in [
        ("/api/v1/sync", "POST"),
        ("/api/v1/login", "POST"),
        ("/api/v1/logout", "POST"),
    ] {
        let answer = get(path);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, allowed),
            "{path}"
        );
        answer.problem();
    }
    for path in ["/api/v1/hello", "/healthz", "/"] {
        let answer = Answer::read(agent.delete(server.url(path)).call().unwrap());
        assert_eq!(answer.status, 405, "{path}");
        assert!(answer.header("allow").contains("GET"), "{path}");
        answer.problem();
    }
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let sent = agent
            .post(server.url("/api/v1/sync"))
            .header("authorization", &bearer)
            .header("content-type", kind)
            .send(request(|_| {}));
        let answer = Answer::read(sent.unwrap());
        assert_eq!(answer.status, 415, "{kind}");
        assert_eq!(
            answer.problem().expected.as_deref(),
            Some("application/json")
        );
    }
    wrote_nothing(&server);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn post_packed(server: &TestServer, client: &Client, coding: &str, body: &[u8]) -> Answer {
    let sent = agent()
        .post(server.url("/api/v1/sync"))
        .header("content-type", "application/json; charset=utf-8")
        .header("content-encoding", coding)
        .header("authorization", format!("bearer {}", client.token))
        .send(body);
    Answer::read(sent.unwrap())
}

#[test]
fn a_packed_body_is_taken_whole_or_not_at_all() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let body = serde_json::to_vec(&zhang.request(vec![submit("road", 0, GOOD)])).unwrap();
    let packed = gzip(&body);
    for cut in [0, 1, 10, packed.len() / 2, packed.len() - 1] {
        let answer = post_packed(&server, &zhang, "gzip", &packed[..cut]);
        assert_eq!(answer.status, 400, "cut at {cut}");
        answer.problem();
    }
    let mut flipped = packed.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x40;
    assert_eq!(post_packed(&server, &zhang, "gzip", &flipped).status, 400);
    let trailing = [packed.clone(), b"garbage".to_vec()].concat();
    assert_eq!(post_packed(&server, &zhang, "gzip", &trailing).status, 400);
    assert_eq!(
        post_packed(&server, &zhang, "gzip", &body).status,
        400,
        "not packed at all"
    );
    for coding in ["br", "zstd", "deflate", "gzip, gzip"] {
        let answer = post_packed(&server, &zhang, coding, &packed);
        assert_eq!(answer.status, 415, "{coding}");
        answer.problem();
    }
    wrote_nothing(&server);
    assert_eq!(post_packed(&server, &zhang, "gzip", &packed).status, 200);
    assert_eq!(post_packed(&server, &zhang, "identity", &body).status, 200);
}

#[test]
fn a_body_that_is_too_large_is_refused_packed_or_not() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let spaces = vec![b' '; 2 * 1024 * 1024 + 1];
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000, "small on the wire");
    let answer = post_packed(&server, &zhang, "gzip", &bomb);
    assert_eq!(answer.status, 413);
    assert!(answer.problem().expected.unwrap().contains("2097152"));
    let mut answer = raw(&server, |stream| {
        let head = format!(
            "POST /api/v1/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            100 * 1024 * 1024
        );
        stream.write_all(head.as_bytes()).unwrap();
    });
    assert!(answer.starts_with("HTTP/1.1 413"), "announced: {answer}");
    answer = raw(&server, |stream| {
        let head = "POST /api/v1/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        // The server may hang up before it has everything.
        let _ = write!(stream, "{:x}\r\n", spaces.len());
        let _ = stream.write_all(&spaces);
    });
    assert!(
        answer.starts_with("HTTP/1.1 413"),
        "not announced: {answer}"
    );
    wrote_nothing(&server);
}

/// Says something that no HTTP library would say, and returns the answer.
fn raw(server: &TestServer, say: impl FnOnce(&mut TcpStream)) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    say(&mut stream);
    let mut answer = [0; 4096];
    // A connection that is closed under what was not read yet may lose the answer.
    let length = stream.read(&mut answer).unwrap_or(0);
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[test]
fn a_head_beyond_all_measure_is_refused() {
    let server = TestServer::new();
    let long = "x".repeat(100_000);
    let many = "x-many: y\r\n".repeat(200);
    for (name, rest) in [("long", format!("x-long: {long}\r\n")), ("many", many)] {
        let answer = raw(&server, |stream| {
            // The server may hang up before it has everything.
            let head = format!("GET /api/v1/hello HTTP/1.1\r\nhost: x\r\n{rest}\r\n");
            let _ = stream.write_all(head.as_bytes());
        });
        let hung_up = name == "long" && answer.is_empty();
        assert!(
            hung_up || answer.starts_with("HTTP/1.1 431"),
            "{name}: {answer}"
        );
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let server = TestServer::new();
    let get = |path: &str| Answer::read(agent().get(server.url(path)).call().unwrap());
    for path in [
        "/",
        "/nothing",
        "/healthz",
        "/api/v1/hello",
        "/api/v1/sync",
        "/api/no",
    ] {
        let answer = get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        let asked_of_the_device = answer.header("permissions-policy");
        assert!(asked_of_the_device.contains("geolocation=()"), "{path}");
        if path.starts_with("/api/") {
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        }
    }
}

#[test]
fn what_is_not_http_is_refused_and_half_a_body_writes_nothing() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    for line in [
        "hello\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
    ] {
        let answer = raw(&server, |stream| stream.write_all(line.as_bytes()).unwrap());
        assert!(answer.starts_with("HTTP/1.1 400"), "{line:?}: {answer}");
    }
    let body = serde_json::to_vec(&zhang.request(vec![submit("road", 0, GOOD)])).unwrap();
    let answer = raw(&server, |stream| {
        write!(
            stream,
            "POST /api/v1/sync HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            zhang.token,
            body.len()
        )
        .unwrap();
        stream.write_all(&body[..body.len() - 1]).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
    });
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
        "{answer}"
    );
    wrote_nothing(&server);
}

#[test]
fn a_user_gets_so_many_requests_a_minute_and_others_are_not_held_up() {
    let server = TestServer::new();
    let (zhang, li) = (server.client("zhang"), server.client("li"));
    let body = serde_json::to_vec(&zhang.request(Vec::new())).unwrap();
    let limited = (0..700)
        .map(|_| zhang.post("/api/v1/sync", &body))
        .find(|answer| answer.status != 200);
    let limited = limited.unwrap();
    assert_eq!(limited.status, 429);
    assert_eq!(limited.header("retry-after"), "60");
    limited.problem();
    assert_eq!(li.post("/api/v1/sync", &body).status, 200);
}
