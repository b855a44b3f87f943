//! The packages for an installation, and what its administrator needs beside them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{Browser, Installation, crx, file_name, files, policy, signed_name};
use crate::dist::archive;

/// All our files begin so.
const OURS: &str = "yuebao-extension-";

/// Writes everything into `folder`, in the place of all that was made before.
pub(crate) fn pack(
    root: &Path,
    installation: &Installation,
    folder: &Path,
) -> Result<Vec<PathBuf>> {
    installation.check()?;
    remove_earlier(folder)?;
    let mut made = Vec::new();
    for browser in Browser::ALL {
        let path = folder.join(file_name(browser, installation));
        let package = archive::zip(&files(root, browser, installation)?)?;
        made.push(write(path, &package)?);
    }
    if let Some(key) = &installation.key {
        let unsigned = folder.join(file_name(Browser::Chromium, installation));
        let signed = folder.join(signed_name(installation));
        crx::sign(root, key, &unsigned, &signed)?;
        made.push(signed);
    }
    let steps = root.join("web/extension/README.md");
    let steps = fs::read(&steps).with_context(|| format!("cannot read {}", steps.display()))?;
    made.push(write(folder.join(format!("{OURS}README.md")), &steps)?);
    let id = crx::id(root, &named(root, Browser::Chromium, installation, "/key")?)?;
    let gecko = "/browser_specific_settings/gecko/id";
    let gecko = named(root, Browser::Firefox, installation, gecko)?;
    for (name, content) in policy::files(&id, &gecko, installation)? {
        made.push(write(folder.join(name), &content)?);
    }
    Ok(made)
}

/// What a manifest names the extension by.
fn named(root: &Path, browser: Browser, installation: &Installation, at: &str) -> Result<String> {
    let manifest = super::manifest(root, browser, installation)?;
    let name = manifest.pointer(at).and_then(|name| name.as_str());
    Ok(name
        .with_context(|| format!("the manifest has no {at}"))?
        .to_owned())
}

/// One of another version, or signed by another key, must not be taken for one of these.
fn remove_earlier(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(OURS) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

fn write(path: PathBuf, content: &[u8]) -> Result<PathBuf> {
    fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use std::{env, os::unix::fs::symlink, process, process::Command};

    use super::*;
    use crate::{dist::sums, files, sh};

    /// A checkout with this one's sources and a small widget, and a folder for packages.
    struct Bench {
        root: PathBuf,
    }

    impl Bench {
        fn new(name: &str) -> Self {
            let root = env::temp_dir().join(format!("yuebao-{name}-{}", process::id()));
            files::remove(&root).expect("a folder");
            files::create(&root.join("dist")).expect("a folder");
            files::create(&root.join("out")).expect("a folder");
            fs::write(root.join("dist/yuebao.js"), "// the widget").expect("a file");
            let own = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
            let own = own.expect("a checkout");
            for name in ["web", "crates"] {
                symlink(own.join(name), root.join(name)).expect("a link");
            }
            Self { root }
        }

        fn out(&self) -> PathBuf {
            self.root.join("out")
        }

        /// As `dist extension` does.
        fn pack(&self, installation: &Installation) -> Result<Vec<PathBuf>> {
            sums::renewed(&self.out(), || pack(&self.root, installation, &self.out()))
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.out()).expect("a folder");
            let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("a file").file_name();
            entries
                .map(|entry| name(entry).to_string_lossy().into_owned())
                .collect()
        }

        fn check_sums(&self) -> String {
            let mut check = Command::new("sha256sum");
            check.args(["--check", "--strict", "SHA256SUMS"]);
            sh::capture(check.current_dir(self.out())).expect("they are right")
        }
    }

    impl Drop for Bench {
        fn drop(&mut self) {
            let _ = files::remove(&self.root);
        }
    }

    fn installation(portal: &str) -> Installation {
        Installation {
            server: Some("http://report.example:8420".to_owned()),
            portals: vec![portal.to_owned()],
            ..Installation::default()
        }
    }

    #[test]
    fn checksums_are_renewed_with_the_packages() {
        let bench = Bench::new("renewed");
        let old = bench.out().join("yuebao-extension-chromium-0.0.9.crx");
        fs::write(&old, "of another version").expect("a file");
        fs::write(bench.out().join("yuebao_0.1.0_amd64.deb"), "made before").expect("a file");
        bench
            .pack(&installation("http://one.example/"))
            .expect("packages");
        let before = fs::read_to_string(bench.out().join("SHA256SUMS")).expect("sums");
        bench
            .pack(&installation("http://two.example/"))
            .expect("packages");
        let after = fs::read_to_string(bench.out().join("SHA256SUMS")).expect("sums");
        assert_ne!(before, after);
        assert!(!old.exists());
        let checked = bench.check_sums();
        for name in bench.names().iter().filter(|name| *name != "SHA256SUMS") {
            assert!(
                checked.contains(&format!("{name}: OK")),
                "{name}: {checked}"
            );
        }
        assert_eq!(checked.lines().count() + 1, bench.names().len());
    }

    #[test]
    fn where_packing_fails_no_checksums_are_left() {
        let bench = Bench::new("failed");
        bench
            .pack(&installation("http://one.example/"))
            .expect("packages");
        let error = bench
            .pack(&installation("one.example"))
            .expect_err("no address");
        assert!(error.to_string().contains("one.example"), "{error}");
        assert!(!bench.names().contains(&"SHA256SUMS".to_owned()));
    }

    #[test]
    fn the_key_names_the_signed_package_and_the_same_files_make_the_same() {
        let bench = Bench::new("signed");
        let key = bench.root.join("own.pem");
        crx::make_key(&bench.root, &key).expect("a key");
        let made = fs::read(&key).expect("a key");
        crx::make_key(&bench.root, &key).expect_err("there is one");
        assert_eq!(fs::read(&key).expect("a key"), made);
        let installation = Installation {
            updates: Some("http://files.example".to_owned()),
            key: Some(key.clone()),
            ..installation("http://one.example/")
        };
        bench.pack(&installation).expect("packages");
        let signed = fs::read(bench.out().join(signed_name(&installation))).expect("a package");
        assert_eq!(&signed[..8], b"Cr24\x03\0\0\0");
        let zip = fs::read(
            bench
                .out()
                .join(file_name(Browser::Chromium, &installation)),
        )
        .expect("a package");
        assert!(signed.ends_with(&zip));
        let own = crx::public_key(&bench.root, &key).expect("a key");
        let id = crx::id(&bench.root, &own).expect("a name");
        assert!(
            id.len() == 32 && id.bytes().all(|letter| (b'a'..=b'p').contains(&letter)),
            "{id}"
        );
        let document = fs::read_to_string(bench.out().join("yuebao-extension-README.md"));
        let document = document.expect("a document");
        for name in policy::ALL {
            let own = name.strip_prefix("yuebao-extension-").expect(name);
            assert!(
                bench.out().join(name).exists() && document.contains(own),
                "{name}"
            );
        }
        let updates = fs::read_to_string(bench.out().join(policy::UPDATES)).expect("a list");
        assert!(updates.contains(&format!("appid='{id}'")), "{updates}");
        bench.pack(&installation).expect("packages");
        assert_eq!(
            fs::read(bench.out().join(signed_name(&installation))).expect("a package"),
            signed
        );
    }
}
