//! 汇总: the words.

use yuebao_domain::aggregate::{AmountUnit, Basis, Carried};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanBasis;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::TOTALS as TITLE;

pub(crate) const NOTHING_YET: Words = words(
    "本机还没有项目数据。请联网同步一次，以后离线也能查看汇总。",
    "There are no projects on this device yet. Sync once; after that totals work offline too.",
);
pub(crate) const NO_PROJECTS: Words = words(
    "这个月没有在计划内的项目。请换一个月份。",
    "No project is in the plan in this month. Choose another month.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，合计可能偏小；联网同步完成后自动更新。",
    "Not everything has arrived on this device yet: totals may be too small until the sync is complete.",
);

pub(crate) const DIVIDE_BY: Words = words(
    "分组（按点选先后逐级细分，最多三级）",
    "Divide by (in the order chosen, three levels at most)",
);
pub(crate) const BASIS: Words = words("口径", "Which reports count");
pub(crate) const UNIT_OF_AMOUNTS: Words = words("金额单位", "Unit of amounts");
pub(crate) const PRINT: Words = words("打印", "Print");

pub(crate) const GROUP: Words = words("分组", "Group");
pub(crate) const TOTAL: Words = words("合计", "Total");
pub(crate) const COUNT: Words = words("项目数", "Projects");
pub(crate) const REPORTED: Words = words("已报", "Reported");
pub(crate) const TOTAL_INVESTMENT: Words = words("总投资", "Total investment");
pub(crate) const ANNUAL_PLAN: Words = words("年度计划投资", "Annual plan");
pub(crate) const MONTH: Words = words("本月完成", "This month");
pub(crate) const YEAR: Words = words("本年累计", "Year to date");
pub(crate) const COMPLETION: Words = words("完成年度计划 %", "% of annual plan");
pub(crate) const GAP: Words = words("与序时差距（个百分点）", "Gap to schedule (points)");
pub(crate) const GROWTH: Words = words("同比增速（%）", "Growth on last year (%)");
pub(crate) const AS_PUBLISHED: Words = words("公布", "as published");
pub(crate) const COMPARABLE: Words = words("可比", "comparable");
pub(crate) const PLAN_YEARS: Words = words("计划期各年", "Years of the plan");
pub(crate) const COMPLETED: Words = words("完成投资", "Completed");
pub(crate) const TARGET: Words = words("目标", "Target");
pub(crate) const GROWTH_OR_RATE: Words = words(
    "增速；合计为完成率（%）",
    "Growth; of the total, % of the target",
);
pub(crate) const SHOW_PROJECTS: Words = words("展开项目", "Show the projects");
pub(crate) const HIDE_PROJECTS: Words = words("收起项目", "Hide the projects");

pub(crate) const STATUS_REPORTED: Words = words("已报", "reported");
pub(crate) const STATUS_WAITING: Words = words("待传", "waiting");
pub(crate) const STATUS_NOT_FINAL: Words = words("未审定", "not final");
pub(crate) const STATUS_WITHHELD: Words = words("未到本级", "not yet at your step");
pub(crate) const STATUS_MISSING: Words = words("未报", "missing");
pub(crate) const STATUS_NOT_DUE: Words = words("本月不报", "not due");

pub(crate) const ALL_REPORTED: Words =
    words("应报项目已全部上报。", "Every report that is due is in.");
pub(crate) const WAITING_NOTE: Words = words("含本机未上传数据", "includes data not sent yet");
pub(crate) const RATE_NOTE: Words = words(
    "完成率 = 本年累计 ÷ 全部项目年度计划，未报项目计入分母；预备项目无年度计划，记“—”。",
    "% of annual plan: year to date ÷ annual plans of all projects, missing ones included. Preparatory projects have no annual plan: “—”.",
);

pub(crate) const REPORTING_UNIT: Words = words("填报单位（盖章）：", "Reporting unit (seal): ");
pub(crate) const HEAD: Words = words("负责人：", "Head: ");
pub(crate) const FILLED_BY: Words = words("填表人：", "Filled by: ");
pub(crate) const PRINTED_ON: Words = words("日期：", "Date: ");

/// Which reports are in the totals.
pub(crate) const fn basis(basis: Basis) -> Words {
    match basis {
        Basis::Provisional => words("暂计（含未审定）", "Provisional (all handed in)"),
        Basis::Final => words("审定数", "Final (accepted)"),
    }
}

/// Which plan a rate is held against.
pub(crate) const fn plan_basis(basis: PlanBasis) -> Words {
    match basis {
        PlanBasis::Adjusted => words("调整后", "adjusted"),
        PlanBasis::Opening => words("年初", "opening"),
    }
}

