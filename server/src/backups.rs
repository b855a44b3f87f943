//! A folder of backups: what a copy in it is called, and which of the older ones may go.

use std::fs;
use std::path::{Path, PathBuf};

use yuebao_store::{Backup, Engine, OpenError};

use crate::clock::Now;

/// What happened in the folder.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The new copy.
    pub made: PathBuf,
    /// What is in it.
    pub taken: Backup,
    /// Older copies that were removed.
    pub removed: Vec<String>,
    /// Copies that should have gone and did not, each with the reason.
    pub left: Vec<(String, String)>,
    /// Copies named after a later moment than now: a clock is or was wrong. They stay.
    pub ahead: Vec<String>,
}

/// Takes a backup into `folder` and removes the oldest copies beyond `keep`. Tablets learn of the
/// new copy only after that: what they are told to be safe is in a copy that stayed.
pub fn back_up_into(
    dir: &dyn Engine,
    folder: &Path,
    keep: usize,
    now: Now,
) -> Result<Kept, OpenError> {
    let names = names_in(folder)?;
    let name = free_name(&names, now);
    let made = folder.join(&name);
    let taken = dir.take_backup(&made)?;
    let mut kept = Kept {
        made,
        taken,
        removed: Vec::new(),
        left: Vec::new(),
        ahead: Vec::new(),
    };
    let retention = retention(&names, &name, keep);
    kept.ahead = retention.ahead;
    // Where the log was tampered with, an older copy may be the last good one.
    if kept.taken.verified.faults.is_empty() {
        kept.remove(dir, folder, retention.goes)?;
    }
    dir.acknowledge(&kept.made, &kept.taken, &now.rfc3339())?;
    Ok(kept)
}

impl Kept {
    fn remove(
        &mut self,
        dir: &dyn Engine,
        folder: &Path,
        names: Vec<String>,
    ) -> Result<(), OpenError> {
        for name in names {
            match remove(dir, &folder.join(&name))? {
                Ok(()) => self.removed.push(name),
                Err(reason) => self.left.push((name, reason)),
            }
        }
        Ok(())
    }
}

/// Removes a copy of this very installation; anything else stays, whatever it is called.
fn remove(dir: &dyn Engine, file: &Path) -> Result<Result<(), String>, OpenError> {
    let own = dir.server()?;
    Ok(match dir.server_of(file) {
        Ok(server) if server == own => fs::remove_file(file).map_err(|error| error.to_string()),
        Ok(_) => Err("是另一套系统的备份 / it is another installation's".to_owned()),
        Err(error) => Err(error.to_string()),
    })
}

/// Which copies may go, and which are named after a later moment than the one just made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Retention {
    goes: Vec<String>,
    ahead: Vec<String>,
}

/// Counts `made` and the newest before it. A name says when a copy was made by a clock that may have
/// been wrong, so those ahead of now are neither counted nor removed.
fn retention(names: &[String], made: &str, keep: usize) -> Retention {
    let copies = names.iter().filter(|name| is_copy(name) && *name != made);
    let (mut ahead, mut earlier): (Vec<String>, Vec<String>) =
        copies.cloned().partition(|name| name.as_str() > made);
    ahead.sort_unstable();
    earlier.sort_unstable_by(|one, other| other.cmp(one));
    let goes = earlier.split_off(keep.saturating_sub(1).min(earlier.len()));
    Retention { goes, ahead }
}

/// How a copy of this second is called: names of this pattern sort by their time.
fn name_at(now: Now) -> String {
    format!("yuebao-{}.db", now.stamp())
}

fn is_copy(name: &str) -> bool {
    let stamp = name
        .strip_prefix("yuebao-")
        .and_then(|rest| rest.strip_suffix(".db"));
    stamp.is_some_and(|stamp| Now::from_stamp(stamp).is_some())
}

/// The name of this second, or of the next one that is free: a clock that was set back meets names
/// that it has given before.
fn free_name(names: &[String], now: Now) -> String {
    let seconds = (0..).map(|later| name_at(now.plus_seconds(later)));
    let mut free = seconds.filter(|name| !names.contains(name));
    free.next().unwrap_or_else(|| name_at(now))
}

fn names_in(folder: &Path) -> Result<Vec<String>, OpenError> {
    let read = || -> std::io::Result<Vec<String>> {
        let entries = fs::read_dir(folder)?;
        // A name that is not text is none of ours.
        entries
            .filter_map(|entry| match entry {
                Ok(entry) => entry.file_name().into_string().ok().map(Ok),
                Err(error) => Some(Err(error)),
            })
            .collect()
    };
    read().map_err(|source| OpenError::Io {
        path: folder.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::{Retention, free_name, is_copy, retention};
    use crate::clock::Now;

    fn names(days: &[&str]) -> Vec<String> {
        let name = |day: &&str| format!("yuebao-{day}T023000Z.db");
        days.iter().map(name).collect()
    }

    #[test]
    fn the_newest_stay_and_what_was_made_now_always_does() {
        let others = ["yuebao-zzz.db", "yuebao-20220101T023000Z.db.unfinished"].map(str::to_owned);
        for (made, there, keep, goes, ahead) in [
            ("20220605", &[][..], 2, &[][..], &[][..]),
            ("20220605", &["20220604"], 2, &[], &[]),
            (
                "20220605",
                &["20220603", "20220601", "20220604"],
                2,
                &["20220603", "20220601"],
                &[],
            ),
            ("20220605", &["20220604"], 1, &["20220604"], &[]),
            ("20220605", &["20220604"], 0, &["20220604"], &[]),
            // The clock had jumped ahead, and is right again.
            (
                "20220605",
                &["20220604", "20310101", "20310102", "20310103"],
                2,
                &[],
                &["20310101", "20310102", "20310103"],
            ),
            // It jumps ahead now: the others are merely old.
            ("20310101", &["20220603", "20220604"], 2, &["20220603"], &[]),
            // It was set back.
            (
                "20150101",
                &["20220603", "20220604", "20141231", "20141230"],
                2,
                &["20141230"],
                &["20220603", "20220604"],
            ),
        ] {
            let made = &names(&[made])[0];
            let mut there = names(there);
            there.extend(others.clone());
            there.push(made.clone());
            let expected = Retention {
                goes: names(goes),
                ahead: names(ahead),
            };
            assert_eq!(retention(&there, made, keep), expected, "{made} {there:?}");
        }
    }

    #[test]
    fn only_names_of_the_pattern_are_copies() {
        assert!(is_copy("yuebao-20220605T020000Z.db"));
        for name in [
            "yuebao-20220605.db",
            "yuebao-20220605T020000Z.db.unfinished",
            "yuebao-before-upgrade.db",
            "yuebao-20229905T020000Z.db",
            "yuebao-20220605T020000Z-1.db",
            "Yuebao-20220605T020000Z.db",
            "yuebao-２0220605T020000Z.db",
            "yuebao-+2022605T020000Z.db",
            "yuebao-.db",
            "yuebao.db",
        ] {
            assert!(!is_copy(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_was_given_before_is_not_given_again() {
        let now = Now::from_stamp("20220605T235959Z").unwrap();
        assert_eq!(free_name(&[], now), "yuebao-20220605T235959Z.db");
        let taken = ["yuebao-20220605T235959Z.db", "yuebao-20220606T000000Z.db"].map(str::to_owned);
        assert_eq!(free_name(&taken, now), "yuebao-20220606T000001Z.db");
    }
}
