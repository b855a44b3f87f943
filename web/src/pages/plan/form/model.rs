//! The form of a decision or a proposal as data: its boxes with what stands beside each, and what would
//! change once it is confirmed.

use yuebao_domain::check::{Finding, plan_box};
use yuebao_domain::device::{Device, PlanObstacle};
use yuebao_domain::operation::Refusal;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{ClassKey, ExitCause, Nature, PlanBox, PlanChange, PlanRow, PlanVersion};
use yuebao_domain::profile::{Class, Profile};
use yuebao_domain::rule::Severity;
use yuebao_domain::text::Lang;

use crate::pages::plan::value::{self, Changed, Fact};
use crate::state::{PlanDraft, PlanEntry, PlanFaults, State, cause_key};
use crate::text::accounts::half;
use crate::text::plan as text;

/// The form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    pub(crate) change: PlanChange,
    pub(crate) is_new: bool,
    pub(crate) is_proposal: bool,
    /// The last month that is closed for the project.
    pub(crate) closed_through: Option<Month>,
    pub(crate) fields: Vec<Field>,
    /// What stands against it as a whole.
    pub(crate) obstacle: Option<String>,
    /// What the checks find in it as a whole.
    pub(crate) findings: Vec<Finding>,
    /// How many boxes are to be corrected, once somebody wanted to go on.
    pub(crate) wrong: usize,
    /// What would change, to be confirmed.
    pub(crate) ready: Option<Ready>,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) entry: PlanEntry,
    pub(crate) label: String,
    pub(crate) kind: Kind,
    pub(crate) value: String,
    pub(crate) required: bool,
    /// Why it cannot stay as it is.
    pub(crate) fault: Option<String>,
    pub(crate) findings: Vec<Finding>,
}

/// How a box is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Area,
    Amount,
    Month,
    Day,
    Flag,
    /// One of these, by key and label.
    Choice(Vec<(String, String)>),
    /// Some of these, by identifier and name, in their order.
    Units(Vec<(String, String)>),
    /// Not filled in here.
    Fixed(String),
}

/// What is confirmed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ready {
    pub(crate) version: PlanVersion,
    /// What would differ; `None` of a new project.
    pub(crate) changed: Option<Vec<Changed>>,
    /// What a new project's row says.
    pub(crate) facts: Vec<Fact>,
    /// The words for what the checks ask about.
    pub(crate) reason: String,
}

/// The form that is open, if it is about this project, or about a new one.
pub(crate) fn form(state: &State, project: Option<&str>) -> Option<Form> {
    let draft = state.plan.draft.as_ref()?;
    let is_meant = match project {
        Some(project) => !draft.is_new && draft.id == project,
        None => draft.is_new,
    };
    let device = state.device.get();
    let from = draft.from().and_then(|month| device.profile_at(month));
    let profile = from.or(value::words(state)).filter(|_| is_meant)?;
    let before = draft.before(device);
    let read = draft.version(device, state.display.lang);
    let (version, faults) = match read {
        Ok(version) => (Some(version), PlanFaults::new()),
        Err(faults) => (None, faults),
    };
    let command = version.clone().map(|version| draft.command(version));
    let obstacle = (command.as_ref()).and_then(|(key, command)| device.plan_obstacle(key, command));
    let findings = command.as_ref();
    let findings = findings.map(|(key, command)| device.check_plan_change(key, command));
    let found = findings.unwrap_or_default();
    let entries = draft.entries(profile);
    let said = stands(state, draft, obstacle, &entries);
    let beside = |finding: &Finding| entry_of(finding, &entries);
    let field = |entry: PlanEntry| {
        let value = draft.held(entry, &before);
        let is_said = draft.is_tried() || !value.trim().is_empty();
        let own = said.as_ref().filter(|(at, _)| *at == Some(entry));
        Field {
            entry,
            label: label(state, entry, draft.change),
            kind: kind(state, profile, entry),
            required: is_required(entry, draft),
            fault: (faults.get(&entry).cloned().filter(|_| is_said))
                .or_else(|| own.map(|(_, words)| words.clone())),
            findings: found
                .iter()
                .filter(|it| beside(it) == Some(entry))
                .cloned()
                .collect(),
            value,
        }
    };
    let fields: Vec<Field> = entries.iter().copied().map(field).collect();
    let wrong = fields.iter().filter(|field| field.is_wrong()).count();
    Some(Form {
        change: draft.change,
        is_new: draft.is_new,
        is_proposal: draft.is_proposal,
        closed_through: device.closed_through(&draft.id),
        obstacle: said.filter(|(at, _)| at.is_none()).map(|(_, words)| words),
        findings: found
            .iter()
            .filter(|it| beside(it).is_none())
            .cloned()
            .collect(),
        wrong: if draft.is_tried() { wrong } else { 0 },
        ready: version
            .filter(|_| draft.is_confirming())
            .map(|version| ready(state, draft, &before, version)),
        fields,
    })
}

