//! Profile, units and the plan's rows, and whom they are told to.

use std::collections::BTreeSet;

use yuebao_domain::operation::report::State;
use yuebao_domain::operation::{PlanKey, Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBook, PlanChange, PlanRow, PlanVersion};
use yuebao_domain::profile::{Profile, Profiles};
use yuebao_domain::profile_file::builtin;
use yuebao_domain::rights::{Seen, Tie, TiedTo};
use yuebao_domain::units::Tree;
use yuebao_domain::wire::v1::OperationKind::Set;
use yuebao_store::feed::{Entry, Key, What};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::projects::Put;
use yuebao_store::verify::verify;
use yuebao_store::{Connection, Error, transact};

use crate::fixture::{decide, fill, may, operation, populate, project, unit};
use crate::{Candidate, open};

/// What is in force is what was put there last, also where it is kept at hand.
pub fn the_profile_in_force_is_the_last_one(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    let in_force = |conn: &dyn Connection| {
        let profiles = profiles_in_force(conn.reading()).unwrap();
        profiles.map(|all| all.newest().id.clone())
    };
    assert_eq!(in_force(&*conn), None);
    for id in ["liuzhou-2022", "guigang-2021", "liuzhou-2022"] {
        let profile = builtin(id).unwrap();
        assert!(transact(&mut *conn, |tx| tx.set_profile(&profile)).unwrap());
        assert!(
            !transact(&mut *conn, |tx| tx.set_profile(&profile)).unwrap(),
            "it is there"
        );
        assert_eq!(in_force(&*conn).as_deref(), Some(id));
        assert_eq!(conn.reading().profile().unwrap(), Some(profile));
    }
    // beside those of other years, which are told with it
    let years = |last: i16| {
        let earlier = Profile {
            id: "before".to_owned(),
            first_year: 2020,
            last_year: last,
            ..builtin("liuzhou-2022").unwrap()
        };
        Profiles::new(builtin("liuzhou-2022").unwrap(), vec![earlier])
    };
    for last in [2020, 2021] {
        let before = conn.reading().last_seq().unwrap();
        for is_new in [true, false] {
            let written = transact(&mut *conn, |tx| tx.set_profiles(&years(last)));
            assert_eq!(written.unwrap(), is_new);
        }
        assert!(conn.reading().last_seq().unwrap() > before, "it is told");
        let held = profiles_in_force(conn.reading()).unwrap();
        assert_eq!(held.as_deref(), Some(&years(last)));
    }
    let alone = builtin("liuzhou-2022").unwrap();
    assert!(transact(&mut *conn, |tx| tx.set_profile(&alone)).unwrap());
    assert_eq!(
        conn.reading().profiles().unwrap(),
        Some(Profiles::of(alone))
    );
    // As an earlier version left it: without its digest.
    let other = serde_json::to_string(&builtin("guigang-2021").unwrap()).unwrap();
    transact(&mut *conn, |tx| {
        tx.remove_meta("profile_digest")?;
        tx.set_meta("profile", &other)
    })
    .unwrap();
    for _ in 0..2 {
        assert_eq!(in_force(&*conn).as_deref(), Some("guigang-2021"));
        transact(&mut *conn, |tx| tx.digest_profile()).unwrap();
    }
    assert!(conn.reading().profile_digest().unwrap().is_some());
}

/// Added, changed or the same; and found again by what it is searched by.
pub fn a_row_tells_what_it_did(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let mut row = project("new", "roads");
    let put = |conn: &mut dyn Connection, row: &_| transact(conn, |tx| tx.put_project(row));
    assert_eq!(put(&mut *conn, &row).unwrap(), Put::Added);
    let seq = conn.reading().last_seq().unwrap();
    assert_eq!(put(&mut *conn, &row).unwrap(), Put::Same);
    assert_eq!(conn.reading().last_seq().unwrap(), seq, "nobody is told");
    row.name.push_str("，另名");
    assert_eq!(put(&mut *conn, &row).unwrap(), Put::Changed);
    assert_eq!(conn.reading().project("new").unwrap(), Some(row.clone()));
    row.units.clear();
    assert!(put(&mut *conn, &row).is_err(), "it names no unit");
    row.units = vec!["nowhere".to_owned()];
    assert!(put(&mut *conn, &row).is_err(), "there is no such unit");
    let ids = conn
        .reading()
        .projects()
        .unwrap()
        .into_iter()
        .map(|row| row.id);
    assert_eq!(ids.collect::<Vec<_>>(), ["bridge", "dam", "new", "road"]);
    // What counts of earlier months, and how many subjects there are.
    let mut april = operation(2, "road", Set, 0, &[("remarks", "四月")]);
    april.subject = yuebao_domain::operation::ReportKey {
        project: "road".to_owned(),
        month: "2022-04".parse().unwrap(),
    }
    .into();
    transact(&mut *conn, |tx| {
        fill(tx, 1, "road", &[("remarks", "五月")])?;
        decide(tx, "zhang", &april, State::Submitted)
    })
    .unwrap();
    let tx = conn.reading();
    let counted = |month: &str| -> Vec<String> {
        let found = tx.counted_before("road", month.parse().unwrap()).unwrap();
        found
            .into_iter()
            .map(|(month, _)| month.to_string())
            .collect()
    };
    assert_eq!(counted("2022-06"), ["2022-04"], "a draft does not count");
    assert_eq!(counted("2022-04"), [""; 0]);
    assert_eq!(tx.count_subjects(SubjectKind::Report).unwrap(), 2);
    assert_eq!(tx.count_subjects(SubjectKind::Question).unwrap(), 0);
    assert_eq!(tx.subjects().unwrap(), [april.subject.clone(), may("road")]);
    assert_eq!(
        tx.subjects_of_project("road").unwrap(),
        [april.subject, may("road")]
    );
    assert!(tx.subjects_of_project("dam").unwrap().is_empty());
}

