//! A database as version 1 left it, stored in this repository: everything in it is there after the
//! upgrade, and from then on in the audit log.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::fmt::Write as _;

use tempfile::TempDir;
use yuebao_store::Engine as _;
use yuebao_store::everything::Schema;
use yuebao_store::verify::verify;
use yuebao_store_sqlite::DataDir;
use yuebao_store_sqlite::testing::Raw;

const SCHEMA: &str = include_str!("../migrations/0001_schema.sql");
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
    let raw = Raw::open(&folder.path().join("yuebao.db")).unwrap();
    raw.run(SCHEMA).unwrap();
    raw.run(ROWS).unwrap();
    raw.run("PRAGMA user_version = 1").unwrap();
    folder
}

/// The rows of version 1's tables, written as they are stored in the fixture.
fn rows(raw: &Raw) -> String {
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
        for row in raw.column(&sql).unwrap() {
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
    let dir = DataDir::existing(folder.path()).unwrap();
    let mut conn = dir.open(None).unwrap();
    assert_eq!(conn.reading().schema().unwrap(), Schema::Newest);
    let raw = Raw::open(&dir.place()).unwrap();
    assert_eq!(rows(&raw), ROWS);
    assert_eq!(
        raw.value("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%wide_%'")
            .unwrap(),
        "0",
        "what refers to a table refers to the one in its place"
    );
    let found = verify(&mut *conn).unwrap();
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
    // when reports were handed in is read from what there was; what is void was not
    let kept = "SELECT project || ' ' || coalesce(hand_ins, '') FROM subjects ORDER BY project";
    let road = "road {\"first\":{\"received_at\":\"2022-06-05T02:00:00.000Z\",\
                \"made_at\":\"2022-06-05T10:00:00+08:00\"}}";
    assert_eq!(raw.column(kept).unwrap(), ["bridge ", road]);
    // What was written before the upgrade is guarded as well.
    raw.run(
        "DROP TRIGGER revisions_are_never_changed;
         UPDATE revisions SET boxes = replace(boxes, '\"100\"', '\"900\"') WHERE rev = 2",
    )
    .unwrap();
    assert!(!verify(&mut *conn).unwrap().faults.is_empty());
}
