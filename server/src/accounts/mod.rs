//! Accounts. What a name, an owner and a password may be is the domain's
//! ([`yuebao_domain::accounts`]).
//!
//! | module | does |
//! |---|---|
//! | `rights` | makes accounts, and gives them other names and rights |
//! | `switching` | switches them off and on, and ends logins |
//! | `passwords` | makes, keeps and compares passwords |
//! | `tokens` | makes tokens, and what is stored of one |
//! | `names` | finds names that cannot be told from each other |
//! | `retelling` | tells those who review after somebody who comes or goes |
//! | `refusal` | why something was not done |

mod names;
mod passwords;
mod refusal;
mod retelling;
mod rights;
mod switching;
mod tokens;

pub use names::look_alike;
pub use passwords::{
    generate_password, hash_password, set_hash, set_password, verify_password, verify_password_in,
};
pub use refusal::AccountError;
pub use retelling::retell;
pub(crate) use retelling::retell_for;
pub use rights::{NewAccount, NewRights, add, add_with_hash, change, rename};
pub(crate) use rights::{check_shown, owner_of, set_rights};
pub(crate) use switching::switch;
pub use switching::{end_logins, revoke, set_disabled};
pub use tokens::{known_token_hash, looks_own, looks_signed, new_token, token_hash, token_hashes};

fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
