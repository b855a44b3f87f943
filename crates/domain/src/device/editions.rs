//! Editions that were made again here. To write one out and to hash it takes longer than all that is done
//! with it, so it is kept with what it was made of, and is the same as long as that is.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::operation::month::edition::{Again, Kept, cumulative, made_again};
use crate::operation::month::{Filed, Step};
use crate::period::Month;
use crate::publish::{Project, Source, Status};
use crate::report::Report;

/// At most so many: a year, and the December before it.
const MOST: usize = 13;

/// What was made again, by month.
#[derive(Debug, Clone, Default)]
pub struct Editions(RefCell<BTreeMap<Month, Known>>);

/// One of them, and what it was made of beside what stands in it.
#[derive(Debug, Clone)]
struct Known {
    steps: Vec<Step>,
    marks: Vec<Mark>,
    source: Source,
}

/// What of a project a source does not say.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    version: Option<u32>,
    report: Option<Revision>,
    carried: Option<Revision>,
}

/// A revision of a report, by what stands for exactly its boxes.
#[derive(Debug, Clone, PartialEq)]
struct Revision {
    month: Month,
    rev: u64,
    tag: String,
}

impl Editions {
    /// What an edition holds; `None` if what is at hand is not what was frozen.
    pub(super) fn source(&self, again: &Again<'_>) -> Option<Source> {
        let mut known = self.0.borrow_mut();
        if let Some(same) = known.get(&again.month()).filter(|it| it.is_of(again)) {
            return Some(same.source.clone());
        }
        known.remove(&again.month());
        if !made_again(again) {
            return None;
        }
        let source = source(again)?;
        if let Some(made) = Known::of(again, &source) {
            known.insert(again.month(), made);
            if known.len() > MOST {
                known.pop_first();
            }
        }
        Some(source)
    }
}

impl Known {
    /// `None` where something bears on the edition that nothing here would show a change of.
    fn of(again: &Again<'_>, source: &Source) -> Option<Self> {
        let is_shown = |one: &Kept<'_>| {
            let mut reports = one.report.iter().chain(&one.carried);
            let is_only_issued = one.plan.is_none() && one.opening.is_some();
            !is_only_issued && reports.all(|report| !report.tag.is_empty())
        };
        again.projects.iter().all(is_shown).then(|| Self {
            steps: again.steps().cloned().collect(),
            marks: placed_first(again).map(Mark::of).collect(),
            source: source.clone(),
        })
    }

    fn is_of(&self, again: &Again<'_>) -> bool {
        let (profile, units) = again.named();
        let is_there = |one: &&Kept<'_>| one.plan.is_some() || one.opening.is_some();
        let source = &self.source;
        self.steps.iter().eq(again.steps())
            && source.profile == *profile
            && source.units == *units
            && again.projects.iter().filter(is_there).count() == source.projects.len()
            && (placed_first(again).zip(source.projects.iter().zip(&self.marks)))
                .all(|(kept, (project, mark))| is_same(kept, project) && mark.is_of(kept))
    }
}

fn is_same(kept: &Kept<'_>, project: &Project) -> bool {
    kept.has_left == project.has_left
        && kept.plan == Some(&project.plan)
        && kept.opening == project.opening.as_ref()
}

impl Mark {
    fn of(kept: &Kept<'_>) -> Self {
        Self {
            version: kept.version,
            report: kept.report.as_ref().map(Revision::of),
            carried: kept.carried.as_ref().map(Revision::of),
        }
    }

    fn is_of(&self, kept: &Kept<'_>) -> bool {
        let is_same = |known: &Option<Revision>, now: &Option<Filed<'_>>| match (known, now) {
            (Some(known), Some(now)) => known.is_of(now),
            (known, now) => known.is_none() && now.is_none(),
        };
        self.version == kept.version
            && is_same(&self.report, &kept.report)
            && is_same(&self.carried, &kept.carried)
    }
}

impl Revision {
    fn of(filed: &Filed<'_>) -> Self {
        Self {
            month: filed.month,
            rev: filed.rev,
            tag: filed.tag.to_owned(),
        }
    }

    fn is_of(&self, filed: &Filed<'_>) -> bool {
        (self.month, self.rev, self.tag.as_str()) == (filed.month, filed.rev, filed.tag)
    }
}

/// The projects as a source has them: those that have left come last.
fn placed_first<'a, 'b>(again: &'b Again<'a>) -> impl Iterator<Item = &'b Kept<'a>> {
    let [placed, left] = [false, true].map(|has_left| {
        let kept = again.projects.iter();
        kept.filter(move |one| one.has_left == has_left && one.plan.is_some())
    });
    placed.chain(left)
}

/// What the edition holds, as it would be read from its document.
fn source(again: &Again<'_>) -> Option<Source> {
    let (profile, units) = again.named();
    let projects = placed_first(again).filter_map(|one| {
        let carried = |filed: Filed<'_>| (filed.month, Report::read(&cumulative(filed.values)));
        Some(Project {
            plan: one.plan?.clone(),
            opening: one.opening.cloned(),
            has_left: one.has_left,
            report: one.report.map(|filed| Report::read(filed.values)),
            earlier: one.carried.map(carried),
        })
    });
    let projects: Vec<Project> = projects.collect();
    let frozen = again.frozen()?;
    let status = Status::Final {
        edition: frozen.number,
        at: again.locked_at().to_owned(),
        plan: profile.first_basis,
        digest: frozen.digest.clone(),
    };
    Some(Source {
        projects: projects.into(),
        units: units.clone(),
        ..Source::new(again.month(), profile.clone(), status)
    })
}
