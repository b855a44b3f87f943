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
mod device;
mod effect;
mod inquiry;
mod paste;
mod portal;
mod rescue;
mod rule_pages;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod totals;
mod undo;
mod unfinished;
mod update;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use yuebao_domain::aggregate::AmountUnit;
use yuebao_domain::device::{Batch, ReportKey, SetAside, Standing, Told};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Refusal;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::report::FieldKey;
use yuebao_domain::rights::{Action as Right, May};
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::{Hello, ReportHistory};

use crate::fault::{Blocked, PasteFault, PortalFault, SyncFault};
use crate::text_size::TextSize;
pub use action::{Action, Env, Said};
pub use anchor::{box_id, question_id};
pub use audit::Audit;
pub use call::{Call, CallAnswer};
pub use checked::Checked;
pub use device::CountedDevice;
pub use effect::{Effect, Entry, HostEvent, Remembered};
pub use inquiry::{Inquiry, QuestionFilter};
pub use paste::cells;
pub use rescue::{RescueItem, RescuePane};
pub use rule_pages::{Page, RulePages};
pub use undo::Undo;
pub use unfinished::{Half, Halfway};
pub use update::{BLOCKED, OUTDATED, SILENT};

/// Which screen is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// 本月任务.
    #[default]
    Tasks,
    /// 填报 of one project, in the month that is shown.
    Form(String),
    /// 汇总.
    Summary,
    /// 审核.
    Review,
    /// 待处理.
    Pending,
}

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
    /// Language.
    pub lang: Lang,
    /// The language that was chosen on this device.
    pub own_lang: Option<Lang>,
    /// The text size that was chosen on this device.
    pub own_text_size: Option<TextSize>,
    /// The one that the host page asks for.
    pub page_text_size: Option<TextSize>,
    /// Screen.
    pub view: View,
    /// The month that is shown and reported.
    pub month: Option<Month>,
    /// Today, as far as it is known; the device's clock may be wrong.
    pub today: Option<Date>,
    /// No later day can be excluded: months are open up to that one's.
    pub latest_day: Option<Date>,
    /// What the device's clock says, if it is wrong.
    pub wrong_clock: Option<Date>,
    /// The time that the server has told since the program began.
    pub told: Option<Told>,
    /// Somebody has chosen the month that is shown.
    pub month_chosen: bool,
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
    /// The last write when everything was put into a rescue file.
    pub rescued: Option<u64>,
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
    /// Reports whose required boxes are checked too, because handing in was tried.
    pub tried: BTreeSet<ReportKey>,
    /// 汇总: what it is divided by.
    pub summary_by: Vec<yuebao_domain::aggregate::Dimension>,
    /// 汇总: the line whose projects are shown, by its index.
    pub summary_open: Option<usize>,
    /// 汇总: the unit that amounts are shown in.
    pub summary_unit: AmountUnit,
    /// 汇总: what the rules say of the month as a whole, once that screen was shown.
    pub audit: Option<Audit>,
    /// The box that a question is being asked about.
    pub asking: Option<(ReportKey, FieldKey)>,
    /// 疑问: which are listed.
    pub questions: QuestionFilter,
    /// Boxes on the form that somebody has begun to fill and not brought to an end.
    pub unfinished: Halfway,
    /// Accepted reports whose boxes are open, because a change is asked for.
    pub amending: BTreeSet<ReportKey>,
    /// The last changes to a report, to be taken back.
    pub undo: Undo,
    /// 历史 that is shown on the form.
    pub history: Option<Rc<HistoryPane>>,
    /// The rescue file that is open.
    pub opened_rescue: Option<Rc<RescuePane>>,
    /// What there is to read about the rules.
    pub rule_pages: RulePages,
    /// The text of a rescue file that the browser may not have been allowed to download.
    pub rescue: Option<String>,
    /// The screen that the browser's Back has left, for its Forward.
    pub ahead: Option<View>,
    /// Where the form was opened from, and leads back to: 本月任务 or 审核.
    pub form_from: View,
    /// 本月任务: which reports are listed.
    pub tasks: TaskFilter,
    /// A short message after an action, until the next one.
    pub notice: Option<Notice>,
}

/// 历史 as far as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPane {
    /// Of which report.
    pub key: ReportKey,
    /// Of one box of it, or of the whole.
    pub about: About,
    /// What the server has told.
    pub told: Option<Box<ReportHistory>>,
    /// Where asking stands.
    pub phase: HistoryPhase,
}

impl HistoryPane {
    /// The box that it is of.
    pub fn of_box(&self) -> Option<&FieldKey> {
        match &self.about {
            About::Report => None,
            About::Box(key) => Some(key),
        }
    }
}

/// What a history is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The whole report.
    Report,
    /// One box.
    Box(FieldKey),
}

/// Where asking for a history stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryPhase {
    /// It is asked for.
    Loading,
    /// It was told.
    Told,
    /// It was not: why.
    Failed(SyncFault),
}

/// 本月任务: which reports are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskFilter {
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those whose name, code or area has this in it.
    pub search: String,
    /// The whole list, however long.
    pub all: bool,
}

/// A short message after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Handed in, and on its way.
    HandedIn,
    /// Cannot be handed in: so many to correct, so many to explain.
    NotReady {
        /// 强制性.
        to_correct: usize,
        /// 核实性 without explanation.
        to_explain: usize,
    },
    /// Nothing has changed since it was handed in.
    NothingNew,
    /// Accepted or sent back, and on its way.
    Decided,
    /// A decision cannot be made: why.
    NotDecided(Refusal),
    /// A step of a question cannot be taken: why.
    NotSaid(Refusal),
    /// A rescue file was written.
    Exported,
    /// Something of a rescue file was taken in.
    Imported {
        /// Reports that were taken in.
        taken: usize,
        /// Reports in which this device's own draft stayed.
        kept: usize,
    },
    /// A rescue file was not read in.
    NotImported(yuebao_domain::device::RescueError),
    /// A conflict, or the amendments of a report, were decided, and that is on its way.
    Settled(ClashKind),
    /// A proposed amendment was taken back, and that is on its way.
    Withdrawn,
    /// So many amounts were pasted.
    Pasted(usize),
    /// A column was not pasted: why.
    NotPasted(PasteFault),
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

    /// How large the text is: this device goes before the page around the widget.
    pub fn text_size(&self) -> TextSize {
        (self.own_text_size.or(self.page_text_size)).unwrap_or_default()
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
        self.saving.is_empty() && (nothing_here || self.rescued == Some(self.last_ticket))
    }

    /// Whether the host page is being asked for a token.
    pub(crate) fn asks_host(&self) -> bool {
        matches!(self.giver, Giver::Asked | Giver::AskedAgain)
    }

    /// A month can be shown from the jurisdiction's first to the one that is running.
    pub fn may_show(&self, month: Month) -> bool {
        let running = self.latest_day.and_then(Month::of);
        self.first_month().is_none_or(|first| month >= first)
            && running.is_some_and(|running| month <= running)
    }

    fn first_month(&self) -> Option<Month> {
        let profile = self.device.get().profile.as_ref()?;
        Month::new(profile.first_year, 1)
    }

    /// The key of a project's report in the month that is shown.
    pub fn key(&self, project: &str) -> Option<ReportKey> {
        Some(ReportKey {
            project: project.to_owned(),
            month: self.month?,
        })
    }
}
