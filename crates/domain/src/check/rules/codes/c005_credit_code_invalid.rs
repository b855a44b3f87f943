//! C005: the owner's unified social credit code is one.

use super::super::prelude::*;
use crate::codes::uscc;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C005"),
    severity: Severity::Mandatory,
    title: words("统一社会信用代码有误", "invalid credit code"),
    message: words(
        "业主统一社会信用代码“{credit_code}”{reason}",
        "The owner's credit code “{credit_code}”: {reason}",
    ),
    variants: &[],
    advice: words(
        "请对照营业执照填写；计划表有误的，在本格填正确的代码，并告知重点办。",
        "Copy it from the licence; if the plan's is wrong, type the right one here and tell the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "业主统一社会信用代码不是 18 位、含不用的字符、首位不对或校验码不符。月报填了的看月报，否则看计划表。",
        "The owner's unified social credit code is not 18 characters long, holds a character that \
         is never used, begins wrongly or has a wrong check character. The report's own is looked \
         at, else the plan row's.",
    ),
    why: words(
        "同一业主在各项目间靠代码归并，错一位就成了两家。",
        "The code brings an owner's projects together; one wrong character makes two owners of one.",
    ),
    source: "GB 32100-2015",
    fires: words("9144030071526726XH。", "9144030071526726XH."),
    silent: words("9144030071526726XG。", "9144030071526726XG."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let given = subject.report.owner_uscc.as_deref();
    let planned = || subject.plan().owner_uscc.as_deref();
    let Some(code) = given
        .or_else(planned)
        .filter(|code| !code.trim().is_empty())
    else {
        return;
    };
    if let Err(fault) = uscc::check(code) {
        let reason = Arg::Phrase {
            zh: fault.zh(),
            en: fault.to_string(),
        };
        sink.fire(
            [Field::OwnerUscc.into()],
            [("credit_code", code.into()), ("reason", reason)],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "业主统一社会信用代码“9144030071526726XH”校验码为 H，按其余字符应为 G，请对照营业执照逐位核对",
            "The owner's credit code “9144030071526726XH”: the check character is H, the others ask \
             for G; compare character by character with the licence",
            case().draft(&[("owner_uscc", "9144030071526726XH")]),
        )
        .fires(
            "业主统一社会信用代码“123”共 3 位，统一社会信用代码应为 18 位",
            "The owner's credit code “123”: it has 3 characters; a unified social credit code has 18",
            case().plan(|plan| plan.owner_uscc = Some("123".to_owned())),
        )
        .silent("valid", case().draft(&[("owner_uscc", "9144030071526726XG")]))
        .silent(
            "the report's own code comes before the plan's",
            case()
                .plan(|plan| plan.owner_uscc = Some("123".to_owned()))
                .draft(&[("owner_uscc", "91350100M000100Y43")]),
        )
        .silent("none given", case())
}
