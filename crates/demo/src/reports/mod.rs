//! The reports of the last three months, filled as a clerk fills them and explained where the
//! checks ask for it.

mod asked;
mod form;

use std::collections::BTreeMap;

use yuebao_domain::check::{Context, History, Stage, check, explanation, is_explained};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{Field, FieldValue, FieldValues, Report};
use yuebao_domain::rule::{RuleCode, Severity};

use asked::Asked;
use form::Form;

use crate::course::Course;
use crate::dice::Dice;
use crate::words;

/// The rule that asks why a project was not filed with the statistics.
const NOT_FILED: RuleCode = RuleCode::new("T220");

/// How many months are reported.
pub const MONTHS: i32 = 3;

/// One report of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoReport {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// User name of the clerk.
    pub user: String,
    /// Handed in, or still a draft.
    pub submitted: bool,
    /// The day on which the server received it.
    pub received: Date,
    /// The boxes.
    pub values: FieldValues,
}

/// A project among the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Its identifier.
    pub(super) id: &'a str,
    /// Its number.
    pub(super) index: usize,
    /// Whether it is one of those with the largest annual plans, which are visited.
    pub(super) is_leading: bool,
    /// The day of the demo.
    pub(super) today: Date,
}

/// The reports of one project by its clerk, oldest first.
pub(super) fn of(
    profile: &Profile,
    row: &PlanRow,
    place: Place<'_>,
    user: &str,
    through: Month,
) -> Vec<DemoReport> {
    let (index, today) = (place.index, place.today);
    let first = through.plus(1 - MONTHS);
    let mut course = Course::of(
        row,
        first,
        through,
        &mut Dice::new(&profile.id, "course", index),
    );
    course.happens_by(today);
    let mut dice = Dice::new(&profile.id, "reports", index);
    let form = Form::new(row, &course, index, (through, today), &mut dice);
    let asked = Asked::new(profile, place, &course);
    // the last month is not complete yet, as it never is
    let handed_in = match dice.below(100) {
        0 => 1,
        1..7 => 2,
        _ => 3,
    };
    let last_is_draft = handed_in == 2 && dice.chance(40);
    let mut history = BTreeMap::new();
    let mut reports = Vec::new();
    for (turn, month) in (0..MONTHS).map(|n| (n, first.plus(n))) {
        let quarterly = profile.calendar.quarterly.contains(&row.nature);
        let is_due = row.is_in_plan(month) && (!quarterly || month.number() % 3 == 0);
        if !is_due || turn > handed_in || (turn == handed_in && !last_is_draft) {
            continue;
        }
        let submitted = turn < handed_in;
        let mut values = form.fill(month);
        asked.fill(month, &mut values);
        if submitted {
            explain(
                &mut values,
                profile,
                row,
                month,
                &history,
                course.why(month),
            );
        } else {
            for later in [Field::YearToDate, Field::SinceStart, Field::VisualProgress] {
                values.remove(&later.into());
            }
        }
        history.insert(month, Report::read(&values));
        // most at the end of the month, a few days late
        let days = if dice.chance(5) {
            dice.between(3, 9)
        } else {
            dice.below(2)
        };
        reports.push(DemoReport {
            project: row.id.clone(),
            month,
            user: user.to_owned(),
            submitted,
            received: day_after(month.last_day(), days),
            values,
        });
    }
    reports
}

/// Writes the 情况说明 that the checks ask for.
fn explain(
    values: &mut FieldValues,
    profile: &Profile,
    row: &PlanRow,
    month: Month,
    history: &BTreeMap<Month, Report>,
    why: &str,
) {
    let report = Report::read(values);
    let context = Context {
        profile,
        plan: row,
        month,
        stage: Stage::Submitting,
        today: None,
        history: History {
            known_from: Some(row.entered),
            reports: history,
        },
    };
    for finding in check(&report, &context).findings {
        if finding.severity == Severity::Verify
            && !is_explained(&report, &finding, profile)
            && let Some(key) = finding.explanation_key()
        {
            let why = if finding.code == NOT_FILED {
                words::WHY_NOT_FILED
            } else {
                why
            };
            let said = explanation(&finding, Some(why));
            values.insert(key, FieldValue::Record(said.parts()));
        }
    }
}

pub(super) fn day_after(day: Date, days: u32) -> Date {
    (0..days).fold(day, |day, _| day.tomorrow().unwrap_or(day))
}
