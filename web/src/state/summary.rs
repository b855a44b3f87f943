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

/// What somebody chooses there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryChoice {
    /// What it is divided by.
    By(Vec<Dimension>),
    /// The line whose projects are shown.
    Open(Option<usize>),
    /// The unit that amounts are shown in.
    Unit(AmountUnit),
    /// Which reports are in it.
    Basis(Basis),
}

impl SummaryScreen {
    pub(super) fn choose(&mut self, choice: SummaryChoice) {
        match choice {
            SummaryChoice::Open(line) => self.open = line,
            SummaryChoice::Unit(unit) => self.unit = unit,
            SummaryChoice::By(by) => {
                self.by = by;
                self.open = None;
            }
            SummaryChoice::Basis(basis) => {
                self.basis = basis;
                self.open = None;
            }
        }
    }
}
