//! Cases for tests.

use super::{Case, Decided};
use crate::check::testing::plan_row;
use crate::ids::Timestamp;
use crate::operation::report::{HandIn, HandIns, SentBack, State};
use crate::period::{Date, Month, parse_day};
use crate::plan::{Nature, PlanRow};
use crate::profile::Profile;
use crate::profile_file::builtin;

/// The profile whose report of April 2022 is due on 5 May 2022 (顺延 over 劳动节).
pub(super) fn qinzhou() -> Profile {
    builtin("qinzhou-2022").unwrap()
}

pub(super) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

pub(super) fn project(id: &str, unit: &str, nature: Nature) -> PlanRow {
    PlanRow {
        id: id.to_owned(),
        name: format!("项目{id}"),
        nature,
        units: vec![unit.to_owned()],
        ..plan_row()
    }
}

/// Made and received at these moments.
pub(super) fn hand_in(made_at: &str, received_at: &str) -> HandIn {
    HandIn {
        received_at: received_at.into(),
        made_at: made_at.into(),
    }
}

/// Handed in, then sent back at each moment and handed in again, made and received at once.
pub(super) fn hand_ins(first: HandIn, returns: &[(&str, Option<&str>)]) -> HandIns {
    let at = |text: &str| Timestamp::from(text);
    let returns = returns.iter().map(|(returned, again)| SentBack {
        at: at(returned),
        corrected: again.map(|again| hand_in(again, again)),
    });
    HandIns {
        first,
        returns: returns.collect(),
    }
}

/// One project in April 2022.
pub(super) fn case<'a>(
    plan: &'a PlanRow,
    state: Option<State>,
    hand_ins: Option<&'a HandIns>,
) -> Case<'a> {
    Case {
        plan,
        month: month("2022-04"),
        state,
        hand_ins,
        decided: Decided::default(),
    }
}
