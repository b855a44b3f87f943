//! Mutants that no test can catch, each with the reason: `.cargo/mutants.toml`.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::tree::Site;

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepted {
    #[serde(default)]
    accepted: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The file, below `crates/domain/src`.
    file: String,
    /// As the check names it.
    what: String,
    /// Why nobody could see a difference.
    reason: String,
}

impl Accepted {
    /// Reads the list.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is wrong", path.display()))
    }

    /// Why this one may survive, if it may.
    pub(crate) fn reason(&self, site: &Site) -> Option<&str> {
        let mut entries = self.accepted.iter();
        let entry = entries.find(|entry| entry.is_about(site))?;
        Some(&entry.reason)
    }

    /// Entries that are about none of `sites`: what they were written for has changed.
    pub(crate) fn stale(&self, sites: &[Site]) -> Vec<String> {
        let is_stale = |entry: &&Entry| !sites.iter().any(|site| entry.is_about(site));
        let stale = self.accepted.iter().filter(is_stale);
        stale
            .map(|entry| format!("{}: {}", entry.file, entry.what))
            .collect()
    }
}

impl Entry {
    fn is_about(&self, site: &Site) -> bool {
        self.file == site.file && self.what == site.mutant.what
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plant::Mutant;

    #[test]
    fn an_entry_is_about_one_way_to_break_one_text() {
        let list = "[[accepted]]\nfile = \"a.rs\"\nwhat = \"x < y: < becomes <=\"\nreason = \"never equal\"";
        let accepted: Accepted = toml::from_str(list).unwrap();
        let site = |file: &str, what: &str| Site {
            file: file.to_owned(),
            mutant: Mutant {
                function: "f".to_owned(),
                lines: 1..2,
                what: what.to_owned(),
            },
        };
        let right = site("a.rs", "x < y: < becomes <=");
        assert_eq!(accepted.reason(&right), Some("never equal"));
        assert_eq!(accepted.reason(&site("b.rs", "x < y: < becomes <=")), None);
        assert_eq!(accepted.reason(&site("a.rs", "x < y: < becomes ==")), None);
        assert_eq!(accepted.stale(&[right]), Vec::<String>::new());
        assert_eq!(accepted.stale(&[]), ["a.rs: x < y: < becomes <="]);
    }
}
