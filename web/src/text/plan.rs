//! 计划: the words.

use yuebao_domain::plan::PlanChange;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::PLAN as TITLE;

pub(crate) const NOT_YOURS: Words = words(
    "您的账号看不到项目计划。",
    "Your account does not see the plan.",
);
pub(crate) const NOTHING_YET: Words = words(
    "本机还没有计划，联网同步后显示。",
    "There is no plan on this device yet: it comes with the next sync.",
);
pub(crate) const ADMINISTRATOR: Words = words(
    "系统管理员不看项目；可以在这里导入计划。",
    "The administrator sees no projects, and can import a plan here.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，项目可能不全；联网同步完成后自动更新。",
    "Not everything has arrived on this device yet: projects may be missing until the sync is complete.",
);
pub(crate) const NOT_HERE: Words = words(
    "本机没有这个项目：可能不归您的单位，或尚未同步。",
    "This project is not on this device: it may not be your unit's, or has not arrived yet.",
);
pub(crate) const PROJECTS: Words = words("项目", "Projects");
pub(crate) const FILTER: Words = words("按是否在计划内", "By standing in the plan");
pub(crate) const SEARCH: Words = words(
    "搜索名称、代码、单位、业主、地点",
    "Search by name, code, unit, owner, area",
);
pub(crate) const NONE_SO: Words = words("没有这样的项目。", "There are none.");
pub(crate) const NO_MATCH: Words = words(
    "没有找到。请换个词，或清空搜索。",
    "Nothing found: try other words, or clear the search.",
);
pub(crate) const IN_PLAN: Words = words("在计划内", "in the plan");
pub(crate) const LEFT: Words = words("已调出", "left");
pub(crate) const LATER: Words = words("尚未列入", "enter later");
pub(crate) const ANNUAL: Words = words("年度计划", "annual plan");
pub(crate) const BACK: Words = words("返回计划", "Back to the plan");
pub(crate) const PRINT: Words = words("打印", "Print");
pub(crate) const NOT_IN_PLAN: Words =
    words("这个月不在计划内。", "It is not in the plan in this month.");
pub(crate) const VERSIONS: Words = words("计划版本", "Versions");
pub(crate) const COUNTS: Words = words("本月适用", "counts this month");
pub(crate) const FIRST: Words = words("首个版本。", "The first version.");
pub(crate) const SAME: Words = words("计划内容未变。", "The row is as before.");
pub(crate) const IMPORTED: Words = words("导入", "imported");
pub(crate) const COMPARE: Words = words("比较两个版本", "Compare two versions");
pub(crate) const ALIKE: Words = words("两个版本内容相同。", "The two versions say the same.");
pub(crate) const BOX: Words = words("指标", "Box");
pub(crate) const BEFORE: Words = words("变更前", "Before");
pub(crate) const AFTER: Words = words("变更后", "After");
pub(crate) const DOCUMENT: Words = words("文件", "document");
pub(crate) const BATCH: Words = words("批次", "batch");
pub(crate) const APPROVER: Words = words("批准单位或批准人", "approved by");
pub(crate) const REASON: Words = words("理由", "reason");
pub(crate) const CAUSE: Words = words("调出原因", "cause of the exit");
pub(crate) const EXIT_DAY: Words = words("调出日期", "day of the exit");

pub(crate) const WANTED: Words = words("请填写。", "Fill this in.");
pub(crate) const MONTH_WANTED: Words = words(
    "请填写从哪个月起适用，例如 2022-06。",
    "Say from which month on it counts, for example 2022-06.",
);
pub(crate) const NO_MONTH: Words = words("请写成 2022-06 的样子。", "Write it as 2022-06.");
pub(crate) const MONTHS: Words = words(
    "倒排计划（各月末累计，万元）：十二个月都填，或都不填",
    "Monthly plan (to the end of each month, 万元): all twelve months or none",
);
pub(crate) const MONTHS_WANTED: Words = words(
    "倒排计划须填满十二个月，或全部留空。",
    "Fill in all twelve months of the monthly plan, or none.",
);
pub(crate) const MONTHS_NONE: Words = words(
    "预备项目没有倒排计划，请留空。",
    "A preparatory project has no monthly plan: leave it empty.",
);
pub(crate) const MONTH_LOWER: Words = words(
    "累计数不能为负，也不应小于上个月，请核对。",
    "It is to the end of the month: neither below zero nor below the month before.",
);
pub(crate) const NO_DAY: Words = words("请选择日期。", "Choose a day.");