impl Field {
    /// Whether there is something to look at.
    pub(super) fn is_filled(&self) -> bool {
        !self.value.is_empty() || self.fault.is_some()
    }

    fn is_wrong(&self) -> bool {
        let mut found = self.findings.iter();
        self.fault.is_some() || found.any(|one| one.severity == Severity::Mandatory)
    }
}

fn ready(state: &State, draft: &PlanDraft, before: &PlanRow, version: PlanVersion) -> Ready {
    let changed = (!draft.is_new).then(|| value::changed(state, before, &version.row));
    let facts = if draft.is_new {
        value::facts(state, &version.row)
    } else {
        Vec::new()
    };
    Ready {
        reason: version.reason.clone().unwrap_or_default(),
        changed,
        facts,
        version,
    }
}

/// What stands against it in words, and beside which box. A closed month is said at once, other things
/// once somebody wants to go on; what the checks find speaks for itself.
fn stands(
    state: &State,
    draft: &PlanDraft,
    obstacle: Option<PlanObstacle>,
    entries: &[PlanEntry],
) -> Option<(Option<PlanEntry>, String)> {
    let lang = state.display.lang;
    match obstacle? {
        PlanObstacle::Refused(refusal, named) => {
            let at_once = refusal == Refusal::PlanMonthLocked;
            let named = named.map(|named| half(&named, lang));
            let named = named.map_or_else(String::new, |named| text::named(&named, lang));
            let words = format!("{}{named}", refusal.words().get(lang));
            let at = place(refusal).filter(|at| entries.contains(at));
            (at_once || draft.is_tried()).then_some((at, words))
        }
        PlanObstacle::Findings(found) => {
            let asks = found.iter().any(|one| one.severity == Severity::Verify);
            let words = text::EXPLAIN.get(lang).to_owned();
            (asks && draft.is_tried()).then_some((Some(PlanEntry::Reason), words))
        }
    }
}

/// The box that a refusal is about.
const fn place(refusal: Refusal) -> Option<PlanEntry> {
    match refusal {
        Refusal::PlanMonthLocked => Some(PlanEntry::ValidFrom),
        Refusal::CauseMissing => Some(PlanEntry::Cause),
        Refusal::UnitUnknown => Some(PlanEntry::Row(PlanBox::Units)),
        Refusal::AreaUnknown => Some(PlanEntry::Row(PlanBox::Area)),
        Refusal::NatureWrong => Some(PlanEntry::Row(PlanBox::AnnualPlan)),
        Refusal::BundleWrong => Some(PlanEntry::Row(PlanBox::Bundle)),
        _ => None,
    }
}

/// The box that a finding stands beside; the month decides when a project leaves.
fn entry_of(finding: &Finding, entries: &[PlanEntry]) -> Option<PlanEntry> {
    let at = match plan_box(finding)? {
        PlanBox::Exited => PlanEntry::ValidFrom,
        part => PlanEntry::Row(part),
    };
    Some(at).filter(|at| entries.contains(at))
}

fn is_required(entry: PlanEntry, draft: &PlanDraft) -> bool {
    match entry {
        PlanEntry::ValidFrom
        | PlanEntry::Cause
        | PlanEntry::Row(
            PlanBox::Name | PlanBox::Nature | PlanBox::Area | PlanBox::Units | PlanBox::ExitDay,
        ) => true,
        PlanEntry::Approver | PlanEntry::Reason => draft.change == PlanChange::Exit,
        _ => false,
    }
}

