//! S506: what was received, issued, paid or built does not become less.

use super::super::prelude::*;
use crate::report::Section;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S506"),
    severity: Severity::Verify,
    title: words("累计数倒退", "cumulative figure fell"),
    message: words(
        "{field} {amount} 万元小于 {last} 月报的 {was} 万元",
        "{field} {amount} 万元 is below the {was} 万元 that {last} reported",
    ),
    variants: &[],
    advice: words(
        "请核对两期数字；确有退回、收回或调整的，说明情况。",
        "Hold both reports side by side; if money was given back or the parts were sorted anew, say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "累计到位资金、中央预算内投资下达额或支付额、专项债券发行额或使用额小于最近一份月报；或本月完成不小于 0 时，投资构成的某一项小于本年最近一份月报。",
        "The funds received, the central budget issued or paid, or the special bond issued or used is below that of the last report; or, when the month is not below 0, a part of the year to date is below that of the last report of the year.",
    ),
    why: words(
        "这些数从开工（或年初）累计，只增不减；变小多为填错行、填了当月数。",
        "They add up from the start (or the beginning of the year); one that falls is usually another row's, or the month's alone.",
    ),
    source: "统计审核惯例（累计数不减）",
    fires: words(
        "4 月累计到位资金 1,500，5 月 1,200。",
        "Funds received 1,500 in April, 1,200 in May.",
    ),
    silent: words("4 月 1,500，5 月 1,500。", "1,500 in both."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, this) = (subject.report, subject.context.month);
    if figures(report).iter().all(|(_, figure)| figure.is_none()) {
        return;
    }
    let Some((at, last)) = subject.last_at_hand(sink) else {
        return;
    };
    let takes_back = report.month_investment.is_some_and(Money::is_negative);
    let parts_count = at.year() == this.year() && !takes_back;
    for ((field, now), (_, was)) in figures(report).into_iter().zip(figures(last)) {
        let Some((amount, was)) = now.zip(was) else {
            continue;
        };
        let is_part = field.section() == Section::Investment;
        if amount < was && (parts_count || !is_part) {
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("amount", amount.into()),
                    ("last", at.into()),
                    ("was", was.into()),
                ],
            );
        }
    }
}

const fn figures(report: &Report) -> [(Field, Option<Money>); 9] {
    [
        (Field::Construction, report.construction),
        (Field::Installation, report.installation),
        (Field::Equipment, report.equipment),
        (Field::OtherCost, report.other_cost),
        (Field::FundsReceived, report.funds_received),
        (Field::CentralIssued, report.central_issued),
        (Field::CentralPaid, report.central_paid),
        (Field::BondIssued, report.bond_issued),
        (Field::BondUsed, report.bond_used),
    ]
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |field, was, now| {
        case()
            .past("2022-04", &[(field, was)])
            .draft(&[(field, now)])
    };
    Cases::of(&RULE)
        .fires(
            "累计到位资金 1,200.00 万元小于 2022-04 月报的 1,500.00 万元",
            "Funds received 1,200.00 万元 is below the 1,500.00 万元 that 2022-04 reported",
            with("funds_received", "1500", "1200"),
        )
        .fires(
            "专项债券使用额 1,200.00 万元小于 2022-02 月报的 1,500.00 万元",
            "Special bond used 1,200.00 万元 is below the 1,500.00 万元 that 2022-02 reported",
            case()
                .past("2022-02", &[("bond_used", "1500")])
                .draft(&[("bond_used", "1200"), ("month_investment", "-5")]),
        )
        .fires(
            "其中：设备工器具购置 90.00 万元小于 2022-04 月报的 100.00 万元",
            "of which equipment 90.00 万元 is below the 100.00 万元 that 2022-04 reported",
            with("equipment", "100", "90"),
        )
        .silent(
            "a correction",
            with("equipment", "100", "90").draft(&[("month_investment", "-10")]),
        )
        .silent(
            "the parts begin anew with the year",
            case()
                .month("2022-01")
                .past("2021-12", &[("equipment", "100")])
                .draft(&[("equipment", "5")]),
        )
        .silent("the same", with("funds_received", "1500", "1500"))
        .silent(
            "not filled before",
            case().draft(&[("funds_received", "1500")]),
        )
        .silent("nothing is filled", case().nothing_known())
        .not_evaluated(case().nothing_known().draft(&[("funds_received", "1500")]))
}
