//! What the documents of a month are made of, as far as it is on this device.

use std::collections::BTreeMap;

use super::{Device, Editions, ReportKey};
use crate::aggregate::{Basis, PlanYears};
use crate::beijing::Beijing;
use crate::filing::Decided;
use crate::operation::Held;
use crate::operation::month::State;
use crate::operation::month::edition::Again;
use crate::order::Gather;
use crate::period::{Date, Month};
use crate::publish::reporting::{Filing, Filings};
use crate::publish::{Kind, Ledger, Project, Source, Status};
use crate::report::Report;
use crate::rights::Person;

/// What a document is made of here.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    /// All of it. It is final only if the edition could be made again from what is here, to the byte.
    pub source: Source,
    /// The edition of the locked month that what is here is not the same as: something has not arrived
    /// yet, or was renamed since.
    pub differs_from: Option<u32>,
}

/// There is an edition, and what is here is not the same.
struct CannotBeHad;

impl Device {
    /// Whether this user sees every project: only then is a document that is made here of all of them.
    pub fn sees_everything(&self) -> bool {
        let me = self.meta.me.as_ref();
        me.is_some_and(|me| Person::new(me, &self.units).sees_everything())
    }

    /// What a document of a month is made of; `None` where nothing is in the plan. Without a day (`today`)
    /// reports of an open month are judged on its last.
    pub fn material(&self, month: Month, kind: Kind, today: Option<Date>) -> Option<Material> {
        self.material_with(&Editions::default(), month, kind, today)
    }

    /// The same, for whoever asks again and again: what was made before is kept in `known`.
    pub fn material_with(
        &self,
        known: &Editions,
        month: Month,
        kind: Kind,
        today: Option<Date>,
    ) -> Option<Material> {
        let book = self.month(month);
        let edition = (book.state() == State::Locked)
            .then(|| book.edition())
            .flatten();
        let edition = edition.map(|frozen| frozen.number);
        let lock = book.locks().next_back().map(|step| step.at.clone());
        let found = edition.and_then(|number| {
            let source = self.edition(known, month, number)?;
            self.with_time_before(known, source, kind)
        });
        let differs_from = edition.filter(|_| found.is_none());
        let mut source = if let Some(source) = found {
            source
        } else {
            let alone = self.provisional(month)?;
            let whole = self.with_time_before(known, alone.clone(), kind);
            whole.unwrap_or(alone)
        };
        if kind.needs_filings() {
            let locked_on = || Beijing::read(lock.as_ref()?.as_str()).map(|at| at.day);
            let judged = edition.and_then(|_| locked_on()).or(today);
            source.filings = self.filings(month, judged.unwrap_or_else(|| month.last_day()));
        }
        let on = today.unwrap_or_else(|| month.last_day());
        if kind.needs_statistics() {
            let entered = self.statistics(month).figures.into_values();
            source.statistics = entered.map(|entered| entered.figure).collect();
        }
        if kind.needs_growth() {
            let letters = self.letters(month);
            source.growths = letters.growths;
            source.ledger = Ledger {
                on,
                letters: letters.sent,
            };
        }
        if kind.needs_summaries() {
            source.summaries = self.summaries_of(month, on);
        }
        Some(Material {
            source,
            differs_from,
        })
    }

    /// An edition, if what is here is what was frozen.
    fn edition(&self, known: &Editions, month: Month, number: u32) -> Option<Source> {
        let mut standings = self.standings(month);
        for one in &mut standings {
            one.version = self.version(&one.plan.id, month);
        }
        let units = self.unit_names();
        let profile = self.profile_at(month)?;
        let book = self.month(month);
        let again = Again::of((month, number), &book, profile, &standings, &units)?;
        known.source(&again)
    }

    /// The same with what the document says of the time before it. `None` if that cannot be had.
    fn with_time_before(&self, known: &Editions, source: Source, kind: Kind) -> Option<Source> {
        let mut source = self.with_months_before(known, source, kind.months_before())?;
        if kind.needs_years() {
            let months = PlanYears::months(&source.profile, source.month).into_iter();
            let earlier = months.filter(|month| *month < source.month);
            let years = earlier.map(|month| self.before(known, month, &source.status));
            let years = years.filter_map(Result::transpose);
            source.earlier_years = years.collect::<Result<_, _>>().ok()?;
        }
        Some(source)
    }

