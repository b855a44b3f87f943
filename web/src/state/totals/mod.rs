//! What the month's totals are made of, as far as it is on this device.

mod screen;

use yuebao_domain::aggregate::{Basis, Dimension, Item, Key};
use yuebao_domain::calendar::is_due;
use yuebao_domain::device::{Device, Replica, ReportKey, Waiting};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::Report;
use yuebao_domain::text::Lang;

pub use screen::{TotalsChoice, TotalsScreen};

/// Whether a project is in the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Yes.
    Reported,
    /// Yes, from this device.
    Waiting,
    /// It is handed in and has not come far enough for these totals.
    NotFinal,
    /// It is there, and has not come to this user's step: what it holds is not shown before.
    Withheld,
    /// No.
    Missing,
    /// No, and it need not be.
    NotDue,
}

/// What is counted of one project.
pub(crate) struct Counted<'a> {
    pub(crate) plan: &'a PlanRow,
    /// Its row in the year's plan as it was issued.
    pub(crate) opening: Option<&'a PlanRow>,
    /// 已调出 within the year: it is in no total but that one.
    pub(crate) has_left: bool,
    pub(crate) report: Option<Report>,
    /// What stands in for a report that is not there, and of which month it is.
    pub(crate) earlier: Option<(Month, Report)>,
    pub(crate) status: Status,
}

impl Counted<'_> {
    /// As the totals want it.
    pub(crate) fn item(&self) -> Item<'_> {
        Item {
            plan: self.plan,
            opening: self.opening,
            has_left: self.has_left,
            report: self.report.as_ref(),
            earlier: (self.earlier.as_ref()).map(|(month, report)| (*month, report)),
        }
    }
}

/// Every project that is in the plan in `month`, or has left it within the year, and is not another
/// unit's that this one only helps with.
pub(crate) fn counted<'a>(
    device: &'a Device,
    profile: &Profile,
    month: Month,
    basis: Basis,
) -> Vec<Counted<'a>> {
    let counts = device.counts_for_me();
    let placed = device.plans_at(month).map(|plan| {
        if plan.is_in_plan(month) {
            return Some((plan, false));
        }
        Some((device.left(&plan.id, month)?, true))
    });
    placed
        .flatten()
        .filter(|(plan, _)| counts(plan))
        .map(|(plan, has_left)| {
            let key = key(plan, month);
            let report = device.counted_on(&key, basis);
            let report = report.map(|values| Report::read(&values));
            let status = match &report {
                Some(_) if is_waiting(device, &key, basis) => Status::Waiting,
                Some(_) => Status::Reported,
                None if is_kept_from_here(device, &key) => Status::Withheld,
                None if device.counted(&key).is_some() => Status::NotFinal,
                None if has_left || !plan.reports() => Status::NotDue,
                None if is_due(&profile.calendar, month, plan.nature) => Status::Missing,
                None => Status::NotDue,
            };
            let earlier = match report {
                Some(_) => None,
                None => device.carried_report(&key, basis),
            };
            Counted {
                plan,
                opening: device.opening(&plan.id, month),
                has_left,
                report,
                earlier,
                status,
            }
        })
        .collect()
}

/// Whether a report is handed in and has not come to this user's step.
fn is_kept_from_here(device: &Device, key: &ReportKey) -> bool {
    let replica = device.reports.get(key);
    device.is_withheld(key) && replica.is_some_and(Replica::is_handed_in)
}

/// Final totals hold nothing that is on its way.
fn is_waiting(device: &Device, key: &ReportKey, basis: Basis) -> bool {
    basis == Basis::Provisional && device.on_its_way(key) == Waiting::Submission
}

/// The report of a project in a month.
pub(crate) fn key(plan: &PlanRow, month: Month) -> ReportKey {
    ReportKey {
        project: plan.id.clone(),
        month,
    }
}

/// More than three levels nobody reads.
pub(crate) const LEVELS: usize = 3;

/// What totals are divided by: nature, until something is chosen.
pub(crate) fn effective(chosen: &[Dimension], profile: &Profile) -> Vec<Dimension> {
    let available = Dimension::of(profile);
    let chosen = chosen.iter().copied();
    let chosen: Vec<_> = chosen
        .filter(|it| available.contains(it))
        .take(LEVELS)
        .collect();
    if chosen.is_empty() {
        vec![Dimension::Nature]
    } else {
        chosen
    }
}

/// What people call a group; units by their names.
pub(crate) fn key_label(device: &Device, profile: &Profile, key: &Key, lang: Lang) -> String {
    match key {
        Key::Unit(id) if !id.is_empty() => unit_name(device, id),
        _ => key.label(profile, lang),
    }
}

/// What people call a unit, else its identifier.
pub(crate) fn unit_name(device: &Device, id: &str) -> String {
    let unit = device.units.iter().find(|unit| unit.id == id);
    unit.map_or(id, |unit| unit.name.as_str()).to_owned()
}
