//! How far a command has come, for whoever waits.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that nobody sees unless there is more than a second to wait.
pub(crate) fn quiet_bar() -> ProgressBar {
    let bar = ProgressBar::hidden();
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

/// One thing more is done.
pub(crate) fn step(bar: &ProgressBar) {
    const PATIENCE: Duration = Duration::from_secs(1);
    bar.inc(1);
    if bar.is_hidden() && bar.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

/// How long a bar is.
pub(crate) fn length(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
