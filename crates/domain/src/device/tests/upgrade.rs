//! A store that an older program left, with rows that nobody can read.

use std::collections::BTreeMap;

use super::*;

type Disk = BTreeMap<String, String>;

fn open(disk: &Disk) -> OpenedStore {
    Device::open(disk.clone().into_iter().collect())
}

fn repair(disk: &mut Disk, rows: &[Row]) {
    for row in rows {
        match &row.value {
            Some(value) => disk.insert(row.key.clone(), value.clone()),
            None => disk.remove(&row.key),
        };
    }
}

/// As a program of format 1 left it: a draft that waits, and three rows that cannot be read.
fn old_store() -> Disk {
    let mut server = Server::new();
    let mut tablet = Tablet::new("a", &mut server);
    tablet.edit(&set("remarks", "typed before the upgrade"));
    let broken = [
        ("report/p9/2022-05", "{broken"),
        ("op/0000000000000007", r#"{"operation":{}}"#),
        ("from/the/future", "{}"),
    ];
    tablet
        .disk
        .extend(broken.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert!(!tablet.disk.contains_key("format"));
    tablet.disk
}

#[test]
fn a_store_of_the_format_before_is_opened_without_asking_for_everything_once_more() {
    let mut disk = old_store();
    let opened = open(&disk);
    repair(&mut disk, &opened.repairs);
    let mut opened = open(&disk).device;
    opened.meta.cursor = 5;
    let subject = Subject::Statistics("2022-05".parse().unwrap());
    let boxes = [("growth/value/450721".to_owned(), "8.0".to_owned())];
    let rows = opened.keep_typed(&subject, boxes.into());
    repair(&mut disk, &rows);
    repair(&mut disk, &[opened.meta_row()]);
    disk.insert("format".to_owned(), "12".to_owned());
    let mut again = open(&disk);
    assert_eq!(again.device.meta.cursor, 5);
    assert_eq!(again.device.typed(&subject)["growth/value/450721"], "8.0");
    repair(&mut disk, &again.repairs);
    assert_eq!(disk["format"], STORE_FORMAT.to_string());
    assert!(again.device.has_unsent());
    let rows = again.device.keep_typed(&subject, BTreeMap::new());
    repair(&mut disk, &rows);
    assert!(!disk.contains_key(&subject.path()), "nothing is left of it");
}

#[test]
fn fault_26_an_old_store_is_upgraded_and_its_malformed_rows_are_put_aside() {
    let mut disk = old_store();
    let opened = open(&disk);
    let draft = opened.device.reports[&key()].values();
    assert_eq!(text(draft, "remarks"), Some("typed before the upgrade"));
    assert_eq!(opened.device.waiting(), 1);
    assert_eq!(
        opened.device.meta.cursor, 0,
        "everything is fetched again, with its tag"
    );
    assert_eq!(
        opened.device.meta.last_sequence, 7,
        "the number of a lost operation is not used again"
    );

    repair(&mut disk, &opened.repairs);
    assert_eq!(disk["format"], STORE_FORMAT.to_string());
    assert_eq!(disk["aside/0003/report/p9/2022-05"], "{broken");
    assert!(
        !disk.contains_key("report/p9/2022-05"),
        "nothing is ever written over it"
    );
    let names: Vec<&str> = opened.set_aside.iter().map(SetAside::own_key).collect();
    assert_eq!(
        names,
        [
            "from/the/future",
            "op/0000000000000007",
            "report/p9/2022-05"
        ]
    );

    let again = open(&disk);
    assert_eq!(again.repairs, [], "once is enough");
    assert_eq!(again.device, opened.device);
    assert_eq!(again.set_aside, opened.set_aside);
}

#[test]
fn of_a_store_of_format_2_the_bases_stay() {
    let mut server = Server::new();
    let mut tablet = Tablet::new("a", &mut server);
    tablet.edit(&set("remarks", "as the server has it"));
    tablet.sync(&mut server);
    let mut disk = tablet.disk.clone();
    disk.insert("format".to_owned(), "2".to_owned());
    let row = disk.get_mut("report/p1/2022-05").unwrap();
    assert!(!row.contains("\"base\""), "{row}");
    row.insert_str(1, r#""base":{"remarks":"as it was seen"},"#);
    let opened = open(&disk);
    let report = &opened.device.reports[&key()];
    assert_eq!(text(report.base(), "remarks"), Some("as it was seen"));
    assert_eq!(
        opened.device.meta.cursor, 0,
        "what it could not read is told"
    );
    assert_ne!(tablet.device.meta.cursor, 0);
}

#[test]
fn a_row_that_breaks_later_lies_beside_those_of_before() {
    let mut disk = old_store();
    let repairs = open(&disk).repairs;
    repair(&mut disk, &repairs);
    disk.insert("report/p9/2022-05".to_owned(), "broken again".to_owned());
    let opened = open(&disk);
    repair(&mut disk, &opened.repairs);
    assert_eq!(disk["aside/0003/report/p9/2022-05"], "{broken");
    assert_eq!(disk["aside/0004/report/p9/2022-05"], "broken again");
    assert_eq!(open(&disk).repairs, []);
}

#[test]
fn a_store_without_a_readable_name_of_its_device_keeps_its_drafts() {
    let mut disk = old_store();
    disk.insert("meta".to_owned(), "{broken".to_owned());
    let opened = open(&disk);
    assert_eq!(
        opened.device.meta.device_id, "",
        "the caller gives it a new one"
    );
    assert_eq!(opened.device.waiting(), 1);
    let aside = opened.set_aside.iter().any(|row| row.own_key() == "meta");
    assert!(aside, "{:?}", opened.set_aside);
}

#[test]
fn a_fresh_store_is_of_the_newest_format() {
    let mut disk = Disk::new();
    let opened = open(&disk);
    repair(&mut disk, &opened.repairs);
    assert_eq!(disk.keys().collect::<Vec<_>>(), ["format"]);
    assert_eq!(open(&disk).repairs, []);
}

#[test]
fn the_rescue_file_has_every_row_that_was_put_aside() {
    let mut disk = old_store();
    let repairs = open(&disk).repairs;
    repair(&mut disk, &repairs);
    disk.insert("report/p9/2022-05".to_owned(), "broken again".to_owned());
    let opened = open(&disk);
    let rescue = opened.device.rescue("a", &opened.set_aside);
    let values: Vec<&str> = rescue.set_aside.values().map(String::as_str).collect();
    for row in ["{broken", "broken again", "{}"] {
        assert!(values.contains(&row), "{values:?}");
    }
    assert_eq!(rescue.reports.len(), 1);
}

/// As the program before protocol 2 left it: sent once, and never answered.
const OUTBOX_OF_PROTOCOL_1: &str = r#"{"operation":{"op_id":"b-9","sequence":1,"project":"p1","month":"2022-05","form_version":1,"base_rev":0,"kind":"set","changes":{"remarks":"写在旧程序里"},"made_at":"2022-05-30T10:00:00+08:00"},"attempted":true,"acknowledged":null}"#;

#[test]
fn the_outbox_of_an_older_program_is_delivered() {
    let mut server = Server::new();
    let mut tablet = Tablet::new("a", &mut server);
    tablet.disk.insert("format".to_owned(), "3".to_owned());
    let row = "op/0000000000000001".to_owned();
    tablet.disk.insert(row, OUTBOX_OF_PROTOCOL_1.to_owned());
    let report = r#"{"draft":{"remarks":"写在旧程序里"}}"#.to_owned();
    tablet.disk.insert("report/p1/2022-05".to_owned(), report);
    let opened = open(&tablet.disk);
    assert_eq!(opened.set_aside, []);
    repair(&mut tablet.disk, &opened.repairs);
    tablet.device = opened.device;
    tablet.sync(&mut server);
    let current = server.current_or_empty(&key());
    assert_eq!(text(&current, "remarks"), Some("写在旧程序里"));
    assert_eq!(server.revisions(&key()), 1);
}

/// A draft that a program until November 2026 left, explained in its words for 续建 and 施工许可.
const EXPLAINED: &str = r#"{"draft":{"actual_start":"2022-03-10","milestone.permit":{"planned":"2022-06-30"},"month_investment":"100","explanation.T215.milestone.permit":{"fingerprint":"milestone=建设工程施工许可;start=2022-03-10;","text":"施工许可资料已报审批局，边施工边补办"},"explanation.T216.actual_start":{"fingerprint":"nature=续建;start=2022-03-10;year=2022;","text":"因设计变更，本年三月重新开工，已报市重点办"}}}"#;

/// Which of the two rules still ask, where 续建 is called otherwise.
fn unexplained(values: &FieldValues) -> Vec<String> {
    use crate::check::testing::{plan_row, profile};
    use crate::check::{Context, History, Stage, check, readiness};

    let mut profile = profile();
    profile.natures[1].label = "结转续建".to_owned();
    let report = crate::report::Report::read(values);
    let context = Context {
        profile: &profile,
        plan: &plan_row(),
        month: month(),
        stage: Stage::Submitting,
        today: None,
        history: History {
            known_from: Some(month()),
            reports: &BTreeMap::new(),
        },
    };
    let findings = check(&report, &context).findings;
    let asked = readiness(&report, &findings, &profile).to_explain;
    let codes = asked.iter().map(|finding| finding.code.to_string());
    codes.filter(|code| code.starts_with("T21")).collect()
}

#[test]
fn explanations_of_an_old_store_stay_bound_when_the_words_are_others() {
    let mut disk = Disk::from([
        ("format".to_owned(), "3".to_owned()),
        ("report/p1/2022-05".to_owned(), EXPLAINED.to_owned()),
    ]);
    let opened = open(&disk);
    assert_eq!(opened.set_aside, []);
    repair(&mut disk, &opened.repairs);
    let device = open(&disk).device;
    let values = device.reports[&key()].values();
    assert_eq!(unexplained(values), [""; 0]);
    let other_day = crate::report::apply(values, &set("actual_start", "2022-03-11"));
    assert_eq!(unexplained(&other_day), ["T216", "T215"]);

    let rescue = device.rescue("a", &[]);
    let rescued = crate::json::read::<Rescue>(&serde_json::to_string(&rescue).unwrap()).unwrap();
    assert_eq!(unexplained(&rescued.reports[0].values), [""; 0]);
}
