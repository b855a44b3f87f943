//! The plan lives: a unit proposes, the office adopts, and what is locked keeps its plan and its totals.

use yuebao_domain::operation::plan::{Command, CommandKind};
use yuebao_domain::operation::{Operation, Outcome, PlanKey, Refusal};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Nature, PlanChange, PlanRow, PlanVersion};
use yuebao_domain::wire::v2::SyncAnswer;
use yuebao_server::plan_file::{Contents, import};
use yuebao_store::everything::Trouble;
use yuebao_store::transact;
use yuebao_store::verify::verify;

use crate::months::{april, edition, locked, totals};
use crate::support::client::Client;
use crate::support::subjects::{about, done, send, sync};
use crate::support::{TestServer, now, plan};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn adopt(version: &PlanVersion) -> Operation {
    let key = PlanKey::of(&version.row.id, version.valid_from);
    about(key, 0, Command::adopt(version.clone()))
}

fn propose(version: &PlanVersion, reason: &str) -> Operation {
    let key = PlanKey::of(&version.row.id, version.valid_from);
    about(key, 0, Command::propose(version.clone(), reason))
}

/// The road becomes 竣工 from this month on.
fn completing(from: &str) -> PlanVersion {
    let row = PlanRow {
        nature: Nature::Completing,
        ..plan::project("road", "roads")
    };
    PlanVersion {
        document: Some("市政办〔2022〕30号".to_owned()),
        batch: Some("第二批".to_owned()),
        approver: Some("市政府".to_owned()),
        ..PlanVersion::of(2, PlanChange::Nature, month(from), row)
    }
}

fn new_project() -> PlanVersion {
    let row = PlanRow {
        entered: month("2022-05"),
        ..plan::project("harbour", "roads")
    };
    PlanVersion::of(1, PlanChange::Supplement, month("2022-05"), row)
}

/// Projects and proposals that somebody is told of.
fn told(client: &Client) -> (Vec<String>, usize) {
    let SyncAnswer { changes, .. } = sync(client, &[]);
    let projects = changes.projects.into_iter().map(|row| row.id);
    let plans = changes
        .subjects
        .iter()
        .filter(|one| one.subject.kind == "plan");
    (projects.collect(), plans.count())
}

#[test]
fn what_is_locked_keeps_its_plan_its_totals_and_its_edition() {
    let (server, _, office) = locked();
    let before = edition(&server, 1);
    let refused = send(&office, &adopt(&completing("2022-04")));
    assert_eq!(refused.refusal, Some(Refusal::PlanMonthLocked));
    assert_eq!(refused.detail.as_deref(), Some("2022-04"));
    done(&office, &adopt(&completing("2022-05")));
    let mut conn = server.database();
    let book = conn.reading().book("road").unwrap();
    assert_eq!(book.at(april()).unwrap().nature, Nature::Continuing);
    assert_eq!(
        book.at(month("2022-05")).unwrap().nature,
        Nature::Completing
    );
    assert_eq!(book.versions()[1].by, "重点办");
    assert_eq!(edition(&server, 1), before);
    assert_eq!(totals(&before).at(&[]).unwrap().count, 5);
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
    // A file moves no closed month either, and the same file twice changes nothing.
    let mut row = plan::project("road", "roads");
    row.annual_plan = row.total_investment;
    let file = Contents {
        profile: plan::profile(),
        units: plan::units(),
        projects: vec![row.clone(), plan::project("late", "water")],
    };
    for (added, changed, same) in [(1, 1, 0), (0, 0, 2)] {
        let done = transact(&mut *conn, |tx| import(tx, &file, now())).unwrap();
        let found = (
            done.projects_added,
            done.projects_changed,
            done.projects_same,
        );
        assert_eq!(found, (added, changed, same));
    }
    let book = conn.reading().book("road").unwrap();
    assert_eq!(book.versions().len(), 3);
    assert_eq!(book.newest().unwrap().row, row);
    assert_eq!(
        book.at(april()).unwrap().annual_plan,
        plan::project("road", "roads").annual_plan
    );
    let late = conn.reading().book("late").unwrap();
    assert!(!late.is_in_plan(april()) && late.is_in_plan(month("2022-05")));
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
    // Old programs are told the newest row, new ones the versions as well.
    let answer = sync(&office, &[]);
    let told = answer
        .changes
        .plans
        .iter()
        .find(|one| one.versions()[0].row.id == "road");
    assert_eq!(told.unwrap(), &book);
    let dam = |one: &&yuebao_domain::plan::PlanBook| one.versions()[0].row.id == "dam";
    assert!(
        !answer.changes.plans.iter().any(|one| dam(&one)),
        "its row says it all"
    );
}