pub(crate) const NEW: Words = words("增补项目", "Add a project");
pub(crate) const NEW_PROPOSAL: Words = words("申报增补项目", "Propose a project");
pub(crate) const PROPOSAL_HELP: Words = words(
    "申报由市重点办审查，同意后才进入计划；没有网络也可以申报，联网后自动上传。",
    "The office examines the proposal, and it counts once it is approved. It can be made offline and is sent with the next sync.",
);
pub(crate) const DECISION_HELP: Words = words(
    "核定后自所填月份起适用，以前的月份不变；没有网络也可以核定，联网后自动上传。",
    "It counts from the month that is filled in, and earlier months stay. It can be decided offline and is sent with the next sync.",
);
pub(crate) const VALID_FROM: Words = words("从哪个月起适用", "Counts from month");
pub(crate) const OUT_FROM: Words = words("从哪个月起不在计划内", "Not in the plan from month");
pub(crate) const REQUIRED: Words = words("（必填）", " (required)");
pub(crate) const CHOOSE: Words = words("请选择", "choose");
pub(crate) const LEAD: Words = words("牵头单位", "lead unit");
pub(crate) const ADD_UNIT: Words = words("增加配合单位", "Add another unit");
pub(crate) const TAKE_OUT: Words = words("去掉", "Take out");
pub(crate) const NEXT: Words = words("下一步：核对改动", "Next: look at what changes");
pub(crate) const CANCEL: Words = words("取消", "Cancel");
pub(crate) const REFILL: Words = words("返回修改", "Back to the boxes");
pub(crate) const WOULD_CHANGE: Words = words("将作如下改动", "This would change");
pub(crate) const CONFIRM_DECISION: Words = words("确认核定", "Confirm");
pub(crate) const CONFIRM_PROPOSAL: Words = words("确认申报", "Propose");
pub(crate) const EXPLAIN: Words = words(
    "有核实性问题：请在理由中说明依据，或更正。",
    "Something has to be explained: give the reason, or correct it.",
);
pub(crate) const PROPOSALS: Words = words("计划申报", "Proposals");
pub(crate) const NOT_TAKEN: Words = words("服务器没有采用：", "was not taken by the server:");
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const ON_ITS_WAY: Words = words(
    "已核定，尚未上传，联网后自动上传。",
    "Decided and not with the server yet; it is sent with the next sync.",
);
pub(crate) const TO_BE_SENT: Words = words("待上传", "to be sent");
pub(crate) const WAITS: Words = words("待核定", "waits for the office");
pub(crate) const APPROVED: Words = words("已同意", "approved");
pub(crate) const DECLINED: Words = words("未同意", "declined");
pub(crate) const RETRACTED: Words = words("已撤回", "taken back");
pub(crate) const RETRACT: Words = words("撤回申报", "Take it back");
pub(crate) const OPINION: Words = words("意见", "Opinion");
pub(crate) const OPINION_WANTED: Words = words("不予同意须写明意见。", "Say why it is declined.");
pub(crate) const APPROVE: Words = words("同意", "Approve");
pub(crate) const DECLINE: Words = words("不予同意", "Decline");

/// A flag.
pub(crate) const fn yes(is: bool) -> Words {
    if is {
        words("是", "yes")
    } else {
        words("否", "no")
    }
}

