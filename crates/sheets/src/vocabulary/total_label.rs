//! What a total says of itself: its words, and how many projects it counts.

use crate::text::tidy;
use crate::values::units;

/// What a total says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TotalLabel {
    /// Its words, without their number and the count.
    pub(crate) label: String,
    /// 238 of `新开工项目（238个）`.
    pub(crate) count: Option<u32>,
}

impl TotalLabel {
    pub(crate) fn read(text: &str) -> Self {
        let tidied = tidy(text);
        let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
        let unnumbered = match depth(&tidied) {
            Some(2) => tidied.split_once(')').map_or("", |(_, rest)| rest),
            Some(_) => tidied
                .trim_start_matches(is_numeral)
                .trim_start_matches(['、', '.', ',']),
            None => &tidied,
        };
        let (label, count) = split_count(unnumbered.trim_end_matches([':', ';', '。']));
        let label = without_unit(label.trim_end_matches(':'));
        let label = if label.is_empty() {
            tidied.clone()
        } else {
            label
        };
        Self { label, count }
    }
}

/// 一、 is 1, （一） is 2.
pub(crate) fn depth(text: &str) -> Option<usize> {
    let text = tidy(text);
    let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
    if let Some(inner) = text.strip_prefix('(') {
        let (number, _) = inner.split_once(')')?;
        return (!number.is_empty() && number.chars().all(is_numeral)).then_some(2);
    }
    let rest = text.trim_start_matches(is_numeral);
    let has_number = rest.len() < text.len();
    (has_number && (rest.is_empty() || rest.starts_with(['、', '.', ',']))).then_some(1)
}

/// 合计 of `合计(万元)`.
fn without_unit(label: &str) -> String {
    let bare = label.strip_suffix([')', ']']).and_then(|inner| {
        let (before, unit) = inner.rsplit_once(['(', '['])?;
        units::word(unit).map(|_| before)
    });
    bare.unwrap_or(label).to_owned()
}

/// 238 of `新开工项目(238个)`, `合计238个`, `共238项`.
fn split_count(text: &str) -> (String, Option<u32>) {
    let inner = text.trim_end_matches([')', ':']);
    let Some(before) = inner
        .strip_suffix(['个', '项'])
        .or_else(|| inner.strip_suffix("个项目"))
    else {
        return (text.to_owned(), None);
    };
    let label = before.trim_end_matches(|c: char| c.is_ascii_digit());
    match before[label.len()..].parse() {
        Ok(count) => {
            let label = label.trim_end_matches(['(', '共', ':', ',']);
            (label.to_owned(), Some(count))
        }
        Err(_) => (text.to_owned(), None),
    }
}
