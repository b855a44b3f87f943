//! The widget's one style sheet, adopted by each shadow root.

/// All of it: tokens and base first, print last.
pub const SHEET: &str = concat!(
    include_str!("tokens.css"),
    include_str!("base.css"),
    include_str!("shell.css"),
    include_str!("tasks.css"),
    include_str!("form.css"),
    include_str!("pending.css"),
    include_str!("review.css"),
    include_str!("summary.css"),
    include_str!("print.css"),
);
