//! From what is on the machine to what has to be done: a pure function.

use std::{collections::BTreeSet, fmt};

use super::{
    found::{Chromium, Found, Means},
    tool::Tool,
};

/// Debian's packages for a browser that can show Chinese.
pub(crate) const BROWSER_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];
/// Debian's package of the other browser.
pub(crate) const SECOND_BROWSER_PACKAGES: [&str; 1] = ["firefox-esr"];
/// Debian's package that records what a process does to its files.
pub(crate) const RECORDER_PACKAGES: [&str; 1] = ["strace"];
/// Debian's packages of the languages, besides Node.js, that portals' back ends are written in.
pub(crate) const BACK_END_PACKAGES: [&str; 2] = ["default-jdk-headless", "python3"];
/// Debian's packages of an office suite, and of what turns its pages into texts.
pub(crate) const OFFICE_PACKAGES: [&str; 3] =
    ["libreoffice-calc", "libreoffice-writer", "poppler-utils"];
/// Debian's packages of the proxies that stand before the server in a county.
pub(crate) const PROXY_PACKAGES: [&str; 3] = ["nginx", "apache2-bin", "openssl"];
/// The oldest Node.js whose test runner does what the browser tests ask of it.
const NODE_AT_LEAST: u32 = 20;

/// Something a command cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A part of the Rust toolchain, by rustup's name.
    Component(&'static str),
    /// The standard library for wasm32.
    WasmTarget,
    /// A build tool in its exact version.
    Tool(Tool),
    /// Node.js, new enough.
    Node,
    /// A Chromium, and fonts with Chinese characters.
    Browser,
    /// A Firefox.
    SecondBrowser,
    /// nginx and Apache, for which there are configurations.
    Proxies,
    /// The packages of `tests/browser`, as its lock file has them.
    BrowserPackages,
    /// The engines that ours is compared with, as the lock file of `crates/bench/peers` has them.
    Peers,
    /// strace, with which the tests rebuild what a disk holds after a power cut.
    Recorder,
    /// A JDK and Python, for the examples of a portal's back end.
    BackEnds,
    /// An office suite, in which published documents are opened again.
    Office,
    /// The server that ours is compared with, as the lock file of `crates/load/peer` has it.
    LoadPeer,
    /// The form libraries whose pages ours is compared with, as the lock file of
    /// `crates/bench/pages` has them.
    PagePeers,
}

impl Need {
    /// All that building the widget takes.
    pub(crate) const WIDGET: [Self; 7] = [
        Self::WasmTarget,
        Self::Node,
        Self::Tool(Tool::Trunk),
        Self::Tool(Tool::WasmBindgen),
        Self::Tool(Tool::WasmSplit),
        Self::Tool(Tool::WasmOpt),
        Self::Tool(Tool::Esbuild),
    ];
}

/// One installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// `rustup component add`
    Component(&'static str),
    /// `rustup target add`
    WasmTarget,
    /// `cargo install` or `npm install` into the folder for tools
    Tool(Tool),
    /// `apt-get install` for the browser
    Browser,
    /// `apt-get install` for the other browser
    SecondBrowser,
    /// `apt-get install` for nginx and Apache, without starting them
    Proxies,
    /// `apt-get install` for strace
    Recorder,
    /// `apt-get install` for a JDK and Python
    BackEnds,
    /// `apt-get install` for an office suite
    Office,
    /// `npm ci` in `tests/browser`
    BrowserPackages,
    /// `npm ci` in `crates/bench/peers`
    Peers,
    /// `npm ci` in `crates/load/peer`
    LoadPeer,
    /// `npm ci` in `crates/bench/pages`
    PagePeers,
}

