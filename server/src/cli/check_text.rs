//! What a check found, in words and as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::json;
use yuebao_domain::check::catalogue;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FieldKey;
use yuebao_domain::rule::{RuleCode, Severity};
use yuebao_domain::text::{Lang, Words, words};
use yuebao_sheets::{LocatedFinding, Location, Verdicts};

use super::columns::{Align, columns};

const GRADES: [Severity; 3] = [Severity::Mandatory, Severity::Verify, Severity::Hint];

/// For people: what could not be read, findings by project, then the summary.
pub(super) fn as_text(verdicts: &Verdicts, profile: &Profile, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n", profile.title_in(lang));
    if !verdicts.notes.is_empty() {
        out.push_str(words("文件\n", "Files\n").get(lang));
        for note in &verdicts.notes {
            let mark = if note.is_left_out { "✗" } else { "·" };
            let _ = writeln!(out, "  {mark} {}", note.show(lang));
        }
        out.push('\n');
    }
    let mut last = None;
    for found in &verdicts.found {
        let about = (found.row, found.month, &found.location);
        if last.replace(about) != Some(about) {
            let _ = writeln!(out, "{}", heading(verdicts, found, lang));
        }
        let finding = &found.finding;
        let grade = finding.severity.label().get(lang);
        let explained = words("（已说明）", " (explained)").get(lang);
        let explained = if found.is_explained { explained } else { "" };
        let _ = writeln!(
            out,
            "  {grade} {} {}{explained}",
            finding.code,
            finding.message(lang)
        );
        let _ = writeln!(out, "      {}", finding.advice(lang));
    }
    if !verdicts.found.is_empty() {
        out.push('\n');
        out.push_str(&by_rule(verdicts, lang));
        out.push('\n');
    }
    out.push_str(&not_evaluated(verdicts, lang));
    out.push_str(&totals(verdicts, lang));
    out
}

fn heading(verdicts: &Verdicts, found: &LocatedFinding, lang: Lang) -> String {
    let place = found.location.show(lang);
    let Some((name, code)) = found.row.and_then(|row| verdicts.projects.get(row)) else {
        return format!("{} [{place}]", words("汇总表", "Totals").get(lang));
    };
    let month = found
        .month
        .map(|month| format!(" {month}"))
        .unwrap_or_default();
    let code = code
        .as_ref()
        .map(|code| format!(" {code}"))
        .unwrap_or_default();
    format!("{name}{code}{month} [{place}]")
}

/// How often each rule spoke, and of how many projects.
struct Tally {
    findings: usize,
    projects: BTreeSet<Option<usize>>,
}

fn tallies(verdicts: &Verdicts) -> BTreeMap<(Severity, RuleCode), Tally> {
    let mut tallies = BTreeMap::new();
    for found in &verdicts.found {
        let key = (found.finding.severity, found.finding.code);
        let tally = tallies.entry(key).or_insert_with(|| Tally {
            findings: 0,
            projects: BTreeSet::new(),
        });
        tally.findings += 1;
        tally.projects.insert(found.row);
    }
    tallies
}

fn title(code: RuleCode, lang: Lang) -> &'static str {
    catalogue::find(code).map_or("", |rule| rule.title.get(lang))
}

fn by_rule(verdicts: &Verdicts, lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => ["级别", "代码", "名称", "条数", "项目数"],
        Lang::En => ["severity", "code", "title", "findings", "projects"],
    };
    let rows: Vec<[String; 5]> = (tallies(verdicts).iter())
        .map(|((severity, code), tally)| {
            [
                severity.label().get(lang).to_owned(),
                code.to_string(),
                title(*code, lang).to_owned(),
                tally.findings.to_string(),
                tally.projects.iter().flatten().count().to_string(),
            ]
        })
        .collect();
    let align = [
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
    ];
    columns(&head.map(str::to_owned), &rows, &align)
}

