//! What boxes hold of which nothing is decided yet: a figure before it is entered, a letter before it is
//! sent, words of a summary before their box is left. It is kept here at each pause of typing and is never
//! sent.

use std::collections::BTreeMap;

use super::{Device, Row, Subject};

/// What is typed, by the names of the boxes.
pub type Boxes = BTreeMap<String, String>;

impl Device {
    /// What is typed about a subject.
    pub fn typed(&self, subject: &Subject) -> &Boxes {
        static NOTHING: Boxes = Boxes::new();
        let replica = self.replica(subject);
        replica.map_or(&NOTHING, |replica| &replica.typed)
    }

    /// Keeps what is typed about a subject, in place of what was before.
    pub fn keep_typed(&mut self, subject: &Subject, boxes: Boxes) -> Vec<Row> {
        if *self.typed(subject) == boxes {
            return Vec::new();
        }
        self.replica_of(subject).typed = boxes;
        self.drop_empty(subject);
        vec![self.replica_row(subject)]
    }
}
