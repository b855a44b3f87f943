//! What was done, in a chain of hashes. Append-only, which the schema's triggers hold as well.

use yuebao_store::Result;
use yuebao_store::audit::{Entry, NewEntry, ReadAudit, Wanted, What, WriteAudit};
use yuebao_store::json::from_text;

use crate::Database;

impl ReadAudit for Database {
    fn entries(&self, wanted: &Wanted<'_>) -> Result<Vec<Entry>> {
        let mut entries = self.list(
            "SELECT seq, at, what, subject, detail, hash FROM audit
             WHERE (?1 IS NULL OR what = ?1) AND (?2 IS NULL OR subject = ?2
                 OR ?2 IN (json_extract(detail, '$.user'), json_extract(detail, '$.project')))
             ORDER BY seq DESC LIMIT ?3",
            (wanted.what.map(What::key), wanted.about, wanted.most),
            |row| {
                Ok(Entry {
                    seq: row.get(0)?,
                    at: row.get(1)?,
                    what: row.get(2)?,
                    subject: row.get(3)?,
                    detail: from_text("audit.detail", &row.get::<_, String>(4)?)?,
                    hash: hex::encode(&row.get::<_, Vec<u8>>(5)?),
                })
            },
        )?;
        entries.reverse();
        Ok(entries)
    }

    fn last_entry(&self) -> Result<Option<(u64, Vec<u8>)>> {
        self.first(
            "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    fn entry_hash(&self, seq: u64) -> Result<Option<Vec<u8>>> {
        self.first("SELECT hash FROM audit WHERE seq = ?1", [seq], |row| {
            Ok(row.get(0)?)
        })
    }

    fn last_entry_given(&self) -> Result<u64> {
        self.last_number("audit")
    }
}

impl WriteAudit for Database {
    fn insert_entry(&self, entry: &NewEntry<'_>) -> Result<()> {
        self.execute(
            "INSERT INTO audit (seq, at, what, subject, detail, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                entry.seq,
                entry.at,
                entry.what.key(),
                entry.subject,
                entry.detail,
                entry.hash,
            ),
        )?;
        Ok(())
    }
}
