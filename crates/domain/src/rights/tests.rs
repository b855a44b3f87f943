use proptest::prelude::*;

use super::*;
use crate::check::testing::plan_row;

fn unit(id: &str, parent: Option<&str>) -> Unit {
    Unit {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        area: None,
    }
}

fn me(role: Role, unit: Unit) -> Me {
    Me {
        user: "wang".to_owned(),
        name: "王敏".to_owned(),
        role,
        unit,
        owner: None,
    }
}

fn led_by(units: &[&str]) -> PlanRow {
    PlanRow {
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        ..plan_row()
    }
}

const AREA: &str = "450702";
const OWNER: &str = "示例建设公司";

/// What each role, in the unit `here`, may do with projects led from around it; with one of another
/// unit that `here` helps with; and with one of another unit in its area. Said once more than in the
/// code, so that a slip there is seen here: `s`ee, `r`eport, re`v`iew, `a`sk, `f`ile
/// for another.
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
    let helped = led_by(&["unheard", "next", "here"]);
    let nearby = PlanRow {
        area: AREA.to_owned(),
        ..led_by(&["unheard"])
    };
    let places = ["city", "here", "under", "deep", "next", "nephew", "unheard"];
    let plans = places.map(|place| led_by(&[place])).into_iter();
    let plans: Vec<PlanRow> = plans.chain([helped, nearby]).collect();
    let table = [
        (Role::Clerk, ["", "sr", "", "", "", "", "", "sa", ""]),
        (Role::Liaison, ["", "srv", "", "", "", "", "", "sa", ""]),
        (Role::UnitLead, ["", "srv", "", "", "", "", "", "sa", ""]),
        (
            Role::CountyCoordinator,
            ["", "sv", "svf", "svf", "", "", "", "sa", "sa"],
        ),
        (Role::CityOffice, ["sv"; 9]),
        (Role::RegionOffice, ["sv"; 9]),
        (Role::Supervisor, ["s"; 9]),
        (Role::Admin, [""; 9]),
    ];
    assert_eq!(table.map(|(role, _)| role), Role::ALL);
    for (role, right) in table {
        let me = me(role, within(AREA, unit("here", Some("city"))));
        let person = Person::new(&me, &units);
        for (plan, right) in plans.iter().zip(right) {
            assert_eq!(over(&person, plan), rights(right), "{role:?} {plan:?}");
        }
        assert_eq!(over(&person, &led_by(&[])), May::NOTHING, "{role:?}");
        // What the unit only helps with is in nobody's totals but those of who sees it anyway.
        let [.., helped, nearby] = &plans[..] else {
            unreachable!()
        };
        let sees_all = role.may(Tie::Any).see;
        assert_eq!(counts_for(&person, helped), sees_all, "{role:?}");
        let coordinates = role == Role::CountyCoordinator;
        assert_eq!(
            counts_for(&person, nearby),
            sees_all || coordinates,
            "{role:?}"
        );
        assert_eq!(
            counts_for(&person, &plans[1]),
            role != Role::Admin,
            "{role:?}"
        );
    }
}

/// An account of an owner sees and reports the owner's projects, whoever leads them, and none else.
#[test]
fn an_owner_stands_to_the_owners_projects_alone() {
    let built = |owner: &str, uscc: Option<&str>, lead: &str| PlanRow {
        owner: owner.to_owned(),
        owner_uscc: uscc.map(str::to_owned),
        area: AREA.to_owned(),
        ..led_by(&[lead, "here"])
    };
    let code = "91450700MA5K000000";
    let plans = [
        (built(OWNER, None, "here"), true),
        (built(OWNER, Some(code), "next"), true),
        (built("别的公司", None, "here"), false),
        (built("", None, "here"), false),
    ];
    for role in Role::ALL {
        for name in [OWNER, code] {
            let owned = |plan: &PlanRow| plan.owner_names().any(|owner| owner == name);
            let me = Me {
                owner: Some(name.to_owned()),
                ..me(role, within(AREA, unit("here", None)))
            };
            let person = Person::new(&me, &[]);
            for (plan, is_own) in &plans {
                let right = match role {
                    Role::Clerk if owned(plan) => rights("sr"),
                    _ => May::NOTHING,
                };
                assert_eq!(over(&person, plan), right, "{role:?} {name} {plan:?}");
                assert!(*is_own || !owned(plan));
            }
        }
    }
}

fn rights(letters: &str) -> May {
    let has = |letter| letters.contains(letter);
    May {
        see: has('s'),
        report: has('r'),
        review: has('v'),
        ask: has('a'),
        file_for: has('f'),
        close: false,
    }
}

fn within(area: &str, unit: Unit) -> Unit {
    Unit {
        area: Some(area.to_owned()),
        ..unit
    }
}

