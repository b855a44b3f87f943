//! SQLite passes the suite of all engines.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use yuebao_store::Engine;
use yuebao_store_sqlite::DataDir;
use yuebao_store_sqlite::testing::Raw;
use yuebao_store_suite::{Candidate, Damage};

struct Sqlite {
    folder: TempDir,
    made: AtomicU32,
}

impl Sqlite {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            made: AtomicU32::new(0),
        }
    }

    fn path(&self) -> PathBuf {
        let number = self.made.fetch_add(1, Ordering::SeqCst);
        self.folder.path().join(number.to_string())
    }
}

impl Candidate for Sqlite {
    fn place(&self) -> Box<dyn Engine> {
        Box::new(DataDir::create(&self.path()).unwrap())
    }

    fn file(&self) -> PathBuf {
        self.path()
    }

    fn damage(&self, engine: &dyn Engine, damage: &Damage) {
        without_guards(&engine.place())
            .run(&statement(damage))
            .unwrap();
    }
}

/// The file, once the triggers are gone that keep what is on record.
fn without_guards(file: &Path) -> Raw {
    let raw = Raw::open(file).unwrap();
    for table in ["revisions", "audit", "editions"] {
        for what in ["changed", "deleted"] {
            raw.run(&format!("DROP TRIGGER IF EXISTS {table}_are_never_{what}"))
                .unwrap();
            raw.run(&format!("DROP TRIGGER IF EXISTS {table}_is_never_{what}"))
                .unwrap();
        }
    }
    raw
}

fn statement(damage: &Damage) -> String {
    match damage {
        Damage::ChangeEntry(seq) => format!("UPDATE audit SET subject = 'li' WHERE seq = {seq}"),
        Damage::RemoveEntry(seq) => format!("DELETE FROM audit WHERE seq = {seq}"),
        Damage::ChangeSender(op_id) => {
            format!("UPDATE operations SET user = 'li' WHERE op_id = '{op_id}'")
        }
        Damage::ChangeOperation(op_id, from, to) => format!(
            "UPDATE operations SET operation = replace(operation, '{from}', '{to}')
             WHERE op_id = '{op_id}'"
        ),
        Damage::ChangeRevision(path, rev, from, to) => format!(
            "UPDATE revisions SET changes = replace(changes, '{from}', '{to}'),
                 boxes = replace(boxes, '{from}', '{to}')
             WHERE subject = '{path}' AND rev = {rev}"
        ),
        Damage::ChangeCurrent(path, from, to) => format!(
            "UPDATE subjects SET boxes = replace(boxes, '{from}', '{to}') WHERE subject = '{path}'"
        ),
        Damage::Untell(path) => format!("DELETE FROM feed WHERE subject = '{path}'"),
        Damage::RemoveConflicts => "DELETE FROM conflicts".to_owned(),
        Damage::ChangeRole(user, role) => {
            format!("UPDATE users SET role = '{role}' WHERE name = '{user}'")
        }
    }
}

yuebao_store_suite::suite!(super::Sqlite::new());
