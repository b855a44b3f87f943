//! 审核 as data: what was found, by rule, and where each finding leads.

use std::rc::Rc;

use yuebao_domain::aggregate::{At, Dimension, Key, SheetFinding, Why, summarise};
use yuebao_domain::check::{Arg, Finding, PlanFinding, catalogue};
use yuebao_domain::rule::{RuleCode, Severity};
use yuebao_domain::text::Lang;

use crate::state::totals::{Counted, counted, effective, unit_name};
use crate::state::{Audit, State};
use crate::text::audit as text;
use yuebao_domain::order::Order;

/// Everything that the section shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    /// What was looked at.
    pub(crate) scope: String,
    /// How many findings there are of each severity that occurs.
    pub(crate) counts: Vec<(Severity, usize)>,
    /// The findings by rule: by severity, then by code.
    pub(crate) groups: Vec<Group>,
    /// What was not evaluated.
    pub(crate) not_evaluated: Vec<String>,
    /// Whether everything in the user's sight has arrived.
    pub(crate) is_complete: bool,
    /// What to print below the table.
    pub(crate) notes: Vec<&'static str>,
}

/// What one rule found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) code: RuleCode,
    pub(crate) severity: Severity,
    pub(crate) title: &'static str,
    /// What to do about the first one; most often about all.
    pub(crate) advice: String,
    pub(crate) entries: Rc<Vec<Entry>>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) message: String,
    /// What to do, where that is not what to do about the first.
    pub(crate) advice: Option<String>,
    /// What it comes from.
    pub(crate) why: Option<String>,
    pub(crate) places: Vec<Place>,
}

/// Where a finding leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The form of a project.
    Project {
        /// Project id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A cell of the table; without a column its line.
    Cell {
        /// Index of the line.
        line: usize,
        /// The column, one of `MEASURES`.
        measure: Option<&'static str>,
    },
    /// The totals divided by this alone, and what that is called.
    Dividing(Dimension, String),
}

/// The model; `None` before there is anything to check.
pub(crate) fn model(state: &State) -> Option<Model> {
    let (audit, profile, month) = (
        state.totals.audit.as_ref()?,
        state.profile()?,
        state.screen.month?,
    );
    let lang = state.display.lang;
    let places = yuebao_domain::aggregate::Print::new(state.totals.unit, profile.decimals);
    let scope = text::looked_at(
        audit.proof.tables,
        places.amount_places,
        state.totals.unit,
        lang,
    ) + &text::looked_at_plan(audit.rows, lang);
    let lines = if audit.proof.findings.is_empty() {
        Vec::new()
    } else {
        let counted = counted(state.device.get(), profile, month, state.totals.basis);
        let by = effective(&state.totals.by, profile);
        let summary = summarise(counted.iter().map(Counted::item), &by, month, profile);
        summary.lines.into_iter().map(|line| line.path).collect()
    };
    let plan = audit.plan.findings.iter().map(|it| of_plan(it, state));
    let totals = (audit.proof.findings.iter()).map(|it| of_totals(it, &lines, state));
    let groups = groups(plan.chain(totals), lang);
    Some(Model {
        scope,
        counts: counts(&groups),
        groups,
        not_evaluated: not_evaluated(audit, lang),
        is_complete: state.device.get().meta.complete,
        notes: notes(audit, lang),
    })
}

fn of_plan(found: &PlanFinding, state: &State) -> (Finding, Entry) {
    let mut finding = found.finding.clone();
    // The domain knows units by their identifiers only.
    if let Some(Arg::Text(unit)) = finding.args.get_mut("unit") {
        *unit = unit_name(state.device.get(), unit);
    }
    let places = found.projects.iter().filter_map(|id| {
        let plan = state.device.get().projects.get(id)?;
        Some(Place::Project {
            id: id.clone(),
            name: plan.name.clone(),
        })
    });
    let entry = entry(&finding, None, places.collect(), state.display.lang);
    (finding, entry)
}

fn of_totals(found: &SheetFinding, lines: &[Vec<Key>], state: &State) -> (Finding, Entry) {
    let place = match &found.at {
        At::Line(path) => {
            let line = lines.iter().position(|line| line == path);
            line.map(|line| Place::Cell {
                line,
                measure: found.measure,
            })
        }
        At::Dividing(dimension) => {
            let name = state
                .profile()
                .map_or("", |profile| dimension.label(profile, state.display.lang));
            Some(Place::Dividing(*dimension, name.to_owned()))
        }
    };
    let places = place.into_iter().collect();
    let why = (found.why).map(|why| text::why(why, state.totals.unit, state.display.lang));
    let entry = entry(&found.finding, why, places, state.display.lang);
    (found.finding.clone(), entry)
}

fn entry(finding: &Finding, why: Option<String>, places: Vec<Place>, lang: Lang) -> Entry {
    Entry {
        message: finding.message(lang),
        advice: Some(finding.advice(lang)),
        why,
        places,
    }
}

fn groups(found: impl Iterator<Item = (Finding, Entry)>, lang: Lang) -> Vec<Group> {
    let mut groups: Vec<(Severity, RuleCode, Vec<Entry>)> = Vec::new();
    for (finding, entry) in found {
        let same = |group: &&mut (Severity, RuleCode, _)| {
            (group.0, group.1) == (finding.severity, finding.code)
        };
        match groups.iter_mut().find(same) {
            Some((.., entries)) => entries.push(entry),
            None => groups.push((finding.severity, finding.code, vec![entry])),
        }
    }
    groups.order_by_key(|(severity, code, _)| (*severity, *code));
    groups
        .into_iter()
        .map(|(severity, code, mut entries)| {
            let first = entries.first().and_then(|entry| entry.advice.clone());
            for entry in &mut entries {
                if entry.advice == first {
                    entry.advice = None;
                }
            }
            Group {
                code,
                severity,
                title: catalogue::find(code).map_or("", |rule| rule.title.get(lang)),
                advice: first.unwrap_or_default(),
                entries: Rc::new(entries),
            }
        })
        .collect()
}

fn counts(groups: &[Group]) -> Vec<(Severity, usize)> {
    let all = [Severity::Mandatory, Severity::Verify, Severity::Hint];
    let count = |severity| {
        let groups = groups.iter().filter(move |it| it.severity == severity);
        groups.map(|group| group.entries.len()).sum()
    };
    all.into_iter()
        .map(|severity| (severity, count(severity)))
        .filter(|(_, n)| *n > 0)
        .collect()
}

fn not_evaluated(audit: &Audit, lang: Lang) -> Vec<String> {
    let columns = audit.proof.not_evaluated.iter();
    let columns = columns.filter_map(|name| text::measure(name));
    let columns = columns.map(|name| name.get(lang).to_owned() + text::NO_FIGURE.get(lang));
    let rules = audit.plan.not_evaluated.iter();
    let rules = rules.filter_map(|code| catalogue::find(*code));
    let rules = rules.map(|rule| text::rule(rule, lang) + text::NO_STANDARD.get(lang));
    columns.chain(rules).collect()
}

fn notes(audit: &Audit, lang: Lang) -> Vec<&'static str> {
    let has = |is: fn(Why) -> bool| {
        let mut whys = audit.proof.findings.iter().filter_map(|found| found.why);
        whys.any(is)
    };
    let rounding = has(|why| matches!(why, Why::Rounding { .. })).then_some(text::ROUNDING_NOTE);
    let unplanned = has(|why| matches!(why, Why::Unplanned(_))).then_some(text::UNPLANNED_NOTE);
    let notes = rounding.into_iter().chain(unplanned);
    notes.map(|note| note.get(lang)).collect()
}
