//! What a profile must satisfy beyond its shape. The first complaint is the one that is told.

mod classes;
mod figures;
mod publication;

use std::collections::BTreeSet;
use std::fmt::Display;

use rust_decimal::Decimal;

use crate::calendar::CalendarRule;
use crate::check::catalogue;
use crate::crossfoot::Table;
use crate::money::MAX_DECIMALS;
use crate::profile::Profile;
use crate::rights::{Action, Role};
use crate::rule::RuleCode;

/// Something wrong with a profile, and where: the keys (and indices) that lead to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) path: Vec<String>,
    pub(super) reason: String,
}

type Verdict = Result<(), Complaint>;

/// Refuses with the first thing wrong with a profile.
pub(super) fn validate(profile: &Profile) -> Verdict {
    identity(profile)?;
    years(profile.first_year, profile.last_year)?;
    classes::validate(profile)?;
    persons(profile)?;
    areas(profile)?;
    calendar(&profile.calendar, profile)?;
    decimals(profile)?;
    chain(profile)?;
    entry(profile)?;
    rules(profile)?;
    published(profile)?;
    figures::targets(profile)?;
    figures::measures(profile)?;
    entry_days(profile)?;
    visits(profile)?;
    publication::validate(profile)
}

fn ensure(holds: bool, path: &[&dyn Display], reason: impl FnOnce() -> String) -> Verdict {
    if holds {
        return Ok(());
    }
    Err(Complaint {
        path: path.iter().map(ToString::to_string).collect(),
        reason: reason(),
    })
}

fn identity(profile: &Profile) -> Verdict {
    let id = &profile.id;
    ensure(is_id(id), &[&"id"], || {
        format!(
            "id 只能用小写字母、数字和 - / “{id}” is not an id; use lower-case letters, digits and “-”"
        )
    })?;
    for (key, text) in [
        ("title", &profile.title),
        ("title_en", &profile.title_en),
        ("source", &profile.source),
    ] {
        ensure(!text.trim().is_empty(), &[&key], || {
            format!("{key} 是空的 / {key} is empty; people see it on screen and in print")
        })?;
    }
    let lengths = 1..=500;
    let length = profile.explanation_min_chars;
    ensure(
        lengths.contains(&length),
        &[&"explanation_min_chars"],
        || {
            format!(
                "字数 {length} 应在 1 至 500 之间 / {length} is out of range; 1 to 500 characters"
            )
        },
    )?;
    for (key, text) in [("title", &profile.title), ("title_en", &profile.title_en)] {
        publication::printable(key, text, 200, &[&key])?;
    }
    ensure(!profile.natures.is_empty(), &[&"natures"], || {
        "natures 是空的，计划要分性质 / natures is empty; a plan divides its projects by nature"
            .to_owned()
    })
}

fn is_id(text: &str) -> bool {
    let spelt = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(spelt)
}

fn years(first: i16, last: i16) -> Verdict {
    let known = 2000..3000;
    let key = if known.contains(&first) {
        "last_year"
    } else {
        "first_year"
    };
    let holds = first <= last && known.contains(&first) && known.contains(&last);
    ensure(holds, &[&key], || {
        format!(
            "计划年度 {first}–{last} 不对 / {first}–{last} are no plan years; first_year ≤ last_year, both from 2000 to 2999"
        )
    })
}

/// Kinds of persons are known by keys of the profile's own.
fn persons(profile: &Profile) -> Verdict {
    let mut seen = BTreeSet::new();
    for (index, kind) in profile.persons.iter().enumerate() {
        let path: [&dyn Display; 2] = [&"persons", &index];
        ensure(seen.insert(&kind.key), &path, || {
            format!("同一个写了两次 / “{}” is listed twice", kind.key)
        })?;
        let labelled = !kind.label.trim().is_empty() && !kind.label_en.trim().is_empty();
        ensure(labelled, &path, || {
            format!(
                "缺少名称 / “{}” lacks a label; give label and label_en",
                kind.key
            )
        })?;
        ensure(is_id(&kind.key), &[&"persons", &index, &"key"], || {
            format!(
                "key 只能用小写字母、数字和 - / key “{}” has other signs than a-z, 0-9 and hyphens",
                kind.key
            )
        })?;
    }
    for (index, role) in profile.telephones_for.iter().enumerate() {
        let path: [&dyn Display; 2] = [&"telephones_for", &index];
        let before = &profile.telephones_for[..index];
        ensure(!before.contains(role), &path, || {
            format!(
                "同一个写了两次，请留一个 / “{}” is named twice; keep one",
                role.key()
            )
        })?;
    }
    Ok(())
}