/// The unit that loses a project hears that it is gone, the one that gets it hears of all that it has;
/// whoever sees both hears of no loss.
pub fn a_project_that_changes_hands_is_told_to_both(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| fill(tx, 1, "road", &[("remarks", "一")])).unwrap();
    let before = conn.reading().last_seq().unwrap();
    let moved = transact(&mut *conn, |tx| {
        tx.put_unit(&unit("third", None))?;
        let put = tx.put_project(&project("road", "water"))?;
        Ok::<_, Error>(put)
    });
    assert_eq!(moved.unwrap(), Put::Changed);
    let heard = |units: &[&str]| -> Vec<What> {
        let lead = |unit: &&str| TiedTo {
            tie: Tie::Lead,
            whom: (*unit).to_owned(),
        };
        let ties: BTreeSet<TiedTo> = units.iter().map(lead).collect();
        let told = conn
            .reading()
            .feed_after(before, &Seen::TiedTo(ties), 99)
            .unwrap();
        let what = |entry: Entry| (entry.what != What::Unit).then_some(entry.what);
        told.into_iter().filter_map(what).collect()
    };
    let id = || "road".to_owned();
    let news = [What::Project(id()), What::Subject(may("road"))];
    assert_eq!(heard(&["roads"]), [What::Gone(id())]);
    assert_eq!(heard(&["water"]), news);
    assert_eq!(heard(&["roads", "water"]), news);
    assert_eq!(heard(&["third"]), []);
}

/// Versions are read as they were adopted, each once; what counts is the newest of the month, and the
/// row that rights follow is the newest of all.
pub fn versions_are_kept_beside_each_other(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let month = |text: &str| text.parse::<Month>().unwrap();
    let row = project("road", "roads");
    let book = conn.reading().book("road").unwrap();
    assert_eq!(book, PlanBook::of_row(row.clone()));
    let moved = PlanVersion {
        document: Some("市政办〔2022〕30号".to_owned()),
        by: "林主任".to_owned(),
        ..PlanVersion::of(
            2,
            PlanChange::Amend,
            month("2022-06"),
            project("road", "water"),
        )
    };
    let renamed = PlanRow {
        name: "旧名".to_owned(),
        ..row.clone()
    };
    let renamed = PlanVersion::of(3, PlanChange::Amend, month("2022-03"), renamed);
    let adopt = |conn: &mut dyn Connection, version: &PlanVersion| {
        transact(conn, |tx| {
            let units = tx.units()?;
            let put = tx.adopt(version, &Tree::of(&units))?;
            tx.enter_version("2022-06-01T00:00:00Z", version)?;
            Ok::<_, Error>(put)
        })
    };
    for version in [&moved, &renamed] {
        assert_eq!(adopt(&mut *conn, version).unwrap(), Put::Changed);
        assert!(adopt(&mut *conn, version).is_err(), "it is there");
    }
    let book = conn.reading().book("road").unwrap();
    assert_eq!(book.versions()[1..], [moved.clone(), renamed]);
    assert_eq!(book.at(month("2022-02")), Some(&row));
    assert_eq!(book.at(month("2022-05")).unwrap().name, "旧名");
    assert_eq!(conn.reading().project("road").unwrap(), Some(moved.row));
    let lead = TiedTo {
        tie: Tie::Lead,
        whom: "water".to_owned(),
    };
    assert!(conn.reading().ties("road").unwrap().contains(&lead));
    let all = conn.reading().books().unwrap();
    let ids: Vec<_> = all
        .iter()
        .map(|book| book.versions()[0].row.id.clone())
        .collect();
    assert_eq!(ids, ["bridge", "dam", "road"]);
    assert_eq!(all[2], book);
    assert_eq!(conn.reading().book("nowhere").unwrap(), PlanBook::default());
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
}

/// A project that is only proposed is in no plan, and whoever would be tied to it hears of it.
pub fn a_proposed_project_is_told_to_whoever_will_see_it(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let before = conn.reading().last_seq().unwrap();
    let key = PlanKey {
        project: "new".to_owned(),
        year: 2022,
    };
    let subject = Subject::from(key);
    transact(&mut *conn, |tx| {
        let units = tx.units()?;
        tx.introduce(&project("new", "roads"), &Tree::of(&units))?;
        tx.touch(Key::Subject(&subject))?;
        Ok::<_, Error>(())
    })
    .unwrap();
    let heard = |seen: &Seen| -> Vec<What> {
        let told = conn.reading().feed_after(before, seen, 99).unwrap();
        told.into_iter().map(|entry| entry.what).collect()
    };
    let tied = |tie, unit: &str| {
        Seen::TiedTo(BTreeSet::from([TiedTo {
            tie,
            whom: unit.to_owned(),
        }]))
    };
    let news = [What::Subject(subject.clone())];
    assert_eq!(heard(&tied(Tie::Lead, "roads")), news);
    assert_eq!(heard(&tied(Tie::LeadBelow, "county")), news);
    assert_eq!(heard(&tied(Tie::Lead, "water")), []);
    assert_eq!(heard(&Seen::Everything), news);
    assert_eq!(heard(&Seen::Nothing), []);
    assert_eq!(conn.reading().project("new").unwrap(), None);
}
