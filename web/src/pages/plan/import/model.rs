//! What the server says of a file, as it is shown.

use yuebao_domain::operation::persons::Person;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::FieldKey;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v2::import::{Import, ImportChange, ImportField, ImportPerson};

use crate::pages::plan::value;
use crate::state::State;
use crate::text::import as text;

/// So many of each kind are drawn; the counts are of all.
const DRAWN: usize = 100;

/// A kind of change with its projects or reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// `new`, `changed`, `gone` or `unchanged`.
    pub(crate) kind: &'static str,
    /// How many there are of all.
    pub(crate) count: usize,
    pub(crate) lines: Vec<Line>,
}

/// A project, or a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) name: String,
    /// Its month, its row of the file, why it stays.
    pub(crate) beside: Vec<String>,
    pub(crate) fields: Vec<Differs>,
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Differs {
    pub(crate) label: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// Whether this user imports plans: the office that closes months, and the administrator.
pub(crate) fn may_import(state: &State) -> bool {
    let me = state.device.get().meta.me.as_ref();
    let role = me.map(|me| me.role);
    matches!(
        role,
        Some(Role::CityOffice | Role::RegionOffice | Role::Admin)
    )
}

/// Whether this user imports past months, too.
pub(crate) fn may_import_reports(state: &State) -> bool {
    state.device.get().closes_months()
}

/// What would become of each, or has; kinds that there are none of are left out.
pub(crate) fn groups(state: &State, told: &Import) -> Vec<Group> {
    let counts = told.counts;
    let kinds = [
        ("new", counts.new),
        ("changed", counts.changed),
        ("gone", counts.gone),
        ("unchanged", counts.unchanged),
    ];
    let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
    kinds
        .map(|(kind, count)| Group {
            kind,
            count,
            lines: (told.changes.iter())
                .filter(|one| one.change == kind)
                .take(DRAWN)
                .map(|one| line(state, one))
                .collect(),
        })
        .collect()
}

fn line(state: &State, change: &ImportChange) -> Line {
    let lang = state.display.lang;
    let month = change.month.map(|month| value::month(state, month));
    let row = change.row.map(|row| text::row_number(row, lang));
    let kept = change.kept.as_deref();
    let kept = kept.map(|kept| text::kept(kept).get(lang).to_owned());
    let is_report = change.month.is_some();
    Line {
        name: if change.name.is_empty() {
            change.project.clone()
        } else {
            change.name.clone()
        },
        beside: month.into_iter().chain(row).chain(kept).collect(),
        fields: (change.fields.iter())
            .map(|field| differs(state, field, is_report))
            .chain(change.persons.iter().map(|one| person(state, one)))
            .collect(),
    }
}

fn differs(state: &State, field: &ImportField, is_report: bool) -> Differs {
    let lang = state.display.lang;
    let key = &field.field;
    if is_report {
        let label = FieldKey::new(key).map_or_else(|| key.clone(), |key| key.label(lang));
        return Differs {
            label,
            before: field.before.clone(),
            after: field.after.clone(),
        };
    }
    let known = PlanBox::from_key(key);
    let profile = value::words(state);
    let named = known.zip(profile);
    let label = named.map_or(key.as_str(), |(known, profile)| {
        profile.box_label(known, lang)
    });
    let said = |text: &Option<String>| {
        let text = text.as_ref()?;
        Some(known.map_or_else(|| text.clone(), |known| value::shown(state, known, text)))
    };
    Differs {
        label: label.to_owned(),
        before: said(&field.before),
        after: said(&field.after),
    }
}

/// A person before and after; the numbers are those that the server tells this user.
fn person(state: &State, change: &ImportPerson) -> Differs {
    Differs {
        label: person_kind(state, &change.kind),
        before: change.before.as_ref().map(Person::in_a_line),
        after: change.after.as_ref().map(Person::in_a_line),
    }
}

/// What the profile calls a kind of persons.
fn person_kind(state: &State, kind: &str) -> String {
    let profile = value::words(state);
    profile
        .map_or(kind, |it| it.person_label_in(kind, state.display.lang))
        .to_owned()
}

/// What a column can be taken for, by key and label: what plans have, and what it is taken for now.
pub(crate) fn targets(state: &State, told: &Import, now: Option<&str>) -> Vec<(String, String)> {
    let of_plan = |key: &&String| {
        let of = [
            "plan.",
            "person.",
            "telephone.",
            "post.",
            "unit.",
            "from.",
            "to.",
        ];
        !key.contains('.') || of.iter().any(|of| key.starts_with(of))
    };
    let listed = told.targets.iter();
    let listed = listed.filter(|key| of_plan(key) || now == Some(key.as_str()));
    listed
        .map(|key| (key.clone(), target(state, key)))
        .collect()
}

/// What a column is taken for, in words.
fn target(state: &State, key: &str) -> String {
    let lang = state.display.lang;
    let profile = value::words(state);
    let words = match key.split_once('.') {
        Some(("plan", part)) => match PlanBox::from_key(part).zip(profile) {
            Some((part, profile)) => profile.box_label(part, lang),
            None if part == "span" => text::SPAN.get(lang),
            None => {
                let month = part.strip_prefix("monthly_plan.").unwrap_or(part);
                return text::month_plan(month, lang);
            }
        },
        Some(("person", kind)) => return person_kind(state, kind),
        Some(("telephone", kind)) => return text::telephone(&person_kind(state, kind), lang),
        Some((detail @ ("post" | "unit" | "from" | "to"), kind)) => {
            return text::person_detail(detail, &person_kind(state, kind), lang);
        }
        Some(("report", part)) => {
            let key = FieldKey::new(part);
            return key.map_or_else(|| part.to_owned(), |key| key.label(lang));
        }
        _ => text::other_target(key).map_or(key, |words| words.get(lang)),
    };
    words.to_owned()
}
