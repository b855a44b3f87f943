//! The boxes of the form: their keys, order, kinds and labels, in one table.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::check::RuleCode;
use crate::spelt::from_text;
use crate::text::{Words, words};

/// What a single box holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount in 万元.
    Amount,
    /// A day.
    Day,
    /// A line or paragraph of text.
    Text,
    /// One of a fixed list of keys.
    Choice(&'static [(&'static str, Words)]),
}

/// The sections of the paper form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 项目信息.
    Project,
    /// 投资完成情况.
    Investment,
    /// 形象进度和开竣工.
    Progress,
    /// 建设状态.
    Status,
    /// 前期工作.
    Preliminary,
    /// 存在问题.
    Problems,
    /// 专项资金.
    Funds,
    /// 备注.
    Remarks,
}

impl Section {
    /// In the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Project,
        Self::Investment,
        Self::Progress,
        Self::Status,
        Self::Preliminary,
        Self::Problems,
        Self::Funds,
        Self::Remarks,
    ];

    /// The section's title.
    pub const fn title(self) -> Words {
        match self {
            Self::Project => words("项目信息", "Project"),
            Self::Investment => words("投资完成情况", "Investment completed"),
            Self::Progress => words("形象进度和开竣工", "Progress, start and completion"),
            Self::Status => words("建设状态", "Status"),
            Self::Preliminary => words("前期工作", "Preliminary work"),
            Self::Problems => words("存在问题", "Problems"),
            Self::Funds => words("专项资金", "Special funds"),
            Self::Remarks => words("备注", "Remarks"),
        }
    }
}

const YES_NO: &[(&str, Words)] = &[("yes", words("能", "yes")), ("no", words("不能", "no"))];
const STATUS: &[(&str, Words)] = &[
    ("not_started", words("未开工", "not started")),
    ("under_construction", words("在建", "under construction")),
    ("halted", words("停工", "halted")),
    ("completed", words("已竣工", "completed")),
    (FORMERLY, words("正常", "normal")),
];
/// A status that earlier forms offered for whatever was not halted. It stays valid where it stands.
const FORMERLY: &str = "normal";
const BASIS: &[(&str, Words)] = &[
    ("visual_progress", words("形象进度法", "by visual progress")),
    ("expenditure", words("财务支出法", "by expenditure")),
];

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
            pub const fn kind(self) -> Kind {
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
    ProjectCode = "project_code", Project, Kind::Text, "项目代码", "Project code";
    /// 业主统一社会信用代码, when the plan's is missing or wrong.
    OwnerUscc = "owner_uscc", Project, Kind::Text, "业主统一社会信用代码", "Owner's credit code";
    /// 总投资 as an imported table gives it, when that is not the plan's, 万元.
    TotalInvestment = "total_investment", Project, Kind::Amount, "总投资", "Total investment";
    /// 年度计划投资 as an imported table gives it, when that is not the plan's, 万元.
    AnnualPlan = "annual_plan", Project, Kind::Amount, "年度计划投资", "Annual plan";
    /// m: 本月完成投资, 万元.
    MonthInvestment = "month_investment", Investment, Kind::Amount, "本月完成投资", "Completed this month";
    /// y: 本年累计完成投资 (1–N 月), 万元.
    YearToDate = "year_to_date", Investment, Kind::Amount, "本年累计完成投资", "Year to date";
    /// s: 自开工累计完成投资, 万元.
    SinceStart = "since_start", Investment, Kind::Amount, "自开工累计完成投资", "Since start";
    /// 其中：建筑工程, of the year to date, 万元.
    Construction = "construction", Investment, Kind::Amount, "其中：建筑工程", "of which construction";
    /// 其中：安装工程, of the year to date, 万元.
    Installation = "installation", Investment, Kind::Amount, "其中：安装工程", "of which installation";
    /// 其中：设备工器具购置, of the year to date, 万元.
    Equipment = "equipment", Investment, Kind::Amount, "其中：设备工器具购置", "of which equipment";
    /// 其中：其他费用, of the year to date, 万元.
    OtherCost = "other_cost", Investment, Kind::Amount, "其中：其他费用", "of which other";
    /// 填报依据 (钦州十条措施 三).
    Basis = "basis", Investment, Kind::Choice(BASIS), "填报依据", "Basis of the figures";
    /// 选用财务支出法的理由.
    BasisReason = "basis_reason", Investment, Kind::Text, "采用财务支出法的理由", "Why by expenditure";
    /// 形象进度.
    VisualProgress = "visual_progress", Progress, Kind::Text, "形象进度", "Progress on site";
    /// 实际开工.
    ActualStart = "actual_start", Progress, Kind::Day, "实际开工日期", "Actual start";
    /// 实际竣工.
    ActualCompletion = "actual_completion", Progress, Kind::Day, "实际竣工日期", "Actual completion";
    /// 建设状态.
    Status = "status", Status, Kind::Choice(STATUS), "建设状态", "Status";
    /// 停工原因.
    HaltReason = "halt_reason", Status, Kind::Text, "停工原因", "Reason of the halt";
    /// 年内能否复工.
    ResumeThisYear = "resume_this_year", Status, Kind::Choice(YES_NO), "年内能否复工", "Can resume this year";
    /// 计划复工日期.
    ResumeDate = "resume_date", Status, Kind::Day, "计划复工日期", "Planned resumption";
    /// 复工计划.
    ResumePlan = "resume_plan", Status, Kind::Text, "复工计划", "Resumption plan";
    /// 到位资金, since start, 万元.
    FundsReceived = "funds_received", Funds, Kind::Amount, "累计到位资金", "Funds received";
    /// 中央预算内投资计划下达日期.
    CentralIssuedOn = "central_issued_on", Funds, Kind::Day, "中央预算内投资下达日期", "Central budget issued on";
    /// 中央预算内投资下达额, 万元.
    CentralIssued = "central_issued", Funds, Kind::Amount, "中央预算内投资下达额", "Central budget issued";
    /// 中央预算内投资支付额, 万元.
    CentralPaid = "central_paid", Funds, Kind::Amount, "中央预算内投资支付额", "Central budget paid";
    /// 专项债券发行额, 万元.
    BondIssued = "bond_issued", Funds, Kind::Amount, "专项债券发行额", "Special bond issued";
    /// 专项债券使用额, 万元.
    BondUsed = "bond_used", Funds, Kind::Amount, "专项债券使用额", "Special bond used";
    /// 备注.
    Remarks = "remarks", Remarks, Kind::Text, "备注", "Remarks";
}

