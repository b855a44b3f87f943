//! What one device knows and still has to send, as one value.
//!
//! Every method decides and returns the [`Row`]s to be stored; the caller stores them in one
//! transaction and only then says "saved". Rows read back with [`Device::load`] give the same
//! value again. Identifiers and times are brought by the caller: nothing here is random or
//! reads a clock.
//!
//! Architecture invariant: a value that a person typed is in `draft`, in an operation, in the
//! server's state or in an open conflict. No path drops it.

mod attention;
mod bulk;
mod clock;
mod documents;
mod door;
mod edit;
mod editions;
mod filing;
mod history;
mod ledger;
mod letters;
mod months;
mod persons;
mod plan;
mod publications;
mod questions;
mod queued;
mod recovery;
mod replica;
mod replicas;
mod rescue;
mod review;
mod rights;
mod standing;
mod statistics;
mod steps;
mod store;
mod summaries;
mod sync;
#[cfg(test)]
mod tests;
mod typed;
mod upgrade;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::period::Month;
use crate::plan::{PlanBook, PlanRow};
use crate::profile::Profile;
use crate::rights::Action;
use crate::rights::Me;
use crate::units::Unit;

pub use crate::operation::{
    PersonsKey, PlanKey, PublicationKey, QuestionKey, ReportKey, Subject, SummaryKey,
};
pub use bulk::{Bulk, Candidate, LeftOut};
pub use clock::{ServerTime, Today};
pub use documents::Material;
pub use door::{Door, Pass};
pub use edit::{NotReady, Stamp};
pub use editions::Editions;
pub use history::Past;
pub use letters::Letters;
pub use months::Ahead;
pub use persons::Persons;
pub use plan::{PlanObstacle, Proposed};
pub use publications::Published;
pub use questions::Asked;
pub use queued::{Delivery, Queued};
pub use replica::{Refused, Replica};
pub use rescue::{Imported, Noted, OpenedRescue, Proof, Rescue, RescueError, Rescued};
pub use standing::{Standing, Waiting};
pub use statistics::Statistics;
pub use store::{Row, SetAside};
pub use summaries::OwnSummary;
pub use sync::{Absorbed, Batch, NotOurs};
pub use typed::Boxes;
pub use upgrade::{OpenedStore, STORE_FORMAT};

/// What the device remembers of the server and of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Made once, on first use.
    pub device_id: String,
    /// The server that all this comes from.
    #[serde(default)]
    pub server_id: Option<String>,
    /// The server's epoch.
    #[serde(default)]
    pub epoch: Option<u64>,
    /// Everything up to here has been received.
    #[serde(default)]
    pub cursor: u64,
    /// What the server called the newest state that it has answered from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// Keys of the rows of projects and reports from before a restore that the server has not told
    /// again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unconfirmed: BTreeSet<String>,
    /// The server has told something that this program cannot read. It was passed over, and is asked for
    /// again once the store is opened by a program of a newer [`STORE_FORMAT`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_missed: bool,
    /// Whether one pull has run to its end, so that what is not here does not exist.
    #[serde(default)]
    pub complete: bool,
    /// The sequence number of the last operation made here.
    #[serde(default)]
    pub last_sequence: u64,
    /// Device time of the last answer, for display.
    #[serde(default)]
    pub last_sync: Option<Timestamp>,
    /// The time that came with it.
    #[serde(rename = "told", default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<ServerTime>,
    /// Who uses this store.
    #[serde(default)]
    pub me: Option<Me>,
    /// What the server has told this user's devices, to know their rescue files by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescue_key: Option<String>,
    /// Who may open this store; absent in stores that nobody has logged in to since there is a door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<Door>,
}

/// The whole content of one user's store on one device.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Device {
    /// The server and the device.
    pub meta: Meta,
    /// The jurisdiction in the newest plan years; `None` before the first sync. What holds in a month
    /// says [`Device::profile_at`].
    pub profile: Option<Profile>,
    /// The jurisdiction in the plan years before, the latest first.
    pub earlier_profiles: Vec<Profile>,
    /// Units in sight.
    pub units: Vec<Unit>,
    /// The plan as it stands newest, by project id. What counts in a month says [`Device::plan_at`].
    pub projects: BTreeMap<String, PlanRow>,
    /// The versions of the plan, of projects that have more to tell than their row.
    pub books: BTreeMap<String, PlanBook>,
    /// Reports by project and month.
    pub reports: BTreeMap<ReportKey, Replica>,
    /// Questions (疑问) by the report that they are about.
    pub questions: BTreeMap<QuestionKey, Replica>,
    /// Months of which anything is held.
    pub months: BTreeMap<Month, Replica>,
    /// What was decided and proposed about the plan.
    pub plans: BTreeMap<PlanKey, Replica>,
    /// The persons of projects of which any was named.
    pub persons: BTreeMap<PersonsKey, Replica>,
    /// What is published of months.
    pub publications: BTreeMap<PublicationKey, Replica>,
    /// The statistics of months in which any were entered.
    pub statistics: BTreeMap<Month, Replica>,
    /// The letters of months in which any were sent.
    pub letters: BTreeMap<Month, Replica>,
    /// The summaries of units, and the city's, of which anything is held.
    pub summaries: BTreeMap<SummaryKey, Replica>,
    /// Operations by sequence number.
    pub outbox: BTreeMap<u64, Queued>,
}

impl Device {
    /// Operations of one subject that are not acknowledged, in order.
    fn pending<K>(&self, key: &K) -> impl DoubleEndedIterator<Item = &Queued>
    where
        Subject: PartialEq<K>,
    {
        let queued = self.outbox.values();
        queued.filter(move |one| one.is_pending() && one.operation.subject == *key)
    }

    /// How many operations wait to be sent.
    pub fn waiting(&self) -> usize {
        let queued = self.outbox.values();
        queued.filter(|queued| queued.is_pending()).count()
    }

    /// Whether anything here is not with the server yet: it is lost with this device's memory.
    pub fn has_unsent(&self) -> bool {
        let only_here = |report: &Replica| {
            report.draft.is_some()
                || !report.declined.is_empty()
                || !report.comment.is_empty()
                || !report.typed.is_empty()
        };
        self.waiting() > 0
            || self.reports.values().any(only_here)
            || self.questions.values().any(only_here)
            || self.months.values().any(only_here)
            || self.plans.values().any(only_here)
            || self.persons.values().any(only_here)
            || self.publications.values().any(only_here)
            || self.statistics.values().any(only_here)
            || self.letters.values().any(only_here)
            || self.summaries.values().any(only_here)
    }

    /// Whether this user does such a thing at all; where, the server decides. Who fills reports reviews
    /// some only where the jurisdiction has them in a chain.
    pub fn may(&self, action: Action) -> bool {
        let Some(me) = &self.meta.me else {
            return false;
        };
        let fills = action == Action::Review && me.role.ever(Action::Report);
        let in_chain = |profile: &Profile| {
            let mut chains = profile.all_chains();
            chains.any(|chain| chain.step_of(me.role).is_some())
        };
        me.role.ever(action) && (!fills || self.profiles().any(in_chain))
    }
}
