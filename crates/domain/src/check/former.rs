//! Explanations of before findings had an identity of their own: bound to Chinese words.
//!
//! Programs until November 2026 printed a finding's values as a clerk read them, `level=县级;months=3;`,
//! and wrote that down as the `fingerprint` of an explanation. It is in databases, in the stores of
//! tablets, in rescue files, and widgets of then still send it. So it is recognised for ever, whatever
//! the words are today: those that tell one value from another stand in `former.txt` (the value's name,
//! what it stands for, how it read), and nothing may be taken out of there. All other words only said
//! once more what the key of the explanation or another value says, and are passed over.

use super::finding::{Arg, Finding};
use crate::text::Lang;

const WORDS: &str = include_str!("former.txt");

/// Whether a fingerprint is of the values that the finding has now. The month, and the words of a
/// problem, stand in it if the program was older still.
pub(super) fn is_of(finding: &Finding, fingerprint: &str) -> bool {
    let mut rest = fingerprint;
    for (name, arg) in &finding.args {
        let value = rest
            .strip_prefix(name.as_str())
            .and_then(|rest| rest.strip_prefix('='));
        match value.and_then(|value| after(name, arg, value)) {
            Some(after) => rest = after,
            None if value.is_none() && arg.only_names(name) => {}
            None => return false,
        }
    }
    rest.is_empty()
}

/// What follows the printed value, if it is this one.
fn after<'a>(name: &str, arg: &Arg, printed: &'a str) -> Option<&'a str> {
    let is_exactly = |words: &str| printed.strip_prefix(words)?.strip_prefix(';');
    match arg {
        Arg::Field(_) => skip(printed),
        Arg::Phrase { key, zh, .. } => {
            let mut words = words(name, key).peekable();
            if words.peek().is_none() && listed(name, key).is_none() {
                return skip(printed);
            }
            let found = words.find_map(is_exactly);
            found
                .or_else(|| is_exactly(&listed(name, key)?))
                .or_else(|| is_exactly(zh))
        }
        Arg::Amount(_) | Arg::Day(_) | Arg::Month(_) | Arg::Number(_) | Arg::Text(_) => {
            is_exactly(&arg.show(Lang::Zh))
        }
    }
}

/// Words that say nothing of their own.
fn skip(printed: &str) -> Option<&str> {
    printed.split_once(';').map(|(_, after)| after)
}

/// How what `key` stands for once read.
fn words(name: &str, key: &str) -> impl Iterator<Item = &'static str> {
    WORDS.lines().filter_map(move |line| {
        let line = line.strip_prefix(name)?.strip_prefix(' ')?;
        line.strip_prefix(key)?.strip_prefix(' ')
    })
}

/// The same for several at once.
fn listed(name: &str, keys: &str) -> Option<String> {
    let read: Option<Vec<&str>> = (keys.split('+'))
        .map(|key| words(name, key).next())
        .collect();
    Some(read?.join("、"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::catalogue::examples;
    use super::*;

    /// What the rules' examples were known by before: the explanation's key, the fingerprint, and the
    /// one that older programs still wrote.
    const PRINTED: &str = include_str!("../../tests/fixtures/explanations.tsv");

    fn findings() -> Vec<Finding> {
        let all = examples::all();
        let findings = all.iter().flat_map(|cases| cases.findings().cloned());
        let explained = findings.filter(|finding| !finding.fields.is_empty());
        explained.collect()
    }

    /// The key under which programs of then kept it.
    fn former_key(finding: &Finding) -> String {
        format!("explanation.{}.{}", finding.code, finding.fields[0])
    }

    /// Every word of it another, as after a change of labels.
    fn reworded(mut finding: Finding) -> Finding {
        for arg in finding.args.values_mut() {
            if let Arg::Phrase { zh, en, .. } = arg {
                *zh = format!("所谓{zh}");
                *en = format!("so-called {en}");
            }
        }
        finding
    }

    #[test]
    fn what_was_written_before_is_about_its_values_and_no_others_whatever_they_are_called() {
        let (findings, mut count) = (findings(), 0);
        for line in PRINTED.lines() {
            let mut parts = line.split('\t');
            let key = parts.next().unwrap();
            for printed in parts {
                let of_the_place = findings.iter().filter(|it| former_key(it) == key);
                let known = of_the_place.filter(|it| is_of(it, printed));
                let known: BTreeSet<_> = known.map(Finding::values).collect();
                assert_eq!(known.len(), 1, "{line}: {known:?}");
                let reworded = findings.iter().cloned().map(reworded);
                let reworded = reworded.filter(|it| former_key(it) == key && is_of(it, printed));
                let reworded: BTreeSet<_> = reworded.map(|it| it.values()).collect();
                assert_eq!(reworded, known, "{line}");
                count += 1;
            }
        }
        assert!(count > 300, "{count}");
    }

    #[test]
    fn words_of_a_place_may_have_been_any() {
        let permit = findings().into_iter().find(|finding| {
            let at = former_key(finding);
            at == "explanation.T215.milestone.permit" && finding.args.contains_key("milestone")
        });
        let permit = permit.unwrap();
        for (printed, is_known) in [
            ("milestone=施工许可;start=2022-03-10;", true),
            ("milestone=建筑工程施工许可证;start=2022-03-10;", true),
            ("milestone=施工许可;start=2022-03-11;", false),
            ("milestone=施工许可;", false),
            ("start=2022-03-10;", false),
            ("milestone=施工许可;start=2022-03-10;more=1;", false),
            ("", false),
        ] {
            assert_eq!(is_of(&permit, printed), is_known, "{printed}");
        }
    }

    #[test]
    fn a_change_of_wording_changes_neither_identity_nor_values() {
        for finding in findings() {
            let other = reworded(finding.clone());
            assert_eq!(other.identity(), finding.identity());
            assert_eq!(other.values(), finding.values());
            let chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
            let typed = finding.args.values().any(|arg| match arg {
                Arg::Text(_) => true,
                Arg::Phrase { key, .. } => key.contains(chinese),
                _ => false,
            });
            assert!(typed || !finding.values().contains(chinese), "{finding:?}");
        }
    }

    #[test]
    fn programs_of_then_know_what_is_written_now_while_the_words_are_theirs() {
        let printed: BTreeSet<_> = PRINTED
            .lines()
            .filter_map(|line| line.split('\t').nth(1))
            .collect();
        for finding in findings() {
            assert!(printed.contains(&*finding.fingerprint()), "{finding:?}");
        }
    }
}
