//! Opening a store: rows of older formats are upgraded, and rows that cannot be read are put aside.

use super::{Device, Meta, Row, SetAside};
use crate::json;

/// The format of the rows. A program that knows only an older one must not open the store. It grows with
/// everything that an older program cannot read in an answer either, and leaves out.
///
/// | format | what is new |
/// |---|---|
/// | 1 | |
/// | 2 | revisions are known by their tags; rows that cannot be read lie under `aside/` |
/// | 3 | the base of a report is left out where it is what the server has told last |
/// | 4 | questions |
/// | 5 | months, when reports were handed in, and where they stand on their chains |
/// | 6 | the plan's versions and proposals |
/// | 7 | categories, levels and classes of the profile's own |
/// | 8 | the persons of projects |
/// | 9 | the profiles of plan years before |
/// | 10 | what is published of months |
/// | 11 | statistics and letters |
/// | 12 | summaries |
/// | 13 | what boxes hold of which nothing is decided yet |
pub const STORE_FORMAT: u32 = 13;

/// The last format with which something came that the server has to be asked for.
const ASKED_ANEW: u32 = 12;

/// The row that says which format the others have; a store of format 1 has none.
pub(super) const FORMAT_KEY: &str = "format";
/// Before the key of a row that was put aside, and its number.
pub(super) const ASIDE: &str = "aside/";

/// A store as it was opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OpenedStore {
    /// What could be read.
    pub device: Device,
    /// What could not, now or before.
    pub set_aside: Vec<SetAside>,
    /// To be written, in one transaction, before anything else is.
    pub repairs: Vec<Row>,
}

impl Device {
    /// Reads a store of this format or an older one.
    ///
    /// A row that cannot be read is moved away, so that nothing is ever written over it; what the
    /// server knows of it is fetched again.
    pub fn open(mut rows: Vec<(String, String)>) -> OpenedStore {
        let mut repairs = upgrade(&mut rows);
        let read = rows
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()));
        let (mut device, mut set_aside) = Self::load(read);
        let taken = set_aside.iter().filter_map(SetAside::number).max();
        let fresh = set_aside.iter_mut().filter(|row| row.number().is_none());
        let moved: Vec<Row> = (taken.map_or(1, |last| last + 1)..)
            .zip(fresh)
            .flat_map(|(number, row)| row.move_away(number))
            .collect();
        if !moved.is_empty() {
            repairs.extend(moved);
            device.meta.cursor = 0;
            repairs.push(device.meta_row());
        }
        OpenedStore {
            device,
            set_aside,
            repairs,
        }
    }
}

impl SetAside {
    /// The key that the row had when it could not be read.
    pub fn own_key(&self) -> &str {
        let stored = self.key.strip_prefix(ASIDE);
        let own = stored.and_then(|rest| Some(rest.split_once('/')?.1));
        own.unwrap_or(&self.key)
    }

    /// `None` before it was put aside.
    fn number(&self) -> Option<u32> {
        let (number, _) = self.key.strip_prefix(ASIDE)?.split_once('/')?;
        number.parse().ok()
    }

    fn move_away(&mut self, number: u32) -> [Row; 2] {
        let key = format!("{ASIDE}{number:04}/{}", self.key);
        let before = std::mem::replace(&mut self.key, key);
        let row = |key: &str, value| Row {
            key: key.to_owned(),
            value,
        };
        [row(&before, None), row(&self.key, Some(self.value.clone()))]
    }
}

/// Brings rows to this format, and returns those that have to be written for it.
fn upgrade(rows: &mut Vec<(String, String)>) -> Vec<Row> {
    let format = (rows.iter())
        .find(|(key, _)| key == FORMAT_KEY)
        .map_or(1, |(_, value)| value.parse().unwrap_or(1));
    if format >= STORE_FORMAT {
        return Vec::new();
    }
    let mut changed = Vec::new();
    for (key, value) in rows.iter_mut().filter(|_| format < ASKED_ANEW) {
        if let Some(newer) = asking_anew(key, value) {
            value.clone_from(&newer);
            changed.push((key.clone(), newer));
        }
    }
    let mark = (FORMAT_KEY.to_owned(), STORE_FORMAT.to_string());
    rows.retain(|(key, _)| key != FORMAT_KEY);
    rows.push(mark.clone());
    changed.push(mark);
    let row = |(key, value)| Row {
        key,
        value: Some(value),
    };
    changed.into_iter().map(row).collect()
}

/// Format 1 knew revisions by their numbers alone, before format 4 the program did not speak of
/// questions, before format 5 not of months nor of when reports were handed in, before format 6 not of
/// the plan's versions, before format 7 it left out what a project is classified by in a profile's own
/// words, before format 8 it did not speak of persons, before format 9 not of the profiles of earlier
/// plan years, before format 10 not of what is published, before format 11 not of statistics and letters,
/// and before format 12 not of summaries: the server is asked for everything once more.
fn asking_anew(key: &str, value: &str) -> Option<String> {
    if key != "meta" {
        return None;
    }
    let meta = Meta {
        cursor: 0,
        has_missed: false,
        ..json::read(value).ok()?
    };
    serde_json::to_string(&meta).ok()
}
