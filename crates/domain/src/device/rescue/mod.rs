//! The rescue file: everything unsent, as a file that another device of the same user can read.
//!
//! Opening a file does nothing: what it holds is listed, and the person takes in what is theirs, a
//! decision only by itself. A file carries a proof under a key that the server tells this user's
//! devices and nobody else, so that one that was written or changed by somebody else is found out.
//! Files of older programs have none; they are read, and called unproven.

mod noted;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Device, Replica, ReportKey, Row, SetAside, Stamp, Subject};
use crate::ids::{OpId, Tag};
use crate::json;
use crate::merge::three_way;
use crate::operation::Operation;
use crate::order::Gather;
use crate::period::Month;
use crate::proof::{digest, is_keyed, keyed};
use crate::report::{Changes, FieldValues, apply, difference};

pub use noted::Noted;

/// The newest format.
const VERSION: u32 = 2;
/// The format that programs of before there was [`Rescue::noted`] can read.
const WITHOUT_NOTED: u32 = 1;

/// The content of a rescue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescue {
    /// Format version.
    pub yuebao_rescue: u32,
    /// Whose it is; nobody else can read it in.
    pub user: String,
    /// The server that it is for.
    pub server_id: Option<String>,
    /// The device that it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// That a device of the user has written it, just so; older programs made none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// Reports with something that the server has not got.
    pub reports: Vec<Rescued>,
    /// Decisions that the server has not got or has not taken: conflicts settled, reports accepted,
    /// returned or declared void, with what was written for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Operation>,
    /// What was being written, and is neither handed in nor decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noted: Vec<Noted>,
    /// Rows that this device could not read, as they are.
    #[serde(default)]
    pub set_aside: BTreeMap<String, String>,
}

/// What only who has the user's key can make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Which key: a hash of it. A server that was set up anew tells others.
    pub key: String,
    /// The hash of all else in the file, as it is read, under that key.
    pub hash: String,
}

/// One report with something that the server has not got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescued {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// The revision that the work is based on.
    pub base_rev: u64,
    /// The tag of that revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_tag: Option<Tag>,
    /// Its values.
    pub base: FieldValues,
    /// What was typed on top of it.
    pub values: FieldValues,
}

/// A file that is this user's and this server's. Nothing of it is on the device yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedRescue {
    /// What it holds.
    pub rescue: Rescue,
    /// Whether a device of this user has written it, just so.
    pub is_proven: bool,
}

/// Why a file cannot be read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RescueError {
    /// Not such a file; what the reader said.
    NotARescueFile(String),
    /// Written by a newer program.
    Newer,
    /// Another user's.
    OtherUser(String),
    /// For another server.
    OtherServer,
    /// It names no server, or this device knows none yet.
    NoServer,
    /// No device of this user has written it, or it was changed afterwards.
    Forged,
}

/// What taking in did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// To be stored in one transaction.
    pub rows: Vec<Row>,
    /// Reports, decisions and what was being written that were taken in, whole or in part.
    pub taken: usize,
    /// Those in which something else is being written here; that stayed.
    pub kept: usize,
}

impl Rescue {
    /// What the proof is of: what is read, however it is spaced, and nothing that is not.
    fn proven_text(&self) -> String {
        let content = Self {
            proof: None,
            ..self.clone()
        };
        // Maps here have text keys and no value fails to serialise.
        serde_json::to_string(&content).unwrap_or_default()
    }
}

impl Rescued {
    /// What was typed there: these boxes are filled when the report is taken in.
    pub fn changes(&self) -> Changes {
        difference(&self.base, &self.values)
    }
}

impl Device {
    /// Everything that the server has not got, with the rows that could not be read.
    pub fn rescue(&self, user: &str, set_aside: &[SetAside]) -> Rescue {
        let reports = self.reports.iter();
        let reports = reports.flat_map(|(key, report)| self.rescued(key, report));
        let noted = self.noted();
        let mut rescue = Rescue {
            yuebao_rescue: if noted.is_empty() {
                WITHOUT_NOTED
            } else {
                VERSION
            },
            user: user.to_owned(),
            server_id: self.meta.server_id.clone(),
            device: Some(self.meta.device_id.clone()),
            proof: None,
            reports: reports.collect(),
            decisions: self.decisions().cloned().collect(),
            noted,
            // What the device knows of itself holds nothing that was typed, but secrets.
            set_aside: set_aside
                .iter()
                .filter(|row| row.own_key() != "meta")
                .map(|row| (row.key.clone(), row.value.clone()))
                .into_map(),
        };
        let key = self.meta.rescue_key.as_ref();
        rescue.proof = key.map(|key| Proof {
            key: digest(key),
            hash: keyed(key, &rescue.proven_text()),
        });
        rescue
    }

    /// What of a report the server has not got: what the boxes hold, and what is in none.
    fn rescued(&self, key: &ReportKey, report: &Replica) -> Vec<Rescued> {
        let is_unsent = report.draft.is_some() || self.pending(key).next().is_some();
        let handed = || self.handed(key);
        let values = is_unsent.then(|| report.draft.clone().unwrap_or_else(handed));
        let displaced = report.declined.iter().filter(|one| !one.command.decides());
        let displaced = displaced.map(|one| apply(report.base(), one.command.changes()));
        let all = values.into_iter().chain(displaced);
        all.map(|values| Rescued {
            project: key.project.clone(),
            month: key.month,
            base_rev: report.seen_rev,
            base_tag: report.seen_tag.clone(),
            base: report.base().clone(),
            values,
        })
        .collect()
    }

