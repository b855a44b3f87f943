//! What is typed into the boxes of a plan's row, read into the row.

use yuebao_domain::money::{self, Money};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{Category, ClassKey, Classes, Level, Nature, PlanBox, PlanRow};
use yuebao_domain::text::{Lang, Words};

use super::draft::{BETWEEN, YES};
use crate::text::plan as text;

/// A month as people type it: `2022-5`, `2022.05`, `2022年5月`.
pub(super) fn month(typed: &str) -> Option<Month> {
    let typed = typed.trim().trim_end_matches('月');
    let (year, number) = typed.split_once(['-', '.', '/', '年'])?;
    Month::new(year.trim().parse().ok()?, number.trim().parse().ok()?)
}

/// An amount as people type it; `None` for nothing.
pub(super) fn amount(typed: &str, lang: Lang) -> Result<Option<Money>, String> {
    money::parse(typed).map_err(|error| match lang {
        Lang::Zh => error.zh(),
        Lang::En => error.to_string(),
    })
}

/// Puts what was typed into a box of the row.
pub(super) fn put(row: &mut PlanRow, part: PlanBox, typed: &str, lang: Lang) -> Result<(), String> {
    let said = |words: Words| words.get(lang).to_owned();
    let maybe = || Some(typed.to_owned()).filter(|typed| !typed.is_empty());
    let amount = || amount(typed, lang);
    let maybe_month = || match typed {
        "" => Ok(None),
        typed => month(typed).map(Some).ok_or_else(|| said(text::NO_MONTH)),
    };
    match part {
        PlanBox::Name => {
            if typed.is_empty() {
                return Err(said(text::WANTED));
            }
            typed.clone_into(&mut row.name);
        }
        PlanBox::Code => row.code = maybe(),
        PlanBox::Nature => {
            let mut known = Nature::ALL.into_iter();
            let nature = known.find(|nature| nature.key() == typed);
            row.nature = nature.ok_or_else(|| said(text::WANTED))?;
        }
        PlanBox::Category => {
            row.category = ClassKey::new(typed).map(Category);
        }
        PlanBox::Area => typed.clone_into(&mut row.area),
        PlanBox::Level => {
            row.level = ClassKey::new(typed).map(Level).unwrap_or_default();
        }
        PlanBox::Class(key) => row.classes.set(key, ClassKey::new(typed)),
        PlanBox::IsIndustrial => row.is_industrial = typed == YES,
        PlanBox::IsPrivate => row.is_private = typed == YES,
        PlanBox::IsRealEstate => row.is_real_estate = typed == YES,
        PlanBox::Owner => typed.clone_into(&mut row.owner),
        PlanBox::OwnerUscc => row.owner_uscc = maybe(),
        PlanBox::Units => {
            let units = typed.split(BETWEEN).filter(|unit| !unit.is_empty());
            row.units = units.map(str::to_owned).collect();
        }
        PlanBox::TotalInvestment => row.total_investment = amount()?,
        PlanBox::AnnualPlan => row.annual_plan = amount()?,
        PlanBox::BeforeYear => row.before_year = amount()?,
        PlanBox::UpperLevelFunds => row.upper_level_funds = amount()?,
        PlanBox::Scale => typed.clone_into(&mut row.scale),
        PlanBox::PlannedStart => row.planned_start = maybe_month()?,
        PlanBox::PlannedCompletion => row.planned_completion = maybe_month()?,
        PlanBox::ExitDay => {
            row.exit_day = match typed {
                "" => None,
                typed => Some(parse_day(typed).map_err(|_| said(text::NO_DAY))?),
            };
        }
        PlanBox::Sector => row.sector = maybe(),
        PlanBox::Bundle => row.bundle = maybe(),
        PlanBox::IsBundle => row.is_bundle = typed == YES,
        PlanBox::Id
        | PlanBox::MonthlyPlan
        | PlanBox::Entered
        | PlanBox::Exited
        | PlanBox::ExitReason
        | PlanBox::ExitApprover => {}
    }
    Ok(())
}

/// A row that says nothing yet.
pub(super) fn empty(id: &str, units: Vec<String>, entered: Month) -> PlanRow {
    PlanRow {
        id: id.to_owned(),
        name: String::new(),
        code: None,
        nature: Nature::NewStart,
        category: None,
        area: String::new(),
        level: Level::default(),
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: String::new(),
        owner_uscc: None,
        units,
        total_investment: None,
        annual_plan: None,
        monthly_plan: Vec::new(),
        before_year: None,
        upper_level_funds: None,
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered,
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}
