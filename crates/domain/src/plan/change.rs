//! What differs between two rows, for a preview and for the ledger.

use super::{ClassKey, PlanRow};
use crate::order::Gather;
use crate::period::show_day;
use crate::text::{Words, words};

/// One part of a plan row, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanBox {
    /// 项目名称.
    Name,
    /// 项目代码.
    Code,
    /// 性质.
    Nature,
    /// 行业.
    Category,
    /// 建设地点.
    Area,
    /// 层级.
    Level,
    /// 工业项目.
    Industrial,
    /// 民间投资.
    Private,
    /// 房地产.
    RealEstate,
    /// 分组.
    Sector,
    /// 项目业主.
    Owner,
    /// 业主统一社会信用代码.
    OwnerUscc,
    /// 责任单位.
    Units,
    /// 总投资（万元）.
    TotalInvestment,
    /// 年度计划投资（万元）.
    AnnualPlan,
    /// 倒排计划（万元）.
    MonthlyPlan,
    /// 至上年底累计（万元）.
    BeforeYear,
    /// 争取上级资金（万元）.
    UpperLevelFunds,
    /// 所属打包项目.
    Bundle,
    /// 打包项目.
    IsBundle,
    /// 建设规模及主要内容.
    Scale,
    /// 计划开工.
    PlannedStart,
    /// 计划竣工.
    PlannedCompletion,
    /// 首报月份.
    Entered,
    /// 退出前末报月份.
    Exited,
    /// 退出原因.
    ExitReason,
    /// 退出日期.
    ExitDay,
    /// 批准退出的单位.
    ExitApprover,
    /// A class (分类) of the profile's own.
    Class(ClassKey),
}

/// A part that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub part: PlanBox,
    /// As it was; `None` if it was empty.
    pub before: Option<String>,
    /// As it is; `None` if it is empty.
    pub after: Option<String>,
}

impl PlanBox {
    /// Every one that all rows have, in the order in which they are shown; classes follow them.
    pub const ALL: [Self; 28] = [
        Self::Name,
        Self::Code,
        Self::Nature,
        Self::Category,
        Self::Area,
        Self::Level,
        Self::Industrial,
        Self::Private,
        Self::RealEstate,
        Self::Sector,
        Self::Owner,
        Self::OwnerUscc,
        Self::Units,
        Self::TotalInvestment,
        Self::AnnualPlan,
        Self::MonthlyPlan,
        Self::BeforeYear,
        Self::UpperLevelFunds,
        Self::Bundle,
        Self::IsBundle,
        Self::Scale,
        Self::PlannedStart,
        Self::PlannedCompletion,
        Self::Entered,
        Self::Exited,
        Self::ExitReason,
        Self::ExitDay,
        Self::ExitApprover,
    ];

    /// The usual word; [`crate::profile::Profile::box_label`] has the jurisdiction's.
    pub const fn label(self) -> Words {
        match self {
            Self::Nature => words("性质", "nature"),
            Self::Category => words("行业", "category"),
            Self::Area => words("建设地点", "area"),
            Self::Level => words("层级", "level"),
            Self::Units => words("责任单位", "units"),
            Self::Name => words("项目名称", "name"),
            Self::Code => words("项目代码", "project code"),
            Self::Industrial => words("工业项目", "industrial"),
            Self::Private => words("民间投资", "private investment"),
            Self::RealEstate => words("房地产", "real estate"),
            Self::Sector => words("分组", "sector"),
            Self::Owner => words("项目业主", "owner"),
            Self::OwnerUscc => words("业主统一社会信用代码", "owner’s credit code"),
            Self::TotalInvestment => words("总投资（万元）", "total investment (万元)"),
            Self::AnnualPlan => words("年度计划投资（万元）", "annual plan (万元)"),
            Self::MonthlyPlan => words(
                "倒排计划（各月末累计，万元）",
                "monthly plan (to the end of each month, 万元)",
            ),
            Self::BeforeYear => words("至上年底累计（万元）", "before the year (万元)"),
            Self::UpperLevelFunds => words("争取上级资金（万元）", "funds from above (万元)"),
            Self::Bundle => words("所属打包项目", "bundle"),
            Self::IsBundle => words("打包项目", "is a bundle"),
            Self::Scale => words("建设规模及主要内容", "scale"),
            Self::PlannedStart => words("计划开工", "planned start"),
            Self::PlannedCompletion => words("计划竣工", "planned completion"),
            Self::Entered => words("首报月份", "first month to report"),
            Self::Exited => words("退出前末报月份", "last month to report"),
            Self::ExitReason => words("退出原因", "reason of the exit"),
            Self::ExitDay => words("退出日期", "day of the exit"),
            Self::ExitApprover => words("批准退出的单位", "who approved the exit"),
            Self::Class(_) => words("分类", "class"),
        }
    }

    /// What a row has there, as its file writes it: months as `2022-05`, amounts in 万元, natures,
    /// categories and areas by their keys. `None` if it is empty.
    pub fn of(self, row: &PlanRow) -> Option<String> {
        let yes = |is: bool| is.then(|| "✓".to_owned());
        let text = match self {
            Self::Name => row.name.clone(),
            Self::Code => row.code.clone()?,
            Self::Nature => row.nature.key().to_owned(),
            Self::Category => row.category?.key().to_owned(),
            Self::Area => row.area.clone(),
            Self::Level => row.level.key().to_owned(),
            Self::Industrial => yes(row.is_industrial)?,
            Self::Private => yes(row.is_private)?,
            Self::RealEstate => yes(row.is_real_estate)?,
            Self::Sector => row.sector.clone()?,
            Self::Owner => row.owner.clone(),
            Self::OwnerUscc => row.owner_uscc.clone()?,
            Self::Units => row.units.join("、"),
            Self::TotalInvestment => row.total_investment?.to_string(),
            Self::AnnualPlan => row.annual_plan?.to_string(),
            Self::MonthlyPlan => {
                let amounts: Vec<String> =
                    row.monthly_plan.iter().map(ToString::to_string).collect();
                amounts.join("、")
            }
            Self::BeforeYear => row.before_year?.to_string(),
            Self::UpperLevelFunds => row.upper_level_funds?.to_string(),
            Self::Bundle => row.bundle.clone()?,
            Self::IsBundle => yes(row.is_bundle)?,
            Self::Scale => row.scale.clone(),
            Self::PlannedStart => row.planned_start?.to_string(),
            Self::PlannedCompletion => row.planned_completion?.to_string(),
            Self::Entered => row.entered.to_string(),
            Self::Exited => row.exited?.to_string(),
            Self::ExitReason => row.exit_reason.clone()?,
            Self::ExitDay => show_day(row.exit_day?),
            Self::ExitApprover => row.exit_approver.clone()?,
            Self::Class(key) => row.classes.get(key)?.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// What differs, in the order of [`PlanBox::ALL`], then classes by their keys.
pub fn differences(before: &PlanRow, after: &PlanRow) -> Vec<Difference> {
    let differs = |part: PlanBox| {
        let (before, after) = (part.of(before), part.of(after));
        (before != after).then_some(Difference {
            part,
            before,
            after,
        })
    };
    let classes = before.classes.iter().chain(after.classes.iter());
    let classes = classes.map(|(key, _)| PlanBox::Class(key)).distinct();
    let all = PlanBox::ALL.into_iter().chain(classes);
    all.filter_map(differs).collect()
}
