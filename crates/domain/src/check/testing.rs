//! Builders with which a rule's examples take a few lines each.

pub(crate) mod plan;

use std::collections::BTreeMap;

use super::rule::{Evaluate, Rule};
use super::{Context, Finding, History, Outcome, Stage, check, check_table};
use crate::calendar::{CalendarRule, Holidays};
use crate::crossfoot::{Across, Percent, Printed, Row, Table};
use crate::money::parse_plain;
use crate::period::{Date, Month, parse_day};
use crate::plan::{Category, Classes, Level, Nature, PlanRow};
use crate::profile::{
    Area, Decimals, Dimensions, Label, Profile, Publication, RuleSetting, RuleSettings,
};
use crate::report::{FieldKey, FieldValue, FieldValues, Report};
use crate::rights::Role;
use crate::rule::{RuleCode, Severity};
use crate::text::Lang;

/// A jurisdiction with every nature and category and one area, `450000`.
pub(crate) fn profile() -> Profile {
    let nature = |(key, label, label_en): (_, &str, &str)| Label {
        key,
        label: label.to_owned(),
        label_en: label_en.to_owned(),
    };
    Profile {
        id: "test".to_owned(),
        title: "测试".to_owned(),
        title_en: "Test".to_owned(),
        source: "测试".to_owned(),
        first_year: 2022,
        last_year: 2022,
        counts_from: None,
        natures: [
            (Nature::NewStart, "新开工", "new start"),
            (Nature::Continuing, "续建", "continuing"),
            (Nature::Completing, "竣工", "completing"),
            (Nature::Preparatory, "预备", "preparatory"),
        ]
        .map(nature)
        .into(),
        categories: Category::USUAL
            .map(|key| Label {
                key,
                label: key.key().to_owned(),
                label_en: key.key().to_owned(),
            })
            .into(),
        levels: Vec::new(),
        classes: Vec::new(),
        dimensions: Dimensions::default(),
        targets_level: None,
        areas: vec![Area {
            code: "450000".to_owned(),
            name: "某县".to_owned(),
            name_en: "A county".to_owned(),
        }],
        calendar: CalendarRule {
            day: Some(1),
            month_offset: 1,
            inclusive: true,
            ..CalendarRule::default()
        },
        decimals: Decimals {
            entry: 2,
            shown: 2,
            published: 2,
            percent: 1,
        },
        chain: vec![Role::Clerk, Role::CityOffice],
        chains: Vec::new(),
        published_from: None,
        persons: vec![
            Label {
                key: "lead".to_owned(),
                label: "责任专员".to_owned(),
                label_en: "lead".to_owned(),
            },
            Label {
                key: "contact".to_owned(),
                label: "联络员".to_owned(),
                label_en: "contact".to_owned(),
            },
        ],
        telephones_for: Vec::new(),
        sees_at_own_step: Vec::new(),
        first_basis: crate::plan::PlanBasis::Adjusted,
        explanation_min_chars: 8,
        entry: None,
        rules: RuleSettings::default(),
        published: Vec::new(),
        targets: BTreeMap::new(),
        measures: Vec::new(),
        statistics_entry: None,
        visits: None,
        publication: Publication::default(),
        holidays: Holidays::default(),
    }
}

