//! What has to happen outside, decided by `update` and done by `effects`.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yuebao_domain::device::{Pass, ReportKey, Row};
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v2::SyncRequest;

use super::{AdminCall, CallAnswer};
use crate::fault::CallRefusal;
use crate::text_size::TextSize;

/// What has to happen outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Open the store of this user and answer with `Action::Opened`.
    Open {
        /// User name.
        user: String,
        /// What shall open it.
        pass: Pass,
    },
    /// Let go of the store that was opened: it is not for whoever is here.
    CloseStore,
    /// Delete the user's store and everything else that this device keeps of the user.
    Forget {
        /// User name.
        user: String,
    },
    /// Write rows in one transaction, then answer with `Action::Stored`.
    Store {
        /// Number of the write.
        ticket: u64,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Write rows in one transaction, then answer with `Action::ReadyToSend`.
    StoreThenSend {
        /// Number of the write.
        ticket: u64,
        /// The rows.
        rows: Vec<Row>,
        /// The request.
        request: Box<SyncRequest>,
    },
    /// Send a request and answer with `Action::Synced`.
    Send {
        /// The request.
        request: Box<SyncRequest>,
        /// Bearer token.
        token: String,
    },
    /// Ask for the history of a report and answer with `Action::HistoryFetched`.
    FetchHistory {
        /// Which report.
        key: ReportKey,
        /// Only what is older than this revision.
        before: Option<u64>,
        /// Bearer token.
        token: String,
    },
    /// Ask the server about units and accounts, or have something done there, and answer with
    /// `Action::Administer`.
    Administer {
        /// What.
        call: AdminCall,
        /// Bearer token.
        token: String,
    },
    /// Ask what the server knows of tablets and answer with `OfficeStep::Watch`.
    AskConsole {
        /// How many months are looked back over.
        months: u32,
        /// Bearer token.
        token: String,
    },
    /// Ask the server for what only the office does and answer with `ImportStep::Answered`.
    AskOffice {
        /// The address, below `/api/`.
        path: String,
        /// What is sent.
        body: OfficeBody,
        /// Bearer token.
        token: String,
    },
    /// Offer a table for download and answer with `ImportStep::Saved`.
    Save {
        /// File name.
        name: String,
        /// Content.
        content: String,
    },
    /// Fetch the part with the office's screens and answer with `OfficeStep::Came`.
    FetchOffice,
    /// Fetch what there is to read about the rules and answer with `Action::RulePages`; an earlier
    /// request for it ends.
    FetchRulePages {
        /// In which language.
        lang: Lang,
        /// Milliseconds from now.
        after: u32,
    },
    /// Log in and answer with `Action::LoggedIn`.
    LogIn {
        /// User name.
        user: String,
        /// Password.
        password: String,
    },
    /// Ask whose token it is that the host handed over, and answer with `Action::LoggedIn`.
    Identify {
        /// Bearer token.
        token: String,
    },
    /// Tell the server that the token is no longer needed.
    LogOut {
        /// Bearer token.
        token: String,
    },
    /// Remember who is logged in on this device, or forget it.
    Remember {
        /// Who, if anybody.
        session: Option<Remembered>,
    },
    /// Keep on this device how large the text is.
    KeepTextSize(TextSize),
    /// Keep on this device which language was chosen.
    KeepLang(Lang),
    /// Ask for `Action::Sync` after a pause, replacing an earlier request for it.
    SyncAfter {
        /// Milliseconds.
        milliseconds: u32,
    },
    /// Ask for `Action::StoreAgain` after a pause.
    StoreAgainAfter {
        /// Milliseconds.
        milliseconds: u32,
    },
    /// Read the store again and answer with `Action::Reloaded`.
    Reload,
    /// Ask the server who it is and which build it delivers, and answer with `Action::Hello`.
    Hello,
    /// Load the page anew, with the newest files.
    ReloadPage,
    /// Offer a file for download.
    Download {
        /// File name.
        name: String,
        /// Content.
        content: String,
    },
    /// Open the browser's print dialogue.
    Print,
    /// The same once the screen is drawn as paper; answered with `PublishStep::Printed`.
    PrintDrawn,
    /// Fetch a file of the server's, offer it for download and answer with `PublishStep::Filed`.
    FetchFile {
        /// The address, below `/api/`.
        path: String,
        /// File name.
        name: String,
        /// Bearer token.
        token: String,
    },
    /// Open the widget in a window of its own.
    OpenAlone,
    /// Tell the host page.
    Emit(HostEvent),
    /// Tell the host page that somebody wants to sign in, and open this page unless it sees to that.
    ToPortal {
        /// Said to the host page.
        event: HostEvent,
        /// The portal's login.
        url: Option<String>,
    },
    /// Ask the host page for a token and answer with `Action::TokenGiven`.
    AskToken,
    /// Answer a method that the host page called.
    Answer {
        /// Number of the call.
        number: u32,
        /// What comes of it.
        answer: Result<CallAnswer, CallRefusal>,
    },
    /// Scroll to the top of a new screen and move the focus to its title.
    FocusTitle,
    /// Move the focus to the first of these ids that is on the form.
    FocusBox([String; 2]),
    /// Show the list of tasks where it was left, and move the focus to this project.
    ReturnToTask(String),
}

