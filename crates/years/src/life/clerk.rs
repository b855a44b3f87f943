//! A clerk who tells each month as it was.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::period::Month;
use yuebao_domain::plan::Nature;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues};

use super::filing::Filing;
use super::funds::Funds;
use super::habits::Habits;
use super::matters::Matters;
use super::office::Life;
use super::permits::Permits;
use super::visits::Visits;
use super::words;
use crate::amount::{permille, rounded, share};
use crate::chance::Chance;

/// One clerk with one project.
pub(crate) struct Clerk {
    habits: Habits,
    funds: Funds,
    permits: Permits,
    matters: Matters,
    filing: Option<Filing>,
    visits: Option<Visits>,
    /// What each month's amount consists of.
    parts: BTreeMap<Month, [Decimal; 4]>,
    /// Natures that report by the quarter.
    quarterly: Vec<Nature>,
    text: Option<String>,
    told_text: Option<String>,
}

impl Clerk {
    pub(crate) fn new(
        chance: &mut Chance,
        profile: &Profile,
        life: &Life,
        (filing, visits): (Option<Filing>, Option<Visits>),
    ) -> Self {
        let nature = life.row(life.reports_from).nature;
        let habits = Habits::draw(chance, nature);
        let months = life.truth.months.iter();
        let parts = months.map(|(month, amount)| (*month, split(&habits, *amount, life)));
        Self {
            parts: parts.collect(),
            funds: Funds::draw(chance, life),
            permits: Permits::draw(chance, life),
            matters: Matters::draw(chance, life),
            filing,
            visits,
            quarterly: profile.calendar.quarterly.clone(),
            habits,
            text: None,
            told_text: None,
        }
    }

    /// The report of a month.
    pub(crate) fn tell(&mut self, chance: &mut Chance, life: &Life, month: Month) -> FieldValues {
        let row = life.row(month);
        let mut boxes = Boxes::default();
        if row.nature == Nature::Preparatory {
            self.reserve(chance, &mut boxes, life, month);
        } else {
            self.figures(&mut boxes, life, month);
            self.site(chance, &mut boxes, life, month);
            if let Some(filing) = &self.filing {
                filing.tell(&mut boxes, month);
            }
            if let Some(visits) = &self.visits {
                visits.tell(&mut boxes, month);
            }
            self.funds.tell(&mut boxes, life, month);
        }
        let names_any = self.habits.names_permits && self.permits.tell(&mut boxes, month);
        if row.nature == Nature::Preparatory && !names_any {
            boxes.text("remarks", &words::preliminary(chance, month));
        }
        self.matters.tell(&mut boxes, month);
        if self.habits.repeats_plan {
            let wan = |money: yuebao_domain::money::Money| money.wan();
            boxes.maybe("total_investment", row.total_investment.map(wan));
            boxes.maybe("annual_plan", row.annual_plan.map(wan));
        }
        if self.habits.remarks && row.nature.is_implementing() {
            boxes.text(
                "remarks",
                chance.pick::<&str>(&["无", "数据已与监理核对", "详见附件", "/"]),
            );
        }
        boxes.0
    }

    /// The report that was told last is handed in.
    pub(crate) fn handed_in(&mut self) {
        self.told_text = self.text.clone();
    }

    fn reserve(&self, chance: &mut Chance, boxes: &mut Boxes, life: &Life, month: Month) {
        let pays = life.truth.since_start(month) != Decimal::ZERO;
        if pays || self.habits.counts_reserve {
            self.figures(boxes, life, month);
            boxes.text("status", self.habits.status("not_started"));
        }
        if !self.habits.names_permits || chance.percent(50) {
            boxes.text("visual_progress", &words::preliminary(chance, month));
        }
    }

    fn figures(&self, boxes: &mut Boxes, life: &Life, month: Month) {
        let truth = &life.truth;
        let first = Month::FIRST;
        let is_quarterly = self.quarterly.contains(&life.row(month).nature);
        let of_month = if is_quarterly && self.habits.whole_quarter {
            let months = truth.months.range(month.plus(-2)..=month);
            months.map(|(_, amount)| amount).sum()
        } else {
            truth.of_month(month)
        };
        boxes.amount("month_investment", of_month);
        boxes.amount("year_to_date", truth.year_to_date(month, first));
        boxes.amount("since_start", truth.since_start(month));
        if self.habits.splits {
            let january = month.plus(1 - i32::from(month.number()));
            let mut sums = [Decimal::ZERO; 4];
            for parts in self.parts.range(january..=month).map(|(_, parts)| parts) {
                for (sum, part) in sums.iter_mut().zip(parts) {
                    *sum += part;
                }
            }
            let names = ["construction", "installation", "equipment", "other_cost"];
            for (name, sum) in names.iter().zip(sums) {
                boxes.amount(name, sum);
            }
        }
        if self.habits.names_basis {
            let basis = if self.habits.by_expenditure {
                "expenditure"
            } else {
                "visual_progress"
            };
            boxes.text("basis", basis);
            if self.habits.by_expenditure {
                boxes.text("basis_reason", self.habits.why_expenditure);
            }
        }
    }

