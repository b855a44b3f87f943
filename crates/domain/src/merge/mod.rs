//! Merging what a device sends into what the server holds: three-way, by merge group.
//!
//! "Different boxes: both are kept. The same box with two values: the first received stays, the
//! second waits, with name and time, until someone decides." Clocks never decide.
//!
//! [`three_way`] compares boxes; [`decide`] adds the report's state, who may do what, and the
//! checks. Both are pure: the server writes what [`decide`] returns, the browser uses [`three_way`] to take in
//! what others did.

mod decide;
mod group;
mod state;
mod three_way;

pub use decide::{Decision, Incoming, May, OpenClash, Refusal, Stored, admit, decide, obstacle};
pub use group::{Group, changes};
pub use state::State;
pub use three_way::{Clash, ClashKind, Merged, three_way};

use three_way::take_in;
