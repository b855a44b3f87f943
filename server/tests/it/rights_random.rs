//! Whatever the units, the plan and the role: what is sent and what is taken is what the domain's
//! one function says of the person and the project.

use std::collections::BTreeSet;

use proptest::prelude::*;
use yuebao_domain::device::Device;
use yuebao_domain::operation::report::State;
use yuebao_domain::operation::{Refusal, ReportKey};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::{Action, Me};
use yuebao_domain::rights::{Person, Role, over};
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::{Operation, OperationKind};
use yuebao_domain::wire::v2;
use yuebao_server::plan_file::{Contents, PlanFileError, import};
use yuebao_server::sync::{Asked, Sender, answer, pull, push};
use yuebao_store::identity::{self, Start};
use yuebao_store::users::NewUser;
use yuebao_store::{Connection, ReadConnection as _, ReadTransaction, transact};
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
        Ok::<_, PlanFileError>(())
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

/// Everybody but clerks whom a profile can have wait.
const WAITING: [Role; 6] = [
    Role::Liaison,
    Role::UnitLead,
    Role::CountyCoordinator,
    Role::CityOffice,
    Role::RegionOffice,
    Role::Supervisor,
];

/// Somebody in the unit that leads a project, whose account is switched off: a step that nobody else fills
/// is vacant.
fn anybody(role: Role, plan: &PlanRow, contents: &Contents) -> Sender {
    let lead = plan.lead_unit().unwrap();
    let unit = contents.units.iter().find(|unit| unit.id == lead);
    Sender {
        me: Me {
            user: format!("{}-of-{lead}", role.key()),
            name: role.key().to_owned(),
            role,
            unit: unit.unwrap().clone(),
            owner: None,
        },
        device: "another tablet".to_owned(),
        now: now(),
    }
}

/// A report of each project goes so many steps, as far as it comes: a draft, handed in, and passed by each
/// who reviews.
fn file(conn: &mut dyn Connection, contents: &Contents, steps: &[prop::sample::Index]) {
    let chain = &contents.profile.chain;
    for (plan, steps) in contents.projects.iter().zip(steps) {
        let mut rev = 0;
        let send = |conn: &mut dyn Connection, role, one: Operation| {
            let sender = anybody(role, plan, contents);
            transact(conn, |tx| {
                let user = NewUser {
                    name: &sender.me.user,
                    shown: &sender.me.name,
                    role,
                    unit: &sender.me.unit.id,
                    password_hash: "none: nobody logs in here",
                    created_at: &now().rfc3339(),
                };
                tx.add_user(&user)?;
                tx.set_disabled(&sender.me.user, true)?;
                push(tx, &sender, &[one.into()])
            })
            .unwrap()
            .remove(0)
        };
        for step in 0..=steps.index(chain.len() + 1) {
            let (role, one) = match step {
                0 => (Role::Clerk, set_in(&plan.id, rev)),
                1 => (Role::Clerk, submit(&plan.id, rev, GOOD)),
                step => {
                    let accept = operation(OperationKind::Accept, &plan.id, "2022-05", rev, &[]);
                    (chain[step - 1], accept)
                }
            };
            let receipt = send(conn, role, one);
            rev = receipt.rev.unwrap_or(rev);
        }
    }
}

fn set_in(project: &str, rev: u64) -> Operation {
    operation(
        OperationKind::Set,
        project,
        "2022-05",
        rev,
        &[("remarks", "草稿")],
    )
}

/// A device of somebody who is told everything that there is, as it travels.
fn device_of(conn: &mut dyn Connection, user: &Me) -> Device {
    let mut device = Device::default();
    "tablet".clone_into(&mut device.meta.device_id);
    for number in 0..20 {
        let (request, _) = device.request(format!("nonce {number}"));
        let asked = Asked::from(&request);
        let made = answer(conn.reading(), user, &asked, Vec::new(), now()).unwrap();
        let text = serde_json::to_string(&v2::SyncAnswer::from(made.unwrap())).unwrap();
        let read = serde_json::from_str(&text).unwrap();
        if !device.absorb(&request, read, &"".into()).unwrap().more {
            break;
        }
    }
    device
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_kept_until_ones_step_is_the_same_on_the_server_and_the_device(
        drawn in draw(),
        steps in prop::collection::vec(any::<prop::sample::Index>(), UNITS.len()),
        waiting in prop::sample::subsequence(&WAITING[..], 0..=WAITING.len()),
        role in prop::sample::select(&Role::ALL[..]),
        unit in prop::sample::select(&UNITS[..]),
        owner in prop::option::weighted(0.2, prop::sample::select(&OWNERS[..])),
    ) {
        let mut contents = contents(&drawn);
        contents.profile.sees_at_own_step.clone_from(&waiting);
        let mut conn = start(&contents, role, unit, owner);
        file(&mut conn, &contents, &steps);
        let user = me(conn.reading());
        let device = device_of(&mut conn, &user);
        let person = Person::new(&user, &contents.units);
        for plan in &contents.projects {
            let key = ReportKey { project: plan.id.clone(), month: "2022-05".parse().unwrap() };
            let may = over(&person, plan);
            let there = conn.reading().report(&key.project, key.month).unwrap().unwrap();
            let state = there.state.of_report().unwrap();
            let told = device.reports.get(&key).and_then(|one| one.server.as_ref());
            prop_assert_eq!(told.is_some(), may.see, "{}", &plan.id);
            let Some(told) = told else { continue };
            prop_assert_eq!(told.report_state(), Some(state), "that it is there is told");
            let is_whole = told.values == there.values;
            prop_assert!(is_whole || (told.values.is_empty() && told.conflicts.is_empty()));
            prop_assert_eq!(device.is_withheld(&key), !is_whole, "{:?} {:?}", state, &waiting);
            if !is_whole {
                prop_assert_eq!(device.counted(&key), None, "it counts nowhere");
            } else if state.counts() {
                prop_assert!(device.counted(&key).is_some());
            }
            // what does not follow from the rule alone
            if may.files() || !waiting.contains(&role) || state == State::Accepted {
                prop_assert!(is_whole, "{:?} {:?}", role, state);
            } else if state == State::Draft {
                prop_assert!(!is_whole, "{:?}", role);
            }
        }
    }
}
