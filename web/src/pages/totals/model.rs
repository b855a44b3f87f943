//! 汇总 as data: the cells of the table, and what is missing above it.

use rust_decimal::Decimal;
use yuebao_domain::aggregate::{
    Basis, Carried, Dimension, Item, Line, LineGrowth, PlanYears, Print, Summary, growth,
    summarise, summarise_on,
};
use yuebao_domain::growth::Growth;
use yuebao_domain::money::{Money, round};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBasis, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::progress::is_behind;

use crate::state::State;
use crate::state::totals::{Counted, counted, effective, key, key_label, unit_name};
pub(crate) use crate::state::totals::{LEVELS, Status};
use crate::text::totals as text;

/// What is printed where there is no figure.
const NOTHING: &str = "—";

/// Everything that the screen shows once there is a month and a profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    pub(crate) month: Month,
    /// Which reports are in the totals.
    pub(crate) basis: Basis,
    pub(crate) by: Vec<Dimension>,
    /// What totals can be divided by here, and what that is called.
    pub(crate) dimensions: Vec<(Dimension, String)>,
    /// 序时进度, rounded for the screen.
    pub(crate) elapsed: String,
    pub(crate) rows: Vec<Row>,
    /// What of the totals was carried forward, newest month first.
    pub(crate) carried: Vec<Carried>,
    /// Which rate stands first where both are shown.
    pub(crate) first: PlanBasis,
    /// What has left the plan within the year, if anything has.
    pub(crate) left: Option<LeftPlan>,
    /// The month of last year that is compared with, where its figures are here.
    pub(crate) compared: Option<Month>,
    /// The years of a plan of several.
    pub(crate) years: Option<Years>,
    pub(crate) scope: Scope,
}

/// The years of a plan of several, as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Years {
    /// Each year: up to which month, completed, its part of the target, growth.
    pub(crate) rows: Vec<(Month, [String; 3])>,
    /// All together: completed, target, 完成率.
    pub(crate) total: [String; 3],
    /// 年均增长.
    pub(crate) mean: String,
}

/// What has left the plan within the year, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftPlan {
    pub(crate) projects: usize,
    /// What these have completed.
    pub(crate) year_to_date: String,
    /// What all have completed, these included.
    pub(crate) completed: String,
}

/// How much of what should be in the totals is in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Scope {
    /// Projects in the plan in this month.
    pub(crate) projects: usize,
    /// Projects that report in this month.
    pub(crate) due: usize,
    /// Due and not reported.
    pub(crate) missing: Vec<Missing>,
    /// Handed in, and left out of final totals.
    pub(crate) not_final: Vec<Missing>,
    /// There, and left out since they have not come to this user's step.
    pub(crate) withheld: Vec<Missing>,
    /// Counted, and not with the server yet.
    pub(crate) waiting: usize,
    /// Counted, with an open conflict.
    pub(crate) in_conflict: usize,
    /// Whether everything in the user's sight has arrived.
    pub(crate) is_complete: bool,
}

/// A project whose report is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) project: String,
    pub(crate) name: String,
    pub(crate) unit: String,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) what: What,
    /// 0 for 合计; projects stand one deeper than their group.
    pub(crate) depth: usize,
    pub(crate) label: String,
    pub(crate) figures: Figures,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A group.
    Group {
        /// Index of its line.
        line: usize,
        /// Whether its projects are shown below it.
        is_open: bool,
        /// 项目数.
        count: usize,
        /// 已报.
        reported: usize,
    },
    /// One project of the open group.
    Project {
        /// Project id.
        id: String,
        /// Whether it is in the totals.
        status: Status,
        /// The month that its cumulative figures are of, where that is an earlier one.
        carried: Option<Month>,
    },
}

/// The figures of a row as they are printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figures {
    pub(crate) total_investment: String,
    pub(crate) annual_plan: String,
    pub(crate) month: String,
    pub(crate) year_to_date: String,
    pub(crate) completion: String,
    pub(crate) gap: String,
    /// 增速, where last year is here: 按公布数 and 可比口径.
    pub(crate) growth: Option<[String; 2]>,
    /// 年初, where it is another than the plan as it stands: rate and gap.
    pub(crate) opening: Option<(String, String)>,
    pub(crate) is_behind: bool,
    /// Whole percent of the annual plan for the bar, 0–120.
    pub(crate) bar: Option<u32>,
    /// Whole percent of the year that is over, where the bar's mark stands.
    pub(crate) mark: u32,
}

