//! Where something stands, and what is to be said of it.

mod location;
mod sheet_note;

use std::fmt;

use yuebao_domain::text::Lang;

pub use location::Location;
pub(crate) use location::column_name;
pub(crate) use sheet_note::SheetNote;

/// What is to be said or asked, in Chinese and in English.
pub(crate) type Message = (String, String);

/// Something that could not be read as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub location: Location,
    /// What it is and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Whether something was left out because of it, so that the verdict is not of the whole.
    pub is_left_out: bool,
}

impl Note {
    /// Something that is only told.
    pub fn told(location: Location, (zh, en): Message) -> Self {
        Self {
            location,
            zh,
            en,
            is_left_out: false,
        }
    }

    /// Something without whose answer a part is left out.
    pub fn asked(location: Location, message: Message) -> Self {
        Self {
            is_left_out: true,
            ..Self::told(location, message)
        }
    }

    /// In words, with the place.
    pub fn show(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}：{}", self.location.show(lang), self.zh),
            Lang::En => format!("{}: {}", self.location.show(lang), self.en),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(Lang::Zh))
    }
}

/// Why a file, or a part of it, cannot be read at all, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Chinese.
    pub(crate) zh: String,
    /// English.
    pub(crate) en: String,
}

impl Unreadable {
    pub(crate) fn new(zh: String, en: String) -> Self {
        Self { zh, en }
    }

    /// The note that a file was left out.
    pub(crate) fn at(self, location: Location) -> Note {
        Note {
            location,
            zh: self.zh,
            en: self.en,
            is_left_out: true,
        }
    }
}
