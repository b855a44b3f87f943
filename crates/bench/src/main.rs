//! The same for a shell: what other engines are compared on, drafts digested, and this machine's
//! own figures.

#[cfg(not(target_arch = "wasm32"))]
mod import;
#[cfg(not(target_arch = "wasm32"))]
mod publish;
#[cfg(not(target_arch = "wasm32"))]
mod shell;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> anyhow::Result<()> {
    shell::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
