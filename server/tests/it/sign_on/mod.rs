//! Tokens that a portal signs: who gets in with them, who does not, and how they end.

mod accounts;
mod alone;
pub(crate) mod back_end;
mod ending;
mod hostile;
mod mistakes;
mod portal;
mod rotation;
