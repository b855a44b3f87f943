//! What a published document is written as.

use yuebao_domain::publish::Document;
use yuebao_domain::publish::draw::{as_csv, as_html};

use super::{RenderError, document_as_docx, document_as_xlsx};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileFormat {
    Xlsx,
    Docx,
    Csv,
    Html,
    Json,
}

impl FileFormat {
    /// Every one.
    pub(crate) const ALL: [Self; 5] = [Self::Xlsx, Self::Docx, Self::Csv, Self::Html, Self::Json];

    /// How it is asked for.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The one of a key.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// What it is called in an answer.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// A document as such a file.
    pub(crate) fn draw(self, document: &Document) -> Result<Vec<u8>, RenderError> {
        match self {
            Self::Xlsx => document_as_xlsx(document),
            Self::Docx => document_as_docx(document),
            Self::Csv => Ok(as_csv(document).into_bytes()),
            Self::Html => Ok(as_html(document).into_bytes()),
            Self::Json => Ok((serde_json::to_string_pretty(document)? + "\n").into_bytes()),
        }
    }
}
