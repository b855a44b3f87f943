//! The widget's state, and what every event does to it: `update` decides, `effects` acts.
//!
//! Architecture invariant: nothing here touches the browser. Time and fresh identifiers come in
//! with [`Env`]; what has to happen outside goes out as [`Effect`]s. So all of it is tested on
//! the host, as data.

mod accounts;
mod action;
mod anchor;
mod audit;
mod board;
mod call;
mod checked;
mod clock;
mod console;
mod device;
mod display;
mod effect;
mod element;
mod fillers;
mod form;
mod history;
mod inquiry;
mod notice;
mod office;
mod paste;
mod persons;
mod plan;
mod portal;
mod publish;
mod rescue;
mod review;
mod rule_pages;
mod screen;
mod server;
mod session;
mod statistics;
mod store;
mod summaries;
mod sync;
mod tasks;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod totals;
mod undo;
mod unfinished;
mod update;

use std::collections::BTreeMap;

use yuebao_domain::device::ReportKey;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::{Action as Right, May};

pub(crate) use accounts::whose;
pub use accounts::{AccountsScreen, AdminCall, Administer, Asking, Editing, ListPane};
pub use action::{Action, Env, Input};
pub use anchor::{box_id, question_id};
pub use audit::Audit;
pub use board::{BoardScreen, Cell, MonthStep, Whom};
pub use call::{Call, CallAnswer};
pub use checked::Checked;
pub use clock::Clock;
pub use console::{ConsoleScreen, Watch};
pub use device::CountedDevice;
pub use display::Display;
pub use effect::{Effect, Entry, HostEvent, OfficeBody, Remembered};
pub use element::Element;
pub use form::FormScreen;
pub use history::{About, HistoryPane, HistoryPhase};
pub use inquiry::{Inquiry, QuestionFilter};
pub use notice::Notice;
pub use office::{OfficePart, OfficeStep};
pub use paste::cells;
pub use persons::PersonStep;
pub(crate) use plan::{BETWEEN, YES, cause_key};
pub use plan::{
    Doing, DraftStage, ImportBox, ImportFile, ImportKind, ImportScreen, ImportStep, Listed,
    PlanDraft, PlanEntry, PlanFaults, PlanFilter, PlanScreen, PlanStep,
};
pub use portal::{Portal, TokenCallback};
pub use publish::{
    Behind, Fetching, FileFormat, Kept, Made, MadeDocument, PublishScreen, PublishStep,
};
pub use rescue::{Rescue, RescueItem, RescuePane};
pub use review::ReviewFilter;
pub use rule_pages::{Page, RulePages};
pub use screen::{Screen, View};
pub use server::Server;
pub use session::{Login, Session};
pub use statistics::{
    Desk, FigureBox, FigurePart, LetterBox, LetterDraft, Pane, StatisticsScreen, StatisticsStep,
    TypedFigures,
};
pub use store::{BLOCKED, LocalStore, OUTDATED, SILENT, StoreHealth, StorePermission};
pub use summaries::{SummaryStep, TypedSummary};
pub use sync::{SyncPhase, SyncState};
pub use tasks::TaskFilter;
pub use totals::{TotalsChoice, TotalsScreen};
pub use undo::Undo;
pub use unfinished::{UnfinishedBox, UnfinishedBoxes};
pub(crate) use update::{fetch_plan_steps, fetch_statistics_steps};

/// Everything the widget shows is made from this.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Language and text size.
    pub display: Display,
    /// What is shown.
    pub screen: Screen,
    /// What is known of the time.
    pub clock: Clock,
    /// The element in the host page.
    pub element: Element,
    /// Who.
    pub session: Session,
    /// By which login.
    pub login: Login,
    /// The portal's sign-on.
    pub portal: Portal,
    /// The server.
    pub server: Server,
    /// Synchronisation with it.
    pub sync: SyncState,
    /// The local store.
    pub store: LocalStore,
    /// What this device knows and has to send.
    pub device: CountedDevice,
    /// Checked reports of the month that is shown, by project id.
    pub checked: BTreeMap<String, Checked>,
    /// 本月任务: which reports are listed.
    pub tasks: TaskFilter,
    /// 填报.
    pub form: FormScreen,
    /// 账号.
    pub accounts: AccountsScreen,
    /// The part with the office's screens.
    pub office: OfficePart,
    /// 设备与未送达.
    pub console: ConsoleScreen,
    /// 汇总.
    pub totals: TotalsScreen,
    /// 月度看板.
    pub board: BoardScreen,
    /// 计划.
    pub plan: PlanScreen,
    /// 发布.
    pub publish: PublishScreen,
    /// 统计与函件.
    pub statistics: StatisticsScreen,
    /// 审核: which are listed.
    pub reviews: ReviewFilter,
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
    /// amendment whose step it has come to.
    pub fn may_settle(&self, key: &ReportKey, kind: ClashKind) -> bool {
        match kind {
            ClashKind::Conflict => self.over(&key.project).files(),
            ClashKind::Amendment => self.device.get().settles()(key),
        }
    }

    /// Whether nothing is lost when the page is loaded anew.
    pub fn may_reload(&self) -> bool {
        !self.store.is_saving() && !self.loses_on_leaving()
    }

    /// Whether something is lost when the page is left: it is neither stored nor sent.
    pub fn loses_on_leaving(&self) -> bool {
        !self.store.is_saved() && self.device.get().has_unsent()
    }

    /// Whether the login is over, so that whoever is here may be somebody else. What is in memory
    /// alone stays at hand.
    pub fn is_closed(&self) -> bool {
        let only_here = !self.store.is_good() && self.device.get().has_unsent();
        self.login.has_ended
            && self.session.needs_login()
            && self.portal.callback != TokenCallback::Asked
            && !only_here
    }

    /// Whether this device may forget its user: all is with the server, or in a rescue file.
    pub fn may_forget(&self) -> bool {
        let nothing_here = !self.device.get().has_unsent() && self.store.set_aside.is_empty();
        self.store.saving.is_empty()
            && (nothing_here || self.rescue.exported == Some(self.store.last_ticket))
    }

    /// A month can be shown from the first of the plan years to the one that is running.
    pub fn may_show(&self, month: Month) -> bool {
        let running = self.clock.latest_month();
        self.first_month().is_none_or(|first| month >= first)
            && running.is_some_and(|running| month <= running)
    }

    /// The jurisdiction in the month that is shown.
    pub fn profile(&self) -> Option<&Profile> {
        self.device.get().profile_at(self.screen.month?)
    }

    fn first_month(&self) -> Option<Month> {
        let years = self.device.get().profiles().map(|one| one.first_year);
        Month::new(years.min()?, 1)
    }

    /// How many screens are behind the one that is shown; `None` while nobody is there.
    pub fn depth(&self) -> Option<i32> {
        self.session.is_open().then(|| self.screen.depth())
    }
}
