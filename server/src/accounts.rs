//! Accounts: passwords are kept as Argon2id, tokens as SHA-256.

use argon2::password_hash::{Output, PasswordHash, PasswordHasher, Salt, SaltString};
use argon2::{Argon2, Block, Params};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use yuebao_domain::profile::ReviewChain;
use yuebao_domain::rights::Role;
use yuebao_domain::text::clean;
use yuebao_store::audit::{self, What};
use yuebao_store::feed;
use yuebao_store::meta::profile_in_force;
use yuebao_store::sessions::TokenHash;
use yuebao_store::users::{self, NO_PASSWORD};
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use crate::clock::Now;
use crate::error::AppError;

/// Shortest password that is taken, in characters.
pub const MIN_PASSWORD: usize = 8;

/// Longest user name, in characters.
pub const LONGEST_NAME: usize = 64;

/// Longest name on screen, in characters.
pub const LONGEST_SHOWN: usize = 100;

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name is taken.
    #[error("用户名“{0}”已存在 / user name “{0}” is taken")]
    Taken(String),
    /// The name is not usable.
    #[error(
        "用户名“{0}”不可用：1–64 个字符，只用半角字母、数字、汉字和 . _ - @ + 等连接符 / user name “{0}” is not usable: 1–64 characters, ASCII letters, digits, Chinese characters and . _ - @ + only"
    )]
    BadName(String),
    /// There is no such unit.
    #[error(
        "没有单位“{0}”，请先用 import-plan 导入 / there is no unit “{0}”: import it first with import-plan"
    )]
    NoUnit(String),
    /// Somebody who is no clerk has no owner.
    #[error("只有信息员的账号可以属于项目业主 / only a clerk's account can be a project owner's")]
    NotForOwner,
    /// Nobody would be left to look after accounts.
    #[error(
        "“{0}”是最后一个在用的系统管理员：请先新增或启用另一个 / “{0}” is the last administrator that is not switched off: add or enable another one first"
    )]
    LastAdmin(String),
    /// The name on screen is empty or too long.
    #[error("姓名须为 1–{LONGEST_SHOWN} 个字符 / a name is 1–{LONGEST_SHOWN} characters")]
    BadShown,
    /// There is no such tablet.
    #[error("“{0}”没有这台平板 / “{0}” has no such tablet")]
    NoTablet(String),
    /// There is no such account.
    #[error("没有用户“{0}” / there is no user “{0}”")]
    NoUser(String),
    /// The password is too short.
    #[error("密码至少 {MIN_PASSWORD} 个字符 / a password needs at least {MIN_PASSWORD} characters")]
    ShortPassword,
    /// Hashing failed.
    #[error("password hash: {0}")]
    Hash(String),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// From the database.
    #[error(transparent)]
    Db(#[from] Error),
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> Self {
        tracing::error!(%error, "account");
        Self::internal()
    }
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// User name.
    pub name: String,
    /// Name on screen.
    pub shown: String,
    /// Role.
    pub role: Role,
    /// The user's unit.
    pub unit: String,
    /// 项目业主: name or 统一社会信用代码, if the account is an owner's.
    pub owner: Option<String>,
    /// The password; none where somebody from the portal is expected.
    pub password: Option<String>,
}

/// Other rights for an account; what is none stays.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewRights<'a> {
    /// Role.
    pub role: Option<Role>,
    /// Unit.
    pub unit: Option<&'a str>,
    /// 项目业主; if empty, the account is its unit's again.
    pub owner: Option<&'a str>,
}

/// Whether a name can be an account's that is there already.
pub fn is_usable_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a new account can have this name: nothing in it looks like something else.
pub fn is_plain_name(name: &str) -> bool {
    is_usable_name(name) && name.chars().all(is_plain) && normal(name) == name.to_lowercase()
}

/// Letters of two scripts that have no letter in common, digits, and what joins them.
fn is_plain(c: char) -> bool {
    let is_han =
        matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    c.is_ascii_alphanumeric() || is_han || "._-@+\\/:#$~=".contains(c)
}

