//! The units that amounts are written in: 元, 万元, 百万元, 亿元 and their like. A unit is known or it is
//! asked about; another currency is no unit of ours.

use super::plain::tidy;

/// A unit of amounts, as a power of ten of 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(u8);

/// Longer words first, so that 百万元 is not read as 万元.
const WORDS: [(&str, Unit); 21] = [
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
const FOREIGN: [&str; 30] = [
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

impl Unit {
    /// 元.
    pub(crate) const YUAN: Self = Self(0);
    /// 万元.
    pub(crate) const WAN: Self = Self(4);
    /// 亿元.
    pub(crate) const YI: Self = Self(8);

    /// The unit of 10 to this power of 元.
    pub(crate) fn of_power(power: u8) -> Self {
        Self(power)
    }

    /// The unit that a word stands for.
    pub fn named(text: &str) -> Option<Self> {
        match word(text)? {
            Stated::Known(unit) => Some(unit),
            Stated::Unknown(_) => None,
        }
    }

    /// By how many places the point of a figure moves to be one of 万元: 4 for 亿元, −4 for 元.
    pub(crate) fn places_to_wan(self) -> i32 {
        i32::from(self.0) - i32::from(Self::WAN.0)
    }

    /// Whether somebody keeps figures in the unit that is `powers` powers of ten below this one.
    pub(crate) fn is_kept(self, powers: u8) -> bool {
        matches!(self.0.checked_sub(powers), Some(0 | 3 | 4))
    }

    /// 万元 and its like.
    pub(crate) fn word(self) -> &'static str {
        let own = WORDS.iter().find(|(_, unit)| *unit == self);
        own.map_or("元", |(word, _)| word)
    }
}

impl Default for Unit {
    fn default() -> Self {
        Self::WAN
    }
}

/// What a text says of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stated {
    /// A unit that is known.
    Known(Unit),
    /// Something that is meant as a unit and is none of ours, or several that differ.
    Unknown(String),
}

impl Stated {
    fn of(found: Vec<Self>, text: &str) -> Option<Self> {
        let mut found = found.into_iter();
        let first = found.next()?;
        let agrees = found.all(|other| other == first);
        Some(if agrees {
            first
        } else {
            Self::Unknown(text.trim().to_owned())
        })
    }
}

/// What a word that stands alone says: `人民币万元`, `单位：亿`, `万美元`. `None` if it is no unit.
pub(crate) fn word(text: &str) -> Option<Stated> {
    let mut core = plain(text);
    core.retain(|c| !matches!(c, '(' | ')' | '[' | ']' | '¥' | '￥'));
    let mut core = core.as_str();
    while let Some(rest) = BEFORE.iter().find_map(|word| core.strip_prefix(word)) {
        core = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| core.strip_suffix(word)) {
        core = rest;
    }
    if let Some((_, unit)) = WORDS.iter().find(|(word, _)| *word == core) {
        return Some(Stated::Known(*unit));
    }
    let is_magnitude = |c: char| "十百千万亿兆元角分".contains(c);
    let is_unit_like = core.chars().all(is_magnitude) && core.contains(['元', '万', '亿']);
    (is_unit_like || is_foreign(core)).then(|| Stated::Unknown(text.trim().to_owned()))
}

/// What a cell of a header says: in brackets, or as its last word. 亿元以上 is a threshold.
pub(crate) fn in_header(text: &str) -> Option<Stated> {
    let (outside, inside) = bracketed(&plain(text));
    let mut found: Vec<Stated> = inside.iter().filter_map(|group| listed(group)).collect();
    if found.is_empty() {
        // 含税亿元; 元 alone may end another word
        let is_long = |group: &&String| {
            let before = group.strip_suffix('元');
            before.is_some_and(|before| before.ends_with(['百', '千', '万', '亿']))
        };
        found.extend(
            inside
                .iter()
                .filter(is_long)
                .filter_map(|group| last_word(group)),
        );
    }
    if found.is_empty() {
        found.extend(last_word(&outside));
    }
    Stated::of(found, text)
}

/// What a line above a table says: after 单位, in brackets of its own, or as a whole cell.
pub(crate) fn in_heading(text: &str) -> Option<Stated> {
    let plain = plain(text);
    let (outside, inside) = bracketed(&plain);
    let mut found: Vec<Stated> = inside.iter().filter_map(|group| listed(group)).collect();
    found.extend(word(&outside));
    found.extend(introduced(&plain));
    Stated::of(found, text)
}