fn not_evaluated(verdicts: &Verdicts, lang: Lang) -> String {
    let mut out = String::new();
    for (counts, why) in [
        (
            &verdicts.without_history,
            words(
                "缺上月数据未审核",
                "Not evaluated, the month before is missing",
            ),
        ),
        (
            &verdicts.without_column,
            words(
                "表中无此列未审核",
                "Not evaluated, the table has no such column",
            ),
        ),
    ] {
        if counts.is_empty() {
            continue;
        }
        let (colon, comma) = match lang {
            Lang::Zh => ("：", "、"),
            Lang::En => (": ", ", "),
        };
        let list: Vec<String> = (counts.iter())
            .map(|(code, count)| format!("{code} {} ×{count}", title(*code, lang)))
            .collect();
        let _ = writeln!(out, "{}{colon}{}", why.get(lang), list.join(comma));
    }
    out
}

fn totals(verdicts: &Verdicts, lang: Lang) -> String {
    let [mandatory, verify, hint] = GRADES.map(|severity| verdicts.count(severity));
    let months = months(&verdicts.months);
    let (projects, reports, tables) = (verdicts.projects.len(), verdicts.reports, verdicts.tables);
    let partial: Words = if verdicts.is_partial() {
        words(
            "有些内容没有读出（✗），结论不是全部的\n",
            "some of it could not be read (✗): this is not the verdict of the whole\n",
        )
    } else {
        words("", "")
    };
    match lang {
        Lang::Zh => format!(
            "{projects} 个项目、{reports} 份月报（{months}）、{tables} 处合计：\
             强制性 {mandatory}，核实性 {verify}，提示性 {hint}\n{}",
            partial.zh
        ),
        Lang::En => format!(
            "{projects} projects, {reports} reports ({months}), {tables} totals: \
             {mandatory} must be corrected, {verify} to be explained, {hint} hints\n{}",
            partial.en
        ),
    }
}

fn months(months: &[Month]) -> String {
    match months {
        [] => "—".to_owned(),
        [only] => only.to_string(),
        [first, .., last] => format!("{first}…{last}"),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    kind: &'a str,
    project: Option<&'a str>,
    code_of_project: Option<&'a str>,
    month: Option<Month>,
    place: &'a Location,
    code: RuleCode,
    severity: Severity,
    title: &'a str,
    message: String,
    advice: String,
    fields: Vec<&'a str>,
    explained: bool,
}

/// For programs: one object a line.
pub(super) fn as_json(
    verdicts: &Verdicts,
    profile: &Profile,
    lang: Lang,
) -> anyhow::Result<String> {
    let mut out = String::new();
    for note in &verdicts.notes {
        let text = match lang {
            Lang::Zh => &note.zh,
            Lang::En => &note.en,
        };
        let (place, left_out) = (&note.location, note.is_left_out);
        let line = json!({"kind": "unread", "place": place, "words": text, "left_out": left_out});
        let _ = writeln!(out, "{line}");
    }
    for found in &verdicts.found {
        let project = found.row.and_then(|row| verdicts.projects.get(row));
        let finding = &found.finding;
        let line = Line {
            kind: "finding",
            project: project.map(|(name, _)| name.as_str()),
            code_of_project: project.and_then(|(_, code)| code.as_deref()),
            month: found.month,
            place: &found.location,
            code: finding.code,
            severity: finding.severity,
            title: title(finding.code, lang),
            message: finding.message(lang),
            advice: finding.advice(lang),
            fields: finding.fields.iter().map(FieldKey::as_str).collect(),
            explained: found.is_explained,
        };
        let _ = writeln!(out, "{}", serde_json::to_string(&line)?);
    }
    let rules: Vec<_> = (tallies(verdicts).iter())
        .map(|((severity, code), tally)| {
            let projects = tally.projects.iter().flatten().count();
            json!({"code": code, "severity": severity, "findings": tally.findings, "projects": projects})
        })
        .collect();
    let summary = json!({
        "kind": "summary",
        "profile": profile.id,
        "projects": verdicts.projects.len(),
        "reports": verdicts.reports,
        "tables": verdicts.tables,
        "months": verdicts.months,
        "mandatory": verdicts.count(Severity::Mandatory),
        "verify": verdicts.count(Severity::Verify),
        "hint": verdicts.count(Severity::Hint),
        "rules": rules,
        "without_history": verdicts.without_history,
        "without_column": verdicts.without_column,
        "complete": !verdicts.is_partial(),
    });
    let _ = writeln!(out, "{summary}");
    Ok(out)
}
