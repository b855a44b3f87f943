//! C002: what stands as a project code has the shape of one.

use super::super::prelude::*;
use crate::codes::project::{self, Fault};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C002"),
    severity: Severity::Mandatory,
    title: words("项目代码格式不对", "malformed project code"),
    message: words(
        "项目代码“{project_code}”{reason}",
        "Project code “{project_code}”: {reason}",
    ),
    variants: &[],
    advice: words(
        "请从在线审批监管平台复制项目代码；计划表有误的，在本格填正确的代码，并告知重点办。",
        "Copy the code from the approval platform; if the plan's is wrong, type the right one here \
         and tell the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "项目代码既不是新版（YYMM-AAAAAA-DD-TT-RRRRRC）也不是旧版（YYYY-AAAAAA-II-TT-NNNNNN）。\
         月报填了代码的看月报，否则看计划表。",
        "The project code has neither the new form (YYMM-AAAAAA-DD-TT-RRRRRC) nor the old one \
         (YYYY-AAAAAA-II-TT-NNNNNN). The report's own code is looked at, else the plan row's.",
    ),
    why: words(
        "项目代码是与在线审批监管平台对接的唯一标识。",
        "The code is what identifies a project on the approval platform.",
    ),
    source: "GB/T 40058-2021",
    fires: words(
        "项目代码填 2410-451421。",
        "The code is given as 2410-451421.",
    ),
    silent: words(
        "2410-451421-04-01-627218（新版）；2020-451421-88-03-016343（旧版）。",
        "2410-451421-04-01-627218 (new form); 2020-451421-88-03-016343 (old form).",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(code) = subject.project_code() else {
        return;
    };
    if let Err(fault @ Fault::Malformed(_)) = project::check(code) {
        let reason = Arg::Phrase {
            key: String::new(),
            zh: fault.zh(),
            en: fault.to_string(),
        };
        sink.fire(
            [Field::ProjectCode.into()],
            [("project_code", code.into()), ("reason", reason)],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "项目代码“2410-451421”共 10 位数字，项目代码应为 20 位，如 2410-451421-04-01-627218",
            "Project code “2410-451421”: it has 10 digits; a project code has 20, as in \
             2410-451421-04-01-627218",
            case().plan(|plan| plan.code = Some("2410-451421".to_owned())),
        )
        .silent(
            "the report's own code comes before the plan's",
            case()
                .plan(|plan| plan.code = Some("2410-451421".to_owned()))
                .draft(&[("project_code", "2410-451421-04-01-627218")]),
        )
        .silent(
            "the old form",
            case().draft(&[("project_code", "2020-451421-88-03-016343")]),
        )
        .silent(
            "a wrong check character is C003",
            case().draft(&[("project_code", "2410-451421-04-01-627217")]),
        )
        .silent("no code at all is C004", case())
}
