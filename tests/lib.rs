//! Nothing to import: see `tests/tidy.rs` for the invariants and `browser/` for Chromium.
