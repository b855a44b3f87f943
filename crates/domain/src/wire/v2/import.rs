//! 导入: what an office sees of a file before it is taken in, and what became of it. It takes a
//! connection: none of it is kept on a device.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::persons::Person;
use crate::period::Month;
use crate::wire::v1::MAX_NAME;

/// Most projects or reports that an answer lists; the counts are of all.
pub const MAX_SHOWN: usize = 1_000;

/// What is asked about a file, in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// `plan` or `reports`.
    pub kind: String,
    /// The file's name.
    #[serde(default)]
    pub file: String,
    /// The month from which on a plan holds; without it, the year that the file says.
    #[serde(default)]
    pub valid_from: Option<Month>,
    /// The document that decided it.
    #[serde(default)]
    pub document: String,
    /// 批次.
    #[serde(default)]
    pub batch: String,
    /// Who approved it.
    #[serde(default)]
    pub approver: String,
    /// `keep` or `exit`: what becomes of projects that the file has not.
    #[serde(default)]
    pub gone: Option<String>,
    /// `keep` or `end`: what becomes of persons whom the file does not name.
    #[serde(default)]
    pub persons: Option<String>,
    /// The month of tables of reports, instead of the one that they say.
    #[serde(default)]
    pub month: Option<Month>,
    /// [`Import::token`] of the preview that was seen: exactly that is written. Without it nothing is.
    #[serde(default)]
    pub token: Option<String>,
}

/// What a file would change, or has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Import {
    /// Whether it was written.
    pub written: bool,
    /// What the preview is known by, if nothing stands against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The month from which on a plan holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Month>,
    /// What each column was taken for.
    pub sheets: Vec<ImportSheet>,
    /// Everything that a column can be taken for.
    pub targets: Vec<String>,
    /// What is wrong or asked, by cell: nothing is written as long as there is any.
    pub errors: Vec<ImportNote>,
    /// What is good to know.
    pub notes: Vec<ImportNote>,
    /// How many projects or reports are new, changed, gone and unchanged.
    pub counts: ImportCounts,
    /// The first [`MAX_SHOWN`] of them, those that change before the others.
    pub changes: Vec<ImportChange>,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportSheet {
    /// The sheet; empty where a file has none.
    pub sheet: String,
    /// What its shape is known by.
    pub shape: String,
    /// From left to right.
    pub columns: Vec<ImportColumn>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportColumn {
    /// Its letter.
    pub column: String,
    /// Its header.
    pub label: String,
    /// What it was taken for; absent if it was not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Its first cells.
    pub cells: Vec<String>,
}

/// Something about a place of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportNote {
    /// The sheet; empty where a file has none.
    pub sheet: String,
    /// The row, from 1; absent for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The column's letter; empty for the whole row.
    pub column: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How many stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportCounts {
    /// 新增.
    pub new: usize,
    /// 变更.
    pub changed: usize,
    /// 不再列入.
    pub gone: usize,
    /// 未变.
    pub unchanged: usize,
    /// Persons whom projects have and the file does not name.
    #[serde(default, skip_serializing_if = "is_none")]
    pub persons_gone: usize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes what it skips by reference"
)]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// One project, or one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportChange {
    /// `new`, `changed`, `gone` or `unchanged`.
    pub change: String,
    /// The project's identifier.
    pub project: String,
    /// Its name.
    pub name: String,
    /// The month of a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// The row of the file; absent for what is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Values that differ.
    pub fields: Vec<ImportField>,
    /// Persons who are others, told to whoever may see their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<ImportPerson>,
    /// Why a report stays as it is: `same`, `differs` or `locked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
}

/// A person of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportPerson {
    /// `new`, `changed` or `gone`.
    pub change: String,
    /// The profile's kind, by its key.
    pub kind: String,
    /// As it is; absent of somebody new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Person>,
    /// As it will be; absent of somebody who ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Person>,
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportField {
    /// Which.
    pub field: String,
    /// Absent if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Absent if there will be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a person says of the columns of tables of one shape, for this file and the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportColumns {
    /// [`ImportSheet::shape`].
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub shape: String,
    /// By header, one of [`Import::targets`].
    pub columns: BTreeMap<String, String>,
}
