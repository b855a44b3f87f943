//! How large the text is: what this device has chosen, else what the host page says. The browser's
//! own setting comes on top of it, in the style sheet.

/// How large the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// As the browser has it.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
    /// Half as large again.
    ExtraLarge,
}

impl TextSize {
    /// All of them, smallest first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::ExtraLarge];

    /// In the attribute `text-size`, in the style sheet, and as it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::ExtraLarge => "x-large",
        }
    }

    /// The size with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::TextSize;

    #[test]
    fn each_size_is_found_by_its_name() {
        for size in TextSize::ALL {
            assert_eq!(TextSize::named(size.name()), Some(size));
        }
        assert_eq!(TextSize::named("huge"), None);
    }
}
