//! What a preview is known by, so that exactly what was seen is written.

use sha2::{Digest, Sha256};

/// Of everything that the preview follows from and of what it says.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}
