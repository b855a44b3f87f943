//! `cargo xtask serve`: the product with demo data; `cargo xtask build`: the product.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::{cli::ServeOptions, files, setup::Setup, sh, text, widget, workspace::Workspace};

/// What the demo said when it was made: the accounts to log in with.
const DEMO_NOTE: &str = "demo.txt";

/// Sets up, builds, makes demo data where there is none, and becomes the server.
pub(crate) fn serve(workspace: &Workspace, options: &ServeOptions) -> Result<ExitCode> {
    let start = Instant::now();
    check_profile(workspace, &options.profile)?;
    check_port(options.port)?;
    let server = set_up_and_build(workspace, options.release)?;
    let data = demo_data(workspace, &server, options)?;

    println!("\nready after {}", text::duration(start.elapsed()));
    print!(
        "{}",
        fs::read_to_string(data.join(DEMO_NOTE)).unwrap_or_default()
    );
    println!(
        "\n    http://127.0.0.1:{}\n\n(Ctrl-C stops the server)\n",
        options.port
    );
    become_server(
        workspace
            .command(server)
            .args(["serve", "--demo", "--data"])
            .arg(data)
            .args(["--listen", &format!("127.0.0.1:{}", options.port)]),
    )
}

/// Sets up and builds the server with the widget inside.
pub(crate) fn build(workspace: &Workspace) -> Result<ExitCode> {
    let start = Instant::now();
    let server = set_up_and_build(workspace, true)?;
    let taken = text::duration(start.elapsed());
    println!("\nbuilt in {taken}:\n\n    {}\n", server.display());
    Ok(ExitCode::SUCCESS)
}

fn set_up_and_build(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let needs = widget::needs();
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    println!("--> building the widget");
    widget::build(workspace, &setup)?;
    println!("--> building the server");
    build_server(workspace, release)
}

fn check_profile(workspace: &Workspace, profile: &str) -> Result<()> {
    let folder = workspace.root.join("crates/domain/profiles");
    let mut names = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            names.extend(
                path.file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned()),
            );
        }
    }
    names.sort();
    if !names.iter().any(|name| name == profile) {
        bail!(
            "there is no profile `{profile}`; there are {}",
            names.join(", ")
        );
    }
    Ok(())
}

/// Better now than after some minutes of building.
fn check_port(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| {
            format!(
                "cannot listen on 127.0.0.1:{port}; stop what does, or choose another with --port"
            )
        })
}

fn build_server(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let mut build = workspace.cargo(["build", "--package", "yuebao-server", "--bin", "yuebao"]);
    if release {
        build.arg("--release");
    }
    sh::run(&mut build)?;
    Ok(workspace.target.join(if release {
        "release/yuebao"
    } else {
        "debug/yuebao"
    }))
}

/// The folder with this profile's demo data. It gets its name when it is complete.
fn demo_data(workspace: &Workspace, server: &Path, options: &ServeOptions) -> Result<PathBuf> {
    let demos = workspace.target.join("demo");
    let data = demos.join(&options.profile);
    if options.fresh {
        files::remove(&data)?;
    }
    if data.join(DEMO_NOTE).exists() {
        println!("--> demo data: {} (--fresh makes it anew)", data.display());
        return Ok(data);
    }
    println!("--> making demo data for {}", options.profile);
    let start = Instant::now();
    let unfinished = demos.join(format!("{}.unfinished", options.profile));
    files::remove(&unfinished)?;
    files::create(&unfinished)?;
    let said = sh::capture(
        workspace
            .command(server)
            .args(["demo", "--profile", &options.profile, "--data"])
            .arg(&unfinished),
    )?;
    let said = said.replace(&*unfinished.to_string_lossy(), &data.to_string_lossy());
    fs::write(unfinished.join(DEMO_NOTE), said).context("cannot note the demo's accounts")?;
    files::remove(&data)?;
    fs::rename(&unfinished, &data)
        .with_context(|| format!("cannot move the demo data to {}", data.display()))?;
    println!(
        "--> demo data: {} (made in {})",
        data.display(),
        text::duration(start.elapsed())
    );
    Ok(data)
}

/// The server takes this process over, so that Ctrl-C and signals reach it and nothing is left.
#[cfg(unix)]
fn become_server(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).with_context(|| format!("cannot start {}", command.get_program().display()))
}

#[cfg(not(unix))]
fn become_server(command: &mut Command) -> Result<ExitCode> {
    let status = command.status().context("cannot start the server")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
