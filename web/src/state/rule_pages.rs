//! What there is to read about the rules: a file beside the program, fetched once the program has
//! begun, so that nobody waits for it.

use std::rc::Rc;

use yuebao_domain::check::catalogue;
use yuebao_domain::rule::RuleCode;
use yuebao_domain::text::Lang;

/// The pages of all rules in one language, as far as they are here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RulePages {
    /// Nobody has asked for them.
    #[default]
    Unasked,
    /// They are asked for.
    Asked(Lang),
    /// They cannot be had now.
    Missing(Lang),
    /// The file: a line for each rule, its code and the parts of its page, with tabs in between.
    /// Compared by where it lies, which an `Rc<str>` is not: every box of a form has it.
    Here(Lang, Rc<String>),
}

/// One page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<'a> {
    /// What fires it.
    pub what: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// The clause behind it.
    pub source: &'a str,
    /// An example that fires.
    pub fires: &'a str,
    /// An example that stays silent.
    pub silent: &'a str,
}

impl RulePages {
    /// What was fetched. An answer that is not the file (a captive portal's) is none.
    pub(super) fn read(lang: Lang, text: Option<String>) -> Self {
        let pages = text.map(|text| Self::Here(lang, Rc::new(text)));
        let ends = [catalogue::RULES.first(), catalogue::RULES.last()];
        pages
            .filter(|pages| {
                ends.iter()
                    .flatten()
                    .all(|rule| pages.of(rule.code).is_some())
            })
            .unwrap_or(Self::Missing(lang))
    }

    /// Their language, if they were asked for.
    pub fn lang(&self) -> Option<Lang> {
        match self {
            Self::Unasked => None,
            Self::Asked(lang) | Self::Missing(lang) | Self::Here(lang, _) => Some(*lang),
        }
    }

    /// The page of a rule, if it is here.
    pub fn of(&self, code: RuleCode) -> Option<Page<'_>> {
        let Self::Here(_, text) = self else {
            return None;
        };
        let mut lines = text.lines();
        let rest = lines.find_map(|line| line.strip_prefix(code.as_str())?.strip_prefix('\t'))?;
        let mut parts = rest.split('\t');
        Some(Page {
            what: parts.next()?,
            why: parts.next()?,
            source: parts.next()?,
            fires: parts.next()?,
            silent: parts.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;

    use super::super::testing::{env, state};
    use super::super::{Action, Effect, State};
    use super::*;

    #[test]
    fn a_page_is_found_by_its_code_and_a_strangers_answer_is_none() {
        let line = |code: &str| format!("{code}\twhat {code}\twhy\tsource\tfires\tsilent\n");
        let text: String = catalogue::RULES
            .iter()
            .map(|rule| line(rule.code.as_str()))
            .collect();
        let pages = RulePages::read(Lang::En, Some(text.clone()));
        let page = pages.of(RuleCode::new("M103")).unwrap();
        assert_eq!((page.what, page.silent), ("what M103", "silent"));
        assert_eq!(pages.of(RuleCode::new("M999")), None);
        for answer in [None, Some("<html>"), Some(&text[..200]), Some("")] {
            let pages = RulePages::read(Lang::Zh, answer.map(str::to_owned));
            assert_eq!(pages, RulePages::Missing(Lang::Zh), "{answer:?}");
        }
    }

    /// Language and pause of each request.
    fn asked(state: &mut State, action: Action) -> Vec<(Lang, u32)> {
        let effects = state.update(action, &env()).into_iter();
        let asked = effects.filter_map(|effect| match effect {
            Effect::FetchRulePages { lang, after } => Some((lang, after)),
            _ => None,
        });
        asked.collect()
    }

    #[test]
    fn they_come_in_the_language_of_the_screen_and_at_once_for_who_opens_one() {
        let mut state = state(Role::Clerk);
        let configure = |lang| Action::Configure {
            lang,
            view: None,
            text_size: None,
        };
        let fetched = |lang, text: Option<&str>| Action::RulePages {
            lang,
            text: text.map(str::to_owned),
        };
        let first = asked(&mut state, configure(Lang::Zh));
        assert!(matches!(first[..], [(Lang::Zh, 1..)]), "{first:?}");
        assert_eq!(
            asked(&mut state, configure(Lang::Zh)),
            [],
            "they are on their way"
        );
        let other = asked(&mut state, configure(Lang::En));
        assert!(matches!(other[..], [(Lang::En, 1..)]), "{other:?}");
        assert_eq!(asked(&mut state, fetched(Lang::Zh, None)), []);
        assert_eq!(state.rule_pages, RulePages::Asked(Lang::En), "too late");
        assert_eq!(asked(&mut state, fetched(Lang::En, None)), []);
        assert_eq!(state.rule_pages, RulePages::Missing(Lang::En));
        assert_eq!(asked(&mut state, Action::ReadRules), [(Lang::En, 0)]);
    }
}
