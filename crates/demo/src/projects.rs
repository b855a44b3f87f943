//! The projects of the plan: names, owners, codes, dates and amounts.

use yuebao_domain::crossfoot::Table;
use yuebao_domain::money::Money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Classes, Level, Nature, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Role;

use super::amounts::{self, Goal, WAN};
use super::dice::Dice;
use super::error::DemoError;
use super::published::{self, Cell, Traits};
use super::targets::Targets;
use super::{codes, counts, course, words};

/// In which month of the year a new project starts: most of them early, in hundredths.
const STARTS: [u32; 12] = [30, 20, 20, 8, 6, 5, 3, 3, 2, 1, 1, 1];

/// The plan without its units: rows whose sums are the published figures. Reports begin with
/// `first`.
pub(super) fn build(
    profile: &Profile,
    tables: &[Table],
    first: Month,
    through: Month,
) -> Result<Vec<PlanRow>, DemoError> {
    let january = through.plus(1 - i32::from(through.number()));
    let targets = Targets::of(profile);
    let traits = counts::projects(profile, tables, targets.projects)?;
    let flags = Flags::decide(profile, &traits, &targets);
    let amounts = Amounts::fit(profile, tables, &traits, &flags, &targets)?;
    let rows = (traits.iter().enumerate()).map(|(index, traits)| {
        let mut dice = Dice::new(&profile.id, "project", index);
        let mut row = name(profile, index, traits, january, &mut dice);
        row.is_industrial = flags.industrial[index];
        row.is_private = flags.private[index];
        row.level = level(profile, &targets, &mut dice);
        row.total_investment = amounts.total[index].map(amounts::money);
        row.annual_plan = amounts.annual[index].map(amounts::money);
        row.upper_level_funds = amounts.funds[index].map(amounts::money);
        schedule(&mut row, through, &mut dice);
        code(&mut row, index, through, &mut dice);
        if course::was_under_way(&row) {
            row.entered = january.min(first);
        }
        row
    });
    Ok(rows.collect())
}

struct Flags {
    industrial: Vec<bool>,
    private: Vec<bool>,
}

impl Flags {
    fn decide(profile: &Profile, traits: &[Traits], targets: &Targets) -> Self {
        let mut industrial = Vec::with_capacity(traits.len());
        let mut private = Vec::with_capacity(traits.len());
        for (index, traits) in traits.iter().enumerate() {
            let mut dice = Dice::new(&profile.id, "flags", index);
            let (of_industry, of_private) = match traits.category {
                Some(Category::INDUSTRY) => (75, 60),
                Some(_) => (6, 12),
                None => (35, 30),
            };
            industrial.push(dice.chance(of_industry));
            private.push(dice.chance(of_private));
        }
        if let Some(enough) = Targets::enough(targets.private_count, traits.len()) {
            // industry first: it is what private investors build
            let mut order: Vec<usize> = (0..traits.len()).collect();
            order.sort_by_key(|index| traits[*index].category != Some(Category::INDUSTRY));
            for (place, index) in order.into_iter().enumerate() {
                private[index] = place < enough;
            }
        }
        Self {
            industrial,
            private,
        }
    }
}

/// Amounts in 分, absent where a project has none.
struct Amounts {
    annual: Vec<Option<i128>>,
    total: Vec<Option<i128>>,
    funds: Vec<Option<i128>>,
}

