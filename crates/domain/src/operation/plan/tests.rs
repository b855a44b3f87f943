//! What a command does to a project's plan: a table of cases, and that what is closed never moves.

mod closed_months;

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
#[expect(clippy::too_many_lines, reason = "a table, one case after the other")]
fn what_is_refused_and_why() {
    use PlanChange::{Amend, Annual, Exit, Nature as OfNature, Supplement};
    let amended = || row(|row| row.annual_plan = parse_plain("4000").ok());
    let new = |change: &dyn Fn(&mut PlanRow)| {
        row(|row| {
            row.id = "new".to_owned();
            row.entered = month("2022-05");
            change(row);
        })
    };
    let cause = Some(ExitCause::IndustrialPolicy);
    let adopt = |version: PlanVersion| (OFFICE, version);
    for (what, (may, version), expected) in vec![
        (
            "amended",
            adopt(wanted(2, Amend, "2022-05", amended())),
            None,
        ),
        (
            "not the office's",
            (UNIT, wanted(2, Amend, "2022-05", amended())),
            Some(Refusal::PlanOfficeOnly),
        ),
        (
            "a closed month",
            adopt(wanted(2, Amend, "2022-04", amended())),
            Some(Refusal::PlanMonthLocked),
        ),
        (
            "another came between",
            adopt(wanted(1, Amend, "2022-05", amended())),
            Some(Refusal::PlanChanged),
        ),
        (
            "nothing changes",
            adopt(wanted(2, Amend, "2022-05", row(|_| {}))),
            Some(Refusal::PlanUnchanged),
        ),
        ("left", adopt(exit(2, "2022-05", "2022-04", cause)), None),
        (
            "left without a cause",
            adopt(exit(2, "2022-05", "2022-04", None)),
            Some(Refusal::CauseMissing),
        ),
        (
            "left, and counts on",
            adopt(exit(2, "2022-05", "2022-05", cause)),
            Some(Refusal::PlanMismatch),
        ),
        (
            "left as an amendment",
            adopt(wanted(2, Amend, "2022-05", leaving("2022-04"))),
            Some(Refusal::PlanMismatch),
        ),
        (
            "is there already",
            adopt(wanted(2, Supplement, "2022-05", amended())),
            Some(Refusal::PlanMismatch),
        ),
        (
            "no other nature",
            adopt(wanted(2, OfNature, "2022-05", amended())),
            Some(Refusal::PlanMismatch),
        ),
        (
            "another nature",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.nature = Nature::Completing),
            )),
            Some(Refusal::PlanMismatch),
        ),
        (
            "an unknown unit",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.units = vec!["u9".to_owned()]),
            )),
            Some(Refusal::UnitUnknown),
        ),
        (
            "no unit",
            adopt(wanted(2, Amend, "2022-05", row(|row| row.units.clear()))),
            Some(Refusal::UnitUnknown),
        ),
        (
            "an unknown area",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.area = "999999".to_owned()),
            )),
            Some(Refusal::AreaUnknown),
        ),
        (
            "an unknown category",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.category = Some(Category(SPACE))),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "an unknown level",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.level = Level(SPACE)),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "an unknown class",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.classes.set(SPACE, Some(ClassKey::YES))),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "a bundle in itself",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.bundle = Some("p1".to_owned())),
            )),
            Some(Refusal::BundleWrong),
        ),
        (
            "counted twice",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.bundle = Some("p2".to_owned())),
            )),
            Some(Refusal::BundleWrong),
        ),
        (
            "a new one",
            adopt(wanted(1, Supplement, "2022-05", new(&|_| {}))),
            None,
        ),
        (
            "a new one in a closed month",
            adopt(wanted(
                1,
                Supplement,
                "2022-04",
                new(&|row| row.entered = month("2022-04")),
            )),
            Some(Refusal::PlanMonthLocked),
        ),
        (
            "a new one that enters before",
            adopt(wanted(
                1,
                Supplement,
                "2022-05",
                new(&|row| row.entered = month("2022-02")),
            )),
            Some(Refusal::PlanMismatch),
        ),
        (
            "a new one that leaves",
            adopt(wanted(1, Exit, "2022-05", new(&|_| {}))),
            Some(Refusal::PlanMismatch),
        ),
        (
            "next year's",
            adopt(wanted(2, Annual, "2023-01", amended())),
            None,
        ),
    ] {
        let mut world = world();
        if version.row.id == "new" {
            world.book = PlanBook::default();
        }
        let found = world.take(may, "lin", &Command::adopt(version));
        assert_eq!(found, expected, "{what}");
    }
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

