//! 清单: halted projects, the largest by investment, central budget money and bonds, with totals.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::document::{Block, Column, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::formulas::add_hints;
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, summarise};
use crate::check::catalogue;
use crate::money::{Money, percent_of};
use crate::order::Order;
use crate::period::{Date, months_after};
use crate::report::Report;
use crate::rule::RuleCode;
use crate::text::{Lang, Words, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Lists.key();

/// How many of the largest are listed (钦州十条措施 四).
const LARGEST: usize = 20;

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
    let blocks = vec![
        Block::Table(maker.halted()),
        Block::Table(maker.largest()),
        Block::Table(maker.central()),
        Block::Table(maker.bonds()),
    ];
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

impl<'a> Maker<'a> {
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

    fn row(&self, number: usize, level: u8, entry: &Entry<'_>) -> Row {
        let plan = entry.item.plan;
        let mut row = Row::new(RowKind::Item, level, plan.name.clone()).about([plan]);
        row.put("number", Cell::count(number));
        row.put("units", Cell::text(self.source.units_of(plan)));
        row
    }

    /// Every report of the month, those of the parts of bundles included.
    fn reported(&self, is_listed: impl Fn(&Report) -> bool) -> Vec<(Entry<'a>, &'a Report)> {
        let all = self.placed.iter().flat_map(Entry::items);
        all.filter_map(|item| {
            let report = item.report.filter(|report| is_listed(report))?;
            let parts = Vec::new();
            Some((Entry { item, parts }, report))
        })
        .collect()
    }

    /// 停工: why, whether and when it goes on, and how.
    fn halted(&self) -> Table {
        let halted = self.reported(Report::is_halted);
        let rows = halted.iter().enumerate().map(|(at, (entry, report))| {
            let mut row = self.row(at + 1, 0, entry);
            let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
            let resumes = match report.resume_this_year {
                Some(true) => words("是", "yes").get(self.lang),
                Some(false) => words("否", "no").get(self.lang),
                None => "",
            };
            row.put("reason", text(&report.halt_reason));
            row.put("this_year", Cell::text(resumes));
            row.put("resume_date", Cell::day(report.resume_date));
            row.put("plan", text(&report.resume_plan));
            row
        });
        let columns = vec![
            self.words("reason", words("停工原因", "Why it is halted"), 14),
            self.words("this_year", words("年内复工", "Goes on this year"), 4),
            self.words("resume_date", words("复工时间", "Goes on"), 5),
            self.words("plan", words("复工方案", "How"), 14),
        ];
        let rows = rows.collect();
        self.table(
            "halted",
            words("停工项目", "Halted projects"),
            columns,
            rows,
        )
    }

    /// The largest by what they have completed in the year, to be visited.
    fn largest(&self) -> Table {
        let done = self.placed.iter().filter_map(|entry| {
            let items = entry.items();
            let summary = summarise(items, &[], self.source.month, &self.source.profile);
            let line = summary.lines.into_iter().next()?;
            Some((entry, line.year_to_date?, line.mark()))
        });
        let mut done: Vec<(&Entry<'_>, Money, &'static str)> = done.collect();
        done.order_by(|a, b| b.1.cmp(&a.1));
        // who is equal to the last of them is among them
        let least = done.get(LARGEST - 1).map(|(_, amount, _)| *amount);
        let most = done
            .iter()
            .filter(|one| least.is_none_or(|least| one.1 >= least));
        let rows = most.enumerate().map(|(at, (entry, amount, mark))| {
            let mut row = self.row(at + 1, 0, entry);
            row.put(
                "total_investment",
                self.figures.amount(entry.item.plan.total_investment),
            );
            row.put(
                "year_to_date",
                self.figures.amount(Some(*amount)).marked(mark),
            );
            row
        });
        let columns = vec![
            self.amount("total_investment", words("总投资", "Total investment")),
            self.amount("year_to_date", words("本年累计完成", "Completed this year")),
            self.words("visit_day", words("走访日期", "Visited"), 5),
            self.words("visited_by", words("走访领导", "By"), 6),
        ];
        let title = words(
            "完成投资额前20位项目（走访）",
            "The 20 largest by completed investment, to be visited",
        );
        self.table("largest", title, columns, rows.collect())
    }

    /// 中央预算内投资: whether it was started in time, and what of it is paid.
    fn central(&self) -> Table {
        let months = parameter(self.source, RuleCode::new("S502"), "months");
        let target = parameter(self.source, RuleCode::new("S503"), "target");
        let listed = self.reported(|report| report.central_issued.is_some());
        let mut rows = vec![self.paid_total(&listed, |it| (it.central_issued, it.central_paid))];
        rows.extend(listed.iter().enumerate().map(|(at, (entry, report))| {
            let mut row = self.row(at + 1, 1, entry);
            self.put_paid(&mut row, report.central_issued, report.central_paid);
            row.put("issued_on", Cell::day(report.central_issued_on));
            row.put("started", Cell::day(report.actual_start));
            let is_late = is_late(report, months, self.source.month.last_day());
            let late = words("下达后逾期未开工", "not started in time");
            row.put(
                "state",
                Cell::text(if is_late { late.get(self.lang) } else { "" }),
            );
            row
        }));
        let columns = vec![
            self.words("issued_on", words("下达日期", "Issued on"), 5),
            self.amount("issued", words("下达投资", "Issued")),
            self.amount("paid", words("已支付", "Paid")),
            self.percent("payment_rate", words("支付率", "Payment rate")),
            self.words("started", words("实际开工", "Started"), 5),
            self.words("state", words("情况", "How"), 8),
        ];
        let title = words("中央预算内投资项目", "Projects with central budget money");
        let mut table = self.table("central", title, columns, rows);
        let [months, target] = [months, target].map(|it| it.normalize());
        table.notes.push(match self.lang {
            Lang::Zh => format!("要求：下达后{months}个月内开工，年底前支付率达到{target}%。"),
            Lang::En => format!(
                "Asked for: started within {months} months, {target} % paid by the end of the year."
            ),
        });
        table
    }

    /// 专项债券.
    fn bonds(&self) -> Table {
        let listed = self.reported(|report| report.bond_issued.is_some());
        let mut rows = vec![self.paid_total(&listed, |it| (it.bond_issued, it.bond_used))];
        rows.extend(listed.iter().enumerate().map(|(at, (entry, report))| {
            let mut row = self.row(at + 1, 1, entry);
            self.put_paid(&mut row, report.bond_issued, report.bond_used);
            row
        }));
        let columns = vec![
            self.amount("issued", words("发行额", "Issued")),
            self.amount("paid", words("已使用", "Used")),
            self.percent("payment_rate", words("使用率", "Used")),
        ];
        self.table(
            "bonds",
            words("专项债券项目", "Projects with special bonds"),
            columns,
            rows,
        )
    }

    fn paid_total(
        &self,
        listed: &[(Entry<'_>, &Report)],
        of: impl Fn(&Report) -> (Option<Money>, Option<Money>),
    ) -> Row {
        let mut row = Row::new(RowKind::Total, 0, words("合计", "Total").get(self.lang));
        row.count = Some(listed.len());
        let sum = |pick: &dyn Fn((Option<Money>, Option<Money>)) -> Option<Money>| {
            let amounts = listed.iter().filter_map(|(_, report)| pick(of(report)));
            amounts.reduce(|sum, amount| sum + amount)
        };
        self.put_paid(&mut row, sum(&|pair| pair.0), sum(&|pair| pair.1));
        row
    }

    fn put_paid(&self, row: &mut Row, issued: Option<Money>, paid: Option<Money>) {
        let rate = paid
            .zip(issued)
            .and_then(|(paid, issued)| percent_of(paid.wan(), issued.wan()));
        row.put("issued", self.figures.amount(issued));
        row.put("paid", self.figures.amount(paid));
        row.put("payment_rate", self.figures.percent(rate));
    }
}

/// What the profile asks for, as the rule that holds it against reports has it.
pub(super) fn parameter(source: &Source, code: RuleCode, name: &str) -> Decimal {
    let set = source.profile.rule_param(code, name);
    let usual = || catalogue::find(code).map(|rule| rule.default_param(name));
    set.or_else(usual).unwrap_or_default()
}

/// Whether a project with money from above was not started so many months after the issue.
fn is_late(report: &Report, months: Decimal, on: Date) -> bool {
    let months = months.to_i32().unwrap_or(3).clamp(0, 120);
    let issued = report.central_issued_on;
    let due = issued.map(|day| months_after(day, months));
    due.is_some_and(|due| report.actual_start.map_or(on > due, |start| start > due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::publish::testing::{project, shown, source, table};
    use crate::publish::{Project, proofread};

    fn made(projects: Vec<Project>) -> Document {
        let source = source("2022-05", projects);
        proofread(lists(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap()
    }

    fn with(id: &str, boxes: &[(&str, &str)]) -> Project {
        project(id, Nature::Continuing, "100").reporting(boxes)
    }

    /// office.md 8: 340 of 400 are 85 %, inclusive.
    #[test]
    fn money_from_above_is_listed_with_its_totals_and_its_date() {
        let document = made(vec![
            with(
                "a",
                &[
                    ("central_issued_on", "2022-01-31"),
                    ("central_issued", "300"),
                    ("central_paid", "290"),
                    ("actual_start", "2022-04-30"),
                ],
            ),
            with(
                "b",
                &[
                    ("central_issued_on", "2022-02-27"),
                    ("central_issued", "100"),
                    ("central_paid", "50"),
                ],
            ),
            with(
                "c",
                &[("central_issued_on", "2022-03-01"), ("central_issued", "0")],
            ),
            with("d", &[("bond_issued", "80"), ("bond_used", "20")]),
        ]);
        let columns = ["name", "issued", "paid", "payment_rate", "state"];
        assert_eq!(
            shown(table(&document, "central"), &columns),
            [
                "合计 | 400.00 | 340.00 | 85.0 | ",
                "a项目 | 300.00 | 290.00 | 96.7 | ",
                "b项目 | 100.00 | 50.00 | 50.0 | 下达后逾期未开工",
                "c项目 | 0.00 | — | — | ",
            ]
        );
        let bonds = shown(
            table(&document, "bonds"),
            &["name", "issued", "payment_rate"],
        );
        assert_eq!(bonds, ["合计 | 80.00 | 25.0", "d项目 | 80.00 | 25.0"]);
    }

    #[test]
    fn the_halted_are_listed_with_how_they_go_on() {
        let document = made(vec![with(
            "a",
            &[
                ("status", "halted"),
                ("halt_reason", "资金未到位"),
                ("resume_this_year", "yes"),
                ("resume_date", "2022-08-01"),
            ],
        )]);
        let columns = ["number", "name", "reason", "this_year", "resume_date"];
        assert_eq!(
            shown(table(&document, "halted"), &columns),
            ["1 | a项目 | 资金未到位 | 是 | 2022-08-01"]
        );
    }

    #[test]
    fn the_largest_are_twenty_and_who_equals_the_last() {
        let done = |number: usize| if number < 19 { 1000 - number } else { 7 };
        let projects = (0..23).map(|number| {
            let done = done(number).to_string();
            with(&format!("p{number:02}"), &[("year_to_date", done.as_str())])
        });
        let mut projects: Vec<Project> = projects.collect();
        projects.push(with("small", &[("year_to_date", "6")]));
        let document = made(projects);
        let rows = shown(
            table(&document, "largest"),
            &["number", "name", "year_to_date"],
        );
        assert_eq!(rows.len(), 23);
        assert_eq!(
            [&rows[0], &rows[22]],
            ["1 | p00项目 | 1,000.00", "23 | p22项目 | 7.00"]
        );
        assert_eq!(table(&document, "halted").notes, ["本月没有此类项目。"]);
    }
}
