//! What the handlers share.

use std::net::IpAddr;
use std::sync::Arc;

use yuebao_store::{Readers, Writer};

use crate::assets::Assets;
use crate::body::Budget;
use crate::clock::Clock;
use crate::hashing::Hashing;
use crate::logins::Logins;
use crate::metrics::Metrics;
use crate::quota::Quota;
use crate::sign_on::SignOn;
use crate::tablets::Tablets;
use crate::throttle::Throttle;

impl AppState {
    /// Whether accounts can be opened with a password, if they have one.
    pub fn takes_passwords(&self) -> bool {
        let sign_on = self.sign_on.as_ref();
        sign_on.is_none_or(|sign_on| sign_on.settings.accounts.passwords)
    }
}

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    /// Reads.
    pub readers: Arc<Readers>,
    /// Writes.
    pub writer: Arc<Writer>,
    /// The time.
    pub clock: Clock,
    /// The widget's files.
    pub assets: Arc<Assets>,
    /// Guesses at passwords.
    pub logins: Arc<Logins>,
    /// What is counted for whoever watches the server.
    pub metrics: Arc<Metrics>,
    /// Memory for the bodies of requests.
    pub bodies: Budget,
    /// The county's proxies, which say for whom they ask.
    pub proxies: Arc<[IpAddr]>,
    /// Requests by user.
    pub requests: Arc<Throttle>,
    /// What accounts have written today.
    pub written: Arc<Quota>,
    /// Tablets that were noted a short while ago.
    pub tablets: Arc<Tablets>,
    /// Where passwords are compared.
    pub hashing: Arc<Hashing>,
    /// A hash that no password has, so that an unknown user costs the same time.
    pub nobody: Arc<str>,
    /// Tokens of the portal, if it hands any over.
    pub sign_on: Option<Arc<SignOn>>,
    /// How long a login lasts, in seconds.
    pub session_seconds: i64,
}