/// What a name is taken for, whatever letters it is written with.
fn normal(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

/// The account whose name cannot be told from this one.
pub fn look_alike(tx: &dyn ReadTransaction, name: &str) -> Result<Option<String>, Error> {
    let wanted = normal(name);
    let mut names = (tx.users()?.into_iter()).map(|account| account.me.user);
    Ok(names.find(|known| normal(known) == wanted))
}

/// Makes an account.
pub fn add(tx: &dyn WriteTransaction, new: &NewAccount, now: Now) -> Result<(), AccountError> {
    let hash = new.password.as_deref().map(hash_password).transpose()?;
    add_with_hash(tx, new, hash.as_deref(), now)
}

/// The same with a password that was hashed before, which takes a while; without one somebody from the
/// portal is expected.
pub fn add_with_hash(
    tx: &dyn WriteTransaction,
    new: &NewAccount,
    hash: Option<&str>,
    now: Now,
) -> Result<(), AccountError> {
    if !is_plain_name(&new.name) {
        return Err(AccountError::BadName(new.name.clone()));
    }
    check_shown(&new.shown)?;
    if let Some(known) = look_alike(tx, &new.name)? {
        return Err(AccountError::Taken(known));
    }
    if tx.unit(&new.unit)?.is_none() {
        return Err(AccountError::NoUnit(new.unit.clone()));
    }
    let owner = owner_of(new.role, new.owner.as_deref())?;
    let user = users::NewUser {
        name: &new.name,
        shown: &new.shown,
        role: new.role,
        unit: &new.unit,
        password_hash: hash.unwrap_or(NO_PASSWORD),
        created_at: &now.rfc3339(),
    };
    if !tx.add_user(&user)? {
        return Err(AccountError::Taken(new.name.clone()));
    }
    if owner.is_some() {
        set_rights(tx, &new.name, new.role, &new.unit, owner.as_deref(), now)?;
    }
    retell(tx, &[new.role])?;
    if hash.is_none() {
        tx.set_expected(&new.name)?;
        audit::append(tx, &now.rfc3339(), What::AccountLinked, &new.name, &())?;
    }
    Ok(())
}

/// Gives an account another role, unit or owner, which counts from the next request on.
pub fn change(
    tx: &dyn WriteTransaction,
    name: &str,
    to: NewRights<'_>,
    now: Now,
) -> Result<(), AccountError> {
    let account = tx.user(name)?;
    let account = account.ok_or_else(|| AccountError::NoUser(name.to_owned()))?;
    let role = to.role.unwrap_or(account.me.role);
    let unit = to.unit.unwrap_or(&account.me.unit.id);
    let owner = owner_of(role, to.owner.or(account.me.owner.as_deref()))?;
    if role != Role::Admin {
        another_admin_than(tx, name)?;
    }
    if tx.unit(unit)?.is_none() {
        return Err(AccountError::NoUnit(unit.to_owned()));
    }
    set_rights(tx, name, role, unit, owner.as_deref(), now)
}

/// Writes rights whatever they are, and enters them.
pub(crate) fn set_rights(
    tx: &dyn WriteTransaction,
    name: &str,
    role: Role,
    unit: &str,
    owner: Option<&str>,
    now: Now,
) -> Result<(), AccountError> {
    let before = tx.user(name)?.map_or(role, |account| account.me.role);
    tx.set_role(name, role, unit)?;
    retell(tx, &[before, role])?;
    tx.set_scope(name, owner)?;
    let detail = audit::rights(role, unit, owner)?;
    tx.append_entry(&now.rfc3339(), What::AccountChanged, name, &detail)?;
    Ok(())
}

/// Gives an account another name on screen.
pub fn rename(
    tx: &dyn WriteTransaction,
    name: &str,
    shown: &str,
    now: Now,
) -> Result<(), AccountError> {
    let account = tx.user(name)?;
    let account = account.ok_or_else(|| AccountError::NoUser(name.to_owned()))?;
    if account.me.name == shown {
        return Ok(());
    }
    check_shown(shown)?;
    tx.set_shown(name, shown)?;
    audit::append(tx, &now.rfc3339(), What::AccountRenamed, name, &shown)?;
    Ok(())
}

/// Whether a name can be shown.
pub(crate) fn check_shown(shown: &str) -> Result<(), AccountError> {
    let length = clean(shown).trim().chars().count();
    let fits = (1..=LONGEST_SHOWN).contains(&length);
    fits.then_some(()).ok_or(AccountError::BadShown)
}

/// Ends the login that a tablet came with.
pub fn revoke(
    tx: &dyn WriteTransaction,
    name: &str,
    device: &str,
    now: Now,
) -> Result<(), AccountError> {
    let login = tx.login_of_tablet(name, device)?;
    let login = login.ok_or_else(|| AccountError::NoTablet(name.to_owned()))?;
    let ended = usize::from(tx.end_session(&login)?);
    audit::append(tx, &now.rfc3339(), What::LoginsEnded, name, &ended)?;
    Ok(())
}

/// The owner as it is kept, where there is one.
pub(crate) fn owner_of(role: Role, owner: Option<&str>) -> Result<Option<String>, AccountError> {
    let owner = owner.map(|owner| clean(owner).trim().to_owned());
    let owner = owner.filter(|owner| !owner.is_empty());
    if owner.is_some() && role != Role::Clerk {
        return Err(AccountError::NotForOwner);
    }
    Ok(owner)
}

/// Whether somebody else can look after accounts, if this account can.
fn another_admin_than(tx: &dyn WriteTransaction, name: &str) -> Result<(), AccountError> {
    let mut can: Vec<String> = (tx.users()?.into_iter())
        .filter(|account| account.me.role == Role::Admin && !account.disabled)
        .map(|account| account.me.user)
        .collect();
    let known = can.len();
    can.retain(|admin| admin != name);
    if can.is_empty() && known > 0 {
        return Err(AccountError::LastAdmin(name.to_owned()));
    }
    Ok(())
}

/// Somebody in one of these roles comes or goes: where their step is filled now, or nobody's, those who
/// review after them hear of it.
pub fn retell(tx: &dyn WriteTransaction, roles: &[Role]) -> Result<(), Error> {
    let Some(profile) = profile_in_force(tx)? else {
        return Ok(());
    };
    let is_between = |chain: ReviewChain<'_>| {
        let between = chain.between(0, chain.last());
        between.iter().any(|role| roles.contains(role))
    };
    if !profile.all_chains().any(is_between) {
        return Ok(());
    }
    for subject in tx.under_review()? {
        tx.touch(feed::Key::Subject(&subject))?;
    }
    Ok(())
}

