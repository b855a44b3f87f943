//! C003: the last digit of a new-form project code follows from the others.

use super::super::prelude::*;
use crate::codes::project::{self, Fault};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C003"),
    severity: Severity::Verify,
    title: words(
        "项目代码校验位不符",
        "wrong check character of a project code",
    ),
    message: words(
        "项目代码 {project_code} 的校验位为 {found}，按其余数字应为 {expected}",
        "Project code {project_code}: the check digit is {found}, the other digits ask for {expected}",
    ),
    variants: &[],
    advice: words(
        "请与在线审批监管平台逐位核对；确认无误的，请说明代码来源。",
        "Compare it digit by digit with the approval platform; if it is right, say where it comes from.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "新版项目代码的末位与前 19 位按 ISO 7064 MOD 11,10 算出的校验位不符。旧版没有校验位。",
        "The last digit of a new-form code is not the ISO 7064 MOD 11,10 check digit of the 19 \
         before it. The old form has none.",
    ),
    why: words(
        "校验位不符多为抄错一位；算法由样本推得，故为核实性。",
        "Usually one digit was copied wrongly; the algorithm was derived from samples, so the clerk \
         may say that the code is right all the same.",
    ),
    source: "GB/T 40058-2021；ISO 7064",
    fires: words("2410-451421-04-01-627217。", "2410-451421-04-01-627217."),
    silent: words("2410-451421-04-01-627218。", "2410-451421-04-01-627218."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(code) = subject.project_code() else {
        return;
    };
    if let Err(Fault::CheckCharacter { expected, found }) = project::check(code) {
        sink.fire(
            [Field::ProjectCode.into()],
            [
                ("project_code", code.into()),
                ("expected", Arg::Text(expected.to_string())),
                ("found", Arg::Text(found.to_string())),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "项目代码 2410-451421-04-01-627217 的校验位为 7，按其余数字应为 8",
            "Project code 2410-451421-04-01-627217: the check digit is 7, the other digits ask for 8",
            case().draft(&[("project_code", "2410-451421-04-01-627217")]),
        )
        .silent(
            "the right one",
            case().draft(&[("project_code", "2410-451421-04-01-627218")]),
        )
        .silent(
            "the old form has none",
            case().draft(&[("project_code", "2020-451421-88-03-016343")]),
        )
}
