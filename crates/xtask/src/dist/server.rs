//! The server as one file that runs on any Linux of its kind, with the widget inside.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{sh, workspace::Workspace};

/// Builds it for the kind of machine this is. The library that Rust programs usually find on the
/// machine is put inside as well; `--target` keeps that from build scripts, which cannot have it.
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    let host = host()?;
    ensure!(
        host.ends_with("-linux-gnu"),
        "the server is packed on Linux only; this is {host}"
    );
    let inside = format!("target.{host}.rustflags=[\"-Ctarget-feature=+crt-static\"]");
    sh::run(
        workspace
            .cargo([
                "build",
                "--release",
                "--locked",
                "--package",
                "yuebao-server",
            ])
            .args(["--bin", "yuebao", "--target", &host, "--config", &inside])
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    let program = workspace.target.join(&host).join("release/yuebao");
    ensure!(
        is_static(&std::fs::read(&program).context("the server was not built")?),
        "{} asks for libraries of the machine",
        program.display()
    );
    Ok(program)
}

/// The kind of machine this is, as the compiler calls it.
pub(super) fn host() -> Result<String> {
    let said = sh::probe("rustc", &["-vV"]).context("rustc does not run")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// Whether an ELF file names no interpreter (`PT_INTERP`), which is what loads libraries.
fn is_static(elf: &[u8]) -> bool {
    const INTERPRETER: u32 = 3;
    let number = |at: usize, bytes: usize| {
        let part = elf.get(at..at + bytes)?;
        Some(
            part.iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        )
    };
    let headers = || {
        let (start, size, count) = (number(0x20, 8)?, number(0x36, 2)?, number(0x38, 2)?);
        (0..count)
            .map(|index| number(usize::try_from(start + index * size).ok()?, 4))
            .collect::<Option<Vec<_>>>()
    };
    elf.starts_with(b"\x7fELF\x02\x01")
        && headers().is_some_and(|kinds| !kinds.contains(&u64::from(INTERPRETER)))
}

#[cfg(test)]
mod tests {
    use super::is_static;

    #[test]
    fn a_program_that_is_loaded_with_libraries_is_told_apart() {
        let mut elf = vec![0; 0x40 + 2 * 0x38];
        elf[..6].copy_from_slice(b"\x7fELF\x02\x01");
        elf[0x20] = 0x40;
        elf[0x36] = 0x38;
        elf[0x38] = 2;
        elf[0x40] = 1;
        assert!(is_static(&elf));
        elf[0x40 + 0x38] = 3;
        assert!(!is_static(&elf));
        assert!(!is_static(b"#!/bin/sh"));
        let this = std::fs::read("/proc/self/exe").expect("this is Linux");
        assert!(!is_static(&this), "tests are linked as usual");
    }
}
