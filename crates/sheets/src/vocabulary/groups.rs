//! What a column is called below the cell of its group: 本月 below 投资完成情况 is 本月完成, below 到位资金 it
//! is not.

use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::Field;

use super::{Target, Vocabulary, header_key};
use crate::values::months::{NamedMonth, in_header};

/// Below these a figure is not what was completed.
const NOT_COMPLETED: [&str; 38] = [
    "计划",
    "目标",
    "任务",
    "预计",
    "预期",
    "应完成",
    "拟",
    "上年",
    "去年",
    "前年",
    "往年",
    "同期",
    "同比",
    "环比",
    "上月",
    "下月",
    "其中",
    "资金",
    "到位",
    "支付",
    "拨付",
    "下达",
    "贷款",
    "融资",
    "债券",
    "税",
    "产值",
    "收入",
    "民间",
    "外资",
    "征地",
    "拆迁",
    "用工",
    "人数",
    "面积",
    "工程量",
    "占比",
    "比重",
];

/// Below these a figure is not that of the plan.
const NOT_PLANNED: [&str; 9] = [
    "其中", "同期", "到位", "支付", "拨付", "贷款", "民间", "外资", "占比",
];

/// Words that have their meaning from the group alone, so that it has to speak of investment.
const GENERIC: [&str; 14] = [
    "本月",
    "当月",
    "累计",
    "本年累计",
    "N月",
    "N年N月",
    "1-N月",
    "N年1-N月",
    "1-N月累计",
    "其他",
    "建筑",
    "安装",
    "自开工累计",
    "开工累计",
];

/// Words that say nothing without a group.
const BARE: [&str; 4] = ["N月", "1-N月", "N年N月", "N年1-N月"];

/// What a group speaks of if it speaks of completed investment.
const COMPLETED: [&str; 6] = ["完成", "投资", "进度", "进展", "实际", "构成"];

/// The lowest words say most: together with those above them in either order, then alone if those
/// above do not turn them into something else, then, where they are only 小计 or a unit, those above
/// alone.
pub(crate) fn target_of(names: &Vocabulary, path: &[String]) -> Option<Target> {
    if let Some(own) = names.exact(path) {
        return Some(own);
    }
    let mut keys: Vec<String> = path.iter().map(|text| header_key(text)).collect();
    keys.retain(|key| !key.is_empty());
    let (last, upper) = keys.split_last()?;
    if upper.is_empty() && BARE.contains(&last.as_str()) {
        return None;
    }
    let turned = [last.as_str()]
        .into_iter()
        .chain(upper.iter().map(String::as_str));
    let mut tried = vec![keys.concat(), turned.collect()];
    if let Some(parent) = upper.last() {
        tried.push(format!("{parent}{last}"));
        tried.push(format!("{last}{parent}"));
    }
    let together = tried.iter().find_map(|key| names.target(key));
    let alone = || {
        names
            .target(last)
            .filter(|target| fits(names, *target, last, upper))
    };
    let says_nothing = matches!(
        last.as_str(),
        "小计" | "合计" | "数额" | "金额" | "总额" | "总计" | "总数" | "全年" | "计划数"
    );
    let above = || names.target(upper.last()?).filter(|_| says_nothing);
    let known = together.or_else(alone).or_else(above);
    known.or_else(|| month_plan(path))
}

/// What the header of a month of 倒排计划 is made of beside the month.
const OF_MONTH_PLANS: [&str; 21] = [
    "倒排", "计划", "目标", "投资", "完成", "累计", "进度", "各月", "分月", "月度", "年度", "当月",
    "份", "底", "末", "额", "至", "应", "拟", "度", "1-",
];

/// The month of 倒排计划 that a header names: 7月计划, 1-7月计划投资, 7月末累计 below 倒排计划.
fn month_plan(path: &[String]) -> Option<Target> {
    let words = path.concat();
    let mut key = header_key(&words);
    let is_planned = ["计划", "倒排", "目标"]
        .iter()
        .any(|word| key.contains(word));
    if !is_planned || key.matches('月').count() == 0 {
        return None;
    }
    for word in OF_MONTH_PLANS {
        key = key.replace(word, "");
    }
    let is_month_alone = matches!(key.as_str(), "N月" | "N年N月");
    let Some(NamedMonth::Month { from, number }) = in_header(&words).month else {
        return None;
    };
    let is_begun = from == 1 || from == number;
    let month = u8::try_from(number).ok()?;
    (is_month_alone && is_begun).then_some(Target::MonthPlan(month))
}

