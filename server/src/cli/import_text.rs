//! What an import would change, in words and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use yuebao_domain::import::reports::Kept;
use yuebao_domain::import::{ChangeKind, FieldChange, Preview};
use yuebao_domain::operation::persons::Person;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Role;
use yuebao_domain::text::{Lang, Words, words};
use yuebao_domain::wire::v2::import::{ImportField, ImportPerson};
use yuebao_sheets::plan_table::SheetColumns;
use yuebao_store::projects::Put;
use yuebao_store::users::Account;

use super::columns::{Align, columns};
use crate::account_list::Step;
use crate::import::{ReportChange, wire};

/// One line for programs.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<Month>,
    fields: Vec<ImportField>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    persons: Vec<ImportPerson>,
    /// Why a report stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
}

impl Line {
    fn of(change: &'static str) -> Self {
        Self {
            change,
            project: None,
            user: None,
            name: None,
            month: None,
            fields: Vec::new(),
            persons: Vec::new(),
            kept: None,
            password: None,
        }
    }
}

/// A line a project.
pub(super) fn plan_lines(preview: &Preview) -> Vec<Line> {
    let field = |change: &FieldChange| ImportField {
        field: change.field.key().into_owned(),
        before: change.before.clone(),
        after: change.after.clone(),
    };
    let line = preview.changes.iter().map(|change| Line {
        project: Some(change.row.id.clone()),
        name: Some(change.row.name.clone()),
        fields: change.fields.iter().map(field).collect(),
        persons: wire::persons(change),
        ..Line::of(change.kind.key())
    });
    line.collect()
}

/// A line a report.
pub(super) fn report_lines(changes: &[ReportChange]) -> Vec<Line> {
    let line = changes.iter().map(|change| {
        let kind = match change.kept {
            None => ChangeKind::New,
            Some(_) => ChangeKind::Unchanged,
        };
        Line {
            project: Some(change.project.clone()),
            month: Some(change.month),
            fields: wire::told(change),
            kept: change.kept.as_ref().map(wire::kept_key),
            ..Line::of(kind.key())
        }
    });
    line.collect()
}

/// A line an account.
pub(super) fn account_lines(
    steps: &[Step],
    held: &[Account],
    passwords: &BTreeMap<String, String>,
) -> Vec<Line> {
    let line = |step: &Step| {
        let before = held.iter().find(|account| account.me.user == step.user);
        let before = before.map(|account| &account.me);
        let role = |role: Role| role.key().to_owned();
        let fields = [
            (
                "name",
                before.map(|me| me.name.clone()),
                Some(step.name.clone()),
            ),
            (
                "role",
                before.map(|me| role(me.role)),
                Some(role(step.role)),
            ),
            (
                "unit",
                before.map(|me| me.unit.id.clone()),
                Some(step.unit.clone()),
            ),
            (
                "owner",
                before.and_then(|me| me.owner.clone()),
                step.owner.clone(),
            ),
        ];
        let differing = fields
            .into_iter()
            .filter(|(_, before, after)| before != after);
        Line {
            user: Some(step.user.clone()),
            fields: differing
                .map(|(field, before, after)| ImportField {
                    field: field.to_owned(),
                    before,
                    after,
                })
                .collect(),
            password: passwords.get(&step.user).cloned(),
            ..Line::of(kind_of(step.put).key())
        }
    };
    steps.iter().map(line).collect()
}

const fn kind_of(put: Put) -> ChangeKind {
    match put {
        Put::Added => ChangeKind::New,
        Put::Changed => ChangeKind::Changed,
        Put::Same => ChangeKind::Unchanged,
    }
}

const NEW: Words = words("新增", "new");
const CHANGED: Words = words("变更", "changed");
const GONE: Words = words("不再列入", "gone");
const UNCHANGED: Words = words("未变", "unchanged");

const fn label(kind: ChangeKind) -> Words {
    match kind {
        ChangeKind::New => NEW,
        ChangeKind::Changed => CHANGED,
        ChangeKind::Gone => GONE,
        ChangeKind::Unchanged => UNCHANGED,
    }
}

