//! What a profile settles about what it publishes: everything that it names is there.

use std::collections::BTreeSet;
use std::fmt::Display;

use rust_decimal::Decimal;

use super::{Verdict, ensure};
use crate::profile::Profile;
use crate::profile::publication::sentence::{Piece, SENTENCES, pieces};
use crate::profile::publication::{Kind, LightScheme, MonthlyColumn, PAPERS, Per, ScoreScheme};

/// The table of a file that settles it.
const KEY: &str = "publication";

pub(super) fn validate(profile: &Profile) -> Verdict {
    columns(&profile.publication.columns)?;
    paper(profile.publication.paper.as_deref())?;
    lists(profile)?;
    sentences(profile)?;
    lights(&profile.publication.lights)?;
    open(profile.publication.open.as_deref().unwrap_or_default())?;
    statistics(profile)?;
    scores(&profile.publication.scores)?;
    let margin = profile.publication.letters.margin;
    ensure(
        margin >= Decimal::ZERO,
        &[&KEY, &"letters", &"margin"],
        || format!("margin {margin} is below 0"),
    )
}

fn paper(named: Option<&str>) -> Verdict {
    let is_known = named.is_none_or(|named| PAPERS.contains(&named));
    ensure(is_known, &[&KEY, &"paper"], || {
        format!(
            "“{}” is no paper for tables; there are {}",
            named.unwrap_or_default(),
            PAPERS.join(", ")
        )
    })
}

fn open(documents: &[String]) -> Verdict {
    for (at, key) in documents.iter().enumerate() {
        let path: [&dyn Display; 3] = [&KEY, &"open", &at];
        ensure(Kind::from_key(key).is_some(), &path, || {
            let known = Kind::ALL.map(Kind::key);
            format!("“{key}” is no document; there are {}", known.join(", "))
        })?;
        ensure(!documents[..at].contains(key), &path, || {
            format!("document “{key}” is named twice; keep one")
        })?;
    }
    Ok(())
}

fn lists(profile: &Profile) -> Verdict {
    let mut taken = BTreeSet::new();
    for (index, list) in profile.publication.lists.iter().enumerate() {
        let path: [&dyn Display; 3] = [&KEY, &"lists", &index];
        let is_titled = !list.title.trim().is_empty() && !list.title_en.trim().is_empty();
        ensure(is_titled, &path, || {
            "a list lacks a title; give title and title_en".to_owned()
        })?;
        ensure(!list.areas.is_empty(), &path, || {
            format!(
                "list “{}” has no areas; name those that are ranked in it",
                list.title
            )
        })?;
        for (at, code) in list.areas.iter().enumerate() {
            let path: [&dyn Display; 5] = [&KEY, &"lists", &index, &"areas", &at];
            let is_known = profile.areas.iter().any(|area| area.code == *code);
            ensure(is_known, &path, || format!("“{code}” is not among areas"))?;
            ensure(taken.insert(code), &path, || {
                format!("area “{code}” is in two lists; keep one")
            })?;
        }
    }
    Ok(())
}

fn statistics(profile: &Profile) -> Verdict {
    let all = &profile.publication.statistics;
    for (index, one) in all.iter().enumerate() {
        let at = |key: &'static str| -> [String; 4] {
            [
                KEY.into(),
                "statistics".into(),
                index.to_string(),
                key.into(),
            ]
        };
        let key = at("key");
        let key = key.each_ref().map(|step| -> &dyn Display { step });
        let is_key = !one.key.is_empty()
            && one
                .key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        ensure(is_key, &key, || {
            format!("key “{}” has other signs than a-z, 0-9 and _", one.key)
        })?;
        ensure(
            !all[..index].iter().any(|it| it.key == one.key),
            &key,
            || format!("statistic “{}” is named twice; keep one", one.key),
        )?;
        let is_titled = ![&one.title, &one.title_en, &one.unit]
            .iter()
            .any(|it| it.trim().is_empty());
        ensure(is_titled, &key, || {
            format!(
                "statistic “{}” lacks words; give title, title_en and unit",
                one.key
            )
        })?;
        let per = at("per");
        let per = per.each_ref().map(|step| -> &dyn Display { step });
        ensure(Per::from_key(&one.per).is_some(), &per, || {
            let known = Per::ALL.map(|(key, _)| key);
            format!(
                "“{}” is not of whom there are figures; there are {}",
                one.per,
                known.join(", ")
            )
        })?;
    }
    Ok(())
}