fn areas(profile: &Profile) -> Verdict {
    ensure(!profile.areas.is_empty(), &[&"areas"], || {
        "areas 是空的，每个项目都要有地区 / areas is empty; every project lies in one".to_owned()
    })?;
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (index, area) in profile.areas.iter().enumerate() {
        let (code, name) = (&area.code, &area.name);
        let at_code: [&dyn Display; 3] = [&"areas", &index, &"code"];
        ensure(is_area_code(code), &at_code, || {
            format!(
                "地区代码“{code}”不合写法 / “{code}” is not an area code; six digits (GB/T 2260), for an area without one \
                 followed by “-” and 1–4 capital letters or digits, for example 450700-Q1"
            )
        })?;
        ensure(codes.insert(code), &at_code, || {
            format!("地区代码 {code} 写了两次 / area code “{code}” is listed twice")
        })?;
        let own_name = !name.trim().is_empty() && names.insert(name);
        ensure(own_name, &[&"areas", &index, &"name"], || {
            format!(
                "地区 {code} 须有自己的名称 / area “{code}” needs a name of its own, not “{name}”"
            )
        })?;
    }
    Ok(())
}

fn is_area_code(code: &str) -> bool {
    let (division, extension) = match code.split_once('-') {
        Some((division, extension)) => (division, Some(extension)),
        None => (code, None),
    };
    let capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    let extends = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(capital);
    division.len() == 6
        && division.bytes().all(|b| b.is_ascii_digit())
        && extension.is_none_or(extends)
}

fn calendar(rule: &CalendarRule, profile: &Profile) -> Verdict {
    due_day(rule)?;
    let offset = rule.month_offset;
    ensure(
        (0..=3).contains(&offset),
        &[&"calendar", &"month_offset"],
        || {
            format!(
                "month_offset {offset} 应在 0 至 3 之间 / month_offset {offset} is out of range; 0 is the reported month itself, \
             1 the month after, at most 3"
            )
        },
    )?;
    for (index, nature) in rule.quarterly.iter().enumerate() {
        let used = profile.natures.iter().any(|label| label.key == *nature);
        ensure(used, &[&"calendar", &"quarterly", &index], || {
            format!("不在 natures 里 / “{}” is not among natures", nature.key())
        })?;
    }
    for (index, day) in rule.workdays.iter().enumerate() {
        let once = !rule.holidays.contains(day);
        ensure(once, &[&"calendar", &"workdays", &index], || {
            format!("{day} 既是假日又是工作日 / {day} is both a holiday and a workday")
        })?;
    }
    Ok(())
}

fn due_day(rule: &CalendarRule) -> Verdict {
    for (key, day) in [
        ("day", rule.day),
        ("half_year_day", rule.half_year_day),
        ("annual_day", rule.annual_day),
    ] {
        let day = day.unwrap_or(1);
        ensure((1..=31).contains(&day), &[&"calendar", &key], || {
            format!("{day} 不是一个月里的日子，应为 1 至 31 / {day} is no day of a month; 1 to 31")
        })?;
    }
    let number = rule.working_day.unwrap_or(1);
    let path: [&dyn Display; 2] = [&"calendar", &"working_day"];
    ensure((1..=20).contains(&number), &path, || {
        format!(
            "工作日数 {number} 应在 1 至 20 之间 / no month has {number} working days for certain; 1 to 20"
        )
    })?;
    ensure(
        rule.day.is_none() || rule.working_day.is_none(),
        &path,
        || {
            "day 和 working_day 只留一个 / day and working_day are both given; keep one of them"
                .to_owned()
        },
    )
}

fn decimals(profile: &Profile) -> Verdict {
    let d = profile.decimals;
    for (key, places, most) in [
        ("entry", d.entry, MAX_DECIMALS),
        ("shown", d.shown, MAX_DECIMALS),
        ("published", d.published, MAX_DECIMALS),
        ("percent", d.percent, 4),
    ] {
        ensure(places <= most, &[&"decimals", &key], || {
            format!("小数位数 {places} 太多 / {places} places are too many; at most {most}")
        })?;
    }
    ensure(d.shown <= d.entry, &[&"decimals", &"shown"], || {
        format!(
            "显示的小数位多于填报的 / shown ({}) is finer than entry ({})",
            d.shown, d.entry
        )
    })
}

