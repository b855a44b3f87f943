//! Documents of a locked month are published: who may, who reads them, and that they stay as they were.

use serde_json::{Value, json};
use yuebao_domain::operation::month;
use yuebao_domain::operation::publication::{Command, PublicationLog};
use yuebao_domain::operation::{Operation, Outcome, PublicationKey, Refusal};
use yuebao_domain::publish::{Document, Kind};
use yuebao_server::engine;
use yuebao_store::everything::Trouble;
use yuebao_store::verify::verify;

use crate::backups::put_back;
use crate::months::{OTHERS, april, locked, missing};
use crate::support::client::{Answer, Client, agent};
use crate::support::subjects::{about, done, send, sync};
use crate::support::{TestServer, now};

const LIST: &str = "/api/v1/publications";
const BRIEF: &str = "/api/v1/publications/2022-04/brief";

pub(crate) fn operation(base_rev: u64, command: Command) -> Operation {
    about(PublicationKey::of(april()), base_rev, command)
}

fn publish(edition: u32, documents: &[&str], remark: &str) -> Operation {
    let command = Command::publish(edition, documents.iter().copied(), remark);
    operation(0, command)
}

fn of_month(base_rev: u64, command: month::Command) -> Operation {
    about(april(), base_rev, command)
}

#[track_caller]
fn refused(client: &Client, operation: &Operation) -> (Refusal, String) {
    let receipt = send(client, operation);
    assert_eq!(receipt.outcome, Outcome::Rejected, "{receipt:?}");
    let detail = receipt.detail.unwrap_or_default();
    (receipt.refusal.unwrap(), detail)
}

