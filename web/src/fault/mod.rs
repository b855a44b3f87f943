//! What can go wrong, as data: the state keeps it, the text says it in words.

mod call;
mod paste;
mod portal;
mod sync;

pub use call::CallRefusal;
pub use paste::PasteFault;
pub use portal::PortalFault;
pub use sync::{Blocked, SyncFault};
