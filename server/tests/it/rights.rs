//! Every role against projects of its own unit, of a unit beside it, below it and elsewhere.

use yuebao_domain::ids::OpId;
use yuebao_domain::operation::Refusal;
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_store::transact;

use crate::support::TestServer;
use crate::support::ops::{GOOD, submit};

/// Who sees which projects, and which of them they may report. The whole table is here, so that
/// a slip in any cell is seen.
const TABLE: &[(&str, &[&str], &[&str])] = &[
    (
        "zhang",
        &["bridge", "road", "tunnel"],
        &["bridge", "road", "tunnel"],
    ),
    ("wang", &["dam"], &["dam"]),
    ("zhao", &["school"], &["school"]),
    (
        "liaison",
        &["bridge", "road", "tunnel"],
        &["bridge", "road", "tunnel"],
    ),
    (
        "unit_lead",
        &["bridge", "road", "tunnel"],
        &["bridge", "road", "tunnel"],
    ),
    (
        "county_coordinator",
        &["bridge", "dam", "road", "tunnel"],
        &["bridge", "dam", "road", "tunnel"],
    ),
    (
        "city_office",
        &["bridge", "dam", "road", "school", "tunnel"],
        &[],
    ),
    (
        "region_office",
        &["bridge", "dam", "road", "school", "tunnel"],
        &[],
    ),
    (
        "supervisor",
        &["bridge", "dam", "road", "school", "tunnel"],
        &[],
    ),
    ("admin", &[], &[]),
];

const PROJECTS: [&str; 5] = ["bridge", "dam", "road", "school", "tunnel"];

#[test]
fn everybody_sees_and_reports_what_the_table_says_and_nothing_else() {
    for (user, seen, reported) in TABLE {
        // Everything has been reported by its own clerk before.
        let server = TestServer::new();
        for (clerk, project) in [("zhang", "road"), ("wang", "dam"), ("zhao", "school")] {
            server
                .client(clerk)
                .expect(OperationOutcome::Applied, &submit(project, 0, GOOD));
        }
        let mut client = server.client(user);
        let changes = client.sync(Vec::new()).changes;
        let mut projects: Vec<&str> = changes
            .projects
            .iter()
            .map(|plan| plan.id.as_str())
            .collect();
        projects.sort_unstable();
        assert_eq!(projects, *seen, "{user} sees projects");
        let mut reports: Vec<&str> = changes
            .reports
            .iter()
            .map(|report| report.project.as_str())
            .collect();
        reports.sort_unstable();
        let written: Vec<&str> = seen
            .iter()
            .copied()
            .filter(|project| ["dam", "road", "school"].contains(project))
            .collect();
        assert_eq!(reports, written, "{user} sees reports");
        for project in PROJECTS {
            let result = client.send(&submit(project, 0, &[("remarks", user)]));
            let may = reported.contains(&project);
            let refused = result.refusal == Some(Refusal::NotYours);
            assert_eq!(refused, !may, "{user} reports {project}: {result:?}");
        }
    }
}

#[test]
fn a_strange_project_and_none_at_all_look_the_same() {
    let server = TestServer::new();
    server
        .client("wang")
        .expect(OperationOutcome::Applied, &submit("dam", 0, GOOD));
    let mut zhang = server.client("zhang");
    let mut answers = ["dam", "atlantis"].map(|project| zhang.send(&submit(project, 0, GOOD)));
    for answer in &mut answers {
        answer.op_id = OpId::default();
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn the_coordinator_sees_both_bureaus_of_the_county_with_their_units() {
    let server = TestServer::new();
    let changes = server.client("county_coordinator").sync(Vec::new()).changes;
    let units: Vec<&str> = changes.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(units, ["city", "county-1", "roads", "water"]);
    let changes = server.client("supervisor").sync(Vec::new()).changes;
    assert_eq!(changes.units.len(), 6);
}

#[test]
fn a_project_that_changes_hands_leaves_one_sight_and_enters_the_other_with_its_reports() {
    let server = TestServer::new();
    let (mut zhang, mut wang) = (server.client("zhang"), server.client("wang"));
    let mut coordinator = server.client("county_coordinator");
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    for client in [&mut zhang, &mut wang, &mut coordinator] {
        client.sync(Vec::new());
    }
    let mut conn = server.database();
    let mut row = crate::support::plan::project("road", "water");
    row.owner = "新业主".to_owned();
    transact(&mut *conn, |tx| tx.put_project(&row)).unwrap();

    let left = zhang.sync(Vec::new()).changes;
    assert_eq!(left.gone, ["road"]);
    assert!(left.projects.is_empty() && left.reports.is_empty());
    let came = wang.sync(Vec::new()).changes;
    assert!(came.gone.is_empty());
    assert_eq!((came.projects.len(), came.reports.len()), (1, 1));
    let stayed = coordinator.sync(Vec::new()).changes;
    assert!(stayed.gone.is_empty(), "still in the county");
    assert_eq!(stayed.projects[0].owner, "新业主");
    let refused = zhang.expect(OperationOutcome::Rejected, &submit("road", 1, GOOD));
    assert_eq!(refused.refusal, Some(Refusal::NotYours));
    wang.expect(
        OperationOutcome::Applied,
        &submit("road", 1, &[("remarks", "接手")]),
    );
}
