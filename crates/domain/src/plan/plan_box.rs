//! The boxes (栏目) of a plan's row: what a form, a file, a ledger and a preview call them, and what each
//! holds.

use std::borrow::Cow;

use super::{ClassKey, PlanRow};
use crate::money::Money;
use crate::period::{Month, show_day};
use crate::text::{Words, words};

/// One part of a plan's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanBox {
    /// 项目标识.
    Id,
    /// 项目名称.
    Name,
    /// 项目代码.
    Code,
    /// 性质.
    Nature,
    /// 行业.
    Category,
    /// 建设地点, by its code.
    Area,
    /// 层级.
    Level,
    /// 工业项目.
    IsIndustrial,
    /// 民间投资.
    IsPrivate,
    /// 房地产项目.
    IsRealEstate,
    /// 储备类别.
    Sector,
    /// 项目业主.
    Owner,
    /// 业主统一社会信用代码.
    OwnerUscc,
    /// 责任单位, by their identifiers, the lead unit first.
    Units,
    /// 建设规模及主要内容.
    Scale,
    /// 计划开工.
    PlannedStart,
    /// 计划竣工.
    PlannedCompletion,
    /// 总投资, 万元.
    TotalInvestment,
    /// 年度计划投资, 万元.
    AnnualPlan,
    /// 倒排计划: twelve amounts to the end of each month, 万元.
    MonthlyPlan,
    /// 至上年底累计, 万元.
    BeforeYear,
    /// 争取上级资金, 万元.
    UpperLevelFunds,
    /// 所属打包项目, by its identifier.
    Bundle,
    /// 打包项目.
    IsBundle,
    /// 首报月份.
    Entered,
    /// 退出前末报月份.
    Exited,
    /// 退出原因.
    ExitReason,
    /// 退出批准日期.
    ExitDay,
    /// 退出批准单位.
    ExitApprover,
    /// A class (分类) of the profile's own.
    Class(ClassKey),
}

/// Before the key of a class.
const CLASSES: &str = "classes.";

impl PlanBox {
    /// Every one that all rows have, in the order in which tables and screens have them; classes follow.
    pub const ALL: [Self; 29] = [
        Self::Id,
        Self::Name,
        Self::Code,
        Self::Nature,
        Self::Category,
        Self::Area,
        Self::Level,
        Self::IsIndustrial,
        Self::IsPrivate,
        Self::IsRealEstate,
        Self::Sector,
        Self::Owner,
        Self::OwnerUscc,
        Self::Units,
        Self::Scale,
        Self::PlannedStart,
        Self::PlannedCompletion,
        Self::TotalInvestment,
        Self::AnnualPlan,
        Self::MonthlyPlan,
        Self::BeforeYear,
        Self::UpperLevelFunds,
        Self::Bundle,
        Self::IsBundle,
        Self::Entered,
        Self::Exited,
        Self::ExitReason,
        Self::ExitDay,
        Self::ExitApprover,
    ];

    /// What a new project cannot be without. Code and owner may follow.
    pub const NEEDED: [Self; 4] = [Self::Name, Self::Nature, Self::Area, Self::Units];

