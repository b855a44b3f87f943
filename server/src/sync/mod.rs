//! Push and pull: what comes in is decided by the domain and written, what is new goes out.
//!
//! | module | does |
//! |---|---|
//! | [`push()`] | goes through the operations of a request, one savepoint each |
//! | `bounds` | what one clerk may cost |
//! | `receive` | one operation: what stands against it before the domain is asked |
//! | `view` | what the person saw when the change was made |
//! | `write` | puts the domain's decision into the tables |
//! | [`pull()`] | what is new above a cursor, for whoever asks |
//! | [`answer()`] | what became of the operations, and what is new, as one answer; usually made along with the writing |

pub mod answer;
mod bounds;
pub mod pull;
pub mod push;
mod receive;
mod view;
mod write;

pub use answer::{answer, answer_along};
pub use bounds::Allowance;
pub use pull::pull;
pub use push::{Sender, push, push_within};
pub use receive::form_versions;
