//! What one clerk may cost: how large a report may grow, how long a request may hold the thread that
//! writes, how much an account may write in a day. All of it is far beyond what any month asks for.

use std::cell::Cell;
use std::time::{Duration, Instant};

use yuebao_domain::merge::{Decision, Stored};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::limits::{MAX_BOXES, MAX_BYTES};
use yuebao_domain::report::{FieldValue, FieldValues};

/// Most boxes of a report: what the form allows, and as many again for newer programs.
const MOST_BOXES: usize = 2 * MAX_BOXES;
/// Most bytes of all keys and values of a report: what the form allows, and room for the keys.
const MOST_BYTES: usize = MAX_BYTES + MAX_BYTES / 4;
/// Most second values that wait in one report.
const MOST_OPEN: usize = 200;
/// How long the operations of one request may hold the writer. What is left is asked for again.
const HOLD: Duration = Duration::from_secs(3);

/// What an account may still write.
#[derive(Debug)]
pub struct Allowance {
    left: Cell<u64>,
    written: Cell<u64>,
    until: Instant,
}

impl Allowance {
    /// So many bytes, from now on for as long as one request may work.
    pub fn of(bytes: u64) -> Self {
        Self {
            left: Cell::new(bytes),
            written: Cell::new(0),
            until: Instant::now() + HOLD,
        }
    }

    /// Whether one more operation may begin.
    pub(super) fn lasts(&self) -> bool {
        self.left.get() > 0 && Instant::now() < self.until
    }

    pub(super) fn spend(&self, bytes: usize) {
        let bytes = bytes as u64;
        self.left.set(self.left.get().saturating_sub(bytes));
        self.written.set(self.written.get().saturating_add(bytes));
    }

    /// How much was written.
    pub fn written(&self) -> u64 {
        self.written.get()
    }
}

/// Whether a project of the plan can have a report of this month at all: from the year before it
/// entered the plan, since plans are renewed and reports come late.
pub(super) fn is_of_the_plan(plan: &PlanRow, month: Month) -> bool {
    month.year() + 1 >= plan.entered.year()
}

/// Why a report would be larger than any is, in words.
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
pub(super) fn size(values: &FieldValues) -> (usize, usize) {
    let bytes = values.iter().map(|(key, value)| {
        let value = match value {
            FieldValue::Text(text) => text.len(),
            FieldValue::Record(parts) => parts
                .iter()
                .map(|(part, text)| part.len() + text.len())
                .sum(),
        };
        key.as_str().len() + value
    });
    (values.len(), bytes.sum())
}
