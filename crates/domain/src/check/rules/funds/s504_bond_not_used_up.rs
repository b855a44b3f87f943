//! S504: bonds of the first half year are used up by the day that the notice sets.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::period::Month;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S504"),
    severity: Severity::Verify,
    title: words("专项债券逾期未用完", "special bond not used up"),
    message: words(
        "专项债券使用额 {used} 万元，不到 {issued_month} 前发行的 {issued} 万元的 {share}%，应于 {due} 底前基本用完",
        "{used} 万元 of the special bond is used, less than {share} % of the {issued} 万元 that was issued \
         by {issued_month} and was to be used up by the end of {due}",
    ),
    variants: &[],
    advice: words(
        "请加快使用，或说明未用完的原因和调整使用的安排。",
        "Use it, or say why not and what is to become of it.",
    ),
    params: &[("by", "12"), ("issued_by", "6"), ("share", "90")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "自 by 月（默认 12）起，专项债券使用额 < 本年 issued_by 月（默认 6）月报的发行额 × share%（默认 90，即基本使用完毕）。\
         issued_by 月没有月报的不审核。",
        "From month by (12 by default) on, the bond used is below share % (90 by default) of what \
         the report of month issued_by (6 by default) of the year says was issued. Not judged \
         when there is no such report.",
    ),
    why: words(
        "上半年发行的专项债券应在年内（钦州十条：8 月底前）基本使用完毕，闲置要付息。",
        "Bonds of the first half year are to be used up, but for a little, within the year (by the end of \
         August in the ten measures of Qinzhou): idle money costs interest.",
    ),
    source: "专项债券使用调度的惯例（年内）；8 月前基本使用完毕见钦州市关于扩大有效投资十条措施（征求意见稿）（五），qinzhou-ten-2022 据此",
    fires: words(
        "6 月发行额 800，12 月使用额 600。",
        "800 issued by June, 600 used by December.",
    ),
    silent: words(
        "6 月发行额 800，12 月使用额 720。",
        "800 issued by June, 720 used by December.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let this = subject.context.month;
    let of_this_year = |name: &str| {
        let number = subject.param(name).to_i8()?;
        Month::new(this.year(), number)
    };
    let (Some(due), Some(half)) = (of_this_year("by"), of_this_year("issued_by")) else {
        return;
    };
    let Some(used) = subject.report.bond_used.filter(|_| this >= due) else {
        return;
    };
    let issued = match subject.past(half) {
        _ if half == this => subject.report.bond_issued,
        Past::Report(report) => report.bond_issued,
        Past::NoReport => None,
        Past::NotHere => return sink.not_evaluated(),
    };
    let Some(issued) = issued else { return };
    let share = subject.param("share");
    let is_short = used.percent_of(issued).is_some_and(|rate| rate < share);
    if is_short {
        sink.fire(
            [Field::BondUsed.into()],
            [
                ("used", used.into()),
                ("issued", issued.into()),
                ("issued_month", half.into()),
                ("due", due.into()),
                ("share", Arg::Number(share)),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let used = |month, used| {
        let june = [("bond_issued", "800"), ("bond_used", "100")];
        case()
            .month(month)
            .past("2022-06", &june)
            .draft(&[("bond_issued", "1000"), ("bond_used", used)])
    };
    Cases::of(&RULE)
        .fires(
            "专项债券使用额 600.00 万元，不到 2022-06 前发行的 800.00 万元的 90%，应于 2022-12 底前基本用完",
            "600.00 万元 of the special bond is used, less than 90 % of the 800.00 万元 that was issued by \
             2022-06 and was to be used up by the end of 2022-12",
            used("2022-12", "600"),
        )
        .fires(
            "专项债券使用额 719.00 万元，不到 2022-06 前发行的 800.00 万元的 90%，应于 2022-08 底前基本用完",
            "719.00 万元 of the special bond is used, less than 90 % of the 800.00 万元 that was issued by \
             2022-06 and was to be used up by the end of 2022-08",
            used("2022-11", "719").param("S504", "by", "8"),
        )
        .fires(
            "专项债券使用额 600.00 万元，不到 2022-08 前发行的 1,000.00 万元的 90%，应于 2022-08 底前基本用完",
            "600.00 万元 of the special bond is used, less than 90 % of the 1,000.00 万元 that was issued \
             by 2022-08 and was to be used up by the end of 2022-08",
            used("2022-08", "600")
                .param("S504", "by", "8")
                .param("S504", "issued_by", "8"),
        )
        .silent("基本用完", used("2022-12", "720"))
        .silent("the year is not over", used("2022-11", "600"))
        .silent(
            "not August yet",
            used("2022-07", "600").param("S504", "by", "8"),
        )
        .silent(
            "the profile asks for less",
            used("2022-12", "640").param("S504", "share", "80"),
        )
        .silent(
            "no report of June",
            case()
                .month("2022-12")
                .draft(&[("bond_issued", "1000"), ("bond_used", "1")]),
        )
        .silent("no bond", case().month("2022-12").nothing_known())
        .not_evaluated(
            case()
                .month("2022-12")
                .nothing_known()
                .draft(&[("bond_used", "1")]),
        )
}
