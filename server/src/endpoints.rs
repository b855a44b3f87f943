//! Every address below `/api` and what it asks of whoever calls it: one table, from which the
//! router is built. An address that is not here does not exist.

use std::sync::LazyLock;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use yuebao_domain::rights::{Action, Role};
use yuebao_domain::wire::v1::MAX_BODY;

use crate::body::{Intake, discard, receive};
use crate::error::AppError;
use crate::extract::Session;
use crate::handlers;
use crate::openapi::operations::{self, Operation};
use crate::openapi::{self, Schemas};
use crate::state::AppState;

/// What an address asks of whoever calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it tells and does what anybody may know and do.
    Nothing,
    /// A valid login; it concerns that login alone.
    Login,
    /// A valid login of one of these roles; it is what they are for. The others are told so (403).
    Roles(&'static [Role]),
    /// A valid login; it tells and does what these rights extend over, for each project anew
    /// (see [`yuebao_domain::rights::over`]). Whoever has none of them gets nothing; one thing that they
    /// may not see is answered as if there was none (404), since that it is there says too much. What is
    /// whole or not at all, as a document of every project, is for those who see all: the others are told
    /// so (403).
    Rights(&'static [Action]),
}

/// One address.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// The path, as the router writes it.
    pub path: &'static str,
    /// What it asks.
    pub needs: Needs,
    /// The largest body that it takes, in bytes: a stranger's is small.
    pub takes: usize,
    /// Its method and handler.
    route: fn() -> MethodRouter<AppState>,
    /// What it does, for the description of the interface.
    describe: fn(&mut Schemas) -> Operation,
}

const KIB: usize = 1024;
/// A list of accounts.
const MAX_LIST: usize = 1024 * KIB;
/// A plan, or months of reports, as a file.
const MAX_FILE: usize = 16 * 1024 * KIB;
/// Who imports plans and months.
const IMPORTERS: &[Role] = &[Role::CityOffice, Role::RegionOffice, Role::Admin];
/// Where no body is asked for.
const LITTLE: usize = KIB;

/// The whole table.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/api/v1/hello",
        needs: Needs::Nothing,
        takes: LITTLE,
        route: || get(handlers::hello),
        describe: operations::hello,
    },
    Endpoint {
        path: "/api/v1/login",
        needs: Needs::Nothing,
        takes: 4 * KIB,
        route: || post(handlers::login),
        describe: operations::login,
    },
    Endpoint {
        path: "/api/v1/session",
        needs: Needs::Login,
        takes: LITTLE,
        route: || get(handlers::session),
        describe: operations::session,
    },
    Endpoint {
        path: "/api/v1/logout",
        needs: Needs::Login,
        takes: LITTLE,
        route: || post(handlers::logout),
        describe: operations::logout,
    },
    Endpoint {
        // the portal's server asks, and what it brings is signed
        path: "/api/v1/sign-out",
        needs: Needs::Nothing,
        takes: 16 * KIB,
        route: || post(handlers::sign_out),
        describe: operations::sign_out,
    },
    Endpoint {
        path: "/api/v1/sync",
        needs: Needs::Rights(&[Action::Read, Action::Report, Action::Review]),
        takes: MAX_BODY,
        route: || post(handlers::sync_v1),
        describe: operations::sync_v1,
    },
    Endpoint {
        path: "/api/v2/sync",
        needs: Needs::Rights(&[Action::Read, Action::Report, Action::Review, Action::Ask]),
        takes: MAX_BODY,
        route: || post(handlers::sync_v2),
        describe: operations::sync_v2,
    },
    Endpoint {
        path: "/api/v1/reports/{project}/{month}/history",
        needs: Needs::Rights(&[Action::Read]),
        takes: LITTLE,
        route: || get(handlers::history),
        describe: operations::history,
    },
    Endpoint {
        path: "/api/v1/documents/{month}/{document}",
        needs: Needs::Rights(&[Action::Read]),
        takes: LITTLE,
        route: || get(handlers::document),
        describe: operations::document,
    },
    Endpoint {
        path: "/api/v1/publications",
        needs: Needs::Rights(&[Action::Read]),
        takes: LITTLE,
        route: || get(handlers::publications),
        describe: operations::publications,
    },
    Endpoint {
        path: "/api/v1/publications/{month}/{document}",
        needs: Needs::Rights(&[Action::Read]),
        takes: LITTLE,
        route: || get(handlers::published),
        describe: operations::published,
    },
    Endpoint {
        path: "/api/v2/admin/register",
        needs: Needs::Roles(&[Role::Admin]),
        takes: LITTLE,
        route: || get(handlers::admin::register),
        describe: operations::admin_register,
    },
    Endpoint {
        path: "/api/v2/admin/tasks",
        needs: Needs::Roles(&[Role::Admin]),
        takes: 4 * KIB,
        route: || post(handlers::admin::task),
        describe: operations::admin_task,
    },
    Endpoint {
        path: "/api/v2/admin/accounts",
        needs: Needs::Roles(&[Role::Admin]),
        takes: MAX_LIST,
        route: || post(handlers::admin::import),
        describe: operations::admin_import,
    },
    Endpoint {
        path: "/api/v2/console",
        needs: Needs::Roles(&[Role::CityOffice, Role::RegionOffice, Role::Admin]),
        takes: LITTLE,
        route: || get(handlers::console),
        describe: operations::console,
    },
    Endpoint {
        path: "/api/v2/import",
        needs: Needs::Roles(IMPORTERS),
        takes: MAX_FILE,
        route: || post(handlers::import::file),
        describe: operations::import_file,
    },
    Endpoint {
        path: "/api/v2/import/columns",
        needs: Needs::Roles(IMPORTERS),
        takes: 64 * KIB,
        route: || post(handlers::import::columns),
        describe: operations::import_columns,
    },
    Endpoint {
        path: "/api/openapi.json",
        needs: Needs::Nothing,
        takes: LITTLE,
        route: || get(deliver_document),
        describe: operations::openapi,
    },
    Endpoint {
        path: "/healthz",
        needs: Needs::Nothing,
        takes: LITTLE,
        route: || get(handlers::healthz),
        describe: operations::healthz,
    },
];