fn lights(scheme: &LightScheme) -> Verdict {
    let known = LightScheme::SCHEMES.map(|(key, _)| key);
    let by: [&dyn Display; 3] = [&KEY, &"lights", &"by"];
    ensure(known.contains(&scheme.by.as_str()), &by, || {
        format!(
            "“{}” is no scheme of lights; there are {}",
            scheme.by,
            known.join(", ")
        )
    })?;
    let (yellow, red) = (scheme.yellow, scheme.red);
    let are_in_order = Decimal::ZERO <= yellow && yellow <= red && red <= Decimal::ONE_HUNDRED;
    ensure(are_in_order, &[&KEY, &"lights"], || {
        format!("yellow {yellow} and red {red} are not in order; 0 ≤ yellow ≤ red ≤ 100")
    })?;
    let months = scheme.missed_start_months;
    ensure(
        (1..=12).contains(&months),
        &[&KEY, &"lights", &"missed_start_months"],
        || format!("{months} months are out of range; 1 to 12"),
    )
}

fn scores(scheme: &ScoreScheme) -> Verdict {
    let [investment, starts, completions, reporting] = scheme.most();
    let points = [
        ("investment", investment),
        ("starts", starts),
        ("completions", completions),
        ("reporting", reporting),
        ("late", scheme.late),
        ("missing", scheme.missing),
        ("bonus", scheme.bonus),
    ];
    for (key, value) in points {
        let is_there = Decimal::ZERO <= value && value <= Decimal::ONE_THOUSAND;
        ensure(is_there, &[&KEY, &"scores", &key], || {
            format!("{key} {value} is out of range; 0 to 1000 points")
        })?;
    }
    let is_any = scheme.most().iter().any(|most| *most > Decimal::ZERO);
    ensure(is_any, &[&KEY, &"scores"], || {
        "every part is worth nothing; give one of investment, starts, completions, reporting points"
            .to_owned()
    })
}

fn sentences(profile: &Profile) -> Verdict {
    for (key, template) in &profile.publication.sentences {
        let path: [&dyn Display; 3] = [&KEY, &"sentences", key];
        let Some(sentence) = SENTENCES.iter().find(|sentence| sentence.key == key) else {
            let known = SENTENCES.map(|sentence| sentence.key);
            return ensure(false, &path, || {
                format!(
                    "there is no sentence “{key}”; there are {}",
                    known.join(", ")
                )
            });
        };
        let pieces = pieces(template);
        ensure(
            !template.trim().is_empty() && pieces.is_some(),
            &path,
            || {
                format!(
                    "sentence “{key}” is empty or a brace in it does not close; figures stand in {{braces}}"
                )
            },
        )?;
        for piece in pieces.into_iter().flatten() {
            let Piece::Figure(name) = piece else {
                continue;
            };
            ensure(sentence.figures.contains(&name), &path, || {
                format!(
                    "sentence “{key}” names a figure “{name}” that it has not; it has {}",
                    sentence.figures.join(", ")
                )
            })?;
        }
    }
    Ok(())
}

fn columns(columns: &[String]) -> Verdict {
    let path = |at| -> [String; 3] { [KEY.into(), "columns".into(), at] };
    for (at, key) in columns.iter().enumerate() {
        let path = path(at.to_string());
        let path = path.each_ref().map(|step| -> &dyn Display { step });
        ensure(MonthlyColumn::from_key(key).is_some(), &path, || {
            let known = MonthlyColumn::ALL.map(MonthlyColumn::key);
            format!(
                "“{key}” is no column of the monthly table; there are {}",
                known.join(", ")
            )
        })?;
        ensure(!columns[..at].contains(key), &path, || {
            format!("column “{key}” is named twice; keep one")
        })?;
    }
    let name = MonthlyColumn::Name.key();
    let is_named = columns.is_empty() || columns.iter().any(|key| key == name);
    ensure(is_named, &[&KEY, &"columns"], || {
        format!("the monthly table has no “{name}”, in which totals are labelled; add it")
    })
}
