//! 存在问题 and 前期工作: the entries of a report that consist of several boxes.

use std::collections::BTreeMap;

use crate::period::{Date, parse_day};
use crate::text::{Words, words};

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $( $variant:ident = $key:literal, $zh:literal, $en:literal; )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant's label stands beside it")]
        pub enum $name { $( $variant, )* }

        impl $name {
            /// Every one, in the order in which forms list them.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The key on the wire and in storage.
            pub const fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )* }
            }

            /// The label on screen and in print.
            pub const fn label(self) -> Words {
                match self { $( Self::$variant => words($zh, $en), )* }
            }

            /// The one with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

keyed! {
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

keyed! {
    /// 协调层级: who is asked to help.
    CoordinationLevel {
        County = "county", "县级", "county";
        City = "city", "市级", "city";
        Region = "region", "自治区级", "region";
    }
}

keyed! {
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

/// One entry of 存在问题. Every part may still be missing in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problem {
    /// Stable within the project, so that next month's report speaks of the same problem.
    pub id: String,
    /// 问题类型.
    pub kind: Option<ProblemType>,
    /// 问题描述.
    pub description: Option<String>,
    /// 需协调层级; absent when no coordination is asked for.
    pub level: Option<CoordinationLevel>,
    /// 需协调事项及建议.
    pub request: Option<String>,
    /// 要求解决时限.
    pub deadline: Option<Date>,
    /// 责任人.
    pub owner: Option<String>,
    /// 办结日期.
    pub closed: Option<Date>,
}

impl Problem {
    /// Reads an entry; parts that are not understood are absent.
    pub fn read(id: &str, parts: &BTreeMap<String, String>) -> Self {
        let text = |key: &str| parts.get(key).map(String::as_str).and_then(filled);
        Self {
            id: id.to_owned(),
            kind: text("type").and_then(ProblemType::from_key),
            description: text("description").map(str::to_owned),
            level: text("level").and_then(CoordinationLevel::from_key),
            request: text("request").map(str::to_owned),
            deadline: text("deadline").and_then(|day| parse_day(day).ok()),
            owner: text("owner").map(str::to_owned),
            closed: text("closed").and_then(|day| parse_day(day).ok()),
        }
    }
}

/// One milestone of 前期工作.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Milestone {
    /// 计划完成.
    pub planned: Option<Date>,
    /// 实际完成.
    pub done: Option<Date>,
}

impl Milestone {
    /// Reads an entry; parts that are not understood are absent.
    pub fn read(parts: &BTreeMap<String, String>) -> Self {
        let day = |key: &str| parts.get(key).and_then(|text| parse_day(text).ok());
        Self {
            planned: day("planned"),
            done: day("done"),
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
