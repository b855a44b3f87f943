//! The store as rows of text: what to write, and how to read it back.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::upgrade::{ASIDE, FORMAT_KEY, STORE_FORMAT};
use super::{Device, Queued, ReportKey, Subject};
use crate::json;

/// One row of the store. Rows that a decision returns belong in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// For example `report/qz-001/2022-05`.
    pub key: String,
    /// JSON; `None` deletes the row.
    pub value: Option<String>,
}

/// Begins the key of an operation's row.
const OPERATION: &str = "op/";

/// A stored row that could not be read. It stays in the store and is shown, never deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The row's key in the store; see [`SetAside::own_key`].
    pub key: String,
    /// Its text.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
}

impl SetAside {
    /// Whether it is an operation, which its owner believes to be on its way.
    pub fn is_operation(&self) -> bool {
        self.own_key().starts_with(OPERATION)
    }
}

impl Row {
    pub(super) fn of(key: String, value: Option<&impl Serialize>) -> Self {
        // Maps here have text keys and no value fails to serialise, so this cannot come out `None`
        // for a value that is there.
        let value = value.and_then(|value| serde_json::to_string(value).ok());
        Self { key, value }
    }

    pub(super) fn delete_operation(sequence: u64) -> Self {
        Self {
            key: operation_key(sequence),
            value: None,
        }
    }
}

impl Device {
    /// Reads a store. A row that is malformed is set aside; the others are read.
    pub fn load<'a>(rows: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<SetAside>) {
        let mut device = Self::default();
        let mut aside = Vec::new();
        for (key, value) in rows {
            if let Err(reason) = device.load_row(key, value) {
                aside.push(SetAside {
                    key: key.to_owned(),
                    value: value.to_owned(),
                    reason,
                });
            }
        }
        (device, aside)
    }

    fn load_row(&mut self, key: &str, value: &str) -> Result<(), String> {
        if let Some(subject) = Subject::from_path(key) {
            *self.replica_of(&subject) = read(value)?;
        } else if let Some(id) = key.strip_prefix("project/") {
            self.projects.insert(id.to_owned(), read(value)?);
        } else if let Some(id) = key.strip_prefix("versions/") {
            self.books.insert(id.to_owned(), read(value)?);
        } else if let Some(sequence) = key.strip_prefix("op/") {
            let sequence = sequence.parse().map_err(|error| format!("{error}"))?;
            // A number is not used again, whatever its row holds.
            self.meta.last_sequence = self.meta.last_sequence.max(sequence);
            let queued: Queued = read(value)?;
            self.outbox.insert(sequence, queued);
        } else {
            match key {
                "meta" => self.meta = read(value)?,
                "profile" => self.profile = Some(read(value)?),
                "profiles" => self.earlier_profiles = read(value)?,
                "units" => self.units = read(value)?,
                FORMAT_KEY => {}
                _ if key.starts_with(ASIDE) => return Err(why_aside(key, value)),
                _ => return Err("unknown kind of row".to_owned()),
            }
        }
        Ok(())
    }

    /// Every row, for a fresh store.
    pub fn rows(&self) -> Vec<Row> {
        let format = Row::of(FORMAT_KEY.to_owned(), Some(&STORE_FORMAT));
        let mut rows = vec![
            format,
            self.meta_row(),
            self.profile_row(),
            self.units_row(),
        ];
        if !self.earlier_profiles.is_empty() {
            rows.push(self.earlier_profiles_row());
        }
        rows.extend(self.projects.keys().map(|id| self.project_row(id)));
        rows.extend(self.books.keys().map(|id| self.book_row(id)));
        rows.extend(
            self.subjects(|_| true)
                .iter()
                .map(|one| self.replica_row(one)),
        );
        rows.extend(
            self.outbox
                .keys()
                .map(|sequence| self.operation_row(*sequence)),
        );
        rows
    }

    /// Every row, and of `rows` those that delete: for a store that may have missed earlier ones.
    pub fn all_rows(&self, mut rows: Vec<Row>) -> Vec<Row> {
        rows.retain(|row| row.value.is_none());
        rows.extend(self.rows());
        rows
    }

    pub(super) fn meta_row(&self) -> Row {
        Row::of("meta".to_owned(), Some(&self.meta))
    }

    pub(super) fn profile_row(&self) -> Row {
        Row::of("profile".to_owned(), self.profile.as_ref())
    }

    /// Of the plan years before; a device that is told of none deletes it.
    pub(super) fn earlier_profiles_row(&self) -> Row {
        let earlier = Some(&self.earlier_profiles).filter(|all| !all.is_empty());
        Row::of("profiles".to_owned(), earlier)
    }

    pub(super) fn units_row(&self) -> Row {
        Row::of("units".to_owned(), Some(&self.units))
    }

    pub(super) fn project_row(&self, id: &str) -> Row {
        Row::of(project_key(id), self.projects.get(id))
    }

    pub(super) fn book_row(&self, id: &str) -> Row {
        Row::of(format!("versions/{id}"), self.books.get(id))
    }

    pub(super) fn report_row(&self, key: &ReportKey) -> Row {
        self.replica_row(&key.clone().into())
    }

    pub(super) fn operation_row(&self, sequence: u64) -> Row {
        Row::of(operation_key(sequence), self.outbox.get(&sequence))
    }
}

pub(super) fn project_key(id: &str) -> String {
    format!("project/{id}")
}

/// Zero-padded, so that the store's own order is the order of making.
fn operation_key(sequence: u64) -> String {
    format!("{OPERATION}{sequence:016}")
}

/// Why a row that lies aside was put there.
fn why_aside(key: &str, value: &str) -> String {
    let own = key.splitn(3, '/').nth(2).unwrap_or_default();
    let read = Device::default().load_row(own, value);
    read.err()
        .unwrap_or_else(|| "an earlier version could not read it".to_owned())
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    json::read(text).map_err(|error| error.to_string())
}
