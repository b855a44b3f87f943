//! What travels between browser and server: the only place with wire types, one module a version.

mod lenient;
pub mod v1;