/// What a line below a table says, behind 单位 or 金额为; brackets are of what its words speak of.
pub(crate) fn in_foot(text: &str) -> Option<Stated> {
    Stated::of(introduced(&plain(text)), text)
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
fn plain(text: &str) -> String {
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

/// What stands outside of brackets, and what stands in each.
fn bracketed(text: &str) -> (String, Vec<String>) {
    let mut outside = String::new();
    let mut inside: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(String::new());
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => match inside.last_mut() {
                Some(group) if depth > 0 => group.push(c),
                _ => outside.push(c),
            },
        }
    }
    (outside, inside)
}

/// `单位:万元、%` and `万元/亿元`: what a list of words says.
fn listed(text: &str) -> Option<Stated> {
    let parts = text.split([',', ';', '、', '/', '或', '及', '和']);
    Stated::of(parts.filter_map(word).collect(), text)
}

/// The unit that a header ends with: 总投资万元.
fn last_word(text: &str) -> Option<Stated> {
    let text = text.trim_end_matches("人民币");
    if is_foreign(text) {
        return Some(Stated::Unknown(text.to_owned()));
    }
    let (rest, unit) = WORDS
        .iter()
        .find_map(|(word, unit)| Some((text.strip_suffix(word)?, *unit)))?;
    let is_magnitude = |c: char| "十百千万亿兆".contains(c);
    if rest.ends_with(is_magnitude) {
        return Some(Stated::Unknown(text.to_owned()));
    }
    let is_threshold = rest.ends_with(|c: char| c.is_ascii_digit() || "超过达逾满".contains(c));
    (!is_threshold).then_some(Stated::Known(unit))
}

/// What follows each 单位 that does not belong to 填报单位 and its like.
fn introduced(text: &str) -> Vec<Stated> {
    let mut found = Vec::new();
    for lead in ["单位", "金额均为", "金额为", "币种", "金额:"] {
        for (at, _) in text.match_indices(lead) {
            let before = &text[..at];
            let is_office =
                before.ends_with(['报', '送', '制', '任', '设', '管', '头', '主', '办', '属']);
            if !is_office {
                found.extend(leading(&text[at + lead.len()..]));
            }
        }
    }
    found
}

/// The units that a text begins with: `:万元、% 日期:…`.
fn leading(text: &str) -> Option<Stated> {
    let mut rest = text.trim_start_matches([':', '为', '是', '-', '(', '[']);
    let mut found = Vec::new();
    loop {
        for own in ["人民币", "rmb", "cny"] {
            rest = rest
                .trim_start_matches(own)
                .trim_start_matches([':', '(', '[', ')', ']']);
        }
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        let magnitude = digits.trim_start_matches(|c| "十百千万亿".contains(c));
        let foreign = FOREIGN.iter().find_map(|word| magnitude.strip_prefix(word));
        let known = || {
            WORDS
                .iter()
                .find_map(|(word, unit)| Some((*unit, digits.strip_prefix(word)?)))
        };
        if let Some(after) = foreign {
            found.push(Stated::Unknown(rest[..rest.len() - after.len()].to_owned()));
            rest = after;
        } else if let Some((unit, after)) = known() {
            if after.starts_with("以上") || after.starts_with("以下") || after.starts_with("及以上")
            {
                break;
            }
            let said = &rest[..rest.len() - after.len()];
            found.push(if digits.len() < rest.len() {
                Stated::Unknown(said.to_owned())
            } else {
                Stated::Known(unit)
            });
            rest = after;
        } else {
            break;
        }
        match rest.strip_prefix([',', ';', '、', '/', '或', '及', '和']) {
            Some(next) => rest = next,
            None => break,
        }
    }
    Stated::of(found, text)
}

