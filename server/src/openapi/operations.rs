//! What each endpoint does, takes and gives, in words and types.

mod published;

use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};
use yuebao_domain::period::Month;
use yuebao_domain::wire::v2::{admin, console, import};
use yuebao_domain::wire::{v1, v2};

use super::schemas::Schemas;

pub(crate) use published::{document, publications, published};

/// One operation of the interface.
#[derive(Debug)]
pub struct Operation {
    /// Of HTTP, in lower case.
    pub(super) method: &'static str,
    /// Its name for programs.
    pub(super) name: &'static str,
    /// What it does, in one sentence.
    pub(super) does: &'static str,
    /// What is asked in the address.
    pub(super) asks: Vec<Value>,
    /// What is sent.
    pub(super) body: Option<Value>,
    /// What is answered, by status.
    pub(super) gives: Map<String, Value>,
    /// Whether it reads or writes the database, and so may have to be asked again.
    pub(super) works: bool,
    /// What it refuses of its own.
    pub(super) refuses: Vec<(u16, &'static str)>,
}

const TOO_MANY: (u16, &str) = (429, "Too many requests of this user.");

impl Operation {
    fn new(method: &'static str, name: &'static str, does: &'static str) -> Self {
        Self {
            method,
            name,
            does,
            asks: Vec::new(),
            body: None,
            gives: Map::new(),
            works: true,
            refuses: Vec::new(),
        }
    }

    fn body(mut self, content_type: &str, schema: &Value) -> Self {
        self.body = Some(json!({
            "required": true,
            "description": "May be sent with Content-Encoding: gzip.",
            "content": { content_type: { "schema": schema } },
        }));
        self
    }

    fn json(self, schema: &Schema) -> Self {
        self.body("application/json", schema.as_value())
    }

    fn gives(mut self, status: u16, what: &str, content: Option<(&str, Value)>) -> Self {
        let mut said = json!({ "description": what });
        if let Some((content_type, schema)) = content {
            said["content"] = json!({ content_type: { "schema": schema } });
        }
        self.gives.insert(status.to_string(), said);
        self
    }

    fn gives_json(self, what: &str, schema: Schema) -> Self {
        self.gives(200, what, Some(("application/json", schema.into())))
    }

