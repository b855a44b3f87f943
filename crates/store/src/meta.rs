//! What the installation knows of itself, one text a key.

use std::cell::RefCell;
use std::rc::Rc;

use yuebao_domain::profile::{Profile, Profiles};
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
const EARLIER_PROFILES: &str = "earlier_profiles";
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

    /// The profile of the newest plan years, if one was chosen.
    fn profile(&self) -> Result<Option<Profile>> {
        self.meta(PROFILE)?
            .map(|text| from_text("meta.profile", &text))
            .transpose()
    }

    /// The profiles of all plan years, if any was chosen.
    fn profiles(&self) -> Result<Option<Profiles>> {
        let Some(newest) = self.profile()? else {
            return Ok(None);
        };
        let earlier = match self.meta(EARLIER_PROFILES)? {
            Some(text) => from_text("meta.earlier_profiles", &text)?,
            None => Vec::new(),
        };
        Ok(Some(Profiles::new(newest, earlier)))
    }

    /// The hash of the profiles; none where an earlier version has put them there.
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

    /// Makes sure that the profiles have their digest, and the right one.
    fn digest_profile(&self) -> Result<()> {
        let Some(mut text) = self.meta(PROFILE)? else {
            return Ok(());
        };
        text.extend(self.meta(EARLIER_PROFILES)?);
        let digest = digest(&text);
        if self.meta(PROFILE_DIGEST)?.as_ref() != Some(&digest) {
            self.set_meta(PROFILE_DIGEST, &digest)?;
        }
        Ok(())
    }

    /// Puts one profile in force, alone; true if it differs from what was there.
    fn set_profile(&self, profile: &Profile) -> Result<bool> {
        self.set_profiles(&Profiles::of(profile.clone()))
    }

    /// Puts profiles in force and tells the devices; true if they differ from what was there.
    fn set_profiles(&self, profiles: &Profiles) -> Result<bool> {
        let text = to_text("meta.profile", profiles.newest())?;
        let earlier = match profiles.earlier() {
            [] => None,
            earlier => Some(to_text("meta.earlier_profiles", &earlier)?),
        };
        let held = (self.meta(PROFILE)?, self.meta(EARLIER_PROFILES)?);
        if held == (Some(text.clone()), earlier.clone()) {
            return Ok(false);
        }
        self.set_meta(PROFILE, &text)?;
        match earlier {
            Some(earlier) => self.set_meta(EARLIER_PROFILES, &earlier)?,
            None => self.remove_meta(EARLIER_PROFILES)?,
        }
        self.digest_profile()?;
        self.touch(Key::Profile)?;
        Ok(true)
    }
}

/// The profiles in force, read anew only where their digest is another than the last time: taking a
/// profile apart costs more than deciding an operation, and so does fetching its text.
pub fn profiles_in_force(tx: &dyn ReadMeta) -> Result<Option<Rc<Profiles>>> {
    thread_local! {
        static LAST: RefCell<Option<(String, Rc<Profiles>)>> = const { RefCell::new(None) };
    }
    let Some(digest) = tx.profile_digest()? else {
        return Ok(tx.profiles()?.map(Rc::new));
    };
    LAST.with_borrow_mut(|last| {
        if let Some((before, profiles)) = last
            && *before == digest
        {
            return Ok(Some(Rc::clone(profiles)));
        }
        let Some(profiles) = tx.profiles()?.map(Rc::new) else {
            return Ok(None);
        };
        *last = Some((digest, Rc::clone(&profiles)));
        Ok(Some(profiles))
    })
}
