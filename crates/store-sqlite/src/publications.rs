//! The documents of months as they were published. Append-only, which the schema's triggers hold as
//! well.

use rusqlite::Row;
use yuebao_domain::period::Month;
use yuebao_store::Result;
use yuebao_store::json::{from_word, moment, op_id};
use yuebao_store::publications::{
    EachDocument, PublishedDocument, ReadPublications, WritePublications,
};

use crate::Database;
use crate::failure::Failure;

const COLUMNS: &str = "month, number, document, op_id, digest, value, published_at";

impl ReadPublications for Database {
    fn published(
        &self,
        month: Month,
        number: u32,
        document: &str,
    ) -> Result<Option<PublishedDocument>> {
        self.first(
            &format!(
                "SELECT {COLUMNS} FROM published_documents
                 WHERE month = ?1 AND number = ?2 AND document = ?3"
            ),
            (month.to_string(), number, document),
            published,
        )
    }

    fn each_published(&self, each: EachDocument<'_>) -> Result<()> {
        let sql =
            format!("SELECT {COLUMNS} FROM published_documents ORDER BY month, number, document");
        self.each(&sql, [], |row| {
            each(published(row)?)?;
            Ok(true)
        })
    }
}

impl WritePublications for Database {
    fn insert_published(&self, document: &PublishedDocument) -> Result<()> {
        self.execute(
            "INSERT INTO published_documents
                 (month, number, document, op_id, digest, value, published_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                document.month.to_string(),
                document.number,
                &document.document,
                document.op_id.as_str(),
                &document.digest,
                &document.value,
                document.published_at.as_str(),
            ),
        )?;
        Ok(())
    }
}

fn published(row: &Row<'_>) -> Result<PublishedDocument, Failure> {
    Ok(PublishedDocument {
        month: from_word("published_documents.month", &row.get::<_, String>(0)?)?,
        number: row.get(1)?,
        document: row.get(2)?,
        op_id: op_id("published_documents.op_id", &row.get::<_, String>(3)?)?,
        digest: row.get(4)?,
        value: row.get(5)?,
        published_at: moment(
            "published_documents.published_at",
            &row.get::<_, String>(6)?,
        )?,
    })
}
