//! Totals of projects and months by every dimension and every two, as the widget adds them up; and one
//! division of many reports, for comparison with other engines.

use std::fmt::Write as _;

use yuebao_domain::aggregate::{self, Dimension, Item, Key, summarise};
use yuebao_domain::money::Money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::report::{Field, FieldValues, Report};

use crate::dice::Dice;

const YEAR: i16 = 2022;
const MONTHS: i8 = 12;
const UNITS: u32 = 60;
/// Most different reports: more projects share them, since what is measured is the adding up.
const POOL: usize = 20_011;
/// What other engines divide by, beside the month.
const COMPARED: [Dimension; 2] = [Dimension::Area, Dimension::Nature];

/// Projects, each with a report a month.
#[derive(Debug, Clone)]
pub struct Totals {
    profile: Profile,
    plan: Vec<PlanRow>,
    reports: Vec<Report>,
    divisions: Vec<Vec<Dimension>>,
}

impl Totals {
    /// So many projects, grown from `seed`.
    ///
    /// # Errors
    /// When the built-in profile cannot be read.
    pub fn new(seed: u32, projects: usize) -> Result<Self, String> {
        let profile = builtin("qinzhou-2022").map_err(|error| error.to_string())?;
        let plan = (0..projects).map(|at| project(seed, at, &profile));
        let plan = plan.collect::<Result<_, _>>();
        let pool = (projects * months().count()).min(POOL);
        let all = Dimension::of(&profile);
        let ones = all.iter().map(|one| vec![*one]);
        let mut divisions: Vec<Vec<Dimension>> = ones.collect();
        for (at, one) in all.iter().enumerate() {
            divisions.extend(all.iter().skip(at + 1).map(|other| vec![*one, *other]));
        }
        Ok(Self {
            plan: plan.map_err(|error: serde_json::Error| error.to_string())?,
            reports: (0..pool).map(|at| report(seed, at)).collect(),
            divisions,
            profile,
        })
    }

    /// Every month by every dimension and every two; how many lines that gives.
    pub fn all(&self) -> usize {
        months().map(|month| self.of_month(month)).sum()
    }

    /// One report is another one, and its month is added up anew by every dimension and every two.
    pub fn change(&mut self, project: usize, number: i8) -> usize {
        let Some(month) = Month::new(YEAR, number) else {
            return 0;
        };
        let place = self.place(project, month);
        if let Some(report) = self.reports.get_mut(place) {
            report.month_investment = report.year_to_date;
        }
        self.of_month(month)
    }

    /// One report is another one, and the totals that are shown, by one dimension, are added up anew.
    pub fn change_shown(&mut self, project: usize, number: i8) -> usize {
        let Some(month) = Month::new(YEAR, number) else {
            return 0;
        };
        let place = self.place(project, month);
        if let Some(report) = self.reports.get_mut(place) {
            report.month_investment = report.year_to_date;
        }
        let by = [Dimension::Area];
        summarise(self.items(month), &by, month, &self.profile)
            .lines
            .len()
    }

    fn of_month(&self, month: Month) -> usize {
        let mut totals = aggregate::Totals::of(self.items(month), month, &self.profile);
        let lines = self.divisions.iter().map(|by| totals.by(by).lines.len());
        lines.sum()
    }

