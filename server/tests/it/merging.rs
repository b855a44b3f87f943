//! Several hands on one report.

use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::report::State;
use yuebao_domain::report::{FieldKey, FieldValue};
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, ReportState};

use crate::support::TestServer;
use crate::support::ops::{GOOD, after, operation, set, submit};

use OperationOutcome::{Applied, Conflict, Merged, Rejected, Retry};

fn text<'a>(report: &'a ReportState, key: &str) -> Option<&'a str> {
    report.values.get(&FieldKey::new(key).unwrap())?.text()
}

fn resolve(base_rev: u64, conflict: u64, boxes: &[(&str, &str)]) -> Operation {
    Operation {
        conflict: Some(conflict),
        ..operation(OperationKind::Resolve, "road", "2022-05", base_rev, boxes)
    }
}

#[test]
fn different_boxes_are_both_kept() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    zhang.expect(Applied, &submit("road", 1, &[("remarks", "张")]));
    let result = li.expect(Merged, &submit("road", 1, &[("visual_progress", "路基")]));
    assert_eq!(result.rev, Some(3));
    let report = zhang.report("road", "2022-05");
    assert_eq!(text(&report, "remarks"), Some("张"));
    assert_eq!(text(&report, "visual_progress"), Some("路基"));
    assert!(report.conflicts.is_empty());
}

#[test]
fn the_same_box_waits_with_name_and_time_until_someone_decides() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    zhang.expect(Applied, &submit("road", 1, &[("remarks", "张")]));
    server.hands.move_by_seconds(60);
    zhang.expect(Applied, &submit("road", 2, &[("visual_progress", "路基")]));
    server.hands.move_by_seconds(60);
    let made_long_ago = Operation {
        made_at: "2021-01-01T00:00:00Z".into(),
        ..submit("road", 1, &[("remarks", "李")])
    };
    let result = li.expect(Conflict, &made_long_ago);
    assert_eq!(result.rev, Some(4));

    let report = zhang.report("road", "2022-05");
    assert_eq!(
        text(&report, "remarks"),
        Some("张"),
        "the first received stays"
    );
    assert_eq!(report.conflicts.len(), 1);
    let open = &report.conflicts[0];
    assert_eq!(
        (open.first_by.as_str(), open.second_by.as_str()),
        ("张三", "李四")
    );
    assert_eq!(open.second_user, "li");
    assert_eq!(
        open.first_at, "2022-06-05T02:00:00.000Z",
        "when that box was written, not any later one"
    );
    assert_eq!(open.second_at, "2022-06-05T02:02:00.000Z");
    let second = open.clash.second.values().next();
    assert_eq!(second, Some(&FieldValue::from("李")));

    let outside = resolve(4, open.id, &[("basis_reason", "x")]);
    let refused = zhang.expect(Rejected, &outside);
    assert_eq!(refused.refusal, Some(Refusal::OutsideConflict));
    zhang.expect(Applied, &resolve(4, open.id, &[("remarks", "李")]));
    let report = li.report("road", "2022-05");
    assert_eq!(text(&report, "remarks"), Some("李"));
    assert_eq!(
        (report.state, report.conflicts.len()),
        (State::Submitted, 0)
    );
    let again = li.expect(Rejected, &resolve(5, open.id, &[("remarks", "张")]));
    assert_eq!(again.refusal, Some(Refusal::ConflictGone));
}

#[test]
fn both_keeping_the_first_value_settles_it_too() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &set("road", 0, &[("remarks", "张")]));
    li.expect(Conflict, &set("road", 0, &[("remarks", "李")]));
    let id = li.report("road", "2022-05").conflicts[0].id;
    zhang.expect(Applied, &resolve(2, id, &[]));
    let report = li.report("road", "2022-05");
    assert_eq!(text(&report, "remarks"), Some("张"));
    assert!(report.conflicts.is_empty());
}

#[test]
fn a_conflict_counts_as_sent_when_it_is_sent_again() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &set("road", 0, &[("remarks", "张")]));
    let second = set("road", 0, &[("remarks", "李")]);
    li.expect(Conflict, &second);
    li.expect(OperationOutcome::Duplicate, &second);
    assert_eq!(li.report("road", "2022-05").conflicts.len(), 1);
}

#[test]
fn two_devices_offline_cannot_mix_a_report_that_nobody_typed() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let april =
        |boxes: &[(&str, &str)]| operation(OperationKind::Submit, "road", "2022-04", 0, boxes);
    zhang.expect(
        Applied,
        &april(&[("month_investment", "400"), ("year_to_date", "400")]),
    );
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let changed = submit(
        "road",
        0,
        &[("month_investment", "50"), ("year_to_date", "450")],
    );
    li.expect(Conflict, &changed);
    let report = li.report("road", "2022-05");
    assert_eq!(text(&report, "month_investment"), Some("100"));
    assert_eq!(text(&report, "since_start"), Some("5500"));
}

