//! What a file would change of the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::bundles;
use super::identity::{Identity, Known};
use super::persons::{self, FilePersons, PersonChange};
use super::preview::{Change, ChangeKind, FieldChange, FileRow, Gone, Obstacle, Preview, Terms};
use crate::codes::project;
use crate::period::Month;
use crate::plan::{PlanBox, PlanRow};

/// Compares a file with the plan that is held: what it would change, or everything that stands
/// against it.
pub fn compare(
    held: &[PlanRow],
    file: &[FileRow],
    terms: &Terms<'_>,
) -> Result<Preview, (Preview, Vec<Obstacle>)> {
    let mut taken = BTreeSet::new();
    for row in held {
        taken.insert(row.id.clone());
    }
    let mut comparison = Comparison {
        held,
        terms,
        known: BTreeMap::new(),
        new: BTreeMap::new(),
        stated: Vec::new(),
        taken,
        preview: Preview::default(),
        obstacles: Vec::new(),
    };
    let known = Known::of(held);
    for (at, row) in file.iter().enumerate() {
        comparison.take(at, row, known.find(&row.row));
    }
    comparison.settle();
    let found = bundles::settle(&mut comparison.preview.changes, held);
    comparison.obstacles.extend(found);
    if terms.is_annual {
        comparison.leave();
    }
    comparison.ask_of_persons();
    comparison.hold_locked();
    let Comparison {
        preview, obstacles, ..
    } = comparison;
    if obstacles.is_empty() {
        Ok(preview)
    } else {
        Err((preview, obstacles))
    }
}

/// Whether a project is left in the plan after `month` unless somebody takes it out.
pub fn is_named(row: &PlanRow, month: Month) -> bool {
    row.exited.is_none_or(|last| last > month) && row.entered <= month
}

/// All that the file says of one project.
#[derive(Debug)]
struct Stated {
    /// The first row of the file that names it.
    at: usize,
    row: FileRow,
    /// Its place in the plan, if it is there.
    place: Option<usize>,
}

struct Comparison<'a> {
    held: &'a [PlanRow],
    terms: &'a Terms<'a>,
    /// Where in `stated` each project of the plan is.
    known: BTreeMap<usize, usize>,
    /// Where in `stated` each new one is.
    new: BTreeMap<String, usize>,
    stated: Vec<Stated>,
    /// Identifiers that are in use.
    taken: BTreeSet<String>,
    preview: Preview,
    obstacles: Vec<Obstacle>,
}