impl Action {
    /// How long it takes on a small machine.
    pub(crate) fn expectation(&self) -> &'static str {
        match self {
            Self::Component(_) | Self::WasmTarget => "a download, under a minute",
            Self::Tool(Tool::Trunk) => "compiled from source, about 5 minutes on 2 cores",
            Self::Tool(Tool::WasmBindgen | Tool::CargoDeny) => {
                "compiled from source, about 2 minutes on 2 cores"
            }
            Self::Tool(Tool::WasmSplit) => "compiled from source, about a minute on 2 cores",
            Self::Tool(Tool::WasmOpt | Tool::Esbuild)
            | Self::BrowserPackages
            | Self::Peers
            | Self::LoadPeer
            | Self::PagePeers
            | Self::Proxies
            | Self::Recorder => "a download, some seconds",
            Self::Browser | Self::SecondBrowser | Self::BackEnds | Self::Office => {
                "a download, about a minute"
            }
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Component(name) => write!(f, "{name}"),
            Self::WasmTarget => f.write_str("target wasm32-unknown-unknown"),
            Self::Tool(tool) => f.write_str(tool.program()),
            Self::Browser => f.write_str("Chromium and Chinese fonts"),
            Self::SecondBrowser => f.write_str("Firefox"),
            Self::Proxies => f.write_str("nginx and Apache"),
            Self::Recorder => f.write_str("strace"),
            Self::BackEnds => f.write_str("a JDK and Python"),
            Self::Office => f.write_str("LibreOffice"),
            Self::BrowserPackages => f.write_str("packages of the browser tests"),
            Self::Peers => f.write_str("engines to compare with"),
            Self::LoadPeer => f.write_str("a server to compare with"),
            Self::PagePeers => f.write_str("form libraries to compare with"),
        }
    }
}

/// Something only a person can install.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// What is missing and why it is needed.
    pub(crate) what: &'static str,
    /// What to do.
    pub(crate) remedy: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {}\n    {}", self.what, self.remedy)
    }
}

/// What has to happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// To be done by this program, in this order.
    pub(crate) actions: Vec<Action>,
    /// To be done by a person, before anything else.
    pub(crate) missing: Vec<Missing>,
}

/// What is to be done so that all of `needs` are there.
pub(crate) fn plan(found: &Found, needs: &BTreeSet<Need>) -> Plan {
    let mut plan = Plan::default();
    for need in needs.iter().filter(|need| !found.present.contains(need)) {
        match decide(found, *need) {
            Ok(action) => plan.actions.push(action),
            Err(missing) if plan.missing.contains(&missing) => {}
            Err(missing) => plan.missing.push(missing),
        }
    }
    plan
}

fn decide(found: &Found, need: Need) -> Result<Action, Missing> {
    let have = |means| found.means.contains(&means);
    match need {
        Need::Component(name) if have(Means::Rustup) => Ok(Action::Component(name)),
        Need::WasmTarget if have(Means::Rustup) => Ok(Action::WasmTarget),
        Need::Component(_) | Need::WasmTarget => Err(no_rustup()),
        Need::Tool(Tool::WasmOpt | Tool::Esbuild)
        | Need::BrowserPackages
        | Need::Peers
        | Need::LoadPeer
        | Need::PagePeers
            if !have(Means::Npm) =>
        {
            Err(no_node())
        }
        Need::Tool(tool) => Ok(Action::Tool(tool)),
        Need::Node => Err(no_node()),
        Need::BrowserPackages => Ok(Action::BrowserPackages),
        Need::Peers => Ok(Action::Peers),
        Need::LoadPeer => Ok(Action::LoadPeer),
        Need::PagePeers => Ok(Action::PagePeers),
        Need::Browser if let Chromium::NotWhereChosen(path) = &found.chromium => Err(Missing {
            what: "the browser that CHROMIUM names",
            remedy: format!(
                "{} does not exist: correct CHROMIUM or unset it",
                path.display()
            ),
        }),
        Need::Browser if have(Means::Apt) && have(Means::Root) => Ok(Action::Browser),
        Need::Browser => Err(no_browser(have(Means::Apt))),
        Need::SecondBrowser if have(Means::Apt) && have(Means::Root) => Ok(Action::SecondBrowser),
        Need::SecondBrowser => Err(no_second_browser(have(Means::Apt))),
        Need::Proxies if have(Means::Apt) && have(Means::Root) => Ok(Action::Proxies),
        Need::Proxies => Err(no_proxies(have(Means::Apt))),
        Need::Recorder if have(Means::Apt) && have(Means::Root) => Ok(Action::Recorder),
        Need::Recorder => Err(no_recorder(have(Means::Apt))),
        Need::BackEnds if have(Means::Apt) && have(Means::Root) => Ok(Action::BackEnds),
        Need::BackEnds => Err(no_back_ends(have(Means::Apt))),
        Need::Office if have(Means::Apt) && have(Means::Root) => Ok(Action::Office),
        Need::Office => Err(no_office(have(Means::Apt))),
    }
}

