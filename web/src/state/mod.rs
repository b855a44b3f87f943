//! The widget's state, and what every event does to it: `update` decides, `effects` acts.
//!
//! Architecture invariant: nothing here touches the browser. Time and fresh identifiers come in
//! with [`Env`]; what has to happen outside goes out as [`Effect`]s. So all of it is tested on
//! the host, as data.

mod action;
mod anchor;
mod audit;
mod call;
mod checked;
mod clock;
mod device;
mod display;
mod effect;
mod form;
mod history;
mod inquiry;
mod notice;
mod paste;
mod portal;
mod rescue;
mod rule_pages;
mod screen;
mod summary;
mod tasks;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod totals;
mod undo;
mod unfinished;
mod update;

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::device::{Batch, SetAside};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::period::Month;
use yuebao_domain::rights::{Action as Right, May};
use yuebao_domain::wire::v1::Hello;

use crate::fault::{Blocked, PortalFault, SyncFault};
pub use action::{Action, Env, Said};
pub use anchor::{box_id, question_id};
pub use audit::Audit;
pub use call::{Call, CallAnswer};
pub use checked::Checked;
pub use clock::Clock;
pub use device::CountedDevice;
pub use display::Display;
pub use effect::{Effect, Entry, HostEvent, Remembered};
pub use form::FormScreen;
pub use history::{About, HistoryPane, HistoryPhase};
pub use inquiry::{Inquiry, QuestionFilter};
pub use notice::Notice;
pub use paste::cells;
pub use rescue::{Rescue, RescueItem, RescuePane};
pub use rule_pages::{Page, RulePages};
pub use screen::{Screen, View};
pub use summary::SummaryScreen;
pub use tasks::TaskFilter;
pub use undo::Undo;
pub use unfinished::{UnfinishedBox, UnfinishedBoxes};
pub use update::{BLOCKED, OUTDATED, SILENT};

/// Who is using the widget.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Session {
    /// The store has not been opened yet.
    #[default]
    Opening,
    /// Nobody: the login form is shown. `error`: why the last attempt failed.
    LoggedOut {
        /// An attempt is under way.
        busy: bool,
        /// Why the last attempt failed.
        error: Option<SyncFault>,
    },
    /// A user whose store is open; without a token work goes on and sync waits for a login.
    Open {
        /// User name; names the store.
        user: String,
        /// Bearer token, if there is a valid one.
        token: Option<String>,
    },
}

impl Session {
    /// Whether somebody is there.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// The bearer token, if there is a valid one.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Open { token, .. } => token.as_deref(),
            Self::Opening | Self::LoggedOut { .. } => None,
        }
    }
}

/// The host page's callback that gives a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Giver {
    /// There is none.
    #[default]
    Absent,
    /// It is asked as soon as a token is needed.
    Ready,
    /// It was asked, and what it gave is not known to be good yet.
    Asked,
    /// The same, at somebody's wish: what is closed stays so until it is known who that is.
    AskedAgain,
    /// It was asked and did not help, or the user logged out: a login is needed.
    Spent,
}

/// How the local store is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StoreHealth {
    /// It takes what is written.
    #[default]
    Good,
    /// There is none (private mode, no `IndexedDB`): everything is in memory only.
    Missing,
    /// A write failed: what is typed is in memory only.
    Failing(String),
}

/// Whether the browser lets this page store anything at all. Where it does not, it never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Storing {
    /// As far as is known.
    #[default]
    Allowed,
    /// It is refused by a setting.
    Refused,
    /// The same in a frame: mostly because the page around it is another site's.
    RefusedInFrame,
}

/// Where synchronisation stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SyncPhase {
    /// Nothing under way.
    #[default]
    Idle,
    /// A request is under way.
    Running,
    /// A request is under way after failures.
    Retrying {
        /// Failures in a row before it.
        retries: u32,
    },
    /// The last attempt failed; `retries` in a row.
    Failed {
        /// Why.
        fault: SyncFault,
        /// Failures in a row, for the growing pause.
        retries: u32,
    },
}