/// Whether a column keeps its meaning below its group.
fn fits(names: &Vocabulary, target: Target, last: &str, upper: &[String]) -> bool {
    let others: &[&str] = match target {
        Target::Percent => &NOT_COMPLETED,
        Target::Report(field) if is_investment(field) => &NOT_COMPLETED,
        Target::Plan(PlanBox::TotalInvestment | PlanBox::AnnualPlan | PlanBox::BeforeYear) => {
            &NOT_PLANNED
        }
        _ => return true,
    };
    let is_generic = GENERIC.contains(&last);
    // 项目进展 is a text, and a group as well
    let is_group_of_another = |key: &String| {
        let is_whole = |own: &Target| *own == target || is_part(target, *own);
        let own = names.target(key).filter(|own| !is_whole(own));
        own.is_some_and(|own| is_generic || own.is_amount() || own == Target::Percent)
    };
    let says = |words: &[&str]| {
        upper
            .iter()
            .any(|key| words.iter().any(|word| key.contains(word)))
    };
    let is_spoken_for = upper.is_empty() || !is_generic || says(&COMPLETED);
    !upper.iter().any(is_group_of_another) && !says(others) && is_spoken_for
}

/// 建筑工程 and its like divide the year to date.
fn is_part(target: Target, whole: Target) -> bool {
    let parts = [
        Field::Construction,
        Field::Installation,
        Field::Equipment,
        Field::OtherCost,
    ];
    whole == Target::Report(Field::YearToDate)
        && parts.iter().any(|part| target == Target::Report(*part))
}

fn is_investment(field: Field) -> bool {
    matches!(
        field,
        Field::MonthInvestment
            | Field::YearToDate
            | Field::SinceStart
            | Field::Construction
            | Field::Installation
            | Field::Equipment
            | Field::OtherCost
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_keeps_or_changes_what_stands_below_it() {
        let names = Vocabulary::load([]).unwrap();
        let month = Some(Target::Report(Field::MonthInvestment));
        let year = Some(Target::Report(Field::YearToDate));
        let funds = Some(Target::Report(Field::FundsReceived));
        let annual = Some(Target::Plan(PlanBox::AnnualPlan));
        for (path, expected) in [
            (vec!["本月完成（万元）"], month),
            (vec!["完成投资（万元）", "本月"], month),
            (vec!["2022年投资完成情况", "7月"], month),
            (vec!["完成投资", "7月"], month),
            (vec!["项目进展", "本月完成投资"], month),
            (vec!["投资完成情况", "1月至7月"], year),
            (vec!["完成投资", "1-7月"], year),
            (vec!["完成投资", "2022年7月"], month),
            (vec!["完成投资", "2022年1-7月"], year),
            (vec!["2022年7月"], None),
            (vec!["到位资金", "本月"], None),
            (vec!["到位资金", "本月完成"], None),
            (vec!["到位资金", "累计"], funds),
            (vec!["到位资金", "小计"], funds),
            (vec!["年度计划", "本月"], None),
            (vec!["年度计划", "本月完成投资"], None),
            (vec!["年度计划", "小计"], annual),
            (vec!["计划", "本月完成"], None),
            (vec!["上年同期", "1-7月完成投资"], None),
            (vec!["其中：民间投资", "本月完成投资"], None),
            (vec!["用工情况", "本月"], None),
            (vec!["形象进度", "本月"], None),
            (vec!["2022年计划", "7月"], Some(Target::MonthPlan(7))),
            (
                vec!["7月份计划完成投资（万元）"],
                Some(Target::MonthPlan(7)),
            ),
            (vec!["倒排计划", "1-3月"], Some(Target::MonthPlan(3))),
            (vec!["倒排计划", "12月末累计"], Some(Target::MonthPlan(12))),
            (vec!["4-6月计划"], None),
            (vec!["上年同期", "7月计划"], None),
            (vec!["一季度计划"], None),
            (vec!["7月"], None),
            (vec!["入库税收", "本月", "万元"], None),
            (
                vec!["总投资", "万元"],
                Some(Target::Plan(PlanBox::TotalInvestment)),
            ),
            (
                vec!["计划投资", "总投资"],
                Some(Target::Plan(PlanBox::TotalInvestment)),
            ),
            (
                vec!["开工时间", "计划"],
                Some(Target::Plan(PlanBox::PlannedStart)),
            ),
            (vec!["年度计划完成率"], Some(Target::Percent)),
            (vec!["到位资金", "完成率"], None),
            (vec!["年度计划", "全年"], annual),
            (vec!["总投资", "其中：建筑工程"], None),
            (
                vec!["1-7月完成投资", "其中：建筑工程"],
                Some(Target::Report(Field::Construction)),
            ),
        ] {
            let path: Vec<String> = path.into_iter().map(str::to_owned).collect();
            assert_eq!(target_of(&names, &path), expected, "{path:?}");
        }
    }
}
