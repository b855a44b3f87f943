//! Reads the log from the cursor on and posts one event after the other.

use std::sync::Arc;
use std::time::Duration;

use yuebao_domain::operation::Operation;
use yuebao_domain::wire::webhook::{Event, EventKind};
use yuebao_store::history::Step;
use yuebao_store::json::from_text;
use yuebao_store::{Error, ReadTransaction};

use super::letters::{self, CURSOR};
use super::{Settings, sign};
use crate::sign_on::agent;
use crate::state::AppState;

/// Most revisions that are looked at in one go.
const MOST: usize = 200;
/// The longest wait between two tries.
const LONGEST: Duration = Duration::from_mins(10);

/// What is to be delivered next.
enum Next {
    /// From now on, since nothing was ever delivered.
    Begin(u64),
    /// An event; the cursor afterwards, unless it is one that is sent again.
    Event(Box<Event>, Option<u64>),
    /// Nothing of it is told up to here.
    Skip(u64),
    /// Nothing.
    Nothing,
}

/// Delivers until it is stopped.
pub(super) async fn run(state: &AppState, settings: &Settings) {
    loop {
        match step(state, settings).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(settings.pause).await,
            Err(error) => {
                tracing::warn!(%error, "the webhook could not go on; it tries again");
                tokio::time::sleep(settings.pause.max(settings.first_wait)).await;
            }
        }
    }
}

/// One step; whether there may be another at once.
async fn step(state: &AppState, settings: &Settings) -> anyhow::Result<bool> {
    match state.readers.read(next).await? {
        Next::Nothing => Ok(false),
        Next::Begin(cursor) | Next::Skip(cursor) => {
            let moved = move |tx: &dyn yuebao_store::WriteTransaction| {
                tx.set_meta(CURSOR, &cursor.to_string())
            };
            state.writer.write(moved).await?;
            Ok(true)
        }
        Next::Event(event, cursor) => {
            let error = post(state, settings, &event).await;
            if let Some(error) = &error {
                tracing::error!(%error, id = event.id, "the portal did not take an event; it is put aside");
            }
            let done = move |tx: &dyn yuebao_store::WriteTransaction| {
                letters::done(tx, &event, error)?;
                match cursor {
                    Some(cursor) => tx.set_meta(CURSOR, &cursor.to_string()),
                    None => Ok(()),
                }
            };
            state.writer.write(done).await?;
            Ok(true)
        }
    }
}

fn next(tx: &dyn ReadTransaction) -> Result<Next, Error> {
    if let Some(event) = letters::next(tx)? {
        return Ok(Next::Event(Box::new(event), None));
    }
    if tx.meta(CURSOR)?.is_none() {
        return Ok(Next::Begin(tx.last_seq()?));
    }
    let steps = tx.steps_after(tx.meta_number(CURSOR)?, MOST)?;
    let mut passed = None;
    for step in steps {
        let seq = step.seq;
        if let Some(event) = event(tx, step)? {
            return Ok(Next::Event(Box::new(event), Some(seq)));
        }
        passed = Some(seq);
    }
    Ok(passed.map_or(Next::Nothing, Next::Skip))
}

/// What is told of a revision.
fn event(tx: &dyn ReadTransaction, step: Step) -> Result<Option<Event>, Error> {
    let Some(event) = EventKind::of(step.before, step.state) else {
        return Ok(None);
    };
    let operation: Operation = from_text("operations.operation", &step.operation)?;
    let project = operation.subject.project();
    let plan = project.map(|id| tx.project(id)).transpose()?.flatten();
    Ok(Some(Event {
        id: operation.op_id.as_str().to_owned(),
        event,
        seq: step.seq,
        server_id: tx.server_id()?,
        at: step.received_at,
        month: operation.subject.month(),
        project: project.map(str::to_owned),
        unit: (plan.as_ref()).and_then(|plan| plan.lead_unit().map(str::to_owned)),
        name: plan.map(|plan| plan.name),
        by: step.by,
        comment: operation.command.words().map(str::to_owned),
        documents: (operation.command.of_publication())
            .map_or_else(Vec::new, |command| command.documents.clone()),
    }))
}

/// Posts an event, again and again with longer and longer pauses; why it was not taken in the end.
async fn post(state: &AppState, settings: &Settings, event: &Event) -> Option<String> {
    let body: Arc<[u8]> = match serde_json::to_vec(event) {
        Ok(body) => body.into(),
        Err(error) => return Some(error.to_string()),
    };
    let mut wait = settings.first_wait;
    let mut tried = 1;
    loop {
        let now = state.clock.now().seconds();
        let signature = sign(&settings.secret, now, &body);
        let (url, id) = (settings.url.clone(), event.id.clone());
        let sent = Arc::clone(&body);
        let task = move || once(&url, &id, now, &signature, &sent);
        let answer = tokio::task::spawn_blocking(task).await;
        let error = match answer {
            Ok(Ok(())) => return None,
            Ok(Err(error)) => error,
            Err(error) => error.to_string(),
        };
        if tried >= settings.tries {
            return Some(error);
        }
        tracing::warn!(%error, tried, id = event.id, "the portal did not take an event");
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST);
        tried += 1;
    }
}

fn once(url: &str, id: &str, now: i64, signature: &str, body: &[u8]) -> Result<(), String> {
    let post = agent(url, None)?
        .post(url)
        .header("content-type", "application/json")
        .header("yuebao-event-id", id)
        .header("yuebao-timestamp", now.to_string())
        .header("yuebao-signature", signature);
    let answer = post.send(body).map_err(|error| error.to_string())?;
    let status = answer.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(format!("HTTP {}", status.as_u16()))
    }
}
