//! One sheet: its rows, its totals, and the month that it is of.

mod other_months;
pub(crate) mod wording;

use std::sync::Arc;

use yuebao_domain::period::Month;

use other_months::rows_of_other_months;

use crate::grid::Grid;
use crate::note::{Location, Note};
use crate::options::ReadOptions;
use crate::rows::{self, PlanValues, ProjectRow, RowKind, RowMonth, RowReader, TableRow, carries};
use crate::table::columns::{Header, PageContext, choose};
use crate::table::month::{Dated, dated};
use crate::table::pages::{self, Table};
use crate::table::unit;
use crate::vocabulary::Target;

use crate::totals::{PrintedTotal, totals};
use crate::values::units::StatedUnit;

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetContents {
    /// Where it is.
    pub(crate) location: Location,
    /// Its projects, each with its month.
    pub(crate) project_rows: Vec<(Month, ProjectRow)>,
    /// Its totals.
    pub(crate) tables: Vec<PrintedTotal>,
    /// What could not be read as it stands.
    pub(crate) notes: Vec<Note>,
}

impl SheetContents {
    /// A sheet of nothing.
    pub(crate) fn at(location: &Location) -> Self {
        Self {
            location: location.clone(),
            project_rows: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Reads a sheet; `None` if it has no header of a monthly report. `beside` are the names of all
/// sheets of its file.
pub(crate) fn read(
    grid: &Grid,
    location: &Location,
    beside: &[&str],
    with: ReadOptions<'_>,
) -> Option<SheetContents> {
    let tables = pages::tables(grid, with.names);
    let first = tables.first()?.clone();
    let mut sheet = SheetContents::at(location);
    for table in tables {
        if table.start > 0 {
            sheet.notes.push(wording::another_table(
                &location.at_row(table.start),
                &table.title,
            ));
        }
        let table = InSheet {
            grid,
            location,
            with,
            dated: dated(grid, location, beside, [&table, &first], with),
            unit: unit(grid, &table, with.names).or_else(|| unit(grid, &first, with.names)),
            office: office(&table.title).or_else(|| office(&first.title)),
            table,
        };
        table.read(&mut sheet);
    }
    if sheet.project_rows.is_empty() && sheet.notes.iter().all(|note| !note.is_left_out) {
        sheet.notes.push(wording::no_projects(location));
    }
    Some(sheet)
}

/// A table with what is said of the whole of it.
struct InSheet<'a> {
    grid: &'a Grid,
    location: &'a Location,
    with: ReadOptions<'a>,
    table: Table,
    dated: Dated,
    unit: Option<StatedUnit>,
    /// 填报单位.
    office: Option<String>,
}

/// A page, with what its rows are.
struct ReadPage {
    header: Header,
    rows: Vec<TableRow>,
}

impl InSheet<'_> {
    fn read(&self, sheet: &mut SheetContents) {
        let pages: Vec<ReadPage> = (self.table.pages.iter().enumerate())
            .map(|(number, page)| self.page(number, page))
            .collect();
        sheet.notes.extend(self.dated.notes.iter().cloned());
        let headers: Vec<Header> = pages.iter().map(|page| page.header.clone()).collect();
        sheet
            .notes
            .extend(wording::of_headers(self.location, &headers));
        let rows: Vec<TableRow> = pages.into_iter().flat_map(|page| page.rows).collect();
        let found = totals(self.grid, &headers, &rows);
        sheet.tables.extend(found.printed_totals);
        let unchecked = found.unchecked.into_iter();
        let project_rows = self.project_rows(&headers, &rows, &mut sheet.notes);
        sheet.project_rows.extend(project_rows);
        sheet
            .notes
            .extend(unchecked.map(|(row, message)| Note::told(self.location.at_row(row), message)));
    }

    fn page(&self, number: usize, page: &pages::Page) -> ReadPage {
        let below = page.header.body..page.end;
        let given = self.with.unit.map(StatedUnit::Known);
        let context = PageContext {
            grid: self.grid,
            rows: &below,
            month: self.dated.month,
            unit: given.as_ref().or(self.unit.as_ref()),
        };
        let header = choose(&page.header, context);
        let reader = self.reader(&header);
        let is_group = |word: &str| {
            let part = reader.part(word);
            part.nature.is_some()
                || part.category.is_some()
                || self.with.profile.areas.iter().any(|a| a.name == word)
        };
        let rows = rows::classify(
            self.grid,
            &header,
            (number, below),
            self.with.names,
            is_group,
        );
        ReadPage { header, rows }
    }

    fn reader<'h>(&'h self, header: &'h Header) -> RowReader<'h> {
        RowReader {
            grid: self.grid,
            header,
            names: self.with.names,
            profile: self.with.profile,
            location: self.location.clone(),
            year: self.dated.year,
            given: self.with.month,
        }
    }

    /// The projects with their months; nothing if the table's month cannot be told.
    fn project_rows(
        &self,
        headers: &[Header],
        rows: &[TableRow],
        notes: &mut Vec<Note>,
    ) -> Vec<(Month, ProjectRow)> {
        let carried: Vec<_> = headers
            .iter()
            .map(|header| Arc::new(carries(header)))
            .collect();
        let mut parts: Vec<(usize, PlanValues)> = Vec::new();
        let mut project_rows = Vec::new();
        let mut unsaid: Vec<(usize, ProjectRow)> = Vec::new();
        let mut restated = Vec::new();
        for row in rows {
            let location = self.location.at_row(row.at);
            let (Some(header), Some(carried)) = (headers.get(row.page), carried.get(row.page))
            else {
                continue;
            };
            let reader = self.reader(header);
            match &row.kind {
                RowKind::Part(depth, sum) => {
                    parts.retain(|(held, _)| held < depth);
                    parts.push((*depth, reader.part(&sum.label)));
                }
                RowKind::Project if self.dated.is_asked => {}
                RowKind::Project => {
                    let part = folded(&parts, self.office.as_deref());
                    let project_row = reader.read(row.at, &part, carried, notes);
                    match project_row.month {
                        RowMonth::Named(month) => project_rows.push((month, project_row)),
                        RowMonth::Unsaid => unsaid.push((row.at, project_row)),
                        RowMonth::Unclear => {}
                    }
                }
                RowKind::Restated => restated.push(row.at),
                RowKind::LoneWords => notes.push(wording::lone_words(&location)),
                RowKind::Unclear => notes.push(wording::unclear(&location)),
                RowKind::HeaderLike => notes.push(wording::header_like(&location)),
                RowKind::Shifted(cells) => {
                    notes.push(wording::shifted(
                        &location,
                        *cells,
                        header.width_in(self.grid),
                    ));
                }
                RowKind::Total(_) | RowKind::Subtotal(_) => {}
            }
        }
        notes.extend(wording::restated(self.location, &restated));
        notes.extend(wording::short_rows(self.location, self.grid, headers, rows));
        self.take_unsaid(&mut project_rows, unsaid, notes);
        if self.has_month_column() {
            notes.extend(rows_of_other_months(
                &mut project_rows,
                &self.dated,
                self.location,
            ));
        }
        project_rows
    }

    /// Rows that do not say their month are of the table's, unless others say another.
    fn take_unsaid(
        &self,
        project_rows: &mut Vec<(Month, ProjectRow)>,
        unsaid: Vec<(usize, ProjectRow)>,
        notes: &mut Vec<Note>,
    ) {
        let Some(month) = self.dated.month else {
            let first = unsaid.into_iter().next();
            notes.extend(first.map(|(_, project_row)| wording::no_month(project_row.location)));
            return;
        };
        if project_rows.iter().all(|(named, _)| *named == month) {
            // in the order of the rows
            project_rows.extend(
                unsaid
                    .into_iter()
                    .map(|(_, project_row)| (month, project_row)),
            );
            project_rows.sort_by_key(|(_, project_row)| project_row.location.row);
        } else {
            let rows: Vec<usize> = unsaid.iter().map(|(row, _)| *row).collect();
            notes.extend(wording::blank_months(self.location, &rows));
        }
    }

    fn has_month_column(&self) -> bool {
        let columns = self
            .table
            .pages
            .iter()
            .flat_map(|page| &page.header.columns);
        columns
            .into_iter()
            .any(|column| column.target == Some(Target::Month))
    }
}

/// What the heads above a row say, the nearest last; the page's own office for all.
pub(crate) fn folded(parts: &[(usize, PlanValues)], office: Option<&str>) -> PlanValues {
    let mut folded = PlanValues {
        units: office.map(str::to_owned).into_iter().collect(),
        ..PlanValues::default()
    };
    for (_, part) in parts {
        folded.nature = part.nature.or(folded.nature);
        folded.category = part.category.or(folded.category);
        if !part.area.is_empty() {
            folded.area.clone_from(&part.area);
        }
    }
    folded
}

/// 填报单位：某局 above the header.
pub(crate) fn office(title: &[String]) -> Option<String> {
    let title = title.join(" ");
    let (_, after) = title.split_once("填报单位")?;
    let after = after.split_once(['：', ':'])?.1.trim_start();
    let unit: String = after.chars().take_while(|c| !c.is_whitespace()).collect();
    let is_other_label = unit.contains(['：', ':']);
    (!unit.is_empty() && !is_other_label).then_some(unit)
}