impl Amounts {
    fn fit(
        profile: &Profile,
        tables: &[Table],
        traits: &[Traits],
        flags: &Flags,
        targets: &Targets,
    ) -> Result<Self, DemoError> {
        let cells = published::cells(tables, profile);
        let sizes: Vec<i128> = (0..traits.len())
            .map(|index| Dice::new(&profile.id, "size", index).size())
            .collect();
        let order = order(traits);
        let fitted = |measure: &'static str,
                      mut floors: Vec<i128>,
                      starts: &[i128],
                      carries: &[bool],
                      more: Vec<Goal>| {
            let mut goals = goals(&cells, measure, traits, carries);
            goals.extend(more);
            amounts::lower(&mut floors, &goals);
            let mut fitted =
                amounts::fit(&floors, starts, &goals).ok_or(DemoError::Amounts { measure })?;
            let carrying: Vec<usize> = order.iter().copied().filter(|i| carries[*i]).collect();
            amounts::round(&mut fitted, &carrying);
            let kept = fitted.into_iter().zip(carries);
            Ok::<_, DemoError>(
                kept.map(|(amount, carries)| carries.then_some(amount))
                    .collect(),
            )
        };

        let has_plan: Vec<bool> = (traits.iter())
            .map(|traits| traits.nature.is_some_and(Nature::is_implementing))
            .collect();
        let entry = profile.entry;
        // a little above the entry amount, so that rounding does not fall below it
        let least = |amount: Option<Money>, otherwise: i128| {
            amount.map_or(otherwise, |amount| fen(amount) * 104 / 100)
        };
        let floor = least(entry.map(|entry| entry.annual), 100 * WAN);
        let starts: Vec<i128> = sizes.iter().map(|size| size * 8 * WAN).collect();
        let more = targets.goals(traits, &flags.private);
        let annual: Vec<Option<i128>> = fitted(
            "annual_plan",
            vec![floor; traits.len()],
            &starts,
            &has_plan,
            more,
        )?;

        let floors = (annual.iter().zip(&flags.industrial))
            .map(|(annual, industrial)| {
                let entry = entry.map(|entry| match industrial {
                    true => entry.industrial_total,
                    false => entry.other_total,
                });
                let above_plan = annual.map_or(0, |annual| annual * 105 / 100 + 20 * WAN);
                least(entry, 200 * WAN).max(above_plan)
            })
            .collect();
        let starts: Vec<i128> = (0..traits.len())
            .map(|index| {
                let mut dice = Dice::new(&profile.id, "ratio", index);
                let tenths = match traits[index].nature {
                    Some(Nature::Completing) => dice.between(8, 35),
                    Some(Nature::NewStart) => dice.between(10, 80),
                    _ => dice.between(20, 100),
                };
                annual[index].unwrap_or(sizes[index] * 6 * WAN) * i128::from(tenths) / 10
            })
            .collect();
        let everyone = vec![true; traits.len()];
        let total: Vec<Option<i128>> =
            fitted("total_investment", floors, &starts, &everyone, Vec::new())?;

        let funded = carrying(&cells, "upper_level_funds", traits);
        let starts: Vec<i128> = (total.iter().enumerate())
            .map(|(index, total)| {
                let percent = Dice::new(&profile.id, "funds", index).between(25, 60);
                total.unwrap_or(0) * i128::from(percent) / 100
            })
            .collect();
        let floors = vec![0; traits.len()];
        let funds = fitted("upper_level_funds", floors, &starts, &funded, Vec::new())?;
        Ok(Self {
            annual,
            total,
            funds,
        })
    }
}

fn fen(amount: Money) -> i128 {
    let mut fen = amount.wan();
    fen.rescale(6);
    fen.mantissa()
}

/// Alike beside alike: rounding then hardly moves any published sum.
fn order(traits: &[Traits]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..traits.len()).collect();
    order.sort_by(|a, b| {
        let key = |index: usize| {
            let traits: &Traits = &traits[index];
            (
                &traits.sector,
                traits.nature,
                traits.category.map(words::rank),
                &traits.area,
            )
        };
        key(*a).cmp(&key(*b))
    });
    order
}

fn goals(cells: &[Cell], measure: &str, traits: &[Traits], carries: &[bool]) -> Vec<Goal> {
    let of_measure = cells.iter().filter(|cell| cell.measure == measure);
    of_measure
        .map(|cell| {
            let members = (0..traits.len())
                .filter(|index| carries[*index] && cell.group.contains(&traits[*index]));
            Goal::printed(members.collect(), cell.printed)
        })
        .collect()
}

/// Which projects a measure is published for at all.
fn carrying(cells: &[Cell], measure: &str, traits: &[Traits]) -> Vec<bool> {
    let published: Vec<&Cell> = cells
        .iter()
        .filter(|cell| cell.measure == measure)
        .collect();
    (traits.iter())
        .map(|traits| published.iter().any(|cell| cell.group.contains(traits)))
        .collect()
}

