//! An edition as it is read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::document::{Carried, Counted};
use crate::aggregate::{Dimension, Item, Summary, summarise};
use crate::json;
use crate::order::Gather;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::{FieldValues, Report};

/// What is read of a document: profile and plan as what they are.
#[derive(Deserialize)]
struct Contents {
    month: Month,
    edition: u32,
    locked_at: String,
    #[serde(default)]
    units: BTreeMap<String, String>,
    profile: Profile,
    plan: Vec<PlanRow>,
    #[serde(default)]
    opening: Vec<PlanRow>,
    #[serde(default)]
    entered: Option<Vec<String>>,
    #[serde(default)]
    left: Vec<PlanRow>,
    reports: Vec<Counted>,
    missing: Vec<String>,
    carried: Vec<Carried>,
}

/// An edition as it is read: to be printed, or added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The month.
    pub month: Month,
    /// The number.
    pub number: u32,
    /// When the server received the lock, RFC 3339.
    pub locked_at: String,
    /// What the units were called, by identifier; none in an edition of before that was kept.
    pub units: BTreeMap<String, String>,
    /// The profile as it stood then.
    pub profile: Profile,
    /// The plan as it stood then.
    pub plan: Vec<PlanRow>,
    /// The rows of the year's plan as it was issued (年初); none in an edition of before there were
    /// versions of the plan.
    pub opening: BTreeMap<String, PlanRow>,
    /// The rows with which projects left within the year (已调出).
    pub left: Vec<PlanRow>,
    /// The reports, by project.
    pub reports: BTreeMap<String, FieldValues>,
    /// Projects without a report.
    pub missing: Vec<String>,
    /// What stands in for reports that there are none of, by project: of which month, and what of it.
    pub carried: BTreeMap<String, (Month, FieldValues)>,
}

impl Opened {
    /// Reads a document.
    pub fn read(document: &str) -> Result<Self, serde_json::Error> {
        let read: Contents = json::read(document)?;
        let reports = read.reports.into_iter();
        let carried = read.carried.into_iter();
        let mut opening: BTreeMap<String, PlanRow> = BTreeMap::new();
        if let Some(entered) = &read.entered {
            let issued = read.plan.iter().filter(|row| !entered.contains(&row.id));
            opening.extend(issued.map(|row| (row.id.clone(), row.clone())));
        }
        opening.extend(read.opening.into_iter().map(|row| (row.id.clone(), row)));
        Ok(Self {
            month: read.month,
            number: read.edition,
            locked_at: read.locked_at,
            units: read.units,
            profile: read.profile,
            plan: read.plan,
            opening,
            left: read.left,
            reports: reports.map(|one| (one.project, one.values)).into_map(),
            missing: read.missing,
            carried: carried
                .map(|one| (one.project, (one.month, one.values)))
                .into_map(),
        })
    }

    /// Its totals.
    pub fn summary(&self, by: &[Dimension]) -> Summary {
        let reports: BTreeMap<&String, Report> = (self.reports.iter())
            .map(|(id, values)| (id, Report::read(values)))
            .collect();
        let carried: BTreeMap<&String, (Month, Report)> = (self.carried.iter())
            .map(|(id, (month, values))| (id, (*month, Report::read(values))))
            .collect();
        let placed = self.plan.iter().map(|plan| (plan, false));
        let left = self.left.iter().map(|plan| (plan, true));
        let items = placed.chain(left).map(|(plan, has_left)| Item {
            plan,
            opening: self.opening.get(&plan.id),
            has_left,
            report: reports.get(&plan.id),
            earlier: (carried.get(&plan.id)).map(|(month, report)| (*month, report)),
        });
        summarise(items, by, self.month, &self.profile)
    }
}
