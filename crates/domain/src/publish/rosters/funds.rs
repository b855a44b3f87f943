//! 中央预算内投资, 专项债券: what was issued, what of it is paid, and what was started
//! (钦州十条措施 一, 五, 七).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::grant::{Grant, mark, with_central};
use super::told::Told;
use super::{Maker, parameter};
use crate::money::{Money, percent_of};
use crate::period::{Date, Month, months_after};
use crate::publish::Cell;
use crate::publish::document::{Row, RowKind, Table};
use crate::report::Report;
use crate::rule::RuleCode;
use crate::text::{Lang, words};

impl<'a> Maker<'a> {
    /// 中央预算内投资: whether it was started in time, what of it is paid, and how much of the whole is
    /// built.
    pub(super) fn central(&self) -> Table {
        let months = parameter(self.source, RuleCode::new("S502"), "months");
        let target = parameter(self.source, RuleCode::new("S503"), "target");
        let listed = with_central(self.source, self.placed);
        let end = self.source.month.last_day();
        let mut rows = vec![self.central_total(&listed)];
        rows.extend(listed.iter().enumerate().map(|(at, told)| {
            let report = told.report;
            let mut row = self.row(at + 1, 1, told.item);
            let grant = Grant::central(report);
            self.put_paid(&mut row, grant, told.mark());
            let total = told.item.plan.total_investment;
            self.put_built(&mut row, total, report.since_start, told.mark());
            row.put("issued_on", Cell::day(report.central_issued_on));
            row.put("started", Cell::day(report.actual_start));
            let late = is_late(report, months, end);
            let late = late.then(|| self.say(words("下达后逾期未开工", "not started in time")));
            let is_short = self.source.month.number() == 12 && grant.reaches(target) == Some(false);
            let short = is_short.then(|| match self.lang {
                Lang::Zh => format!("支付率未达到{}%", target.normalize()),
                Lang::En => format!("less than {} % paid", target.normalize()),
            });
            told.put_state(&mut row, late.into_iter().chain(short).collect(), self.lang);
            row
        }));
        let columns = vec![
            self.words("issued_on", words("下达日期", "Issued on"), 5),
            self.amount("issued", words("下达投资", "Issued")),
            self.amount("paid", words("已支付", "Paid")),
            self.percent("payment_rate", words("支付率", "Payment rate")),
            self.words("started", words("实际开工", "Started"), 5),
            self.amount("total_investment", words("总投资", "Total investment")),
            self.amount("since_start", words("开工以来累计", "Since the start")),
            self.percent("total_completion", words("总投资完成率", "Completed")),
            self.words("state", words("情况", "How"), 8),
        ];
        let title = words("中央预算内投资项目", "Projects with central budget money");
        let mut table = self.table("central", title, columns, rows);
        let late = listed
            .iter()
            .filter(|told| is_late(told.report, months, end));
        let (all, late, started) = (listed.len(), late.count(), self.started(&listed));
        table.notes.extend((all > 0).then(|| match self.lang {
            Lang::Zh => format!("共{all}项，已开工{started}项，逾期未开工{late}项。"),
            Lang::En => format!("{all} in all, {started} started, {late} not in time."),
        }));
        let [months, target] = [months, target].map(|it| it.normalize());
        table.notes.push(match self.lang {
            Lang::Zh => format!("要求：下达后{months}个月内开工，年底前支付率达到{target}%。"),
            Lang::En => format!(
                "Asked for: started within {months} months, {target} % paid by the end of the year."
            ),
        });
        table
    }

