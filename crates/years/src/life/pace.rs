//! How a project comes on: the seasons, the noise of single months, and whether it keeps to time.

use yuebao_domain::period::Month;

use crate::chance::Chance;

/// How the work of a year is spread over its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    /// The same each month, but for the New Year.
    Even,
    /// Slow to begin, most in autumn and at the year's end.
    Usual,
    /// Earthworks: little while it rains, from May to August.
    Rain,
    /// Figures that come when contracts are settled, at the year's end.
    YearEnd,
    /// A machine hall that is fitted out: most in spring.
    Front,
}

impl Season {
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        chance.weigh(&[
            (24, Self::Even),
            (36, Self::Usual),
            (18, Self::Rain),
            (7, Self::YearEnd),
            (15, Self::Front),
        ])
    }

    /// The weight of a month beside others.
    pub(crate) fn weight(self, month: Month) -> i32 {
        let months = match self {
            Self::Even => [100; 12],
            Self::Usual => [62, 60, 90, 98, 100, 102, 96, 100, 112, 122, 126, 122],
            Self::Rain => [80, 75, 112, 108, 82, 66, 66, 84, 122, 136, 130, 116],
            Self::YearEnd => [45, 40, 66, 76, 84, 92, 92, 98, 112, 136, 156, 170],
            Self::Front => [96, 82, 124, 122, 116, 108, 96, 96, 92, 92, 88, 80],
        };
        let place = usize::try_from(month.number() - 1).unwrap_or_default();
        let weight = months[place];
        if month.number() == new_year(month.year()) {
            weight / 2
        } else {
            weight
        }
    }
}

/// The month in which most of the holiday around the Chinese New Year lies.
fn new_year(year: i16) -> i8 {
    // 25 January 2020, 22 January 2023, 29 January 2025
    if matches!(year, 2020 | 2023 | 2025) {
        1
    } else {
        2
    }
}

/// Whether a project keeps to time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Done before its time.
    Ahead,
    /// As planned, or nearly.
    OnTime,
    /// A fifth or a third later.
    Slow,
    /// Half as long again or more.
    Stuck,
}

impl Pace {
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        chance.weigh(&[
            (16, Self::Ahead),
            (60, Self::OnTime),
            (16, Self::Slow),
            (8, Self::Stuck),
        ])
    }

    /// How many months later than `planned` months it takes.
    pub(crate) fn delay(self, chance: &mut Chance, planned: i32) -> i32 {
        match self {
            Self::Ahead => -planned * chance.between(3, 14) / 100,
            Self::OnTime => planned * chance.between(-2, 6) / 100,
            Self::Slow => (planned * chance.between(14, 34) / 100).max(1),
            Self::Stuck => (planned * chance.between(40, 120) / 100).max(3),
        }
    }

    /// How many months later than planned it is begun.
    pub(crate) fn late_start(self, chance: &mut Chance) -> i32 {
        match self {
            Self::Ahead => chance.weigh(&[(30, -2), (30, -1), (40, 0)]),
            Self::OnTime => chance.weigh(&[(10, -1), (66, 0), (16, 1), (8, 2)]),
            Self::Slow => chance.weigh(&[(30, 0), (30, 1), (24, 2), (16, 3)]),
            Self::Stuck => chance.between(2, 7),
        }
    }

    /// True for what falls behind so that people speak of it.
    pub(crate) fn is_late(self) -> bool {
        matches!(self, Self::Slow | Self::Stuck)
    }
}

/// What a single month brings beside its season, in percent: weather, deliveries, how the monthly
/// statement happened to fall.
pub(crate) fn noise(chance: &mut Chance, month: Month) -> i32 {
    if month.number() == new_year(month.year()) && chance.percent(15) {
        return 0;
    }
    chance.weigh(&[
        (2, 0),
        // nothing but a fee or two
        (2, 3),
        (4, 35),
        (10, 60),
        (16, 80),
        (18, 92),
        (18, 104),
        (14, 118),
        (9, 135),
        (5, 165),
        (3, 220),
        (1, 320),
    ])
}

/// The first months on a site bring little.
pub(crate) fn ramp(months_since_start: i32) -> i32 {
    match months_since_start {
        0 => 45,
        1 => 75,
        _ => 100,
    }
}
