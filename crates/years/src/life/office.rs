//! What an office decides about a project: its row in the plan, year by year, with what can be known
//! at the time; and what happens to the row within the year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::money::Money;
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{Category, Classes, Level, Nature, PlanRow};
use yuebao_domain::profile::Profile;

use super::codes;
use super::fate::{Course, live, size};
use super::truth::{Day, Truth};
use super::words;
use crate::amount::{rounded, share};
use crate::chance::Chance;

/// A project's life as the reports will tell it.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) truth: Truth,
    pub(crate) course: Course,
    pub(crate) rows: BTreeMap<Month, PlanRow>,
    pub(crate) reports_from: Month,
    pub(crate) reports_to: Month,
    /// Which of the trades of [`words`].
    pub(crate) trade: usize,
}

impl Life {
    /// Draws one.
    pub(crate) fn draw(chance: &mut Chance, index: usize, profile: &Profile) -> Self {
        let years = profile.last_year - profile.first_year;
        let year = profile.first_year + i16::try_from(chance.between(0, years.into())).unwrap_or(0);
        let january = january(year);
        let course = draw_course(chance, profile);
        let trade = words::trade(chance);
        let total = size(chance, words::is_industrial(trade));
        let mut truth = live(chance, course, total, january);
        let is_second = course == Course::Billing
            || could_be_older(profile, &truth, january) && chance.percent(35);
        let first = if is_second {
            january.plus(-12)
        } else {
            january
        };
        if is_second && truth.has_started(first.plus(3)) && chance.percent(6) {
            truth.take_back(chance, january);
        }
        let entered = enter(chance, course, first, &truth);
        let mut life = Self {
            truth,
            course,
            rows: BTreeMap::new(),
            reports_from: in_use_from(chance, entered, first),
            reports_to: january.plus(11),
            trade,
        };
        let base = identity(chance, index, profile, &life);
        if is_second {
            life.plan_year(chance, &base, first, entered);
        }
        life.verify(chance, is_second, january);
        let again = if chance.percent(50) { january } else { entered };
        life.plan_year(chance, &base, january, again.max(entered));
        life.change(chance, january);
        life
    }

    /// The row as it reads in `month`.
    pub(crate) fn row(&self, month: Month) -> &PlanRow {
        let reads = self.rows.range(..=month).next_back();
        let (_, row) = reads
            .or_else(|| self.rows.first_key_value())
            .unwrap_or_else(|| unreachable!("a life has at least one plan year"));
        row
    }

    /// The plan of a year, as it is made in its January.
    fn plan_year(&mut self, chance: &mut Chance, base: &PlanRow, january: Month, entered: Month) {
        let truth = &self.truth;
        let last = january.previous();
        let december = january.plus(11);
        let (start, end) = self.believed(chance, january);
        let nature = nature(self.course, truth, start, end, january);
        let before = truth.since_start(last);
        let rest = share(truth.total, 930) - before;
        let begins = truth.start.filter(|day| day.month < january);
        let begins = begins.map(|day| day.month).or(start).unwrap_or(january);
        let finish = end.unwrap_or(december);
        let expected = truth.forecast(rest, (begins, finish), (january, december));
        let annual = round_plan(share(expected, chance.between(880, 1060)));
        let mut row = base.clone();
        row.nature = nature;
        row.annual_plan = nature.is_implementing().then(|| Money::from_wan(annual));
        if self.course == Course::Billing && truth.has_completed(last) {
            row.annual_plan = Some(Money::ZERO);
        }
        row.before_year = Some(Money::from_wan(before));
        row.planned_start = start.filter(|_| nature == Nature::NewStart || chance.percent(60));
        row.planned_completion = end.filter(|_| nature == Nature::Completing || chance.percent(70));
        row.entered = entered;
        self.rows.insert(january.max(entered), row);
    }

    /// When people believe, in that January, that it begins and ends.
    fn believed(&self, chance: &mut Chance, january: Month) -> (Option<Month>, Option<Month>) {
        let truth = &self.truth;
        let (start, end) = truth.planned;
        let december = january.plus(11);
        let end = match (end, truth.completion) {
            // what has slipped past the new year is planned anew, still with hope
            (Some(end), Some(real)) if end < january && real.month >= january => {
                Some(real.month.plus(-chance.between(0, 2)).max(january.plus(1)))
            }
            (Some(end), None) if end < january => Some(december.plus(chance.between(-3, 6))),
            (end, _) => end,
        };
        (start, end)
    }

