//! Profiles as files: those that come with Yuebao, and how one is read, put over another and refused.

mod load;
mod strict;
#[cfg(test)]
mod tests;
mod validate;

pub use load::{BUILTIN, ProfileError, builtin, from_toml, known};
