//! Texts that have to say something and say nothing.

use crate::order::Gather;

/// Long enough, and not one character over and over ("无无无无", "。。。。").
pub(super) fn says_something(text: &str, min_chars: usize) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let distinct = letters.iter().distinct();
    letters.len() >= min_chars && distinct.len() > letters.len().min(64) / 4 && distinct.len() > 2
}

/// What people write into a box that wants something written, without marks and blanks.
const EMPTY_TALK: &[&str] = &[
    "暂无问题",
    "没有问题",
    "无存在问题",
    "不存在问题",
    "暂无存在问题",
    "没有存在问题",
    "无任何问题",
    "暂无困难",
    "没有困难",
    "暂无原因",
    "没有原因",
    "无需协调",
    "无须协调",
    "暂不需协调",
    "暂无需协调",
    "不需要协调",
    "无需协调事项",
    "暂无协调事项",
    "暂无需协调事项",
    "无协调事项",
    "暂无计划",
    "没有计划",
    "暂无安排",
    "情况属实",
    "正常推进",
    "正在推进",
    "正常施工",
    "有序推进",
    "按计划推进",
    "正在处理",
    "正在协调",
    "同上月",
    "同上个月",
    "与上月相同",
    "与上月一致",
    "同上月一致",
    "见附件",
    "详见附件",
    "见备注",
    "详见备注",
    "待补充",
    "另行补充",
    "暂不清楚",
    "不清楚",
    "不详",
    "none",
    "null",
    "nothing",
    "test",
    "asbefore",
    "sameaslastmonth",
    "noproblem",
    "noproblems",
    "seeattachment",
];

/// Whether a text that has to say something says nothing: too short, one character over and over,
/// only digits, or one of the phrases that stand for 无.
pub(super) fn is_empty_talk(text: &str, min_chars: usize) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_number = letters.chars().all(char::is_numeric);
    let phrase = letters.to_lowercase();
    is_number || EMPTY_TALK.contains(&phrase.as_str()) || !says_something(text, min_chars)
}
