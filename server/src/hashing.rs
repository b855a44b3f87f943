//! Passwords are compared a few at a time, in memory that is kept. Each comparison needs 19 MiB;
//! left to an allocator, every thread that ever made one would go on holding as much.

use std::sync::{Arc, Mutex};

use argon2::Block;
use tokio::sync::Semaphore;

use crate::accounts::verify_password_in;

/// The places at which passwords are compared.
#[derive(Debug)]
pub struct Hashing {
    free: Semaphore,
    memory: Mutex<Vec<Vec<Block>>>,
}

impl Hashing {
    /// So many at once.
    pub fn new(places: usize) -> Self {
        Self {
            free: Semaphore::new(places),
            memory: Mutex::default(),
        }
    }

    /// Whether a password is the one that was hashed, once there is a free place.
    pub async fn verify(self: &Arc<Self>, password: String, hash: String) -> bool {
        let _place = self.free.acquire().await;
        let here = Arc::clone(self);
        let verified = tokio::task::spawn_blocking(move || here.verify_now(&password, &hash));
        verified.await.unwrap_or(false)
    }

    fn verify_now(&self, password: &str, hash: &str) -> bool {
        let kept = self.memory.lock().ok().and_then(|mut kept| kept.pop());
        let mut memory = kept.unwrap_or_default();
        let right = verify_password_in(&mut memory, password, hash);
        if let Ok(mut kept) = self.memory.lock() {
            kept.push(memory);
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Hashing;
    use crate::accounts::hash_password;

    #[tokio::test]
    async fn memory_is_used_again_and_tells_nothing_of_the_password_before() {
        let hashing = Arc::new(Hashing::new(1));
        let (one, other) = ("the first password", "the second password");
        let hashes = [one, other].map(|password| hash_password(password).unwrap());
        for _ in 0..2 {
            for (password, hash, right) in [
                (one, &hashes[0], true),
                (other, &hashes[0], false),
                (other, &hashes[1], true),
                (one, &hashes[1], false),
                (one, &"no hash".to_owned(), false),
            ] {
                let said = hashing.verify(password.to_owned(), hash.clone()).await;
                assert_eq!(said, right, "{password} for {hash}");
            }
        }
        assert_eq!(hashing.memory.lock().unwrap().len(), 1);
    }
}