#[test]
fn a_new_project_is_proposed_by_its_unit_and_seen_by_whoever_will_see_it() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let (zhang, wang) = (server.client("zhang"), server.client("wang"));
    let refused = send(&wang, &propose(&new_project(), ""));
    assert_eq!(
        refused.refusal,
        Some(Refusal::NotYours),
        "it will be another unit's"
    );
    let refused = send(&zhang, &adopt(&new_project()));
    assert_eq!(refused.refusal, Some(Refusal::PlanOfficeOnly));
    done(&zhang, &propose(&new_project(), "已立项"));
    let waiting = verify(&mut *server.database()).unwrap();
    assert_eq!(waiting.faults, [], "it waits, and is in no plan yet");
    for (user, projects, proposals) in [
        ("zhang", 3, 1),
        ("liaison", 3, 1),
        ("county_coordinator", 4, 1),
        ("city_office", 5, 1),
        ("supervisor", 5, 1),
        ("wang", 1, 0),
        ("zhao", 1, 0),
    ] {
        let (rows, plans) = told(&server.client(user));
        assert_eq!((rows.len(), plans), (projects, proposals), "{user}");
    }
    let key = PlanKey::of("harbour", month("2022-05"));
    let early = send(
        &zhang,
        &about(key.clone(), 0, Command::about(CommandKind::Approve, 1, "")),
    );
    assert_eq!(early.refusal, Some(Refusal::PlanOfficeOnly));
    done(
        &office,
        &about(
            key.clone(),
            0,
            Command::about(CommandKind::Approve, 1, "同意"),
        ),
    );
    let again = send(
        &office,
        &about(key, 0, Command::about(CommandKind::Decline, 1, "重复")),
    );
    assert_eq!(again.refusal, Some(Refusal::ProposalGone));
    assert_eq!(told(&zhang).0.len(), 4);
    assert_eq!(told(&wang).0.len(), 1);
    let mut conn = server.database();
    let book = conn.reading().book("harbour").unwrap();
    assert!(book.is_in_plan(month("2022-05")) && !book.is_in_plan(april()));
    assert_eq!(book.opening(month("2022-12")), None);
    let subjects = conn.reading().subjects_of_project("harbour").unwrap();
    assert_eq!(subjects.len(), 1, "the log is the project's");
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
}

#[test]
fn a_version_changed_past_the_program_is_found() {
    let server = TestServer::new();
    done(
        &server.client("city_office"),
        &adopt(&completing("2022-05")),
    );
    let raw = server.raw();
    raw.run(
        "DROP TRIGGER plan_versions_are_never_changed;
         UPDATE plan_versions SET version = replace(version, '第二批', '第一批')",
    )
    .unwrap();
    let found = verify(&mut *server.database()).unwrap().faults;
    let found: Vec<_> = found.iter().map(|one| (one.trouble, &*one.place)).collect();
    assert!(
        found.contains(&(Trouble::PlanDiffers, "plan road/2")),
        "{found:?}"
    );
}

#[test]
fn two_offices_do_not_overwrite_each_other() {
    let server = TestServer::new();
    let office = server.client("city_office");
    done(&office, &adopt(&completing("2022-05")));
    let mut other = completing("2022-06");
    other.change = PlanChange::Amend;
    other.row.scale = "二期".to_owned();
    let receipt = send(&office, &adopt(&other));
    assert_eq!(
        (receipt.outcome, receipt.refusal),
        (Outcome::Rejected, Some(Refusal::PlanChanged))
    );
    other.number = 3;
    done(&office, &adopt(&other));
}
