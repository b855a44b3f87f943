//! Persons are named offline by several people, and all of it stands.

use super::*;
use crate::operation::persons::{Command, CommandKind, Person};

impl Tablet {
    fn persons(&mut self, command: Command) -> Result<(), (Refusal, Option<String>)> {
        let stamp = self.stamp();
        let rows = self.device.set_person(PROJECT, command, stamp)?;
        self.store(rows);
        Ok(())
    }

    fn names(&self) -> Vec<String> {
        let persons = self.device.persons(PROJECT, None);
        persons
            .on(None)
            .map(|one| one.person.name.clone())
            .collect()
    }
}

fn person(kind: &str, name: &str) -> Person {
    Person {
        kind: kind.to_owned(),
        name: name.to_owned(),
        telephone: Some("0777-0000001".to_owned()),
        ..Person::default()
    }
}

/// A kind of the profile that the server in memory has.
fn kind(device: &Device) -> String {
    device.profile.as_ref().unwrap().persons[0].key.clone()
}

#[test]
fn who_names_different_persons_offline_finds_both_and_they_survive_a_crash() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.sync(&mut server);
    let kind = kind(&a.device);
    a.persons(Command::name("a1", &person(&kind, "甲某"), None))
        .unwrap();
    office
        .persons(Command::name("o1", &person(&kind, "乙某"), None))
        .unwrap();
    a.crash();
    assert_eq!(a.names(), ["甲某"]);
    assert_eq!(a.device.persons(PROJECT, None).waiting, 1);
    a.sync(&mut server);
    office.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &office] {
        assert_eq!(tablet.names(), ["甲某", "乙某"]);
        assert_eq!(tablet.device.persons(PROJECT, None).waiting, 0);
    }
}

#[test]
fn what_was_not_taken_is_kept_until_it_is_read() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.sync(&mut server);
    let kind = kind(&a.device);
    a.persons(Command::name("a1", &person(&kind, "甲某"), None))
        .unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    office
        .persons(Command::amend("a1", &person(&kind, "乙某")))
        .unwrap();
    a.persons(Command::amend("a1", &person(&kind, "丙某")))
        .unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.names(), ["乙某"]);
    let (refused, declined) = a.device.not_taken(&PersonsKey::of(PROJECT).into()).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::PersonsChanged));
    let kept = declined[0].command.of_persons().unwrap();
    assert_eq!(kept.kind, CommandKind::Amend);
    assert_eq!(kept.person.as_ref().unwrap().name, "丙某");
    assert!(a.device.has_unsent());
    let rows = a.device.dismiss_decisions(&PersonsKey::of(PROJECT).into());
    a.store(rows);
    assert!(
        a.device
            .not_taken(&PersonsKey::of(PROJECT).into())
            .is_none()
    );
    assert!(!a.device.has_unsent());
}

#[test]
fn numbers_are_shown_as_the_profile_of_the_month_says() {
    let (mut server, mut a) = one();
    a.sync(&mut server);
    let kind = kind(&a.device);
    a.persons(Command::name("a1", &person(&kind, "甲某"), None))
        .unwrap();
    let newest = a.device.profile.clone().unwrap();
    let mut before = newest.clone();
    "before".clone_into(&mut before.id);
    (before.first_year, before.last_year) = (newest.first_year - 1, newest.first_year - 1);
    before.telephones_for = vec![crate::rights::Role::Supervisor];
    a.device.earlier_profiles = vec![before];
    let january = crate::period::Month::new(newest.first_year, 1).unwrap();
    for (month, is_shown) in [
        (None, true),
        (Some(january), true),
        (Some(january.previous()), false),
    ] {
        let persons = a.device.persons(PROJECT, month);
        let number = persons.entries[0].person.telephone.as_ref();
        let shown = (number.is_some(), persons.over.set);
        assert_eq!(shown, (is_shown, is_shown), "{month:?}");
    }
}
