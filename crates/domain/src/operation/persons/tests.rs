//! What a command does to the persons of a project.

use super::*;
use crate::check::testing::profile;
use crate::operation::{Decision, Giver, Incoming, Refusal, Stored};
use crate::period::parse_day;
use crate::report::FieldValues;
use crate::rights::{May, Role};

const CLERK: (Role, May) = (Role::Clerk, Role::Clerk.may(crate::rights::Tie::Lead));
const OFFICE: (Role, May) = (
    Role::CityOffice,
    Role::CityOffice.may(crate::rights::Tie::Any),
);
const READER: (Role, May) = (
    Role::Supervisor,
    Role::Supervisor.may(crate::rights::Tie::Any),
);
const FIRST: &str = "0190f0c2-0000-7000-8000-000000000001";
const SECOND: &str = "0190f0c2-0000-7000-8000-000000000002";

fn person(kind: &str, name: &str) -> Person {
    Person {
        kind: kind.to_owned(),
        name: name.to_owned(),
        post: "副局长".to_owned(),
        unit: "交通局".to_owned(),
        telephone: Some("0777-0009876".to_owned()),
        from: None,
        to: None,
    }
}

fn given(
    held: &FieldValues,
    command: &Command,
    (user, (role, may)): (&str, (Role, May)),
    seen: u64,
) -> Decision {
    let empty = FieldValues::new();
    let stored = Stored {
        rev: held.len() as u64,
        state: State::Named.into(),
        returned_in: None,
        hand_ins: None,
        values: held.clone(),
        open: Vec::new(),
        last: Giver::default(),
    };
    let incoming = Incoming {
        seen,
        base: &empty,
        user,
        name: user,
        unit: "交通局",
        at: &"2022-06-01T00:00:00Z".into(),
        may,
        role,
        vacant: &[],
        has_filed: false,
    };
    decide(Some(&stored), command, &incoming, &profile())
}

fn after(decision: Decision) -> FieldValues {
    match decision {
        Decision::Write { values, .. } => values,
        other => panic!("{other:?}"),
    }
}

fn refusal(decision: Decision) -> Refusal {
    match decision {
        Decision::Reject {
            refusal: Some(refusal),
            ..
        }
        | Decision::RejectNaming { refusal, .. } => refusal,
        other => panic!("{other:?}"),
    }
}

fn named() -> FieldValues {
    let command = Command::name(FIRST, &person("lead", "甲某"), None);
    after(given(&FieldValues::new(), &command, ("office", OFFICE), 0))
}

#[test]
fn two_who_name_different_persons_offline_are_both_taken() {
    let other = Command::name(SECOND, &person("contact", "乙某"), None);
    let held = after(given(&named(), &other, ("clerk", CLERK), 0));
    let entries = Log::read(&held).unwrap().entries();
    let names: Vec<&str> = entries.iter().map(|one| &*one.person.name).collect();
    assert_eq!(names, ["甲某", "乙某"]);
}

#[test]
fn no_project_has_steps_without_end() {
    let mut held = named();
    let one = held.values().next().unwrap().clone();
    for number in 2..=1_000 {
        let name = crate::report::FieldKey::new(&format!("person.{number:04}")).unwrap();
        held.insert(name, one.clone());
    }
    let other = Command::name(SECOND, &person("contact", "乙某"), None);
    let full = given(&held, &other, ("office", OFFICE), 1_000);
    assert_eq!(refusal(full), Refusal::PersonsFull);
}

#[test]
fn whoever_changes_what_another_has_changed_is_told() {
    let amend = |name: &str| Command::amend(FIRST, &person("lead", name));
    let held = after(given(&named(), &amend("丙某"), ("office", OFFICE), 1));
    // not seen by the clerk, but by the office's other device
    let late = given(&held, &amend("丁某"), ("clerk", CLERK), 1);
    assert_eq!(refusal(late), Refusal::PersonsChanged);
    let end = given(&held, &Command::end(FIRST, None), ("clerk", CLERK), 1);
    assert_eq!(refusal(end), Refusal::PersonsChanged);
    let replace = Command::name(SECOND, &person("lead", "丁某"), Some(FIRST));
    let replaced = given(&held, &replace, ("clerk", CLERK), 1);
    assert_eq!(refusal(replaced), Refusal::PersonsChanged);
    after(given(&held, &amend("丁某"), ("office", OFFICE), 1));
    after(given(&held, &amend("丁某"), ("clerk", CLERK), 2));
}

