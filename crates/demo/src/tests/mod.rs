//! The demo keeps what it says: figures, sizes, courses and reports.

mod plan;
mod reports;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use yuebao_domain::aggregate::{Dimension, Item, Key, summarise};
use yuebao_domain::check::{Context, History, Stage, check, readiness};
use yuebao_domain::codes::{project, uscc};
use yuebao_domain::money::{Money, round};
use yuebao_domain::plan::{Category, Nature};
use yuebao_domain::profile_file::{BUILTIN, builtin};
use yuebao_domain::report::{Report, Status};
use yuebao_domain::rights::Role;
use yuebao_domain::rule::Severity;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn demo(id: &str, through: &str) -> (Profile, DemoPlan) {
    let profile = builtin(id).unwrap();
    let plan = {
        let through = month(through);
        plan(&profile, &tables(id).unwrap(), through, through.last_day()).unwrap()
    };
    (profile, plan)
}

/// Built once: the tests only look.
fn every_demo() -> &'static [(Profile, DemoPlan)] {
    static DEMOS: LazyLock<Vec<(Profile, DemoPlan)>> =
        LazyLock::new(|| BUILTIN.iter().map(|(id, _)| demo(id, "2022-05")).collect());
    &DEMOS
}

fn demo_of(id: &str) -> &'static (Profile, DemoPlan) {
    every_demo()
        .iter()
        .find(|(profile, _)| profile.id == id)
        .unwrap()
}
