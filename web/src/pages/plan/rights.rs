//! Who has the plan on screen, and what waits there for them.

use yuebao_domain::rights::{Action as Right, Role};

use crate::state::State;

/// Whoever sees projects, and the administrator, who imports plans.
pub(crate) fn has_plan(state: &State) -> bool {
    let me = state.device.get().meta.me.as_ref();
    state.may(Right::Read) || me.is_some_and(|me| me.role == Role::Admin)
}

/// Proposals that wait for the office, and what the server did not take of this user's.
pub(crate) fn plans_waiting(state: &State) -> usize {
    let device = state.device.get();
    let refused = device.plans_to_look_at().len();
    if device.closes_months() {
        refused + device.plans_proposed()
    } else {
        refused
    }
}

/// Whether this user decides about a project's plan or proposes something; `None` is a new project.
pub(crate) fn may_change(state: &State, project: Option<&str>) -> bool {
    let device = state.device.get();
    if device.closes_months() {
        return true;
    }
    match project {
        Some(project) => {
            let may = state.over(project);
            may.report || may.file_for
        }
        // a coordinator has no list of units to choose from, and proposes what is there
        None => state.may(Right::Report),
    }
}
