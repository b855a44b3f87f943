//! What is closed stays, whatever is sent and whatever comes late.

use super::*;

/// Everything of April that is frozen: the editions, and of each report state and boxes.
fn frozen(server: &TestServer) -> Vec<String> {
    let conn = server.database();
    let tx = conn.reading();
    let mut all = Vec::new();
    tx.each_edition(&mut |edition| {
        all.push(format!("{edition:?}"));
        Ok(())
    })
    .unwrap();
    for subject in tx.subjects_of_month(april()).unwrap() {
        let held = tx.subject(&subject).unwrap().unwrap();
        all.push(format!(
            "{} {:?} {:?}",
            subject.path(),
            held.state,
            held.values
        ));
    }
    all
}

/// What an old widget has in its outbox: changes, each on the one before, and handed in at the end.
fn outbox(project: &str) -> Vec<v1::Operation> {
    let mut all = vec![operation(
        Kind::Set,
        project,
        APRIL,
        0,
        &[("remarks", "第 0 次")],
    )];
    for number in 1..30 {
        let text = format!("第 {number} 次");
        let next = operation(Kind::Set, project, APRIL, 0, &[("remarks", &text)]);
        all.push(after(&all[number - 1], next));
    }
    let last = submit(project, APRIL, 0, &figures("7", "7"));
    all.push(after(&all[29], last));
    all
}

/// Every word that there is, about every report of the month.
fn everything(server: &TestServer, project: &str) -> Vec<v1::Operation> {
    let conn = server.database();
    let held = conn.reading().report(project, april()).unwrap();
    let rev = held.map_or(0, |held| held.rev);
    let kinds = [
        Kind::Set,
        Kind::Submit,
        Kind::Resolve,
        Kind::Void,
        Kind::Accept,
        Kind::Return,
    ];
    let make = |(kind, base_rev): (Kind, u64)| {
        let fills = matches!(kind, Kind::Set | Kind::Submit | Kind::Resolve);
        let boxes = figures("200", "200");
        let boxes = if fills { &boxes[..] } else { &[] };
        v1::Operation {
            reason: (!fills).then(|| "核对".to_owned()),
            conflict: (kind == Kind::Resolve).then_some(1),
            ..operation(kind, project, APRIL, base_rev, boxes)
        }
    };
    let against = |kind| [(kind, 0), (kind, rev)].map(make);
    kinds.into_iter().flat_map(against).collect()
}

#[test]
fn a_locked_month_is_the_same_to_the_byte_whatever_is_sent_to_whichever_address() {
    let (server, mut zhang, office) = reported();
    // One draft, one handed in and left out, one accepted.
    let draft = operation(Kind::Set, "bridge", APRIL, 0, &[("remarks", "草稿")]);
    zhang.expect(OperationOutcome::Applied, &draft);
    let waits = submit("tunnel", APRIL, 0, &figures("9", "9"));
    zhang.expect(OperationOutcome::Applied, &waits);
    let mut named = missing(&OTHERS);
    named[3].rev = 1;
    done(&office, &about(april(), 0, Command::lock(named)));
    let before = frozen(&server);
    assert_eq!(before.len(), 1 + 4);
    let mut visited = 0;
    for endpoint in ENDPOINTS {
        for user in [
            "zhang",
            "wang",
            "county_coordinator",
            "city_office",
            "supervisor",
        ] {
            let client = server.client(user);
            for project in ["road", "bridge", "tunnel", "dam"] {
                let old = everything(&server, project);
                let body = if endpoint.path == "/api/v2/sync" {
                    let new = old.iter().cloned().map(Operation::from);
                    let new: Vec<v2::Operation> = new.map(|it| (&it).into()).collect();
                    json!({"protocol": 2, "nonce": "n", "device": "d", "cursor": 0, "operations": new})
                } else {
                    json!({"protocol": 1, "nonce": "n", "device": "d", "cursor": 0, "operations": old})
                };
                let path = endpoint.path.replace("{project}", project);
                let path = path.replace("{month}", APRIL);
                let answer = client.post(&path, body.to_string().as_bytes());
                if endpoint.path.ends_with("/sync") {
                    let told: Value = answer.json();
                    visited += told["results"].as_array().map_or(0, Vec::len);
                    visited += told["receipts"].as_array().map_or(0, Vec::len);
                }
                client.get(&path);
                // Logging out is one of the addresses.
                if endpoint.path == "/api/v1/logout" {
                    break;
                }
            }
            assert_eq!(frozen(&server), before, "{} as {user}", endpoint.path);
        }
    }
    assert_eq!(visited, 2 * 5 * 4 * 12, "everything was sent");
    for project in ["bridge", "dam"] {
        let user = if project == "dam" { "wang" } else { "zhang" };
        let told = server.client(user).sync(outbox(project));
        for result in told.results {
            assert_eq!(result.outcome, OperationOutcome::Retry, "{result:?}");
            assert_eq!(result.refusal, Some(Refusal::MonthLocked));
        }
    }
    assert_eq!(frozen(&server), before, "an old program's full outbox");
    let mut conn = server.database();
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
}

#[test]
fn what_comes_late_waits_with_its_device_or_is_proposed_and_nothing_is_lost() {
    let (server, mut zhang, mut office) = locked();
    // The whole outbox of an old program waits, and goes through once the month is opened for it.
    let late = outbox("bridge");
    let told = zhang.sync(late.clone()).results;
    assert!(
        told.iter()
            .all(|one| one.outcome == OperationOutcome::Retry)
    );
    let reopen = Command::reopen(&["bridge".to_owned()], "设备离线，迟到");
    done(&office, &about(april(), 1, reopen));
    let told = zhang.sync(late).results;
    assert!(
        told.iter()
            .all(|one| one.outcome == OperationOutcome::Applied),
        "{told:?}"
    );
    // What is handed in for a report of the edition is listed for the office, which settles nothing
    // before the month is opened for it.
    let correction = submit("road", APRIL, 2, &figures("200", "200"));
    zhang.expect(OperationOutcome::Conflict, &correction);
    let proposed = office.report("road", APRIL);
    assert!(
        proposed
            .conflicts
            .iter()
            .all(|open| !open.clash.kind.is_conflict())
    );
    let first = proposed
        .values
        .iter()
        .find(|(key, _)| key.as_str() == "month_investment");
    assert_eq!(first.unwrap().1.text(), Some("300"), "the frozen figure");
    let settle = v1::Operation {
        conflict: Some(proposed.conflicts[0].id),
        ..operation(Kind::Resolve, "road", APRIL, proposed.rev, &[])
    };
    let refused = office.send(&settle);
    assert_eq!(refused.refusal, Some(Refusal::MonthLocked));
    // The next lock is not held up by it.
    office.expect(OperationOutcome::Applied, &accept("bridge", APRIL, 31));
    done(&office, &about(april(), 2, Command::lock(Vec::new())));
    let second = Opened::read(&edition(&server, 2).document).unwrap();
    let reports: Vec<&str> = second.reports.keys().map(String::as_str).collect();
    assert_eq!((reports, second.missing.len()), (vec!["bridge", "road"], 3));
}
