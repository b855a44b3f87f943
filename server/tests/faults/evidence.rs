//! What a data folder holds, found out without the server.

use std::collections::BTreeSet;
use std::path::Path;

use yuebao_domain::wire::v1::Operation;
use yuebao_server::engine;
use yuebao_store::verify::verify;
use yuebao_store_sqlite::testing::Raw;

use crate::tablet::Tablet;

/// A copy of the folder as the disk holds it, so that looking at it leaves the original alone.
pub(crate) fn copy(data: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in ["yuebao.db", "yuebao.db-wal"] {
        let from = data.join(name);
        if from.exists() {
            std::fs::copy(from, to.join(name)).unwrap();
        }
    }
}

/// The operations in a sound database.
#[derive(Debug)]
pub(crate) struct Held(BTreeSet<String>);

impl Held {
    /// Opens a folder as the product does and verifies all of it; what is wrong is the error.
    pub(crate) fn examine(data: &Path) -> Result<Self, String> {
        let dir = engine::existing(data).map_err(|error| error.to_string())?;
        let mut conn = dir.open(None).map_err(|error| error.to_string())?;
        let verified = verify(&mut *conn).map_err(|error| error.to_string())?;
        if let Some(fault) = verified.faults.first() {
            return Err(format!("{fault:?}"));
        }
        let raw = Raw::open(&dir.place()).map_err(|error| error.to_string())?;
        let ids = raw.column("SELECT op_id FROM revisions");
        let ids = ids.map_err(|error| error.to_string())?;
        Ok(Self(ids.into_iter().collect()))
    }

    /// The same in a copy.
    pub(crate) fn examine_copy(data: &Path) -> Result<Self, String> {
        let copied = tempfile::tempdir().unwrap();
        copy(data, copied.path());
        Self::examine(copied.path())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn has(&self, op_id: &str) -> bool {
        self.0.contains(op_id)
    }

    /// Everything that was acknowledged is there.
    #[track_caller]
    pub(crate) fn require<'a>(&self, operations: impl IntoIterator<Item = &'a Operation>) {
        for operation in operations {
            assert!(
                self.has(operation.op_id.as_str()),
                "{} is lost",
                operation.op_id
            );
        }
    }

    /// Everything that these tablets were told is there, once, and nothing beside it.
    #[track_caller]
    pub(crate) fn require_exactly(&self, tablets: &[Tablet]) {
        for tablet in tablets {
            assert_eq!(tablet.outbox, [], "{}", tablet.project);
            self.require(&tablet.acknowledged);
        }
        let told: usize = tablets.iter().map(|tablet| tablet.acknowledged.len()).sum();
        assert_eq!(self.len(), told, "revisions, one an operation");
    }
}
