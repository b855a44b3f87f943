//! Drafts of any kind: sound boxes, wrong ones, odd characters, unknown keys, any history. What the
//! engine finds in each is digested, so that two builds can be compared line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::json;
use yuebao_domain::check::{Context, History, Stage, check};
use yuebao_domain::money::{Money, round};
use yuebao_domain::period::{Date, Month, parse_day};
use yuebao_domain::plan::{Category, Classes, Level, Nature, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, builtin};
use yuebao_domain::report::limits::{MAX_BOXES, MAX_TEXT};
use yuebao_domain::report::records::VISIT;
use yuebao_domain::report::{
    CoordinationLevel, Field, FieldKey, FieldValue, FieldValues, MilestoneKind, ProblemType,
    Report, ValueKind,
};
use yuebao_domain::text::Lang;

use crate::dice::Dice;

/// The jurisdictions that drafts are checked under.
#[derive(Debug)]
pub struct Jurisdictions(Vec<Profile>);

impl Jurisdictions {
    /// All built-in ones, and each once more with fewer decimal places.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn new() -> Result<Self, String> {
        let builtins = BUILTIN
            .iter()
            .map(|(id, _)| builtin(id).map_err(|error| error.to_string()));
        let mut profiles: Vec<Profile> = builtins.collect::<Result<_, _>>()?;
        // no built-in one asks for fewer decimal places than there are
        let mut coarse = profiles.clone();
        for profile in &mut coarse {
            profile.decimals.entry = 2;
        }
        profiles.append(&mut coarse);
        Ok(Self(profiles))
    }
}

/// One line a draft: its number, a digest of the draft, a digest of all that is found in it, and
/// how many findings that is.
pub fn lines(jurisdictions: &Jurisdictions, seed: u32, count: usize) -> String {
    (0..count).fold(String::new(), |mut lines, index| {
        let draft = Draft::new(jurisdictions, seed, index);
        let (found, findings) = draft.found();
        let (draft, found) = (digest(&draft.told()), digest(&found));
        // writing to a String cannot fail
        let _ = writeln!(lines, "{index} {draft:016x} {found:016x} {findings}");
        lines
    })
}

/// A draft and all that is found in it, for a person to look at.
pub fn shown(jurisdictions: &Jurisdictions, seed: u32, index: usize) -> String {
    let draft = Draft::new(jurisdictions, seed, index);
    format!("{}\n{}\n", draft.told(), draft.found().0)
}

/// FNV-1a.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

struct Draft<'a> {
    profile: &'a Profile,
    plan: PlanRow,
    month: Month,
    stage: Stage,
    today: Option<Date>,
    known_from: Option<Month>,
    values: FieldValues,
    past: BTreeMap<Month, FieldValues>,
}

impl<'a> Draft<'a> {
    fn new(jurisdictions: &'a Jurisdictions, seed: u32, index: usize) -> Self {
        let mut dice = Dice::new(seed, index);
        let profile = dice.pick(&jurisdictions.0);
        let month = Month::FIRST.plus(i32::try_from(dice.below(40 * 12)).unwrap_or_default());
        let mut past = BTreeMap::new();
        for back in 1..=i32::try_from(dice.below(14)).unwrap_or_default() {
            if dice.chance(85) {
                past.insert(month.plus(-back), values(&mut dice, month.plus(-back)));
            }
        }
        let mut own = values(&mut dice, month);
        if dice.chance(40) {
            carry_on(&mut dice, &mut own, past.get(&month.previous()));
        }
        let plan = plan_row(&mut dice, profile, month);
        if dice.chance(15) {
            stand_still(&mut own, month, &plan, &mut past);
        }
        Self {
            plan,
            stage: *dice.pick(&[Stage::Typing, Stage::Submitting]),
            today: dice.chance(70).then(|| month.last_day()),
            known_from: dice.chance(60).then(|| month.plus(-12)),
            values: own,
            profile,
            month,
            past,
        }
    }

    fn told(&self) -> String {
        json!({
            "profile": self.profile.id,
            "plan": self.plan,
            "month": self.month,
            "stage": format!("{:?}", self.stage),
            "today": self.today.map(|day| day.to_string()),
            "known_from": self.known_from,
            "values": self.values,
            "past": self.past.iter().map(|(month, values)| (month.to_string(), values)).collect::<BTreeMap<_, _>>(),
        })
        .to_string()
    }

    /// Codes, severities, fields, values, wording in both languages, and what was not evaluated.
    fn found(&self) -> (String, usize) {
        let past = self
            .past
            .iter()
            .map(|(month, values)| (*month, Report::read(values)));
        let context = Context {
            profile: self.profile,
            plan: &self.plan,
            month: self.month,
            stage: self.stage,
            today: self.today,
            history: History {
                known_from: self.known_from,
                reports: &past.collect(),
            },
        };
        let outcome = check(&Report::read(&self.values), &context);
        let findings = outcome.findings.iter().map(|finding| {
            json!({
                "finding": finding,
                "zh": [finding.message(Lang::Zh), finding.advice(Lang::Zh)],
                "en": [finding.message(Lang::En), finding.advice(Lang::En)],
                "fingerprint": finding.fingerprint(),
            })
        });
        let findings: Vec<_> = findings.collect();
        let count = findings.len();
        let found = json!({ "findings": findings, "not_evaluated": outcome.not_evaluated });
        (found.to_string(), count)
    }
}

