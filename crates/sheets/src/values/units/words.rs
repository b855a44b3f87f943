//! The words that units and other currencies are known by.

use super::{StatedUnit, Unit};
use crate::text::tidy;

/// Longer words first, so that 百万元 is not read as 万元.
pub(super) const WORDS: [(&str, Unit); 21] = [
    ("万亿元", Unit(12)),
    ("千亿元", Unit(11)),
    ("百亿元", Unit(10)),
    ("十亿元", Unit(9)),
    ("千万元", Unit(7)),
    ("百万元", Unit(6)),
    ("十万元", Unit(5)),
    ("万亿", Unit(12)),
    ("千亿", Unit(11)),
    ("百亿", Unit(10)),
    ("十亿", Unit(9)),
    ("千万", Unit(7)),
    ("百万", Unit(6)),
    ("十万", Unit(5)),
    ("亿元", Unit::YI),
    ("万元", Unit::WAN),
    ("千元", Unit(3)),
    ("百元", Unit(2)),
    ("亿", Unit::YI),
    ("万", Unit::WAN),
    ("元", Unit::YUAN),
];

/// What another currency is known by.
pub(super) const FOREIGN: [&str; 30] = [
    "美元",
    "美金",
    "港元",
    "港币",
    "澳门元",
    "欧元",
    "日元",
    "日圆",
    "英镑",
    "澳元",
    "加元",
    "新元",
    "坡元",
    "韩元",
    "台币",
    "台元",
    "泰铢",
    "卢布",
    "卢比",
    "越南盾",
    "法郎",
    "林吉特",
    "usd",
    "hkd",
    "eur",
    "jpy",
    "gbp",
    "$",
    "€",
    "£",
];

/// What stands before a unit that is stated.
const BEFORE: [&str; 15] = [
    "货币单位",
    "金额单位",
    "计量单位",
    "数据单位",
    "单位",
    "金额",
    "币种",
    "人民币",
    "rmb",
    "cny",
    "均为",
    "为",
    "按",
    "以",
    ":",
];

/// What stands behind one.
const BEHIND: [&str; 8] = ["人民币", "rmb", "cny", "为单位", "计算", "计", "整", ":"];

/// What a word that stands alone says: `人民币万元`, `单位：亿`, `万美元`. `None` if it is no unit.
pub(crate) fn word(text: &str) -> Option<StatedUnit> {
    let mut core = normalised(text);
    core.retain(|c| !matches!(c, '(' | ')' | '[' | ']' | '¥' | '￥'));
    let mut core = core.as_str();
    while let Some(rest) = BEFORE.iter().find_map(|word| core.strip_prefix(word)) {
        core = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| core.strip_suffix(word)) {
        core = rest;
    }
    if let Some((_, unit)) = WORDS.iter().find(|(word, _)| *word == core) {
        return Some(StatedUnit::Known(*unit));
    }
    let is_magnitude = |c: char| "十百千万亿兆元角分".contains(c);
    let is_unit_like = core.chars().all(is_magnitude) && core.contains(['元', '万', '亿']);
    (is_unit_like || is_foreign(core)).then(|| StatedUnit::Unknown(text.trim().to_owned()))
}

/// A header without the unit that ends it, as far as it is no more than that.
pub(crate) fn without_unit(key: &str) -> &str {
    let end = key.trim_end_matches("人民币");
    let known = WORDS.iter().find_map(|(word, _)| end.strip_suffix(word));
    let foreign = FOREIGN.iter().find_map(|word| end.strip_suffix(word));
    let Some(rest) = foreign.or(known) else {
        return key;
    };
    let rest = rest.trim_end_matches(|c| "十百千万亿".contains(c));
    rest.trim_end_matches("人民币")
        .trim_end_matches("计量单位")
        .trim_end_matches("金额单位")
        .trim_end_matches("单位")
}

/// Half-width, without blanks, in simplified characters and small letters.
pub(super) fn normalised(text: &str) -> String {
    let simple = |c: char| match c {
        '億' => '亿',
        '萬' => '万',
        '圆' | '圓' => '元',
        '仟' => '千',
        '佰' => '百',
        '拾' => '十',
        '幣' => '币',
        '單' => '单',
        '〖' | '｛' | '{' | '「' | '『' | '《' | '〈' | '<' | '【' | '〔' => '[',
        '〗' | '｝' | '}' | '」' | '』' | '》' | '〉' | '>' | '】' | '〕' => ']',
        other => other.to_ascii_lowercase(),
    };
    tidy(text).chars().map(simple).collect()
}

pub(super) fn is_foreign(text: &str) -> bool {
    FOREIGN.iter().any(|word| text.contains(word))
}
