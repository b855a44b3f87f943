//! The widget `<yuebao-report>`: monthly reports of major projects, filled, checked and totalled
//! in the browser, connected or not.
//!
//! The way of an event: a page sends an [`state::Action`]; `Program` gives it to
//! [`state::State::update`], which decides (pure, tested on the host) and returns
//! [`state::Effect`]s; [`effects`] carries these out and sends further actions. The pages are
//! functions of the state. [`app::App`] is what is there before the program, a part of its own.
//!
//! Rooms, from the bottom up: what knows nothing of the others `style`, `js`, `fault`, `text_size`;
//! the words `text`; what is known and decided `state`; how a screen asks `dispatch`; the edge
//! `effects`; what is shown `components`, `pages`, `shell`; the program `start`, `program`, and
//! `parts`, which fetches it; what is there first `app`; the custom element `element`.

pub mod app;
pub mod components;
pub mod dispatch;
pub mod effects;
pub mod element;
pub mod fault;
mod js;
pub mod pages;
mod parts;
mod program;
pub mod shell;
pub mod start;
pub mod state;
pub mod style;
pub mod text;
pub mod text_size;