fn is_foreign(text: &str) -> bool {
    FOREIGN.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(power: u8) -> Stated {
        Stated::Known(Unit(power))
    }

    fn is_refused(stated: Option<Stated>) -> bool {
        matches!(stated, Some(Stated::Unknown(_)))
    }

    #[test]
    fn every_unit_that_is_met_is_known_in_any_brackets() {
        for (unit, power) in [
            ("元", 0),
            ("人民币元", 0),
            ("千元", 3),
            ("仟元", 3),
            ("万", 4),
            ("万元", 4),
            ("萬元", 4),
            ("人民币万元", 4),
            ("万元人民币", 4),
            ("RMB万元", 4),
            ("十万元", 5),
            ("百万元", 6),
            ("百万", 6),
            ("千万元", 7),
            ("亿", 8),
            ("亿元", 8),
            ("十亿元", 9),
            ("百亿元", 10),
            ("万亿元", 12),
        ] {
            for (open, close) in [
                ("（", "）"),
                ("(", ")"),
                ("[", "]"),
                ("［", "］"),
                ("【", "】"),
                ("〔", "〕"),
                ("〖", "〗"),
                ("{", "}"),
                ("「", "」"),
                ("《", "》"),
            ] {
                let header = format!("总投资{open}{unit}{close}");
                assert_eq!(in_header(&header), Some(known(power)), "{header}");
                let header = format!("总投资\n{open}单位：{unit}{close}");
                assert_eq!(in_header(&header), Some(known(power)), "{header}");
                let title = format!("2022年7月总投资亿元以上项目{open}单位：{unit}{close}");
                assert_eq!(in_heading(&title), Some(known(power)), "{title}");
            }
            for header in [
                format!("总投资{unit}"),
                format!("总投资/{unit}"),
                format!("总投资，单位：{unit}"),
            ] {
                assert_eq!(in_header(&header), Some(known(power)), "{header}");
            }
            for line in [
                format!("单位：{unit}"),
                format!("金额单位:{unit}  填报日期：2022年8月1日"),
                format!("填报单位：市水利局    单位：{unit}"),
                format!("单 位 ： {unit}、%"),
                format!("（单位：{unit}、公里）"),
                unit.to_owned(),
                format!("表中金额均为{unit}"),
            ] {
                assert_eq!(in_heading(&line), Some(known(power)), "{line}");
            }
        }
    }

    #[test]
    fn a_unit_may_follow_other_words_in_its_brackets() {
        for (header, power) in [
            ("总投资（含税亿元）", 8),
            ("总投资（含税，万元）", 4),
            ("总投资（折合人民币百万元）", 6),
            ("总投资（可研批复）（亿元）", 8),
        ] {
            assert_eq!(in_header(header), Some(known(power)), "{header}");
        }
    }

    #[test]
    fn a_foot_states_a_unit_only_in_so_many_words() {
        for (text, stated) in [
            ("注：本表金额单位为亿元", Some(known(8))),
            ("说明：1.单位：千元；2.按月填报", Some(known(3))),
            ("注：含5000万元以上项目（亿元）", None),
            ("填报单位：某局", None),
        ] {
            assert_eq!(in_foot(text), stated, "{text}");
        }
    }

    #[test]
    fn thresholds_and_other_words_are_no_units() {
        for text in [
            "2022年7月总投资亿元以上项目",
            "5000万元以上工业项目月报",
            "2022年7月总投资（亿元以上）项目",
            "百亿元产业项目",
            "填报单位：亿元集团",
            "责任单位：万元局",
            "建设单位",
            "2022年7月重大项目月报表",
            "",
        ] {
            assert_eq!(in_heading(text), None, "{text}");
        }
        for text in [
            "总投资",
            "总投资（亿元以上）",
            "总投资（5000万元以上）",
            "总投资（含征地费）",
            "总投资（分单元）",
            "总投资（5000万元）",
            "总投资（超亿元）",
            "计划投资超亿元",
        ] {
            assert_eq!(in_header(text), None, "{text}");
        }
    }

    #[test]
    fn other_currencies_and_two_units_at_once_are_refused() {
        for text in [
            "总投资（万美元）",
            "总投资（美元）",
            "总投资（亿港元）",
            "总投资（USD）",
            "总投资万欧元",
            "总投资（万元/亿元）",
            "总投资（百千元）",
            "总投资（$）",
        ] {
            assert!(is_refused(in_header(text)), "{text}");
        }
        for text in [
            "单位：万美元",
            "金额单位：美元",
            "单位：万元、亿元",
            "（单位：万元） 单位：亿元",
            "单位：10万元",
        ] {
            assert!(is_refused(in_heading(text)), "{text}");
        }
    }

    #[test]
    fn a_header_loses_the_unit_that_ends_it() {
        for (key, rest) in [
            ("总投资万元", "总投资"),
            ("总投资百万元", "总投资"),
            ("总投资单位亿元", "总投资"),
            ("总投资万美元", "总投资"),
            ("总投资人民币元", "总投资"),
            ("万元", ""),
            ("总投资", "总投资"),
        ] {
            assert_eq!(without_unit(key), rest, "{key}");
        }
    }
}
