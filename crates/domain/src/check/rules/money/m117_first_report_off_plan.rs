//! M117: the first report takes up where the plan left off.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M117"),
    severity: Severity::Verify,
    title: words("首次月报与计划不衔接", "first report off the plan"),
    message: words(
        "自开工累计 {since_start} 万元 ≠ 计划表至上年底累计 {before_year} 万元 + 本年累计 {year_to_date} 万元，相差 {difference} 万元",
        "Since start {since_start} 万元 ≠ the plan's {before_year} 万元 by last year + the year \
         to date {year_to_date} 万元; the difference is {difference} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对累计数；计划表的至上年底累计有误的，说明正确的数并告知重点办。",
        "Check the figures; if the plan's is wrong, give the right one and tell the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "项目的第一份月报中，自开工累计 ≠ 计划表的至上年底累计 + 本年累计（1 月份本年累计即本月完成）。",
        "In the project's first report the since-start figure is not the plan's 至上年底累计 plus \
         the year to date (in January, the month itself).",
    ),
    why: words(
        "首报是以后各月自开工累计的起点，起点错了月月都错。",
        "Every later since-start figure builds on the first.",
    ),
    source: "统计审核惯例（跨年累计衔接）",
    fires: words(
        "至上年底累计 2,000，首报本年累计 500，自开工累计 3,000。",
        "2,000 by last year, year to date 500, since start 3,000 in the first report.",
    ),
    silent: words("同上，自开工累计 2,500。", "The same with 2,500."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(since_start), Some(year_to_date), Some(before_year)) = (
        report.since_start,
        report.year_to_date,
        subject.plan().before_year,
    ) else {
        return;
    };
    let difference = since_start - (before_year + year_to_date);
    if difference.is_zero() || !is_first_report(subject, sink) {
        return;
    }
    sink.fire(
        [Field::SinceStart.into(), Field::YearToDate.into()],
        [
            ("since_start", since_start.into()),
            ("before_year", before_year.into()),
            ("year_to_date", year_to_date.into()),
            ("difference", difference.abs().into()),
        ],
    );
}

/// Whether no month since the project entered the plan has a report.
fn is_first_report(subject: &Subject<'_>, sink: &mut Sink<'_>) -> bool {
    let mut month = subject.context.month.previous();
    while month >= subject.plan().entered {
        match subject.past(month) {
            Past::NoReport => {}
            Past::Report(_) => return false,
            Past::NotHere => {
                sink.not_evaluated();
                return false;
            }
        }
        if month == month.previous() {
            break;
        }
        month = month.previous();
    }
    true
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |since_start| case().draft(&[("since_start", since_start), ("year_to_date", "500")]);
    Cases::of(&RULE)
    .fires(
        "自开工累计 3,000.00 万元 ≠ 计划表至上年底累计 2,000.00 万元 + 本年累计 500.00 万元，相差 500.00 万元",
        "Since start 3,000.00 万元 ≠ the plan's 2,000.00 万元 by last year + the year to date \
         500.00 万元; the difference is 500.00 万元",
        with("3000"),
    )
    .silent("they meet", with("2500"))
    .silent(
        "there is an earlier report: M104",
        with("3000").past("2022-02", &[("month_investment", "0")]),
    )
    .silent(
        "there is one of the month it entered the plan",
        with("3000")
            .plan(|plan| plan.entered = "2022-04".parse().unwrap())
            .past("2022-04", &[("month_investment", "0")]),
    )
    .silent("the plan gives none", with("3000").plan(|plan| plan.before_year = None))
    .not_evaluated(with("3000").nothing_known())
}