/// What somebody sees in the list: number, documents and how it stands, the newest first.
fn listed(client: &Client) -> Vec<(u64, Vec<String>, String)> {
    let told = client.get(LIST).json();
    let all = told["publications"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    all.map(|one| {
        let documents = one["documents"].as_array().unwrap().iter();
        (
            one["number"].as_u64().unwrap(),
            documents.map(|it| text(&it["document"])).collect(),
            text(&one["standing"]),
        )
    })
    .collect()
}

fn asking(server: &TestServer, client: &Client, path: &str, method: &str, etag: &str) -> Answer {
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(server.url(path))
        .header("authorization", format!("Bearer {}", client.token))
        .header("if-none-match", etag)
        .body(())
        .unwrap();
    Answer::read(agent().run(request).unwrap())
}

/// Opens April for corrections and locks it again.
fn correct(office: &Client) {
    let rev = || {
        let held = sync(office, &[]).changes.subjects.into_iter();
        let mut month = held.filter(|one| one.subject.kind == "month");
        month.next().unwrap().rev
    };
    done(
        office,
        &of_month(rev(), month::Command::reopen(&[], "漏报")),
    );
    let lock = month::Command::lock(missing(&OTHERS));
    done(office, &of_month(rev(), lock));
}

#[test]
fn what_is_published_stays_as_it_was_to_the_byte() {
    let (server, _, office) = locked();
    let all: Vec<&str> = (Kind::ALL.into_iter())
        .filter(|kind| !kind.needs_growth())
        .map(Kind::key)
        .collect();
    done(&office, &publish(1, &all, "第一次"));
    let before: Vec<Vec<u8>> = (all.iter())
        .map(|document| {
            let told = office.get(&format!("/api/v1/publications/2022-04/{document}"));
            assert_eq!(told.status, 200, "{document}");
            let read: Document = serde_json::from_slice(&told.body).unwrap();
            let again = serde_json::to_string(&read).unwrap();
            assert!(again.as_bytes() == told.body, "{document} is read whole");
            told.body
        })
        .collect();
    correct(&office);
    assert_eq!(office.get(BRIEF).problem().r#type, "yuebao:corrected");
    for (document, before) in all.iter().zip(&before) {
        let path = format!("/api/v1/publications/2022-04/{document}?number=1");
        assert!(office.get(&path).body == *before, "{document}");
    }
    assert_eq!(listed(&office)[0].2, "corrected");
    // published anew
    done(&office, &publish(2, &["brief"], ""));
    assert_eq!(office.get(BRIEF).json()["status"]["edition"], 2);
    let old = office.get(&format!("{BRIEF}?number=1"));
    assert_eq!(old.json()["status"]["edition"], 1);
    let standings: Vec<String> = listed(&office).into_iter().map(|one| one.2).collect();
    assert_eq!(standings, ["in_force", "corrected"]);
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn what_a_rescue_file_brings_to_another_tablet_too_is_published_once() {
    let original = publish(1, &["brief", "bulletin"], "第一次");
    let anew = Operation {
        sequence: 9,
        ..original.clone()
    };
    for [first, second] in [[&original, &anew], [&anew, &original]] {
        let (server, _, office) = locked();
        done(&office, first);
        let before = send(&office, first);
        for _ in 0..2 {
            let again = send(&office, second);
            assert_eq!(again, before);
            assert_eq!((again.outcome, again.rev), (Outcome::Duplicate, Some(1)));
        }
        assert_eq!(listed(&office).len(), 1);
        let other = Operation {
            command: Command::publish(1, ["brief"], "第一次").into(),
            ..second.clone()
        };
        assert_eq!(refused(&office, &other).0, Refusal::IdReused);
        let elsewhere = Operation {
            subject: PublicationKey::of(april().plus(1)).into(),
            ..second.clone()
        };
        assert_eq!(refused(&office, &elsewhere).0, Refusal::IdReused);
        // The same under an identifier of its own is somebody's wish to publish it again.
        done(&office, &publish(1, &["brief", "bulletin"], "第一次"));
        assert_eq!(listed(&office).len(), 2);
        assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
    }
}

#[test]
fn what_was_published_is_in_the_backup() {
    let (server, _, office) = locked();
    done(&office, &publish(1, &["bulletin", "brief"], ""));
    let before = asking(&server, &office, BRIEF, "GET", "\"other\"");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("yuebao-backup.db");
    let dir = engine::existing(&server.data()).unwrap();
    dir.back_up(&file, &now().rfc3339()).unwrap();
    let restored = put_back(&file);
    let office = restored.client("city_office");
    let after = asking(&restored, &office, BRIEF, "GET", "\"other\"");
    assert_eq!(after.status, 200);
    assert!(after.body == before.body && after.header("etag") == before.header("etag"));
    assert_eq!(verify(&mut *restored.database()).unwrap().faults, []);
}

#[test]
fn every_format_has_a_tag_by_which_it_is_known_again() {
    let (server, _, office) = locked();
    done(&office, &publish(1, &["brief"], ""));
    let mut tags = Vec::new();
    for (format, begins) in [
        ("json", &b"{"[..]),
        ("html", b"<!"),
        ("csv", "\u{feff}".as_bytes()),
        ("xlsx", b"PK"),
        ("docx", b"PK"),
    ] {
        let path = format!("{BRIEF}?format={format}");
        let told = office.get(&path);
        assert_eq!(told.status, 200, "{format}");
        assert!(told.body.starts_with(begins), "{format}");
        assert_eq!(told.header("cache-control"), "private, no-cache");
        let etag = told.header("etag").to_owned();
        assert!(etag.ends_with(&format!("-{format}\"")), "{etag}");
        let known = asking(&server, &office, &path, "GET", &etag);
        assert_eq!((known.status, known.body.len()), (304, 0));
        assert_eq!(known.header("etag"), etag);
        let head = asking(&server, &office, &path, "HEAD", "\"another\"");
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("etag"), etag);
        tags.push(etag);
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 5);
    assert_eq!(office.get(&format!("{BRIEF}?format=pdf")).status, 400);
    assert_eq!(office.get("/api/v1/publications/2022-04/tea").status, 400);
    assert_eq!(office.get(LIST).header("cache-control"), "no-store");
}

#[test]
fn what_is_open_is_for_everybody_and_the_rest_for_who_sees_everything() {
    let (server, zhang, office) = locked();
    done(
        &office,
        &publish(1, &["brief", "monthly-table"], "含甲项目"),
    );
    done(&office, &publish(1, &["lists"], ""));
    let supervisor = server.client("supervisor");
    let own = |documents: &[&str]| documents.iter().map(|it| (*it).to_owned()).collect();
    let in_force = || "in_force".to_owned();
    for sees in [&office, &supervisor] {
        assert_eq!(
            listed(sees),
            [
                (2, own(&["lists"]), in_force()),
                (1, own(&["brief", "monthly-table"]), in_force())
            ]
        );
        assert_eq!(sees.get("/api/v1/publications/2022-04/lists").status, 200);
    }
    assert_eq!(listed(&zhang), [(1, own(&["brief"]), in_force())]);
    assert_eq!(zhang.get(BRIEF).status, 200);
    for hidden in ["monthly-table", "lists"] {
        let path = format!("/api/v1/publications/2022-04/{hidden}");
        assert_eq!(zhang.get(&path).status, 404);
        assert_eq!(zhang.get(&format!("{path}?number=1")).status, 404);
        // what is not published is for those alone who see everything
        let made = zhang.get(&format!("/api/v1/documents/2022-04/{hidden}"));
        assert_eq!(made.problem().r#type, "yuebao:not-yours");
    }
    // what the tablets are told
    let told = serde_json::to_string(&sync(&zhang, &[]).changes.subjects).unwrap();
    assert!(told.contains("publication.0002"), "{told}");
    for hidden in ["monthly-table", "lists", "含甲项目"] {
        assert!(!told.contains(hidden), "{hidden}: {told}");
    }
    let told = serde_json::to_string(&sync(&office, &[]).changes.subjects).unwrap();
    assert!(told.contains("含甲项目"));
    assert_eq!(
        Answer::read(agent().get(server.url(LIST)).call().unwrap()).status,
        401
    );
}

#[test]
fn a_publication_is_taken_back() {
    let (_server, zhang, office) = locked();
    done(&office, &publish(1, &["brief"], ""));
    let withdraw = |number, reason: &str| operation(0, Command::withdraw(number, reason));
    assert_eq!(refused(&zhang, &withdraw(1, "有误")).0, Refusal::OfficeOnly);
    assert_eq!(refused(&office, &withdraw(1, "")).0, Refusal::WordsMissing);
    assert_eq!(
        refused(&office, &withdraw(2, "有误")).0,
        Refusal::PublicationGone
    );
    done(&office, &withdraw(1, "有误"));
    assert_eq!(listed(&zhang)[0].2, "withdrawn");
    assert_eq!(office.get(BRIEF).status, 404);
    let gone = office.get(&format!("{BRIEF}?number=1"));
    assert_eq!(
        (gone.status, gone.problem().r#type.as_str()),
        (410, "yuebao:withdrawn")
    );
    assert_eq!(
        refused(&office, &withdraw(1, "有误")).0,
        Refusal::PublicationGone
    );
    done(&office, &publish(1, &["brief"], ""));
    assert_eq!(office.get(BRIEF).status, 200);
    assert_eq!(listed(&office)[0].0, 2);
}

#[test]
fn what_cannot_be_published_is_refused_whole_and_in_words() {
    let (server, zhang, office) = locked();
    assert_eq!(
        refused(&zhang, &publish(1, &["brief"], "")).0,
        Refusal::OfficeOnly
    );
    assert_eq!(
        refused(&office, &publish(2, &["brief"], "")).0,
        Refusal::PublicationOutdated
    );
    let (refusal, detail) = refused(&office, &publish(1, &["brief", "letters", "tea"], ""));
    assert_eq!(refusal, Refusal::PublicationUnsound);
    for words in ["提醒函、约谈：", "增速", "tea：没有这种文件"] {
        assert!(detail.contains(words), "{detail}");
    }
    // an open month
    let may: yuebao_domain::period::Month = "2022-05".parse().unwrap();
    let open = Operation {
        subject: PublicationKey::of(may).into(),
        ..publish(1, &["brief"], "")
    };
    assert_eq!(refused(&office, &open).0, Refusal::PublicationOpen);
    assert_eq!(office.get(LIST).json(), json!({ "publications": [] }));
    let conn = server.database();
    let subject = PublicationKey::of(april()).into();
    assert_eq!(conn.reading().subject(&subject).unwrap(), None);
    // the same operation twice is published once
    let brief = publish(1, &["brief"], "");
    done(&office, &brief);
    assert_eq!(send(&office, &brief).outcome, Outcome::Duplicate);
    let held = server
        .database()
        .reading()
        .subject(&subject)
        .unwrap()
        .unwrap();
    let log = PublicationLog::read(&held.values).unwrap();
    assert_eq!(log.publications().len(), 1);
}

#[test]
fn any_document_of_a_month_is_made_for_who_sees_everything() {
    let (_server, _, office) = locked();
    let of = |rest: &str| office.get(&format!("/api/v1/documents/{rest}"));
    let table = of("2022-04/monthly-table?format=xlsx");
    assert_eq!(table.status, 200);
    assert!(table.body.starts_with(b"PK"));
    assert_eq!(table.header("cache-control"), "no-store");
    assert_eq!(of("2022-04/brief").json()["status"]["is"], "final");
    assert_eq!(of("2022-04/brief?edition=1").json()["status"]["edition"], 1);
    let english = of("2022-04/brief?lang=en").json();
    assert_ne!(english["basis"], of("2022-04/brief").json()["basis"]);
    let may = of("2022-05/brief");
    assert_eq!(
        (may.status, may.problem().r#type.as_str()),
        (404, "yuebao:no-such-document")
    );
    assert!(may.problem().detail.contains("尚未封账"));
    let may = of("2022-05/brief?provisional=true");
    assert_eq!(may.json()["status"]["is"], "provisional");
    assert!(of("2022-04/letters").problem().detail.contains("增速"));
    for wrong in [
        "2022-13/brief",
        "2022-04/tea",
        "2022-04/brief?format=pdf",
        "2022-04/brief?lang=fr",
        "2022-04/brief?colour=red",
        "2022-04/brief?provisional=true&edition=1",
    ] {
        assert_eq!(
            of(wrong).problem().r#type,
            "yuebao:invalid-address",
            "{wrong}"
        );
    }
}

#[test]
fn a_published_document_that_somebody_changed_is_found() {
    let tampered = |sql: &str| {
        let (server, _, office) = locked();
        done(&office, &publish(1, &["brief"], ""));
        let raw = server.raw();
        for guard in ["changed", "deleted"] {
            raw.run(&format!(
                "DROP TRIGGER published_documents_are_never_{guard}"
            ))
            .unwrap();
        }
        raw.run(sql).unwrap();
        let faults = verify(&mut *server.database()).unwrap().faults;
        let told = faults.into_iter().map(|fault| (fault.trouble, fault.place));
        told.collect::<Vec<_>>()
    };
    let place = || "month 2022-04 publication 1 brief".to_owned();
    let changed = "UPDATE published_documents SET value = replace(value, '2022', '2023')";
    assert_eq!(tampered(changed), [(Trouble::PublishedDiffers, place())]);
    let gone = "DELETE FROM published_documents";
    assert_eq!(tampered(gone), [(Trouble::PublishedMissing, place())]);
}
