//! The documents of a month are the same wherever they are made: by the server of what it holds, and by an
//! office's tablet of what it was told.

use std::path::Path;

use yuebao_domain::device::Device;
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::publish::{Document, Kind, Status, publish};
use yuebao_domain::text::Lang;
use yuebao_server::engine;
use yuebao_store::identity::{self, Start};
use yuebao_store::transact;

use crate::publishing::{demo, done};
use crate::support::{now, subjects};

/// The tablet of somebody, once all has arrived there.
fn tablet(folder: &Path, user: &str) -> Device {
    let engine = engine::existing(&folder.join("d")).unwrap();
    let mut conn = engine.open(None).unwrap();
    transact(&mut *conn, |tx| {
        let start = Start {
            new_id: &|| "here".to_owned(),
            dice: 1,
            at: &now().rfc3339(),
            seconds: now().seconds(),
        };
        identity::settle(tx, &start)
    })
    .unwrap();
    subjects::tablet(&mut *conn, user)
}

/// A document as the command writes it.
fn written(folder: &Path, kind: Kind, month: Month, more: &str) -> String {
    let kind = kind.key();
    let line = format!(
        "publish --data d --month {month} --document {kind}{more} --format json -o made.json"
    );
    done(folder, &line);
    std::fs::read_to_string(folder.join("made.json")).unwrap()
}

fn the_same_of(profile: &str) {
    let folder = demo(profile);
    let folder = folder.path();
    let device = tablet(folder, "office");
    let year = profile.rsplit('-').next().unwrap();
    let today = parse_day(&format!("{year}-06-04")).ok();
    assert!(device.sees_everything());
    let kinds = Kind::ALL.into_iter().filter(|kind| !kind.needs_growth());
    for kind in kinds {
        for (number, more) in [("04", ""), ("05", " --provisional")] {
            // on which day an open month is judged, the command asks the clock
            if kind.needs_filings() && !more.is_empty() {
                continue;
            }
            let month: Month = format!("{year}-{number}").parse().unwrap();
            let made = device.material(month, kind, today).unwrap();
            assert_eq!(made.differs_from, None, "{kind:?} {month}");
            let is_final = matches!(made.source.status, Status::Final { .. });
            assert_eq!(is_final, more.is_empty(), "{kind:?} {month}");
            let made = publish(kind, &made.source, Lang::Zh).unwrap();
            let here = serde_json::to_string_pretty(&made).unwrap() + "\n";
            let read: Document = serde_json::from_str(&here).unwrap();
            let again = serde_json::to_string_pretty(&read).unwrap() + "\n";
            assert!(again == here, "{kind:?} {month} is read again as it was");
            assert!(
                here == written(folder, kind, month, more),
                "{kind:?} {month}"
            );
        }
    }
}

#[test]
fn a_tablet_makes_the_documents_of_qinzhou_as_the_server_does() {
    the_same_of("qinzhou-2022");
}

#[test]
fn a_tablet_makes_the_documents_of_the_region_as_the_server_does() {
    the_same_of("guangxi-2020");
}

#[test]
fn what_is_not_what_was_frozen_is_not_called_final() {
    let folder = demo("qinzhou-2022");
    let mut device = tablet(folder.path(), "office");
    let april: Month = "2022-04".parse().unwrap();
    let unit = device.units.first_mut().unwrap();
    unit.name.push_str("（更名）");
    let made = device.material(april, Kind::MonthlyTable, None).unwrap();
    assert_eq!(made.differs_from, Some(1));
    assert_eq!(made.source.status, Status::Provisional);
    assert!(!tablet(folder.path(), "clerk1").sees_everything());
}
