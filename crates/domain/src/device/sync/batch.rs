//! How much of the outbox one request carries. Something between device and server may take less than
//! the server does, and may not even say so: requests shrink until they pass, down to one operation.

use std::collections::BTreeMap;

use crate::device::Queued;
use crate::operation::Operation;
use crate::wire::v1::{Hello, MAX_BODY, MAX_OPERATIONS};
use crate::wire::v2::{self, SyncRequest};

/// What a request holds beside its operations, in bytes, and some to spare.
const ENVELOPE: usize = 2 * 1024;
/// A body of so many bytes is taken by everything that passes on requests at all.
const SMALL: usize = 16 * 1024;
/// So often in a row a large body stays without an answer before it is made smaller: lines break for
/// other reasons too.
const TRIES: u32 = 2;
/// So often one operation alone does before its size is called the reason.
const TRIES_ALONE: u32 = 4;

/// The measure of the next request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    operations: usize,
    /// Most bytes of operations.
    bytes: usize,
    /// What is not to be exceeded: the server has said so, or something on the way.
    most: usize,
    /// Large bodies without an answer, in a row.
    silences: u32,
    /// The server has answered something small meanwhile.
    is_reached: bool,
    /// Subjects of which one operation alone is too large, with its size in bytes.
    stuck: BTreeMap<v2::Subject, usize>,
}

impl Default for Batch {
    fn default() -> Self {
        let most = MAX_BODY - ENVELOPE;
        Self {
            operations: MAX_OPERATIONS,
            bytes: most,
            most,
            silences: 0,
            is_reached: false,
            stuck: BTreeMap::new(),
        }
    }
}

impl Batch {
    /// What the server says that it takes. What was stuck is tried again: the way to it may have been
    /// mended.
    pub fn meet(&mut self, hello: &Hello) {
        self.operations = hello.max_operations.clamp(1, MAX_OPERATIONS);
        let most = hello.max_body.saturating_sub(ENVELOPE).max(1);
        self.most = self.most.min(most);
        self.bytes = self.bytes.min(self.most);
        self.is_reached |= self.silences > 0;
        self.stuck.clear();
    }

    /// The operations that go next, of those that wait.
    pub(super) fn choose<'a>(
        &self,
        waiting: impl Iterator<Item = &'a Queued>,
    ) -> Vec<&'a Operation> {
        let mut chosen = Vec::new();
        let mut bytes = 0;
        let operations = waiting.map(|queued| &queued.operation);
        let is_free = |one: &&Operation| !self.stuck.contains_key(&v2::Subject::from(&one.subject));
        let free = operations.filter(is_free);
        for operation in free.take(self.operations) {
            bytes += size(&operation.into());
            if bytes > self.bytes && !chosen.is_empty() {
                break;
            }
            chosen.push(operation);
        }
        chosen
    }

    /// A request was answered.
    pub fn passed(&mut self, request: &SyncRequest) {
        if request.operations.is_empty() {
            return;
        }
        self.silences = 0;
        self.is_reached = false;
        self.bytes = self.bytes.saturating_mul(2).min(self.most);
    }

    /// Something has said that a request is too large.
    pub fn refused(&mut self, request: &SyncRequest) {
        let sent = sent(request);
        self.most = self.most.min(sent.saturating_sub(1)).max(1);
        self.shrink(request, sent);
    }

    /// A request had no answer. That may be its size, if it is large and this happens again and again.
    pub fn unanswered(&mut self, request: &SyncRequest) {
        let sent = sent(request);
        if sent <= SMALL {
            return;
        }
        self.silences += 1;
        let is_alone = request.operations.len() == 1;
        let is_blamed = if is_alone {
            self.is_reached && self.silences >= TRIES_ALONE
        } else {
            self.silences >= TRIES
        };
        if is_blamed {
            self.shrink(request, sent);
        }
    }

    /// Whether it is worth asking if the server can be reached at all.
    pub const fn is_in_doubt(&self) -> bool {
        self.silences >= TRIES
    }

    /// How many reports cannot be sent because of their size, and the size of the largest in bytes.
    pub fn stuck(&self) -> Option<(usize, usize)> {
        let largest = self.stuck.values().max()?;
        Some((self.stuck.len(), *largest))
    }

    fn shrink(&mut self, request: &SyncRequest, sent: usize) {
        self.bytes = (sent / 2).clamp(1, self.most);
        if let [alone] = &request.operations[..] {
            self.stuck.insert(alone.subject.clone(), sent);
            self.silences = 0;
        }
    }
}

fn sent(request: &SyncRequest) -> usize {
    request.operations.iter().map(size).sum()
}

/// In bytes, as it is sent.
fn size(operation: &v2::Operation) -> usize {
    // Nothing in it can fail to serialise.
    serde_json::to_string(operation).map_or(0, |text| text.len() + 1)
}
