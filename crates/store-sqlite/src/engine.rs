//! A data folder is a place for one database.

use std::path::{Path, PathBuf};

use yuebao_store::{Backup, Connection, Engine, Lock, OpenError, ReadConnection, Restored};

use crate::{DataDir, backup};

impl Engine for DataDir {
    fn place(&self) -> PathBuf {
        self.database()
    }

    fn lock(&self) -> Result<Box<dyn Lock>, OpenError> {
        Ok(Box::new(self.lock_folder()?))
    }

    fn open(&self, lock: Option<&dyn Lock>) -> Result<Box<dyn Connection>, OpenError> {
        Ok(Box::new(self.open_database(lock.is_some())?))
    }

    fn open_reader(&self) -> Result<Box<dyn ReadConnection>, OpenError> {
        Ok(Box::new(self.open_database_to_read()?))
    }

    fn peek(&self) -> Result<Box<dyn ReadConnection>, OpenError> {
        Ok(Box::new(self.peek_at_database()?))
    }

    fn take_backup(&self, file: &Path) -> Result<Backup, OpenError> {
        backup::take(self, file)
    }

    fn server_of(&self, file: &Path) -> Result<String, OpenError> {
        backup::server_of(file)
    }

    fn restore(&self, file: &Path) -> Result<Restored, OpenError> {
        backup::restore(self, file)
    }
}