#[test]
fn only_who_reviews_a_step_of_their_own_unit_or_below_may_both_fill_and_review() {
    let both: Vec<Role> = (Role::ALL.into_iter())
        .filter(|role| {
            Tie::ALL.iter().any(|tie| {
                let may = role.may(*tie);
                may.files() && may.review
            })
        })
        .collect();
    // what they have filed is not theirs to review: `OwnReport`
    assert_eq!(
        both,
        [Role::Liaison, Role::UnitLead, Role::CountyCoordinator]
    );
}

#[test]
fn nobody_writes_beyond_what_they_may_read() {
    for role in Role::ALL {
        for may in Tie::ALL.map(|tie| role.may(tie)) {
            assert!(may.see || !(may.files() || may.asks()), "{role:?}");
        }
    }
}

#[test]
fn a_role_does_at_all_what_it_does_with_some_project() {
    use Action::{Ask, Read, Report, Review};
    for (role, does) in [
        (Role::Clerk, [true, true, false, true]),
        (Role::Liaison, [true, true, true, true]),
        (Role::CountyCoordinator, [true, false, true, true]),
        (Role::Supervisor, [true, false, false, false]),
        (Role::Admin, [false; 4]),
    ] {
        let ever = [Read, Report, Review, Ask].map(|action| role.ever(action));
        assert_eq!(ever, does, "{role:?}");
    }
}

#[test]
fn the_office_that_the_chain_ends_with_closes_months() {
    use Role::{Admin, CityOffice, Clerk, CountyCoordinator, RegionOffice, Supervisor};
    let closes = |role, chain: &[Role]| over_months(role, chain).close;
    let city = [Clerk, CountyCoordinator, CityOffice];
    let region = [Clerk, CityOffice, RegionOffice];
    for role in Role::ALL {
        assert_eq!(closes(role, &city), role == CityOffice, "{role:?}");
        assert_eq!(closes(role, &region), role == RegionOffice, "{role:?}");
        assert!(!closes(role, &[]) && !closes(role, &[Clerk, CountyCoordinator]));
    }
    assert!(over_months(Supervisor, &city).see && !over_months(Admin, &city).see);
}

const NAMES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "unheard"];

const AREAS: [&str; 3] = ["450702", "450703", "450721"];
const OWNERS: [&str; 3] = ["甲公司", "乙公司", "91450700MA5K000000"];

/// Up to six units, each below any other: in trees, in circles, below one that is not there. Some
/// coordinate an area.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let one = (
        prop::option::of(0..NAMES.len()),
        prop::option::of(0..AREAS.len()),
    );
    prop::collection::vec(one, 0..NAMES.len()).prop_map(|drawn| {
        let units = NAMES.iter().zip(drawn);
        let unit = |(id, (parent, area)): (&&str, (Option<usize>, Option<usize>))| Unit {
            area: area.map(|area| AREAS[area].to_owned()),
            ..unit(id, parent.map(|parent| NAMES[parent]))
        };
        units.map(unit).collect()
    })
}

fn plan() -> impl Strategy<Value = PlanRow> {
    let units = prop::collection::vec(prop::sample::select(&NAMES[..]), 0..4);
    let area = prop::sample::select(&AREAS[..]);
    let owners = prop::sample::select(&OWNERS[..]);
    let code = prop::option::of(prop::sample::select(&OWNERS[..]));
    (units, area, owners, code).prop_map(|(units, area, owner, code)| PlanRow {
        area: area.to_owned(),
        owner: owner.to_owned(),
        owner_uscc: code.map(str::to_owned),
        ..led_by(&units)
    })
}

proptest! {
    #[test]
    fn what_is_asked_for_is_what_may_be_seen(
        units in units(),
        plan in plan(),
        role in prop::sample::select(&Role::ALL[..]),
        own in prop::sample::select(&NAMES[..]),
        owner in prop::option::of(prop::sample::select(&OWNERS[..])),
    ) {
        let known = units.iter().find(|unit| unit.id == own).cloned();
        let me = Me {
            owner: owner.map(str::to_owned),
            ..me(role, known.unwrap_or_else(|| unit(own, None)))
        };
        let person = Person::new(&me, &units);
        let may = over(&person, &plan);
        let tied = tied(&plan, &Tree::of(&units));
        let is_sent = match Person::new(&me, &[]).seen() {
            Seen::Nothing => false,
            Seen::TiedTo(seen) => !seen.is_disjoint(&tied),
            Seen::Everything => plan.lead_unit().is_some(),
        };
        prop_assert_eq!(is_sent, may.see);
        if !role.needs_units() {
            prop_assert_eq!(over(&Person::new(&me, &[]), &plan), may);
        }
        for one in &tied {
            prop_assert_eq!(TiedTo::from_text(&one.text()), Some(one.clone()));
        }
    }
}
