//! From the bytes of a file to a plan that can be written, or to every complaint about it.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use yuebao_domain::json::{Repeated, repeated_key, zh};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{builtin, known};
use yuebao_domain::text::clean;
use yuebao_domain::units::Unit;

use super::check::{Checked, Known, check_projects, check_units};
use super::shape::{Row, mend, unknown};
use super::text::{Entry, line_at};
use super::{Complaint, Contents, Plan};

/// The keys of the file, not yet looked into.
type Outer<'a> = BTreeMap<String, &'a RawValue>;

const KEYS: [&str; 3] = ["profile", "units", "projects"];

/// Reads and checks a file. `chosen` overrides the profile that the file names; `held` is the one
/// in force, `known` what else is there already.
pub fn read(
    bytes: &[u8],
    chosen: Option<Profile>,
    held: Option<Profile>,
    known: &Known,
) -> Result<Plan, Vec<Complaint>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = line_at(&before, before.len());
        vec![whole(
            line,
            "文件须为 UTF-8 文本，请另存 / the file must be UTF-8 text: save it so",
        )]
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let outer: Outer<'_> =
        serde_json::from_str(text).map_err(|error| vec![no_object(text, &error)])?;
    let mut checked = Checked::default();
    if let Some(Repeated { line, path }) = repeated_key(text) {
        let words = "这一项出现两次，请只留一个 / it stands twice: keep one".to_owned();
        checked.errors.push(Complaint { line, path, words });
    }
    let whole_file = Entry::new(String::new(), text, text);
    let unknown_keys = outer.keys().filter(|key| !KEYS.contains(&key.as_str()));
    (checked.errors).extend(unknown_keys.map(|key| unknown(&whole_file, key)));
    let profile = choose(&outer, chosen, held);
    if let Err(words) = &profile
        // A key that was refused may be this one, misspelt.
        && (outer.contains_key("profile") || checked.errors.is_empty())
    {
        (checked.errors).push(whole_file.complain("profile", words.as_str()));
    }
    let raw_units = list(&outer, "units", &whole_file, &mut checked);
    let raw_projects = list(&outer, "projects", &whole_file, &mut checked);
    let mut units = rows::<Unit>("units", text, &raw_units, &mut checked);
    for (_, unit) in &mut units {
        unit.name = clean(&unit.name).into_owned();
    }
    let mut projects = rows::<PlanRow>("projects", text, &raw_projects, &mut checked);
    for (_, plan) in &mut projects {
        plan.clean();
    }
    judge(
        &units,
        &projects,
        known,
        profile.as_ref().ok(),
        &mut checked,
    );
    let (Ok(profile), true) = (profile, checked.errors.is_empty()) else {
        checked.errors.sort_by_key(|complaint| complaint.line);
        return Err(checked.errors);
    };
    Ok(Plan {
        plan: Contents {
            profile,
            units: units.into_iter().map(|(_, unit)| unit).collect(),
            projects: projects.into_iter().map(|(_, plan)| plan).collect(),
        },
        warnings: checked.warnings,
    })
}

