//! 导入: a file that is chosen, what is said beside it, and what the server says of it. Nothing of it is
//! kept on the device; it stays while another screen is looked at, and while there is no network.

use std::collections::BTreeMap;
use std::rc::Rc;

use yuebao_domain::import::Gone;
use yuebao_domain::wire::v2::import::{Import, ImportColumns, ImportSheet};

use crate::fault::SyncFault;

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct ImportScreen {
    /// What the file holds.
    pub kind: ImportKind,
    /// The file.
    pub file: Option<ImportFile>,
    /// What is said beside it.
    pub said: BTreeMap<ImportBox, String>,
    /// What becomes of projects that it does not name.
    pub gone: Option<Gone>,
    /// What becomes of persons whom it does not name.
    pub persons_gone: Option<Gone>,
    /// What the server says of it.
    pub told: Option<Rc<Import>>,
    /// Something was changed since.
    pub is_stale: bool,
    /// What is asked of the server.
    pub doing: Option<Doing>,
    /// Why it could not be had.
    pub fault: Option<SyncFault>,
    /// A list that the browser may not have been allowed to save.
    pub text: Option<String>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ImportKind {
    /// 年度计划, 增补.
    #[default]
    Plan,
    /// 历史月报.
    Reports,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Rc<[u8]>,
}

/// What is said beside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportBox {
    /// 文件 that decided it.
    Document,
    /// 批次.
    Batch,
    /// 批准单位或批准人.
    Approver,
    /// The month from which on a plan holds.
    ValidFrom,
    /// The month of reports, instead of the one that the file says.
    Month,
}

/// What is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// What the file would change.
    Preview,
    /// To remember what columns are.
    Columns,
    /// To write what was seen.
    Write,
}

/// What is done on the screen, and what the server answers.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// It holds this.
    Kind(ImportKind),
    /// A file was chosen.
    File(ImportFile),
    /// Something is said beside it.
    Say(ImportBox, String),
    /// What becomes of projects that it does not name.
    Gone(Gone),
    /// What becomes of persons whom it does not name.
    PersonsGone(Gone),
    /// What a column is, by its sheet and its place.
    Column {
        /// Place of the sheet.
        sheet: usize,
        /// Place of the column.
        column: usize,
        /// One of the targets that the server has named.
        target: String,
    },
    /// Ask what it would change.
    Preview,
    /// Write what was seen.
    Write,
    /// What the server answers.
    Answered(Result<String, SyncFault>),
    /// Save what is wrong as a table.
    SaveErrors,
    /// It was given to the browser; whether nothing around the page can forbid it in silence.
    Saved {
        /// The table.
        content: String,
        /// Whether it arrives.
        arrives: bool,
    },
    /// The file is done with.
    Close,
}

impl ImportScreen {
    /// What was seen, if it may be written as it is: nothing is wrong and something would change.
    pub fn token(&self) -> Option<&str> {
        let told = self.told.as_ref().filter(|told| !told.written)?;
        let counts = told.counts;
        let changes = counts.new + counts.changed + counts.gone > 0;
        let is_free = changes && !self.is_stale && self.doing.is_none();
        told.token.as_deref().filter(|_| is_free)
    }

    /// The address that is asked; with `token` it is written.
    pub(crate) fn address(&self, token: Option<&str>) -> String {
        let said = |at: ImportBox| self.said.get(&at).map_or("", |text| text.trim());
        let name = self.file.as_ref().map_or("", |file| &file.name);
        let gone = self.gone.map_or("", |gone| match gone {
            Gone::Keep => "keep",
            Gone::Exit => "exit",
        });
        let persons = self.persons_gone.map_or("", |gone| match gone {
            Gone::Keep => "keep",
            Gone::Exit => "end",
        });
        let (kind, asked): (&str, &[(&str, &str)]) = match self.kind {
            ImportKind::Plan => (
                "plan",
                &[
                    ("valid_from", said(ImportBox::ValidFrom)),
                    ("document", said(ImportBox::Document)),
                    ("batch", said(ImportBox::Batch)),
                    ("approver", said(ImportBox::Approver)),
                    ("gone", gone),
                    ("persons", persons),
                ],
            ),
            ImportKind::Reports => ("reports", &[("month", said(ImportBox::Month))]),
        };
        let mut address = format!("v2/import?kind={kind}");
        let more = [("file", name), ("token", token.unwrap_or_default())];
        for (key, value) in asked.iter().chain(&more) {
            if !value.is_empty() {
                address.extend(["&", key, "=", &escaped(value)]);
            }
        }
        address
    }

    /// What is to be remembered of a sheet's columns once one of them is another; `None` for a column
    /// that there is not.
    pub(crate) fn columns(
        &self,
        sheet: usize,
        column: usize,
        target: &str,
    ) -> Option<ImportColumns> {
        let sheet: &ImportSheet = self.told.as_ref()?.sheets.get(sheet)?;
        let changed = sheet.columns.get(column)?;
        let mut columns = BTreeMap::new();
        for one in &sheet.columns {
            if let Some(target) = &one.target {
                columns.insert(one.label.clone(), target.clone());
            }
        }
        columns.insert(changed.label.clone(), target.to_owned());
        Some(ImportColumns {
            shape: sheet.shape.clone(),
            columns,
        })
    }
}

/// As it stands in an address.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let digits = [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16));
            escaped.push('%');
            escaped.extend(
                digits
                    .into_iter()
                    .flatten()
                    .map(|it| it.to_ascii_uppercase()),
            );
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_stands_in_the_address() {
        let mut screen = ImportScreen {
            file: Some(ImportFile {
                name: "2022年 增补&.xlsx".to_owned(),
                bytes: Rc::from(*b"a"),
            }),
            gone: Some(Gone::Exit),
            ..ImportScreen::default()
        };
        screen
            .said
            .insert(ImportBox::ValidFrom, " 2022-06 ".to_owned());
        screen.said.insert(ImportBox::Document, "钦政办".to_owned());
        screen.said.insert(ImportBox::Month, "2022-03".to_owned());
        assert_eq!(
            screen.address(None),
            "v2/import?kind=plan&valid_from=2022-06&document=%E9%92%A6%E6%94%BF%E5%8A%9E&gone=exit\
             &file=2022%E5%B9%B4%20%E5%A2%9E%E8%A1%A5%26.xlsx"
        );
        screen.kind = ImportKind::Reports;
        let address = screen.address(Some("ab"));
        assert!(address.starts_with("v2/import?kind=reports&month=2022-03&file="));
        assert!(address.ends_with("&token=ab"), "{address}");
    }
}
