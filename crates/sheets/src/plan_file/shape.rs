//! What the keys of a row look like, so that each one that does not is told, all of them at once, in
//! words about the plan.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::units::Unit;

use super::Complaint;
use super::text::Entry;

/// Longest piece of a wrong value that is told, in characters.
const SHOWN: usize = 40;

/// A row of a list, by its keys. Without any, what is wrong with it is told by the reader of JSON.
pub(crate) trait Row: DeserializeOwned {
    /// Every key that it may have.
    const KEYS: &'static [Key] = &[];
}

/// A key of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key(&'static str, Needed, Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needed {
    Always,
    Perhaps,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Units,
    Amount,
    Amounts,
    Month,
    Day,
    Flag,
    Nature,
    Category,
    Level,
    Classes,
}

use Kind::{Amount, Amounts, Category, Classes, Day, Flag, Level, Month, Nature, Text, Units};
use Needed::{Always, Perhaps};

impl Row for Unit {
    const KEYS: &'static [Key] = &[
        Key("id", Always, Text),
        Key("name", Always, Text),
        Key("parent", Perhaps, Text),
        Key("area", Perhaps, Text),
    ];
}

impl Row for PlanRow {
    const KEYS: &'static [Key] = &[
        Key("id", Always, Text),
        Key("name", Always, Text),
        Key("code", Perhaps, Text),
        Key("nature", Always, Nature),
        Key("category", Perhaps, Category),
        Key("area", Always, Text),
        Key("level", Perhaps, Level),
        Key("is_industrial", Perhaps, Flag),
        Key("is_private", Perhaps, Flag),
        Key("is_real_estate", Perhaps, Flag),
        Key("sector", Perhaps, Text),
        Key("classes", Perhaps, Classes),
        Key("owner", Perhaps, Text),
        Key("owner_uscc", Perhaps, Text),
        Key("units", Always, Units),
        Key("total_investment", Perhaps, Amount),
        Key("annual_plan", Perhaps, Amount),
        Key("monthly_plan", Perhaps, Amounts),
        Key("before_year", Perhaps, Amount),
        Key("upper_level_funds", Perhaps, Amount),
        Key("bundle", Perhaps, Text),
        Key("is_bundle", Perhaps, Flag),
        Key("scale", Perhaps, Text),
        Key("planned_start", Perhaps, Month),
        Key("planned_completion", Perhaps, Month),
        Key("entered", Always, Month),
        Key("exited", Perhaps, Month),
        Key("exit_reason", Perhaps, Text),
        Key("exit_day", Perhaps, Day),
        Key("exit_approver", Perhaps, Text),
    ];
}

impl Kind {
    /// A value of the kind, as JSON. It stands where a row has none that can be read; the month is
    /// before every other, so that nothing seems to end before it.
    const fn sample(self) -> &'static str {
        match self {
            Text => "\"?\"",
            Units => "[\"?\"]",
            Amount => "\"1\"",
            Amounts => "[\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]",
            Month => "\"2000-01\"",
            Day => "\"2000-01-01\"",
            Flag => "true",
            Nature => "\"continuing\"",
            Category => "\"industry\"",
            Level => "\"municipal\"",
            Classes => "{\"funds\":\"own\"}",
        }
    }

    /// What has to stand there, in Chinese and English.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Text => ("带引号的文字", "a text in quotes"),
            Units => (
                "单位标识的列表，如 [\"bureau\"]",
                "a list of units' ids, such as [\"bureau\"]",
            ),
            Amount => (
                "以万元计的金额，带引号，至多六位小数，如 \"12000.5\"",
                "an amount of 万元 in quotes with at most six decimal places, such as \"12000.5\"",
            ),
            Amounts => (
                "各月末累计金额的列表（1 月至 12 月，以万元计），每个带引号",
                "a list of amounts of 万元 in quotes, to the end of each month from January to December",
            ),
            Month => ("年月，如 \"2022-05\"", "a month such as \"2022-05\""),
            Day => ("日期，如 \"2022-05-31\"", "a day such as \"2022-05-31\""),
            Flag => ("true（是）或 false（否）", "true or false"),
            Nature => (
                "new_start（新开工）、continuing（续建）、completing（竣工）或 preparatory（预备）",
                "new_start, continuing, completing or preparatory",
            ),
            Category => (
                "配置 categories 中的键，如 industry（产业）、infrastructure（基础设施）、livelihood（民生）、ecology（生态环保）",
                "a key of the profile's categories, such as industry, infrastructure, livelihood or ecology",
            ),
            Level => (
                "配置 levels 中的键，通常是 regional（自治区层面）或 municipal（市级）",
                "a key of the profile's levels, usually regional or municipal",
            ),
            Classes => (
                "分类的键和值，如 {\"funds\": \"own\"}，见配置的 classes",
                "classes and their values, such as {\"funds\": \"own\"}, of the profile's classes",
            ),
        }
    }
}

