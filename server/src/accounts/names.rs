//! Names that cannot be told from each other.

use unicode_normalization::UnicodeNormalization as _;
use yuebao_store::{Error, ReadTransaction};

/// The account whose name cannot be told from this one.
pub fn look_alike(tx: &dyn ReadTransaction, name: &str) -> Result<Option<String>, Error> {
    let wanted = normal(name);
    let mut names = (tx.users()?.into_iter()).map(|account| account.me.user);
    Ok(names.find(|known| normal(known) == wanted))
}

/// What a name is taken for, whatever letters it is written with.
fn normal(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}
