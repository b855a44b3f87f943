//! What people have said of the columns of tables that they import.

use yuebao_store::import_columns::{Columns, MOST};
use yuebao_store::transact;

use crate::fixture::{SECONDS as NOW, populate};
use crate::{Candidate, open};

/// By shape, what was said last; of too many shapes the oldest go.
pub fn what_was_said_of_a_shape_last_is_kept(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let said = |key: &str| Columns::from([("工程名称".to_owned(), key.to_owned())]);
    let columns = [said("plan.name"), said("ignore")];
    transact(&mut *conn, |tx| {
        assert_eq!(tx.columns_of("a")?, None);
        for columns in &columns {
            tx.remember_columns("a", columns, "zhang", NOW)?;
        }
        Ok::<_, yuebao_store::Error>(())
    })
    .unwrap();
    let held = conn.reading().columns_of("a").unwrap();
    assert_eq!(held.as_ref(), Some(&columns[1]));
    transact(&mut *conn, |tx| {
        for number in 0..MOST {
            tx.remember_columns(&format!("b{number}"), &columns[0], "zhang", NOW + 1)?;
        }
        Ok::<_, yuebao_store::Error>(())
    })
    .unwrap();
    assert_eq!(conn.reading().columns_of("a").unwrap(), None, "the oldest");
    assert!(conn.reading().columns_of("b0").unwrap().is_some());
}
