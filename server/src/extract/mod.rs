//! From a request to something a handler can use, or to an error that says what is wrong.

mod body;
mod json;
mod session;

pub use body::{MAX_BODY, receive_whole};
pub use json::ApiJson;
pub use session::{Session, bearer};
