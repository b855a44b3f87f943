//! The tree of units (单位): who stands above whom.

use serde::{Deserialize, Serialize};

use crate::order::Order;

/// A unit (单位). Units form a tree: the units of a county stand below its coordinator's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Stable identifier.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// The unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The area that it coordinates, by the code that plan rows have: whoever coordinates there sees
    /// every project in it. Others may have one, to which nothing follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
}

/// The units, by identifier. What is said wrongly, a unit above itself or one that is not there, ends
/// a way and does no other harm.
#[derive(Debug, Clone)]
pub struct Tree<'a>(Vec<&'a Unit>);

impl<'a> Tree<'a> {
    /// The tree of these units.
    pub fn of(units: &'a [Unit]) -> Self {
        let mut units: Vec<&Unit> = units.iter().collect();
        units.order_by(|a, b| a.id.cmp(&b.id));
        Self(units)
    }

    /// Every unit, by identifier.
    pub fn units(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|unit| unit.id.as_str())
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
            if at == top {
                return Some(at);
            }
            match self.parent(at)? {
                parent if parent == top => return Some(at),
                parent => at = parent,
            }
        }
        None
    }

    /// The units above one, nearest first; those of a circle may be told more than once.
    pub fn above(&self, unit: &str) -> impl Iterator<Item = &'a str> {
        let most = self.0.len();
        let ways = std::iter::successors(self.parent(unit), |at| self.parent(at));
        ways.take(most)
    }

    /// The units of an area.
    pub fn in_area(&self, area: &str) -> impl Iterator<Item = &'a str> {
        let there = move |unit: &&&Unit| unit.area.as_deref() == Some(area);
        self.0.iter().filter(there).map(|unit| unit.id.as_str())
    }

    fn parent(&self, unit: &str) -> Option<&'a str> {
        let at = self.0.binary_search_by(|known| known.id.as_str().cmp(unit));
        self.0[at.ok()?].parent.as_deref()
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
            area: None,
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
