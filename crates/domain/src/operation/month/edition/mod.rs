//! 版: what a month held when it was closed, with everything that it takes to make it again.
//!
//! The document is one line of JSON (`canonical`): amounts as they were filed,
//! profile and plan as they stood then, every report that counts with its revision. It is made again
//! from itself and the revisions that it names ([`remade`]), to the byte, by this program and by
//! later ones: profile and plan are passed on as they are written.

mod again;
mod document;
mod opened;

use std::collections::BTreeMap;

use super::decide::Filed;
use super::{Frozen, MonthBook, Standing, Step, is_approved};
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::proof::digest;

pub use again::{Again, made_again};
pub use document::{cumulative, remade};
pub use opened::Opened;

use document::document;

/// An edition to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its number and its hash.
    pub frozen: Frozen,
    /// The document.
    pub document: String,
}

/// What is told of an edition beside its figures.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) month: Month,
    pub(super) number: u32,
    pub(super) step: &'a Step,
    pub(super) book: &'a MonthBook,
    pub(super) units: &'a BTreeMap<String, String>,
}

/// What an edition holds of one project.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its row, of a project that is in the plan; of another the row with which it left, if it did.
    pub plan: Option<&'a PlanRow>,
    /// Whether that is the row with which it left.
    pub has_left: bool,
    /// The row of the year's plan as it was issued.
    pub opening: Option<&'a PlanRow>,
    /// The number of the version that counts.
    pub version: Option<u32>,
    /// The report that counts.
    pub report: Option<Filed<'a>>,
    /// What stands in for one, with its cumulative boxes alone.
    pub carried: Option<Filed<'a>>,
}

impl<'a> Kept<'a> {
    fn of(one: &Standing<'a>, month: Month, missing: &[String]) -> Self {
        let is_in_plan = one.plan.is_in_plan(month);
        let approved = one.report.filter(|report| is_approved(report.state));
        let report = approved.filter(|_| !missing.contains(&one.plan.id));
        let has_left = !is_in_plan && report.is_none();
        let carries = report.is_none() && (is_in_plan || one.left.is_some());
        Self {
            plan: if has_left { one.left } else { Some(one.plan) },
            has_left,
            opening: one.opening,
            version: one.version,
            report,
            carried: one.earlier.filter(|_| carries),
        }
    }
}

/// Freezes a month in which nothing stands against it.
pub(super) fn freeze(
    head: &Head<'_>,
    profile: &Profile,
    projects: &[Standing<'_>],
    missing: Vec<String>,
) -> Edition {
    let kept = projects.iter();
    let kept: Vec<_> = (kept.map(|one| Kept::of(one, head.month, &missing))).collect();
    let document = document(head, profile, &kept, &missing);
    Edition {
        frozen: Frozen {
            number: head.number,
            digest: digest(&document),
            missing,
        },
        document,
    }
}
