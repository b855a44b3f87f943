//! The sentences of the bulletin, with their figures.

use rust_decimal::Decimal;

use super::lists::{List, Ranked};
use crate::aggregate::{Item, summarise};
use crate::money::{Money, printed};
use crate::profile::publication::sentence::{
    COMPLETIONS, EARLY_COMPLETIONS, LEADING, OVERALL, RISING, STARTS, TRAILING, UNPLANNED,
};
use crate::progress::elapsed;
use crate::publish::Source;
use crate::publish::figures::Figures;
use crate::publish::measured::Measured;
use crate::publish::ranking::Move;
use crate::publish::starts::{Event, Tally};
use crate::text::{Lang, words};

/// 后三位 are named in lists of so many, or more.
const MANY: usize = 6;

/// A figure of a sentence by its name.
type Figure = (&'static str, String);

/// 总体: what is completed, then starts, then completions, as far as there are any.
pub(in crate::publish) fn overall(
    source: &Source,
    items: &[Item<'_>],
    figures: Figures,
    lang: Lang,
) -> impl Iterator<Item = String> + use<> {
    let summary = summarise(items.iter().copied(), &[], source.month, &source.profile);
    let line = summary.lines.into_iter().next().unwrap_or_default();
    let measured = Measured::of(&line, source.profile.first_basis);
    let starts = Tally::of(Event::Start, items.iter().copied(), source.month);
    let done = Tally::of(Event::Completion, items.iter().copied(), source.month);
    let percent = |value: Option<Decimal>| figures.percent(value).shown;
    let amount = |value: Option<Money>| figures.amount(value).shown;
    let mut said = vec![
        ("month", source.month.number().to_string()),
        ("count", line.count.to_string()),
        ("plan", amount(measured.plan)),
        ("done", amount(Some(measured.done.unwrap_or(Money::ZERO)))),
        ("completion", percent(measured.completion)),
        ("elapsed", percent(Some(elapsed(source.month)))),
        ("gap", gap(measured.gap, figures.print.percent_places, lang)),
        ("started", starts.actual().to_string()),
    ];
    said.extend(counts(starts));
    let first = if measured.completion.is_some() {
        &OVERALL
    } else {
        &UNPLANNED
    };
    let mut told = vec![source.say(first, &said, lang)];
    if starts.due > 0 && starts.planned > 0 {
        let mut said = vec![("started", starts.actual().to_string())];
        said.extend(counts(starts));
        said.extend(rates(starts, figures));
        told.push(source.say(&STARTS, &said, lang));
    }
    if done.due > 0 || done.actual() > 0 {
        let mut said = vec![("completed", done.actual().to_string())];
        said.extend(counts(done));
        said.extend(rates(done, figures));
        let sentence = if done.due > 0 {
            &COMPLETIONS
        } else {
            &EARLY_COMPLETIONS
        };
        told.push(source.say(sentence, &said, lang));
    }
    told.into_iter()
}

fn counts(tally: Tally) -> [Figure; 4] {
    [
        ("planned", tally.planned.to_string()),
        ("due", tally.due.to_string()),
        ("early", tally.early.to_string()),
        ("missed", tally.missed.to_string()),
    ]
}

fn rates(tally: Tally, figures: Figures) -> [Figure; 2] {
    [
        ("of_due", figures.percent(tally.of_due()).shown),
        ("of_planned", figures.percent(tally.of_planned()).shown),
    ]
}

/// 高于序时进度2.9个百分点; a gap that is printed as 0.0 is none.
fn gap(gap: Option<Decimal>, places: u32, lang: Lang) -> String {
    let gap = printed(gap.unwrap_or_default(), places);
    let by = gap.abs();
    match (gap.is_zero(), gap.is_sign_negative(), lang) {
        (true, _, _) => words("与序时进度持平", "level with the schedule")
            .get(lang)
            .to_owned(),
        (_, false, Lang::Zh) => format!("高于序时进度{by}个百分点"),
        (_, true, Lang::Zh) => format!("低于序时进度{by}个百分点"),
        (_, false, Lang::En) => format!("{by} points ahead of the schedule"),
        (_, true, Lang::En) => format!("{by} points behind the schedule"),
    }
}

/// Who of a list is ahead, who has risen most, who comes last. Nothing is said where all are equal.
pub(in crate::publish) fn of_list(source: &Source, list: &List, lang: Lang) -> String {
    let ranked: Vec<&Ranked> = list.rows.iter().filter(|row| row.rank.is_some()).collect();
    let lowest = ranked.last().and_then(|row| row.rank);
    if lowest.is_none_or(|rank| rank == 1) {
        return String::new();
    }
    let most = 3.min(ranked.len() / 2).max(1);
    let leading = ranked
        .iter()
        .filter(|row| row.rank.is_some_and(|rank| rank <= most));
    let leading = named(leading.map(|row| row.name.clone()), lang);
    let risers = named(risers(&ranked, lang), lang);
    let from = (ranked.len() >= MANY).then(|| ranked.len() - 3);
    let border = from.and_then(|at| ranked.get(at)?.rank);
    let trailing = ranked
        .iter()
        .filter(|row| border.is_some_and(|border| row.rank >= Some(border)));
    let trailing = named(trailing.map(|row| row.name.clone()), lang);
    [
        (&LEADING, leading),
        (&RISING, risers),
        (&TRAILING, trailing),
    ]
    .into_iter()
    .filter(|(_, units)| !units.is_empty())
    .map(|(sentence, units)| {
        let said = [("list", list.title.clone()), ("units", units)];
        source.say(sentence, &said, lang)
    })
    .collect::<Vec<_>>()
    .join(words("", " ").get(lang))
}

/// Those who have risen by most places, each with its ranks.
fn risers(ranked: &[&Ranked], lang: Lang) -> impl Iterator<Item = String> {
    let rise = |row: &Ranked| match row.moved {
        Move::Up(by) => by,
        _ => 0,
    };
    let most = ranked.iter().map(|row| rise(row)).max().unwrap_or(0);
    let told = ranked
        .iter()
        .filter(move |row| most > 0 && rise(row) == most);
    let told = told.filter_map(move |row| {
        let (before, now, name) = (row.before?, row.rank?, &row.name);
        Some(match lang {
            Lang::Zh => format!("{name}（第{before}升至第{now}位）"),
            Lang::En => format!("{name} (from {before} to {now})"),
        })
    });
    told.collect::<Vec<_>>().into_iter()
}

fn named(names: impl Iterator<Item = String>, lang: Lang) -> String {
    names.collect::<Vec<_>>().join(words("、", ", ").get(lang))
}
