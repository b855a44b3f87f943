//! Single reports to look at: what a rule speaks of, and how a mistake gets by.

use std::fmt::Write as _;

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldValue, FieldValues};
use yuebao_domain::text::Lang;

use crate::bench::{Extent, projects};
use crate::judge::Judged;
use crate::life::Project;
use crate::mistakes::{MISTAKES, Mistake};
use crate::trial::{Seen, walk};

/// Most of them that are printed.
const MOST: usize = 40;

/// Reports that the rule `name` speaks of, or in which the mistake `name` goes unseen.
pub fn of(name: &str, extent: Extent, profiles: &[Profile]) -> String {
    let mut text = String::new();
    let mistake = MISTAKES.iter().find(|mistake| mistake.name == name);
    for (number, profile) in (0..).zip(profiles) {
        for project in projects(extent, number, profile) {
            if text.matches("\n\n").count() > MOST {
                return text;
            }
            match mistake {
                Some(mistake) => unseen(&mut text, mistake, profile, &project, extent.every),
                None => spoken_of(&mut text, name, profile, &project),
            }
        }
    }
    text
}

fn spoken_of(text: &mut String, code: &str, profile: &Profile, project: &Project) {
    let mut judged = Judged::new(project, profile);
    for (month, values) in &project.reports {
        let (verdict, explained) = judged.explained(*month, values);
        let found = &verdict.findings;
        for finding in found.iter().filter(|finding| finding.code.as_str() == code) {
            let message = finding.message(Lang::Zh);
            show(text, profile, project, *month, &message, values);
        }
        judged.keep(*month, explained);
    }
}

fn unseen(text: &mut String, mistake: &Mistake, profile: &Profile, project: &Project, every: u32) {
    walk(profile, project, every, &mut |seen: &Seen<'_>| {
        if seen.mistake.name == mistake.name && !seen.is_caught {
            let what = mistake.what.zh;
            show(text, profile, project, seen.month, what, seen.wrong);
        }
    });
}

fn show(
    text: &mut String,
    profile: &Profile,
    project: &Project,
    month: Month,
    what: &str,
    values: &FieldValues,
) {
    let Some(row) = project.row(month) else {
        return;
    };
    let month_of = |month: Option<Month>| month.map_or("—".to_owned(), |month| month.to_string());
    let amount = |money: Option<yuebao_domain::money::Money>| {
        money.map_or("—".to_owned(), |money| money.to_string())
    };
    // writing to a String cannot fail
    let _ = writeln!(
        text,
        "{} {} {month} {}: {what}\n  plan: 总投资 {} 年度 {} 至上年底 {} 开工 {} 竣工 {} 入库 {}",
        profile.id,
        row.id,
        row.nature.key(),
        amount(row.total_investment),
        amount(row.annual_plan),
        amount(row.before_year),
        month_of(row.planned_start),
        month_of(row.planned_completion),
        row.entered,
    );
    let before = project.reports.range(..month).next_back();
    for (month, values) in before.into_iter().chain([(&month, values)]) {
        let boxes = values.iter().map(|(key, value)| match value {
            FieldValue::Text(text) => format!("{key}={text}"),
            FieldValue::Record(parts) => format!("{key}={parts:?}"),
        });
        let _ = writeln!(text, "  {month}: {}", boxes.collect::<Vec<_>>().join(" | "));
    }
    let _ = writeln!(text);
}
