//! Which months are closed for a project.

use crate::operation::month::MonthBook;
use crate::period::Month;

/// The months about which anything was decided.
#[derive(Debug, Clone, Default)]
pub struct Locks(Vec<(Month, Option<MonthBook>)>);

impl Locks {
    /// Of these months; one that cannot be read (a newer program's) counts as closed.
    pub const fn new(months: Vec<(Month, Option<MonthBook>)>) -> Self {
        Self(months)
    }

    /// The months that are closed for a project. One that is opened again for it is not.
    pub fn of<'a>(&'a self, project: &'a str) -> impl Iterator<Item = Month> + 'a {
        let closed = self.0.iter().filter(move |(_, book)| {
            let book = book.as_ref();
            book.is_none_or(|book| book.gate(project).is_locked())
        });
        closed.map(|(month, _)| *month)
    }

    /// The last of them.
    pub fn last(&self, project: &str) -> Option<Month> {
        self.of(project).max()
    }
}
