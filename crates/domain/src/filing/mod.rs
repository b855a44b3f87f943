//! 报送情况: who has reported, who is late, who is missing, and who has to be reminded (催报).
//!
//! A [`Case`] is one project in one month with all that bears on it; [`mark`] judges it, and an
//! [`Entry`] is the case with its mark. [`board`] counts entries by unit, [`chase`] lists those that
//! have not reported. Months before anything was reported here are no part of a year ([`since_first`]).

mod board;
mod chase;
mod mark;
mod since;
#[cfg(test)]
mod testing;

pub use board::{Board, Column, Counts, Line, board, top_of, unit_of};
pub use chase::{Chased, Contact, Notice, chase};
pub use mark::{Case, Decided, Entry, Mark, last_day, mark};
pub use since::{first_month, since_first};
