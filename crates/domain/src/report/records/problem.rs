//! 存在问题: an entry lives across months, until it is closed.

use super::fields::{Choice, Day, Person, Text};
use super::{Adding, Entries, Record, record};
use crate::report::Section;
use crate::report::choice::choices;
use crate::text::words;

/// 存在问题.
pub static PROBLEM: Record = Record {
    key: "problem",
    title: words("存在问题", "Problem"),
    one: words("问题", "Problem"),
    carry: words("沿用上月未办结问题", "Take over last month's open problems"),
    section: Section::Problems,
    entries: Entries::Added(&Adding {
        none: words(
            "没有需要反映的问题。如有，请逐条添加。",
            "No problems stated. If there are any, add them one by one.",
        ),
        none_read: words("未反映问题", "No problems stated"),
        add: words("添加问题", "Add a problem"),
    }),
    fields: Problem::FIELDS,
};

record! {
    /// One entry of 存在问题. Every field may still be missing in a draft.
    Problem by id {
        kind: Choice<ProblemType> = "type", "问题类型", "Type", Needed;
        /// Absent when no coordination is asked for.
        level: Choice<CoordinationLevel> = "level", "需协调层级", "Coordination asked of",
            Empty(words("不需协调", "none"));
        description: Text = "description", "问题描述", "Description", Needed;
        request: Text = "request", "需协调事项及建议", "What is asked for";
        deadline: Day = "deadline", "要求解决时限", "To be solved by", Ahead;
        owner: Person = "owner", "责任人", "Person in charge";
        closed: Day = "closed", "办结日期", "Closed on", Ends;
    }
}

choices! {
    /// 问题类型.
    ProblemType {
        Land = "land", "用地", "land";
        FarmlandBalance = "farmland_balance", "耕地占补", "farmland balance";
        Forest = "forest", "用林", "forest land";
        Sea = "sea", "用海", "sea area";
        Demolition = "demolition", "征地拆迁", "land acquisition and demolition";
        Planning = "planning", "规划选址", "planning and siting";
        Environment = "environment", "环评/排污总量", "environment, emission quota";
        Energy = "energy", "能评/能耗", "energy review, quota";
        SoilWater = "soil_water", "水保", "soil and water conservation";
        Permit = "permit", "施工许可", "construction permit";
        Funds = "funds", "资金/融资", "funds";
        Utilities = "utilities", "水电气路配套", "water, power, gas, road";
        LabourMaterials = "labour_materials", "用工用材", "labour, materials";
        Tendering = "tendering", "招投标", "tendering";
        DesignChange = "design_change", "设计变更", "design change";
        Owner = "owner", "业主原因", "owner's reasons";
        Obstruction = "obstruction", "阻工", "obstruction on site";
        Policy = "policy", "政策", "policy";
        Other = "other", "其他", "other";
    }
}

choices! {
    /// 协调层级: who is asked to help.
    CoordinationLevel {
        County = "county", "县级", "county";
        City = "city", "市级", "city";
        Region = "region", "自治区级", "region";
    }
}
