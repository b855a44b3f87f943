//! What a well-formed request may still not do: be of another protocol, or beyond all measure.

use axum::http::StatusCode;
use yuebao_domain::operation::report::HandIn;
use yuebao_domain::operation::summary::Heading;
use yuebao_domain::operation::{Command, Operation, Subject, month};
use yuebao_domain::report::FieldValue;
use yuebao_domain::report::limits::{
    MAX_BOXES, MAX_BYTES, MAX_PARTS, MAX_TEXT, bytes, is_too_long,
};
use yuebao_domain::rights::Me;
use yuebao_domain::text::{Words, words};
use yuebao_domain::wire::v1::{MAX_NAME, MAX_OPERATIONS};
use yuebao_domain::wire::v2::{MAX_DOCUMENTS, MAX_LISTED};

use crate::error::AppError;
use crate::state::AppState;

/// Most bytes of a version of a plan, written as JSON.
const MAX_VERSION: usize = 32 * 1024;

const TOO_MUCH: Words = words(
    "请求超出限制，未写入任何内容",
    "The request exceeds a limit; nothing was written",
);

/// A value that may not be as it is.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Its path, for example `changes.remarks`.
    pub(super) at: String,
    /// What is wrong, or what was expected.
    pub(super) said: String,
}

/// Counts a request of this user, and refuses one too many.
pub(super) fn within_rate(state: &AppState, me: &Me) -> Result<(), AppError> {
    let counted = state.requests.count(&me.user, state.clock.now());
    counted.map_err(|seconds| {
        AppError::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests",
            words(
                "请求过于频繁，请稍后自动重试",
                "Too many requests of this user; try again shortly",
            ),
        )
        .retry_after(seconds)
    })
}

/// What the protocols' requests have in common.
#[derive(Debug)]
pub struct Head<'a> {
    /// The protocol of this address, and the one that the request says it is of.
    pub protocol: (u32, u32),
    /// As sent.
    pub nonce: &'a str,
    /// As the device calls itself.
    pub device: &'a str,
    /// What came with the last answer.
    pub mark: Option<&'a str>,
    /// How many operations it has.
    pub operations: usize,
}

/// Refuses a request as a whole, with the path of what is wrong.
pub fn within_limits(head: &Head<'_>) -> Result<(), AppError> {
    let (protocol, said) = head.protocol;
    if said != protocol {
        let other = words(
            "接口版本不受支持，请刷新页面以更新程序",
            "This protocol version is not supported: reload the page to update",
        );
        return Err(bad("protocol", other, "protocol", protocol.to_string()));
    }
    if head.operations > MAX_OPERATIONS {
        let most = format!("at most {MAX_OPERATIONS}");
        return Err(bad("limit", TOO_MUCH, "operations", most));
    }
    let names = [("nonce", head.nonce), ("device", head.device)];
    let mark = head.mark.map(|mark| ("mark", mark));
    for (name, text) in names.into_iter().chain(mark) {
        named(name, text).map_err(|wrong| bad("limit", TOO_MUCH, &wrong.at, wrong.said))?;
    }
    Ok(())
}

