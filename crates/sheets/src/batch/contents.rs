//! What a file says, once its tables are read.

use yuebao_domain::period::Month;

use crate::formats::{Document, OpenedFile};
use crate::grid::Grid;
use crate::note::{Location, SheetNote, Unreadable};
use crate::options::ReadOptions;
use crate::sheet::{self, SheetContents};

/// What a file says, once its tables are read.
#[derive(Debug)]
pub(crate) enum FileContents {
    /// The project's own format.
    Document(Box<Document>),
    /// The sheets that hold monthly reports.
    Sheets(Vec<SheetContents>),
}

impl FileContents {
    /// The months of all that it holds.
    pub(crate) fn months(&self) -> Vec<Month> {
        match self {
            Self::Document(document) => (document.reports.iter())
                .map(|(_, report)| report.month)
                .collect(),
            Self::Sheets(sheets) => (sheets.iter())
                .flat_map(|sheet| sheet.project_rows.iter().map(|(month, _)| *month))
                .collect(),
        }
    }

    /// Its sheets.
    pub(crate) fn sheets_mut(&mut self) -> &mut [SheetContents] {
        match self {
            Self::Document(_) => &mut [],
            Self::Sheets(sheets) => sheets,
        }
    }

    /// Reads the tables. A file of sheets without one monthly report is unreadable; sheets beside one
    /// are left alone.
    pub(crate) fn read(
        opened: OpenedFile,
        location: &Location,
        with: ReadOptions<'_>,
    ) -> Result<Self, Unreadable> {
        let grids = match opened {
            OpenedFile::Document(document) => return Ok(Self::Document(document)),
            OpenedFile::Sheets(grids) => grids,
        };
        let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
        let mut has_header = false;
        let read = |grid: &Grid| {
            let location = Location {
                sheet: grid.name.clone(),
                ..location.clone()
            };
            let own = sheet::read(grid, &location, &names, with);
            has_header |= own.is_some();
            // a list of words or an old version beside the report need no remarks
            let mut sheet =
                own.or_else(|| grid.rows.is_empty().then(|| SheetContents::at(&location)))?;
            let notes = grid.notes.iter().cloned();
            sheet
                .notes
                .splice(0..0, notes.map(|note: SheetNote| note.at(location.clone())));
            Some(sheet)
        };
        let sheets: Vec<SheetContents> = grids.iter().filter_map(read).collect();
        if !has_header {
            let mut error = no_header(&names.join("”“"));
            error.add_remarks(&grids);
            return Err(error);
        }
        Ok(Self::Sheets(sheets))
    }
}

impl Unreadable {
    /// Says which sheets were not looked at: the report may be in one of them.
    fn add_remarks(&mut self, grids: &[Grid]) {
        let told = |grid: &&Grid| grid.rows.is_empty();
        for grid in grids.iter().filter(told) {
            for note in &grid.notes {
                self.zh.extend(["；“", &grid.name, "”", &note.zh]);
                self.en.extend(["; “", &grid.name, "” ", &note.en]);
            }
        }
    }
}

fn no_header(names: &str) -> Unreadable {
    Unreadable::new(
        format!(
            "在前 30 行中找不到月报表的表头（工作表：“{names}”）；表头须有“项目名称”和至少两个认识的列名，\
             本地叫法可用 --columns 说明"
        ),
        format!(
            "no header of a monthly report within the first 30 rows (sheets: “{names}”); it needs \
             “项目名称” and two more names that are known; give your own with --columns"
        ),
    )
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::builtin;

    use super::*;
    use crate::formats::open;
    use crate::formats::workbook::samples::Xlsx;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn a_report_that_is_hidden_or_damaged_is_told_of() {
        let profile = builtin("qinzhou-2022").unwrap();
        let names = Vocabulary::load([]).unwrap();
        let with = ReadOptions {
            names: &names,
            profile: &profile,
            month: None,
            unit: None,
        };
        let workbook = Xlsx {
            workbook: "",
            styles: "",
            texts: &[],
            sheets: &[
                (
                    "name=\"说明\"",
                    "worksheet",
                    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
                ),
                (
                    "name=\"七月\" state=\"veryHidden\"",
                    "worksheet",
                    "<worksheet/>",
                ),
                ("name=\"八月\"", "worksheet", ""),
            ],
        };
        let location = Location::file("a.xlsx");
        let opened = open(workbook.bytes(), &location).unwrap();
        let error = FileContents::read(opened, &location, with).unwrap_err();
        for part in ["找不到月报表的表头", "“七月”是隐藏的工作表", "“八月”读不出"]
        {
            assert!(error.zh.contains(part), "{part}: {error:?}");
        }
    }
}
