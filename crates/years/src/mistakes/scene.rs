//! The report in which a mistake is made, and what stands around it.

use rust_decimal::Decimal;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Nature, PlanRow};
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues};

/// A right report with what its clerk has at hand.
pub struct Scene<'a> {
    /// The reported month.
    pub month: Month,
    /// The project's row.
    pub row: &'a PlanRow,
    /// The report as it should be, with its explanations.
    pub right: &'a FieldValues,
    /// The report before it.
    pub last: Option<(Month, &'a FieldValues)>,
}

/// Which reports a mistake can be made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Under construction.
    Building,
    Halted,
    Completed,
    /// Completed three months ago or more.
    LongCompleted,
    /// Begun, whatever came then.
    Begun,
    /// Begun, and said so in an earlier report.
    SaidBegun,
    /// The same of a public project: a private one may begin on a promise (承诺制).
    SaidBegunPublic,
    /// A nature of the plan.
    Nature(Nature),
    /// A box or entry is filled.
    Has(&'static str),
}

impl Scene<'_> {
    pub(crate) fn is(&self, when: When) -> bool {
        let completed = self.text("actual_completion");
        match when {
            When::Building => self.is(When::Begun) && completed.is_none() && !self.is(When::Halted),
            When::Halted => self.text("halt_reason").is_some(),
            When::Completed => completed.is_some(),
            When::LongCompleted => completed
                .and_then(|day| day.get(..7)?.parse::<Month>().ok())
                .is_some_and(|month| self.month.since(month) >= 3),
            When::Begun => self.text("actual_start").is_some(),
            When::SaidBegun => {
                let said = self.last.is_some_and(|(_, last)| has(last, "actual_start"));
                said && self.is(When::Begun)
            }
            When::SaidBegunPublic => !self.row.is_private && self.is(When::SaidBegun),
            When::Nature(nature) => self.row.nature == nature,
            When::Has(key) => has(self.right, key),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        text(self.right, key)
    }

    pub(crate) fn amount(&self, key: &str) -> Option<Decimal> {
        self.text(key)?.parse().ok()
    }

    /// A box of the report before.
    pub(crate) fn last_amount(&self, key: &str) -> Option<Decimal> {
        text(self.last?.1, key)?.parse().ok()
    }

    /// A sum of the year in the report before, if that was of this year.
    pub(crate) fn last_of_year(&self, key: &str) -> Decimal {
        let of_year = self
            .last
            .filter(|(month, _)| month.year() == self.month.year());
        let amount = of_year.and_then(|(_, last)| text(last, key)?.parse().ok());
        amount.unwrap_or_default()
    }

    /// True if the report before is last month's.
    pub(crate) fn follows(&self) -> bool {
        self.last
            .is_some_and(|(month, _)| month == self.month.previous())
    }
}

fn has(values: &FieldValues, prefix: &str) -> bool {
    values.keys().any(|key| key.as_str().starts_with(prefix))
}

fn text<'a>(values: &'a FieldValues, key: &str) -> Option<&'a str> {
    let (_, value) = values.iter().find(|(known, _)| known.as_str() == key)?;
    value.text()
}

/// Types into a box.
pub(crate) fn put(values: &mut FieldValues, key: &str, text: impl Into<FieldValue>) -> Option<()> {
    values.insert(FieldKey::new(key)?, text.into());
    Some(())
}
