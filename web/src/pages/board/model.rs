//! 月度看板 as data: who has reported, how far reports have come, and what a lock waits for.

use std::collections::BTreeMap;

use yuebao_domain::calendar::{Deadline, days_left, deadline};
use yuebao_domain::device::ReportKey;
use yuebao_domain::filing::{
    Board, Chased, Column, Contact, Counts, Entry, Line, Mark, Notice, board, chase, top_of,
    unit_of,
};
use yuebao_domain::operation::month::{self, Listed, Why};
use yuebao_domain::operation::report;
use yuebao_domain::order::Order;
use yuebao_domain::period::Month;
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Action as Right;
use yuebao_domain::units::Tree;

use crate::components::persons;
use crate::state::totals::unit_name;
use crate::state::{Cell, State};
use crate::text::board as text;

/// Everything that the screen shows once there is a month and a profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    pub(crate) month: Month,
    pub(crate) deadline: Option<Deadline>,
    /// Days to the deadline, negative once it has passed.
    pub(crate) left: Option<i64>,
    pub(crate) total: Row,
    pub(crate) rows: Vec<Row>,
    /// The reports of the cell that is open.
    pub(crate) open: Option<Opened>,
    /// How many reports of the month stand where; `None` where there is none.
    pub(crate) steps: Vec<(Option<report::State>, usize)>,
    /// 催报 as a text.
    pub(crate) chase: String,
    /// The same with whom to call; `None` where nobody is known.
    pub(crate) chase_with: Option<String>,
    /// Whom to call, by unit.
    pub(crate) people: Vec<(String, Vec<Called>)>,
    pub(crate) closing: Closing,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its identifier; `None` for the total.
    pub(crate) unit: Option<String>,
    pub(crate) label: String,
    pub(crate) month: Counts,
    pub(crate) year: Counts,
}

/// What lies behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) cell: Cell,
    pub(crate) title: String,
    pub(crate) reports: Vec<Shown>,
}

/// One report behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) key: ReportKey,
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) mark: Mark,
}

/// Somebody who is to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Called {
    pub(crate) person: persons::Shown,
    /// The projects that they answer for among those that are missing.
    pub(crate) projects: Vec<String>,
}

/// What the office sees of closing the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closing {
    /// Whether this user closes months.
    pub(crate) is_office: bool,
    pub(crate) state: month::State,
    /// The newest edition, where the month was locked.
    pub(crate) edition: Option<u32>,
    /// Whether a decision of this user is not with the server yet.
    pub(crate) is_waiting: bool,
    /// What a lock would name as 缺报.
    pub(crate) missing: Vec<Listed>,
    pub(crate) missing_names: Vec<String>,
    /// How many of these still have time to report.
    pub(crate) not_yet_due: usize,
    /// What stands against a lock even so.
    pub(crate) blockers: Vec<(Why, Vec<String>)>,
    /// Units and projects that can be chosen, by id and name.
    pub(crate) units: Vec<(String, String)>,
    pub(crate) projects: Vec<(String, String)>,
    /// Late for want of a connection, and not excused: id, name and mark.
    pub(crate) to_excuse: Vec<(String, String, Mark)>,
}

/// Whether this user has a board at all: whoever reviews, and whoever only looks on.
pub(crate) fn has_board(state: &State) -> bool {
    let reads = state.may(Right::Read);
    reads && (state.may(Right::Review) || !state.may(Right::Report))
}

/// The model; `None` before there is a profile, a month and a day.
pub(crate) fn model(state: &State) -> Option<Model> {
    let device = state.device.get();
    let (profile, month) = (state.profile()?, state.screen.month?);
    let (today, me) = (state.clock.today?, device.meta.me.as_ref()?);
    let entries = device.filing(month, today);
    let tree = Tree::of(&device.units);
    let top = top_of(&entries, &tree, &me.unit.id);
    let Board { total, units } = board(&entries, &tree, top, month);
    let due = |nature| deadline(&profile.calendar, &profile.holidays, month, nature);
    let deadline = Nature::ALL.into_iter().find_map(due);
    let notice = Notice {
        month,
        profile,
        units: &device.units,
        contacts: &[],
        today,
        lang: state.display.lang,
    };
    let chased = chase(&entries, month);
    let people = people(state, &chased);
    let contacts: Vec<Contact> = people.iter().flat_map(contacts_of).collect();
    let with = Notice {
        contacts: &contacts,
        ..notice
    };
    let total_label = text::TOTAL.get(state.display.lang).to_owned();
    Some(Model {
        month,
        left: (deadline.as_ref()).map(|deadline| days_left(deadline.last_day, today)),
        deadline,
        total: row(&total, None, total_label),
        rows: (units.iter())
            .map(|line| row(line, Some(line.unit.clone()), label(state, &line.unit)))
            .collect(),
        open: opened(state, &entries, &tree, top),
        steps: steps(&entries, month),
        chase: notice.text(&chased),
        chase_with: (!contacts.is_empty()).then(|| with.text(&chased)),
        people: (people.into_iter())
            .map(|(unit, people)| (label(state, &unit), people))
            .collect(),
        closing: closing(state, &entries, month),
    })
}

