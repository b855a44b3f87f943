//! The feed: whoever has read up to a number has missed nothing below it.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use yuebao_domain::rights::Seen;
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

/// Units, of which each leads some projects.
const UNITS: [&str; 4] = ["a", "b", "c", "d"];

/// Whatever changes hands in whatever order, whoever sees some units ends up with the projects that
/// these lead, and their reports; others hear of none of them.
pub fn whoever_sees_a_project_hears_of_it(candidate: &dyn Candidate) {
    for seed in 0..12 {
        let rng = &mut Rng::with_seed(seed);
        let engine = candidate.place();
        let mut conn = open(&*engine);
        populate(&mut *conn);
        let mut leads: BTreeMap<String, &str> = BTreeMap::new();
        let mut tablets: Vec<Tablet> = (0..UNITS.len()).map(Tablet::new).collect();
        transact(&mut *conn, |tx| {
            UNITS.iter().try_for_each(|id| tx.put_unit(&unit(id, None)))
        })
        .unwrap();
        for step in 0..30 {
            let id = format!("p{}", rng.usize(..5));
            let lead = UNITS[rng.usize(..UNITS.len())];
            transact(&mut *conn, |tx| {
                tx.put_project(&project(&id, lead))?;
                fill(tx, step + 1, &id, &[("remarks", &step.to_string())])
            })
            .unwrap();
            leads.insert(id, lead);
            let tablet = rng.usize(..tablets.len());
            tablets[tablet].ask(conn.reading(), rng.usize(1..4));
        }
        for tablet in &mut tablets {
            while tablet.ask(conn.reading(), 3) {}
            let own = leads
                .iter()
                .filter(|(_, lead)| tablet.units.contains(**lead));
            let own: BTreeSet<String> = own.map(|(id, _)| id.clone()).collect();
            assert_eq!(tablet.projects, own, "seed {seed}");
            let reports = own.iter().map(|id| may(id).path()).collect::<BTreeSet<_>>();
            assert!(tablet.reports.is_superset(&reports), "seed {seed}");
        }
        let nothing = conn.reading().feed_after(0, &Seen::Nothing, 1_000).unwrap();
        let open_to_all = |entry: &Entry| matches!(entry.what, What::Profile | What::Unit);
        assert!(nothing.iter().all(open_to_all), "{nothing:?}");
    }
}

/// What somebody has who sees the projects of these units.
struct Tablet {
    units: BTreeSet<String>,
    cursor: u64,
    projects: BTreeSet<String>,
    reports: BTreeSet<String>,
}

impl Tablet {
    /// Sees one unit, or two of them.
    fn new(number: usize) -> Self {
        let units = UNITS.iter().skip(number).take(1 + number % 2);
        Self {
            units: units.map(|unit| (*unit).to_owned()).collect(),
            cursor: 0,
            projects: BTreeSet::new(),
            reports: BTreeSet::new(),
        }
    }

    /// Takes at most so many entries; true if there may be more.
    fn ask(&mut self, tx: &dyn yuebao_store::ReadTransaction, limit: usize) -> bool {
        let seen = Seen::Units(self.units.clone());
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
