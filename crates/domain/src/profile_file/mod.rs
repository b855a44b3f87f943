//! Profiles as files: those that come with Yuebao, and how one is read, put over another and refused.

mod holidays;
mod load;
mod next;
mod said;
mod strict;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod validate;

pub use holidays::{Notice, YearOff, holidays, holidays_from_toml, notices};
pub use load::{BUILTIN, ProfileError, builtin, from_toml, known};
pub use next::{LineChange, Next, Unsettled, next};
