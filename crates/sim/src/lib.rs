//! Devices and the server over a lossy network, with crashes, restores and clock jumps, played from
//! a seed in one thread.
//!
//! Both ends are the real ones: [`yuebao_domain::device::Device`] with a disk that keeps completed
//! transactions only, and the server's `push`, `answer` and database, in memory. What travels goes
//! through JSON. A schedule is a list of step seeds: each step draws what it does from its own, so
//! that steps can be left out until only those remain that break a promise.
//!
//! Clerks fill and hand in, reviewers accept, return, settle amendments and declare void, the office
//! locks months and opens them again, people log
//! out and others log in on the same tablet. In each second schedule the office also enters figures of the
//! statistics, sends letters and publishes, units propose plans and hand in summaries that it answers,
//! persons are named, and files of what is not sent go from tablet to tablet.
//!
//! The promise: **every value that was ever called saved is current, in history, or in a conflict**
//! until its own author types over it, and nobody changes a value unseen. It is looked after every
//! step (before the server has a value, the device must), and at the end, when the network works and
//! everybody has finished, by the server alone. Then, too, all devices agree with it, nothing waits,
//! no report is stuck, and the same schedule with other clocks has ended the same.
//!
//! Of what is held as a log of steps it says: **a step that was ever called saved is in the server's log
//! exactly once, or still on its device, or its author has been told that it was not taken**; no log has
//! more steps than were taken, and what was published stays to the byte.
//!
//! Two things are not promised, and counted: what a device held alone when its store was thrown away;
//! and, after an older backup than the newest is put back, what only the newer one had, because a
//! device lets go of what a backup has.
//!
//! Whether the oracle would notice is tried by breaking the product on purpose ([`Sabotage`]).
//!
//! This is a crate of its own beside `tests` because it is a program as well: a hundred thousand
//! schedules want it optimised.
//!
//! Rooms, from the bottom up: `clerk`, `logs`, `stage`, `tally`, `ledger`, `seat`, `sabotage`, `office`,
//! `world`, `accidents`, `acts`, `months`, `papers`, `rescue`, `steps`, `heal`, `schedule`.

mod accidents;
mod acts;
mod clerk;
mod heal;
mod ledger;
mod logs;
mod months;
mod office;
mod papers;
mod rescue;
mod sabotage;
mod schedule;
mod seat;
mod stage;
mod steps;
mod tally;
mod world;

use std::fmt;

pub use acts::Verdict;
pub use clerk::{boxes, text};
pub use office::Luck;
pub use sabotage::Sabotage;
pub use schedule::{Failure, Schedule, run};
pub use seat::{Disk, Seat};
pub use stage::{Stage, report};
pub use tally::Tally;
pub use world::World;
pub use world::{Exchange, Mangle};

/// A promise that was broken, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation(pub String);

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Violation {}

impl From<yuebao_store::Error> for Violation {
    fn from(error: yuebao_store::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<yuebao_server::plan_file::PlanFileError> for Violation {
    fn from(error: yuebao_server::plan_file::PlanFileError) -> Self {
        Self(error.to_string())
    }
}

impl From<yuebao_store::OpenError> for Violation {
    fn from(error: yuebao_store::OpenError) -> Self {
        Self(error.to_string())
    }
}
