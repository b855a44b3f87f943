//! What a profile settles about what it publishes: everything that it names is there.

use std::collections::BTreeSet;
use std::fmt::Display;

use rust_decimal::Decimal;

use super::figures::{beyond, is_key};
use super::{Verdict, ensure};
use crate::profile::Profile;
use crate::profile::publication::sentence::{Piece, SENTENCES, pieces};
use crate::profile::publication::{
    Kind, LetterScheme, LightScheme, MonthlyColumn, PAPERS, Per, ScoreScheme, Statistic,
};

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
    letters(&profile.publication.letters)
}

fn letters(scheme: &LetterScheme) -> Verdict {
    let (target, margin) = (scheme.target, scheme.margin);
    let bounds = -Decimal::ONE_HUNDRED..=Decimal::ONE_THOUSAND;
    ensure(
        bounds.contains(&target),
        &[&KEY, &"letters", &"target"],
        || {
            format!(
                "目标 {target} 应在 -100 至 1000 之间 / target {target} is out of range; -100 to 1000 %"
            )
        },
    )?;
    ensure(
        margin >= Decimal::ZERO,
        &[&KEY, &"letters", &"margin"],
        || format!("差距 {margin} 小于 0 / margin {margin} is below 0"),
    )
}

/// Words that stand in one line of a page.
pub(super) fn printable(what: &str, text: &str, most: usize, path: &[&dyn Display]) -> Verdict {
    ensure(!text.chars().any(char::is_control), path, || {
        format!(
            "{what} 里有换行或别的控制字符 / {what} has a line break or another control character; write it in \
             one line"
        )
    })?;
    ensure(text.chars().count() <= most, path, || {
        format!("{what} 太长，最多 {most} 个字 / {what} is too long; at most {most} characters")
    })
}

fn paper(named: Option<&str>) -> Verdict {
    let is_known = named.is_none_or(|named| PAPERS.contains(&named));
    ensure(is_known, &[&KEY, &"paper"], || {
        format!(
            "没有纸型“{named}” / “{named}” is no paper for tables; there are {}",
            PAPERS.join(", "),
            named = named.unwrap_or_default(),
        )
    })
}

fn open(documents: &[String]) -> Verdict {
    for (at, key) in documents.iter().enumerate() {
        let path: [&dyn Display; 3] = [&KEY, &"open", &at];
        ensure(Kind::from_key(key).is_some(), &path, || {
            let known = Kind::ALL.map(Kind::key);
            format!(
                "没有名为“{key}”的文件 / “{key}” is no document; there are {}",
                known.join(", ")
            )
        })?;
        ensure(!documents[..at].contains(key), &path, || {
            format!("文件“{key}”写了两次，请留一个 / document “{key}” is named twice; keep one")
        })?;
    }
    Ok(())
}

