//! Decisions about a month that the server did not take, as data.

use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::month::{Command, CommandKind};
use yuebao_domain::period::{Month, show_day};
use yuebao_domain::text::Words;

use super::model::project_name;
use crate::state::State;
use crate::state::totals::unit_name;
use crate::text::pending as text;

/// Decisions about a month that the server did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RefusedMonth {
    pub(super) month: Month,
    /// What was decided, each once.
    pub(super) kinds: Vec<Words>,
    /// Why it was not taken.
    pub(super) refusal: &'static str,
    /// Which projects stand in the way, in the server's words.
    pub(super) detail: Option<String>,
    /// For whom, until when and why: what was filled in stands nowhere else.
    pub(super) typed: Vec<String>,
}

/// What the server did not take of decisions about months, the oldest month first.
pub(super) fn refused_months(state: &State) -> Vec<RefusedMonth> {
    let device = state.device.get();
    let months = device.months_to_look_at().into_iter();
    months
        .filter_map(|month| {
            let replica = device.months.get(&month)?;
            let refused = replica.refused.as_ref();
            let mut kinds = Vec::new();
            for operation in &replica.declined {
                let kind = text::command(&operation.command);
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let why = refused.and_then(|it| it.refusal);
            Some(RefusedMonth {
                month,
                kinds,
                refusal: (why.unwrap_or(Refusal::MonthChanged).words()).get(state.display.lang),
                detail: refused.and_then(|it| it.detail.clone()),
                typed: (replica.declined.iter())
                    .filter_map(|it| filled_in(state, it.command.of_month()?))
                    .collect(),
            })
        })
        .collect()
}

/// What was filled in for a decision about a month; `None` if nothing was.
fn filled_in(state: &State, command: &Command) -> Option<String> {
    let lang = state.display.lang;
    let unit = command
        .unit
        .as_ref()
        .map(|unit| unit_name(state.device.get(), unit));
    // a lock names what becomes 缺报, which the board lists again
    let named = command
        .projects
        .iter()
        .map(|it| project_name(state, &it.project));
    let named = named.filter(|_| command.kind != CommandKind::Lock);
    let until = command.until.map(show_day);
    let parts = unit
        .into_iter()
        .chain(named)
        .chain(until)
        .chain(command.reason.clone());
    let parts: Vec<String> = parts.collect();
    let kind = command.kind.label().get(lang);
    (!parts.is_empty()).then(|| format!("{kind}: {}", parts.join(" · ")))
}
