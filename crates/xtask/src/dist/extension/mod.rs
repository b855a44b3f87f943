//! The browser extension: `web/extension`, the widget, and the installation it is made for.

pub(crate) mod crx;
mod pack;
mod policy;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

pub(crate) use self::pack::pack;
use super::archive::Files;
use crate::files as folders;

/// Manifests that are parts, and what is for readers of the source.
const NOT_PACKED: [&str; 4] = [
    "manifest.json",
    "manifest.chromium.json",
    "manifest.firefox.json",
    "README.md",
];

/// Browsers that want packages of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium, Chrome, Edge, 360, QQ.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Every one.
    pub(crate) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// The installation that a package is made for. Where it names portals the browser grants access when
/// it installs the package; elsewhere the options page asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Installation {
    /// The server's address.
    pub(crate) server: Option<String>,
    /// What the addresses of the portal's pages begin with.
    pub(crate) portals: Vec<String>,
    /// The address of the folder where browsers find the packages.
    pub(crate) updates: Option<String>,
    /// A file with the private key that Chromium's package is signed with, and named by.
    pub(crate) key: Option<PathBuf>,
    /// Counts the packages of one version of the program: browsers only take what is newer.
    pub(crate) revision: Option<u16>,
}

impl Installation {
    fn version(&self) -> String {
        let program = env!("CARGO_PKG_VERSION");
        self.revision.map_or_else(
            || program.to_owned(),
            |number| format!("{program}.{number}"),
        )
    }

    fn check(&self) -> Result<()> {
        let folders = self.server.iter().chain(&self.updates);
        for address in folders.chain(&self.portals) {
            pattern(address)?;
        }
        Ok(())
    }
}

/// The name of the package.
fn file_name(browser: Browser, installation: &Installation) -> String {
    let ending = match browser {
        Browser::Chromium => "zip",
        Browser::Firefox => "xpi",
    };
    named(browser, installation, ending)
}

/// The name of Chromium's package with a signature.
fn signed_name(installation: &Installation) -> String {
    named(Browser::Chromium, installation, "crx")
}

fn named(browser: Browser, installation: &Installation, ending: &str) -> String {
    let version = installation.version();
    format!("yuebao-extension-{}-{version}.{ending}", browser.name())
}

/// Everything in the package.
pub(crate) fn files(root: &Path, browser: Browser, installation: &Installation) -> Result<Files> {
    let sources = root.join("web/extension");
    let mut files = Files::new();
    for (path, content) in read(&sources)? {
        if !NOT_PACKED.contains(&path.as_str()) {
            files.insert(path, content);
        }
    }
    if browser == Browser::Firefox {
        // it reads its policy without a schema
        files.remove("managed.json");
    }
    for (path, content) in read(&root.join("dist"))? {
        if is_program(&path) {
            files.insert(format!("widget/{path}"), content);
        }
    }
    ensure!(
        files.contains_key("widget/yuebao.js"),
        "there is no widget in {}",
        root.join("dist").display()
    );
    let manifest = manifest(root, browser, installation)?;
    files.insert("manifest.json".to_owned(), pretty(&manifest)?);
    let mut built = Map::new();
    if let Some(server) = &installation.server {
        built.insert("server".to_owned(), json!(server));
    }
    if !installation.portals.is_empty() {
        built.insert("portals".to_owned(), json!(installation.portals));
    }
    files.insert("built.json".to_owned(), pretty(&Value::Object(built))?);
    Ok(files)
}

/// Writes the files into a folder, for a browser that loads unpacked extensions.
pub(crate) fn unpack(files: &Files, folder: &Path) -> Result<()> {
    folders::remove(folder)?;
    for (path, content) in files {
        let path = folder.join(path);
        folders::create(path.parent().unwrap_or(folder))?;
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn manifest(root: &Path, browser: Browser, installation: &Installation) -> Result<Value> {
    let sources = root.join("web/extension");
    let mut manifest = part(&sources, "manifest.json")?;
    let own = format!("manifest.{}.json", browser.name());
    manifest.append(&mut part(&sources, &own)?);
    manifest.insert("version".to_owned(), json!(installation.version()));
    grant(&mut manifest, installation)?;
    if browser == Browser::Chromium {
        name(root, &mut manifest, installation)?;
    }
    Ok(Value::Object(manifest))
}

fn grant(manifest: &mut Map<String, Value>, installation: &Installation) -> Result<()> {
    let portals = patterns(&installation.portals)?;
    if portals.is_empty() {
        return Ok(());
    }
    let server: Vec<String> = installation.server.iter().cloned().collect();
    let mut hosts = portals.clone();
    hosts.extend(patterns(&server)?);
    hosts.sort();
    hosts.dedup();
    manifest.insert("host_permissions".to_owned(), json!(hosts));
    manifest.remove("optional_host_permissions");
    manifest["web_accessible_resources"][0]["matches"] = json!(portals);
    Ok(())
}

/// Without a key in its manifest Chromium would name the extension by its folder, and what was
/// filled in would not be found in another.
fn name(root: &Path, manifest: &mut Map<String, Value>, installation: &Installation) -> Result<()> {
    if let Some(key) = &installation.key {
        manifest.insert("key".to_owned(), json!(crx::public_key(root, key)?));
    }
    if let Some(address) = policy::updates_address(installation) {
        manifest.insert("update_url".to_owned(), json!(address));
    }
    Ok(())
}

fn part(sources: &Path, name: &str) -> Result<Map<String, Value>> {
    let path = sources.join(name);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn patterns(addresses: &[String]) -> Result<Vec<String>> {
    addresses.iter().map(|address| pattern(address)).collect()
}

/// The browser's name for all pages of an address's host; it knows no ports.
fn pattern(address: &str) -> Result<String> {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(authority, |(host, _)| host);
    ensure!(
        ["http", "https"].contains(&scheme) && !host.is_empty(),
        "`{address}` is no whole address: it begins with http:// or https://"
    );
    Ok(format!("{scheme}://{host}/*"))
}

fn pretty(value: &Value) -> Result<Vec<u8>> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text.into_bytes())
}

/// The loader and the hashed files, without Trunk's own page and without packed twins.
pub(super) fn is_program(path: &str) -> bool {
    let page = ["icon-", "portal-"];
    let packed = [".br", ".gz"];
    path == "yuebao.js"
        || (path.split('/').any(has_hash)
            && !page.iter().any(|start| path.starts_with(start))
            && !packed.iter().any(|end| path.ends_with(end)))
}

fn has_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        digits >= 16
    })
}

