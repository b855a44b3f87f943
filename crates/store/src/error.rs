//! What can go wrong with a store.

use std::path::PathBuf;

/// A statement that failed, or a row that does not hold what this program writes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// From the engine.
    #[error("database: {source}")]
    Engine {
        /// What can be done about it.
        nature: Nature,
        /// What the engine says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A stored value is not what it should be.
    #[error("database: {what} is not readable: {reason}")]
    Unreadable {
        /// Which value.
        what: String,
        /// Why.
        reason: String,
    },
}

/// What can be done about an engine's failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It was broken off because it took too long.
    TooSlow,
    /// Trying again later may help: disk full, somebody else at work, a connection that was lost.
    Passing,
    /// Nothing.
    Lasting,
}

impl Error {
    /// Whether a reading was broken off because it took too long.
    pub const fn is_too_slow(&self) -> bool {
        matches!(
            self,
            Self::Engine {
                nature: Nature::TooSlow,
                ..
            }
        )
    }

    /// Whether trying again later may help.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Engine {
                nature: Nature::Passing,
                ..
            }
        )
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Too much is waiting.
    #[error("the write queue is full")]
    Busy,
    /// The server is shutting down.
    #[error("the server is shutting down")]
    Closed,
    /// The job failed, or the commit it was part of.
    #[error(transparent)]
    Store(#[from] Error),
    /// The commit failed after the job itself had worked, or the job broke down.
    #[error("nothing was written: {0}")]
    Failed(String),
}

/// Why a data folder or its database cannot be used. Nothing is ever deleted or moved.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it is not accessible.
    #[error(
        "{path}: {source}. 无法访问，请检查路径和权限 / cannot be accessed: check path and permissions"
    )]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another server works on this folder.
    #[error(
        "{0}: 已有一个服务在使用这个数据目录，请先停止它 / another server is using this data folder: stop it first"
    )]
    InUse(PathBuf),
    /// There is no database where one was expected.
    #[error("{0}: 没有数据库 / there is no database here")]
    Missing(PathBuf),
    /// There is a database where none was expected.
    #[error("{0}: 已存在，不会覆盖 / exists already and will not be overwritten")]
    Exists(PathBuf),
    /// The file was written to while it was copied.
    #[error(
        "{0}: 复制时文件仍在变动，说明还有服务在使用它。请用 yuebao backup 备份，或停止服务后再恢复 / it changed while it was copied, so a server is at work on it: use yuebao backup, or stop that server first"
    )]
    Changing(PathBuf),
    /// The file is damaged.
    #[error(
        "{path}: 数据库已损坏（{reason}）。文件未被改动；请另存该文件，再从备份恢复 / the database is damaged; the file was left as it is: keep a copy of it and restore a backup"
    )]
    Corrupt {
        /// Which.
        path: PathBuf,
        /// What the engine says.
        reason: String,
    },
    /// A database of some other program.
    #[error("{0}: 不是本系统的数据库 / this is not a Yuebao database")]
    Foreign(PathBuf),
    /// Written by a newer version of this program.
    #[error(
        "{path}: 数据库版本 {found} 高于本程序支持的 {known}，请升级程序 / the database has version {found}, this program knows up to {known}: upgrade the program"
    )]
    Newer {
        /// Which.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// From the engine, while opening or migrating.
    #[error("{path}: {reason}")]
    Engine {
        /// Which.
        path: PathBuf,
        /// What it says.
        reason: String,
    },
}
