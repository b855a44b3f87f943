//! The answer to a request, once its operations are written, and how each protocol says it.

use yuebao_domain::operation::Receipt;
use yuebao_domain::rights::Me;
use yuebao_domain::wire::{v1, v2};
use yuebao_store::meta::Identity;
use yuebao_store::{Error, ReadTransaction};

use super::pull::{News, Pulled, pull, pull_few};
use crate::clock::Now;

/// What a request asks for, beside its operations.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Echoed in the answer.
    pub nonce: String,
    /// Everything up to here has been received.
    pub cursor: u64,
    /// What came with the cursor.
    pub mark: Option<String>,
}

impl<O> From<&v1::SyncRequest<O>> for Asked {
    fn from(request: &v1::SyncRequest<O>) -> Self {
        Self {
            nonce: request.nonce.clone(),
            cursor: request.cursor,
            mark: request.mark.clone(),
        }
    }
}

impl<O> From<&v2::SyncRequest<O>> for Asked {
    fn from(request: &v2::SyncRequest<O>) -> Self {
        Self {
            nonce: request.nonce.clone(),
            cursor: request.cursor,
            mark: request.mark.clone(),
        }
    }
}

/// What became of the operations, and what is new.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    identity: Identity,
    nonce: String,
    time: String,
    me: Me,
    receipts: Vec<Receipt>,
    news: News,
    cursor: u64,
    more: bool,
    mark: Option<String>,
    is_restored: bool,
}

impl Answer {
    /// What became of the operations.
    pub fn receipts(&self) -> &[Receipt] {
        &self.receipts
    }
}

/// What became of the operations, with what is new for `me`, from one consistent state of the
/// database. `None` if the database has not been given an identity.
pub fn answer(
    tx: &dyn ReadTransaction,
    me: &Me,
    asked: &Asked,
    receipts: Vec<Receipt>,
    now: Now,
) -> Result<Option<Answer>, Error> {
    let pulled = pull(tx, me, asked.cursor)?;
    compose(tx, me, asked, receipts, pulled, now)
}

/// The same in the transaction that writes, which has everything at hand, if there is little to tell.
/// It may be sent only once that is committed. `None` if [`answer`] has to be asked afterwards.
pub fn answer_along(
    tx: &dyn ReadTransaction,
    me: &Me,
    asked: &Asked,
    receipts: &[Receipt],
    now: Now,
) -> Option<Answer> {
    let few = pull_few(tx, me, asked.cursor).ok().flatten()?;
    // What cannot be read must not undo what is written: whoever asks again hears of it.
    compose(tx, me, asked, receipts.to_vec(), few, now)
        .ok()
        .flatten()
}

fn compose(
    tx: &dyn ReadTransaction,
    me: &Me,
    asked: &Asked,
    receipts: Vec<Receipt>,
    pulled: Pulled,
    now: Now,
) -> Result<Option<Answer>, Error> {
    let Some(identity) = tx.identity()? else {
        return Ok(None);
    };
    let is_restored = match &asked.mark {
        Some(mark) => !tx.knows_mark(mark)?,
        None => false,
    };
    Ok(Some(Answer {
        identity,
        nonce: asked.nonce.clone(),
        time: now.rfc3339(),
        me: me.clone(),
        receipts,
        news: pulled.news,
        cursor: pulled.cursor,
        more: pulled.more,
        mark: tx.audit_mark()?,
        is_restored,
    }))
}

impl From<Answer> for v2::SyncAnswer {
    fn from(answer: Answer) -> Self {
        let rescue_key = answer.identity.rescue_key(&answer.me.user);
        Self {
            server_id: answer.identity.server_id,
            epoch: answer.identity.epoch,
            nonce: answer.nonce,
            time: answer.time.into(),
            me: answer.me.into(),
            receipts: answer.receipts.into_iter().map(Into::into).collect(),
            changes: v2::ChangeSet {
                profile: answer.news.profile,
                earlier_profiles: answer.news.earlier_profiles,
                units: answer.news.units.into_iter().map(Into::into).collect(),
                projects: answer.news.projects,
                plans: answer.news.plans,
                gone: answer.news.gone,
                subjects: answer.news.held.into_iter().map(Into::into).collect(),
                unreadable: 0,
            },
            cursor: answer.cursor,
            more: answer.more,
            backup_watermark: answer.identity.backup_watermark,
            mark: answer.mark,
            restored: answer.is_restored,
            rescue_key,
        }
    }
}

/// Protocol 1 knows reports alone.
impl From<Answer> for v1::SyncAnswer {
    fn from(answer: Answer) -> Self {
        let rescue_key = answer.identity.rescue_key(&answer.me.user);
        let held = answer.news.held.into_iter();
        Self {
            server_id: answer.identity.server_id,
            epoch: answer.identity.epoch,
            nonce: answer.nonce,
            time: answer.time.into(),
            me: answer.me.into(),
            results: answer.receipts.into_iter().map(Into::into).collect(),
            changes: v1::ChangeSet {
                profile: answer.news.profile,
                units: answer.news.units.into_iter().map(Into::into).collect(),
                projects: answer.news.projects,
                gone: answer.news.gone,
                reports: held.filter_map(v1::ReportState::of).collect(),
                unreadable: 0,
            },
            cursor: answer.cursor,
            more: answer.more,
            backup_watermark: answer.identity.backup_watermark,
            mark: answer.mark,
            restored: answer.is_restored,
            rescue_key,
        }
    }
}
