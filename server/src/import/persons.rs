//! Persons (责任人) of a plan's files: compared with those that there are, and named, corrected or ended in
//! the name of whoever imports.

use std::collections::BTreeMap;

use uuid::Uuid;
use yuebao_domain::import::{self, Preview};
use yuebao_domain::operation::persons::{Log, Person, obstacle};
use yuebao_domain::operation::{Operation, PersonsKey, Subject, SubjectKind};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FORM_VERSION;
use yuebao_domain::rights::{Me, OverPersons, Tie, over_persons};
use yuebao_domain::text::Lang;
use yuebao_sheets::Note;
use yuebao_sheets::plan_table::PlanTables;
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use crate::clock::Now;
use crate::sync::{Sender, push};

/// The device that persons from files say they come from.
const DEVICE: &str = "import";

/// Whether the files say anything of persons.
pub(super) fn are_said(tables: &PlanTables) -> bool {
    tables.rows.iter().any(|row| !row.said.persons.is_empty())
}

/// What an office may do with the persons of all projects.
pub(super) fn over_all(me: &Me, profile: &Profile) -> OverPersons {
    over_persons(me.role, me.role.may(Tie::Any), &profile.telephones_for)
}

/// What was decided so far, by project; what a newer program has written stands in nobody's way here,
/// and is refused when it is written.
pub(super) fn logs(tx: &dyn ReadTransaction) -> Result<BTreeMap<String, Log>, Error> {
    let mut logs = BTreeMap::new();
    for subject in tx.subjects_of_kind(SubjectKind::Persons)? {
        let held = tx.subject(&subject)?;
        let log = held.and_then(|held| Log::read(&held.values));
        if let (Some(project), Some(log)) = (subject.project(), log) {
            logs.insert(project.to_owned(), log);
        }
    }
    Ok(logs)
}

/// Who is in post today, by project.
pub(crate) fn in_post(
    tx: &dyn ReadTransaction,
    now: Now,
) -> Result<BTreeMap<String, Vec<Person>>, Error> {
    let mut persons = BTreeMap::new();
    for (project, log) in logs(tx)? {
        let entries = import::persons::in_post(&log, now.today()).into_iter();
        persons.insert(project, entries.map(|entry| entry.person).collect());
    }
    Ok(persons)
}

/// What stands against the persons that would be written, by their cells.
pub(super) fn obstacles(
    preview: &Preview,
    tables: &PlanTables,
    logs: &BTreeMap<String, Log>,
    me: &Me,
    profile: &Profile,
) -> Vec<Note> {
    let nothing = Log::default();
    let rights = (me.role, me.role.may(Tie::Any));
    let found = preview.persons_to_write().filter_map(|(change, person)| {
        let command = person.command("new")?;
        let log = logs.get(&change.row.id).unwrap_or(&nothing);
        let (refusal, detail) = obstacle(&command, rights, log, profile).err()?;
        let row = change.at.and_then(|at| tables.rows.get(at))?;
        let kind = &person.person().kind;
        let detail = detail.map_or_else(String::new, |detail| format!(" ({detail})"));
        let said = |lang| {
            let label = profile.person_label_in(kind, lang);
            format!("{label}: {}{detail}", refusal.words().get(lang))
        };
        let message = (said(Lang::Zh), said(Lang::En));
        Some(Note::asked(row.at_persons(kind), message))
    });
    found.collect()
}

/// Names, corrects and ends them, within a transaction that is open.
pub(super) fn write(
    tx: &dyn WriteTransaction,
    preview: &Preview,
    me: &Me,
    now: Now,
) -> Result<usize, Error> {
    let sender = Sender {
        me: me.clone(),
        device: DEVICE.to_owned(),
        now,
    };
    let mut revisions: BTreeMap<&str, u64> = BTreeMap::new();
    let mut operations = Vec::new();
    for (change, person) in preview.persons_to_write() {
        let project = change.row.id.as_str();
        let subject = Subject::from(PersonsKey::of(project));
        let rev = if let Some(rev) = revisions.get(project) {
            *rev
        } else {
            tx.subject(&subject)?.map_or(0, |held| held.rev)
        };
        let Some(command) = person.command(&Uuid::new_v4().to_string()) else {
            continue;
        };
        operations.push(Operation {
            op_id: Uuid::new_v4().to_string().into(),
            sequence: 1,
            form_version: FORM_VERSION,
            base_rev: rev,
            base_tag: None,
            previous: None,
            made_at: now.rfc3339().into(),
            subject,
            command: command.into(),
        });
        revisions.insert(project, rev + 1);
    }
    let receipts = push(tx, &sender, &operations)?;
    let refused = receipts.iter().find_map(|receipt| receipt.refusal);
    match refused {
        None if receipts.iter().all(|receipt| receipt.rev.is_some()) => Ok(receipts.len()),
        refused => Err(Error::Unreadable {
            what: "persons".to_owned(),
            reason: refused.map_or_else(String::new, |it| it.words().en.to_owned()),
        }),
    }
}
