//! What a person does about questions on a box (疑问).

use yuebao_domain::device::{QuestionKey, ReportKey};
use yuebao_domain::operation::question::CommandKind as Step;
use yuebao_domain::report::FieldKey;

/// What a person does about questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry {
    /// A question about this box is being asked, or none any more.
    Asking(Option<(ReportKey, FieldKey)>),
    /// A question is being written.
    NoteQuestion {
        /// About which report.
        key: ReportKey,
        /// About which box.
        field: FieldKey,
        /// As far as it is written.
        text: String,
    },
    /// 提出疑问.
    Ask {
        /// About which report.
        key: ReportKey,
        /// About which box.
        field: FieldKey,
        /// What is asked.
        text: String,
    },
    /// An answer, or whatever is said next, is being written.
    NoteAnswer {
        /// To which question.
        question: QuestionKey,
        /// As far as it is written.
        text: String,
    },
    /// 答复, 追问, 办结 or 撤回.
    Say {
        /// Of which question.
        question: QuestionKey,
        /// Which of them.
        step: Step,
        /// The words; may be empty where none are needed.
        text: String,
    },
    /// Why a step of a question was not taken was read.
    Dismiss(QuestionKey),
    /// The form that a question is about, at its box.
    Open(QuestionKey, FieldKey),
    /// 疑问: list these.
    Filter(QuestionFilter),
}

impl Inquiry {
    /// Whether it is stored, and not only a matter of what is shown.
    pub const fn is_kept(&self) -> bool {
        !matches!(self, Self::Asking(_) | Self::Open(..) | Self::Filter(_))
    }
}

/// 疑问: which are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionFilter {
    /// Only those about projects of this lead unit.
    pub unit: Option<String>,
    /// Only those that were asked so many days ago or earlier.
    pub days: i64,
}
