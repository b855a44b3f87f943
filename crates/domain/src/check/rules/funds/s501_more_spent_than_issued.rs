//! S501: nobody spends more of a grant or a bond than was issued.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S501"),
    severity: Severity::Mandatory,
    title: words("支付使用超下达", "more spent than issued"),
    message: words(
        "{spent_field} {spent} 万元大于{issued_field} {issued} 万元",
        "{spent_field} {spent} 万元 is above {issued_field} {issued} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对两个数和单位；有追加下达的，下达额填累计数。",
        "Check both figures and the unit; a later issue is added to what was issued.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "中央预算内投资支付额 > 下达额，或专项债券使用额 > 发行额。",
        "Central budget paid is above issued, or special bond used above issued.",
    ),
    why: words(
        "支付率、使用率不可能超过 100%；多为单位填错或漏填追加下达。",
        "Neither rate can be above 100%; usually a unit is wrong or a later issue was left out.",
    ),
    source: "钦州市关于扩大有效投资十条措施（征求意见稿）（五）、（七）",
    fires: words("下达 500，支付 600。", "Issued 500, paid 600."),
    silent: words("下达 500，支付 500。", "Issued 500, paid 500."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let pairs = [
        (
            (Field::CentralPaid, report.central_paid),
            (Field::CentralIssued, report.central_issued),
        ),
        (
            (Field::BondUsed, report.bond_used),
            (Field::BondIssued, report.bond_issued),
        ),
    ];
    for ((spent_field, spent), (issued_field, issued)) in pairs {
        if let (Some(spent), Some(issued)) = (spent, issued)
            && spent > issued
        {
            sink.fire(
                [spent_field.into(), issued_field.into()],
                [
                    ("spent_field", spent_field.into()),
                    ("spent", spent.into()),
                    ("issued_field", issued_field.into()),
                    ("issued", issued.into()),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "中央预算内投资支付额 600.00 万元大于中央预算内投资下达额 500.00 万元",
            "Central budget paid 600.00 万元 is above Central budget issued 500.00 万元",
            case().draft(&[("central_paid", "600"), ("central_issued", "500")]),
        )
        .fires(
            "专项债券使用额 2.00 万元大于专项债券发行额 1.00 万元",
            "Special bond used 2.00 万元 is above Special bond issued 1.00 万元",
            case().draft(&[("bond_used", "2"), ("bond_issued", "1")]),
        )
        .silent(
            "all of it",
            case().draft(&[("central_paid", "500"), ("central_issued", "500")]),
        )
        .silent("no issue given", case().draft(&[("central_paid", "500")]))
}
