//! From the row of a project to its plan row and its report, as far as the row gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yuebao_domain::money::Money;
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{Category, Classes, Level, Nature};
use yuebao_domain::report::FieldValues;

use crate::note::Location;
use crate::values::date::PartialDate;

/// What a row says of the plan. Everything may be missing.
#[expect(clippy::struct_excessive_bools, reason = "each is a box of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PlanValues {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) code: Option<String>,
    pub(crate) nature: Option<Nature>,
    pub(crate) category: Option<Category>,
    pub(crate) area: String,
    pub(crate) owner: String,
    pub(crate) owner_uscc: Option<String>,
    pub(crate) units: Vec<String>,
    pub(crate) scale: String,
    pub(crate) total_investment: Option<Money>,
    pub(crate) annual_plan: Option<Money>,
    pub(crate) before_year: Option<Money>,
    pub(crate) upper_level_funds: Option<Money>,
    /// 倒排计划 by month, as its columns have it.
    pub(crate) months: BTreeMap<u8, Money>,
    pub(crate) bundle: Option<String>,
    pub(crate) is_bundle: bool,
    pub(crate) planned_start: Option<Month>,
    pub(crate) planned_completion: Option<Month>,
    pub(crate) entered: Option<Month>,
    pub(crate) exited: Option<PartialDate>,
    pub(crate) exit_day: Option<PartialDate>,
    pub(crate) exit_reason: Option<String>,
    pub(crate) exit_approver: Option<String>,
    pub(crate) level: Option<Level>,
    pub(crate) sector: Option<String>,
    pub(crate) classes: Classes,
    pub(crate) is_industrial: bool,
    pub(crate) is_private: bool,
    pub(crate) is_real_estate: bool,
}

/// One project's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProjectRow {
    /// Where it stands.
    pub(crate) location: Location,
    /// The month that the row itself names.
    pub(crate) month: RowMonth,
    /// What it says of the plan.
    pub(crate) planned: PlanValues,
    /// What it reports.
    pub(crate) values: FieldValues,
    /// The values that its table has columns for.
    pub(crate) carries: Arc<BTreeSet<String>>,
}

/// What a row says of its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RowMonth {
    /// Nothing: it is of the table's.
    #[default]
    Unsaid,
    /// The month.
    Named(Month),
    /// Something that is not one month; the row is left out.
    Unclear,
}

/// The day of a moment, if it names one, for a plan row.
pub(crate) fn exit_day(partial_date: PartialDate) -> Option<yuebao_domain::period::Date> {
    parse_day(&partial_date.day(true)?).ok()
}
