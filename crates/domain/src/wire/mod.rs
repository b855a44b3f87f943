//! What travels between browser and server: the only place with wire types, one module a version.

mod build;
mod described;
mod own_words;
mod person;
pub mod publications;
pub mod v1;
pub mod v2;
pub mod webhook;

pub use build::{build_named_in, hash_in_name};
