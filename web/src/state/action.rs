//! Everything that can happen to the widget.

use yuebao_domain::device::{Device, Pass, ReportKey, SetAside, Stamp};
use yuebao_domain::ids::Timestamp;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::report::{Changes, Field, FieldValues};
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::{Hello, LoginAnswer, ReportHistory};
use yuebao_domain::wire::v2::{SyncAnswer, SyncRequest};

use super::{
    About, Administer, Call, Cell, Inquiry, MonthStep, OfficeStep, RescueItem, ReviewFilter,
    TaskFilter, TotalsChoice, UnfinishedBox, View,
};
use crate::fault::{Blocked, PortalFault, SyncFault};
use crate::text_size::TextSize;

/// What the pure side cannot make itself; fresh for every action.
#[derive(Debug, Clone)]
pub struct Env {
    /// For an operation made by this action.
    pub stamp: Stamp,
    /// For a request made by this action.
    pub nonce: String,
    /// Today on this device.
    pub today: Date,
    /// 0–999, for the jitter of retries.
    pub dice: u32,
}

/// What comes from outside, as soon as the element is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The host set or changed an attribute: language, view or text size.
    Configure {
        /// `lang`.
        lang: Lang,
        /// `view`.
        view: Option<View>,
        /// `text-size`.
        text_size: Option<TextSize>,
    },
    /// The host handed over a token, or took it away.
    Token(Option<String>),
    /// The host set a callback that gives tokens, or took it away.
    GivesTokens(bool),
    /// The host called a method.
    Call {
        /// Number of the call.
        number: u32,
        /// What it asks for.
        call: Call,
    },
    /// The login form was sent.
    LogIn {
        /// User name.
        user: String,
        /// Password.
        password: String,
    },
    /// The element was taken out of the page, and may come back.
    Left,
    /// It is in the page again.
    Back,
}

