//! 版: what a month held when it was closed, with everything that it takes to make it again.
//!
//! The document is one line of JSON (`canonical`): amounts as they were filed,
//! profile and plan as they stood then, every report that counts with its revision. It is made again
//! from itself and the revisions that it names ([`remade`]), to the byte, by this program and by
//! later ones: profile and plan are passed on as they are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canonical::{Parts, canonical};
use super::decide::Filed;
use super::{Frozen, MonthBook, Standing, Step, is_approved};
use crate::aggregate::{Dimension, Item, Summary, summarise};
use crate::json;
use crate::operation::ReportKey;
use crate::order::Gather;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::proof::digest;
use crate::report::{Field, FieldKey, FieldValue, FieldValues, Report};

/// The format of the document.
const FORMAT: u32 = 1;

/// What is carried of an earlier report: what is cumulative by nature.
const CARRIED: [Field; 4] = [
    Field::YearToDate,
    Field::SinceStart,
    Field::ActualStart,
    Field::ActualCompletion,
];

/// An edition to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its number and its hash.
    pub frozen: Frozen,
    /// The document.
    pub document: String,
}

/// What is told of an edition beside its figures.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) month: Month,
    pub(super) number: u32,
    pub(super) step: &'a Step,
    pub(super) book: &'a MonthBook,
    pub(super) units: &'a BTreeMap<String, String>,
}

/// The document.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Document {
    format: u32,
    month: Month,
    edition: u32,
    locked_at: String,
    by: By,
    /// What the units were called.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    units: BTreeMap<String, String>,
    /// As it was written.
    profile: Value,
    /// Each as it was written, by id.
    plan: Vec<Value>,
    /// The number of the version of each that it was, where that is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    versions: BTreeMap<String, u32>,
    /// The rows of the year's plan as it was issued (年初), where they differ from those of `plan`,
    /// and of projects that are not in it any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    opening: Vec<Value>,
    /// Projects of `plan` that were not in the year's plan as it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entered: Option<Vec<String>>,
    /// The rows with which projects left within the year (已调出).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left: Vec<Value>,
    reports: Vec<Counted>,
    missing: Vec<String>,
    carried: Vec<Carried>,
    extensions: Vec<Granted>,
    excuses: Vec<Granted>,
}

/// Who locked the month.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct By {
    user: String,
    name: String,
    unit: String,
}

/// A report that counts.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Counted {
    project: String,
    rev: u64,
    tag: String,
    values: FieldValues,
}

/// What stands in for a report that there is none of.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Carried {
    project: String,
    month: Month,
    rev: u64,
    tag: String,
    values: FieldValues,
}

/// More time, or an excuse.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Granted {
    at: String,
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    projects: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    reason: String,
}

/// What an edition holds of one project.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its row, of a project that is in the plan; of another the row with which it left, if it did.
    pub plan: Option<&'a PlanRow>,
    /// Whether that is the row with which it left.
    pub has_left: bool,
    /// The row of the year's plan as it was issued.
    pub opening: Option<&'a PlanRow>,
    /// The number of the version that counts.
    pub version: Option<u32>,
    /// The report that counts.
    pub report: Option<Filed<'a>>,
    /// What stands in for one, with its cumulative boxes alone.
    pub carried: Option<Filed<'a>>,
}

impl<'a> Kept<'a> {
    fn of(one: &Standing<'a>, month: Month, missing: &[String]) -> Self {
        let is_in_plan = one.plan.is_in_plan(month);
        let approved = one.report.filter(|report| is_approved(report.state));
        let report = approved.filter(|_| !missing.contains(&one.plan.id));
        let has_left = !is_in_plan && report.is_none();
        let carries = report.is_none() && (is_in_plan || one.left.is_some());
        Self {
            plan: if has_left { one.left } else { Some(one.plan) },
            has_left,
            opening: one.opening,
            version: one.version,
            report,
            carried: one.earlier.filter(|_| carries),
        }
    }
}