fn name(
    profile: &Profile,
    index: usize,
    traits: &Traits,
    entered: Month,
    dice: &mut Dice,
) -> PlanRow {
    let serial = index + 1;
    let area = traits.area.clone().unwrap_or_default();
    let category = traits
        .category
        .unwrap_or(Category::USUAL[dice.below(4) as usize]);
    let subject = match &traits.sector {
        Some(sector) => format!("{sector}储备项目"),
        None => (*dice.pick(words::subjects(category))).to_owned(),
    };
    // some owners have several projects, as in life
    let owner = index * 2 / 3;
    let place = profile.area_name(&area);
    PlanRow {
        id: format!("demo-{serial:04}"),
        name: format!("示例·{place}{subject} {serial:03}"),
        code: None,
        nature: traits.nature.unwrap_or(Nature::Continuing),
        category: traits.category,
        owner: format!("示例第{}建设投资有限公司", owner + 1),
        owner_uscc: codes::company_code(&profile.areas[0].code, owner + 1),
        area,
        level: Level::MUNICIPAL,
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: traits.sector.clone(),
        classes: Classes::default(),
        units: Vec::new(),
        total_investment: None,
        annual_plan: None,
        before_year: None,
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: format!("示例：{subject}，分{}期建设及配套设施", dice.between(1, 3)),
        planned_start: None,
        planned_completion: None,
        entered,
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}

/// All 自治区层面 where the plan is the region's, all of the level that its target counts where it has
/// one, else some.
fn level(profile: &Profile, targets: &Targets, dice: &mut Dice) -> Level {
    let all = profile.chain.contains(&Role::RegionOffice) || targets.projects > 0;
    if all || dice.chance(12) {
        targets.level
    } else {
        Level::MUNICIPAL
    }
}

/// Planned months, and what was done before this year.
fn schedule(row: &mut PlanRow, through: Month, dice: &mut Dice) {
    let january = through.plus(1 - i32::from(through.number()));
    let months = |n: u32| i32::try_from(n).unwrap_or_default();
    let total = row.total_investment.map_or(0, fen);
    let annual = row.annual_plan.map_or(0, fen);
    let (start, completion, before) = match row.nature {
        Nature::NewStart => {
            let start = january.plus(start_month(dice.below(100)));
            (start, start.plus(months(dice.between(14, 36))), Some(0))
        }
        Nature::Continuing => {
            let start = january.plus(-months(dice.between(13, 36)));
            let percent = i128::from(dice.between(8, 65));
            let before = (total - annual) * percent / 100 / WAN * WAN;
            (
                start,
                january.plus(months(dice.between(12, 35))),
                Some(before),
            )
        }
        Nature::Completing => {
            let start = january.plus(-months(dice.between(13, 40)));
            (
                start,
                january.plus(months(dice.between(2, 11))),
                Some(total - annual),
            )
        }
        Nature::Preparatory => {
            let start = january.plus(months(dice.between(12, 26)));
            (start, start.plus(months(dice.between(18, 40))), None)
        }
    };
    row.planned_start = Some(start);
    row.planned_completion = Some(completion);
    row.before_year = before.map(amounts::money);
}

fn start_month(drawn: u32) -> i32 {
    let mut passed = 0;
    let later = STARTS.iter().take_while(|share| {
        passed += **share;
        passed <= drawn
    });
    i32::try_from(later.count()).unwrap_or_default()
}

/// Registered some months before the start; projects in preparation may not have a code yet.
fn code(row: &mut PlanRow, index: usize, through: Month, dice: &mut Dice) {
    if row.nature == Nature::Preparatory && dice.chance(40) {
        return;
    }
    let lead = i32::try_from(dice.between(4, 12)).unwrap_or_default();
    let start = row.planned_start.unwrap_or(through);
    let first_of_form = Month::new(2021, 1).unwrap_or(start);
    let registered = start.plus(-lead).min(through).max(first_of_form);
    row.code = codes::project_code(&row.area, registered, index + 1);
}
