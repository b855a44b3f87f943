//! T216: the nature of a project says in which year it started.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T216"),
    severity: Severity::Verify,
    title: words(
        "性质与开工年份不符",
        "nature and year of the start disagree",
    ),
    message: words(
        "{nature}项目实际开工 {start}，应在 {year} 年以前开工",
        "A {nature} project started on {start}; it should have started before {year}",
    ),
    variants: &[words(
        "{nature}项目实际开工 {early}，应在 {year} 年开工",
        "A {nature} project started on {early}; it should start in {year}",
    )],
    advice: words(
        "请核对实际开工日期，注意年份；日期无误的，说明情况并联系重点办核对性质。",
        "Check the day, its year in particular; if it is right, say so and ask the city office about the nature.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "续建或竣工项目实际开工在报告年度或以后；新开工项目实际开工在报告年度以前。",
        "A 续建 or 竣工 project started in the reported year or later; a 新开工 project started before it.",
    ),
    why: words(
        "新开工、续建按当年是否开工划分；日期填错一年，开工率和两类项目的合计都错。",
        "The natures divide by the year of the start: a day that is off by one spoils the rate of starts and both totals.",
    ),
    source: "柳政办〔2022〕5号 一（新开工项目确保年内开工建设）；按开工年份分类是计划管理惯例",
    fires: words(
        "续建项目 2022 年 5 月月报，实际开工 2022-03-10。",
        "A 续建 project that, by the report of May 2022, started on 2022-03-10.",
    ),
    silent: words(
        "续建项目实际开工 2021-03-10。",
        "A 续建 project started on 2021-03-10.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(start) = subject.report.actual_start else {
        return;
    };
    let year = subject.context.month.year();
    let name = match subject.plan().nature {
        Nature::Continuing | Nature::Completing if start.year() >= year => "start",
        Nature::NewStart if start.year() < year => "early",
        _ => return,
    };
    sink.fire(
        [Field::ActualStart.into()],
        [
            ("nature", subject.nature_label()),
            (name, start.into()),
            ("year", Arg::Number(year.into())),
        ],
    );
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let started = |nature, day| case().nature(nature).draft(&[("actual_start", day)]);
    Cases::of(&RULE)
        .fires(
            "续建项目实际开工 2022-03-10，应在 2022 年以前开工",
            "A continuing project started on 2022-03-10; it should have started before 2022",
            started(Nature::Continuing, "2022-03-10"),
        )
        .fires(
            "竣工项目实际开工 2022-01-01，应在 2022 年以前开工",
            "A completing project started on 2022-01-01; it should have started before 2022",
            started(Nature::Completing, "2022-01-01"),
        )
        .fires(
            "新开工项目实际开工 2021-12-31，应在 2022 年开工",
            "A new start project started on 2021-12-31; it should start in 2022",
            started(Nature::NewStart, "2021-12-31"),
        )
        .fires(
            "续建项目实际开工 2023-01-01，应在 2022 年以前开工",
            "A continuing project started on 2023-01-01; it should have started before 2022",
            started(Nature::Continuing, "2023-01-01"),
        )
        .silent("续建", started(Nature::Continuing, "2021-12-31"))
        .silent("新开工", started(Nature::NewStart, "2022-01-01"))
        .silent("预备", started(Nature::Preparatory, "2021-03-10"))
        .silent("not started", case())
}
