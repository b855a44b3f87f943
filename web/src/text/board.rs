//! 月度看板: the words.

use yuebao_domain::operation::report::State;
use yuebao_domain::period::Month;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::BOARD as TITLE;

pub(crate) const NOT_YOURS: Words = words(
    "月度看板供审核、汇总和督查人员使用。本单位的月报在“本月任务”。",
    "The board is for those who review, total and supervise. Your own reports are under “Tasks”.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，数字可能偏小；联网同步完成后自动更新。",
    "Not everything has arrived on this device yet: counts may be too small until the sync is complete.",
);
pub(crate) const OF_THIS_DEVICE: Words = words(
    "按本机已收到的数据统计，离线也可查看；报送以服务器收到为准。",
    "Counted from what this device has received; works offline. A report is in once the server has it.",
);
pub(crate) const FILING: Words = words("报送情况", "Who has reported");
pub(crate) const UNIT: Words = words("单位", "Unit");
pub(crate) const TOTAL: Words = words("合计", "Total");
pub(crate) const OF_MONTH: Words = words("本月", "This month");
pub(crate) const OF_YEAR: Words = words("本年累计", "Year so far");
pub(crate) const NO_UNIT: Words = words("未定责任单位", "no unit");
pub(crate) const CLOSE: Words = words("收起", "Close");
pub(crate) const NOBODY: Words = words("没有。", "None.");
pub(crate) const STEPS: Words = words("审核进度", "Steps");
pub(crate) const NOTHING_THERE: Words = words("未填", "not begun");
pub(crate) const CHASE: Words = words("催报", "Reminder");
pub(crate) const WITH_PEOPLE: Words = words("附责任人和电话", "With persons and numbers");
pub(crate) const PEOPLE: Words = words("找谁催", "Whom to call");
pub(crate) const LIST_COMMA: Words = words("、", ", ");
pub(crate) const CHASE_LABEL: Words = words("催报名单", "List for the reminder");
pub(crate) const COPY: Words = words("复制", "Copy");
pub(crate) const COPIED: Words = words("已复制", "Copied");
pub(crate) const PRINT: Words = words("打印", "Print");
pub(crate) const LOCK_TITLE: Words = words("封账", "Closing the month");
pub(crate) const LOCK: Words = words("封账", "Close the month");
pub(crate) const LOCK_HELP: Words = words(
    "封账后本月数字不再变动，未报的记为缺报；更正须重新打开，形成新版本。",
    "Afterwards no figure of the month changes, and what has not come is missing. A correction takes \
     opening it again, and makes the next edition.",
);
pub(crate) const LOCKED: Words = words("本月已封账。", "The month is closed.");
pub(crate) const OPENED: Words = words(
    "本月封账后又打开更正，更正完毕须再次封账。",
    "The month was opened again for corrections: close it once they are done.",
);
pub(crate) const ON_ITS_WAY: Words = words(
    "您的决定尚未上传，联网后自动上传。",
    "Your decision is not with the server yet; it is sent once there is a network.",
);
pub(crate) const REFUSED: Words = words(
    "服务器没有采用您对本月的决定：",
    "The server did not take your decision about this month:",
);
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const BLOCKED: Words = words(
    "以下各项处理完毕后才能封账：",
    "The month can be closed once these are settled:",
);
pub(crate) const NOTHING_BLOCKS: Words =
    words("没有妨碍封账的事项。", "Nothing stands in the way.");
pub(crate) const REOPEN: Words = words("打开更正", "Open again");
pub(crate) const REOPEN_HELP: Words = words(
    "已封账的月份打开后，所选项目可以更正；原版本保留，再次封账形成新版本。",
    "Opens the closed month for corrections. The edition stays; closing again makes the next one.",
);
pub(crate) const ALL_PROJECTS: Words = words("全部项目", "All projects");
pub(crate) const EXTEND: Words = words("延期", "Give more time");
pub(crate) const EXTEND_HELP: Words = words(
    "截止日之前，可以给一个单位或一个项目延期；到延期日 24:00 收到的算按时。",
    "Before the deadline one unit or one project can be given more time: what arrives by 24:00 of \
     that day is on time.",
);
pub(crate) const WHOM: Words = words("对象", "For");
pub(crate) const UNTIL: Words = words("延期至", "Until");
pub(crate) const REASON: Words = words("事由", "Reason");
pub(crate) const REASON_MISSING: Words = words("请填写事由。", "Give a reason.");
pub(crate) const DAY_MISSING: Words = words("请选择日期。", "Choose a day.");
pub(crate) const EXCUSE: Words = words("离线谅解", "Excuse, was offline");
pub(crate) const EXCUSE_HELP: Words = words(
    "这些月报在平板上按时提交，因没有网络晚到。谅解后按按时计。",
    "Handed in on the tablet in time, these arrived late for want of a network. Excused, they count \
     as on time.",
);
pub(crate) const BACK: Words = words("返回看板", "Back to the board");
pub(crate) const PRINTED: Words = words("月报报送情况表", "monthly reports: who has reported");

/// The second tap.
pub(crate) fn confirm_lock(missing: usize, lang: Lang) -> String {
    match (missing, lang) {
        (0, Lang::Zh) => "确认封账".to_owned(),
        (0, Lang::En) => "Yes, close the month".to_owned(),
        (_, Lang::Zh) => format!("确认封账，{missing} 项记为缺报"),
        (_, Lang::En) => format!("Yes, close the month with {missing} missing"),
    }
}

/// What a step of the course is called.
pub(crate) fn step(state: State, lang: Lang) -> String {
    let words = match state {
        State::Draft => words("草稿", "draft"),
        State::Submitted => words("已报待审", "to be reviewed"),
        State::Reviewed(_) => words("已审", "reviewed"),
        State::Returned => words("退回", "returned"),
        State::Accepted => words("审定", "accepted"),
        State::Void => words("作废", "void"),
    };
    match (state, lang) {
        (State::Reviewed(step), Lang::Zh) => format!("{}（第 {step} 步）", words.zh),
        (State::Reviewed(step), Lang::En) => format!("{} (step {step})", words.en),
        _ => words.get(lang).to_owned(),
    }
}

/// The heading of a cell's reports.
pub(crate) fn cell(unit: &str, column: &str, month: Option<Month>, lang: Lang) -> String {
    match (lang, month) {
        (Lang::Zh, Some(month)) => format!("{unit} · {}年累计{column}", month.year()),
        (Lang::En, Some(month)) => format!("{unit} · {column}, {} so far", month.year()),
        (_, None) => format!("{unit} · {column}"),
    }
}

/// The name of a figure for whoever hears it.
pub(crate) fn figure(unit: &str, column: &str, count: usize, is_year: bool, lang: Lang) -> String {
    let span = if is_year { OF_YEAR } else { OF_MONTH }.get(lang);
    match lang {
        Lang::Zh => format!("{unit}{span}{column} {count} 项，查看"),
        Lang::En => format!("{unit}, {span}, {column}: {count}. Show"),
    }
}

/// What is named as 缺报 by the lock.
pub(crate) fn becomes_missing(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("封账时以下 {count} 项记为缺报："),
        Lang::En => format!("Closing marks these {count} as missing:"),
    }
}

/// How many would be missing that still have time.
pub(crate) fn not_yet_due(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("其中 {count} 项还没有到截止日，仍可上报；现在封账，将记为缺报。"),
        Lang::En => {
            format!("{count} of them still have time to report; closing now marks them missing.")
        }
    }
}

/// Which edition a lock has made.
pub(crate) fn edition(number: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 版"),
        Lang::En => format!("Edition {number}"),
    }
}