    /// 专项债券: what of it is used, what was started, and who has not used it up in time.
    pub(super) fn bonds(&self) -> Table {
        let listed = Told::all(self.source, self.placed, |report| {
            Grant::bond(report).is_any()
        });
        let mut rows = vec![self.paid_total(&listed, Grant::bond)];
        let mut unused = 0;
        rows.extend(listed.iter().enumerate().map(|(at, told)| {
            let mut row = self.row(at + 1, 1, told.item);
            self.put_paid(&mut row, Grant::bond(told.report), told.mark());
            row.put("started", Cell::day(told.report.actual_start));
            let late = self.is_unused(told);
            unused += usize::from(late);
            let late = late.then(|| self.say(words("逾期未用完", "not used up in time")));
            told.put_state(&mut row, late.into_iter().collect(), self.lang);
            row
        }));
        let columns = vec![
            self.amount("issued", words("发行额", "Issued")),
            self.amount("paid", words("已使用", "Used")),
            self.percent("payment_rate", words("使用率", "Used")),
            self.words("started", words("实际开工", "Started"), 5),
            self.words("state", words("情况", "How"), 8),
        ];
        let title = words("专项债券项目", "Projects with special bonds");
        let mut table = self.table("bonds", title, columns, rows);
        let (all, started) = (listed.len(), self.started(&listed));
        let rate = self.figures.percent(percent_of(started.into(), all.into()));
        table.notes.extend((all > 0).then(|| match self.lang {
            Lang::Zh => format!(
                "共{all}项，已开工{started}项，开工率{}%，逾期未用完{unused}项。",
                rate.shown
            ),
            Lang::En => format!(
                "{all} in all, {started} started ({} %), {unused} not used up in time.",
                rate.shown
            ),
        }));
        let [by, issued_by, share] =
            ["by", "issued_by", "share"].map(|it| self.bond(it).normalize());
        table.notes.push(match self.lang {
            Lang::Zh => {
                format!("要求：{issued_by}月底前发行的，{by}月底前使用率达到{share}%。")
            }
            Lang::En => format!(
                "Asked for: of what was issued by the end of month {issued_by}, {share} % used by the end of month {by}."
            ),
        });
        table
    }

    fn bond(&self, name: &str) -> Decimal {
        parameter(self.source, RuleCode::new("S504"), name)
    }

    /// Whether less was used than was to be used by now, of what the report of the month said that was
    /// issued by then.
    fn is_unused(&self, told: &Told<'a>) -> bool {
        let of_year = |name: &str| {
            let number = self.bond(name).to_i8()?;
            Month::new(self.source.month.year(), number)
        };
        let due = of_year("by").is_some_and(|by| by <= self.source.month);
        let issued = of_year("issued_by").and_then(|half| self.told_of(told, half)?.bond_issued);
        let grant = Grant {
            issued,
            paid: told.report.bond_used,
        };
        due && grant.reaches(self.bond("share")) == Some(false)
    }

    /// What the project said in that month of the year.
    fn told_of(&self, told: &Told<'a>, month: Month) -> Option<&'a Report> {
        let source = self.source.year().find(|one| one.month == month)?;
        let mut projects = source.projects.iter();
        let own = projects.find(|one| one.plan.id == told.item.plan.id)?;
        Some(Told::of(source, own.item())?.report)
    }

    fn started(&self, listed: &[Told<'_>]) -> usize {
        let end = self.source.month.last_day();
        let is_started = |told: &&Told<'_>| told.report.actual_start.is_some_and(|day| day <= end);
        listed.iter().filter(is_started).count()
    }

    fn central_total(&self, listed: &[Told<'_>]) -> Row {
        let mut row = self.paid_total(listed, Grant::central);
        let sum = |of: fn(&Told<'_>) -> Option<Money>| {
            let amounts = listed.iter().filter_map(of);
            amounts.reduce(|sum, amount| sum + amount)
        };
        let total = sum(|told| told.item.plan.total_investment);
        let built = sum(|told| told.report.since_start);
        self.put_built(&mut row, total, built, mark(listed));
        row
    }

    fn paid_total(&self, listed: &[Told<'_>], of: fn(&Report) -> Grant) -> Row {
        let mut row = Row::new(RowKind::Total, 0, words("合计", "Total").get(self.lang));
        row.count = Some(listed.len());
        let whole = Grant::sum(listed.iter().map(|told| of(told.report)));
        self.put_paid(&mut row, whole, mark(listed));
        row
    }

    fn put_paid(&self, row: &mut Row, grant: Grant, mark: &'static str) {
        row.put("issued", self.figures.amount(grant.issued).marked(mark));
        row.put("paid", self.figures.amount(grant.paid).marked(mark));
        row.put("payment_rate", self.figures.percent(grant.rate()));
    }

    /// 总投资完成率.
    fn put_built(
        &self,
        row: &mut Row,
        total: Option<Money>,
        built: Option<Money>,
        mark: &'static str,
    ) {
        let rate = built.zip(total);
        let rate = rate.and_then(|(built, total)| built.percent_of(total));
        row.put("total_investment", self.figures.amount(total));
        row.put("since_start", self.figures.amount(built).marked(mark));
        row.put("total_completion", self.figures.percent(rate));
    }
}

/// Whether a project with money from above was not started so many months after the issue.
fn is_late(report: &Report, months: Decimal, on: Date) -> bool {
    let months = months.to_i32().unwrap_or(3).clamp(0, 120);
    let issued = report.central_issued_on;
    let due = issued.map(|day| months_after(day, months));
    due.is_some_and(|due| report.actual_start.map_or(on > due, |start| start > due))
}
