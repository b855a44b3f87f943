//! One project of the plan, as the city or the region decided it from some month on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Category, Classes, Level};
use crate::money::Money;
use crate::period::{Date, Month, written};
use crate::schema;
use crate::text::{clean, has_marks};

/// Nature 性质: what the year's plan expects of the project.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// 新开工: to be started within the year.
    NewStart,
    /// 续建: under construction, annual plan to be completed.
    Continuing,
    /// 竣工 (竣工投产): to be completed within the year.
    Completing,
    /// 预备: preliminary work only. It has no annual plan: absent, never 0.
    Preparatory,
}

impl Nature {
    /// In the order in which notices list them.
    pub const ALL: [Self; 4] = [
        Self::NewStart,
        Self::Continuing,
        Self::Completing,
        Self::Preparatory,
    ];

    /// The key used on the wire and in profiles.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewStart => "new_start",
            Self::Continuing => "continuing",
            Self::Completing => "completing",
            Self::Preparatory => "preparatory",
        }
    }

    /// 实施项目: everything but 预备 (柳政办〔2022〕5号 二).
    pub const fn is_implementing(self) -> bool {
        !matches!(self, Self::Preparatory)
    }
}

/// One project of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = schema::defaults_are_optional)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own in the notices"
)]
pub struct PlanRow {
    /// Stable identifier within this installation; letters, digits, `-` and `_`.
    pub id: String,
    /// 项目名称.
    pub name: String,
    /// 项目代码 (GB/T 40058-2021 or the old form); 预备 projects may lack one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 性质.
    pub nature: Nature,
    /// 行业; absent where the notice does not divide by it (自治区 2020).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        alias = "own_category"
    )]
    pub category: Option<Category>,
    /// Area code: GB/T 2260 or an extension code of the profile.
    pub area: String,
    /// 层级.
    #[serde(default, alias = "own_level")]
    pub level: Level,
    /// 工业项目: B, C or D of GB/T 4754-2017; not the same as the category 重大产业.
    #[serde(default)]
    pub is_industrial: bool,
    /// 民间投资项目 (贵政办发〔2021〕15号 二).
    #[serde(default)]
    pub is_private: bool,
    /// 房地产项目, which some notices keep out (钦政办〔2022〕12号 一).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_real_estate: bool,
    /// Group within a reserve list, in the words of the notice (钦州十条措施 七).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Its values of the profile's classes (分类), by their keys.
    #[serde(default, skip_serializing_if = "Classes::is_empty")]
    pub classes: Classes,
    /// 项目业主.
    #[serde(default)]
    pub owner: String,
    /// The owner's 统一社会信用代码, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_uscc: Option<String>,
    /// 责任单位 in order; the first is the lead (牵头单位) and the one that reports.
    pub units: Vec<String>,
    /// 总投资, 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_investment: Option<Money>,
    /// 年度计划投资, 万元; absent for 预备.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_plan: Option<Money>,
    /// 倒排计划: what shall be completed by the end of January, of February … of December, 万元, one
    /// amount a month and none below the one before; empty where the plan has no months.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 12))]
    pub monthly_plan: Vec<Money>,
    /// 至上年底累计完成投资, 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_year: Option<Money>,
    /// 争取上级资金, 万元 (钦州十条措施 七).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper_level_funds: Option<Money>,
    /// 打包: the bundle that this project is a part of, by id. It reports; the bundle is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// 打包项目: its parts report and it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_bundle: bool,
    /// 建设规模及主要内容.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scale: String,
    /// 计划开工.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_start: Option<Month>,
    /// 计划竣工.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_completion: Option<Month>,
    /// First month to report.
    pub entered: Month,
    /// Last month to report, once the project left the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exited: Option<Month>,
    /// 退出原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_reason: Option<String>,
    /// 退出日期: when the exit was decided.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "written::maybe_day"
    )]
    #[schemars(schema_with = "schema::day")]
    pub exit_day: Option<Date>,
    /// 批准退出的人或单位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_approver: Option<String>,
}

impl PlanRow {
    /// Takes marks that nobody sees out of its texts.
    pub fn clean(&mut self) {
        let own = [&mut self.name, &mut self.owner, &mut self.scale];
        let others = [
            &mut self.code,
            &mut self.sector,
            &mut self.owner_uscc,
            &mut self.bundle,
            &mut self.exit_reason,
            &mut self.exit_approver,
        ];
        let others = others.into_iter().flatten();
        for text in own.into_iter().chain(others).chain(&mut self.units) {
            if has_marks(text) {
                *text = clean(text).into_owned();
            }
        }
    }

    /// Whether its 倒排计划 is none: other than twelve amounts, of which one is negative or below the one
    /// before, or one of 预备.
    pub fn has_wrong_months(&self) -> bool {
        let amounts = &self.monthly_plan;
        let is_lower = |pair: &[Money]| matches!(pair, [one, next] if next < one);
        let is_of_year = amounts.len() == 12 && self.nature.is_implementing();
        !amounts.is_empty()
            && (!is_of_year
                || amounts.iter().any(|amount| amount.is_negative())
                || amounts.windows(2).any(is_lower))
    }

    /// The lead unit, which reports; `None` if the row names no unit (C010).
    pub fn lead_unit(&self) -> Option<&str> {
        self.units.first().map(String::as_str)
    }

    /// How accounts of the owner (项目业主) may name it: by name, and by its 统一社会信用代码.
    pub fn owner_names(&self) -> impl Iterator<Item = &str> {
        let names = [Some(self.owner.as_str()), self.owner_uscc.as_deref()];
        names.into_iter().flatten().filter(|name| !name.is_empty())
    }

    /// Whether there can be a report of `month` at all: from the year before the project entered the
    /// plan, since plans are renewed and reports come late.
    pub fn can_be_reported_in(&self, month: Month) -> bool {
        month.year() + 1 >= self.entered.year()
    }

    /// Whether it has reports of its own: a bundle has those of its parts.
    pub const fn reports(&self) -> bool {
        !self.is_bundle
    }

    /// Whether the project is in the plan in `month`, as far as this row knows.
    /// [`PlanBook::is_in_plan`](super::PlanBook::is_in_plan) knows the other versions.
    pub fn is_in_plan(&self, month: Month) -> bool {
        self.entered <= month && self.exited.is_none_or(|last| month <= last)
    }
}