/// What is sent to the server beside an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeBody {
    /// A file as it is.
    File(Rc<[u8]>),
    /// JSON.
    Json(String),
}

/// Who was here last on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// User name. It opens nothing.
    pub user: String,
    /// What opens the store once more in this very tab; kept apart, and only as long as the tab.
    #[serde(skip)]
    pub key: Option<String>,
    /// How that user came in.
    #[serde(default)]
    pub entry: Entry,
}

/// How a user came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Entry {
    /// By name and password.
    #[default]
    Password,
    /// With a token of the host page; there may be no password here.
    Portal,
}

/// Events that the element sends to the host page (`CustomEvent`, with `detail`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HostEvent {
    /// `yuebao-ready`: the store is open and the first screen is shown.
    Ready {
        /// User name.
        user: String,
    },
    /// `yuebao-submitted`: a report was handed in on this device.
    Submitted {
        /// Project id.
        project: String,
        /// `2022-05`.
        month: String,
    },
    /// `yuebao-sync`: the state of synchronisation has changed.
    Sync {
        /// `synced`, `syncing`, `offline`, `attention`, `login`.
        state: &'static str,
        /// Operations that wait.
        waiting: usize,
    },
    /// `yuebao-navigate`: another screen or another month is shown.
    Navigate {
        /// `tasks`, `form`, `summary`, `review`, `pending` …
        view: &'static str,
        /// Project id of the form, or of the project's plan.
        project: Option<String>,
        /// `2022-05`.
        month: Option<String>,
    },
    /// `yuebao-login`: the portal is needed, because it has let nobody in.
    Login {
        /// Why: `no-token`, `expired` …
        reason: &'static str,
        /// Somebody has pressed the button that leads to the portal.
        asked: bool,
    },
    /// `yuebao-signed-out`: the user has logged out; the store stays, and opens for that user alone.
    SignedOut {
        /// User name.
        user: String,
    },
}

impl HostEvent {
    /// What it is called.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ready { .. } => "yuebao-ready",
            Self::Submitted { .. } => "yuebao-submitted",
            Self::Sync { .. } => "yuebao-sync",
            Self::Navigate { .. } => "yuebao-navigate",
            Self::Login { .. } => "yuebao-login",
            Self::SignedOut { .. } => "yuebao-signed-out",
        }
    }

    /// Its `detail` as JSON.
    pub fn detail(&self) -> String {
        // nothing in it can fail to serialise
        serde_json::to_string(self).unwrap_or_default()
    }
}
