//! What a command does to a project's plan.

use super::{Command, CommandKind, Locks, PlanLog, Step};
use crate::check::{Finding, Whole, check_plan};
use crate::operation::steps::{Against, Decides, Most, weighed, written};
use crate::operation::{self, Decision, Incoming, PlanKey, Refusal, Stored};
use crate::order::Gather;
use crate::plan::{Nature, PlanBook, PlanChange, PlanRow, PlanVersion, bundle_fault};
use crate::profile::Profile;
use crate::report::limits::{MAX_BYTES, is_too_long};
use crate::rights::May;
use crate::rule::Severity;
use crate::text::{Lang, Words};

/// What deciding about a plan needs to know beside the command.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Which project, and which year.
    pub key: &'a PlanKey,
    /// The profile in force.
    pub profile: &'a Profile,
    /// The project's versions; empty for one that is only proposed.
    pub book: &'a PlanBook,
    /// The plan as it stands when the version begins to count, as far as it is at hand.
    pub others: &'a [PlanRow],
    /// The units that there are, by id; `None` where not all of them are at hand.
    pub units: Option<Vec<&'a str>>,
    /// The months that are closed.
    pub locks: &'a Locks,
}

/// Who may take such a step at all.
pub const fn admit(kind: CommandKind, may: May) -> Option<Refusal> {
    if kind.is_offices() {
        return if may.close {
            None
        } else {
            Some(Refusal::PlanOfficeOnly)
        };
    }
    if may.report || may.review || may.file_for {
        None
    } else {
        Some(Refusal::NotYours)
    }
}

/// What stands against a command, in words; nothing about the checks, which [`findings`] are. Device
/// and server ask the same.
pub fn obstacle(
    command: &Command,
    may: May,
    user: &str,
    log: &PlanLog,
    facts: &Facts<'_>,
) -> Result<(), Against> {
    let no = |refusal| Err((refusal, None));
    if let Some(refusal) = admit(command.kind, may) {
        return no(refusal);
    }
    if is_too_long(command.reason.as_deref().unwrap_or_default()) {
        return no(Refusal::CommentTooLong);
    }
    if command.kind.carries_version() != command.version.is_some()
        || command.kind.carries_version() == command.proposal.is_some()
    {
        return no(Refusal::Malformed);
    }
    if let Some(number) = command.proposal {
        let Some(proposal) = log.proposal(number).filter(|one| one.answer.is_none()) else {
            return no(Refusal::ProposalGone);
        };
        if command.kind == CommandKind::Retract && proposal.step.user != user {
            return no(Refusal::NotYours);
        }
        if command.kind == CommandKind::Decline && command.reason.is_none() {
            return no(Refusal::CommentMissing);
        }
    }
    if matches!(command.kind, CommandKind::Decline | CommandKind::Retract) {
        return Ok(());
    }
    let version = log.version_of(command);
    version.map_or(no(Refusal::Malformed), |version| against(version, facts))
}

/// What stands against a version.
fn against(version: &PlanVersion, facts: &Facts<'_>) -> Result<(), Against> {
    let no = |refusal| Err((refusal, None));
    let (row, book) = (&version.row, facts.book);
    if row.id != facts.key.project || version.valid_from.year() != facts.key.year {
        return no(Refusal::Malformed);
    }
    if version.number != book.next_number() {
        return no(Refusal::PlanChanged);
    }
    let mut closed = facts.locks.of(&row.id);
    if let Some(month) = closed.find(|month| book.reaches(version.valid_from, *month)) {
        let named = month.to_string();
        return Err((Refusal::PlanMonthLocked, Some(named)));
    }
    if row.has_wrong_months() {
        return Err((Refusal::Malformed, Some("monthly_plan".to_owned())));
    }
    let before = book.at(version.valid_from);
    let is_there = book.is_in_plan(version.valid_from);
    if let Some(refusal) = wrong_change(version, before, is_there, book) {
        return no(refusal);
    }
    let is_known = |unit: &String| {
        let units = facts.units.as_ref();
        units.is_none_or(|units| units.contains(&&**unit))
    };
    if row.units.is_empty() {
        return no(Refusal::UnitUnknown);
    }
    if let Some(unit) = row.units.iter().find(|unit| !is_known(unit)) {
        return Err((Refusal::UnitUnknown, Some(unit.clone())));
    }
    if !facts.profile.areas.iter().any(|area| area.code == row.area) {
        return Err((Refusal::AreaUnknown, Some(row.area.clone())));
    }
    if let Some(named) = new_unknown(before, row, facts.profile) {
        return Err((Refusal::ClassUnknown, Some(named)));
    }
    match bundle_fault(row, facts.others) {
        Some(fault) => Err((Refusal::BundleWrong, Some(both(fault.words())))),
        None => Ok(()),
    }
}

/// What a row is classified by that the profile does not have. What a project has from another time
/// does not stand against a change of something else.
fn new_unknown(before: Option<&PlanRow>, row: &PlanRow, profile: &Profile) -> Option<String> {
    let mut unknown = profile.unknown_classes(row).into_iter();
    let part =
        unknown.find(|part| before.and_then(|before| part.written(before)) != part.written(row))?;
    let label = profile.box_label(part, Lang::Zh);
    Some(format!(
        "{label}“{}”",
        part.written(row).unwrap_or_default()
    ))
}

fn both(words: Words) -> String {
    format!("{} / {}", words.zh, words.en)
}