    fn site(&mut self, chance: &mut Chance, boxes: &mut Boxes, life: &Life, month: Month) {
        let truth = &life.truth;
        let started = truth.start.filter(|_| truth.has_started(month));
        let completed = truth.completion.filter(|_| truth.has_completed(month));
        if let Some(day) = started {
            boxes.text("actual_start", &day.to_string());
        }
        if let Some(day) = completed {
            boxes.text("actual_completion", &day.to_string());
        }
        let state = match (started, completed) {
            (None, _) => "not_started",
            (_, Some(_)) => "completed",
            _ if truth.is_halted(month) => "halted",
            _ => "under_construction",
        };
        boxes.text("status", self.habits.status(state));
        if state == "halted" {
            halt(boxes, life, month);
        }
        let quiet = truth.of_month(month).is_zero() && self.text.is_some();
        if !quiet || chance.percent(60) {
            self.text = Some(progress(chance, life, month));
        }
        // what is true of one month would be wrong of another
        if self.told_text.is_some() && self.text == self.told_text && !quiet {
            let note = format!("（{}月更新）", month.number());
            self.text = self.text.take().map(|text| text + &note);
        }
        if started.is_some() || chance.percent(70) {
            boxes.text("visual_progress", self.text.as_deref().unwrap_or_default());
        }
    }
}

/// What the site is told to look like.
fn progress(chance: &mut Chance, life: &Life, month: Month) -> String {
    let truth = &life.truth;
    let since = truth.since_start(month);
    let done = permille(since, truth.total).min(Decimal::from(995));
    let resumed = truth.halt.and_then(|halt| halt.until);
    match (truth.start, truth.completion) {
        (Some(start), _) if start.month > month => words::not_yet(chance, month),
        (None, _) => words::not_yet(chance, month),
        (_, Some(day)) if day.month <= month => words::completed(chance, day, month),
        _ if truth.is_halted(month) => {
            let from = truth.halt.map_or(month, |halt| halt.from);
            words::halted(chance, from, done)
        }
        _ if resumed == Some(month) => words::resumed(month, done),
        (Some(start), _) if start.month == month => words::begun(start),
        _ if truth.built.is_some_and(|built| built < month) => words::built(chance, month),
        _ => words::progress(chance, life.trade, done, month, since),
    }
}

fn halt(boxes: &mut Boxes, life: &Life, month: Month) {
    let Some(halt) = life.truth.halt else { return };
    let (reason, plan) = words::halt(halt.cause);
    boxes.text("halt_reason", reason);
    // a hope that has passed is replaced by a better one
    let expected = halt.hoped.filter(|hoped| *hoped > month).or(halt.until);
    match expected {
        Some(expected) if expected.year() == month.year() => {
            boxes.text("resume_this_year", "yes");
            boxes.text("resume_date", &format!("{expected}-01"));
            boxes.text("resume_plan", plan);
        }
        Some(expected) => {
            boxes.text("resume_this_year", "no");
            boxes.text("resume_date", &format!("{expected}-01"));
        }
        None => boxes.text("resume_this_year", "no"),
    }
}

/// What an amount consists of; the last part takes what rounding leaves.
fn split(habits: &Habits, amount: Decimal, life: &Life) -> [Decimal; 4] {
    if amount.is_sign_negative() {
        return [amount, Decimal::ZERO, Decimal::ZERO, Decimal::ZERO];
    }
    let [a, b, c] = habits.mix;
    let parts = [a, b, c].map(|mille| rounded(share(amount, mille), life.truth.places.max(2)));
    let rest = amount - parts.iter().sum::<Decimal>();
    [
        parts[0] + rest.min(Decimal::ZERO),
        parts[1],
        parts[2],
        rest.max(Decimal::ZERO),
    ]
}

/// The boxes of a report that are filled.
#[derive(Debug, Default)]
pub(crate) struct Boxes(pub(crate) FieldValues);

impl Boxes {
    fn put(&mut self, key: &str, value: FieldValue) {
        if let Some(key) = FieldKey::new(key) {
            self.0.insert(key, value);
        }
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.put(key, text.into());
    }

    pub(crate) fn amount(&mut self, key: &str, amount: Decimal) {
        self.put(key, amount.normalize().to_string().into());
    }

    pub(crate) fn maybe(&mut self, key: &str, amount: Option<Decimal>) {
        if let Some(amount) = amount {
            self.amount(key, amount);
        }
    }

    pub(crate) fn entry(&mut self, key: &str, parts: Vec<(&str, String)>) {
        let parts = parts
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        self.put(key, FieldValue::Record(parts.collect()));
    }
}
