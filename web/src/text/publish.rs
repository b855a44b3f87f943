//! 发布: the words.

use yuebao_domain::text::{Lang, Words, words};

pub(crate) const TITLE: Words = words("发布", "Publish");
pub(crate) const DOCUMENTS: Words = words("文件", "Document");
pub(crate) const PRINT: Words = words("打印", "Print");
pub(crate) const CSV: Words = words("下载 .csv", "Download .csv");
pub(crate) const FETCHING: Words = words("正在向服务器取文件…", "Fetching the file…");
pub(crate) const FILES_NEED_SERVER: Words = words(
    "Excel、Word 文件由服务器编制，联网后可下载；打印和 .csv 离线可用。",
    "Excel and Word files are made by the server and need a network; printing and .csv work offline.",
);
pub(crate) const NOTHING: Words = words(
    "本月没有在计划内的项目，没有可编制的文件。",
    "No project is in the plan of this month: there is nothing to make a document of.",
);
pub(crate) const NOT_ALL: Words = words(
    "文件须汇总全部项目，您的账号只能看到一部分，请由重点办编制。",
    "A document is of all projects, and this account sees some of them only: the city office makes it.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，下面的数只含已收到的部分；联网同步完成后自动更新。",
    "Not everything has arrived on this device: the figures below lack some of it until the sync is complete.",
);
pub(crate) const UNSOUND: Words = words(
    "表内数据不符，文件没有编出。请核对下列各处：",
    "The figures do not follow from one another, so there is no document. Look at these:",
);
pub(crate) const BEHIND: Words = words("所含项目", "The projects behind it");
pub(crate) const CLOSE: Words = words("收起", "Close");
pub(crate) const OPEN_ROW: Words = words("查看所含项目", "Show the projects behind it");
pub(crate) const NOTES: Words = words("注：", "Notes: ");

/// What is here is not what was frozen.
pub(crate) fn differs(edition: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "本机数据与封账数第{edition}版不完全一致（可能尚未同步完，或单位、配置后来有改动），下面按暂计数编制；正式数请下载服务器编制的文件。"
        ),
        Lang::En => format!(
            "What is on this device is not the same as edition {edition} (not all has arrived, or names and settings have changed since): what follows is provisional. The files that the server makes are final."
        ),
    }
}

/// How many rows a table has.
pub(crate) fn rows(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 行"),
        Lang::En => format!("{count} rows"),
    }
}

/// `download` in a format.
pub(crate) fn download(format: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("下载 .{format}"),
        Lang::En => format!("Download .{format}"),
    }
}

pub(crate) const PUBLISHED: Words = words("发布情况", "What was published");
pub(crate) const NOT_PUBLISHED: Words =
    words("本月尚未发布。", "Nothing of this month was published.");
pub(crate) const LOCK_FIRST: Words = words(
    "封账之后才能发布：在“月度看板”封账。",
    "A month is published once it is locked: lock it on the month's board.",
);
pub(crate) const PUBLISH_HELP: Words = words(
    "服务器按封账数编制所选文件，逐项核对后保存，以后不再改变；其他系统可以取用。离线也可办理，联网后发出。",
    "The server makes these documents of the locked edition, reads them as proof and keeps them as they are; other systems can fetch them. Works offline, and goes out with the network.",
);
pub(crate) const REMARK: Words = words("备注（可不填）", "Remark (may be left out)");
pub(crate) const WITHDRAW: Words = words("撤回发布", "Withdraw");
pub(crate) const WITHDRAW_HELP: Words = words(
    "撤回后不再作为有效文件提供，记录保留。",
    "What is withdrawn is given out no more; the record stays.",
);
pub(crate) const WHICH: Words = words("哪一次", "Which");
pub(crate) const ON_ITS_WAY: Words = words("待上传", "on its way");
pub(crate) const REFUSED: Words = words(
    "服务器没有采用您的发布决定：",
    "The server did not take your decision:",
);
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const LIST_COMMA: Words = words("、", ", ");

/// 第n次.
pub(crate) fn number(number: u32, edition: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第{number}次（封账数第{edition}版）"),
        Lang::En => format!("No. {number} (edition {edition})"),
    }
}

/// What opens the form.
pub(crate) fn publish(edition: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("发布封账数第{edition}版"),
        Lang::En => format!("Publish edition {edition}"),
    }
}

/// The button that publishes.
pub(crate) fn confirm(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("确认发布 {count} 份文件"),
        Lang::En => format!("Publish {count} documents"),
    }
}

/// Who took it back, and why.
pub(crate) fn withdrawn(by: &str, reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{by} 撤回：{reason}"),
        Lang::En => format!("Withdrawn by {by}: {reason}"),
    }
}

/// What a table that scrolls is called.
pub(crate) fn table(number: usize, title: &str, is_behind: bool, lang: Lang) -> String {
    match (lang, is_behind) {
        (Lang::Zh, false) => format!("表{number} {title}"),
        (Lang::Zh, true) => format!("表{number}所含项目明细"),
        (Lang::En, false) => format!("Table {number} {title}"),
        (Lang::En, true) => format!("The projects behind table {number}"),
    }
}
