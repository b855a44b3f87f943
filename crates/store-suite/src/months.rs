//! Months: no project's, told to everybody who sees any project, and frozen once and for all.

use std::collections::BTreeSet;

use yuebao_domain::operation::month::{Command, MonthBook, Step, with_step};
use yuebao_domain::operation::{Operation, Subject, month};
use yuebao_domain::period::Month;
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::{Seen, Tie, TiedTo};
use yuebao_store::editions::Edition;
use yuebao_store::feed::What;
use yuebao_store::publications::PublishedDocument;
use yuebao_store::verify::verify;
use yuebao_store::{Error, WriteTransaction, transact};

use crate::fixture::{AT, decide_on, fill, may, populate, record};
use crate::{Candidate, open};

fn this_month() -> Month {
    "2022-05".parse().unwrap()
}

fn operation(id: u64, command: Command) -> Operation {
    Operation {
        op_id: format!("0190a0a0-0000-7000-8000-{id:012x}").into(),
        sequence: 1,
        form_version: 1,
        base_rev: 0,
        base_tag: None,
        previous: None,
        made_at: AT.into(),
        subject: this_month().into(),
        command: command.into(),
    }
}

/// Somebody excuses a report of May.
fn excuse(tx: &dyn WriteTransaction, id: u64, project: &str) -> yuebao_store::Result<()> {
    let command = Command::excuse(project, "断网");
    let step = Step {
        command: command.clone(),
        user: "zhang".to_owned(),
        by: "zhang".to_owned(),
        unit: "roads局".to_owned(),
        at: AT.into(),
        made: None,
    };
    let held = tx.subject(&this_month().into())?;
    let values = held.map_or_else(FieldValues::new, |held| held.values);
    let values = with_step(&values, &step);
    let state = month::State::Open.into();
    decide_on(tx, "zhang", &operation(id, command), state, values)
}

/// What belongs to no project is held, verified and listed with the month like anything else.
pub fn a_subject_needs_no_project(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| {
        excuse(tx, 1, "road")?;
        fill(tx, 2, "road", &[("remarks", "一")])?;
        fill(tx, 3, "dam", &[("remarks", "一")])?;
        excuse(tx, 4, "dam")
    })
    .unwrap();
    let month = Subject::Month(this_month());
    let tx = conn.reading();
    let held = tx.subject(&month).unwrap().unwrap();
    assert_eq!((held.rev, held.state), (2, month::State::Open.into()));
    let book = MonthBook::read(&held.values).unwrap();
    assert_eq!(book.excuses().count(), 2);
    assert!(book.excused("dam").is_some() && book.excused("bridge").is_none());
    let all = tx.subjects_of_month(this_month()).unwrap();
    assert_eq!(all, [month.clone(), may("dam"), may("road")]);
    assert!(
        tx.subjects_of_month("2022-04".parse().unwrap())
            .unwrap()
            .is_empty()
    );
    assert_eq!(tx.subjects().unwrap().len(), 3);
    assert!(!tx.subjects_of_project("road").unwrap().contains(&month));
    assert_eq!(tx.snapshot(&month, 1, None).unwrap().unwrap().len(), 1);
    assert_eq!(verify(&mut *conn).unwrap().faults, []);
}

/// Whoever sees any project hears of a month; whoever sees none does not.
pub fn whoever_sees_any_project_hears_of_a_month(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let before = conn.reading().last_seq().unwrap();
    transact(&mut *conn, |tx| {
        excuse(tx, 1, "road")?;
        fill(tx, 2, "road", &[("remarks", "一")])?;
        excuse(tx, 3, "road")
    })
    .unwrap();
    let heard = |seen| -> Vec<What> {
        let told = conn.reading().feed_after(before, &seen, 99).unwrap();
        told.into_iter().map(|entry| entry.what).collect()
    };
    let units = |id: &str| {
        Seen::TiedTo(BTreeSet::from([TiedTo {
            tie: Tie::Lead,
            whom: id.to_owned(),
        }]))
    };
    let month = || What::Subject(this_month().into());
    let all = [What::Subject(may("road")), month()];
    assert_eq!(
        heard(Seen::Everything),
        all,
        "once, under its latest number"
    );
    assert_eq!(heard(units("roads")), all);
    assert_eq!(heard(units("water")), [month()]);
    assert_eq!(heard(Seen::Nothing), []);
}

/// An edition is written once, and the older ones stay as they are.
pub fn an_edition_is_written_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let edition = |number: u32, document: &str| {
        let op_id = operation(u64::from(number), Command::lock(Vec::new())).op_id;
        Edition {
            month: this_month(),
            number,
            op_id,
            digest: yuebao_store::hash::digest(document),
            document: document.to_owned(),
            locked_at: AT.into(),
        }
    };
    let put = |conn: &mut dyn yuebao_store::Connection, edition: &Edition| {
        transact(conn, |tx| tx.insert_edition(edition))
    };
    let (first, second) = (edition(1, "{\"n\":1}"), edition(2, "{\"n\":2}"));
    assert!(
        put(&mut *conn, &first).is_err(),
        "nobody has locked the month"
    );
    transact(&mut *conn, |tx| {
        for id in [1, 2] {
            record(tx, "zhang", &operation(id, Command::lock(Vec::new())))?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
    put(&mut *conn, &first).unwrap();
    put(&mut *conn, &second).unwrap();
    let other = Edition {
        document: "{}".to_owned(),
        ..first.clone()
    };
    assert!(put(&mut *conn, &other).is_err(), "there is a first one");
    let tx = conn.reading();
    assert_eq!(tx.edition(this_month(), 1).unwrap(), Some(first.clone()));
    assert_eq!(tx.edition(this_month(), 3).unwrap(), None);
    assert_eq!(tx.edition("2022-04".parse().unwrap(), 1).unwrap(), None);
    let mut all = Vec::new();
    tx.each_edition(&mut |edition| {
        all.push(edition);
        Ok(())
    })
    .unwrap();
    assert_eq!(all, [first, second]);
}

/// A document is published once, and what was published stays as it is.
pub fn a_published_document_is_written_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let document = |number: u32, document: &str| PublishedDocument {
        month: this_month(),
        number,
        document: document.to_owned(),
        op_id: operation(1, Command::lock(Vec::new())).op_id,
        digest: yuebao_store::hash::digest(document),
        value: format!("{{\"id\":\"{document}\"}}"),
        published_at: AT.into(),
    };
    let put = |conn: &mut dyn yuebao_store::Connection, document: &PublishedDocument| {
        transact(conn, |tx| tx.insert_published(document))
    };
    let all = [
        document(1, "brief"),
        document(1, "bulletin"),
        document(2, "brief"),
    ];
    assert!(put(&mut *conn, &all[0]).is_err(), "nobody has published it");
    transact(&mut *conn, |tx| {
        record(tx, "zhang", &operation(1, Command::lock(Vec::new())))
    })
    .unwrap();
    for one in &all {
        put(&mut *conn, one).unwrap();
    }
    let other = PublishedDocument {
        value: "{}".to_owned(),
        ..all[0].clone()
    };
    assert!(put(&mut *conn, &other).is_err(), "it is published already");
    let tx = conn.reading();
    let read = |number, document| tx.published(this_month(), number, document).unwrap();
    assert_eq!(read(1, "bulletin"), Some(all[1].clone()));
    assert_eq!((read(2, "bulletin"), read(3, "brief")), (None, None));
    let mut found = Vec::new();
    tx.each_published(&mut |document| {
        found.push(document);
        Ok(())
    })
    .unwrap();
    assert_eq!(found, all);
}
