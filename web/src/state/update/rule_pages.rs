//! 规则说明: fetched when the program has settled, and at once for who opens a page before that.

use yuebao_domain::text::Lang;

use crate::state::{Effect, RulePages, State};

/// The first screens have the line to themselves, in milliseconds.
const SETTLED: u32 = 3_000;

impl State {
    /// Sees to it that the pages come in the language of the screen.
    pub(super) fn see_to_rule_pages(&mut self) -> Option<Effect> {
        let is_open = self.session.is_open();
        (is_open && self.rule_pages.lang() != Some(self.display.lang)).then(|| self.fetch(SETTLED))
    }

    /// Somebody wants to read one.
    pub(super) fn read_rules(&mut self) -> Vec<Effect> {
        vec![self.fetch(0)]
    }

    pub(super) fn rule_pages_fetched(&mut self, lang: Lang, text: Option<String>) -> Vec<Effect> {
        if lang == self.display.lang {
            self.rule_pages = RulePages::read(lang, text);
        }
        Vec::new()
    }

    fn fetch(&mut self, after: u32) -> Effect {
        self.rule_pages = RulePages::Asked(self.display.lang);
        Effect::FetchRulePages {
            lang: self.display.lang,
            after,
        }
    }
}
