//! 报送情况: units × (应报, 已报, 审定, 退回, 迟报, 未报, 缺报), for the month and the year so far, and the
//! reports that are late or missing.

use super::document::{Block, Column as Head, Document, Page, Row, RowKind, Table};
use super::figures::{day_text, head, month_text};
use super::formulas::add_hints;
use super::{Cell, Source, Status};
use crate::filing::{
    Case, Column, Decided, Entry, Line, Mark, board, first_month, since_first, top_of, unit_of,
};
use crate::operation::report::{HandIns, State};
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::text::{Lang, words};
use crate::units::{Tree, Unit};

/// The identifier of the document.
pub const ID: &str = super::Kind::Reporting.key();

const OF_MONTH: [&str; 7] = [
    "month_due_count",
    "month_reported_count",
    "month_accepted_count",
    "month_returned_count",
    "month_late_count",
    "month_open_count",
    "month_missing_count",
];
const OF_YEAR: [&str; 7] = [
    "year_due_count",
    "year_reported_count",
    "year_accepted_count",
    "year_returned_count",
    "year_late_count",
    "year_open_count",
    "year_missing_count",
];

/// When reports were handed in, from January to the month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filings {
    /// The day in Beijing on which they are judged.
    pub on: Date,
    /// Each project of each month.
    pub cases: Vec<Filing>,
    /// The units.
    pub units: Vec<Unit>,
}

/// One project in one month.
#[derive(Debug, Clone, PartialEq)]
pub struct Filing {
    /// The row that counts in the month.
    pub plan: PlanRow,
    /// The month.
    pub month: Month,
    /// Where the report stands, if there is one.
    pub state: Option<State>,
    /// When it was handed in.
    pub hand_ins: Option<HandIns>,
    /// What the office has decided about it.
    pub decided: Decided,
}

impl Filings {
    /// Each case with its mark, from the first month on that was reported at all.
    pub(super) fn entries<'a>(&'a self, source: &Source) -> Vec<Entry<'a>> {
        let judged = self.cases.iter().map(|filing| {
            let case = Case {
                plan: &filing.plan,
                month: filing.month,
                state: filing.state,
                hand_ins: filing.hand_ins.as_ref(),
                decided: filing.decided,
            };
            Entry::of(&case, &source.profile, self.on)
        });
        since_first(judged.collect(), source.month)
    }
}

/// 报送情况 of a month.
pub fn reporting(source: &Source, lang: Lang) -> Document {
    let entries = source.filings.entries(source);
    let blocks = vec![
        Block::Table(by_unit(source, &entries, lang)),
        Block::Table(wanting(source, &entries, lang)),
    ];
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}月报报送情况（{month}）"),
        Lang::En => format!("{name}: reports handed in, {month}"),
    };
    let page = Page {
        landscape: true,
        ..Page::LETTER
    };
    Document {
        basis: basis(source, lang),
        ..source.document(ID, title, page, blocks, lang)
    }
}

/// 口径: an edition does not hold when reports were handed in.
fn basis(source: &Source, lang: Lang) -> String {
    let judged = judged(source, lang);
    match lang {
        Lang::Zh => format!("口径：报送情况{judged}"),
        Lang::En => format!("Basis: {judged}"),
    }
}

/// As of which day it is judged whether reports were handed in in time, and from what.
pub(super) fn judged(source: &Source, lang: Lang) -> String {
    let on = day_text(source.filings.on, lang);
    match (&source.status, lang) {
        (Status::Final { edition, .. }, Lang::Zh) => {
            format!("按第{edition}版封账之日（{on}）的操作记录判定，不在封账版本之内。")
        }
        (Status::Final { edition, .. }, Lang::En) => format!(
            "judged from the log as of {on}, the day on which edition {edition} was closed; no part of the edition."
        ),
        (Status::Provisional, Lang::Zh) => {
            format!("按{on}的操作记录判定，尚未封账，以封账之日的为准。")
        }
        (Status::Provisional, Lang::En) => {
            format!("judged from the log as of {on}; the month is not closed.")
        }
    }
}

