//! Leaf parts of the screens, with small props.

pub mod badge;
pub mod choice;
pub(crate) mod decision;
pub(crate) mod faults;
pub mod focus;
pub mod icon;
pub mod menu;
pub(crate) mod persons;
pub mod rule_page;
pub mod severity;
pub mod standing;
pub mod target;
pub mod typed;
