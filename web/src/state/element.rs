//! The element in the host page.

use super::Call;

/// What the host page does with the element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// What the host page has called and was not answered yet.
    pub calls: Vec<(u32, Call)>,
    /// It is out of the page: nobody is asked for anything until it is back.
    pub is_detached: bool,
}
