//! Values of a plan's row as people read them.

use yuebao_domain::money::parse_plain;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Difference, Level, Nature, PlanBox, PlanRow, differences};
use yuebao_domain::text::Words;

use crate::state::State;
use crate::state::totals::unit_name;

/// Places of an amount on this screen.
const PLACES: u32 = 2;

/// A part of a row that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    /// What it is called.
    pub(crate) label: Words,
    /// As it was; `None` if it was empty.
    pub(crate) before: Option<String>,
    /// As it is; `None` if it is empty.
    pub(crate) after: Option<String>,
}

/// What differs between two rows, as people read it.
pub(crate) fn changed(state: &State, before: &PlanRow, after: &PlanRow) -> Vec<Changed> {
    let differs = differences(before, after).into_iter();
    let one = |Difference {
                   part,
                   before,
                   after,
               }: Difference| {
        let said = |text: Option<String>| text.map(|text| shown(state, part, &text));
        Changed {
            label: part.label(),
            before: said(before),
            after: said(after),
        }
    };
    differs.map(one).collect()
}

/// All that a row says, in the order of its parts.
pub(crate) fn facts(state: &State, row: &PlanRow) -> Vec<(Words, String)> {
    let parts = PlanBox::ALL.into_iter();
    let said = parts.filter_map(|part| Some((part.label(), shown(state, part, &part.of(row)?))));
    said.collect()
}

/// A value, which [`PlanBox::of`] writes by keys, in words.
pub(crate) fn shown(state: &State, part: PlanBox, text: &str) -> String {
    let (device, lang) = (state.device.get(), state.display.lang);
    let Some(profile) = &device.profile else {
        return text.to_owned();
    };
    match part {
        PlanBox::Nature => {
            let mut known = Nature::ALL.into_iter();
            let nature = known.find(|nature| nature.key() == text);
            nature.map_or(text, |nature| profile.nature_label_in(nature, lang))
        }
        PlanBox::Category => {
            let mut known = Category::ALL.into_iter();
            let category = known.find(|category| category.key() == text);
            category.map_or(text, |category| profile.category_label(category))
        }
        PlanBox::Level => {
            let mut known = Level::ALL.into_iter();
            let level = known.find(|level| level.key() == text);
            level.map_or(text, |level| level.label().get(lang))
        }
        PlanBox::Area => profile.area_name_in(text, lang),
        PlanBox::Units => {
            let units = text.split('、').map(|unit| unit_name(device, unit));
            return units.collect::<Vec<_>>().join("、");
        }
        PlanBox::Bundle => project_name(state, text),
        PlanBox::TotalInvestment
        | PlanBox::AnnualPlan
        | PlanBox::BeforeYear
        | PlanBox::UpperLevelFunds => {
            return parse_plain(text).map_or_else(|_| text.to_owned(), |it| it.grouped(PLACES));
        }
        _ => text,
    }
    .to_owned()
}

/// What a project is called here, else its identifier.
fn project_name<'a>(state: &'a State, id: &'a str) -> &'a str {
    let plan = state.device.get().projects.get(id);
    plan.map_or(id, |plan| &plan.name)
}

/// The year's plan of a row; `None` where it has none.
pub(crate) fn annual(row: &PlanRow) -> Option<String> {
    row.annual_plan.map(|plan| plan.grouped(PLACES))
}

/// A month as headings have it.
pub(crate) fn month(state: &State, month: Month) -> String {
    crate::text::shell::month(month, state.display.lang)
}
