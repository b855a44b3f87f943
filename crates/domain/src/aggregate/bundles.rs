//! 打包: the parts of a bundle report, and the bundle is counted.

use std::collections::BTreeMap;

use super::Item;
use crate::period::Month;

/// The bundles among projects, and how far their parts have reported.
pub(crate) struct Bundles<'a>(BTreeMap<&'a str, Bundle<'a>>);

struct Bundle<'a> {
    item: Item<'a>,
    parts: usize,
    missing: usize,
}

/// Whether a project counts as reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reported {
    /// By its own report.
    Itself,
    /// By those of its parts: all of them.
    ByParts,
    /// Not all of its parts have reported, or it has none.
    NotByParts,
}

impl<'a> Bundles<'a> {
    /// Those that are in the plan in `month`, or have left it.
    pub(crate) fn of(items: &[Item<'a>], month: Month) -> Self {
        let mut found = BTreeMap::new();
        let is_there = |item: &&Item<'_>| item.has_left || item.plan.is_in_plan(month);
        for item in items.iter().filter(is_there) {
            if item.plan.is_bundle {
                let bundle = Bundle {
                    item: *item,
                    parts: 0,
                    missing: 0,
                };
                found.insert(item.plan.id.as_str(), bundle);
            }
        }
        if found.is_empty() {
            return Self(found);
        }
        for item in items.iter().filter(is_there).filter(|item| !item.has_left) {
            let named = item.plan.bundle.as_deref();
            if let Some(bundle) = named.and_then(|id| found.get_mut(id)) {
                bundle.parts += 1;
                bundle.missing += usize::from(item.report.is_none());
            }
        }
        Self(found)
    }

    /// The bundle that a project is a part of, if it is there: else the part counts for itself.
    pub(crate) fn of_part(&self, item: &Item<'_>) -> Option<&Item<'a>> {
        let bundle = self.0.get(item.plan.bundle.as_deref()?)?;
        Some(&bundle.item)
    }

    /// Whether a project counts as reported.
    pub(super) fn state(&self, item: &Item<'_>) -> Reported {
        match self.0.get(item.plan.id.as_str()) {
            None => Reported::Itself,
            Some(bundle) if bundle.parts > 0 && bundle.missing == 0 => Reported::ByParts,
            Some(_) => Reported::NotByParts,
        }
    }
}
