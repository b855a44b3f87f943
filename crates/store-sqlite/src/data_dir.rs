//! The data folder: where it is, who may read it, and who is at work in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use yuebao_store::{Lock, OpenError};

const DATABASE: &str = "yuebao.db";
const LOCK: &str = "yuebao.lock";

/// A folder that holds one installation's data.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

/// Held by a running server; the operating system lets go of it even after `kill -9`.
#[derive(Debug)]
pub struct ServerLock(File);

impl DataDir {
    /// The folder at `path`, made if need be, for its owner only.
    pub fn create(path: &Path) -> Result<Self, OpenError> {
        if !path.is_dir() {
            make_private(path).map_err(|source| OpenError::Io {
                path: path.to_owned(),
                source,
            })?;
        }
        Ok(Self(path.to_owned()))
    }

    /// The folder at `path`, which must hold a database already.
    pub fn existing(path: &Path) -> Result<Self, OpenError> {
        let dir = Self(path.to_owned());
        if dir.database().is_file() {
            Ok(dir)
        } else {
            Err(OpenError::Missing(dir.database()))
        }
    }

    /// Whether nothing is in the folder but the database's files and the lock.
    pub fn has_own_files_alone(&self) -> std::io::Result<bool> {
        const OWN: [&str; 5] = [
            DATABASE,
            "yuebao.db-journal",
            "yuebao.db-wal",
            "yuebao.db-shm",
            LOCK,
        ];
        for entry in fs::read_dir(&self.0)? {
            let name = entry?.file_name();
            if !OWN.iter().any(|own| name == *own) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    /// Keeps a second server out for as long as the lock lives.
    pub(crate) fn lock_folder(&self) -> Result<ServerLock, OpenError> {
        let path = self.0.join(LOCK);
        let file = private_file(&path).map_err(|source| OpenError::Io {
            path: path.clone(),
            source,
        })?;
        match file.try_lock() {
            Ok(()) => Ok(ServerLock(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(self.0.clone())),
            Err(TryLockError::Error(source)) => Err(OpenError::Io { path, source }),
        }
    }
}

impl Lock for ServerLock {
    fn last_runs(&self) -> Vec<String> {
        let mut text = String::new();
        let mut file = &self.0;
        let read = file
            .rewind()
            .and_then(|()| file.read_to_string(&mut text).map(drop));
        match read {
            Ok(()) => text.lines().map(str::to_owned).collect(),
            Err(_) => Vec::new(),
        }
    }

    fn leave(&self, runs: [&str; 2]) -> std::io::Result<()> {
        let mut file = &self.0;
        file.rewind()?;
        file.write_all(format!("{}\n{}\n", runs[0], runs[1]).as_bytes())?;
        file.sync_all()
    }
}

/// Opens a file for its owner only, making it if need be; SQLite gives its journals the same mode.
pub(crate) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn make_private(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
