//! What an import says, as it travels.

use yuebao_domain::import::persons::PersonChange;
use yuebao_domain::import::reports::Kept;
use yuebao_domain::import::{Change, ChangeKind};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FieldValue;
use yuebao_domain::wire::v2::import::{
    Import, ImportChange, ImportColumn, ImportCounts, ImportField, ImportNote, ImportPerson,
    ImportSheet, MAX_SHOWN,
};
use yuebao_sheets::Note;
use yuebao_sheets::plan_table::{PlanTables, SheetColumns, targets};

use super::plan::Compared;
use super::reports::{ReportChange, ReportImport};
use super::{Ground, shape_of};

/// Of a plan.
pub(crate) fn plan(tables: &PlanTables, compared: &Compared, profile: &Profile) -> Import {
    let changes = &compared.preview.changes;
    let mut shown: Vec<&Change> = changes.iter().collect();
    shown.sort_by_key(|change| change.kind == ChangeKind::Unchanged);
    shown.truncate(MAX_SHOWN);
    let count = |kind| compared.preview.count(kind);
    Import {
        valid_from: compared.valid_from,
        sheets: tables.columns.iter().map(sheet).collect(),
        targets: targets(Some(profile)),
        errors: compared.errors.iter().map(note).collect(),
        notes: compared.notes.iter().map(note).collect(),
        counts: ImportCounts {
            new: count(ChangeKind::New),
            changed: count(ChangeKind::Changed),
            gone: count(ChangeKind::Gone),
            unchanged: count(ChangeKind::Unchanged),
            persons_gone: changes.iter().map(gone).sum(),
        },
        changes: shown.into_iter().map(|one| project(one, tables)).collect(),
        ..Import::default()
    }
}

/// Of reports.
pub(crate) fn reports(import: &ReportImport, ground: &Ground) -> Import {
    let mut shown: Vec<&ReportChange> = import.changes.iter().collect();
    shown.sort_by_key(|change| change.kept.is_some());
    shown.truncate(MAX_SHOWN);
    let new = import.changes.iter().filter(|one| one.kept.is_none());
    let new = new.count();
    Import {
        errors: import.errors.iter().map(note).collect(),
        notes: import.notes.iter().map(note).collect(),
        counts: ImportCounts {
            new,
            unchanged: import.changes.len() - new,
            ..ImportCounts::default()
        },
        changes: shown.into_iter().map(|one| report(one, ground)).collect(),
        ..Import::default()
    }
}

/// Of a file of which nothing could be read.
pub(crate) fn refused(notes: &[Note]) -> Import {
    Import {
        errors: notes.iter().map(note).collect(),
        ..Import::default()
    }
}

fn sheet(sheet: &SheetColumns) -> ImportSheet {
    let column = sheet.columns.iter().map(|column| ImportColumn {
        column: column.column.clone(),
        label: column.label.clone(),
        target: column.target.clone(),
        cells: column.cells.clone(),
    });
    ImportSheet {
        sheet: sheet.sheet.clone(),
        shape: shape_of(sheet),
        columns: column.collect(),
    }
}

fn note(note: &Note) -> ImportNote {
    ImportNote {
        sheet: note.location.sheet.clone(),
        row: note.location.row,
        column: note.location.column.clone(),
        zh: note.zh.clone(),
        en: note.en.clone(),
    }
}

/// How many persons the file does not name.
fn gone(change: &Change) -> usize {
    let persons = change.persons.iter();
    persons
        .filter(|one| matches!(one, PersonChange::Gone { .. }))
        .count()
}

/// Whom the file names, corrects or does not name.
pub(crate) fn persons(change: &Change) -> Vec<ImportPerson> {
    let person = |one: &PersonChange| ImportPerson {
        change: one.key().to_owned(),
        kind: one.person().kind.clone(),
        before: one.before().cloned(),
        after: one.after().cloned(),
    };
    change.persons.iter().map(person).collect()
}

fn project(change: &Change, tables: &PlanTables) -> ImportChange {
    let row = change.at.and_then(|at| tables.rows.get(at));
    let field = change.fields.iter().map(|field| ImportField {
        field: field.field.key().into_owned(),
        before: field.before.clone(),
        after: field.after.clone(),
    });
    ImportChange {
        change: change.kind.key().to_owned(),
        project: change.row.id.clone(),
        name: change.row.name.clone(),
        month: None,
        row: row.and_then(|row| row.location.row),
        fields: field.collect(),
        persons: persons(change),
        kept: None,
    }
}

/// The word that programs read.
pub(crate) const fn kept_key(kept: &Kept) -> &'static str {
    match kept {
        Kept::Same => "same",
        Kept::Differs(_) => "differs",
        Kept::Locked => "locked",
    }
}

/// The values of a report that are told: of a new one all, of one that stays those that differ.
pub(crate) fn told(change: &ReportChange) -> Vec<ImportField> {
    let text = |value: &FieldValue| match value.text() {
        Some(text) => Some(text.to_owned()),
        None => serde_json::to_string(value).ok(),
    };
    let values = change.values.iter();
    let told = values.filter(|(key, _)| match &change.kept {
        None => true,
        Some(Kept::Differs(keys)) => keys.contains(key),
        Some(_) => false,
    });
    told.map(|(key, value)| ImportField {
        field: key.as_str().to_owned(),
        before: None,
        after: text(value),
    })
    .collect()
}

fn report(change: &ReportChange, ground: &Ground) -> ImportChange {
    let plan = ground.plan.iter().find(|row| row.id == change.project);
    let kind = match change.kept {
        None => ChangeKind::New,
        Some(_) => ChangeKind::Unchanged,
    };
    ImportChange {
        change: kind.key().to_owned(),
        project: change.project.clone(),
        name: plan.map(|row| row.name.clone()).unwrap_or_default(),
        month: Some(change.month),
        row: change.location.row,
        fields: told(change),
        persons: Vec::new(),
        kept: change.kept.as_ref().map(|kept| kept_key(kept).to_owned()),
    }
}
