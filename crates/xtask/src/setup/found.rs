//! What is on this machine.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use super::{
    plan::{Need, node_will_do},
    tool::{Tool, Tools},
};
use crate::{sh, text, workspace::Workspace};

/// Browsers that will do, the likeliest first.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];
/// Names of the other browser.
const SECOND_BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
/// Where Debian's package puts its font, for a machine without `fc-list`.
const DEBIAN_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// The state that a plan starts from.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What was looked for.
    pub(crate) asked: BTreeSet<Need>,
    /// What of that is there.
    pub(crate) present: BTreeSet<Need>,
    /// The build tools that are there, and where.
    pub(crate) tools: BTreeMap<Tool, PathBuf>,
    /// The browser, even where the fonts are missing.
    pub(crate) chromium: Chromium,
    /// The other browser.
    pub(crate) firefox: Option<PathBuf>,
    /// What can be used to install more.
    pub(crate) means: BTreeSet<Means>,
}

/// The browser for the browser tests.
#[derive(Debug, Default)]
pub(crate) enum Chromium {
    /// None is on `PATH`, none was chosen.
    #[default]
    Absent,
    /// This one.
    At(PathBuf),
    /// `CHROMIUM` names a file that is not there.
    NotWhereChosen(PathBuf),
}

/// A way to install something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Means {
    /// Adds parts to the compiler.
    Rustup,
    /// Installs packages for Node.js.
    Npm,
    /// This is Debian or a descendant.
    Apt,
    /// This program may install system packages.
    Root,
}

impl Found {
    /// Looks for `needs` and for the means to install them.
    pub(crate) fn look(workspace: &Workspace, tools: &Tools, needs: &BTreeSet<Need>) -> Self {
        let mut found = Self {
            asked: needs.clone(),
            means: means(),
            ..Self::default()
        };
        for need in needs {
            if found.has(workspace, tools, *need) {
                found.present.insert(*need);
            }
        }
        found
    }

    fn has(&mut self, workspace: &Workspace, tools: &Tools, need: Need) -> bool {
        match need {
            Need::Component("rustfmt") => sh::probe("cargo", &["fmt", "--version"]).is_some(),
            Need::Component(name) => sh::probe("cargo", &[name, "--version"]).is_some(),
            Need::WasmTarget => has_wasm_target(),
            Need::Node => has_node(),
            Need::Browser => {
                self.chromium = chromium();
                matches!(self.chromium, Chromium::At(_)) && has_chinese_font()
            }
            Need::SecondBrowser => {
                self.firefox = firefox();
                self.firefox.is_some()
            }
            Need::BrowserPackages => packages_are_current(&workspace.root.join("tests/browser")),
            Need::Proxies => has_proxies(),
            Need::Recorder => sh::which("strace").is_some(),
            Need::BackEnds => ["javac", "java", "python3"]
                .iter()
                .all(|name| sh::which(name).is_some()),
            Need::Office => ["soffice", "pdftotext"]
                .iter()
                .all(|name| sh::which(name).is_some()),
            Need::Peers => packages_are_current(&workspace.root.join("crates/bench/peers")),
            Need::LoadPeer => packages_are_current(&workspace.root.join("crates/load/peer")),
            Need::PagePeers => packages_are_current(&workspace.root.join("crates/bench/pages")),
            Need::Tool(tool) => {
                let program = tools.locate(tool);
                self.tools.extend(program.map(|program| (tool, program)));
                self.tools.contains_key(&tool)
            }
        }
    }
}

fn means() -> BTreeSet<Means> {
    let debian = Path::new("/etc/debian_version").exists();
    [
        (Means::Rustup, sh::which("rustup").is_some()),
        (Means::Npm, sh::which("npm").is_some()),
        (Means::Apt, debian && sh::which("apt-get").is_some()),
        (
            Means::Root,
            sh::probe("id", &["-u"]).is_some_and(|id| id.trim() == "0"),
        ),
    ]
    .into_iter()
    .filter_map(|(means, there)| there.then_some(means))
    .collect()
}

fn has_wasm_target() -> bool {
    sh::probe("rustc", &["--print", "sysroot"]).is_some_and(|sysroot| {
        Path::new(sysroot.trim())
            .join("lib/rustlib/wasm32-unknown-unknown/lib")
            .is_dir()
    })
}

fn has_node() -> bool {
    sh::probe("node", &["--version"])
        .is_some_and(|output| text::version(&output).is_some_and(node_will_do))
}

fn chromium() -> Chromium {
    match env::var_os("CHROMIUM").map(PathBuf::from) {
        Some(chosen) if chosen.is_file() => Chromium::At(chosen),
        Some(chosen) => Chromium::NotWhereChosen(chosen),
        None => BROWSERS
            .iter()
            .find_map(|name| sh::which(name))
            .map_or(Chromium::Absent, Chromium::At),
    }
}

fn firefox() -> Option<PathBuf> {
    let chosen = env::var_os("FIREFOX").map(PathBuf::from);
    let chosen = chosen.filter(|path| path.is_file());
    chosen.or_else(|| SECOND_BROWSERS.iter().find_map(|name| sh::which(name)))
}

/// Debian puts them where only root looks for programs.
fn has_proxies() -> bool {
    let is_there =
        |name: &str| sh::which(name).is_some() || Path::new("/usr/sbin").join(name).is_file();
    ["nginx", "apache2", "openssl"].into_iter().all(is_there)
}

fn has_chinese_font() -> bool {
    match sh::probe("fc-list", &[":lang=zh", "family"]) {
        Some(families) => !families.trim().is_empty(),
        None => Path::new(DEBIAN_FONT).exists(),
    }
}

/// Where `npm ci` notes what it installed. It empties `node_modules` first, so an interrupted one
/// leaves no note.
pub(crate) const PACKAGES_NOTE: &str = "node_modules/.installed-from-lock";

fn packages_are_current(folder: &Path) -> bool {
    let lock = fs::read(folder.join("package-lock.json"));
    let note = fs::read(folder.join(PACKAGES_NOTE));
    matches!((lock, note), (Ok(lock), Ok(note)) if lock == note)
}
