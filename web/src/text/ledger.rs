//! 台账 and 责任人: the words.

use yuebao_domain::ledger::Stands;
use yuebao_domain::text::{Lang, Words, words};

use super::board::step;

pub(crate) const TITLE: Words = words("项目台账", "Project ledger");
pub(crate) const OPEN: Words = words("台账", "Ledger");
pub(crate) const BACK: Words = words("返回", "Back");
pub(crate) const TO_FORM: Words = words("查看月报", "Monthly report");
pub(crate) const PRINT: Words = words("打印", "Print");
pub(crate) const NOT_HERE: Words = words(
    "这个项目不在本机：可能不在您的范围内，或尚未同步。",
    "This project is not on this device: it may not be yours to see, or has not arrived yet.",
);
pub(crate) const FROM_DEVICE: Words = words(
    "按本机已收到的数据编制，离线也可查看。",
    "Made of what this device has received; works offline.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，台账可能缺少内容；联网同步完成后自动更新。",
    "Not everything has arrived on this device yet: the ledger may lack some of it until the sync is complete.",
);
pub(crate) const LIST_COMMA: Words = words("、", ", ");

pub(crate) const PERSONS: Words = words("责任人", "Persons in charge");
pub(crate) const NO_PERSONS: Words = words("尚未登记责任人。", "Nobody is entered yet.");
pub(crate) const NUMBERS_HIDDEN: Words = words(
    "联系电话只向填报、审核和协调本项目的人员提供。",
    "Telephone numbers are for those who report, review or coordinate this project.",
);
pub(crate) const PERSONS_WAIT: Words = words(
    "有改动尚未上传，联网后自动上传。",
    "A change is not with the server yet; it is sent once there is a network.",
);
pub(crate) const PERSONS_REFUSED: Words = words(
    "服务器没有采用您对责任人的改动：",
    "The server did not take your change of a person:",
);
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const KIND: Words = words("类别", "Kind");
pub(crate) const NAME: Words = words("姓名", "Name");
pub(crate) const POST: Words = words("职务", "Post");
pub(crate) const UNIT: Words = words("单位", "Unit");
pub(crate) const TELEPHONE: Words = words("联系电话", "Telephone");
pub(crate) const FROM: Words = words("起（年月或日期）", "From (month or day)");
pub(crate) const TO: Words = words("止（年月或日期）", "Until (month or day)");
pub(crate) const TERM: Words = words("起止", "Term");
pub(crate) const WHEN_HINT: Words = words("如 2022-05 或 2022-05-08", "2022-05 or 2022-05-08");
pub(crate) const REASON: Words = words("说明（可不填）", "Reason (may be left out)");
pub(crate) const ADD: Words = words("登记责任人", "Enter a person");
pub(crate) const AMEND: Words = words("更正", "Correct");
pub(crate) const REPLACE: Words = words("换人", "Replace");
pub(crate) const END: Words = words("卸任", "End");
pub(crate) const CHANGE: Words = words("更改", "Change");
pub(crate) const SAVE: Words = words("保存", "Save");
pub(crate) const SAVE_ANYWAY: Words = words("号码无误，保存", "The number is right: save");
pub(crate) const ODD_TELEPHONE: Words = words(
    "这个号码既不像手机号（11 位），也不像带区号的座机号，请核对；确认无误可再次保存。",
    "This looks neither like a mobile number (11 digits) nor like a landline with its area code. Check it; if it is right, save again.",
);
pub(crate) const WHEN_WRONG: Words = words(
    "起止请写成 2022-05 或 2022-05-08",
    "Write the two dates as 2022-05 or 2022-05-08",
);
pub(crate) const EARLIER_PERSONS: Words = words("历任与变更记录", "Former persons and changes");
pub(crate) const IS_OVER: Words = words("已卸任", "no longer");

pub(crate) const MONTH: Words = words("月份", "Month");
pub(crate) const STANDS: Words = words("状态", "State");
pub(crate) const OWN: Words = words("本月完成", "This month");
pub(crate) const TO_DATE: Words = words("本年累计", "Year to date");
pub(crate) const SINCE_START: Words = words("自开工累计", "Since start");
pub(crate) const COMPLETION: Words = words("完成率 %", "Completed %");
pub(crate) const ELAPSED: Words = words("序时 %", "Time passed %");
pub(crate) const GAP: Words = words("与序时差距", "Gap to time");
pub(crate) const SCHEDULED: Words = words("倒排计划", "Monthly plan");
pub(crate) const AGAINST: Words = words("与倒排差距", "Gap to plan");
pub(crate) const BEHIND: Words = words("滞后", "behind");
pub(crate) const ON_TIME: Words = words("未滞后", "on time");
pub(crate) const MONEY_UNIT: Words = words("单位：万元，差距为个百分点", "万元; gaps in points");
pub(crate) const PLAN: Words = words("年度计划", "annual plan");
pub(crate) const NO_PLAN: Words = words("无年度计划", "no annual plan");

