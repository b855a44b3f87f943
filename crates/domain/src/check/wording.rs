//! A finding in words: the sentences of its rule, with its values.

use std::iter;

use super::catalogue;
use super::finding::Finding;
use crate::text::Lang;

impl Finding {
    /// One sentence that states the fact with its values.
    pub fn message(&self, lang: Lang) -> String {
        let template = catalogue::find(self.code).map_or("{code}", |rule| {
            let wordings = iter::once(&rule.message).chain(rule.variants);
            let fitting = wordings
                .map(|words| words.get(lang))
                .find(|template| placeholders(template).all(|name| self.args.contains_key(name)));
            fitting.unwrap_or(rule.message.get(lang))
        });
        self.fill(template, lang)
    }

    /// One sentence that says what to do.
    pub fn advice(&self, lang: Lang) -> String {
        let template = catalogue::find(self.code).map_or("", |rule| rule.advice.get(lang));
        self.fill(template, lang)
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let Some(close) = from.find('}') else {
                rest = from;
                break;
            };
            match self.args.get(&from[1..close]) {
                Some(arg) => out.push_str(&arg.show(lang)),
                None if &from[1..close] == "code" => out.push_str(self.code.as_str()),
                None => out.push('?'),
            }
            rest = &from[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// The names in braces.
pub(super) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}
