//! How what writes itself by hand is described to machines: texts with a meaning, boxes, a profile.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::ids::{OpId, Tag, Timestamp};
use crate::merge::Group;
use crate::money::Money;
use crate::operation::State;
use crate::operation::{question, report};
use crate::period::Month;
use crate::profile::Profile;
use crate::report::limits::{MAX_PARTS, MAX_TEXT};
use crate::report::{FieldKey, FieldValue};
use crate::rule::RuleCode;
use crate::schema::text;
use crate::wire::v1::MAX_NAME;

macro_rules! described {
    ($($of:ty as $name:literal => $schema:expr;)*) => {$(
        impl JsonSchema for $of {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

described! {
    Month as "Month" => text("A calendar month.", "^2[0-9]{3}-(0[1-9]|1[0-2])$", "2022-05");
    Money as "Money" => text(
        "An exact amount in 万元, up to six decimal places.",
        r"^-?[0-9]+(\.[0-9]{1,6})?$",
        "1212.68008",
    );
    OpId as "OpId" => text(
        "Names an operation for ever: a UUID in lower case with hyphens, made on the device.",
        "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        "0190f0c2-0000-7000-8000-000000000001",
    );
    Tag as "Tag" => json_schema!({
        "description": "Stands for exactly the boxes of one revision, whatever its number; only the \
                        server makes one.",
        "type": "string",
        "maxLength": MAX_NAME,
    });
    Timestamp as "Timestamp" => json_schema!({
        "description": "RFC 3339.", "type": "string", "maxLength": MAX_NAME,
    });
    RuleCode as "RuleCode" => text("A rule of the catalogue.", "^[A-Z][0-9]{3}$", "M105");
    FieldKey as "FieldKey" => text("A box, or an entry of the form.", "^[A-Za-z0-9_.-]{1,80}$", "remarks");
    Group as "Group" => text(
        "Boxes that are merged together, by the name of one of them.",
        "^[A-Za-z0-9_.-]{1,80}$",
        "month_investment",
    );
    FieldValue as "FieldValue" => json_schema!({
        "description": "What one box holds: a text, or an entry of several texts.",
        "oneOf": [bounded_text(), {
            "type": "object",
            "additionalProperties": bounded_text(),
            "maxProperties": MAX_PARTS,
        }],
    });
    State as "SubjectState" => json_schema!({
        "description": "Where a subject stands: the words of a report, then those of a question.",
        "type": "string",
        "enum": states(),
    });
    Profile as "Profile" => json_schema!({
        "description": "A jurisdiction as data: what the profile's TOML file holds, as JSON. Keys are \
                        added to it; whoever reads it passes over those that it does not know.",
        "type": "object",
    });
}

fn bounded_text() -> Schema {
    json_schema!({ "type": "string", "maxLength": MAX_TEXT })
}

fn states() -> Vec<&'static str> {
    // One on its way through its chain is told as handed in, with its step beside it.
    let report = report::State::ALL.map(report::State::key);
    let question = question::State::ALL.map(question::State::key);
    report.into_iter().chain(question).collect()
}
