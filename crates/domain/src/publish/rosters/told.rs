//! What a project has told last: in the month, or before where its report of the month is missing.

use crate::aggregate::Item;
use crate::crossfoot::CARRIED_MARK;
use crate::period::Month;
use crate::publish::document::Row;
use crate::publish::entries::Entry;
use crate::publish::{Cell, Source, Status};
use crate::report::Report;
use crate::text::Lang;

/// A project with its newest report of the year, and whether that is of an earlier month.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) item: Item<'a>,
    pub(super) report: &'a Report,
    /// The earlier month.
    pub(super) carried: Option<Month>,
}

impl<'a> Told<'a> {
    pub(super) fn of(source: &'a Source, item: Item<'a>) -> Option<Self> {
        let told = |report, carried| Self {
            item,
            report,
            carried,
        };
        if let Some(report) = item.report {
            return Some(told(report, None));
        }
        // an edition carries no more of an earlier report than what was invested, started and completed
        let is_whole = source.status == Status::Provisional;
        let earlier = item.so_far(source.month).filter(|_| is_whole);
        let earlier = earlier.or_else(|| before(source, &item.plan.id));
        earlier.map(|(report, month)| told(report, Some(month)))
    }

    /// Every project of these entries that `is` says, and the parts of bundles.
    pub(super) fn all(
        source: &'a Source,
        placed: &[Entry<'a>],
        is: impl Fn(&Report) -> bool,
    ) -> Vec<Self> {
        let items = placed.iter().flat_map(Entry::items);
        let told = items.filter_map(|item| Self::of(source, item));
        told.filter(|one| is(one.report)).collect()
    }

    pub(super) const fn mark(&self) -> &'static str {
        if self.carried.is_some() {
            CARRIED_MARK
        } else {
            ""
        }
    }

    /// Says what is to be said of it, and that it is of an earlier month.
    pub(super) fn put_state(&self, row: &mut Row, said: Vec<String>, lang: Lang) {
        let carried = self.carried.map(|month| match lang {
            Lang::Zh => format!("本月未报，按{}月月报", month.number()),
            Lang::En => format!("not reported this month: as of {month}"),
        });
        let said: Vec<String> = said.into_iter().chain(carried).collect();
        let between = match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        };
        row.put("state", Cell::text(said.join(between)));
    }
}

/// What the months before say of a project.
fn before<'a>(source: &'a Source, id: &str) -> Option<(&'a Report, Month)> {
    source.year().skip(1).find_map(|source| {
        let own = source.projects.iter().find(|one| one.plan.id == id)?;
        Some((own.report.as_ref()?, source.month))
    })
}
