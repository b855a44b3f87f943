//! The release binary carries the widget (`dist`) inside: build it again when that changes.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug build reads the files from disk while it runs.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../dist");
    }
}
