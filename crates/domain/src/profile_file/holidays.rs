//! Days off as files: one a year, with the notices that arrange it. Those of the years that are known
//! come with Yuebao; an installation brings others, which go before those.

use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::load::{ProfileError, refused, wrong};
use crate::calendar::{Holiday, Holidays};
use crate::deserialize::from_text;
use crate::period::{Date, Month, parse_day, show_day};
use crate::profile::Profile;

/// The years that come with Yuebao.
const BUILTIN: &[&str] = &[
    include_str!("../../holidays/2020.toml"),
    include_str!("../../holidays/2021.toml"),
    include_str!("../../holidays/2022.toml"),
    include_str!("../../holidays/2023.toml"),
    include_str!("../../holidays/2024.toml"),
    include_str!("../../holidays/2025.toml"),
    include_str!("../../holidays/2026.toml"),
];

/// A year's days off, as one file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOff {
    /// The calendar year.
    pub year: i16,
    /// In the order of the file.
    pub notices: Vec<Notice>,
}

/// What one notice arranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The year that it arranges.
    pub year: i16,
    /// Beginning of the area codes (GB/T 2260) that it is for: none the whole country, 2 digits a
    /// region, 4 a city.
    pub area: String,
    /// Its number, or its name where the number is not known.
    pub document: String,
    /// What is doubtful about it, in Chinese and English.
    pub doubt: Option<(String, String)>,
    /// The days.
    pub holidays: Vec<Holiday>,
}

/// The notices for the plan years of a profile and the year after, as far as they bear on it: national,
/// then the region's, then the city's. A file of one's `own` goes before what comes with Yuebao for the
/// same year and area, and before the ones given earlier.
pub fn notices(profile: &Profile, own: &[YearOff]) -> Vec<Notice> {
    let builtin = BUILTIN
        .iter()
        .filter_map(|text| holidays_from_toml(text).ok());
    let mut found: Vec<Notice> = Vec::new();
    for notice in builtin
        .chain(own.iter().cloned())
        .flat_map(|file| file.notices)
    {
        if notice.is_for(profile) {
            found.retain(|other| (other.year, &other.area) != (notice.year, &notice.area));
            found.push(notice);
        }
    }
    found.sort_by_key(|notice| (notice.area.len(), notice.year));
    found
}

/// What they say together, up to the last day that something of the last plan year can be due.
pub fn holidays(profile: &Profile, own: &[YearOff]) -> Holidays {
    let notices = notices(profile, own);
    let national = notices.iter().filter(|notice| notice.area.is_empty());
    let years = national.map(|notice| notice.year).collect();
    let offset = profile.calendar.month_offset.max(1);
    let last = Month::new(profile.last_year, 12).map(|month| month.plus(offset + 1).last_day());
    let all = notices.into_iter().flat_map(|notice| notice.holidays);
    let needed = all.filter(|holiday| last.is_some_and(|last| holiday.from <= last));
    Holidays {
        years,
        list: needed.collect(),
    }
}

impl Notice {
    fn is_for(&self, profile: &Profile) -> bool {
        let mut areas = profile.areas.iter();
        (profile.first_year..=profile.last_year.saturating_add(1)).contains(&self.year)
            && areas.all(|area| area.code.starts_with(&self.area))
    }
}

/// Reads a year's days off; a wrong one is refused with the line and the reason.
pub fn holidays_from_toml(text: &str) -> Result<YearOff, ProfileError> {
    let file: File = toml::from_str(text).map_err(|error| refused(&error, text))?;
    let year = *file.year.get_ref();
    let reader = Reader { text, year };
    if Month::new(year, 1).is_none() {
        let reason = format!("{year} 不是年份 / {year} is no year; 2000–2999");
        return Err(wrong(text, file.year.span().start, reason));
    }
    let mut notices: Vec<Notice> = Vec::new();
    for entry in file.notices {
        let at = entry.span().start;
        let notice = reader.notice(entry.into_inner(), at)?;
        if notices.iter().any(|other| other.area == notice.area) {
            let reason = "同一地区的通知写了两次 / there are two notices for the same area; put their \
                          holidays together";
            return Err(wrong(text, at, reason.to_owned()));
        }
        notices.push(notice);
    }
    Ok(YearOff { year, notices })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    year: Spanned<i16>,
    notices: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    area: String,
    document: String,
    doubt: Option<String>,
    doubt_en: Option<String>,
    holidays: Vec<WrittenHoliday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHoliday {
    name: String,
    name_en: Option<String>,
    from: Spanned<Day>,
    to: Spanned<Day>,
    #[serde(default)]
    worked: Vec<Spanned<Day>>,
    #[serde(default)]
    unverified: bool,
}

#[derive(Clone, Copy)]
struct Day(Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read =
            |text: &str| parse_day(text).map_err(|error| format!("{} / {error}", error.zh()));
        from_text(from, read).map(Self)
    }
}

