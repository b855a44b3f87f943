//! A server goes on with a database as version 1 left it. What an upgrade makes of it is tried beside
//! the schema.

use tempfile::TempDir;
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_server::engine;
use yuebao_store::verify::verify;
use yuebao_store_sqlite::testing::Raw;

use crate::support::ops::{GOOD, submit};
use crate::support::{Client, TestServer};

const SCHEMA: &str = include_str!("../../../crates/store-sqlite/migrations/0001_schema.sql");
const ROWS: &str = include_str!("../../../crates/store-sqlite/tests/fixtures/version_1.sql");

pub(crate) fn version_1() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    engine::create(&data).unwrap();
    let raw = Raw::open(&data.join("yuebao.db")).unwrap();
    raw.run(SCHEMA).unwrap();
    raw.run(ROWS).unwrap();
    raw.run("PRAGMA user_version = 1").unwrap();
    folder
}

#[test]
fn a_server_goes_on_with_a_database_of_version_1() {
    let server = TestServer::on(version_1(), |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    let mut zhang = Client::login(&server, "zhang");
    let report = zhang.report("road", "2022-05");
    assert_eq!(report.rev, 5);
    zhang.expect(OperationOutcome::Applied, &submit("tunnel", 0, GOOD));
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}
