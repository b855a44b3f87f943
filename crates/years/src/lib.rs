//! How the check catalogue judges right reports and wrong ones.
//!
//! [`life`] invents projects and tells years of *right* reports about them, from a seed; [`mistakes`]
//! makes *wrong* ones of these, by one known mistake each. [`judge`] checks them as the product does:
//! month after month, with the history, and with the explanations that people would have given.
//! [`tally`] counts, [`budget`] says how much is allowed.
//!
//! Architecture invariant: `life` and `mistakes` model people and sites, not the checks: they name no
//! rule and call none. What they invent must not be bent to silence a rule.

mod amount;
pub mod bench;
pub mod budget;
pub mod chance;
pub mod examples;
pub mod judge;
pub mod life;
pub mod mistakes;
pub mod plans;
pub mod print;
pub mod tally;
pub mod trial;
pub mod world;
