//! The screens: functions from the state to what is shown.

pub mod accounts;
pub mod board;
pub mod console;
pub mod form;
pub(crate) mod ledger;
pub(crate) mod office;
pub mod pending;
pub mod plan;
pub(crate) mod publish;
pub mod questions;
pub mod review;
pub(crate) mod statistics;
pub(crate) mod summaries;
pub mod tasks;
pub mod totals;
