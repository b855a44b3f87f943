//! The rows that a total is about.

use crate::rows::{Kind, Line};

/// The rows that a total is about: projects, and rows that could not be read.
pub(super) fn all(lines: &[Line]) -> Vec<&Line> {
    let is_addend = |line: &&Line| line.kind == Kind::Project || line.kind.is_unread();
    lines.iter().filter(is_addend).collect()
}

/// Those up to the next part that is no part of this one.
pub(super) fn below(lines: &[Line], depth: usize) -> Vec<&Line> {
    let ends = |line: &&Line| matches!(line.kind, Kind::Part(next, _) if next <= depth);
    let end = lines
        .iter()
        .position(|line| ends(&line))
        .unwrap_or(lines.len());
    all(&lines[..end])
}

/// Those since the last subtotal or head of a part; if there is none, those up to the next.
pub(super) fn around(lines: &[Line], at: usize) -> Vec<&Line> {
    let is_bound = |line: &Line| matches!(line.kind, Kind::Part(..) | Kind::Subtotal(_));
    let start = lines[..at]
        .iter()
        .rposition(is_bound)
        .map_or(0, |before| before + 1);
    let before = all(&lines[start..at]);
    if !before.is_empty() {
        return before;
    }
    let after = &lines[at + 1..];
    let end = after.iter().position(is_bound).unwrap_or(after.len());
    all(&after[..end])
}
