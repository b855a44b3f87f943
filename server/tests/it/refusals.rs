//! What is not written, and what the clerk is told.

use yuebao_domain::operation::Refusal;
use yuebao_domain::report::{FORM_VERSION, FieldKey, FieldValue};
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome};

use crate::support::TestServer;
use crate::support::ops::{GOOD, explained, operation, set, submit};

use OperationOutcome::{Applied, Duplicate, Rejected, Retry};

#[test]
fn the_checks_run_against_what_was_handed_in_before() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let april = |kind, boxes: &[(&str, &str)]| operation(kind, "road", "2022-04", 0, boxes);
    zhang.expect(
        Applied,
        &april(
            OperationKind::Submit,
            &[("month_investment", "300"), ("year_to_date", "300")],
        ),
    );
    let wrong = zhang.expect(Rejected, &submit("road", 0, GOOD));
    assert_eq!(wrong.rev, None);
    assert_eq!(wrong.findings[0].code.as_str(), "M103");
    let right = submit(
        "road",
        0,
        &[("month_investment", "200"), ("year_to_date", "500")],
    );
    zhang.expect(Applied, &right);
}

#[test]
fn a_draft_of_last_month_does_not_count() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let draft = &[("month_investment", "300"), ("year_to_date", "300")];
    zhang.expect(
        Applied,
        &operation(OperationKind::Set, "road", "2022-04", 0, draft),
    );
    zhang.expect(Applied, &submit("road", 0, GOOD));
}

#[test]
fn a_finding_to_be_explained_is_let_through_with_its_explanation() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let negative = &[("month_investment", "-5"), ("year_to_date", "500")];
    let refused = zhang.expect(Rejected, &submit("road", 0, negative));
    let finding = refused
        .findings
        .iter()
        .find(|finding| finding.code.as_str() == "M102")
        .unwrap();
    zhang.expect(Applied, &explained(submit("road", 0, negative), finding));
}

#[test]
fn a_refused_report_stays_refused_however_often_it_is_sent() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let wrong = submit(
        "road",
        0,
        &[("month_investment", "-5"), ("year_to_date", "500")],
    );
    let first = zhang.expect(Rejected, &wrong);
    assert_eq!(zhang.expect(Rejected, &wrong), first);
    assert!(zhang.sync(Vec::new()).changes.reports.is_empty());
}

#[test]
fn an_identifier_is_bound_to_its_content_and_its_user() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let first = submit("road", 0, GOOD);
    zhang.expect(Applied, &first);
    let other_content = Operation {
        sequence: 2,
        ..first.clone()
    };
    for result in [
        zhang.expect(Rejected, &other_content),
        li.expect(Rejected, &first),
    ] {
        assert_eq!(result.refusal, Some(Refusal::IdReused));
    }
    zhang.expect(Duplicate, &first);
}

#[test]
fn a_decision_that_a_rescue_file_brings_to_another_tablet_is_taken_once() {
    let accept = operation(OperationKind::Accept, "road", "2022-05", 1, &[]);
    let anew = Operation {
        sequence: 9,
        ..accept.clone()
    };
    for [first, second] in [[&accept, &anew], [&anew, &accept]] {
        let server = TestServer::new();
        let mut office = server.client("city_office");
        server
            .client("zhang")
            .expect(Applied, &submit("road", 0, GOOD));
        office.expect(Applied, first);
        assert_eq!(office.expect(Duplicate, second).rev, Some(2));
        let words = Operation {
            reason: Some("同意".to_owned()),
            ..second.clone()
        };
        for result in [
            office.expect(Rejected, &words),
            server.client("supervisor").expect(Rejected, second),
        ] {
            assert_eq!(result.refusal, Some(Refusal::IdReused));
        }
        let told = server.client("city_office").sync(Vec::new());
        assert_eq!(told.changes.reports[0].rev, 2);
    }
}

#[test]
fn the_month_opens_at_midnight_in_china() {
    let server = TestServer::new();
    let july = operation(
        OperationKind::Set,
        "road",
        "2022-07",
        0,
        &[("remarks", "七月")],
    );
    // From 10:00 on 5 June to 23:59:59 on 30 June.
    server.hands.move_by_seconds(25 * 86_400 + 14 * 3600 - 1);
    let mut zhang = server.client("zhang");
    let early = zhang.expect(Rejected, &july);
    assert_eq!(early.refusal, Some(Refusal::MonthNotOpen));
    server.hands.move_by_seconds(1);
    zhang.expect(Applied, &july);
}

#[test]
fn a_form_from_the_future_is_not_guessed_at() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    for form_version in [0, FORM_VERSION + 1] {
        let foreign = Operation {
            form_version,
            ..set("road", 0, &[("remarks", "x")])
        };
        assert_eq!(
            zhang.expect(Rejected, &foreign).refusal,
            Some(Refusal::FormVersion)
        );
    }
}

#[test]
fn a_box_that_the_server_does_not_know_is_kept() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.expect(Applied, &set("road", 0, &[("from_a_newer_form", "值")]));
    let report = zhang.report("road", "2022-05");
    let kept = report
        .values
        .get(&FieldKey::new("from_a_newer_form").unwrap());
    assert_eq!(kept, Some(&FieldValue::from("值")));
}

#[test]
fn an_unknown_base_is_asked_for_again() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let ahead = set("road", 7, &[("remarks", "x")]);
    assert_eq!(
        zhang.expect(Retry, &ahead).refusal,
        Some(Refusal::UnknownBase)
    );
    let beyond = set("road", u64::MAX, &[("remarks", "x")]);
    assert_eq!(
        zhang.expect(Retry, &beyond).refusal,
        Some(Refusal::UnknownBase)
    );
    for rev in 0..7 {
        zhang.expect(
            Applied,
            &set("road", rev, &[("remarks", &format!("{rev}"))]),
        );
    }
    zhang.expect(Applied, &ahead);
}

#[test]
fn hostile_text_is_only_text() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let texts = [
        "=HYPERLINK(\"http://x\")",
        "<script>alert(1)</script>",
        "a\0b",
        "\u{202e}abc",
        "'; DROP TABLE reports; --",
    ];
    for (rev, text) in (0..).zip(texts) {
        zhang.expect(Applied, &set("road", rev, &[("remarks", text)]));
        let report = zhang.report("road", "2022-05");
        let value = report.values.get(&FieldKey::new("remarks").unwrap());
        assert_eq!(value, Some(&FieldValue::from(text)));
    }
}