#[test]
fn whoever_comes_after_another_ends_the_others_time() {
    let next = Person {
        from: Some("2022-07".parse().unwrap()),
        ..person("lead", "乙某")
    };
    let replace = Command::name(SECOND, &next, Some(FIRST));
    let held = after(given(&named(), &replace, ("office", OFFICE), 1));
    let log = Log::read(&held).unwrap();
    for (day, holds) in [
        ("2022-06-30", "甲某"),
        ("2022-07-01", "乙某"),
        ("2023-01-01", "乙某"),
    ] {
        let day = parse_day(day).unwrap();
        let entries = log.entries().into_iter();
        let on: Vec<String> = entries
            .filter(|one| one.holds_on(day))
            .map(|one| one.person.name)
            .collect();
        assert_eq!(on, [holds]);
    }
    // one who comes at a time that nobody knows
    let replace = Command::name(SECOND, &person("lead", "乙某"), Some(FIRST));
    let held = after(given(&named(), &replace, ("office", OFFICE), 1));
    let first = Log::read(&held).unwrap().entry(FIRST).unwrap();
    assert!(first.is_over && first.steps == [0, 1]);
}

#[test]
fn what_cannot_be_entered_is_refused_and_an_odd_number_is_not() {
    let held = named();
    let of = |change: &dyn Fn(&mut Person)| {
        let mut one = person("contact", "乙某");
        change(&mut one);
        Command {
            person: Some(one.into()),
            ..Command::name(SECOND, &person("contact", "乙某"), None)
        }
    };
    let day = |text: &str| Some(text.parse::<DayOrMonth>().unwrap());
    for (command, why) in [
        (of(&|one| one.name = String::new()), Refusal::PersonWrong),
        (of(&|one| one.name = "乙某 ".to_owned()), Refusal::Malformed),
        (of(&|one| one.post = "职".repeat(101)), Refusal::PersonWrong),
        (
            of(&|one| one.name = "乙某0777-0009876".to_owned()),
            Refusal::PersonWrong,
        ),
        (
            of(&|one| (one.from, one.to) = (day("2022-05"), day("2022-04-30"))),
            Refusal::PersonWrong,
        ),
        (
            of(&|one| one.kind = "mayor".to_owned()),
            Refusal::PersonKindUnknown,
        ),
        (
            Command::name(FIRST, &person("lead", "乙某"), None),
            Refusal::PersonGone,
        ),
        (
            Command::name(SECOND, &person("lead", "乙某"), Some("x")),
            Refusal::PersonGone,
        ),
        (
            Command::amend(SECOND, &person("lead", "乙某")),
            Refusal::PersonGone,
        ),
        (
            Command::amend(FIRST, &person("contact", "甲某")),
            Refusal::PersonKindUnknown,
        ),
        (
            Command {
                person: None,
                ..Command::amend(FIRST, &person("lead", "甲某"))
            },
            Refusal::Malformed,
        ),
    ] {
        let decision = given(&held, &command, ("office", OFFICE), 1);
        assert_eq!(refusal(decision), why, "{command:?}");
    }
    let odd = of(&|one| one.telephone = Some("12345".to_owned()));
    assert!(odd.person.as_ref().unwrap().has_odd_telephone());
    after(given(&held, &odd, ("office", OFFICE), 1));
    let reader = given(&held, &odd, ("audit", READER), 1);
    assert_eq!(refusal(reader), Refusal::NotYours);
}

#[test]
fn who_sees_no_numbers_is_told_none_and_all_else() {
    let next = Person {
        from: Some("2022-07-15".parse().unwrap()),
        ..person("lead", "乙某")
    };
    let replace = Command::name(SECOND, &next, Some(FIRST)).because("原手机 13800000000 停用");
    let mut held = after(given(&named(), &replace, ("office", OFFICE), 1));
    let key = crate::report::FieldKey::new("person.0003").unwrap();
    let newer = [("kind".to_owned(), "pager 0777-0009876".to_owned())];
    held.insert(key, crate::report::FieldValue::Record(newer.into()));
    let told = narrowed(&held);
    let text = serde_json::to_string(&told).unwrap();
    assert!(
        !text.contains("0009876") && !text.contains("13800000000"),
        "{text}"
    );
    let log = Log::read(&told).unwrap();
    let entries = log.entries();
    let read: Vec<_> = entries
        .iter()
        .map(|one| (&*one.person.name, one.person.to.map(|to| to.to_string())))
        .collect();
    assert_eq!(
        read,
        [("甲某", Some("2022-07-14".to_owned())), ("乙某", None)]
    );
}