    fn items(&self, month: Month) -> impl Iterator<Item = Item<'_>> {
        let plan = self.plan.iter().enumerate();
        plan.map(move |(at, row)| Item::new(row, self.reports.get(self.place(at, month)), None))
    }

    fn place(&self, project: usize, month: Month) -> usize {
        let number = usize::try_from(month.number()).unwrap_or_default();
        (project * 12 + number) % self.reports.len().max(1)
    }

    /// How many reports there are.
    pub fn count(&self) -> usize {
        self.plan.len() * months().count()
    }

    /// The lines that other engines are compared on, a group a line: month, area, nature, how many, and
    /// 年度计划, 本月完成, 本年累计 in millionths of 万元.
    pub fn grouped(&self) -> Vec<String> {
        let mut groups = Vec::new();
        for month in months() {
            let summary = summarise(self.items(month), &COMPARED, month, &self.profile);
            for line in &summary.lines {
                let [Key::Area(area), Key::Nature(nature)] = line.path.as_slice() else {
                    continue;
                };
                groups.push(format!(
                    "{},{area},{},{},{},{},{}",
                    month.number(),
                    nature.key(),
                    line.count,
                    whole(line.annual_plan),
                    whole(line.month),
                    whole(line.year_to_date),
                ));
            }
        }
        groups.sort_unstable();
        groups
    }

    /// The reports as other engines read them: a head, then one a line with the same columns.
    pub fn table(&self) -> String {
        let mut text = "month,area,nature,annual_plan,month_investment,year_to_date\n".to_owned();
        for month in months() {
            for item in self.items(month) {
                let report = item.report;
                // writing to a String cannot fail
                let _ = writeln!(
                    text,
                    "{},{},{},{},{},{}",
                    month.number(),
                    item.plan.area,
                    item.plan.nature.key(),
                    whole(item.plan.annual_plan),
                    whole(report.and_then(|it| it.month_investment)),
                    whole(report.and_then(|it| it.year_to_date)),
                );
            }
        }
        text
    }
}

fn months() -> impl Iterator<Item = Month> {
    (1..=MONTHS).filter_map(|number| Month::new(YEAR, number))
}

/// In millionths of 万元, the finest there are.
fn whole(amount: Option<Money>) -> String {
    let amount = amount.unwrap_or_default().to_string();
    let (whole, part) = amount.split_once('.').unwrap_or((&amount, ""));
    let digits = format!("{whole}{part:0<6}");
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() { "0" } else { digits }.to_owned()
}

fn project(seed: u32, at: usize, profile: &Profile) -> Result<PlanRow, serde_json::Error> {
    let mut dice = Dice::new(seed, at);
    let category = dice.pick(&profile.categories).key;
    let row = serde_json::json!({
        "id": format!("b{at}"), "name": format!("示例项目{at}"),
        "nature": dice.pick(&profile.natures).key, "category": category,
        "area": dice.pick(&profile.areas).code, "units": [format!("unit-{}", dice.below(UNITS))],
        "total_investment": "9000", "annual_plan": cents(dice.between(100_000, 900_000)),
        "before_year": "5000", "entered": "2022-01",
    });
    serde_json::from_value(row)
}

fn report(seed: u32, at: usize) -> Report {
    let mut dice = Dice::new(!seed, at);
    let (month, before) = (dice.below(90_000), dice.below(500_000));
    let mut values = FieldValues::new();
    for (field, amount) in [
        (Field::MonthInvestment, month),
        (Field::YearToDate, before + month),
        (Field::SinceStart, before + month + 1_000_000),
    ] {
        values.insert(field.into(), cents(amount).into());
    }
    Report::read(&values)
}

fn cents(amount: u32) -> String {
    format!("{}.{:02}", amount / 100, amount % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_grouped_as_stands_in_the_table() {
        let totals = Totals::new(1, 40).unwrap();
        assert_eq!(totals.table().lines().count(), 1 + totals.count());
        let count = |line: &String| line.split(',').nth(3).unwrap().parse::<usize>().unwrap();
        let groups = totals.grouped();
        assert_eq!(groups.iter().map(count).sum::<usize>(), totals.count());
        let first = |line: &str| -> u64 { line.split(',').nth(4).unwrap().parse().unwrap() };
        let month: u64 = totals.table().lines().skip(1).map(first).sum();
        let column = |line: &String| line.split(',').nth(5).unwrap().parse::<u64>().unwrap();
        assert_eq!(groups.iter().map(column).sum::<u64>(), month);
        assert!(totals.all() > 12 * 10);
        assert_eq!(whole(None), "0");
        assert_eq!(whole("12.5".parse().ok().map(Money::from_wan)), "12500000");
    }
}
