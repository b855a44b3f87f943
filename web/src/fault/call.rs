//! Why a method of the element is refused.

/// Why a call was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallRefusal {
    /// Nobody is logged in.
    NotSignedIn,
    /// There is no such project for this user.
    UnknownProject(String),
    /// Not a month, or not one that can be reported.
    NotAMonth(String),
    /// Something is neither stored nor sent.
    Unsaved,
}

impl CallRefusal {
    /// The property `code` of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not-signed-in",
            Self::UnknownProject(_) => "unknown-project",
            Self::NotAMonth(_) => "not-a-month",
            Self::Unsaved => "unsaved",
        }
    }
}
