//! The widget's one style sheet, adopted by each shadow root.

/// What the first screen needs: tokens and base first.
pub const FIRST: &str = concat!(
    include_str!("tokens.css"),
    include_str!("base.css"),
    include_str!("shell.css"),
);

/// The rest, which comes with the program: print last.
pub const REST: &str = concat!(
    include_str!("tasks.css"),
    include_str!("form.css"),
    include_str!("pending.css"),
    include_str!("review.css"),
    include_str!("questions.css"),
    include_str!("totals.css"),
    include_str!("accounts.css"),
    include_str!("board.css"),
    include_str!("ledger.css"),
    include_str!("plan.css"),
    include_str!("publish.css"),
    include_str!("statistics.css"),
    include_str!("summaries.css"),
    include_str!("print.css"),
);
