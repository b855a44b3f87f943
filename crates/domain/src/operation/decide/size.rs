//! How large a subject may become.

use super::{Decision, Stored};
use crate::report::{FieldValues, limits};

/// Most boxes of a subject: what the form allows, and as many again for newer programs.
const MOST_BOXES: usize = 2 * limits::MAX_BOXES;
/// Most bytes of all keys and values: what the form allows, and room for the keys.
const MOST_BYTES: usize = limits::MAX_BYTES + limits::MAX_BYTES / 4;
/// Most second values that wait in one subject.
const MOST_OPEN: usize = 200;

/// Why a subject would be larger than any is, in words.
pub(super) fn outgrown(stored: Option<&Stored>, decision: &Decision) -> Option<&'static str> {
    let Decision::Write { values, opened, .. } = decision else {
        return None;
    };
    let (boxes, bytes) = size(values);
    let before = stored.map_or((0, 0), |stored| size(&stored.values));
    // One that is larger already, from before there was a bound, may be made smaller.
    if (boxes > MOST_BOXES && boxes > before.0) || (bytes > MOST_BYTES && bytes > before.1) {
        return Some("这份月报的内容超过上限 / this report holds more than any may");
    }
    let waiting = stored.map_or(0, |stored| stored.open.len());
    (waiting + opened.len() > MOST_OPEN && !opened.is_empty()).then_some(
        "待处理的冲突过多，请先处理 / too many second values wait here: decide about them first",
    )
}

/// Boxes, and bytes of keys and values.
pub fn size(values: &FieldValues) -> (usize, usize) {
    let bytes = values.iter().map(|(key, value)| {
        let parts = value.record().into_iter().flat_map(|parts| parts.keys());
        key.as_str().len() + parts.map(String::len).sum::<usize>() + limits::bytes(value)
    });
    (values.len(), bytes.sum())
}
