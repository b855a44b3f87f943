//! Fixed lists of choices: an enum whose variants have a key and a label in both languages.

use crate::text::Words;

/// The keys of a list and their labels, in the order in which forms offer them.
pub type Choices = &'static [(&'static str, Words)];

/// A list of choices.
pub trait Listed: Sized {
    /// As keys and labels.
    const CHOICES: Choices;
    /// The one with this key.
    fn from_key(key: &str) -> Option<Self>;
    /// Its key.
    fn key(&self) -> &'static str;
}

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $( $(#[$more:meta])* $variant:ident = $key:literal, $zh:literal, $en:literal; )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( #[doc = concat!($zh, ".")] $(#[$more])* $variant, )*
        }

        impl $name {
            /// Every one, in the order in which forms list them.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The same as keys and labels.
            pub const CHOICES: $crate::report::Choices =
                &[ $( ($key, $crate::text::words($zh, $en)), )* ];

            /// The key on the wire and in storage.
            pub const fn key(self) -> &'static str {
                Self::CHOICES[self as usize].0
            }

            /// The label on screen and in print.
            pub const fn label(self) -> $crate::text::Words {
                Self::CHOICES[self as usize].1
            }

            /// The one with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }

        impl $crate::report::choice::Listed for $name {
            const CHOICES: $crate::report::Choices = Self::CHOICES;

            fn from_key(key: &str) -> Option<Self> {
                Self::from_key(key)
            }

            fn key(&self) -> &'static str {
                Self::key(*self)
            }
        }
    };
}

pub(crate) use choices;