/// For people: what changes, then the counts.
pub(super) fn plan_as_text(preview: &Preview, profile: &Profile, lang: Lang) -> String {
    let mut out = String::new();
    for change in &preview.changes {
        if change.kind == ChangeKind::Unchanged && change.persons.is_empty() {
            continue;
        }
        let (kind, row) = (label(change.kind).get(lang), &change.row);
        let _ = writeln!(out, "{kind} {} {}", row.id, row.name);
        for field in change
            .fields
            .iter()
            .filter(|_| change.kind != ChangeKind::New)
        {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
            let (before, after) = (value(&field.before), value(&field.after));
            let _ = writeln!(
                out,
                "    {}: {before} → {after}",
                profile.box_label(field.field, lang)
            );
        }
        for person in &change.persons {
            let kind = profile.person_label_in(&person.person().kind, lang);
            let (before, after) = (shown(person.before()), shown(person.after()));
            let _ = writeln!(out, "    {kind}: {before} → {after}");
        }
    }
    let kinds = [
        ChangeKind::New,
        ChangeKind::Changed,
        ChangeKind::Gone,
        ChangeKind::Unchanged,
    ];
    out + &counts(&kinds.map(|kind| (label(kind), preview.count(kind))), lang)
}

/// Somebody with all that is known.
fn shown(person: Option<&Person>) -> String {
    person.map_or_else(|| "—".to_owned(), Person::in_a_line)
}

/// For people: reports that stay although the file says something else, then the counts.
pub(super) fn reports_as_text(changes: &[ReportChange], lang: Lang) -> String {
    let mut out = String::new();
    for change in changes {
        let why = match &change.kept {
            Some(Kept::Differs(keys)) => {
                let labels: Vec<String> = keys.iter().map(|key| key.label(lang)).collect();
                let why = words(
                    "已有月报，数字不同，保持不变：",
                    "there is a report with other figures, which stays: ",
                );
                format!("{}{}", why.get(lang), labels.join("、"))
            }
            Some(Kept::Locked) => words(
                "该月已封账，未导入",
                "the month is locked, it was not taken in",
            )
            .get(lang)
            .to_owned(),
            Some(Kept::Same) | None => continue,
        };
        let _ = writeln!(out, "{} {}: {why}", change.project, change.month);
    }
    let new = changes
        .iter()
        .filter(|change| change.kept.is_none())
        .count();
    out + &counts(&[(NEW, new), (UNCHANGED, changes.len() - new)], lang)
}

/// For people: the counts, and passwords that were made.
pub(super) fn accounts_as_text(
    steps: &[Step],
    passwords: &BTreeMap<String, String>,
    lang: Lang,
) -> String {
    let count = |put| steps.iter().filter(|step| step.put == put).count();
    let kinds = [Put::Added, Put::Changed, Put::Same];
    let mut out = counts(&kinds.map(|put| (label(kind_of(put)), count(put))), lang);
    for (user, password) in passwords {
        let _ = writeln!(out, "{user}: 密码 / password: {password}");
    }
    out
}

fn counts(counts: &[(Words, usize)], lang: Lang) -> String {
    let counts: Vec<String> = (counts.iter())
        .map(|(words, count)| format!("{} {count}", words.get(lang)))
        .collect();
    counts.join(match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }) + "\n"
}

/// What each column was taken for, beside its first cells.
pub(super) fn columns_as_text(sheets: &[SheetColumns], lang: Lang) -> String {
    let mut out = String::new();
    let head = [
        words("列", "column"),
        words("列名", "header"),
        words("读作", "read as"),
        words("前几格", "first cells"),
    ];
    let head = head.map(|words| words.get(lang).to_owned());
    let unread = words("没有读", "not read").get(lang);
    for sheet in sheets {
        let _ = writeln!(out, "{} {}", sheet.file, sheet.sheet);
        let rows: Vec<[String; 4]> = (sheet.columns.iter())
            .map(|column| {
                [
                    column.column.clone(),
                    column.label.clone(),
                    column.target.clone().unwrap_or_else(|| unread.to_owned()),
                    column.cells.join(" | "),
                ]
            })
            .collect();
        out.push_str(&columns(&head, &rows, &[Align::Left; 4]));
        out.push('\n');
    }
    out
}