/// A 续建 project of 10,000 万元, 3,000 of them this year, in the plan since 2022-01.
pub(crate) fn plan_row() -> PlanRow {
    let wan = |text| Some(parse_plain(text).unwrap());
    PlanRow {
        id: "p1".to_owned(),
        name: "示例项目".to_owned(),
        code: None,
        nature: Nature::Continuing,
        category: Some(Category::INFRASTRUCTURE),
        area: "450000".to_owned(),
        level: Level::MUNICIPAL,
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: "示例业主".to_owned(),
        owner_uscc: None,
        units: vec!["u1".to_owned()],
        total_investment: wan("10000"),
        annual_plan: wan("3000"),
        before_year: wan("2000"),
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered: month("2022-01"),
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}

/// The month written so.
pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// The single boxes of a form, filled.
pub(crate) fn draft(boxes: &[(&str, &str)]) -> FieldValues {
    boxes
        .iter()
        .map(|(key, text)| (FieldKey::new(key).unwrap(), FieldValue::from(*text)))
        .collect()
}

/// One check: the plan row, the draft and what it is held against.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    profile: Profile,
    plan: PlanRow,
    month: Month,
    stage: Stage,
    today: Option<Date>,
    values: FieldValues,
    known_from: Option<Month>,
    past: BTreeMap<Month, FieldValues>,
}

/// The empty report of [`plan_row`] for 2022-05, to be submitted; no earlier report exists.
pub(crate) fn case() -> Case {
    Case {
        profile: profile(),
        plan: plan_row(),
        month: month("2022-05"),
        stage: Stage::Submitting,
        today: None,
        values: FieldValues::new(),
        known_from: Some(month("2020-01")),
        past: BTreeMap::new(),
    }
}

impl Case {
    pub(crate) fn draft(mut self, boxes: &[(&str, &str)]) -> Self {
        self.values.extend(draft(boxes));
        self
    }

    pub(crate) fn values(mut self, values: FieldValues) -> Self {
        self.values = values;
        self
    }

    /// An entry of several boxes in the draft.
    pub(crate) fn entry(mut self, key: &str, parts: &[(&str, &str)]) -> Self {
        self.values
            .insert(FieldKey::new(key).unwrap(), record(parts));
        self
    }

    /// The report of an earlier month.
    pub(crate) fn past(mut self, at: &str, boxes: &[(&str, &str)]) -> Self {
        self.past.entry(month(at)).or_default().extend(draft(boxes));
        self
    }

    /// An entry of several boxes in the report of an earlier month.
    pub(crate) fn past_entry(mut self, at: &str, key: &str, parts: &[(&str, &str)]) -> Self {
        let report = self.past.entry(month(at)).or_default();
        report.insert(FieldKey::new(key).unwrap(), record(parts));
        self
    }

    /// One more value in the draft.
    pub(crate) fn also(mut self, key: FieldKey, value: FieldValue) -> Self {
        self.values.insert(key, value);
        self
    }

    /// The report of `back` months ago.
    pub(crate) fn past_values(mut self, back: i32, values: FieldValues) -> Self {
        self.past.insert(self.month.plus(-back), values);
        self
    }

    /// The draft as rules read it.
    pub(crate) fn report(&self) -> Report {
        Report::read(&self.values)
    }

    /// No earlier month is on the device.
    pub(crate) fn nothing_known(mut self) -> Self {
        self.known_from = None;
        self
    }

    pub(crate) fn plan(mut self, change: impl FnOnce(&mut PlanRow)) -> Self {
        change(&mut self.plan);
        self
    }

    /// Another nature; 预备 has no annual plan.
    pub(crate) fn nature(self, nature: Nature) -> Self {
        self.plan(|plan| {
            plan.nature = nature;
            plan.annual_plan = plan.annual_plan.filter(|_| nature.is_implementing());
        })
    }

    pub(crate) fn profile(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    /// A parameter that the profile sets.
    pub(crate) fn param(self, code: &str, name: &str, value: &str) -> Self {
        self.profile(|profile| {
            let setting: &mut RuleSetting = profile.rules.entry(code.parse().unwrap());
            let value = value.parse().unwrap();
            setting.params.insert(name.to_owned(), value);
        })
    }

    pub(crate) fn month(mut self, text: &str) -> Self {
        self.month = month(text);
        self
    }

    pub(crate) fn today(mut self, text: &str) -> Self {
        self.today = Some(parse_day(text).unwrap());
        self
    }

    pub(crate) fn typing(mut self) -> Self {
        self.stage = Stage::Typing;
        self
    }

    pub(crate) fn run(&self) -> Outcome {
        self.in_context(|context| check(&self.report(), context))
    }

    /// What is found with all that the draft is held against.
    pub(crate) fn in_context<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        let reports = (self.past.iter())
            .map(|(month, values)| (*month, Report::read(values)))
            .collect();
        ask(&Context {
            profile: &self.profile,
            plan: &self.plan,
            month: self.month,
            stage: self.stage,
            today: self.today,
            history: History {
                known_from: self.known_from,
                reports: &reports,
            },
        })
    }
}

