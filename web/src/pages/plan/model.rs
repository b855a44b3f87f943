//! 计划 as data: the projects of the device with the row that counts in the month.

use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::text::Lang;

use super::value;
use crate::state::totals::unit_name;
use crate::state::{Listed, State};

/// So many are drawn at first; a city office sees hundreds.
const FIRST: usize = 30;

/// One project of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) nature: String,
    pub(crate) unit: String,
    pub(crate) area: String,
    /// 年度计划投资, 万元; `None` where there is none.
    pub(crate) annual: Option<String>,
    /// How many versions it has.
    pub(crate) versions: usize,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) month: Month,
    /// How many stand how, whatever is searched for.
    pub(crate) counts: Vec<(Listed, usize)>,
    pub(crate) lines: Vec<Line>,
    /// How many more there are than are drawn.
    pub(crate) hidden: usize,
}

/// The list; `None` before there are a profile and a month.
pub(crate) fn model(state: &State) -> Option<Model> {
    let device = state.device.get();
    let month = state.screen.month.filter(|_| device.profile.is_some())?;
    let filter = &state.plan.filter;
    let mut counts: Vec<(Listed, usize)> = Listed::ALL.map(|listed| (listed, 0)).into();
    let mut found = Vec::new();
    for row in device.plans_at(month) {
        let listed = listed(state, row, month);
        for (one, count) in &mut counts {
            *count += usize::from(*one == listed);
        }
        if listed == filter.listed && has(state, row, &filter.search) {
            found.push(row);
        }
    }
    let shown = if filter.all {
        found.len()
    } else {
        found.len().min(FIRST)
    };
    Some(Model {
        month,
        counts,
        hidden: found.len() - shown,
        lines: found
            .iter()
            .take(shown)
            .map(|row| line(state, row))
            .collect(),
    })
}

/// How a project stands to the plan of a month.
fn listed(state: &State, row: &PlanRow, month: Month) -> Listed {
    let device = state.device.get();
    let first = || device.book(&row.id).first().map(|first| first.valid_from);
    if device.is_in_plan(&row.id, month) {
        Listed::InPlan
    } else if row.entered > month || first().is_some_and(|first| first > month) {
        Listed::Later
    } else {
        Listed::Left
    }
}

fn line(state: &State, row: &PlanRow) -> Line {
    let device = state.device.get();
    let lang = state.display.lang;
    let profile = value::words(state);
    let nature = profile.map_or(row.nature.key(), |it| it.nature_label_in(row.nature, lang));
    let area = profile.map_or(&*row.area, |it| it.area_name_in(&row.area, lang));
    Line {
        id: row.id.clone(),
        name: row.name.clone(),
        nature: nature.to_owned(),
        unit: unit_name(device, row.lead_unit().unwrap_or_default()),
        area: area.to_owned(),
        annual: value::annual(row),
        versions: device.book(&row.id).versions().len(),
    }
}

/// Whether what is searched for stands in what a row is known by.
fn has(state: &State, row: &PlanRow, search: &str) -> bool {
    let wanted = capitals(search.trim());
    if wanted.is_empty() {
        return true;
    }
    let device = state.device.get();
    let has = |text: &str| capitals(text).contains(&wanted);
    let area = value::words(state).is_some_and(|it| has(it.area_name_in(&row.area, Lang::Zh)));
    area || has(&row.name)
        || has(&row.owner)
        || row.code.as_deref().is_some_and(has)
        || row.units.iter().any(|unit| has(&unit_name(device, unit)))
}

/// As the domain compares names.
fn capitals(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).collect()
}