fn by_unit(source: &Source, entries: &[Entry<'_>], lang: Lang) -> Table {
    let tree = Tree::of(&source.filings.units);
    let root = source
        .filings
        .units
        .iter()
        .find(|unit| unit.parent.is_none());
    let root = root.map_or("", |unit| unit.id.as_str());
    let top = top_of(entries, &tree, root);
    let board = board(entries, &tree, top, source.month);
    let of_month: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| entry.month == source.month)
        .collect();
    let row = |kind, level, label: &str, line: &Line| {
        let mut row = Row::new(kind, level, label);
        row.count = Some(line.month.of(Column::Due));
        for (keys, counts) in [(OF_MONTH, &line.month), (OF_YEAR, &line.year)] {
            for (key, column) in keys.into_iter().zip(Column::ALL) {
                row.put(key, Cell::count(counts.of(column)));
            }
        }
        row
    };
    let total = words("合计", "Total").get(lang);
    let nobody = words("未定责任单位", "no unit").get(lang);
    let units = board.units.iter().map(|line| {
        let name = match line.unit.as_str() {
            "" => nobody,
            unit => source.unit_name(unit),
        };
        let own = (of_month.iter()).filter(|entry| unit_of(entry, &tree, top) == line.unit);
        row(RowKind::Item, 1, name, line).about(own.map(|entry| entry.plan))
    });
    let rows = std::iter::once(row(RowKind::Total, 0, total, &board.total)).chain(units);
    let heads = |keys: [&'static str; 7], group: &str| -> Vec<Head> {
        let heads = keys.into_iter().zip(Column::ALL).map(|(key, column)| Head {
            group: group.to_owned(),
            ..head(key, column.label().get(lang), "项", Some(0), 4)
        });
        heads.collect()
    };
    let name = head("name", words("单位", "Unit").get(lang), "", None, 12);
    let month = heads(OF_MONTH, words("本月", "This month").get(lang));
    let year = heads(OF_YEAR, words("本年累计", "This year").get(lang));
    let mut table = Table {
        id: "by-unit".to_owned(),
        title: words("各单位报送情况", "By unit").get(lang).to_owned(),
        columns: std::iter::once(name).chain(month).chain(year).collect(),
        label_column: "name".into(),
        rows: rows.collect(),
        notes: since(entries, lang).into_iter().collect(),
    };
    add_hints(&mut table, source.month);
    table
}

