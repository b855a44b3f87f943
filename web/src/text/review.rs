//! 审核: the words.

use yuebao_domain::device::LeftOut;
use yuebao_domain::rights::Role;
use yuebao_domain::rule::Severity;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::REVIEW as TITLE;

pub(crate) const NOTHING: Words = words(
    "本月没有等待审核的月报。",
    "No report of this month waits to be reviewed.",
);
pub(crate) const NOTHING_ADVICE: Words = words(
    "填报单位上报后会出现在这里；联网时自动更新。",
    "They appear here once they are submitted; with a network the list is kept up to date.",
);
pub(crate) const NOT_YOURS: Words = words(
    "本账号没有审核权限。月报按本地区的审批链逐级审核。",
    "This account reviews nothing: the roles of the chain do, one after the other.",
);
pub(crate) const HELP: Words = words(
    "有修改申请和冲突的排在前面，其余按上报先后。打开核对后选择通过或退回；离线也可以办理，联网后自动上传。",
    "Amendments and conflicts come first, then the earliest. Open a report to accept or return it; \
     this works offline too and is sent once there is a network.",
);
pub(crate) const OPEN: Words = words("打开审核", "Review");
pub(crate) const SETTLE: Words = words("去处理修改申请", "Settle the amendments");
pub(crate) const CONFLICT: Words = words("有冲突", "in conflict");
pub(crate) const ON_ITS_WAY: Words = words("已办理，待上传", "Decided, waiting to be sent");
pub(crate) const ON_ITS_WAY_HELP: Words = words(
    "服务器尚未收到，填报单位还看不到；联网后自动上传。",
    "The server has not received these, and the reporting unit does not see them yet. They are \
     sent once there is a network.",
);
pub(crate) const ACCEPT: Words = words("通过", "Accept");
pub(crate) const RETURN: Words = words("退回", "Return");
pub(crate) const COMMENT: Words = words("审核意见", "Comment");
pub(crate) const COMMENT_HINT: Words = words(
    "退回必须写明哪里要改、怎么改；通过可以不写。",
    "Needed to return a report: what is to be changed, and how. Optional when accepting.",
);
pub(crate) const COMMENT_MISSING: Words = words(
    "请写明哪里要改、怎么改，再退回。",
    "Write what is to be changed, and how, then return it.",
);
pub(crate) const HAS_CONFLICT: Words = words(
    "这份月报有未处理的冲突，不能通过：请填报单位先在“待处理”中选定，或写明意见退回。",
    "This report has open conflicts and cannot be accepted: the reporting unit settles them in \
     “To settle”, or return it with a comment.",
);
pub(crate) const VOID: Words = words("作废", "Declare void");
pub(crate) const RETURN_TO: Words = words("退回给", "Return to");
pub(crate) const COURSE: Words = words("审批进度", "Course of the report");
pub(crate) const COURSE_SKIPPED: Words = words("无人担任，已略过", "nobody fills it: passed over");
pub(crate) const COURSE_WAITS: Words = words("待办理", "to be decided");
pub(crate) const COURSE_LATER: Words = words("未到", "not yet");
pub(crate) const PASS_ALL_HELP: Words = words(
    "只通过没有未说明的核实性问题、冲突和未办结疑问的月报，且只通过您看到的这一版。",
    "Only those without unexplained findings, conflicts or open questions pass, each as you see it.",
);
pub(crate) const LEFT_OUT: Words = words(
    "以下不能批量通过，请逐份打开办理",
    "These do not pass together: open them one by one",
);
pub(crate) const FILTER: Words = words("筛选", "Show");
pub(crate) const ALL: Words = words("全部", "All");
pub(crate) const WITH_FINDINGS: Words = words("有问题提示", "With findings");
pub(crate) const WITH_EXPLANATIONS: Words = words("有情况说明", "With explanations");
pub(crate) const WITH_QUESTIONS: Words = words("有未办结疑问", "With open questions");
pub(crate) const LATE: Words = words("迟报", "Late");
pub(crate) const BACK: Words = words("返回审核", "Back to the reviews");

