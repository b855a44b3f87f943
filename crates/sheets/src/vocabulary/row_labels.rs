//! What the words that begin a row say it is.

use super::Vocabulary;
use super::total_label::{TotalLabel, depth};
use crate::text::tidy;

/// The word of a group without what is put behind it: 新开工项目 is about 新开工.
pub(crate) fn group_core(label: &str) -> &str {
    let label = label.strip_suffix("类项目").unwrap_or(label);
    let label = label
        .strip_suffix("合计")
        .or(label.strip_suffix("小计"))
        .unwrap_or(label);
    label.strip_suffix("项目").unwrap_or(label)
}

/// Whether words begin a part, a total or what restates, so that they are no title.
pub(crate) fn is_own(text: &str, names: &Vocabulary) -> bool {
    let stated = TotalLabel::read(text);
    let word = tidy(&stated.label);
    let is_sum = names.total.contains(&word) || names.subtotal.contains(&word);
    is_sum || depth(text).is_some() || is_restated(text, names)
}

pub(crate) fn is_foot(first: &str, names: &Vocabulary) -> bool {
    let first = tidy(first);
    names.foot.iter().any(|word| {
        let rest = first.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', '.', '、']))
    })
}

/// Whether it says once more what others say.
pub(crate) fn is_restated(label: &str, names: &Vocabulary) -> bool {
    let label = tidy(label);
    let label = label.trim_start_matches(['-', '(', ':', '、', '.']);
    names
        .restated
        .iter()
        .any(|word| label.starts_with(word.as_str()))
}
