//! 设备与未送达: the words.

use yuebao_domain::text::{Lang, Words, words};

pub(crate) const TITLE: Words = words("设备与未送达", "Tablets and what did not arrive");
pub(crate) const NOT_YOURS: Words = words(
    "本页供市重点办和系统管理员使用。",
    "This screen is for the city office and the administrator.",
);
pub(crate) const OFFLINE: Words = words(
    "本页须联网使用：平板的情况只有服务器知道，本机不留。",
    "This screen needs a connection: only the server knows of tablets, and nothing is kept here.",
);
pub(crate) const OFFLINE_SHOWN: Words = words(
    "现在没有网络，以下是断网前读取的。",
    "There is no connection now: this was read before it was lost.",
);
pub(crate) const WAITING: Words = words("正在询问服务器……", "Asking the server…");
pub(crate) const AGAIN: Words = words("重新读取", "Read again");
pub(crate) const NOBODY: Words = words(
    "还没有平板来过，也没有未送达的内容。平板首次同步后会列在这里。",
    "No tablet has asked yet, and nothing is undelivered. Tablets are listed once they have synced.",
);
pub(crate) const ALL_ARRIVED: Words = words(
    "平板送来的内容都已收下。",
    "All that tablets have sent has been taken.",
);
pub(crate) const WINDOW: Words = words("回看多久", "How far back");
pub(crate) const WAITS_ALWAYS: Words = words(
    "冲突不论何时，直到选定为止。",
    "Conflicts are listed until they are settled, whenever they came.",
);
pub(crate) const CUT: Words = words(
    "未送达的太多，只列最近 500 条；其余请缩短回看的时间逐段处理。",
    "Too much is undelivered: only the newest 500 are listed. Settle these, then read again.",
);
pub(crate) const REFUSED: Words = words("被拒收", "refused");
pub(crate) const CONFLICT: Words = words("冲突待选定", "in a conflict");
pub(crate) const SET_ASIDE: Words = words("无法读取而搁置", "set aside, unreadable");
pub(crate) const SET_ASIDE_HELP: Words = words(
    "搁置的操作在平板上读不出来，不会自动送达：请联系本人在“待处理”导出救援文件，交系统管理员。",
    "Operations that are set aside cannot be read on the tablet and do not arrive by themselves: have the person export a rescue file under “Pending” and hand it to the administrator.",
);
pub(crate) const NEVER_SEEN: Words = words("平板未再来过", "no tablet is known");
pub(crate) const NO_UNIT: Words = words("单位不详", "unit not known");
pub(crate) const MONTH: Words = words("月度决定", "Decision about the month");
pub(crate) const OPEN: Words = words("打开月报", "Open the report");
pub(crate) const DETAILS: Words = words("逐条查看", "One by one");

/// How far is looked back.
pub(crate) fn months(months: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{months} 个月"),
        Lang::En => format!("{months} months"),
    }
}

/// What is listed, said with the day.
pub(crate) fn since(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("被拒收的只列 {day} 以来的。"),
        Lang::En => format!("Refusals are listed since {day}."),
    }
}

/// A number and what it counts.
pub(crate) fn counted(n: usize, what: Words, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} {n} 条", what.zh),
        Lang::En => format!("{n} {}", what.en),
    }
}

/// When somebody was last heard of.
pub(crate) fn seen(when: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("最近 {when} 来过"),
        Lang::En => format!("last heard of {when}"),
    }
}

/// When something came.
pub(crate) fn came(when: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{when} 收到"),
        Lang::En => format!("received {when}"),
    }
}
