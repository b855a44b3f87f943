//! The language and the text size of the screens. What was chosen on this device goes before what
//! the page around the widget asks for.

use yuebao_domain::text::Lang;

use super::Effect;
use crate::text_size::TextSize;

/// How the screens are shown.
#[derive(Debug, Clone, Default)]
pub struct Display {
    /// The language.
    pub lang: Lang,
    /// The language that was chosen on this device.
    pub own_lang: Option<Lang>,
    /// The text size that was chosen on this device.
    pub own_text_size: Option<TextSize>,
    /// The one that the host page asks for.
    pub page_text_size: Option<TextSize>,
}

impl Display {
    /// How large the text is.
    pub fn text_size(&self) -> TextSize {
        (self.own_text_size.or(self.page_text_size)).unwrap_or_default()
    }

    /// What the host page asks for.
    pub(super) fn configure(&mut self, lang: Lang, text_size: Option<TextSize>) {
        self.page_text_size = text_size;
        self.lang = self.own_lang.unwrap_or(lang);
    }

    pub(super) fn choose_text_size(&mut self, size: TextSize) -> Vec<Effect> {
        self.own_text_size = Some(size);
        vec![Effect::KeepTextSize(size)]
    }

    pub(super) fn choose_lang(&mut self, lang: Lang) -> Vec<Effect> {
        self.own_lang = Some(lang);
        self.lang = lang;
        vec![Effect::KeepLang(lang)]
    }
}
