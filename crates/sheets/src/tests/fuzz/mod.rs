//! Real files and texts, broken in ways that a seed decides: what comes out is figures or words, in
//! time and within bounds, and never a panic. `cargo xtask fuzz` plays for minutes, the ordinary
//! tests for seconds; a failure names its seed.

mod awkward;
mod breaking;
mod files;

use std::time::{Duration, Instant};

use fastrand::Rng;
use yuebao_domain::codes::{project, uscc};
use yuebao_domain::crossfoot::{foot, read_documents};
use yuebao_domain::json::repeated_key;
use yuebao_domain::money;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::text::Lang;

use awkward::awkward;
use breaking::{break_text, broken};
use files::files;

use crate::batch::{Batch, FileContents};
use crate::check::run;
use crate::formats::{OpenedFile, open};
use crate::grid::Cell;
use crate::note::{Location, Note, Unreadable};
use crate::options::ReadOptions;
use crate::values::amount::{amount, percentage, printed};
use crate::values::date::partial_dates;
use crate::values::months;
use crate::values::units::{self, Unit};
use crate::vocabulary::Vocabulary;

/// How long one case may take, in a build that is not optimised on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// Memory of the whole process at its highest, in KiB.
const MOST_MEMORY: u64 = 3 * 1024 * 1024;

/// Figures, or words in both languages.
fn checked(bytes: Vec<u8>, profile: &Profile, names: &Vocabulary) {
    let location = Location::file("2022年5月.xlsx");
    let told = |zh: &str, en: &str| assert!(!zh.is_empty() && !en.is_empty(), "{zh} {en}");
    let refused = |error: Unreadable| told(&error.zh, &error.en);
    let noted = |note: &Note| told(&note.zh, &note.en);
    let opened = match open(bytes, &location) {
        Ok(opened) => opened,
        Err(error) => return refused(error),
    };
    if let OpenedFile::Sheets(grids) = &opened {
        for grid in grids {
            let room: usize = grid.rows.iter().map(|cells| cells.len() + 1).sum();
            assert!(room < 8_000_000, "{room} cells");
        }
    }
    let mut batch = Batch::default();
    let with = ReadOptions {
        names,
        profile,
        month: None,
        unit: None,
    };
    match FileContents::read(opened, &location, with) {
        Ok(contents) => batch.add(contents),
        Err(error) => refused(error),
    }
    let verdicts = run(batch, profile, || ());
    verdicts.notes.iter().for_each(noted);
    for found in &verdicts.found {
        told(
            &found.finding.message(Lang::Zh),
            &found.finding.message(Lang::En),
        );
    }
}

/// The readers of single texts.
fn texts(rng: &mut Rng) {
    let text = awkward(rng);
    let cell = Cell::Text(text.clone());
    let _ = (percentage(&cell), partial_dates(&cell));
    for unit in 0..14 {
        let column = Unit::of_power(unit).into();
        let _ = (amount(&cell, column), printed(&cell, column));
    }
    let _ = months::in_cell(&cell, Some(2022), rng.bool());
    let _ = (months::in_heading(&text), months::in_header(&text));
    let _ = (
        units::in_header(&text),
        units::in_heading(&text),
        units::word(&text),
    );
    if let Ok(Some(amount)) = money::parse(&text) {
        assert_eq!(
            money::parse_plain(&amount.to_string()),
            Ok(amount),
            "{text}"
        );
    }
    for (zh, en) in [
        project::check(&text)
            .err()
            .map(|fault| (fault.zh(), fault.to_string())),
        uscc::check(&text)
            .err()
            .map(|fault| (fault.zh(), fault.to_string())),
    ]
    .into_iter()
    .flatten()
    {
        assert!(!zh.is_empty() && !en.is_empty(), "{text}");
    }
    let tables = r#"{"profile": "x", "tables": [{"id": "t", "stated": {"label": "全市", "count": 3, "plan": "92.54"},
        "rows": [{"label": "新开工", "count": 1, "plan": "5.5"}, {"label": "续建", "count": 2, "plan": "87.03"}]}]}"#;
    let tables = break_text(tables, rng);
    let _ = repeated_key(&tables);
    match read_documents(&tables) {
        Ok(documents) => {
            for table in documents.iter().flat_map(|document| &document.tables) {
                let _ = foot(table);
            }
        }
        Err(error) => assert!(!error.zh().is_empty() && !error.to_string().is_empty()),
    }
}

/// Tells the seed of a case that panics.
struct Case(u64);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!(
                "\nseed {}: play it again with `cargo xtask fuzz --seed {0}`\n",
                self.0
            );
        }
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}

#[test]
fn whatever_is_broken_ends_in_figures_or_words() {
    let names = Vocabulary::load([]).unwrap();
    let profile = builtin("qinzhou-ten-2022").unwrap();
    let files = files();
    let seconds = number("YUEBAO_FUZZ_SECONDS");
    let (first, count) = match (number("YUEBAO_FUZZ_SEED"), seconds) {
        (Some(seed), _) => (seed, 1),
        (None, Some(_)) => (1, u64::MAX),
        (None, None) => (1, 120),
    };
    let began = Instant::now();
    let mut played = 0;
    for seed in (first..).take(usize::try_from(count).unwrap_or(usize::MAX)) {
        if seconds.is_some_and(|seconds| began.elapsed().as_secs() >= seconds) {
            break;
        }
        let case = Case(seed);
        let start = Instant::now();
        let mut rng = Rng::with_seed(seed);
        let (kind, bytes) = &files[rng.usize(..files.len())];
        checked(broken(kind, bytes.clone(), &mut rng), &profile, &names);
        texts(&mut rng);
        let took = start.elapsed();
        assert!(took < PATIENCE, "it took {took:?}");
        drop(case);
        played += 1;
    }
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST_MEMORY, "{peak} KiB at the highest");
        println!(
            "{played} files broken and read, {} MiB at the highest",
            peak / 1024
        );
    }
}

/// What is not broken reads as before: else nothing would be tried.
#[test]
fn the_files_are_read_before_they_are_broken() {
    let names = Vocabulary::load([]).unwrap();
    let profile = builtin("qinzhou-ten-2022").unwrap();
    for (kind, bytes) in files() {
        let opened = open(bytes.clone(), &Location::file("a")).unwrap();
        let is_read = match &opened {
            OpenedFile::Sheets(grids) => grids.iter().any(|grid| grid.rows.len() >= 2),
            OpenedFile::Document(document) => document.projects.len() == 1,
        };
        assert!(is_read, "{kind}");
        checked(bytes, &profile, &names);
    }
}