/// From which month on the year is counted, if not from January.
pub(super) fn since(entries: &[Entry<'_>], lang: Lang) -> Option<String> {
    let first = first_month(entries).filter(|first| first.number() > 1)?;
    let before = first.number() - 1;
    Some(match lang {
        Lang::Zh if before == 1 => {
            format!("本年累计自{}月起：1月没有月报，也未封账。", first.number())
        }
        Lang::Zh => format!(
            "本年累计自{}月起：1—{before}月没有月报，也未封账。",
            first.number()
        ),
        Lang::En => format!(
            "The year is counted from {first} on: nothing was reported before, and no month was closed."
        ),
    })
}

/// The reports of the month that are late, were sent back or are not there.
fn wanting(source: &Source, entries: &[Entry<'_>], lang: Lang) -> Table {
    let is_wanting = |entry: &&Entry<'_>| {
        let mark = entry.mark;
        let is_there = !mark.is_open() && mark != Mark::Missing;
        let is_wanting = !is_there || is_returned(entry) || mark.days_late().is_some();
        entry.month == source.month && is_wanting
    };
    let rows = entries
        .iter()
        .filter(is_wanting)
        .enumerate()
        .map(|(at, entry)| {
            let mut row = Row::new(RowKind::Item, 0, entry.plan.name.clone()).about([entry.plan]);
            row.put("number", Cell::count(at + 1));
            row.put("units", Cell::text(source.units_of(entry.plan)));
            row.put("mark", Cell::text(how(entry, lang)));
            row
        });
    Table {
        id: "wanting".to_owned(),
        title: words("迟报、退回、未报、缺报", "Late, sent back or missing")
            .get(lang)
            .to_owned(),
        columns: vec![
            head("number", words("序号", "No.").get(lang), "", None, 3),
            head("name", words("项目名称", "Project").get(lang), "", None, 18),
            head("units", source.units_word(lang), "", None, 12),
            head("mark", words("情况", "How").get(lang), "", None, 8),
        ],
        label_column: "name".into(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// Sent back, and not handed in again.
fn is_returned(entry: &Entry<'_>) -> bool {
    Column::Returned.holds(entry)
}

/// What is the matter with a report, both of it where it was late and was sent back.
fn how(entry: &Entry<'_>, lang: Lang) -> String {
    let mark = entry.mark;
    if !is_returned(entry) {
        return mark.say(lang);
    }
    let returned = words("退回待重报", "sent back, to be handed in again").get(lang);
    let is_told = matches!(mark, Mark::Overdue(_)) || mark.days_late().is_some();
    if is_told {
        let (said, between) = (mark.say(lang), words("，", ", "));
        format!("{said}{}{returned}", between.get(lang))
    } else {
        returned.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{month, plan_row};
    use crate::period::parse_day;
    use crate::publish::proofread;
    use crate::publish::testing::{shown, source, table};

    fn filing(id: &str, unit: &str, at: &str, state: Option<State>) -> Filing {
        let plan = PlanRow {
            id: id.to_owned(),
            name: format!("{id}项目"),
            units: vec![unit.to_owned()],
            ..plan_row()
        };
        Filing {
            plan,
            month: month(at),
            state,
            hand_ins: None,
            decided: Decided::default(),
        }
    }

    #[test]
    fn units_stand_with_the_month_and_the_year_and_who_is_missing_is_named() {
        let mut source = source("2022-05", Vec::new());
        let unit = |id: &str, parent: Option<&str>| Unit {
            id: id.to_owned(),
            name: id.to_owned(),
            parent: parent.map(str::to_owned),
            area: None,
        };
        source.filings = Filings {
            on: parse_day("2022-06-05").unwrap(),
            cases: vec![
                filing("a", "u1", "2022-04", Some(State::Accepted)),
                filing("a", "u1", "2022-05", Some(State::Accepted)),
                filing("b", "u2", "2022-05", None),
            ],
            units: vec![
                unit("city", None),
                unit("u1", Some("city")),
                unit("u2", Some("city")),
            ],
        };
        let document = proofread(reporting(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        let columns = [
            "name",
            "month_due_count",
            "month_accepted_count",
            "month_open_count",
            "year_due_count",
        ];
        assert_eq!(
            shown(table(&document, "by-unit"), &columns),
            [
                "合计 | 2 | 1 | 1 | 3",
                "市交通局 | 1 | 1 | 0 | 2",
                "u2 | 1 | 0 | 1 | 1"
            ]
        );
        assert_eq!(
            shown(
                table(&document, "wanting"),
                &["number", "name", "units", "mark"]
            ),
            ["1 | b项目 | u2 | 逾期 4 天"]
        );
    }

    /// A table that names so many as not reported says that all of them stand here.
    #[test]
    fn what_was_sent_back_and_has_not_come_again_is_named() {
        let mut source = source("2022-05", Vec::new());
        source.filings = Filings {
            on: parse_day("2022-06-01").unwrap(),
            cases: vec![
                filing("a", "u1", "2022-05", Some(State::Returned)),
                filing("b", "u1", "2022-05", Some(State::Accepted)),
            ],
            units: Vec::new(),
        };
        let document = proofread(reporting(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        let wanting = table(&document, "wanting");
        assert_eq!(wanting.title, "迟报、退回、未报、缺报");
        assert_eq!(shown(wanting, &["name", "mark"]), ["a项目 | 退回待重报"]);
    }

    /// What is judged from the log is not said to be the edition's.
    #[test]
    fn the_basis_names_the_day_and_the_log() {
        let mut source = source("2022-05", Vec::new());
        source.filings.on = parse_day("2022-06-08").unwrap();
        let told = |source: &Source| {
            let document = proofread(reporting(source, Lang::Zh), &source.profile, Lang::Zh);
            document.unwrap().basis
        };
        assert_eq!(
            told(&source),
            "口径：报送情况按2022年6月8日的操作记录判定，尚未封账，以封账之日的为准。"
        );
        source.status = Status::Final {
            edition: 2,
            at: "2022-06-08T01:00:00Z".to_owned(),
            plan: crate::plan::PlanBasis::Adjusted,
            digest: "0".repeat(64),
        };
        assert_eq!(
            told(&source),
            "口径：报送情况按第2版封账之日（2022年6月8日）的操作记录判定，不在封账版本之内。"
        );
    }

    #[test]
    fn without_any_report_the_table_says_nothing() {
        let source = source("2022-05", Vec::new());
        let document = proofread(reporting(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            shown(table(&document, "by-unit"), &["name", "month_due_count"]),
            ["合计 | 0"]
        );
    }
}
