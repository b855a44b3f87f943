//! What a well-formed request may still not do: be of another protocol, or beyond all measure.

use axum::http::StatusCode;
use yuebao_domain::report::FieldValue;
use yuebao_domain::text::{Words, words};
use yuebao_domain::wire::v1::{MAX_OPERATIONS, Operation, PROTOCOL, SyncRequest};

use crate::error::AppError;

/// Longest nonce, device name, project id or time, in bytes.
const MAX_NAME: usize = 100;
/// Most boxes in one operation.
const MAX_BOXES: usize = 300;
/// Longest text of one box or one part of an entry, and longest reason, in characters.
const MAX_TEXT: usize = 10_000;
/// Most parts of one entry.
const MAX_PARTS: usize = 40;

const TOO_MUCH: Words = words(
    "请求超出限制，未写入任何内容",
    "The request exceeds a limit; nothing was written",
);

/// Refuses a request as a whole, with the path of what is wrong.
pub(super) fn within_limits(request: &SyncRequest) -> Result<(), AppError> {
    if request.protocol != PROTOCOL {
        let other = words(
            "接口版本不受支持，请刷新页面以更新程序",
            "This protocol version is not supported: reload the page to update",
        );
        return Err(bad("protocol", other, "protocol", PROTOCOL.to_string()));
    }
    if request.operations.len() > MAX_OPERATIONS {
        return Err(over("operations", format!("at most {MAX_OPERATIONS}")));
    }
    for (name, text) in [("nonce", &request.nonce), ("device", &request.device)] {
        named(name, text)?;
    }
    for (index, operation) in request.operations.iter().enumerate() {
        examine(operation, &|field| format!("operations[{index}].{field}"))?;
    }
    Ok(())
}

fn examine(operation: &Operation, at: &dyn Fn(&str) -> String) -> Result<(), AppError> {
    is_uuid(&at("op_id"), &operation.op_id)?;
    if let Some(previous) = &operation.previous {
        is_uuid(&at("previous"), previous)?;
    }
    if let Some(tag) = &operation.base_tag {
        named(&at("base_tag"), tag)?;
    }
    named(&at("project"), &operation.project)?;
    if operation.made_at.len() > MAX_NAME {
        return Err(over(&at("made_at"), format!("at most {MAX_NAME} bytes")));
    }
    if operation.changes.len() > MAX_BOXES {
        return Err(over(&at("changes"), format!("at most {MAX_BOXES} boxes")));
    }
    let reason = operation.reason.as_deref().unwrap_or_default();
    fits(&at("reason"), reason)?;
    for (key, value) in &operation.changes {
        let path = at(&format!("changes.{key}"));
        match value {
            None => {}
            Some(FieldValue::Text(text)) => fits(&path, text)?,
            Some(FieldValue::Record(parts)) if parts.len() > MAX_PARTS => {
                return Err(over(&path, format!("at most {MAX_PARTS} parts")));
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

fn is_uuid(path: &str, text: &str) -> Result<(), AppError> {
    let usual = uuid::Uuid::try_parse(text).is_ok_and(|uuid| uuid.hyphenated().to_string() == text);
    if usual {
        return Ok(());
    }
    let not_one = words("编号不是 UUID", "This is not a UUID");
    Err(bad(
        "invalid-id",
        not_one,
        path,
        "a UUID in lower case with hyphens",
    ))
}

fn named(path: &str, text: &str) -> Result<(), AppError> {
    if text.is_empty() || text.len() > MAX_NAME {
        return Err(over(path, format!("1 to {MAX_NAME} bytes")));
    }
    Ok(())
}

fn fits(path: &str, text: &str) -> Result<(), AppError> {
    if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
        return Err(over(path, format!("at most {MAX_TEXT} characters")));
    }
    Ok(())
}

fn over(path: &str, expected: impl Into<String>) -> AppError {
    bad("limit", TOO_MUCH, path, expected)
}

fn bad(name: &str, words: Words, path: &str, expected: impl Into<String>) -> AppError {
    AppError::new(StatusCode::BAD_REQUEST, name, "Invalid request", words)
        .at(path)
        .expected(expected)
}
