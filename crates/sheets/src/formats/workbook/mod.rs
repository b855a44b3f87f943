//! Workbooks (.xlsx, .xls, .ods) as sheets of cells, with what tells how a cell is shown: number
//! formats, merged cells, hidden rows and columns, formulas that nobody has calculated.
//!
//! They are read here and not by a library: those that there are refuse a workbook for one odd
//! sheet, take text 0 for a text that is missing, tell formats of .xlsx alone, and reserve whatever
//! a damaged file asks for. Zip, XML and the older container are libraries' work.

mod grid_builder;
mod number;
mod number_format;
mod ods;
mod package;
mod xls;
mod xlsx;
mod xml;

use crate::grid::Grid;
use crate::note::Unreadable;
use package::Package;

/// The sheets in their order. Those that are hidden, damaged or no tables come without cells, with
/// a remark that says so.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Vec<Grid>, Unreadable> {
    if !bytes.starts_with(b"PK") {
        return xls::read(bytes);
    }
    let mut package = Package::open(bytes)?;
    if package.has("content.xml") {
        ods::read(&mut package)
    } else {
        xlsx::read(&mut package)
    }
}

fn refused(zh: &str, en: &str) -> Unreadable {
    Unreadable::new(zh.to_owned(), en.to_owned())
}

fn damaged() -> Unreadable {
    refused(
        "文件已损坏或不完整，不是能读的表格文件；请用表格软件打开（修复）后另存为 xlsx",
        "the file is damaged or cut off and cannot be read; open it in the spreadsheet (which may repair \
         it) and save it as xlsx",
    )
}

fn encrypted() -> Unreadable {
    refused(
        "文件有密码，读不了；请用表格软件打开、去掉密码后另存为 xlsx",
        "the file has a password; open it in the spreadsheet, remove the password and save it as xlsx",
    )
}

fn too_large() -> Unreadable {
    refused(
        "文件解压后过大，不会是月报表或计划；请只保留要读的表，另存为 xlsx",
        "unpacked the file is far too large for monthly reports or a plan; keep the table alone and save \
         it as xlsx",
    )
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
