//! 审核: which of the reports that wait are listed.

/// Which of the reports that wait for this reviewer are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReviewFilter {
    /// All.
    #[default]
    All,
    /// Those with findings of any severity.
    Findings,
    /// Those in which somebody has explained a finding.
    Explanations,
    /// Those with a question that is not closed.
    Questions,
    /// Those that came late.
    Late,
}

impl ReviewFilter {
    /// Every one, in the order of their buttons.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Findings,
        Self::Explanations,
        Self::Questions,
        Self::Late,
    ];
}
