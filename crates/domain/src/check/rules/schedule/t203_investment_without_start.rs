//! T203: a project that is new this year has completed investment, but no actual start.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T203"),
    severity: Severity::Verify,
    title: words("未开工先有投资", "investment without a start"),
    message: words(
        "新开工项目已完成投资 {amount} 万元，但未填实际开工日期",
        "A newly started project has completed {amount} 万元, but gives no actual start",
    ),
    variants: &[],
    advice: words(
        "已开工的请填实际开工日期；未开工的请说明投资内容。",
        "Give the actual start; if it has not started, say what the money was spent on.",
    ),
    params: &[("share", "0.05")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "新开工项目没有实际开工日期，而本月完成大于 0，或自开工累计（未填的按本年累计）> 总投资 × share（默认 0.05）。提交时审核。",
        "A 新开工 project gives no actual start although the month is above 0, or its since-start figure \
         (or the year to date where that is empty) is above total investment × share (0.05 by default). \
         Judged at submission.",
    ),
    why: words(
        "完成投资一般从开工算起；开工前确有支出的（如征地、设备预付）应说明。以前说明过的少量前期投资，不必月月说明。",
        "Investment counts from the start as a rule; what was spent before (land, equipment paid \
         in advance) wants a word, but a little of it not one in every month.",
    ),
    source: "统计审核惯例（投资与开工日期核对）；钦政办〔2022〕12号 二（三）一是",
    fires: words(
        "新开工项目本月完成 200，实际开工日期空白。",
        "A 新开工 project reports 200 for the month and no actual start.",
    ),
    silent: words(
        "同一项目填实际开工 2022-05-08。",
        "The same project gives an actual start on 2022-05-08.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    if subject.plan().nature != Nature::NewStart
        || report.is_started()
        || subject.is_unread(Field::ActualStart)
    {
        return;
    }
    let month = report.month_investment.filter(|m| *m > Money::ZERO);
    let before = || {
        let total = subject.plan().total_investment?;
        let done = report.since_start.or(report.year_to_date)?;
        Some(done).filter(|done| *done > total.times(subject.param("share")))
    };
    if let Some(amount) = month.or_else(before) {
        sink.fire([Field::ActualStart.into()], [("amount", amount.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let new = || case().nature(Nature::NewStart);
    Cases::of(&RULE)
        .fires(
            "新开工项目已完成投资 200.00 万元，但未填实际开工日期",
            "A newly started project has completed 200.00 万元, but gives no actual start",
            new().draft(&[("month_investment", "200")]),
        )
        .silent(
            "started",
            new().draft(&[("month_investment", "200"), ("actual_start", "2022-05-08")]),
        )
        .fires(
            "新开工项目已完成投资 600.00 万元，但未填实际开工日期",
            "A newly started project has completed 600.00 万元, but gives no actual start",
            new().draft(&[("month_investment", "0"), ("since_start", "600")]),
        )
        .fires(
            "新开工项目已完成投资 501.00 万元，但未填实际开工日期",
            "A newly started project has completed 501.00 万元, but gives no actual start",
            new().draft(&[("year_to_date", "501")]),
        )
        .silent(
            "a little was spent before",
            new().draft(&[("month_investment", "0"), ("since_start", "500")]),
        )
        .silent(
            "a correction of what was spent before",
            new().draft(&[("month_investment", "-5"), ("since_start", "20")]),
        )
        .silent("续建", case().draft(&[("month_investment", "200")]))
        .silent(
            "nothing completed",
            new().draft(&[("month_investment", "0")]),
        )
        .silent(
            "the day is filled, though not understood",
            new().draft(&[("month_investment", "200"), ("actual_start", "五月")]),
        )
        .silent(
            "still typing",
            new().typing().draft(&[("month_investment", "200")]),
        )
}
