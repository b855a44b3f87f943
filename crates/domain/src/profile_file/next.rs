//! The profile of the next plan, made of the text of this one: every line that still holds is kept, with
//! its comments, and what is of this plan's years alone is moved, emptied or left out.
//!
//! What a person has to decide is not guessed: it is kept as it is, or said to be missing, and listed
//! ([`Unsettled`]). The text that comes out is read again and must be the old profile but for what was
//! changed on purpose; a text that is written in a way which cannot be followed is refused.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::holidays::holidays;
use super::load::{ProfileError, from_toml, refused, wrong};
use super::strict::EXTENDS;
use crate::period::Month;
use crate::profile::Profile;
use crate::text::{Words, words};

/// What stands where the number of the new notice belongs.
const SOURCE: &str = "（请填写文号）";

/// The next plan's profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// As a file.
    pub text: String,
    /// What it says.
    pub profile: Profile,
    /// What differs, in the order of the lines.
    pub changes: Vec<LineChange>,
    /// What a person still has to say or to confirm.
    pub unsettled: Vec<Unsettled>,
}

/// A line that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Its number in the old text, from 1; of a new line, that of the one before it.
    pub line: usize,
    /// As it was; `None` for a new one.
    pub before: Option<String>,
    /// As it is; `None` for one that was left out.
    pub after: Option<String>,
}

/// Something that the next plan decides, and this program does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// The key, such as `source`.
    pub key: &'static str,
    /// What to do.
    pub words: Words,
    /// What it is about, where that is more than the key: years, lines, figures.
    pub about: String,
}

/// The profile for the years after those of `text`, as many as its plan has.
///
/// # Errors
/// What is wrong with `text`, or what of it cannot be followed, with its line.
pub fn next(text: &str) -> Result<Next, ProfileError> {
    let before = from_toml(text)?;
    // Its own reading has not failed a moment ago.
    let own = DeTable::parse(text).map_err(|error| refused(&error, text))?;
    let at = |key: &str| (own.get_ref().get(key)).map_or(0, |value| value.span().start);
    let wanted = moved_on(&before).ok_or_else(|| {
        let reason = format!("no years come after {}", before.last_year);
        wrong(text, at("last_year"), reason)
    })?;
    let mut edits = Edits::new(text);
    for (key, value) in [
        ("id", quoted(&wanted.id)),
        ("title", quoted(&wanted.title)),
        ("title_en", quoted(&wanted.title_en)),
        ("source", quoted(&wanted.source)),
        ("first_year", wanted.first_year.to_string()),
        ("last_year", wanted.last_year.to_string()),
    ] {
        edits.set(&own, key, value);
    }
    if let Some(DeValue::Table(calendar)) = own.get_ref().get("calendar").map(Spanned::get_ref) {
        for key in ["holidays", "workdays"] {
            if let Some(value) = calendar.get(key).filter(|value| !is_empty(value)) {
                edits.replace(value.span(), "[]".to_owned());
            }
        }
    }
    match own.get_ref().get("published") {
        Some(value) if text.get(value.span()).is_some_and(is_list) => {
            edits.replace(value.span(), "[]".to_owned());
        }
        written => {
            if written.is_some() {
                edits.leave_out_tables("published");
            }
            if own.get_ref().contains_key(EXTENDS) {
                edits.add("published = []".to_owned());
            }
        }
    }
    let (written, changes) = edits.done();
    let profile = from_toml(&written)?;
    if let Some(key) = first_difference(&profile, &wanted) {
        let at = own.get_ref().get(key).map_or(0, |value| value.span().start);
        let reason = format!(
            "`{key}` is written in a way that cannot be followed; write it as yuebao profile show does"
        );
        return Err(wrong(text, at, reason));
    }
    let unsettled = unsettled(&before, &profile, &written);
    Ok(Next {
        text: written,
        profile,
        changes,
        unsettled,
    })
}

/// What the profile of the next plan says; `None` beyond the years that there are.
fn moved_on(before: &Profile) -> Option<Profile> {
    let (first, last) = (before.first_year, before.last_year);
    let by = last.checked_sub(first)?.checked_add(1)?;
    Month::new(last.checked_add(by)?, 12)?;
    let title = |text: &str| with_years_moved(text, first, last, by);
    let id = title(&before.id);
    let mut profile = Profile {
        id: if id == before.id {
            format!("{id}-{}", first.checked_add(by)?)
        } else {
            id
        },
        title: title(&before.title),
        title_en: title(&before.title_en),
        source: SOURCE.to_owned(),
        first_year: first.checked_add(by)?,
        last_year: last.checked_add(by)?,
        counts_from: None,
        published: Vec::new(),
        ..before.clone()
    };
    profile.calendar.holidays.clear();
    profile.calendar.workdays.clear();
    profile.holidays = holidays(&profile, &[]);
    Some(profile)
}

