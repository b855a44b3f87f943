//! C014: the last character of a credit code follows from the others.

use super::super::prelude::*;
use super::c005_credit_code_invalid::credit_code;
use crate::codes::uscc::{self, Fault};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C014"),
    severity: Severity::Verify,
    title: words(
        "统一社会信用代码校验码不符",
        "wrong check character of a credit code",
    ),
    message: words(
        "业主统一社会信用代码 {credit_code} 的校验码为 {found}，按其余字符应为 {expected}",
        "The owner's credit code {credit_code}: the check character is {found}, the others ask for {expected}",
    ),
    variants: &[],
    advice: words(
        "请对照营业执照逐位核对；执照上确实如此的（2016 年前赋码的有这种情况），请说明。",
        "Compare it character by character with the licence; if the licence says so (some codes given \
         before 2016 do), say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "业主统一社会信用代码的末位与前 17 位按 GB 32100-2015 算出的校验码不符。月报填了的看月报，否则看计划表。",
        "The last character of the owner's unified social credit code is not the one that the 17 before \
         it ask for by GB 32100-2015. The report's own is looked at, else the plan row's.",
    ),
    why: words(
        "多为抄错一位，同一业主就成了两家；但 2016 年前赋码、仍在使用的代码有校验码不符的，故为核实性。",
        "Usually one character was copied wrongly, which makes two owners of one; but some codes from \
         before 2016 that are still in use have another one, so the clerk may say that it is right.",
    ),
    source: "GB 32100-2015",
    fires: words("9144030071526726XH。", "9144030071526726XH."),
    silent: words("9144030071526726XG。", "9144030071526726XG."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(code) = credit_code(subject) else {
        return;
    };
    if let Err(Fault::CheckCharacter { expected, found }) = uscc::check(code) {
        sink.fire(
            [Field::OwnerUscc.into()],
            [
                ("credit_code", code.into()),
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
            "业主统一社会信用代码 9144030071526726XH 的校验码为 H，按其余字符应为 G",
            "The owner's credit code 9144030071526726XH: the check character is H, the others ask for G",
            case().draft(&[("owner_uscc", "9144030071526726XH")]),
        )
        .fires(
            "业主统一社会信用代码 9144030071526726XH 的校验码为 H，按其余字符应为 G",
            "The owner's credit code 9144030071526726XH: the check character is H, the others ask for G",
            case().plan(|plan| plan.owner_uscc = Some("9144030071526726XH".to_owned())),
        )
        .silent(
            "the right one",
            case().draft(&[("owner_uscc", "9144030071526726XG")]),
        )
        .silent(
            "what has no shape is C005",
            case().draft(&[("owner_uscc", "123")]),
        )
        .silent("none given", case())
}
