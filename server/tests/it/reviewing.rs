//! Accepted, returned, amended: a reviewer and those who report, and the history of it all.

use yuebao_domain::ids::OpId;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::report::State;
use yuebao_domain::report::{FieldKey, FieldValue};
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::{
    MAX_REVISIONS, Operation, OperationKind, OperationOutcome, ReportHistory, ReportState,
};
use yuebao_server::accounts::{self, NewRights};
use yuebao_store::transact;

use crate::support::client::Answer;
use crate::support::ops::{GOOD, after, operation, set, submit};
use crate::support::{Client, TestServer, now};

use OperationKind::{Accept, Resolve, Return, Submit, Void};
use OperationOutcome::{Applied, Conflict, Duplicate, Rejected};

pub(crate) const HISTORY: &str = "/api/v1/reports/road/2022-05/history";

pub(crate) fn about(kind: OperationKind, project: &str, base_rev: u64, reason: &str) -> Operation {
    Operation {
        reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        ..operation(kind, project, "2022-05", base_rev, &[])
    }
}

pub(crate) fn resolve(base_rev: u64, conflict: u64, boxes: &[(&str, &str)]) -> Operation {
    Operation {
        conflict: Some(conflict),
        ..operation(Resolve, "road", "2022-05", base_rev, boxes)
    }
}

pub(crate) fn text<'a>(report: &'a ReportState, key: &str) -> Option<&'a str> {
    report.values.get(&FieldKey::new(key).unwrap())?.text()
}

#[track_caller]
fn refused(client: &mut Client, operation: &Operation) -> Refusal {
    client.expect(Rejected, operation).refusal.unwrap()
}

fn read(answer: &Answer) -> ReportHistory {
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{text}");
    serde_json::from_slice(&answer.body).unwrap()
}

const BETTER: &[(&str, &str)] = &[
    ("month_investment", "90"),
    ("year_to_date", "490"),
    ("since_start", "5490"),
];

/// Submitted, returned, corrected, accepted, amended, settled: revisions 1 to 6.
pub(crate) fn whole_story(server: &TestServer) {
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let mut office = server.client("city_office");
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let back = about(Return, "road", 1, "与形象进度不符");
    server.hands.move_by_seconds(60);
    office.expect(Applied, &back);
    office.expect(Duplicate, &back);

    let report = zhang.report("road", "2022-05");
    assert_eq!((report.state, report.rev), (State::Returned, 2));
    let review = report.review.as_ref().unwrap();
    assert_eq!((review.by.as_str(), review.rev), ("重点办", 2));
    assert_eq!(review.comment.as_deref(), Some("与形象进度不符"));
    assert_eq!(review.at, "2022-06-05T02:01:00.000Z");

    zhang.expect(Applied, &submit("road", 2, BETTER));
    let report = zhang.report("road", "2022-05");
    assert_eq!((report.state, report.review), (State::Submitted, None));
    office.expect(Applied, &about(Accept, "road", 3, "同意"));
    let report = zhang.report("road", "2022-05");
    assert_eq!(report.state, State::Accepted);
    assert_eq!(
        report.review.as_ref().unwrap().comment.as_deref(),
        Some("同意")
    );

    let draft = set("road", 4, &[("remarks", "更正")]);
    assert_eq!(refused(&mut li, &draft), Refusal::AlreadySubmitted);
    let amendment = Operation {
        made_at: "2031-01-01T00:00:00Z".into(),
        ..submit("road", 4, &[("remarks", "更正")])
    };
    li.expect(Conflict, &amendment);
    let report = li.report("road", "2022-05");
    assert_eq!((report.state, report.rev), (State::Accepted, 5));
    assert_eq!(text(&report, "remarks"), None, "what was accepted stands");
    assert_eq!(
        report.review.as_ref().unwrap().rev,
        4,
        "since it was accepted"
    );
    let open = &report.conflicts[0];
    assert_eq!(open.clash.kind, ClashKind::Amendment);
    assert_eq!(open.second_by, "李四");
    for reporter in [&mut zhang, &mut li] {
        let own = resolve(5, open.id, &[("remarks", "更正")]);
        assert_eq!(refused(reporter, &own), Refusal::ReviewersOnly);
    }
    office.expect(Applied, &resolve(5, open.id, &[("remarks", "更正")]));
    let report = zhang.report("road", "2022-05");
    assert_eq!((report.state, report.rev), (State::Accepted, 6));
    assert_eq!(text(&report, "remarks"), Some("更正"));
    assert!(report.conflicts.is_empty());
}