fn no_rustup() -> Missing {
    Missing {
        what: "rustup (the compiler here lacks a part that the build needs)",
        remedy: "install rustup from https://rustup.rs, then open a new shell".to_owned(),
    }
}

fn no_node() -> Missing {
    Missing {
        what: "Node.js with npm (wasm-opt, compression of the widget, browser tests)",
        remedy: format!("install Node.js {NODE_AT_LEAST} or newer from https://nodejs.org"),
    }
}

fn no_browser(apt: bool) -> Missing {
    let packages = BROWSER_PACKAGES.join(" ");
    Missing {
        what: "Chromium and a font with Chinese characters (browser tests)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install Chromium or Chrome and Noto Sans CJK with your system's package manager, and \
             set CHROMIUM to the browser's path if it is not on PATH"
                .to_owned()
        },
    }
}

fn no_second_browser(apt: bool) -> Missing {
    let packages = SECOND_BROWSER_PACKAGES.join(" ");
    Missing {
        what: "Firefox (browser tests)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install Firefox with your system's package manager, and set FIREFOX to its path if it \
             is not on PATH"
                .to_owned()
        },
    }
}

fn no_proxies(apt: bool) -> Missing {
    let packages = PROXY_PACKAGES.join(" ");
    Missing {
        what: "nginx and Apache (whether the packaged configurations work)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install nginx and Apache httpd with your system's package manager".to_owned()
        },
    }
}

fn no_recorder(apt: bool) -> Missing {
    let packages = RECORDER_PACKAGES.join(" ");
    Missing {
        what: "strace (what the server leaves on the disk when the power goes)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install strace with your system's package manager".to_owned()
        },
    }
}

fn no_back_ends(apt: bool) -> Missing {
    let packages = BACK_END_PACKAGES.join(" ");
    Missing {
        what: "a JDK and Python (the examples of a portal's back end)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install a JDK, 11 or newer, and Python 3 with your system's package manager".to_owned()
        },
    }
}

fn no_office(apt: bool) -> Missing {
    let packages = OFFICE_PACKAGES.join(" ");
    Missing {
        what: "LibreOffice and poppler (whether published documents open and print)",
        remedy: if apt {
            format!("run: sudo apt-get update && sudo apt-get install -y {packages}")
        } else {
            "install LibreOffice and poppler's tools with your system's package manager".to_owned()
        },
    }
}

