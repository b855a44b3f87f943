//! Push and pull: what comes in is decided by the domain and written, what is new goes out.
//!
//! An operation goes one way: `gather` reads all that bears on it,
//! [`yuebao_domain::operation::decide`] says what follows, `apply` writes that; in between nothing is
//! read or written.
//!
//! | module | does |
//! |---|---|
//! | [`push()`] | goes through the operations of a request, one savepoint each |
//! | `bounds` | what one clerk may cost |
//! | `gather` | reads what is held, what was seen, who may, what was reported before |
//! | `month` | reads what bears on closing a month, and what a closed one says |
//! | `plan` | reads what bears on a project's plan |
//! | `publication` | reads what bears on publishing a month, and makes its documents |
//! | `apply` | writes the effects |
//! | `take_in` | writes reports of past months from files: handed in and accepted |
//! | [`pull()`] | what is new above a cursor, for whoever asks |
//! | `withheld` | what they are not told of it |
//! | [`answer()`] | what became of the operations, and what is new, as one answer; usually made along with the writing |

pub mod answer;
mod apply;
mod bounds;
mod gather;
pub(crate) mod month;
mod plan;
mod publication;
pub mod pull;
pub mod push;
pub(crate) mod steps;
mod take_in;
pub(crate) mod withheld;

pub use answer::{Answer, Asked, answer, answer_along};
pub use bounds::Allowance;
pub use pull::{News, pull};
pub use push::{Sender, push, push_within};
pub(crate) use take_in::take_in;
