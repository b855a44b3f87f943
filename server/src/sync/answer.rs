//! The answer to a request, once its operations are written.

use yuebao_domain::wire::v1::{Me, OperationResult, SyncAnswer, SyncRequest};

use super::pull::{Pulled, pull, pull_few};
use crate::clock::Now;
use crate::db::{self, Connection, DbError};

/// What became of the operations, with what is new for `me`, from one consistent state of the
/// database. `None` if the database has not been given an identity.
pub fn answer<T>(
    conn: &Connection,
    me: &Me,
    request: &SyncRequest<T>,
    results: &[OperationResult],
    now: Now,
) -> Result<Option<SyncAnswer>, DbError> {
    let pulled = pull(conn, me, request.cursor)?;
    compose(conn, me, request, results, pulled, now)
}

/// The same in the transaction that writes, which has everything at hand, if there is little to tell.
/// It may be sent only once that is committed. `None` if [`answer`] has to be asked afterwards.
pub fn answer_along<T>(
    conn: &Connection,
    me: &Me,
    request: &SyncRequest<T>,
    results: &[OperationResult],
    now: Now,
) -> Option<SyncAnswer> {
    let few = pull_few(conn, me, request.cursor).ok().flatten()?;
    // What cannot be read must not undo what is written: whoever asks again hears of it.
    compose(conn, me, request, results, few, now).ok().flatten()
}

fn compose<T>(
    conn: &Connection,
    me: &Me,
    request: &SyncRequest<T>,
    results: &[OperationResult],
    pulled: Pulled,
    now: Now,
) -> Result<Option<SyncAnswer>, DbError> {
    let Some(identity) = db::meta::identity(conn)? else {
        return Ok(None);
    };
    let is_restored = match &request.mark {
        Some(mark) => !db::audit::knows(conn, mark)?,
        None => false,
    };
    let rescue_key = identity.rescue_key(&me.user);
    Ok(Some(SyncAnswer {
        server_id: identity.server_id,
        epoch: identity.epoch,
        nonce: request.nonce.clone(),
        time: now.rfc3339(),
        me: me.clone(),
        results: results.to_vec(),
        changes: pulled.changes,
        cursor: pulled.cursor,
        more: pulled.more,
        backup_watermark: identity.backup_watermark,
        mark: db::audit::mark(conn)?,
        restored: is_restored,
        rescue_key,
    }))
}