impl Field {
    /// Whether a form that holds `stored` in this box offers the choice `key`.
    pub fn offers(self, key: &str, stored: &str) -> bool {
        key != FORMERLY || stored == FORMERLY
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

/// Names one value of a report: a box, an entry, or something that a newer program wrote.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldKey(Name);

/// Thousands are read when a store is opened, and most name a box.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Name {
    Box(Field),
    /// Never the key of a box.
    Other(Box<str>),
}

impl FieldKey {
    /// Checks the spelling: 1–80 of `a–z A–Z 0–9 _ . -`.
    pub fn new(key: &str) -> Option<Self> {
        if let Some(field) = Field::from_key(key) {
            return Some(field.into());
        }
        let spelt = !key.is_empty()
            && key.len() <= 80
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
        spelt.then(|| Self(Name::Other(key.into())))
    }

    /// The entry of one problem, by its id.
    pub fn problem(id: &str) -> Option<Self> {
        Self::new(&format!("problem.{id}"))
    }

    /// The entry of one milestone.
    pub fn milestone(kind: super::MilestoneKind) -> Self {
        Self(Name::Other(format!("milestone.{}", kind.key()).into()))
    }

    /// The explanation given for a finding of `code` at `field`.
    pub fn explanation(code: RuleCode, field: &Self) -> Self {
        Self(Name::Other(format!("explanation.{code}.{field}").into()))
    }

    /// The box or entry that an explanation is about, if the key names one.
    pub fn explained(&self) -> Option<Self> {
        let (_, field) = self
            .as_str()
            .strip_prefix("explanation.")?
            .split_once('.')?;
        Self::new(field)
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Name::Box(field) => field.key(),
            Name::Other(key) => key,
        }
    }

    /// The box, if the key names one.
    pub const fn field(&self) -> Option<Field> {
        match self.0 {
            Name::Box(field) => Some(field),
            Name::Other(_) => None,
        }
    }

    /// The problem's id, if the key names one.
    pub fn problem_id(&self) -> Option<&str> {
        self.as_str().strip_prefix("problem.")
    }

    /// The section that the value stands in.
    pub fn section(&self) -> Section {
        match &self.0 {
            Name::Box(field) => field.section(),
            Name::Other(key) if key.starts_with("milestone.") => Section::Preliminary,
            Name::Other(key) if key.starts_with("problem.") => Section::Problems,
            Name::Other(_) => Section::Remarks,
        }
    }

    /// Sorts values as they stand on the form.
    pub fn form_order(&self) -> (Section, Option<Field>) {
        (self.section(), self.field())
    }
}

impl From<Field> for FieldKey {
    fn from(field: Field) -> Self {
        Self(Name::Box(field))
    }
}

/// By the key as text, as in what is stored and sent.
impl Ord for FieldKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for FieldKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for FieldKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FieldKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, |text| {
            Self::new(text).ok_or_else(|| {
                format!(
                    "“{}” is not a field key: 1–80 letters, digits, “_”, “.” or “-”",
                    text.chars().take(80).collect::<String>()
                )
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_key_of_a_box_names_it_however_it_is_made() {
        for field in Field::ALL {
            let key = FieldKey::from(*field);
            assert_eq!(FieldKey::new(field.key()), Some(key.clone()));
            assert_eq!(
                (key.field(), key.section()),
                (Some(*field), field.section())
            );
            assert_eq!(key.as_str(), field.key());
        }
        assert_eq!(FieldKey::new("of_a_newer_form").unwrap().field(), None);
    }

    #[test]
    fn a_choice_of_earlier_forms_is_offered_only_where_it_stands() {
        let Kind::Choice(choices) = Field::Status.kind() else {
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

    fn any_key() -> impl Strategy<Value = String> {
        let of_a_box = prop::sample::select(Field::ALL).prop_map(|field| field.key().to_owned());
        prop_oneof![of_a_box, "[a-z._-]{1,9}"]
    }

    proptest! {
        #[test]
        fn keys_are_sorted_as_their_texts(
            one in any_key(), other in any_key(),
        ) {
            let keys = [&one, &other].map(|text| FieldKey::new(text).unwrap());
            prop_assert_eq!(keys[0].cmp(&keys[1]), one.cmp(&other));
            prop_assert_eq!(keys[0] == keys[1], one == other);
        }
    }
}
