//! From a request to something a handler can use, or to an error that says what is wrong.

mod address;
mod body;
mod json;
mod session;

pub use address::Address;
pub use body::{Budget, Intake, discard, receive};
pub use json::ApiJson;
pub use session::{Session, bearer};
