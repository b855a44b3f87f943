//! The operations of a request, read one by one: one that cannot be read is refused alone, so that
//! it never stands in the way of what waits behind it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use yuebao_domain::json::repeated_key;
use yuebao_domain::operation::{Operation, Receipt, Refusal};
use yuebao_domain::text::words;
use yuebao_domain::wire::{v1, v2};

use super::limits::{self, Wrong};
use crate::error::AppError;

/// The operations that can be decided, and the places of all of them in the answer.
#[derive(Debug, Default)]
pub struct Read {
    /// In the order in which they came.
    pub operations: Vec<Operation>,
    /// One for each that was sent: the answer, if it is given already.
    answers: Vec<Option<Receipt>>,
}

impl Read {
    /// Reads what was sent. Only what does not even have a usable identifier, so that no answer
    /// could be found by it, refuses the request.
    pub fn from_sent<O: Sent>(sent: &[Box<RawValue>]) -> Result<Self, AppError> {
        let mut read = Self::default();
        for (index, raw) in sent.iter().enumerate() {
            match operation::<O>(raw.get()) {
                Ok(operation) => {
                    read.answers.push(None);
                    read.operations.push(operation);
                }
                Err(wrong) => {
                    let op_id = op_id(raw.get()).ok_or_else(|| nameless(index, &wrong))?;
                    read.answers.push(Some(malformed(op_id, &wrong)));
                }
            }
        }
        Ok(read)
    }

    /// The results of [`Self::operations`], put where they belong.
    pub fn answers(self, decided: Vec<Receipt>) -> Vec<Receipt> {
        let mut decided = decided.into_iter();
        let answers = self.answers.into_iter();
        answers
            .filter_map(|answer| answer.or_else(|| decided.next()))
            .collect()
    }
}

/// An operation as a protocol sends it.
pub trait Sent: DeserializeOwned {
    /// What it means; otherwise which part is wrong, and why.
    fn read(self) -> Result<Operation, (&'static str, String)>;
}

impl Sent for v1::Operation {
    fn read(self) -> Result<Operation, (&'static str, String)> {
        Ok(self.into())
    }
}

impl Sent for v2::Operation {
    fn read(self) -> Result<Operation, (&'static str, String)> {
        self.try_into().map_err(|why| ("subject", why))
    }
}

fn operation<O: Sent>(text: &str) -> Result<Operation, Wrong> {
    if let Some(repeated) = repeated_key(text) {
        return Err(Wrong {
            said: format!("{} / {repeated}", repeated.zh()),
            at: repeated.path,
        });
    }
    // Keeping track of the path takes as long again as reading: only where it is needed.
    let sent: O = serde_json::from_str(text).or_else(|_| with_path(text))?;
    let operation = sent.read().map_err(|(at, said)| Wrong {
        at: at.to_owned(),
        said,
    })?;
    limits::examine(&operation)?;
    Ok(operation)
}

fn with_path<O: DeserializeOwned>(text: &str) -> Result<O, Wrong> {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| Wrong {
        at: error.path().to_string(),
        said: error.inner().to_string(),
    })
}

/// The identifier, if there is one that a device would know again.
fn op_id(text: &str) -> Option<String> {
    let parts: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
    let op_id: String = serde_json::from_str(parts.get("op_id")?.get()).ok()?;
    limits::is_uuid(&op_id).then_some(op_id)
}

fn malformed(op_id: String, wrong: &Wrong) -> Receipt {
    Receipt {
        detail: Some(format!("{}: {}", wrong.at, wrong.said)),
        ..Receipt::refusing(op_id.into(), Refusal::Malformed)
    }
}

fn nameless(index: usize, wrong: &Wrong) -> AppError {
    let words = words(
        "操作没有可用的编号，未写入任何内容",
        "An operation has no usable identifier; nothing was written",
    );
    let place = match wrong.at.as_str() {
        "" | "." => format!("operations[{index}]"),
        at => format!("operations[{index}].{at}"),
    };
    AppError::new(
        StatusCode::BAD_REQUEST,
        "invalid-body",
        "Invalid request body",
        words,
    )
    .because(&wrong.said)
    .at(place)
    .expected("op_id: a UUID in lower case with hyphens")
}
