use proptest::prelude::*;

use super::*;
use crate::check::testing::plan_row;

fn unit(id: &str, parent: Option<&str>) -> Unit {
    Unit {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
    }
}

fn me(role: Role, unit: Unit) -> Me {
    Me {
        user: "wang".to_owned(),
        name: "王敏".to_owned(),
        role,
        unit,
    }
}

fn led_by(units: &[&str]) -> PlanRow {
    PlanRow {
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        ..plan_row()
    }
}

/// What each role, in the unit `here`, may do with projects led from around it. Said once more than
/// in the code, so that a slip there is seen here: `s`ee, `r`eport, re`v`iew.
#[test]
fn every_role_may_what_the_table_says_and_nothing_else() {
    let units = [
        unit("city", None),
        unit("here", Some("city")),
        unit("under", Some("here")),
        unit("deep", Some("under")),
        unit("next", Some("city")),
        unit("nephew", Some("next")),
    ];
    let places = ["city", "here", "under", "deep", "next", "nephew", "unheard"];
    let table = [
        (Role::Clerk, ["", "sr", "", "", "", "", ""]),
        (Role::Liaison, ["", "sr", "", "", "", "", ""]),
        (Role::UnitLead, ["", "sr", "", "", "", "", ""]),
        (Role::CountyCoordinator, ["", "sv", "sv", "sv", "", "", ""]),
        (Role::CityOffice, ["sv", "sv", "sv", "sv", "sv", "sv", "sv"]),
        (
            Role::RegionOffice,
            ["sv", "sv", "sv", "sv", "sv", "sv", "sv"],
        ),
        (Role::Supervisor, ["s", "s", "s", "s", "s", "s", "s"]),
        (Role::Admin, ["", "", "", "", "", "", ""]),
    ];
    assert_eq!(table.map(|(role, _)| role), Role::ALL);
    for (role, right) in table {
        let me = me(role, unit("here", Some("city")));
        let person = Person::new(&me, &units);
        for (place, right) in places.into_iter().zip(right) {
            let has = |letter| right.contains(letter);
            let right = May {
                see: has('s'),
                report: has('r'),
                review: has('v'),
            };
            assert_eq!(over(&person, &led_by(&[place])), right, "{role:?} {place}");
            // whoever helps has no part in it
            let helps = over(&person, &led_by(&["unheard", place]));
            assert_eq!(
                helps,
                over(&person, &led_by(&["unheard"])),
                "{role:?} {place}"
            );
        }
        assert_eq!(over(&person, &led_by(&[])), May::NOTHING, "{role:?}");
    }
}

#[test]
fn nobody_reviews_what_they_may_report_themselves() {
    for role in Role::ALL {
        let both = Tie::ALL.map(|tie| role.may(tie)).into_iter();
        let both = both.fold(May::NOTHING, May::or);
        assert!(!(both.report && both.review), "{role:?}");
    }
}

#[test]
fn nobody_writes_beyond_what_they_may_read() {
    for role in Role::ALL {
        for may in Tie::ALL.map(|tie| role.may(tie)) {
            assert!(may.see || !(may.report || may.review), "{role:?}");
        }
    }
}

#[test]
fn a_role_does_at_all_what_it_does_with_some_project() {
    use Action::{Read, Report, Review};
    for (role, does) in [
        (Role::Clerk, [true, true, false]),
        (Role::CountyCoordinator, [true, false, true]),
        (Role::Supervisor, [true, false, false]),
        (Role::Admin, [false; 3]),
    ] {
        let ever = [Read, Report, Review].map(|action| role.ever(action));
        assert_eq!(ever, does, "{role:?}");
    }
}

const NAMES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "unheard"];

/// Up to six units, each below any other: in trees, in circles, below one that is not there.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let parents = prop::collection::vec(prop::option::of(0..NAMES.len()), 0..NAMES.len());
    parents.prop_map(|parents| {
        let units = NAMES.iter().zip(parents);
        units
            .map(|(id, parent)| unit(id, parent.map(|parent| NAMES[parent])))
            .collect()
    })
}

proptest! {
    #[test]
    fn what_is_asked_for_is_what_may_be_seen(
        units in units(),
        role in prop::sample::select(&Role::ALL[..]),
        own in prop::sample::select(&NAMES[..]),
        leads in prop::sample::select(&NAMES[..]),
    ) {
        let me = me(role, unit(own, None));
        let person = Person::new(&me, &units);
        let may = over(&person, &led_by(&[leads]));
        prop_assert_eq!(person.seen().includes(leads), may.see);
        if !role.needs_units() {
            prop_assert_eq!(over(&Person::new(&me, &[]), &led_by(&[leads])), may);
        }
    }
}
