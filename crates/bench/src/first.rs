//! The cold start: from texts, as the widget has them after opening the page, to the first verdict.

use std::collections::BTreeMap;

use yuebao_domain::check::{Context, History, Stage, check};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldValues, Report};

use crate::held::{Held, verdict};
use crate::rules::Choice;

/// What one report is checked from, as JSON.
#[derive(Debug, Clone)]
pub struct First {
    /// The jurisdiction with the compared rules on.
    pub profile: String,
    /// The project's row.
    pub plan: String,
    /// The boxes that are filled.
    pub values: String,
    /// The month, as it stands on the wire.
    pub month: String,
}

impl First {
    /// The first report of the set's second project.
    ///
    /// # Errors
    /// When the set has none, or something cannot be written as JSON.
    pub fn of(held: &Held) -> serde_json::Result<Self> {
        let mut projects = held.stored().skip(1);
        let (plan, reports) = projects.next().ok_or_else(|| missing("a second project"))?;
        let (month, values) = reports
            .first_key_value()
            .ok_or_else(|| missing("a report"))?;
        Ok(Self {
            profile: serde_json::to_string(held.profile(Choice::Compared))?,
            plan: serde_json::to_string(plan)?,
            values: serde_json::to_string(values)?,
            month: month.to_string(),
        })
    }

    /// Which of the compared rules fire.
    ///
    /// # Errors
    /// When one of the texts is not what it should be.
    pub fn verdict(&self) -> serde_json::Result<u32> {
        let profile: Profile = serde_json::from_str(&self.profile)?;
        let plan: PlanRow = serde_json::from_str(&self.plan)?;
        let values: FieldValues = serde_json::from_str(&self.values)?;
        let month: Month = self.month.parse().map_err(serde::de::Error::custom)?;
        let context = Context {
            profile: &profile,
            plan: &plan,
            month,
            stage: Stage::Submitting,
            today: None,
            history: History {
                known_from: Some(plan.entered),
                reports: &BTreeMap::new(),
            },
        };
        Ok(verdict(&check(&Report::read(&values), &context)))
    }
}

fn missing(what: &str) -> serde_json::Error {
    serde::de::Error::custom(format!("the set lacks {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_verdict_is_the_one_of_the_set() {
        let held = Held::new(1).unwrap();
        let of_set = held.verdicts(Choice::Compared)[12];
        assert_eq!(First::of(&held).unwrap().verdict().unwrap(), of_set);
    }
}
