//! Explanations that programs of before wrote, bound to Chinese words that are others today: those of a
//! database stay, and those that a widget of then sends are taken.

use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValue};
use yuebao_domain::wire::v1::{Operation, OperationOutcome, OperationResult};
use yuebao_server::plan_file::{Contents, import};
use yuebao_store::transact;
use yuebao_store_sqlite::testing::Raw;

use crate::support::ops::{GOOD, submit};
use crate::support::{Client, TestServer, now, plan};
use crate::upgrade::version_1;

/// A report of version 1's database. One explanation is bound to a label as the program had it, the
/// other to one that no program has today.
const EXPLAINED: &str = include_str!("fixtures/explained.sql");
const PERMIT: &str = "explanation.T215.milestone.permit";
const START: &str = "explanation.T216.actual_start";

/// The rules that the explanations answer are on, and 续建 is called otherwise.
fn reworded() -> Profile {
    let mut profile = plan::profile();
    for code in ["T216", "T215"] {
        profile.rules.entry(code.parse().unwrap()).off = false;
    }
    for nature in &mut profile.natures {
        nature.label = format!("{}（结转）", nature.label);
    }
    profile
}

fn contents() -> Contents {
    Contents {
        profile: reworded(),
        units: plan::units(),
        projects: plan::projects(),
    }
}

fn import_into(server: &TestServer) {
    let mut conn = server.database();
    transact(&mut *conn, |tx| import(tx, &contents(), now())).unwrap();
}

fn upgraded() -> TestServer {
    let folder = version_1();
    let path = folder.path().join("data").join("yuebao.db");
    Raw::open(&path).unwrap().run(EXPLAINED).unwrap();
    let server = TestServer::on(folder, |_| {}).map_err(|(error, _)| error);
    let server = server.unwrap();
    import_into(&server);
    server
}

fn rejected(client: &mut Client, operation: &Operation) -> Vec<String> {
    let result: OperationResult = client.expect(OperationOutcome::Rejected, operation);
    let findings = result.findings.iter();
    findings.map(|finding| finding.code.to_string()).collect()
}

#[test]
fn explanations_of_a_stored_database_stay_bound_when_the_words_are_others() {
    let server = upgraded();
    let mut zhang = Client::login(&server, "zhang");
    zhang.expect(
        OperationOutcome::Applied,
        &submit("tunnel", 1, &[("remarks", "路基完成")]),
    );
    let other_day = submit("tunnel", 2, &[("actual_start", "2022-03-11")]);
    assert_eq!(
        rejected(&mut zhang, &other_day),
        ["T216", "T215"],
        "other values"
    );
}

/// As a widget of then explains them: `milestone` and `nature` in its own words.
fn of_an_old_widget(project: &str, day: &str) -> Operation {
    let mut operation = submit(project, 0, GOOD);
    let entries = [
        (
            "milestone.permit",
            vec![("planned", "2022-06-30".to_owned())],
        ),
        (
            PERMIT,
            vec![
                ("text", "施工许可资料已报审批局，边施工边补办".to_owned()),
                ("fingerprint", format!("milestone=施工许可;start={day};")),
            ],
        ),
        (
            START,
            vec![
                (
                    "text",
                    "因设计变更，本年三月重新开工，已报市重点办".to_owned(),
                ),
                ("fingerprint", format!("nature=续建;start={day};year=2022;")),
            ],
        ),
    ];
    for (key, parts) in entries {
        let parts = parts
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        let value = FieldValue::Record(parts.collect());
        (operation.changes).insert(FieldKey::new(key).unwrap(), Some(value));
    }
    let start = FieldKey::new("actual_start").unwrap();
    operation.changes.insert(start, Some("2022-03-10".into()));
    operation
}

#[test]
fn old_words_that_an_old_widget_sends_are_taken_and_bind_to_their_values_alone() {
    let server = TestServer::new();
    import_into(&server);
    let mut zhang = Client::login(&server, "zhang");
    let stale = of_an_old_widget("road", "2022-03-09");
    assert_eq!(rejected(&mut zhang, &stale), ["T216", "T215"]);
    zhang.expect(
        OperationOutcome::Applied,
        &of_an_old_widget("bridge", "2022-03-10"),
    );
}
