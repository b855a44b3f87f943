//! 中央预算内投资, 专项债券: what was issued, and what of it is paid.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Maker, parameter};
use crate::money::{Money, percent_of};
use crate::period::{Date, months_after};
use crate::publish::Cell;
use crate::publish::document::{Row, RowKind, Table};
use crate::publish::entries::Entry;
use crate::report::Report;
use crate::rule::RuleCode;
use crate::text::{Lang, words};

impl Maker<'_> {
    /// 中央预算内投资: whether it was started in time, and what of it is paid.
    pub(super) fn central(&self) -> Table {
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
    pub(super) fn bonds(&self) -> Table {
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

/// Whether a project with money from above was not started so many months after the issue.
fn is_late(report: &Report, months: Decimal, on: Date) -> bool {
    let months = months.to_i32().unwrap_or(3).clamp(0, 120);
    let issued = report.central_issued_on;
    let due = issued.map(|day| months_after(day, months));
    due.is_some_and(|due| report.actual_start.map_or(on > due, |start| start > due))
}
