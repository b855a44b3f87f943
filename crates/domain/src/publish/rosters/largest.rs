//! The largest by what they have completed in the half year, to be visited (钦州十条措施 四).
//!
//! From July on they are those of January to June, by the month of June as it was or stands; before, and
//! where June is not at hand, those of the year so far. Who equals the last of them is among them. They
//! stay the same until the end of the year: who has left the plan is named instead of another.

use super::Maker;
use super::visited::Visited;
use crate::aggregate::summarise;
use crate::money::Money;
use crate::order::Order;
use crate::publish::document::{Row, Table};
use crate::publish::entries::{Entry, entries};
use crate::publish::{Cell, Source};
use crate::text::{Lang, words};

/// How many are listed where the profile does not say.
const USUAL: usize = 20;

/// What a project has completed in the year by the end of a month, and the mark of what was carried.
struct Done {
    id: String,
    name: String,
    amount: Money,
    mark: &'static str,
}

impl Maker<'_> {
    pub(super) fn largest(&self) -> Table {
        let source = self.source;
        let june = source.year().find(|one| one.month.number() == 6);
        let half = june.filter(|june| june.month != source.month);
        let found = most(half.unwrap_or(source), self.most_listed());
        let now = ranked(source);
        let mut visits = Visited::of(source);
        let mut rows: Vec<Row> = Vec::new();
        let mut gone: Vec<&str> = Vec::new();
        for one in &found {
            let Some(entry) = self.own(&one.id) else {
                gone.push(&one.name);
                continue;
            };
            let mut row = self.row(rows.len() + 1, 0, entry.item);
            let total = self.figures.amount(entry.item.plan.total_investment);
            row.put("total_investment", total);
            if half.is_some() {
                row.put("half_year", self.done(Some(one)));
            }
            let this_year = now.iter().find(|now| now.id == one.id);
            row.put("year_to_date", self.done(this_year));
            visits.put(&mut row, entry);
            rows.push(row);
        }
        let mut columns =
            vec![self.amount("total_investment", words("总投资", "Total investment"))];
        columns.extend(half.map(|_| {
            let title = words("上半年完成", "Completed in the first half year");
            self.amount("half_year", title)
        }));
        let title = words("本年累计完成", "Completed this year");
        columns.push(self.amount("year_to_date", title));
        columns.extend(visits.columns(self));
        let title = match (source.profile.visits, half.is_some()) {
            (Some(_), true) => words(
                "上半年完成投资额居前项目（走访）",
                "The largest by investment completed in the first half year, to be visited",
            ),
            (Some(_), false) => words(
                "完成投资额居前项目（走访）",
                "The largest by completed investment, to be visited",
            ),
            (None, true) => words(
                "上半年完成投资额居前项目",
                "The largest by investment completed in the first half year",
            ),
            (None, false) => words("完成投资额居前项目", "The largest by completed investment"),
        };
        let mut table = self.table("largest", title, columns, rows);
        let without_june = june.is_none() && source.month.number() > 6;
        table.notes.extend(without_june.then(|| {
            self.say(words(
                "没有6月的数据，按本年累计完成排列。",
                "The month of June is not at hand: by what was completed this year.",
            ))
        }));
        table.notes.extend(self.gone(&gone));
        table.notes.extend(visits.note(self.lang));
        table
    }

    fn most_listed(&self) -> usize {
        let asked = self.source.profile.visits;
        asked.map_or(USUAL, |visits| visits.largest.into())
    }

    /// The project of its own, or the bundle, that is in the plan in the month.
    fn own(&self, id: &str) -> Option<&Entry<'_>> {
        self.placed.iter().find(|entry| entry.item.plan.id == id)
    }

    fn done(&self, done: Option<&Done>) -> Cell {
        let amount = self.figures.amount(done.map(|done| done.amount));
        amount.marked(done.map_or("", |done| done.mark))
    }

    fn gone(&self, names: &[&str]) -> Option<String> {
        let count = names.len();
        (count > 0).then(|| match self.lang {
            Lang::Zh => format!(
                "另有{count}项此后调出或并入打包项目：{}。",
                names.join("、")
            ),
            Lang::En => format!(
                "{count} more have left the plan since or are part of a bundle now: {}.",
                names.join(", ")
            ),
        })
    }
}

/// Those that have completed most by the end of a month, and who equals the last of them; nobody who has
/// completed nothing.
fn most(source: &Source, count: usize) -> Vec<Done> {
    let mut done = ranked(source);
    done.retain(|one| one.amount > Money::ZERO);
    let least = count.checked_sub(1).and_then(|last| done.get(last));
    if let Some(least) = least.map(|one| one.amount) {
        done.retain(|one| one.amount >= least);
    }
    done
}

/// What each project, or bundle with its parts, has completed in the year; most first.
fn ranked(source: &Source) -> Vec<Done> {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let done = placed.iter().filter_map(|entry| {
        let summary = summarise(entry.items(), &[], source.month, &source.profile);
        let line = summary.lines.into_iter().next()?;
        let plan = entry.item.plan;
        Some(Done {
            id: plan.id.clone(),
            name: plan.name.clone(),
            amount: line.year_to_date?,
            mark: line.mark(),
        })
    });
    let mut done: Vec<Done> = done.collect();
    done.order_by(|a, b| b.amount.cmp(&a.amount));
    done
}