/// What has to hold, and where it is told that it does not.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    year: i16,
}

impl Reader<'_> {
    fn notice(self, written: Written, at: usize) -> Result<Notice, ProfileError> {
        let area = written.area;
        let is_code = area.bytes().all(|byte| byte.is_ascii_digit());
        if !(is_code && [0, 2, 4].contains(&area.len())) {
            let reason = format!(
                "“{area}”不是地区：自治区写两位、市写四位代码，全国不写 / “{area}” is no area; two digits \
                 for a region, four for a city, none for the country"
            );
            return Err(wrong(self.text, at, reason));
        }
        if written.document.trim().is_empty() {
            let reason =
                "没有写通知的文号或名称 / document is empty; give the number or name of the notice";
            return Err(wrong(self.text, at, reason.to_owned()));
        }
        let holidays = written.holidays.into_iter();
        let holidays = holidays.map(|holiday| self.holiday(holiday));
        let holidays = holidays.collect::<Result<Vec<_>, _>>()?;
        self.not_both(&holidays, at)?;
        let doubt_en = written.doubt_en;
        Ok(Notice {
            year: self.year,
            area,
            document: written.document,
            doubt: (written.doubt).map(|zh| (zh.clone(), doubt_en.unwrap_or(zh))),
            holidays: holidays.into_iter().map(|(holiday, _)| holiday).collect(),
        })
    }

    /// The holiday, and where its worked days stand.
    fn holiday(self, written: WrittenHoliday) -> Result<(Holiday, Vec<usize>), ProfileError> {
        let (from, to) = (self.day(&written.from)?, self.day(&written.to)?);
        if to < from {
            let (from, to) = (show_day(from), show_day(to));
            let reason = format!("{to} 早于 {from} / {to} is before {from}");
            return Err(wrong(self.text, written.to.span().start, reason));
        }
        let mut worked = Vec::new();
        for day in &written.worked {
            worked.push(self.weekend_day(day)?);
        }
        let places = written.worked.iter().map(|day| day.span().start).collect();
        let holiday = Holiday {
            name_en: written.name_en.unwrap_or_else(|| written.name.clone()),
            name: written.name,
            from,
            to,
            worked,
            unverified: written.unverified,
        };
        Ok((holiday, places))
    }

    fn day(self, day: &Spanned<Day>) -> Result<Date, ProfileError> {
        let (Day(date), year) = (*day.get_ref(), self.year);
        if date.year() == year {
            return Ok(date);
        }
        let date = show_day(date);
        let reason =
            format!("{date} 不在 {year} 年 / {date} is not in {year}; it belongs in another file");
        Err(wrong(self.text, day.span().start, reason))
    }

    fn weekend_day(self, day: &Spanned<Day>) -> Result<Date, ProfileError> {
        let date = self.day(day)?;
        if crate::calendar::is_weekend(date) {
            return Ok(date);
        }
        let date = show_day(date);
        let reason = format!(
            "{date} 是周一至周五，本来就上班 / {date} is a weekday, which is worked anyway; worked takes \
             Saturdays and Sundays"
        );
        Err(wrong(self.text, day.span().start, reason))
    }

    /// No day of a notice is both off and worked.
    fn not_both(self, holidays: &[(Holiday, Vec<usize>)], at: usize) -> Result<(), ProfileError> {
        for (holiday, places) in holidays {
            for (index, day) in holiday.worked.iter().enumerate() {
                let off = holidays.iter().find(|(other, _)| other.contains(*day));
                let Some((off, _)) = off else { continue };
                let (day, name) = (show_day(*day), &off.name);
                let reason = format!(
                    "{day} 在“{name}”放假期间，又写为上班 / {day} is both off ({name}) and worked"
                );
                let place = places.get(index).copied().unwrap_or(at);
                return Err(wrong(self.text, place, reason));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
