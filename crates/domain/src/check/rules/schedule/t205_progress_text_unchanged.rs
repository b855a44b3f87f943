//! T205: money was spent, so something changed on the site.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T205"),
    severity: Severity::Verify,
    title: words("形象进度与上月相同", "progress text unchanged"),
    message: words(
        "形象进度与上月完全相同，而本月完成投资 {month} 万元",
        "The progress text is the same as last month's, although {month} 万元 were invested",
    ),
    variants: &[],
    advice: words(
        "请写明本月新完成的工程部位和数量；确无变化的，说明投资内容。",
        "Say what was built this month; if nothing changed, say what the money was spent on.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "形象进度与上月逐字相同（不计空白），而本月完成大于 0。已竣工的不审核。",
        "The progress text is last month's word for word (blanks aside) although the month is above 0. \
         Not judged after completion.",
    ),
    why: words(
        "有投资而工程描述不变，多为复制上月月报。竣工后付尾款、冲减以前月份，工程本来就不变。",
        "Investment without a change on site usually means that last month's report was copied. Final \
         payments and corrections change nothing on site.",
    ),
    source: "月报审核惯例（投资与形象进度互相印证）",
    fires: words(
        "两个月都填“主体结构完成三层”，本月完成 200。",
        "“主体结构完成三层” in both months, the month being 200.",
    ),
    silent: words(
        "上月“完成三层”，本月“完成五层”。",
        "Three storeys last month, five this month.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(month), Some(text)) = (report.month_investment, &report.visual_progress) else {
        return;
    };
    if month <= Money::ZERO || report.is_completed() {
        return;
    }
    let previous = subject.previous(sink);
    let Some(before) = previous.and_then(|past| past.visual_progress.as_ref()) else {
        return;
    };
    if text
        .split_whitespace()
        .flat_map(str::chars)
        .eq(before.split_whitespace().flat_map(str::chars))
    {
        sink.fire([Field::VisualProgress.into()], [("month", month.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |month| {
        case()
            .draft(&[
                ("month_investment", month),
                ("visual_progress", "主体结构 完成三层"),
            ])
            .past("2022-04", &[("visual_progress", "主体结构完成三层")])
    };
    Cases::of(&RULE)
        .fires(
            "形象进度与上月完全相同，而本月完成投资 200.00 万元",
            "The progress text is the same as last month's, although 200.00 万元 were invested",
            with("200"),
        )
        .silent("nothing invested", with("0"))
        .silent("a correction", with("-200"))
        .silent(
            "a final payment",
            with("200").draft(&[("actual_completion", "2022-03-20")]),
        )
        .silent(
            "another text",
            with("200").draft(&[("visual_progress", "主体结构完成五层")]),
        )
        .not_evaluated(case().nothing_known().draft(&[
            ("month_investment", "200"),
            ("visual_progress", "主体结构完成三层"),
        ]))
}