    /// The same with so many months before it, within the year. `None` if one of them cannot be had.
    fn with_months_before(
        &self,
        known: &Editions,
        mut source: Source,
        months: u8,
    ) -> Option<Source> {
        let (Some(left), false) = (months.checked_sub(1), source.month.is_january()) else {
            return Some(source);
        };
        let before = self.before(known, source.month.previous(), &source.status);
        if let Some(before) = before.ok()? {
            source.previous = Some(Box::new(self.with_months_before(known, before, left)?));
        }
        Some(source)
    }

    /// A month before one that stands so, if anything is known of it: of one that is final the edition
    /// that was there when it was frozen.
    fn before(
        &self,
        known: &Editions,
        month: Month,
        status: &Status,
    ) -> Result<Option<Source>, CannotBeHad> {
        let frozen = match status {
            Status::Final { at, .. } => Some(at.as_str()),
            Status::Provisional => None,
        };
        let book = self.month(month);
        let was_there = |at: &str| frozen.is_none_or(|frozen| at <= frozen);
        let lock = book.locks().rev().find(|step| was_there(step.at.as_str()));
        let number = lock.and_then(|step| Some(step.made.as_ref()?.number));
        let edition = number.and_then(|number| self.edition(known, month, number));
        match frozen {
            Some(_) if edition.is_none() && number.is_some() => Err(CannotBeHad),
            Some(_) => Ok(edition),
            None => Ok(edition.or_else(|| self.provisional(month))),
        }
    }

    /// What is handed in of a month, whatever became of it.
    fn provisional(&self, month: Month) -> Option<Source> {
        let ids = self.projects.keys();
        let projects = ids.filter_map(|id| {
            let row = self.plan_at(id, month)?;
            let is_placed = row.is_in_plan(month);
            let plan = if is_placed {
                row
            } else {
                self.left(id, month)?
            };
            let key = ReportKey {
                project: id.clone(),
                month,
            };
            let counted = self.counted_on(&key, Basis::Provisional);
            let report = counted.map(|values| Report::read(&values));
            let earlier = match report {
                Some(_) => None,
                None => self.carried_report(&key, Basis::Provisional),
            };
            Some(Project {
                plan: plan.clone(),
                opening: self.opening(id, month).cloned(),
                has_left: !is_placed,
                report,
                earlier,
            })
        });
        let projects: Vec<Project> = projects.collect();
        let profile = self.profile_at(month)?.clone();
        (!projects.is_empty()).then(|| Source {
            projects: projects.into(),
            units: self.unit_names(),
            ..Source::new(month, profile, Status::Provisional)
        })
    }

    /// When the reports of the year up to the month were handed in, judged on a day.
    fn filings(&self, month: Month, on: Date) -> Filings {
        let months = (1..=month.number()).filter_map(|number| Month::new(month.year(), number));
        let mut cases = Vec::new();
        for month in months {
            let decided = self.month(month);
            let placed = self.plans_at(month).filter(|plan| plan.is_in_plan(month));
            cases.extend(placed.map(|plan| {
                let key = ReportKey {
                    project: plan.id.clone(),
                    month,
                };
                let held = self.reports.get(&key).and_then(|one| one.server.as_ref());
                Filing {
                    plan: plan.clone(),
                    month,
                    state: held.and_then(Held::report_state),
                    hand_ins: held.and_then(|held| held.hand_ins.clone()),
                    decided: Decided::of(&decided, plan),
                }
            }));
        }
        Filings {
            on,
            cases,
            units: self.units.clone(),
        }
    }

    fn unit_names(&self) -> BTreeMap<String, String> {
        let units = self.units.iter();
        units
            .map(|unit| (unit.id.clone(), unit.name.clone()))
            .into_map()
    }
}
