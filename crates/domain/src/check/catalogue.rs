//! Every rule, listed once.

use super::finding::RuleCode;
use super::rule::Rule;

/// The rules in order of their codes.
pub const RULES: &[&Rule] = &[];

/// The rule with this code.
pub fn find(code: RuleCode) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}