    /// Key and usual name.
    const fn named(self) -> (&'static str, Words) {
        match self {
            Self::Id => ("id", words("项目标识", "identifier")),
            Self::Name => ("name", words("项目名称", "name")),
            Self::Code => ("code", words("项目代码", "project code")),
            Self::Nature => ("nature", words("性质", "nature")),
            Self::Category => ("category", words("行业", "category")),
            Self::Area => ("area", words("建设地点", "area")),
            Self::Level => ("level", words("层级", "level")),
            Self::IsIndustrial => ("is_industrial", words("工业项目", "industrial")),
            Self::IsPrivate => ("is_private", words("民间投资", "private investment")),
            Self::IsRealEstate => ("is_real_estate", words("房地产项目", "real estate")),
            Self::Sector => ("sector", words("储备类别", "sector")),
            Self::Owner => ("owner", words("项目业主", "owner")),
            Self::OwnerUscc => (
                "owner_uscc",
                words("业主统一社会信用代码", "owner’s credit code"),
            ),
            Self::Units => ("units", words("责任单位", "units")),
            Self::Scale => ("scale", words("建设规模及主要内容", "scale")),
            Self::PlannedStart => ("planned_start", words("计划开工", "planned start")),
            Self::PlannedCompletion => (
                "planned_completion",
                words("计划竣工", "planned completion"),
            ),
            Self::TotalInvestment => ("total_investment", words("总投资", "total investment")),
            Self::AnnualPlan => ("annual_plan", words("年度计划投资", "annual plan")),
            Self::MonthlyPlan => (
                "monthly_plan",
                words(
                    "倒排计划（各月末累计）",
                    "monthly plan, to the end of each month",
                ),
            ),
            Self::BeforeYear => ("before_year", words("至上年底累计", "before the year")),
            Self::UpperLevelFunds => (
                "upper_level_funds",
                words("争取上级资金", "funds from above"),
            ),
            Self::Bundle => ("bundle", words("所属打包项目", "bundle")),
            Self::IsBundle => ("is_bundle", words("打包项目", "is a bundle")),
            Self::Entered => ("entered", words("首报月份", "first month to report")),
            Self::Exited => ("exited", words("退出前末报月份", "last month to report")),
            Self::ExitReason => ("exit_reason", words("退出原因", "reason of the exit")),
            Self::ExitDay => ("exit_day", words("退出批准日期", "day of the exit")),
            Self::ExitApprover => (
                "exit_approver",
                words("退出批准单位", "who approved the exit"),
            ),
            Self::Class(_) => (CLASSES, words("分类", "class")),
        }
    }

    /// The usual word; [`Profile::box_label`](crate::profile::Profile::box_label) has the jurisdiction's.
    pub const fn label(self) -> Words {
        self.named().1
    }

