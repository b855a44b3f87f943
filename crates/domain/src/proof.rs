//! Keyed hashes and hashes of passwords, for pages on plain http, where the browser itself offers none.

use std::fmt::Write;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// HMAC-SHA-256 of a text under a key, in hexadecimal.
pub fn keyed(key: &str, text: &str) -> String {
    hex(&mac(key, text).finalize().into_bytes())
}

/// Whether `proof` is what [`keyed`] gives, compared in constant time.
pub fn is_keyed(key: &str, text: &str, proof: &str) -> bool {
    let bytes = unhex(proof);
    bytes.is_some_and(|bytes| mac(key, text).verify_slice(&bytes).is_ok())
}

/// SHA-256 of a text, in hexadecimal. For random texts; a password needs a [`PasswordHash`].
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// A password as a device keeps it, to know it again without a network: PBKDF2-HMAC-SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordHash {
    /// Random, for each hash anew.
    salt: String,
    /// Rounds of HMAC.
    rounds: u32,
    /// 32 bytes in hexadecimal.
    hash: String,
}

/// The most rounds that are believed: a row that asks for more would stop the device.
const MOST_ROUNDS: u32 = 10_000_000;

impl PasswordHash {
    /// Hashes a password. `salt` is random and used for nothing else.
    pub fn new(password: &str, salt: String, rounds: u32) -> Self {
        let rounds = rounds.clamp(1, MOST_ROUNDS);
        let hash = stretched(password, &salt, rounds);
        Self { salt, rounds, hash }
    }

    /// Whether it was made of this password.
    pub fn is_of(&self, password: &str) -> bool {
        let believed = (1..=MOST_ROUNDS).contains(&self.rounds);
        believed && stretched(password, &self.salt, self.rounds) == self.hash
    }
}

fn stretched(password: &str, salt: &str, rounds: u32) -> String {
    let bytes = (password.as_bytes(), salt.as_bytes());
    hex(&pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(
        bytes.0, bytes.1, rounds,
    ))
}

fn mac(key: &str, text: &str) -> Hmac<Sha256> {
    // RFC 2104: a key longer than a block is hashed first, a shorter one is filled with zeros.
    let mut block = [0; 64];
    let hashed;
    let bytes = if key.len() > block.len() {
        hashed = Sha256::digest(key);
        hashed.as_slice()
    } else {
        key.as_bytes()
    };
    block[..bytes.len()].copy_from_slice(bytes);
    let mut mac = Hmac::new(&block.into());
    mac.update(text.as_bytes());
    mac
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, cases 2 and 6; FIPS 180-4; RFC 7914, section 11.
    #[test]
    fn the_published_vectors_come_out() {
        let said = keyed("Jefe", "what do ya want for nothing?");
        assert_eq!(
            said,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            digest("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            stretched("passwd", "salt", 1),
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        );
    }

    #[test]
    fn a_proof_is_of_one_key_and_one_text() {
        for key in ["k", &"long".repeat(30)] {
            let proof = keyed(key, "text");
            assert!(is_keyed(key, "text", &proof));
            assert!(!is_keyed(key, "texts", &proof));
            assert!(!is_keyed("another", "text", &proof));
            for forged in ["", "zz", &proof[2..], &format!("{proof}00"), "£"] {
                assert!(!is_keyed(key, "text", forged), "{forged}");
            }
        }
    }

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let hash = PasswordHash::new("mi ma", "salt".to_owned(), 2);
        assert!(hash.is_of("mi ma"));
        assert!(!hash.is_of("mi mA"));
        let other = PasswordHash::new("mi ma", "another".to_owned(), 2);
        assert_ne!(hash.hash, other.hash);
        let text = serde_json::to_string(&hash).unwrap();
        assert_eq!(serde_json::from_str::<PasswordHash>(&text).unwrap(), hash);
        for rounds in [0, u32::MAX] {
            let planted = PasswordHash {
                rounds,
                ..hash.clone()
            };
            assert!(!planted.is_of("mi ma"), "{rounds}");
        }
    }
}