/// 已调出 n 项.
pub(crate) fn left(projects: usize, completed: &str, left: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("本年共完成 {completed}，其中已调出 {projects} 项完成 {left}"),
        Lang::En => format!(
            "Completed in the year {completed}, of which {left} by {projects} projects that have left the plan"
        ),
    }
}

/// 未审定 n 项.
pub(crate) fn not_final(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已报、尚未审定 {n} 项，未计入审定数"),
        Lang::En => format!("{n} handed in and not final yet: left out"),
    }
}

/// 未到本级 n 项.
pub(crate) fn withheld(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("尚未审到本级 {n} 项，未计入合计"),
        Lang::En => format!("{n} not yet at your step of the review: left out of the totals"),
    }
}

/// The name of a unit of amounts.
pub(crate) const fn unit(unit: AmountUnit) -> Words {
    match unit {
        AmountUnit::Wan => words("万元", "万元 (10⁴ yuan)"),
        AmountUnit::Yi => words("亿元", "亿元 (10⁸ yuan)"),
    }
}

/// 1–5 月累计.
pub(crate) fn year_to_date(month: Month, lang: Lang) -> String {
    match (lang, month.number()) {
        (Lang::Zh, 1) => "1月累计".to_owned(),
        (Lang::Zh, number) => format!("1–{number}月累计"),
        (Lang::En, _) => "Year to date".to_owned(),
    }
}

/// Above the table: the unit of every amount in it, and how much of the year is over.
pub(crate) fn caption(unit_name: &str, elapsed: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("单位：{unit_name}　序时进度 {elapsed}%"),
        Lang::En => format!("Unit: {unit_name} · {elapsed}% of the year is over"),
    }
}

/// 未报 n 项.
pub(crate) fn missing(n: usize, due: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未报 {n} 项（应报 {due} 项）"),
        Lang::En => format!("{n} of {due} reports missing"),
    }
}

/// Below the table: what the mark behind an amount says.
pub(crate) fn carried(carried: &[Carried], lang: Lang) -> String {
    let projects: usize = carried.iter().map(|one| one.projects).sum();
    let months = carried.iter().map(|one| match lang {
        Lang::Zh => format!("{}月 {} 项", one.month.number(), one.projects),
        Lang::En => format!("{}: {}", one.month, one.projects),
    });
    let months = months.collect::<Vec<_>>().join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    });
    match lang {
        Lang::Zh => format!(
            "注：带 * 的累计含结转数。{projects} 个项目本月无月报，本月数空缺，累计按其本年最近一次月报计入（{months}）。"
        ),
        Lang::En => format!(
            "Note: * holds figures carried forward. {projects} without a report of this month are \
             in the year to date with their latest of the year ({months}); their month is blank."
        ),
    }
}

/// Beside a project: the month that its year to date is of.
pub(crate) fn carried_of(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("累计结转自{}月", month.number()),
        Lang::En => format!("carried from {month}"),
    }
}

/// 其中待传 n 项.
pub(crate) fn waiting(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已报中有 {n} 项待传，{}", WAITING_NOTE.zh),
        Lang::En => format!("{n} of the reported wait to be sent: {}", WAITING_NOTE.en),
    }
}

/// n 项有冲突.
pub(crate) fn in_conflict(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 项有填报冲突未选定，暂按先收到的值计入"),
        Lang::En => format!("{n} with an open conflict: the value received first is counted"),
    }
}

/// What growth is measured against.
pub(crate) fn growth_note(then: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "增速与 {then} 的同期累计比：“公布”为两年各自计入合计的项目，“可比”为两年都在计划、都有累计的同一批项目；上年没有数的记“—”。"
        ),
        Lang::En => format!(
            "Growth on the year to date of {then}: “as published” of the projects that counted in each              year, “comparable” of those that are in both plans with a figure in both; “—” where last              year has none."
        ),
    }
}

/// A year of the plan, and how far it is told.
pub(crate) fn year(through: Month, lang: Lang) -> String {
    match (lang, through.number()) {
        (Lang::Zh, 12) => format!("{}年", through.year()),
        (Lang::Zh, number) => format!("{}年1–{number}月", through.year()),
        (Lang::En, 12) => through.year().to_string(),
        (Lang::En, _) => format!("to {through}"),
    }
}

/// 年均增长 of the whole years.
pub(crate) fn mean_growth(mean: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已满各年年均增长 {mean}%；目标按年度增速由计划期总目标推算。"),
        Lang::En => format!(
            "Mean growth of the whole years {mean}% a year; targets follow from the total of the plan and              the growth that it asks for."
        ),
    }
}

/// Title of the printed table.
pub(crate) fn print_title(profile: &str, month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{profile}{}年{}月月报汇总表", month.year(), month.number()),
        Lang::En => format!("{profile}: totals of {month}"),
    }
}
