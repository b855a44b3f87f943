//! Which summaries are shown, and what stands above the boxes.

use std::rc::Rc;

use yuebao_domain::device::{OwnSummary, SummaryKey};
use yuebao_domain::operation::summary::Heading;
use yuebao_domain::period::Month;
use yuebao_domain::publish::summary::{Standing, made, standings};
use yuebao_domain::publish::{Kind, Source};

use crate::pages::publish::made_of;
use crate::state::{Made, MadeDocument, State};

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Model {
    /// The month with which the half year or the year ends.
    pub(super) month: Month,
    /// The one that this user writes.
    pub(super) own: Option<One>,
    /// Those of the units that this user reads, in their order.
    pub(super) others: Vec<(One, Standing)>,
}

/// One summary.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct One {
    /// Which.
    pub(super) key: SummaryKey,
    /// Whose, in words; empty for the city's.
    pub(super) name: String,
    /// As it stands.
    pub(super) held: OwnSummary,
    /// The sentences that are made of the reports, under each heading; of the one that is written here.
    pub(super) made: [Vec<String>; 4],
}

/// Whether there is anything to show in a month: one is written, or read, that ends with it.
pub(crate) fn has_summaries(state: &State) -> bool {
    let device = state.device.get();
    let is_of = |month: &Month| SummaryKey::of_city(*month).is_of_summary_month();
    let Some(month) = state.screen.month.filter(is_of) else {
        return false;
    };
    let writes = || device.own_summary(month).is_some();
    device.sees_everything() || (device.summary_due(month).is_some() && writes())
}

/// `None` in a month with which nothing ends.
pub(super) fn model(state: &State) -> Option<Model> {
    let month = state.screen.month.filter(|_| has_summaries(state))?;
    let device = state.device.get();
    let own = device.own_summary(month);
    let is_own = |unit: &str| own.as_ref().is_some_and(|key| key.unit == unit);
    let (whole, alone) = sources(state, month, own.as_ref());
    let whole = whole.as_ref().map(|whole| &whole.source);
    let source = whole
        .or(alone.as_ref())
        .filter(|it| !it.projects.is_empty());
    let made =
        |heading| source.map_or_else(Vec::new, |source| made(source, heading, state.display.lang));
    let others = whole.or(alone.as_ref()).map(standings).unwrap_or_default();
    let others = others.into_iter().filter(|(unit, _)| !is_own(unit));
    let others = others.map(|(unit, standing)| {
        let none = [const { Vec::new() }; 4];
        (one(state, SummaryKey::of(month, unit), none), standing)
    });
    Some(Model {
        month,
        others: others.filter(|(one, _)| one.held.may.see).collect(),
        own: (own.as_ref()).map(|key| one(state, key.clone(), Heading::ALL.map(made))),
    })
}

/// What the city's is made of, kept until something changes; or what a unit's is.
fn sources(
    state: &State,
    month: Month,
    own: Option<&SummaryKey>,
) -> (Option<Rc<MadeDocument>>, Option<Source>) {
    let device = state.device.get();
    let today = state.clock.today;
    if let Some(unit) = own.filter(|key| !key.is_citys()) {
        let material = device.material_of_unit(month, &unit.unit, today);
        return (None, material.map(|material| material.source));
    }
    let of = Made {
        kind: Kind::Summary,
        month,
        lang: state.display.lang,
        today,
    };
    (made_of(state, of), None)
}

fn one(state: &State, key: SummaryKey, made: [Vec<String>; 4]) -> One {
    let device = state.device.get();
    let unit = device.units.iter().find(|unit| unit.id == key.unit);
    let me = device.meta.me.as_ref().map(|me| &me.unit);
    let name = unit.or(me.filter(|unit| unit.id == key.unit));
    One {
        name: name.map_or_else(|| key.unit.clone(), |unit| unit.name.clone()),
        held: device.summary(&key),
        made,
        key,
    }
}
