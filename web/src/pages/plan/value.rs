//! Values of a plan's row as people read them.

use yuebao_domain::money::parse_plain;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{
    Category, ClassKey, Difference, Level, Nature, PlanBox, PlanRow, differences,
};
use yuebao_domain::profile::Profile;

use crate::state::State;
use crate::state::totals::unit_name;
use crate::text::plan as text;

/// Places of an amount on this screen.
const PLACES: u32 = 2;

/// What is told, by its label.
pub(crate) type Fact = (String, String);

/// A part of a row that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changed {
    /// What it is called.
    pub(crate) label: String,
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
            label: label(state, part),
            before: said(before),
            after: said(after),
        }
    };
    differs.map(one).collect()
}

/// All that a row says, in the order of its parts.
pub(crate) fn facts(state: &State, row: &PlanRow) -> Vec<Fact> {
    let classes = row.classes.iter().map(|(class, _)| PlanBox::Class(class));
    let named = PlanBox::ALL.into_iter().filter(|part| *part != PlanBox::Id);
    let parts = named.chain(classes);
    let said = parts.filter_map(|part| {
        let text = part
            .written(row)
            .filter(|text| !part.is_flag() || text == "true")?;
        Some((label(state, part), shown(state, part, &text)))
    });
    said.collect()
}

/// The jurisdiction's words in the month that is shown.
pub(crate) fn words(state: &State) -> Option<&Profile> {
    state.profile().or(state.device.get().profile.as_ref())
}

/// What a part of a row is called here.
pub(crate) fn label(state: &State, part: PlanBox) -> String {
    let lang = state.display.lang;
    let profile = words(state);
    let label = profile.map_or(part.label().get(lang), |it| it.box_label(part, lang));
    if part.is_amount() {
        text::in_wan(label, lang)
    } else {
        label.to_owned()
    }
}

/// A value, which [`PlanBox::written`] writes by keys, in words.
pub(crate) fn shown(state: &State, part: PlanBox, held: &str) -> String {
    let (device, lang) = (state.device.get(), state.display.lang);
    let Some(profile) = words(state) else {
        return held.to_owned();
    };
    match part {
        PlanBox::Nature => {
            let mut known = Nature::ALL.into_iter();
            let nature = known.find(|nature| nature.key() == held);
            nature.map_or(held, |nature| profile.nature_label_in(nature, lang))
        }
        PlanBox::Category => {
            let category = ClassKey::new(held).map(Category);
            let word = |it: &Category| profile.category_label(it, lang).to_owned();
            return category.as_ref().map_or_else(|| held.to_owned(), word);
        }
        PlanBox::Level => {
            let level = ClassKey::new(held).map(Level);
            let word = |it: &Level| profile.level_label(it, lang).to_owned();
            return level.as_ref().map_or_else(|| held.to_owned(), word);
        }
        PlanBox::Class(key) => {
            let class = profile.class(key);
            let known = class.zip(ClassKey::new(held));
            let word = known.map(|(class, value)| class.value_label(&value, lang).to_owned());
            return word.unwrap_or_else(|| held.to_owned());
        }
        PlanBox::Area => profile.area_name_in(held, lang),
        PlanBox::Units => {
            let units = held.split('、').map(|unit| unit_name(device, unit));
            return units.collect::<Vec<_>>().join("、");
        }
        PlanBox::Bundle => project_name(state, held),
        part if part.is_flag() => text::yes(held == "true").get(lang),
        part if part.is_amount() => {
            let one = |one: &str| {
                parse_plain(one).map_or_else(|_| one.to_owned(), |it| it.grouped(PLACES))
            };
            return held.split('、').map(one).collect::<Vec<_>>().join("、");
        }
        _ => held,
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
