//! M109: a project under construction spends money.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M109"),
    severity: Severity::Verify,
    title: words("连续数月无投资", "no investment for months"),
    message: words(
        "连续 {months} 个月本月完成投资为 0，项目未报停工",
        "Nothing was invested for {months} months in a row, and no halt is reported",
    ),
    variants: &[],
    advice: words(
        "已停工的，将建设状态改为停工并填原因；未停工的，请说明无投资的原因。",
        "If work has stopped, set the status to halted and say why; otherwise explain why \
         nothing was invested.",
    ),
    params: &[("months", "2")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "已开工、未停工、未竣工、形象进度未写待验收的项目，连续 months 个月（默认 2，含本月）本月完成均为 0。1、2 月月报不审核。",
        "A project that has started and is neither halted nor completed nor, in its progress text, \
         waiting for acceptance reports 0 for months months in a row (2 by default, this one included). \
         The reports of January and February are not judged.",
    ),
    why: words(
        "长期无投资多为实际停工未报，或漏报。春节前后、完工待验收时没有投资是正常的。",
        "Nothing for months usually means a halt that nobody reported, or figures left out. Around the \
         Spring Festival and before acceptance there is nothing to report.",
    ),
    source: "统计审核惯例（零投资核实）；停工项目清查的做法见钦州市关于扩大有效投资十条措施（征求意见稿）（三十四）",
    fires: words(
        "4 月、5 月本月完成都是 0，状态正常。",
        "April and May are both 0 and the status is normal.",
    ),
    silent: words("4 月完成 50，5 月为 0。", "April is 50, May is 0."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if !is_idle(subject.report) || subject.context.month.number() <= 2 {
        return;
    }
    let months = subject.param("months").to_i32().unwrap_or(2).clamp(1, 24);
    for back in 1..months {
        match subject.past(subject.context.month.plus(-back)) {
            Past::Report(report) if is_idle(report) => {}
            Past::Report(_) | Past::NoReport => return,
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    sink.fire(
        [Field::MonthInvestment.into()],
        [("months", Arg::Number(months.into()))],
    );
}

fn is_idle(report: &Report) -> bool {
    report.month_investment.is_some_and(Money::is_zero)
        && report.is_started()
        && !report.is_halted()
        && !report.is_completed()
        && !waits_for_acceptance(report)
}

fn waits_for_acceptance(report: &Report) -> bool {
    let text = report.visual_progress.as_deref().unwrap_or_default();
    let waits = [
        "待验收",
        "待竣工验收",
        "待交工验收",
        "等待验收",
        "等待竣工验收",
    ];
    waits.iter().any(|words| text.contains(words))
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let idle = &[("month_investment", "0"), ("actual_start", "2021-03-01")];
    let busy = &[("month_investment", "50"), ("actual_start", "2021-03-01")];
    Cases::of(&RULE)
        .fires(
            "连续 2 个月本月完成投资为 0，项目未报停工",
            "Nothing was invested for 2 months in a row, and no halt is reported",
            case().draft(idle).past("2022-04", idle),
        )
        .silent(
            "January",
            case().month("2022-01").draft(idle).past("2021-12", idle),
        )
        .silent(
            "February",
            case().month("2022-02").draft(idle).past("2022-01", idle),
        )
        .fires(
            "连续 2 个月本月完成投资为 0，项目未报停工",
            "Nothing was invested for 2 months in a row, and no halt is reported",
            case().month("2022-03").draft(idle).past("2022-02", idle),
        )
        .silent(
            "completed",
            case()
                .draft(idle)
                .draft(&[("status", "completed")])
                .past("2022-04", idle),
        )
        .silent(
            "waits for acceptance",
            case()
                .draft(idle)
                .draft(&[("visual_progress", "全部工程已完成，待竣工验收")])
                .past("2022-04", idle),
        )
        .silent(
            "last month had work",
            case().draft(idle).past("2022-04", busy),
        )
        .silent(
            "this month has work",
            case().draft(busy).past("2022-04", idle),
        )
        .silent(
            "halted",
            case()
                .draft(idle)
                .draft(&[("status", "halted")])
                .past("2022-04", idle),
        )
        .silent(
            "the profile waits for three months",
            case()
                .param("M109", "months", "3")
                .draft(idle)
                .past("2022-04", idle)
                .past("2022-03", busy),
        )
        .not_evaluated(case().nothing_known().draft(idle))
}