fn label(state: &State, entry: PlanEntry, change: PlanChange) -> String {
    let words = match entry {
        PlanEntry::Row(PlanBox::ExitDay) => text::EXIT_DAY,
        PlanEntry::Row(part) => return value::label(state, part),
        PlanEntry::Month(month) => return text::to_months_end(month, state.display.lang),
        PlanEntry::ValidFrom if change == PlanChange::Exit => text::OUT_FROM,
        PlanEntry::ValidFrom => text::VALID_FROM,
        PlanEntry::Document => text::DOCUMENT,
        PlanEntry::Batch => text::BATCH,
        PlanEntry::Approver => text::APPROVER,
        PlanEntry::Cause => text::CAUSE,
        PlanEntry::Reason => text::REASON,
    };
    words.get(state.display.lang).to_owned()
}

fn kind(state: &State, profile: &Profile, entry: PlanEntry) -> Kind {
    let lang = state.display.lang;
    let device = state.device.get();
    let PlanEntry::Row(part) = entry else {
        return match entry {
            PlanEntry::ValidFrom => Kind::Month,
            PlanEntry::Month(_) => Kind::Amount,
            PlanEntry::Reason => Kind::Area,
            PlanEntry::Cause => {
                let causes = ExitCause::ALL.into_iter();
                let causes = causes.map(|it| (cause_key(it), it.label().get(lang)));
                choice(causes)
            }
            _ => Kind::Line,
        };
    };
    match part {
        PlanBox::Nature => {
            let natures = profile.natures.iter();
            let natures = natures.map(|it| it.key);
            let natures = natures.map(|it: Nature| (it.key(), profile.nature_label_in(it, lang)));
            choice(natures)
        }
        PlanBox::Category => {
            let categories = profile.categories.iter();
            choice(categories.map(|it| (it.key.key(), it.get(lang))))
        }
        PlanBox::Area => {
            let areas = profile.areas.iter().map(|it| it.code.as_str());
            choice(areas.map(|code| (code, profile.area_name_in(code, lang))))
        }
        PlanBox::Level => {
            let levels = profile.levels_in_use();
            choice(
                levels
                    .iter()
                    .map(|it| (it.key(), profile.level_label(it, lang))),
            )
        }
        PlanBox::Class(key) => profile.class(key).map_or(Kind::Line, |it| class(it, lang)),
        PlanBox::Units => units(device, state),
        PlanBox::Bundle => bundles(device, state),
        PlanBox::PlannedStart | PlanBox::PlannedCompletion => Kind::Month,
        PlanBox::ExitDay => Kind::Day,
        PlanBox::Scale => Kind::Area,
        part if part.is_amount() => Kind::Amount,
        part if part.is_flag() => Kind::Flag,
        _ => Kind::Line,
    }
}

/// The values of a class of the profile's own; a flag is set or is not.
fn class(class: &Class, lang: Lang) -> Kind {
    if class.is_flag() {
        let yes = ClassKey::YES;
        return choice([(yes.as_str(), class.value_label(&yes, lang))].into_iter());
    }
    let values = class.values.iter();
    choice(values.map(|it| (it.key.as_str(), it.get(lang))))
}

/// The units to choose from, where all of them are on the device; else the ones that there are stay.
fn units(device: &Device, state: &State) -> Kind {
    if device.closes_months() && !device.units.is_empty() {
        let units = device.units.iter();
        return choice_of_units(units.map(|unit| (unit.id.clone(), unit.name.clone())));
    }
    let draft = state.plan.draft.as_ref();
    let row = draft.map(|draft| draft.before(device));
    let held = row.and_then(|row| PlanBox::Units.written(&row));
    Kind::Fixed(held.map_or_else(String::new, |held| {
        value::shown(state, PlanBox::Units, &held)
    }))
}

/// The bundles that a project may be a part of.
fn bundles(device: &Device, state: &State) -> Kind {
    let own = state.plan.draft.as_ref().map(|draft| draft.id.as_str());
    let plan = device.projects.values();
    let bundles = plan.filter(|row| row.is_bundle && Some(row.id.as_str()) != own);
    choice(bundles.map(|row| (row.id.as_str(), row.name.as_str())))
}

fn choice_of_units(units: impl Iterator<Item = (String, String)>) -> Kind {
    Kind::Units(units.collect())
}

fn choice<'a>(choices: impl Iterator<Item = (&'a str, &'a str)>) -> Kind {
    let owned = choices.map(|(key, label)| (key.to_owned(), label.to_owned()));
    Kind::Choice(owned.collect())
}