fn lists(profile: &Profile) -> Verdict {
    let (mut taken, mut titles) = (BTreeSet::new(), BTreeSet::new());
    for (index, list) in profile.publication.lists.iter().enumerate() {
        let path: [&dyn Display; 3] = [&KEY, &"lists", &index];
        let is_titled = !list.title.trim().is_empty() && !list.title_en.trim().is_empty();
        ensure(is_titled, &path, || {
            "名单缺少标题 / a list lacks a title; give title and title_en".to_owned()
        })?;
        printable("title", &list.title, 100, &path)?;
        ensure(titles.insert(list.title.trim()), &path, || {
            format!(
                "两个名单都叫“{title}” / two lists are called “{title}”; name one otherwise",
                title = list.title
            )
        })?;
        ensure(!list.areas.is_empty(), &path, || {
            format!(
                "名单“{title}”没有写地区 / list “{title}” has no areas; name those that are ranked in it",
                title = list.title
            )
        })?;
        for (at, code) in list.areas.iter().enumerate() {
            let path: [&dyn Display; 5] = [&KEY, &"lists", &index, &"areas", &at];
            let is_known = profile.areas.iter().any(|area| area.code == *code);
            ensure(is_known, &path, || {
                format!("地区代码“{code}”不在 areas 里 / “{code}” is not among areas")
            })?;
            ensure(taken.insert(code), &path, || {
                format!(
                    "地区“{code}”在两个名单里，请留一个 / area “{code}” is in two lists; keep one"
                )
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
        ensure(is_key(&one.key), &key, || {
            format!(
                "key“{key}”只能用小写字母、数字和 _ / key “{key}” has other signs than a-z, 0-9 and _",
                key = one.key
            )
        })?;
        ensure(
            !all[..index].iter().any(|it| it.key == one.key),
            &key,
            || {
                format!(
                    "统计数据“{key}”写了两次，请留一个 / statistic “{key}” is named twice; keep one",
                    key = one.key
                )
            },
        )?;
        let is_titled = ![&one.title, &one.title_en, &one.unit]
            .iter()
            .any(|it| it.trim().is_empty());
        ensure(is_titled, &key, || {
            format!(
                "统计数据“{key}”缺少名称或单位 / statistic “{key}” lacks words; give title, title_en and unit",
                key = one.key
            )
        })?;
        let per = at("per");
        let per = per.each_ref().map(|step| -> &dyn Display { step });
        ensure(Per::from_key(&one.per).is_some(), &per, || {
            let known = Per::ALL.map(|(key, _)| key);
            format!(
                "没有“{per}”这种对象 / “{per}” is not of whom there are figures; there are {}",
                known.join(", "),
                per = one.per
            )
        })?;
        bounds(one, index)?;
    }
    Ok(())
}

/// What is asked for can be met, and the two that documents stand on are of whom they ask.
fn bounds(one: &Statistic, index: usize) -> Verdict {
    let key = &one.key;
    if let (Some(least), Some(most)) = (one.least, one.most) {
        ensure(
            least <= most,
            &[&KEY, &"statistics", &index, &"least"],
            || format!("最小值 {least} 大于最大值 {most} / least {least} is above most {most}"),
        )?;
    }
    beyond(
        one.goal,
        one.target,
        one.striving,
        &[&KEY, &"statistics", &index, &"striving"],
    )?;
    let is_bonus = key == Statistic::BONUS;
    ensure(
        !is_bonus || one.per() == Per::Unit,
        &[&KEY, &"statistics", &index, &"per"],
        || {
            "绩效加分按单位（per = \"unit\"）/ the bonus is one of each unit (per = \"unit\")"
                .to_owned()
        },
    )?;
    for (name, bound) in [("least", one.least), ("most", one.most)] {
        let bound = bound.unwrap_or(Decimal::ZERO);
        ensure(
            !is_bonus || bound >= Decimal::ZERO,
            &[&KEY, &"statistics", &index, &name],
            || format!("加分的 {name} 为 {bound}，小于 0 / {name} {bound} of bonus is below 0"),
        )?;
    }
    let is_of_areas = matches!(one.per(), Per::Area | Per::List);
    ensure(
        key != Statistic::GROWTH || is_of_areas,
        &[&KEY, &"statistics", &index, &"per"],
        || {
            "增速按地区（per = \"list\" 或 \"area\"）/ growth is one of areas (per = \"list\" or \"area\")".to_owned()
        },
    )
}

fn lights(scheme: &LightScheme) -> Verdict {
    let known = LightScheme::SCHEMES.map(|(key, _)| key);
    let by: [&dyn Display; 3] = [&KEY, &"lights", &"by"];
    ensure(known.contains(&scheme.by.as_str()), &by, || {
        format!(
            "没有亮灯办法“{by}” / “{by}” is no scheme of lights; there are {}",
            known.join(", "),
            by = scheme.by
        )
    })?;
    let (yellow, red) = (scheme.yellow, scheme.red);
    let are_in_order = Decimal::ZERO <= yellow && yellow <= red && red <= Decimal::ONE_HUNDRED;
    ensure(are_in_order, &[&KEY, &"lights"], || {
        format!(
            "黄色 {yellow} 和红色 {red} 的次序不对 / yellow {yellow} and red {red} are not in order; \
             0 ≤ yellow ≤ red ≤ 100"
        )
    })?;
    let months = scheme.missed_start_months;
    ensure(
        (1..=12).contains(&months),
        &[&KEY, &"lights", &"missed_start_months"],
        || format!("{months} 个月应在 1 至 12 之间 / {months} months are out of range; 1 to 12"),
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
            format!(
                "分值 {key} 为 {value}，应在 0 至 1000 之间 / {key} {value} is out of range; 0 to 1000 points"
            )
        })?;
    }
    let is_any = scheme.most().iter().any(|most| *most > Decimal::ZERO);
    ensure(is_any, &[&KEY, &"scores"], || {
        "各部分分值都是 0，至少给一项 / every part is worth nothing; give one of investment, starts, \
         completions, reporting points"
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
                    "没有名为“{key}”的标准句 / there is no sentence “{key}”; there are {}",
                    known.join(", ")
                )
            });
        };
        printable(key, template, 1_000, &path)?;
        ensure(!template.contains(['｛', '｝']), &path, || {
            format!(
                "标准句“{key}”用了全角花括号，请改用半角 / sentence “{key}” has full-width braces; write {{ and }}"
            )
        })?;
        let pieces = pieces(template);
        ensure(
            !template.trim().is_empty() && pieces.is_some(),
            &path,
            || {
                format!(
                    "标准句“{key}”是空的，或花括号没有配对 / sentence “{key}” is empty or a brace in it does \
                     not close; figures stand in {{braces}}"
                )
            },
        )?;
        for piece in pieces.into_iter().flatten() {
            let Piece::Figure(name) = piece else {
                continue;
            };
            ensure(sentence.figures.contains(&name), &path, || {
                format!(
                    "标准句“{key}”没有“{name}”这个数 / sentence “{key}” names a figure “{name}” that it has \
                     not; it has {}",
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
                "月报表没有“{key}”这一栏 / “{key}” is no column of the monthly table; there are {}",
                known.join(", ")
            )
        })?;
        ensure(!columns[..at].contains(key), &path, || {
            format!("“{key}”这一栏写了两次，请留一个 / column “{key}” is named twice; keep one")
        })?;
    }
    let name = MonthlyColumn::Name.key();
    let is_named = columns.is_empty() || columns.iter().any(|key| key == name);
    ensure(is_named, &[&KEY, &"columns"], || {
        format!(
            "月报表缺“{name}”一栏，合计的名称写在其中 / the monthly table has no “{name}”, in which totals are \
             labelled; add it"
        )
    })
}
