//! A jurisdiction as data: labels, areas, deadline, thresholds, chain, decimals, rule settings.
//!
//! No city's name stands in code. A profile is a TOML file in `crates/domain/profiles`; the
//! browser gets the same thing as JSON with its first sync.

mod chain;
mod classes;
pub mod publication;
mod rules;
mod statistics_entry;
mod visits;
mod years;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use chain::{AreaChain, ReviewChain};
pub use classes::{Class, Dimensions, Naming, named};
pub use publication::{Publication, RankedList};
pub use rules::{RuleSetting, RuleSettings};
pub use statistics_entry::EntryDays;
pub use visits::VisitScheme;
pub use years::{Profiles, YearsRefused, governing};

use crate::calendar::{CalendarRule, Holidays};
use crate::period::Month;
use crate::plan::{Category, Level, Nature, PlanBasis};
use crate::rights::Role;
use crate::rule::RuleCode;
use crate::text::Lang;

/// Everything that differs between jurisdictions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// For example `qinzhou-2022`.
    pub id: String,
    /// What people call it, for example 钦州市 2022 年重大项目.
    pub title: String,
    /// The same in English, for example Qinzhou major projects 2022.
    pub title_en: String,
    /// The notice behind it, for example 钦政办〔2022〕12号.
    pub source: String,
    /// First plan year.
    pub first_year: i16,
    /// Last plan year (the same for an annual plan).
    pub last_year: i16,
    /// The first month that goes by it, where earlier ones of its years were locked under another profile
    /// before it came; no key of a file, but found when it is put in force ([`Profiles::with`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<Month>,
    /// Natures in use, in order, with this jurisdiction's labels.
    pub natures: Vec<Label<Nature>>,
    /// Categories in use, in order; empty where the notice has none.
    #[serde(default)]
    pub categories: Vec<Label<Category>>,
    /// Levels in use, in order; without any 自治区层面 and 市级.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Label<Level>>,
    /// Classifications of the plan's projects beside those, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<Class>,
    /// What the dimensions are called where it is not the usual word.
    #[serde(default, skip_serializing_if = "Dimensions::is_usual")]
    pub dimensions: Dimensions,
    /// The level that the targets of the plan count (贵政办发〔2021〕15号 二).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets_level: Option<Level>,
    /// Areas in use, in order.
    pub areas: Vec<Area>,
    /// When a month's report is due.
    pub calendar: CalendarRule,
    /// Places after the point.
    pub decimals: Decimals,
    /// Who passes a report on to whom, the first being who fills it; see [`Profile::chain_of`].
    pub chain: Vec<Role>,
    /// The chains of areas that have one of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chains: Vec<AreaChain>,
    /// From whose step on a report counts in published totals; without it, from the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_from: Option<Role>,
    /// The roles that see of a report which has not come to their step nothing but that it is there and
    /// where it stands; without it everybody sees everything. Who fills a report sees it all along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sees_at_own_step: Vec<Role>,
    /// 责任人: the kinds of persons who answer for a project, in order, by a key of the profile's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Label<String>>,
    /// The roles that see the telephone numbers of these persons, of the projects that they see; without
    /// it, those who report, review or coordinate the project (`rights::over_persons`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub telephones_for: Vec<Role>,
    /// Which rate is shown first where both are: against the plan as it stands, or as it was issued.
    #[serde(default, skip_serializing_if = "PlanBasis::is_adjusted")]
    pub first_basis: PlanBasis,
    /// Shortest explanation accepted, in characters.
    pub explanation_min_chars: usize,
    /// Entry amounts, where the notice states them.
    #[serde(default)]
    pub entry: Option<EntryStandard>,
    /// Rules switched off, or with another severity or other parameters, by code.
    #[serde(default)]
    pub rules: RuleSettings,
    /// Published tables of the plan, which the demo reproduces; amounts in 亿元 as printed.
    #[serde(default)]
    pub published: Vec<crate::crossfoot::Table>,
    /// Targets of a multi-year plan by name, as printed (贵政办发〔2021〕15号 二).
    #[serde(default)]
    pub targets: BTreeMap<String, String>,
    /// Measures beyond the monthly report (钦州十条措施), in order.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// 入统: by which days a project that has newly started is filed with the statistics; without it
    /// nobody is asked (钦州十条措施 三).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistics_entry: Option<EntryDays>,
    /// 走访: which projects are visited every month; without it nobody is asked (钦州十条措施 四).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<VisitScheme>,
    /// What is settled about what is published.
    #[serde(default, skip_serializing_if = "Publication::is_empty")]
    pub publication: Publication,
    /// What notices say about days off, as far as the plan years need it; no key of a file, but
    /// filled in by who reads one.
    #[serde(default, skip_serializing_if = "Holidays::is_empty")]
    pub holidays: Holidays,
}

