//! 专项资金: central budget, special bonds and how figures were made.

pub(in crate::check) mod s501_more_spent_than_issued;
pub(in crate::check) mod s502_central_budget_not_started;
pub(in crate::check) mod s503_payment_behind_path;
pub(in crate::check) mod s504_bond_not_used_up;
pub(in crate::check) mod s505_expenditure_basis_without_reason;
pub(in crate::check) mod s506_cumulative_fell;
