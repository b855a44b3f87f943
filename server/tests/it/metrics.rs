//! What a monitoring system is told, and where.

use std::net::SocketAddr;

use yuebao_domain::wire::v1::OperationOutcome::{Applied, Conflict, Merged, Rejected};
use yuebao_server::engine;

use crate::support::client::{Answer, agent, try_login};
use crate::support::ops::{GOOD, submit};
use crate::support::{TestServer, now};

fn server() -> TestServer {
    TestServer::with(|config| config.metrics = Some(SocketAddr::from(([127, 0, 0, 1], 0))))
}

fn told(server: &TestServer) -> String {
    let address = server.metrics.unwrap();
    let sent = agent().get(format!("http://{address}/metrics")).call();
    let answer = Answer::read(sent.unwrap());
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body).unwrap()
}

/// The value of a line, and that it is told at all.
#[track_caller]
fn value(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|told| told.strip_prefix(line));
    let value = found.unwrap_or_else(|| panic!("{line}: {text}"));
    value.trim().parse().unwrap()
}

#[test]
#[expect(clippy::float_cmp, reason = "whole numbers")]
fn merges_refusals_and_times_are_counted_as_they_happen() {
    let server = server();
    let became = |text: &str, outcome: &str| {
        value(
            text,
            &format!("yuebao_operations_total{{outcome=\"{outcome}\"}}"),
        )
    };
    assert_eq!(
        became(&told(&server), "conflict"),
        0.0,
        "told before it happens"
    );

    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    zhang.expect(Applied, &submit("road", 1, &[("remarks", "张")]));
    li.expect(Merged, &submit("road", 1, &[("visual_progress", "路基")]));
    li.expect(Conflict, &submit("road", 1, &[("remarks", "李")]));
    li.expect(Rejected, &submit("no-such-project", 0, GOOD));
    assert_eq!(try_login(&server, "zhang", "wrong-wrong").status, 401);
    for made_up in ["a", "b", "c"] {
        zhang.get(&format!("/api/made/up/{made_up}"));
        zhang.get(&format!("/api/v1/reports/{made_up}/2022-05/history"));
    }
    let text = told(&server);
    for (outcome, count) in [
        ("applied", 2.0),
        ("merged", 1.0),
        ("conflict", 1.0),
        ("rejected", 1.0),
    ] {
        assert_eq!(became(&text, outcome), count, "{outcome}");
    }
    let refused = value(&text, "yuebao_requests_refused_total{reason=\"login\"}");
    assert_eq!(refused, 1.0);
    let route = "yuebao_request_duration_seconds_count{method=\"GET\",route=";
    let history = "\"/api/v1/reports/{project}/{month}/history\"}";
    assert_eq!(value(&text, &format!("{route}{history}")), 3.0);
    assert_eq!(value(&text, &format!("{route}\"/api/{{*rest}}\"}}")), 3.0);
    assert!(!text.contains("made"), "no address that somebody made up");
    assert_eq!(value(&text, "yuebao_write_queue"), 0.0);
    assert!(value(&text, "yuebao_connections ") >= 1.0);
    assert_eq!(value(&text, "yuebao_connections_refused_total"), 0.0);
    assert!(text.contains(&format!("version=\"{}\"", env!("CARGO_PKG_VERSION"))));
    assert!(text.ends_with("# EOF\n"));
}

#[test]
#[expect(clippy::float_cmp, reason = "whole numbers")]
fn the_age_of_the_last_backup_grows_until_the_next() {
    let server = server();
    assert!(!told(&server).contains("last_backup"), "there is none");
    let backed_up = |name: &str| {
        let dir = engine::existing(&server.data()).unwrap();
        let at = server.hands.clock().now();
        dir.back_up(&server.data().join(name), &at.rfc3339())
            .unwrap();
    };
    let age = || value(&told(&server), "yuebao_last_backup_age_seconds");
    backed_up("first.db");
    server.hands.move_by_seconds(90_000);
    assert_eq!(age(), 90_000.0);
    let at = value(&told(&server), "yuebao_last_backup_timestamp_seconds");
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
    let taken = now().seconds() as f64;
    assert_eq!(at, taken);
    backed_up("second.db");
    assert_eq!(age(), 0.0);
}

#[test]
fn the_public_address_tells_no_metrics_and_theirs_tells_nothing_else() {
    let server = server();
    for path in ["/metrics", "/api/metrics", "/api/v1/metrics"] {
        let sent = agent().get(server.url(path)).call();
        assert_eq!(Answer::read(sent.unwrap()).status, 404, "{path}");
    }
    let address = server.metrics.unwrap();
    for path in ["/", "/api/v1/hello", "/app"] {
        let sent = agent().get(format!("http://{address}{path}")).call();
        assert_eq!(Answer::read(sent.unwrap()).status, 404, "{path}");
    }
    assert_eq!(
        TestServer::new().metrics,
        None,
        "nowhere unless it is asked for"
    );
}