#[test]
fn what_a_unit_proposes_is_examined_and_answered_once() {
    use CommandKind::{Approve, Decline, Retract};
    let mut world = world();
    let amended = |number| {
        let row = row(|row| row.annual_plan = parse_plain("4000").ok());
        wanted(number, PlanChange::Amend, "2022-05", row)
    };
    let propose = Command::propose(amended(2), "资金已到位");
    assert_eq!(
        world.take(May::NOTHING, "zhang", &propose),
        Some(Refusal::NotYours)
    );
    assert_eq!(world.take(UNIT, "zhang", &propose), None);
    assert_eq!(world.log().state(), State::Proposed);
    assert_eq!(world.book.versions().len(), 1, "nothing is decided by it");
    let about = |kind, number, words: &str| Command::about(kind, number, words);
    for (may, user, command, expected) in [
        (
            UNIT,
            "zhang",
            about(Approve, 1, ""),
            Some(Refusal::PlanOfficeOnly),
        ),
        (
            OFFICE,
            "lin",
            about(Decline, 1, " "),
            Some(Refusal::CommentMissing),
        ),
        (
            OFFICE,
            "lin",
            about(Decline, 2, "重复"),
            Some(Refusal::ProposalGone),
        ),
        (UNIT, "wang", about(Retract, 1, ""), Some(Refusal::NotYours)),
        (OFFICE, "lin", about(Approve, 1, ""), None),
        (
            OFFICE,
            "lin",
            about(Decline, 1, "重复"),
            Some(Refusal::ProposalGone),
        ),
        (
            UNIT,
            "zhang",
            about(Retract, 1, ""),
            Some(Refusal::ProposalGone),
        ),
    ] {
        assert_eq!(world.take(may, user, &command), expected, "{command:?}");
    }
    assert_eq!(world.log().state(), State::Settled);
    assert_eq!(world.book.versions().len(), 2);
    // What was written before another version is written anew.
    let stale = Command::propose(amended(2), "");
    assert_eq!(
        world.take(UNIT, "zhang", &stale),
        Some(Refusal::PlanChanged)
    );
    let again = row(|row| row.annual_plan = parse_plain("4500").ok());
    let again = wanted(3, PlanChange::Amend, "2022-05", again);
    assert_eq!(
        world.take(UNIT, "zhang", &Command::propose(again.clone(), "")),
        None
    );
    assert_eq!(world.take(UNIT, "zhang", &about(Retract, 3, "")), None);
    assert_eq!(
        world.take(UNIT, "zhang", &Command::propose(again, "")),
        None
    );
    assert_eq!(
        world.take(OFFICE, "lin", &about(Decline, 5, "先完成年初计划")),
        None
    );
    let answers: Vec<_> = world
        .log()
        .proposals()
        .map(|one| one.answer.map(|step| step.command.kind))
        .collect();
    assert_eq!(answers, [Some(Approve), Some(Retract), Some(Decline)]);
}

#[test]
fn the_checks_about_plans_stand_against_a_proposal_until_it_is_mended_or_explained() {
    let mut world = world();
    world.profile.entry = Some(crate::profile::EntryStandard {
        industrial_total: parse_plain("5000").unwrap(),
        other_total: parse_plain("1000").unwrap(),
        annual: parse_plain("500").unwrap(),
        excludes_real_estate: true,
    });
    world.book = PlanBook::default();
    let new = |change: &dyn Fn(&mut PlanRow)| {
        let row = row(|row| {
            row.id = "new".to_owned();
            row.entered = month("2022-05");
            row.name = "新项目".to_owned();
            change(row);
        });
        wanted(1, PlanChange::Supplement, "2022-05", row)
    };
    let small = |row: &mut PlanRow| row.annual_plan = parse_plain("499").ok();
    let houses = |row: &mut PlanRow| row.is_real_estate = true;
    let found = |may, command: &Command| codes(&world.decide(may, "zhang", command));
    assert_eq!(found(UNIT, &Command::propose(new(&|_| {}), "")), [""; 0]);
    assert_eq!(found(UNIT, &Command::propose(new(&small), "")), ["L601"]);
    assert_eq!(
        found(UNIT, &Command::propose(new(&small), "市政府专题会议同意")),
        [""; 0]
    );
    assert_eq!(
        found(UNIT, &Command::propose(new(&houses), "同意")),
        ["L602"]
    );
    assert_eq!(found(OFFICE, &Command::adopt(new(&houses))), ["L602"]);
    assert_eq!(
        found(OFFICE, &Command::adopt(new(&small))),
        [""; 0],
        "the office knows"
    );
    let mut leaving = leaving("2022-04");
    leaving.exit_approver = None;
    world.book = PlanBook::of_row(row(|_| {}));
    let version = PlanVersion {
        cause: Some(ExitCause::Owner),
        ..wanted(2, PlanChange::Exit, "2022-05", leaving)
    };
    assert_eq!(
        codes(&world.decide(OFFICE, "lin", &Command::adopt(version))),
        ["L603"]
    );
}
