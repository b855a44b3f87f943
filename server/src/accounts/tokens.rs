//! Tokens: what is stored of one is its SHA-256.

use sha2::{Digest, Sha256};
use yuebao_store::sessions::TokenHash;

use super::{AccountError, random};

/// A new opaque token: 256 random bits in hexadecimal.
pub fn new_token() -> Result<String, AccountError> {
    Ok(hex::encode(random::<32>()?))
}

/// Whether a text looks like a token of this server.
pub fn looks_own(token: &str) -> bool {
    token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a bearer token looks like a JWT. The server's own tokens have no dots.
pub fn looks_signed(token: &str) -> bool {
    token.split('.').count() == 3
}

/// What is stored of a token of this server, or of the portal.
pub fn token_hashes(token: &str) -> TokenHash {
    let whole = token_hash(token);
    // What follows the last dot can be written in several ways that are all right. What stands
    // before it is no token by itself: none has a NUL in it.
    let key = match token.rsplit_once('.') {
        Some((signed, _)) if looks_signed(token) => token_hash(&format!("\0signed\0{signed}")),
        _ => whole,
    };
    TokenHash { key, whole }
}

/// The same of a token of this server, of which somebody has nothing but its hash, in hexadecimal.
pub fn known_token_hash(hash: &str) -> Option<TokenHash> {
    let mut key = [0; 32];
    hex::decode_to_slice(hash, &mut key).ok()?;
    Some(TokenHash { key, whole: key })
}

/// The hash of a text that nobody may learn from the database.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
