//! What a file can say of a project.

use std::borrow::Cow;

use crate::money::Money;
use crate::period::{Month, show_day};
use crate::plan::{ClassKey, PlanRow};
use crate::profile::{Profile, named};
use crate::text::{Lang, words};

/// One value of a plan row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanField {
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
    /// 县区, by its code.
    Area,
    /// 层级.
    Level,
    /// 是否工业.
    IsIndustrial,
    /// 是否民间投资.
    IsPrivate,
    /// 是否房地产.
    IsRealEstate,
    /// 储备类别.
    Sector,
    /// 项目业主.
    Owner,
    /// 统一社会信用代码.
    OwnerUscc,
    /// 责任单位, by their identifiers, the lead unit first.
    Units,
    /// 总投资, 万元.
    TotalInvestment,
    /// 年度计划投资, 万元.
    AnnualPlan,
    /// 至上年底累计, 万元.
    BeforeYear,
    /// 争取上级资金, 万元.
    UpperLevelFunds,
    /// 建设规模及主要内容.
    Scale,
    /// 计划开工.
    PlannedStart,
    /// 计划竣工.
    PlannedCompletion,
    /// 列入计划时间.
    Entered,
    /// 退出时间: the last month in the plan.
    Exited,
    /// 退出原因.
    ExitReason,
    /// 退出日期.
    ExitDay,
    /// 退出批准单位.
    ExitApprover,
    /// A class (分类) of the profile's own.
    Class(ClassKey),
}

/// Before the key of a class.
const CLASSES: &str = "classes.";

impl PlanField {
    /// Those of every plan, in the order in which tables print them.
    pub const ALL: [Self; 26] = [
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
        Self::BeforeYear,
        Self::UpperLevelFunds,
        Self::Entered,
        Self::Exited,
        Self::ExitReason,
        Self::ExitDay,
        Self::ExitApprover,
    ];

    /// What a new project cannot be without. Code and owner may follow.
    pub const NEEDED: [Self; 4] = [Self::Name, Self::Nature, Self::Area, Self::Units];

    /// All that a plan under this profile says, in the order in which tables print it.
    pub fn of(profile: &Profile) -> Vec<Self> {
        let classes = profile.classes.iter().map(|class| Self::Class(class.key));
        Self::ALL.into_iter().chain(classes).collect()
    }

    /// The key of the plan row's JSON; of a class `classes.` and its own.
    pub fn key(self) -> Cow<'static, str> {
        let key = match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Code => "code",
            Self::Nature => "nature",
            Self::Category => "category",
            Self::Area => "area",
            Self::Level => "level",
            Self::IsIndustrial => "is_industrial",
            Self::IsPrivate => "is_private",
            Self::IsRealEstate => "is_real_estate",
            Self::Sector => "sector",
            Self::Owner => "owner",
            Self::OwnerUscc => "owner_uscc",
            Self::Units => "units",
            Self::TotalInvestment => "total_investment",
            Self::AnnualPlan => "annual_plan",
            Self::BeforeYear => "before_year",
            Self::UpperLevelFunds => "upper_level_funds",
            Self::Scale => "scale",
            Self::PlannedStart => "planned_start",
            Self::PlannedCompletion => "planned_completion",
            Self::Entered => "entered",
            Self::Exited => "exited",
            Self::ExitReason => "exit_reason",
            Self::ExitDay => "exit_day",
            Self::ExitApprover => "exit_approver",
            Self::Class(class) => return format!("{CLASSES}{class}").into(),
        };
        key.into()
    }

    /// The field of this key.
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(class) = key.strip_prefix(CLASSES) {
            return ClassKey::new(class).map(Self::Class);
        }
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// What people call it here; the Chinese word is the header of an exported column.
    pub fn label(self, profile: &Profile, lang: Lang) -> &str {
        let own = &profile.dimensions;
        let (own, usual) = match self {
            Self::Nature => (own.nature.as_ref(), words("性质", "nature")),
            Self::Category => (own.category.as_ref(), words("行业", "category")),
            Self::Area => (own.area.as_ref(), words("县区", "area")),
            Self::Level => (own.level.as_ref(), words("层级", "level")),
            Self::Units => (own.unit.as_ref(), words("责任单位", "units")),
            Self::Class(key) => return profile.class_label(key, lang),
            Self::Id => (None, words("项目标识", "identifier")),
            Self::Name => (None, words("项目名称", "name")),
            Self::Code => (None, words("项目代码", "project code")),
            Self::IsIndustrial => (None, words("是否工业", "industrial")),
            Self::IsPrivate => (None, words("是否民间投资", "private")),
            Self::IsRealEstate => (None, words("是否房地产", "real estate")),
            Self::Sector => (None, words("储备类别", "sector")),
            Self::Owner => (None, words("项目业主", "owner")),
            Self::OwnerUscc => (None, words("统一社会信用代码", "owner's credit code")),
            Self::TotalInvestment => (None, words("总投资", "total investment")),
            Self::AnnualPlan => (None, words("年度计划投资", "annual plan")),
            Self::BeforeYear => (None, words("至上年底累计", "completed before the year")),
            Self::UpperLevelFunds => (None, words("争取上级资金", "upper-level funds")),
            Self::Scale => (None, words("建设规模及主要内容", "scale")),
            Self::PlannedStart => (None, words("计划开工", "planned start")),
            Self::PlannedCompletion => (None, words("计划竣工", "planned completion")),
            Self::Entered => (None, words("列入计划时间", "entered")),
            Self::Exited => (None, words("退出时间", "last month in the plan")),
            Self::ExitReason => (None, words("退出原因", "reason of the exit")),
            Self::ExitDay => (None, words("退出批准日期", "day of the exit")),
            Self::ExitApprover => (None, words("退出批准单位", "who approved the exit")),
        };
        named(own, usual, lang)
    }

    /// Whether it is an amount of 万元.
    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::TotalInvestment | Self::AnnualPlan | Self::BeforeYear | Self::UpperLevelFunds
        )
    }

    /// The value as JSON has it, units with 、 between them; `None` if the row has none.
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
            Self::TotalInvestment => money(row.total_investment),
            Self::AnnualPlan => money(row.annual_plan),
            Self::BeforeYear => money(row.before_year),
            Self::UpperLevelFunds => money(row.upper_level_funds),
            Self::Scale => text(&row.scale),
            Self::PlannedStart => month(row.planned_start),
            Self::PlannedCompletion => month(row.planned_completion),
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
            Self::TotalInvestment => to.total_investment = from.total_investment,
            Self::AnnualPlan => to.annual_plan = from.annual_plan,
            Self::BeforeYear => to.before_year = from.before_year,
            Self::UpperLevelFunds => to.upper_level_funds = from.upper_level_funds,
            Self::Scale => to.scale.clone_from(&from.scale),
            Self::PlannedStart => to.planned_start = from.planned_start,
            Self::PlannedCompletion => to.planned_completion = from.planned_completion,
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
