//! What tablets could not deliver.

use yuebao_store::Result;
use yuebao_store::json::from_word;
use yuebao_store::subjects::named;
use yuebao_store::undelivered::{ReadUndelivered, Undelivered, Why};

use crate::Database;

impl ReadUndelivered for Database {
    fn undelivered(&self, since: &str, limit: usize) -> Result<Vec<Undelivered>> {
        self.list(
            "SELECT o.user, o.device, o.subject, o.received_at, 'refused',
                 json_extract(o.result, '$.refusal')
             FROM operations o
             WHERE json_extract(o.result, '$.outcome') = 'rejected' AND o.received_at >= ?1
                 AND NOT EXISTS (
                 SELECT 1 FROM operations l
                 WHERE l.subject = o.subject AND l.user = o.user
                     AND l.received_at > o.received_at
                     AND json_extract(l.result, '$.outcome') <> 'rejected')
             UNION ALL
             SELECT c.second_user, o.device, c.subject, c.second_at, 'waits', NULL
             FROM conflicts c JOIN operations o ON o.op_id = c.opened_by
             WHERE c.settled_by IS NULL
             ORDER BY 4 DESC, 1 LIMIT ?2",
            (since, limit),
            |row| {
                let refusal: Option<String> = row.get(5)?;
                let refusal = refusal.and_then(|word| from_word("operations.result", &word).ok());
                let is_waiting = row.get::<_, String>(4)? == "waits";
                Ok(Undelivered {
                    user: row.get(0)?,
                    device: row.get(1)?,
                    subject: named("operations.subject", &row.get::<_, String>(2)?)?,
                    at: row.get(3)?,
                    why: if is_waiting {
                        Why::Waits
                    } else {
                        Why::Refused(refusal)
                    },
                })
            },
        )
    }
}
