//! Values as the texts that an engine stores, and back. What cannot be read is named by table and column.

use serde::{Serialize, de::DeserializeOwned};
use yuebao_domain::ids::{OpId, Timestamp};

use crate::Error;

/// A value as the text that is stored.
pub fn to_text<T: Serialize>(what: &str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| unreadable(what, &error))
}

/// A stored text as the value it was.
pub fn from_text<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| unreadable(what, &error))
}

/// A stored word (a month, a role, a state) as the value it stands for.
pub fn from_word<T: DeserializeOwned>(what: &str, word: &str) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|error| unreadable(what, &error))
}

/// The word that stands for a value.
pub fn to_word<T: Serialize>(what: &str, value: &T) -> Result<String, Error> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(unreadable(what, &format!("{other} is not a word"))),
        Err(error) => Err(unreadable(what, &error)),
    }
}

/// A stored identifier of an operation.
pub fn op_id(what: &str, text: &str) -> Result<OpId, Error> {
    OpId::read(text).ok_or_else(|| unreadable(what, &format!("“{text}” names no operation")))
}

/// A stored moment.
pub fn moment(what: &str, text: &str) -> Result<Timestamp, Error> {
    Timestamp::read(text).ok_or_else(|| unreadable(what, &format!("“{text}” is no moment")))
}

/// A stored value that is not what this program writes.
pub fn unreadable(what: &str, reason: &dyn std::fmt::Display) -> Error {
    Error::Unreadable {
        what: what.to_owned(),
        reason: reason.to_string(),
    }
}
