//! Tables and documents as files: .xlsx, .csv as spreadsheets open it, and pages to print.

mod document_docx;
mod document_xlsx;
#[cfg(test)]
mod drawn;
mod format;
#[cfg(test)]
mod testing;
mod widths;

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use yuebao_sheets::plan_table::Cell;

pub(crate) use document_docx::document_as_docx;
pub use document_xlsx::document_as_xlsx;
pub(crate) use format::FileFormat;

/// Digits that a spreadsheet keeps of a number; more are written as text.
const DIGITS: usize = 15;

/// Why a table was not made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Of the writer of .xlsx.
    #[error("the table could not be written as .xlsx: {0}")]
    Xlsx(#[from] XlsxError),
    /// Of the writer of .csv.
    #[error("the table could not be written as .csv: {0}")]
    Csv(#[from] csv::Error),
    /// The same, at its end.
    #[error("the table could not be written as .csv")]
    CsvEnd,
    /// Of a document as it is.
    #[error("the document could not be written as .json: {0}")]
    Json(#[from] serde_json::Error),
    /// Of the packing of .docx.
    #[error("the document could not be packed as .docx: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The same, of its bytes.
    #[error("the document could not be written as .docx: {0}")]
    Io(#[from] std::io::Error),
}

/// A workbook of one sheet: the header stands still, amounts are numbers.
pub(crate) fn as_xlsx(
    sheet: &str,
    headers: &[String],
    rows: &[Vec<Cell>],
) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let money = Format::new().set_num_format("#,##0.00####");
    // a text stays one when somebody edits it, whatever it begins with
    let text = Format::new().set_num_format("@").set_quote_prefix();
    let page = workbook.add_worksheet();
    page.set_name(sheet)?;
    page.set_freeze_panes(1, 0)?;
    for (column, header) in (0_u16..).zip(headers) {
        page.write_string_with_format(0, column, header, &bold)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    page.write_string_with_format(row, column, words, &text)?;
                }
                Cell::Amount(amount) => match number(amount) {
                    Some(number) => {
                        page.write_number_with_format(row, column, number, &money)?;
                    }
                    None => {
                        page.write_string(row, column, amount)?;
                    }
                },
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The number, if a spreadsheet keeps all of it.
fn number(amount: &str) -> Option<f64> {
    let digits = amount.bytes().filter(u8::is_ascii_digit).count();
    let number = amount.parse().ok()?;
    (digits <= DIGITS).then_some(number)
}

/// UTF-8 with the mark that spreadsheets know it by.
pub(crate) fn as_csv(headers: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers)?;
    for cells in rows {
        let cells = cells.iter().map(Cell::csv);
        writer.write_record(cells.map(Cow::into_owned))?;
    }
    writer.into_inner().map_err(|_| RenderError::CsvEnd)
}
