//! What the reader of TOML says, with what it comes to in Chinese before it.

/// What a file says that is no TOML at all.
pub(super) const SYNTAX: &str = "不合 TOML 的写法，引号、等号、括号都用半角";

/// What is said in no other way.
pub(super) const WRONG: &str = "这里写得不对";

/// By how the reader begins.
const BEGINNINGS: [(&str, &str); 8] = [
    ("invalid type", "值的类型不对（文字加引号，数不加）"),
    ("invalid value", "这个值用不了"),
    ("unknown field", "没有这一项"),
    ("unknown variant", "没有这个取值"),
    ("missing field", "缺少这一项"),
    ("duplicate key", "同一项写了两次"),
    ("not a number", "不是数，请用半角数字"),
    ("Invalid decimal", "不是数，请用半角数字"),
];

/// The message in both languages; `otherwise` where nothing is known of it.
pub(super) fn said(message: &str, otherwise: &str) -> String {
    let message = in_plain_words(message);
    let known = BEGINNINGS
        .iter()
        .find(|(begins, _)| message.starts_with(begins));
    let chinese = known.map_or(otherwise, |(_, chinese)| chinese);
    format!("{chinese} / {message}")
}

/// Types of the program say nothing to who keeps the file.
fn in_plain_words(message: &str) -> String {
    if message == "Failed to parse" {
        return "not a number; write it in digits such as 5 or 0.5".to_owned();
    }
    let mut plain = message.replace(
        "a Decimal type representing a fixed-point number",
        "a number such as 40 or 0.5",
    );
    for whole in ["u8", "u16", "u32", "usize", "i8", "i16"] {
        let end = format!("expected {whole}");
        if let Some(before) = plain.strip_suffix(&end) {
            plain = format!("{before}expected a whole number that is not so large");
        }
    }
    plain
}
