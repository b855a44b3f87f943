//! What a header, the lines above a table and those below it say of the unit.

use super::StatedUnit;
use super::words::{FOREIGN, WORDS, is_foreign, normalised, word};

/// What a cell of a header says: in brackets, or as its last word. 亿元以上 is a threshold.
pub(crate) fn in_header(text: &str) -> Option<StatedUnit> {
    let (outside, inside) = bracketed(&normalised(text));
    let mut found: Vec<StatedUnit> = inside.iter().filter_map(|group| listed(group)).collect();
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
    StatedUnit::of(found, text)
}

/// What a line above a table says: after 单位, in brackets of its own, or as a whole cell.
pub(crate) fn in_heading(text: &str) -> Option<StatedUnit> {
    let normalised = normalised(text);
    let (outside, inside) = bracketed(&normalised);
    let mut found: Vec<StatedUnit> = inside.iter().filter_map(|group| listed(group)).collect();
    found.extend(word(&outside));
    found.extend(introduced(&normalised));
    StatedUnit::of(found, text)
}

/// What a line below a table says, behind 单位 or 金额为; brackets are of what its words speak of.
pub(crate) fn in_foot(text: &str) -> Option<StatedUnit> {
    StatedUnit::of(introduced(&normalised(text)), text)
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
fn listed(text: &str) -> Option<StatedUnit> {
    let parts = text.split([',', ';', '、', '/', '或', '及', '和']);
    StatedUnit::of(parts.filter_map(word).collect(), text)
}

/// The unit that a header ends with: 总投资万元.
fn last_word(text: &str) -> Option<StatedUnit> {
    let text = text.trim_end_matches("人民币");
    if is_foreign(text) {
        return Some(StatedUnit::Unknown(text.to_owned()));
    }
    let (rest, unit) = WORDS
        .iter()
        .find_map(|(word, unit)| Some((text.strip_suffix(word)?, *unit)))?;
    let is_magnitude = |c: char| "十百千万亿兆".contains(c);
    if rest.ends_with(is_magnitude) {
        return Some(StatedUnit::Unknown(text.to_owned()));
    }
    let is_threshold = rest.ends_with(|c: char| c.is_ascii_digit() || "超过达逾满".contains(c));
    (!is_threshold).then_some(StatedUnit::Known(unit))
}

/// What follows each 单位 that does not belong to 填报单位 and its like.
fn introduced(text: &str) -> Vec<StatedUnit> {
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
fn leading(text: &str) -> Option<StatedUnit> {
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
            found.push(StatedUnit::Unknown(
                rest[..rest.len() - after.len()].to_owned(),
            ));
            rest = after;
        } else if let Some((unit, after)) = known() {
            if after.starts_with("以上") || after.starts_with("以下") || after.starts_with("及以上")
            {
                break;
            }
            let said = &rest[..rest.len() - after.len()];
            found.push(if digits.len() < rest.len() {
                StatedUnit::Unknown(said.to_owned())
            } else {
                StatedUnit::Known(unit)
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
    StatedUnit::of(found, text)
}
