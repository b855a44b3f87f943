//! M115: funds received cover what was completed, and stay within what the project costs.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M115"),
    severity: Severity::Verify,
    title: words("到位资金异常", "funds out of line"),
    message: words(
        "累计到位资金 {funds} 万元小于本年累计完成投资 {year_to_date} 万元",
        "Funds received {funds} 万元 are below the year to date {year_to_date} 万元",
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
        "累计到位资金 < 本年累计完成投资，或 > 总投资。",
        "Funds received since start are below the year to date or above the total investment.",
    ),
    why: words(
        "完成投资多于到位资金，说明有垫资或拖欠；多于总投资，多为填错单位。",
        "More completed than received means that someone advances money or is owed it; more \
         than the total usually means a wrong unit.",
    ),
    source: "统计审核惯例（到位资金与完成投资、总投资比较）",
    fires: words(
        "累计到位资金 800，本年累计 1,200。",
        "Received 800, year to date 1,200.",
    ),
    silent: words(
        "累计到位资金 1,500，本年累计 1,200。",
        "Received 1,500, year to date 1,200.",
    ),
};

// One finding at most: an explanation belongs to one finding of a box.
fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(funds) = subject.report.funds_received else {
        return;
    };
    let year_to_date = subject.report.year_to_date.filter(|year| funds < *year);
    let total = subject
        .plan()
        .total_investment
        .filter(|total| funds > *total);
    let field = FieldKey::from(Field::FundsReceived);
    if let Some(year_to_date) = year_to_date {
        let args = [
            ("funds", funds.into()),
            ("year_to_date", year_to_date.into()),
        ];
        sink.fire([field, Field::YearToDate.into()], args);
    } else if let Some(total) = total {
        sink.fire([field], [("funds", funds.into()), ("total", total.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "累计到位资金 800.00 万元小于本年累计完成投资 1,200.00 万元",
            "Funds received 800.00 万元 are below the year to date 1,200.00 万元",
            case().draft(&[("funds_received", "800"), ("year_to_date", "1200")]),
        )
        .fires(
            "累计到位资金 12,000.00 万元大于总投资 10,000.00 万元",
            "Funds received 12,000.00 万元 are above the total investment 10,000.00 万元",
            case().draft(&[("funds_received", "12000")]),
        )
        .silent(
            "in between",
            case().draft(&[("funds_received", "1500"), ("year_to_date", "1200")]),
        )
        .silent(
            "exactly what was completed",
            case().draft(&[("funds_received", "1200"), ("year_to_date", "1200")]),
        )
        .silent(
            "exactly the total",
            case().draft(&[("funds_received", "10000")]),
        )
        .silent("not filled", case().draft(&[("year_to_date", "1200")]))
}
