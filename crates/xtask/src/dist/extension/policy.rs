//! What an administrator hands to all browsers of an installation: which package they install,
//! from where, and for which server and portal.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::{Browser, Installation, file_name, pretty, signed_name};
use crate::dist::archive::Files;

/// Chromium's list of packages, by the name that the policies say.
pub(super) const UPDATES: &str = "yuebao-extension-chromium-updates.xml";
/// For `policies/managed` on Linux.
const CHROMIUM: &str = "yuebao-extension-chromium-policy.json";
/// The same for Chrome and Edge on Windows.
const WINDOWS: &str = "yuebao-extension-windows-policy.reg";
/// Firefox's `policies.json`.
const FIREFOX: &str = "yuebao-extension-firefox-policies.json";

/// Every name.
#[cfg(test)]
pub(super) const ALL: [&str; 4] = [UPDATES, CHROMIUM, WINDOWS, FIREFOX];

/// Where Windows keeps the policies of Chrome and of Edge.
const BRANCHES: [&str; 2] = [
    r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome",
    r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Edge",
];
/// The name of our line in a list that may have others: nobody counts so far.
const LINE: &str = "8420";

/// All files, by their names. `id` is Chromium's name for the extension, `gecko` is Firefox's.
pub(super) fn files(id: &str, gecko: &str, installation: &Installation) -> Result<Files> {
    let mut files = Files::from([
        (CHROMIUM.to_owned(), pretty(&chromium(id, installation))?),
        (WINDOWS.to_owned(), utf16(&windows(id, installation))),
        (FIREFOX.to_owned(), pretty(&firefox(gecko, installation))?),
    ]);
    if let Some(address) = signed_address(installation) {
        files.insert(
            UPDATES.to_owned(),
            updates(id, &address, &installation.version()).into_bytes(),
        );
    }
    Ok(files)
}

/// Where Chromium asks for renewals.
pub(super) fn updates_address(installation: &Installation) -> Option<String> {
    installation.key.as_ref()?;
    beside(installation, UPDATES)
}

fn signed_address(installation: &Installation) -> Option<String> {
    installation.key.as_ref()?;
    beside(installation, &signed_name(installation))
}

fn beside(installation: &Installation, name: &str) -> Option<String> {
    let folder = installation.updates.as_ref()?;
    Some(format!("{}/{name}", folder.trim_end_matches('/')))
}

/// What the extension is set to; examples, to be edited, where nothing was said.
fn settings(installation: &Installation) -> (String, Vec<String>) {
    let server = installation.server.as_deref();
    let mut portals = installation.portals.clone();
    if portals.is_empty() {
        portals.push("http://portal.example/projects/".to_owned());
    }
    let server = server.unwrap_or("http://report.example:8420").to_owned();
    (server, portals)
}

fn forced(id: &str, installation: &Installation) -> Option<String> {
    Some(format!("{id};{}", updates_address(installation)?))
}

fn chromium(id: &str, installation: &Installation) -> Value {
    let (server, portals) = settings(installation);
    let mut policy = Map::new();
    if let Some(forced) = forced(id, installation) {
        policy.insert("ExtensionInstallForcelist".to_owned(), json!([forced]));
    }
    let own = json!({ id: { "server": server, "portals": portals } });
    policy.insert("3rdparty".to_owned(), json!({ "extensions": own }));
    Value::Object(policy)
}

fn firefox(gecko: &str, installation: &Installation) -> Value {
    let (server, portals) = settings(installation);
    let mut policies = Map::new();
    if let Some(address) = beside(installation, &file_name(Browser::Firefox, installation)) {
        let install = json!({ "installation_mode": "force_installed", "install_url": address });
        policies.insert("ExtensionSettings".to_owned(), json!({ gecko: install }));
        let unsigned = json!({ "Value": false, "Status": "locked" });
        let preferences = json!({ "xpinstall.signatures.required": unsigned });
        policies.insert("Preferences".to_owned(), preferences);
    }
    let own = json!({ gecko: { "server": server, "portals": portals } });
    policies.insert("3rdparty".to_owned(), json!({ "Extensions": own }));
    json!({ "policies": policies })
}

fn windows(id: &str, installation: &Installation) -> String {
    let (server, portals) = settings(installation);
    let mut text = "Windows Registry Editor Version 5.00\n".to_owned();
    for branch in BRANCHES {
        if let Some(forced) = forced(id, installation) {
            let list = format!(r"{branch}\ExtensionInstallForcelist");
            write_branch(&mut text, &list, &[(LINE.to_owned(), forced)]);
        }
        let own = format!(r"{branch}\3rdparty\extensions\{id}\policy");
        write_branch(&mut text, &own, &[("server".to_owned(), server.clone())]);
        // what an earlier list had more of must not stay
        let _ = write!(text, "\n[-{own}\\portals]\n");
        let names = (1..).map(|number: u32| number.to_string());
        let lines: Vec<(String, String)> = names.zip(portals.iter().cloned()).collect();
        write_branch(&mut text, &format!(r"{own}\portals"), &lines);
    }
    text.replace('\n', "\r\n")
}

