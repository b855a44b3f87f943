//! Projects of a month, looked at once, and added up by any dimensions.

use std::collections::BTreeMap;

use super::ranks::Ranks;
use super::tally::Tally;
use super::{Basis, Bundles, Dimension, Item, Summary};
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::progress::{elapsed, planned};

/// What the totals of a month are made of, whatever they are divided by.
pub struct Totals<'a, 'p> {
    month: Month,
    profile: &'p Profile,
    /// What each project brings, to the group of one row or of two.
    shares: Vec<(&'a PlanRow, Tally<'a>)>,
    ranks: BTreeMap<Dimension, Ranks>,
}

impl<'a, 'p> Totals<'a, 'p> {
    /// Projects that are not in the plan in `month` are left out. The order of `items` does not matter.
    pub fn of(
        items: impl IntoIterator<Item = Item<'a>>,
        month: Month,
        profile: &'p Profile,
    ) -> Self {
        let items: Vec<Item<'a>> = items.into_iter().collect();
        let bundles = Bundles::of(&items, month);
        let mut shares = Vec::with_capacity(items.len());
        for item in &items {
            // A part stands where its bundle does.
            let bundle = bundles.of_part(item);
            let row = bundle.map_or(item.plan, |bundle| bundle.plan);
            if item.has_left || item.plan.is_in_plan(month) {
                let state = bundles.state(item);
                let share = Tally::of(item, row, bundle.is_some(), state, month);
                shares.push((row, share));
            }
            let opened = bundle.map_or(item.opening, |bundle| bundle.opening);
            if let Some(opened) = opened.filter(|row| planned(row).is_some()) {
                let share = Tally::of_opening(item, opened, bundle.is_some(), month);
                shares.push((opened, share));
            }
        }
        Self {
            month,
            profile,
            shares,
            ranks: BTreeMap::new(),
        }
    }

    /// 合计, and by each of `by` within the one before, with subtotals at each level.
    pub fn by(&mut self, by: &[Dimension]) -> Summary {
        for dimension in by {
            let rows = self.shares.iter().map(|(row, _)| *row);
            let ranks = || Ranks::new(rows, *dimension, self.profile);
            self.ranks.entry(*dimension).or_insert_with(ranks);
        }
        let ranks: Vec<&Ranks> = by.iter().filter_map(|it| self.ranks.get(it)).collect();
        let elapsed = elapsed(self.month);
        let lines = groups(&self.shares, &ranks).into_iter().map(|group| {
            let keys = by.iter().take(group.depth);
            let key = |it: &Dimension| Some(it.key(group.member?, self.profile));
            group.tally.finish(keys.filter_map(key).collect(), elapsed)
        });
        Summary {
            month: self.month,
            basis: Basis::Provisional,
            by: by.to_vec(),
            elapsed,
            lines: lines.collect(),
        }
    }
}

/// A group while it is being added up.
#[derive(Default)]
struct Group<'a> {
    /// By how many dimensions it is divided off.
    depth: usize,
    /// Any of its rows: it knows the group's keys.
    member: Option<&'a PlanRow>,
    tally: Tally<'a>,
}

/// The groups in their order, each before its parts. A project is added where it stands deepest, and a
/// group to the one around it once it is whole.
fn groups<'a>(shares: &[(&'a PlanRow, Tally<'a>)], ranks: &[&Ranks]) -> Vec<Group<'a>> {
    let mut places: Vec<usize> = (0..shares.len()).collect();
    for ranks in ranks.iter().rev() {
        places = ranks.ordered(&places);
    }
    let mut groups = vec![Group::default()];
    // those around the place that is being looked at, the outermost first
    let mut open = vec![0];
    let mut last = None;
    for at in places {
        let is_same = |ranks: &&&Ranks| last.is_some_and(|last| ranks.are_same(last, at));
        close(
            &mut groups,
            &mut open,
            ranks.iter().take_while(is_same).count(),
        );
        let (row, share) = &shares[at];
        for depth in open.len()..=ranks.len() {
            open.push(groups.len());
            groups.push(Group {
                depth,
                member: Some(row),
                tally: Tally::default(),
            });
        }
        if let Some(group) = open.last().and_then(|group| groups.get_mut(*group)) {
            group.tally.merge(share);
        }
        last = Some(at);
    }
    close(&mut groups, &mut open, 0);
    groups
}

/// Adds those deeper than `depth` to the ones around them.
fn close(groups: &mut [Group<'_>], open: &mut Vec<usize>, depth: usize) {
    while open.len() > depth + 1
        && let Some(part) = open.pop()
        && let Some(around) = open.last()
    {
        let (before, part) = groups.split_at_mut(part);
        if let (Some(around), Some(part)) = (before.get_mut(*around), part.first()) {
            around.tally.merge(&part.tally);
        }
    }
}
