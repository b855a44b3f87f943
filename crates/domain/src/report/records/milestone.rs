//! 前期工作: one entry for each milestone.

use super::fields::Day;
use super::{Entries, Record, record};
use crate::report::Section;
use crate::report::choice::choices;
use crate::text::words;

/// 前期工作.
pub static MILESTONE: Record = Record {
    key: "milestone",
    title: words("前期工作", "Preliminary work"),
    one: words("事项", "Milestone"),
    carry: words("沿用上月前期工作进展", "Use last month's milestones"),
    section: Section::Preliminary,
    entries: Entries::Of(MilestoneKind::CHOICES),
    fields: Milestone::FIELDS,
};

record! {
    /// One milestone of 前期工作.
    Milestone {
        planned: Day = "planned", "计划完成", "Planned", Ahead;
        done: Day = "done", "实际完成", "Done";
    }
}

choices! {
    /// 前期工作 milestones.
    MilestoneKind {
        Approval = "approval", "立项", "project approval";
        LandPreReview = "land_pre_review", "用地预审", "land pre-review";
        Siting = "siting", "规划选址", "planning and siting";
        LandApproval = "land_approval", "用地批复", "land approval";
        Environment = "environment", "环评", "environmental review";
        Energy = "energy", "能评", "energy review";
        SoilWater = "soil_water", "水保", "soil and water conservation";
        Forest = "forest", "林地", "forest land";
        Permit = "permit", "施工许可", "construction permit";
    }
}
