//! 汇总: how the totals are shown.

use yuebao_domain::aggregate::{AmountUnit, Basis, Dimension};

use crate::state::Audit;

/// 汇总.
#[derive(Debug, Clone, Default)]
pub struct TotalsScreen {
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
pub enum TotalsChoice {
    /// What it is divided by.
    By(Vec<Dimension>),
    /// The line whose projects are shown.
    Open(Option<usize>),
    /// The unit that amounts are shown in.
    Unit(AmountUnit),
    /// Which reports are in it.
    Basis(Basis),
}

impl TotalsScreen {
    pub(in crate::state) fn choose(&mut self, choice: TotalsChoice) {
        match choice {
            TotalsChoice::Open(line) => self.open = line,
            TotalsChoice::Unit(unit) => self.unit = unit,
            TotalsChoice::By(by) => {
                self.by = by;
                self.open = None;
            }
            TotalsChoice::Basis(basis) => {
                self.basis = basis;
                self.open = None;
            }
        }
    }
}
