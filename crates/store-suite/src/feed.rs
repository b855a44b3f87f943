//! The feed: whoever has read up to a number has missed nothing below it.

use std::collections::BTreeSet;

use fastrand::Rng;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::rights::{Seen, Tie, TiedTo, tied};
use yuebao_domain::units::{Tree, Unit};
use yuebao_store::feed::{Entry, Key, What};
use yuebao_store::{Error, transact};

use crate::fixture::{fill, may, populate, project, unit};
use crate::{Candidate, open};

/// Each change has a higher number than any before, and a key is told once, under its latest.
pub fn numbers_grow_and_each_key_is_told_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let start = conn.reading().last_seq().unwrap();
    let (road, dam) = (may("road"), may("dam"));
    let given = transact(&mut *conn, |tx| {
        fill(tx, 1, "road", &[("remarks", "一")])?;
        fill(tx, 2, "dam", &[("remarks", "一")])?;
        let road = [tx.touch(Key::Subject(&road))?, tx.touch(Key::Profile)?];
        Ok::<_, Error>(road)
    });
    assert_eq!(given.unwrap(), [start + 3, start + 4]);
    let told = |cursor, limit| {
        conn.reading()
            .feed_after(cursor, &Seen::Everything, limit)
            .unwrap()
    };
    let entry = |number, what| Entry {
        seq: start + number,
        what,
    };
    let all = [
        entry(2, What::Subject(dam)),
        entry(3, What::Subject(road)),
        entry(4, What::Profile),
    ];
    assert_eq!(
        told(start, 10),
        all,
        "the older number of the road's report is given up"
    );
    assert_eq!(told(start, 2), all[..2], "a page");
    assert_eq!(told(start + 2, 2), all[1..], "the next one");
    assert_eq!(told(start + 4, 10), []);
    assert_eq!(conn.reading().last_seq().unwrap(), start + 4);
}

/// A number whose transaction failed is given to the next change, and nobody has seen it before.
pub fn a_number_that_was_undone_was_seen_by_nobody(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let reader = engine.open_reader().unwrap();
    let last = reader.reading().last_seq().unwrap();
    let failed = transact(&mut *conn, |tx| {
        let seq = tx.touch(Key::Project("road"))?;
        assert_eq!(reader.reading().last_seq()?, last);
        assert_eq!(seq, last + 1);
        tx.put_unit(&unit("orphan", Some("nowhere")))
    });
    assert!(failed.is_err());
    assert_eq!(reader.reading().last_seq().unwrap(), last);
    let seq = transact(&mut *conn, |tx| tx.touch(Key::Project("dam"))).unwrap();
    assert_eq!(seq, last + 1);
    let told = reader
        .reading()
        .feed_after(last, &Seen::Everything, 9)
        .unwrap();
    let what = What::Project("dam".to_owned());
    assert_eq!(told, [Entry { seq, what }]);
}

/// Units, of which each leads some projects and helps with others.
const UNITS: [&str; 4] = ["a", "b", "c", "d"];

