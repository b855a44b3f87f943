//! The document of an edition: how it is written, and how it is made again from the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Head, Kept};
use crate::json;
use crate::operation::ReportKey;
use crate::operation::month::Step;
use crate::operation::month::canonical::{Parts, canonical};
use crate::operation::month::decide::Filed;
use crate::period::Month;
use crate::profile::Profile;
use crate::report::{Field, FieldKey, FieldValue, FieldValues};

/// The format of the document.
const FORMAT: u32 = 1;

/// What is carried of an earlier report: what is cumulative by nature.
const CARRIED: [Field; 4] = [
    Field::YearToDate,
    Field::SinceStart,
    Field::ActualStart,
    Field::ActualCompletion,
];

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
pub(super) struct Counted {
    pub(super) project: String,
    pub(super) rev: u64,
    pub(super) tag: String,
    pub(super) values: FieldValues,
}

/// What stands in for a report that there is none of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Carried {
    pub(super) project: String,
    pub(super) month: Month,
    pub(super) rev: u64,
    pub(super) tag: String,
    pub(super) values: FieldValues,
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

/// The text of an edition of these projects. Each row is written as soon as it is at hand: all of them as
/// values would be several times as large.
pub(super) fn document(
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
