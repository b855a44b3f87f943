//! Hashes, as they are stored and shown.

use sha2::{Digest, Sha256};

/// The SHA-256 of a stored text in hexadecimal digits.
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