/// Freezes a month in which nothing stands against it.
pub(super) fn freeze(
    head: &Head<'_>,
    profile: &Profile,
    projects: &[Standing<'_>],
    missing: Vec<String>,
) -> Edition {
    let kept = projects.iter();
    let kept: Vec<_> = (kept.map(|one| Kept::of(one, head.month, &missing))).collect();
    let document = document(head, profile, &kept, &missing);
    Edition {
        frozen: Frozen {
            number: head.number,
            digest: digest(&document),
            missing,
        },
        document,
    }
}

/// The text of an edition of these projects. Each row is written as soon as it is at hand: all of them as
/// values would be several times as large.
fn document(
    head: &Head<'_>,
    profile: &Profile,
    projects: &[Kept<'_>],
    missing: &[String],
) -> String {
    let [mut plan, mut left, mut opening] = [const { Vec::new() }; 3];
    let (mut versions, mut entered) = (BTreeMap::new(), Vec::new());
    let (mut reports, mut carried) = (Vec::new(), Vec::new());
    for one in projects {
        if one.has_left {
            opening.extend(one.opening);
            left.extend(one.plan);
        } else if let Some(row) = one.plan {
            plan.push(row);
            versions.extend(one.version.map(|number| (row.id.clone(), number)));
            match one.opening {
                None => entered.push(&row.id),
                Some(issued) if issued == row => {}
                Some(issued) => opening.push(issued),
            }
        }
        let Some(row) = one.plan else { continue };
        reports.extend(one.report.map(|report| (&row.id, report)));
        carried.extend(one.carried.map(|report| (&row.id, report)));
    }
    let mut text = Parts::default();
    text.put("format", &FORMAT);
    text.put("month", &head.month);
    text.put("edition", &head.number);
    text.put("locked_at", &head.step.at);
    text.put("by", &By::of(head.step));
    text.put_some("units", head.units, head.units.is_empty());
    text.put("profile", profile);
    text.put_each("plan", plan);
    text.put_some("versions", &versions, versions.is_empty());
    if !opening.is_empty() {
        text.put_each("opening", opening);
    }
    text.put("entered", &entered);
    if !left.is_empty() {
        text.put_each("left", left);
    }
    let reports = reports.iter();
    text.put_each("reports", reports.map(|(id, one)| Counted::of(id, one)));
    text.put("missing", missing);
    let carried = carried.iter();
    text.put_each("carried", carried.map(|(id, one)| Carried::of(id, one)));
    text.put_each("extensions", head.book.extensions().map(Granted::of));
    text.put_each("excuses", head.book.excuses().map(Granted::of));
    text.into_text()
}

/// What an edition would be if it were made again from what is at hand now.
#[derive(Debug)]
pub struct Again<'a> {
    month: Month,
    number: u32,
    profile: &'a Profile,
    units: &'a BTreeMap<String, String>,
    /// What was decided about the month before it was locked.
    before: MonthBook,
    step: Step,
    /// What it holds of each project.
    pub projects: Vec<Kept<'a>>,
}

impl<'a> Again<'a> {
    /// `None` if there is no edition of this number. `units` are the names of the units by identifier,
    /// `projects` as a lock wants them.
    pub fn of(
        (month, number): (Month, u32),
        book: &MonthBook,
        profile: &'a Profile,
        projects: &[Standing<'a>],
        units: &'a BTreeMap<String, String>,
    ) -> Option<Self> {
        let is_it = |frozen: &Frozen| frozen.number == number;
        let mut steps = book.steps.iter();
        let at = steps.position(|step| step.made.as_ref().is_some_and(is_it))?;
        let step = book.steps.get(at)?.clone();
        let frozen = step.made.as_ref()?;
        let kept = projects.iter();
        let kept = kept.map(|one| Kept::of(one, month, &frozen.missing));
        Some(Self {
            month,
            number,
            profile,
            units,
            projects: kept.collect(),
            before: MonthBook {
                steps: book.steps.get(..at)?.to_vec(),
            },
            step,
        })
    }

    /// The month.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// When the server received the lock, RFC 3339.
    pub fn locked_at(&self) -> &str {
        self.step.at.as_str()
    }

    /// What was frozen.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.step.made.as_ref()
    }

    /// Profile and units.
    pub const fn named(&self) -> (&'a Profile, &'a BTreeMap<String, String>) {
        (self.profile, self.units)
    }

    /// What was decided about the month, the lock last.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.before.steps.iter().chain([&self.step])
    }
}

/// Whether what is at hand is what was frozen, to the byte.
pub fn made_again(again: &Again<'_>) -> bool {
    let Some(frozen) = again.frozen() else {
        return false;
    };
    let head = Head {
        month: again.month,
        number: again.number,
        step: &again.step,
        book: &again.before,
        units: again.units,
    };
    let made = document(&head, again.profile, &again.projects, &frozen.missing);
    digest(&made) == frozen.digest
}

impl Document {
    fn text(&self) -> String {
        canonical(self)
    }
}

impl By {
    fn of(step: &Step) -> Self {
        Self {
            user: step.user.clone(),
            name: step.by.clone(),
            unit: step.unit.clone(),
        }
    }
}

impl Counted {
    fn of(project: &str, report: &Filed<'_>) -> Self {
        Self {
            project: project.to_owned(),
            rev: report.rev,
            tag: report.tag.to_owned(),
            values: report.values.clone(),
        }
    }
}

impl Carried {
    fn of(project: &str, report: &Filed<'_>) -> Self {
        Self {
            project: project.to_owned(),
            month: report.month,
            rev: report.rev,
            tag: report.tag.to_owned(),
            values: cumulative(report.values),
        }
    }
}

impl Granted {
    fn of(step: &Step) -> Self {
        let command = &step.command;
        let projects = command.projects.iter();
        Self {
            at: step.at.as_str().to_owned(),
            by: step.by.clone(),
            unit: command.unit.clone(),
            projects: projects.map(|one| one.project.clone()).collect(),
            until: command.until.map(crate::period::show_day),
            reason: command.reason.clone().unwrap_or_default(),
        }
    }
}

