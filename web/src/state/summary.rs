//! 汇总: how the totals are shown.

use yuebao_domain::aggregate::{AmountUnit, Basis, Dimension};

use super::Audit;

/// 汇总.
#[derive(Debug, Clone, Default)]
pub struct SummaryScreen {
    /// What it is divided by.
    pub by: Vec<Dimension>,
    /// The line whose projects are shown, by its index.
    pub open: Option<usize>,
    /// Which reports are in it.
    pub basis: Basis,
    /// The unit that amounts are shown in.
    pub unit: AmountUnit,
    /// What the rules say of the month as a whole, once that screen was shown.
    pub audit: Option<Audit>,
}

impl SummaryScreen {
    pub(super) fn count_on(&mut self, basis: Basis) {
        self.basis = basis;
        self.open = None;
    }

    pub(super) fn divide_by(&mut self, by: Vec<Dimension>) {
        self.by = by;
        self.open = None;
    }
}
