//! When the reports of a database from before it kept that were handed in.

use rusqlite::Connection;
use yuebao_domain::operation::State;
use yuebao_domain::operation::report::{HandIn, HandIns};
use yuebao_store::json::{from_word, moment, to_text};
use yuebao_store::{Error, Result};

use crate::failure::Failure;

/// Every revision of a report, subject after subject.
const REVISIONS: &str = "SELECT subject, state, received_at, made_at FROM revisions
     WHERE subject LIKE 'report/%' ORDER BY subject, rev";

/// Fills the column that was just made.
pub(crate) fn fill(conn: &Connection) -> Result<()> {
    let run = || -> Result<(), Failure> {
        let mut select = conn.prepare(REVISIONS)?;
        let mut rows = select.query([])?;
        let mut report = Report::default();
        while let Some(row) = rows.next()? {
            let subject: String = row.get(0)?;
            if subject != report.subject {
                report.write(conn)?;
                report = Report {
                    subject,
                    ..Report::default()
                };
            }
            let state = from_word("revisions.state", &row.get::<_, String>(1)?)?;
            let by = HandIn {
                received_at: moment("revisions.received_at", &row.get::<_, String>(2)?)?,
                // what the device said, whatever it is
                made_at: row.get::<_, String>(3)?.into(),
            };
            report.take(state, by);
        }
        report.write(conn)
    };
    run().map_err(Error::from)
}

/// A report, as far as its revisions were read.
#[derive(Default)]
struct Report {
    subject: String,
    stands: Option<State>,
    hand_ins: Option<HandIns>,
}

impl Report {
    fn take(&mut self, state: State, by: HandIn) {
        let from = self.stands.replace(state).and_then(State::of_report);
        if let Some(to) = state.of_report() {
            self.hand_ins = HandIns::after(self.hand_ins.take(), from, to, by);
        }
    }

    fn write(&self, conn: &Connection) -> Result<(), Failure> {
        let Some(hand_ins) = &self.hand_ins else {
            return Ok(());
        };
        conn.execute(
            "UPDATE subjects SET hand_ins = ?2 WHERE subject = ?1",
            (&self.subject, to_text("subjects.hand_ins", hand_ins)?),
        )?;
        Ok(())
    }
}
