//! The server as its clients see it: over HTTP, with a clock that stands still.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking"
)]

mod administering;
mod amending;
mod answering;
mod assets;
mod backups;
mod chain;
mod command_line;
mod documents;
mod explanations;
mod hand_ins;
mod importing;
mod imports;
mod malformed;
mod merging;
mod metrics;
mod months;
mod old_programs;
mod openapi;
mod opening;
mod own_step;
mod persons;
mod plans;
mod publications;
mod publishing;
mod questions;
mod refusals;
mod reviewing;
mod rights;
mod rights_random;
mod rights_table;
mod running;
mod sessions;
mod sign_on;
mod statistics;
mod storage;
mod story;
mod summaries;
mod support;
mod tls;
mod upgrade;
mod verifying;
mod webhook;
mod years;
