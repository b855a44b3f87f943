//! Wrong reports: right ones with one known mistake each. The list is data; `slip` makes them.

mod list;
mod scene;
mod slip;

pub use list::MISTAKES;
pub use scene::Scene;

use yuebao_domain::report::FieldValues;
use yuebao_domain::text::Words;

use crate::chance::Chance;
use slip::Slip;

/// One kind of mistake that people make.
#[derive(Debug)]
pub struct Mistake {
    /// By which the budget names it.
    pub name: &'static str,
    /// In words.
    pub what: Words,
    slip: Slip,
}

impl Mistake {
    /// The report with this mistake in it; `None` where it cannot be made, or would change nothing.
    pub fn make(&self, chance: &mut Chance, scene: &Scene<'_>) -> Option<FieldValues> {
        let wrong = self.slip.make(chance, scene)?;
        (wrong != *scene.right).then_some(wrong)
    }

    /// Whether few reports give occasion to it.
    pub fn is_rare(&self) -> bool {
        self.slip.is_rare()
    }

    /// Whether the mistake lies in what is written about findings, not in the report.
    pub fn is_in_explanations(&self) -> bool {
        matches!(self.slip, Slip::Explain(_))
    }
}
