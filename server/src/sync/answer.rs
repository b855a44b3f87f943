//! The answer to a request, once its operations are written.

use yuebao_domain::wire::v1::{Me, OperationResult, SyncAnswer, SyncRequest};

use super::pull;
use crate::clock::Now;
use crate::db::{self, Connection, DbError};

/// What became of the operations, with what is new for `me`, from one consistent state of the
/// database. `None` if the database has not been given an identity.
pub fn answer<T>(
    conn: &Connection,
    me: &Me,
    request: &SyncRequest<T>,
    results: Vec<OperationResult>,
    now: Now,
) -> Result<Option<SyncAnswer>, DbError> {
    let Some(identity) = db::meta::identity(conn)? else {
        return Ok(None);
    };
    let is_restored = match &request.mark {
        Some(mark) => !db::audit::knows(conn, mark)?,
        None => false,
    };
    let pulled = pull(conn, me, request.cursor)?;
    Ok(Some(SyncAnswer {
        server_id: identity.server_id,
        epoch: identity.epoch,
        nonce: request.nonce.clone(),
        time: now.rfc3339(),
        me: me.clone(),
        results,
        changes: pulled.changes,
        cursor: pulled.cursor,
        more: pulled.more,
        backup_watermark: identity.backup_watermark,
        mark: db::audit::mark(conn)?,
        restored: is_restored,
    }))
}
