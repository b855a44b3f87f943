//! What changed last: the order in which devices hear of it.

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use yuebao_domain::rights::Seen;
use yuebao_store::Result;
use yuebao_store::feed::{Entry, Key, ReadFeed, What, WriteFeed};
use yuebao_store::subjects::named;

use crate::Database;
use crate::columns::integer;

impl ReadFeed for Database {
    fn last_seq(&self) -> Result<u64> {
        self.last_number("feed")
    }

    fn feed_after(&self, cursor: u64, seen: &Seen, limit: usize) -> Result<Vec<Entry>> {
        let mut params = vec![Value::Integer(integer(cursor))];
        if let Seen::TiedTo(ties) = seen {
            params.extend(ties.iter().map(|tie| Value::Text(tie.text())));
        }
        self.list(&query(seen, limit), params_from_iter(params), |row| {
            let (kind, project): (String, String) = (row.get(1)?, row.get(2)?);
            let what = match kind.as_str() {
                "profile" => What::Profile,
                "unit" => What::Unit,
                "project" => What::Project(project),
                "gone" => What::Gone(project),
                _ => What::Subject(named("feed.subject", &row.get::<_, String>(3)?)?),
            };
            let seq = row.get(0)?;
            Ok(Entry { seq, what })
        })
    }
}

impl WriteFeed for Database {
    fn put_in_feed(&self, seq: u64, key: Key<'_>) -> Result<()> {
        let none = String::new;
        let (kind, project, subject, unit) = match key {
            Key::Profile => ("profile", "", none(), none()),
            Key::Unit(unit) => ("unit", "", none(), unit.to_owned()),
            Key::Project(project) => ("project", project, none(), none()),
            Key::Subject(subject) => {
                let kind = if subject.project().is_some() {
                    "subject"
                } else {
                    "shared"
                };
                let project = subject.project().unwrap_or_default();
                (kind, project, subject.path(), none())
            }
            Key::Gone { project, former } => ("gone", project, none(), former.text()),
        };
        self.execute(
            "INSERT INTO feed (seq, kind, project, subject, unit) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, project, subject, unit) DO UPDATE SET seq = excluded.seq",
            (seq, kind, project, subject, unit),
        )?;
        Ok(())
    }
}

/// `?1` is the cursor, whoever is in it follows: as the table `ties` has it, and `unit` of what is
/// gone. The limit is part of the text: SQLite plans anew with every value that is bound to one.
fn query(seen: &Seen, limit: usize) -> String {
    let columns = "f.seq, f.kind, f.project, f.subject";
    match seen {
        Seen::Everything => format!(
            "SELECT {columns} FROM feed f LEFT JOIN projects p ON p.id = f.project
             WHERE f.seq > ?1 AND (f.kind IN ('profile', 'unit', 'shared') OR p.id IS NOT NULL AND f.kind <> 'gone'
                  OR f.kind = 'subject' AND f.subject LIKE 'plan/%')
             ORDER BY f.seq LIMIT {limit}"
        ),
        Seen::Nothing => format!(
            "SELECT {columns} FROM feed f WHERE f.seq > ?1 AND f.kind IN ('profile', 'unit', 'shared', 'gone')
             AND f.kind NOT IN ('shared', 'gone') ORDER BY f.seq LIMIT {limit}"
        ),
        // From the projects in sight to what is new about them: what is new elsewhere costs nothing.
        Seen::TiedTo(ties) => {
            let numbers = (0..ties.len()).map(|at| format!("?{}", at + 2));
            let ties = numbers.collect::<Vec<_>>().join(", ");
            format!(
                "SELECT {columns}
                 FROM (SELECT DISTINCT project FROM ties WHERE tie IN ({ties})) t
                 CROSS JOIN feed f ON f.project = t.project
                 WHERE f.kind IN ('project', 'subject') AND f.seq > ?1
                 UNION ALL
                 SELECT {columns} FROM feed f INDEXED BY feed_for_all
                 WHERE f.kind IN ('profile', 'unit', 'shared', 'gone') AND f.seq > ?1
                   AND (f.kind <> 'gone' OR f.unit IN ({ties}) AND NOT EXISTS
                        (SELECT 1 FROM ties t WHERE t.project = f.project AND t.tie IN ({ties})))
                 ORDER BY 1 LIMIT {limit}"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::query;
    use crate::memory;
    use yuebao_domain::rights::{Seen, Tie, TiedTo};

    #[test]
    fn what_others_report_is_not_looked_at() {
        let database = memory::open().unwrap();
        let tied = |tie| TiedTo {
            tie,
            whom: "roads".to_owned(),
        };
        let seen = Seen::TiedTo([Tie::Lead, Tie::CoUnit].map(tied).into());
        let mut explain = (database.conn)
            .prepare(&format!("EXPLAIN QUERY PLAN {}", query(&seen, 400)))
            .unwrap();
        let steps: Vec<String> = explain
            .query_map((0, "lead:roads", "with:roads"), |row| row.get("detail"))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let way = |word: &str| steps.iter().any(|step| step.contains(word));
        assert!(way("SEARCH ties USING PRIMARY KEY (tie=?)"), "{steps:#?}");
        assert!(way("feed_by_project (project=? AND seq>?)"), "{steps:#?}");
        assert!(way("feed_for_all (seq>?)"), "{steps:#?}");
        assert!(way("(project=? AND tie=?)"), "{steps:#?}");
    }
}
