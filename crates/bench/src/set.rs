//! A plan of 1,000 projects with a year of reports: most are sound, some have one fault each.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::money::Money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Classes, Level, Nature, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues};

use crate::dice::Dice;

/// Projects in the set.
pub const PROJECTS: usize = 1_000;
/// Months of each.
pub const MONTHS: i8 = 12;
/// Of a hundred reports, how many are given a fault.
const FAULTY: u32 = 5;
/// Of which year.
pub const YEAR: i16 = 2022;

/// One project and its reports, as they are stored.
#[derive(Debug, Clone)]
pub struct Generated {
    /// Its row.
    pub plan: PlanRow,
    /// Its reports by month.
    pub reports: BTreeMap<Month, FieldValues>,
}

/// The set grown from `seed`, with the areas and natures of `profile`.
pub fn generate(seed: u32, profile: &Profile) -> Vec<Generated> {
    (0..PROJECTS)
        .map(|index| project(seed, index, profile))
        .collect()
}

/// The project of this number, with its reports.
pub fn project(seed: u32, index: usize, profile: &Profile) -> Generated {
    let mut dice = Dice::new(seed, index);
    let plan = plan_row(&mut dice, index, profile);
    let mut course = Course::new(&mut dice, &plan);
    let months = (1..=MONTHS).filter_map(|number| Month::new(YEAR, number));
    let reports = months.map(|month| {
        let mut boxes = course.report(&mut dice, month);
        if dice.chance(FAULTY) {
            spoil(&mut dice, &mut boxes, &plan);
        }
        (month, boxes.0)
    });
    Generated {
        reports: reports.collect(),
        plan,
    }
}

