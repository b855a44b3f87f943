//! The methods of the element, as the state sees them: asked with a number, answered once.

/// What the host page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// `sync()`: answered when the server has been asked, or cannot be.
    Sync,
    /// `open(project, month)`: answered when the form is shown.
    Open {
        /// Project id.
        project: String,
        /// `2022-05`; without it, the month that is shown.
        month: Option<String>,
    },
    /// `exportRescueFile()`.
    Export,
    /// `signOut()`.
    SignOut,
}

/// What a call brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallAnswer {
    /// It is done.
    Done,
    /// Where synchronisation stands: the detail of `yuebao-sync`.
    Sync {
        /// Its state.
        state: &'static str,
        /// Operations that wait.
        waiting: usize,
    },
    /// A file.
    File {
        /// File name.
        name: String,
        /// Content.
        content: String,
    },
}
