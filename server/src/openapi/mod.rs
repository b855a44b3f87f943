//! The description of the interface in OpenAPI 3.1: made from a table of addresses, from what
//! [`operations`] says of each of them, and from the types that travel.

pub mod operations;
mod schemas;

use serde_json::{Map, Value, json};

use operations::Operation;
pub use schemas::Schemas;

/// What is to be said of one path: a Path Item of OpenAPI.
#[derive(Debug, Clone, Copy)]
pub struct PathItem {
    /// The path, as the router writes it.
    pub path: &'static str,
    /// Whether it asks for no login.
    pub is_open: bool,
    /// What it does.
    pub describe: fn(&mut Schemas) -> Operation,
}

/// The whole document.
pub fn document(items: impl Iterator<Item = PathItem>) -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    for item in items {
        let operation = (item.describe)(&mut schemas);
        let method = operation.method;
        let described = described(item.is_open, operation, &mut schemas);
        paths.insert(item.path.to_owned(), json!({ method: described }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Yuebao 月报",
            "version": "2",
            "description": "Monthly reports of major construction projects: push and pull. A 200 counts \
                            only if the body echoes server_id and nonce.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "security": [{ "bearer": [] }],
        "components": {
            "securitySchemes": { "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "A token of POST /api/v1/login or, where the server was started with \
                                --sign-on, a JWT that the portal signed (HS256, RS256 or ES256 as \
                                configured; iss, iat and exp are required, aud and nbf are checked). \
                                From its first use on a JWT is a login like any other until its exp.",
            } },
            "schemas": schemas.all(),
        },
    })
}

/// With what every endpoint of its kind refuses besides.
fn described(is_open: bool, operation: Operation, schemas: &mut Schemas) -> Value {
    let mut refusals: Vec<(u16, &str)> = Vec::new();
    if !is_open {
        refusals.extend(NO_LOGIN);
    }
    if operation.body.is_some() {
        refusals.extend(NO_BODY);
    }
    if operation.works {
        refusals.push(NOT_NOW);
    }
    refusals.extend(operation.refuses);
    let problem = schemas.given::<yuebao_domain::wire::v1::ProblemDetails>();
    let mut responses = operation.gives;
    for (status, why) in refusals {
        let mut refusal = json!({
            "description": why,
            "content": { "application/problem+json": { "schema": problem } },
        });
        if matches!(status, 429 | 503) {
            let seconds = json!({ "schema": { "type": "integer" }, "description": "Seconds." });
            refusal["headers"] = json!({ "Retry-After": seconds });
        }
        responses.insert(status.to_string(), refusal);
    }
    let mut said = json!({
        "operationId": operation.name,
        "summary": operation.does,
        "responses": responses,
    });
    if is_open {
        said["security"] = json!([]);
    }
    if !operation.asks.is_empty() {
        said["parameters"] = operation.asks.into();
    }
    if let Some(body) = operation.body {
        said["requestBody"] = body;
    }
    said
}

const NO_LOGIN: [(u16, &str); 2] = [
    (
        401,
        "No valid login. Of a portal's token, type and detail say more: yuebao:token-expired, \
         yuebao:token-not-yet or yuebao:token-refused.",
    ),
    (
        403,
        "The portal's token is right, but no account here is open to this person.",
    ),
];
const NO_BODY: [(u16, &str); 3] = [
    (
        400,
        "Not what the interface asks for; field and expected say where and what.",
    ),
    (
        413,
        "More than max_body bytes, before or after decompression.",
    ),
    (
        415,
        "Not the content type that is asked for, or an encoding other than gzip.",
    ),
];
const NOT_NOW: (u16, &str) = (503, "Nothing was written; try again.");