/// What is carried of a report.
pub fn cumulative(values: &FieldValues) -> FieldValues {
    let kept = CARRIED.map(FieldKey::from);
    let mut values = values.clone();
    values.retain(|key, _: &mut FieldValue| kept.contains(key));
    values
}

/// Makes an edition again: `revision` gives the boxes of a report's revision of this tag, from the
/// log. `None` if the text is no edition; an error of the log is passed on. Where the log has not got a
/// revision the document leaves that report out, so that it is not the same.
pub fn remade<E>(
    document: &str,
    mut revision: impl FnMut(&ReportKey, u64, &str) -> Result<Option<FieldValues>, E>,
) -> Result<Option<String>, E> {
    let Ok(read) = json::read::<Document>(document) else {
        return Ok(None);
    };
    let mut made = Document {
        reports: Vec::new(),
        carried: Vec::new(),
        ..read.clone()
    };
    let key = |project: &str, month| ReportKey {
        project: project.to_owned(),
        month,
    };
    for report in read.reports {
        let found = revision(&key(&report.project, read.month), report.rev, &report.tag)?;
        made.reports
            .extend(found.map(|values| Counted { values, ..report }));
    }
    for report in read.carried {
        let found = revision(&key(&report.project, report.month), report.rev, &report.tag)?;
        made.carried.extend(found.map(|values| Carried {
            values: cumulative(&values),
            ..report
        }));
    }
    Ok(Some(made.text()))
}

/// What is read of a document: profile and plan as what they are.
#[derive(Deserialize)]
struct Contents {
    month: Month,
    edition: u32,
    locked_at: String,
    #[serde(default)]
    units: BTreeMap<String, String>,
    profile: Profile,
    plan: Vec<PlanRow>,
    #[serde(default)]
    opening: Vec<PlanRow>,
    #[serde(default)]
    entered: Option<Vec<String>>,
    #[serde(default)]
    left: Vec<PlanRow>,
    reports: Vec<Counted>,
    missing: Vec<String>,
    carried: Vec<Carried>,
}

/// An edition as it is read: to be printed, or added up.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The month.
    pub month: Month,
    /// The number.
    pub number: u32,
    /// When the server received the lock, RFC 3339.
    pub locked_at: String,
    /// What the units were called, by identifier; none in an edition of before that was kept.
    pub units: BTreeMap<String, String>,
    /// The profile as it stood then.
    pub profile: Profile,
    /// The plan as it stood then.
    pub plan: Vec<PlanRow>,
    /// The rows of the year's plan as it was issued (年初); none in an edition of before there were
    /// versions of the plan.
    pub opening: BTreeMap<String, PlanRow>,
    /// The rows with which projects left within the year (已调出).
    pub left: Vec<PlanRow>,
    /// The reports, by project.
    pub reports: BTreeMap<String, FieldValues>,
    /// Projects without a report.
    pub missing: Vec<String>,
    /// What stands in for reports that there are none of, by project: of which month, and what of it.
    pub carried: BTreeMap<String, (Month, FieldValues)>,
}

impl Opened {
    /// Reads a document.
    pub fn read(document: &str) -> Result<Self, serde_json::Error> {
        let read: Contents = json::read(document)?;
        let reports = read.reports.into_iter();
        let carried = read.carried.into_iter();
        let mut opening: BTreeMap<String, PlanRow> = BTreeMap::new();
        if let Some(entered) = &read.entered {
            let issued = read.plan.iter().filter(|row| !entered.contains(&row.id));
            opening.extend(issued.map(|row| (row.id.clone(), row.clone())));
        }
        opening.extend(read.opening.into_iter().map(|row| (row.id.clone(), row)));
        Ok(Self {
            month: read.month,
            number: read.edition,
            locked_at: read.locked_at,
            units: read.units,
            profile: read.profile,
            plan: read.plan,
            opening,
            left: read.left,
            reports: reports.map(|one| (one.project, one.values)).into_map(),
            missing: read.missing,
            carried: carried
                .map(|one| (one.project, (one.month, one.values)))
                .into_map(),
        })
    }

    /// Its totals.
    pub fn summary(&self, by: &[Dimension]) -> Summary {
        let reports: BTreeMap<&String, Report> = (self.reports.iter())
            .map(|(id, values)| (id, Report::read(values)))
            .collect();
        let carried: BTreeMap<&String, (Month, Report)> = (self.carried.iter())
            .map(|(id, (month, values))| (id, (*month, Report::read(values))))
            .collect();
        let placed = self.plan.iter().map(|plan| (plan, false));
        let left = self.left.iter().map(|plan| (plan, true));
        let items = placed.chain(left).map(|(plan, has_left)| Item {
            plan,
            opening: self.opening.get(&plan.id),
            has_left,
            report: reports.get(&plan.id),
            earlier: (carried.get(&plan.id)).map(|(month, report)| (*month, report)),
        });
        summarise(items, by, self.month, &self.profile)
    }
}
