//! Breaks the rules of the domain one by one and sees whether a test notices.
//!
//! Reading order: [`plant`] puts a switch wherever a source file can be broken; [`tree`] compiles a
//! copy of the domain with all switches in it, once; [`run`] runs its tests with one of them on;
//! [`accepted`] is the list of those that no test can catch. [`switches`] goes into the copy.

mod accepted;
mod plant;
mod run;
#[expect(
    dead_code,
    reason = "it is compiled here to be checked, and used in the copy"
)]
mod switches;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result};
use lexopt::prelude::*;

use accepted::Accepted;
use run::Fate;
use tree::{Site, Tree};

const USAGE: &str = "\
cargo xtask mutants   break each rule in turn and see whether a test of the domain notices
  --only TEXT           only where file, function or source has this text
  --list                list the mutants and run nothing
";

/// What is broken, below `crates/domain/src`.
const SCOPE: [&str; 13] = [
    "check/rules",
    "check/engine.rs",
    "check/explain.rs",
    "check/plan.rs",
    "check/cascade.rs",
    "check/rule",
    "device/recovery.rs",
    "operation/decide",
    "operation/question/decide.rs",
    "operation/report/decide",
    "merge",
    "money.rs",
    "period.rs",
];

fn main() -> ExitCode {
    match obey() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey() -> Result<ExitCode> {
    let (mut only, mut is_list) = (String::new(), false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => only = parser.value()?.string()?,
            Long("list") => is_list = true,
            Short('h') | Long("help") => {
                print!("{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let manifest = env::var_os("CARGO_MANIFEST_DIR").context("start this by cargo")?;
    let root = Path::new(&manifest).ancestors().nth(2);
    let root = root.context("crates/mutants is not two folders below the workspace")?;
    let files = files(root)?;
    let accepted = Accepted::read(&root.join(".cargo/mutants.toml"))?;
    if is_list {
        let sites = tree::sites(root, &files)?;
        for site in sites.iter().filter(|site| is_asked(site, &only)) {
            println!("{}", shown(site));
        }
        return Ok(ExitCode::SUCCESS);
    }
    check(root, &files, &accepted, &only)
}

fn check(root: &Path, files: &[String], accepted: &Accepted, only: &str) -> Result<ExitCode> {
    eprintln!("--> compiling the domain's tests with a switch for every mutant");
    let folder = root.join("target/mutants");
    let tree = Tree::build(root, &folder, files)?;
    let usual = run::baseline(&tree)?;
    let patience = (usual * 10).max(Duration::from_mins(1));
    eprintln!(
        "--> {} mutants; all tests take {usual:.1?}",
        tree.sites.len()
    );
    let (mut caught, mut late, mut allowed, mut unviable) = (0, 0, 0, 0);
    let mut faults = accepted.stale(&tree.sites);
    for fault in &faults {
        println!("on the list of accepted mutants, but there is none like it: {fault}");
    }
    let mut file = "";
    for (id, site) in tree.sites.iter().enumerate() {
        if !is_asked(site, only) {
            continue;
        }
        if file != site.file {
            file = &site.file;
            eprintln!("--> {id} of {}: {file}", tree.sites.len());
        }
        if tree.unviable.contains(&id) {
            unviable += 1;
            continue;
        }
        match (run::fate(&tree, id, patience)?, accepted.reason(site)) {
            (Fate::Survived, Some(_)) => allowed += 1,
            (Fate::Survived, None) => {
                println!("survived: {}", shown(site));
                faults.push(shown(site));
            }
            (_, Some(reason)) => {
                println!("caught, though accepted ({reason}): {}", shown(site));
                faults.push(shown(site));
            }
            (Fate::Caught, None) => caught += 1,
            (Fate::TimedOut, None) => {
                println!("timed out: {}", shown(site));
                late += 1;
            }
        }
    }
    println!(
        "{caught} caught, {late} timed out, {allowed} accepted, {unviable} do not compile, {} \
         to be looked at",
        faults.len()
    );
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn is_asked(site: &Site, only: &str) -> bool {
    shown(site).contains(only)
}

fn shown(site: &Site) -> String {
    let mutant = &site.mutant;
    let (file, line) = (&site.file, mutant.lines.start);
    format!("{file}:{line}: in {}: {}", mutant.function, mutant.what)
}

/// The files in scope, in order.
fn files(root: &Path) -> Result<Vec<String>> {
    let source = root.join("crates/domain/src");
    let mut files = Vec::new();
    for part in SCOPE {
        collect(&source, &source.join(part), &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(source: &Path, path: &PathBuf, files: &mut Vec<String>) -> Result<()> {
    if path.ends_with("tests.rs") || path.ends_with("tests") {
        // included by its neighbour for tests alone
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(source, &entry?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.strip_prefix(source)?.display().to_string());
    } else {
        anyhow::bail!("{} is gone: change the scope", path.display());
    }
    Ok(())
}
