//! The widget's files: inside the binary, or from a folder.

pub(crate) mod missing;
pub(crate) mod negotiate;
pub(crate) mod page;

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use axum::http::HeaderValue;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use yuebao_domain::wire::build_named_in;

/// What `cargo xtask build` has built. A debug build reads it from disk at each request.
#[derive(RustEmbed)]
#[folder = "$YUEBAO_DIST"]
#[allow_missing = true]
struct Embedded;

/// Where the files come from.
#[derive(Debug)]
pub struct Assets {
    folder: Option<PathBuf>,
    build: String,
    portals: String,
    demo: bool,
}

/// One file.
#[derive(Debug)]
pub struct Asset {
    /// Its bytes.
    pub data: Cow<'static, [u8]>,
    /// Its SHA-256 in hexadecimal.
    pub hash: String,
}

impl Assets {
    /// The files of `folder`; those in the binary if there is none. Pages of the origins `portals`
    /// may put the page that is made for it into a frame. A `demo` has a made-up portal at its root.
    pub fn new(folder: Option<PathBuf>, portals: &[HeaderValue], demo: bool) -> Self {
        let portals: Vec<&str> = portals.iter().filter_map(|one| one.to_str().ok()).collect();
        let mut assets = Self {
            folder,
            build: String::new(),
            portals: portals.join(" "),
            demo,
        };
        assets.build = assets.read_build();
        assets
    }

    /// Names the build of the widget; `none` if there is no widget, or one without hashed names.
    pub fn build(&self) -> &str {
        &self.build
    }

    /// The portals' origins, with spaces between them.
    pub(crate) fn portals(&self) -> &str {
        &self.portals
    }

    /// Whether the root is a made-up portal, and not the page to work on.
    pub(crate) fn is_demo(&self) -> bool {
        self.demo
    }

    /// The file at a path such as `yuebao.js`.
    pub fn get(&self, path: &str) -> Option<Asset> {
        if !is_plain(path) {
            return None;
        }
        let Some(folder) = &self.folder else {
            let file = Embedded::get(path)?;
            return Some(Asset {
                hash: hex::encode(file.metadata.sha256_hash()),
                data: file.data,
            });
        };
        let data = std::fs::read(folder.join(path)).ok()?;
        Some(Asset {
            hash: hex::encode(Sha256::digest(&data)),
            data: Cow::Owned(data),
        })
    }

    /// The module that every page loads names the hashed files, and so the build.
    fn read_build(&self) -> String {
        let loader = self.get("yuebao.js");
        let text = loader
            .as_ref()
            .map(|loader| String::from_utf8_lossy(&loader.data));
        let build = text.as_deref().and_then(build_named_in);
        build.unwrap_or("none").to_owned()
    }
}

/// Nothing hidden and no way out of the folder.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && Path::new(path).components().all(|part| {
            matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::is_plain;

    /// Else a program that is built before the widget never finds it.
    #[test]
    fn the_folder_is_named_without_having_to_be_there() {
        let dist = Path::new(env!("YUEBAO_DIST"));
        let workspace = dist.parent().unwrap();
        assert_eq!(workspace, workspace.canonicalize().unwrap());
        assert!(workspace.join("Cargo.lock").is_file());
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in [
            "index.html",
            "icons/a.svg",
            "web-0123456789abcdef_bg.wasm.br",
        ] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../Cargo.toml",
            "a/../../b",
            ".git/config",
            "C:\\a",
            "a\0b",
        ] {
            assert!(!is_plain(path), "{path:?}");
        }
    }
}
