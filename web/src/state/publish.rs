//! 发布: which document is looked at, and what is done with it.

use std::rc::Rc;

use yuebao_domain::period::{Date, Month};
use yuebao_domain::publish::{Document, Kind, Source, Unsound};
use yuebao_domain::text::Lang;

use crate::fault::SyncFault;

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct PublishScreen {
    /// Which document.
    pub kind: Kind,
    /// The row whose projects are shown.
    pub behind: Option<Behind>,
    /// It is drawn as paper, to be printed.
    pub is_printing: bool,
    /// Where fetching a file stands.
    pub file: Fetching,
}

/// A row of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The month of the document.
    pub month: Month,
    /// The table's identifier.
    pub table: String,
    /// Its place in the table, from 0.
    pub row: usize,
}

/// Where fetching a file stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Fetching {
    /// Nobody asks for one.
    #[default]
    Idle,
    /// It is on its way.
    Waiting,
    /// It could not be had.
    Failed(SyncFault),
}

/// A file that the server makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// For spreadsheets.
    Xlsx,
    /// For word processors.
    Docx,
}

impl FileFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Docx];

    /// How its names end.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }
}

/// What is done on the screen, and what comes of it.
#[derive(Debug, Clone)]
pub enum PublishStep {
    /// Look at another document.
    Choose(Kind),
    /// Show the projects behind a row, or none.
    Behind(Option<Behind>),
    /// Print the document.
    Print,
    /// It was given to the printer.
    Printed,
    /// Keep it as a table.
    Csv {
        /// File name.
        name: String,
        /// Content.
        content: String,
    },
    /// Have the server make a file of it.
    File {
        /// Of the month that is shown; whether it is final.
        is_final: bool,
        /// As what.
        format: FileFormat,
    },
    /// 发布: these documents of an edition are given out.
    Give {
        /// The edition.
        edition: u32,
        /// The keys of the documents.
        documents: Vec<String>,
        /// A remark; may be empty.
        remark: String,
    },
    /// 撤回.
    Withdraw {
        /// The number of the publication.
        number: u32,
        /// Why.
        reason: String,
    },
    /// Why the server did not take a decision was read.
    ReadRefusal,
    /// The file came and was offered for download, or could not be had.
    Filed(Result<(), SyncFault>),
}

impl PublishStep {
    /// Whether it is a decision, which is stored.
    pub const fn is_kept(&self) -> bool {
        matches!(
            self,
            Self::Give { .. } | Self::Withdraw { .. } | Self::ReadRefusal
        )
    }
}

/// What a document was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Which document.
    pub kind: Kind,
    /// Of which month.
    pub month: Month,
    /// In which language.
    pub lang: Lang,
    /// On which day.
    pub today: Option<Date>,
}

/// A document as it was made of what is on the device.
#[derive(Debug, Clone)]
pub struct MadeDocument {
    /// What it was made of.
    pub source: Source,
    /// The edition that what is here is not the same as.
    pub differs_from: Option<u32>,
    /// The document, or what stands against giving it out.
    pub document: Result<Document, Unsound>,
}

/// The newest document, kept until something on the device changes.
pub type Kept = Option<(Made, Option<Rc<MadeDocument>>)>;
