//! P404: a problem that nobody solves at its level moves up.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::report::{CoordinationLevel, Problem};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P404"),
    severity: Severity::Verify,
    title: words("问题逾期未升级", "escalation due"),
    message: words(
        "问题“{problem}”在同一层级（{level}）未办结已超过 {months} 个月",
        "The problem “{problem}” has been open for more than {months} months at the same level \
         ({level})",
    ),
    variants: &[],
    advice: words(
        "请提请上一级协调，或说明不需升级的原因和预计解决时间。",
        "Ask the next level, or say why that is not needed and by when it will be solved.",
    ),
    params: &[("months", "3")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "同一问题在同一协调层级未办结已超过 months 个月（默认 3）：本月和前 months 个月都报为未办结。已提请自治区级协调的不审核。\
         说明过的，层级不变就沿用，更新问题描述不必重新说明。",
        "A problem has been open at the same level for more than months months (3 by default): this \
         month and that many before it. Not judged once the region is asked. What was explained is carried \
         on while the level stays: bringing the description up to date asks for nothing anew.",
    ),
    why: words(
        "责任单位限期解决不了的，由市分管领导协调，再不行由市层面统筹；停在原地的问题没有人管。",
        "What a unit cannot solve in time goes to the city's leader in charge, then to the city; a \
         problem that stays where it is has nobody.",
    ),
    source: "钦政办〔2022〕12号 二（三）二是（问题逐级协调）；贵政办发〔2021〕15号 三（五）",
    fires: words(
        "“用地未报批”自 2 月起每月都报，均请县级协调，5 月仍是县级。",
        "“用地未报批” in every report since February, the county being asked each time, in May too.",
    ),
    silent: words("5 月改请市级协调。", "In May the city is asked."),
};

const OWN_UNIT: Words = words("责任单位", "the unit itself");

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let months = subject.param("months").to_i32().unwrap_or(3).clamp(1, 24);
    let is_stuck = |problem: &&Problem| {
        problem.closed.is_none() && problem.level != Some(CoordinationLevel::Region)
    };
    let mut stuck: Vec<&Problem> = subject.report.problems.iter().filter(is_stuck).collect();
    for back in 1..=months {
        if stuck.is_empty() {
            return;
        }
        match subject.past(subject.context.month.plus(-back)) {
            Past::Report(report) => stuck.retain(|problem| was_open(report, problem)),
            Past::NoReport => return,
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    for problem in stuck {
        let Some(key) = FieldKey::problem(&problem.id) else {
            continue;
        };
        let name = problem.description.as_deref().unwrap_or(&problem.id);
        let own_unit = || Arg::phrase("own_unit", OWN_UNIT);
        let level = |level: CoordinationLevel| Arg::phrase(level.key(), level.label());
        let level = problem.level.map_or_else(own_unit, level);
        sink.fire(
            [key],
            [
                ("problem", name.into()),
                ("level", level),
                ("months", Arg::Number(months.into())),
            ],
        );
    }
}

fn was_open(report: &Report, problem: &Problem) -> bool {
    let mut before = report
        .problems
        .iter()
        .filter(|before| before.id == problem.id);
    before.any(|before| before.closed.is_none() && before.level == problem.level)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let open = |level| [("description", "用地未报批"), ("level", level)];
    let since = |months: &[&str], level| {
        let start = case().entry("problem.a", &open(level));
        months.iter().fold(start, |case, month| {
            case.past_entry(month, "problem.a", &open(level))
        })
    };
    let three = ["2022-02", "2022-03", "2022-04"];
    Cases::of(&RULE)
        .fires(
            "问题“用地未报批”在同一层级（县级）未办结已超过 3 个月",
            "The problem “用地未报批” has been open for more than 3 months at the same level (county)",
            since(&three, "county"),
        )
        .fires(
            "问题“用地未报批”在同一层级（责任单位）未办结已超过 3 个月",
            "The problem “用地未报批” has been open for more than 3 months at the same level (the \
             unit itself)",
            since(&three, ""),
        )
        .silent("the city is asked now", since(&three, "county").entry("problem.a", &open("city")))
        .silent(
            "the city was asked before",
            since(&three, "county").past_entry("2022-03", "problem.a", &open("city")),
        )
        .silent("nobody is above the region", since(&three, "region"))
        .silent("not long enough", since(&three[1..], "county"))
        .silent(
            "closed",
            since(&three, "county").entry(
                "problem.a",
                &[("level", "county"), ("closed", "2022-05-20")],
            ),
        )
        .silent(
            "closed once and open again",
            since(&three, "county").past_entry(
                "2022-02",
                "problem.a",
                &[("level", "county"), ("closed", "2022-02-20")],
            ),
        )
        .silent(
            "another problem",
            since(&[], "county")
                .past_entry("2022-02", "problem.b", &open("county"))
                .past_entry("2022-03", "problem.b", &open("county"))
                .past_entry("2022-04", "problem.b", &open("county")),
        )
        .silent("no problem, whatever is at hand", case().nothing_known())
        .not_evaluated(since(&[], "county").nothing_known())
}
