//! A plan of ten thousand rows read, checked and previewed, beside the bare reading of its cells by
//! calamine and by openpyxl.

use anyhow::{Context, Result};

use super::lines::Lines;
use crate::{files, sh, workspace::Workspace};

const OPENPYXL: &str = "openpyxl==3.1.5";
/// Runs of which the median counts.
const RUNS: &str = "9";

/// Builds and measures. Python and openpyxl come into a folder of their own.
pub(super) fn measure(workspace: &Workspace, lines: &mut Lines) -> Result<()> {
    let folder = workspace.target.join("bench/import");
    files::create(&folder)?;
    let python = folder.join("python");
    let own = python.join("bin/python");
    if sh::probe(&own, &["-c", "import openpyxl"]).is_none() {
        let system =
            sh::which("python3").context("python3 is not on PATH; install it with venv")?;
        sh::run_aside(workspace.command(system).args(["-m", "venv"]).arg(&python))?;
        let mut pip = workspace.command(&own);
        sh::run_aside(pip.args(["-m", "pip", "install", "--quiet", OPENPYXL]))?;
    }
    let mut cargo = workspace.cargo(["build", "--release", "--package", "yuebao-bench"]);
    sh::run_aside(cargo.args(["--bin", "yuebao-bench"]))?;
    let file = folder.join("plan.xlsx");
    eprintln!("--> measuring; best on a machine that does nothing else");
    let mut run = |command: &mut _| sh::each_line(command, |line| lines.take(line));
    let native = workspace.target.join("release/yuebao-bench");
    let mut ours = workspace.command(native);
    run(ours.arg("import").arg(&file).arg(RUNS))?;
    let script = workspace.root.join("crates/bench/peers/openpyxl_cells.py");
    run(workspace.command(own).arg(script).arg(&file).arg(RUNS))
}
