//! What a portal is told of what was decided: one event, posted as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::operation::{State, month, publication, question, report};
use crate::period::Month;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum EventKind {
    /// A report was handed in.
    #[serde(rename = "report.submitted")]
    ReportSubmitted,
    /// A report was sent back.
    #[serde(rename = "report.returned")]
    ReportReturned,
    /// A report has passed a step of its chain, and not the last.
    #[serde(rename = "report.reviewed")]
    ReportReviewed,
    /// A report has passed the last step.
    #[serde(rename = "report.accepted")]
    ReportAccepted,
    /// A report was declared void.
    #[serde(rename = "report.void")]
    ReportVoid,
    /// A question was asked.
    #[serde(rename = "question.asked")]
    QuestionAsked,
    /// A month was closed.
    #[serde(rename = "month.locked")]
    MonthLocked,
    /// A closed month was opened again.
    #[serde(rename = "month.reopened")]
    MonthReopened,
    /// Documents of a month were published.
    #[serde(rename = "publication.published")]
    PublicationPublished,
    /// A publication was taken back.
    #[serde(rename = "publication.withdrawn")]
    PublicationWithdrawn,
}

/// One event. It may come more than once, and then with the same `id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// The operation that did it; unique for ever.
    pub id: String,
    /// What happened.
    pub event: EventKind,
    /// Grows from event to event; some numbers are never used.
    pub seq: u64,
    /// The server's identifier.
    pub server_id: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The reported month.
    pub month: Month,
    /// The project; absent for what is about a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// The project's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The unit that leads the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Who did it: the name on screen.
    pub by: String,
    /// The comment, reason or question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The keys of the documents that were published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
}

impl EventKind {
    /// What happened where a subject that stood at `before` stands at `after`; nothing that anybody is
    /// told, for what stays where it was and for drafts.
    pub fn of(before: Option<State>, after: State) -> Option<Self> {
        match after {
            // each counts, also one after the other
            State::Publication(publication::State::Published) => {
                return Some(Self::PublicationPublished);
            }
            State::Publication(publication::State::Withdrawn) => {
                return Some(Self::PublicationWithdrawn);
            }
            _ if before == Some(after) => return None,
            _ => {}
        }
        let was_in = (before.and_then(State::of_report)).is_some_and(report::is_in);
        match after {
            State::Report(report::State::Submitted) if was_in => None,
            State::Report(report::State::Submitted) => Some(Self::ReportSubmitted),
            State::Report(report::State::Returned) => Some(Self::ReportReturned),
            State::Report(report::State::Reviewed(_)) => Some(Self::ReportReviewed),
            State::Report(report::State::Accepted) => Some(Self::ReportAccepted),
            State::Report(report::State::Void) => Some(Self::ReportVoid),
            State::Question(question::State::Open) if before.is_none() => Some(Self::QuestionAsked),
            State::Month(month::State::Locked) => Some(Self::MonthLocked),
            State::Month(month::State::Reopened) => Some(Self::MonthReopened),
            State::Report(report::State::Draft)
            | State::Question(_)
            | State::Month(_)
            | State::Plan(_)
            | State::Persons(_)
            | State::Publication(_)
            | State::Statistics(_)
            | State::Letters(_)
            | State::Summary(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_somewhere_else_is_told_once() {
        use report::State::{Accepted, Draft, Returned, Reviewed, Submitted, Void};
        for (before, after, told) in [
            (None, Draft, None),
            (Some(Draft), Draft, None),
            (Some(Draft), Submitted, Some(EventKind::ReportSubmitted)),
            (None, Submitted, Some(EventKind::ReportSubmitted)),
            (Some(Submitted), Submitted, None),
            (Some(Returned), Submitted, Some(EventKind::ReportSubmitted)),
            (Some(Submitted), Returned, Some(EventKind::ReportReturned)),
            (Some(Returned), Returned, None),
            (
                Some(Submitted),
                Reviewed(1),
                Some(EventKind::ReportReviewed),
            ),
            (
                Some(Reviewed(1)),
                Reviewed(2),
                Some(EventKind::ReportReviewed),
            ),
            // sent back to an earlier reviewer, who is asked again by the page itself
            (Some(Reviewed(1)), Submitted, None),
            (Some(Reviewed(2)), Accepted, Some(EventKind::ReportAccepted)),
            (Some(Accepted), Accepted, None),
            (Some(Accepted), Void, Some(EventKind::ReportVoid)),
        ] {
            let before = before.map(State::Report);
            let said = EventKind::of(before, State::Report(after));
            assert_eq!(said, told, "{before:?} {after:?}");
        }
        let asked = State::Question(question::State::Open);
        assert_eq!(EventKind::of(None, asked), Some(EventKind::QuestionAsked));
        let answered = State::Question(question::State::Answered);
        assert_eq!(EventKind::of(Some(answered), asked), None);
        let published = State::Publication(publication::State::Published);
        let told = EventKind::of(Some(published), published);
        assert_eq!(told, Some(EventKind::PublicationPublished), "once more");
        let withdrawn = State::Publication(publication::State::Withdrawn);
        let told = EventKind::of(Some(published), withdrawn);
        assert_eq!(told, Some(EventKind::PublicationWithdrawn));
        let locked = State::Month(month::State::Locked);
        assert_eq!(EventKind::of(None, locked), Some(EventKind::MonthLocked));
        let reopened = State::Month(month::State::Reopened);
        assert_eq!(
            EventKind::of(Some(locked), reopened),
            Some(EventKind::MonthReopened)
        );
    }
}
