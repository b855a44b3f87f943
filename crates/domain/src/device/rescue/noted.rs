//! What was being written and is neither handed in nor decided: words of a verdict, of a question or an
//! answer, figures before they are entered, a letter before it is sent, words of a summary.

use serde::{Deserialize, Serialize};

use super::Imported;
use crate::device::{Boxes, Device, Replica, Subject};
use crate::report::FieldValues;

/// What was being written about one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The subject's path.
    about: String,
    /// Words of a verdict, a question or an answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// What boxes hold, by their names.
    #[serde(default, skip_serializing_if = "Boxes::is_empty")]
    pub typed: Boxes,
    /// The box of a question that is not asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<FieldValues>,
}

impl Noted {
    fn of(subject: &Subject, replica: &Replica) -> Option<Self> {
        let is_any = !replica.comment.is_empty() || !replica.typed.is_empty();
        // What boxes of a report hold travels with the report.
        let draft = (!matches!(subject, Subject::Report(_))).then(|| replica.draft.clone());
        is_any.then(|| Self {
            about: subject.path(),
            comment: replica.comment.clone(),
            typed: replica.typed.clone(),
            draft: draft.flatten(),
        })
    }

    /// What it is about; `None` if this program has no such boxes: what no screen shows nobody could take
    /// away again.
    pub fn subject(&self) -> Option<Subject> {
        let subject = Subject::from_path(&self.about)?;
        let has_boxes = match subject {
            Subject::Report(_) | Subject::Question(_) => self.typed.is_empty(),
            Subject::Statistics(_) | Subject::Letters(_) | Subject::Summary(_) => {
                self.comment.is_empty() && self.draft.is_none()
            }
            Subject::Month(_)
            | Subject::Plan(_)
            | Subject::Persons(_)
            | Subject::Publication(_) => false,
        };
        has_boxes.then_some(subject)
    }

    /// What was written.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let comment = Some(self.comment.as_str()).filter(|comment| !comment.is_empty());
        comment
            .into_iter()
            .chain(self.typed.values().map(String::as_str))
    }
}

impl Device {
    /// Everything that is being written here.
    pub(super) fn noted(&self) -> Vec<Noted> {
        let replicas = self.replicas();
        let noted = replicas.filter_map(|(subject, replica)| Noted::of(&subject, replica));
        noted.collect()
    }

    /// Takes in what was being written about one subject. What is being written here is never replaced.
    pub fn take_noted(&mut self, noted: &Noted) -> Imported {
        let mut imported = Imported::default();
        let Some(subject) = noted.subject() else {
            return imported;
        };
        let replica = self.replica_of(&subject);
        let before = replica.clone();
        if replica.comment.is_empty() {
            replica.comment.clone_from(&noted.comment);
        }
        for (name, text) in &noted.typed {
            let own = replica.typed.entry(name.clone());
            own.or_insert_with(|| text.clone());
        }
        if !matches!(subject, Subject::Report(_))
            && replica.draft.is_none()
            && replica.server.is_none()
        {
            replica.draft.clone_from(&noted.draft);
        }
        let holds = |name: &String, text: &String| replica.typed.get(name) == Some(text);
        let all = noted.typed.iter().all(|(name, text)| holds(name, text));
        let words = noted.comment.is_empty() || replica.comment == noted.comment;
        imported.kept = usize::from(!(all && words));
        if *replica == before {
            self.drop_empty(&subject);
        } else {
            imported.taken = 1;
            imported.rows = vec![self.replica_row(&subject)];
        }
        imported
    }
}
