//! C006: a project is counted in an area that the jurisdiction knows.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C006"),
    severity: Severity::Mandatory,
    title: words("建设地点不在区划表内", "area not in the list"),
    message: words(
        "计划表中的建设地点代码“{area}”不在本地区划表内",
        "The plan's area code “{area}” is not in this jurisdiction's list",
    ),
    variants: &[],
    advice: words(
        "计划表由重点办维护，请联系重点办更正建设地点后再提交。",
        "The plan is kept by the city office: ask them to correct the area, then submit.",
    ),
    params: &[],
    missing: Missing::SkipIfAll,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划表中的建设地点代码不在本地区划表内（GB/T 2260 县级代码或本地扩展代码）。",
        "The plan row's area code is not in the profile's list (GB/T 2260 or a local extension).",
    ),
    why: words(
        "分县区汇总和通报以区划表为准，表外的项目会漏统。",
        "Totals and rankings go by this list; a project outside it would be lost from them.",
    ),
    source: "GB/T 2260；钦政办〔2022〕12号 二（一）、二（三）一是（各县区收集汇总）；2020年第一批自治区层面统筹推进重大项目建设实施方案 二（一）（按市分列）",
    fires: words("建设地点代码 999999。", "Area code 999999."),
    silent: words("建设地点代码在区划表内。", "An area code of the list."),
};

// Shown at the head of 项目信息: the plan has no box of its own on the report.
fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let areas = &subject.context.profile.areas;
    let area = subject.plan().area.as_str();
    if !areas.is_empty() && !areas.iter().any(|known| known.code == area) {
        sink.fire([Field::ProjectCode.into()], [("area", area.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "计划表中的建设地点代码“999999”不在本地区划表内",
            "The plan's area code “999999” is not in this jurisdiction's list",
            case().plan(|plan| plan.area = "999999".to_owned()),
        )
        .silent("in the list", case())
        .silent(
            "a jurisdiction without areas",
            case()
                .plan(|plan| plan.area = "999999".to_owned())
                .profile(|profile| profile.areas.clear()),
        )
}
