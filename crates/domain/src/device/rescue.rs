//! The rescue file: everything unsent, as a file that another device of the same user can read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Device, ReportKey, Row, SetAside, Stamp};
use crate::json;
use crate::merge::three_way;
use crate::order::Gather;
use crate::period::Month;
use crate::report::{FieldValues, difference};
use crate::wire::v1::Operation;

/// The format that is written.
const VERSION: u32 = 1;

/// The content of a rescue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescue {
    /// Format version.
    pub yuebao_rescue: u32,
    /// Whose it is; nobody else can read it in.
    pub user: String,
    /// The server that it is for.
    pub server_id: Option<String>,
    /// Reports with something that the server has not got.
    pub reports: Vec<Rescued>,
    /// Decisions that the server has not got or has not taken: conflicts settled, reports accepted,
    /// returned or declared void, with what was written for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Operation>,
    /// Rows that this device could not read, as they are.
    #[serde(default)]
    pub set_aside: BTreeMap<String, String>,
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
    pub base_tag: Option<String>,
    /// Its values.
    pub base: FieldValues,
    /// What was typed on top of it.
    pub values: FieldValues,
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
}

/// What reading a file in did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// To be stored in one transaction.
    pub rows: Vec<Row>,
    /// Reports that were taken in, whole or in part.
    pub taken: usize,
    /// Reports in which this device's own draft holds other values; those stayed.
    pub kept: usize,
}

impl Device {
    /// Everything that the server has not got, with the rows that could not be read.
    pub fn rescue(&self, user: &str, set_aside: &[SetAside]) -> Rescue {
        let reports = self
            .reports
            .iter()
            .filter(|(key, report)| report.draft.is_some() || self.pending(key).next().is_some())
            .map(|(key, report)| Rescued {
                project: key.project.clone(),
                month: key.month,
                base_rev: report.seen_rev,
                base_tag: report.seen_tag.clone(),
                base: report.base().clone(),
                values: report.draft.clone().unwrap_or_else(|| self.handed(key)),
            })
            .collect();
        Rescue {
            yuebao_rescue: VERSION,
            user: user.to_owned(),
            server_id: self.meta.server_id.clone(),
            reports,
            decisions: self.decisions().cloned().collect(),
            set_aside: set_aside
                .iter()
                .map(|row| (row.key.clone(), row.value.clone()))
                .into_map(),
        }
    }

    /// What was decided here and does not stand with the server.
    fn decisions(&self) -> impl Iterator<Item = &Operation> {
        let unsent = self.outbox.values();
        let unsent = unsent.filter(|queued| queued.acknowledged.is_none() && queued.decides());
        let declined = self.reports.values().flat_map(|report| &report.declined);
        unsent.map(|queued| &queued.operation).chain(declined)
    }

    /// Reads a rescue file in: boxes as drafts, decisions to be sent from here. What is typed here
    /// already is never replaced. `stamp` makes a fresh identifier for each of them.
    pub fn import(
        &mut self,
        text: &str,
        user: &str,
        stamp: impl Fn(usize) -> Stamp,
    ) -> Result<Imported, RescueError> {
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
        if let (Some(theirs), Some(ours)) = (&rescue.server_id, &self.meta.server_id)
            && theirs != ours
        {
            return Err(RescueError::OtherServer);
        }
        let mut imported = Imported::default();
        let mut stamps = (0..).map(stamp);
        for (rescued, stamp) in rescue.reports.into_iter().zip(stamps.by_ref()) {
            self.take_in(rescued, stamp, &mut imported);
        }
        for (decision, stamp) in rescue.decisions.into_iter().zip(stamps) {
            self.decide_again(decision, stamp, &mut imported);
        }
        Ok(imported)
    }

    fn take_in(&mut self, rescued: Rescued, stamp: Stamp, imported: &mut Imported) {
        let key = ReportKey {
            project: rescued.project,
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
            imported.rows.extend(self.edit(&key, &changes, stamp));
        }
    }

    /// The decision is made here in its own words, against the revision that was seen there. If it
    /// arrived after all, the server answers that it is settled.
    fn decide_again(&mut self, decision: Operation, stamp: Stamp, imported: &mut Imported) {
        let same = |one: &Operation| {
            let what =
                |it: &Operation| (it.kind, it.conflict, it.also.clone(), it.month, it.base_rev);
            what(one) == what(&decision) && one.project == decision.project
        };
        if self.decisions().any(same) {
            return;
        }
        let key = ReportKey::of(&decision);
        let sequence = self.operation(&key, decision.kind, stamp.clone()).sequence;
        let operation = Operation {
            op_id: stamp.op_id,
            sequence,
            previous: None,
            ..decision
        };
        imported.taken += 1;
        imported
            .rows
            .extend([self.push(operation), self.meta_row()]);
    }
}
