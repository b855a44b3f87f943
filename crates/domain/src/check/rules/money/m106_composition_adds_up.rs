//! M106: construction, installation, equipment and other make up the year to date.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M106"),
    severity: Severity::Mandatory,
    title: words("投资构成不等于合计", "composition does not add up"),
    message: words(
        "建筑、安装、设备、其他之和 {sum} 万元 ≠ 本年累计 {year_to_date} 万元，相差 {difference} 万元",
        "Construction, installation, equipment and other add up to {sum} 万元 ≠ the year to \
         date {year_to_date} 万元; the difference is {difference} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对四项构成和本年累计；不掌握构成的，四项都留空。",
        "Check the four parts and the year to date; if the composition is not known, leave \
         all four empty.",
    ),
    params: &[],
    missing: Missing::SkipIfAll,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "建筑 + 安装 + 设备工器具 + 其他费用 ≠ 本年累计。四项都不填时不审核；只填部分的，提交时未填的按 0 计。",
        "Construction + installation + equipment + other is not the year to date. Not judged \
         if none of the four is filled; at submission a part that is not filled counts as 0.",
    ),
    why: words(
        "构成是合计的分解，对不上说明漏项或重复。",
        "The parts divide the total; where they do not meet it something is left out or \
         counted twice.",
    ),
    source: "统计审核惯例（分项之和等于合计）",
    fires: words(
        "100 + 50 + 30 + 10，本年累计 200。",
        "100 + 50 + 30 + 10 with a year to date of 200.",
    ),
    silent: words(
        "100 + 50 + 40 + 10，本年累计 200。",
        "100 + 50 + 40 + 10 with a year to date of 200.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let parts = [
        (Field::Construction, report.construction),
        (Field::Installation, report.installation),
        (Field::Equipment, report.equipment),
        (Field::OtherCost, report.other_cost),
    ];
    let filled = parts.iter().filter(|(_, part)| part.is_some()).count();
    let unread = || parts.iter().any(|(field, _)| subject.is_unread(*field));
    let Some(year_to_date) = report.year_to_date else {
        return;
    };
    if filled == 0 || (filled < parts.len() && !subject.is_submitting()) || unread() {
        return;
    }
    let sum: Money = parts.into_iter().filter_map(|(_, part)| part).sum();
    if sum != year_to_date {
        sink.fire(
            [Field::Construction.into(), Field::YearToDate.into()],
            [
                ("sum", sum.into()),
                ("year_to_date", year_to_date.into()),
                ("difference", (sum - year_to_date).abs().into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let filled = |other| {
        case().draft(&[
            ("year_to_date", "200"),
            ("construction", "100"),
            ("installation", "50"),
            ("equipment", "30"),
            ("other_cost", other),
        ])
    };
    let partly = || case().draft(&[("year_to_date", "200"), ("construction", "100")]);
    Cases::of(&RULE)
    .fires(
        "建筑、安装、设备、其他之和 190.00 万元 ≠ 本年累计 200.00 万元，相差 10.00 万元",
        "Construction, installation, equipment and other add up to 190.00 万元 ≠ the year to date \
         200.00 万元; the difference is 10.00 万元",
        filled("10"),
    )
    .fires(
        "建筑、安装、设备、其他之和 100.00 万元 ≠ 本年累计 200.00 万元，相差 100.00 万元",
        "Construction, installation, equipment and other add up to 100.00 万元 ≠ the year to date \
         200.00 万元; the difference is 100.00 万元",
        partly(),
    )
    .fires(
        "建筑、安装、设备、其他之和 190.00 万元 ≠ 本年累计 200.00 万元，相差 10.00 万元",
        "Construction, installation, equipment and other add up to 190.00 万元 ≠ the year to date \
         200.00 万元; the difference is 10.00 万元",
        filled("10").typing(),
    )
    .silent("they add up", filled("20"))
    .silent("half typed", partly().typing())
    .silent("no composition", case().draft(&[("year_to_date", "200")]))
    .silent("a part is not understood: C012 speaks of it", filled("约二十"))
}
