//! The tree of units (单位): who stands above whom.

use std::collections::BTreeMap;

use crate::order::Gather;
use crate::wire::v1::Unit;

/// Each unit's identifier with that of the unit above it. What is said wrongly, a unit above itself
/// or one that is not there, ends a way and does no other harm.
#[derive(Debug, Clone)]
pub struct Tree<'a>(BTreeMap<&'a str, Option<&'a str>>);

impl<'a> Tree<'a> {
    /// The tree of these units.
    pub fn of(units: &'a [Unit]) -> Self {
        let units = units.iter();
        Self(
            units
                .map(|unit| (unit.id.as_str(), unit.parent.as_deref()))
                .into_map(),
        )
    }

    /// Every unit, by identifier.
    pub fn units(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// The unit directly below `top` on the way down to `unit`; `top` itself if it is `unit`, and
    /// `None` if that does not stand below it.
    pub fn towards<'b>(&self, top: &str, unit: &'b str) -> Option<&'b str>
    where
        'a: 'b,
    {
        let mut at = unit;
        // a way is no longer than there are units, even if one stands above itself
        for _ in 0..=self.0.len() {
            match self.0.get(at) {
                _ if at == top => return Some(at),
                Some(Some(parent)) if *parent == top => return Some(at),
                Some(Some(parent)) => at = parent,
                Some(None) | None => break,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_belongs_to_the_one_directly_below() {
        let units = [
            ("city", None),
            ("county", Some("city")),
            ("bureau", Some("county")),
            ("round", Some("about")),
            ("about", Some("round")),
        ];
        let units = units.map(|(id, parent)| Unit {
            id: id.to_owned(),
            name: id.to_owned(),
            parent: parent.map(str::to_owned),
        });
        let tree = Tree::of(&units);
        for (unit, top, part) in [
            ("bureau", "city", Some("county")),
            ("county", "city", Some("county")),
            ("city", "city", Some("city")),
            ("bureau", "county", Some("bureau")),
            ("county", "county", Some("county")),
            ("city", "county", None),
            ("round", "city", None),
            ("round", "about", Some("round")),
            ("unheard", "city", None),
            ("", "city", None),
        ] {
            assert_eq!(tree.towards(top, unit), part, "{unit} under {top}");
        }
    }
}
