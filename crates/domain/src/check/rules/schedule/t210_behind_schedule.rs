//! T210: a project far behind 序时进度 says what holds it up.

use super::super::prelude::*;
use crate::figures::elapsed_percent;
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T210"),
    severity: Severity::Verify,
    title: words("滞后序时进度", "behind schedule"),
    message: words(
        "完成年度计划 {completion}%，序时进度 {elapsed}%，滞后 {behind} 个百分点，未填存在问题",
        "{completion}% of the annual plan is completed against {elapsed}% of the year, \
         {behind} points behind, and no problem is stated",
    ),
    variants: &[],
    advice: words(
        "请在存在问题中填报影响进度的问题，或说明原因和追赶措施。",
        "State the problem that holds it up, or explain why and how the lag is made up.",
    ),
    params: &[("points", "10")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "完成率（本年累计 ÷ 年度计划）低于序时进度（月数 ÷ 12）超过 points 个百分点（默认 10），且没有填报未办结的问题。提交时审核。",
        "Completion (year to date ÷ annual plan) is more than points points (10 by default) \
         below 序时进度 (months ÷ 12), and no open problem is stated. Judged at submission.",
    ),
    why: words(
        "滞后的项目要有问题可协调；没有问题的应说明后几个月如何补上。",
        "A project that lags has a problem to be solved; else it is to be said how the \
         months to come make up for it.",
    ),
    source: "钦政办〔2022〕12号 二（三）；各地按序时进度通报的惯例",
    fires: words(
        "5 月底完成率 20%，序时进度 41.7%，无问题。",
        "At the end of May 20% against 41.7%, and no problem stated.",
    ),
    silent: words(
        "5 月底完成率 35%，序时进度 41.7%。",
        "At the end of May 35% against 41.7%.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let plan = subject.plan();
    let amounts = subject.report.year_to_date.zip(plan.annual_plan);
    let completion = amounts.and_then(|(completed, plan)| completed.percent_of(plan));
    let Some(completion) = completion.filter(|_| plan.nature.is_implementing()) else {
        return;
    };
    let elapsed = elapsed_percent(subject.context.month);
    let behind = elapsed.saturating_sub(completion);
    if behind > subject.param("points") && !subject.has_open_problem() {
        sink.fire(
            [Field::YearToDate.into()],
            [
                ("completion", Arg::Number(round(completion, 1))),
                ("elapsed", Arg::Number(round(elapsed, 1))),
                ("behind", Arg::Number(round(behind, 1))),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |year| case().draft(&[("year_to_date", year)]);
    Cases::of(&RULE)
    .fires(
        "完成年度计划 20%，序时进度 41.7%，滞后 21.7 个百分点，未填存在问题",
        "20% of the annual plan is completed against 41.7% of the year, 21.7 points behind, and no \
         problem is stated",
        with("600"),
    )
    .silent("within ten points", with("1050"))
    .silent("by ten points", with("1200").month("2022-06"))
    .silent("a problem is stated", with("600").entry("problem.a", &[("type", "land")]))
    .silent("the profile allows more", with("600").param("T210", "points", "30"))
    .silent("no annual plan", with("600").nature(Nature::Preparatory))
    .silent("still typing", with("600").typing())
}