impl Endpoint {
    /// The route, closed to whoever does not bring what it needs.
    pub(crate) fn route(&self, state: &AppState) -> MethodRouter<AppState> {
        let intake = Intake {
            largest: self.takes,
            budget: state.bodies.clone(),
        };
        let receiving = middleware::from_fn_with_state(intake, receive);
        let route = (self.route)().route_layer(receiving);
        match self.needs {
            Needs::Nothing => route,
            Needs::Login | Needs::Rights(_) => {
                route.route_layer(middleware::from_fn_with_state(state.clone(), login_first))
            }
            // the layer that is put on last is asked first
            Needs::Roles(roles) => route
                .route_layer(middleware::from_fn(move |session, request, next| {
                    in_roles(roles, session, request, next)
                }))
                .route_layer(middleware::from_fn_with_state(state.clone(), login_first)),
        }
    }
}

/// The table described for machines (OpenAPI 3.1), as it is delivered; a test compares it with the
/// router and with what the server really answers.
pub fn document() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        let items = ENDPOINTS.iter().map(|endpoint| openapi::PathItem {
            path: endpoint.path,
            is_open: endpoint.needs == Needs::Nothing,
            describe: endpoint.describe,
        });
        openapi::document(items).to_string()
    });
    &DOCUMENT
}

/// `GET /api/openapi.json`.
async fn deliver_document() -> impl IntoResponse {
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, document())
}

/// Lets whoever has one of these roles pass, and tells others no more than that they have another.
async fn in_roles(
    roles: &'static [Role],
    Extension(session): Extension<Session>,
    request: Request,
    next: Next,
) -> Response {
    if roles.contains(&session.me.role) {
        return next.run(request).await;
    }
    discard(request.into_body()).await;
    AppError::not_yours().into_response()
}

/// Looks the login up once and hands it on; [`Session`] is found nowhere else, so that a handler
/// that asks who is there behind an open address gets nobody.
async fn login_first(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Session::look_up(&parts, &state).await {
        Ok(session) => {
            parts.extensions.insert(session);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(refusal) => {
            discard(body).await;
            refusal.into_response()
        }
    }
}
