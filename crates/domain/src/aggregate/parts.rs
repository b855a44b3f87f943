//! What each unit directly below somebody's own would print of itself.

use std::collections::BTreeMap;

use super::{Item, Line, summarise};
use crate::order::Gather;
use crate::period::Month;
use crate::profile::Profile;
use crate::wire::v1::Unit;

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
    let parents: BTreeMap<&str, Option<&str>> = (units.iter())
        .map(|unit| (unit.id.as_str(), unit.parent.as_deref()))
        .into_map();
    let mut groups: BTreeMap<&str, Vec<Item<'_>>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.plan.is_in_plan(month)) {
        let lead = item.plan.lead_unit().unwrap_or_default();
        let part = below(lead, own, &parents);
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

/// The unit on the way from `unit` up to `own` that stands directly below it.
fn below<'a>(unit: &'a str, own: &str, parents: &BTreeMap<&str, Option<&'a str>>) -> &'a str {
    let mut at = unit;
    // a chain is no longer than there are units, even if one stands above itself
    for _ in 0..=parents.len() {
        match parents.get(at) {
            _ if at == own => return at,
            Some(Some(parent)) if *parent == own => return at,
            Some(Some(parent)) => at = parent,
            Some(None) | None => break,
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_belongs_to_the_one_directly_below() {
        let parents: BTreeMap<&str, Option<&str>> = [
            ("city", None),
            ("county", Some("city")),
            ("bureau", Some("county")),
            ("round", Some("about")),
            ("about", Some("round")),
        ]
        .into();
        for (unit, own, part) in [
            ("bureau", "city", "county"),
            ("county", "city", "county"),
            ("city", "city", "city"),
            ("bureau", "county", "bureau"),
            ("county", "county", "county"),
            ("city", "county", ""),
            ("round", "city", ""),
            ("unheard", "city", ""),
            ("", "city", ""),
        ] {
            assert_eq!(below(unit, own, &parents), part, "{unit} under {own}");
        }
    }
}
