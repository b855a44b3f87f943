//! Push and pull: what to send, and what to make of the answer.
//!
//! | module | takes in |
//! |---|---|
//! | `batch` | how much one request carries |
//! | `results` | what became of the operations that were sent |
//! | `refusals` | an operation that the server does not take: what it carried goes back into the boxes |
//! | `retained` | what was refused and may stand on the server by another way: kept until a backup has it |
//! | `changes` | what is new on the server |
//! | `restore` | that the server was put back to an earlier state |

mod batch;
mod changes;
mod refusals;
mod restore;
mod results;
mod retained;

pub use batch::Batch;

use super::{Delivery, Device, Row, ServerTime, Subject};
use crate::ids::Timestamp;
use crate::rights::Me;
use crate::wire::v2::{Operation, PROTOCOL, SyncAnswer, SyncRequest};

/// Why an answer must not be believed. Nothing leaves the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOurs {
    /// It does not echo the nonce: a captive portal, or another request's answer.
    Nonce,
    /// Another server answers under the same address.
    Server,
    /// It belongs to another user.
    User,
    /// It does not speak of the operations that were sent.
    Results,
}

/// What an answer changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// To be stored in one transaction.
    pub rows: Vec<Row>,
    /// Ask again at once.
    pub more: bool,
    /// How many operations the server has taken.
    pub taken: usize,
    /// Of what the server refused something.
    pub refused: Vec<Subject>,
    /// The server answered an operation in a word that this program does not know: it has to be updated.
    pub outdated: bool,
}

impl Device {
    /// The next request, and the rows to store **before** it is sent: an operation that may have
    /// been sent never changes its content afterwards.
    pub fn request(&mut self, nonce: String) -> (SyncRequest, Vec<Row>) {
        self.request_of(nonce, &Batch::default())
    }

    /// The same, with no more operations than a line takes.
    pub fn request_of(&mut self, nonce: String, batch: &Batch) -> (SyncRequest, Vec<Row>) {
        let waiting = self.outbox.values();
        let waiting = waiting.filter(|queued| queued.is_pending() && !self.is_kept_back(queued));
        let next = batch.choose(waiting).into_iter();
        let next: Vec<u64> = next.map(|operation| operation.sequence).collect();
        let mut rows = Vec::new();
        let mut operations = Vec::with_capacity(next.len());
        for sequence in next {
            if let Some(queued) = self.outbox.get_mut(&sequence) {
                operations.push(Operation::from(&queued.operation));
                if !queued.is_attempted() {
                    queued.delivery = Delivery::Attempted;
                    rows.push(self.operation_row(sequence));
                }
            }
        }
        let request = SyncRequest {
            protocol: PROTOCOL,
            nonce,
            device: self.meta.device_id.clone(),
            epoch: self.meta.epoch,
            cursor: self.meta.cursor,
            mark: self.meta.mark.clone(),
            set_aside: None,
            operations,
        };
        (request, rows)
    }

    /// Takes in the answer to `request`. `now` is the device's clock, for display.
    pub fn absorb(
        &mut self,
        request: &SyncRequest,
        mut answer: SyncAnswer,
        now: &Timestamp,
    ) -> Result<Absorbed, NotOurs> {
        self.verify(request, &answer)?;
        let mut absorbed = Absorbed {
            more: answer.more,
            ..Absorbed::default()
        };
        // An answer that was overtaken by another is of a state that may have been put back since, and
        // says nothing about what was told since: all that it holds is told again.
        let known = (self.meta.epoch, self.meta.cursor, &self.meta.mark);
        if (request.epoch, request.cursor, &request.mark) != known {
            absorbed.more = true;
            return Ok(absorbed);
        }
        let another_epoch = self.meta.epoch.is_some_and(|epoch| epoch != answer.epoch);
        // A server that knows less than it has told was restored, whatever its epoch says.
        if another_epoch || answer.restored || answer.cursor < request.cursor {
            self.start_over(&answer, &mut absorbed);
            return Ok(absorbed);
        }
        let drafted = self.drafted();
        for (operation, receipt) in request.operations.iter().zip(answer.receipts) {
            self.take_receipt(
                operation.sequence,
                receipt.into(),
                answer.cursor,
                &mut absorbed,
            );
        }
        self.retain_undecided(answer.cursor, &mut absorbed.rows);
        let told = answer.changes.take_subjects();
        let me = answer.me.read();
        let stands_elsewhere = self.stands_elsewhere(me.as_ref());
        let unreadable = answer.changes.unreadable > 0 || me.is_none();
        self.take_changes(answer.changes, told, &mut absorbed.rows);
        self.catch_up(&mut absorbed.rows);
        let settled = self.retain_settled(drafted, answer.cursor);
        absorbed.rows.extend(settled);
        let is_whole = !answer.more;
        if is_whole {
            self.drop_unconfirmed(&mut absorbed.rows);
        }
        self.forget_backed_up(answer.backup_watermark, &mut absorbed.rows);
        self.meta.server_id = Some(answer.server_id);
        self.meta.epoch = Some(answer.epoch);
        self.meta.mark = answer.mark;
        self.meta.has_missed |= unreadable;
        self.meta.cursor = answer.cursor;
        self.meta.complete |= is_whole;
        self.meta.last_sync = Some(now.to_owned());
        self.meta.server_time = Some(ServerTime {
            server: answer.time,
            device: now.to_owned(),
        });
        // with a role of a newer server's this program goes on as before; what is done is decided there
        if me.is_some() {
            self.meta.me = me;
        }
        if stands_elsewhere {
            self.fetch_again();
            absorbed.more = true;
        }
        if answer.rescue_key.is_some() {
            self.meta.rescue_key = answer.rescue_key;
        }
        absorbed.rows.push(self.meta_row());
        Ok(absorbed)
    }

    /// Whether the account has another role, unit or owner than before: the feed tells what changes in
    /// the plan, and not that somebody looks at it from another place.
    fn stands_elsewhere(&self, now: Option<&Me>) -> bool {
        let place = |me: &Me| (me.role, me.unit.id.clone(), me.owner.clone());
        let before = self.meta.me.as_ref().zip(now);
        before.is_some_and(|(before, now)| place(before) != place(now))
    }

    fn verify(&self, request: &SyncRequest, answer: &SyncAnswer) -> Result<(), NotOurs> {
        if answer.nonce != request.nonce {
            return Err(NotOurs::Nonce);
        }
        let other_server = |id: &String| *id != answer.server_id;
        if self.meta.server_id.as_ref().is_some_and(other_server) {
            return Err(NotOurs::Server);
        }
        let known = self.meta.me.as_ref();
        if known.is_some_and(|me| me.user != answer.me.user) {
            return Err(NotOurs::User);
        }
        let asked = request.operations.iter().map(|operation| &operation.op_id);
        if !asked.eq(answer.receipts.iter().map(|receipt| &receipt.op_id)) {
            return Err(NotOurs::Results);
        }
        Ok(())
    }
}
