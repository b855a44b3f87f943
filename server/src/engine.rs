//! Which engine keeps the data. Nothing else of the server names one.

use std::path::Path;

use yuebao_store::{Engine, OpenError};
use yuebao_store_sqlite::DataDir;

/// The data folder at `path`, made if need be, for its owner only.
pub fn create(path: &Path) -> Result<Box<dyn Engine>, OpenError> {
    Ok(Box::new(DataDir::create(path)?))
}

/// The data folder at `path`, which must hold a database already.
pub fn existing(path: &Path) -> Result<Box<dyn Engine>, OpenError> {
    Ok(Box::new(DataDir::existing(path)?))
}