    /// The key of the row's JSON; of a class `classes.` and its own.
    pub fn key(self) -> Cow<'static, str> {
        match self {
            Self::Class(class) => format!("{CLASSES}{class}").into(),
            _ => self.named().0.into(),
        }
    }

    /// The box of this key.
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(class) = key.strip_prefix(CLASSES) {
            return ClassKey::new(class).map(Self::Class);
        }
        Self::ALL.into_iter().find(|one| one.named().0 == key)
    }

    /// Whether it is an amount of 万元, or twelve of them.
    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::TotalInvestment
                | Self::AnnualPlan
                | Self::MonthlyPlan
                | Self::BeforeYear
                | Self::UpperLevelFunds
        )
    }

    /// Whether it is set or not.
    pub const fn is_flag(self) -> bool {
        matches!(
            self,
            Self::IsIndustrial | Self::IsPrivate | Self::IsRealEstate | Self::IsBundle
        )
    }

    /// What a row has there, as its JSON has it: flags as `true` and `false`, months as `2022-05`,
    /// amounts in 万元, natures, areas and units by their keys, several with 、 between them. `None` if it
    /// is empty.
    pub fn written(self, row: &PlanRow) -> Option<String> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let money = |amount: Option<Money>| amount.map(|amount| amount.to_string());
        let month = |month: Option<Month>| month.map(|month| month.to_string());
        match self {
            Self::Id => text(&row.id),
            Self::Name => text(&row.name),
            Self::Code => row.code.clone(),
            Self::Nature => text(row.nature.key()),
            Self::Category => row.category.map(|category| category.key().to_owned()),
            Self::Area => text(&row.area),
            Self::Level => text(row.level.key()),
            Self::IsIndustrial => Some(row.is_industrial.to_string()),
            Self::IsPrivate => Some(row.is_private.to_string()),
            Self::IsRealEstate => Some(row.is_real_estate.to_string()),
            Self::Sector => row.sector.clone(),
            Self::Owner => text(&row.owner),
            Self::OwnerUscc => row.owner_uscc.clone(),
            Self::Units => text(&row.units.join("、")),
            Self::Scale => text(&row.scale),
            Self::PlannedStart => month(row.planned_start),
            Self::PlannedCompletion => month(row.planned_completion),
            Self::TotalInvestment => money(row.total_investment),
            Self::AnnualPlan => money(row.annual_plan),
            Self::MonthlyPlan => {
                let amounts = row.monthly_plan.iter().map(ToString::to_string);
                text(&amounts.collect::<Vec<_>>().join("、"))
            }
            Self::BeforeYear => money(row.before_year),
            Self::UpperLevelFunds => money(row.upper_level_funds),
            Self::Bundle => row.bundle.clone(),
            Self::IsBundle => Some(row.is_bundle.to_string()),
            Self::Entered => Some(row.entered.to_string()),
            Self::Exited => month(row.exited),
            Self::ExitReason => row.exit_reason.clone(),
            Self::ExitDay => row.exit_day.map(show_day),
            Self::ExitApprover => row.exit_approver.clone(),
            Self::Class(key) => row.classes.get(key).map(ToString::to_string),
        }
    }

    /// Puts the value of `from` into `to`.
    pub fn copy(self, from: &PlanRow, to: &mut PlanRow) {
        match self {
            Self::Id => to.id.clone_from(&from.id),
            Self::Name => to.name.clone_from(&from.name),
            Self::Code => to.code.clone_from(&from.code),
            Self::Nature => to.nature = from.nature,
            Self::Category => to.category = from.category,
            Self::Area => to.area.clone_from(&from.area),
            Self::Level => to.level = from.level,
            Self::IsIndustrial => to.is_industrial = from.is_industrial,
            Self::IsPrivate => to.is_private = from.is_private,
            Self::IsRealEstate => to.is_real_estate = from.is_real_estate,
            Self::Sector => to.sector.clone_from(&from.sector),
            Self::Owner => to.owner.clone_from(&from.owner),
            Self::OwnerUscc => to.owner_uscc.clone_from(&from.owner_uscc),
            Self::Units => to.units.clone_from(&from.units),
            Self::Scale => to.scale.clone_from(&from.scale),
            Self::PlannedStart => to.planned_start = from.planned_start,
            Self::PlannedCompletion => to.planned_completion = from.planned_completion,
            Self::TotalInvestment => to.total_investment = from.total_investment,
            Self::AnnualPlan => to.annual_plan = from.annual_plan,
            Self::MonthlyPlan => to.monthly_plan.clone_from(&from.monthly_plan),
            Self::BeforeYear => to.before_year = from.before_year,
            Self::UpperLevelFunds => to.upper_level_funds = from.upper_level_funds,
            Self::Bundle => to.bundle.clone_from(&from.bundle),
            Self::IsBundle => to.is_bundle = from.is_bundle,
            Self::Entered => to.entered = from.entered,
            Self::Exited => to.exited = from.exited,
            Self::ExitReason => to.exit_reason.clone_from(&from.exit_reason),
            Self::ExitDay => to.exit_day = from.exit_day,
            Self::ExitApprover => to.exit_approver.clone_from(&from.exit_approver),
            Self::Class(key) => to.classes.set(key, from.classes.get(key).copied()),
        }
    }

    /// Whether both rows say the same: of words that blanks alone tell apart, they do.
    pub fn is_same(self, one: &PlanRow, other: &PlanRow) -> bool {
        let (one, other) = (self.written(one), self.written(other));
        let words = |text: &Option<String>| -> Vec<String> {
            let text = text.iter().flat_map(|text| text.split_whitespace());
            text.map(str::to_owned).collect()
        };
        one == other || words(&one) == words(&other)
    }
}
