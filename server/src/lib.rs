//! The thin server: it takes reports in, merges them by the domain's rules, keeps them in a
//! store and delivers the widget.
//!
//! The way of a request: [`router`] → [`extract`] → [`handlers`] → [`sync`] (asks the domain what
//! to do) → [`yuebao_store`] (does it). What a rule says is never decided here.
//!
//! Rooms, from the bottom up: `clock`, `connections`, `divisions`, `engine`, `error`, `origin`,
//! `permissions`, `sight`, `assets`, `publish`, `render`, `documents`, `openapi`, `sync`, `accounts`, `account_list`, `backups`, `body`,
//! `metrics`, `plan_file`, `recent`, `import`, `units`, `unlisted`, `base_path`, `carry_over`,
//! `demo`, `hashing`,
//! `quota`, `sign_on`, `tablets`, `throttle`, `logins`, `state`, `admission`, `monitoring`, `webhook`,
//! `extract`, `handlers`, `endpoints`, `router`, `server`, `cli`.

pub mod account_list;
pub mod accounts;
pub mod admission;
pub mod assets;
pub mod backups;
pub mod base_path;
pub mod body;
pub mod carry_over;
pub mod cli;
pub mod clock;
pub mod connections;
mod demo;
mod divisions;
mod documents;
pub mod endpoints;
pub mod engine;
pub mod error;
pub mod extract;
pub mod handlers;
pub mod hashing;
mod import;
pub mod logins;
pub mod metrics;
mod monitoring;
pub mod openapi;
pub mod origin;
mod permissions;
pub mod plan_file;
mod publish;
pub mod quota;
mod recent;
pub mod render;
pub mod router;
pub mod server;
pub mod sight;
pub mod sign_on;
pub mod state;
pub mod sync;
pub mod tablets;
pub mod throttle;
pub mod units;
mod unlisted;
pub mod webhook;
