//! What the installation knows of itself, one text a key.

use std::cell::RefCell;
use std::rc::Rc;

use yuebao_domain::profile::Profile;
use yuebao_domain::proof::keyed;

use crate::Result;
use crate::feed::{Key, WriteFeed};
use crate::hash::digest;
use crate::json::{from_text, to_text, unreadable};

/// The server's identifier.
pub const SERVER_ID: &str = "server_id";
pub(crate) const EPOCH: &str = "epoch";
const WATERMARK: &str = "backup_watermark";
const PROFILE: &str = "profile";
const PROFILE_DIGEST: &str = "profile_digest";
pub(crate) const RESTORED: &str = "restored_from_backup";
pub(crate) const RESCUE_SECRET: &str = "rescue_secret";
const LAST_RUN: &str = "mark";
pub(crate) const SIGNED_OUT: &str = "signed_out";

/// Who this database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Stays with the database.
    pub server_id: String,
    /// Grows when the database was restored from a backup.
    pub epoch: u64,
    /// Operations written at or below this sequence are in a backup.
    pub backup_watermark: u64,
    /// What keys for rescue files are made from; absent before a server that makes them was at work.
    rescue_secret: Option<String>,
}

impl Identity {
    /// The key by which a user's devices know the user's rescue files. Nobody who has one can work
    /// out another.
    pub fn rescue_key(&self, user: &str) -> Option<String> {
        let secret = self.rescue_secret.as_ref();
        secret.map(|secret| keyed(secret, user))
    }
}

/// What is asked of the installation.
pub trait ReadMeta {
    /// The text of a key.
    fn meta(&self, key: &str) -> Result<Option<String>>;

    /// The identity, if a server has been at work on the database.
    fn identity(&self) -> Result<Option<Identity>> {
        let (Some(server_id), Some(_)) = (self.meta(SERVER_ID)?, self.meta(EPOCH)?) else {
            return Ok(None);
        };
        Ok(Some(Identity {
            server_id,
            epoch: self.meta_number(EPOCH)?,
            backup_watermark: self.meta_number(WATERMARK)?,
            rescue_secret: self.meta(RESCUE_SECRET)?,
        }))
    }

    /// The server's identifier, which the database has from its first moment on.
    fn server_id(&self) -> Result<String> {
        self.meta(SERVER_ID)?
            .ok_or_else(|| unreadable("meta.server_id", &"it is missing"))
    }

    /// Up to when the portal's tokens count no more, whoever's they are, in seconds since 1970.
    fn signed_out(&self) -> Result<Option<i64>> {
        let read = |text: String| {
            text.parse()
                .map_err(|error| unreadable("meta.signed_out", &error))
        };
        self.meta(SIGNED_OUT)?.map(read).transpose()
    }

    /// What the database and the place where it was last at work have in common.
    fn last_run(&self) -> Result<Option<String>> {
        self.meta(LAST_RUN)
    }

    /// The profile in force, if one was chosen.
    fn profile(&self) -> Result<Option<Profile>> {
        self.meta(PROFILE)?
            .map(|text| from_text("meta.profile", &text))
            .transpose()
    }

    /// The hash of the profile in force; none where an earlier version has put it there.
    fn profile_digest(&self) -> Result<Option<String>> {
        self.meta(PROFILE_DIGEST)
    }

    /// The number of a key.
    fn meta_number(&self, key: &str) -> Result<u64> {
        let text = self.meta(key)?.unwrap_or_default();
        text.parse()
            .map_err(|_| unreadable(&format!("meta.{key}"), &format!("“{text}” is not a number")))
    }
}

/// What is written of the installation.
pub trait WriteMeta: ReadMeta + WriteFeed {
    /// Puts a text under a key in the place of the one before.
    fn set_meta(&self, key: &str, value: &str) -> Result<()>;

    /// Removes a key.
    fn remove_meta(&self, key: &str) -> Result<()>;

    /// Says that this is a backup, or counts as one: whoever opens it next begins a new epoch.
    fn count_as_restored(&self) -> Result<()> {
        self.set_meta(RESTORED, "1")
    }

    /// Another one; see [`crate::last_run`].
    fn set_last_run(&self, id: &str) -> Result<()> {
        self.set_meta(LAST_RUN, id)
    }

    /// None: no server was at work on it where it is now.
    fn clear_last_run(&self) -> Result<()> {
        self.remove_meta(LAST_RUN)
    }

    /// Everything up to `seq` is in a backup.
    fn raise_watermark(&self, seq: u64) -> Result<()> {
        // A folder that no server has worked on yet has none.
        let raised = match self.meta(WATERMARK)? {
            Some(_) => self.meta_number(WATERMARK)?.max(seq),
            None => seq,
        };
        self.set_meta(WATERMARK, &raised.to_string())
    }

    /// Says of a copy that it is a backup, and up to where it goes.
    fn seal_backup(&self) -> Result<u64> {
        let seq = self.last_seq()?;
        self.raise_watermark(seq)?;
        self.count_as_restored()?;
        Ok(seq)
    }

    /// Makes sure that the profile has its digest, and the right one.
    fn digest_profile(&self) -> Result<()> {
        let Some(text) = self.meta(PROFILE)? else {
            return Ok(());
        };
        let digest = digest(&text);
        if self.meta(PROFILE_DIGEST)?.as_ref() != Some(&digest) {
            self.set_meta(PROFILE_DIGEST, &digest)?;
        }
        Ok(())
    }

    /// Puts a profile in force and tells the devices; true if it differs from what was there.
    fn set_profile(&self, profile: &Profile) -> Result<bool> {
        let text = to_text("meta.profile", profile)?;
        if self.meta(PROFILE)?.as_deref() == Some(text.as_str()) {
            return Ok(false);
        }
        self.set_meta(PROFILE, &text)?;
        self.digest_profile()?;
        self.touch(Key::Profile)?;
        Ok(true)
    }
}

/// The profile in force, read anew only where its digest is another than the last time: taking a
/// profile apart costs more than deciding an operation, and so does fetching its text.
pub fn profile_in_force(tx: &dyn ReadMeta) -> Result<Option<Rc<Profile>>> {
    thread_local! {
        static LAST: RefCell<Option<(String, Rc<Profile>)>> = const { RefCell::new(None) };
    }
    let Some(digest) = tx.profile_digest()? else {
        return Ok(tx.profile()?.map(Rc::new));
    };
    LAST.with_borrow_mut(|last| {
        if let Some((before, profile)) = last
            && *before == digest
        {
            return Ok(Some(Rc::clone(profile)));
        }
        let Some(profile) = tx.profile()?.map(Rc::new) else {
            return Ok(None);
        };
        *last = Some((digest, Rc::clone(&profile)));
        Ok(Some(profile))
    })
}
