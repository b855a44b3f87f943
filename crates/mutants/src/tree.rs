//! The copy of the domain that carries the switches: written, compiled, and without the mutants
//! that do not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::plant::{Mutant, plant};

const SWITCHES: &str = include_str!("switches.rs");
/// The compiler speaks of types first, of borrows when those are right: it is asked again.
const ATTEMPTS: usize = 8;

/// A mutant and where it is.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Below `crates/domain/src`.
    pub(crate) file: String,
    /// How it is broken.
    pub(crate) mutant: Mutant,
}

/// The copy, compiled.
pub(crate) struct Tree {
    /// The mutants by number.
    pub(crate) sites: Vec<Site>,
    /// Those that do not compile.
    pub(crate) unviable: BTreeSet<usize>,
    /// The tests with the switches in them.
    pub(crate) program: PathBuf,
    /// Where they are run.
    pub(crate) folder: PathBuf,
}

/// The mutants of these files, by number.
pub(crate) fn sites(root: &Path, files: &[String]) -> Result<Vec<Site>> {
    let mut sites = Vec::new();
    for file in files {
        let source = read(&root.join("crates/domain/src").join(file))?;
        let planted = plant(&source, 0, &|_| true).with_context(|| file.clone())?;
        let own = planted.mutants.into_iter().map(|mutant| Site {
            file: file.clone(),
            mutant,
        });
        sites.extend(own);
    }
    Ok(sites)
}

impl Tree {
    /// Copies the domain to `folder`, with switches in these files, and compiles its tests.
    pub(crate) fn build(root: &Path, folder: &Path, files: &[String]) -> Result<Self> {
        copy(root, folder)?;
        let sites = sites(root, files)?;
        let mut unviable = BTreeSet::new();
        for _ in 0..ATTEMPTS {
            write(root, folder, files, &sites, &unviable)?;
            let (program, faults) = compile(folder)?;
            if let Some(program) = program {
                return Ok(Self {
                    sites,
                    unviable,
                    program,
                    folder: folder.join("crates/domain"),
                });
            }
            let before = unviable.len();
            unviable.extend(blamed(&sites, &faults));
            if unviable.len() == before {
                bail!("the copy with the switches does not compile: {faults:#?}");
            }
        }
        bail!("the copy with the switches still does not compile after {ATTEMPTS} attempts")
    }
}

/// The mutants on the lines that the compiler complains of.
fn blamed(sites: &[Site], faults: &[Fault]) -> BTreeSet<usize> {
    let is_blamed = |site: &Site| {
        let mut faults = faults.iter();
        faults.any(|fault| fault.file == site.file && site.mutant.lines.contains(&fault.line))
    };
    let numbered = sites.iter().enumerate();
    numbered
        .filter(|(_, site)| is_blamed(site))
        .map(|(id, _)| id)
        .collect()
}

/// The tests run hundreds of times: what they take counts for more than what compiling takes.
const PROFILE: &str = "\n[profile.dev]\nopt-level = 1\ndebug = false\n";

/// The workspace with the domain alone in it.
fn copy(root: &Path, folder: &Path) -> Result<()> {
    let manifest = read(&root.join("Cargo.toml"))?;
    let profiles = manifest.find("[profile.").unwrap_or(manifest.len());
    let alone = manifest[..profiles].lines().map(|line| {
        if line.starts_with("members = ") {
            "members = [\"crates/domain\"]"
        } else if line.starts_with("default-members = ") {
            ""
        } else {
            line
        }
    });
    let alone: Vec<&str> = alone.collect();
    put(&folder.join("Cargo.toml"), &(alone.join("\n") + PROFILE))?;
    put(&folder.join("Cargo.lock"), &read(&root.join("Cargo.lock"))?)?;
    copy_folder(&root.join("crates/domain"), &folder.join("crates/domain"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            put(&to.join(name), &read(&path)?)?;
        }
    }
    Ok(())
}

fn write(
    root: &Path,
    folder: &Path,
    files: &[String],
    sites: &[Site],
    unviable: &BTreeSet<usize>,
) -> Result<()> {
    let (from, to) = (
        root.join("crates/domain/src"),
        folder.join("crates/domain/src"),
    );
    put(&to.join("switches.rs"), SWITCHES)?;
    let library = read(&from.join("lib.rs"))?;
    let library = format!("{library}\n#[allow(warnings)]\npub(crate) mod switches;\n");
    put(&to.join("lib.rs"), &library)?;
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, site) in sites.iter().enumerate() {
        first_of.entry(&site.file).or_insert(id);
    }
    for file in files {
        let Some(first) = first_of.get(file.as_str()) else {
            continue;
        };
        let source = read(&from.join(file))?;
        let planted = plant(&source, *first, &|id| !unviable.contains(&id))?;
        put(&to.join(file), &planted.text)?;
    }
    Ok(())
}

/// An error of the compiler.
#[derive(Debug)]
struct Fault {
    file: String,
    line: usize,
    #[expect(dead_code, reason = "shown when no mutant is to blame")]
    text: String,
}

/// The tests' program, or what the compiler says.
fn compile(folder: &Path) -> Result<(Option<PathBuf>, Vec<Fault>)> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(folder).stderr(Stdio::null());
    cargo.args(["test", "--package", "yuebao-domain", "--lib", "--no-run"]);
    cargo.arg("--message-format=json");
    let output = cargo.output().context("cannot run cargo")?;
    let (mut program, mut faults) = (None, Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(told) = serde_json::from_str::<Told>(line) else {
            continue;
        };
        if let (Some(path), true) = (told.executable, output.status.success()) {
            program = Some(path);
        }
        for message in told
            .message
            .into_iter()
            .filter(|told| told.level == "error")
        {
            for span in message.spans.into_iter().filter(|span| span.is_primary) {
                let file = span.file_name.split_once("crates/domain/src/");
                faults.push(Fault {
                    file: file
                        .map_or(span.file_name.as_str(), |(_, file)| file)
                        .to_owned(),
                    line: span.line_start,
                    text: message.text.clone(),
                });
            }
        }
    }
    if program.is_none() && faults.is_empty() {
        bail!(
            "cargo cannot compile the copy in {} and does not say why",
            folder.display()
        );
    }
    Ok((program, faults))
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    executable: Option<PathBuf>,
    #[serde(default)]
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    #[serde(rename = "message")]
    text: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes what has changed, so that cargo compiles no more than it must.
fn put(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
