//! 催报: who has not reported, as a text to copy or to print.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Column, Entry, Mark};
use crate::calendar::{days_left, deadline};
use crate::operation::report::State;
use crate::order::Order as _;
use crate::period::{Date, Month, show_day};
use crate::plan::Nature;
use crate::profile::Profile;
use crate::text::{Lang, words};
use crate::units::Unit;

/// Somebody to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Identifier of the unit.
    pub unit: String,
    /// Name.
    pub name: String,
    /// Telephone; empty if nobody knows it.
    pub telephone: String,
}

/// A unit that has not reported all that is due.
#[derive(Debug, Clone)]
pub struct Chased<'a> {
    /// Identifier of the lead unit; empty where a project has none.
    pub unit: &'a str,
    /// What is missing, by project.
    pub entries: Vec<Entry<'a>>,
}

/// The units that have not reported `month`, by identifier, with what is missing: what has not come,
/// and what was sent back and has not come again.
pub fn chase<'a>(
    entries: impl IntoIterator<Item = &'a Entry<'a>>,
    month: Month,
) -> Vec<Chased<'a>> {
    let mut units: BTreeMap<&str, Vec<Entry<'a>>> = BTreeMap::new();
    for entry in entries {
        let is_missing = Column::Open.holds(entry) || Column::Returned.holds(entry);
        if entry.month == month && is_missing {
            let unit = entry.plan.lead_unit().unwrap_or_default();
            units.entry(unit).or_default().push(*entry);
        }
    }
    let units = units.into_iter().map(|(unit, mut entries)| {
        entries.order_by(|a, b| a.plan.id.cmp(&b.plan.id));
        Chased { unit, entries }
    });
    units.collect()
}

/// What the text of a 催报 needs beside the list.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// The reported month.
    pub month: Month,
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// Units by which lines are named.
    pub units: &'a [Unit],
    /// Who is to be called, as far as it is known.
    pub contacts: &'a [Contact],
    /// The day in Beijing.
    pub today: Date,
    /// In which language.
    pub lang: Lang,
}

impl Notice<'_> {
    /// The list as a text: what is due and until when, then unit by unit.
    pub fn text(&self, list: &[Chased<'_>]) -> String {
        let mut text = self.head(list);
        for (at, chased) in list.iter().enumerate() {
            let _ = write!(text, "\n{}. {}", at + 1, self.unit(chased));
            for entry in &chased.entries {
                let _ = write!(text, "\n   · {}{}", entry.plan.name, self.what(entry));
            }
        }
        text
    }

    fn head(&self, list: &[Chased<'_>]) -> String {
        let projects: usize = list.iter().map(|chased| chased.entries.len()).sum();
        let (units, month) = (list.len(), self.month);
        let title = self.profile.title_in(self.lang);
        let due = self.due();
        match self.lang {
            Lang::Zh if list.is_empty() => {
                format!("【催报】{title} {month} 月报{due}\n各单位均已报送。")
            }
            Lang::Zh => format!(
                "【催报】{title} {month} 月报{due}\n尚有 {units} 个单位 {projects} 个项目未报，请尽快报送："
            ),
            Lang::En if list.is_empty() => {
                format!("[Reminder] {title}, report of {month}{due}\nEvery unit has reported.")
            }
            Lang::En => format!(
                "[Reminder] {title}, report of {month}{due}\nNot reported yet by units: {units}, projects: {projects}. Please report as soon as possible:"
            ),
        }
    }

    /// Until when, and why; nothing where no day is given.
    fn due(&self) -> String {
        let (rule, holidays) = (&self.profile.calendar, &self.profile.holidays);
        let due = Nature::ALL
            .into_iter()
            .find_map(|nature| deadline(rule, holidays, self.month, nature));
        let Some(due) = due else {
            return String::new();
        };
        let last_day = show_day(due.last_day);
        let because = due.because(self.lang);
        let left = days_left(due.last_day, self.today);
        match self.lang {
            Lang::Zh => {
                let because = because.map_or(String::new(), |why| format!("（{why}）"));
                let left = match left {
                    0 => "，今日截止".to_owned(),
                    left if left > 0 => format!("，还有 {left} 天"),
                    left => format!("，已逾期 {} 天", -left),
                };
                format!("，截止日 {last_day}{because}{left}")
            }
            Lang::En => {
                let because = because.map_or(String::new(), |why| format!(" ({why})"));
                let left = match left {
                    0 => ", today".to_owned(),
                    left if left > 0 => format!(", days left: {left}"),
                    left => format!(", days overdue: {}", -left),
                };
                format!(", due {last_day}{because}{left}")
            }
        }
    }

    /// Name, who is to be called, and how many projects.
    fn unit(&self, chased: &Chased<'_>) -> String {
        let known = self.units.iter().find(|unit| unit.id == chased.unit);
        let name = match known {
            Some(unit) => unit.name.as_str(),
            None if chased.unit.is_empty() => words("未定责任单位", "no unit").get(self.lang),
            None => chased.unit,
        };
        let people = self.contacts.iter().filter(|one| one.unit == chased.unit);
        let people: Vec<String> = people
            .map(|one| format!("{} {}", one.name, one.telephone).trim().to_owned())
            .collect();
        let count = chased.entries.len();
        match (self.lang, people.is_empty()) {
            (Lang::Zh, true) => format!("{name}：{count} 项"),
            (Lang::Zh, false) => format!("{name}（{}）：{count} 项", people.join("、")),
            (Lang::En, true) => format!("{name}: {count}"),
            (Lang::En, false) => format!("{name} ({}): {count}", people.join(", ")),
        }
    }

    /// What is the matter with one project beyond that it is not there.
    fn what(&self, entry: &Entry<'_>) -> String {
        let returned = words("退回待重报", "sent back, to be handed in again").get(self.lang);
        let mut said = Vec::new();
        if entry.state == Some(State::Returned) {
            said.push(returned.to_owned());
        }
        match entry.mark {
            Mark::Overdue(_) => said.push(entry.mark.say(self.lang)),
            Mark::NotYet(Some(until)) if self.is_extended(entry, until) => {
                said.push(match self.lang {
                    Lang::Zh => format!("延期至 {}", show_day(until)),
                    Lang::En => format!("extended until {}", show_day(until)),
                });
            }
            _ => {}
        }
        match (said.is_empty(), self.lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("（{}）", said.join("，")),
            (false, Lang::En) => format!(" ({})", said.join(", ")),
        }
    }

    fn is_extended(&self, entry: &Entry<'_>, until: Date) -> bool {
        let (rule, holidays) = (&self.profile.calendar, &self.profile.holidays);
        let named = deadline(rule, holidays, entry.month, entry.plan.nature);
        named.is_some_and(|named| named.last_day < until)
    }
}

#[cfg(test)]
mod tests;
