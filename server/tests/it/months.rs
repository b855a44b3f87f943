//! A month is locked, frozen, opened again and locked again; while it is locked nothing changes it.

mod closed;
mod found;

use serde_json::{Value, json};
use yuebao_domain::aggregate::Summary;
use yuebao_domain::operation::month::edition::Opened;
use yuebao_domain::operation::month::{Command, Listed, MonthBook, State};
use yuebao_domain::operation::{Operation, Outcome, Refusal, SubjectKind};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::wire::v1::{self, OperationKind as Kind, OperationOutcome};
use yuebao_domain::wire::v2;
use yuebao_server::endpoints::ENDPOINTS;
use yuebao_store::editions::Edition;
use yuebao_store::everything::Trouble;
use yuebao_store::transact;
use yuebao_store::verify::verify;

use crate::support::TestServer;
use crate::support::client::Client;
use crate::support::ops::{after, operation};
use crate::support::plan;
use crate::support::subjects::{about, done, send, sync};

const APRIL: &str = "2022-04";

pub(crate) fn april() -> Month {
    APRIL.parse().unwrap()
}

/// Figures of a month that agree, with everything before it within `year` as well.
fn figures(month: &'static str, year: &'static str) -> [(&'static str, &'static str); 2] {
    [("month_investment", month), ("year_to_date", year)]
}

fn submit(project: &str, month: &str, base_rev: u64, boxes: &[(&str, &str)]) -> v1::Operation {
    operation(Kind::Submit, project, month, base_rev, boxes)
}

fn accept(project: &str, month: &str, rev: u64) -> v1::Operation {
    operation(Kind::Accept, project, month, rev, &[])
}

pub(crate) fn missing(projects: &[&str]) -> Vec<Listed> {
    let listed = projects.iter().map(|project| Listed {
        project: (*project).to_owned(),
        rev: 0,
    });
    listed.collect()
}

/// Everything but the road.
pub(crate) const OTHERS: [&str; 4] = ["bridge", "dam", "school", "tunnel"];

/// A server whose road has 300 accepted in April; nobody else has reported.
fn reported() -> (TestServer, Client, Client) {
    reported_on(TestServer::new())
}

fn reported_on(server: TestServer) -> (TestServer, Client, Client) {
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    let april = submit("road", APRIL, 0, &figures("300", "300"));
    zhang.expect(OperationOutcome::Applied, &april);
    office.expect(OperationOutcome::Applied, &accept("road", APRIL, 1));
    (server, zhang, office)
}

/// The same, with April locked.
pub(crate) fn locked() -> (TestServer, Client, Client) {
    locked_on(TestServer::new())
}

pub(crate) fn locked_on(server: TestServer) -> (TestServer, Client, Client) {
    let (server, zhang, office) = reported_on(server);
    done(&office, &about(april(), 0, Command::lock(missing(&OTHERS))));
    (server, zhang, office)
}

pub(crate) fn edition(server: &TestServer, number: u32) -> Edition {
    let conn = server.database();
    conn.reading().edition(april(), number).unwrap().unwrap()
}

pub(crate) fn totals(edition: &Edition) -> Summary {
    Opened::read(&edition.document).unwrap().summary(&[])
}

/// 合计 of a summary: the month's, and the year's to date.
fn total(summary: &Summary) -> (String, String) {
    let line = summary.at(&[]).unwrap();
    let show = |amount: Option<yuebao_domain::money::Money>| amount.unwrap().to_string();
    (show(line.month), show(line.year_to_date))
}

