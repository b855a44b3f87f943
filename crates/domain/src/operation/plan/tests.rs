//! What a command does to a project's plan: a table of cases, and that what is closed never moves.

mod closed_months;
mod proposals;
mod refused;

use super::*;
use crate::check::testing::{month, plan_row, profile};
use crate::money::parse_plain;
use crate::operation::month::{self as months, Frozen, MonthBook};
use crate::operation::{Decision, Giver, Incoming, PlanKey, Refusal, Stored};
use crate::period::Month;
use crate::plan::{Category, ClassKey, ExitCause, Level, Nature, PlanBook, PlanChange, PlanRow};
use crate::profile::Profile;
use crate::report::FieldValues;
use crate::rights::{May, Role};

const OFFICE: May = May {
    see: true,
    review: true,
    close: true,
    ..May::NOTHING
};

/// A key that no profile here has.
const SPACE: ClassKey = match ClassKey::new("space") {
    Some(key) => key,
    None => ClassKey::NO,
};

const UNIT: May = May {
    see: true,
    report: true,
    ..May::NOTHING
};

fn row(change: impl FnOnce(&mut PlanRow)) -> PlanRow {
    let mut row = plan_row();
    row.annual_plan = parse_plain("3000").ok();
    change(&mut row);
    row
}

/// One that leaves after a month, with all that L603 asks for.
fn leaving(last: &str) -> PlanRow {
    row(|row| {
        row.exited = Some(month(last));
        row.exit_reason = Some("规划调整".to_owned());
        row.exit_day = crate::period::parse_day("2022-07-10").ok();
        row.exit_approver = Some("市政府".to_owned());
    })
}

fn wanted(number: u32, change: PlanChange, from: &str, row: PlanRow) -> PlanVersion {
    PlanVersion::of(number, change, month(from), row)
}

fn exit(number: u32, from: &str, last: &str, cause: Option<ExitCause>) -> PlanVersion {
    PlanVersion {
        cause,
        ..wanted(number, PlanChange::Exit, from, leaving(last))
    }
}

/// A month that was locked; with `reopened`, opened again for these projects.
fn locked(reopened: &[String]) -> MonthBook {
    let step = |command| months::Step {
        command,
        user: "lin".to_owned(),
        by: "林主任".to_owned(),
        unit: "市重点办".to_owned(),
        at: "2022-05-10T02:00:00Z".into(),
        made: None,
    };
    let lock = months::Step {
        made: Some(Frozen {
            number: 1,
            digest: String::new(),
            missing: Vec::new(),
        }),
        ..step(months::Command::lock(Vec::new()))
    };
    let mut steps = vec![lock];
    if !reopened.is_empty() {
        steps.push(step(months::Command::reopen(reopened, "更正")));
    }
    MonthBook { steps }
}

fn locks(to: Month) -> Locks {
    let months = (1..=12).filter_map(|number| Month::new(to.year(), number));
    let closed = months.filter(|month| *month <= to);
    Locks::new(closed.map(|month| (month, Some(locked(&[])))).collect())
}

/// A project's plan, and what is held of the log.
struct World {
    profile: Profile,
    book: PlanBook,
    others: Vec<PlanRow>,
    locks: Locks,
    stored: Option<Stored>,
}

fn world() -> World {
    World {
        profile: profile(),
        book: PlanBook::of_row(row(|_| {})),
        others: vec![row(|_| {})],
        locks: locks(month("2022-04")),
        stored: None,
    }
}

impl World {
    fn decide(&self, may: May, user: &str, command: &Command) -> Decision {
        let log = self.log();
        let version = log.version_of(command);
        let of = version.map_or(("p1", month("2022-01")), |one| {
            (&one.row.id, one.valid_from)
        });
        let key = PlanKey::of(of.0, of.1);
        let facts = Facts {
            key: &key,
            profile: &self.profile,
            book: &self.book,
            others: &self.others,
            units: Some(vec!["u1", "u2"]),
            locks: &self.locks,
        };
        let empty = FieldValues::new();
        let incoming = Incoming {
            seen: 0,
            base: &empty,
            user,
            name: "林主任",
            unit: "市重点办",
            at: &"2022-05-10T02:00:00.000Z".into(),
            may,
            role: Role::CityOffice,
            vacant: &[],
            has_filed: false,
        };
        decide(self.stored.as_ref(), command, &incoming, &facts)
    }

    fn log(&self) -> PlanLog {
        let held = self.stored.as_ref().map(|stored| stored.values.clone());
        PlanLog::read(&held.unwrap_or_default()).unwrap()
    }

    /// Takes what is decided, if it is taken.
    fn take(&mut self, may: May, user: &str, command: &Command) -> Option<Refusal> {
        let (state, values) = match self.decide(may, user, command) {
            Decision::Write { state, values, .. } => (state, values),
            Decision::Adopt {
                state,
                values,
                version,
            } => {
                assert_eq!(version.by, "林主任");
                self.book.push(*version);
                (state, values)
            }
            other => return Some(refusal(&other).expect("a refusal")),
        };
        let before = self.stored.as_ref().map(|stored| stored.values.clone());
        assert!(PlanLog::follows(
            &before.unwrap_or_default(),
            command,
            &values
        ));
        let rev = self.stored.as_ref().map_or(0, |stored| stored.rev);
        self.stored = Some(Stored {
            rev: rev + 1,
            state,
            returned_in: None,
            hand_ins: None,
            values,
            open: Vec::new(),
            last: Giver::default(),
        });
        assert_eq!(state, crate::operation::State::Plan(self.log().state()));
        None
    }
}

