//! The widget `<yuebao-report>`: monthly reports of major projects, filled, checked and totalled
//! in the browser, connected or not.
//!
//! The way of an event: a page sends an [`state::Action`]; [`app::App`] gives it to
//! [`state::State::update`], which decides (pure, tested on the host) and returns
//! [`state::Effect`]s; [`effects`] carries these out and sends further actions. The pages are
//! functions of the state.

pub mod app;
pub mod components;
pub mod effects;
pub mod element;
pub mod pages;
pub mod shell;
pub mod state;
pub mod style;
pub mod text;

pub use app::Send;
