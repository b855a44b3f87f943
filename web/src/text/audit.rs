//! 审核 below the totals: the words.

use yuebao_domain::aggregate::{AmountUnit, Why};
use yuebao_domain::check::Rule;
use yuebao_domain::rule::Severity;
use yuebao_domain::text::{Lang, Words, words};

use super::totals::unit;

pub(crate) const TITLE: Words = words("审核", "Checks");
pub(crate) const PARTS: Words = words("下级单位分表", "units below");
pub(crate) const NO_PART: Words = words("其他", "others");
pub(crate) const NOTHING_FOUND: Words = words(
    "打印口径下各表合计、分项、百分比相符，计划和月报之间没有发现问题。",
    "As printed, totals, parts and percentages agree, and nothing was found between plan and reports.",
);
pub(crate) const INCOMPLETE: Words = words(
    "本机数据尚未取全，重复和缺报可能没有查全；同步完成后自动重审。",
    "Not everything has arrived on this device: duplicates and missing reports may be more than \
     are listed. It is checked again once the sync is complete.",
);
pub(crate) const NOT_EVALUATED: Words = words("未审核", "Not evaluated");
pub(crate) const NO_FIGURE: Words = words("（合计无数）", " (no figure in the total)");
pub(crate) const NO_STANDARD: Words = words(
    "（本地方案没有规定依据）",
    " (this jurisdiction gives nothing to judge by)",
);
pub(crate) const SHOW_CELL: Words = words("看这一格", "Show the cell");
pub(crate) const SHOW_LINE: Words = words("看这一行", "Show the line");
pub(crate) const OPEN_PROJECT: Words = words("打开项目", "Open the project");
pub(crate) const ROUNDING_NOTE: Words = words(
    "注：因四舍五入，部分合计与分项之和略有差异。",
    "Note: because of rounding, some totals differ slightly from the sum of their parts.",
);
pub(crate) const UNPLANNED_NOTE: Words = words(
    "注：完成率不含无年度计划项目的完成投资。",
    "Note: the rate leaves out what projects without an annual plan have completed.",
);

/// What was looked at.
pub(crate) fn looked_at(tables: usize, places: u32, of: AmountUnit, lang: Lang) -> String {
    let unit = unit(of).get(lang);
    match lang {
        Lang::Zh => format!("已按打印口径（{unit}，{places} 位小数）复核 {tables} 张表"),
        Lang::En => format!("{tables} tables were added up as printed ({unit}, {places} places)"),
    }
}

/// And of the plan.
pub(crate) fn looked_at_plan(rows: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("，核对本机可见的 {rows} 个计划项目及当月月报。"),
        Lang::En => format!("; {rows} projects in sight were compared with their reports."),
    }
}

/// 强制性 n 条.
pub(crate) fn of_severity(severity: Severity, n: usize, lang: Lang) -> String {
    let label = severity.label().get(lang);
    match lang {
        Lang::Zh => format!("{label} {n} 条"),
        Lang::En => format!("{n} {label}"),
    }
}

/// n 条.
pub(crate) fn count(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 条"),
        Lang::En => n.to_string(),
    }
}

/// 再显示 n 条.
pub(crate) fn show_all(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("显示其余 {n} 条"),
        Lang::En => format!("Show the other {n}"),
    }
}

/// A button that divides the totals so that the figure can be seen.
pub(crate) fn divide(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按{name}分组看"),
        Lang::En => format!("Divide by {name} to see it"),
    }
}

/// What a difference comes from.
pub(crate) fn why(why: Why, of: AmountUnit, lang: Lang) -> String {
    match (why, lang) {
        (Why::Rounding { exact, difference }, Lang::Zh) => format!(
            "说明：尾差 {difference} {}全部来自逐格四舍五入（精确合计 {} 万元，与分项精确之和相等），不必改数。",
            unit(of).get(lang),
            exact.grouped(2)
        ),
        (Why::Rounding { exact, difference }, Lang::En) => format!(
            "All of the difference of {difference} {} is rounding: the exact parts add up to the \
             exact total, {} 万元.",
            unit(of).get(lang),
            exact.grouped(2)
        ),
        (Why::Unplanned(amount), Lang::Zh) => format!(
            "说明：本年累计中有 {} 万元属于无年度计划的项目，不计入完成率；印发时可在表下注明。",
            amount.grouped(2)
        ),
        (Why::Unplanned(amount), Lang::En) => format!(
            "{} 万元 of the year to date belong to projects without an annual plan and do not \
             enter the rate; a note under the table may say so.",
            amount.grouped(2)
        ),
    }
}

/// The printed column on screen.
pub(crate) fn measure(name: &str) -> Option<Words> {
    use super::totals as column;
    Some(match name {
        "count" => column::COUNT,
        "reported_count" => column::REPORTED,
        "total_investment" => column::TOTAL_INVESTMENT,
        "annual_plan" => column::ANNUAL_PLAN,
        "month_investment" => column::MONTH,
        "year_to_date" => column::YEAR,
        "completion" => column::COMPLETION,
        _ => return None,
    })
}

/// A rule that there was nothing to judge by.
pub(crate) fn rule(rule: &Rule, lang: Lang) -> String {
    format!("{} {}", rule.code, rule.title.get(lang))
}
