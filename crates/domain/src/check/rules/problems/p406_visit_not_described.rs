//! P406: a visit has a day that has come, and somebody who came.

use super::super::prelude::*;
use crate::report::records::VISIT;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P406"),
    severity: Severity::Mandatory,
    title: words("走访填写不全", "visit not described"),
    message: words("走访未填{missing}", "A visit lacks its {missing}"),
    variants: &[words(
        "走访日期 {day} 晚于报告月末 {month_end}",
        "The visit of {day} lies after the end of the reported month, {month_end}",
    )],
    advice: words(
        "请补充走访日期和走访领导；没有走访或还没有走访的，删除这一条。",
        "Give the day and who came; if there was no visit, or it is still to come, remove the entry.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "一次走访缺日期或缺走访领导，或日期晚于报告月的最后一天。提交时审核。",
        "A visit lacks its day or who came, or its day lies after the last of the reported month. Judged \
         at submission.",
    ),
    why: words(
        "走访按日期计入当月；没有日期的不知是哪个月的，没有走访领导的无法通报。",
        "A visit counts in the month of its day; without one nobody knows which that is, and without \
         the visitor it cannot be published.",
    ),
    source: "钦州市关于扩大有效投资十条措施（征求意见稿）（四）（每月开展一次现场走访服务）",
    fires: words(
        "添加了一次走访，只填了走访领导。",
        "A visit that names the visitor and no day.",
    ),
    silent: words(
        "5 月月报：2022-05-12，某副市长。",
        "In May: 2022-05-12, a vice mayor.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let month_end = subject.context.month.last_day();
    for visit in &subject.report.visits {
        let Some(key) = FieldKey::of(&VISIT, &visit.id) else {
            continue;
        };
        let (missing, words): (&[&str], _) = match (visit.day, &visit.visitor) {
            (Some(day), Some(_)) => {
                if day > month_end {
                    let args = [("day", day.into()), ("month_end", month_end.into())];
                    sink.fire_within(key, &["day"], args);
                }
                continue;
            }
            (None, Some(_)) => (&["day"], words("走访日期", "day")),
            (Some(_), None) => (&["visitor"], words("走访领导", "visitor")),
            (None, None) => (
                &["day", "visitor"],
                words("走访日期和走访领导", "day and visitor"),
            ),
        };
        let words = Arg::phrase(missing.join("+"), words);
        sink.fire_within(key, missing, [("missing", words)]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let visit = |day: &'static str, visitor: &'static str| {
        case().entry("visit.a", &[("day", day), ("visitor", visitor)])
    };
    Cases::of(&RULE)
        .fires(
            "走访未填走访日期",
            "A visit lacks its day",
            visit("", "某副市长"),
        )
        .fires(
            "走访未填走访领导",
            "A visit lacks its visitor",
            visit("2022-05-12", " "),
        )
        .fires(
            "走访未填走访日期和走访领导",
            "A visit lacks its day and visitor",
            case().entry("visit.a", &[("matter", "砂石供应")]),
        )
        .fires(
            "走访日期 2022-06-01 晚于报告月末 2022-05-31",
            "The visit of 2022-06-01 lies after the end of the reported month, 2022-05-31",
            visit("2022-06-01", "某副市长"),
        )
        .silent("on the last day", visit("2022-05-31", "某副市长"))
        .silent("still typing", visit("", "某副市长").typing())
        .silent("no visit", case())
}