impl Comparison<'_> {
    fn take(&mut self, at: usize, row: &FileRow, identity: Identity) {
        let next = self.stated.len();
        let (first, place) = match identity {
            Identity::Several(places) => {
                let ids = places.into_iter();
                let ids = ids.map(|place| self.held[place].id.clone()).collect();
                self.obstacles.push(Obstacle::Several(at, ids));
                return;
            }
            Identity::OtherCode(place) => {
                let id = self.held[place].id.clone();
                self.obstacles.push(Obstacle::OtherCode(at, id));
                return;
            }
            Identity::Known(place) => (*self.known.entry(place).or_insert(next), Some(place)),
            Identity::New => (*self.new.entry(new_key(&row.row)).or_insert(next), None),
        };
        if first < next {
            self.again(first, at, row);
        } else {
            let row = row.clone();
            self.stated.push(Stated { at, row, place });
        }
    }

    /// A project that stands in the file once more may say what it said before, or something else of
    /// it, but nothing that contradicts.
    fn again(&mut self, first: usize, at: usize, row: &FileRow) {
        let Stated {
            at: first,
            row: before,
            ..
        } = &mut self.stated[first];
        for field in &row.says {
            if before.says.insert(*field) {
                field.copy(&row.row, &mut before.row);
            } else if !field.is_same(&before.row, &row.row) {
                self.obstacles.push(Obstacle::Disagree(*first, at, *field));
                return;
            }
        }
        for said in &row.persons {
            match before.persons.iter().find(|one| one.kind == said.kind) {
                None => before.persons.push(said.clone()),
                Some(one) if one == said => {}
                Some(_) => {
                    let kind = said.kind.clone();
                    self.obstacles
                        .push(Obstacle::PersonsDisagree(*first, at, kind));
                }
            }
        }
    }

    /// Sets what the file says beside what is held.
    fn settle(&mut self) {
        for Stated { at, mut row, place } in std::mem::take(&mut self.stated) {
            bundles::identify(&mut row.row, self.held);
            match place {
                Some(place) => self.known(at, &row, &self.held[place]),
                None => self.new_row(at, &row),
            }
        }
    }

    fn known(&mut self, at: usize, row: &FileRow, held: &PlanRow) {
        let mut after = held.clone();
        let mut fields = Vec::new();
        let begins = self.begins_year(row, held);
        let is_said = |field: &&PlanBox| {
            **field != PlanBox::Id && !(begins && **field == PlanBox::BeforeYear)
        };
        let says = row.says.iter().filter(is_said);
        for field in says.filter(|field| !field.is_same(held, &row.row)) {
            field.copy(&row.row, &mut after);
            fields.push(FieldChange {
                field: *field,
                before: field.written(held),
                after: field.written(&after),
            });
        }
        if begins {
            fields.extend(self.begin_year(held, &mut after));
        }
        let persons = self.persons(at, &row.persons, &held.id);
        let mut moved = persons.iter().filter(|one| one.command("").is_some());
        let kind = if fields.is_empty() && moved.next().is_none() {
            ChangeKind::Unchanged
        } else {
            ChangeKind::Changed
        };
        self.preview.changes.push(Change {
            kind,
            row: after,
            fields,
            persons,
            at: Some(at),
        });
    }

    /// What the file would change of a project's persons.
    fn persons(&mut self, at: usize, said: &[FilePersons], project: &str) -> Vec<PersonChange> {
        let Some(named) = &self.terms.named else {
            return Vec::new();
        };
        let (changes, faults) = persons::changes(said, project, named, self.terms.valid_from);
        let faults = faults.into_iter();
        let faults = faults.map(|(kind, fault)| Obstacle::Persons(at, kind, fault));
        self.obstacles.extend(faults);
        changes
    }

    /// Nobody ends unasked.
    fn ask_of_persons(&mut self) {
        if self.terms.named.is_none_or(|named| named.gone.is_some()) {
            return;
        }
        let mut gone = Vec::new();
        for change in &self.preview.changes {
            for one in &change.persons {
                if let PersonChange::Gone { person, .. } = one {
                    gone.push((change.row.id.clone(), person.name.clone()));
                }
            }
        }
        if !gone.is_empty() {
            self.obstacles.push(Obstacle::PersonsUnasked(gone));
        }
    }

    /// Whether the file begins another year for a project and leaves 至上年底累计 empty.
    fn begins_year(&self, row: &FileRow, held: &PlanRow) -> bool {
        let is_said = row.says.contains(&PlanBox::BeforeYear) && row.row.before_year.is_some();
        !is_said && self.terms.carried_over.contains_key(&held.id)
    }

    /// 至上年底累计 of another year that the file leaves empty: by December's report, else none. What
    /// stood in last year's plan is of no account.
    fn begin_year(&self, held: &PlanRow, after: &mut PlanRow) -> Option<FieldChange> {
        let field = PlanBox::BeforeYear;
        let carried = self.terms.carried_over.get(&held.id)?;
        after.before_year = carried.and_then(|carried| carried.at_years_end());
        (after.before_year != held.before_year).then(|| FieldChange {
            field,
            before: field.written(held),
            after: field.written(after),
        })
    }

    fn new_row(&mut self, at: usize, row: &FileRow) {
        let missing = PlanBox::NEEDED.into_iter();
        let missing: Vec<PlanBox> = missing.filter(|field| !row.says.contains(field)).collect();
        if !missing.is_empty() {
            let missing = missing.into_iter();
            let missing = missing.map(|field| Obstacle::Missing(at, field));
            self.obstacles.extend(missing);
            return;
        }
        let mut after = row.row.clone();
        if !row.says.contains(&PlanBox::Entered) {
            after.entered = self.terms.valid_from;
        }
        after.id = self.new_id(&after);
        let is_class = |field: &&PlanBox| matches!(field, PlanBox::Class(_));
        let classes = row.says.iter().filter(is_class).copied();
        let has = PlanBox::ALL.into_iter().filter(|field| {
            row.says.contains(field) || matches!(field, PlanBox::Id | PlanBox::Entered)
        });
        let has = has.chain(classes);
        let fields = has.filter_map(|field| {
            Some(FieldChange {
                field,
                before: None,
                after: Some(field.written(&after)?),
            })
        });
        let fields = fields.collect();
        let persons = self.persons(at, &row.persons, &after.id);
        self.preview.changes.push(Change {
            kind: ChangeKind::New,
            row: after,
            fields,
            persons,
            at: Some(at),
        });
    }

    /// The identifier that the file gives, else the project's code, else the next free number.
    fn new_id(&mut self, row: &PlanRow) -> String {
        let code = row.code.as_deref().map(project::normalise);
        let is_plain = |id: &String| {
            let mut bytes = id.bytes();
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
            !id.is_empty() && id.len() <= 64 && bytes.all(plain)
        };
        let own = Some(row.id.clone()).filter(|id| !id.is_empty());
        let named = own.or_else(|| code.map(|code| code.to_ascii_lowercase()).filter(is_plain));
        let id = named.filter(|id| !self.taken.contains(id));
        let id = id.unwrap_or_else(|| {
            let numbered = (self.taken.len() + 1..).map(|number| format!("p{number:04}"));
            let mut free = numbered.filter(|id| !self.taken.contains(id));
            free.next().unwrap_or_default()
        });
        self.taken.insert(id.clone());
        id
    }

    /// The projects of the plan that an annual plan does not name.
    fn leave(&mut self) {
        let (from, held) = (self.terms.valid_from, self.held);
        let gone = held
            .iter()
            .enumerate()
            .filter(|(place, row)| is_named(row, from) && !self.known.contains_key(place));
        let gone: Vec<&PlanRow> = gone.map(|(_, row)| row).collect();
        if self.terms.gone.is_none() && !gone.is_empty() {
            let ids = gone.iter().map(|row| row.id.clone()).collect();
            self.obstacles.push(Obstacle::GoneUnasked(ids));
        }
        for row in gone {
            self.preview.changes.push(match self.terms.gone {
                Some(Gone::Exit) => exit(row, self.terms),
                _ => Change {
                    kind: ChangeKind::Gone,
                    row: row.clone(),
                    fields: Vec::new(),
                    persons: Vec::new(),
                    at: None,
                },
            });
        }
    }

    /// A file that changes nothing may be of a locked month.
    fn hold_locked(&mut self) {
        let locked = self.terms.locked_through;
        let Some(locked) = locked.filter(|locked| *locked >= self.terms.valid_from) else {
            return;
        };
        if self.preview.to_write().next().is_some() {
            self.obstacles.push(Obstacle::Locked(locked));
        }
    }
}

/// The project leaves with the month before; one that entered with this month has this one as its
/// last, since none can leave before it came.
fn exit(row: &PlanRow, terms: &Terms<'_>) -> Change {
    let mut after = row.clone();
    after.exited = Some(terms.valid_from.previous().max(row.entered));
    let document = terms.document.trim();
    after.exit_reason = Some(if document.is_empty() {
        format!("未列入 {} 起的计划", terms.valid_from)
    } else {
        format!("未列入{document}")
    });
    let fields = [PlanBox::Exited, PlanBox::ExitReason].map(|field| FieldChange {
        field,
        before: field.written(row),
        after: field.written(&after),
    });
    Change {
        kind: ChangeKind::Gone,
        row: after,
        fields: fields.into(),
        persons: Vec::new(),
        at: None,
    }
}

/// What tells one new project of a file from another.
fn new_key(row: &PlanRow) -> String {
    let code = row.code.as_deref().map(project::normalise);
    if let Some(code) = code.filter(|code| !code.is_empty()) {
        return format!("code:{code}");
    }
    if !row.id.is_empty() {
        return format!("id:{}", row.id);
    }
    let name = crate::codes::names::normalise(&row.name);
    format!("name:{}:{name}", row.lead_unit().unwrap_or_default())
}
