//! The rows that a total is about.

use crate::rows::{RowKind, TableRow};

/// The rows that a total is about: projects, and rows that could not be read.
pub(super) fn all(rows: &[TableRow]) -> Vec<&TableRow> {
    let is_addend = |row: &&TableRow| row.kind == RowKind::Project || row.kind.is_unread();
    rows.iter().filter(is_addend).collect()
}

/// Those up to the next part that is no part of this one.
pub(super) fn below(rows: &[TableRow], depth: usize) -> Vec<&TableRow> {
    let ends = |row: &&TableRow| matches!(row.kind, RowKind::Part(next, _) if next <= depth);
    let end = rows.iter().position(|row| ends(&row)).unwrap_or(rows.len());
    all(&rows[..end])
}

/// Those since the last subtotal or head of a part; if there is none, those up to the next.
pub(super) fn around(rows: &[TableRow], at: usize) -> Vec<&TableRow> {
    let is_bound = |row: &TableRow| matches!(row.kind, RowKind::Part(..) | RowKind::Subtotal(_));
    let start = rows[..at]
        .iter()
        .rposition(is_bound)
        .map_or(0, |before| before + 1);
    let before = all(&rows[start..at]);
    if !before.is_empty() {
        return before;
    }
    let after = &rows[at + 1..];
    let end = after.iter().position(is_bound).unwrap_or(after.len());
    all(&after[..end])
}