    fn refuses(mut self, refusals: &[(u16, &'static str)]) -> Self {
        self.refuses.extend(refusals);
        self
    }

    fn without_work(mut self) -> Self {
        self.works = false;
        self
    }
}

pub(crate) fn hello(schemas: &mut Schemas) -> Operation {
    Operation::new("get", "hello", "Who the server is and what it takes")
        .gives_json("The server.", schemas.given::<v1::Hello>())
        .without_work()
}

pub(crate) fn login(schemas: &mut Schemas) -> Operation {
    Operation::new("post", "login", "A token for a user name and a password")
        .json(&schemas.sent::<v1::LoginRequest>())
        .gives_json("Logged in.", schemas.given::<v1::LoginAnswer>())
        .refuses(&[
            (
                401,
                "Unknown user, wrong password or disabled account: all the same.",
            ),
            (
                403,
                "Nobody logs in with a password here (yuebao:no-passwords).",
            ),
            (429, "Too many attempts for this account."),
        ])
}

pub(crate) fn session(schemas: &mut Schemas) -> Operation {
    Operation::new("get", "session", "Whom the token belongs to")
        .gives_json("The person.", schemas.given::<v1::Me>())
}

pub(crate) fn logout(_: &mut Schemas) -> Operation {
    Operation::new("post", "logout", "Ends the login").gives(204, "Done.", None)
}

pub(crate) fn sign_out(_: &mut Schemas) -> Operation {
    let token = json!({
        "type": "string",
        "description": "Signed as the portal's other tokens; iss, aud, iat and exp as there, events \
                        holds http://schemas.openid.net/event/backchannel-logout, no nonce. sid ends \
                        the tokens of that session, sub without sid those of that person: all that \
                        were issued up to its iat, whether they were seen here or not.",
    });
    let form = json!({
        "type": "object",
        "required": ["logout_token"],
        "properties": { "logout_token": token },
    });
    Operation::new(
        "post",
        "signOut",
        "The portal ends a session or all logins of a person (OpenID Connect Back-Channel Logout 1.0)",
    )
    .body("application/x-www-form-urlencoded", &form)
    .gives(200, "Done.", None)
    .refuses(&[
        (
            400,
            "The token was refused; the reason is in the server's log.",
        ),
        (404, "This server takes no tokens of a portal."),
    ])
}

pub(crate) fn sync_v1(schemas: &mut Schemas) -> Operation {
    sync::<v1::SyncRequest, v1::SyncAnswer>(schemas, "sync", "Push and pull in one round trip")
}

pub(crate) fn sync_v2(schemas: &mut Schemas) -> Operation {
    sync::<v2::SyncRequest, v2::SyncAnswer>(
        schemas,
        "sync_v2",
        "Push and pull in one round trip, about every subject",
    )
}

fn sync<Q: JsonSchema, A: JsonSchema>(
    schemas: &mut Schemas,
    name: &'static str,
    does: &'static str,
) -> Operation {
    Operation::new("post", name, does)
        .json(&schemas.sent::<Q>())
        .gives_json(
            "What became of each operation, and what is new.",
            schemas.given::<A>(),
        )
        .refuses(&[TOO_MANY])
}

pub(crate) fn history(schemas: &mut Schemas) -> Operation {
    let mut operation = Operation::new(
        "get",
        "history",
        "What happened to a report, box by box, the newest first",
    );
    operation.asks = vec![
        json!({ "name": "project", "in": "path", "required": true, "schema": { "type": "string" } }),
        json!({
            "name": "month", "in": "path", "required": true, "schema": schemas.given::<Month>(),
        }),
        json!({
            "name": "before",
            "in": "query",
            "required": false,
            "description": "Only revisions older than this one: what the last answer gave as before.",
            "schema": { "type": "integer", "minimum": 0 },
        }),
    ];
    let most = format!("At most {} revisions.", v1::MAX_REVISIONS);
    operation
        .gives_json(&most, schemas.given::<v1::ReportHistory>())
        .refuses(&[
            (400, "Month or before is not understood."),
            (404, "No such report, or not in sight: both the same."),
            TOO_MANY,
        ])
}

pub(crate) fn console(schemas: &mut Schemas) -> Operation {
    let mut operation = Operation::new(
        "get",
        "console",
        "When tablets were last heard of, and what they could not deliver, for the offices",
    );
    operation.asks = vec![json!({
        "name": "months",
        "in": "query",
        "required": false,
        "description": "How many months refusals are looked back over.",
        "schema": {
            "type": "integer", "minimum": 1, "maximum": console::MAX_MONTHS,
            "default": console::MONTHS,
        },
    })];
    operation
        .gives_json("What is known.", schemas.given::<console::Console>())
        .refuses(&[
            (400, "months is not understood."),
            (
                403,
                "For the offices and the administrator (yuebao:not-yours).",
            ),
            TOO_MANY,
        ])
}

const ADMIN_ALONE: (u16, &str) = (403, "For the administrator alone (yuebao:not-yours).");
const NOT_DONE: (u16, &str) = (
    409,
    "It was not done, and nothing was changed; detail says why (yuebao:not-done).",
);

pub(crate) fn admin_register(schemas: &mut Schemas) -> Operation {
    Operation::new(
        "get",
        "adminRegister",
        "Units, accounts and tablets, for the administrator",
    )
    .gives_json("Everything.", schemas.given::<admin::Register>())
    .refuses(&[ADMIN_ALONE, TOO_MANY])
}

pub(crate) fn admin_task(schemas: &mut Schemas) -> Operation {
    Operation::new(
        "post",
        "adminTask",
        "Adds or changes a unit or an account, makes a password, switches off, ends logins",
    )
    .json(&schemas.sent::<admin::Task>())
    .gives_json(
        "Done, with a password that was made and everything as it is now.",
        schemas.given::<admin::Done>(),
    )
    .refuses(&[ADMIN_ALONE, NOT_DONE, TOO_MANY])
}

pub(crate) fn admin_import(schemas: &mut Schemas) -> Operation {
    let any = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
    let mut operation = Operation::new(
        "post",
        "adminAccounts",
        "Takes in a list of accounts: .xlsx, .csv, or what was copied out of a table. All of it, or \
         nothing; the same list twice changes nothing",
    );
    operation.asks = vec![json!({
        "name": "preview",
        "in": "query",
        "required": false,
        "description": "Only tried: nothing is written.",
        "schema": { "type": "boolean" },
    })];
    operation
        .body("application/octet-stream", &any)
        .gives_json(
            "What each line does, or what is wrong with it.",
            schemas.given::<admin::Imported>(),
        )
        .refuses(&[
            (400, "preview is not understood."),
            ADMIN_ALONE,
            NOT_DONE,
            TOO_MANY,
        ])
}

const OFFICES_ALONE: (u16, &str) = (
    403,
    "For the offices, and plans for the administrator as well (yuebao:not-yours).",
);

pub(crate) fn import_file(schemas: &mut Schemas) -> Operation {
    let any = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
    let mut operation = Operation::new(
        "post",
        "import",
        "Takes in a plan or reports of past months from a file (.xlsx, .xls, .ods, .csv): first a preview, \
         then with its token exactly what was seen, all of it or nothing",
    );
    let month = schemas.given::<Month>();
    let text = json!({ "type": "string" });
    let asked = [
        (
            "kind",
            "What the file holds.",
            json!({ "enum": ["plan", "reports"] }),
        ),
        ("file", "The file's name.", text.clone()),
        (
            "valid_from",
            "The month from which on a plan holds: January is the plan of the year, a later \
          month a supplement.",
            json!(month),
        ),
        ("document", "The document that decided it.", text.clone()),
        ("batch", "Its batch.", text.clone()),
        ("approver", "Who approved it.", text.clone()),
        (
            "gone",
            "What becomes of projects that the file has not.",
            json!({ "enum": ["keep", "exit"] }),
        ),
        (
            "persons",
            "What becomes of persons whom the projects of the file have and the file does not name.",
            json!({ "enum": ["keep", "end"] }),
        ),
        (
            "month",
            "The month of tables of reports, instead of the one that they say.",
            json!(month),
        ),
        (
            "token",
            "What the preview was known by; without it nothing is written.",
            text,
        ),
    ];
    let asked = asked.into_iter().map(|(name, what, schema)| {
        json!({
            "name": name, "in": "query", "required": name == "kind", "description": what,
            "schema": schema,
        })
    });
    operation.asks = asked.collect();
    operation
        .body("application/octet-stream", &any)
        .gives_json(
            "What the file would change, or has changed, or what is wrong with it.",
            schemas.given::<import::Import>(),
        )
        .refuses(&[
            (400, "A part of the address is not understood."),
            OFFICES_ALONE,
            (
                409,
                "What would change is not what was seen: look again (yuebao:not-as-seen).",
            ),
            TOO_MANY,
        ])
}

pub(crate) fn import_columns(schemas: &mut Schemas) -> Operation {
    Operation::new(
        "post",
        "importColumns",
        "Remembers what the columns of tables of one shape are, for this file and the next",
    )
    .json(&schemas.sent::<import::ImportColumns>())
    .gives(204, "Remembered.", None)
    .refuses(&[
        (400, "It is no such list; field says where."),
        OFFICES_ALONE,
        TOO_MANY,
    ])
}

pub(crate) fn openapi(_: &mut Schemas) -> Operation {
    let any = json!({ "type": "object" });
    Operation::new("get", "openapi", "This document")
        .gives(200, "OpenAPI 3.1.", Some(("application/json", any)))
        .without_work()
}

pub(crate) fn healthz(_: &mut Schemas) -> Operation {
    let ok = json!({ "const": "ok\n" });
    Operation::new("get", "healthz", "Whether the server reads and writes").gives(
        200,
        "ok",
        Some(("text/plain", ok)),
    )
}
