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
    /// The rows to whose groups projects bring something; each to one or two.
    rows: Vec<&'a PlanRow>,
    /// What is brought to the group of each.
    shares: Vec<Tally<'a>>,
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
        let mut rows = Vec::with_capacity(items.len());
        let mut shares = Vec::with_capacity(items.len());
        for item in &items {
            // A part stands where its bundle does.
            let bundle = bundles.of_part(item);
            let row = bundle.map_or(item.plan, |bundle| bundle.plan);
            if item.has_left || item.plan.is_in_plan(month) {
                let state = bundles.state(item);
                rows.push(row);
                shares.push(Tally::of(item, row, bundle.is_some(), state, month));
            }
            let opened = bundle.map_or(item.opening, |bundle| bundle.opening);
            if let Some(opened) = opened.filter(|row| planned(row).is_some()) {
                rows.push(opened);
                shares.push(Tally::of_opening(item, opened, bundle.is_some(), month));
            }
        }
        Self {
            month,
            profile,
            rows,
            shares,
            ranks: BTreeMap::new(),
        }
    }

    /// 合计, and by each of `by` within the one before, with subtotals at each level.
    pub fn by(&mut self, by: &[Dimension]) -> Summary {
        for dimension in by {
            let ranks = || Ranks::new(&self.rows, *dimension, self.profile);
            self.ranks.entry(*dimension).or_insert_with(ranks);
        }
        let ranks: Vec<&Ranks> = by.iter().filter_map(|it| self.ranks.get(it)).collect();
        let elapsed = elapsed(self.month);
        let groups = added(&self.rows, &self.shares, &ranks);
        let lines = groups.into_iter().map(|group| {
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
    /// The one that it is a part of, which stands before it.
    around: usize,
    /// Any of its rows: it knows the group's keys.
    member: Option<&'a PlanRow>,
    tally: Tally<'a>,
}

/// The groups in their order, each before its parts. A project is added where it stands deepest, and a
/// group to the one around it once it is whole.
fn added<'a>(rows: &[&'a PlanRow], shares: &[Tally<'a>], ranks: &[&Ranks]) -> Vec<Group<'a>> {
    let (mut groups, places) = groups(rows, ranks);
    for (share, place) in shares.iter().zip(places) {
        if let Some(group) = groups.get_mut(place) {
            group.tally.merge(share);
        }
    }
    for at in (1..groups.len()).rev() {
        let (before, parts) = groups.split_at_mut(at);
        if let Some(part) = parts.first()
            && let Some(around) = before.get_mut(part.around)
        {
            around.tally.merge(&part.tally);
        }
    }
    groups
}

/// The groups before anything is added, and for each row the place of the deepest that it stands in.
fn groups<'a>(rows: &[&'a PlanRow], ranks: &[&Ranks]) -> (Vec<Group<'a>>, Vec<usize>) {
    let mut ordered: Vec<usize> = (0..rows.len()).collect();
    for ranks in ranks.iter().rev() {
        ordered = ranks.ordered(&ordered);
    }
    let mut groups = vec![Group::default()];
    let mut places = vec![0; rows.len()];
    // those around the row that is being looked at, the outermost first
    let mut open = vec![0];
    let mut last = None;
    for at in ordered {
        let is_same = |ranks: &&&Ranks| last.is_some_and(|last| ranks.are_same(last, at));
        open.truncate(1 + ranks.iter().take_while(is_same).count());
        let mut around = open.last().copied().unwrap_or_default();
        while open.len() <= ranks.len() {
            groups.push(Group {
                depth: open.len(),
                around,
                member: Some(rows[at]),
                tally: Tally::default(),
            });
            around = groups.len() - 1;
            open.push(around);
        }
        places[at] = around;
        last = Some(at);
    }
    (groups, places)
}
