//! 半年、年度总结: the words.

use yuebao_domain::period::Month;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const TITLE: Words = words("总结", "Summaries");
pub(crate) const NO_MONTH: Words = words(
    "总结在6月（上半年）和12月（全年）填写，请先在上方选到这两个月。",
    "Summaries are written in June, of the half year, and in December, of the year: choose one of these months above.",
);
pub(crate) const NOT_ASKED: Words = words(
    "地区配置没有要求各单位报送总结；需要的可以填写。",
    "The profile asks the units for no summaries; who wants to can write one.",
);
pub(crate) const UNITS: Words = words("各单位", "Units");
pub(crate) const CITY: Words = words("全市总结", "The city's summary");
pub(crate) const WAITING: Words = words(
    "已保存在本机，联网后上传。",
    "Kept on this device; it goes out with the network.",
);
pub(crate) const RETURNED: Words = words("已退回：", "Returned: ");
pub(crate) const CLOSED: Words = words(
    "已上报或审定，不能再改；要改的请撤回，或由重点办退回。",
    "It is handed in or accepted, and not changed now: take it back, or have it returned.",
);
pub(crate) const HAND_IN: Words = words("上报", "Hand in");
pub(crate) const WITHDRAW: Words = words("撤回", "Take back");
pub(crate) const ACCEPT: Words = words("审定", "Accept");
pub(crate) const RETURN: Words = words("退回", "Return");
pub(crate) const REASON: Words = words("退回原因", "Why it is returned");
pub(crate) const REASON_MISSING: Words = words("请写明退回原因", "Say why it is returned");
pub(crate) const NOTHING_WRITTEN: Words = words("（未填写）", "(nothing written)");
pub(crate) const BENEATH: Words = words(
    "可在上面按月报生成的文字之后补充，不必重复数字",
    "beneath the sentences above, which are made of the reports; no need to repeat figures",
);
pub(crate) const BY_HAND: Words = words(
    "由本单位填写，不超过2000字，换行即分段",
    "to be written here, at most 2,000 characters; a new line is a new paragraph",
);
pub(crate) const OTHER: Words = words(
    "别人刚把这一部分写成（保留您的，或照抄后再改）：",
    "Somebody else has just written here (yours is kept; copy what you want of it): ",
);
pub(crate) const REFUSED: Words = words("服务器没有采用：", "The server did not take this: ");
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const COLON: Words = words("：", ": ");

/// 上半年总结.
pub(crate) fn title(month: Month, lang: Lang) -> String {
    let year = month.year();
    match (lang, month.number()) {
        (Lang::Zh, 6) => format!("{year}年上半年总结"),
        (Lang::Zh, _) => format!("{year}年全年总结"),
        (Lang::En, 6) => format!("Summary of the first half of {year}"),
        (Lang::En, _) => format!("Summary of {year}"),
    }
}

/// Until when, and why until then.
pub(crate) fn until(day: &str, because: Option<&str>, lang: Lang) -> String {
    match (lang, because) {
        (Lang::Zh, None) => format!("{day} 截止"),
        (Lang::Zh, Some(why)) => format!("{day} 截止（{why}）"),
        (Lang::En, None) => format!("due on {day}"),
        (Lang::En, Some(why)) => format!("due on {day} ({why})"),
    }
}
