//! Every address below `/api` and what it asks of whoever calls it: one table, from which the
//! router is built. An address that is not here does not exist.

use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use yuebao_domain::rights::Action;

use crate::extract::Session;
use crate::handlers;
use crate::state::AppState;

/// What an address asks of whoever calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it tells and does what anybody may know and do.
    Nothing,
    /// A valid login; it concerns that login alone.
    Login,
    /// A valid login; it tells and does what these rights extend over, for each project anew
    /// (see [`crate::sight`]). Whoever has none of them gets nothing.
    Rights(&'static [Action]),
}

/// One address.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// The path, as the router writes it.
    pub path: &'static str,
    /// What it asks.
    pub needs: Needs,
    /// Its method and handler.
    route: fn() -> MethodRouter<AppState>,
}

/// The whole table.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        path: "/api/v1/hello",
        needs: Needs::Nothing,
        route: || get(handlers::hello),
    },
    Endpoint {
        path: "/api/v1/login",
        needs: Needs::Nothing,
        route: || post(handlers::login),
    },
    Endpoint {
        path: "/api/v1/session",
        needs: Needs::Login,
        route: || get(handlers::session),
    },
    Endpoint {
        path: "/api/v1/logout",
        needs: Needs::Login,
        route: || post(handlers::logout),
    },
    Endpoint {
        // the portal's server asks, and what it brings is signed
        path: "/api/v1/sign-out",
        needs: Needs::Nothing,
        route: || post(handlers::sign_out),
    },
    Endpoint {
        path: "/api/v1/sync",
        needs: Needs::Rights(&[Action::Read, Action::Report, Action::Review]),
        route: || post(handlers::sync),
    },
    Endpoint {
        path: "/api/v1/reports/{project}/{month}/history",
        needs: Needs::Rights(&[Action::Read]),
        route: || get(handlers::history),
    },
    Endpoint {
        path: "/api/openapi.json",
        needs: Needs::Nothing,
        route: || get(handlers::openapi),
    },
    Endpoint {
        path: "/healthz",
        needs: Needs::Nothing,
        route: || get(handlers::healthz),
    },
];

impl Endpoint {
    /// The route, closed to whoever does not bring what it needs.
    pub(crate) fn route(&self, state: &AppState) -> MethodRouter<AppState> {
        let route = (self.route)();
        match self.needs {
            Needs::Nothing => route,
            Needs::Login | Needs::Rights(_) => {
                route.route_layer(middleware::from_fn_with_state(state.clone(), login_first))
            }
        }
    }
}

/// Looks the login up once and hands it on; [`Session`] is found nowhere else, so that a handler
/// that asks who is there behind an open address gets nobody.
async fn login_first(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Session::look_up(&parts.headers, &state).await {
        Ok(session) => {
            parts.extensions.insert(session);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(refusal) => refusal.into_response(),
    }
}
