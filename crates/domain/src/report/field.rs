//! The boxes of the form: their keys, order, kinds and labels, in one table.

use super::choice::choices;
use super::{Choices, ValueKind};
use crate::text::{Words, words};

/// The sections of the paper form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 项目信息.
    Project,
    /// 投资完成情况.
    Investment,
    /// 形象进度和开竣工.
    Progress,
    /// 入统.
    Statistics,
    /// 建设状态.
    Status,
    /// 前期工作.
    Preliminary,
    /// 存在问题.
    Problems,
    /// 走访.
    Visits,
    /// 专项资金.
    Funds,
    /// 备注.
    Remarks,
}

impl Section {
    /// In the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Project,
        Self::Investment,
        Self::Progress,
        Self::Statistics,
        Self::Status,
        Self::Preliminary,
        Self::Problems,
        Self::Visits,
        Self::Funds,
        Self::Remarks,
    ];

    /// The section's title.
    pub const fn title(self) -> Words {
        match self {
            Self::Project => words("项目信息", "Project"),
            Self::Investment => words("投资完成情况", "Investment completed"),
            Self::Progress => words("形象进度和开竣工", "Progress, start and completion"),
            Self::Statistics => words("入统", "Entry into the statistics"),
            Self::Status => words("建设状态", "Status"),
            Self::Preliminary => words("前期工作", "Preliminary work"),
            Self::Problems => words("存在问题", "Problems"),
            Self::Visits => words("走访", "Visits"),
            Self::Funds => words("专项资金", "Special funds"),
            Self::Remarks => words("备注", "Remarks"),
        }
    }
}

const YES_NO: Choices = &[("yes", words("能", "yes")), ("no", words("不能", "no"))];

choices! {
    /// 建设状态.
    Status {
        NotStarted = "not_started", "未开工", "not started";
        UnderConstruction = "under_construction", "在建", "under construction";
        Halted = "halted", "停工", "halted";
        Completed = "completed", "已竣工", "completed";
        /// As earlier forms called whatever was not halted: 在建 as a rule, but a project that had
        /// not started or was completed had no other word. Nothing follows from it. It stays valid
        /// where it stands.
        Normal = "normal", "正常", "normal";
    }
}

choices! {
    /// 填报依据 (钦州十条措施 三).
    InvestmentBasis {
        /// To be preferred.
        VisualProgress = "visual_progress", "形象进度法", "by visual progress";
        /// Where the first is really not available.
        Expenditure = "expenditure", "财务支出法", "by expenditure";
    }
}

choices! {
    /// 入统类别: by which day a project that has newly started is filed (钦州十条措施 三).
    EntryKind {
        NewEnterprise = "new_enterprise", "新企业新项目", "new project of a new enterprise";
        ExistingEnterprise = "existing_enterprise", "老企业新项目", "new project of an existing enterprise";
        /// By no day, as long as that holds.
        NotEligible = "not_eligible", "暂不符合入库条件", "does not meet the conditions yet";
    }
}

macro_rules! fields {
    ($( $(#[$doc:meta])* $variant:ident = $key:literal, $section:ident, $kind:expr, $zh:literal, $en:literal; )*) => {
        /// A single box of the form, in form order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $( $(#[$doc])* $variant, )* }

        impl Field {
            /// Every box, in form order.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The key on the wire and in storage.
            pub const fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )* }
            }

            /// The box with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $( $key => Some(Self::$variant), )* _ => None }
            }

            /// Which section the box stands in.
            pub const fn section(self) -> Section {
                match self { $( Self::$variant => Section::$section, )* }
            }

            /// What the box holds.
            pub const fn kind(self) -> ValueKind {
                match self { $( Self::$variant => $kind, )* }
            }

            /// The label beside the box.
            pub const fn label(self) -> Words {
                match self { $( Self::$variant => words($zh, $en), )* }
            }
        }
    };
}

