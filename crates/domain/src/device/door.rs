//! Who may open this store: whoever the server has let in, with the password or the portal's token
//! that it took, or in a tab that was let in before.
//!
//! What a browser keeps can be read and written by whoever has the browser's tools, so a name kept
//! there opens nothing. Here are hashes only; what fits them stands nowhere beside them. The rows
//! themselves are not encrypted: this keeps the next person out of the widget, not out of the disk.

use serde::{Deserialize, Serialize};

use super::{Device, Row};
use crate::proof::{PasswordHash, digest};

/// Rounds for a password: about a tenth of a second on a fast device, a second on a slow one.
const ROUNDS: u32 = 100_000;
/// Tabs of one browser that are remembered.
const TABS: usize = 8;

/// What fits the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// The server has just let this user in.
    Login {
        /// Its token.
        token: String,
        /// The password that was typed; none for who comes from the portal.
        password: Option<String>,
        /// Random: made for this tab, for when its page is loaded anew.
        key: String,
    },
    /// The key of a tab that was let in.
    Tab(String),
    /// A password, while the server cannot be asked.
    Password {
        /// As typed.
        password: String,
        /// Made for this tab.
        key: String,
    },
    /// The portal's token, while the server cannot be asked.
    Portal {
        /// As the portal gave it.
        token: String,
        /// Made for this tab.
        key: String,
    },
}

/// The lock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The password that the server took last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<PasswordHash>,
    /// Hash of the portal's token that the server took last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    portal: Option<String>,
    /// Hashes of the keys of tabs that were let in, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tabs: Vec<String>,
    /// The token to ask the server with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

impl Device {
    /// Lets in whoever brings what fits: the token to go on with, if there is one, and the rows to
    /// store. `None`: the store stays closed.
    pub fn let_in(&mut self, pass: &Pass, salt: &str) -> Option<(Option<String>, Vec<Row>)> {
        let door = self.meta.door.get_or_insert_default();
        let key = match pass {
            Pass::Login {
                token,
                password,
                key,
            } => {
                door.token = Some(token.clone());
                match password {
                    Some(password) if !door.knows(password) => {
                        let hash = PasswordHash::new(password, salt.to_owned(), ROUNDS);
                        door.password = Some(hash);
                    }
                    Some(_) => {}
                    None => door.portal = Some(digest(token)),
                }
                Some(key)
            }
            Pass::Tab(key) if door.tabs.contains(&digest(key)) => None,
            Pass::Password { password, key } if door.knows(password) => Some(key),
            Pass::Portal { token, key } if door.portal == Some(digest(token)) => {
                door.token = Some(token.clone());
                Some(key)
            }
            Pass::Tab(_) | Pass::Password { .. } | Pass::Portal { .. } => return None,
        };
        let token = door.token.clone();
        let Some(key) = key else {
            return Some((token, Vec::new()));
        };
        door.tabs.push(digest(key));
        let old = door.tabs.len().saturating_sub(TABS);
        door.tabs.drain(..old);
        Some((token, vec![self.meta_row()]))
    }

    /// Whether a password can be known again here without the server.
    pub fn knows_a_password(&self) -> bool {
        let door = self.meta.door.as_ref();
        door.is_some_and(|door| door.password.is_some())
    }

    /// Whether this tab was let in and everybody has been logged out since.
    pub fn has_shut_out(&self, key: &str) -> bool {
        let door = self.meta.door.as_ref();
        door.is_some_and(|door| !door.tabs.contains(&digest(key)))
    }

    /// Takes over who was let in while the store did not answer.
    pub fn keep_door(&mut self, before: &Self) -> Option<Row> {
        self.meta.door = Some(before.meta.door.clone()?);
        Some(self.meta_row())
    }

    /// Logs everybody out of this store: it takes the password or the portal's token again.
    pub fn shut(&mut self) -> Vec<Row> {
        if let Some(door) = &mut self.meta.door {
            door.tabs.clear();
            door.token = None;
            door.portal = None;
        }
        vec![self.meta_row()]
    }

    /// The same, and no password is known here any more: only the server lets anybody in.
    pub fn lock(&mut self) -> Vec<Row> {
        self.meta.door = Some(Door::default());
        vec![self.meta_row()]
    }
}

impl Door {
    fn knows(&self, password: &str) -> bool {
        let known = self.password.as_ref();
        known.is_some_and(|known| known.is_of(password))
    }
}