    /// What was decided here and does not stand with the server.
    fn decisions(&self) -> impl Iterator<Item = &Operation> {
        let unsent = self.outbox.values();
        let unsent = unsent.filter(|queued| queued.is_pending());
        let declined = self.replicas().flat_map(|(_, replica)| &replica.declined);
        let all = unsent.map(|queued| &queued.operation).chain(declined);
        all.filter(|one| one.command.decides())
    }

    /// Reads a rescue file of `user`, for what it holds to be listed. Nothing is taken in.
    pub fn open_rescue(&self, text: &str, user: &str) -> Result<OpenedRescue, RescueError> {
        if let Some(repeated) = json::repeated_key(text) {
            let why = format!("{} / {repeated}", repeated.zh());
            return Err(RescueError::NotARescueFile(why));
        }
        let rescue: Rescue =
            json::read(text).map_err(|error| RescueError::NotARescueFile(error.to_string()))?;
        if rescue.yuebao_rescue > VERSION {
            return Err(RescueError::Newer);
        }
        if rescue.user != user {
            return Err(RescueError::OtherUser(rescue.user));
        }
        match (&rescue.server_id, &self.meta.server_id) {
            (Some(theirs), Some(ours)) if theirs == ours => {}
            (Some(_), Some(_)) => return Err(RescueError::OtherServer),
            _ => return Err(RescueError::NoServer),
        }
        if let Some(other) = (rescue.decisions.iter()).find(|it| !it.command.decides()) {
            let what = format!("operation {} is no decision", other.sequence);
            return Err(RescueError::NotARescueFile(what));
        }
        let is_proven = match (&rescue.proof, &self.meta.rescue_key) {
            (Some(proof), Some(key)) if proof.key == digest(key) => {
                if !is_keyed(key, &rescue.proven_text(), &proof.hash) {
                    return Err(RescueError::Forged);
                }
                true
            }
            _ => false,
        };
        Ok(OpenedRescue { rescue, is_proven })
    }

    /// Takes in one report of a file, as a draft. What is typed here already is never replaced.
    pub fn take_rescued(&mut self, rescued: &Rescued, stamp: Stamp) -> Imported {
        let mut imported = Imported::default();
        let key = ReportKey {
            project: rescued.project.clone(),
            month: rescued.month,
        };
        let untouched = self.pending(&key).next().is_none();
        let report = self.reports.entry(key.clone()).or_default();
        if untouched && report.draft.is_none() && rescued.base_rev <= report.seen_rev {
            // Start where the file started, so that what others did meanwhile is merged, not
            // overwritten.
            report.seen_rev = rescued.base_rev;
            report.seen_tag.clone_from(&rescued.base_tag);
            report.base = Some(rescued.base.clone());
            report.tail = None;
        }
        let merged = three_way(&rescued.base, report.values(), &rescued.values);
        let changes = difference(report.values(), &merged.values);
        if !merged.clashes.is_empty() {
            imported.kept += 1;
        }
        if !changes.is_empty() {
            imported.taken += 1;
            imported.rows = self.edit(&key, &changes, stamp);
        }
        imported
    }

    /// Makes one decision of a file here, against the revision that was seen there. It stays the decision
    /// that it is: if it arrives from elsewhere as well, the server answers as it did the first time.
    pub fn take_decision(&mut self, decision: &Operation, stamp: Stamp) -> Imported {
        let mut imported = Imported::default();
        if !decision.command.decides() || self.has_made(decision) {
            return imported;
        }
        // An identifier that something else has here is not taken for it.
        let is_free = !builds_on_others(decision) && self.named(&decision.op_id).next().is_none();
        let own = stamp.op_id.clone();
        let operation = Operation {
            op_id: if is_free { decision.op_id.clone() } else { own },
            base_rev: decision.base_rev,
            base_tag: decision.base_tag.clone(),
            form_version: decision.form_version,
            made_at: decision.made_at.clone(),
            previous: None,
            ..self.operation(&decision.subject, decision.command.clone(), stamp)
        };
        imported.taken = 1;
        imported.rows = vec![self.push(operation), self.meta_row()];
        // What is said or decided of anything but a report is shown as soon as there is one.
        if !matches!(decision.subject, Subject::Report(_)) {
            self.replica_of(&decision.subject);
            imported.rows.push(self.replica_row(&decision.subject));
        }
        imported
    }

    /// Whether a decision of a file is here already.
    fn has_made(&self, decision: &Operation) -> bool {
        let mut named = self.named(&decision.op_id);
        let says_so = |one: &Operation| {
            one.subject == decision.subject
                && one.base_rev == decision.base_rev
                && one.command == decision.command
        };
        named.any(|one| one.is_same_as(decision))
            || (builds_on_others(decision) && self.decisions().any(says_so))
    }

    /// What has an identifier here: on its way, arrived and kept, or not taken.
    fn named(&self, op_id: &OpId) -> impl Iterator<Item = &Operation> {
        let queued = self.outbox.values().map(|queued| &queued.operation);
        let declined = self.replicas().flat_map(|(_, replica)| &replica.declined);
        queued
            .chain(declined)
            .filter(move |one| one.op_id == *op_id)
    }
}

/// Whether a decision was made on top of what its device had on its way. It is another one without that,
/// and must not be answered for in the place of the first.
const fn builds_on_others(decision: &Operation) -> bool {
    decision.previous.is_some()
}