/// Whom to call about what is missing, unit by unit: each person once.
fn people(state: &State, chased: &[Chased<'_>]) -> Vec<(String, Vec<Called>)> {
    let (device, lang) = (state.device.get(), state.display.lang);
    let today = state.clock.today;
    let mut found = Vec::new();
    for unit in chased {
        let mut people: Vec<Called> = Vec::new();
        for entry in &unit.entries {
            for person in persons::on(device, &entry.plan.id, today, lang) {
                let name = entry.plan.name.clone();
                match people.iter_mut().find(|one| one.person == person) {
                    Some(one) => one.projects.push(name),
                    None => people.push(Called {
                        person,
                        projects: vec![name],
                    }),
                }
            }
        }
        if !people.is_empty() {
            found.push((unit.unit.to_owned(), people));
        }
    }
    found
}

fn contacts_of((unit, people): &(String, Vec<Called>)) -> Vec<Contact> {
    let contact = |one: &Called| {
        let numbers: Vec<&str> = (one.person.numbers.iter())
            .map(|(written, _)| written.as_str())
            .collect();
        Contact {
            unit: unit.clone(),
            name: format!("{} {}", one.person.kind, one.person.name),
            telephone: numbers.join("/"),
        }
    };
    people.iter().map(contact).collect()
}

fn row(line: &Line, unit: Option<String>, label: String) -> Row {
    Row {
        unit,
        label,
        month: line.month,
        year: line.year,
    }
}

fn label(state: &State, unit: &str) -> String {
    if unit.is_empty() {
        text::NO_UNIT.get(state.display.lang).to_owned()
    } else {
        unit_name(state.device.get(), unit)
    }
}

fn opened(state: &State, entries: &[Entry<'_>], tree: &Tree<'_>, top: &str) -> Option<Opened> {
    let cell = state.board.open.clone()?;
    let (month, lang) = (state.screen.month?, state.display.lang);
    let is_in = |entry: &&Entry<'_>| {
        let is_of_unit = (cell.unit.as_ref()).is_none_or(|unit| unit_of(entry, tree, top) == unit);
        is_of_unit && (cell.is_year || entry.month == month) && cell.column.holds(entry)
    };
    let shown = |entry: &Entry<'_>| Shown {
        key: ReportKey {
            project: entry.plan.id.clone(),
            month: entry.month,
        },
        name: entry.plan.name.clone(),
        unit: label(state, entry.plan.lead_unit().unwrap_or_default()),
        mark: entry.mark,
    };
    let unit = match &cell.unit {
        Some(unit) => label(state, unit),
        None => text::TOTAL.get(lang).to_owned(),
    };
    let column = cell.column.label().get(lang);
    Some(Opened {
        title: text::cell(&unit, column, cell.is_year.then_some(month), lang),
        reports: entries.iter().filter(is_in).map(shown).collect(),
        cell,
    })
}

/// Those that are due in the month, by where they stand.
fn steps(entries: &[Entry<'_>], month: Month) -> Vec<(Option<report::State>, usize)> {
    let mut counts: BTreeMap<Option<report::State>, usize> = BTreeMap::new();
    for entry in entries {
        if entry.month == month && Column::Due.holds(entry) {
            *counts.entry(entry.state).or_insert(0) += 1;
        }
    }
    counts.into_iter().collect()
}

fn closing(state: &State, entries: &[Entry<'_>], month: Month) -> Closing {
    let device = state.device.get();
    let ahead = device.month_ahead(month);
    let is_office = device.closes_months();
    let stand = if is_office && ahead.state != month::State::Locked {
        device.month_blockers(month, &[])
    } else {
        Vec::new()
    };
    // what is in or in dispute is to be settled, and never written off by the way
    let (missing, stand): (Vec<_>, Vec<_>) =
        (stand.into_iter()).partition(|one| one.why == Why::NotReported);
    let mut blockers: BTreeMap<Why, Vec<String>> = BTreeMap::new();
    for one in stand {
        blockers.entry(one.why).or_default().push(one.name);
    }
    let is_missing = |one: &Listed| missing.iter().any(|it| it.project == one.project);
    let mut listed = device.to_be_missing(month);
    listed.retain(is_missing);
    let of_month = || entries.iter().filter(|entry| entry.month == month);
    let mut units: Vec<(String, String)> = Vec::new();
    for unit in of_month().filter_map(|entry| entry.plan.lead_unit()) {
        if !units.iter().any(|(id, _)| id == unit) {
            units.push((unit.to_owned(), unit_name(device, unit)));
        }
    }
    units.order_by_key(|(_, name)| name.clone());
    let offline = of_month().filter(|entry| {
        let is_offline = matches!(entry.mark, Mark::LateOffline { .. });
        is_offline && entry.mark.days_late().is_some()
    });
    Closing {
        is_office,
        state: ahead.state,
        edition: ahead.book.edition().map(|edition| edition.number),
        is_waiting: ahead.waiting > 0,
        not_yet_due: (of_month())
            .filter(|entry| matches!(entry.mark, Mark::NotYet(Some(_))))
            .filter(|entry| listed.iter().any(|one| one.project == entry.plan.id))
            .count(),
        missing: listed,
        missing_names: missing.into_iter().map(|one| one.name).collect(),
        blockers: blockers.into_iter().collect(),
        units,
        projects: of_month()
            .map(|entry| (entry.plan.id.clone(), entry.plan.name.clone()))
            .collect(),
        to_excuse: offline
            .map(|entry| {
                let (id, name) = (entry.plan.id.clone(), entry.plan.name.clone());
                (id, name, entry.mark)
            })
            .collect(),
    }
}