fields! {
    /// 项目代码, when the plan's is missing or wrong.
    ProjectCode = "project_code", Project, ValueKind::Line, "项目代码", "Project code";
    /// 业主统一社会信用代码, when the plan's is missing or wrong.
    OwnerUscc = "owner_uscc", Project, ValueKind::Line, "业主统一社会信用代码", "Owner's credit code";
    /// 总投资 as an imported table gives it, when that is not the plan's, 万元.
    TotalInvestment = "total_investment", Project, ValueKind::Amount, "总投资", "Total investment";
    /// 年度计划投资 as an imported table gives it, when that is not the plan's, 万元.
    AnnualPlan = "annual_plan", Project, ValueKind::Amount, "年度计划投资", "Annual plan";
    /// m: 本月完成投资, 万元.
    MonthInvestment = "month_investment", Investment, ValueKind::Amount, "本月完成投资", "Completed this month";
    /// y: 本年累计完成投资 (1–N 月), 万元.
    YearToDate = "year_to_date", Investment, ValueKind::Amount, "本年累计完成投资", "Year to date";
    /// s: 自开工累计完成投资, 万元.
    SinceStart = "since_start", Investment, ValueKind::Amount, "自开工累计完成投资", "Since start";
    /// 其中：建筑工程, of the year to date, 万元.
    Construction = "construction", Investment, ValueKind::Amount, "其中：建筑工程", "of which construction";
    /// 其中：安装工程, of the year to date, 万元.
    Installation = "installation", Investment, ValueKind::Amount, "其中：安装工程", "of which installation";
    /// 其中：设备工器具购置, of the year to date, 万元.
    Equipment = "equipment", Investment, ValueKind::Amount, "其中：设备工器具购置", "of which equipment";
    /// 其中：其他费用, of the year to date, 万元.
    OtherCost = "other_cost", Investment, ValueKind::Amount, "其中：其他费用", "of which other";
    /// 填报依据 (钦州十条措施 三).
    Basis = "basis", Investment, ValueKind::Choice(InvestmentBasis::CHOICES), "填报依据", "Basis of the figures";
    /// 选用财务支出法的理由.
    BasisReason = "basis_reason", Investment, ValueKind::Text, "采用财务支出法的理由", "Why by expenditure";
    /// 形象进度.
    VisualProgress = "visual_progress", Progress, ValueKind::Text, "形象进度", "Progress on site";
    /// 实际开工.
    ActualStart = "actual_start", Progress, ValueKind::Day, "实际开工日期", "Actual start";
    /// 实际竣工.
    ActualCompletion = "actual_completion", Progress, ValueKind::Day, "实际竣工日期", "Actual completion";
    /// 入统类别.
    EntryKind = "entry_kind", Statistics, ValueKind::Choice(EntryKind::CHOICES), "入统类别", "Kind of entry";
    /// 申报入库 with the statistics of the county.
    EntryFiled = "entry_filed", Statistics, ValueKind::Day, "申报入库日期", "Filed with the statistics";
    /// 入统.
    EntryDone = "entry_done", Statistics, ValueKind::Day, "入统日期", "Entered into the statistics";
    /// 建设状态.
    Status = "status", Status, ValueKind::Choice(Status::CHOICES), "建设状态", "Status";
    /// 停工原因.
    HaltReason = "halt_reason", Status, ValueKind::Text, "停工原因", "Reason of the halt";
    /// 年内能否复工.
    ResumeThisYear = "resume_this_year", Status, ValueKind::Choice(YES_NO), "年内能否复工", "Can resume this year";
    /// 计划复工日期.
    ResumeDate = "resume_date", Status, ValueKind::Day, "计划复工日期", "Planned resumption";
    /// 复工计划.
    ResumePlan = "resume_plan", Status, ValueKind::Text, "复工计划", "Resumption plan";
    /// 到位资金, since start, 万元.
    FundsReceived = "funds_received", Funds, ValueKind::Amount, "累计到位资金", "Funds received";
    /// 中央预算内投资计划下达日期.
    CentralIssuedOn = "central_issued_on", Funds, ValueKind::Day, "中央预算内投资下达日期", "Central budget issued on";
    /// 中央预算内投资下达额, 万元.
    CentralIssued = "central_issued", Funds, ValueKind::Amount, "中央预算内投资下达额", "Central budget issued";
    /// 中央预算内投资支付额, 万元.
    CentralPaid = "central_paid", Funds, ValueKind::Amount, "中央预算内投资支付额", "Central budget paid";
    /// 专项债券发行额, 万元.
    BondIssued = "bond_issued", Funds, ValueKind::Amount, "专项债券发行额", "Special bond issued";
    /// 专项债券使用额, 万元.
    BondUsed = "bond_used", Funds, ValueKind::Amount, "专项债券使用额", "Special bond used";
    /// 备注.
    Remarks = "remarks", Remarks, ValueKind::Text, "备注", "Remarks";
}

impl Field {
    /// Whether a form that holds `stored` in this box offers the choice `key`.
    pub fn offers(self, key: &str, stored: &str) -> bool {
        let formerly = Status::Normal.key();
        key != formerly || stored == formerly
    }

    /// Whether an amount below zero can have a meaning here, as a correction: the month's own, the
    /// year to date, and the parts of that.
    pub const fn may_be_negative(self) -> bool {
        matches!(
            self,
            Self::MonthInvestment
                | Self::YearToDate
                | Self::Construction
                | Self::Installation
                | Self::Equipment
                | Self::OtherCost
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_earlier_forms_is_offered_only_where_it_stands() {
        let ValueKind::Choice(choices) = Field::Status.kind() else {
            panic!("a status is chosen");
        };
        let offered = |stored| {
            let offered = choices
                .iter()
                .filter(|(key, _)| Field::Status.offers(key, stored));
            offered.map(|(_, words)| words.zh).collect::<Vec<_>>()
        };
        assert_eq!(offered(""), ["未开工", "在建", "停工", "已竣工"]);
        assert_eq!(offered("halted"), offered(""));
        assert_eq!(
            offered("normal"),
            ["未开工", "在建", "停工", "已竣工", "正常"]
        );
    }
}
