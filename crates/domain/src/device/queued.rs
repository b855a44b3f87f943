//! An operation in the outbox, and how far it has come.

use serde::{Deserialize, Serialize};

use crate::operation::Operation;
use crate::operation::report::CommandKind;

/// An operation in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Queued {
    /// The operation.
    pub operation: Operation,
    /// How far it has come.
    pub delivery: Delivery,
}

/// How far an operation has come on its way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Not sent yet.
    Unsent,
    /// It may have been sent: from now on its content never changes.
    Attempted,
    /// It was acknowledged by a server that has been put back to an earlier state since, so that it
    /// need not be in the boxes any more. It is sent again.
    Lost,
    /// The server has it; kept until a backup contains it. The server's cursor when it was said.
    Acknowledged(u64),
    /// The server has refused it, and it is not sent again; kept like what was acknowledged. Should a
    /// restore take away what it carried, the boxes get that back. The server's cursor since when a
    /// backup may contain what it carried.
    Refused(u64),
}

impl Queued {
    /// Not sent yet.
    pub(crate) const fn new(operation: Operation) -> Self {
        Self {
            operation,
            delivery: Delivery::Unsent,
        }
    }

    /// Whether the server has not answered for it yet: it is to be sent, perhaps again.
    pub const fn is_pending(&self) -> bool {
        self.answered_at().is_none()
    }

    /// Whether it may have been sent already.
    pub fn is_attempted(&self) -> bool {
        self.delivery != Delivery::Unsent
    }

    pub(super) const fn is_acknowledged(&self) -> bool {
        matches!(self.delivery, Delivery::Acknowledged(_))
    }

    pub(super) const fn is_refused(&self) -> bool {
        matches!(self.delivery, Delivery::Refused(_))
    }

    /// The server's cursor that a backup has to have reached before it is let go.
    pub(super) const fn answered_at(&self) -> Option<u64> {
        match self.delivery {
            Delivery::Acknowledged(cursor) | Delivery::Refused(cursor) => Some(cursor),
            Delivery::Unsent | Delivery::Attempted | Delivery::Lost => None,
        }
    }

    /// Whether it decides about a report or a conflict, instead of filling boxes.
    pub(super) fn decides(&self) -> bool {
        self.operation.command.decides()
    }

    /// Whether it is such a command about a report.
    pub(crate) fn is(&self, kind: CommandKind) -> bool {
        let command = self.operation.command.of_report();
        command.is_some_and(|command| command.kind == kind)
    }

    /// The server has not got it after all.
    pub(super) const fn lose(&mut self) {
        if self.is_acknowledged() {
            self.delivery = Delivery::Lost;
        }
    }
}

/// As it stands in the store since the first program: three flags, of which few pairs mean anything.
#[derive(Serialize, Deserialize)]
struct Stored {
    operation: Operation,
    #[serde(default)]
    attempted: bool,
    #[serde(default)]
    acknowledged: Option<u64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    lost: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    shelved: bool,
}

impl From<Stored> for Queued {
    fn from(stored: Stored) -> Self {
        let delivery = match stored.acknowledged {
            Some(cursor) if stored.shelved => Delivery::Refused(cursor),
            Some(cursor) => Delivery::Acknowledged(cursor),
            None if stored.lost => Delivery::Lost,
            None if stored.attempted => Delivery::Attempted,
            None => Delivery::Unsent,
        };
        Self {
            operation: stored.operation,
            delivery,
        }
    }
}

impl From<Queued> for Stored {
    fn from(queued: Queued) -> Self {
        Self {
            attempted: queued.is_attempted(),
            acknowledged: queued.answered_at(),
            lost: queued.delivery == Delivery::Lost,
            shelved: queued.is_refused(),
            operation: queued.operation,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn a_row_of_an_older_program_says_how_far_its_operation_has_come() {
        let operation = r#"{"op_id":"b-9","sequence":1,"project":"p1","month":"2022-05","form_version":1,"base_rev":0,"kind":"set","changes":{"remarks":"备注"},"made_at":"2022-05-30T10:00:00+08:00"}"#;
        for (flags, expected) in [
            ("", Delivery::Unsent),
            (
                r#","attempted":false,"acknowledged":null"#,
                Delivery::Unsent,
            ),
            (r#","attempted":true"#, Delivery::Attempted),
            (r#","attempted":true,"lost":true"#, Delivery::Lost),
            (
                r#","attempted":true,"acknowledged":7"#,
                Delivery::Acknowledged(7),
            ),
            (
                r#","attempted":true,"acknowledged":7,"lost":true"#,
                Delivery::Acknowledged(7),
            ),
            (r#","acknowledged":7,"shelved":true"#, Delivery::Refused(7)),
        ] {
            let row = format!("{{\"operation\":{operation}{flags}}}");
            let queued: Queued = json::read(&row).unwrap();
            assert_eq!(queued.delivery, expected, "{flags}");
            let again = serde_json::to_string(&queued).unwrap();
            assert_eq!(json::read::<Queued>(&again).unwrap(), queued, "{again}");
        }
    }
}
