//! One sheet of a plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use yuebao_domain::period::Month;

use super::columns::{SheetColumns, guesses};
use super::row::{self, Reading};
use super::{MOST_ROWS, PlanReading, ReadRow, months, persons};
use crate::grid::Grid;
use crate::note::{Location, Note};
use crate::options::ReadOptions;
use crate::rows::{self, PlanValues, RowKind, RowReader};
use crate::sheet::{folded, office, wording};
use crate::table::columns::{Header, PageContext, choose};
use crate::table::header::RawHeader;
use crate::table::month::dated;
use crate::table::pages::{self, Page, Table};
use crate::table::unit;
use crate::values::units::StatedUnit;
use crate::vocabulary::Target;

/// What a sheet says of the plan.
#[derive(Debug, Default)]
pub(super) struct SheetPlan {
    pub(super) rows: Vec<ReadRow>,
    pub(super) columns: Vec<SheetColumns>,
    pub(super) errors: Vec<Note>,
    pub(super) notes: Vec<Note>,
    /// The year that it says.
    pub(super) year: Option<i16>,
}

/// Reads a sheet; `None` if it has no header of a plan. `beside` are the names of all sheets of its file.
pub(super) fn read(
    grid: &Grid,
    location: &Location,
    beside: &[&str],
    with: PlanReading<'_>,
) -> Option<SheetPlan> {
    let tables = pages::tables(grid, with.names);
    let first = tables.first()?.clone();
    let mut plan = SheetPlan::default();
    for table in tables {
        let options = ReadOptions {
            names: with.names,
            profile: with.profile,
            month: None,
            unit: with.unit,
        };
        let dated = dated(grid, location, beside, [&table, &first], options);
        let year = dated.year.or(dated.month.map(Month::year));
        plan.year = plan.year.or(year);
        let january = year.and_then(|year| Month::new(year, 1));
        let table = PlanSheet {
            grid,
            location,
            with,
            month: with.valid_from.or(january),
            unit: unit(grid, &table, with.names).or_else(|| unit(grid, &first, with.names)),
            office: office(&table.title).or_else(|| office(&first.title)),
            table,
        };
        table.read(&mut plan);
    }
    if plan.rows.is_empty() && plan.errors.is_empty() {
        plan.notes.push(wording::no_projects(location));
    }
    Some(plan)
}

struct PlanSheet<'a> {
    grid: &'a Grid,
    location: &'a Location,
    with: PlanReading<'a>,
    month: Option<Month>,
    unit: Option<StatedUnit>,
    /// 填报单位.
    office: Option<String>,
    table: Table,
}

impl PlanSheet<'_> {
    fn read(&self, plan: &mut SheetPlan) {
        let mut parts: Vec<(usize, PlanValues)> = Vec::new();
        let mut shapes = BTreeSet::new();
        for (number, page) in self.table.pages.iter().enumerate() {
            let mut header = self.header(page);
            let asked = persons::settle(&mut header, &page.header, self.location);
            plan.errors.extend(asked);
            self.ask_about(&page.header, &header, plan);
            let columns = guesses(self.grid, &page.header, &header);
            let columns = SheetColumns::of(self.location, columns);
            // a header that stands again on the next page is shown once
            if shapes.insert(columns.shape.clone()) {
                plan.columns.push(columns);
            }
            self.page(number, page, &header, &mut parts, plan);
        }
    }

    fn header(&self, page: &Page) -> Header {
        let given = self.with.unit.map(StatedUnit::Known);
        choose(
            &page.header,
            PageContext {
                grid: self.grid,
                rows: &(page.header.body..page.end),
                month: self.month,
                unit: given.as_ref().or(self.unit.as_ref()),
            },
        )
    }

    /// What cannot be told of a column of the plan stands against all of it. Columns of reports are not
    /// looked at here.
    fn ask_about(&self, raw: &RawHeader, header: &Header, plan: &mut SheetPlan) {
        let is_plan = |at: usize| {
            let column = raw.columns.iter().find(|column| column.at == at);
            column
                .and_then(|column| column.target)
                .is_some_and(row::is_of_plan)
        };
        let row = header.body.saturating_sub(1);
        let place = |at: usize| self.location.at_row(row).at_column(at);
        let unclear = header.unclear.iter().filter(|(at, _)| is_plan(*at));
        let asked = unclear.map(|(at, message)| Note::asked(place(*at), message.clone()));
        plan.errors.extend(asked);
        let other = Header {
            unclear: Vec::new(),
            ..header.clone()
        };
        let told = wording::of_headers(self.location, &[other]);
        plan.notes.extend(told);
        let columns = header.columns.iter();
        let count = columns
            .filter(|one| matches!(one.target, Target::MonthPlan(_)))
            .count();
        if (1..months::COUNT).contains(&count) {
            plan.notes.push(wording::some_months(self.location));
        }
    }

    fn page(
        &self,
        number: usize,
        page: &Page,
        header: &Header,
        parts: &mut Vec<(usize, PlanValues)>,
        plan: &mut SheetPlan,
    ) {
        let whole = self.reader(header);
        let is_group = |word: &str| {
            let part = whole.part(word);
            part.nature.is_some()
                || part.category.is_some()
                || self.with.profile.areas.iter().any(|a| a.name == word)
        };
        let below = page.header.body..page.end;
        let rows = rows::classify(
            self.grid,
            header,
            (number, below),
            self.with.names,
            is_group,
        );
        let own = Header {
            columns: (header.columns.iter())
                .filter(|column| row::is_of_plan(column.target))
                .cloned()
                .collect(),
            ..header.clone()
        };
        let reader = self.reader(&own);
        let carries = Arc::new(BTreeSet::new());
        for found in rows {
            // too many are refused, and not read to their end
            if plan.rows.len() > MOST_ROWS {
                return;
            }
            let location = self.location.at_row(found.at);
            match found.kind {
                RowKind::Part(depth, sum) => {
                    parts.retain(|(held, _)| *held < depth);
                    parts.push((depth, reader.part(&sum.label)));
                }
                RowKind::Project => {
                    let part = folded(parts, self.office.as_deref());
                    let reading = Reading {
                        reader: &reader,
                        part: &part,
                        carries: &carries,
                        with: self.with,
                        month: self.month,
                    };
                    let read = row::read(found.at, location, &reading, &mut plan.errors);
                    plan.rows.push(read);
                }
                RowKind::LoneWords => plan.notes.push(wording::lone_words(&location)),
                RowKind::Unclear => plan.errors.push(wording::unclear(&location)),
                RowKind::HeaderLike => plan.errors.push(wording::header_like(&location)),
                RowKind::Shifted(cells) => {
                    let width = header.width_in(self.grid);
                    plan.errors.push(wording::shifted(&location, cells, width));
                }
                RowKind::Restated | RowKind::Total(_) | RowKind::Subtotal(_) => {}
            }
        }
    }

    fn reader<'h>(&'h self, header: &'h Header) -> RowReader<'h> {
        RowReader {
            grid: self.grid,
            header,
            names: self.with.names,
            profile: self.with.profile,
            location: self.location.clone(),
            year: self.month.map(Month::year),
            given: None,
        }
    }
}

impl Target {
    /// Whether rows of the plan are read from it.
    pub(super) fn is_start_or_completion(self) -> bool {
        matches!(self, Self::StartPair | Self::CompletionPair)
    }
}
