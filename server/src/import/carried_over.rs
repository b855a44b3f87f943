//! 至上年底累计 of a plan that begins another year, from the reports of the year before.

use std::collections::BTreeMap;

use yuebao_domain::carried_over::CarriedOver;
use yuebao_domain::import::Change;
use yuebao_domain::operation::month::is_approved;
use yuebao_domain::order::Gather;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::Report;
use yuebao_sheets::Note;
use yuebao_sheets::plan_table::PlanTables;
use yuebao_store::{Error, ReadTransaction};

/// What the accepted reports of the year before say, for the projects that were in the plan in its
/// December and that a plan from `january` on would be the first of its year for.
pub(super) fn carried_over(
    tx: &dyn ReadTransaction,
    january: Month,
) -> Result<BTreeMap<String, Option<CarriedOver>>, Error> {
    let mut found = BTreeMap::new();
    let december = january.previous();
    for book in tx.books()? {
        let is_of_year = |month: Month| month.year() == january.year();
        let mut versions = book.versions().iter();
        if versions.any(|one| is_of_year(one.valid_from)) || !book.is_in_plan(december) {
            continue;
        }
        let Some(row) = book.at(december) else {
            continue;
        };
        let mut reports = BTreeMap::new();
        for earlier in tx.reports_before(&row.id, january)? {
            let state = earlier.state.of_report();
            if state.is_some_and(is_approved) && earlier.month.year() == december.year() {
                reports.insert(earlier.month, earlier.values()?);
            }
        }
        let read = reports.iter();
        let read = read.map(|(month, values)| (*month, Report::read(values)));
        let carried = CarriedOver::into_year(january.year(), &read.into_map(), row.before_year);
        found.insert(row.id.clone(), carried);
    }
    Ok(found)
}

/// What was filled in, what could not be, and what the file says otherwise.
pub(super) fn notes(
    changes: &[Change],
    tables: &PlanTables,
    carried: &BTreeMap<String, Option<CarriedOver>>,
) -> Vec<Note> {
    let notes = changes.iter().filter_map(|change| {
        let carried = (*carried.get(&change.row.id)?)?;
        let row = tables.rows.get(change.at?)?;
        let location = row.at(PlanBox::BeforeYear);
        let is_said = row.said.says.contains(&PlanBox::BeforeYear);
        let said = row.said.row.before_year.filter(|_| is_said);
        let (CarriedOver { month, amount }, name) = (carried, &change.row.name);
        let (zh, en) = match (said, carried.at_years_end()) {
            (Some(said), Some(reported)) if said != reported => (
                format!("“{name}”至上年底累计 {said} 万元，{month} 月报为 {reported} 万元，请核对"),
                format!(
                    "“{name}”: 至上年底累计 is {said} 万元, by the report of {month} {reported} 万元; \
                     check which is right"
                ),
            ),
            (Some(_), _) => return None,
            (None, Some(reported)) => (
                format!("“{name}”至上年底累计未填，按 {month} 月报填为 {reported} 万元"),
                format!(
                    "“{name}”: 至上年底累计 is empty, filled in by the report of {month}: {reported} 万元"
                ),
            ),
            (None, None) => (
                format!(
                    "“{name}”至上年底累计未填；已审定的月报只到 {month}（{amount} 万元），不是年底数，留空"
                ),
                format!(
                    "“{name}”: 至上年底累计 is empty; the newest accepted report is of {month} ({amount} \
                     万元), not of the year's end: left empty"
                ),
            ),
        };
        Some(Note {
            location,
            zh,
            en,
            is_left_out: false,
        })
    });
    notes.collect()
}
