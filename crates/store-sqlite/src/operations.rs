//! Every operation that was decided, with its receipt.

use yuebao_domain::operation::Recorded;
use yuebao_store::Result;
use yuebao_store::json::{from_text, to_text};
use yuebao_store::operations::{NewOperation, ReadOperations, WriteOperations};

use crate::Database;

impl ReadOperations for Database {
    fn operation(&self, op_id: &str) -> Result<Option<Recorded>> {
        self.first(
            "SELECT user, operation, result FROM operations WHERE op_id = ?1",
            [op_id],
            |row| {
                Ok(Recorded {
                    user: row.get(0)?,
                    operation: from_text("operations.operation", &row.get::<_, String>(1)?)?,
                    receipt: from_text("operations.result", &row.get::<_, String>(2)?)?,
                })
            },
        )
    }
}

impl WriteOperations for Database {
    fn add_operation(&self, new: &NewOperation<'_>) -> Result<()> {
        let receipt = to_text("operations.result", new.receipt)?;
        self.execute(
            "INSERT INTO operations (op_id, user, device, subject, content, operation, result,
                 received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                new.operation.op_id.as_str(),
                new.user,
                new.device,
                new.operation.subject.path(),
                new.content,
                new.text,
                receipt,
                new.received_at.as_str(),
            ),
        )?;
        Ok(())
    }
}
