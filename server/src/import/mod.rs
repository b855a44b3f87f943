//! 导入: plans and past months from files. What a file would change is the domain's to say; here it is
//! gathered what that depends on, and written what it says: all of it or nothing.

mod carried_over;
mod checked;
mod columns;
mod digest;
mod ground;
mod persons;
mod plan;
mod reports;
pub(crate) mod wire;

pub(crate) use columns::{Corrections, MOST_COLUMNS, keep_shapes, remembered, shape_of};
pub(crate) use digest::digest;
pub(crate) use ground::Ground;
pub(crate) use persons::in_post;
pub(crate) use plan::{
    Importer, PlanImport, compare as compare_plan, newest_year, under_its_profile,
    write as write_plan,
};
pub(crate) use reports::{
    ReportChange, ReportImport, compare as compare_reports, office, under_their_profile,
    write as write_reports,
};
