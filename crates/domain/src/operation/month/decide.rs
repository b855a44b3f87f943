//! What a command does to a month.

use std::collections::BTreeMap;

use super::edition::{self, Head};
use super::{Command, CommandKind, Gate, Listed, MonthBook, State, Step, is_approved, with_step};
use crate::calendar::is_due;
use crate::operation::steps::{self, Decides, Most, weighed};
use crate::operation::{self, Decision, Incoming, Refusal, Stored, report};
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::FieldValues;
use crate::report::limits::is_too_long;
use crate::rights::May;
use crate::text::{Lang, Words, words};

/// How many projects a refusal names; the others are counted.
const MOST_NAMED: usize = 20;

/// A report as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    /// Its month.
    pub month: Month,
    /// Its newest revision.
    pub rev: u64,
    /// That revision's tag.
    pub tag: &'a str,
    /// Where it stands.
    pub state: report::State,
    /// Its boxes.
    pub values: &'a FieldValues,
}

/// A project with all that bears on closing the month.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The row that counts in the month.
    pub plan: &'a PlanRow,
    /// The row of the year's plan as it was issued (年初).
    pub opening: Option<&'a PlanRow>,
    /// The row with which the project was in the plan last within the year, if it has left (已调出).
    pub left: Option<&'a PlanRow>,
    /// The number of the plan's version that counts; asked of a lock where it is decided.
    pub version: Option<u32>,
    /// The report of the month.
    pub report: Option<Filed<'a>>,
    /// The newest approved report of an earlier month of the year.
    pub earlier: Option<Filed<'a>>,
    /// A conflict is open in the report.
    pub has_conflict: bool,
    /// A change to the accepted report waits for a reviewer.
    pub has_amendment: bool,
    /// A question about the report is not settled.
    pub has_question: bool,
}

impl Standing<'_> {
    /// Whether the project reports `month`.
    pub fn is_due(&self, profile: &Profile, month: Month) -> bool {
        let plan = self.plan;
        plan.is_in_plan(month) && plan.reports() && is_due(&profile.calendar, month, plan.nature)
    }

    /// Where the report stands, if there is one.
    pub fn state(&self) -> Option<report::State> {
        self.report.map(|report| report.state)
    }
}

/// What deciding about a month needs to know beside the command.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Which month.
    pub month: Month,
    /// The profile in force.
    pub profile: &'a Profile,
    /// The server's day in Beijing.
    pub today: Option<Date>,
    /// Every project of the plan; asked of a lock only.
    pub projects: Vec<Standing<'a>>,
    /// What units are called, by identifier; asked of a lock only.
    pub units: BTreeMap<String, String>,
}

/// What stands against the lock in one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// Project id.
    pub project: String,
    /// The project's name.
    pub name: String,
    /// What it is.
    pub why: Why,
}

/// Why a project stands against the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The same box has two values.
    Conflict,
    /// A change to the accepted report waits for a reviewer.
    Amendment,
    /// A question is not settled.
    Question,
    /// Handed in and not accepted.
    NotAccepted,
    /// No report was handed in, and it is not named as 缺报.
    NotReported,
    /// Named as 缺报, and handed in since that was seen.
    HandedIn,
    /// Named as 缺报, and accepted.
    Accepted,
    /// Named as 缺报, and not in the plan.
    Unknown,
}

impl Why {
    /// In words, and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::Conflict => words("有未处理的填报冲突", "an open conflict"),
            Self::Amendment => words("有待审的修改", "a change waits for a reviewer"),
            Self::Question => words("有未办结的疑问", "a question is not settled"),
            Self::NotAccepted => words("已上报、未审定", "handed in, not accepted"),
            Self::NotReported => words("未报，须确认为缺报", "no report: confirm it as missing"),
            Self::HandedIn => words(
                "确认缺报之后又已上报，请审定",
                "handed in after it was confirmed as missing: accept it",
            ),
            Self::Accepted => words("已审定，不能列为缺报", "accepted, so it is not missing"),
            Self::Unknown => words("不在计划内", "not in the plan"),
        }
    }
}

/// What stands against a command about a month other than its reports. Device and server ask the
/// same.
pub fn obstacle(command: &Command, may: May, state: State) -> Option<Refusal> {
    if let Some(refusal) = admit(command.kind, may) {
        return Some(refusal);
    }
    let reason = command.reason.as_deref().unwrap_or_default();
    if command.kind.needs_reason() && reason.trim().is_empty() {
        return Some(Refusal::WordsMissing);
    }
    if is_too_long(reason) {
        return Some(Refusal::CommentTooLong);
    }
    let names_nobody = command.projects.is_empty() && command.unit.is_none();
    match command.kind {
        CommandKind::Reopen if state == State::Open => Some(Refusal::MonthNotLocked),
        CommandKind::Reopen => None,
        _ if state == State::Locked => Some(Refusal::MonthChanged),
        CommandKind::Extend if command.until.is_none() => Some(Refusal::DayMissing),
        CommandKind::Extend | CommandKind::Excuse if names_nobody => Some(Refusal::NobodyNamed),
        CommandKind::Lock | CommandKind::Extend | CommandKind::Excuse => None,
    }
}

/// Who may take such a step at all.
pub(crate) const fn admit(_: CommandKind, may: May) -> Option<Refusal> {
    office_only(may)
}