impl From<Input> for Action {
    fn from(input: Input) -> Self {
        match input {
            Input::Configure {
                lang,
                view,
                text_size,
            } => Self::Configure {
                lang,
                view,
                text_size,
            },
            Input::Token(token) => Self::Token(token),
            Input::GivesTokens(gives) => Self::GivesTokens(gives),
            Input::Call { number, call } => Self::Call { number, call },
            Input::LogIn { user, password } => Self::LogIn { user, password },
            Input::Left => Self::Left,
            Input::Back => Self::Back,
        }
    }
}

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Action {
    /// The element was taken out of the page, and may come back.
    Left,
    /// It is in the page again.
    Back,
    /// The host set or changed an attribute: language, view or text size.
    Configure {
        /// `lang`.
        lang: Lang,
        /// `view`.
        view: Option<View>,
        /// `text-size`.
        text_size: Option<TextSize>,
    },
    /// 字号 in the menu.
    ChooseTextSize(TextSize),
    /// 语言 in the menu.
    ChooseLang(Lang),
    /// The host handed over a token, or took it away.
    Token(Option<String>),
    /// The host set a callback that gives tokens, or took it away.
    GivesTokens(bool),
    /// What that callback gave.
    TokenGiven(Result<String, PortalFault>),
    /// Ask that callback once more, because somebody says that it has a token now.
    AskPortal,
    /// Somebody wants to sign in at the portal.
    ToPortal,
    /// The host called a method.
    Call {
        /// Number of the call.
        number: u32,
        /// What it asks for.
        call: Call,
    },
    /// Nobody has a store on this device yet, or nobody is logged in.
    NoSession,
    /// A user's store was read.
    Opened {
        /// User name.
        user: String,
        /// What shall open it.
        pass: Pass,
        /// Its content.
        device: Box<Device>,
        /// Rows that could not be read.
        set_aside: Vec<SetAside>,
        /// Whether there is a store at all.
        stored: bool,
    },
    /// The login form was sent.
    LogIn {
        /// User name.
        user: String,
        /// Password.
        password: String,
    },
    /// The server's answer to a login.
    LoggedIn(Result<LoginAnswer, SyncFault>),
    /// The user logs out; the store stays, and opens for that user alone.
    LogOut,
    /// 退出并清除本机: the same, and the store goes; all of it is sent or in a rescue file.
    Forget,
    /// The server introduced itself.
    Hello(Hello),
    /// The server could not say who it is, because the browser keeps it from this page.
    Blocked(Blocked),
    /// Another screen.
    Show(View),
    /// The browser has gone so many steps: -1 is one back, 1 is one forward.
    Stepped(i32),
    /// Another month.
    ShowMonth(Month),
    /// 填报 of one project in one month.
    Open(ReportKey),
    /// Boxes were filled.
    Edit {
        /// Project id; the month is the one that is shown.
        project: String,
        /// The boxes.
        changes: Changes,
    },
    /// A box shows what is not complete, or does not do so any more.
    Unfinished {
        /// Project id; the month is the one that is shown.
        project: String,
        /// Which box, and what is missing.
        half: UnfinishedBox,
    },
    /// A column from a spreadsheet was pasted.
    Paste {
        /// Project id; the month is the one that is shown.
        project: String,
        /// The box that was pasted into; the others follow it.
        first: Field,
        /// The cells.
        cells: Vec<String>,
    },
    /// 撤消: the last change to the report is taken back.
    Undo {
        /// Project id; the month is the one that is shown.
        project: String,
    },
    /// What the person did while the store was overtaken by another tab, or did not answer, is done
    /// again, in the month in which it was done.
    Again {
        /// The month.
        month: Month,
        /// What was done.
        action: Box<Action>,
    },
    /// 上报.
    Submit {
        /// Project id.
        project: String,
    },
    /// 审核意见 is being written.
    Comment {
        /// Which report.
        key: ReportKey,
        /// As far as it is written.
        comment: String,
    },
    /// 通过.
    Accept {
        /// Which report.
        key: ReportKey,
        /// A remark; may be empty.
        comment: String,
    },
    /// 退回.
    SendBack {
        /// Which report.
        key: ReportKey,
        /// Whose step it goes back to; without it, to who fills it.
        to: Option<Role>,
        /// What is to be changed.
        comment: String,
    },
    /// 批量通过: one of many, passed as it was seen.
    Pass {
        /// Which report.
        key: ReportKey,
        /// The revision that was on the screen.
        seen: u64,
    },
    /// 作废.
    Void {
        /// Which report.
        key: ReportKey,
        /// Why.
        reason: String,
    },
    /// 审核: list these.
    FilterReviews(ReviewFilter),
    /// Why the server did not take a decision was read.
    Dismiss(ReportKey),
    /// The office's own.
    Office(OfficeStep),
    /// About a question (疑问).
    Question(Inquiry),
    /// 账号: units, people and tablets.
    Administer(Administer),
    /// 申请修改, 代报: the boxes of a report are opened that is read otherwise.
    OpenBoxes(String),
    /// 历史 of a report or of one of its boxes: show it, or hide it again.
    ShowHistory {
        /// Project id; the month is the one that is shown.
        project: String,
        /// Of what.
        about: About,
    },
    /// Ask for what is older, or once more.
    MoreHistory,
    /// The server's answer.
    HistoryFetched {
        /// Of which report.
        key: ReportKey,
        /// What came back.
        answer: Result<Box<ReportHistory>, SyncFault>,
    },
    /// Somebody opens the page of a rule, and the pages are not here yet.
    ReadRules,
    /// The pages of the rules, if they could be fetched.
    RulePages {
        /// In which language.
        lang: Lang,
        /// The file.
        text: Option<String>,
    },
    /// Conflicts were settled, all by one decision.
    Resolve {
        /// Which report.
        key: ReportKey,
        /// Which conflicts of it.
        conflicts: Vec<u64>,
        /// The values that shall stand.
        chosen: FieldValues,
    },
    /// 本月任务: list these.
    FilterTasks(TaskFilter),
    /// How 汇总 is shown.
    Totals(TotalsChoice),
    /// Shows or hides the reports behind a figure of 月度看板.
    BoardOpen(Option<Cell>),
    /// Decides about the month that is shown.
    Month(MonthStep),
    /// Print the screen that is shown.
    Print,
    /// Open the widget in a window of its own.
    OpenAlone,
    /// A write to the store is complete, or failed.
    Stored {
        /// Which.
        ticket: u64,
        /// Why not.
        result: Result<(), String>,
    },
    /// The store cannot be opened before another tab, with an older program, lets go of it.
    StoreBlocked,
    /// Time to try again to store what could not be stored.
    StoreAgain,
    /// Time to synchronise: a timer, or a button.
    Sync,
    /// The tab is looked at again.
    Seen,
    /// The request is stored as attempted and may be sent.
    ReadyToSend(Box<SyncRequest>),
    /// The server's answer to a sync.
    Synced {
        /// What was sent.
        request: Box<SyncRequest>,
        /// What came back.
        answer: Result<Box<SyncAnswer>, SyncFault>,
        /// Device time, RFC 3339, for display.
        now: Timestamp,
    },
    /// The browser went online or offline.
    Online(bool),
    /// Another tab of the same user wrote to the store.
    StoreChanged,
    /// The store was read again, because another tab wrote to it.
    Reloaded {
        /// Its content.
        device: Box<Device>,
        /// Rows that could not be read.
        set_aside: Vec<SetAside>,
        /// The store's own note of how far it was read.
        mark: Option<String>,
        /// Writes that were not made; what the person did to cause them follows once more.
        undone: Vec<u64>,
    },
    /// Load the page anew, for a newer program.
    ReloadPage,
    /// Write everything unsent into a file.
    Export,
    /// Open such a file and list what it holds.
    Import(String),
    /// A rescue file was given to the browser.
    Downloading {
        /// Its content.
        content: String,
        /// Whether nothing around the page can forbid it in silence.
        arrives: bool,
    },
    /// The text of the rescue file was taken.
    HideRescue,
    /// Take one thing of it in: what was typed as a draft, or a decision, which is sent.
    TakeIn(RescueItem),
    /// The list is done with.
    CloseRescue,
    /// The message was read.
    DismissNotice,
}

impl Action {
    /// Whether it is typed and nothing is decided by it.
    pub const fn is_typed(&self) -> bool {
        match self {
            Self::Edit { .. } | Self::Paste { .. } => true,
            Self::Office(OfficeStep::Statistics(step)) => step.is_typed(),
            Self::Office(OfficeStep::Summary(_, step)) => {
                matches!(step, super::SummaryStep::Type(..))
            }
            _ => false,
        }
    }
}