/// The model; `None` before there is a profile and a month.
pub(crate) fn model(state: &State) -> Option<Model> {
    let (profile, month) = (state.profile()?, state.screen.month?);
    let basis = state.totals.basis;
    let counted = counted(state.device.get(), profile, month, basis);
    let by = effective(&state.totals.by, profile);
    let items: Vec<Item<'_>> = counted.iter().map(Counted::item).collect();
    let summary = summarise_on(basis, items.iter().copied(), &by, month, profile);
    let last_year = LastYear::of(state, month, basis);
    let mut grown = last_year
        .as_ref()
        .map(|last| last.growth(&summary, &items, profile).into_iter());
    let cells = Cells {
        print: Print::new(state.totals.unit, profile.decimals),
        elapsed: summary.elapsed,
    };
    let mut rows = Vec::new();
    for (index, line) in summary.lines.iter().enumerate() {
        let is_open = state.totals.open == Some(index);
        let mut row = group_row(state, profile, line, index, is_open, &cells);
        let growth = grown.as_mut().and_then(Iterator::next);
        row.figures.growth = growth.map(|growth| cells.growth(growth));
        rows.push(row);
        if is_open {
            let members = counted.iter().filter(|it| !it.has_left);
            let members = members.filter(|it| holds(&summary, line, it.plan, profile));
            rows.extend(members.map(|it| {
                let mut row = project_row(it, line, month, profile, &cells);
                row.figures.growth = last_year.as_ref().map(|_| [const { String::new() }; 2]);
                row
            }));
        }
    }
    let total = summary.lines.into_iter().next().unwrap_or_default();
    Some(Model {
        month,
        basis: summary.basis,
        dimensions: (Dimension::of(profile).into_iter())
            .map(|it| (it, it.label(profile, state.display.lang).to_owned()))
            .collect(),
        elapsed: cells.percent(Some(summary.elapsed)),
        by,
        rows,
        first: profile.first_basis,
        compared: last_year.as_ref().map(|last| last.month),
        years: years(state, profile, (month, basis), &total, &cells),
        left: cells.left(&total),
        carried: total.carried,
        scope: scope(state, &counted, month),
    })
}

/// What counted twelve months before.
struct LastYear<'a> {
    month: Month,
    counted: Vec<Counted<'a>>,
    profile: &'a Profile,
}

impl<'a> LastYear<'a> {
    /// `None` where nothing of it is on this device.
    fn of(state: &'a State, month: Month, basis: Basis) -> Option<Self> {
        let (device, then) = (state.device.get(), month.plus(-12));
        let is_here = |at: Month| at.year() == then.year() && at <= then;
        if then == month || !device.reports.keys().any(|key| is_here(key.month)) {
            return None;
        }
        let profile = device.profile_at(then)?;
        Some(Self {
            month: then,
            counted: counted(device, profile, then, basis),
            profile,
        })
    }