#[test]
fn a_chain_of_changes_made_offline_is_read_as_one_hand() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    li.expect(Applied, &set("road", 0, &[("visual_progress", "路面")]));
    let one = set("road", 0, &[("remarks", "一")]);
    let two = after(&one, set("road", 0, &[("remarks", "二")]));
    let three = after(&two, set("road", 0, &[("basis_reason", "三")]));
    let answer = zhang.sync(vec![one, two, three.clone()]);
    for result in &answer.results {
        assert_eq!(result.outcome, Merged, "no clash with oneself");
    }
    let report = zhang.report("road", "2022-05");
    assert_eq!(text(&report, "remarks"), Some("二"));
    assert_eq!(text(&report, "visual_progress"), Some("路面"));
    let four = after(&three, set("road", 0, &[("remarks", "四")]));
    zhang.expect(Merged, &four);
    assert_eq!(
        text(&zhang.report("road", "2022-05"), "remarks"),
        Some("四")
    );
}

#[test]
fn out_of_order_and_in_order_end_the_same() {
    let in_order = TestServer::new();
    let out_of_order = TestServer::new();
    let one = set("road", 0, &[("remarks", "一")]);
    let two = after(&one, set("road", 0, &[("remarks", "二")]));
    let three = after(&two, submit("road", 0, GOOD));
    let all = [one, two, three];

    let mut zhang = in_order.client("zhang");
    for operation in &all {
        zhang.expect(Applied, operation);
    }
    let mut late = out_of_order.client("zhang");
    for operation in [&all[2], &all[1]] {
        let waiting = late.expect(Retry, operation);
        assert_eq!(waiting.refusal, Some(Refusal::PreviousMissing));
    }
    let mut waiting: Vec<Operation> = all.iter().rev().cloned().collect();
    while !waiting.is_empty() {
        let results = late.sync(waiting.clone()).results;
        let before = waiting.len();
        let mut outcomes = results.iter().map(|result| result.outcome);
        waiting.retain(|_| outcomes.next() == Some(Retry));
        assert!(waiting.len() < before, "each round settles something");
    }
    assert_eq!(
        late.report("road", "2022-05"),
        zhang.report("road", "2022-05")
    );
}

#[test]
fn what_builds_on_a_refused_change_is_refused_and_the_rest_flows() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.expect(
        Applied,
        &operation(
            OperationKind::Submit,
            "road",
            "2022-04",
            0,
            &[("month_investment", "1"), ("year_to_date", "1")],
        ),
    );
    let wrong = submit("road", 0, GOOD);
    let next = after(&wrong, set("road", 0, &[("remarks", "二")]));
    let other = submit("bridge", 0, GOOD);
    let results = zhang.sync(vec![wrong.clone(), next.clone(), other]).results;
    assert_eq!(results[0].outcome, Rejected);
    assert_eq!(results[0].findings[0].code.as_str(), "M103");
    assert_eq!(results[1].refusal, Some(Refusal::PreviousRefused));
    assert_eq!(results[2].outcome, Applied);
    let again = zhang.sync(vec![wrong, next]).results;
    assert_eq!(again[..], results[..2], "the same answer as before");
}

#[test]
fn a_draft_is_refused_once_the_report_is_handed_in_and_void_needs_a_reason() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let nothing = operation(OperationKind::Void, "road", "2022-05", 0, &[]);
    assert_eq!(
        zhang.expect(Rejected, &nothing).refusal,
        Some(Refusal::CannotVoid)
    );
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let draft = li.expect(Rejected, &set("road", 0, &[("remarks", "李")]));
    assert_eq!(draft.refusal, Some(Refusal::AlreadySubmitted));
    let void = Operation {
        reason: Some("重复".to_owned()),
        ..operation(OperationKind::Void, "road", "2022-05", 1, &[])
    };
    zhang.expect(Applied, &void);
    let report = li.report("road", "2022-05");
    assert_eq!((report.state, report.rev), (State::Void, 2));
    assert_eq!(
        text(&report, "year_to_date"),
        Some("500"),
        "nothing is deleted"
    );
}

/// Who fills a report with others is told while it is being filled, and no longer once it is handed in.
#[test]
fn several_clerks_of_a_unit_fill_one_report_and_see_who_is_at_it() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let at_it = |server: &TestServer| {
        let told = crate::support::subjects::sync(&server.client("li"), &[]).changes;
        told.clone().take_subjects()[0].fillers.clone()
    };
    zhang.send(&set("road", 0, &[("remarks", "张三所填")]));
    assert_eq!(at_it(&server), [""; 0], "one alone");
    li.send(&set("road", 1, &[("month_investment", "100")]));
    assert_eq!(at_it(&server), ["李四", "张三"]);
    li.send(&submit("road", 2, GOOD));
    assert_eq!(at_it(&server), [""; 0], "handed in");
}
