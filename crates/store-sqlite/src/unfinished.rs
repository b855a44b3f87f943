//! A file that gets its name only when it is whole and on the disk, so that nothing half written is
//! ever taken for it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use yuebao_store::OpenError;

use crate::data_dir::private_file;

/// What SQLite may leave beside a database that it was working on.
const ENDINGS: [&str; 4] = ["", "-journal", "-wal", "-shm"];

/// A database being written; gone again unless it is finished.
pub(crate) struct Unfinished {
    path: PathBuf,
    file: PathBuf,
}

impl Unfinished {
    /// Begins what will be `file`, which must not exist. What an earlier attempt left is removed.
    pub(crate) fn beside(file: &Path) -> Result<Self, OpenError> {
        let unfinished = Self {
            path: with_ending(file, ".unfinished"),
            file: file.to_owned(),
        };
        unfinished.must_be_free()?;
        unfinished.clear();
        private_file(&unfinished.path).map_err(|error| unfinished.failed(error))?;
        Ok(unfinished)
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes what was written durable and gives it its name.
    pub(crate) fn finish(self) -> Result<(), OpenError> {
        self.must_be_free()?;
        let folder = match self.file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        File::open(&self.path)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.path, &self.file))
            .and_then(|()| File::open(folder)?.sync_all())
            .map_err(|error| self.failed(error))
    }

    fn must_be_free(&self) -> Result<(), OpenError> {
        if self.file.exists() {
            return Err(OpenError::Exists(self.file.clone()));
        }
        Ok(())
    }

    fn clear(&self) {
        for ending in ENDINGS {
            // Usually there is none of them.
            let _ = fs::remove_file(with_ending(&self.path, ending));
        }
    }

    fn failed(&self, source: std::io::Error) -> OpenError {
        let path = self.path.clone();
        OpenError::Io { path, source }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The path with something more at its end.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