    fn growth(&self, now: &Summary, items: &[Item<'_>], profile: &Profile) -> Vec<LineGrowth> {
        let before: Vec<Item<'_>> = self.counted.iter().map(Counted::item).collect();
        growth((now, items, profile), (&before, self.profile))
    }
}

/// The years of a plan of several up to the month that is shown, whose 合计 is `total`.
fn years(
    state: &State,
    profile: &Profile,
    (month, basis): (Month, Basis),
    total: &Line,
    cells: &Cells,
) -> Option<Years> {
    let months = PlanYears::months(profile, month);
    let device = state.device.get();
    let totals: Vec<(Month, Line)> = months
        .into_iter()
        .map(|at| {
            if at == month {
                return (at, total.clone());
            }
            let counted = counted(device, profile, at, basis);
            let summary = summarise(counted.iter().map(Counted::item), &[], at, profile);
            (at, summary.lines.into_iter().next().unwrap_or_default())
        })
        .collect();
    if totals.is_empty() {
        return None;
    }
    let years = PlanYears::of(&totals, profile);
    let rows = years.years.iter().map(|year| {
        let target = year.target.map(Money::from_wan);
        let figures = [
            cells.amount(year.completed),
            cells.amount(target),
            cells.rate(year.growth),
        ];
        (year.through, figures)
    });
    Some(Years {
        rows: rows.collect(),
        total: [
            cells.amount(years.completed),
            cells.amount(years.target),
            cells.percent(years.completion()),
        ],
        mean: cells.percent(years.mean_growth(cells.print.percent_places)),
    })
}

/// What totals are divided by after the button of `dimension` was pressed.
pub(crate) fn toggled(by: &[Dimension], dimension: Dimension) -> Vec<Dimension> {
    let mut after = by.to_vec();
    match after.iter().position(|it| *it == dimension) {
        Some(at) => {
            after.remove(at);
        }
        None if after.len() < LEVELS => after.push(dimension),
        None => {}
    }
    after
}

fn holds(summary: &Summary, line: &Line, plan: &PlanRow, profile: &Profile) -> bool {
    let mut keys = summary.by.iter().zip(&line.path);
    keys.all(|(dimension, key)| dimension.key(plan, profile) == *key)
}

fn scope(state: &State, counted: &[Counted<'_>], month: Month) -> Scope {
    let placed = || counted.iter().filter(|it| !it.has_left);
    let with = |status| placed().filter(move |it| it.status == status);
    let named = |it: &Counted<'_>| Missing {
        project: it.plan.id.clone(),
        name: it.plan.name.clone(),
        unit: unit_name(state.device.get(), it.plan.lead_unit().unwrap_or_default()),
    };
    let missing = with(Status::Missing).map(named);
    let in_conflict = placed().filter(|it| {
        let report = state.device.get().reports.get(&key(it.plan, month));
        it.report.is_some() && report.is_some_and(yuebao_domain::device::Replica::has_conflict)
    });
    Scope {
        projects: placed().count(),
        due: placed().count() - with(Status::NotDue).count(),
        missing: missing.collect(),
        not_final: with(Status::NotFinal).map(named).collect(),
        withheld: with(Status::Withheld).map(named).collect(),
        waiting: with(Status::Waiting).count(),
        in_conflict: in_conflict.count(),
        is_complete: state.device.get().meta.complete,
    }
}

fn group_row(
    state: &State,
    profile: &Profile,
    line: &Line,
    index: usize,
    is_open: bool,
    cells: &Cells,
) -> Row {
    Row {
        what: What::Group {
            line: index,
            is_open,
            count: line.count,
            reported: line.reported,
        },
        depth: line.path.len(),
        label: match line.path.last() {
            None => text::TOTAL.get(state.display.lang).to_owned(),
            Some(key) => key_label(state.device.get(), profile, key, state.display.lang),
        },
        figures: cells.figures(line),
    }
}

/// A project's figures are those of a summary of it alone: nothing is computed twice.
fn project_row(
    counted: &Counted<'_>,
    group: &Line,
    month: Month,
    profile: &Profile,
    cells: &Cells,
) -> Row {
    let alone = summarise([counted.item()], &[], month, profile);
    let line = alone.lines.into_iter().next().unwrap_or_default();
    Row {
        what: What::Project {
            id: counted.plan.id.clone(),
            status: counted.status,
            carried: line.carried.first().map(|one| one.month),
        },
        depth: group.path.len() + 1,
        label: counted.plan.name.clone(),
        figures: cells.figures(&line),
    }
}

/// The figures of a line as texts.
struct Cells {
    print: Print,
    elapsed: Decimal,
}

impl Cells {
    fn figures(&self, line: &Line) -> Figures {
        Figures {
            total_investment: self.amount(line.total_investment),
            annual_plan: self.amount(line.annual_plan),
            month: self.amount(line.month),
            year_to_date: self.cumulative(line.year_to_date, line),
            completion: self.percent(line.completion),
            gap: self.gap(line.gap),
            growth: None,
            opening: (line.other_opening())
                .map(|opening| (self.percent(opening.completion), self.gap(opening.gap))),
            is_behind: line
                .gap
                .is_some_and(|gap| is_behind(gap, self.print.percent_places)),
            bar: line.completion.map(bar),
            mark: bar(self.elapsed),
        }
    }

    fn left(&self, total: &Line) -> Option<LeftPlan> {
        (!total.left.is_empty()).then(|| LeftPlan {
            projects: total.left.projects,
            year_to_date: self.amount(total.left.year_to_date),
            completed: self.amount(total.completed()),
        })
    }

    fn amount(&self, amount: Option<Money>) -> String {
        amount.map_or_else(
            || NOTHING.to_owned(),
            |amount| grouped(self.print.amount(amount)),
        )
    }

    /// Marked where the line holds anything carried forward.
    fn cumulative(&self, amount: Option<Money>, line: &Line) -> String {
        let mark = amount.map_or("", |_| line.mark());
        self.amount(amount) + mark
    }

    fn percent(&self, percent: Option<Decimal>) -> String {
        percent.map_or_else(
            || NOTHING.to_owned(),
            |percent| grouped(self.print.percent(percent)),
        )
    }

    fn growth(&self, growth: LineGrowth) -> [String; 2] {
        [growth.as_published, growth.comparable].map(|it| self.rate(it))
    }

    fn rate(&self, growth: Option<Growth>) -> String {
        self.gap(growth.and_then(|growth| growth.percent()))
    }

    fn gap(&self, gap: Option<Decimal>) -> String {
        let shown = self.percent(gap);
        let is_ahead = gap.is_some_and(|gap| self.print.percent(gap) > Decimal::ZERO);
        if is_ahead { format!("+{shown}") } else { shown }
    }
}

/// With separators, and the places that it has.
fn grouped(printed: Decimal) -> String {
    Money::from_wan(printed).grouped(printed.scale())
}

/// Whole percent within what a bar can show.
fn bar(percent: Decimal) -> u32 {
    let clamped = percent.clamp(Decimal::ZERO, Decimal::from(120));
    u32::try_from(round(clamped, 0)).unwrap_or_default()
}