/// A row that cannot be read: every key that is wrong, and the row as far as it is right, so that
/// what else is wrong with it can be told too.
pub(super) fn mend<T: Row>(entry: &Entry<'_>) -> (Vec<Complaint>, Option<T>) {
    let Ok(given) = serde_json::from_str::<BTreeMap<String, &RawValue>>(entry.text) else {
        let words = "须为对象 {…} / must be an object {…}";
        return (vec![entry.complain("", words)], None);
    };
    let mut complaints: Vec<Complaint> = (given.keys())
        .filter(|name| T::KEYS.iter().all(|key| key.0 != name.as_str()))
        .map(|name| unknown(entry, name))
        .collect();
    let mut right = samples(T::KEYS);
    for Key(name, needed, kind) in T::KEYS {
        let (zh, en) = kind.words();
        match given.get(*name).map(|raw| raw.get()) {
            Some(raw) if fits::<T>(name, raw) => {
                right.insert(name, raw);
            }
            Some(raw) => {
                let shown = shorten(raw);
                let words =
                    format!("{shown} 不对，须为：{zh} / {shown} is not right: {en} is asked for");
                complaints.push(entry.complain(name, words));
            }
            None if *needed == Always => {
                let words = format!("缺少此项，须为：{zh} / it is missing: {en} is asked for");
                complaints.push(entry.complain(name, words));
            }
            None => {}
        }
    }
    let row = serde_json::from_str(&object(&right)).ok();
    if complaints.is_empty() && row.is_none() {
        let words = "读不懂，格式见 yuebao import-plan --help / not understood: see yuebao import-plan --help";
        complaints.push(entry.complain("", words));
    }
    (complaints, row)
}

pub(super) fn unknown(entry: &Entry<'_>, key: &str) -> Complaint {
    let words = "没有这一项，请核对拼写 / there is no such key: check its spelling";
    entry.complain(key, words)
}

/// Whether a row that is right otherwise can have this value.
fn fits<T: Row>(name: &'static str, raw: &str) -> bool {
    let mut row = samples(T::KEYS);
    row.insert(name, raw);
    serde_json::from_str::<T>(&object(&row)).is_ok()
}

/// What no row can do without.
fn samples<'a>(keys: &[Key]) -> BTreeMap<&'static str, &'a str> {
    let needed = keys.iter().filter(|key| key.1 == Always);
    needed.map(|key| (key.0, key.2.sample())).collect()
}

fn object(row: &BTreeMap<&str, &str>) -> String {
    let keys: Vec<String> = (row.iter())
        .map(|(name, raw)| format!("\"{name}\":{raw}"))
        .collect();
    format!("{{{}}}", keys.join(","))
}

fn shorten(raw: &str) -> String {
    let mut shown: String = raw.chars().take(SHOWN).collect();
    if shown.len() < raw.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the table names every key that a row is written with, and gives each a right sample.
    fn is_whole<T: Row + serde::Serialize>() {
        for Key(name, _, kind) in T::KEYS {
            assert!(fits::<T>(name, kind.sample()), "{name}");
        }
        let mut row = BTreeMap::new();
        for Key(name, _, kind) in T::KEYS {
            row.insert(*name, kind.sample());
        }
        let row: T = serde_json::from_str(&object(&row)).unwrap();
        let written = serde_json::to_value(row).unwrap();
        let written = written.as_object().unwrap();
        for name in written.keys() {
            assert!(T::KEYS.iter().any(|key| key.0 == name), "{name}");
        }
        assert_eq!(written.len(), T::KEYS.len());
    }

    #[test]
    fn every_key_of_a_row_is_described() {
        is_whole::<Unit>();
        is_whole::<PlanRow>();
    }
}
