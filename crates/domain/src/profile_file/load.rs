//! Reads profiles from TOML, follows `extends`, and refuses a wrong one with the line and the reason.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::holidays::holidays;
use super::said::{SYNTAX, WRONG, said};
use super::strict::{EXTENDS, unknown_key};
use super::validate::{Complaint, validate};
use crate::profile::Profile;

/// The profiles that come with Yuebao: id and TOML text.
pub const BUILTIN: &[(&str, &str)] = &[
    (
        "guangxi-2020",
        include_str!("../../profiles/guangxi-2020.toml"),
    ),
    (
        "guigang-2021",
        include_str!("../../profiles/guigang-2021.toml"),
    ),
    (
        "liuzhou-2022",
        include_str!("../../profiles/liuzhou-2022.toml"),
    ),
    (
        "qinzhou-2022",
        include_str!("../../profiles/qinzhou-2022.toml"),
    ),
    (
        "qinzhou-ten-2022",
        include_str!("../../profiles/qinzhou-ten-2022.toml"),
    ),
];

/// How many profiles may extend one another in a row.
const MAX_DEPTH: usize = 4;

/// A profile that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// No profile of this name.
    #[error(
        "没有地区配置“{name}”；可用 / there is no profile “{name}”; there are: {}",
        known()
    )]
    Unknown {
        /// The name that was asked for.
        name: String,
    },
    /// A profile whose text is wrong.
    #[error("line {line}: {reason}")]
    Wrong {
        /// Line of the TOML text, from 1.
        line: usize,
        /// What is wrong and what to do.
        reason: String,
    },
}

/// The ids of the profiles that come with Yuebao, to be told.
pub fn known() -> String {
    let ids: Vec<&str> = BUILTIN.iter().map(|(id, _)| *id).collect();
    ids.join(", ")
}

/// The profile of this id.
pub fn builtin(id: &str) -> Result<Profile, ProfileError> {
    from_toml(builtin_text(id)?)
}

fn builtin_text(id: &str) -> Result<&'static str, ProfileError> {
    let found = BUILTIN.iter().find(|(known, _)| *known == id);
    found
        .map(|(_, text)| *text)
        .ok_or_else(|| ProfileError::Unknown {
            name: id.chars().take(80).collect(),
        })
}

/// Reads a profile from TOML text. `extends = "ID"` at the top starts from a built-in profile:
/// tables are merged key by key, everything else (arrays too) is replaced. Days off are those that come
/// with Yuebao; [`holidays`] knows more.
pub fn from_toml(text: &str) -> Result<Profile, ProfileError> {
    let own = parse(text)?;
    if let Some((at, reason)) = unknown_key(&own) {
        return Err(wrong(text, at, reason));
    }
    let merged = resolve(own.clone(), text, 0)?;
    let mut profile = Profile::deserialize(toml::Deserializer::from(merged))
        .map_err(|error| refused(&error, text))?;
    if let Err(complaint) = validate(&profile) {
        return Err(wrong(text, offset_of(&own, &complaint), complaint.reason));
    }
    profile.holidays = holidays(&profile, &[]);
    Ok(profile)
}

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, ProfileError> {
    DeTable::parse(text).map_err(|error| at_its_line(&error, text, SYNTAX))
}

/// Puts `own` over the profile that it extends.
fn resolve<'a>(
    mut own: Spanned<DeTable<'a>>,
    text: &str,
    depth: usize,
) -> Result<Spanned<DeTable<'a>>, ProfileError> {
    let span = own.span();
    let Some(extends) = own.get_mut().remove(EXTENDS) else {
        return Ok(own);
    };
    let at = extends.span().start;
    let DeValue::String(id) = extends.into_inner() else {
        return Err(wrong(
            text,
            at,
            "extends 后写一个配置的名称，加引号 / extends must be a profile's id in quotes"
                .to_owned(),
        ));
    };
    if depth >= MAX_DEPTH {
        return Err(wrong(
            text,
            at,
            format!("扩展的层数太多 / “{id}” extends too many profiles in a row"),
        ));
    }
    let base_text = builtin_text(&id).map_err(|error| wrong(text, at, error.to_string()))?;
    let base = resolve(parse(base_text)?, base_text, depth + 1)?;
    let mut merged = base.into_inner();
    forget_due_day(&mut merged, own.get_ref());
    forget_chains(&mut merged, own.get_ref());
    overlay(&mut merged, own.into_inner());
    Ok(Spanned::new(span, merged))
}