    /// Earlier years' sums are verified by the statistics: in January, or in spring.
    fn verify(&mut self, chance: &mut Chance, is_second: bool, january: Month) {
        let done = self.truth.since_start(january.previous());
        if done <= Decimal::ZERO || !chance.percent(if is_second { 6 } else { 2 }) {
            return;
        }
        let in_january = is_second && chance.percent(70);
        let month = january.plus(if in_january { 0 } else { chance.between(1, 5) });
        let by = share(done, chance.between(-25, 12));
        self.truth.verified = Some((month, rounded(by, self.truth.places)));
    }

    /// What is decided within the year.
    fn change(&mut self, chance: &mut Chance, january: Month) {
        if let Some((month, by)) = self.truth.verified {
            self.amend(month, |row| {
                let before = row.before_year.map_or(Decimal::ZERO, Money::wan);
                row.before_year = Some(Money::from_wan(before + by));
            });
        }
        match self.course {
            Course::Promoted => self.promote(chance),
            Course::PutOff => {
                let month = january.plus(chance.between(8, 10));
                self.amend(month, |row| {
                    row.nature = Nature::Preparatory;
                    row.annual_plan = None;
                    row.planned_start = None;
                });
            }
            _ => self.adjust(chance, january),
        }
        if chance.percent(2) {
            self.leave(chance, january);
        }
    }

    /// 预备 becomes 新开工, with a plan for the rest of the year.
    fn promote(&mut self, chance: &mut Chance) {
        let Some(start) = self.truth.start.map(|day| day.month) else {
            return;
        };
        let month = start.plus(-chance.between(0, 1)).max(self.reports_from);
        let december = self.reports_to;
        let end = self.truth.planned.1.unwrap_or(december);
        let rest = share(self.truth.total, 930);
        let expected = self.truth.forecast(rest, (start, end), (start, december));
        let annual = round_plan(share(expected, chance.between(850, 1050)));
        self.amend(month, |row| {
            row.nature = Nature::NewStart;
            row.annual_plan = Some(Money::from_wan(annual));
            row.planned_start = Some(start);
            row.planned_completion = Some(end);
        });
    }

    /// 中期调整: in autumn the plan of some is set to what can be done.
    fn adjust(&mut self, chance: &mut Chance, january: Month) {
        let truth = &self.truth;
        let by = if truth.pace.is_late() { 25 } else { 3 };
        if !chance.percent(by) || self.course == Course::Billing {
            return;
        }
        let december = january.plus(11);
        let will = truth.year_to_date(december, january);
        let annual = round_plan(share(will, chance.between(940, 1060)));
        let month = january.plus(chance.between(8, 9));
        if annual > Decimal::ZERO {
            self.amend(month, |row| {
                if row.nature.is_implementing() {
                    row.annual_plan = Some(Money::from_wan(annual));
                }
            });
        }
    }

    /// The project leaves the plan, as the rules of leaving ask.
    fn leave(&mut self, chance: &mut Chance, january: Month) {
        let last = january.plus(chance.between(4, 9)).max(self.reports_from);
        let (reason, by) = *chance.pick(&[
            ("项目业主资金链断裂，不再实施", "市发展改革委"),
            ("用地不符合国土空间规划，经研究不再推进", "市政府常务会议"),
            ("产业政策调整，项目停止实施", "市重点项目办"),
        ]);
        let day = parse_day(&Day::draw(chance, last).to_string()).ok();
        for row in self.rows.values_mut() {
            row.exited = Some(last);
            row.exit_reason = Some(reason.to_owned());
            row.exit_day = day;
            row.exit_approver = Some(by.to_owned());
        }
    }

    /// From `month` on the row reads otherwise.
    fn amend(&mut self, month: Month, change: impl Fn(&mut PlanRow)) {
        let mut row = self.row(month).clone();
        change(&mut row);
        self.rows.insert(month, row);
        for (_, later) in self.rows.range_mut(month.plus(1)..) {
            change(later);
        }
    }
}

/// Whether the project can have been in last year's plan: as 预备, where there is such a thing, or
/// under construction.
fn could_be_older(profile: &Profile, truth: &Truth, january: Month) -> bool {
    has_reserve(profile) || truth.has_started(january.previous())
}

