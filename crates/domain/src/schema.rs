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

/// What is always written and need not be read: a type that travels both ways is described once.
pub(crate) fn defaults_are_optional(schema: &mut Schema) {
    let properties = schema.get("properties").cloned().unwrap_or_default();
    let has_default = |name: &serde_json::Value| {
        let property = name.as_str().and_then(|name| properties.get(name));
        property.is_some_and(|property| property.get("default").is_some())
    };
    let required = schema.get_mut("required");
    if let Some(required) = required.and_then(serde_json::Value::as_array_mut) {
        required.retain(|name| !has_default(name));
    }
}