/// Whoever names a due day of their own takes over neither the one below nor who decided it.
fn forget_due_day(base: &mut DeTable<'_>, own: &DeTable<'_>) {
    let calendar = own
        .get("calendar")
        .and_then(|value| value.get_ref().as_table());
    let names = |key| calendar.is_some_and(|calendar| calendar.contains_key(key));
    if !names("day") && !names("working_day") {
        return;
    }
    if let Some(DeValue::Table(below)) = base.get_mut("calendar").map(Spanned::get_mut) {
        for key in ["day", "working_day", "decided_by"] {
            below.remove(key);
        }
    }
}

/// Whoever names areas or a chain of their own takes over no area's chain from below, and whoever names
/// areas no list in which those below are ranked.
fn forget_chains(base: &mut DeTable<'_>, own: &DeTable<'_>) {
    if own.contains_key("areas") || own.contains_key("chain") {
        base.remove("chains");
    }
    let publication = base.get_mut("publication").map(Spanned::get_mut);
    if let (true, Some(DeValue::Table(below))) = (own.contains_key("areas"), publication) {
        below.remove("lists");
    }
}

/// Spans come from `own` wherever it says something, so that an error is at its line.
fn overlay<'a>(base: &mut DeTable<'a>, own: DeTable<'a>) {
    for (key, value) in own {
        let span = value.span();
        let old = base.remove(key.get_ref().as_ref());
        let merged = match (old.map(Spanned::into_inner), value.into_inner()) {
            (Some(DeValue::Table(mut below)), DeValue::Table(above)) => {
                overlay(&mut below, above);
                DeValue::Table(below)
            }
            (_, above) => above,
        };
        base.insert(key, Spanned::new(span, merged));
    }
}

pub(super) fn refused(error: &toml::de::Error, text: &str) -> ProfileError {
    at_its_line(error, text, WRONG)
}

fn at_its_line(error: &toml::de::Error, text: &str, otherwise: &str) -> ProfileError {
    let at = error.span().map_or(0, |span| span.start);
    wrong(text, at, said(error.message(), otherwise))
}

pub(super) fn wrong(text: &str, offset: usize, reason: String) -> ProfileError {
    let before = text.as_bytes().iter().take(offset);
    ProfileError::Wrong {
        line: before.filter(|byte| **byte == b'\n').count() + 1,
        reason,
    }
}

