//! Five hundred tablets that were offline all month, at the same minute of the last day.

use std::path::Path;
use std::sync::Barrier;
use std::time::Duration;

use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::{OperationOutcome, ProblemDetails, SyncAnswer};
use yuebao_server::accounts::{hash_password, token_hash};
use yuebao_server::clock::Clock;
use yuebao_server::engine;
use yuebao_server::plan_file::{Contents, import};
use yuebao_store::users::NewUser;
use yuebao_store::{Error, transact};
use yuebao_store_sqlite::testing::Raw;

use crate::evidence::Held;
use crate::process::{Server, data_of, folder};
use crate::support::ops::{GOOD, after, set, submit};
use crate::support::{Client, PASSWORD, plan};

const TABLETS: usize = 500;
const FAR_AWAY: i64 = 4_000_000_000;

/// A unit, a project and a clerk for each tablet, logged in since long.
fn people(data: &Path) {
    let mut conn = engine::existing(data).unwrap().open(None).unwrap();
    let unit = |number| Unit {
        id: format!("unit-{number}"),
        name: format!("单位 {number}"),
        parent: Some("county-1".to_owned()),
        area: None,
    };
    let now = Clock::system().now();
    let contents = Contents {
        profile: plan::profile(),
        units: (0..TABLETS).map(unit).collect(),
        projects: (0..TABLETS)
            .map(|number| plan::project(&format!("project-{number}"), &format!("unit-{number}")))
            .collect(),
    };
    transact(&mut *conn, |tx| import(tx, &contents, now)).unwrap();
    let hash = hash_password(PASSWORD).unwrap();
    transact(&mut *conn, |tx| {
        for number in 0..TABLETS {
            let name = format!("clerk-{number}");
            let user = NewUser {
                name: &name,
                shown: &name,
                role: Role::Clerk,
                unit: &format!("unit-{number}"),
                password_hash: &hash,
                created_at: "2022-06-05T02:00:00.000Z",
            };
            assert!(tx.add_user(&user)?);
            tx.add_session(&token_hash(&token(number)), &name, 0, FAR_AWAY)?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
}

fn token(number: usize) -> String {
    format!("token-of-tablet-{number}")
}

/// Empties one outbox, coming again as often as it is told to.
fn drain(url: &str, number: usize) {
    let client = Client::with_token(url, &token(number));
    let project = format!("project-{number}");
    let draft = set(&project, 0, &[("remarks", "草稿")]);
    let more = after(&draft, set(&project, 0, &[("remarks", "再改")]));
    let last = after(&more, submit(&project, 0, GOOD));
    let request = serde_json::to_vec(&client.request(vec![draft, more, last])).unwrap();
    for _ in 0..50 {
        let Ok(answer) = client.try_post("/api/v1/sync", &request) else {
            continue;
        };
        if answer.status == 200 {
            let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
            let taken = [OperationOutcome::Applied, OperationOutcome::Duplicate];
            assert!(
                answer
                    .results
                    .iter()
                    .all(|one| taken.contains(&one.outcome))
            );
            assert_eq!(answer.results[2].rev, Some(3));
            return;
        }
        let problem: ProblemDetails = answer.problem();
        assert!([429, 503].contains(&answer.status), "{problem:?}");
        let wait: u64 = answer.header("retry-after").parse().unwrap();
        std::thread::sleep(Duration::from_millis(wait * fastrand::u64(500..1000)));
    }
    panic!("tablet {number} is sent away for ever");
}

/// Fetches everything; how many projects there are.
fn pull(url: &str, number: usize) -> usize {
    let mut client = Client::with_token(url, &token(number));
    let mut projects = 0;
    loop {
        let answer = client.sync(Vec::new());
        projects += answer.changes.projects.len();
        if !answer.more {
            return projects;
        }
    }
}

#[test]
fn fault_32_five_hundred_tablets_at_one_deadline_are_all_drained() {
    let folder = folder();
    let data = data_of(&folder);
    people(&data);
    let server = Server::on(&data);
    let start = Barrier::new(TABLETS);
    std::thread::scope(|scope| {
        for number in 0..TABLETS {
            let (start, url) = (&start, server.url());
            let tablet = std::thread::Builder::new().stack_size(512 * 1024);
            let work = move || {
                start.wait();
                drain(url, number);
                assert_eq!(pull(url, number), 1, "and its plan has come");
            };
            tablet.spawn_scoped(scope, work).unwrap();
        }
    });
    assert!(server.stop().success());
    let raw = Raw::open(&data.join("yuebao.db")).unwrap();
    let submitted = "SELECT count(*) FROM subjects WHERE rev = 3 AND state LIKE '%submitted%'";
    assert_eq!(raw.value(submitted).unwrap(), TABLETS.to_string());
    drop(raw);
    assert_eq!(Held::examine(&data).unwrap().len(), TABLETS * 3);
}