pub(crate) const RETURNED: Words = words("已退回", "Returned");
pub(crate) const RETURNED_ADVICE: Words = words(
    "请按意见修改后重新上报；改完之前不计入汇总。",
    "Correct what the comment names and submit again; until then it is not in the totals.",
);
pub(crate) const ACCEPTED: Words = words("已审定", "Accepted");
pub(crate) const ACCEPTED_LOCKED: Words = words(
    "已审的月报不能直接修改。发现有误的，可以申请修改：填好新值提交后，由审核人决定是否采用，采用之前仍按原值汇总。",
    "An accepted report is not changed directly. If something is wrong, ask for a change: fill in \
     the new values and submit; a reviewer decides, and until then the accepted values count.",
);
pub(crate) const ACCEPTED_BAR: Words = words("已审定，现为只读。", "Accepted, and read only.");
pub(crate) const REVIEWED_BAR: Words = words(
    "已经过审核，等待下一步；现为只读。",
    "Reviewed, waiting for the next step, and read only.",
);
pub(crate) const AMENDMENT_WAITS: Words = words(
    "修改申请已提交，等待审核；采用之前仍按已审的值汇总。",
    "The change waits to be reviewed; until it is taken the accepted values count.",
);
pub(crate) const AMEND: Words = words("申请修改", "Ask for a change");
pub(crate) const AMENDING: Words = words(
    "正在填写修改申请：改好后点“提交修改申请”。采用之前仍按原值汇总。",
    "You are asking for a change: submit it when done. Until it is taken the accepted values count.",
);
pub(crate) const AMENDING_EMPTY: Words = words(
    "请先改动要修改的栏目，再提交修改申请。",
    "Change the boxes that are wrong, then submit.",
);
pub(crate) const REFUSED: Words =
    words("审核未被服务器接收", "The server did not take the decision");
pub(crate) const REFUSED_READ: Words = words("知道了", "Understood");
pub(crate) const SUBMIT_AMENDMENT: Words = words("提交修改申请", "Submit the change");
pub(crate) const PROPOSED: Words = words("待审修改", "Proposed change");
pub(crate) const SECOND_VALUE: Words = words("另一个值", "Other value");
pub(crate) const NOW: Words = words("现值", "now");
pub(crate) const WANTED: Words = words("拟改为", "proposed");

/// Who handed in or passed a step, and when.
pub(crate) fn course_done(by: &str, at: &str, on_behalf: bool, lang: Lang) -> String {
    match (lang, on_behalf) {
        (Lang::Zh, true) => format!("{by}（代报）　{at}"),
        (Lang::En, true) => format!("{by} (for the unit), {at}"),
        (Lang::Zh, false) => format!("{by}　{at}"),
        (Lang::En, false) => format!("{by}, {at}"),
    }
}

/// Who returned it, and to whom.
pub(crate) fn returned_by(by: &str, at: &str, to: Option<Role>, lang: Lang) -> String {
    let to = to.unwrap_or(Role::Clerk).label().get(lang);
    match lang {
        Lang::Zh => format!("{by}　{at} 退回给{to}："),
        Lang::En => format!("{by}, {at}: returned to the {to}: "),
    }
}

/// 批量通过 n 份.
pub(crate) fn pass_all(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("批量通过 {n} 份"),
        Lang::En => format!("Accept {n} together"),
    }
}

/// The second tap.
pub(crate) fn confirm_pass(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("确认通过这 {n} 份"),
        Lang::En => format!("Yes, accept these {n}"),
    }
}

/// Why a report does not pass with others.
pub(crate) fn left_out(why: LeftOut, lang: Lang) -> String {
    match (why, lang) {
        (LeftOut::Moved, Lang::Zh) => "您查看之后又有变化".to_owned(),
        (LeftOut::Moved, Lang::En) => "it has changed since you looked".to_owned(),
        (LeftOut::Refused(refusal), _) => refusal.words().get(lang).to_owned(),
        (LeftOut::ToCorrect(n), Lang::Zh) => format!("{n} 项强制性问题未改正"),
        (LeftOut::ToCorrect(n), Lang::En) => format!("{n} to be corrected"),
        (LeftOut::ToExplain(n), Lang::Zh) => format!("{n} 项核实性问题未说明"),
        (LeftOut::ToExplain(n), Lang::En) => format!("{n} to be explained"),
        (LeftOut::Questions(n), Lang::Zh) => format!("{n} 条疑问未办结"),
        (LeftOut::Questions(n), Lang::En) => format!("{n} open questions"),
    }
}

/// n 份等待审核.
pub(crate) fn waiting(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 份等待审核"),
        Lang::En => format!("{n} waiting"),
    }
}

/// 其他月份还有 n 份.
pub(crate) fn elsewhere(month: &str, n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{month}还有 {n} 份"),
        Lang::En => format!("{n} in {month}"),
    }
}

/// Leads to another month.
pub(crate) fn show_month(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("看{month}"),
        Lang::En => format!("Show {month}"),
    }
}

/// Who handed it in, and when.
pub(crate) fn handed_in(by: &str, at: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{by}　{at} 收到"),
        Lang::En => format!("{by}, received {at}"),
    }
}

/// Who decided, and when.
pub(crate) fn decided(what: Words, by: &str, at: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}：{by}　{at}", what.zh),
        Lang::En => format!("{} by {by}, {at}", what.en),
    }
}

/// How many findings of a severity.
pub(crate) fn findings(severity: Severity, n: usize, lang: Lang) -> String {
    super::audit::of_severity(severity, n, lang)
}

/// n 处修改申请.
pub(crate) fn amendments(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 处修改申请待审"),
        Lang::En => format!("{n} amendments wait to be reviewed"),
    }
}
