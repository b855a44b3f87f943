//! One project's form, month by month: what its course, its figures and its story put into the boxes.

use rust_decimal::Decimal;
use yuebao_domain::money::Money;
use yuebao_domain::period::{Date, Month, show_day};
use yuebao_domain::plan::{Category, Nature, PlanRow};
use yuebao_domain::report::{Field, FieldKey, FieldValue, FieldValues, MilestoneKind};

use super::MONTHS;
use crate::course::{Course, Figures, Story};
use crate::dice::Dice;
use crate::words;

/// What stays the same in a project's reports from month to month.
pub(super) struct Form<'a> {
    row: &'a PlanRow,
    course: &'a Course,
    through: Month,
    category: Category,
    composed: bool,
    by_expenditure: bool,
    funds_percent: Option<u32>,
    central_percent: Option<u32>,
    problem: Option<FieldKey>,
    problem_at: usize,
    problem_closed: bool,
    halt_at: usize,
    preparation_at: usize,
    milestones_from: Month,
    today: Date,
}

impl<'a> Form<'a> {
    pub(super) fn new(
        row: &'a PlanRow,
        course: &'a Course,
        index: usize,
        (through, today): (Month, Date),
        dice: &mut Dice,
    ) -> Self {
        let has_problem = !matches!(
            course.story,
            Story::Steady | Story::Ahead | Story::Corrected
        );
        let draw = |dice: &mut Dice, percent, low, high| {
            let number = dice.between(low, high);
            dice.chance(percent).then_some(number)
        };
        // milestones are done before the start, or are being worked on now
        let back = i32::try_from(dice.between(9, 13)).unwrap_or_default();
        let milestones_from = match course.start.and_then(Month::of) {
            Some(start) => start.plus(-back),
            None => through.plus(-back / 2),
        };
        Self {
            row,
            course,
            through,
            today,
            category: row.category.unwrap_or(Category::USUAL[index % 4]),
            composed: dice.chance(35),
            by_expenditure: dice.chance(12),
            funds_percent: draw(dice, 40, 103, 130),
            central_percent: draw(dice, if row.is_private { 0 } else { 8 }, 10, 25),
            problem: has_problem
                .then(|| FieldKey::problem(&format!("{}-1", row.id)))
                .flatten(),
            problem_at: dice.below(1_000) as usize % words::PROBLEMS.len(),
            problem_closed: course.story == Story::Troubled && dice.chance(40),
            halt_at: dice.below(1_000) as usize % words::HALTS.len(),
            preparation_at: dice.below(1_000) as usize % words::PREPARATION.len(),
            milestones_from,
        }
    }

    pub(super) fn fill(&self, month: Month) -> FieldValues {
        let mut values = FieldValues::new();
        if self.row.nature.is_implementing() {
            self.fill_implementing(month, &mut values);
        } else {
            let done = words::PREPARATION;
            let at = self.preparation_at + usize::try_from(month.number()).unwrap_or_default();
            let text = format!("{}月{}", month.number(), done[at % done.len()]);
            values.insert(Field::Remarks.into(), text.into());
        }
        if matches!(self.row.nature, Nature::NewStart | Nature::Preparatory) {
            self.fill_milestones(month, &mut values);
        }
        self.fill_problem(month, &mut values);
        values
    }

    fn fill_implementing(&self, month: Month, values: &mut FieldValues) {
        let mut set = |field: Field, text: String| {
            values.insert(field.into(), text.into());
        };
        let figures = self.course.figures.get(&month).copied().unwrap_or_default();
        set(Field::MonthInvestment, figures.month.to_string());
        set(Field::YearToDate, figures.year_to_date.to_string());
        set(Field::SinceStart, figures.since_start.to_string());
        let end = month.last_day();
        if let Some(start) = self.course.start.filter(|day| *day <= end) {
            set(Field::ActualStart, show_day(start));
            set(Field::VisualProgress, self.progress(month, figures));
            self.fill_details(month, figures, start, &mut set);
        }
        if let Some(day) = self.course.completion.filter(|day| *day <= end) {
            set(Field::ActualCompletion, show_day(day));
        }
        if self.course.is_halted(month) {
            self.fill_halt(&mut set);
        } else {
            set(Field::Status, self.status(end).to_owned());
        }
    }

