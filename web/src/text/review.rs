//! 审核: the words.

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
    "本账号没有审核权限。月报由县区统筹协调人和市重点办审核。",
    "This account reviews nothing: county coordinators and the city office do.",
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
