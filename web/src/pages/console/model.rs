//! 设备与未送达 as data: by unit and person, what did not arrive and when their tablets were last seen.

use yuebao_domain::beijing::Beijing;
use yuebao_domain::device::ReportKey;
use yuebao_domain::order::Order;
use yuebao_domain::period::show_day;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v2::console::{Console, Undelivered};

use crate::state::State;
use crate::text::console as text;

/// Everything that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) total: Counts,
    /// Those with something undelivered first.
    pub(super) units: Vec<UnitPart>,
    /// The first day of which refusals are listed, in Beijing.
    pub(super) since: Option<String>,
    /// More is undelivered than is listed.
    pub(super) cut: bool,
}

/// What did not arrive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) refused: usize,
    /// In conflicts that are open.
    pub(super) waiting: usize,
    /// Operations that tablets could not read, as far as they have said.
    pub(super) set_aside: usize,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitPart {
    pub(super) name: String,
    pub(super) counts: Counts,
    pub(super) people: Vec<PersonPart>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonPart {
    pub(super) user: String,
    pub(super) name: String,
    pub(super) counts: Counts,
    /// When a tablet of theirs was last heard of, RFC 3339.
    pub(super) seen_at: Option<String>,
    pub(super) lines: Vec<Line>,
}

/// One thing that did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The project's name, or what it is that is no project's.
    pub(super) name: String,
    pub(super) month: String,
    /// The report, if this device knows its project.
    pub(super) key: Option<ReportKey>,
    /// RFC 3339.
    pub(super) at: String,
    pub(super) is_refused: bool,
    /// Why it was refused.
    pub(super) words: Option<String>,
}

impl Counts {
    pub(super) const fn is_any(self) -> bool {
        self.refused + self.waiting + self.set_aside > 0
    }

    fn add(&mut self, other: Self) {
        self.refused += other.refused;
        self.waiting += other.waiting;
        self.set_aside += other.set_aside;
    }
}

/// Whether this user has the screen at all; the server asks the same.
pub(crate) fn has_console(state: &State) -> bool {
    let role = state.device.get().meta.me.as_ref().map(|me| me.role);
    matches!(
        role,
        Some(Role::CityOffice | Role::RegionOffice | Role::Admin)
    )
}

/// `None` until the server has said anything.
pub(super) fn model(state: &State) -> Option<Model> {
    let told = state.console.told.as_deref()?;
    let mut units: Vec<(String, UnitPart)> = Vec::new();
    for (unit, person) in people(state, told) {
        let name = told.units.iter().find(|it| it.id == unit);
        let place = units.iter().position(|(id, _)| *id == unit);
        let place = place.unwrap_or(units.len());
        if place == units.len() {
            let name = name.map_or(text::NO_UNIT.get(state.display.lang), |it| &it.name);
            let (name, counts, people) = (name.to_owned(), Counts::default(), Vec::new());
            units.push((
                unit,
                UnitPart {
                    name,
                    counts,
                    people,
                },
            ));
        }
        if let Some((_, part)) = units.get_mut(place) {
            part.counts.add(person.counts);
            part.people.push(person);
        }
    }
    let mut total = Counts::default();
    let mut units: Vec<UnitPart> = units.into_iter().map(|(_, part)| part).collect();
    for unit in &mut units {
        total.add(unit.counts);
        (unit.people).order_by_key(|person| (!person.counts.is_any(), person.user.clone()));
    }
    units.order_by_key(|unit| (!unit.counts.is_any(), unit.name.clone()));
    let since = told.since.as_ref();
    Some(Model {
        total,
        units,
        since: since.and_then(|since| Some(show_day(Beijing::read(since.as_str())?.day))),
        cut: told.cut,
    })
}

/// Everybody who is named, with the unit's identifier; empty for one that is not told.
fn people(state: &State, told: &Console) -> Vec<(String, PersonPart)> {
    let mut users: Vec<&str> = Vec::new();
    let named = told.tablets.iter().map(|it| it.user.as_str());
    for user in named.chain(told.undelivered.iter().map(|it| it.user.as_str())) {
        if !users.contains(&user) {
            users.push(user);
        }
    }
    let part = |user: &str| {
        let person = told.people.iter().find(|it| it.user == user);
        let unit = person.map(|it| it.unit.clone()).unwrap_or_default();
        (unit, person_part(state, told, user))
    };
    users.into_iter().map(part).collect()
}

fn person_part(state: &State, told: &Console, user: &str) -> PersonPart {
    let person = told.people.iter().find(|it| it.user == user);
    let own = told.undelivered.iter().filter(|it| it.user == user);
    let lines: Vec<Line> = own.map(|it| line(state, it)).collect();
    let tablets = || told.tablets.iter().filter(|it| it.user == user);
    let set_aside = tablets().filter_map(|it| it.set_aside);
    let refused = lines.iter().filter(|line| line.is_refused).count();
    PersonPart {
        user: user.to_owned(),
        name: person.map_or(user, |it| &it.name).to_owned(),
        counts: Counts {
            refused,
            waiting: lines.len() - refused,
            set_aside: set_aside
                .map(|n| usize::try_from(n).unwrap_or(usize::MAX))
                .fold(0, usize::saturating_add),
        },
        seen_at: tablets()
            .map(|it| it.seen_at.as_str())
            .max()
            .map(str::to_owned),
        lines,
    }
}

fn line(state: &State, one: &Undelivered) -> Line {
    let is_here = state.device.get().projects.contains_key(&one.project);
    let month = one.month.parse().ok().filter(|_| is_here);
    let name = if one.project.is_empty() {
        text::MONTH.get(state.display.lang).to_owned()
    } else {
        one.name.clone()
    };
    Line {
        name,
        month: one.month.clone(),
        key: month.map(|month| ReportKey {
            project: one.project.clone(),
            month,
        }),
        at: one.at.as_str().to_owned(),
        is_refused: one.why == "refused",
        words: Some(one.words.clone()).filter(|words| !words.is_empty()),
    }
}
