//! The description of the interface in OpenAPI 3.1.

/// The document as it is delivered.
pub const DOCUMENT: &str = include_str!("openapi.json");