/// Whether this Node.js will do, from the output of `node --version`.
pub(crate) fn node_will_do(version: &str) -> bool {
    version
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .is_some_and(|major: u32| major >= NODE_AT_LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIPPY: Need = Need::Component("clippy");
    const TRUNK: Need = Need::Tool(Tool::Trunk);
    const WASM_OPT: Need = Need::Tool(Tool::WasmOpt);

    fn bare() -> Found {
        Found {
            means: [Means::Rustup, Means::Npm, Means::Apt, Means::Root].into(),
            ..Found::default()
        }
    }

    fn bare_without(lacking: Means) -> Found {
        let mut found = bare();
        found.means.remove(&lacking);
        found
    }

    fn planned(found: Found, needs: &[Need]) -> Plan {
        plan(&found, &needs.iter().copied().collect())
    }

    #[test]
    fn installs_what_is_missing_and_nothing_else() {
        let with = |present: &[Need]| Found {
            present: present.iter().copied().collect(),
            ..bare()
        };
        let tool = Action::Tool;
        for (found, needs, expected) in [
            (bare(), vec![], vec![]),
            (
                bare(),
                vec![CLIPPY, Need::WasmTarget],
                vec![Action::Component("clippy"), Action::WasmTarget],
            ),
            (
                bare(),
                vec![Need::Browser, Need::BrowserPackages],
                vec![Action::Browser, Action::BrowserPackages],
            ),
            (bare(), vec![Need::BackEnds], vec![Action::BackEnds]),
            (bare(), vec![Need::Office], vec![Action::Office]),
            (
                bare(),
                vec![WASM_OPT, TRUNK],
                vec![tool(Tool::Trunk), tool(Tool::WasmOpt)],
            ),
            (
                with(&[TRUNK]),
                vec![WASM_OPT, TRUNK],
                vec![tool(Tool::WasmOpt)],
            ),
            (
                with(&[Need::Node, Need::WasmTarget]),
                vec![Need::Node, Need::WasmTarget],
                vec![],
            ),
        ] {
            let plan = planned(found, &needs);
            assert_eq!(
                plan,
                Plan {
                    actions: expected,
                    missing: vec![]
                },
                "{needs:?}"
            );
        }
    }

    #[test]
    fn says_what_a_person_has_to_install() {
        let chosen = Chromium::NotWhereChosen("/opt/browser".into());
        for (found, needs, word) in [
            (
                Found {
                    chromium: chosen,
                    ..bare()
                },
                vec![Need::Browser],
                "/opt/browser does not exist",
            ),
            (
                bare_without(Means::Rustup),
                vec![CLIPPY, Need::WasmTarget],
                "https://rustup.rs",
            ),
            (
                bare_without(Means::Npm),
                vec![Need::Node, WASM_OPT],
                "Node.js 20",
            ),
            (
                bare_without(Means::Root),
                vec![Need::Browser],
                "sudo apt-get update && sudo apt-get install -y chromium fonts-noto-cjk",
            ),
            (bare_without(Means::Apt), vec![Need::Browser], "CHROMIUM"),
            (
                bare_without(Means::Root),
                vec![Need::Proxies],
                "sudo apt-get update && sudo apt-get install -y nginx apache2-bin openssl",
            ),
            (
                bare_without(Means::Root),
                vec![Need::Recorder],
                "sudo apt-get update && sudo apt-get install -y strace",
            ),
            (
                bare_without(Means::Root),
                vec![Need::BackEnds],
                "sudo apt-get update && sudo apt-get install -y default-jdk-headless python3",
            ),
            (
                bare_without(Means::Root),
                vec![Need::Office],
                "install -y libreoffice-calc libreoffice-writer poppler-utils",
            ),
        ] {
            let plan = planned(found, &needs);
            let [missing] = plan.missing.as_slice() else {
                panic!("{needs:?}: {plan:?}")
            };
            assert!(
                missing.remedy.contains(word),
                "{needs:?}: {}",
                missing.remedy
            );
            assert_eq!(plan.actions, [], "{needs:?}");
        }
    }

    #[test]
    fn what_is_present_needs_no_means_to_install_it() {
        let needs = [CLIPPY, Need::Node, WASM_OPT, Need::Browser];
        let found = Found {
            present: needs.into_iter().collect(),
            ..Found::default()
        };
        assert_eq!(planned(found, &needs), Plan::default());
    }

    #[test]
    fn node_by_its_major_version() {
        for (version, expected) in [
            ("20.20.2", true),
            ("22.1.0", true),
            ("18.19.0", false),
            ("9.9.9", false),
            ("", false),
        ] {
            assert_eq!(node_will_do(version), expected, "{version}");
        }
    }
}
