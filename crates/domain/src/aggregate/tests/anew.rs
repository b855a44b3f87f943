//! Totals held against a reference that adds up every project anew for every line, with decimals.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::super::{Totals, *};
use super::{DIMENSIONS, amount};
use crate::check::testing::{month, plan_row, profile};
use crate::money::Money;
use crate::period::{Date, parse_day};
use crate::plan::{Category, Nature};
use crate::progress::{Progress, planned};

const AT: &str = "2022-05";

/// A project as it may come: with its report or an earlier one, in the plan, before or after it.
#[derive(Debug, Clone)]
struct Drawn {
    plan: PlanRow,
    opening: Option<PlanRow>,
    has_left: bool,
    report: Option<Report>,
    earlier: Option<(Month, Report)>,
}

impl Drawn {
    fn item(&self) -> Item<'_> {
        Item {
            plan: &self.plan,
            opening: self.opening.as_ref(),
            has_left: self.has_left,
            report: self.report.as_ref(),
            earlier: self.earlier.as_ref().map(|(from, report)| (*from, report)),
        }
    }
}

/// What is typed, and what only other programs can have made: finer, and larger.
fn any_amount() -> impl Strategy<Value = Option<Money>> {
    let made = (any::<i32>(), 7..10_u32).prop_map(|(it, places)| Decimal::new(it.into(), places));
    let large = any::<i32>().prop_map(|it| Decimal::from(it) * Decimal::from(10_000));
    let others = prop_oneof![made, large].prop_map(|it| Some(Money::from_wan(it)));
    prop_oneof![8 => amount(), 1 => others]
}

fn row() -> impl Strategy<Value = PlanRow> {
    let kinds = (
        prop::sample::select(Nature::ALL.to_vec()),
        prop::option::of(prop::sample::select(Category::USUAL.to_vec())),
    );
    let places = ("45000[0-3]", prop::option::of("u[1-3]"));
    let amounts = (any_amount(), any_amount());
    let months = (0..8_i32, prop::option::of(2..8_i32));
    (kinds, places, amounts, months).prop_map(|(kinds, places, amounts, months)| PlanRow {
        nature: kinds.0,
        category: kinds.1,
        area: places.0,
        units: places.1.into_iter().collect(),
        total_investment: amounts.0,
        annual_plan: amounts.1,
        entered: month("2021-12").plus(months.0),
        exited: months.1.map(|after| month("2021-12").plus(after)),
        ..plan_row()
    })
}

fn report() -> impl Strategy<Value = Report> {
    let days = ["2021-05-08", "2022-02-10", "2022-05-31", "2022-06-01"];
    let day = move || prop::option::of(prop::sample::select(days.to_vec()));
    let read = |day: Option<&str>| day.and_then(|day| parse_day(day).ok());
    let amounts = (any_amount(), any_amount(), any_amount());
    (amounts, day(), day()).prop_map(move |(amounts, start, completion)| Report {
        month_investment: amounts.0,
        year_to_date: amounts.1,
        since_start: amounts.2,
        actual_start: read(start),
        actual_completion: read(completion),
        ..Report::default()
    })
}

/// Projects of which some are bundles, and others name one that is there, or is not.
fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let earlier = prop::option::of(((0..7_i32), report()));
    let one = (
        (row(), prop::option::of(row()), any::<bool>()),
        (prop::option::of(report()), earlier),
        (prop::bool::weighted(0.2), prop::option::of(0..9_usize)),
    );
    let one = one.prop_map(
        |((plan, opening, has_left), (report, earlier), bundle)| Drawn {
            plan: PlanRow {
                is_bundle: bundle.0,
                bundle: bundle.1.filter(|_| !bundle.0).map(|at| format!("p{at:02}")),
                ..plan
            },
            opening,
            has_left,
            report,
            earlier: earlier.map(|(from, report)| (month("2021-12").plus(from), report)),
        },
    );
    prop::collection::vec(one, 0..14).prop_map(|mut drawn| {
        for (at, one) in drawn.iter_mut().enumerate() {
            one.plan.id = format!("p{at:02}");
        }
        drawn
    })
}

fn plus(sum: &mut Option<Money>, amount: Option<Money>) {
    if let Some(amount) = amount {
        *sum = Some(sum.unwrap_or_default() + amount);
    }
}

/// The lines by their paths.
type Lines = BTreeMap<Vec<Key>, Line>;

