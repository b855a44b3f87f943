//! What goes wrong with SQLite, as a store says it.

use std::path::Path;

use rusqlite::ErrorCode;
use yuebao_store::{Error, Nature, OpenError};

/// A statement that failed, or a row that does not hold what this program writes.
#[derive(Debug)]
pub(crate) enum Failure {
    Sqlite(rusqlite::Error),
    Store(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error,
            Failure::Sqlite(error) => Self::Engine {
                nature: nature(&error),
                source: Box::new(error),
            },
        }
    }
}

/// An error of SQLite's as a store says it.
pub(crate) fn failed(error: rusqlite::Error) -> Error {
    Failure::Sqlite(error).into()
}

fn nature(error: &rusqlite::Error) -> Nature {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => Nature::TooSlow,
        Some(
            ErrorCode::DiskFull
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::SystemIoFailure
            | ErrorCode::OutOfMemory
            | ErrorCode::CannotOpen,
        ) => Nature::Passing,
        _ => Nature::Lasting,
    }
}

/// Why a file cannot be opened, or worked with.
pub(crate) fn refuse(path: &Path, error: &rusqlite::Error) -> OpenError {
    let (path, reason) = (path.to_owned(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            OpenError::Corrupt { path, reason }
        }
        _ => OpenError::Engine { path, reason },
    }
}
