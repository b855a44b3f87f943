//! How texts with a meaning are described to machines.

use schemars::{Schema, SchemaGenerator, json_schema};

/// A text of this pattern, such as the example.
pub(crate) fn text(about: &str, pattern: &str, example: &str) -> Schema {
    json_schema!({
        "description": about, "type": "string", "pattern": pattern, "examples": [example],
    })
}

/// A day such as 2022-05-31.
pub(crate) fn day(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date" })
}

/// An exact decimal.
pub(crate) fn decimal(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" })
}
