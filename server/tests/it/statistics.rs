//! What the statistics say of a month is typed in by the office, letters stand on it, and each is told of
//! their own.

use std::fs;
use std::process::{Command as Process, Output};

use rust_decimal::Decimal;
use serde_json::Value;
use yuebao_domain::operation::letters::{self, Kind, Letter};
use yuebao_domain::operation::statistics::{self, Figure};
use yuebao_domain::operation::{Operation, Outcome, Refusal, Subject};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::wire::v2;
use yuebao_store::verify::verify;

use crate::support::client::Client;
use crate::support::ops::op_id;
use crate::support::subjects::{about, done, send, sync};
use crate::support::{TestServer, plan};

fn may() -> Month {
    "2022-05".parse().unwrap()
}

fn growth(of: &str, percent: &str, base_rev: u64) -> Operation {
    let figure = Figure {
        statistic: "growth".to_owned(),
        of: of.to_owned(),
        value: Decimal::from_str_exact(percent).ok(),
        rank: None,
        source: "统计局".to_owned(),
    };
    let command = statistics::Command::enter(figure);
    about(Subject::Statistics(may()), base_rev, command)
}

/// A letter that the office sends for a reason of its own.
fn by_hand(of: &str, who: &str, number: &str) -> letters::Command {
    let letter = Letter {
        kind: Kind::Reminder,
        of: of.to_owned(),
        who: who.to_owned(),
        number: number.to_owned(),
        sent: parse_day("2022-06-02").unwrap(),
        due: parse_day("2022-06-10").unwrap(),
        text: format!("{who}：请书面报送措施。"),
        by_hand: Some("停工较多".to_owned()),
        target: Decimal::from(15),
        margin: Decimal::from(5),
        inputs: Vec::new(),
    };
    letters::Command::send(&op_id(), letter)
}

/// The letters that somebody is told of, and whether the statistics.
fn told(client: &Client) -> (Vec<String>, bool) {
    let mut answer: v2::SyncAnswer = sync(client, &[]);
    let held = answer.changes.take_subjects();
    let sent = held
        .iter()
        .filter(|one| matches!(one.subject, Subject::Letters(_)));
    let sent = sent.flat_map(|one| letters::Log::read(&one.values).unwrap().letters());
    let has_figures = held
        .iter()
        .any(|one| matches!(one.subject, Subject::Statistics(_)));
    (sent.map(|one| one.letter.who).collect(), has_figures)
}

#[test]
fn each_is_told_of_their_own_letters_and_figures_go_to_those_who_see_everything() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let area = plan::profile().areas[0].code.clone();
    done(&office, &growth(&area, "9.8", 0));
    let letters = Subject::Letters(may());
    let roads = by_hand("roads", "甲县交通局", "1号");
    done(&office, &about(letters.clone(), 0, roads));
    let schools = by_hand("schools", "乙县教育局", "2号");
    done(&office, &about(letters, 1, schools));
    let both = ["甲县交通局", "乙县教育局"];
    for (user, expected, figures) in [
        ("city_office", &both[..], true),
        ("region_office", &both, true),
        ("supervisor", &both, true),
        ("zhang", &both[..1], false),
        ("liaison", &both[..1], false),
        ("county_coordinator", &both[..1], false),
        ("zhao", &both[1..], false),
        ("wang", &[], false),
    ] {
        assert_eq!(
            told(&server.client(user)),
            (names(expected), figures),
            "{user}"
        );
    }
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn only_the_office_enters_figures_and_none_of_a_month_to_come() {
    let server = TestServer::new();
    let (office, zhang) = (server.client("city_office"), server.client("zhang"));
    let area = plan::profile().areas[0].code.clone();
    let first = growth(&area, "9.8", 0);
    let refused = send(&zhang, &first);
    assert_eq!(refused.refusal, Some(Refusal::OfficeOnly));
    done(&office, &first);
    assert_eq!(send(&office, &first).outcome, Outcome::Duplicate);
    let later = Operation {
        subject: Subject::Statistics("2022-09".parse().unwrap()),
        ..growth(&area, "9.8", 0)
    };
    assert_eq!(send(&office, &later).refusal, Some(Refusal::MonthNotOpen));
    let unknown = send(&office, &growth("450999", "1", 1));
    assert_eq!(unknown.refusal, Some(Refusal::FigureWrong));
    assert!(unknown.detail.is_some(), "{unknown:?}");
}

fn yuebao(server: &TestServer, line: &str) -> Output {
    Process::new(env!("CARGO_BIN_EXE_yuebao"))
        .args(line.split(' '))
        .arg("--data")
        .arg(server.data())
        .current_dir(server.data())
        .env_clear()
        .output()
        .unwrap()
}

/// office.md 5 from a table of what was typed in, through the log, to the letters.
#[test]
fn a_table_is_taken_in_whole_or_not_at_all_and_letters_are_made_of_the_log() {
    let server = TestServer::new();
    let areas = plan::profile().areas;
    let table = |percents: [&str; 4]| {
        let lines = percents
            .iter()
            .zip(&areas)
            .map(|(percent, area)| format!("投资增速,{},{percent},,统计局\n", area.name));
        format!("指标,对象,数值,名次,来源\n{}", lines.collect::<String>())
    };
    let import = |month: &str, text: String| {
        fs::write(server.data().join("typed.csv"), text).unwrap();
        yuebao(
            &server,
            &format!("statistics --month {month} --import typed.csv --json"),
        )
    };
    let wrong = table(["9.8", "约10", "10.1", "16"]) + "投资增速,别处,1,,统计局\n投资增速,,1,,\n";
    let refused = import("2022-04", wrong);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("line 3"), "{said}");
    let listed = yuebao(&server, "statistics --month 2022-04 --json");
    assert!(listed.stdout.is_empty(), "{listed:?}");
    for (month, percents) in [
        ("2022-04", ["9.8", "10.0", "10.1", "16"]),
        ("2022-05", ["8.0", "8.0", "12", "16"]),
        // the same once more changes nothing
        ("2022-05", ["8.0", "8.0", "12", "16"]),
    ] {
        let done = import(month, table(percents));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        assert_eq!(String::from_utf8_lossy(&done.stdout).lines().count(), 4);
    }
    let held = server
        .database()
        .reading()
        .subject(&Subject::Statistics(may()))
        .unwrap();
    assert_eq!(held.unwrap().rev, 4);
    let made = yuebao(
        &server,
        "publish --month 2022-05 --provisional --document letters --format json -o letters.json",
    );
    assert!(made.status.success(), "{made:?}");
    let text = fs::read_to_string(server.data().join("letters.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let headings = document["blocks"].as_array().unwrap().iter();
    let headings = headings.filter(|block| block["block"] == "heading");
    let headings: Vec<&str> = headings
        .map(|block| block["text"].as_str().unwrap())
        .collect();
    let called = |at: usize| format!("约谈通知：{}", areas[at].name);
    assert_eq!(headings, [called(0), called(1)]);
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}