/// A month of 倒排计划.
pub(crate) fn to_months_end(month: u8, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("至 {month} 月末"),
        Lang::En => format!("to the end of month {month}"),
    }
}

/// A box of 万元.
pub(crate) fn in_wan(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{label}（万元）"),
        Lang::En => format!("{label} (万元)"),
    }
}

/// The heading of a decision or a proposal.
pub(crate) fn title(change: PlanChange, is_proposal: bool, lang: Lang) -> String {
    let change = change.label().get(lang);
    match (is_proposal, lang) {
        (false, _) => change.to_owned(),
        (true, Lang::Zh) => format!("申报{change}"),
        (true, Lang::En) => format!("Propose: {change}"),
    }
}

/// From which month on something can be changed.
pub(crate) fn first_open(closed: &str, open: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("已封账至 {closed}，这些月份的计划和已发布的数字不变；最早可从 {open} 起适用。")
        }
        Lang::En => format!(
            "Closed through {closed}: the plan of those months and what was published stay; a change counts from {open} at the earliest."
        ),
    }
}

/// How many boxes are to be corrected.
pub(crate) fn wrong(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("还有 {count} 处要更正，见各栏下方。"),
        Lang::En => format!("{count} boxes are to be corrected: see below each."),
    }
}

/// What a refusal is about.
pub(crate) fn named(what: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{what}）"),
        Lang::En => format!(" ({what})"),
    }
}

/// From when on it counts.
pub(crate) fn begins(from: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("自 {from} 起适用，以前的月份不变。"),
        Lang::En => format!("Counts from {from} on; earlier months stay as they are."),
    }
}

/// The last month in the plan.
pub(crate) fn leaves(last: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{last} 为在计划内的最后一个月，以前的月份不变。"),
        Lang::En => {
            format!("{last} is its last month in the plan; earlier months stay as they are.")
        }
    }
}

/// How many wait.
pub(crate) fn waiting(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 项待核定"),
        Lang::En => format!("{count} wait"),
    }
}

/// Of which month the list is.
pub(crate) fn of_month(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("按 {month} 适用的计划列出；金额单位为万元。"),
        Lang::En => format!("As the plan stands in {month}; amounts in 万元."),
    }
}

/// So many more.
pub(crate) fn more(hidden: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("再显示 {hidden} 项"),
        Lang::En => format!("Show {hidden} more"),
    }
}

/// How many versions there are.
pub(crate) fn versions(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 个版本"),
        Lang::En => format!("{count} versions"),
    }
}

/// The heading over the row of a month.
pub(crate) fn row_of(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{month}适用的计划"),
        Lang::En => format!("The plan in {month}"),
    }
}

/// What nothing changes any more.
pub(crate) fn closed(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已封账至 {month}：这些月份的计划不再变动。"),
        Lang::En => format!("Closed through {month}: the plan of those months stays as it is."),
    }
}

/// What a version is called.
pub(crate) fn version(number: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 版"),
        Lang::En => format!("Version {number}"),
    }
}

/// It counts from a month on.
pub(crate) fn from(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("自 {month} 起适用"),
        Lang::En => format!("from {month} on"),
    }
}

/// It counts from one month to another.
pub(crate) fn from_to(from: &str, to: &str, lang: Lang) -> String {
    match (from == to, lang) {
        (true, Lang::Zh) => format!("只适用于 {from}"),
        (true, Lang::En) => format!("for {from} alone"),
        (false, Lang::Zh) => format!("{from} 至 {to} 适用"),
        (false, Lang::En) => format!("from {from} to {to}"),
    }
}

/// It counts for no month.
pub(crate) fn replaced(from: &str, other: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("自 {from} 起，已由第 {other} 版代替"),
        Lang::En => format!("from {from}, replaced by version {other}"),
    }
}

/// Who adopted it.
pub(crate) fn adopted_by(by: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{by}核定"),
        Lang::En => format!("adopted by {by}"),
    }
}
