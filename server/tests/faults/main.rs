//! The real server as a process, broken on purpose.
//!
//! Every test carries the number of the failure that it is about; `tests/README.md` has the table.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking"
)]

mod backups;
mod clerk;
mod deadline;
mod disk_full;
mod evidence;
mod hostile;
mod kill;
mod locks;
mod power;
mod process;
mod repeats;
mod restoring;
mod silent;
mod strangers;
mod tablet;

#[path = "../it/support/mod.rs"]
#[expect(
    dead_code,
    reason = "written for the other tests, which need all of it"
)]
mod support;
