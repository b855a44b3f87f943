//! Where the widget (`dist`) is, which need not be built yet. The release binary carries it inside:
//! build that again when it changes.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let here = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    // A path with dots in it is resolved when this is compiled, which fails before there is a widget,
    // and then the program finds no file for ever.
    let workspace = Path::new(&here).join("..").canonicalize();
    let dist = workspace
        .expect("the package is in a workspace")
        .join("dist");
    println!("cargo::rustc-env=YUEBAO_DIST={}", dist.display());
    // A debug build reads the files from disk while it runs.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
}
