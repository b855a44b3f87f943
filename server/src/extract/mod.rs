//! From a request to something a handler can use, or to an error that says what is wrong.

mod address;
mod json;
mod session;

pub use address::Address;
pub use json::ApiJson;
pub use session::{Session, bearer};
