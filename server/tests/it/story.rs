//! A clerk's month.

use yuebao_domain::operation::report::State;
use yuebao_domain::profile_file::holidays;
use yuebao_domain::wire::v1::{ChangeSet, OperationOutcome, SyncAnswer};
use yuebao_store::transact;

use crate::support::ops::{GOOD, set, submit};
use crate::support::{TestServer, client};

fn texts(values: &yuebao_domain::report::FieldValues) -> Vec<(String, String)> {
    let text = |value: &yuebao_domain::report::FieldValue| value.text().unwrap().to_owned();
    values
        .iter()
        .map(|(key, value)| (key.to_string(), text(value)))
        .collect()
}

fn projects(answer: &SyncAnswer) -> Vec<&str> {
    let mut ids: Vec<&str> = answer
        .changes
        .projects
        .iter()
        .map(|plan| plan.id.as_str())
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn hello_needs_no_login() {
    let server = TestServer::new();
    let response = client::agent()
        .get(server.url("/api/v1/hello"))
        .call()
        .unwrap();
    let hello = client::Answer::read(response).json();
    assert_eq!(hello["protocol"], 1);
    assert_eq!(hello["time"], "2022-06-05T02:00:00.000Z");
    assert!(hello["epoch"].as_u64() > Some(0));
    assert_eq!(hello["title"], crate::support::plan::profile().title);
}

#[test]
fn the_first_pull_brings_everything_in_sight_and_the_next_one_nothing() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let first = zhang.sync(Vec::new());
    assert_eq!(projects(&first), ["bridge", "road", "tunnel"]);
    let mut profile = crate::support::plan::profile();
    profile.holidays = holidays(&profile, &[]);
    let sent = ChangeSet {
        profile: Some(profile),
        ..ChangeSet::default()
    };
    // As this version of the protocol tells it.
    let told = serde_json::to_value(&sent).unwrap();
    let told: ChangeSet = serde_json::from_value(told).unwrap();
    assert_eq!(first.changes.profile, told.profile);
    let units: Vec<&str> = first
        .changes
        .units
        .iter()
        .map(|unit| unit.id.as_str())
        .collect();
    assert_eq!(
        units,
        ["city", "county-1", "roads"],
        "one's own and those above"
    );
    assert!(!first.more);
    let second = zhang.sync(Vec::new());
    assert_eq!(second.changes, ChangeSet::default());
    assert_eq!(second.cursor, first.cursor);
}

#[test]
fn three_reports_go_in_and_come_out_again_for_everybody_in_sight() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let mut office = server.client("city_office");
    li.sync(Vec::new());
    office.sync(Vec::new());
    let reports = ["road", "bridge", "tunnel"].map(|project| submit(project, 0, GOOD));
    let answer = zhang.sync(reports.to_vec());
    for result in &answer.results {
        assert_eq!(
            (result.outcome, result.rev),
            (OperationOutcome::Applied, Some(1))
        );
    }
    assert_eq!(
        answer.changes.reports.len(),
        3,
        "one's own are part of the pull"
    );
    for other in [&mut li, &mut office] {
        let news = other.sync(Vec::new());
        assert!(
            news.changes.projects.is_empty(),
            "plan rows are not sent again"
        );
        assert_eq!(news.changes.reports.len(), 3);
        for report in &news.changes.reports {
            assert_eq!((report.rev, report.state), (1, State::Submitted));
            assert_eq!(report.by, "张三");
            assert_eq!(report.received_at, "2022-06-05T02:00:00.000Z");
            let mut sent: Vec<(String, String)> = GOOD
                .iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
                .collect();
            sent.sort();
            assert_eq!(texts(&report.values), sent);
        }
    }
}

#[test]
fn many_changes_of_one_report_are_told_once_in_their_latest_state() {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    li.sync(Vec::new());
    for rev in 0..5 {
        let text = format!("第{rev}稿");
        zhang.expect(
            OperationOutcome::Applied,
            &set("road", rev, &[("remarks", &text)]),
        );
    }
    let news = li.sync(Vec::new()).changes.reports;
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].rev, 5);
    assert_eq!(
        texts(&news[0].values),
        [("remarks".to_owned(), "第4稿".to_owned())]
    );
}

#[test]
fn an_answer_that_got_lost_is_given_again() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let report = submit("road", 0, GOOD);
    let first = zhang.expect(OperationOutcome::Applied, &report);
    let again = zhang.expect(OperationOutcome::Duplicate, &report);
    assert_eq!(again.rev, first.rev);
    let twice = zhang.sync(vec![report.clone(), report]);
    assert!(
        twice
            .results
            .iter()
            .all(|result| result.outcome == OperationOutcome::Duplicate)
    );
    assert_eq!(zhang.report("road", "2022-05").rev, 1);
}

#[test]
fn the_same_operation_twice_at_once_makes_one_row() {
    let server = TestServer::new();
    let report = submit("road", 0, GOOD);
    let mut outcomes: Vec<OperationOutcome> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| server.client("zhang").send(&report).outcome))
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    outcomes.retain(|outcome| *outcome != OperationOutcome::Duplicate);
    assert_eq!(outcomes, [OperationOutcome::Applied]);
    assert_eq!(server.client("zhang").report("road", "2022-05").rev, 1);
}

#[test]
fn a_report_can_be_handed_in_again() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let nothing_new = zhang.expect(OperationOutcome::Applied, &submit("road", 1, &[]));
    assert_eq!(nothing_new.rev, Some(1), "nothing to write");
    let second = zhang.expect(
        OperationOutcome::Applied,
        &submit("road", 1, &[("remarks", "补充")]),
    );
    assert_eq!(second.rev, Some(2));
    assert_eq!(zhang.report("road", "2022-05").state, State::Submitted);
}

#[test]
fn a_long_pull_comes_in_parts() {
    let server = TestServer::new();
    let mut conn = server.database();
    transact(&mut *conn, |tx| {
        for number in 0..1000 {
            let row = crate::support::plan::project(&format!("p{number}"), "roads");
            tx.put_project(&row)?;
        }
        Ok::<_, yuebao_store::Error>(())
    })
    .unwrap();
    let mut zhang = server.client("zhang");
    let mut seen = std::collections::BTreeSet::new();
    let mut parts = 0;
    loop {
        let answer = zhang.sync(Vec::new());
        parts += 1;
        seen.extend(answer.changes.projects.into_iter().map(|plan| plan.id));
        if !answer.more {
            break;
        }
    }
    assert_eq!((seen.len(), parts), (1003, 3));
}