/// Whether what is said to be decided is what the row does.
fn wrong_change(
    version: &PlanVersion,
    before: Option<&PlanRow>,
    is_there: bool,
    book: &PlanBook,
) -> Option<Refusal> {
    let row = &version.row;
    if version.change == PlanChange::Exit {
        return if !is_there {
            Some(Refusal::PlanMismatch)
        } else if version.cause.is_none() {
            Some(Refusal::CauseMissing)
        } else if row.exited.is_none_or(|last| last >= version.valid_from) {
            Some(Refusal::PlanMismatch)
        } else {
            None
        };
    }
    let Some(before) = before.filter(|_| is_there) else {
        let enters = matches!(version.change, PlanChange::Supplement | PlanChange::Annual);
        // What was in no plan before enters it with its first version.
        let first = book.first().map(|first| first.valid_from);
        let begins = first.is_none_or(|first| version.valid_from < first);
        let is_in =
            row.is_in_plan(version.valid_from) && (!begins || row.entered == version.valid_from);
        return (!enters || !is_in)
            .then_some(Refusal::PlanMismatch)
            .or_else(|| wrong_nature(None, row));
    };
    if row == before {
        return Some(Refusal::PlanUnchanged);
    }
    let says_nature = version.change == PlanChange::Nature;
    let is_annual = version.change == PlanChange::Annual;
    let changes_nature = before.nature != row.nature;
    if version.change == PlanChange::Supplement
        || row.exited.is_some_and(|last| last < version.valid_from)
        || (says_nature != changes_nature && !is_annual)
    {
        return Some(Refusal::PlanMismatch);
    }
    wrong_nature(Some(before.nature), row)
}

/// 预备 has no annual plan (M114), and what has become an implementing project has one; a project that
/// is under construction does not become one that is to be started.
fn wrong_nature(before: Option<Nature>, row: &PlanRow) -> Option<Refusal> {
    let is_planned = row.annual_plan.is_some();
    let is_wrong = match (before, row.nature) {
        (_, Nature::Preparatory) => is_planned,
        (Some(Nature::Preparatory), _) => !is_planned,
        (Some(Nature::Continuing | Nature::Completing), Nature::NewStart) => true,
        _ => false,
    };
    is_wrong.then_some(Refusal::NatureWrong)
}

/// What the rules about plans (L6xx) find in a version: what must be corrected, and, of a proposal
/// without words, what must be explained.
pub fn findings(command: &Command, may: May, log: &PlanLog, facts: &Facts<'_>) -> Vec<Finding> {
    let is_explained = command.kind != CommandKind::Propose || command.reason.is_some();
    let mut found = raised(command, may, log, facts);
    found.retain(|one| match one.severity {
        Severity::Mandatory => true,
        Severity::Verify => !is_explained,
        Severity::Hint => false,
    });
    found
}

/// Everything that the rules about plans find in a version, what stands in no way included. What the row
/// in force has already is not asked about again. The office sees what a project has in common with
/// others, too.
pub fn raised(command: &Command, may: May, log: &PlanLog, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(version) = log.version_of(command) else {
        return Vec::new();
    };
    let known = match facts.book.at(version.valid_from) {
        Some(before) => found(before, may, facts),
        None => Vec::new(),
    };
    let mut found = found(&version.row, may, facts);
    found.retain(|one| !known.contains(one));
    found
}

fn found(row: &PlanRow, may: May, facts: &Facts<'_>) -> Vec<Finding> {
    let others = facts.others.iter().filter(|other| other.id != row.id);
    let others = others.filter(|_| may.close).cloned();
    let rows: Vec<PlanRow> = others.chain([row.clone()]).collect();
    let outcome = check_plan(&Whole {
        profile: facts.profile,
        rows: &rows,
        reports: &[],
        months: &[],
    });
    let own = outcome.findings.into_iter();
    let own = own.filter(|found| found.projects.contains(&row.id));
    own.map(|found| found.finding).collect()
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::PlanChanged;

    const MOST: Option<Most> = Some(Most {
        steps: usize::MAX,
        bytes: MAX_BYTES,
        refusal: Refusal::PlanLogFull,
    });

    /// Whoever proposes the most leaves room for it to be answered.
    fn needs_room(&self) -> bool {
        self.kind == CommandKind::Propose
    }

    /// A version says by its number which ones were known, an answer which proposal it is to.
    fn is_about_same(&self, _: &Self) -> bool {
        false
    }

    fn state(log: &PlanLog) -> operation::State {
        log.state().into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    facts: &Facts<'_>,
) -> Decision {
    let against = |log: &PlanLog| obstacle(command, incoming.may, incoming.user, log, facts);
    let (held, log) = match weighed(stored, command, incoming, against) {
        Ok(known) => known,
        Err((refusal, detail)) => return Decision::refuse_naming(refusal, detail),
    };
    let findings = match command.kind {
        CommandKind::Decline | CommandKind::Retract => Vec::new(),
        _ => findings(command, incoming.may, &log, facts),
    };
    if !findings.is_empty() {
        return Decision::Reject {
            refusal: None,
            findings,
        };
    }
    let adopted = log.version_of(command).filter(|_| command.kind.adopts());
    let adopted = adopted.map(|version| PlanVersion {
        by: incoming.name.to_owned(),
        at: incoming.at.clone(),
        ..version.clone()
    });
    let number = adopted.as_ref().map(|version| version.number);
    let (values, state) = written(&held, log, Step::of(command, incoming, number));
    match adopted {
        Some(version) => Decision::Adopt {
            state,
            values,
            version: version.into(),
        },
        None => Decision::step(state, values),
    }
}

impl<'a> Facts<'a> {
    /// The ids of units, as they are asked for.
    pub fn ids(units: &'a [crate::units::Unit]) -> Vec<&'a str> {
        units.iter().map(|unit| unit.id.as_str()).distinct()
    }
}