/// What can be told of the rows as far as they were read. A key that was not read was told, and says
/// nothing more.
fn judge(
    units: &[(Entry<'_>, Unit)],
    projects: &[(Entry<'_>, PlanRow)],
    known: &Known,
    profile: Option<&Profile>,
    checked: &mut Checked,
) {
    let unread = checked
        .errors
        .iter()
        .map(|complaint| complaint.path.clone());
    let unread: BTreeSet<String> = unread.collect();
    let before = checked.errors.len();
    check_units(units, &known.units, profile, checked);
    check_projects(projects, units, known, profile, checked);
    let later = checked.errors.split_off(before).into_iter();
    (checked.errors).extend(later.filter(|complaint| !unread.contains(&complaint.path)));
}

/// What is no object at all, or no JSON.
fn no_object(text: &str, error: &serde_json::Error) -> Complaint {
    let column = error.column();
    let words = if text.trim().is_empty() {
        "文件是空的 / the file is empty".to_owned()
    } else if error.is_eof() {
        "内容到中途就结束了，文件不完整 / it ends in the middle: the file is not whole".to_owned()
    } else if error.is_syntax() {
        format!(
            "不是 JSON：第 {column} 列附近多了、少了逗号、引号或括号 / not JSON: near column {column} \
             a comma, quote or bracket is missing or too many"
        )
    } else {
        "须为对象 {…}，格式见 yuebao import-plan --help / must be an object {…}: see yuebao import-plan --help"
            .to_owned()
    };
    whole(error.line().max(1), &words)
}

fn list<'a>(
    outer: &Outer<'a>,
    key: &str,
    file: &Entry<'_>,
    checked: &mut Checked,
) -> Vec<&'a RawValue> {
    let Some(raw) = outer.get(key) else {
        return Vec::new();
    };
    serde_json::from_str(raw.get()).unwrap_or_else(|_| {
        let words = "须为列表 […] / must be a list […]";
        checked.errors.push(file.complain(key, words));
        Vec::new()
    })
}

/// The profile to check by.
fn choose(
    outer: &Outer<'_>,
    chosen: Option<Profile>,
    held: Option<Profile>,
) -> Result<Profile, String> {
    let text = outer.get("profile").map_or("null", |raw| raw.get());
    let named: Option<String> = serde_json::from_str(text)
        .map_err(|_| "须为配置的标识，带引号 / must be the id of a profile in quotes".to_owned())?;
    match (chosen, named, held) {
        (Some(profile), _, _) => Ok(profile),
        (None, Some(id), Some(held)) if held.id == id => Ok(held),
        (None, Some(id), _) => builtin(&id).map_err(|error| error.to_string()),
        (None, None, Some(held)) => Ok(held),
        (None, None, None) => Err(format!(
            "尚未选定地区配置，请写明；可用 / no profile is in force yet, name one of: {}",
            known()
        )),
    }
}

/// Reads each row on its own, so that one wrong row does not hide the next. One that cannot be read
/// is among them as far as it can, and marked so.
fn rows<'a, T: Row>(
    list: &str,
    text: &'a str,
    raw: &[&'a RawValue],
    checked: &mut Checked,
) -> Vec<(Entry<'a>, T)> {
    let mut rows = Vec::with_capacity(raw.len());
    for (index, raw) in raw.iter().enumerate() {
        let mut entry = Entry::new(format!("{list}[{index}]"), text, raw.get());
        match read_row(&entry) {
            Ok((row, unknown)) => {
                checked.errors.extend(unknown);
                rows.push((entry, row));
            }
            Err(complaint) if T::KEYS.is_empty() => checked.errors.push(complaint),
            Err(_) => {
                let (complaints, row) = mend(&entry);
                checked.errors.extend(complaints);
                entry.is_whole = false;
                rows.extend(row.map(|row| (entry, row)));
            }
        }
    }
    rows
}

/// Reads each entry of a list on its own: those that were read with their line and path, and
/// what is wrong with the others.
pub(crate) fn read_list<T: Row>(
    list: &str,
    text: &str,
    raw: &[&RawValue],
) -> (Vec<(usize, String, T)>, Vec<Complaint>) {
    let mut checked = Checked::default();
    let read = rows::<T>(list, text, raw, &mut checked);
    let whole = read.into_iter().filter(|(entry, _)| entry.is_whole);
    let placed = |(entry, row): (Entry<'_>, T)| (entry.line, entry.path, row);
    (whole.map(placed).collect(), checked.errors)
}

fn read_row<T: DeserializeOwned>(entry: &Entry<'_>) -> Result<(T, Vec<Complaint>), Complaint> {
    let mut reader = serde_json::Deserializer::from_str(entry.text);
    let mut track = serde_path_to_error::Track::new();
    let mut ignored = Vec::new();
    let row = serde_ignored::deserialize(
        serde_path_to_error::Deserializer::new(&mut reader, &mut track),
        |path| ignored.push(path.to_string()),
    );
    let row = row.map_err(|error: serde_json::Error| {
        let path = track.path().to_string();
        let path = if path == "." {
            String::new()
        } else {
            format!(".{path}")
        };
        Complaint {
            line: entry.line + error.line().saturating_sub(1),
            path: format!("{}{path}", entry.path),
            words: format!("读不懂：{} / not understood: {error}", zh(&error)),
        }
    })?;
    let unknown = (ignored.iter()).map(|key| unknown(entry, key)).collect();
    Ok((row, unknown))
}

fn whole(line: usize, words: &str) -> Complaint {
    Complaint {
        line,
        path: "(file)".to_owned(),
        words: words.to_owned(),
    }
}
