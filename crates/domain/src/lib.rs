//! The rules of the monthly report of major construction projects (重大项目月报).
//!
//! The way of a figure through the house: a box is filled ([`report::FieldValues`]), read
//! ([`report::Report::read`]) and checked on every change ([`check::check`]); it is handed in
//! when [`check::readiness`] says so, queued as an operation ([`mod@operation`]), merged
//! into what the server holds ([`merge`]), and totalled ([`aggregate`]). The browser and the
//! server run these same functions.
//!
//! Rooms, from the bottom up: words and numbers `text`, `order`, `json`, `deserialize`, `period`,
//! `beijing`, `ids`, `schema`, `money`, `codes`, `units`; the jurisdiction `plan`, `rights`, `accounts`, `calendar`, `rule`,
//! `crossfoot`, `profile`; the form `report`; what is said of it `progress`, `growth`, `carried_over`, `statistics_entry`, `merge`,
//! `check`, `profile_file`, `figures`, `aggregate`; what is decided `proof`, `operation`, `filing`, `import`, `ledger`; what is
//! published `publish`; what travels and stays
//! `wire`, `history`, `device`.
//!
//! Architecture invariant: everything here is pure and total. No clock, no randomness, no I/O.

pub mod accounts;
pub mod aggregate;
pub mod beijing;
pub mod calendar;
pub mod carried_over;
pub mod check;
pub mod codes;
pub mod crossfoot;
mod deserialize;
pub mod device;
pub mod figures;
pub mod filing;
pub mod growth;
pub mod history;
pub mod ids;
pub mod import;
pub mod json;
pub mod ledger;
pub mod merge;
pub mod money;
pub mod operation;
pub mod order;
pub mod period;
pub mod plan;
pub mod profile;
pub mod profile_file;
pub mod progress;
pub mod proof;
pub mod publish;
pub mod report;
pub mod rights;
pub mod rule;
mod schema;
pub mod statistics_entry;
pub mod text;
pub mod units;
pub mod wire;