/// Ends every login of an account; returns how many there were.
pub fn end_logins(tx: &dyn WriteTransaction, name: &str, now: Now) -> Result<usize, AccountError> {
    if tx.user(name)?.is_none() {
        return Err(AccountError::NoUser(name.to_owned()));
    }
    let ended = tx.end_all_sessions(name, now.seconds())?;
    audit::append(tx, &now.rfc3339(), What::LoginsEnded, name, &ended)?;
    Ok(ended)
}

/// Switches an account off, which also ends its logins, or on again. The last administrator stays on.
pub fn set_disabled(
    tx: &dyn WriteTransaction,
    name: &str,
    disabled: bool,
    now: Now,
) -> Result<(), AccountError> {
    if disabled {
        another_admin_than(tx, name)?;
    }
    switch(tx, name, disabled, now)
}

/// The same, whoever is left.
pub(crate) fn switch(
    tx: &dyn WriteTransaction,
    name: &str,
    disabled: bool,
    now: Now,
) -> Result<(), AccountError> {
    if !tx.set_disabled(name, disabled)? {
        return Err(AccountError::NoUser(name.to_owned()));
    }
    if let Some(account) = tx.user(name)? {
        retell(tx, &[account.me.role])?;
    }
    let what = if disabled {
        tx.end_all_sessions(name, now.seconds())?;
        What::AccountDisabled
    } else {
        What::AccountEnabled
    };
    audit::append(tx, &now.rfc3339(), what, name, &())?;
    Ok(())
}

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

fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
