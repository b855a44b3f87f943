//! 走访 of projects in the month and in the half year so far, where the profile asks for them.

use super::Maker;
use crate::order::Order;
use crate::period::{Date, Month, show_day};
use crate::publish::document::{Column, Row};
use crate::publish::entries::Entry;
use crate::publish::figures::head;
use crate::publish::{Cell, Source};
use crate::report::Visit;
use crate::text::{Lang, words};

/// See the module.
pub(super) struct Visited<'a> {
    source: &'a Source,
    is_asked: bool,
    listed: usize,
    /// The projects that nobody has visited in the month.
    without: Vec<String>,
}

impl<'a> Visited<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            source,
            is_asked: source.profile.visits.is_some(),
            listed: 0,
            without: Vec::new(),
        }
    }

    /// Puts the visits of a project, or of a bundle and its parts, into its row.
    pub(super) fn put(&mut self, row: &mut Row, entry: &Entry<'_>) {
        if !self.is_asked {
            return;
        }
        let all = self.told(entry);
        let is_now = |day: Date| Month::of(day) == Some(self.source.month);
        let (now, earlier): (Vec<_>, Vec<_>) = all.iter().partition(|(day, _)| is_now(*day));
        self.listed += 1;
        if now.is_empty() {
            self.without.push(entry.item.plan.name.clone());
        }
        row.put("visit_day", days(&now));
        let each = |say: fn(&Visit) -> String| {
            let said = now.iter().map(|(_, visit)| say(visit));
            let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
            Cell::text(said.join("；"))
        };
        row.put(
            "visited_by",
            each(|visit| visit.visitor.clone().unwrap_or_default()),
        );
        row.put("visit_matter", each(matter));
        let before = earlier.iter().map(|(day, visit)| {
            let by = visit.visitor.as_deref().unwrap_or_default();
            format!("{} {by}", show_day(*day))
        });
        let before: Vec<String> = before.collect();
        row.put("visits_before", Cell::text(before.join("；")));
        row.put("visits", Cell::count(all.len()));
    }

    /// The visits of the half year up to the end of the month, each once however many reports tell of it.
    fn told(&self, entry: &Entry<'_>) -> Vec<(Date, &'a Visit)> {
        let ids: Vec<&str> = entry.items().map(|item| item.plan.id.as_str()).collect();
        let end = self.source.month.last_day();
        let begin = Month::new(end.year(), if end.month() > 6 { 7 } else { 1 });
        let begin = begin.map_or(end, Month::first_day);
        let mut told: Vec<(&str, Date, &'a Visit)> = Vec::new();
        for source in self
            .source
            .year()
            .filter(|one| one.month.last_day() >= begin)
        {
            let own = source.projects.iter();
            for project in own.filter(|one| ids.contains(&one.plan.id.as_str())) {
                let visits = project.report.iter().flat_map(|report| &report.visits);
                for visit in visits {
                    let Some(day) = visit.day.filter(|day| (begin..=end).contains(day)) else {
                        continue;
                    };
                    let id = project.plan.id.as_str();
                    let is_known = |one: &(&str, Date, &Visit)| {
                        (one.0, one.1, &one.2.visitor) == (id, day, &visit.visitor)
                    };
                    if !told.iter().any(is_known) {
                        told.push((id, day, visit));
                    }
                }
            }
        }
        told.order_by(|a, b| a.1.cmp(&b.1));
        told.into_iter()
            .map(|(_, day, visit)| (day, visit))
            .collect()
    }

    pub(super) fn columns(&self, maker: &Maker<'_>) -> Vec<Column> {
        if !self.is_asked {
            return Vec::new();
        }
        let visits = words("本半年走访次数", "Visits in the half year");
        vec![
            maker.words("visit_day", words("本月走访", "Visited this month"), 6),
            maker.words("visited_by", words("走访领导", "By"), 7),
            maker.words(
                "visit_matter",
                words(
                    "反映事项及落实情况",
                    "What was raised, and what became of it",
                ),
                14,
            ),
            maker.words(
                "visits_before",
                words("本半年以前走访", "Earlier in the half year"),
                9,
            ),
            head("visits", visits.get(maker.lang), "", Some(0), 4),
        ]
    }

    /// Who was not visited in the month.
    pub(super) fn note(&self, lang: Lang) -> Option<String> {
        let (count, names) = (self.without.len(), &self.without);
        (self.is_asked && self.listed > 0).then(|| match (lang, count) {
            (Lang::Zh, 0) => "本月均已走访。".to_owned(),
            (Lang::En, 0) => "All of them were visited this month.".to_owned(),
            (Lang::Zh, _) => format!("本月未走访{count}项：{}。", names.join("、")),
            (Lang::En, _) => format!("Not visited this month ({count}): {}.", names.join(", ")),
        })
    }
}

/// The day, or the days one after the other.
fn days(visits: &[&(Date, &Visit)]) -> Cell {
    if let [(day, _)] = visits {
        return Cell::day(Some(*day));
    }
    let days: Vec<String> = visits.iter().map(|(day, _)| show_day(*day)).collect();
    Cell::text(days.join("；"))
}

/// What was raised, and behind it what became of it.
fn matter(visit: &Visit) -> String {
    let said = [&visit.matter, &visit.outcome].into_iter().flatten();
    let said: Vec<&str> = said.map(String::as_str).collect();
    said.join("——")
}
