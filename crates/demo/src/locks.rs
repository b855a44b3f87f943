//! The earlier months are closed (封账).

use std::collections::BTreeSet;

use yuebao_domain::calendar::is_due;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Role;

use super::reports::{DemoReport, MONTHS, day_after};
use super::units::DemoUser;
use super::verdicts::DemoVerdict;

/// One month closed by the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoLock {
    /// The month.
    pub month: Month,
    /// User name of who closed it.
    pub user: String,
    /// Ids of the projects that were due and had no report (缺报).
    pub missing: Vec<String>,
    /// The day on which the server received it.
    pub received: Date,
}

/// The locks of all months before `through`, each on the day after the last that was said of it.
pub(super) fn of(
    profile: &Profile,
    projects: &[PlanRow],
    users: &[DemoUser],
    reports: &[DemoReport],
    verdicts: &[DemoVerdict],
    through: Month,
) -> Vec<DemoLock> {
    let offices = [Role::CityOffice, Role::RegionOffice];
    let Some(office) = users.iter().find(|user| offices.contains(&user.role)) else {
        return Vec::new();
    };
    let months = (1..MONTHS).rev().map(|back| through.plus(-back));
    let lock = |month: Month| {
        let filed = reports
            .iter()
            .filter(|it| it.month == month && it.submitted);
        let filed: BTreeSet<&str> = filed.map(|report| report.project.as_str()).collect();
        let missing = projects.iter().filter(|row| {
            row.is_in_plan(month)
                && is_due(&profile.calendar, month, row.nature)
                && !filed.contains(row.id.as_str())
        });
        let said = verdicts.iter().filter(|it| it.month == month);
        let last = said.map(|verdict| verdict.received).max();
        DemoLock {
            month,
            user: office.name.clone(),
            missing: missing.map(|row| row.id.clone()).collect(),
            received: day_after(last.unwrap_or(month.last_day()), 1),
        }
    };
    months.map(lock).collect()
}