/// Whatever changes hands, whatever units move, and in whatever order: whoever is tied to some projects
/// ends up with these and their reports; others hear of none of them.
pub fn whoever_sees_a_project_hears_of_it(candidate: &dyn Candidate) {
    for seed in 0..12 {
        let rng = &mut Rng::with_seed(seed);
        let engine = candidate.place();
        let mut conn = open(&*engine);
        populate(&mut *conn);
        let mut filled = BTreeSet::new();
        transact(&mut *conn, |tx| {
            UNITS.iter().try_for_each(|id| tx.put_unit(&unit(id, None)))
        })
        .unwrap();
        let mut tablets: Vec<Tablet> = (0..UNITS.len()).map(Tablet::new).collect();
        for step in 0..40 {
            if rng.u8(..4) == 0 {
                let moved = somewhere(rng);
                transact(&mut *conn, |tx| tx.put_unit(&moved)).unwrap();
            }
            let row = PlanRow {
                units: (0..rng.usize(1..4)).map(|_| some(rng, &UNITS)).collect(),
                area: some(rng, &AREAS),
                owner: some(rng, &OWNERS),
                ..project(&format!("p{}", rng.usize(..5)), "a")
            };
            transact(&mut *conn, |tx| {
                tx.put_project(&row)?;
                fill(tx, step + 1, &row.id, &[("remarks", &step.to_string())])
            })
            .unwrap();
            filled.insert(row.id);
            let tablet = rng.usize(..tablets.len());
            tablets[tablet].ask(conn.reading(), rng.usize(1..4));
        }
        let (units, plans) = (conn.reading().units(), conn.reading().projects());
        let (units, plans) = (units.unwrap(), plans.unwrap());
        for tablet in &mut tablets {
            while tablet.ask(conn.reading(), 3) {}
            let is_own = |plan: &&PlanRow| !tied(plan, &Tree::of(&units)).is_disjoint(&tablet.ties);
            let own = plans.iter().filter(is_own).map(|plan| plan.id.clone());
            let own: BTreeSet<String> = own.collect();
            assert_eq!(tablet.projects, own, "seed {seed}");
            let reports = own.intersection(&filled).map(|id| may(id).path());
            let reports = reports.collect::<BTreeSet<_>>();
            assert!(tablet.reports.is_superset(&reports), "seed {seed}");
        }
        let nothing = conn.reading().feed_after(0, &Seen::Nothing, 1_000).unwrap();
        let open_to_all = |entry: &Entry| matches!(entry.what, What::Profile | What::Unit);
        assert!(nothing.iter().all(open_to_all), "{nothing:?}");
    }
}

const AREAS: [&str; 2] = ["here", "there"];
const OWNERS: [&str; 2] = ["甲公司", "乙公司"];

fn some(rng: &mut Rng, of: &[&str]) -> String {
    of[rng.usize(..of.len())].to_owned()
}

/// A unit below one before it, or at the top, which coordinates an area or none.
fn somewhere(rng: &mut Rng) -> Unit {
    let at = rng.usize(..UNITS.len());
    let above = UNITS[..at].get(rng.usize(..=at));
    Unit {
        area: rng.bool().then(|| some(rng, &AREAS)),
        ..unit(UNITS[at], above.copied())
    }
}

/// What somebody has who is tied to these projects.
struct Tablet {
    ties: BTreeSet<TiedTo>,
    cursor: u64,
    projects: BTreeSet<String>,
    reports: BTreeSet<String>,
}

impl Tablet {
    /// A unit's clerk, its coordinator, or an owner's clerk.
    fn new(number: usize) -> Self {
        let (ties, whom): (&[Tie], &str) = match number {
            0 => (&[Tie::Lead, Tie::LeadBelow, Tie::CoUnit, Tie::Area], "a"),
            1 => (&[Tie::Lead, Tie::LeadBelow, Tie::CoUnit, Tie::Area], "b"),
            2 => (&[Tie::Lead, Tie::CoUnit], "c"),
            _ => (&[Tie::Owner], OWNERS[0]),
        };
        let to = |tie: &Tie| TiedTo {
            tie: *tie,
            whom: whom.to_owned(),
        };
        Self {
            ties: ties.iter().map(to).collect(),
            cursor: 0,
            projects: BTreeSet::new(),
            reports: BTreeSet::new(),
        }
    }

    /// Takes at most so many entries; true if there may be more.
    fn ask(&mut self, tx: &dyn yuebao_store::ReadTransaction, limit: usize) -> bool {
        let seen = Seen::TiedTo(self.ties.clone());
        let told = tx.feed_after(self.cursor, &seen, limit).unwrap();
        for entry in &told {
            assert!(entry.seq > self.cursor, "in their order");
            self.cursor = entry.seq;
            match &entry.what {
                What::Project(id) => drop(self.projects.insert(id.clone())),
                What::Gone(id) => drop(self.projects.remove(id)),
                What::Subject(subject) => drop(self.reports.insert(subject.path())),
                What::Profile | What::Unit => {}
            }
        }
        told.len() == limit
    }
}
