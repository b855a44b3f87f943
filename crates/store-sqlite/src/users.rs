//! Accounts.

use rusqlite::Row;
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_store::Result;
use yuebao_store::json::{from_word, to_word};
use yuebao_store::users::{Account, NO_PASSWORD, NewUser, Origin, Owner, ReadUsers, WriteUsers};

use crate::Database;
use crate::failure::Failure;

/// Reads with [`read`].
const ACCOUNTS: &str =
    "SELECT u.name, u.shown, u.role, u.password, u.disabled, n.id, n.name, n.parent,
         u.origin, u.issuer, u.subject, u.told_at, n.area, u.owner
     FROM users u JOIN units n ON n.id = u.unit";

impl ReadUsers for Database {
    fn user(&self, name: &str) -> Result<Option<Account>> {
        self.first(&format!("{ACCOUNTS} WHERE u.name = ?1"), [name], read)
    }

    fn user_of_portal(&self, issuer: &str, subject: &str) -> Result<Option<Account>> {
        let sql = format!("{ACCOUNTS} WHERE u.issuer = ?1 AND u.subject = ?2");
        self.first(&sql, [issuer, subject], read)
    }

    fn users(&self) -> Result<Vec<Account>> {
        self.list(&format!("{ACCOUNTS} ORDER BY u.name"), [], read)
    }

    fn active_in(&self, role: Role) -> Result<Vec<Me>> {
        let sql = format!("{ACCOUNTS} WHERE u.role = ?1 AND NOT u.disabled ORDER BY u.name");
        let found = self.list(&sql, [to_word("users.role", &role)?], read)?;
        Ok(found.into_iter().map(|account| account.me).collect())
    }

    fn shown_name(&self, user: &str) -> Result<String> {
        let shown = self.first("SELECT shown FROM users WHERE name = ?1", [user], |row| {
            Ok(row.get(0)?)
        })?;
        Ok(shown.unwrap_or_else(|| user.to_owned()))
    }

    fn any_password(&self) -> Result<bool> {
        self.value(
            "SELECT EXISTS (SELECT 1 FROM users WHERE password <> ?1 AND NOT disabled)",
            [NO_PASSWORD],
        )
    }
}

impl WriteUsers for Database {
    fn insert_user(&self, user: &NewUser<'_>) -> Result<bool> {
        let added = self.execute(
            "INSERT INTO users (name, shown, role, unit, password, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING",
            (
                user.name,
                user.shown,
                to_word("users.role", &user.role)?,
                user.unit,
                user.password_hash,
                user.created_at,
            ),
        )?;
        Ok(added == 1)
    }

    fn set_disabled(&self, user: &str, disabled: bool) -> Result<bool> {
        let changed = self.execute(
            "UPDATE users SET disabled = ?2 WHERE name = ?1",
            (user, disabled),
        )?;
        Ok(changed == 1)
    }

    fn set_role(&self, user: &str, role: Role, unit: &str) -> Result<()> {
        self.execute(
            "UPDATE users SET role = ?2, unit = ?3 WHERE name = ?1",
            (user, to_word("users.role", &role)?, unit),
        )?;
        Ok(())
    }

    fn set_scope(&self, user: &str, owner: Option<&str>) -> Result<()> {
        self.execute("UPDATE users SET owner = ?2 WHERE name = ?1", (user, owner))?;
        Ok(())
    }

    fn set_shown(&self, user: &str, shown: &str) -> Result<()> {
        self.execute("UPDATE users SET shown = ?2 WHERE name = ?1", (user, shown))?;
        Ok(())
    }

    fn set_expected(&self, user: &str) -> Result<()> {
        self.execute(
            "UPDATE users SET origin = 'expected' WHERE name = ?1",
            [user],
        )?;
        Ok(())
    }

    fn set_owner(&self, user: &str, owner: &Owner) -> Result<()> {
        self.execute(
            "UPDATE users SET origin = 'portal', issuer = ?2, subject = ?3, told_at = ?4
             WHERE name = ?1",
            (user, &owner.issuer, &owner.subject, owner.told_at),
        )?;
        Ok(())
    }

    fn set_password(&self, user: &str, hash: &str) -> Result<bool> {
        let changed = self.execute(
            "UPDATE users SET password = ?2 WHERE name = ?1",
            (user, hash),
        )?;
        Ok(changed == 1)
    }
}

fn read(row: &Row<'_>) -> Result<Account, Failure> {
    let origin = match row.get::<_, String>(8)?.as_str() {
        "portal" => Origin::Portal(Owner {
            issuer: row.get(9)?,
            subject: row.get(10)?,
            told_at: row.get(11)?,
        }),
        "expected" => Origin::Expected,
        _ => Origin::Local,
    };
    Ok(Account {
        origin,
        me: Me {
            user: row.get(0)?,
            name: row.get(1)?,
            role: from_word("users.role", &row.get::<_, String>(2)?)?,
            unit: Unit {
                id: row.get(5)?,
                name: row.get(6)?,
                parent: row.get(7)?,
                area: row.get(12)?,
            },
            owner: row.get(13)?,
        },
        password_hash: row.get(3)?,
        disabled: row.get(4)?,
    })
}
