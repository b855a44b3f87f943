//! One sheet: its rows, its totals, and the month that it is of.

mod other_months;
mod wording;

use std::rc::Rc;

use yuebao_domain::period::Month;

use other_months::rows_of_other_months;

use crate::grid::Grid;
use crate::note::{Note, Place};
use crate::options::With;
use crate::rows::{self, Entry, Kind, Line, Planned, Reader, RowMonth, carries};
use crate::table::columns::{Choosing, Header, choose};
use crate::table::month::{Dated, dated};
use crate::table::pages::{self, Table};
use crate::table::unit;
use crate::vocabulary::Target;

use crate::totals::{Printout, totals};
use crate::values::units::Stated;

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Where it is.
    pub(crate) place: Place,
    /// Its projects, each with its month.
    pub(crate) entries: Vec<(Month, Entry)>,
    /// Its totals.
    pub(crate) tables: Vec<Printout>,
    /// What could not be read as it stands.
    pub(crate) notes: Vec<Note>,
}

impl Sheet {
    /// A sheet of nothing.
    pub(crate) fn at(place: &Place) -> Self {
        Self {
            place: place.clone(),
            entries: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Reads a sheet; `None` if it has no header of a monthly report. `beside` are the names of all
/// sheets of its file.
pub(crate) fn read(grid: &Grid, place: &Place, beside: &[&str], with: With<'_>) -> Option<Sheet> {
    let tables = pages::tables(grid, with.names);
    let first = tables.first()?.clone();
    let mut sheet = Sheet::at(place);
    for table in tables {
        if table.start > 0 {
            sheet.notes.push(wording::another_table(
                &place.at_row(table.start),
                &table.title,
            ));
        }
        let table = InSheet {
            grid,
            place,
            with,
            dated: dated(grid, place, beside, [&table, &first], with),
            unit: unit(grid, &table, with.names).or_else(|| unit(grid, &first, with.names)),
            office: office(&table.title).or_else(|| office(&first.title)),
            table,
        };
        table.read(&mut sheet);
    }
    if sheet.entries.is_empty() && sheet.notes.iter().all(|note| !note.is_left_out) {
        sheet.notes.push(wording::no_projects(place));
    }
    Some(sheet)
}

/// A table with what is said of the whole of it.
struct InSheet<'a> {
    grid: &'a Grid,
    place: &'a Place,
    with: With<'a>,
    table: Table,
    dated: Dated,
    unit: Option<Stated>,
    /// 填报单位.
    office: Option<String>,
}

/// A page, with what its rows are.
struct ReadPage {
    header: Header,
    lines: Vec<Line>,
}

impl InSheet<'_> {
    fn read(&self, sheet: &mut Sheet) {
        let pages: Vec<ReadPage> = (self.table.pages.iter().enumerate())
            .map(|(number, page)| self.page(number, page))
            .collect();
        sheet.notes.extend(self.dated.notes.iter().cloned());
        let headers: Vec<Header> = pages.iter().map(|page| page.header.clone()).collect();
        sheet
            .notes
            .extend(wording::of_headers(self.place, &headers));
        let lines: Vec<Line> = pages.into_iter().flat_map(|page| page.lines).collect();
        let found = totals(self.grid, &headers, &lines);
        sheet.tables.extend(found.printouts);
        let unchecked = found.unchecked.into_iter();
        let entries = self.entries(&headers, &lines, &mut sheet.notes);
        sheet.entries.extend(entries);
        sheet
            .notes
            .extend(unchecked.map(|(row, question)| Note::told(self.place.at_row(row), question)));
    }

    fn page(&self, number: usize, page: &pages::Page) -> ReadPage {
        let rows = page.heads.body..page.end;
        let given = self.with.unit.map(Stated::Known);
        let choosing = Choosing {
            grid: self.grid,
            rows: &rows,
            month: self.dated.month,
            unit: given.as_ref().or(self.unit.as_ref()),
        };
        let header = choose(&page.heads, choosing);
        let reader = self.reader(&header);
        let is_group = |word: &str| {
            let part = reader.part(word);
            part.nature.is_some()
                || part.category.is_some()
                || self.with.profile.areas.iter().any(|a| a.name == word)
        };
        let lines = rows::read(
            self.grid,
            &header,
            (number, rows.clone()),
            self.with.names,
            is_group,
        );
        ReadPage { header, lines }
    }

    fn reader<'h>(&'h self, header: &'h Header) -> Reader<'h> {
        Reader {
            grid: self.grid,
            header,
            names: self.with.names,
            profile: self.with.profile,
            place: self.place.clone(),
            year: self.dated.year,
            given: self.with.month,
        }
    }

    /// The projects with their months; nothing if the table's month cannot be told.
    fn entries(
        &self,
        headers: &[Header],
        lines: &[Line],
        notes: &mut Vec<Note>,
    ) -> Vec<(Month, Entry)> {
        let carried: Vec<_> = headers
            .iter()
            .map(|header| Rc::new(carries(header)))
            .collect();
        let mut parts: Vec<(usize, Planned)> = Vec::new();
        let mut entries = Vec::new();
        let mut unsaid: Vec<(usize, Entry)> = Vec::new();
        let mut restated = Vec::new();
        for line in lines {
            let place = self.place.at_row(line.row);
            let (Some(header), Some(carried)) = (headers.get(line.page), carried.get(line.page))
            else {
                continue;
            };
            let reader = self.reader(header);
            match &line.kind {
                Kind::Part(depth, sum) => {
                    parts.retain(|(held, _)| held < depth);
                    parts.push((*depth, reader.part(&sum.label)));
                }
                Kind::Project if self.dated.is_asked => {}
                Kind::Project => {
                    let part = folded(&parts, self.office.as_deref());
                    let entry = reader.read(line.row, &part, carried, notes);
                    match entry.month {
                        RowMonth::Named(month) => entries.push((month, entry)),
                        RowMonth::Unsaid => unsaid.push((line.row, entry)),
                        RowMonth::Unclear => {}
                    }
                }
                Kind::Restated => restated.push(line.row),
                Kind::Remark => notes.push(wording::remark(&place)),
                Kind::Unclear => notes.push(wording::unclear(&place)),
                Kind::HeaderLike => notes.push(wording::header_like(&place)),
                Kind::Shifted(cells) => {
                    notes.push(wording::shifted(&place, *cells, header.width_in(self.grid)));
                }
                Kind::Total(_) | Kind::Subtotal(_) => {}
            }
        }
        notes.extend(wording::restated(self.place, &restated));
        notes.extend(wording::short_rows(self.place, self.grid, headers, lines));
        self.take_unsaid(&mut entries, unsaid, notes);
        if self.has_month_column() {
            notes.extend(rows_of_other_months(&mut entries, &self.dated, self.place));
        }
        entries
    }

    /// Rows that do not say their month are of the table's, unless others say another.
    fn take_unsaid(
        &self,
        entries: &mut Vec<(Month, Entry)>,
        unsaid: Vec<(usize, Entry)>,
        notes: &mut Vec<Note>,
    ) {
        let Some(month) = self.dated.month else {
            let first = unsaid.into_iter().next();
            notes.extend(first.map(|(_, entry)| wording::no_month(entry.place)));
            return;
        };
        if entries.iter().all(|(named, _)| *named == month) {
            // in the order of the rows
            entries.extend(unsaid.into_iter().map(|(_, entry)| (month, entry)));
            entries.sort_by_key(|(_, entry)| entry.place.row);
        } else {
            let rows: Vec<usize> = unsaid.iter().map(|(row, _)| *row).collect();
            notes.extend(wording::blank_months(self.place, &rows));
        }
    }

    fn has_month_column(&self) -> bool {
        let heads = self.table.pages.iter().flat_map(|page| &page.heads.columns);
        heads
            .into_iter()
            .any(|head| head.target == Some(Target::Month))
    }
}

/// What the heads above a row say, the nearest last; the page's own office for all.
fn folded(parts: &[(usize, Planned)], office: Option<&str>) -> Planned {
    let mut folded = Planned {
        units: office.map(str::to_owned).into_iter().collect(),
        ..Planned::default()
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
fn office(title: &[String]) -> Option<String> {
    let title = title.join(" ");
    let (_, after) = title.split_once("填报单位")?;
    let after = after.split_once(['：', ':'])?.1.trim_start();
    let unit: String = after.chars().take_while(|c| !c.is_whitespace()).collect();
    let is_other_label = unit.contains(['：', ':']);
    (!unit.is_empty() && !is_other_label).then_some(unit)
}
