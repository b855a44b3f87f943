//! The developer's commands. `cargo xtask serve` shows the product with demo data,
//! `cargo xtask build` builds it, `cargo xtask test` runs every check there is, `cargo xtask bench`
//! measures, `cargo xtask faults` breaks devices and server on purpose, `cargo xtask fuzz` the files
//! that they read; each first sets up what it needs.
//!
//! Reading order: [`cli`] says what was asked; [`serve`], [`steps`], [`mod@bench`],
//! [`mod@faults`], [`mod@fuzz`] and [`mod@dist`] are the commands;
//! [`setup`] looks at the machine, plans what is missing and applies the plan; [`widget`] builds
//! what the browser loads.
//!
//! Rooms, from the bottom up: `files`, `sh`, `text`, `workspace`, `mutants`, `setup`, `widget`,
//! `dist`, `cli`, `bench`, `faults`, `fuzz`, `serve`, `steps`.

mod bench;
mod cli;
mod dist;
mod faults;
mod files;
mod fuzz;
mod mutants;
mod serve;
mod setup;
mod sh;
mod steps;
mod text;
mod widget;
mod workspace;

use std::process::ExitCode;

use cli::Request;
use workspace::Workspace;

fn main() -> ExitCode {
    let request = match cli::parse(std::env::args_os().skip(1)) {
        Ok(request) => request,
        Err(error) => {
            eprintln!("error: {error}\n\nSee: cargo xtask --help");
            return ExitCode::from(2);
        }
    };
    match obey(request) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(request: Request) -> anyhow::Result<ExitCode> {
    match request {
        Request::Help => print!("{}", cli::HELP),
        Request::ListSteps => print!("{}", steps::list()),
        Request::Build => return serve::build(&Workspace::find()?),
        Request::Dist(options) => return dist::dist(&Workspace::find()?, &options),
        Request::Serve(options) => return serve::serve(&Workspace::find()?, &options),
        Request::Bench { subject, json } => return bench::run(&Workspace::find()?, subject, json),
        Request::Mutants(arguments) => return mutants::run(&Workspace::find()?, &arguments),
        Request::Faults(options) => return faults::faults(&Workspace::find()?, &options),
        Request::Fuzz(options) => return fuzz::fuzz(&Workspace::find()?, &options),
        Request::Test(options) => return steps::test(&Workspace::find()?, &options),
    }
    Ok(ExitCode::SUCCESS)
}
