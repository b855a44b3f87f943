//! The heads of the columns.

use crate::profile::named;
use crate::profile::publication::MonthlyColumn as Is;
use crate::publish::Source;
use crate::publish::document::{Column, ColumnKind};
use crate::publish::figures::{Figures, months_text};
use crate::text::{Lang, Words, words};

const DONE: Words = words("完成投资", "Completed investment");
const START: Words = words("开工时间", "Start");
const COMPLETION: Words = words("竣工时间", "Completion");
const NO_GROUP: Words = words("", "");

/// The head of a column.
pub(super) fn head(is: Is, source: &Source, figures: &Figures, lang: Lang) -> Column {
    let (amount, percent) = (figures.print.amount_places, figures.print.percent_places);
    let (unit, kind, places) = match is {
        Is::TotalInvestment
        | Is::BeforeYear
        | Is::AnnualPlan
        | Is::Month
        | Is::YearToDate
        | Is::SinceStart => (figures.unit(), ColumnKind::Figure, Some(amount)),
        Is::Completion => ("%", ColumnKind::Figure, Some(percent)),
        Is::Gap => ("个百分点", ColumnKind::Figure, Some(percent)),
        Is::Number => ("", ColumnKind::Ordinal, None),
        Is::Nature | Is::Category | Is::Level | Is::Years => ("", ColumnKind::Word, None),
        Is::PlannedStart | Is::PlannedCompletion => ("", ColumnKind::Month, None),
        Is::ActualStart | Is::ActualCompletion => ("", ColumnKind::Day, None),
        _ => ("", ColumnKind::Text, None),
    };
    Column {
        key: is.key().into(),
        title: title(is, source, lang),
        group: group(is).get(lang).to_owned(),
        unit: unit.to_owned(),
        kind,
        places,
        width: width(is),
    }
}

/// Whether a column says something of a project that is only prepared.
pub(super) const fn is_for_reserve(is: Is) -> bool {
    !matches!(
        is,
        Is::BeforeYear
            | Is::AnnualPlan
            | Is::Month
            | Is::YearToDate
            | Is::Completion
            | Is::Gap
            | Is::SinceStart
            | Is::ActualStart
            | Is::ActualCompletion
    )
}

const fn group(is: Is) -> Words {
    match is {
        Is::Month | Is::YearToDate | Is::Completion | Is::Gap | Is::SinceStart => DONE,
        Is::PlannedStart | Is::ActualStart => START,
        Is::PlannedCompletion | Is::ActualCompletion => COMPLETION,
        _ => NO_GROUP,
    }
}

fn title(is: Is, source: &Source, lang: Lang) -> String {
    let months = months_text(source.month, lang);
    let dimensions = &source.profile.dimensions;
    let own = match is {
        Is::Nature => &dimensions.nature,
        Is::Category => &dimensions.category,
        Is::Level => &dimensions.level,
        Is::Area => &dimensions.area,
        Is::Units => &dimensions.unit,
        _ => &None,
    };
    let words = match is {
        Is::YearToDate => {
            return match lang {
                Lang::Zh => format!("{months}完成"),
                Lang::En => months,
            };
        }
        Is::Number => words("序号", "No."),
        Is::Name => words("项目名称", "Project"),
        Is::Code => words("项目代码", "Code"),
        Is::Nature => words("性质", "Nature"),
        Is::Category => words("行业", "Category"),
        Is::Level => words("层级", "Level"),
        Is::Area => words("建设地点", "Place"),
        Is::Scale => words("建设规模及主要内容", "Scale and contents"),
        Is::Years => words("建设起止年限", "Years"),
        Is::TotalInvestment => words("总投资", "Total investment"),
        Is::BeforeYear => words("至上年底累计完成", "Before this year"),
        Is::AnnualPlan => words("年度计划投资", "Annual plan"),
        Is::Month => words("本月完成", "This month"),
        Is::Completion => words("完成年度计划", "Of the annual plan"),
        Is::Gap => words("与序时进度差距", "Gap to schedule"),
        Is::SinceStart => words("开工以来累计", "Since start"),
        Is::VisualProgress => words("形象进度", "Progress on site"),
        Is::PlannedStart | Is::PlannedCompletion => words("计划", "Planned"),
        Is::ActualStart | Is::ActualCompletion => words("实际", "Actual"),
        Is::Milestones => words("前期工作", "Preliminary work"),
        Is::Problems => words("存在问题", "Problems"),
        Is::Requests => words("需协调事项及建议", "What is asked for"),
        Is::Units => words("责任单位", "Units"),
        Is::Owner => words("项目业主", "Owner"),
        Is::Remarks => words("备注", "Remarks"),
    };
    named(own.as_ref(), words, lang).to_owned()
}

const fn width(is: Is) -> u8 {
    match is {
        Is::Number => 3,
        Is::Nature | Is::Level | Is::Completion | Is::Gap => 4,
        Is::Category
        | Is::Area
        | Is::Years
        | Is::PlannedStart
        | Is::ActualStart
        | Is::PlannedCompletion
        | Is::ActualCompletion => 5,
        Is::TotalInvestment
        | Is::BeforeYear
        | Is::AnnualPlan
        | Is::Month
        | Is::YearToDate
        | Is::SinceStart => 7,
        Is::Owner | Is::Remarks => 6,
        Is::Units | Is::Requests => 8,
        Is::Code | Is::VisualProgress | Is::Problems | Is::Milestones => 10,
        Is::Name | Is::Scale => 12,
    }
}
