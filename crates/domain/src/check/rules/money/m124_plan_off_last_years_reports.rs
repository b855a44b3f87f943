//! M124: the new year's plan begins where December's report ended.

use super::super::prelude::*;
use crate::carried_over::CarriedOver;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M124"),
    severity: Severity::Verify,
    title: words("计划与上年月报不衔接", "plan off last year's reports"),
    message: words(
        "计划表至上年底累计 {before_year} 万元，上年 12 月月报为 {reported} 万元，相差 {difference} 万元",
        "The plan's 至上年底累计 is {before_year} 万元, by the report of December {reported} 万元; the \
         difference is {difference} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对：上年数经核定调整的，说明依据；计划表有误的，告知重点办更正。",
        "Check which is right: if last year was settled otherwise, say by what; if the plan is wrong, tell \
         the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "项目本年第一份月报时，计划表的至上年底累计 ≠ 上年 12 月月报的累计（自开工累计，未填的为上年计划的至上年底累计 + 本年累计）。没有 12 月月报的不审核；自开工累计 − 本年累计也不等于计划表的，由 M120 审核。",
        "With a project's first report of a year, the plan's 至上年底累计 is not what December's report had completed (since start, or what last year's plan began with and the year to date). Without a report of December it is not judged; where since start less year to date is not the plan's figure either, M120 asks.",
    ),
    why: words(
        "月报照计划表接年初，上年月报就与本年断开，两年的数加不起来。",
        "Where reports follow a plan that begins elsewhere, last year and this one no longer add up.",
    ),
    source: "统计审核惯例（跨年累计衔接）",
    fires: words(
        "计划表至上年底累计 2,000，上年 12 月月报自开工累计 2,300；1 月本年累计 100，自开工累计 2,100。",
        "2,000 by the plan, 2,300 since start in December; in January 100 year to date and 2,100 since start.",
    ),
    silent: words(
        "同上，上年 12 月月报自开工累计 2,000。",
        "The same with 2,000 since start in December.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, this) = (subject.report, subject.context.month);
    let Some(before_year) = subject.plan().before_year else {
        return;
    };
    let carried = report.since_start.zip(report.year_to_date);
    if carried.is_some_and(|(since, year)| since - year != before_year) {
        return;
    }
    let Some((month, last)) = subject.last_report(sink) else {
        return;
    };
    if month.plus(this.number().into()) != this {
        return;
    }
    let reported = CarriedOver::of(month, last, None).and_then(|it| it.at_years_end());
    let Some(reported) = reported.filter(|reported| *reported != before_year) else {
        return;
    };
    sink.fire(
        [Field::SinceStart.into()],
        [
            ("before_year", before_year.into()),
            ("reported", reported.into()),
            ("difference", (reported - before_year).abs().into()),
        ],
    );
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let january = || {
        case()
            .month("2022-01")
            .draft(&[("year_to_date", "100"), ("since_start", "2100")])
    };
    let after = |at: &str, since: &str| january().past(at, &[("since_start", since)]);
    let zh = "计划表至上年底累计 2,000.00 万元，上年 12 月月报为 2,300.00 万元，相差 300.00 万元";
    let en = "The plan's 至上年底累计 is 2,000.00 万元, by the report of December 2,300.00 万元; the \
              difference is 300.00 万元";
    Cases::of(&RULE)
        .fires(zh, en, after("2021-12", "2300"))
        .fires(
            zh,
            en,
            case()
                .month("2022-03")
                .draft(&[("year_to_date", "100"), ("since_start", "2100")])
                .past("2021-12", &[("since_start", "2300")]),
        )
        .fires(
            zh,
            en,
            case()
                .month("2022-01")
                .draft(&[("year_to_date", "100")])
                .past("2021-12", &[("since_start", "2300")]),
        )
        .silent("they meet", after("2021-12", "2000"))
        .silent("December is missing", after("2021-11", "2300"))
        .silent(
            "a year without reports lies between",
            after("2020-12", "2300"),
        )
        .silent(
            "an earlier report of the year was asked",
            case()
                .draft(&[("year_to_date", "100"), ("since_start", "2100")])
                .past("2021-12", &[("since_start", "2300")])
                .past("2022-03", &[("since_start", "2050")]),
        )
        .silent(
            "the report goes on from December and not from the plan: M120",
            case()
                .month("2022-01")
                .draft(&[("year_to_date", "100"), ("since_start", "2400")])
                .past("2021-12", &[("since_start", "2300")]),
        )
        .silent(
            "the plan gives none",
            after("2021-12", "2300").plan(|plan| plan.before_year = None),
        )
        .silent("the project's first report", january())
        .not_evaluated(
            case()
                .nothing_known()
                .draft(&[("year_to_date", "100"), ("since_start", "2100")]),
        )
}
