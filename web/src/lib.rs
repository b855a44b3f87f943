//! The widget `<yuebao-report>`: monthly reports of major projects, filled, checked and totalled
//! in the browser, connected or not.
//!
//! The way of an event: a page sends an [`state::Action`]; `Program` gives it to
//! [`state::State::update`], which decides (pure, tested on the host) and returns
//! [`state::Effect`]s; [`effects`] carries these out and sends further actions. The pages are
//! functions of the state. [`app::App`] is what is there before the program, a part of its own.

pub mod app;
pub mod components;
pub mod dispatch;
pub mod effects;
pub mod element;
pub mod pages;
mod parts;
mod program;
pub mod shell;
pub mod state;
pub mod style;
pub mod text;
