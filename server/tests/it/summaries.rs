//! Summaries go from unit to city: each unit's people write theirs, the office reads and decides, and the
//! document has them.

use std::process::Command as Process;

use serde_json::Value;
use yuebao_domain::operation::summary::{Command, CommandKind, Heading, Log, State, Texts};
use yuebao_domain::operation::{Operation, Outcome, Refusal, Subject, SummaryKey};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::publish::{Kind, publish};
use yuebao_domain::text::Lang;
use yuebao_store::verify::verify;

use crate::support::TestServer;
use crate::support::client::Client;
use crate::support::subjects::{self, done, send, sync};

fn june() -> Month {
    "2022-06".parse().unwrap()
}

fn about(unit: &str, base_rev: u64, command: Command) -> Operation {
    subjects::about(
        Subject::Summary(SummaryKey::of(june(), unit)),
        base_rev,
        command,
    )
}

fn write(experience: &str, next: &str) -> Command {
    let mut texts = Texts::default();
    texts.set(Heading::Experience, experience);
    texts.set(Heading::Next, next);
    Command::write(texts)
}

const HAND_IN: Command = Command::of(CommandKind::HandIn);
const ACCEPT: Command = Command::of(CommandKind::Accept);

/// The units whose summaries somebody is told of, and where they stand.
fn told(client: &Client) -> Vec<(String, State)> {
    let mut answer = sync(client, &[]);
    let held = answer.changes.take_subjects().into_iter();
    let mut told: Vec<_> = held
        .filter_map(|one| match one.subject {
            Subject::Summary(key) => {
                let summary = Log::read(&one.values).unwrap().summary();
                Some((key.unit, summary.state.unwrap()))
            }
            _ => None,
        })
        .collect();
    told.sort();
    told
}

/// Both bureaus have handed in, one is accepted, and the city has begun.
fn handed_in() -> TestServer {
    let server = TestServer::new();
    let (zhang, zhao) = (server.client("zhang"), server.client("zhao"));
    let office = server.client("city_office");
    done(
        &zhang,
        &about("roads", 0, write("早谋划\n早开工", "抓开工")),
    );
    done(&zhang, &about("roads", 1, HAND_IN));
    done(&zhao, &about("schools", 0, write("盯进度", "抓竣工")));
    done(&zhao, &about("schools", 1, HAND_IN));
    done(&office, &about("roads", 2, ACCEPT));
    done(&office, &about("", 0, write("", "全市抓开工")));
    server
}