/// All files in a folder and below, by their paths there, but those whose names begin with a dot.
pub(super) fn read(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let here = folder.join(&inside);
        let context = || format!("cannot read {}", here.display());
        for entry in fs::read_dir(&here).with_context(context)? {
            let entry = entry.with_context(context)?;
            // where Trunk is at work, or was interrupted
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = inside.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                let name = path.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(entry.path()).with_context(context)?));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_for(server: &str, portal: &str) -> Installation {
        Installation {
            server: Some(server.to_owned()),
            portals: vec![portal.to_owned()],
            ..Installation::default()
        }
    }

    fn made(browser: Browser, installation: &Installation) -> Value {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        manifest(&root, browser, installation).expect("the parts can be read")
    }

    #[test]
    fn a_package_for_nowhere_has_no_access_and_may_ask() {
        for browser in Browser::ALL {
            let manifest = made(browser, &Installation::default());
            assert!(manifest.get("host_permissions").is_none());
            assert!(manifest.get("optional_host_permissions").is_some());
            assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        }
    }

    #[test]
    fn a_package_for_one_portal_has_access_to_it_and_its_server_alone() {
        let installation = built_for(
            "http://10.0.0.5:8420",
            "https://portal.example:8443/projects/",
        );
        let manifest = made(Browser::Chromium, &installation);
        assert_eq!(
            manifest["host_permissions"],
            json!(["http://10.0.0.5/*", "https://portal.example/*"])
        );
        assert!(manifest.get("optional_host_permissions").is_none());
        assert_eq!(
            manifest["web_accessible_resources"][0]["matches"],
            json!(["https://portal.example/*"])
        );
    }

    #[test]
    fn each_browser_has_its_own_background() {
        let chromium = made(Browser::Chromium, &Installation::default());
        assert_eq!(chromium["background"]["service_worker"], "background.js");
        assert!(chromium.get("browser_specific_settings").is_none());
        let firefox = made(Browser::Firefox, &Installation::default());
        assert_eq!(firefox["background"]["scripts"], json!(["background.js"]));
        assert!(firefox.get("storage").is_none());
    }

    #[test]
    fn an_address_is_whole() {
        for wrong in ["portal.example", "ftp://a/", "http://", "*"] {
            for installation in [
                built_for(wrong, "http://portal.example/"),
                built_for("http://a", wrong),
                Installation {
                    updates: Some(wrong.to_owned()),
                    ..Installation::default()
                },
            ] {
                let error = installation.check().expect_err(wrong).to_string();
                assert!(error.contains(wrong), "{error}");
            }
        }
    }

    #[test]
    fn the_name_does_not_follow_from_a_folder() {
        let chromium = made(Browser::Chromium, &Installation::default());
        assert!(chromium["key"].is_string());
        let firefox = made(Browser::Firefox, &Installation::default());
        assert!(firefox["browser_specific_settings"]["gecko"]["id"].is_string());
        assert!(firefox.get("key").is_none());
    }

    #[test]
    fn a_key_that_is_not_there_is_not_made_in_passing() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let installation = Installation {
            key: Some("nowhere/own.pem".into()),
            ..Installation::default()
        };
        let error = manifest(&root, Browser::Chromium, &installation).expect_err("no key");
        assert!(error.to_string().contains("crx.mjs new"), "{error}");
        assert!(!Path::new("nowhere/own.pem").exists());
    }

    #[test]
    fn every_word_is_there_in_both_languages() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/extension/_locales");
        let names = |language: &str| -> Vec<String> {
            let words = part(&root.join(language), "messages.json").expect("words");
            words.keys().cloned().collect()
        };
        assert_eq!(names("zh_CN"), names("en"));
    }

    #[test]
    fn the_program_is_packed_and_nothing_else() {
        for name in [
            "yuebao.js",
            "yuebao-web-0123456789abcdef.js",
            "yuebao-web-0123456789abcdef_bg.wasm",
            "snippets-0123456789abcdef/a/src/element.js",
        ] {
            assert!(is_program(name), "{name}");
        }
        for name in [
            "index.html",
            "embed.js",
            "icon-0123456789abcdef.svg",
            "yuebao-web-0123456789abcdef_bg.wasm.br",
        ] {
            assert!(!is_program(name), "{name}");
        }
    }
}
