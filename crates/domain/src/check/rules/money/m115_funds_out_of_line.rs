//! M115: funds received cover what was completed, and stay within what the project costs.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M115"),
    severity: Severity::Verify,
    title: words("到位资金异常", "funds out of line"),
    message: words(
        "累计到位资金 {funds} 万元小于自开工累计完成投资 {since_start} 万元",
        "Funds received {funds} 万元 are below the since-start figure {since_start} 万元",
    ),
    variants: &[words(
        "累计到位资金 {funds} 万元大于总投资 {total} 万元",
        "Funds received {funds} 万元 are above the total investment {total} 万元",
    )],
    advice: words(
        "请核对单位和数字；属实的，说明资金缺口如何解决或资金来源。",
        "Check the unit and the digits; if they are right, say how the gap is covered or \
         where the funds come from.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "累计到位资金 < 自开工累计完成投资，或 > 总投资。两者都从开工算起。",
        "Funds received since start are below the since-start figure or above the total investment: both \
         count from the start.",
    ),
    why: words(
        "完成投资多于到位资金，说明有垫资或拖欠；多于总投资，多为填错单位。",
        "More completed than received means that someone advances money or is owed it; more \
         than the total usually means a wrong unit.",
    ),
    source: "统计审核惯例（到位资金与完成投资、总投资比较）",
    fires: words(
        "累计到位资金 800，自开工累计 1,200。",
        "Received 800, since start 1,200.",
    ),
    silent: words(
        "累计到位资金 1,500，自开工累计 1,200。",
        "Received 1,500, since start 1,200.",
    ),
};

// One finding at most: an explanation belongs to one finding of a box.
fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(funds) = subject.report.funds_received else {
        return;
    };
    let since_start = subject.report.since_start.filter(|done| funds < *done);
    let total = subject
        .plan()
        .total_investment
        .filter(|total| funds > *total);
    let field = FieldKey::from(Field::FundsReceived);
    if let Some(since_start) = since_start {
        let args = [("funds", funds.into()), ("since_start", since_start.into())];
        sink.fire([field, Field::SinceStart.into()], args);
    } else if let Some(total) = total {
        sink.fire([field], [("funds", funds.into()), ("total", total.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "累计到位资金 800.00 万元小于自开工累计完成投资 1,200.00 万元",
            "Funds received 800.00 万元 are below the since-start figure 1,200.00 万元",
            case().draft(&[("funds_received", "800"), ("since_start", "1200")]),
        )
        .fires(
            "累计到位资金 12,000.00 万元大于总投资 10,000.00 万元",
            "Funds received 12,000.00 万元 are above the total investment 10,000.00 万元",
            case().draft(&[("funds_received", "12000")]),
        )
        .silent(
            "in between",
            case().draft(&[("funds_received", "1500"), ("since_start", "1200")]),
        )
        .silent(
            "exactly what was completed",
            case().draft(&[("funds_received", "1200"), ("since_start", "1200")]),
        )
        .silent(
            "exactly the total",
            case().draft(&[("funds_received", "10000")]),
        )
        .silent("not filled", case().draft(&[("since_start", "1200")]))
}
