//! A profile that names everything itself, for tests.

/// Eight categories, three levels, a class of two values and a flag.
pub(crate) const OWN_CLASSES: &str = include_str!("../../tests/fixtures/own-classes.toml");