#[test]
fn a_mistake_is_offset_in_the_running_month_or_corrected_by_a_second_edition() {
    // April published 300, truth 200, May's work 100. 冲减: May m = 0, y = 300.
    let (server, mut zhang, mut office) = locked();
    let first = edition(&server, 1);
    assert_eq!(total(&totals(&first)), ("300".to_owned(), "300".to_owned()));
    let offset = submit("road", "2022-05", 0, &figures("0", "300"));
    zhang.expect(OperationOutcome::Applied, &offset);
    office.expect(OperationOutcome::Applied, &accept("road", "2022-05", 1));
    let may: Month = "2022-05".parse().unwrap();
    done(&office, &about(may, 0, Command::lock(missing(&OTHERS))));
    let conn = server.database();
    let may = conn.reading().edition(may, 1).unwrap().unwrap();
    assert_eq!(total(&totals(&may)), ("0".to_owned(), "300".to_owned()));
    assert_eq!(edition(&server, 1), first, "April stays as it was");

    // Edition 2: April 200, May 300.
    let (server, mut zhang, mut office) = locked();
    let first = edition(&server, 1);
    let reopen = Command::reopen(&["road".to_owned()], "重复计入设备款");
    done(&office, &about(april(), 1, reopen));
    let truth = submit("road", APRIL, 2, &figures("200", "200"));
    zhang.expect(OperationOutcome::Conflict, &truth);
    let proposed = office.report("road", APRIL);
    let ids: Vec<u64> = proposed.conflicts.iter().map(|open| open.id).collect();
    let mut resolve = operation(
        Kind::Resolve,
        "road",
        APRIL,
        proposed.rev,
        &figures("200", "200"),
    );
    resolve.conflict = ids.first().copied();
    resolve.also = ids[1..].to_vec();
    office.expect(OperationOutcome::Applied, &resolve);
    // Nobody else is asked for: the month was not opened for them.
    done(&office, &about(april(), 2, Command::lock(Vec::new())));
    let second = edition(&server, 2);
    assert_eq!(
        total(&totals(&second)),
        ("200".to_owned(), "200".to_owned())
    );
    assert_eq!(edition(&server, 1), first, "the old edition is kept");
    let may = submit("road", "2022-05", 0, &figures("100", "300"));
    zhang.expect(OperationOutcome::Applied, &may);
    let opened = Opened::read(&second.document).unwrap();
    assert_eq!((opened.number, opened.missing.len()), (2, 4));
    let mut conn = server.database();
    let verified = verify(&mut *conn).unwrap();
    assert_eq!((verified.faults, verified.editions), (vec![], 2));
}

#[test]
fn a_refused_lock_names_what_is_open_and_locks_nothing() {
    let (server, mut zhang, office) = reported();
    zhang.expect(
        OperationOutcome::Applied,
        &submit("bridge", APRIL, 0, &figures("5", "5")),
    );
    let lock = |named: Vec<Listed>| send(&office, &about(april(), 0, Command::lock(named)));
    let refused = lock(missing(&["dam", "school"]));
    assert_eq!(
        (refused.outcome, refused.refusal),
        (Outcome::Rejected, Some(Refusal::LockBlocked))
    );
    assert_eq!(
        refused.detail.as_deref(),
        Some(
            "示例 bridge：已上报、未审定；示例 tunnel：未报，须确认为缺报 / \
             示例 bridge: handed in, not accepted; 示例 tunnel: no report: confirm it as missing"
        )
    );
    // Confirmed as missing before it was handed in.
    let refused = lock(missing(&OTHERS));
    assert!(
        refused
            .detail
            .unwrap()
            .starts_with("示例 bridge：确认缺报之后又已上报")
    );
    let conn = server.database();
    assert_eq!(
        conn.reading().count_subjects(SubjectKind::Month).unwrap(),
        0
    );
    assert_eq!(conn.reading().edition(april(), 1).unwrap(), None);
    // As it was seen, it may be left out all the same.
    let mut named = missing(&OTHERS);
    named[0].rev = 1;
    assert_eq!(lock(named).outcome, Outcome::Applied);
    // A second lock on what was seen before the first.
    assert_eq!(lock(Vec::new()).refusal, Some(Refusal::MonthChanged));
}

#[test]
fn who_sees_any_project_hears_of_the_month_and_the_last_of_the_chain_closes_it() {
    let (server, _, office) = reported();
    let day = parse_day("2022-06-10").unwrap();
    let reopen = Command::reopen(&[], "漏报");
    for (user, may) in [
        ("zhang", false),
        ("county_coordinator", false),
        ("region_office", false),
        ("supervisor", false),
        ("admin", false),
        ("city_office", true),
    ] {
        let extend = Command::extend(Some("roads".to_owned()), &[], day, "汛期");
        let receipt = send(&server.client(user), &about(april(), 0, extend));
        let expected = (!may).then_some(Refusal::OfficeOnly);
        assert_eq!(receipt.refusal, expected, "{user}");
    }
    done(&office, &about(april(), 1, Command::excuse("road", "断网")));
    done(&office, &about(april(), 2, Command::lock(missing(&OTHERS))));
    let early = send(&office, &about(april(), 2, reopen));
    assert_eq!(early.refusal, Some(Refusal::MonthChanged));
    for (user, sees, is_theirs) in [
        ("zhang", true, true),
        ("zhao", true, false),
        ("county_coordinator", true, true),
        ("supervisor", true, true),
        ("admin", false, false),
    ] {
        let told = sync(&server.client(user), &[]).changes.take_subjects();
        let month = told.iter().find(|held| held.subject == april());
        assert_eq!(month.is_some(), sees, "{user}");
        if let Some(held) = month {
            let book = MonthBook::read(&held.values).unwrap();
            assert_eq!(held.state.of_month(), Some(State::Locked));
            let extended = book.extended("road", Some("roads"));
            assert_eq!(extended, Some(day).filter(|_| is_theirs), "{user}");
            let excused = book.excused("road").map(|step| step.by.as_str());
            assert_eq!(excused, Some("重点办").filter(|_| is_theirs), "{user}");
            assert_eq!(book.edition().unwrap().digest, edition(&server, 1).digest);
        }
    }
    let future: Month = "2023-01".parse().unwrap();
    let receipt = send(&office, &about(future, 0, Command::lock(Vec::new())));
    assert_eq!(receipt.refusal, Some(Refusal::MonthNotOpen));
}