fn plan_row(dice: &mut Dice, index: usize, profile: &Profile) -> PlanRow {
    let natures = &profile.natures;
    let nature = natures
        .get(index % natures.len().max(1))
        .map_or(Nature::Continuing, |n| n.key);
    let total = wan(i64::from(dice.between(600_000, 900_000_000)), 2);
    let annual = share(total, dice.between(15, 25), 2);
    let before = match nature {
        Nature::Continuing => share(total, dice.between(10, 40), 4),
        Nature::Completing => share(total, dice.between(70, 75), 4),
        Nature::NewStart | Nature::Preparatory => Decimal::ZERO,
    };
    PlanRow {
        id: format!("p{index}"),
        name: format!("示例建设项目{index}"),
        code: Some("2410-451421-04-01-627218".to_owned()),
        nature,
        category: Some(Category::USUAL[index % Category::USUAL.len()]),
        area: profile
            .areas
            .get(index % profile.areas.len().max(1))
            .map_or_else(String::new, |a| a.code.clone()),
        level: Level::MUNICIPAL,
        is_industrial: dice.chance(40),
        is_private: dice.chance(50),
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: format!("示例业主{index}"),
        owner_uscc: Some("9144030071526726XG".to_owned()),
        units: vec![format!("u{}", index % 40)],
        total_investment: Some(Money::from_wan(total)),
        annual_plan: nature.is_implementing().then(|| Money::from_wan(annual)),
        before_year: Some(Money::from_wan(before)),
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: (nature == Nature::NewStart).then(|| month(4)).flatten(),
        planned_completion: (nature == Nature::Completing).then(|| month(11)).flatten(),
        entered: Month::new(YEAR, 1).unwrap_or(Month::FIRST),
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}

/// How a project goes through its year when nobody makes a slip.
struct Course {
    nature: Nature,
    annual: Decimal,
    year_to_date: Decimal,
    since_start: Decimal,
    starts: i8,
    completes: i8,
    halted: Option<i8>,
    problem: Option<i8>,
    has_central: bool,
    has_bond: bool,
    total: Decimal,
}

impl Course {
    fn new(dice: &mut Dice, plan: &PlanRow) -> Self {
        let amount = |money: Option<Money>| money.map_or(Decimal::ZERO, Money::wan);
        let nature = plan.nature;
        let mut sometimes = |percent, low, high| {
            dice.chance(percent)
                .then(|| i8::try_from(dice.between(low, high)).unwrap_or(1))
        };
        Self {
            nature,
            annual: amount(plan.annual_plan),
            year_to_date: Decimal::ZERO,
            since_start: amount(plan.before_year),
            starts: if nature == Nature::NewStart {
                sometimes(100, 2, 4).unwrap_or(3)
            } else {
                0
            },
            completes: if nature == Nature::Completing { 11 } else { 99 },
            halted: sometimes(5, 5, 9),
            problem: sometimes(15, 3, 9),
            has_central: sometimes(25, 1, 1).is_some(),
            has_bond: sometimes(25, 1, 1).is_some(),
            total: amount(plan.total_investment),
        }
    }

    fn report(&mut self, dice: &mut Dice, month: Month) -> Boxes {
        let mut boxes = Boxes::default();
        if self.nature == Nature::Preparatory {
            preliminary(&mut boxes, month);
            return boxes;
        }
        let number = month.number();
        let is_started = number >= self.starts;
        let is_halted = self.halted == Some(number);
        let invested = if is_started && !is_halted {
            // around a twelfth of the annual plan, with as many places as people type
            let percent = dice.between(92, 104) * 10 + dice.below(10);
            let places = *dice.pick(&[0, 2, 2, 2, 4, 6]);
            let left = i64::from(13 - self.starts.max(1));
            (self.annual * Decimal::new(i64::from(percent), 3) / Decimal::from(left))
                .round_dp(places)
        } else {
            Decimal::ZERO
        };
        self.year_to_date += invested;
        self.since_start += invested;
        boxes.amount("month_investment", invested);
        boxes.amount("year_to_date", self.year_to_date);
        boxes.amount("since_start", self.since_start);
        self.parts(&mut boxes);
        boxes.text("basis", "visual_progress");
        let status = match number {
            _ if is_halted => "halted",
            _ if number >= self.completes => "completed",
            _ if is_started => "under_construction",
            _ => "not_started",
        };
        boxes.text("status", status);
        if is_halted {
            boxes.text("halt_reason", "雨季停工");
            boxes.text("resume_this_year", "yes");
            boxes.text("resume_date", &format!("{YEAR}-{:02}-20", number + 1));
            boxes.text("resume_plan", "下月恢复施工");
        }
        if is_started {
            let start = if self.starts > 0 {
                format!("{YEAR}-{:02}-05", self.starts)
            } else {
                "2021-03-08".to_owned()
            };
            boxes.text("actual_start", &start);
            boxes.text(
                "visual_progress",
                &format!(
                    "{number} 月完成主体结构第 {number} 段，累计浇筑 {} 方",
                    self.year_to_date.round_dp(0)
                ),
            );
        }
        if number >= self.completes {
            boxes.text(
                "actual_completion",
                &format!("{YEAR}-{:02}-25", self.completes),
            );
        }
        self.funds(&mut boxes);
        self.problems(&mut boxes, number);
        boxes
    }

    fn parts(&self, boxes: &mut Boxes) {
        let construction = share(self.year_to_date, 60, 2);
        let installation = share(self.year_to_date, 15, 2);
        let equipment = share(self.year_to_date, 20, 4);
        boxes.amount("construction", construction);
        boxes.amount("installation", installation);
        boxes.amount("equipment", equipment);
        boxes.amount(
            "other_cost",
            self.year_to_date - construction - installation - equipment,
        );
    }

    fn funds(&self, boxes: &mut Boxes) {
        boxes.amount(
            "funds_received",
            self.since_start + share(self.total - self.since_start, 20, 2),
        );
        if self.has_central {
            let issued = share(self.annual, 30, 2);
            boxes.amount("central_issued", issued);
            boxes.amount("central_paid", share(issued, 95, 2));
            boxes.text("central_issued_on", "2022-01-20");
        }
        if self.has_bond {
            let issued = share(self.annual, 25, 2);
            boxes.amount("bond_issued", issued);
            boxes.amount("bond_used", issued);
        }
    }

    fn problems(&self, boxes: &mut Boxes, number: i8) {
        if self
            .problem
            .is_some_and(|from| (from..from + 2).contains(&number))
        {
            boxes.entry(
                "problem.a1",
                &[
                    ("type", "land"),
                    (
                        "description",
                        &format!("红线内尚有 {} 户未签约", 14 - number),
                    ),
                    ("level", "county"),
                    ("request", "请协调征地"),
                    ("deadline", "2022-12-20"),
                ],
            );
        }
    }
}

fn preliminary(boxes: &mut Boxes, month: Month) {
    let done = usize::try_from(month.number() / 2).unwrap_or_default();
    let kinds = [
        "approval",
        "land_pre_review",
        "siting",
        "environment",
        "energy",
        "soil_water",
    ];
    for (place, kind) in kinds.iter().enumerate() {
        let planned = format!("{YEAR}-{:02}-15", place * 2 + 1);
        let key = format!("milestone.{kind}");
        if place < done {
            boxes.entry(&key, &[("planned", &planned), ("done", &planned)]);
        } else {
            boxes.entry(&key, &[("planned", &planned)]);
        }
    }
    boxes.text("remarks", "前期工作按计划推进");
}

/// One slip of the kind that people make; each rule of the comparison has one that fires it.
fn spoil(dice: &mut Dice, boxes: &mut Boxes, plan: &PlanRow) {
    let total = plan.total_investment.map_or(Decimal::ONE, Money::wan);
    let year = boxes.read("year_to_date");
    let since = boxes.read("since_start");
    match dice.below(24) {
        0 => boxes.amount("equipment", wan(-125, 1)),
        1 => boxes.amount("month_investment", wan(-20, 0)),
        2 => boxes.amount("year_to_date", year + wan(1, 6)),
        3 => boxes.amount("since_start", since - wan(1, 2)),
        4 => boxes.amount("since_start", year - wan(1, 6)),
        5 => boxes.amount("construction", boxes.read("construction") + wan(1, 2)),
        6 => boxes.amount("since_start", total + wan(1, 6)),
        7 => boxes.amount("year_to_date", total),
        8 => boxes.amount("total_investment", total + wan(1, 6)),
        9 => boxes.amount("funds_received", year - wan(1, 6)),
        10 => boxes.amount("month_investment", year + wan(1, 6)),
        11 => {
            boxes.text("status", "halted");
            boxes.remove("halt_reason");
        }
        12 => {
            boxes.text("status", "halted");
            boxes.text("resume_this_year", "yes");
            boxes.text("halt_reason", "资金未到位");
            boxes.remove("resume_date");
        }
        13 => {
            boxes.amount("bond_issued", wan(500, 0));
            boxes.amount("bond_used", wan(500_000_001, 6));
        }
        14 => boxes.text("basis", "expenditure"),
        15 => {
            boxes.text("actual_start", "2022-01-03");
            boxes.text("actual_completion", "2022-01-02");
        }
        16 => boxes.remove("actual_start"),
        17 => boxes.remove("visual_progress"),
        18 => boxes.text("actual_completion", "2022-01-28"),
        19 => boxes.remove("month_investment"),
        20 => boxes.remove("status"),
        21 => boxes.amount("year_to_date", year * Decimal::from(10_000)),
        22 => boxes.entry("problem.b2", &[("type", "funds"), ("level", "city")]),
        _ => boxes.text("visual_progress", "施工中"),
    }
}

/// The boxes of a report that are filled.
#[derive(Debug, Default)]
struct Boxes(FieldValues);

impl Boxes {
    fn put(&mut self, key: &str, value: FieldValue) {
        if let Some(key) = FieldKey::new(key) {
            self.0.insert(key, value);
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        self.put(key, text.into());
    }

    fn amount(&mut self, key: &str, amount: Decimal) {
        self.put(key, amount.normalize().to_string().into());
    }

    fn entry(&mut self, key: &str, parts: &[(&str, &str)]) {
        let parts = parts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        self.put(key, FieldValue::Record(parts.collect()));
    }

    fn remove(&mut self, key: &str) {
        self.0.retain(|known, _| known.as_str() != key);
    }

    fn read(&self, key: &str) -> Decimal {
        let found = self.0.iter().find(|(known, _)| known.as_str() == key);
        found
            .and_then(|(_, value)| value.text()?.parse().ok())
            .unwrap_or_default()
    }
}

fn wan(digits: i64, places: u32) -> Decimal {
    Decimal::new(digits, places)
}

fn share(of: Decimal, percent: u32, places: u32) -> Decimal {
    (of * wan(i64::from(percent), 2)).round_dp(places)
}

fn month(number: i8) -> Option<Month> {
    Month::new(YEAR, number)
}
