//! What the places on a form are called that something leads to.

use yuebao_domain::device::QuestionKey;
use yuebao_domain::report::FieldKey;

/// The id of the box of `key`.
pub fn box_id(key: &FieldKey) -> String {
    format!("yb-f-{key}")
}

/// The id of a question.
pub fn question_id(key: &QuestionKey) -> String {
    format!("yb-q-{}", key.id)
}
