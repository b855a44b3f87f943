//! A database as version 1 left it, stored in this repository: everything in it is there after the
//! upgrade, and from then on in the audit log.

use std::fmt::Write as _;

use tempfile::TempDir;
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_server::db::verify::verify;
use yuebao_server::db::{Connection, DataDir, migrate};

use crate::support::ops::{GOOD, submit};
use crate::support::{Client, TestServer};

const SCHEMA: &str = include_str!("../../migrations/0001_schema.sql");
const ROWS: &str = include_str!("fixtures/version_1.sql");

/// Every table of version 1 with its columns.
const TABLES: [(&str, &str); 10] = [
    ("meta", "key,value"),
    ("units", "id,name,parent"),
    ("users", "name,shown,role,unit,password,disabled,created_at"),
    ("sessions", "token_hash,user,created_at,expires_at"),
    ("projects", "id,code,unit,area,plan"),
    ("feed", "seq,kind,project,month,unit"),
    (
        "operations",
        "op_id,user,device,project,month,base_rev,previous,content,operation,result,received_at",
    ),
    ("reports", "project,month,rev,state,boxes,user,received_at"),
    (
        "revisions",
        "seq,project,month,rev,state,boxes,op_id,user,device,received_at,made_at",
    ),
    (
        "conflicts",
        "id,project,month,clash,first_user,first_at,second_user,second_at,opened_by,settled_by",
    ),
];

fn version_1() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    DataDir::create(&data).unwrap();
    let conn = Connection::open(data.join("yuebao.db")).unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn.execute_batch(ROWS).unwrap();
    conn.pragma_update(None, "user_version", 1).unwrap();
    folder
}

/// The rows of version 1's tables, written as they are stored in the fixture.
fn rows(conn: &Connection) -> String {
    let mut text = String::new();
    for (table, columns) in TABLES {
        let has_subject = ["operations", "revisions", "conflicts"].contains(&table);
        let (source, order) = match table {
            "reports" => ("subjects", "ORDER BY project, month"),
            "feed" | "revisions" | "conflicts" => (table, "ORDER BY 1"),
            _ => (table, ""),
        };
        let quoted: Vec<String> = columns
            .split(',')
            .map(|column| format!("quote({})", today(column, has_subject)))
            .collect();
        let order = order.replace('1', columns.split(',').next().unwrap());
        let sql = format!("SELECT {} FROM {source} {order}", quoted.join("||','||"));
        let mut select = conn.prepare(&sql).unwrap();
        let found = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for row in found {
            let row = row.unwrap();
            let _ = writeln!(text, "INSERT INTO {table} ({columns}) VALUES ({row});");
        }
    }
    text
}

/// Where a column of version 1 is today.
fn today(column: &str, has_subject: bool) -> String {
    match column {
        "kind" => "iif(kind = 'subject', 'report', kind)".to_owned(),
        "project" if has_subject => "substr(subject, 8, length(subject) - 15)".to_owned(),
        "month" => "substr(subject, -7)".to_owned(),
        "base_rev" => "json_extract(operation, '$.base_rev')".to_owned(),
        "previous" => "json_extract(operation, '$.previous')".to_owned(),
        column => column.to_owned(),
    }
}

#[test]
fn an_upgrade_keeps_every_value_and_enters_what_was_decided_before() {
    let folder = version_1();
    let dir = DataDir::existing(&folder.path().join("data")).unwrap();
    let conn = dir.open(None).unwrap();
    assert_eq!(migrate::version(&conn).unwrap(), migrate::newest());
    assert_eq!(rows(&conn), ROWS);
    let guards = |sql| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(guards("PRAGMA foreign_keys"), 1);
    assert_eq!(
        guards("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%wide_%'"),
        0,
        "what refers to a table refers to the one in its place"
    );
    let found = verify(&conn).unwrap();
    assert_eq!(found.faults, []);
    assert_eq!(
        (
            found.reports,
            found.revisions,
            found.operations,
            found.entries
        ),
        (2, 7, 8, 8 + 11)
    );
    // What was written before the upgrade is guarded as well.
    conn.execute_batch(
        "DROP TRIGGER revisions_are_never_changed;
         UPDATE revisions SET boxes = replace(boxes, '\"100\"', '\"900\"') WHERE rev = 2",
    )
    .unwrap();
    assert!(!verify(&conn).unwrap().faults.is_empty());
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
    assert_eq!(verify(&server.database()).unwrap().faults, []);
}
