//! Merging what a device sends into what the server holds: three-way, by merge group.
//!
//! "Different boxes: both are kept. The same box with two values: the first received stays, the
//! second waits, with name and time, until someone decides." Clocks never decide.
//!
//! It knows boxes and nothing else: what a merge means for a report, its state and who may do what, is
//! [`crate::report`]'s to say. The browser takes in what others did by the same [`three_way`].

mod group;
mod three_way;

pub use group::{Group, changes};
pub use three_way::{Clash, ClashKind, Merged, take_in, three_way};
