//! Plan files: what is taken, and what is said about the rest.

use yuebao_domain::units::Unit;
use yuebao_server::plan_file::import;
use yuebao_sheets::plan_file::{Complaint, Known, read};
use yuebao_store::transact;

use crate::support::{TestServer, now, plan};

const HEAD: &str = r#"{
 "profile": "liuzhou-2022",
 "units": [
  {"id": "city", "name": "市"},
  {"id": "bureau", "name": "局", "parent": "city"}
 ],
 "projects": [
"#;

fn row(change: &[(&str, serde_json::Value)]) -> String {
    let mut row = serde_json::to_value(plan::project("p1", "bureau")).unwrap();
    for (key, value) in change {
        row[*key] = value.clone();
    }
    row.to_string()
}

fn file(rows: &[String]) -> Vec<u8> {
    format!("{HEAD}{}\n]}}", rows.join(",\n")).into_bytes()
}

fn complaints(bytes: &[u8]) -> Vec<Complaint> {
    read(bytes, None, None, &Known::default()).unwrap_err()
}

#[test]
fn a_good_file_is_taken_with_its_profile() {
    let read = read(&file(&[row(&[])]), None, None, &Known::default()).unwrap();
    assert_eq!(read.plan.profile.id, "liuzhou-2022");
    assert_eq!((read.plan.units.len(), read.plan.projects.len()), (2, 1));
    assert!(read.warnings.is_empty());
}

#[test]
fn each_error_names_its_line_and_path() {
    use serde_json::json;
    let cases = [
        ("id", json!("a b")),
        ("name", json!(" ")),
        ("area", json!("999999")),
        ("units", json!([])),
        ("units", json!(["nobody"])),
        ("code", json!("123")),
        ("owner_uscc", json!("99350100M000100Y44")),
        ("annual_plan", json!("-1")),
        ("exited", json!("2021-12")),
        ("anual_plan", json!("5")),
        ("total_investment", json!("viel")),
        ("nature", json!("finished")),
        ("entered", json!("2022-13")),
    ];
    for (key, value) in cases {
        let good = row(&[("id", json!("p0"))]);
        let found = complaints(&file(&[good, row(&[(key, value.clone())])]));
        assert_eq!(found.len(), 1, "{key} {value}: {found:?}");
        assert_eq!(found[0].line, 9, "{key} {value}");
        assert_eq!(found[0].path, format!("projects[1].{key}"), "{value}");
        assert!(
            found[0].words.contains(" / "),
            "both languages: {}",
            found[0].words
        );
    }
}

#[test]
fn every_wrong_key_of_a_row_is_told_at_once_and_in_words_about_the_plan() {
    use serde_json::json;
    let mut wrong: serde_json::Value = serde_json::from_str(&row(&[
        ("total_investment", json!(5.25)),
        ("annual_plan", json!("viel")),
        ("nature", json!("finished")),
        ("is_private", json!("是")),
        ("entered", json!("2022-13")),
        ("area", json!("999999")),
        ("units", json!("bureau")),
        ("anual", json!("5")),
    ]))
    .unwrap();
    wrong.as_object_mut().unwrap().remove("name");
    let units = r#"{"id": "county", "nam": "县"}"#;
    let text = format!(
        "{{\"profile\": \"atlantis\", \"year\": 2022, \"units\": [{units}],\n\"projects\": [{wrong}]}}"
    );
    let found = complaints(text.as_bytes());
    let mut paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    paths.sort_unstable();
    // Whether there is such an area depends on the profile, which is not known.
    assert_eq!(
        paths,
        [
            "profile",
            "projects[0].annual_plan",
            "projects[0].anual",
            "projects[0].entered",
            "projects[0].is_private",
            "projects[0].name",
            "projects[0].nature",
            "projects[0].total_investment",
            "projects[0].units",
            "units[0].nam",
            "units[0].name",
            "year",
        ]
    );
    for Complaint { path, words, .. } in &found {
        let (zh, en) = words.split_once(" / ").unwrap();
        assert!(zh.chars().any(|c| c > '\u{3000}'), "{path}: {zh}");
        for said in [
            "invalid type",
            "expected",
            "unknown variant",
            "missing field",
            "at line",
        ] {
            assert!(!en.contains(said), "{path}: {en}");
        }
    }
}

#[test]
fn what_else_is_wrong_with_a_row_is_told_beside_the_key_that_cannot_be_read() {
    use serde_json::json;
    let rows = [
        row(&[("entered", json!(2022)), ("area", json!("999999"))]),
        row(&[("id", json!("p2")), ("units", json!(["county"]))]),
    ];
    let text = String::from_utf8(file(&rows)).unwrap();
    // The unit cannot be read, but there is one of that name.
    let unread = r#"{"id": "county", "name": 1}, {"id": "city""#;
    let text = text.replace(r#"{"id": "city""#, unread);
    let found = complaints(text.as_bytes());
    let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(
        paths,
        ["units[0].name", "projects[0].entered", "projects[0].area"]
    );
    let area = &found[2].words;
    assert!(
        area.contains("450203 鱼峰区"),
        "the valid ones are named: {area}"
    );
}

#[test]
fn a_preparatory_project_has_no_annual_plan() {
    use serde_json::json;
    let found = complaints(&file(&[row(&[
        ("nature", json!("preparatory")),
        ("annual_plan", json!("0")),
    ])]));
    assert_eq!(found[0].path, "projects[0].annual_plan");
}

#[test]
fn all_errors_are_told_at_once_in_the_order_of_the_file() {
    use serde_json::json;
    let rows = [
        row(&[("area", json!("x"))]),
        row(&[("id", json!("p2")), ("units", json!(["nobody"]))]),
        row(&[]),
    ];
    let lines: Vec<usize> = complaints(&file(&rows))
        .iter()
        .map(|one| one.line)
        .collect();
    assert_eq!(lines, [8, 9, 10], "the third repeats an id");
}

#[test]
fn a_code_stands_once_in_the_plan_and_a_wrong_check_digit_is_only_a_warning() {
    use serde_json::json;
    let code = json!("2410-451421-04-01-627218");
    let rows = [
        row(&[("code", code.clone())]),
        row(&[("id", json!("p2")), ("code", json!("24104514210401627218"))]),
    ];
    assert_eq!(
        complaints(&file(&rows))[0].path,
        "projects[1].code",
        "however it is written"
    );
    let mut held = plan::project("old", "bureau");
    held.code = Some("2410-451421-04-01-627218".to_owned());
    let known = Known {
        units: Vec::new(),
        projects: vec![held],
    };
    let found = read(&file(&[row(&[("code", code)])]), None, None, &known).unwrap_err();
    assert!(found[0].words.contains("old"), "{found:?}");
    let slip = row(&[("code", json!("2410-451421-04-01-627219"))]);
    let warned = read(&file(&[slip]), None, None, &Known::default()).unwrap();
    assert_eq!(warned.warnings[0].path, "projects[0].code");
    let before_2016 = row(&[("owner_uscc", json!("91350100M000100Y44"))]);
    let warned = read(&file(&[before_2016]), None, None, &Known::default()).unwrap();
    assert_eq!(warned.warnings[0].path, "projects[0].owner_uscc");
}

#[test]
fn marks_that_nobody_sees_are_not_imported() {
    use serde_json::json;
    let marked = row(&[
        ("name", json!("\u{202a}甲\u{ad}路\u{feff}")),
        ("code", json!("2410-451421-04-01-627218\u{200b}")),
    ]);
    let read = read(&file(&[marked]), None, None, &Known::default()).unwrap();
    let plan = &read.plan.projects[0];
    assert_eq!(plan.name, "甲路");
    assert_eq!(plan.code.as_deref(), Some("2410-451421-04-01-627218"));
}

#[test]
fn a_key_twice_is_refused_with_its_line() {
    let twice = row(&[]).replacen("\"id\"", "\"id\": \"p0\",\n\"id\"", 1);
    let found = complaints(&file(&[twice]));
    assert_eq!((found.len(), found[0].line), (1, 9), "{found:?}");
    assert_eq!(found[0].path, "projects[0].id");
    assert!(found[0].words.contains(" / "), "{found:?}");
}

#[test]
fn units_need_a_parent_that_exists_and_stand_in_no_circle() {
    let units = |units: &str| format!(r#"{{"profile": "liuzhou-2022", "units": [{units}]}}"#);
    for wrong in [
        r#"{"id": "a", "name": "甲", "parent": "nobody"}"#,
        r#"{"id": "a", "name": "甲", "parent": "a"}"#,
        r#"{"id": "a", "name": "甲"}, {"id": "a", "name": "乙"}"#,
        r#"{"id": "a", "name": "甲", "parent": "b"}, {"id": "b", "name": "乙", "parent": "a"}"#,
    ] {
        assert!(!complaints(units(wrong).as_bytes()).is_empty(), "{wrong}");
    }
}

#[test]
fn what_is_no_plan_at_all_is_told_in_one_sentence() {
    for bytes in [
        &b""[..],
        b"[]",
        b"{",
        b"\xff\xfe",
        b"{\"profil\": \"x\"}",
        b"{\"profile\": \"atlantis\"}",
        b"{}",
    ] {
        assert_eq!(complaints(bytes).len(), 1, "{bytes:?}");
    }
}

#[test]
fn importing_again_changes_nothing_and_tells_nobody() {
    let server = TestServer::new();
    let mut conn = server.database();
    let contents = yuebao_server::plan_file::Contents {
        profile: plan::profile(),
        units: plan::units(),
        projects: plan::projects(),
    };
    let before = conn.reading().last_seq().unwrap();
    let changed = transact(&mut *conn, |tx| import(tx, &contents, now())).unwrap();
    assert_eq!((changed.projects_same, changed.projects_changed), (5, 0));
    assert_eq!(changed.profile, None);
    assert_eq!(conn.reading().last_seq().unwrap(), before);
}

#[test]
fn a_unit_that_moves_takes_its_projects_out_of_one_county_into_the_other() {
    let server = TestServer::new();
    let mut coordinator = server.client("county_coordinator");
    coordinator.sync(Vec::new());
    let mut conn = server.database();
    let moved = Unit {
        id: "water".to_owned(),
        name: "水利局".to_owned(),
        parent: Some("county-2".to_owned()),
        area: None,
    };
    let contents = yuebao_server::plan_file::Contents {
        profile: plan::profile(),
        units: vec![moved],
        projects: Vec::new(),
    };
    transact(&mut *conn, |tx| import(tx, &contents, now())).unwrap();
    let news = coordinator.sync(Vec::new()).changes;
    assert_eq!(news.gone, ["dam"]);
    assert!(news.projects.is_empty());
    let units: Vec<&str> = news.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(units, ["city", "county-1", "roads"]);
}
