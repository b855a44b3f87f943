//! What people have said of the columns of tables that they import.

use std::collections::BTreeMap;

use crate::Result;

/// By a header's words, what its column is read as.
pub type Columns = BTreeMap<String, String>;

/// Most shapes of tables that something is remembered of; the oldest go first.
pub const MOST: u32 = 500;

/// What is asked of columns.
pub trait ReadColumns {
    /// What was said of tables of this shape.
    fn columns_of(&self, shape: &str) -> Result<Option<Columns>>;
}

/// What is written of columns.
pub trait WriteColumns: ReadColumns {
    /// Remembers it in the place of what was said before; `at` in seconds since 1970.
    fn remember_columns(&self, shape: &str, columns: &Columns, user: &str, at: i64) -> Result<()>;
}
