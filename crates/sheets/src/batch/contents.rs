//! What a file says, once its tables are read.

use yuebao_domain::period::Month;

use crate::formats::{Document, Opened};
use crate::grid::Grid;
use crate::note::{Place, Remark, Unreadable};
use crate::options::With;
use crate::sheet::{self, Sheet};

/// What a file says, once its tables are read.
#[derive(Debug)]
pub(crate) enum Contents {
    /// The project's own format.
    Document(Box<Document>),
    /// The sheets that hold monthly reports.
    Sheets(Vec<Sheet>),
}

impl Contents {
    /// The months of all that it holds.
    pub(crate) fn months(&self) -> Vec<Month> {
        match self {
            Self::Document(document) => (document.reports.iter())
                .map(|(_, report)| report.month)
                .collect(),
            Self::Sheets(sheets) => (sheets.iter())
                .flat_map(|sheet| sheet.entries.iter().map(|(month, _)| *month))
                .collect(),
        }
    }

    /// Its sheets.
    pub(crate) fn sheets_mut(&mut self) -> &mut [Sheet] {
        match self {
            Self::Document(_) => &mut [],
            Self::Sheets(sheets) => sheets,
        }
    }

    /// Reads the tables. A file of sheets without one monthly report is unreadable; sheets beside one
    /// are left alone.
    pub(crate) fn read(opened: Opened, place: &Place, with: With<'_>) -> Result<Self, Unreadable> {
        let grids = match opened {
            Opened::Document(document) => return Ok(Self::Document(document)),
            Opened::Sheets(grids) => grids,
        };
        let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
        let mut has_header = false;
        let read = |grid: &Grid| {
            let place = Place {
                sheet: grid.name.clone(),
                ..place.clone()
            };
            let own = sheet::read(grid, &place, &names, with);
            has_header |= own.is_some();
            // a list of words or an old version beside the report need no remarks
            let mut sheet = own.or_else(|| grid.rows.is_empty().then(|| Sheet::at(&place)))?;
            let remarks = grid.remarks.iter().cloned();
            sheet
                .notes
                .splice(0..0, remarks.map(|remark: Remark| remark.at(place.clone())));
            Some(sheet)
        };
        let sheets: Vec<Sheet> = grids.iter().filter_map(read).collect();
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
            for remark in &grid.remarks {
                self.zh.extend(["；“", &grid.name, "”", &remark.zh]);
                self.en.extend(["; “", &grid.name, "” ", &remark.en]);
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
    use crate::vocabulary::Columns;

    #[test]
    fn a_report_that_is_hidden_or_damaged_is_told_of() {
        let profile = builtin("qinzhou-2022").unwrap();
        let names = Columns::load([]).unwrap();
        let with = With {
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
        let place = Place::file("a.xlsx");
        let opened = open(workbook.bytes(), &place).unwrap();
        let error = Contents::read(opened, &place, with).unwrap_err();
        for part in ["找不到月报表的表头", "“七月”是隐藏的工作表", "“八月”读不出"]
        {
            assert!(error.zh.contains(part), "{part}: {error:?}");
        }
    }
}
