//! The columns that a 月报表 may have.

/// A column of the 月报表.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthlyColumn {
    /// 序号, through the whole table.
    Number,
    /// 项目名称, in which the labels of totals stand too.
    Name,
    /// 项目代码.
    Code,
    /// 性质.
    Nature,
    /// 行业.
    Category,
    /// 层级.
    Level,
    /// 建设地点.
    Area,
    /// 建设规模及主要内容.
    Scale,
    /// 建设起止年限.
    Years,
    /// 总投资.
    TotalInvestment,
    /// 至上年底累计完成投资.
    BeforeYear,
    /// 年度计划投资.
    AnnualPlan,
    /// 本月完成投资.
    Month,
    /// 1—N月完成投资.
    YearToDate,
    /// 完成年度计划, %.
    Completion,
    /// 与序时进度差距, 个百分点.
    Gap,
    /// 开工以来累计完成投资.
    SinceStart,
    /// 形象进度.
    VisualProgress,
    /// 计划开工.
    PlannedStart,
    /// 实际开工.
    ActualStart,
    /// 计划竣工.
    PlannedCompletion,
    /// 实际竣工.
    ActualCompletion,
    /// 前期工作.
    Milestones,
    /// 存在问题.
    Problems,
    /// 需协调事项及建议.
    Requests,
    /// 责任单位.
    Units,
    /// 项目业主.
    Owner,
    /// 备注.
    Remarks,
}

impl MonthlyColumn {
    /// All of them, in the order in which most tables have them.
    pub const ALL: [Self; 28] = [
        Self::Number,
        Self::Name,
        Self::Code,
        Self::Nature,
        Self::Category,
        Self::Level,
        Self::Area,
        Self::Scale,
        Self::Years,
        Self::TotalInvestment,
        Self::BeforeYear,
        Self::AnnualPlan,
        Self::Month,
        Self::YearToDate,
        Self::Completion,
        Self::Gap,
        Self::SinceStart,
        Self::VisualProgress,
        Self::PlannedStart,
        Self::ActualStart,
        Self::PlannedCompletion,
        Self::ActualCompletion,
        Self::Milestones,
        Self::Problems,
        Self::Requests,
        Self::Units,
        Self::Owner,
        Self::Remarks,
    ];

    /// Those of a table whose profile names none.
    pub fn usual() -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|column| column.is_usual()).collect()
    }

    /// Whether most tables have it. Nature and category head their groups.
    const fn is_usual(self) -> bool {
        !matches!(
            self,
            Self::Code | Self::Nature | Self::Category | Self::Level | Self::Gap
        )
    }

    /// The key in profiles and documents.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Code => "code",
            Self::Nature => "nature",
            Self::Category => "category",
            Self::Level => "level",
            Self::Area => "area",
            Self::Scale => "scale",
            Self::Years => "years",
            Self::TotalInvestment => "total_investment",
            Self::BeforeYear => "before_year",
            Self::AnnualPlan => "annual_plan",
            Self::Month => "month_investment",
            Self::YearToDate => "year_to_date",
            Self::Completion => "completion",
            Self::Gap => "gap",
            Self::SinceStart => "since_start",
            Self::VisualProgress => "visual_progress",
            Self::PlannedStart => "planned_start",
            Self::ActualStart => "actual_start",
            Self::PlannedCompletion => "planned_completion",
            Self::ActualCompletion => "actual_completion",
            Self::Milestones => "milestones",
            Self::Problems => "problems",
            Self::Requests => "requests",
            Self::Units => "units",
            Self::Owner => "owner",
            Self::Remarks => "remarks",
        }
    }

    /// The column of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }
}
