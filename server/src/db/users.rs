//! Accounts.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;

use super::DbError;
use super::audit::{self, What};
use super::json::{from_word, to_word};

/// An account to be written.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    /// User name.
    pub name: &'a str,
    /// Name on screen.
    pub shown: &'a str,
    /// Role.
    pub role: Role,
    /// The user's unit.
    pub unit: &'a str,
    /// Argon2id in PHC form, never the password itself.
    pub password_hash: &'a str,
    /// Now, RFC 3339.
    pub created_at: &'a str,
}

/// Stands in the place of a password where there is none; no password comes to it.
pub const NO_PASSWORD: &str = "";

/// Whether a password opens any account.
pub fn any_password(conn: &Connection) -> Result<bool, DbError> {
    let any = "SELECT EXISTS (SELECT 1 FROM users WHERE password <> ?1 AND NOT disabled)";
    Ok(conn.query_row(any, [NO_PASSWORD], |row| row.get(0))?)
}

/// Where an account comes from, which decides what a portal's token may do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It was made here.
    Local,
    /// It was made here for somebody who will come from the portal.
    Expected,
    /// It is a person's of the portal.
    Portal(Owner),
}

/// A person as a portal knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The portal.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// When the portal said last who this is, in seconds since 1970.
    pub told_at: i64,
}

impl Origin {
    /// The word that is stored.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Expected => "expected",
            Self::Portal(_) => "portal",
        }
    }
}

/// An account as stored.
#[derive(Debug, Clone)]
pub struct Account {
    /// Where it comes from.
    pub origin: Origin,
    /// Who.
    pub me: Me,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// Whether the account is switched off.
    pub disabled: bool,
}

/// Adds an account; false if the name is taken.
pub fn add(conn: &Connection, user: &NewUser<'_>) -> Result<bool, DbError> {
    let added = conn
        .prepare_cached(
            "INSERT INTO users (name, shown, role, unit, password, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING",
        )?
        .execute((
            user.name,
            user.shown,
            to_word("users.role", &user.role)?,
            user.unit,
            user.password_hash,
            user.created_at,
        ))?;
    if added == 0 {
        return Ok(false);
    }
    let (at, detail) = (user.created_at, (user.role, user.unit));
    audit::append(conn, at, What::AccountAdded, user.name, &detail)?;
    Ok(true)
}

/// One account.
pub fn find(conn: &Connection, name: &str) -> Result<Option<Account>, DbError> {
    Ok(select(conn, "WHERE u.name = ?1", &[name])?.pop())
}

/// The account of a person at a portal.
pub fn find_by_subject(
    conn: &Connection,
    issuer: &str,
    subject: &str,
) -> Result<Option<Account>, DbError> {
    let found = select(
        conn,
        "WHERE u.issuer = ?1 AND u.subject = ?2",
        &[issuer, subject],
    );
    Ok(found?.pop())
}

/// Every account, by name.
pub fn all(conn: &Connection) -> Result<Vec<Account>, DbError> {
    select(conn, "ORDER BY u.name", &[])
}

/// The name on screen; the user name if the account is not there.
pub fn shown(conn: &Connection, name: &str) -> Result<String, DbError> {
    let mut select = conn.prepare_cached("SELECT shown FROM users WHERE name = ?1")?;
    let shown = select.query_row([name], |row| row.get(0)).optional()?;
    Ok(shown.unwrap_or_else(|| name.to_owned()))
}

/// Switches an account off or on; false if there is none.
pub fn set_disabled(conn: &Connection, name: &str, disabled: bool) -> Result<bool, DbError> {
    let changed = conn
        .prepare_cached("UPDATE users SET disabled = ?2 WHERE name = ?1")?
        .execute((name, disabled))?;
    Ok(changed == 1)
}

/// Gives an account another role and unit.
pub fn set_role(conn: &Connection, name: &str, role: Role, unit: &str) -> Result<(), DbError> {
    conn.prepare_cached("UPDATE users SET role = ?2, unit = ?3 WHERE name = ?1")?
        .execute((name, to_word("users.role", &role)?, unit))?;
    Ok(())
}

/// Gives an account another name on screen.
pub fn set_shown(conn: &Connection, name: &str, shown: &str) -> Result<(), DbError> {
    conn.prepare_cached("UPDATE users SET shown = ?2 WHERE name = ?1")?
        .execute((name, shown))?;
    Ok(())
}

/// Makes an account one that somebody from the portal is expected for.
pub fn set_expected(conn: &Connection, name: &str) -> Result<(), DbError> {
    conn.prepare_cached("UPDATE users SET origin = 'expected' WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}

/// Makes an account a person's of the portal.
pub fn set_owner(conn: &Connection, name: &str, owner: &Owner) -> Result<(), DbError> {
    conn.prepare_cached(
        "UPDATE users SET origin = 'portal', issuer = ?2, subject = ?3, told_at = ?4
         WHERE name = ?1",
    )?
    .execute((name, &owner.issuer, &owner.subject, owner.told_at))?;
    Ok(())
}

/// Gives an account another password; false if there is none.
pub fn set_password(conn: &Connection, name: &str, hash: &str) -> Result<bool, DbError> {
    let changed = conn
        .prepare_cached("UPDATE users SET password = ?2 WHERE name = ?1")?
        .execute((name, hash))?;
    Ok(changed == 1)
}

fn select(conn: &Connection, rest: &str, params: &[&str]) -> Result<Vec<Account>, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT u.name, u.shown, u.role, u.password, u.disabled, n.id, n.name, n.parent,
             u.origin, u.issuer, u.subject, u.told_at
         FROM users u JOIN units n ON n.id = u.unit {rest}"
    ))?;
    let mut rows = select.query(rusqlite::params_from_iter(params))?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        let origin = match row.get::<_, String>(8)?.as_str() {
            "portal" => Origin::Portal(Owner {
                issuer: row.get(9)?,
                subject: row.get(10)?,
                told_at: row.get(11)?,
            }),
            "expected" => Origin::Expected,
            _ => Origin::Local,
        };
        accounts.push(Account {
            origin,
            me: Me {
                user: row.get(0)?,
                name: row.get(1)?,
                role: from_word("users.role", &row.get::<_, String>(2)?)?,
                unit: Unit {
                    id: row.get(5)?,
                    name: row.get(6)?,
                    parent: row.get(7)?,
                },
            },
            password_hash: row.get(3)?,
            disabled: row.get(4)?,
        });
    }
    Ok(accounts)
}
