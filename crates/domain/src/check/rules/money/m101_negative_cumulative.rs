//! M101: a cumulative figure is never below zero.

use super::super::prelude::*;
use crate::check::rule::Corrected;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M101"),
    severity: Severity::Mandatory,
    title: words("累计数为负", "negative cumulative figure"),
    message: words(
        "{field} {amount} 万元小于 0",
        "{field} is {amount} 万元, below 0",
    ),
    variants: &[],
    advice: words(
        "请核对正负号和数字；冲减以前月份的，负数填在“本月完成投资”。",
        "Check the sign and the digits; a correction of earlier months goes into the month's own figure.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "除“本月完成投资”以外的任一金额小于 0。本年累计和投资构成，本月或本年以前月份有冲减（本月完成小于 0）的不审核，由 M102 要求说明；\
         本年有漏报月份的，冲减可能在漏报的月份，也不审核。",
        "Any amount other than the month's own is below 0. The year to date and its parts are not judged \
         when this month or an earlier one of the year is a downward correction, which M102 asks about, or \
         when a month of the year was left out between two reports: it may have been one.",
    ),
    why: words(
        "累计数从 0 起算，负数多为误填负号或数字错位。只有冲减上年多报的投资，才会使本年累计为负。",
        "A cumulative figure starts at 0; below that a minus sign or a digit has slipped. Only a \
         correction of what last year reported too much makes a year to date negative.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是（每月报投资完成情况）；累计数不为负是统计审核惯例",
    fires: words("本年累计填 -20 万元。", "Year to date is -20 万元."),
    silent: words(
        "1 月冲减上年投资：本月完成 -20 万元，本年累计 -20 万元（见 M102）。",
        "In January last year's figure is corrected: the month and the year to date are -20 万元 (see M102).",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let negative = || {
        let amounts = subject.amounts();
        amounts.filter(|(field, amount)| *field != Field::MonthInvestment && amount.is_negative())
    };
    // looked up only if it matters
    let mut corrected = None;
    let mut has_fired = false;
    for (field, amount) in negative() {
        let may_be_negative = field.may_be_negative()
            && *corrected.get_or_insert_with(|| subject.is_corrected_this_year()) != Corrected::No;
        if !may_be_negative {
            has_fired = true;
            sink.fire(
                [field.into()],
                [("field", field.into()), ("amount", amount.into())],
            );
        }
    }
    if corrected == Some(Corrected::NotHere) && !has_fired {
        sink.not_evaluated();
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本年累计完成投资 -20.00 万元小于 0",
            "Year to date is -20.00 万元, below 0",
            case().draft(&[("year_to_date", "-20")]),
        )
        .fires(
            "累计到位资金 -20.00 万元小于 0",
            "Funds received is -20.00 万元, below 0",
            case().draft(&[("month_investment", "-20"), ("funds_received", "-20")]),
        )
        .fires(
            "本年累计完成投资 -20.00 万元小于 0",
            "Year to date is -20.00 万元, below 0",
            case()
                .month("2022-01")
                .draft(&[("month_investment", "0"), ("year_to_date", "-20")])
                .past("2021-12", &[("month_investment", "-20")]),
        )
        .fires(
            "累计到位资金 -1.00 万元小于 0",
            "Funds received is -1.00 万元, below 0",
            case()
                .nothing_known()
                .draft(&[("year_to_date", "-20"), ("funds_received", "-1")]),
        )
        .fires(
            "本年累计完成投资 -20.00 万元小于 0",
            "Year to date is -20.00 万元, below 0",
            case()
                .draft(&[("month_investment", "5"), ("year_to_date", "-20")])
                .past("2022-04", &[("month_investment", "10")]),
        )
        .silent(
            "January corrects what last year reported too much",
            case().month("2022-01").draft(&[
                ("month_investment", "-20"),
                ("year_to_date", "-20"),
                ("construction", "-15"),
                ("equipment", "-5"),
            ]),
        )
        .silent(
            "an earlier month of the year was corrected",
            case()
                .draft(&[("month_investment", "5"), ("year_to_date", "-15")])
                .past("2022-01", &[("month_investment", "-20")]),
        )
        .silent(
            "a month that was left out may have been a correction",
            case()
                .month("2022-02")
                .draft(&[("month_investment", "5"), ("year_to_date", "-15")])
                .past("2021-12", &[("month_investment", "30")]),
        )
        .not_evaluated(
            case()
                .nothing_known()
                .draft(&[("month_investment", "5"), ("year_to_date", "-15")]),
        )
        .silent("zero is allowed", case().draft(&[("year_to_date", "0")]))
        .silent(
            "the month's own figure may be a correction",
            case().draft(&[("month_investment", "-20")]),
        )
}