fn chain(profile: &Profile) -> Verdict {
    one_chain(&profile.chain, &[&"chain"])?;
    let mut taken = BTreeSet::new();
    for (index, chain) in profile.chains.iter().enumerate() {
        one_chain(&chain.roles, &[&"chains", &index, &"roles"])?;
        let path: [&dyn Display; 3] = [&"chains", &index, &"areas"];
        ensure(!chain.areas.is_empty(), &path, || {
            "areas 是空的，请写走这条审批链的地区 / areas is empty; name the areas whose reports take this chain".to_owned()
        })?;
        for (at, code) in chain.areas.iter().enumerate() {
            let path: [&dyn Display; 4] = [&"chains", &index, &"areas", &at];
            let is_known = profile.areas.iter().any(|area| area.code == *code);
            ensure(is_known, &path, || {
                format!("地区代码 {code} 不在 areas 里 / “{code}” is not among areas")
            })?;
            ensure(taken.insert(code), &path, || {
                format!(
                    "地区 {code} 有两条审批链，请留一条 / area “{code}” has two chains; keep one of them"
                )
            })?;
        }
    }
    waiting(profile)?;
    let Some(from) = profile.published_from else {
        return Ok(());
    };
    let reviews = profile.chain.iter().skip(1).any(|role| *role == from);
    ensure(reviews, &[&"published_from"], || {
        format!(
            "这个角色不在审批链里 / “{}” reviews at no step of the chain; name one of its roles after the first",
            from.key()
        )
    })
}

/// Whoever waits until a report has come to their step has one.
fn waiting(profile: &Profile) -> Verdict {
    let waiting = &profile.sees_at_own_step;
    for (index, role) in waiting.iter().enumerate() {
        let path: [&dyn Display; 2] = [&"sees_at_own_step", &index];
        ensure(!waiting[..index].contains(role), &path, || {
            format!(
                "同一个写了两次，请留一个 / “{}” is named twice; keep one",
                role.key()
            )
        })?;
        let reviews = profile
            .all_chains()
            .any(|chain| chain.step_of(*role).is_some());
        ensure(reviews, &path, || {
            format!(
                "这个角色不在审批链里 / “{}” reviews at no step of a chain; name roles of chain after its first",
                role.key()
            )
        })?;
    }
    Ok(())
}

/// A chain begins with who fills the report; everybody after that can review it.
fn one_chain(roles: &[Role], path: &[&dyn Display]) -> Verdict {
    let Some((first, reviewers)) = roles.split_first() else {
        return ensure(false, path, || {
            "审批链是空的，第一个角色填报 / chain is empty; its first role fills the report"
                .to_owned()
        });
    };
    for (index, role) in roles.iter().enumerate() {
        let mut path = path.to_vec();
        path.push(&index);
        ensure(!roles[..index].contains(role), &path, || {
            format!(
                "审批链里写了两次 / “{}” stands twice in the chain",
                role.key()
            )
        })?;
        ensure(index == 0 || role.ever(Action::Review), &path, || {
            format!(
                "这个角色不审核月报 / “{}” accepts no reports and cannot be a step of the chain; after the first, name \
                 liaison, unit_lead, county_coordinator, city_office or region_office",
                role.key()
            )
        })?;
    }
    ensure(first.ever(Action::Report), path, || {
        format!(
            "这个角色不填月报 / “{}” fills no reports; a chain begins with who does, such as clerk",
            first.key()
        )
    })?;
    ensure(!reviewers.is_empty(), path, || {
        format!(
            "审批链没有审核的角色 / the chain ends with “{}”, who may not accept; add who does, such as city_office",
            first.key()
        )
    })
}

fn entry(profile: &Profile) -> Verdict {
    let Some(entry) = profile.entry else {
        return Ok(());
    };
    for (key, amount) in [
        ("industrial_total", entry.industrial_total),
        ("other_total", entry.other_total),
        ("annual", entry.annual),
    ] {
        ensure(!amount.is_negative(), &[&"entry", &key], || {
            format!("{key} 是负数 / {key} is negative ({amount} 万元)")
        })?;
    }
    Ok(())
}

fn rules(profile: &Profile) -> Verdict {
    for (code, setting) in profile.rules.iter() {
        let rule = catalogue::find(code);
        ensure(rule.is_some(), &[&"rules", &code], || {
            format!("没有规则 {code} / there is no rule {code} in the catalogue")
        })?;
        let declared: Vec<&str> = (rule.iter())
            .flat_map(|rule| rule.params.iter().map(|(name, _)| *name))
            .collect();
        for (name, value) in &setting.params {
            let path: [&dyn Display; 4] = [&"rules", &code, &"params", name];
            ensure(
                declared.contains(&name.as_str()),
                &path,
                || match declared.as_slice() {
                    [] => format!(
                        "规则 {code} 没有参数 / rule {code} has no parameter “{name}”; it has none"
                    ),
                    names => format!(
                        "规则 {code} 没有参数“{name}” / rule {code} has no parameter “{name}”; it has {}",
                        names.join(", ")
                    ),
                },
            )?;
            param(code, name, *value, &path)?;
        }
    }
    Ok(())
}

