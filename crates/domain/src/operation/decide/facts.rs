//! What deciding needs to know, from one state of the store.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::ids::Timestamp;
use crate::merge::{Clash, Group};
use crate::operation::month::{self, Gate};
use crate::operation::{Operation, Receipt, Refusal, State, plan, publication, report};
use crate::period::{Date, Month};
use crate::profile::Profile;
use crate::report::FieldValues;
use crate::rights::{May, Role};
use crate::units::Unit;

/// A subject as it is held, with what is still open about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its newest revision.
    pub rev: u64,
    /// Where it stands.
    pub state: State,
    /// The revision in which a report was sent back, if that is where it stands.
    pub returned_in: Option<u64>,
    /// When a report was handed in.
    pub hand_ins: Option<report::HandIns>,
    /// The boxes.
    pub values: FieldValues,
    /// Conflicts and amendments that nobody has settled yet.
    pub open: Vec<OpenClash>,
    /// Who gave the newest revision, and when.
    pub last: Giver,
}

/// A second value that waits, as far as deciding needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClash {
    /// Its identifier.
    pub id: u64,
    /// The boxes and their three values.
    pub clash: Clash,
    /// User name of who gave the second value.
    pub second_user: String,
}

/// Who gave a value, and when the server received it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Giver {
    /// User name.
    pub user: String,
    /// RFC 3339.
    pub at: Timestamp,
}

/// What a subject's `decide` needs to know of an operation beside its command.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The revision that the person saw.
    pub seen: u64,
    /// The boxes as the person saw them before the change.
    pub base: &'a FieldValues,
    /// User name of who sends it.
    pub user: &'a str,
    /// That person's name on screen.
    pub name: &'a str,
    /// The name of that person's unit.
    pub unit: &'a str,
    /// When the server received it, RFC 3339.
    pub at: &'a Timestamp,
    /// What that user may do here.
    pub may: May,
    /// That user's role.
    pub role: Role,
    /// The roles that nobody fills who may review this report and has not filed it; asked of
    /// acceptances.
    pub vacant: &'a [Role],
    /// Whether that user has filed anything in the report since it was last accepted, in whatever
    /// role; asked of acceptances and returns.
    pub has_filed: bool,
}

/// An operation that was decided before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Who sent it.
    pub user: String,
    /// As sent.
    pub operation: Operation,
    /// As answered.
    pub receipt: Receipt,
}

/// What the person saw when the operation was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The boxes as they were on the screen.
    Seen(FieldValues),
    /// It can be told later, when something else has arrived.
    Wait(Refusal),
    /// It builds on something that was refused.
    Refused,
}

/// Everything that bears on an operation, from one state of the store.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What was decided before under the same identifier.
    pub before: Option<Recorded>,
    /// The sender, and when it was received; `incoming.base` is of no account here, [`Self::view`] is.
    pub incoming: Incoming<'a>,
    /// What is held of the subject.
    pub stored: Option<Stored>,
    /// What the person saw.
    pub view: View,
    /// Who gave the boxes that the operation changes the values that they have now, by group.
    pub givers: BTreeMap<Group, Giver>,
    /// The project and what the checks need; `None` if the project is not in the plan. The stage in it
    /// is ignored.
    pub context: Option<Context<'a>>,
    /// What the month says to changes of the report, for an operation on one.
    pub gate: Gate,
    /// What bears on a month, for an operation on one.
    pub month: Option<month::Facts<'a>>,
    /// What bears on a project's plan, for an operation on one.
    pub plan: Option<plan::Facts<'a>>,
    /// What bears on publishing a month, for an operation on what is published of it.
    pub publication: Option<publication::Facts<'a>>,
    /// What bears on the statistics and the letters of a month, for an operation on them.
    pub of_month: Option<OfMonth<'a>>,
}

/// What bears on what the office decides of a month beside its reports.
#[derive(Debug, Clone, Copy)]
pub struct OfMonth<'a> {
    /// The month.
    pub month: Month,
    /// The jurisdiction, as it counts in the month.
    pub profile: &'a Profile,
    /// The day in Beijing, if it is known.
    pub today: Option<Date>,
    /// Every unit.
    pub units: &'a [Unit],
}
