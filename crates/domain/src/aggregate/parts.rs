//! What each unit directly below somebody's own would print of itself.

use std::collections::BTreeMap;

use super::bundles::Bundles;
use super::{Item, Line, summarise};
use crate::period::Month;
use crate::profile::Profile;
use crate::units::Tree;
use crate::units::Unit;

/// The totals that the units directly below `own` come to, each with all that is below it, by
/// their identifiers; `own` itself has the projects that it leads. What is led by nobody in sight
/// comes last under the empty identifier, so that nothing of the total is missing.
///
/// A project counts where its lead unit stands, so in one part only.
pub fn parts(
    items: &[Item<'_>],
    units: &[Unit],
    own: &str,
    month: Month,
    profile: &Profile,
) -> Vec<(String, Line)> {
    let tree = Tree::of(units);
    let mut groups: BTreeMap<&str, Vec<Item<'_>>> = BTreeMap::new();
    let bundles = Bundles::of(items, month);
    let counts =
        |item: &&Item<'_>| item.has_left || item.opening.is_some() || item.plan.is_in_plan(month);
    for item in items.iter().filter(counts) {
        let bundle = bundles.of_part(item);
        let row = bundle.map_or(item.plan, |bundle| bundle.plan);
        let lead = row.lead_unit().unwrap_or_default();
        let part = tree.towards(own, lead).unwrap_or_default();
        groups.entry(part).or_default().push(*item);
    }
    let nobody = groups.remove_entry("");
    let groups = groups.into_iter().chain(nobody);
    groups
        .filter_map(|(unit, items)| {
            let total = summarise(items, &[], month, profile)
                .lines
                .into_iter()
                .next();
            Some((unit.to_owned(), total?))
        })
        .collect()
}