fn refusal(decision: &Decision) -> Option<Refusal> {
    match decision {
        Decision::Reject { refusal, .. } => *refusal,
        Decision::RejectNaming { refusal, .. } => Some(*refusal),
        _ => None,
    }
}

fn codes(decision: &Decision) -> Vec<String> {
    match decision {
        Decision::Reject { findings, .. } => {
            findings.iter().map(|one| one.code.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

fn nature(from: Nature, to: Nature, annual: Option<&str>) -> (World, Command) {
    let mut world = world();
    let before = row(|row| {
        row.nature = from;
        row.annual_plan = row.annual_plan.filter(|_| from != Nature::Preparatory);
    });
    world.book = PlanBook::of_row(before.clone());
    let after = PlanRow {
        nature: to,
        annual_plan: annual.and_then(|text| parse_plain(text).ok()),
        ..before
    };
    let version = wanted(2, PlanChange::Nature, "2022-05", after);
    (world, Command::adopt(version))
}

#[test]
fn what_a_project_was_classified_by_before_does_not_stand_against_another_change() {
    let held = |row: &mut PlanRow| {
        row.category = Some(Category(SPACE));
        row.level = Level(SPACE);
        row.classes.set(SPACE, Some(ClassKey::YES));
    };
    let unknown = Some(Refusal::ClassUnknown);
    let set = |row: &mut PlanRow| row.classes.set(SPACE, Some(ClassKey::NO));
    let cases: [(fn(&mut PlanRow), _); 4] = [
        (|_| {}, None),
        (|row| row.category = None, None),
        (|row| row.level = Level(ClassKey::YES), unknown),
        (set, unknown),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let mut world = world();
        world.book = PlanBook::of_row(row(held));
        let row = row(|row| {
            held(row);
            row.scale = "新".to_owned();
            change(row);
        });
        let version = wanted(2, PlanChange::Amend, "2022-05", row);
        let found = world.take(OFFICE, "lin", &Command::adopt(version));
        assert_eq!(found, expected, "{at}");
    }
}

#[test]
fn a_month_that_is_opened_again_for_the_project_is_open() {
    let version = || {
        wanted(
            2,
            PlanChange::Amend,
            "2022-04",
            row(|row| row.scale = "新".to_owned()),
        )
    };
    for (reopened, expected) in [("p1", None), ("p2", Some(Refusal::PlanMonthLocked))] {
        let mut world = world();
        let reopened = [reopened.to_owned()];
        world.locks = Locks::new(vec![(month("2022-04"), Some(locked(&reopened)))]);
        assert_eq!(
            world.take(OFFICE, "lin", &Command::adopt(version())),
            expected
        );
    }
    // A version that ends before what is closed may begin before it.
    let mut world = world();
    world.locks = Locks::new(vec![(month("2022-06"), Some(locked(&[])))]);
    assert_eq!(
        world.take(OFFICE, "lin", &Command::adopt(version())),
        Some(Refusal::PlanMonthLocked)
    );
    world.book.push(wanted(
        2,
        PlanChange::Amend,
        "2022-06",
        row(|row| row.scale = "六月".to_owned()),
    ));
    let third = PlanVersion {
        number: 3,
        ..version()
    };
    assert_eq!(world.take(OFFICE, "lin", &Command::adopt(third)), None);
    let unreadable = Locks::new(vec![(month("2022-06"), None)]);
    assert_eq!(
        unreadable.last("p1"),
        Some(month("2022-06")),
        "a newer program's"
    );
}

/// M114: 预备 has no annual plan, what has become 新开工 has one.
#[test]
fn preparatory_becomes_a_new_start_with_its_annual_plan() {
    use Nature::{Completing, Continuing, NewStart, Preparatory};
    let no = Some(Refusal::NatureWrong);
    for (from, to, annual, expected) in [
        (Preparatory, NewStart, Some("500"), None),
        (Preparatory, NewStart, None, no),
        (Preparatory, Continuing, Some("500"), None),
        (NewStart, Continuing, Some("3000"), None),
        (NewStart, Preparatory, None, None),
        (NewStart, Preparatory, Some("3000"), no),
        (Continuing, Completing, Some("3000"), None),
        (Continuing, NewStart, Some("3000"), no),
    ] {
        let (mut world, command) = nature(from, to, annual);
        assert_eq!(
            world.take(OFFICE, "lin", &command),
            expected,
            "{from:?} → {to:?}"
        );
        if expected.is_none() {
            assert_eq!(world.book.at(month("2022-04")).unwrap().nature, from);
            assert_eq!(world.book.at(month("2022-05")).unwrap().nature, to);
        }
    }
}
