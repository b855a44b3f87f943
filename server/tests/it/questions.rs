//! Questions (疑问) on a box, by protocol 2, which protocol 1 knows nothing of.

use serde_json::{Value, json};
use yuebao_domain::device::QuestionKey;
use yuebao_domain::operation::question::{Command, CommandKind};
use yuebao_domain::operation::{Operation, Outcome, Receipt, Refusal, ReportKey};
use yuebao_domain::report::FieldKey;
use yuebao_store::verify::verify;

use crate::support::TestServer;
use crate::support::client::Client;
use crate::support::ops::{GOOD, after, op_id, set, submit};
use crate::support::subjects::{self, send, sync};

pub(crate) fn about(project: &str, id: &str) -> QuestionKey {
    QuestionKey {
        report: ReportKey {
            project: project.to_owned(),
            month: "2022-05".parse().unwrap(),
        },
        id: id.to_owned(),
    }
}

pub(crate) fn step(key: &QuestionKey, base_rev: u64, kind: CommandKind, text: &str) -> Operation {
    let command = Command {
        field: (kind == CommandKind::Ask).then(|| FieldKey::new("month_investment").unwrap()),
        ..Command::saying(kind, text)
    };
    subjects::about(key.clone(), base_rev, command)
}

/// What somebody sees of questions: state and words.
fn seen(client: &Client) -> Vec<(String, Vec<String>)> {
    let told = sync(client, &[]).changes.take_subjects();
    let questions = told.iter().filter_map(|held| {
        let question = yuebao_domain::operation::question::Question::read(&held.values)?;
        let words = question.remarks.into_iter().map(|one| one.text);
        Some((held.state.key().to_owned(), words.collect()))
    });
    questions.collect()
}

#[test]
fn asked_answered_and_closed_each_once_and_seen_by_whom_it_concerns() {
    let server = TestServer::new();
    let (mut clerk, office) = (server.client("zhang"), server.client("city_office"));
    clerk.send(&submit("road", 0, GOOD));
    let key = about("road", &op_id());
    let ask = step(&key, 0, CommandKind::Ask, "为何少于上月？");
    assert_eq!(send(&office, &ask).outcome, Outcome::Applied);
    assert_eq!(send(&office, &ask).outcome, Outcome::Duplicate);
    let answer = step(&key, 1, CommandKind::Answer, "雨季停工");
    assert_eq!(send(&clerk, &answer).rev, Some(2));
    // Another clerk of the unit, who had seen the question alone.
    let other = step(&key, 1, CommandKind::Answer, "还有征地");
    assert_eq!(send(&server.client("li"), &other).rev, Some(3));
    let close = |seen| step(&key, seen, CommandKind::Close, "");
    let unread = send(&office, &close(2));
    assert_eq!(unread.refusal, Some(Refusal::Overtaken));
    assert_eq!(send(&office, &close(3)).outcome, Outcome::Applied);

    let all = ["为何少于上月？", "雨季停工", "还有征地", ""];
    let expected = vec![("closed".to_owned(), all.map(str::to_owned).to_vec())];
    for user in [
        "zhang",
        "li",
        "county_coordinator",
        "city_office",
        "supervisor",
    ] {
        assert_eq!(seen(&server.client(user)), expected, "{user}");
    }
    assert_eq!(seen(&server.client("wang")), [], "another unit's");
    let found = verify(&mut *server.database()).unwrap();
    assert_eq!(found.faults, []);
    assert_eq!(found.reports, 2, "a report, and a question on it");
}