#[test]
fn each_is_told_of_the_summaries_that_are_theirs() {
    let server = handed_in();
    let city = (String::new(), State::Draft);
    let roads = ("roads".to_owned(), State::Accepted);
    let schools = ("schools".to_owned(), State::HandedIn);
    let all = vec![city, roads.clone(), schools.clone()];
    for (user, expected) in [
        ("city_office", all.clone()),
        ("region_office", all.clone()),
        ("supervisor", all),
        ("zhang", vec![roads.clone()]),
        ("liaison", vec![roads.clone()]),
        ("unit_lead", vec![roads.clone()]),
        ("county_coordinator", vec![roads]),
        ("zhao", vec![schools]),
        ("wang", vec![]),
    ] {
        assert_eq!(told(&server.client(user)), expected, "{user}");
    }
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn who_may_not_is_refused_and_what_is_accepted_stays_until_it_is_returned() {
    let server = handed_in();
    for (user, unit, command, refusal) in [
        ("wang", "roads", write("别家", "别家"), Refusal::NotYours),
        ("zhang", "schools", HAND_IN, Refusal::NotYours),
        ("zhang", "", write("市里", "市里"), Refusal::NotYours),
        (
            "supervisor",
            "roads",
            write("督查", "督查"),
            Refusal::NotYours,
        ),
        (
            "city_office",
            "schools",
            write("代写", "代写"),
            Refusal::NotYours,
        ),
        ("zhang", "roads", ACCEPT, Refusal::OfficeOnly),
        ("county_coordinator", "roads", ACCEPT, Refusal::OfficeOnly),
        (
            "zhang",
            "roads",
            write("又写", "又写"),
            Refusal::SummaryWrong,
        ),
        ("city_office", "docks", ACCEPT, Refusal::SummaryWrong),
        (
            "city_office",
            "roads",
            Command::of(CommandKind::Return),
            Refusal::CommentMissing,
        ),
    ] {
        let receipt = send(&server.client(user), &about(unit, 9, command));
        assert_eq!(receipt.refusal, Some(refusal), "{user} {unit}");
    }
    let office = server.client("city_office");
    done(&office, &about("roads", 3, Command::send_back("请补充")));
    // for a unit below who cannot
    let coordinator = server.client("county_coordinator");
    done(&coordinator, &about("roads", 4, write("早谋划", "抓开工")));
    let zhang = server.client("zhang");
    let overtaken = send(&zhang, &about("roads", 4, write("我写", "我写")));
    assert_eq!(overtaken.refusal, Some(Refusal::SummaryChanged));
    let hand_in = about("roads", 5, HAND_IN);
    done(&zhang, &hand_in);
    assert_eq!(send(&zhang, &hand_in).outcome, Outcome::Duplicate);
    let december = Operation {
        subject: Subject::Summary(SummaryKey::of("2022-12".parse().unwrap(), "roads")),
        ..about("roads", 0, write("早", "早"))
    };
    assert_eq!(send(&zhang, &december).refusal, Some(Refusal::MonthNotOpen));
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

fn paragraphs(document: &Value) -> Vec<String> {
    let blocks = document["blocks"].as_array().unwrap().iter();
    let texts = blocks.filter_map(|block| block["text"].as_str());
    texts.map(str::to_owned).collect()
}

#[test]
fn a_unit_fetches_its_own_document_and_nobody_elses() {
    let server = handed_in();
    let of = |unit: &str| format!("/api/v1/documents/2022-06/summary?provisional=true{unit}");
    for (user, unit, status) in [
        ("city_office", "", 200),
        ("city_office", "&unit=roads", 200),
        ("supervisor", "&unit=schools", 200),
        ("zhang", "&unit=roads", 200),
        ("county_coordinator", "&unit=roads", 200),
        // a county that leads nothing itself: what the units below it lead
        ("county_coordinator", "&unit=county-1", 200),
        ("county_coordinator", "&unit=county-2", 404),
        ("zhang", "&unit=county-1", 404),
        ("zhang", "", 403),
        ("zhang", "&unit=schools", 404),
        ("wang", "&unit=roads", 404),
        ("city_office", "&unit=docks", 404),
    ] {
        let answer = server.client(user).get(&of(unit));
        assert_eq!(answer.status, status, "{user} {unit}");
    }
    let bulletin = "/api/v1/documents/2022-06/bulletin?provisional=true&unit=roads";
    assert_eq!(server.client("city_office").get(bulletin).status, 404);
    for format in ["html", "csv", "xlsx", "docx"] {
        let path = of(&format!("&unit=roads&format={format}"));
        assert_eq!(server.client("zhang").get(&path).status, 200, "{format}");
    }
    let own = paragraphs(&server.client("zhang").get(&of("&unit=roads")).json());
    let at = own.iter().position(|text| text == "早谋划").unwrap();
    assert_eq!(own[at + 1], "早开工");
    assert!(!own.iter().any(|text| text.contains("盯进度")));
    let whole = paragraphs(&server.client("city_office").get(&of("")).json());
    let experience = whole
        .iter()
        .position(|text| text == "二、成功经验")
        .unwrap();
    assert_eq!(
        whole[experience + 1..experience + 4],
        ["甲县交通局", "早谋划", "早开工"]
    );
    assert!(whole.contains(&"全市抓开工".to_owned()), "{whole:?}");
    assert!(!whole.contains(&"盯进度".to_owned()), "not accepted yet");
}

/// What a tablet makes of what it was told, and the server of what it holds.
#[test]
fn a_tablet_makes_both_documents_as_the_server_does() {
    let server = handed_in();
    for (user, unit) in [
        ("city_office", None),
        ("city_office", Some("schools")),
        ("zhang", Some("roads")),
    ] {
        let device = subjects::tablet(&mut *server.database(), user);
        let today = parse_day("2022-06-05").ok();
        let material = match unit {
            Some(unit) => device.material_of_unit(june(), unit, today),
            None => device.material(june(), Kind::Summary, today),
        };
        let here = publish(Kind::Summary, &material.unwrap().source, Lang::Zh).unwrap();
        let named = unit.map_or_else(String::new, |unit| format!("&unit={unit}"));
        let path = format!("/api/v1/documents/2022-06/summary?provisional=true{named}");
        let there = server.client(user).get(&path).json();
        assert_eq!(
            serde_json::to_value(&here).unwrap(),
            there,
            "{user} {unit:?}"
        );
        assert_eq!(device.sees_everything(), user == "city_office");
    }
}

#[test]
fn the_command_makes_the_summary_of_one_unit() {
    let server = handed_in();
    let run = |line: &str| {
        Process::new(env!("CARGO_BIN_EXE_yuebao"))
            .args(line.split(' '))
            .arg("--data")
            .arg(server.data())
            .current_dir(server.data())
            .env_clear()
            .output()
            .unwrap()
    };
    let publish = "publish --month 2022-06 --provisional --format json -o made.json";
    let made = run(&format!("{publish} --document summary --unit roads"));
    assert!(made.status.success(), "{made:?}");
    let text = std::fs::read_to_string(server.data().join("made.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    assert!(
        document["title"]
            .as_str()
            .unwrap()
            .starts_with("甲县交通局")
    );
    for wrong in [
        "--document summary --unit docks",
        "--document brief --unit roads",
    ] {
        let refused = run(&format!("{publish} {wrong}"));
        assert_eq!(refused.status.code(), Some(1), "{wrong}");
    }
}