#[test]
fn of_a_month_everybody_is_told_what_concerns_projects_that_they_see() {
    let (server, _, office) = reported();
    let day = parse_day("2022-06-10").unwrap();
    let extend = Command::extend(
        Some("roads".to_owned()),
        &["dam".to_owned()],
        day,
        "塌方断路",
    );
    done(&office, &about(april(), 0, extend));
    done(
        &office,
        &about(april(), 1, Command::excuse("school", "校网断")),
    );
    done(&office, &about(april(), 2, Command::lock(missing(&OTHERS))));
    let reopen = Command::reopen(&["school".to_owned()], "漏报设备款");
    done(&office, &about(april(), 3, reopen));
    for (user, own, words, state) in [
        (
            "zhang",
            &["bridge", "tunnel"][..],
            &["塌方断路"][..],
            State::Locked,
        ),
        ("wang", &["dam"], &["塌方断路"], State::Locked),
        (
            "zhao",
            &["school"],
            &["校网断", "漏报设备款"],
            State::Reopened,
        ),
        (
            "county_coordinator",
            &["bridge", "dam", "tunnel"],
            &["塌方断路"],
            State::Locked,
        ),
        (
            "city_office",
            &OTHERS,
            &["塌方断路", "校网断", "漏报设备款"],
            State::Reopened,
        ),
    ] {
        let told = sync(&server.client(user), &[]).changes.take_subjects();
        let held = told.iter().find(|held| held.subject == april()).unwrap();
        assert_eq!(held.state.of_month(), Some(state), "{user}");
        let book = MonthBook::read(&held.values).unwrap();
        assert_eq!(book.edition().unwrap().missing, own, "{user}");
        let text = serde_json::to_string(&held.values).unwrap();
        for project in OTHERS {
            assert_eq!(
                text.contains(project),
                own.contains(&project),
                "{user} {text}"
            );
        }
        for said in ["塌方断路", "校网断", "漏报设备款"] {
            assert_eq!(text.contains(said), words.contains(&said), "{user} {text}");
        }
    }
    // Whoever comes to see a project hears what the month says of it.
    let mut client = server.client("zhang");
    client.sync(Vec::new());
    let school = plan::project("school", "roads");
    transact(&mut *server.database(), |tx| tx.put_project(&school)).unwrap();
    let since = json!({
        "protocol": 2, "nonce": "n", "device": "d", "cursor": client.cursor, "operations": [],
    });
    let answer = client.post("/api/v2/sync", since.to_string().as_bytes());
    let text = String::from_utf8(answer.body).unwrap();
    assert!(text.contains("漏报设备款"), "{text}");
}

#[test]
fn programs_that_know_no_months_pass_over_them() {
    let (server, zhang, _) = locked();
    let request =
        json!({"protocol": 2, "nonce": "n", "device": "d", "cursor": 0, "operations": []});
    let told = zhang
        .post("/api/v2/sync", request.to_string().as_bytes())
        .json();
    let subjects = told["changes"]["subjects"].as_array().unwrap();
    let (months, others): (Vec<&Value>, Vec<&Value>) = subjects
        .iter()
        .partition(|one| one["subject"]["kind"] == "month");
    assert_eq!((months.len(), others.len()), (1, 1));
    // Widgets of before ask each subject for its project, and set one without it aside.
    assert!(months[0]["subject"].get("project").is_none());
    assert!(
        others
            .iter()
            .all(|one| one["subject"]["project"].is_string())
    );
    let request =
        json!({"protocol": 1, "nonce": "n", "device": "d", "cursor": 0, "operations": []});
    let told = zhang.post("/api/v1/sync", request.to_string().as_bytes());
    let text = String::from_utf8(told.body).unwrap();
    assert!(!text.contains("month_locked"), "{text}");
    let told: v1::SyncAnswer = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (told.changes.reports.len(), told.changes.unreadable),
        (1, 0)
    );
    drop(server);
}