fn plan_row(dice: &mut Dice, profile: &Profile, month: Month) -> PlanRow {
    let mut maybe = |percent, of: &mut dyn FnMut(&mut Dice) -> Decimal| {
        let is_given = dice.chance(percent);
        let drawn = of(dice);
        is_given.then(|| Money::from_wan(drawn))
    };
    let (total, annual, before) = (
        maybe(90, &mut amount),
        maybe(80, &mut amount),
        maybe(80, &mut amount),
    );
    let around = |dice: &mut Dice, span: u32| {
        let back = i32::try_from(dice.below(span)).unwrap_or_default();
        month.plus(4 - back)
    };
    let code = dice.chance(80).then(|| code(dice));
    PlanRow {
        id: "p1".to_owned(),
        name: "示例项目".to_owned(),
        code,
        nature: *dice.pick(&Nature::ALL),
        category: dice.chance(90).then(|| *dice.pick(&Category::USUAL)),
        area: if dice.chance(95) {
            dice.pick(&profile.areas).code.clone()
        } else {
            "999999".to_owned()
        },
        level: *dice.pick(&[Level::REGIONAL, Level::MUNICIPAL]),
        is_industrial: dice.chance(50),
        is_private: dice.chance(50),
        is_real_estate: dice.chance(5),
        sector: None,
        classes: Classes::default(),
        owner: "示例业主".to_owned(),
        owner_uscc: dice.chance(50).then(|| "9144030071526726XG".to_owned()),
        units: if dice.chance(95) {
            vec!["u1".to_owned()]
        } else {
            Vec::new()
        },
        total_investment: total,
        annual_plan: annual,
        before_year: before,
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: dice.chance(60).then(|| around(dice, 24)),
        planned_completion: dice.chance(60).then(|| around(dice, 24)),
        entered: around(dice, 36),
        exited: dice.chance(10).then(|| around(dice, 12)),
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}

/// Lets figures add up and texts repeat, as rules that look back want to see.
fn carry_on(dice: &mut Dice, values: &mut FieldValues, last: Option<&FieldValues>) {
    let Some(last) = last else { return };
    for field in [
        Field::YearToDate,
        Field::SinceStart,
        Field::ActualStart,
        Field::VisualProgress,
        Field::BondIssued,
    ] {
        if let Some(value) = last.get(&field.into()) {
            values.insert(field.into(), value.clone());
        }
    }
    if dice.chance(50) {
        values.insert(Field::MonthInvestment.into(), "0".into());
    }
    for (key, value) in last {
        if key.problem_id().is_some() {
            values.insert(key.clone(), value.clone());
        }
    }
}

/// The same report for five months, its year to date computed by the calendar.
fn stand_still(
    own: &mut FieldValues,
    month: Month,
    plan: &PlanRow,
    past: &mut BTreeMap<Month, FieldValues>,
) {
    let by_time = |month: Month| {
        let annual = plan.annual_plan.map_or(Decimal::ONE_HUNDRED, Money::wan);
        let share = annual * Decimal::from(month.number()) / Decimal::from(12);
        FieldValue::from(round(share, 2).to_string())
    };
    own.insert(Field::YearToDate.into(), by_time(month));
    for back in 1..5 {
        let before = month.plus(-back);
        let mut values = own.clone();
        values.insert(Field::YearToDate.into(), by_time(before));
        past.insert(before, values);
    }
}

fn values(dice: &mut Dice, month: Month) -> FieldValues {
    let mut values = FieldValues::new();
    let filled = dice.between(10, 95);
    for field in Field::ALL {
        if dice.chance(filled) {
            values.insert((*field).into(), boxed(dice, *field, month).into());
        }
    }
    for kind in MilestoneKind::ALL {
        if dice.chance(filled / 3) {
            let parts = [("planned", day(dice, month)), ("done", day(dice, month))];
            values.insert(FieldKey::milestone(*kind), entry(dice, &parts));
        }
    }
    for id in ["a", "b", "c"] {
        if let (true, Some(key)) = (dice.chance(filled / 4), FieldKey::problem(id)) {
            let parts = [
                ("type", dice.pick(ProblemType::ALL).key().to_owned()),
                ("description", text(dice)),
                ("level", dice.pick(CoordinationLevel::ALL).key().to_owned()),
                ("request", text(dice)),
                ("deadline", day(dice, month)),
                ("closed", day(dice, month)),
            ];
            values.insert(key, entry(dice, &parts));
        }
    }
    if let (true, Some(key)) = (dice.chance(filled / 4), FieldKey::of(&VISIT, "v")) {
        let parts = [
            ("day", day(dice, month)),
            ("visitor", text(dice)),
            ("matter", text(dice)),
        ];
        values.insert(key, entry(dice, &parts));
    }
    if let (true, Some(key)) = (dice.chance(10), FieldKey::new("x_newer_field")) {
        values.insert(key, text(dice).into());
    }
    if dice.below(100) == 0 {
        overfill(dice, &mut values);
    }
    values
}

/// More than a report may hold: a text that is too long, or too many entries.
fn overfill(dice: &mut Dice, values: &mut FieldValues) {
    if dice.chance(50) {
        let text = text(dice).repeat(MAX_TEXT + 1);
        values.insert(Field::VisualProgress.into(), text.into());
    } else {
        let entries = (0..=MAX_BOXES).filter_map(|n| FieldKey::problem(&format!("p{n}")));
        values.extend(entries.map(|key| (key, entry(dice, &[("type", "land".to_owned())]))));
    }
}

fn entry(dice: &mut Dice, parts: &[(&str, String)]) -> FieldValue {
    let parts = parts.iter().filter(|_| dice.chance(60));
    FieldValue::Record(
        parts
            .map(|(name, text)| ((*name).to_owned(), text.clone()))
            .collect(),
    )
}

fn boxed(dice: &mut Dice, field: Field, month: Month) -> String {
    if dice.chance(4) {
        return text(dice);
    }
    match (field.kind(), field) {
        (ValueKind::Amount, _) => amount(dice).to_string(),
        (ValueKind::Day, _) => day(dice, month),
        (ValueKind::Choice(choices), _) => dice.pick(choices).0.to_owned(),
        (_, Field::ProjectCode) => code(dice),
        (_, Field::OwnerUscc) => {
            (*dice.pick(&["9144030071526726XG", "9144030071526726XH", "914403"])).to_owned()
        }
        _ => text(dice),
    }
}

fn code(dice: &mut Dice) -> String {
    let codes = [
        "2410-451421-04-01-627218",
        "2410-451421-04-01-627217",
        "2020-451421-88-03-016343",
        "24104514210401627218",
        "２４１０-451421-04-01-627218",
        "2413-451421-04-01-627218",
        "无",
        "",
    ];
    (*dice.pick(&codes)).to_owned()
}

fn amount(dice: &mut Dice) -> Decimal {
    let (digits, places) = match dice.below(10) {
        0 => (0, 0),
        1 => (-i64::from(dice.below(100_000)), 2),
        2 => (1_000_000_000_000, 0),
        3 => (i64::from(dice.below(u32::MAX)), 7),
        _ => (i64::from(dice.below(3_000_000)), dice.below(7)),
    };
    Decimal::new(digits, places)
}

fn day(dice: &mut Dice, month: Month) -> String {
    let back = i32::try_from(dice.below(14)).unwrap_or_default();
    let month = month.plus(2 - back);
    // the 29th to the 32nd do not always exist: such a day is not understood, and C012 says so
    let day = dice.between(1, 32);
    let text = format!("{month}-{day:02}");
    parse_day(&text).map_or(text, |day| day.to_string())
}

fn text(dice: &mut Dice) -> String {
    let texts = [
        "主体结构封顶",
        "主体 结构封顶",
        "约二百万",
        "—",
        "1,250.5",
        "１２５０",
        "2022-02-30",
        "🏗️ e\u{301} \u{202e}倒写",
        "无",
        " ",
        "normal",
        "land",
    ];
    (*dice.pick(&texts)).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn drafts_are_of_many_kinds_and_fire_every_rule_about_reports() {
        let jurisdictions = Jurisdictions::new().unwrap();
        let mut fired = BTreeSet::new();
        for index in 0..4_000 {
            let found: serde_json::Value =
                serde_json::from_str(&Draft::new(&jurisdictions, 1, index).found().0).unwrap();
            for finding in found["findings"].as_array().unwrap() {
                fired.insert(finding["finding"]["code"].as_str().unwrap().to_owned());
            }
        }
        let is_about_reports = |rule: &&&yuebao_domain::check::Rule| {
            matches!(rule.evaluate, yuebao_domain::check::Evaluate::Report(_))
        };
        let rules = yuebao_domain::check::catalogue::RULES
            .iter()
            .filter(is_about_reports);
        let silent: Vec<String> = rules
            .map(|rule| rule.code.to_string())
            .filter(|code| !fired.contains(code))
            .collect();
        assert!(silent.is_empty(), "no draft fires {silent:?}");
    }

    #[test]
    fn a_line_says_what_was_drawn_and_what_was_found() {
        let jurisdictions = Jurisdictions::new().unwrap();
        let lines = lines(&jurisdictions, 7, 50);
        assert_eq!(lines.lines().count(), 50);
        assert_eq!(lines, super::lines(&jurisdictions, 7, 50));
        let digests: BTreeSet<&str> = lines
            .lines()
            .filter_map(|line| line.split(' ').nth(1))
            .collect();
        assert_eq!(digests.len(), 50, "no draft comes twice");
    }
}