fn record(parts: &[(&str, &str)]) -> FieldValue {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    FieldValue::Record(parts.iter().map(own).collect())
}

/// A table of one measure.
pub(crate) fn table(measure: &str, stated: &str, rows: &[&str]) -> Table {
    let row = |figure: &&str| {
        let value = figure.parse().unwrap();
        Row {
            label: String::new(),
            figures: [(measure.to_owned(), Printed { value })].into(),
        }
    };
    Table {
        id: "demo".to_owned(),
        stated: Some(row(&stated)),
        rows: rows.iter().map(row).collect(),
        ..Table::default()
    }
}

fn printed(label: &str, figures: &[(&str, &str)]) -> Row {
    let read = |(measure, text): &(&str, &str)| {
        Some(((*measure).to_owned(), Printed::read(text).unwrap()?))
    };
    Row {
        label: label.to_owned(),
        figures: figures.iter().filter_map(read).collect(),
    }
}

/// A table of rates: `part` over 年度计划 as 完成率, the total row first.
pub(crate) fn rated(
    part: &str,
    stated: Option<(&str, &str, &str)>,
    rows: &[(&str, &str, &str, &str)],
) -> Table {
    let whole = if part.ends_with("_count") {
        "count"
    } else {
        "annual_plan"
    };
    let row = |(label, a, b, rate): (&str, &str, &str, &str)| {
        printed(label, &[(part, a), (whole, b), ("completion", rate)])
    };
    Table {
        id: "demo".to_owned(),
        stated: stated.map(|(a, b, rate)| row(("合计", a, b, rate))),
        rows: rows.iter().copied().map(row).collect(),
        percents: vec![Percent {
            measure: "completion".to_owned(),
            of: part.to_owned(),
            over: whole.to_owned(),
        }],
        ..Table::default()
    }
}

/// A cross table: label, row total and the cells of each row; the total row first.
pub(crate) fn cross(
    measure: &str,
    stated: Option<(&str, &[&str])>,
    rows: &[(&str, &str, &[&str])],
) -> Table {
    let part = |at: usize| format!("part{at}_{measure}");
    let row = |(label, total, cells): (&str, &str, &[&str])| {
        let names: Vec<String> = (0..cells.len()).map(part).collect();
        let cells = names.iter().map(String::as_str).zip(cells.iter().copied());
        let figures: Vec<(&str, &str)> = [(measure, total)].into_iter().chain(cells).collect();
        printed(label, &figures)
    };
    Table {
        id: "demo".to_owned(),
        stated: stated.map(|(total, cells)| row(("合计", total, cells))),
        rows: rows.iter().copied().map(row).collect(),
        across: vec![Across {
            total: measure.to_owned(),
            parts: (0..4).map(part).collect(),
        }],
        ..Table::default()
    }
}

impl From<Case> for Outcome {
    fn from(case: Case) -> Self {
        case.run()
    }
}

impl From<Table> for Outcome {
    fn from(table: Table) -> Self {
        Self {
            findings: check_table(&table, &profile()),
            not_evaluated: Vec::new(),
        }
    }
}

