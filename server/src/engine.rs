//! Which engine keeps the data. Nothing else of the server names one.

use std::path::Path;

use yuebao_store::{Engine, OpenError};
use yuebao_store_sqlite::DataDir;

/// The data folder at `path`, made if need be, for its owner only.
pub fn create(path: &Path) -> Result<Box<dyn Engine>, OpenError> {
    Ok(Box::new(DataDir::create(path)?))
}

/// The data folder at `path`, if it holds a database and nothing else.
pub(crate) fn alone(path: &Path) -> std::io::Result<Option<Box<dyn Engine>>> {
    let Ok(dir) = DataDir::existing(path) else {
        return Ok(None);
    };
    let is_alone = dir.has_own_files_alone()?;
    Ok(is_alone.then(|| Box::new(dir) as Box<dyn Engine>))
}

/// The data folder at `path`, which must hold a database already.
pub fn existing(path: &Path) -> Result<Box<dyn Engine>, OpenError> {
    Ok(Box::new(DataDir::existing(path)?))
}