/// The same of everything else that only the office decides of a month.
pub(crate) const fn office_only(may: May) -> Option<Refusal> {
    if may.close {
        None
    } else {
        Some(Refusal::OfficeOnly)
    }
}

/// What stands against locking `month`, by project in the order of `projects`. `missing` are those
/// that are confirmed as 缺报.
pub fn blockers(
    book: &MonthBook,
    missing: &[Listed],
    profile: &Profile,
    month: Month,
    projects: &[Standing<'_>],
) -> Vec<Blocker> {
    let named = |one: &Standing<'_>| missing.iter().find(|named| named.project == one.plan.id);
    let found = projects.iter().filter_map(|one| {
        let why = against(one, book.gate(&one.plan.id), named(one), profile, month)?;
        Some(Blocker {
            project: one.plan.id.clone(),
            name: one.plan.name.clone(),
            why,
        })
    });
    let is_known = |named: &&Listed| projects.iter().any(|one| one.plan.id == named.project);
    let strangers = missing.iter().filter(|named| !is_known(named));
    let strangers = strangers.map(|named| Blocker {
        project: named.project.clone(),
        name: named.project.clone(),
        why: Why::Unknown,
    });
    found.chain(strangers).collect()
}

fn against(
    one: &Standing<'_>,
    gate: Gate,
    named: Option<&Listed>,
    profile: &Profile,
    month: Month,
) -> Option<Why> {
    let state = one.state();
    // What the month was not opened for stays as the last edition has it.
    if let Gate::Locked { is_missing, .. } = gate
        && (is_missing || state.is_some_and(is_approved))
    {
        return None;
    }
    let open = [
        (one.has_conflict, Why::Conflict),
        (one.has_amendment, Why::Amendment),
        (one.has_question, Why::Question),
    ];
    let open = open.into_iter().find_map(|(is, why)| is.then_some(why));
    let is_handed_in = state.is_some_and(report::State::counts);
    if let Some(named) = named {
        let rev = one.report.map_or(0, |report| report.rev);
        return match open {
            _ if is_handed_in && rev != named.rev => Some(Why::HandedIn),
            None if state.is_some_and(is_approved) => Some(Why::Accepted),
            _ => None,
        };
    }
    if open.is_some() {
        return open;
    }
    match state {
        Some(state) if is_approved(state) => None,
        _ if is_handed_in => Some(Why::NotAccepted),
        _ if one.is_due(profile, month) => Some(Why::NotReported),
        _ => None,
    }
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::MonthChanged;

    const MOST: Option<Most> = None;

    fn is_about_same(&self, other: &Self) -> bool {
        self.kind.needs_view() && other.kind.needs_view()
    }

    /// A lock and a reopening take having seen everything, also what one has locked oneself elsewhere.
    fn is_overtaken(&self, since: Option<&[Step]>, user: &str) -> bool {
        let is_news = |step: &Step| step.user != user || self.is_about_same(&step.command);
        self.kind.needs_view() && since.is_none_or(|since| since.iter().any(is_news))
    }

    fn state(book: &MonthBook) -> operation::State {
        book.state().into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    facts: &Facts<'_>,
) -> Decision {
    let against = |book: &MonthBook| match obstacle(command, incoming.may, book.state()) {
        Some(refusal) => Err((refusal, None)),
        None => Ok(()),
    };
    if command.kind != CommandKind::Lock {
        return steps::decide(stored, command, incoming, against);
    }
    match weighed(stored, command, incoming, against) {
        Err((refusal, detail)) => Decision::refuse_naming(refusal, detail),
        Ok((held, book)) => lock(&held, &book, Step::of(command, incoming, None), facts),
    }
}

fn lock(held: &FieldValues, book: &MonthBook, mut step: Step, facts: &Facts<'_>) -> Decision {
    let named = &step.command.projects;
    let against = blockers(book, named, facts.profile, facts.month, &facts.projects);
    if !against.is_empty() {
        return Decision::RejectNaming {
            refusal: Refusal::LockBlocked,
            detail: in_words(&against),
        };
    }
    let is_missing = |one: &&Standing<'_>| {
        let id = &one.plan.id;
        let before = matches!(
            book.gate(id),
            Gate::Locked {
                is_missing: true,
                ..
            }
        );
        before || named.iter().any(|named| named.project == *id)
    };
    let missing = facts.projects.iter().filter(is_missing);
    let missing: Vec<String> = missing.map(|one| one.plan.id.clone()).collect();
    let about = Head {
        month: facts.month,
        number: book.edition().map_or(1, |last| last.number + 1),
        step: &step,
        book,
        units: &facts.units,
    };
    let edition = edition::freeze(&about, facts.profile, &facts.projects, missing);
    step.made = Some(edition.frozen.clone());
    Decision::Freeze {
        values: with_step(held, &step),
        edition,
    }
}

fn in_words(against: &[Blocker]) -> String {
    let say = |lang| {
        let colon = match lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        };
        let named = against.iter().take(MOST_NAMED);
        let named = named.map(|one| format!("{}{colon}{}", one.name, one.why.words().get(lang)));
        named.collect::<Vec<_>>()
    };
    let (zh, en) = (say(Lang::Zh).join("；"), say(Lang::En).join("; "));
    match against.len().saturating_sub(MOST_NAMED) {
        0 => format!("{zh} / {en}"),
        more => format!("{zh}；另有 {more} 项 / {en}; and {more} more"),
    }
}
