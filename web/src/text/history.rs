//! 历史: the words.

use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::report::State;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const TITLE: Words = words("历史", "History");
pub(crate) const LOADING: Words = words("正在从服务器读取…", "Reading from the server…");
pub(crate) const OFFLINE: Words = words(
    "历史保存在服务器上，现在连不上服务器。已填内容不受影响；联网后再看。",
    "The history is kept on the server, which cannot be reached now. What is filled is safe; look \
     again once there is a network.",
);
pub(crate) const LOGIN: Words = words(
    "登录已过期，请先在上方重新登录，再查看历史。",
    "The login has expired: log in above, then look again.",
);
pub(crate) const RETRY: Words = words("再试一次", "Try again");
pub(crate) const NOTHING: Words = words(
    "服务器上还没有这一栏的记录。",
    "The server has no record of this box yet.",
);
pub(crate) const OLDER: Words = words("显示更早的记录", "Show earlier ones");
pub(crate) const BOXES: Words = words("各栏目的历次填报值", "The values of each box");
pub(crate) const BOX: Words = words("改动", "Changed");

/// 「形象进度」的历史.
pub(crate) fn of_box(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{label}的历史"),
        Lang::En => format!("History of {label}"),
    }
}

/// When the server received it.
pub(crate) fn received(at: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("服务器 {at} 收到"),
        Lang::En => format!("received by the server {at}"),
    }
}

/// What the device's clock said.
pub(crate) fn device_time(at: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("平板时间 {at}，仅供参考"),
        Lang::En => format!("the device's clock said {at}, for reference only"),
    }
}

/// What somebody did.
pub(crate) const fn did(kind: CommandKind) -> Words {
    match kind {
        CommandKind::Set => words("保存草稿", "saved a draft"),
        CommandKind::Submit => words("上报", "submitted"),
        CommandKind::Resolve => words("选定取值", "settled two values"),
        CommandKind::Void => words("作废", "declared void"),
        CommandKind::Accept => words("通过", "accepted"),
        CommandKind::Return => words("退回", "returned"),
    }
}

/// Where a report stands.
pub(crate) const fn state(state: State) -> Words {
    match state {
        State::Draft => words("草稿", "draft"),
        State::Submitted => words("已报", "submitted"),
        State::Returned => words("退回", "returned"),
        State::Reviewed(_) => words("已审", "reviewed"),
        State::Accepted => words("审定", "accepted"),
        State::Void => words("作废", "void"),
    }
}

/// What it did to where the report stands.
pub(crate) fn moved(from: State, to: State, lang: Lang) -> String {
    format!("{} → {}", state(from).get(lang), state(to).get(lang))
}

/// What it opened.
pub(crate) fn opened(n: usize, is_accepted: bool, lang: Lang) -> String {
    match (lang, is_accepted) {
        (Lang::Zh, true) => format!("提出 {n} 处修改申请"),
        (Lang::Zh, false) => format!("有 {n} 处冲突等待选定"),
        (Lang::En, true) => format!("asked for {n} changes"),
        (Lang::En, false) => format!("opened {n} conflicts"),
    }
}

/// What it settled.
pub(crate) fn settled(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("办结 {n} 处"),
        Lang::En => format!("settled {n}"),
    }
}

/// A value that waited, and what became of it.
pub(crate) fn waited(kind: ClashKind, settled: Option<(&str, &str)>, lang: Lang) -> String {
    let what = match kind {
        ClashKind::Amendment => words("修改申请", "proposed change"),
        ClashKind::Conflict => words("冲突的另一个值", "second value of a conflict"),
    };
    match (settled, lang) {
        (Some((by, at)), Lang::Zh) => format!("{}，{by} {at} 办结", what.zh),
        (Some((by, at)), Lang::En) => format!("{}, settled by {by} {at}", what.en),
        (None, Lang::Zh) => format!("{}，等待决定", what.zh),
        (None, Lang::En) => format!("{}, waits to be settled", what.en),
    }
}
