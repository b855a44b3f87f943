//! The documents of a month, and what was published of them.

use serde_json::{Map, Value, json};
use yuebao_domain::period::Month;
use yuebao_domain::publish::Kind;
use yuebao_domain::wire::publications::Publications;

use super::{Operation, TOO_MANY};
use crate::openapi::Schemas;
use crate::render::FileFormat;

impl Operation {
    /// A document as a file of any format.
    fn gives_file(mut self, what: &str) -> Self {
        let content = FileFormat::ALL.into_iter().map(|format| {
            let media_type = format.media_type().split(';').next().unwrap_or_default();
            let schema = match format {
                FileFormat::Json => json!({ "type": "object" }),
                _ => json!({ "type": "string", "contentMediaType": media_type }),
            };
            (media_type.to_owned(), json!({ "schema": schema }))
        });
        let content: Map<String, Value> = content.collect();
        let said = json!({ "description": what, "content": content });
        self.gives.insert("200".to_owned(), said);
        self
    }
}

pub(crate) fn document(schemas: &mut Schemas) -> Operation {
    let mut operation = Operation::new(
        "get",
        "document",
        "A document of a month as a file, before it is published",
    );
    operation.asks = document_place(schemas);
    operation.asks.extend([
        format_asked(),
        asked(
            "provisional",
            "Made of what is handed in so far.",
            &json!({ "type": "boolean", "default": false }),
        ),
        asked(
            "edition",
            "Made of this edition instead of the newest.",
            &json!({ "type": "integer", "minimum": 1 }),
        ),
        asked(
            "unit",
            "The unit whose summary it is, by id; for summary only. Its own people may fetch it.",
            &json!({ "type": "string" }),
        ),
        asked(
            "lang",
            "In which language.",
            &json!({ "enum": ["zh", "en"], "default": "zh" }),
        ),
    ]);
    operation
        .gives_file("The document, in the format that was asked for.")
        .refuses(&[
            (400, "A part of the address is not understood."),
            (403, "For whoever sees every project (yuebao:not-yours)."),
            (
                404,
                "There is nothing to make it of, as detail says (yuebao:no-such-document).",
            ),
            (409, "Its figures do not agree (yuebao:unsound)."),
            TOO_MANY,
        ])
}

fn document_place(schemas: &mut Schemas) -> Vec<Value> {
    vec![
        json!({
            "name": "month", "in": "path", "required": true, "schema": schemas.given::<Month>(),
        }),
        json!({
            "name": "document", "in": "path", "required": true,
            "schema": { "enum": Kind::ALL.map(Kind::key) },
        }),
    ]
}

fn format_asked() -> Value {
    asked(
        "format",
        "json is the document as a value.",
        &json!({ "enum": FileFormat::ALL.map(FileFormat::key), "default": FileFormat::Json.key() }),
    )
}

/// A part of the query that may be left out.
fn asked(name: &str, what: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "required": false, "description": what, "schema": schema })
}

pub(crate) fn publications(schemas: &mut Schemas) -> Operation {
    Operation::new(
        "get",
        "publications",
        "What was published, the newest month first: everything for whoever sees every project, and for \
         everybody else the documents that the profile names as open",
    )
    .gives_json("Each publication.", schemas.given::<Publications>())
    .refuses(&[TOO_MANY])
}

pub(crate) fn published(schemas: &mut Schemas) -> Operation {
    let mut operation = Operation::new(
        "get",
        "published",
        "A document as it was published, the same to the byte whatever came later; HEAD as well",
    );
    operation.asks = document_place(schemas);
    operation.asks.extend([
        format_asked(),
        asked(
            "number",
            "The publication, instead of the one that is in force.",
            &json!({ "type": "integer", "minimum": 1 }),
        ),
        json!({
            "name": "If-None-Match", "in": "header", "required": false,
            "description": "The ETag of what is known already.", "schema": { "type": "string" },
        }),
    ]);
    operation
        .gives_file("The document, with its ETag: SHA-256 of its value, and the format.")
        .gives(304, "It is what is known already.", None)
        .refuses(&[
            (400, "A part of the address is not understood."),
            (
                404,
                "Not published, or not in sight (yuebao:not-published); corrected since and not \
                 published again (yuebao:corrected).",
            ),
            (410, "Taken back (yuebao:withdrawn)."),
            TOO_MANY,
        ])
}
