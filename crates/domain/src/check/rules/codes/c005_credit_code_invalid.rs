//! C005: what stands as the owner's unified social credit code has the shape of one.

use super::super::prelude::*;
use crate::codes::uscc::{self, Fault};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C005"),
    severity: Severity::Mandatory,
    title: words("统一社会信用代码格式不对", "malformed credit code"),
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
        "业主统一社会信用代码不是 18 位、含不用的字符、首位不是登记管理部门、第 2 位不是该部门的机构类别、\
         第 3 至 8 位（行政区划）有字母，或者是居民身份证号码、存成数字丢了后几位。月报填了的看月报，\
         否则看计划表。校验码不符见 C014。",
        "The owner's unified social credit code is not 18 characters long, holds a character that is \
         never used, begins with no registrar or with a category that the registrar does not have, \
         has a letter in the division (characters 3 to 8), is a resident's identity number, or lost \
         digits as a number. The report's own is looked at, else the plan row's. C014 speaks of \
         check characters.",
    ),
    why: words(
        "同一业主在各项目间靠代码归并，错一位就成了两家。",
        "The code brings an owner's projects together; one wrong character makes two owners of one.",
    ),
    source: "GB 32100-2015",
    fires: words("9944030071526726XG。", "9944030071526726XG."),
    silent: words("9144030071526726XG。", "9144030071526726XG."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(code) = credit_code(subject) else {
        return;
    };
    if let Err(fault @ Fault::Malformed(_)) = uscc::check(code) {
        let reason = Arg::Phrase {
            key: String::new(),
            zh: fault.zh(),
            en: fault.to_string(),
        };
        sink.fire(
            [Field::OwnerUscc.into()],
            [("credit_code", code.into()), ("reason", reason)],
        );
    }
}

/// The report's own, else the plan row's.
pub(super) fn credit_code<'a>(subject: &'a Subject<'_>) -> Option<&'a str> {
    let given = subject.report.owner_uscc.as_deref();
    let planned = || subject.plan().owner_uscc.as_deref();
    given
        .or_else(planned)
        .filter(|code| !code.trim().is_empty())
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "业主统一社会信用代码“9944030071526726XG”第 2 位为 9，以 9 开头（市场监管）的代码第 2 位只有 1、2、3",
            "The owner's credit code “9944030071526726XG”: its second character is 9; codes that begin \
             with 9 (market regulation) have 1, 2, 3 there",
            case().draft(&[("owner_uscc", "9944030071526726XG")]),
        )
        .fires(
            "业主统一社会信用代码“123”共 3 位，统一社会信用代码应为 18 位",
            "The owner's credit code “123”: it has 3 characters; a unified social credit code has 18",
            case().plan(|plan| plan.owner_uscc = Some("123".to_owned())),
        )
        .silent(
            "a wrong check character is C014",
            case().draft(&[("owner_uscc", "9144030071526726XH")]),
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
