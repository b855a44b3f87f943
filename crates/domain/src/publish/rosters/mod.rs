//! 清单: halted projects, the largest by investment with their visits, entry into the statistics, central
//! budget money and bonds, with totals.

mod funds;
pub(super) mod grant;
mod halted;
mod largest;
mod statistics_entry;
#[cfg(test)]
mod tests;
mod told;
mod visited;

use rust_decimal::Decimal;

use super::document::{Block, Column, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::formulas::add_hints;
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, Item};
use crate::check::catalogue;
use crate::rule::RuleCode;
use crate::text::{Lang, Words, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Lists.key();

/// 清单 of a month.
pub fn lists(source: &Source, lang: Lang) -> Document {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let maker = Maker {
        source,
        placed: &placed,
        figures: Figures::new(AmountUnit::Wan, &source.profile),
        lang,
    };
    let tables = [
        Some(maker.halted()),
        Some(maker.largest()),
        maker.statistics_entry(),
        Some(maker.central()),
        Some(maker.bonds()),
    ];
    let blocks = tables.into_iter().flatten().map(Block::Table).collect();
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}清单（{month}）"),
        Lang::En => format!("{name}: lists of projects, {month}"),
    };
    source.document(ID, title, Page::WIDE, blocks, lang)
}

struct Maker<'a> {
    source: &'a Source,
    placed: &'a [Entry<'a>],
    figures: Figures,
    lang: Lang,
}

impl Maker<'_> {
    fn say(&self, words: Words) -> String {
        words.get(self.lang).to_owned()
    }

    /// The head of a column of words.
    fn words(&self, key: &'static str, title: Words, width: u8) -> Column {
        head(key, title.get(self.lang), "", None, width)
    }

    fn amount(&self, key: &'static str, title: Words) -> Column {
        let places = Some(self.figures.print.amount_places);
        head(key, title.get(self.lang), self.figures.unit(), places, 7)
    }

    fn percent(&self, key: &'static str, title: Words) -> Column {
        let places = Some(self.figures.print.percent_places);
        head(key, title.get(self.lang), "%", places, 5)
    }

    /// Number, name and units: what every list begins with.
    fn table(&self, id: &str, title: Words, columns: Vec<Column>, rows: Vec<Row>) -> Table {
        let first = [
            head("number", words("序号", "No.").get(self.lang), "", None, 3),
            self.words("name", words("项目名称", "Project"), 14),
            head("units", self.source.units_word(self.lang), "", None, 8),
        ];
        let is_empty = !rows.iter().any(|row| row.kind == RowKind::Item);
        let none = self.say(words("本月没有此类项目。", "There is none in this month."));
        let mut table = Table {
            id: id.to_owned(),
            title: self.say(title),
            columns: first.into_iter().chain(columns).collect(),
            label_column: "name".into(),
            rows,
            notes: if is_empty { vec![none] } else { Vec::new() },
        };
        add_hints(&mut table, self.source.month);
        table
    }

    fn row(&self, number: usize, level: u8, item: Item<'_>) -> Row {
        let plan = item.plan;
        let mut row = Row::new(RowKind::Item, level, plan.name.clone()).about([plan]);
        row.put("number", Cell::count(number));
        row.put("units", Cell::text(self.source.units_of(plan)));
        row
    }
}

/// What the profile asks for, as the rule that holds it against reports has it.
pub(super) fn parameter(source: &Source, code: RuleCode, name: &str) -> Decimal {
    let set = source.profile.rule_param(code, name);
    let usual = || catalogue::find(code).map(|rule| rule.default_param(name));
    set.or_else(usual).unwrap_or_default()
}