/// Each project added to 合计 and to each of its groups.
fn anew(items: &[Item<'_>], by: &[Dimension], month: Month, profile: &Profile) -> Lines {
    let mut lines = Lines::from([(Vec::new(), Line::default())]);
    let mut each = |row: &PlanRow, add: &dyn Fn(&mut Line)| {
        for depth in 0..=by.len() {
            let path: Vec<Key> = by[..depth].iter().map(|it| it.key(row, profile)).collect();
            let line = lines.entry(path.clone()).or_default();
            line.path = path;
            add(line);
        }
    };
    let is_there = |item: &Item<'_>| item.has_left || item.plan.is_in_plan(month);
    let bundle_of = |item: &Item<'_>| {
        let mut bundles = items.iter().filter(|it| it.plan.is_bundle && is_there(it));
        bundles.find(|it| item.plan.bundle.as_deref() == Some(it.plan.id.as_str()))
    };
    for item in items {
        let bundle = bundle_of(item);
        let row = bundle.map_or(item.plan, |it| it.plan);
        if is_there(item) {
            let parts = || {
                let counts = |it: &&Item<'_>| is_there(it) && !it.has_left;
                let parts = items.iter().filter(counts);
                parts.filter(|it| bundle_of(it).is_some_and(|of| of.plan.id == item.plan.id))
            };
            let is_reported = if item.plan.is_bundle {
                parts().count() > 0 && parts().all(|it| it.report.is_some())
            } else {
                item.report.is_some()
            };
            each(row, &|line| {
                add_one(line, item, row, bundle.is_some(), is_reported, month);
            });
        }
        let opening = bundle.map_or(item.opening, |it| it.opening);
        if let Some(opening) = opening.filter(|it| planned(it).is_some()) {
            each(opening, &|line| {
                if bundle.is_none() {
                    plus(&mut line.opening.annual_plan, planned(opening));
                }
                let known = item.so_far(month).and_then(|it| it.0.year_to_date);
                plus(&mut line.opening.year_to_date, known);
            });
        }
    }
    for line in lines.values_mut() {
        line.missing.sort();
        line.carried.sort_by_key(|one| std::cmp::Reverse(one.month));
        let own = Progress::at(month, line.year_to_date_planned, line.annual_plan);
        (line.completion, line.gap) = (own.completion, own.gap());
        let opening = &mut line.opening;
        let own = Progress::at(month, opening.year_to_date, opening.annual_plan);
        (opening.completion, opening.gap) = (own.completion, own.gap());
    }
    lines
}

fn add_one(
    line: &mut Line,
    item: &Item<'_>,
    row: &PlanRow,
    is_part: bool,
    is_reported: bool,
    month: Month,
) {
    let known = item.so_far(month);
    if item.has_left {
        line.left.projects += usize::from(!is_part);
        plus(
            &mut line.left.year_to_date,
            known.and_then(|it| it.0.year_to_date),
        );
        return;
    }
    if !is_part {
        line.count += 1;
        line.reported += usize::from(is_reported);
        if !is_reported {
            line.missing.push(item.plan.id.clone());
        }
        plus(&mut line.total_investment, item.plan.total_investment);
        plus(&mut line.annual_plan, planned(item.plan));
    }
    if let Some(report) = item.report {
        plus(&mut line.month, report.month_investment);
        let is_now = |day: Option<Date>| day.and_then(Month::of) == Some(month);
        line.started_in_month += usize::from(is_now(report.actual_start));
        line.completed_in_month += usize::from(is_now(report.actual_completion));
        line.halted += usize::from(report.is_halted());
    }
    let Some((report, at)) = known else { return };
    plus(&mut line.year_to_date, report.year_to_date);
    plus(&mut line.since_start, report.since_start);
    if planned(row).is_some() {
        plus(&mut line.year_to_date_planned, report.year_to_date);
    }
    let in_year = |day: Option<Date>| {
        let day = day.and_then(Month::of);
        day.is_some_and(|day| day.year() == at.year() && day <= at)
    };
    line.started_in_year += usize::from(in_year(report.actual_start));
    line.completed_in_year += usize::from(in_year(report.actual_completion));
    let has_figure = report.year_to_date.is_some() || report.since_start.is_some();
    if item.report.is_none() && has_figure {
        match line.carried.iter_mut().find(|one| one.month == at) {
            Some(one) => one.projects += 1,
            None => line.carried.push(Carried {
                month: at,
                projects: 1,
            }),
        }
    }
}

proptest! {
    #[test]
    fn every_line_is_what_its_projects_come_to_one_by_one(
        drawn in drawn(),
        by in Just(DIMENSIONS.to_vec()).prop_shuffle(),
    ) {
        let (at, profile) = (month(AT), profile());
        let items: Vec<Item<'_>> = drawn.iter().map(Drawn::item).collect();
        let mut totals = Totals::of(items.iter().copied(), at, &profile);
        for depth in 0..=3 {
            let made = totals.by(&by[..depth]).lines;
            let anew = anew(&items, &by[..depth], at, &profile);
            prop_assert_eq!(made.len(), anew.len());
            for line in made {
                prop_assert_eq!(Some(&line), anew.get(&line.path));
                let figures = |line: &Line| serde_json::to_string(line).unwrap();
                prop_assert_eq!(figures(&line), figures(&anew[&line.path]));
            }
        }
    }
}

/// The largest that can be typed, a thousand times, and all but one of them taken back, to the last 分.
#[test]
fn the_largest_amounts_add_up_to_the_last_fen() {
    let wan = |text: &str| Some(Money::from_wan(text.parse().unwrap()));
    let [most, least] = ["999999999999.999999", "-999999999999.999999"].map(|text| Report {
        year_to_date: wan(text),
        ..Report::default()
    });
    let row = plan_row();
    let [many, back] = [(&most, 1_000), (&least, 999)]
        .map(|(report, times)| vec![Item::new(&row, Some(report), None); times]);
    for (items, sum) in [
        (many.clone(), "999999999999999.999"),
        (back.clone(), "-998999999999999.999001"),
        ([many, back].concat(), "999999999999.999999"),
    ] {
        let total = summarise(items, &[], month(AT), &profile()).lines.remove(0);
        assert_eq!(total.year_to_date, wan(sum));
    }
}
