use std::rc::Rc;

use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::Unit;
use yuebao_domain::wire::v2::admin::Tablet;
use yuebao_domain::wire::v2::console::{Console, ConsolePerson, Undelivered};

use super::model::{Counts, has_console, model};
use crate::state::State;
use crate::state::testing::{project, state};

fn undelivered(user: &str, project: &str, why: &str) -> Undelivered {
    Undelivered {
        user: user.to_owned(),
        device: "d".to_owned(),
        project: project.to_owned(),
        name: format!("项目{project}"),
        month: "2022-05".to_owned(),
        at: "2022-05-31T02:00:00Z".into(),
        why: why.to_owned(),
        words: String::new(),
    }
}

fn tablet(user: &str, seen_at: &str, set_aside: Option<u32>) -> Tablet {
    Tablet {
        user: user.to_owned(),
        device: format!("{user}-{seen_at}"),
        seen_at: seen_at.into(),
        logged_in: true,
        set_aside,
    }
}

fn person(user: &str, unit: &str) -> ConsolePerson {
    ConsolePerson {
        user: user.to_owned(),
        name: format!("{user}某"),
        unit: unit.to_owned(),
    }
}

fn told() -> State {
    let mut state = state(Role::CityOffice);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    let unit = |id: &str| Unit {
        id: id.to_owned(),
        name: format!("{id}局"),
        parent: None,
        area: None,
    };
    state.console.told = Some(Rc::new(Console {
        units: vec![unit("a"), unit("b")],
        people: vec![person("an", "a"), person("bo", "b"), person("li", "b")],
        tablets: vec![
            tablet("an", "2022-05-30T00:00:00Z", Some(0)),
            tablet("bo", "2022-05-01T00:00:00Z", None),
            tablet("li", "2022-05-02T00:00:00Z", Some(2)),
            tablet("li", "2022-05-29T00:00:00Z", Some(1)),
        ],
        undelivered: vec![
            undelivered("li", "a", "refused"),
            undelivered("li", "z", "waits"),
            undelivered("li", "", "refused"),
            undelivered("gone", "z", "waits"),
        ],
        since: Some("2022-02-28T16:00:00.000Z".into()),
        cut: true,
    }));
    state
}

#[test]
fn what_did_not_arrive_is_counted_by_unit_and_person_with_trouble_first() {
    let mut state = told();
    state.console.told = None;
    assert_eq!(model(&state), None, "nothing is said yet");
    let model = model(&told()).unwrap();
    let counts = |refused, waiting, set_aside| Counts {
        refused,
        waiting,
        set_aside,
    };
    assert_eq!(model.total, counts(2, 2, 3));
    let units = model.units.iter().map(|it| (it.name.as_str(), it.counts));
    assert_eq!(
        units.collect::<Vec<_>>(),
        [
            ("b局", counts(2, 1, 3)),
            ("单位不详", counts(0, 1, 0)),
            ("a局", counts(0, 0, 0)),
        ]
    );
    let people = model.units[0].people.iter();
    let people = people.map(|it| (it.user.as_str(), it.seen_at.as_deref()));
    assert_eq!(
        people.collect::<Vec<_>>(),
        [
            ("li", Some("2022-05-29T00:00:00Z")),
            ("bo", Some("2022-05-01T00:00:00Z")),
        ]
    );
    assert_eq!(model.units[1].people[0].seen_at, None);
    assert_eq!(model.since.as_deref(), Some("2022-03-01"), "in Beijing");
    assert!(model.cut);
}

#[test]
fn what_this_device_knows_can_be_opened_and_the_rest_is_named() {
    let model = model(&told()).unwrap();
    let lines = model.units[0].people[0].lines.iter();
    let lines = lines.map(|it| (it.name.as_str(), it.key.is_some(), it.is_refused));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            ("项目a", true, true),
            ("项目z", false, false),
            ("月度决定", false, true),
        ]
    );
}

#[test]
fn the_offices_and_the_administrator_have_the_screen() {
    for (role, has) in [
        (Role::CityOffice, true),
        (Role::RegionOffice, true),
        (Role::Admin, true),
        (Role::Clerk, false),
        (Role::CountyCoordinator, false),
        (Role::Supervisor, false),
    ] {
        assert_eq!(has_console(&state(role)), has, "{role:?}");
    }
}