/// Where the text says what the complaint is about: as deep along its path as the text goes.
fn offset_of(root: &Spanned<DeTable<'_>>, complaint: &Complaint) -> usize {
    let mut offset = root.span().start;
    let mut here: Option<&DeValue<'_>> = None;
    for step in &complaint.path {
        let next = match (here, step.parse::<usize>()) {
            (None, _) => root.get_ref().get(step.as_str()),
            (Some(DeValue::Table(table)), _) => table.get(step.as_str()),
            (Some(DeValue::Array(array)), Ok(index)) => array.get(index),
            _ => None,
        };
        let Some(next) = next else { break };
        offset = next.span().start;
        here = Some(next.get_ref());
    }
    offset
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::calendar::{deadline, is_due};
    use crate::check::testing::plan_row;
    use crate::crossfoot::{Verdict, foot};
    use crate::period::{Month, show_day};
    use crate::plan::{Category, Nature, PlanRow};
    use crate::rights::Role;
    use crate::text::Lang;

    #[test]
    fn every_built_in_profile_loads_and_survives_the_wire() {
        for (id, _) in BUILTIN {
            let profile = builtin(id).unwrap();
            assert_eq!(profile.id, *id);
            let json = serde_json::to_string(&profile).unwrap();
            assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
        }
        let error = builtin("nanning-2022").unwrap_err();
        assert!(error.to_string().contains("guangxi-2020, guigang-2021"));
    }

    /// The chains as office.md states them.
    #[test]
    fn every_jurisdiction_has_its_chain_by_kind_of_unit() {
        use Role::{CityOffice, Clerk, CountyCoordinator, Liaison, RegionOffice, UnitLead};
        let county = [Clerk, CountyCoordinator, CityOffice];
        for (id, area, roles) in [
            ("qinzhou-2022", "450721", &county[..]),
            ("qinzhou-2022", "450700-Q1", &county),
            ("qinzhou-2022", "450700-S1", &[Clerk, CityOffice]),
            ("qinzhou-ten-2022", "450702", &county),
            ("qinzhou-ten-2022", "450700-S1", &[Clerk, CityOffice]),
            (
                "liuzhou-2022",
                "450223",
                &[Clerk, Liaison, UnitLead, CityOffice],
            ),
            ("guigang-2021", "450881", &[Clerk, CityOffice]),
            ("guangxi-2020", "450700", &[Clerk, RegionOffice]),
            ("guangxi-2020", "450000-Z1", &[Clerk, RegionOffice]),
        ] {
            let profile = builtin(id).unwrap();
            let plan = PlanRow {
                area: area.to_owned(),
                ..plan_row()
            };
            let chain = profile.chain_of(&plan);
            assert_eq!(chain.0, roles, "{id} {area}");
            // 审定, unless the profile says an earlier step
            assert_eq!(profile.published_step(chain), chain.last(), "{id} {area}");
        }
    }

    #[test]
    fn whoever_names_a_chain_of_their_own_takes_over_none_of_an_area() {
        let of = |own: &str| {
            let text = format!("extends = \"qinzhou-2022\"\nid = \"own\"\n{own}");
            from_toml(&text).unwrap()
        };
        assert_eq!(of("").chains.len(), 1);
        assert_eq!(of("chain = [\"clerk\", \"city_office\"]").chains, []);
        let area = "areas = [{ code = \"450702\", name = \"钦南区\" }]";
        assert_eq!(of(area).chains, []);
        let county = of("published_from = \"county_coordinator\"");
        let steps: Vec<u8> = (county.all_chains())
            .map(|chain| county.published_step(chain))
            .collect();
        // what belongs to no county has no such step
        assert_eq!(steps, [1, 1]);
        let roles: Vec<_> = county
            .all_chains()
            .map(|chain| chain.reviewers().len())
            .collect();
        assert_eq!(roles, [2, 1]);
    }

    /// Profile, table, measure, difference of every total that is off, within rounding or beyond.
    fn differences() -> Vec<String> {
        let mut found = Vec::new();
        for (id, _) in BUILTIN {
            for table in builtin(id).unwrap().published {
                for check in foot(&table) {
                    let off = check.difference.filter(|difference| !difference.is_zero());
                    let Some(off) = off else { continue };
                    assert_eq!(
                        check.verdict,
                        Verdict::Rounding,
                        "{id} {} {}",
                        table.id,
                        check.measure
                    );
                    found.push(format!("{id} {} {} {off}", table.id, check.measure));
                }
            }
        }
        found
    }

    #[test]
    fn published_tables_foot_with_six_roundings() {
        insta::assert_snapshot!(differences().join("\n"), @r"
        guangxi-2020 by-nature annual_plan 0.1
        guangxi-2020 annual-plan-by-city annual_plan 0.2
        liuzhou-2022 continuing-by-category total_investment 0.01
        liuzhou-2022 completing-by-category annual_plan 0.01
        liuzhou-2022 completing-by-category total_investment 0.01
        liuzhou-2022 preparatory-by-category total_investment 0.01
        ");
    }

    #[test]
    fn published_totals_are_the_notices_own() {
        for (id, table, measure, total) in [
            ("qinzhou-2022", "by-nature", "count", "545"),
            ("qinzhou-2022", "by-category", "annual_plan", "637"),
            ("liuzhou-2022", "implementing-by-nature", "count", "668"),
            (
                "liuzhou-2022",
                "implementing-by-nature",
                "total_investment",
                "5228.27",
            ),
            ("liuzhou-2022", "preparatory-by-category", "count", "287"),
            ("guangxi-2020", "by-nature", "count", "1132"),
            ("guangxi-2020", "annual-plan-by-city", "annual_plan", "1675"),
        ] {
            let profile = builtin(id).unwrap();
            let table = profile
                .published
                .iter()
                .find(|known| known.id == table)
                .unwrap();
            let stated = table.stated.as_ref().unwrap().figures[measure];
            assert_eq!(stated.value.to_string(), total, "{id} {measure}");
        }
    }

    /// What the demo and the bulletins rely on: a row's label is a nature, category or area of
    /// the profile (the reserve of the ten measures has groups of its own).
    #[test]
    fn published_rows_are_labelled_in_the_profiles_own_words() {
        for (id, _) in BUILTIN {
            let profile = builtin(id).unwrap();
            for row in profile.published.iter().flat_map(|table| &table.rows) {
                let nature = Nature::ALL
                    .iter()
                    .any(|n| profile.nature_label(*n) == row.label);
                let category = Category::USUAL
                    .iter()
                    .any(|c| profile.category_label(c, Lang::Zh) == row.label);
                let area = profile.areas.iter().any(|area| area.name == row.label);
                let known = nature || category || area || !profile.measures.is_empty();
                assert!(known, "{id}: {}", row.label);
            }
        }
    }

    #[test]
    fn an_extension_keeps_what_it_does_not_say() {
        let base = builtin("qinzhou-2022").unwrap();
        let ten = builtin("qinzhou-ten-2022").unwrap();
        assert_eq!(ten.areas, base.areas);
        assert_eq!(ten.calendar, base.calendar);
        assert_eq!(ten.nature_label(Nature::Preparatory), "预备");
        assert_eq!(base.nature_label(Nature::Preparatory), "preparatory");
        assert_eq!(ten.measures.len(), 52);

        let own = from_toml(
            "extends = \"qinzhou-2022\"\nid = \"x\"\n[calendar]\nday = 5\n[entry]\nannual = \"800\"",
        )
        .unwrap();
        assert_eq!(own.calendar.day, Some(5));
        assert_eq!(own.calendar.month_offset, 1);
        let entry = own.entry.unwrap();
        assert_eq!(entry.annual.wan(), Decimal::from(800));
        assert_eq!(entry.industrial_total.wan(), Decimal::from(5000));
    }

    #[test]
    fn deadlines_are_those_of_the_notices_or_decided_by_the_office() {
        let may = Month::new(2022, 5).unwrap();
        for (id, expected, because) in [
            ("qinzhou-2022", "2022-06-01", None),
            ("qinzhou-ten-2022", "2022-06-01", None),
            ("guigang-2021", "2022-06-06", Some("逢端午节，顺延")),
            (
                "liuzhou-2022",
                "2022-06-06",
                Some("通知未定日期，由市重点办决定；逢端午节，顺延"),
            ),
        ] {
            let profile = builtin(id).unwrap();
            let found = deadline(
                &profile.calendar,
                &profile.holidays,
                may,
                Nature::Continuing,
            );
            let found = found.unwrap();
            assert_eq!(show_day(found.last_day), expected, "{id}");
            assert_eq!(found.because(Lang::Zh).as_deref(), because, "{id}");
            assert!(is_due(&profile.calendar, may, Nature::Preparatory));
        }
        let region = builtin("guangxi-2020").unwrap().calendar;
        assert_eq!(region.decided_by, Some(Role::RegionOffice));
    }

    #[test]
    fn who_names_a_due_day_takes_over_neither_day_nor_decision() {
        let of = |calendar: &str| {
            let text = format!("extends = \"liuzhou-2022\"\nid = \"x\"\n[calendar]\n{calendar}");
            let rule = from_toml(&text).unwrap().calendar;
            (rule.day, rule.working_day, rule.decided_by)
        };
        let office = Some(Role::CityOffice);
        assert_eq!(of("inclusive = true"), (Some(5), None, office));
        assert_eq!(of("day = 8"), (Some(8), None, None));
        assert_eq!(of("working_day = 3"), (None, Some(3), None));
        assert_eq!(
            of("day = 8\ndecided_by = \"city_office\""),
            (Some(8), None, office)
        );
    }

    #[test]
    fn areas_have_names_in_both_languages() {
        for (id, _) in BUILTIN {
            let profile = builtin(id).unwrap();
            assert!(
                profile.areas.iter().all(|area| !area.name_en.is_empty()),
                "{id}"
            );
        }
        let profile = builtin("liuzhou-2022").unwrap();
        assert_eq!(
            profile.area_name_in("450200-L1", Lang::En),
            "Liudong New District"
        );
        assert_eq!(profile.area_name_in("450200-L1", Lang::Zh), "柳东新区");
        assert_eq!(profile.area_name_in("999999", Lang::En), "999999");
    }
}
