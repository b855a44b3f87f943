//! Figures that others are held against: targets of a plan of several years, and measures of a notice.

use std::collections::BTreeSet;
use std::fmt::Display;

use rust_decimal::Decimal;

use super::{Verdict, ensure};
use crate::profile::publication::Statistic;
use crate::profile::{Goal, Measure, Profile};

/// The targets that a plan may have, with the least and the most that each can be: growth and shares in %,
/// numbers of projects, amounts in 亿元.
const TARGETS: [(&str, i64, i64); 10] = [
    ("annual_growth_pct", -99, 1_000),
    ("three_year_investment", 0, MOST),
    ("regional_projects_per_year", 0, MOST),
    ("regional_three_year_investment", 0, MOST),
    ("library_projects", 0, MOST),
    ("library_total_investment", 0, MOST),
    ("industry_count_share_pct", 0, 100),
    ("industry_investment_share_pct", 0, 100),
    ("private_count_share_pct", 0, 100),
    ("private_investment_share_pct", 0, 100),
];

const MOST: i64 = 1_000_000_000;

pub(super) fn targets(profile: &Profile) -> Verdict {
    for (name, text) in &profile.targets {
        let path: [&dyn Display; 2] = [&"targets", name];
        let Some((_, least, most)) = TARGETS.iter().find(|(known, ..)| *known == name.as_str())
        else {
            let known = TARGETS.map(|(known, ..)| known).join(", ");
            return ensure(false, &path, || {
                format!(
                    "没有名为“{name}”的目标，可用的见后 / there is no target “{name}”; there are {known}"
                )
            });
        };
        let value = figure(text, &path)?;
        let bounds = Decimal::from(*least)..=Decimal::from(*most);
        ensure(bounds.contains(&value), &path, || {
            format!(
                "目标 {name} 为 {value}，应在 {least} 至 {most} 之间 / {name} is {value}; {least} to {most}"
            )
        })?;
    }
    Ok(())
}

pub(super) fn measures(profile: &Profile) -> Verdict {
    let mut keys = BTreeSet::from([Statistic::GROWTH, Statistic::BONUS]);
    for (index, measure) in profile.measures.iter().enumerate() {
        let key = &measure.key;
        let own = is_key(key) && keys.insert(key.as_str());
        ensure(own, &[&"measures", &index, &"key"], || {
            format!(
                "指标的 key“{key}”须由小写字母、数字和 _ 组成，不与别的指标相同，也不用 growth、bonus / measure \
                 “{key}” needs a key of its own, of a-z, 0-9 and _, other than growth and bonus"
            )
        })?;
        let words = [&measure.label, &measure.label_en, &measure.unit];
        let has_words = !words.iter().any(|it| it.trim().is_empty());
        ensure(has_words, &[&"measures", &index], || {
            format!(
                "指标“{key}”缺少名称或单位，请填 label、label_en、unit / measure “{key}” lacks words; give \
                 label, label_en and unit"
            )
        })?;
        compared(measure, index)?;
    }
    Ok(())
}

/// What is striven for lies beyond the target.
fn compared(measure: &Measure, index: usize) -> Verdict {
    let target = figure(&measure.target, &[&"measures", &index, &"target"])?;
    let path: [&dyn Display; 3] = [&"measures", &index, &"striving"];
    let striving = measure.striving.as_deref();
    let striving = striving.map(|text| figure(text, &path)).transpose()?;
    beyond(measure.goal, Some(target), striving, &path)
}

/// Whether what is striven for lies beyond a target.
pub(super) fn beyond(
    goal: Goal,
    target: Option<Decimal>,
    striving: Option<Decimal>,
    path: &[&dyn Display],
) -> Verdict {
    let Some(striving) = striving else {
        return Ok(());
    };
    let Some(target) = target else {
        return ensure(false, path, || {
            "力争值须在目标之上，请同时填 target / striving stands beyond a target; give target too"
                .to_owned()
        });
    };
    let is_beyond = match goal {
        Goal::AtLeast => striving >= target,
        Goal::AtMost => striving <= target,
    };
    ensure(is_beyond, path, || {
        format!(
            "力争值 {striving} 比目标 {target} 还低，请核对两个数和 goal / striving {striving} is easier than \
             target {target}; look at both and at goal"
        )
    })
}

/// Whether a key is one that files and columns can have.
pub(super) fn is_key(key: &str) -> bool {
    let spelt = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !key.is_empty() && key.bytes().all(spelt)
}

fn figure(text: &str, path: &[&dyn Display]) -> Result<Decimal, super::Complaint> {
    Decimal::from_str_exact(text).map_err(|_| super::Complaint {
        path: path.iter().map(ToString::to_string).collect(),
        reason: format!(
            "这里的“{text}”不是数，请用半角数字 / “{text}” is no figure; write it in digits such as 50 or 0.5"
        ),
    })
}
