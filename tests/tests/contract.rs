//! What `web/EMBEDDING.md` promises to the portal's programmers, `web/yuebao.d.ts` declares and the
//! code does are the same names.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

type Names = BTreeSet<String>;

fn web() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web")
}

fn read(path: &str) -> String {
    fs::read_to_string(web().join(path)).unwrap()
}

/// All files below `web/src` with this ending, without tests.
fn sources(ending: &str) -> String {
    let mut text = String::new();
    let mut folders = vec![web().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    text
}

/// What stands between each `open` and the `close` after it.
fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, begun)) = rest.split_once(open) {
        let Some((name, further)) = begun.split_once(close) else {
            break;
        };
        found.push(name.to_owned());
        rest = further;
    }
    found
}

fn one(text: &str, open: &str, close: &str) -> String {
    between(text, open, close)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("there is no {open:?}"))
}

/// The names in the first column of the table of a section.
fn documented(section: &str) -> Names {
    let page = read("EMBEDDING.md");
    let text = one(&page, &format!(" · {section}\n"), "\n## ");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let names: Names = rows.map(|row| one(row, "`", "`")).collect();
    assert!(!names.is_empty(), "{section} has no table");
    names
}

fn declared(begins: &str) -> String {
    one(&read("yuebao.d.ts"), begins, "\n}")
}

/// Members of a TypeScript interface, `name` before `?`, `:` or `(`; their comments and overloads
/// of listeners are left out.
fn members(interface: &str) -> Names {
    let body = declared(&format!("interface {interface} {{"));
    let lines = body.lines().filter_map(|line| line.strip_prefix("  "));
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"'))
        .filter(|line| !line.contains("EventListener"))
        .map(|line| {
            let end = line.find(['?', ':', '(']).unwrap_or(line.len());
            line[..end].trim_matches('"').to_owned()
        })
        .collect()
}

fn alternatives(of: &str) -> Names {
    quoted(&one(&read("yuebao.d.ts"), of, ";"))
}

fn quoted(text: &str) -> Names {
    between(text, "\"", "\"").into_iter().collect()
}

fn before(names: Names, end: char) -> Names {
    let cut = |name: String| name.split(end).next().unwrap().to_owned();
    names.into_iter().map(cut).collect()
}

#[test]
fn attributes_are_those_that_the_element_reads() {
    let script = read("src/element.js");
    let mut known = quoted(&one(&script, "observedAttributes = [", "]"));
    // the style sheet reads that one
    known.extend(
        between(&sources(".css"), ":host([theme", "=")
            .iter()
            .map(|_| "theme".to_owned()),
    );
    assert_eq!(documented("Attributes"), known);
    assert_eq!(members("YuebaoReportAttributes"), known);
}

#[test]
fn properties_and_methods_are_those_that_the_element_has() {
    let script = read("src/element.js");
    let class = script.split("class extends /**").nth(1).unwrap();
    let setters: Names = between(class, "\n      set ", "(").into_iter().collect();
    assert_eq!(documented("Properties"), setters);
    let methods: Names = class
        .lines()
        .filter_map(|line| line.strip_prefix("      ")?.strip_suffix(") {"))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('('))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.contains(' ') && !name.ends_with("Callback"))
        .collect();
    let told = before(documented("Methods"), '(');
    assert_eq!(told, methods);
    let early = read("src/early.js");
    let list = |name: &str| quoted(&one(&early, &format!("const {name} = ["), "]"));
    assert_eq!(list("PROPERTIES"), setters);
    assert_eq!(list("METHODS"), methods);
    let attributes = quoted(&one(&script, "observedAttributes = [", "]"));
    assert_eq!(list("OBSERVED"), attributes);
    let declared = members("YuebaoReportElement extends HTMLElement");
    assert_eq!(declared, told.union(&setters).cloned().collect());
}

#[test]
fn events_are_those_that_are_sent() {
    let code = read("src/state/effect.rs");
    let sent: Names = quoted(&one(&code, "pub fn name(", "\n    }"))
        .into_iter()
        .filter(|name| name.starts_with("yuebao-"))
        .collect();
    assert_eq!(documented("Events"), sent);
    assert_eq!(members("YuebaoEventMap"), sent);
    let events = one(&code, "pub enum HostEvent {", "\n}");
    let page = read("EMBEDDING.md");
    for name in &sent {
        let words: String = name.split('-').skip(1).map(capital).collect();
        let fields = one(&events, &format!("    {words} {{"), "\n    }");
        let keys: Names = (fields.lines())
            .filter_map(|line| Some(line.trim().split_once(": ")?.0.to_owned()))
            .filter(|key| !key.starts_with("///"))
            .collect();
        let detail = one(&page, &format!("| `{name}` | `{{"), "}`");
        let told: Names = detail.split(", ").map(str::to_owned).collect();
        assert_eq!(told, keys, "{name}");
        let interface = format!("Yuebao{words}Detail");
        assert_eq!(members(&interface), keys, "{interface}");
    }
}