/// Plans do not overlap, so that no year that was moved is moved again.
fn with_years_moved(text: &str, first: i16, last: i16, by: i16) -> String {
    (first..=last).fold(text.to_owned(), |text, year| {
        text.replace(&year.to_string(), &year.saturating_add(by).to_string())
    })
}

/// The first key at the top in which two profiles differ.
fn first_difference(found: &Profile, wanted: &Profile) -> Option<&'static str> {
    if found == wanted {
        return None;
    }
    let differs = [
        ("id", found.id != wanted.id),
        ("title", found.title != wanted.title),
        ("title_en", found.title_en != wanted.title_en),
        ("source", found.source != wanted.source),
        ("first_year", found.first_year != wanted.first_year),
        ("last_year", found.last_year != wanted.last_year),
        ("calendar", found.calendar != wanted.calendar),
    ];
    let known = differs.into_iter().find(|(_, differs)| *differs);
    Some(known.map_or("published", |(key, _)| key))
}

fn unsettled(before: &Profile, profile: &Profile, text: &str) -> Vec<Unsettled> {
    let mut found = Vec::new();
    let mut add = |key, words, about: String| found.push(Unsettled { key, words, about });
    add("source", FILL_SOURCE, String::new());
    if profile.title == before.title {
        add("title", NAME_YEAR, profile.title.clone());
    }
    if let Some(role) = profile.calendar.decided_by {
        add("calendar.decided_by", DECIDE_DAY, role.key().to_owned());
    }
    let dropped = before.calendar.holidays.len() + before.calendar.workdays.len();
    if dropped > 0 {
        add("calendar.holidays", OWN_DAYS, dropped.to_string());
    }
    if let Some(entry) = &profile.entry {
        let amounts = [entry.industrial_total, entry.other_total, entry.annual];
        let amounts = amounts.map(|amount| amount.to_string());
        add("entry", ENTRY, amounts.join(", "));
    }
    if !profile.targets.is_empty() {
        let targets = profile.targets.iter();
        let targets: Vec<String> = targets
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        add("targets", TARGETS, targets.join(", "));
    }
    if !profile.measures.is_empty() {
        add("measures", MEASURES, profile.measures.len().to_string());
    }
    let years = profile.first_year..=profile.last_year.saturating_add(1);
    let unknown = years.filter(|year| !profile.holidays.years.contains(year));
    let unknown: Vec<String> = unknown.map(|year| year.to_string()).collect();
    if !unknown.is_empty() {
        add("holidays", DAYS_OFF, unknown.join(", "));
    }
    let of_before = |line: &str| {
        let comment = line.split_once('#').map_or("", |(_, comment)| comment);
        let mut years = before.first_year..=before.last_year;
        years.any(|year| comment.contains(&year.to_string()))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| of_before(line));
    let lines: Vec<String> = lines.map(|(at, _)| (at + 1).to_string()).collect();
    if !lines.is_empty() {
        add("#", COMMENTS, lines.join(", "));
    }
    found
}

const FILL_SOURCE: Words = words(
    "填写本年度文件及文号",
    "give the notice of the new plan with its number",
);
const NAME_YEAR: Words = words(
    "名称中没有年份，未改动：请写明",
    "the title names no year and is the same: say which",
);
const DECIDE_DAY: Words = words(
    "截止日由办公室决定，沿用上年：请确认",
    "the due day is the office's decision, kept from last year: confirm it",
);
const OWN_DAYS: Words = words(
    "本市自定的放假和上班日已清空（天数）：按本年度安排填写",
    "the city's own days off and worked were emptied (so many): give those of the new year",
);
const ENTRY: Words = words(
    "入库标准沿用上年（万元）：请按本年度文件确认",
    "the entry amounts are last year's (万元): confirm them by the new notice",
);
const TARGETS: Words = words(
    "目标沿用上一计划期：请按新文件改写",
    "the targets are those of the last plan: write those of the new notice",
);
const MEASURES: Words = words(
    "事项及目标沿用上年（项）：请按新文件确认",
    "the measures and their targets are last year's (so many): confirm them by the new notice",
);
const DAYS_OFF: Words = words(
    "尚无这些年份的放假安排，截止日将注明未核对：有通知后用 --holidays 补充",
    "no days off are known of these years, and deadlines will say so: add the notices with --holidays \
     when they are out",
);
const COMMENTS: Words = words(
    "这些行的注释仍说上一计划的年份：请核对",
    "the comments on these lines still speak of the last plan's years: read them again",
);