fn write_branch(text: &mut String, branch: &str, values: &[(String, String)]) {
    // writing to a String cannot fail
    let _ = write!(text, "\n[{branch}]\n");
    for (name, value) in values {
        let value = value.replace('\\', r"\\").replace('"', "\\\"");
        let _ = writeln!(text, "\"{name}\"=\"{value}\"");
    }
}

/// As Windows' own registry files are.
fn utf16(text: &str) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn updates(id: &str, address: &str, version: &str) -> String {
    let address = address
        .replace('&', "&amp;")
        .replace('\'', "&apos;")
        .replace('<', "&lt;");
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>\n  \
         <app appid='{id}'>\n    \
         <updatecheck codebase='{address}' version='{version}'/>\n  \
         </app>\n\
         </gupdate>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "abcdefghijklmnopabcdefghijklmnop";

    fn whole() -> Installation {
        Installation {
            server: Some("http://10.0.0.5:8420".to_owned()),
            portals: vec![
                "http://门户.example/a".to_owned(),
                "http://b/\"\\".to_owned(),
            ],
            updates: Some("http://files.example/yuebao/".to_owned()),
            key: Some("own.pem".into()),
            revision: Some(3),
        }
    }

    /// Reads a registry file as Windows does: branch and name to value.
    fn registry(bytes: &[u8]) -> Vec<(String, String, String)> {
        let units: Vec<u16> = bytes
            .chunks(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        let text = String::from_utf16(&units).expect("UTF-16");
        let text = text.strip_prefix('\u{feff}').expect("it says so");
        let mut branch = "";
        let mut values = Vec::new();
        for line in text.split("\r\n").skip(1) {
            if let Some(name) = line.strip_prefix('[') {
                branch = name.strip_suffix(']').expect(line);
            } else if let Some((name, value)) = line.split_once('=') {
                let bare = |text: &str| text[1..text.len() - 1].to_owned();
                let value = bare(value).replace("\\\"", "\"").replace(r"\\", r"\");
                values.push((branch.to_owned(), bare(name), value));
            }
        }
        values
    }

    #[test]
    fn the_registry_says_what_the_policy_of_linux_says() {
        let files = files(ID, "a@b", &whole()).expect("they can be made");
        let linux: Value = serde_json::from_slice(&files[CHROMIUM]).expect("JSON");
        let windows = registry(&files[WINDOWS]);
        for branch in BRANCHES {
            let of = |under: &str| -> Vec<&str> {
                let branch = format!(r"{branch}\{under}");
                let own = windows.iter().filter(|value| value.0 == branch);
                own.map(|value| value.2.as_str()).collect()
            };
            let own = format!(r"3rdparty\extensions\{ID}\policy");
            let settings = &linux["3rdparty"]["extensions"][ID];
            assert_eq!(json!(of(&own)), json!([settings["server"]]));
            assert_eq!(json!(of(&format!(r"{own}\portals"))), settings["portals"]);
            let forced = &linux["ExtensionInstallForcelist"];
            assert_eq!(json!(of("ExtensionInstallForcelist")), *forced);
        }
    }

    #[test]
    fn browsers_look_where_the_files_will_lie() {
        let files = files(ID, "a@b", &whole()).expect("they can be made");
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        let forced = format!("{ID};http://files.example/yuebao/{UPDATES}");
        assert!(text(CHROMIUM).contains(&forced));
        assert!(text(UPDATES).contains(&format!(
            "'http://files.example/yuebao/{}'",
            signed_name(&whole())
        )));
        let xpi = file_name(Browser::Firefox, &whole());
        assert!(text(FIREFOX).contains(&format!("\"http://files.example/yuebao/{xpi}\"")));
    }

    #[test]
    fn nothing_is_forced_from_nowhere() {
        for installation in [
            Installation::default(),
            Installation {
                key: None,
                ..whole()
            },
            Installation {
                updates: None,
                ..whole()
            },
        ] {
            let files = files(ID, "a@b", &installation).expect("they can be made");
            assert!(!files.contains_key(UPDATES));
            let text = String::from_utf8_lossy(&files[CHROMIUM]).into_owned();
            assert!(!text.contains("Forcelist"), "{text}");
            assert!(text.contains("\"portals\""), "{text}");
        }
    }

    #[test]
    fn an_address_stays_one_in_xml() {
        let text = updates(ID, "http://a/?b=1&c='<", "1");
        assert!(
            text.contains("codebase='http://a/?b=1&amp;c=&apos;&lt;'"),
            "{text}"
        );
    }
}