/// A stable key with the words that this jurisdiction uses for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label<K> {
    /// The key that code sees.
    pub key: K,
    /// The label on screen and in print.
    pub label: String,
    /// English label.
    pub label_en: String,
}

/// A county, a district, a zone or another division that projects are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// GB/T 2260 code, or an extension such as `450700-Q1` for what has none.
    pub code: String,
    /// Name on screen and in print.
    pub name: String,
    /// English name; empty where nobody gave one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
}

/// Places after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decimals {
    /// Most places accepted in entry, of 万元.
    pub entry: u32,
    /// Places shown on screen, of 万元.
    pub shown: u32,
    /// Places in published tables, of 亿元.
    pub published: u32,
    /// Places of a percentage.
    pub percent: u32,
}

/// Amounts from which a project may enter the plan (钦政办〔2022〕12号 一), 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryStandard {
    /// Total investment of an industrial project.
    pub industrial_total: crate::money::Money,
    /// Total investment of any other project.
    pub other_total: crate::money::Money,
    /// Annual plan of any project.
    pub annual: crate::money::Money,
    /// Whether real estate is excluded.
    pub excludes_real_estate: bool,
}

/// One of the measures that a profile tracks beside the monthly report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Stable key.
    pub key: String,
    /// What is measured, in the words of the notice.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// Clause of the notice, for example 五.
    pub clause: String,
    /// The target as printed.
    pub target: String,
    /// What is striven for beyond the target (力争), as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub striving: Option<String>,
    /// Its unit: 亿元, %, 名次, 项, 月.
    pub unit: String,
    /// On which side of the target a good figure lies.
    #[serde(default)]
    pub goal: Goal,
}

/// On which side of its target a good figure lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// 以上: amounts, counts, rates.
    #[default]
    AtLeast,
    /// 前 n 位, n 日前, n 月底前: ranks and dates.
    AtMost,
}

impl Profile {
    /// This jurisdiction's word for a nature; its key if the profile does not use it.
    pub fn nature_label(&self, nature: Nature) -> &str {
        find(&self.natures, nature).map_or(nature.key(), |label| label.label.as_str())
    }

    /// This jurisdiction's word for a nature, in `lang`.
    pub fn nature_label_in(&self, nature: Nature, lang: Lang) -> &str {
        find(&self.natures, nature).map_or(nature.key(), |label| label.get(lang))
    }

    /// The name of an area; its code if the profile does not know it.
    pub fn area_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.areas
            .iter()
            .find(|area| area.code == code)
            .map_or(code, |area| area.name.as_str())
    }

    /// The name of an area in `lang`; its code if the profile does not know it.
    pub fn area_name_in<'a>(&'a self, code: &'a str, lang: Lang) -> &'a str {
        match (self.areas.iter().find(|area| area.code == code), lang) {
            (Some(area), Lang::En) if !area.name_en.is_empty() => &area.name_en,
            _ => self.area_name(code),
        }
    }

    /// This jurisdiction's word for a kind of person, in `lang`; its key if the profile does not use it.
    pub fn person_label_in<'a>(&'a self, kind: &'a str, lang: Lang) -> &'a str {
        let label = self.persons.iter().find(|label| label.key == kind);
        match (label, lang) {
            (Some(label), Lang::Zh) => &label.label,
            (Some(label), Lang::En) => &label.label_en,
            (None, _) => kind,
        }
    }

    /// The title in `lang`.
    pub fn title_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.title,
            Lang::En => &self.title_en,
        }
    }

    /// A parameter of a rule that this profile sets, if it does.
    pub fn rule_param(&self, code: RuleCode, name: &str) -> Option<Decimal> {
        self.rules.get(code)?.params.get(name).copied()
    }
}

fn find<K: PartialEq>(labels: &[Label<K>], key: K) -> Option<&Label<K>> {
    labels.iter().find(|label| label.key == key)
}
