//! Several files, from their bytes to one batch.

use super::contents::FileContents;
use super::gather::Batch;
use super::years::leave_out_other_years;
use crate::formats::{OpenedFile, open};
use crate::note::{Location, Note};
use crate::options::ReadOptions;

/// Files while they are read.
#[derive(Debug, Default)]
pub struct Files {
    opened: Vec<(Location, OpenedFile)>,
    unreadable: Vec<Note>,
}

impl Files {
    /// Takes the bytes of a file apart; `name` is what people know it by.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let location = Location::file(name);
        match open(bytes, &location) {
            Ok(opened) => self.opened.push((location, opened)),
            Err(error) => self.unreadable.push(error.at(location)),
        }
    }

    /// Whether none of them could be opened.
    pub fn is_empty(&self) -> bool {
        self.opened.is_empty()
    }

    /// The files that could not be opened, each with the reason.
    pub fn unreadable(&self) -> &[Note] {
        &self.unreadable
    }

    /// The id of the profile that one of them names.
    pub fn profile(&self) -> Option<&str> {
        self.opened.iter().find_map(|(_, held)| match held {
            OpenedFile::Document(document) => document.profile.as_deref(),
            OpenedFile::Sheets(_) => None,
        })
    }

    /// Everything that they hold; notes alone if nothing of it can be checked. Years that the profile
    /// has no plan for are asked about.
    pub fn read(self, with: ReadOptions<'_>) -> Result<Batch, Vec<Note>> {
        self.gather(with, Batch::default(), with.month.is_none())
    }

    /// The same beside a plan that is held: whatever year it is of, and whether or not it says the nature
    /// of its projects.
    pub fn read_beside_plan(self, with: ReadOptions<'_>) -> Result<Batch, Vec<Note>> {
        self.gather(with, Batch::beside_plan(), false)
    }

    fn gather(
        self,
        with: ReadOptions<'_>,
        mut batch: Batch,
        asks_years: bool,
    ) -> Result<Batch, Vec<Note>> {
        let names = with.names.clone().with_profile(with.profile);
        let with = ReadOptions {
            names: &names,
            ..with
        };
        let mut notes = self.unreadable;
        let mut read: Vec<FileContents> = Vec::new();
        for (location, held) in self.opened {
            match FileContents::read(held, &location, with) {
                Ok(contents) => read.push(contents),
                Err(error) => notes.push(error.at(location)),
            }
        }
        if asks_years {
            leave_out_other_years(&mut read, with.profile);
        }
        for contents in read {
            batch.add(contents);
        }
        batch.notes.splice(0..0, notes);
        if batch.plan.is_empty() {
            return Err(batch.notes);
        }
        Ok(batch)
    }
}
