//! Who is ranked in which list, and where everybody stands.

use std::collections::BTreeMap;

use crate::aggregate::{Bundles, Dimension, Item, Key, Line, summarise};
use crate::order::Gather;
use crate::plan::PlanRow;
use crate::profile::RankedList;
use crate::publish::Source;
use crate::publish::measured::Measured;
use crate::publish::ranking::{Move, moved, ranking};
use crate::text::Lang;

/// A list with everybody's place in it.
pub(in crate::publish) struct List {
    pub(in crate::publish) title: String,
    pub(in crate::publish) total: Line,
    pub(in crate::publish) measured: Measured,
    /// By rank.
    pub(in crate::publish) rows: Vec<Ranked>,
    codes: Vec<String>,
    by: Dimension,
}

/// An area or a unit in its list.
pub(in crate::publish) struct Ranked {
    pub(in crate::publish) key: Key,
    pub(in crate::publish) name: String,
    pub(in crate::publish) count: usize,
    pub(in crate::publish) measured: Measured,
    pub(in crate::publish) rank: Option<usize>,
    pub(in crate::publish) before: Option<usize>,
    pub(in crate::publish) moved: Move,
}

impl List {
    /// The projects of one row of it.
    pub(in crate::publish) fn items_of<'a>(
        &self,
        row: &Ranked,
        items: &[Item<'a>],
        source: &Source,
    ) -> Vec<Item<'a>> {
        let own = in_areas(items, &self.codes, source);
        let own = own.into_iter();
        own.filter(|(_, plan)| self.by.key(plan, &source.profile) == row.key)
            .map(|(item, _)| item)
            .collect()
    }
}

/// The projects of no list, where the lists do not have every area.
pub(super) fn unlisted<'a>(items: &[Item<'a>], lists: &[List], source: &Source) -> Vec<Item<'a>> {
    let mut left = items.to_vec();
    for list in lists {
        let own = in_areas(&left, &list.codes, source);
        left.retain(|item| !own.iter().any(|(it, _)| it.plan.id == item.plan.id));
    }
    left
}

/// Every list in which somebody has a project.
pub(in crate::publish) fn lists(source: &Source, lang: Lang) -> Vec<List> {
    let settled = &source.profile.publication.lists;
    let all = [RankedList {
        title: Dimension::Area.label(&source.profile, Lang::Zh).to_owned(),
        title_en: Dimension::Area.label(&source.profile, Lang::En).to_owned(),
        areas: source
            .profile
            .areas
            .iter()
            .map(|area| area.code.clone())
            .collect(),
        units: false,
    }];
    let lists = if settled.is_empty() {
        &all[..]
    } else {
        settled
    };
    let made = lists.iter().map(|list| made(source, list, lang));
    made.filter(|list| !list.rows.is_empty()).collect()
}

fn made(source: &Source, list: &RankedList, lang: Lang) -> List {
    let by = if list.units {
        Dimension::Unit
    } else {
        Dimension::Area
    };
    let before: Option<BTreeMap<Key, Option<usize>>> = source.previous.as_ref().map(|before| {
        let places = places(before, list, by).into_iter();
        places.map(|((key, _), rank)| (key, rank)).into_map()
    });
    let rows = places(source, list, by).into_iter();
    let rows = rows.map(|((key, line), rank)| {
        let then = before
            .as_ref()
            .map(|before| before.get(&key).copied().flatten());
        Ranked {
            name: match &key {
                Key::Unit(unit) if !unit.is_empty() => source.unit_name(unit).to_owned(),
                key => key.label(&source.profile, lang),
            },
            count: line.count,
            measured: Measured::of(&line, source.profile.first_basis),
            moved: moved(rank, then),
            before: then.flatten(),
            rank,
            key,
        }
    });
    let rows: Vec<Ranked> = rows
        .filter(|row| row.count > 0 || row.measured.is_held())
        .collect();
    let total = summed(source, list, &[])
        .into_iter()
        .next()
        .unwrap_or_default();
    List {
        title: match lang {
            Lang::Zh => list.title.clone(),
            Lang::En => list.title_en.clone(),
        },
        measured: Measured::of(&total, source.profile.first_basis),
        total,
        rows,
        codes: list.areas.clone(),
        by,
    }
}

/// Everybody of a list with their totals, by rank.
fn places(source: &Source, list: &RankedList, by: Dimension) -> Vec<((Key, Line), Option<usize>)> {
    let basis = source.profile.first_basis;
    let lines = summed(source, list, &[by]).into_iter();
    let ranked = lines.filter_map(|line| {
        let key = line.path.first()?.clone();
        let rate = Measured::of(&line, basis).rate();
        Some(((key, line), rate))
    });
    let places = ranking(ranked.collect()).into_iter();
    places.map(|place| (place.who, place.rank)).collect()
}

fn summed(source: &Source, list: &RankedList, by: &[Dimension]) -> Vec<Line> {
    let items = source.implementing();
    let own = in_areas(&items, &list.areas, source).into_iter();
    let own = own.map(|(item, _)| item);
    summarise(own, by, source.month, &source.profile).lines
}

/// The projects of these areas, each with the row that says where it counts.
fn in_areas<'a>(
    items: &[Item<'a>],
    codes: &[String],
    source: &Source,
) -> Vec<(Item<'a>, &'a PlanRow)> {
    let bundles = Bundles::of(items, source.month);
    let placed = items.iter().map(|item| {
        let bundle = bundles.of_part(item);
        (*item, bundle.map_or(item.plan, |bundle| bundle.plan))
    });
    placed
        .filter(|(_, plan)| codes.contains(&plan.area))
        .collect()
}
