//! The units that amounts are written in: 元, 万元, 百万元, 亿元 and their like. A unit is known or it is
//! asked about; another currency is no unit of ours.

mod stated;
#[cfg(test)]
mod tests;
mod words;

use words::WORDS;

pub(crate) use stated::{in_foot, in_header, in_heading};
pub(crate) use words::{without_unit, word};

/// A unit of amounts, as a power of ten of 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(u8);

impl Unit {
    /// 元.
    pub(crate) const YUAN: Self = Self(0);
    /// 万元.
    pub(crate) const WAN: Self = Self(4);
    /// 亿元.
    pub(crate) const YI: Self = Self(8);

    /// The unit of 10 to this power of 元.
    pub(crate) fn of_power(power: u8) -> Self {
        Self(power)
    }

    /// The unit that a word stands for.
    pub fn named(text: &str) -> Option<Self> {
        match word(text)? {
            StatedUnit::Known(unit) => Some(unit),
            StatedUnit::Unknown(_) => None,
        }
    }

    /// By how many places the point of a figure moves to be one of 万元: 4 for 亿元, −4 for 元.
    pub(crate) fn places_to_wan(self) -> i32 {
        i32::from(self.0) - i32::from(Self::WAN.0)
    }

    /// Whether somebody keeps figures in the unit that is `powers` powers of ten below this one.
    pub(crate) fn is_kept(self, powers: u8) -> bool {
        matches!(self.0.checked_sub(powers), Some(0 | 3 | 4))
    }

    /// 万元 and its like.
    pub(crate) fn word(self) -> &'static str {
        let own = WORDS.iter().find(|(_, unit)| *unit == self);
        own.map_or("元", |(word, _)| word)
    }
}

impl Default for Unit {
    fn default() -> Self {
        Self::WAN
    }
}

/// What a text says of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StatedUnit {
    /// A unit that is known.
    Known(Unit),
    /// Something that is meant as a unit and is none of ours, or several that differ.
    Unknown(String),
}

impl StatedUnit {
    fn of(found: Vec<Self>, text: &str) -> Option<Self> {
        let mut found = found.into_iter();
        let first = found.next()?;
        let agrees = found.all(|other| other == first);
        Some(if agrees {
            first
        } else {
            Self::Unknown(text.trim().to_owned())
        })
    }
}
