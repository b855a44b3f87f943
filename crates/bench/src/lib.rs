//! The check engine, measured and compared.
//!
//! [`set`] makes 1,000 projects × 12 months, some of them faulty; [`held`] checks them as the widget
//! does, and says per report which of [`rules`] fired, for comparison with other engines; [`first`]
//! is the cold start. [`drafts`] makes reports of any kind, and digests what the engine finds in
//! them: the browser's build and the host's must agree to the byte. [`totals`] adds reports up, and compares that
//! with other engines; [`office`] opens 发布. [`wasm`] is the door for JavaScript; the program of this crate is
//! the door for a shell.

pub mod dice;
pub mod drafts;
pub mod first;
pub mod held;
pub mod office;
pub mod record;
pub mod rules;
pub mod set;
pub mod totals;
pub mod wasm;