    /// How a project that is not halted stands on `day`.
    fn status(&self, day: Date) -> &'static str {
        let by_then = |event: Option<Date>| event.is_some_and(|event| event <= day);
        match (by_then(self.course.start), by_then(self.course.completion)) {
            (_, true) => "completed",
            (true, false) => "under_construction",
            (false, false) => "not_started",
        }
    }

    fn progress(&self, month: Month, figures: Figures) -> String {
        let number = month.number();
        if self
            .course
            .completion
            .is_some_and(|day| day <= month.last_day())
        {
            return format!("已完工，{number}月整理竣工资料、办理验收和结算");
        }
        let total = self.row.total_investment.unwrap_or_default();
        let percent = figures.since_start.percent_of(total).unwrap_or_default();
        let stages = words::stages(self.category);
        let at = usize::try_from((percent / Decimal::TEN).trunc()).unwrap_or_default();
        let stage = stages[at.min(stages.len() - 1)];
        let percent = percent.round_dp(1).normalize();
        if self.course.is_halted(month) {
            return format!("停工，现场停在{stage}阶段，约{percent}%，{number}月无新增工程量");
        }
        format!("{stage}，{number}月底形象进度约{percent}%")
    }

    fn fill_details(
        &self,
        month: Month,
        figures: Figures,
        start: Date,
        set: &mut impl FnMut(Field, String),
    ) {
        let year = figures.year_to_date;
        let tenth = |n: i64| round(year.times(Decimal::new(n, 1)), 0);
        if self.composed && !year.is_zero() {
            let (construction, installation, equipment) = (tenth(6), tenth(1), tenth(2));
            set(Field::Construction, construction.to_string());
            set(Field::Installation, installation.to_string());
            set(Field::Equipment, equipment.to_string());
            let other = year - construction - installation - equipment;
            set(Field::OtherCost, other.to_string());
        }
        if self.by_expenditure {
            set(Field::Basis, "expenditure".to_owned());
            let reason = "设备购置占比高，形象进度材料难以对应金额，以付款凭证为依据";
            set(Field::BasisReason, reason.to_owned());
        } else {
            set(Field::Basis, "visual_progress".to_owned());
        }
        let percent_of = |amount: Money, percent: u32| {
            round(amount.times(Decimal::new(i64::from(percent), 2)), 0)
        };
        if let Some(percent) = self.funds_percent {
            let total = self.row.total_investment.unwrap_or_default();
            let received = percent_of(self.most(month, |month| month.since_start), percent);
            let received = received.min(total);
            set(Field::FundsReceived, received.to_string());
        }
        // what was issued for this year
        let of_this_year = month.year() == self.through.year();
        if let Some(percent) = self.central_percent.filter(|_| of_this_year) {
            let year = self.most(month, |month| month.year_to_date);
            let issued = percent_of(self.row.annual_plan.unwrap_or_default(), percent);
            let paid = percent_of(year, percent).min(issued).max(Money::ZERO);
            set(Field::CentralIssuedOn, show_day(start));
            set(Field::CentralIssued, issued.to_string());
            set(Field::CentralPaid, paid.to_string());
        }
    }

    /// The largest figure so far: money that was received or paid is not taken back where a figure
    /// is corrected.
    fn most(&self, month: Month, figure: impl Fn(&Figures) -> Money) -> Money {
        let months = self.course.figures.range(..=month);
        let of_this_year = months.filter(|(at, _)| at.year() == month.year());
        of_this_year
            .map(|(_, figures)| figure(figures))
            .max()
            .unwrap_or_default()
    }

    fn fill_halt(&self, set: &mut impl FnMut(Field, String)) {
        let (reason, plan, ..) = words::HALTS[self.halt_at];
        set(Field::Status, "halted".to_owned());
        set(Field::HaltReason, reason.to_owned());
        let december = self.through.plus(12 - i32::from(self.through.number()));
        let resume = self.through.plus(2);
        if resume <= december {
            set(Field::ResumeThisYear, "yes".to_owned());
            set(Field::ResumeDate, show_day(resume.first_day()));
        } else {
            set(Field::ResumeThisYear, "no".to_owned());
        }
        set(Field::ResumePlan, plan.to_owned());
    }

    fn fill_milestones(&self, month: Month, values: &mut FieldValues) {
        let steps = (0..).map(|n| self.milestones_from.plus(n));
        for (kind, at) in MilestoneKind::ALL.iter().zip(steps) {
            let done = if at <= month {
                show_day(day(at, 16).min(self.today))
            } else {
                String::new()
            };
            let parts = [("planned", show_day(at.last_day())), ("done", done)];
            values.insert(FieldKey::milestone(*kind), record(parts));
        }
    }

    fn fill_problem(&self, month: Month, values: &mut FieldValues) {
        let Some(key) = self.problem.clone() else {
            return;
        };
        let (kind, description, request) = if matches!(self.course.story, Story::Halted(_)) {
            let (reason, _, kind, request) = words::HALTS[self.halt_at];
            (kind, reason, request)
        } else {
            words::PROBLEMS[self.problem_at]
        };
        let closed = if self.problem_closed && month == self.through {
            show_day(day(month, 20).min(self.today))
        } else {
            String::new()
        };
        let step = usize::try_from(MONTHS - 1 - self.through.since(month)).unwrap_or_default();
        let step = words::STEPS[step.min(words::STEPS.len() - 1)];
        let level = if self.problem_at.is_multiple_of(3) {
            "city"
        } else {
            "county"
        };
        let entry = record([
            ("type", kind.to_owned()),
            (
                "description",
                format!("{description}；{}月{step}", month.number()),
            ),
            ("level", level.to_owned()),
            ("request", request.to_owned()),
            ("deadline", show_day(self.through.plus(1).last_day())),
            ("owner", "示例责任人".to_owned()),
            ("closed", closed),
        ]);
        values.insert(key, entry);
    }
}

pub(super) fn record<const N: usize>(parts: [(&str, String); N]) -> FieldValue {
    let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
    FieldValue::Record(filled.map(|(key, text)| (key.to_owned(), text)).collect())
}

fn round(amount: Money, places: u32) -> Money {
    Money::from_wan(amount.wan().round_dp(places))
}

fn day(month: Month, day: i8) -> Date {
    month
        .first_day()
        .with()
        .day(day)
        .build()
        .unwrap_or(month.last_day())
}
