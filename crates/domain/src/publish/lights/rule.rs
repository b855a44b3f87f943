//! 预警: how a project stands, by the profile's scheme. Compared exactly.

use crate::aggregate::Item;
use crate::order::Order;
use crate::period::Month;
use crate::plan::Nature;
use crate::profile::publication::{Behind, LightScheme};
use crate::publish::ranking::Rate;
use crate::text::{Words, words};

/// How a project stands. The worst comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// 红.
    Red,
    /// 黄.
    Yellow,
    /// 灰: 未报, never green.
    Grey,
    /// 绿.
    Green,
}

/// Why it stands so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Behind 序时.
    Behind,
    /// Its start is missed since so many months, that of the plan being the first.
    MissedStart(i32),
    /// 未报.
    NotReported,
}

impl Light {
    /// All, the worst first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Yellow, Self::Grey, Self::Green];

    /// What it is called.
    pub const fn label(self) -> Words {
        match self {
            Self::Red => words("红", "red"),
            Self::Yellow => words("黄", "yellow"),
            Self::Grey => words("灰", "grey"),
            Self::Green => words("绿", "green"),
        }
    }
}

/// How far the plan is done at the end of a month, as a light; green without anything behind.
pub fn of_progress(rate: &Rate, month: Month, scheme: &LightScheme) -> Light {
    let is_below = |behind| *rate < least(month, scheme, behind);
    let is_at_least = |behind| *rate <= least(month, scheme, behind);
    let is_yellow = match scheme.behind() {
        Behind::Points => is_at_least(scheme.yellow),
        Behind::Share => is_below(scheme.yellow),
    };
    match (is_below(scheme.red), is_yellow) {
        (true, _) => Light::Red,
        (_, true) => Light::Yellow,
        _ => Light::Green,
    }
}

/// The rate of who is exactly so far behind.
fn least(month: Month, scheme: &LightScheme, behind: rust_decimal::Decimal) -> Rate {
    let (passed, hundred) = (
        i64::from(month.number()),
        rust_decimal::Decimal::ONE_HUNDRED,
    );
    let passed = rust_decimal::Decimal::from(passed);
    let part = match scheme.behind() {
        Behind::Points => hundred * passed - rust_decimal::Decimal::from(12) * behind,
        Behind::Share => passed * (hundred - behind),
    };
    Rate::exactly(part, rust_decimal::Decimal::from(1200))
}

/// The light of a project and why, the worst first; `None` for one that is held against nothing: 预备, and
/// what has neither a plan nor a start to be missed.
pub fn light(
    item: &Item<'_>,
    rate: Option<Rate>,
    is_missing: bool,
    month: Month,
    scheme: &LightScheme,
) -> Option<(Light, Vec<Why>)> {
    if !item.plan.nature.is_implementing() {
        return None;
    }
    let mut found: Vec<(Light, Why)> = Vec::new();
    if is_missing {
        found.push((Light::Grey, Why::NotReported));
    }
    let known = rate.filter(|_| !is_missing);
    let behind = known.map(|rate| of_progress(&rate, month, scheme));
    found.extend(
        behind
            .filter(|light| *light != Light::Green)
            .map(|light| (light, Why::Behind)),
    );
    if let Some(months) = missed_start(item, month) {
        let is_long = months >= i32::from(scheme.missed_start_months);
        let light = if is_long { Light::Red } else { Light::Yellow };
        found.push((light, Why::MissedStart(months)));
    }
    found.order_by_key(|(light, _)| *light);
    match found.first() {
        Some((worst, _)) => Some((*worst, found.iter().map(|(_, why)| *why).collect())),
        None => behind.map(|light| (light, Vec::new())),
    }
}

/// For how many months the start of a 新开工 project has been missed, the planned one included.
fn missed_start(item: &Item<'_>, month: Month) -> Option<i32> {
    let planned = item.plan.planned_start?;
    let newest = item.so_far(month);
    let start = newest.and_then(|(report, _)| report.actual_start);
    let is_there = start.is_some_and(|day| day <= month.last_day());
    let is_due = item.plan.nature == Nature::NewStart && planned <= month;
    (is_due && !is_there).then(|| month.since(planned) + 1)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::check::testing::month;
    use crate::publish::testing::{project, wan};

    fn share() -> LightScheme {
        LightScheme {
            by: "share".to_owned(),
            yellow: Decimal::ZERO,
            red: Decimal::from(50),
            ..LightScheme::default()
        }
    }

    /// office.md 5: plan 12000, y 3800 in May lags exactly 10.00 points → yellow.
    #[test]
    fn both_schemes_keep_to_their_borders() {
        for (scheme, planned, done, light) in [
            (LightScheme::default(), "12000", "3800", Light::Yellow),
            (LightScheme::default(), "12000", "3800.000001", Light::Green),
            (LightScheme::default(), "12000", "1400", Light::Yellow),
            (LightScheme::default(), "12000", "1399.999999", Light::Red),
            (LightScheme::default(), "12000", "0", Light::Red),
            (LightScheme::default(), "12000", "12000", Light::Green),
            // 序时 5/12: of 1200 that is 500
            (share(), "1200", "500", Light::Green),
            (share(), "1200", "499.999999", Light::Yellow),
            (share(), "1200", "250", Light::Yellow),
            (share(), "1200", "249.999999", Light::Red),
            (share(), "1200", "-5", Light::Red),
        ] {
            let rate = Rate::of(wan(done), wan(planned)).unwrap();
            let found = of_progress(&rate, month("2022-05"), &scheme);
            assert_eq!(found, light, "{done} of {planned} by {}", scheme.by);
        }
    }

    #[test]
    fn a_missed_start_is_yellow_and_red_in_its_third_month() {
        for (planned, started, expected) in [
            (
                "2022-05",
                "",
                Some((Light::Yellow, vec![Why::MissedStart(1)])),
            ),
            (
                "2022-04",
                "",
                Some((Light::Yellow, vec![Why::MissedStart(2)])),
            ),
            ("2022-03", "", Some((Light::Red, vec![Why::MissedStart(3)]))),
            ("2022-03", "2022-05-31", None),
            (
                "2022-03",
                "2022-06-01",
                Some((Light::Red, vec![Why::MissedStart(3)])),
            ),
            ("2022-06", "", None),
            ("", "", None),
        ] {
            let made = project("p", Nature::NewStart, "")
                .planned(|plan| plan.planned_start = planned.parse().ok())
                .reporting(&[("actual_start", started)]);
            let at = month("2022-05");
            let found = light(&made.item(), None, false, at, &LightScheme::default());
            assert_eq!(found, expected, "{planned} {started}");
        }
    }

    #[test]
    fn what_is_not_reported_is_grey_and_never_green() {
        let (at, scheme) = (month("2022-05"), LightScheme::default());
        let full = Rate::of(wan("100"), wan("100"));
        let made = project("p", Nature::Continuing, "100");
        let found = light(&made.item(), full, true, at, &scheme);
        assert_eq!(found, Some((Light::Grey, vec![Why::NotReported])));
        let reserve = project("p", Nature::Preparatory, "");
        assert_eq!(light(&reserve.item(), None, true, at, &scheme), None);
        // what was not reported and is late with its start as well is not hidden behind it
        let late = project("p", Nature::NewStart, "100")
            .planned(|plan| plan.planned_start = Some(month("2022-01")));
        let found = light(&late.item(), full, true, at, &scheme);
        let why = vec![Why::MissedStart(5), Why::NotReported];
        assert_eq!(found, Some((Light::Red, why)));
    }
}
