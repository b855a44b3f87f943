//! Sign-on: the portal hands over a signed token (a JWT, RFC 7519) that says who works on the page.
//!
//! | module | does |
//! |---|---|
//! | [`settings`] | reads the configuration file, refuses a wrong one with line and reason |
//! | [`keys`] | the keys that tokens may be signed with |
//! | `secret` | the secret of HS256 as it stands in a file |
//! | [`source`] | where they come from, and when they are fetched anew |
//! | `signature` | one signature against one key |
//! | [`claims`] | what a token says, without anything said twice |
//! | [`token`] | from the text of a token to claims that may be relied on |
//! | [`person`] | from claims to user, name, unit and role |
//! | [`account`] | what that means for the account of this name; pure |
//! | [`refusal`] | why not, for the log and for whoever asks |
//!
//! Nothing here writes: whom a token lets in is entered by [`crate::admission`].
//!
//! A token is looked at once. From then on the hash of what is signed in it stands among the logins,
//! as that of any other token, so that it can be ended like any other; another text of the same
//! signature is the same token.

pub mod account;
pub mod claims;
pub mod keys;
pub mod person;
pub mod refusal;
mod secret;
pub mod settings;
mod signature;
pub mod source;
pub mod token;

pub use refusal::Refusal;
pub use settings::Settings;
pub(crate) use source::agent;
pub use source::{Keys, KeysError};

/// Longest token that is looked at, in bytes.
pub const LONGEST_TOKEN: usize = 8 * 1024;

/// What a server with sign-on holds.
#[derive(Debug)]
pub struct SignOn {
    /// As configured.
    pub settings: Settings,
    /// The keys that are known now.
    pub keys: Keys,
}

impl SignOn {
    /// Reads the keys; those of a URL may be out of reach for now.
    pub fn new(settings: Settings) -> Result<Self, KeysError> {
        let keys = Keys::new(&settings)?;
        Ok(Self { settings, keys })
    }
}
