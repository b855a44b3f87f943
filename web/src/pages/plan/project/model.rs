//! One project's plan as data: the row of the month, and every version with what it changed.

use yuebao_domain::period::{Month, show_day};
use yuebao_domain::plan::{PlanBook, PlanVersion};
use yuebao_domain::text::Words;

use crate::pages::plan::value::{self, Changed, Fact};
use crate::state::State;
use crate::text::plan as text;

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) month: Month,
    /// Whether it is in the plan in the month.
    pub(crate) is_in_plan: bool,
    /// What its row says in the month.
    pub(crate) facts: Vec<Fact>,
    /// The last month that is closed for it.
    pub(crate) closed_through: Option<Month>,
    /// Every version, the one that counts latest first.
    pub(crate) versions: Vec<Version>,
    /// What differs between the two versions that are compared.
    pub(crate) compared: Option<Vec<Changed>>,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) number: u32,
    pub(crate) change: Words,
    pub(crate) from: Month,
    pub(crate) span: Span,
    /// Whether it is the one that counts in the month that is shown.
    pub(crate) counts: bool,
    /// Document, batch, approver, reason, cause, as far as they are known.
    pub(crate) said: Vec<Fact>,
    /// Who adopted it; empty where that is not known.
    pub(crate) by: String,
    /// When, RFC 3339; empty where that is not known.
    pub(crate) at: String,
    /// What it changed; `None` for the first.
    pub(crate) changed: Option<Vec<Changed>>,
}

/// For how long a version counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// From its month on.
    On,
    /// To this month.
    To(Month),
    /// For none: this later version begins with the same month.
    Replaced(u32),
}

/// The page; `None` for a project that is not on this device.
pub(crate) fn model(state: &State, project: &str) -> Option<Model> {
    let device = state.device.get();
    let month = state.screen.month?;
    let row = device.plan_at(project, month)?;
    let book = device.book(project);
    let mut versions: Vec<&PlanVersion> = book.versions().iter().collect();
    versions = in_time(versions);
    versions.reverse();
    Some(Model {
        id: project.to_owned(),
        name: row.name.clone(),
        month,
        is_in_plan: device.is_in_plan(project, month),
        facts: value::facts(state, row),
        closed_through: device.closed_through(project),
        versions: (versions.into_iter())
            .map(|one| version(state, &book, one, month))
            .collect(),
        compared: compared(state, &book),
    })
}

fn in_time(mut versions: Vec<&PlanVersion>) -> Vec<&PlanVersion> {
    use yuebao_domain::order::Order;
    versions.order_by_key(|one| (one.valid_from, one.number));
    versions
}

fn version(state: &State, book: &PlanBook, version: &PlanVersion, month: Month) -> Version {
    let governs = book.governing(month);
    let before = before(book, version);
    Version {
        number: version.number,
        change: version.change.label(),
        from: version.valid_from,
        span: span(book, version),
        counts: governs.is_some_and(|one| one.number == version.number),
        said: said(state, version),
        by: version.by.clone(),
        at: version.at.as_str().to_owned(),
        changed: before.map(|before| value::changed(state, &before.row, &version.row)),
    }
}

/// The version that it took the place of: the one that counted then, as far as it was adopted before.
fn before<'a>(book: &'a PlanBook, version: &PlanVersion) -> Option<&'a PlanVersion> {
    let earlier = book.versions().iter();
    let earlier = earlier.filter(|one| one.number < version.number);
    let begun = earlier
        .clone()
        .filter(|one| one.valid_from <= version.valid_from);
    let governing = begun.max_by_key(|one| (one.valid_from, one.number));
    governing.or_else(|| earlier.min_by_key(|one| (one.valid_from, one.number)))
}

fn span(book: &PlanBook, version: &PlanVersion) -> Span {
    let others = book.versions().iter();
    let mut same =
        others.filter(|one| one.valid_from == version.valid_from && one.number > version.number);
    if let Some(other) = same.next() {
        return Span::Replaced(other.number);
    }
    match book.reach(version.valid_from) {
        (_, Some(to)) => Span::To(to),
        (_, None) => Span::On,
    }
}

/// What is told of the decision behind a version.
fn said(state: &State, version: &PlanVersion) -> Vec<Fact> {
    let lang = state.display.lang;
    let cause = version
        .cause
        .map(|cause| cause.label().get(lang).to_owned());
    let day = version.row.exit_day.filter(|_| version.cause.is_some());
    let said = [
        (text::DOCUMENT, version.document.clone()),
        (text::BATCH, version.batch.clone()),
        (text::APPROVER, version.approver.clone()),
        (text::CAUSE, cause),
        (text::EXIT_DAY, day.map(show_day)),
        (text::REASON, version.reason.clone()),
    ];
    let said = said.into_iter();
    said.filter_map(|(label, text)| Some((label.get(lang).to_owned(), text?)))
        .collect()
}

fn compared(state: &State, book: &PlanBook) -> Option<Vec<Changed>> {
    let (one, other) = state.plan.compared?;
    let row = |number: u32| {
        let mut versions = book.versions().iter();
        let version = versions.find(|one| one.number == number);
        version.map(|version| &version.row)
    };
    Some(value::changed(state, row(one)?, row(other)?))
}