/// `text-size` as a property: `textSize`.
fn in_script(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn a_frame_gives_all_that_the_element_has() {
    let inside = read("doors/embed.js");
    let list = |name: &str| quoted(&one(&inside, &format!("const {name} = ["), "]"));
    let told = documented("Events");
    assert_eq!(
        list("EVENTS"),
        told.iter()
            .map(|name| name.replacen("yuebao-", "", 1))
            .collect()
    );
    let methods = before(documented("Methods"), '(');
    assert_eq!(list("METHODS"), methods);
    let mut attributes = documented("Attributes");
    assert!(attributes.remove("server"), "the frame's address names it");
    assert_eq!(list("ATTRIBUTES"), attributes);

    let outside = read("doors/yuebao-frame.js");
    let called: Names = between(&outside, "this.call(\"", "\"")
        .into_iter()
        .collect();
    assert_eq!(called, methods);
    let set: Names = between(&outside, "\n    set ", "(").into_iter().collect();
    let mut offered = documented("Properties");
    offered.extend(attributes.iter().map(|name| in_script(name)));
    assert_eq!(set, offered);
    offered.extend(methods);
    let declared: Names = one(&read("yuebao.d.ts"), "interface YuebaoFrame {", "\n}")
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with("readonly"))
        .map(|line| line.trim_start_matches("set ").to_owned())
        .collect();
    let declared = before(declared, '(');
    assert_eq!(declared, offered);
}

#[test]
fn the_screens_and_states_in_events_are_those_that_are_declared() {
    let screen = read("src/state/screen.rs");
    let views = quoted(&one(&screen, "fn event(", "HostEvent::Navigate"));
    assert_eq!(alternatives("type YuebaoView ="), views);
    let sync = read("src/state/update/sync.rs");
    let states = quoted(&one(&sync, "fn sync_event", "HostEvent::Sync {"));
    assert_eq!(alternatives("type YuebaoSyncState ="), states);
    for state in &states {
        let row = one(&read("EMBEDDING.md"), "| `yuebao-sync`", "\n");
        assert_eq!(row.matches(&format!("`{state}`")).count(), 2, "{state}");
    }
}

#[test]
fn the_reasons_why_the_portal_is_needed_are_those_that_are_told() {
    let reasons = quoted(&one(&read("src/fault/portal.rs"), "fn reason(", "\n    }"));
    assert_eq!(alternatives("type YuebaoLoginReason ="), reasons);
    let section = one(&read("EMBEDDING.md"), " · Sign-on\n", "\n## ");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let told: Names = rows.map(|row| one(row, "`", "`")).collect();
    assert_eq!(told, reasons);
}

#[test]
fn errors_are_those_that_methods_are_rejected_with() {
    let mut codes = quoted(&one(&read("src/fault/call.rs"), "fn code(", "\n    }"));
    let script = read("src/element.js");
    codes.insert(one(&script, "NOT_IN_A_PAGE = [\n  \"", "\""));
    assert_eq!(documented("Errors"), codes);
    assert_eq!(alternatives("type YuebaoErrorCode ="), codes);
}

#[test]
fn custom_properties_are_those_that_the_style_sheet_reads() {
    let css = sources(".css");
    let read: Names = between(&css, "var(--yuebao-", ",").into_iter().collect();
    let told = documented("CSS custom properties");
    assert_eq!(
        told,
        read.iter().map(|name| format!("--yuebao-{name}")).collect()
    );
    assert_eq!(
        css.matches("--yuebao-").count(),
        css.matches("var(--yuebao-").count() + 1
    );
}

#[test]
fn parts_are_those_that_the_components_set() {
    let set: Names = between(&sources(".rs"), " part=\"", "\"")
        .into_iter()
        .collect();
    assert_eq!(documented("Parts"), set);
}

#[test]
fn examples_are_those_that_are_there() {
    let page = read("EMBEDDING.md");
    let told = between(&page, "](examples/", ")").into_iter().collect();
    let told = before(told, '/');
    assert_eq!(told, names_in("examples"));
    let tests = [
        "tests/browser/examples.test.mjs",
        "tests/browser/bundled.test.mjs",
        "server/tests/it/sign_on/back_end.rs",
        "server/tests/it/webhook.rs",
    ];
    let tests = tests.map(|path| read(&format!("../{path}")));
    for name in told {
        assert!(
            tests.concat().contains(&format!("{name}\"")),
            "no test opens {name}"
        );
    }
    for name in names_in("examples/back-end") {
        assert!(
            page.contains(&format!("](examples/back-end/{name})")),
            "{name}"
        );
        assert!(tests.concat().contains(&format!("\"{name}\"")), "{name}");
    }
}

fn names_in(folder: &str) -> Names {
    let entries = fs::read_dir(web().join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}