pub(crate) const PLANNED_START: Words = words("计划开工", "Planned start");
pub(crate) const ACTUAL_START: Words = words("实际开工", "Actual start");
pub(crate) const PLANNED_COMPLETION: Words = words("计划竣工", "Planned completion");
pub(crate) const ACTUAL_COMPLETION: Words = words("实际竣工", "Actual completion");
pub(crate) const ENTRY: Words = words("入统", "Entry into the statistics");
pub(crate) const FILE_BY: Words = words("应申报日", "To be filed by");
pub(crate) const NO_VISITS: Words = words("未填报走访。", "No visits are stated.");
pub(crate) const FUNDS: Words = words("资金", "Funds");
pub(crate) const NO_FUNDS: Words = words("未填报资金情况。", "No funds are stated.");
pub(crate) const NO_MILESTONES: Words = words("未填报前期工作。", "No preliminary work is stated.");
pub(crate) const MILESTONE: Words = words("事项", "Milestone");
pub(crate) const PLANNED: Words = words("计划完成", "Planned");
pub(crate) const DONE: Words = words("实际完成", "Done");
pub(crate) const PROBLEMS: Words = words("存在问题", "Problems");
pub(crate) const NO_PROBLEMS: Words = words("未反映问题。", "No problems are stated.");
pub(crate) const TOLD: Words = words("反映月份", "Told in");
pub(crate) const WHAT: Words = words("内容", "What");
pub(crate) const LEVEL: Words = words("协调层级", "Level");
pub(crate) const DEADLINE: Words = words("时限", "Due");
pub(crate) const PERSON: Words = words("责任人", "Who");
pub(crate) const CLOSED: Words = words("办结", "Closed");
pub(crate) const STILL_OPEN: Words = words("未办结", "open");
pub(crate) const DROPPED: Words = words("之后未再反映", "not named since");
pub(crate) const SAID: Words = words(
    "说明、疑问和审批过程",
    "Explanations, questions and reviews",
);
pub(crate) const NOTHING_SAID: Words = words("没有记录。", "Nothing is recorded.");
pub(crate) const EXPLAINED: Words = words("情况说明", "Explanation");
pub(crate) const QUESTION: Words = words("疑问", "Question");
pub(crate) const HANDED_IN: Words = words("上报", "Handed in");
pub(crate) const PASSED: Words = words("通过", "Passed");
pub(crate) const RETURNED: Words = words("退回", "Returned");
pub(crate) const VOID: Words = words("作废", "Void");
pub(crate) const VERSIONS: Words = words("计划及变更", "The plan and its changes");
pub(crate) const VALID_FROM: Words = words("生效月份", "Counts from");
pub(crate) const DECIDED: Words = words("事项", "Decision");
pub(crate) const DOCUMENT: Words = words("文件、批次、批准", "Document, batch, approval");
pub(crate) const DIFFERS: Words = words("变更内容", "What changes");

/// 截至 a month.
pub(crate) fn until(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("截至 {month}"),
        Lang::En => format!("As of {month}"),
    }
}

/// The head of a year's table.
pub(crate) fn year(year: i16, plan: Option<&str>, lang: Lang) -> String {
    let plan = match plan {
        Some(amount) => format!("{} {amount}", PLAN.get(lang)),
        None => NO_PLAN.get(lang).to_owned(),
    };
    match lang {
        Lang::Zh => format!("{year} 年（{plan}）"),
        Lang::En => format!("{year} ({plan})"),
    }
}

/// Months of which nothing is here.
pub(crate) fn not_held(months: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("以下月份在本机没有月报：{months}"),
        Lang::En => format!("No report is held on this device of: {months}"),
    }
}

/// 资金 of the newest report.
pub(crate) fn funds_of(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("据 {month} 月报，万元"),
        Lang::En => format!("As told by the report of {month}, 万元"),
    }
}

/// What is held of a month.
pub(crate) fn stands(stands: Stands, lang: Lang) -> String {
    let words = match stands {
        Stands::Counts(state) | Stands::NotCounted(Some(state)) => return step(state, lang),
        Stands::NotCounted(None) => words("未报（本机草稿）", "not reported (a draft here)"),
        Stands::Withheld => words("未到本级", "not at your step yet"),
        Stands::NotHeld => words("本机没有", "not held"),
        Stands::NotInPlan => words("不在计划", "not in the plan"),
        Stands::ToCome => words("未到", "to come"),
    };
    words.get(lang).to_owned()
}
