//! What the portal did not take: kept in the database until it is sent again.

use serde::{Deserialize, Serialize};
use yuebao_domain::wire::webhook::Event;
use yuebao_store::json::{from_text, to_text};
use yuebao_store::meta::ReadMeta;
use yuebao_store::{Error, WriteTransaction};

/// Up to which revision everything was delivered or put aside.
pub(super) const CURSOR: &str = "webhook_cursor";
const ASIDE: &str = "webhook_aside";
const AGAIN: &str = "webhook_again";

/// An event that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The event.
    pub event: Event,
    /// What came of the last try.
    pub error: String,
}

fn read(tx: &(impl ReadMeta + ?Sized), key: &str) -> Result<Vec<Letter>, Error> {
    let text = tx.meta(key)?;
    text.map_or_else(|| Ok(Vec::new()), |text| from_text(key, &text))
}

fn write(tx: &dyn WriteTransaction, key: &str, letters: &[Letter]) -> Result<(), Error> {
    if letters.is_empty() {
        return tx.remove_meta(key);
    }
    tx.set_meta(key, &to_text(key, &letters)?)
}

/// What was put aside, oldest first.
pub fn list(tx: &(impl ReadMeta + ?Sized)) -> Result<Vec<Letter>, Error> {
    read(tx, ASIDE)
}

/// Lets everything that was put aside be sent again; how many that is.
pub fn retry(tx: &dyn WriteTransaction) -> Result<usize, Error> {
    let aside = read(tx, ASIDE)?;
    let mut again = read(tx, AGAIN)?;
    let count = aside.len();
    again.extend(aside);
    write(tx, AGAIN, &again)?;
    write(tx, ASIDE, &[])?;
    Ok(count)
}

/// The next one to be sent again.
pub(super) fn next(tx: &(impl ReadMeta + ?Sized)) -> Result<Option<Event>, Error> {
    let again = read(tx, AGAIN)?;
    Ok(again.into_iter().next().map(|letter| letter.event))
}

/// An event was dealt with: it is no longer to be sent, and is put aside if it was not taken.
pub(super) fn done(
    tx: &dyn WriteTransaction,
    event: &Event,
    error: Option<String>,
) -> Result<(), Error> {
    let mut again = read(tx, AGAIN)?;
    let before = again.len();
    again.retain(|letter| letter.event.id != event.id);
    if again.len() < before {
        write(tx, AGAIN, &again)?;
    }
    if let Some(error) = error {
        let mut aside = read(tx, ASIDE)?;
        aside.push(Letter {
            event: event.clone(),
            error,
        });
        write(tx, ASIDE, &aside)?;
    }
    Ok(())
}
