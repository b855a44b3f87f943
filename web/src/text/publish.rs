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
pub(crate) const SCROLLS: Words = words("可滚动的表格", "a table that scrolls");

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
