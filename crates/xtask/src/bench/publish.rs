//! What is published: totals and 发布 in Chromium; many reports added up natively and by databases, a data frame
//! and JavaScript; and a large table as a workbook beside others that write the same cells.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::checks::engine_needs;
use super::engine::{self, Build};
use super::lines::Lines;
use crate::{
    files,
    setup::{Need, Setup},
    sh,
    workspace::Workspace,
};

/// What Python compares with.
const PYTHON: [&str; 4] = [
    "duckdb==2.0.1",
    "polars==2.1.0",
    "xlsxwriter==3.3.1",
    "openpyxl==3.1.5",
];
/// Before every size: set to `small` to try everything on next to nothing.
const SIZE: &str = "YUEBAO_BENCH";

/// How much is measured.
struct Sizes {
    projects: &'static str,
    /// Of the reports that are added up natively, those in the middle are added up by others too.
    reports: [&'static str; 3],
    rows: &'static str,
    runs: &'static str,
}

const WHOLE: Sizes = Sizes {
    projects: "1132",
    reports: ["500000", "1000000", "2000000"],
    rows: "8500",
    runs: "9",
};
const SMALL: Sizes = Sizes {
    projects: "24",
    reports: ["600", "1200", "2400"],
    rows: "120",
    runs: "1",
};

/// Builds and measures.
pub(super) fn measure(workspace: &Workspace, lines: &mut Lines) -> Result<()> {
    let sizes = match std::env::var(SIZE).as_deref() {
        Ok("small") => SMALL,
        _ => WHOLE,
    };
    let mut needs = engine_needs();
    needs.extend([Need::Browser, Need::BrowserPackages, Need::Peers]);
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    let chromium = setup.chromium().context("no Chromium was found")?;

    let folder = workspace.target.join("bench/publish");
    files::create(&folder)?;
    for build in [Build::Widget, Build::Speed] {
        eprintln!("--> building {}", build.what());
        engine::build(workspace, &setup, build, &folder)?;
    }
    let python = python(workspace, &folder)?;
    let mut cargo = workspace.cargo(["build", "--release", "--package", "yuebao-bench"]);
    sh::run_aside(cargo.args(["--bin", "yuebao-bench"]))?;

    eprintln!("--> measuring; best on a machine that does nothing else");
    let programs = Programs {
        workspace,
        native: workspace.target.join("release/yuebao-bench"),
        python,
        folder,
    };
    for script in ["totals.mjs", "office.mjs"] {
        let mut page = programs.node(script);
        page.arg(&programs.folder)
            .args([sizes.projects, sizes.runs]);
        sh::each_line(page.env("CHROMIUM", chromium), |line| lines.take(line))?;
    }
    programs.groups(&sizes, lines)?;
    programs.workbook(&sizes, lines)
}

/// Python and what it compares with come into a folder of their own.
fn python(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let home = folder.join("python");
    let own = home.join("bin/python");
    let modules = "import duckdb, openpyxl, polars, xlsxwriter";
    if sh::probe(&own, &["-c", modules]).is_none() {
        let system =
            sh::which("python3").context("python3 is not on PATH; install it with venv")?;
        sh::run_aside(workspace.command(system).args(["-m", "venv"]).arg(&home))?;
        let mut pip = workspace.command(&own);
        sh::run_aside(pip.args(["-m", "pip", "install", "--quiet"]).args(PYTHON))?;
    }
    Ok(own)
}

struct Programs<'a> {
    workspace: &'a Workspace,
    native: PathBuf,
    python: PathBuf,
    folder: PathBuf,
}

impl Programs<'_> {
    fn ours(&self) -> Command {
        let mut command = self.workspace.command(&self.native);
        command.arg("publish");
        command
    }

    fn peer(&self, program: impl AsRef<Path>, script: &str) -> Command {
        let peers = self.workspace.root.join("crates/bench/peers");
        let mut command = self.workspace.command(program.as_ref());
        command.arg(peers.join(script));
        command
    }

    fn node(&self, script: &str) -> Command {
        self.peer("node", script)
    }

    /// Ours says what came of it; each of the others has to give the same before it is measured.
    fn groups(&self, sizes: &Sizes, lines: &mut Lines) -> Result<()> {
        let mut run = |command: &mut Command| sh::each_line(command, |line| lines.take(line));
        let [fewer, compared, more] = sizes.reports;
        for reports in [fewer, more] {
            run(self.ours().args(["groups", reports, sizes.runs]))?;
        }
        run(self
            .ours()
            .args(["groups", compared, sizes.runs])
            .arg(&self.folder))?;
        let mut databases = self.peer(&self.python, "groups.py");
        run(databases.arg(&self.folder).args([compared, sizes.runs]))?;
        let mut script = self.node("groups.mjs");
        run(script.arg(&self.folder).args([compared, sizes.runs]))
    }

    /// Ours comes first: the others write the cells that are in it.
    fn workbook(&self, sizes: &Sizes, lines: &mut Lines) -> Result<()> {
        let mut run = |command: &mut Command| sh::each_line(command, |line| lines.take(line));
        let (file, cells) = (
            self.folder.join("ours.xlsx"),
            self.folder.join("cells.json"),
        );
        let what = format!("{} × 33 as .xlsx", sizes.rows);
        let mut ours = self.ours();
        run(ours.args(["workbook", sizes.rows, sizes.runs]).arg(&file))?;
        let mut reading = self.peer(&self.python, "workbook.py");
        run(reading.arg("cells").arg(&file).arg(&cells))?;
        for engine in ["xlsxwriter", "openpyxl"] {
            let written = self.folder.join(format!("{engine}.xlsx"));
            let mut writing = self.peer(&self.python, "workbook.py");
            writing.arg(engine).arg(&cells).arg(written);
            run(writing.args([what.as_str(), sizes.runs]))?;
        }
        let mut writing = self.node("workbook.mjs");
        writing.arg(&cells).arg(self.folder.join("exceljs.xlsx"));
        run(writing.args([what.as_str(), sizes.runs]))
    }
}
