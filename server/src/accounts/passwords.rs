//! Passwords: kept as Argon2id.

use argon2::password_hash::{Output, PasswordHash, PasswordHasher, Salt, SaltString};
use argon2::{Argon2, Block, Params};
use yuebao_domain::accounts::MIN_PASSWORD;
use yuebao_store::WriteTransaction;
use yuebao_store::audit::{self, What};

use super::{AccountError, random};
use crate::clock::Now;

/// Gives an account another password and ends its logins.
pub fn set_password(
    tx: &dyn WriteTransaction,
    name: &str,
    password: &str,
    now: Now,
) -> Result<(), AccountError> {
    set_hash(tx, name, &hash_password(password)?, now)
}

/// The same with a password that was hashed before.
pub fn set_hash(
    tx: &dyn WriteTransaction,
    name: &str,
    hash: &str,
    now: Now,
) -> Result<(), AccountError> {
    if !tx.set_password(name, hash)? {
        return Err(AccountError::NoUser(name.to_owned()));
    }
    tx.end_all_sessions(name, now.seconds())?;
    audit::append(tx, &now.rfc3339(), What::PasswordSet, name, &())?;
    Ok(())
}

/// Argon2id with the library's present parameters, in PHC form.
pub fn hash_password(password: &str) -> Result<String, AccountError> {
    if password.chars().count() < MIN_PASSWORD {
        return Err(AccountError::ShortPassword);
    }
    let failed = |error: argon2::password_hash::Error| AccountError::Hash(error.to_string());
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(failed)?;
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(failed)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed.
pub fn verify_password(password: &str, hash: &str) -> bool {
    verify_password_in(&mut Vec::new(), password, hash)
}

/// The same in memory that is at hand; it grows to what the hash asks for.
pub fn verify_password_in(memory: &mut Vec<Block>, password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .and_then(|hash| recompute(memory, password, &hash).map(|output| hash.hash == Some(output)))
        .unwrap_or(false)
}

/// What `password` comes to with the salt and the parameters of `hash`.
fn recompute(
    memory: &mut Vec<Block>,
    password: &str,
    hash: &PasswordHash<'_>,
) -> Result<Output, argon2::password_hash::Error> {
    use argon2::password_hash::Error;
    let params = Params::try_from(hash)?;
    let version = hash.version.ok_or(Error::Version)?;
    let blocks = params.block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::default());
    }
    let mut bytes = [0; Salt::MAX_LENGTH];
    let salt = hash.salt.ok_or(Error::Password)?.decode_b64(&mut bytes)?;
    let length = hash.hash.ok_or(Error::Password)?.len();
    let (algorithm, version) = (hash.algorithm.try_into()?, version.try_into()?);
    let argon2 = Argon2::new(algorithm, version, params);
    Output::init_with(length, |out| {
        let hashed = argon2.hash_password_into_with_memory(password.as_bytes(), salt, out, memory);
        Ok(hashed?)
    })
}

/// A password that can be read out over the telephone: four groups of four, no look-alikes.
pub fn generate_password() -> Result<String, AccountError> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> = random::<16>()?
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    Ok(groups.join("-"))
}