/// Refuses an operation.
pub(super) fn examine(operation: &Operation) -> Result<(), Wrong> {
    for (at, id) in [
        ("op_id", Some(&operation.op_id)),
        ("previous", operation.previous.as_ref()),
    ] {
        if id.is_some_and(|id| !is_uuid(id.as_str())) {
            return over(at, "a UUID in lower case with hyphens");
        }
    }
    if let Some(tag) = &operation.base_tag {
        named("base_tag", tag.as_str())?;
    }
    if let Some(project) = operation.subject.project() {
        named("project", project)?;
    }
    if let Command::Month(command) = &operation.command {
        within_names(command)?;
    }
    if let Command::Plan(command) = &operation.command
        && let Some(version) = &command.version
        && serde_json::to_string(version).map_or(0, |text| text.len()) > MAX_VERSION
    {
        return over("command.version", format!("at most {MAX_VERSION} bytes"));
    }
    if let Command::Publication(command) = &operation.command {
        if command.documents.len() > MAX_DOCUMENTS {
            return over("command.documents", format!("at most {MAX_DOCUMENTS}"));
        }
        for document in &command.documents {
            named("command.documents", document)?;
        }
    }
    if let Command::Persons(command) = &operation.command {
        let named = [Some(&command.entry), command.replaces.as_ref()];
        if named.into_iter().flatten().any(|entry| !is_uuid(entry)) {
            return over("command.entry", "a UUID in lower case with hyphens");
        }
    }
    if let Command::Letters(command) = &operation.command {
        if !is_uuid(&command.id) {
            return over("command.entry", "a UUID in lower case with hyphens");
        }
        if (command.letter.as_ref())
            .is_some_and(|it| serde_json::to_string(it).map_or(0, |text| text.len()) > MAX_VERSION)
        {
            return over("command.letter", format!("at most {MAX_VERSION} bytes"));
        }
    }
    if let Subject::Summary(key) = &operation.subject
        && !key.is_citys()
    {
        named("subject.id", &key.unit)?;
    }
    if let Command::Summary(command) = &operation.command
        && let Some(texts) = &command.texts
    {
        for heading in Heading::ALL {
            fits("command.texts", texts.written(heading))?;
        }
    }
    if let Subject::Question(key) = &operation.subject
        && !is_uuid(&key.id)
    {
        return over("subject.id", "a UUID in lower case with hyphens");
    }
    let changes = operation.command.changes();
    if operation.made_at.as_str().len() > MAX_NAME {
        return over("made_at", format!("at most {MAX_NAME} bytes"));
    }
    if operation.made_at == HandIn::TAKEN_IN {
        return over("made_at", "when it was made");
    }
    if changes.len() > MAX_BOXES {
        return over("changes", format!("at most {MAX_BOXES} boxes"));
    }
    fits("reason", operation.command.words().unwrap_or_default())?;
    let bytes: usize = changes.values().flatten().map(bytes).sum();
    if bytes > MAX_BYTES {
        return over("changes", format!("at most {MAX_BYTES} bytes of text"));
    }
    for (key, value) in changes {
        let path = format!("changes.{key}");
        match value {
            None => {}
            Some(FieldValue::Text(text)) => fits(&path, text)?,
            Some(FieldValue::Record(parts)) if parts.len() > MAX_PARTS => {
                return over(&path, format!("at most {MAX_PARTS} parts"));
            }
            Some(FieldValue::Record(parts)) => {
                for (part, text) in parts {
                    named(&path, part)?;
                    fits(&format!("{path}.{part}"), text)?;
                }
            }
        }
    }
    Ok(())
}

/// Whom a command about a month names.
fn within_names(command: &month::Command) -> Result<(), Wrong> {
    if command.projects.len() > MAX_LISTED {
        return over("command.projects", format!("at most {MAX_LISTED} projects"));
    }
    for listed in &command.projects {
        named("command.projects", &listed.project)?;
    }
    match &command.unit {
        Some(unit) => named("command.unit", unit),
        None => Ok(()),
    }
}

pub(super) fn is_uuid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok_and(|uuid| uuid.hyphenated().to_string() == text)
}

fn named(path: &str, text: &str) -> Result<(), Wrong> {
    if text.is_empty() || text.len() > MAX_NAME {
        return over(path, format!("1 to {MAX_NAME} bytes"));
    }
    Ok(())
}

fn fits(path: &str, text: &str) -> Result<(), Wrong> {
    if is_too_long(text) {
        return over(path, format!("at most {MAX_TEXT} characters"));
    }
    Ok(())
}

fn over(at: &str, said: impl Into<String>) -> Result<(), Wrong> {
    Err(Wrong {
        at: at.to_owned(),
        said: said.into(),
    })
}

fn bad(name: &str, words: Words, path: &str, expected: impl Into<String>) -> AppError {
    AppError::new(StatusCode::BAD_REQUEST, name, "Invalid request", words)
        .at(path)
        .expected(expected)
}
