//! The widget `<yuebao-report>`: monthly reports of major projects, filled, checked and totalled
//! in the browser, connected or not.
//!
//! The way of an event: a page sends an [`state::Action`]; `Program` gives it to
//! [`state::State::update`], which decides (pure, tested on the host) and returns
//! [`state::Effect`]s; [`effects`] carries these out and sends further actions. The pages are
//! functions of the state. [`app::App`] is what is there before the program, a part of its own.
//!
//! The rooms, from the ground up; imports point down:
//!
//! 1. [`state`] and `text`: what is known and decided, and the words for it.
//! 2. [`style`]: the style sheets. `js`: our own scripts, and the page. [`dispatch`]: how a screen asks.
//! 3. [`effects`]: the edge.
//! 4. [`components`]: leaf parts of the screens.
//! 5. [`pages`]: the screens.
//! 6. [`shell`]: what surrounds them.
//! 7. [`start`]: what the program begins with.
//! 8. `program`, then `parts`, which fetches it.
//! 9. [`app`]: what is there first.
//! 10. [`element`]: the custom element.

pub mod app;
pub mod components;
pub mod dispatch;
pub mod effects;
pub mod element;
mod js;
pub mod pages;
mod parts;
mod program;
pub mod shell;
pub mod start;
pub mod state;
pub mod style;
pub mod text;
