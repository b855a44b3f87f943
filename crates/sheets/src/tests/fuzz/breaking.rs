//! How files are broken: their bytes, the signs of a text, the parts of a package, the records of the older
//! container.

use std::io::{Cursor, Read as _};

use fastrand::Rng;

use super::awkward::awkward;
use crate::formats::workbook::samples;

/// Bytes changed, cut, put twice or away.
fn break_bytes(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..rng.usize(1..8) {
        let at = rng.usize(..=bytes.len());
        let end = (at + rng.usize(..64)).min(bytes.len());
        match rng.u8(..7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes[at..end].fill(rng.u8(..)),
            4 => {
                let numbers = [0_u32, 1, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, u32::MAX];
                let number = rng.choice(numbers).unwrap_or(0).to_le_bytes();
                let width = rng.usize(1..5).min(bytes.len() - at);
                bytes[at..at + width].copy_from_slice(&number[..width]);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << rng.u8(..8);
                }
            }
        }
    }
}

/// A text with a piece between two signs put elsewhere, twice, away, or in another's place.
pub(super) fn break_text(text: &str, rng: &mut Rng) -> String {
    let mut pieces: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let is_sign = matches!(
            c,
            '<' | '>' | '"' | '=' | ' ' | ',' | ':' | '{' | '}' | '[' | ']' | '/' | '\n'
        );
        if is_sign {
            pieces.extend([c.to_string(), String::new()]);
        } else if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(..pieces.len());
        let end = (at + rng.usize(..30)).min(pieces.len());
        match rng.u8(..8) {
            0 => drop(pieces.drain(at..end)),
            1 => {
                let copied = pieces[at..end].to_vec();
                let times = rng.usize(1..20);
                let many = copied.iter().cycle().take(copied.len() * times).cloned();
                pieces.splice(at..at, many.collect::<Vec<_>>());
            }
            2 => pieces.truncate(at.max(1)),
            3 => {
                let other = rng.usize(..pieces.len());
                pieces.swap(at, other);
            }
            _ => pieces[at] = awkward(rng),
        }
        if pieces.is_empty() {
            pieces.push(awkward(rng));
        }
    }
    pieces.concat()
}

/// A zip with some of its parts broken, gone or under another's name.
fn break_package(bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, String)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..parts.len());
        match rng.u8(..10) {
            0 if parts.len() > 1 => drop(parts.remove(at)),
            1 => parts[at].0 = awkward(rng),
            _ => parts[at].1 = break_text(&parts[at].1, rng),
        }
    }
    let mut names = std::collections::BTreeSet::new();
    parts.retain(|(name, _)| names.insert(name.clone()));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    samples::package(&parts)
}

/// The older container with some of its records broken, gone or put twice.
fn break_records(bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .unwrap()
        .read_to_end(&mut stream)
        .unwrap();
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut rest = stream.as_slice();
    while rest.len() >= 4 {
        let length = usize::from(u16::from_le_bytes([rest[2], rest[3]])) + 4;
        let (record, after) = rest.split_at(length.min(rest.len()));
        records.push(record.to_vec());
        rest = after;
    }
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(..records.len());
        match rng.u8(..10) {
            0 if records.len() > 1 => drop(records.remove(at)),
            1 => {
                let record = records[at].clone();
                records.insert(rng.usize(..=records.len()), record);
            }
            // the length stays as it is said, or says what is there
            2 => break_bytes(&mut records[at], rng),
            _ if records[at].len() > 4 => {
                let mut data = records[at][4..].to_vec();
                break_bytes(&mut data, rng);
                data.truncate(8_000);
                let kind = u16::from_le_bytes([records[at][0], records[at][1]]);
                records[at] = samples::record(kind, &data);
            }
            _ => {}
        }
    }
    samples::container("/Workbook", &records.concat())
}

pub(super) fn broken(kind: &str, mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    match (kind, rng.u8(..4)) {
        (_, 0) => break_bytes(&mut bytes, rng),
        ("xlsx" | "ods", _) => return break_package(bytes, rng),
        ("xls", _) => return break_records(bytes, rng),
        _ => match String::from_utf8(bytes) {
            Ok(text) => return break_text(&text, rng).into_bytes(),
            Err(error) => {
                bytes = error.into_bytes();
                break_bytes(&mut bytes, rng);
            }
        },
    }
    bytes
}
