//! Which projects stand in tables of projects, and in which order.

use super::Source;
use crate::aggregate::Dimension;
use crate::aggregate::{Bundles, Item, Key};
use crate::order::Order;
use crate::profile::Profile;

/// A project of a table, with the parts of a bundle.
pub(super) struct Entry<'a> {
    pub(super) item: Item<'a>,
    pub(super) parts: Vec<Item<'a>>,
}

impl<'a> Entry<'a> {
    /// The project and its parts.
    pub(super) fn items(&self) -> impl Iterator<Item = Item<'a>> {
        std::iter::once(self.item).chain(self.parts.iter().copied())
    }

    /// Whether it stands in the group of this path of nature and category.
    pub(super) fn is_in(&self, path: &[Key], profile: &Profile) -> bool {
        let by = [Dimension::Nature, Dimension::Category];
        let own = by.iter().zip(path);
        own.into_iter()
            .all(|(dimension, key)| dimension.key(self.item.plan, profile) == *key)
    }
}

/// The 实施项目 and the 预备 of the month, each by area as the profile lists them, then by identifier.
pub(super) fn entries<'a>(items: &[Item<'a>], source: &Source) -> (Vec<Entry<'a>>, Vec<Entry<'a>>) {
    let bundles = Bundles::of(items, source.month);
    let is_there = |item: &&Item<'a>| !item.has_left && item.plan.is_in_plan(source.month);
    // what the plan was at the beginning of the year is in no column
    let placed = items.iter().filter(is_there).map(|item| Item {
        opening: None,
        ..*item
    });
    let mut own: Vec<Entry<'a>> = Vec::new();
    let mut parts: Vec<(&'a str, Item<'a>)> = Vec::new();
    for item in placed {
        match bundles.of_part(&item) {
            Some(bundle) => parts.push((&bundle.plan.id, item)),
            None => own.push(Entry {
                item,
                parts: Vec::new(),
            }),
        }
    }
    for (bundle, item) in parts {
        if let Some(entry) = own.iter_mut().find(|entry| entry.item.plan.id == bundle) {
            entry.parts.push(item);
        }
    }
    let areas = &source.profile.areas;
    let place = |entry: &Entry<'_>| {
        let listed = areas
            .iter()
            .position(|area| area.code == entry.item.plan.area);
        listed.unwrap_or(usize::MAX)
    };
    own.order_by(|a, b| {
        let by_area = place(a).cmp(&place(b));
        by_area.then_with(|| a.item.plan.id.cmp(&b.item.plan.id))
    });
    let is_placed = |entry: &Entry<'_>| entry.item.plan.nature.is_implementing();
    own.into_iter().partition(is_placed)
}