enum Expected {
    Fires(Severity, &'static str, &'static str),
    Silent(&'static str),
    NotEvaluated,
}

/// The examples of one rule, from its own file.
pub(super) struct Cases {
    rule: &'static Rule,
    examples: Vec<(Expected, Outcome)>,
}

impl Cases {
    pub(super) fn of(rule: &'static Rule) -> Self {
        let examples = Vec::new();
        Self { rule, examples }
    }

    /// The rule fires; its first finding reads so in Chinese and in English.
    pub(super) fn fires(
        self,
        zh: &'static str,
        en: &'static str,
        checked: impl Into<Outcome>,
    ) -> Self {
        let severity = self.rule.severity;
        self.fires_as(severity, zh, en, checked)
    }

    /// The rule fires with another severity than its own.
    pub(super) fn fires_as(
        mut self,
        severity: Severity,
        zh: &'static str,
        en: &'static str,
        checked: impl Into<Outcome>,
    ) -> Self {
        self.examples
            .push((Expected::Fires(severity, zh, en), checked.into()));
        self
    }

    /// The rule does not fire, and why.
    pub(super) fn silent(mut self, why: &'static str, checked: impl Into<Outcome>) -> Self {
        self.examples.push((Expected::Silent(why), checked.into()));
        self
    }

    /// The rule says that it could not look.
    pub(super) fn not_evaluated(mut self, checked: impl Into<Outcome>) -> Self {
        self.examples.push((Expected::NotEvaluated, checked.into()));
        self
    }

    /// What the rule finds in its examples.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let all = self.examples.iter().flat_map(|(_, found)| &found.findings);
        all.filter(|finding| finding.code == self.rule.code)
    }

    /// Holds every example against the rule, and the rule's promises against its examples.
    pub(super) fn verify(self) {
        let code = self.rule.code;
        let has = |fits: fn(&Expected) -> bool| self.examples.iter().any(|(e, _)| fits(e));
        assert!(
            has(|e| matches!(e, Expected::Fires(..))),
            "{code} never fires"
        );
        assert!(
            has(|e| matches!(e, Expected::Silent(_))),
            "{code} is never silent"
        );
        for (expected, outcome) in &self.examples {
            let found = outcome.findings.iter().find(|finding| finding.code == code);
            let skipped = outcome.not_evaluated.contains(&code);
            match (expected, found) {
                (Expected::Fires(severity, zh, en), Some(finding)) => {
                    assert_eq!(finding.message(Lang::Zh), *zh, "{code}");
                    assert_eq!(finding.message(Lang::En), *en, "{code}");
                    assert_eq!(finding.severity, *severity, "{code}: {zh}");
                    assert!(!skipped, "{code} fires and says that it could not look");
                    self.verify_wording(finding);
                }
                (Expected::Fires(_, zh, _), None) => panic!("{code} should say: {zh}"),
                (Expected::Silent(why), Some(finding)) => {
                    panic!(
                        "{code} should be silent ({why}): {}",
                        finding.message(Lang::En)
                    )
                }
                (Expected::Silent(why), None) => assert!(!skipped, "{code} not evaluated: {why}"),
                (Expected::NotEvaluated, found) => {
                    assert!(skipped && found.is_none(), "{code} should not be evaluated");
                }
            }
        }
    }

    fn verify_wording(&self, finding: &Finding) {
        let rule = self.rule;
        let is_report = matches!(rule.evaluate, Evaluate::Report(_));
        assert_eq!(
            is_report,
            !finding.fields.is_empty(),
            "{}: place",
            rule.code
        );
        for lang in [Lang::Zh, Lang::En] {
            for text in [finding.message(lang), finding.advice(lang)] {
                assert!(
                    !text.is_empty() && !text.contains(['{', '}', '?']),
                    "{text}"
                );
            }
        }
        let json = serde_json::to_string(finding).unwrap();
        assert_eq!(&crate::json::read::<Finding>(&json).unwrap(), finding);
    }
}

/// A rule's code, for tests.
pub(crate) fn code(text: &str) -> RuleCode {
    text.parse().unwrap()
}
