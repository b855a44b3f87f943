//! A disk that has done what it was told to make durable, and of the rest what it liked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::trace::Event;

/// What a disk writes in one piece.
const SECTOR: usize = 512;

/// Whether the disk does what it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Honesty {
    Honest,
    /// Says that it has written and has not.
    Lying,
}

pub(super) struct Disk {
    honesty: Honesty,
    files: Vec<File>,
    /// Names as the process sees them, and as they are after a cut at the latest.
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    happened: usize,
}

#[derive(Default)]
struct File {
    durable: Vec<u8>,
    /// Since then, in order, each with the number of the event.
    since: Vec<(usize, Change)>,
}

enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Disk {
    /// A disk on which all of `folder` is durable.
    pub(super) fn with(folder: &Path, honesty: Honesty) -> Self {
        let mut disk = Self {
            honesty,
            files: Vec::new(),
            names: BTreeMap::new(),
            durable_names: BTreeMap::new(),
            happened: 0,
        };
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            disk.names.insert(name, disk.files.len());
            disk.files.push(File {
                durable: std::fs::read(entry.path()).unwrap(),
                since: Vec::new(),
            });
        }
        disk.durable_names = disk.names.clone();
        disk
    }

    /// The next event happens.
    pub(super) fn take(&mut self, event: &Event) {
        match event {
            Event::Create(name) => {
                if !self.names.contains_key(name) {
                    self.names.insert(name.clone(), self.files.len());
                    self.files.push(File::default());
                }
            }
            Event::Unlink(name) => drop(self.names.remove(name)),
            Event::Write {
                file,
                offset,
                bytes,
            } => self.change(file, Change::Write(*offset, bytes.clone())),
            Event::Length { file, length } => self.change(file, Change::Length(*length)),
            Event::Sync { .. } | Event::SyncFolder if self.honesty == Honesty::Lying => {}
            Event::Sync { file, until } => {
                let file = self.names[file];
                self.files[file].sync(*until);
            }
            Event::SyncFolder => self.durable_names = self.names.clone(),
            Event::Told(_) => {}
        }
        self.happened += 1;
    }

    fn change(&mut self, file: &str, change: Change) {
        let file = self.names[file];
        self.files[file].since.push((self.happened, change));
    }

    /// The power goes: writes what is found afterwards into `folder`.
    pub(super) fn cut(&self, folder: &Path, dice: &mut fastrand::Rng) {
        let kept = *dice.choice(&[0.0, 0.1, 0.5, 0.9, 1.0]).unwrap_or(&0.5);
        let names: BTreeSet<&String> = self.names.keys().chain(self.durable_names.keys()).collect();
        for name in names {
            let either = [self.names.get(name), self.durable_names.get(name)];
            if let Some(file) = either[dice.usize(0..2)] {
                let found = self.files[*file].found(kept, dice);
                std::fs::write(folder.join(name), found).unwrap();
            }
        }
    }
}

impl File {
    fn sync(&mut self, until: usize) {
        let later = self.since.partition_point(|(when, _)| *when < until);
        for (_, change) in self.since.drain(..later) {
            change.apply(&mut self.durable);
        }
    }

    /// Of each sector some state that it had since it was durable, and some length that the file
    /// had; what was never written there is nought or whatever lay on the disk.
    fn found(&self, kept: f64, dice: &mut fastrand::Rng) -> Vec<u8> {
        let mut states = vec![self.durable.len()];
        for (_, change) in &self.since {
            let length = *states.last().unwrap_or(&0);
            states.push(match change {
                Change::Write(offset, bytes) => length.max(offset + bytes.len()),
                Change::Length(length) => *length,
            });
        }
        let length = pick(&states, kept, dice);
        let before = if dice.bool() { 0 } else { dice.u8(..) };
        let mut found = vec![before; length];
        for start in (0..length).step_by(SECTOR) {
            let end = (start + SECTOR).min(length);
            let sector = self.sector(start, kept, dice, before);
            found[start..end].copy_from_slice(&sector[..end - start]);
        }
        found
    }

    fn sector(&self, start: usize, kept: f64, dice: &mut fastrand::Rng, before: u8) -> Vec<u8> {
        let mut sector = vec![before; SECTOR];
        let there = self.durable.iter().skip(start).take(SECTOR);
        for (byte, durable) in sector.iter_mut().zip(there) {
            *byte = *durable;
        }
        let mut states = vec![sector];
        for (_, change) in &self.since {
            let mut next = states.last().cloned().unwrap_or_default();
            if change.reaches(start) {
                change.apply_to_sector(&mut next, start);
                states.push(next);
            }
        }
        pick(&states, kept, dice)
    }
}

/// The newest, or by chance any of them.
fn pick<T: Clone>(states: &[T], kept: f64, dice: &mut fastrand::Rng) -> T {
    let newest = states.len() - 1;
    let chosen = if dice.f64() < kept {
        newest
    } else {
        dice.usize(0..=newest)
    };
    states[chosen].clone()
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write(offset, bytes) => {
                let end = offset + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(bytes);
            }
            Self::Length(length) => file.resize(*length, 0),
        }
    }

    fn reaches(&self, start: usize) -> bool {
        match self {
            Self::Write(offset, bytes) => *offset < start + SECTOR && start < offset + bytes.len(),
            Self::Length(length) => *length < start + SECTOR,
        }
    }

    fn apply_to_sector(&self, sector: &mut [u8], start: usize) {
        match self {
            Self::Write(offset, bytes) => {
                let from = (*offset).max(start);
                let to = (offset + bytes.len()).min(start + SECTOR);
                sector[from - start..to - start]
                    .copy_from_slice(&bytes[from - offset..to - offset]);
            }
            Self::Length(length) => sector[length.saturating_sub(start)..].fill(0),
        }
    }
}
