//! What is on record about one report, as its history is told from it.

use std::collections::VecDeque;

use yuebao_domain::history::{RecordedClash, Revision};
use yuebao_domain::ids::Timestamp;
use yuebao_domain::operation::report;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::{Operation, State, Subject, size};
use yuebao_domain::report::FieldValues;
use yuebao_domain::wire::v1::Made;

use crate::Result;
use crate::json::from_text;
use crate::revisions::BoxTexts;

/// How many bytes of boxes are told at once, give or take one revision.
const PAGE: usize = 4 * 1024 * 1024;

/// A revision with who made it and with which operation.
#[derive(Debug, Clone)]
pub struct MadeRow {
    /// Its number.
    pub rev: u64,
    /// Name on screen of who made it.
    pub by: String,
    /// Name of their unit.
    pub unit: String,
    /// When the server received it.
    pub received_at: Timestamp,
    /// The device's time.
    pub made_at: Timestamp,
    /// The operation as it is stored.
    pub operation: String,
}

impl MadeRow {
    /// As it is told, and the operation.
    pub fn read(self) -> Result<(Made, Operation)> {
        let operation: Operation = from_text("operations.operation", &self.operation)?;
        let command = operation.command.of_report();
        let made = Made {
            rev: self.rev,
            kind: command.map_or(CommandKind::Set, |command| command.kind),
            by: self.by,
            unit: self.unit,
            received_at: self.received_at,
            made_at: self.made_at,
        };
        Ok((made, operation))
    }
}

/// A revision of any subject, with where the subject stood before it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number in the feed.
    pub seq: u64,
    /// Where the subject stood in the revision before; `None` in the first.
    pub before: Option<State>,
    /// Where it stands.
    pub state: State,
    /// Name on screen of who made it.
    pub by: String,
    /// When the server received it.
    pub received_at: Timestamp,
    /// The operation as it is stored.
    pub operation: String,
}

/// Called with one revision after the other: who made it, where the subject stood, its boxes.
pub type EachMade<'a> = &'a mut dyn FnMut(MadeRow, State, BoxTexts) -> Result<()>;

/// What is asked of the history of reports.
pub trait ReadHistory {
    /// The number of the newest revision below `before`; 0 if there is none.
    fn newest_below(&self, subject: &Subject, before: u64) -> Result<u64>;

    /// The revisions below `before`, from the last one with all boxes at or below `first`, oldest
    /// first.
    fn made_revisions(
        &self,
        subject: &Subject,
        first: u64,
        before: u64,
        each: EachMade<'_>,
    ) -> Result<()>;

    /// The revisions of all subjects above `seq`, in the order in which they were made, at most `limit`.
    fn steps_after(&self, seq: u64, limit: usize) -> Result<Vec<Step>>;

    /// Every conflict and amendment of a report, with what opened and what settled it.
    fn recorded_clashes(&self, subject: &Subject) -> Result<Vec<RecordedClash>>;

    /// The newest revisions below `before`, at most `limit` of them, oldest first, and whether older
    /// ones were left out because the page was full.
    fn history(
        &self,
        subject: &Subject,
        before: Option<u64>,
        limit: usize,
    ) -> Result<(Vec<Revision>, bool)> {
        let before = before.unwrap_or(u64::MAX);
        let newest = self.newest_below(subject, before)?;
        let first = (newest + 1).saturating_sub(limit as u64);
        let mut values = FieldValues::new();
        let mut revisions = VecDeque::new();
        let (mut bytes, mut is_full) = (0, false);
        self.made_revisions(subject, first, before, &mut |made, state, boxes| {
            boxes.put_on(&mut values)?;
            if made.rev < first {
                return Ok(());
            }
            let (made, operation) = made.read()?;
            bytes += size(&values).1;
            revisions.push_back(Revision {
                made,
                state: state.of_report().unwrap_or(report::State::Draft),
                values: values.clone(),
                comment: operation.command.words().map(str::to_owned),
            });
            // Two at least: one is told, by what it changed of the other.
            while bytes > PAGE && revisions.len() > 2 {
                let oldest = revisions.pop_front();
                bytes -= oldest.map_or(0, |oldest: Revision| size(&oldest.values).1);
                is_full = true;
            }
            Ok(())
        })?;
        Ok((revisions.into(), is_full))
    }
}
