//! 走访: which projects are visited (`[visits]`).

use serde::{Deserialize, Serialize};

/// Whom a leader visits every month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitScheme {
    /// How many projects: those that have completed most in the half year.
    pub largest: u16,
}
