//! A device that keeps what it was not told of, and sends it again word by word.

use yuebao_domain::wire::v1::{Operation, OperationOutcome, SyncAnswer};

use crate::process::Server;
use crate::support::Client;
use crate::support::ops::{after, set};

/// Each of them has a project of its own, so that its revisions count its operations.
pub(crate) const CLERKS: [(&str, &str); 4] = [
    ("zhang", "road"),
    ("li", "bridge"),
    ("wang", "dam"),
    ("zhao", "school"),
];

/// How a push ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Pushed {
    /// Everything was taken.
    Taken,
    /// The server answered with this status and wrote nothing.
    Refused(u16),
    /// No answer.
    Gone,
}

pub(crate) struct Tablet {
    pub(crate) client: Client,
    pub(crate) project: &'static str,
    /// What no answer has been seen for.
    pub(crate) outbox: Vec<Operation>,
    /// What the server said it has.
    pub(crate) acknowledged: Vec<Operation>,
    rev: u64,
    written: u64,
}

impl Tablet {
    pub(crate) fn new(server: &Server, user: &str, project: &'static str) -> Self {
        Self {
            client: server.client(user),
            project,
            outbox: Vec::new(),
            acknowledged: Vec::new(),
            rev: 0,
            written: 0,
        }
    }

    /// One for each clerk.
    pub(crate) fn all(server: &Server) -> Vec<Self> {
        CLERKS
            .map(|(user, project)| Self::new(server, user, project))
            .into()
    }

    /// The same tablet at another server.
    pub(crate) fn turn_to(&mut self, server: &Server) {
        self.client = Client::with_token(server.url(), &self.client.token);
    }

    /// Types `count` times, `length` characters each time; nothing is sent.
    pub(crate) fn write(&mut self, count: u64, length: usize) {
        for _ in 0..count {
            self.written += 1;
            let text = format!("第{}稿 {}", self.written, "字".repeat(length));
            let operation = set(self.project, self.rev, &[("remarks", &text)]);
            self.outbox.push(match self.outbox.last() {
                Some(previous) => after(previous, operation),
                None => operation,
            });
        }
    }

    /// Sends the whole outbox; what is answered for leaves it.
    pub(crate) fn push(&mut self) -> Pushed {
        let request = self.client.request(self.outbox.clone());
        let sent = self
            .client
            .try_post("/api/v1/sync", &serde_json::to_vec(&request).unwrap());
        let answer = match sent {
            Ok(answer) if answer.status == 200 => answer,
            Ok(answer) => {
                let again: u64 = answer.header("retry-after").parse().unwrap();
                assert!(again > 0 && answer.problem().detail.contains("仍在本机"));
                return Pushed::Refused(answer.status);
            }
            Err(_) => return Pushed::Gone,
        };
        let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(answer.results.len(), self.outbox.len());
        for (operation, result) in self.outbox.drain(..).zip(answer.results) {
            assert_eq!(result.op_id, operation.op_id);
            let taken = matches!(
                result.outcome,
                OperationOutcome::Applied | OperationOutcome::Duplicate
            );
            assert!(taken, "{}: {result:?}", self.project);
            self.rev = result.rev.unwrap();
            self.acknowledged.push(operation);
        }
        self.client.cursor = answer.cursor;
        Pushed::Taken
    }

    /// Sends everything again that was ever acknowledged: the answer must be that it is there.
    pub(crate) fn repeat_everything(&mut self) {
        let everything = std::mem::take(&mut self.acknowledged);
        for chunk in everything.chunks(100) {
            let answer = self.client.sync(chunk.to_vec());
            for result in answer.results {
                assert_eq!(result.outcome, OperationOutcome::Duplicate, "{result:?}");
            }
        }
        self.acknowledged = everything;
    }
}