/// Everything the widget shows is made from this.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of its own"
)]
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Language and text size.
    pub display: Display,
    /// What is shown.
    pub screen: Screen,
    /// What is known of the time.
    pub clock: Clock,
    /// Who.
    pub session: Session,
    /// The host page's callback that gives a token.
    pub giver: Giver,
    /// How the user came in.
    pub entry: Entry,
    /// A token of the host page whose owner the server has not named yet.
    pub handed: Option<String>,
    /// The server is being asked for that owner.
    pub identifying: bool,
    /// Why nobody has come in by the portal.
    pub portal: Option<PortalFault>,
    /// Somebody was sent to the portal's login, and will come back.
    pub at_portal: bool,
    /// When the server was last asked, nobody could log in with a password.
    pub portal_alone: bool,
    /// Who was here last on this device.
    pub last_user: Option<String>,
    /// The login form that was sent, until there is an answer: user name and password.
    pub trying: Option<(String, String)>,
    /// What opens the store once more in this tab.
    pub key: Option<String>,
    /// The server has said that the login is over: nothing is shown and nothing taken until the next.
    pub over: bool,
    /// What the host page has called and was not answered yet.
    pub calls: Vec<(u32, Call)>,
    /// What the server said of itself.
    pub hello: Option<Hello>,
    /// Answers since it did.
    pub since_hello: u32,
    /// How much one request carries.
    pub batch: Batch,
    /// The build of this program, if it is named.
    pub build: Option<String>,
    /// What this device knows and has to send.
    pub device: CountedDevice,
    /// Rows of the store that could not be read.
    pub set_aside: Vec<SetAside>,
    /// The store.
    pub store: StoreHealth,
    /// Whether there can be one.
    pub storing: Storing,
    /// Failed writes in a row, for the growing pause.
    pub store_failures: u32,
    /// The store waits for another tab that holds it.
    pub store_blocked: bool,
    /// Writes that are under way: "saved" is said when this is empty.
    pub saving: BTreeSet<u64>,
    /// The write after which the request that is made goes out.
    pub sends_after: Option<u64>,
    /// The number of the last write.
    pub last_ticket: u64,
    /// Whether the browser believes that it is online.
    pub online: bool,
    /// The element is out of the page: nobody is asked for anything until it is back.
    pub is_away: bool,
    /// Synchronisation.
    pub sync: SyncPhase,
    /// Why the browser keeps the server from this page, as far as the last attempt showed.
    pub blocked: Option<Blocked>,
    /// Checked reports of the month that is shown, by project id.
    pub checked: BTreeMap<String, Checked>,
    /// 本月任务: which reports are listed.
    pub tasks: TaskFilter,
    /// 填报.
    pub form: FormScreen,
    /// 汇总.
    pub summary: SummaryScreen,
    /// 疑问: which are listed.
    pub questions: QuestionFilter,
    /// Rescue files.
    pub rescue: Rescue,
    /// What there is to read about the rules.
    pub rule_pages: RulePages,
}

impl State {
    /// Whether this user does such a thing at all; where, the server decides.
    pub fn may(&self, right: Right) -> bool {
        self.device.get().may(right)
    }

    /// What this user may do with this project, as the server sees it too.
    pub fn over(&self, project: &str) -> May {
        self.device.get().rights()(project)
    }

    /// Whether this user decides between two values: of a conflict who reports the project, of an
    /// amendment who reviews it.
    pub fn may_settle(&self, project: &str, kind: ClashKind) -> bool {
        let may = self.over(project);
        match kind {
            ClashKind::Conflict => may.report,
            ClashKind::Amendment => may.review,
        }
    }

    /// Whether the server delivers another build of the widget than this.
    pub fn is_outdated(&self) -> bool {
        let served = self.hello.as_ref().map(|hello| hello.build.as_str());
        let named = served.filter(|build| *build != "none");
        (self.build.as_deref().zip(named)).is_some_and(|(own, served)| own != served)
    }

    /// Whether nothing is lost when the page is loaded anew.
    pub fn may_reload(&self) -> bool {
        let stores = self.store == StoreHealth::Good && !self.saving.is_empty();
        !stores && !self.loses_on_leaving()
    }

    /// Whether something is lost when the page is left: it is neither stored nor sent.
    pub fn loses_on_leaving(&self) -> bool {
        let stored = self.store == StoreHealth::Good && self.saving.is_empty();
        !stored && self.device.get().has_unsent()
    }

    /// Whether the server cannot be reached, as far as is known: nobody can log in then.
    pub fn is_cut_off(&self) -> bool {
        let SyncPhase::Failed { fault, .. } = &self.sync else {
            return !self.online;
        };
        !self.online || fault.is_away()
    }

    /// Whether the login is over, so that whoever is here may be somebody else. What is in memory
    /// alone stays at hand.
    pub fn is_closed(&self) -> bool {
        let without = matches!(self.session, Session::Open { token: None, .. });
        let only_here = self.store != StoreHealth::Good && self.device.get().has_unsent();
        self.over && without && self.giver != Giver::Asked && !only_here
    }

    /// Whether this device may forget its user: all is with the server, or in a rescue file.
    pub fn may_forget(&self) -> bool {
        let nothing_here = !self.device.get().has_unsent() && self.set_aside.is_empty();
        self.saving.is_empty() && (nothing_here || self.rescue.exported == Some(self.last_ticket))
    }

    /// Whether the host page is being asked for a token.
    pub(crate) fn asks_host(&self) -> bool {
        matches!(self.giver, Giver::Asked | Giver::AskedAgain)
    }

    /// A month can be shown from the jurisdiction's first to the one that is running.
    pub fn may_show(&self, month: Month) -> bool {
        let running = self.clock.latest_month();
        self.first_month().is_none_or(|first| month >= first)
            && running.is_some_and(|running| month <= running)
    }

    fn first_month(&self) -> Option<Month> {
        let profile = self.device.get().profile.as_ref()?;
        Month::new(profile.first_year, 1)
    }

    /// How many screens are behind the one that is shown; `None` while nobody is there.
    pub fn depth(&self) -> Option<i32> {
        self.session.is_open().then(|| self.screen.depth())
    }
}
