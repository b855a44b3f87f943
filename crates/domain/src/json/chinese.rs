//! What the reader of JSON says of a text, in Chinese. It speaks English only, in few sentences.

/// The sentence in Chinese. What only says more in English comes behind it in brackets.
pub fn zh(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let after = |start: &str| said.strip_prefix(start);
    if error.is_eof() {
        return "内容到中途就结束了，文件不完整".to_owned();
    }
    if error.is_syntax() {
        let column = error.column();
        return format!("第 {column} 列附近标点或写法不对（多了、少了逗号、引号或括号）");
    }
    if let Some(name) = after("missing field ") {
        return format!("缺少{}", quoted(name));
    }
    if let Some(name) = after("duplicate field ") {
        return format!("{}出现两次，请只留一个", quoted(name));
    }
    if let Some((name, known)) = after("unknown field ").and_then(choices) {
        return format!("没有{}这一项；可用：{known}", quoted(name));
    }
    if let Some((name, known)) = after("unknown variant ").and_then(choices) {
        return format!("{}不是可用的值；可用：{known}", quoted(name));
    }
    let kinds = after("invalid type: ").or_else(|| after("invalid value: "));
    if let Some((found, expected)) = kinds.and_then(|kinds| kinds.split_once(", expected ")) {
        return format!("这里是{}，应为{}", kind(found), kind(expected));
    }
    format!("不符合格式（{said}）")
}

/// `name`, expected one of `a`, `b`.
fn choices(said: &str) -> Option<(&str, String)> {
    let (name, known) = said.split_once(", ")?;
    let known = known.split('`').skip(1).step_by(2);
    Some((name, known.collect::<Vec<_>>().join("、")))
}

fn quoted(name: &str) -> String {
    format!("“{}”", name.trim_matches('`'))
}

/// A kind of value, with the value where it is told.
fn kind(said: &str) -> String {
    const KINDS: [(&str, &str); 14] = [
        ("integer", "整数"),
        ("floating point", "小数"),
        ("string", "文字"),
        ("a string", "文字"),
        ("boolean", "是否"),
        ("a boolean", "是否"),
        ("null", "空值"),
        ("map", "对象 {…}"),
        ("a map", "对象 {…}"),
        ("sequence", "列表 […]"),
        ("a sequence", "列表 […]"),
        ("struct", "对象 {…}"),
        ("any valid JSON value", "JSON 值"),
        ("u32", "整数"),
    ];
    let found = KINDS.iter().filter(|(name, _)| said.starts_with(name));
    let Some((name, zh)) = found.max_by_key(|(name, _)| name.len()) else {
        return format!("“{said}”");
    };
    let value = said.strip_prefix(name).unwrap_or_default().trim();
    match value.trim_matches(['`', '"']) {
        "" => (*zh).to_owned(),
        _ if zh.starts_with(['对', '列']) => (*zh).to_owned(),
        value => format!("{zh} {value}"),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what is wrong with it is looked at")]
    struct Part {
        name: String,
        #[serde(default)]
        list: Vec<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        One,
        Two,
    }

    #[test]
    fn what_is_wrong_is_told_in_chinese() {
        for (text, told) in [
            ("{", "内容到中途就结束了，文件不完整"),
            (
                "{\"name\" \"a\"}",
                "第 9 列附近标点或写法不对（多了、少了逗号、引号或括号）",
            ),
            ("{}", "缺少“name”"),
            (
                "{\"name\":\"a\",\"name\":\"b\"}",
                "“name”出现两次，请只留一个",
            ),
            ("{\"nam\":1}", "没有“nam”这一项；可用：name、list"),
            ("{\"name\":5}", "这里是整数 5，应为文字"),
            ("{\"name\":1.5}", "这里是小数 1.5，应为文字"),
            ("{\"name\":\"a\",\"list\":5}", "这里是整数 5，应为列表 […]"),
            (
                "{\"name\":\"a\",\"list\":{}}",
                "这里是对象 {…}，应为列表 […]",
            ),
            (
                "{\"name\":\"a\",\"list\":[\"three\"]}",
                "“three”不是可用的值；可用：one、two",
            ),
            ("5", "这里是整数 5，应为对象 {…}"),
        ] {
            let error = serde_json::from_str::<Part>(text).unwrap_err();
            assert_eq!(zh(&error), told, "{text}: {error}");
        }
        let kinds: Vec<Kind> = serde_json::from_str(r#"["one", "two"]"#).unwrap();
        assert!(matches!(kinds.as_slice(), [Kind::One, Kind::Two]));
    }
}
