//! What the form of a person makes of what was typed, and what the ledger says.

use yuebao_domain::operation::persons::{Entry, Fault, Person};
use yuebao_domain::rights::Role;

use super::person::{Asks, Filled, Stop, step};
use crate::state::testing::{env, project, state};
use crate::state::{Action, Notice, OfficeStep, PersonStep, State, View};
use crate::text::ledger as text;
use yuebao_domain::plan::Nature;

fn filled(name: &str, telephone: &str) -> Filled {
    Filled {
        kind: "liaison".to_owned(),
        name: name.to_owned(),
        telephone: telephone.to_owned(),
        from: "2022-05".to_owned(),
        ..Filled::default()
    }
}

fn entry() -> Entry {
    Entry {
        id: "e1".to_owned(),
        person: Person {
            kind: "liaison".to_owned(),
            name: "甲某".to_owned(),
            from: "2022-05".parse().ok(),
            ..Person::default()
        },
        is_over: false,
        steps: Vec::new(),
    }
}

#[test]
fn an_odd_number_is_asked_about_once_and_what_is_wrong_is_said() {
    let name = Asks::Name { replaces: None };
    let wrong = |fault: Fault| Err(Stop::Wrong(fault.words()));
    assert_eq!(
        step(&name, &filled("", ""), false),
        wrong(Fault::NameMissing)
    );
    let odd = filled("甲某", "12345");
    assert_eq!(step(&name, &odd, false), Err(Stop::OddTelephone));
    let taken = step(&name, &odd, true).unwrap();
    assert!(
        matches!(taken, PersonStep::Name { person, .. } if person.telephone.as_deref() == Some("12345"))
    );
    let bad = Filled {
        from: "今年五月".to_owned(),
        ..filled("甲某", "")
    };
    assert_eq!(step(&name, &bad, false), Err(Stop::Wrong(text::WHEN_WRONG)));
    let early = Filled {
        to: "2022-04".to_owned(),
        ..Filled::default()
    };
    assert_eq!(
        step(&Asks::End(entry()), &early, false),
        wrong(Fault::EndsBefore)
    );
    let number = filled("甲某", "０７７７－０００９８７６");
    let PersonStep::Amend { person, entry, .. } =
        step(&Asks::Amend(self::entry()), &number, false).unwrap()
    else {
        panic!("an entry is corrected");
    };
    assert_eq!(
        (&*entry, person.telephone.as_deref()),
        ("e1", Some("0777-0009876"))
    );
}

fn set(state: &mut State, step: PersonStep) {
    let step = OfficeStep::Person("a".to_owned(), step);
    state.update(Action::Office(step), &env());
}

#[test]
fn who_is_named_offline_stands_there_at_once_and_who_may_not_is_told() {
    let named = || PersonStep::Name {
        person: Box::new(entry().person),
        replaces: None,
        reason: String::new(),
    };
    let mut clerk = state(Role::Clerk);
    project(&mut clerk, "a", "示例", Nature::Continuing);
    set(&mut clerk, named());
    assert_eq!(clerk.screen.notice, Some(Notice::Decided));
    let persons = clerk.device.get().persons("a", None);
    assert_eq!((persons.entries.len(), persons.waiting), (1, 1));
    clerk.update(Action::Show(View::Ledger("a".to_owned())), &env());
    let mut reader = state(Role::Supervisor);
    project(&mut reader, "a", "示例", Nature::Continuing);
    set(&mut reader, named());
    assert!(matches!(reader.screen.notice, Some(Notice::NotDecided(_))));
    assert!(reader.device.get().persons("a", None).entries.is_empty());
}