#[test]
fn who_may_take_which_step() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let table = [
        ("zhang", "ReviewersOnly", "applied", "ReviewersOnly"),
        ("wang", "ReviewersOnly", "NotYours", "ReviewersOnly"),
        ("county_coordinator", "applied", "ReportersOnly", "applied"),
        ("city_office", "applied", "ReportersOnly", "applied"),
        ("supervisor", "ReviewersOnly", "NotYours", "ReviewersOnly"),
    ];
    for (user, ask, answer, withdraw) in table {
        let client = server.client(user);
        let said = |receipt: Receipt| match receipt.refusal {
            Some(refusal) => format!("{refusal:?}"),
            None => format!("{:?}", receipt.outcome).to_lowercase(),
        };
        let own = about("road", &op_id());
        let asked = said(send(&client, &step(&own, 0, CommandKind::Ask, "？")));
        assert_eq!(asked, ask, "{user} asks");
        let key = about("road", &op_id());
        send(&office, &step(&key, 0, CommandKind::Ask, "？"));
        let answered = said(send(&client, &step(&key, 1, CommandKind::Answer, "答")));
        assert_eq!(answered, answer, "{user} answers");
        let rev = if answer == "applied" { 2 } else { 1 };
        let taken = said(send(&client, &step(&key, rev, CommandKind::Withdraw, "")));
        assert_eq!(taken, withdraw, "{user} takes back");
    }
    for nowhere in ["nothing", "school"] {
        let key = about(nowhere, &op_id());
        let refused = send(
            &server.client("county_coordinator"),
            &step(&key, 0, CommandKind::Ask, "？"),
        );
        assert_eq!(refused.refusal, Some(Refusal::ReviewersOnly), "{nowhere}");
    }
}

#[test]
fn an_older_widget_hears_of_reports_alone_and_goes_on() {
    let server = TestServer::new();
    let (mut clerk, office) = (server.client("zhang"), server.client("city_office"));
    clerk.send(&submit("road", 0, GOOD));
    let key = about("road", &op_id());
    send(&office, &step(&key, 0, CommandKind::Ask, "为何少于上月？"));
    let before = clerk.cursor;
    let answer = clerk.sync(Vec::new());
    assert!(answer.changes.reports.is_empty() && !answer.more);
    assert!(clerk.cursor > before, "it does not ask for the same again");
    let raw: Value = {
        let request = json!({ "protocol": 1, "nonce": "n", "device": "d", "cursor": 0 });
        let all = clerk.post("/api/v1/sync", &serde_json::to_vec(&request).unwrap());
        all.json()
    };
    assert_eq!(raw["changes"]["reports"].as_array().unwrap().len(), 1);
    assert!(!raw.to_string().contains("为何少于上月"));
}

#[test]
fn what_is_no_question_is_refused_with_its_place() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let id = op_id();
    let sent = |subject: Value, command: Value| {
        let operation = json!({
            "op_id": op_id(), "sequence": 1, "form_version": 1, "base_rev": 0,
            "subject": subject, "command": command,
        });
        let request = json!({
            "protocol": 2, "nonce": "n", "device": "d", "cursor": 0, "operations": [operation],
        });
        let answer = office.post("/api/v2/sync", &serde_json::to_vec(&request).unwrap());
        let receipt = &answer.json()["receipts"][0];
        assert_eq!(receipt["refusal"], "malformed");
        receipt["detail"].as_str().unwrap().to_owned()
    };
    let question = json!({ "kind": "question", "project": "road", "month": "2022-05", "id": id });
    let mut nameless = question.clone();
    nameless["id"] = "".into();
    let mut letter = question.clone();
    letter["kind"] = "letter".into();
    let ask = json!({ "kind": "ask", "field": "remarks", "text": "？" });
    for (subject, command, place) in [
        (&nameless, &ask, "subject.id"),
        (&letter, &ask, "letter"),
        (&question, &json!({ "kind": "submit" }), "submit"),
        (
            &question,
            &json!({ "kind": "ask", "box": "remarks" }),
            "box",
        ),
        (
            &question,
            &json!({ "kind": "ask", "field": "不是" }),
            "field",
        ),
    ] {
        let detail = sent(subject.clone(), command.clone());
        assert!(detail.contains(place), "{place}: {detail}");
    }
}

#[test]
fn what_an_older_program_has_sent_is_known_again_when_its_successor_sends_it() {
    let server = TestServer::new();
    let mut clerk = server.client("zhang");
    let draft = set("road", 0, &[("remarks", "x")]);
    let hand_in = after(&draft, submit("road", 0, GOOD));
    clerk.sync(vec![draft.clone(), hand_in.clone()]);
    for sent in [draft, hand_in] {
        let altered = {
            let mut other = Operation::from(sent.clone());
            other.made_at = "2030-01-01T00:00:00Z".into();
            other
        };
        let again = send(&clerk, &sent.into());
        assert_eq!((again.outcome, again.refusal), (Outcome::Duplicate, None));
        let receipt = send(&clerk, &altered);
        assert_eq!(receipt.refusal, Some(Refusal::IdReused));
    }
    assert_eq!(clerk.report("road", "2022-05").rev, 2);
}