/// Tolerances, shares, months and factors: none is negative, none astronomic.
fn param(code: RuleCode, name: &str, value: Decimal, path: &[&dyn Display]) -> Verdict {
    let (least, most, is_whole) = match name {
        "by" | "issued_by" | "from" => (1, 12, true),
        "months" => (0, 1_200, true),
        "target" | "points" => (0, 100, false),
        "share" if code.as_str() == "S504" => (0, 100, false),
        _ => (0, 1_000_000, false),
    };
    let bounds = Decimal::from(least)..=Decimal::from(most);
    let holds = bounds.contains(&value) && (!is_whole || value.fract().is_zero());
    let (zh, en) = if is_whole {
        ("的整数", "a whole number from ")
    } else {
        ("", "")
    };
    ensure(holds, path, || {
        format!(
            "规则 {code} 的参数 {name} 为 {value}，应为 {least} 至 {most} {zh} / {name} of {code} is {value}; \
             {en}{least} to {most}"
        )
    })
}

fn published(profile: &Profile) -> Verdict {
    let mut ids = BTreeSet::new();
    for (index, table) in profile.published.iter().enumerate() {
        let id = &table.id;
        ensure(ids.insert(id), &[&"published", &index], || {
            format!("表 {id} 写了两次 / table “{id}” is listed twice")
        })?;
        let mut labels = BTreeSet::new();
        for (at, row) in table.rows.iter().enumerate() {
            let path: [&dyn Display; 4] = [&"published", &index, &"rows", &at];
            ensure(labels.insert(&row.label), &path, || {
                format!(
                    "同一行写了两次 / row “{}” stands twice in table “{id}”",
                    row.label
                )
            })?;
        }
        columns(table, index)?;
    }
    Ok(())
}

/// Every column that a percentage or a row total names is printed in some row.
fn columns(table: &Table, index: usize) -> Verdict {
    let percents = table.percents.iter().enumerate().flat_map(|(at, percent)| {
        [&percent.measure, &percent.of, &percent.over].map(|name| ("percents", at, name))
    });
    let across = table.across.iter().enumerate().flat_map(|(at, across)| {
        let names = std::iter::once(&across.total).chain(&across.parts);
        names.map(move |name| ("across", at, name))
    });
    for (list, at, name) in percents.chain(across) {
        let mut rows = table.stated.iter().chain(&table.rows);
        let is_printed = rows.any(|row| row.figures.contains_key(name));
        ensure(is_printed, &[&"published", &index, &list, &at], || {
            format!(
                "表里没有一行有 {name} / no row of table “{}” carries “{name}”",
                table.id
            )
        })?;
    }
    Ok(())
}

/// 入统: days that every month of the calendar can have.
fn entry_days(profile: &Profile) -> Verdict {
    const KEY: &str = "statistics_entry";
    let Some(days) = profile.statistics_entry else {
        return Ok(());
    };
    for (key, day) in [
        ("matching_day", days.matching_day.unwrap_or(1)),
        ("new_enterprise_day", days.new_enterprise_day),
        ("existing_enterprise_day", days.existing_enterprise_day),
    ] {
        ensure((1..=31).contains(&day), &[&KEY, &key], || {
            format!("{day} 不是一个月里的日子，应为 1 至 31 / {day} is no day of a month; 1 to 31")
        })?;
    }
    let matching = days.matching_day.unwrap_or(1);
    let first = days.new_enterprise_day.min(days.existing_enterprise_day);
    ensure(matching <= first, &[&KEY, &"matching_day"], || {
        format!(
            "对接日 {matching} 晚于申报日 {first} / matching_day {matching} is after {first}, by which \
             projects are to be filed"
        )
    })
}

fn visits(profile: &Profile) -> Verdict {
    let largest = profile.visits.map_or(1, |visits| visits.largest);
    ensure(
        (1..=500).contains(&largest),
        &[&"visits", &"largest"],
        || {
            format!(
                "走访项目数 {largest} 应在 1 至 500 之间 / {largest} projects are out of range; 1 to 500"
            )
        },
    )
}
