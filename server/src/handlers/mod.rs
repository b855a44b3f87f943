//! One handler a file: extract, ask the domain and the database, answer.

pub mod admin;
mod console;
mod documents;
mod fallback;
mod files;
mod healthz;
mod hello;
mod history;
pub mod import;
pub mod limits;
mod login;
mod logout;
pub mod operations;
mod publications;
mod session;
mod sign_out;
mod sync;

pub use console::console;
pub use documents::document;
pub use fallback::{method_not_allowed, no_such_endpoint};
pub use files::files;
pub use healthz::healthz;
pub use hello::hello;
pub use history::history;
pub use login::login;
pub use logout::logout;
pub use publications::{publications, published};
pub use session::session;
pub use sign_out::sign_out;
pub use sync::{sync_v1, sync_v2};
