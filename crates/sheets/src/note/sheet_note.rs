//! What is to be said of a whole sheet, before it is known where the sheet is.

use super::{Location, Note};

/// What is to be said of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetNote {
    /// Chinese.
    pub(crate) zh: String,
    /// English.
    pub(crate) en: String,
    /// Whether something was left out because of it.
    pub(crate) is_left_out: bool,
}

impl SheetNote {
    /// Good to know.
    pub(crate) fn told(zh: String, en: String) -> Self {
        Self {
            zh,
            en,
            is_left_out: false,
        }
    }

    /// Something is missing because of it.
    pub(crate) fn left_out(zh: String, en: String) -> Self {
        Self {
            zh,
            en,
            is_left_out: true,
        }
    }

    /// Of a chart, a macro or a dialog.
    pub(crate) fn no_table() -> Self {
        Self::told(
            "不是数据表（图表、宏或对话框），没有读".to_owned(),
            "no sheet of cells (a chart, a macro or a dialog); it was not read".to_owned(),
        )
    }

    /// Of a sheet that is not shown.
    pub(crate) fn hidden_sheet() -> Self {
        Self::told(
            "是隐藏的工作表，没有读；要审核的请取消隐藏".to_owned(),
            "is a hidden sheet and was not read; unhide it if it is to be checked".to_owned(),
        )
    }

    /// Of a sheet that is not in the file, or not whole.
    pub(crate) fn damaged_sheet() -> Self {
        Self::left_out(
            "读不出（文件已损坏），没有审核；请用表格软件打开（修复）后另存为 xlsx".to_owned(),
            "cannot be read (the file is damaged) and was not checked; open it in the spreadsheet, which \
             may repair it, and save it as xlsx"
                .to_owned(),
        )
    }

    /// The note about a sheet.
    pub(crate) fn at(self, location: Location) -> Note {
        Note {
            location,
            zh: self.zh,
            en: self.en,
            is_left_out: self.is_left_out,
        }
    }
}
