//! What was issued to projects from above, and what of it is paid or used. Compared exactly.

use rust_decimal::Decimal;

use super::told::Told;
use crate::money::{Money, percent_of};
use crate::publish::Source;
use crate::publish::entries::Entry;
use crate::report::Report;

/// The money of one project, or of several.
#[derive(Clone, Copy, Default)]
pub(in crate::publish) struct Grant {
    pub(super) issued: Option<Money>,
    pub(super) paid: Option<Money>,
}

impl Grant {
    /// 中央预算内投资.
    pub(super) const fn central(report: &Report) -> Self {
        Self {
            issued: report.central_issued,
            paid: report.central_paid,
        }
    }

    /// 专项债券.
    pub(super) const fn bond(report: &Report) -> Self {
        Self {
            issued: report.bond_issued,
            paid: report.bond_used,
        }
    }

    pub(super) const fn is_any(self) -> bool {
        self.issued.is_some() || self.paid.is_some()
    }

    /// That of all together; of what nobody has told, nothing is known.
    pub(super) fn sum(all: impl Iterator<Item = Self>) -> Self {
        let add = |sum: Option<Money>, one: Option<Money>| match (sum, one) {
            (Some(sum), Some(one)) => Some(sum + one),
            (sum, one) => sum.or(one),
        };
        all.fold(Self::default(), |sum, one| Self {
            issued: add(sum.issued, one.issued),
            paid: add(sum.paid, one.paid),
        })
    }

    /// 支付率, %.
    pub(in crate::publish) fn rate(self) -> Option<Decimal> {
        let (paid, issued) = self.paid.zip(self.issued)?;
        percent_of(paid.wan(), issued.wan())
    }

    /// Whether so many % are paid, the limit included; `None` where that is not known.
    pub(in crate::publish) fn reaches(self, percent: Decimal) -> Option<bool> {
        let (paid, issued) = self.paid.zip(self.issued)?;
        (issued > Money::ZERO).then(|| paid.times(Decimal::ONE_HUNDRED) >= issued.times(percent))
    }
}

/// Every project with money of the central budget, or with the day of its issue alone.
pub(super) fn with_central<'a>(source: &'a Source, placed: &[Entry<'a>]) -> Vec<Told<'a>> {
    Told::all(source, placed, |report| {
        Grant::central(report).is_any() || report.central_issued_on.is_some()
    })
}

/// 中央预算内投资 of all of them, with the mark of what is of an earlier month.
pub(in crate::publish) fn central<'a>(
    source: &'a Source,
    placed: &[Entry<'a>],
) -> (Grant, &'static str) {
    let told = with_central(source, placed);
    let whole = Grant::sum(told.iter().map(|one| Grant::central(one.report)));
    (whole, mark(&told))
}

/// The mark of a total: that of any of its parts.
pub(super) fn mark(told: &[Told<'_>]) -> &'static str {
    let mut marks = told.iter().map(Told::mark);
    marks.find(|mark| !mark.is_empty()).unwrap_or_default()
}
