//! What a column is read as.

use yuebao_domain::plan::ClassKey;
use yuebao_domain::report::records::PROBLEM;
use yuebao_domain::report::{Field, MilestoneKind, ValueKind};

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    /// 序号.
    Serial,
    /// 月份.
    Month,
    /// A value of the plan row.
    Plan(PlanPart),
    /// Planned and actual start in one cell.
    StartPair,
    /// Planned and actual completion in one cell.
    CompletionPair,
    /// A box of the report.
    Report(Field),
    /// 完成年度计划 %: checked, not stored.
    Percent,
    /// A field of the problem that the row tells of, by its key.
    Problem(&'static str),
    /// When a milestone was done.
    Milestone(MilestoneKind),
    /// Known, and of no use to a check.
    Ignore,
}

/// The values of a plan row that a table gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PlanPart {
    Id,
    Name,
    Code,
    Nature,
    Category,
    Area,
    Owner,
    OwnerUscc,
    Units,
    Scale,
    PlannedPeriod,
    TotalInvestment,
    AnnualPlan,
    BeforeYear,
    UpperLevelFunds,
    PlannedStart,
    PlannedCompletion,
    Entered,
    Exited,
    ExitReason,
    ExitDay,
    ExitApprover,
    Level,
    Sector,
    IsIndustrial,
    IsPrivate,
    IsRealEstate,
    /// A class (分类) of the profile's own.
    Class(ClassKey),
}

/// Before the key of a class.
const CLASSES: &str = "classes.";

const PLAN: &[(&str, PlanPart)] = &[
    ("id", PlanPart::Id),
    ("name", PlanPart::Name),
    ("code", PlanPart::Code),
    ("nature", PlanPart::Nature),
    ("category", PlanPart::Category),
    ("area", PlanPart::Area),
    ("owner", PlanPart::Owner),
    ("owner_uscc", PlanPart::OwnerUscc),
    ("units", PlanPart::Units),
    ("scale", PlanPart::Scale),
    ("span", PlanPart::PlannedPeriod),
    ("total_investment", PlanPart::TotalInvestment),
    ("annual_plan", PlanPart::AnnualPlan),
    ("before_year", PlanPart::BeforeYear),
    ("upper_level_funds", PlanPart::UpperLevelFunds),
    ("planned_start", PlanPart::PlannedStart),
    ("planned_completion", PlanPart::PlannedCompletion),
    ("entered", PlanPart::Entered),
    ("exited", PlanPart::Exited),
    ("exit_reason", PlanPart::ExitReason),
    ("exit_day", PlanPart::ExitDay),
    ("exit_approver", PlanPart::ExitApprover),
    ("level", PlanPart::Level),
    ("sector", PlanPart::Sector),
    ("is_industrial", PlanPart::IsIndustrial),
    ("is_private", PlanPart::IsPrivate),
    ("is_real_estate", PlanPart::IsRealEstate),
];

impl Target {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Some(match key.split_once('.') {
            None => match key {
                "serial" => Self::Serial,
                "month" => Self::Month,
                "start" => Self::StartPair,
                "completion" => Self::CompletionPair,
                "percent" => Self::Percent,
                "ignore" => Self::Ignore,
                _ => return None,
            },
            Some(("plan", part)) => Self::Plan(match part.strip_prefix(CLASSES) {
                Some(class) => PlanPart::Class(ClassKey::new(class)?),
                None => PLAN.iter().find(|(key, _)| *key == part)?.1,
            }),
            Some(("report", key)) => Self::Report(Field::from_key(key)?),
            Some(("problem", field)) => Self::Problem(PROBLEM.field(field)?.key),
            Some(("milestone", key)) => Self::Milestone(MilestoneKind::from_key(key)?),
            Some(_) => return None,
        })
    }

    /// The key that names it in a file for `--columns`.
    pub(crate) fn key(self) -> String {
        if let Self::Plan(PlanPart::Class(class)) = self {
            return class_key(class);
        }
        let keys = known_keys().into_iter();
        let mut own = keys.filter(|key| Self::from_key(key) == Some(self));
        own.next().unwrap_or_default()
    }

    /// Whether the column holds 万元 or 亿元.
    pub(crate) fn is_amount(self) -> bool {
        match self {
            Self::Plan(part) => matches!(
                part,
                PlanPart::TotalInvestment
                    | PlanPart::AnnualPlan
                    | PlanPart::BeforeYear
                    | PlanPart::UpperLevelFunds
            ),
            Self::Report(field) => field.kind() == ValueKind::Amount,
            _ => false,
        }
    }
}

/// The key that names a class of the profile's own.
pub(crate) fn class_key(class: ClassKey) -> String {
    format!("plan.{CLASSES}{class}")
}

/// Every key that names one under any profile.
pub(crate) fn known_keys() -> Vec<String> {
    let alone = [
        "serial",
        "month",
        "start",
        "completion",
        "percent",
        "ignore",
    ];
    let plan = PLAN.iter().map(|(key, _)| format!("plan.{key}"));
    let report = Field::ALL
        .iter()
        .map(|field| format!("report.{}", field.key()));
    let problem = PROBLEM.form().map(|field| format!("problem.{}", field.key));
    let milestone = (MilestoneKind::ALL.iter()).map(|kind| format!("milestone.{}", kind.key()));
    (alone.iter().map(|key| (*key).to_owned()))
        .chain(plan)
        .chain(report)
        .chain(problem)
        .chain(milestone)
        .collect()
}
