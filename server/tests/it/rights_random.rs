//! Whatever the units, the plan and the role: what is sent and what is taken is what the domain's
//! one function says of the person and the project.

use std::collections::BTreeSet;

use proptest::prelude::*;
use yuebao_domain::operation::Refusal;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::{Action, Me};
use yuebao_domain::rights::{Person, Role, over};
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::OperationKind;
use yuebao_server::plan_file::{Contents, import};
use yuebao_server::sync::{Sender, pull, push};
use yuebao_store::identity::{self, Start};
use yuebao_store::users::NewUser;
use yuebao_store::{Connection, Error, ReadConnection as _, ReadTransaction, transact};
use yuebao_store_sqlite::{Database, memory};

use crate::support::now;
use crate::support::ops::{GOOD, operation, submit};
use crate::support::plan::{profile, project};

const UNITS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

const OWNERS: [&str; 2] = ["甲公司", "91450700MA5K000000"];

/// For each unit the one above it, which stands before it, if any, and the area that it coordinates,
/// if any; for each project who leads it and who helps, its area and its owner.
type Draw = [Vec<prop::sample::Index>; 6];

fn draw() -> impl Strategy<Value = Draw> {
    let some = || prop::collection::vec(any::<prop::sample::Index>(), UNITS.len());
    [some(), some(), some(), some(), some(), some()]
}

fn contents([above, coordinated, leads, helps, areas, owners]: &Draw) -> Contents {
    let known: Vec<String> = profile().areas.into_iter().map(|area| area.code).collect();
    let known = &known[..2];
    let unit = |(at, id): (usize, &&str)| Unit {
        id: (*id).to_owned(),
        name: (*id).to_owned(),
        // as likely as any unit before it: none
        parent: (UNITS.get(above[at].index(at + 1)).filter(|up| *up != id))
            .map(|up| (*up).to_owned()),
        area: known.get(coordinated[at].index(known.len() + 1)).cloned(),
    };
    let row = |at: usize| PlanRow {
        units: [&leads[at], &helps[at]]
            .map(|unit| (*unit.get(&UNITS)).to_owned())
            .into(),
        area: areas[at].get(known).clone(),
        owner: "甲公司".to_owned(),
        owner_uscc: Some((*owners[at].get(&OWNERS)).to_owned()),
        ..project(&format!("p{at}"), "a")
    };
    Contents {
        profile: all_review(),
        units: UNITS.iter().enumerate().map(unit).collect(),
        projects: (0..UNITS.len()).map(row).collect(),
    }
}

fn start(contents: &Contents, role: Role, unit: &str, owner: Option<&str>) -> Database {
    let mut conn = memory::open().unwrap();
    transact(&mut conn, |tx| {
        identity::settle(
            tx,
            &Start {
                new_id: &|| "here".to_owned(),
                dice: 1,
                at: &now().rfc3339(),
                seconds: now().seconds(),
            },
        )?;
        import(tx, contents, now())?;
        let user = NewUser {
            name: "who",
            shown: "who",
            role,
            unit,
            password_hash: "none: nobody logs in here",
            created_at: &now().rfc3339(),
        };
        assert!(tx.add_user(&user)?);
        tx.set_scope("who", owner)?;
        Ok::<_, Error>(())
    })
    .unwrap();
    conn
}

fn me(tx: &dyn ReadTransaction) -> Me {
    tx.user("who").unwrap().unwrap().me
}

fn ids(plans: impl Iterator<Item = PlanRow>) -> BTreeSet<String> {
    plans.map(|plan| plan.id).collect()
}

/// The projects that the domain says `me` may see.
fn visible(me: &Me, contents: &Contents) -> BTreeSet<String> {
    let person = Person::new(me, &contents.units);
    let plans = contents.projects.iter().cloned();
    ids(plans.filter(|plan| over(&person, plan).see))
}

/// Whether the server says that this person has nothing to do with such a thing.
fn is_forbidden(conn: &mut dyn Connection, me: &Me, kind: OperationKind, project: &str) -> bool {
    let sender = Sender {
        me: me.clone(),
        device: "tablet".to_owned(),
        now: now(),
    };
    let operation = match kind {
        OperationKind::Submit => submit(project, 0, GOOD),
        kind => operation(kind, project, "2022-05", 1, &[]),
    };
    let results = transact(conn, |tx| push(tx, &sender, &[operation.into()])).unwrap();
    let refusal = results[0].refusal;
    refusal == Some(Refusal::NotYours) || refusal == Some(Refusal::ReviewersOnly)
}

#[test]
fn units_that_move_at_once_take_their_projects_from_whoever_stood_above() {
    let contents = |parents: [(&str, Option<&str>); 3]| Contents {
        profile: all_review(),
        units: parents
            .map(|(id, parent)| Unit {
                id: id.to_owned(),
                name: id.to_owned(),
                parent: parent.map(str::to_owned),
                area: None,
            })
            .into(),
        projects: vec![project("p", "c")],
    };
    let before = contents([("a", None), ("b", Some("a")), ("c", Some("b"))]);
    let mut conn = start(&before, Role::CountyCoordinator, "a", None);
    let told = pull(conn.reading(), &me(conn.reading()), 0).unwrap();
    assert_eq!(told.news.projects.len(), 1);
    // The lower one leaves first, so that the upper one takes nothing with it when it does.
    let after = contents([("c", None), ("b", None), ("a", None)]);
    transact(&mut conn, |tx| import(tx, &after, now()).map(|_| ())).unwrap();
    let told = pull(conn.reading(), &me(conn.reading()), told.cursor)
        .unwrap()
        .news;
    assert_eq!(told.gone, ["p"]);
}

/// Everybody who may review has a step.
fn all_review() -> Profile {
    let reviews = |role: &Role| role.ever(Action::Review);
    let reviewers = Role::ALL.into_iter().filter(reviews);
    Profile {
        chain: std::iter::once(Role::Clerk).chain(reviewers).collect(),
        ..profile()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_feed_and_what_is_taken_follow_the_one_function(
        first in draw(),
        then in draw(),
        role in prop::sample::select(&Role::ALL[..]),
        unit in prop::sample::select(&UNITS[..]),
        owner in prop::option::weighted(0.2, prop::sample::select(&OWNERS[..])),
    ) {
        let (before, after) = (contents(&first), contents(&then));
        let mut conn = start(&before, role, unit, owner);
        let user = me(conn.reading());
        let told = pull(conn.reading(), &user, 0).unwrap();
        let mut here = ids(told.news.projects.into_iter());
        prop_assert_eq!(&here, &visible(&user, &before));
        let units = before.units.clone();
        for plan in &before.projects {
            let may = over(&Person::new(&user, &units), plan);
            let submits = !is_forbidden(&mut conn, &user, OperationKind::Submit, &plan.id);
            let accepts = !is_forbidden(&mut conn, &user, OperationKind::Accept, &plan.id);
            prop_assert_eq!((submits, accepts), (may.files(), may.review), "{}", &plan.id);
        }
        // units move and projects change hands: the tablet lets go of some and learns of others
        transact(&mut conn, |tx| import(tx, &after, now()).map(|_| ())).unwrap();
        let told = pull(conn.reading(), &me(conn.reading()), told.cursor).unwrap().news;
        here.retain(|id| !told.gone.contains(id));
        here.extend(ids(told.projects.into_iter()));
        prop_assert_eq!(here, visible(&me(conn.reading()), &after), "after {:?}", &told.gone);
    }
}