/// The first month reported: some offices use the program from later in the year on.
fn in_use_from(chance: &mut Chance, entered: Month, first: Month) -> Month {
    if chance.percent(10) {
        entered.max(first.plus(chance.between(1, 7)))
    } else {
        entered
    }
}

fn january(year: i16) -> Month {
    Month::new(year, 1).unwrap_or(Month::FIRST)
}

/// Whether the plan has 预备 projects.
fn has_reserve(profile: &Profile) -> bool {
    let mut natures = profile.natures.iter();
    natures.any(|nature| nature.key == Nature::Preparatory)
}

fn draw_course(chance: &mut Chance, profile: &Profile) -> Course {
    let reserve = u32::from(has_reserve(profile));
    chance.weigh(&[
        (50, Course::NewStart),
        (23, Course::Continuing),
        (15, Course::Completing),
        (1, Course::Billing),
        (1, Course::NeverBegun),
        (8 * reserve, Course::Preparatory),
        (2 * reserve, Course::Promoted),
        (reserve, Course::PutOff),
    ])
}

/// When the project enters the plan: most in January, some with a batch of the year (增补).
fn enter(chance: &mut Chance, course: Course, first: Month, truth: &Truth) -> Month {
    let odds = match course {
        Course::NewStart => 16,
        Course::Continuing => 8,
        Course::Preparatory => 10,
        _ => 0,
    };
    if !chance.percent(odds) {
        return first;
    }
    let batch = first.plus(*chance.pick(&[3, 4, 6, 8]));
    match (course, truth.planned.0) {
        // few are taken in long after they should have begun
        (Course::NewStart, Some(start)) if start < batch.plus(-1) => first,
        _ => batch,
    }
}

fn nature(
    course: Course,
    truth: &Truth,
    start: Option<Month>,
    end: Option<Month>,
    january: Month,
) -> Nature {
    let december = january.plus(11);
    let began = truth.start.is_some_and(|day| day.month < january);
    match course {
        Course::Preparatory | Course::Promoted => Nature::Preparatory,
        Course::NeverBegun => Nature::Continuing,
        _ if !began && start.is_some_and(|start| start > december) => Nature::Preparatory,
        _ if !began => Nature::NewStart,
        _ if end.is_some_and(|end| end <= december) => Nature::Completing,
        _ => Nature::Continuing,
    }
}

/// Annual plans are round figures.
fn round_plan(amount: Decimal) -> Decimal {
    let step = match amount {
        amount if amount >= Decimal::from(20_000) => 500,
        amount if amount >= Decimal::from(3_000) => 100,
        _ => 10,
    };
    let steps = rounded(amount / Decimal::from(step), 0).max(Decimal::ONE);
    steps * Decimal::from(step)
}

fn identity(chance: &mut Chance, index: usize, profile: &Profile, life: &Life) -> PlanRow {
    let area = chance.pick(&profile.areas).code.clone();
    let approved = life.truth.planned.0.unwrap_or(life.reports_from);
    let approved = approved.plus(-chance.between(4, 14));
    let is_reserve = matches!(life.course, Course::Preparatory | Course::Promoted);
    let has_code = chance.percent(if is_reserve { 55 } else { 99 });
    let categories: Vec<Category> = (profile.categories.iter()).map(|c| c.key).collect();
    let own = words::category(life.trade);
    PlanRow {
        id: format!("p{index}"),
        name: words::name(life.trade, index),
        code: has_code.then(|| codes::project_code(chance, approved, &area)),
        nature: Nature::Continuing,
        category: categories.contains(&own).then_some(own),
        level: *chance.pick(&[Level::MUNICIPAL, Level::MUNICIPAL, Level::REGIONAL]),
        is_industrial: words::is_industrial(life.trade),
        is_private: chance.percent(if words::is_industrial(life.trade) {
            75
        } else {
            15
        }),
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: format!("第{index}建设投资有限公司"),
        owner_uscc: chance
            .percent(60)
            .then(|| codes::credit_code(chance, &area)),
        units: vec![format!("u{}", index % 17)],
        total_investment: Some(Money::from_wan(life.truth.total)),
        annual_plan: None,
        before_year: None,
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered: life.reports_from,
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
        area,
    }
}