#[test]
fn a_report_is_returned_corrected_accepted_amended_and_all_of_it_is_on_record() {
    let server = TestServer::new();
    whole_story(&server);
    let history = read(&server.client("zhang").get(HISTORY));
    let steps: Vec<_> = history
        .steps
        .iter()
        .map(|step| {
            (
                step.made.rev,
                step.made.kind,
                step.made.by.as_str(),
                step.from,
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            (6, Resolve, "重点办", None),
            (5, Submit, "李四", None),
            (4, Accept, "重点办", Some(State::Submitted)),
            (3, Submit, "张三", Some(State::Returned)),
            (2, Return, "重点办", Some(State::Submitted)),
            (1, Submit, "张三", None),
        ]
    );
    assert_eq!(history.before, None);
    assert_eq!(history.steps[4].comment.as_deref(), Some("与形象进度不符"));
    let amended = &history.steps[1];
    assert_eq!(amended.made.unit, "甲县交通局");
    assert_eq!(
        amended.made.made_at, "2031-01-01T00:00:00Z",
        "as the device said"
    );
    assert_eq!(amended.made.received_at, "2022-06-05T02:01:00.000Z");
    assert_eq!(amended.opened, history.steps[0].settled);

    let groups: Vec<String> = (history.fields.iter())
        .map(|field| field.group.to_string())
        .collect();
    assert_eq!(groups, ["investment", "remarks"]);
    let revs = |at: usize| -> Vec<u64> {
        let entries = history.fields[at].entries.iter();
        entries.map(|entry| entry.made.rev).collect()
    };
    assert_eq!((revs(0), revs(1)), (vec![3, 1], vec![6, 5]));
    let proposed = &history.fields[1].entries[1];
    let value = proposed.values.values().next();
    assert_eq!(value, Some(&FieldValue::from("更正")));
    let waited = proposed.waited.as_ref().unwrap();
    assert_eq!(waited.kind, ClashKind::Amendment);
    assert_eq!(waited.settled.as_ref().unwrap().by, "重点办");
}

#[test]
fn the_history_is_for_those_who_may_read_and_there_is_none_for_anybody_else() {
    let server = TestServer::new();
    whole_story(&server);
    for user in [
        "zhang",
        "liaison",
        "county_coordinator",
        "city_office",
        "supervisor",
    ] {
        assert_eq!(
            read(&server.client(user).get(HISTORY)).steps.len(),
            6,
            "{user}"
        );
    }
    for (user, path) in [
        ("wang", HISTORY),
        ("zhao", HISTORY),
        ("admin", HISTORY),
        ("zhang", "/api/v1/reports/atlantis/2022-05/history"),
        ("zhang", "/api/v1/reports/road/2022-04/history"),
    ] {
        let problem = server.client(user).get(path).problem();
        assert_eq!(
            (problem.status, problem.r#type.as_str()),
            (404, "yuebao:no-such-report"),
            "{user} {path}"
        );
    }
    let zhang = server.client("zhang");
    for (path, field) in [
        ("/api/v1/reports/road/2022-13/history", "month"),
        ("/api/v1/reports/road/2022-05/history?before=x", "before"),
        ("/api/v1/reports/road/2022-05/history?after=1", "before"),
        ("/api/v1/reports/%ff/2022-05/history", "path"),
    ] {
        let problem = zhang.get(path).problem();
        assert_eq!(problem.status, 400, "{path}");
        assert_eq!(problem.field.as_deref(), Some(field), "{path}");
    }
}

#[test]
fn a_long_history_is_told_in_pages_without_a_gap() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let many = MAX_REVISIONS as u64 + 20;
    let texts: Vec<String> = (1..=many).map(|number| number.to_string()).collect();
    let all: Vec<Operation> = (0..)
        .zip(&texts)
        .map(|(rev, text)| set("road", rev, &[("remarks", text)]))
        .collect();
    for part in all.chunks(60) {
        for result in zhang.sync(part.to_vec()).results {
            assert_eq!(result.outcome, Applied);
        }
    }
    let mut told = Vec::new();
    let mut path = HISTORY.to_owned();
    loop {
        let page = read(&zhang.get(&path));
        assert!(page.steps.len() <= MAX_REVISIONS);
        for entry in &page.fields[0].entries {
            let value = entry.values.values().next().unwrap();
            assert_eq!(value.text(), Some(entry.made.rev.to_string().as_str()));
            told.push(entry.made.rev);
        }
        match page.before {
            Some(before) => path = format!("{HISTORY}?before={before}"),
            None => break,
        }
    }
    let newest_first: Vec<u64> = (1..=many).rev().collect();
    assert_eq!(told, newest_first);
}

#[test]
fn a_review_of_an_older_revision_is_refused_and_so_is_a_second_one() {
    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    zhang.expect(Applied, &submit("road", 1, &[("remarks", "补充")]));
    for kind in [Accept, Return] {
        let late = about(kind, "road", 1, "x");
        assert_eq!(refused(&mut office, &late), Refusal::Overtaken);
    }
    assert_eq!(zhang.report("road", "2022-05").state, State::Submitted);
    office.expect(Applied, &about(Accept, "road", 2, ""));
    let again = about(Accept, "road", 3, "");
    assert_eq!(refused(&mut office, &again), Refusal::NotForReview);
    // until the month is locked what was accepted can be sent back
    office.expect(Applied, &about(Return, "road", 3, "x"));
}

#[test]
fn an_acceptance_is_checked_again_with_what_has_changed_since() {
    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    // April comes after May, and with it May's cumulative is wrong.
    let april = operation(
        Submit,
        "road",
        "2022-04",
        0,
        &[("month_investment", "1"), ("year_to_date", "1")],
    );
    zhang.expect(Applied, &april);
    let result = office.expect(Rejected, &about(Accept, "road", 1, ""));
    assert_eq!(result.findings[0].code.as_str(), "M103");
    office.expect(Applied, &about(Return, "road", 1, "累计有误"));
}

#[test]
fn what_is_accepted_counts_in_the_checks_of_later_months_and_what_is_returned_does_not() {
    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    let june = |boxes: &[(&str, &str)]| Operation {
        month: "2022-06".parse().unwrap(),
        ..submit("road", 0, boxes)
    };
    let alone = june(&[("month_investment", "7"), ("year_to_date", "7")]);
    zhang.expect(Applied, &submit("road", 0, GOOD));
    office.expect(Applied, &about(Accept, "road", 1, ""));
    let result = zhang.expect(Rejected, &alone);
    assert_eq!(result.findings[0].code.as_str(), "M103", "against May");

    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    office.expect(Applied, &about(Return, "road", 1, "重报"));
    zhang.expect(Applied, &alone);
}

/// Who may review and who may report the project `road`, of which roles there are.
#[test]
fn every_role_reviews_and_declares_void_what_the_table_says() {
    let server = TestServer::new();
    for (user, reports, reviews) in [
        ("zhang", true, false),
        ("wang", false, false),
        ("zhao", false, false),
        ("liaison", true, true),
        ("unit_lead", true, true),
        ("county_coordinator", true, true),
        ("city_office", false, true),
        ("region_office", false, true),
        ("supervisor", false, false),
        ("admin", false, false),
    ] {
        let mut client = server.client(user);
        for (kind, may) in [(Accept, reviews), (Return, reviews), (Void, reports)] {
            // A report that does not exist, so that nothing but the right decides.
            let result = client.expect(Rejected, &about(kind, "tunnel", 0, "x"));
            let strangers = [Refusal::ReviewersOnly, Refusal::NotYours];
            let stranger = strangers.contains(&result.refusal.unwrap());
            assert_eq!(
                stranger,
                !(may || reviews && kind == Void),
                "{user} {kind:?}"
            );
        }
        if !reports && !reviews {
            for kind in [Accept, Return, Void, Resolve] {
                let mut answers =
                    ["road", "atlantis"].map(|project| client.send(&about(kind, project, 1, "x")));
                for answer in &mut answers {
                    answer.op_id = OpId::default();
                }
                assert_eq!(
                    answers[0], answers[1],
                    "{user} {kind:?}: a stranger learns nothing"
                );
            }
        }
    }
    let mut schools = server.client("county_coordinator");
    let elsewhere = about(Accept, "school", 1, "");
    assert_eq!(refused(&mut schools, &elsewhere), Refusal::ReviewersOnly);
}

#[test]
fn what_is_accepted_only_a_reviewer_declares_void() {
    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    let void = |rev| about(Void, "road", rev, "重复");
    assert_eq!(refused(&mut office, &void(1)), Refusal::ReportersOnly);
    office.expect(Applied, &about(Accept, "road", 1, ""));
    assert_eq!(refused(&mut zhang, &void(2)), Refusal::ReviewersOnly);
    office.expect(Applied, &void(2));
    let report = zhang.report("road", "2022-05");
    assert_eq!(report.state, State::Void);
    assert_eq!(
        report.review.as_ref().unwrap().comment.as_deref(),
        Some("重复")
    );
    assert_eq!(
        text(&report, "year_to_date"),
        Some("500"),
        "nothing is deleted"
    );
}

#[test]
fn a_correction_made_before_the_return_was_seen_is_kept_and_the_comment_stands() {
    let server = TestServer::new();
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    zhang.expect(Applied, &submit("road", 0, GOOD));
    office.expect(Applied, &about(Return, "road", 1, "核对"));
    zhang.expect(Applied, &submit("road", 1, &[("remarks", "更正")]));
    let report = zhang.report("road", "2022-05");
    assert_eq!((report.state, report.rev), (State::Returned, 3));
    assert_eq!(text(&report, "remarks"), Some("更正"));
    assert_eq!(
        report.review.as_ref().unwrap().comment.as_deref(),
        Some("核对")
    );
    // Seen now; a draft and what builds on it, made offline.
    let draft = set("road", 3, &[("remarks", "再更正")]);
    let handed = after(&draft, submit("road", 3, &[]));
    for result in zhang.sync(vec![draft, handed]).results {
        assert_eq!(result.outcome, Applied);
    }
    assert_eq!(zhang.report("road", "2022-05").state, State::Submitted);
}

#[test]
fn a_database_with_reviews_and_amendments_is_found_whole() {
    let server = TestServer::new();
    whole_story(&server);
    let found = yuebao_store::verify::verify(&mut *server.database()).unwrap();
    assert!(found.faults.is_empty(), "{:?}", found.faults);
}

#[test]
fn who_filed_a_report_does_not_review_it_after_a_change_of_role() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(Applied, &set("road", 0, &[("remarks", "张三所填")]));
    li.expect(Applied, &submit("road", 1, GOOD));
    let mut conn = server.database();
    for user in ["zhang", "li"] {
        let office = NewRights {
            role: Some(Role::CityOffice),
            unit: Some("city"),
            ..NewRights::default()
        };
        let changed = transact(&mut *conn, |tx| accounts::change(tx, user, office, now()));
        changed.unwrap();
    }
    for client in [&mut zhang, &mut li] {
        for kind in [Accept, Return] {
            let review = about(kind, "road", 2, "自己审自己");
            assert_eq!(refused(client, &review), Refusal::OwnReport);
        }
    }
    let mut office = server.client("city_office");
    office.expect(Applied, &about(Return, "road", 2, "请核对"));
    // What somebody else files from there on is still partly theirs.
    let mut liaison = server.client("liaison");
    liaison.expect(Applied, &submit("road", 3, BETTER));
    assert_eq!(
        refused(&mut zhang, &about(Accept, "road", 4, "")),
        Refusal::OwnReport
    );
    office.expect(Applied, &about(Accept, "road", 4, ""));
}