fn is_empty(value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Array(list) if list.is_empty())
}

/// Whether a value is written as a list behind its key, and not as tables of their own.
fn is_list(written: &str) -> bool {
    written.starts_with('[') && !written.starts_with("[[") && written.ends_with(']')
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// What is changed of a text, line by line.
struct Edits<'a> {
    text: &'a str,
    /// Where each line begins.
    begins: Vec<usize>,
    /// Lines by number from 0: as they will be, `None` for none.
    changed: BTreeMap<usize, Option<String>>,
    /// What comes behind the first line of an assignment at the top.
    added: Vec<String>,
}

impl<'a> Edits<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            begins: std::iter::once(0).chain(breaks).collect(),
            changed: BTreeMap::new(),
            added: Vec::new(),
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        let after = self.begins.partition_point(|begin| *begin <= offset);
        after.saturating_sub(1)
    }

    fn line(&self, number: usize) -> &'a str {
        self.text.lines().nth(number).unwrap_or_default()
    }

    fn begin(&self, line: usize) -> usize {
        self.begins.get(line).copied().unwrap_or(self.text.len())
    }

    /// Gives a key at the top another value; a key that the text takes over from elsewhere is added.
    fn set(&mut self, own: &Spanned<DeTable<'_>>, key: &'static str, value: String) {
        match own.get_ref().get(key) {
            Some(old) => self.replace(old.span(), value),
            None => self.added.push(format!("{key} = {value}")),
        }
    }

    fn add(&mut self, line: String) {
        self.added.push(line);
    }

    /// Puts `value` in the place of what stands at `span`, be it on one line or on several.
    fn replace(&mut self, span: Range<usize>, value: String) {
        let (first, last) = (self.line_of(span.start), self.line_of(span.end));
        let lead = self.text.get(self.begin(first)..span.start);
        let rest = self.line(last).get(span.end - self.begin(last)..);
        let line = [lead.unwrap_or_default(), &value, rest.unwrap_or_default()].concat();
        if line != self.line(first) || first != last {
            self.changed.insert(first, Some(line));
        }
        for other in first + 1..=last {
            self.changed.insert(other, None);
        }
    }

    /// Leaves out every table `[[name]]` or below it, with the comment above its heading.
    fn leave_out_tables(&mut self, name: &str) {
        let heads = [
            format!("[[{name}]]"),
            format!("[[{name}."),
            format!("[{name}."),
        ];
        let mut is_inside = false;
        let mut above: Vec<usize> = Vec::new();
        for (number, line) in self.text.lines().enumerate() {
            let line = line.trim_start();
            if is_heading(line) {
                is_inside = heads.iter().any(|head| line.starts_with(head.as_str()));
                if !is_inside {
                    // What stands above another heading is said of that.
                    for kept in &above {
                        self.changed.remove(kept);
                    }
                }
                for number in above.drain(..).filter(|_| is_inside) {
                    self.changed.insert(number, None);
                }
            }
            if is_inside {
                self.changed.insert(number, None);
            }
            if line.starts_with('#') {
                above.push(number);
            } else {
                above.clear();
            }
        }
    }

    /// The new text, and what differs.
    fn done(self) -> (String, Vec<LineChange>) {
        let mut text = String::with_capacity(self.text.len());
        let mut changes = Vec::new();
        let mut put = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        let mut added = Some(self.added).filter(|added| !added.is_empty());
        for (number, old) in self.text.lines().enumerate() {
            let after = match self.changed.get(&number) {
                None => Some(old),
                Some(line) => line.as_deref(),
            };
            if after != Some(old) {
                changes.push(LineChange {
                    line: number + 1,
                    before: Some(old.to_owned()),
                    after: after.map(str::to_owned),
                });
            }
            if let Some(line) = after {
                put(line);
            }
            let is_assignment = !old.trim_start().starts_with('#') && old.contains('=');
            for line in added.take_if(|_| is_assignment).into_iter().flatten() {
                put(&line);
                changes.push(LineChange {
                    line: number + 1,
                    before: None,
                    after: Some(line),
                });
            }
        }
        (text, changes)
    }
}

/// Whether a line begins a table: a list that goes on over lines does not begin one with a letter.
fn is_heading(line: &str) -> bool {
    let name = line.trim_start_matches('[');
    line.starts_with('[') && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
