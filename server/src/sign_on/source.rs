//! Where the keys come from, and when they are fetched anew: a portal changes its keys, and tokens
//! with the new ones come before anybody tells this server.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig};

use super::keys::{Key, KeySet, Secrets};
use super::settings::{Algorithm, KeySource, Settings};
use super::{Refusal, signature};
use crate::clock::Now;
use crate::permissions::is_open_to_others;

/// The longest that fetching may take.
const TIME_LIMIT: Duration = Duration::from_secs(5);
/// Largest set of keys, in bytes.
const SIZE_LIMIT: u64 = 64 * 1024;
/// After so many seconds the keys are fetched anew although all tokens fit: one may be gone.
const STALE: i64 = 60 * 60;

/// The keys of a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct KeysError {
    /// Which file or address.
    pub place: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// The keys that are known, and their source.
#[derive(Debug)]
pub struct Keys {
    source: KeySource,
    algorithms: Vec<Algorithm>,
    refetch: i64,
    known: Mutex<Known>,
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    set: Arc<KeySet>,
    tried_at: Option<i64>,
    fetched_at: Option<i64>,
}

impl Keys {
    /// Reads a file at once; a URL is asked first by [`Self::refresh`].
    pub fn new(settings: &Settings) -> Result<Self, KeysError> {
        signature::install();
        let keys = Self {
            source: settings.keys.clone(),
            algorithms: settings.algorithms.clone(),
            refetch: settings.refetch,
            known: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        };
        if !matches!(keys.source, KeySource::JwksUrl { .. }) {
            keys.lock().set = Arc::new(read(&keys.source, &keys.algorithms)?);
        }
        Ok(keys)
    }

    /// The keys that are known now.
    pub fn known(&self) -> Arc<KeySet> {
        Arc::clone(&self.lock().set)
    }

    /// The key for a token. What is not known is looked for at the source, but not again before
    /// some time has passed, so that nobody can make this server ask by inventing names.
    pub(super) async fn find(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        now: Now,
    ) -> Result<Key, Refusal> {
        let fits = |set: &KeySet| set.select(kid, algorithm).cloned();
        let look = self.can_change() && (fits(&self.known()).is_none() || self.is_stale(now));
        let tried = if look {
            self.refresh(now).await
        } else {
            Ok(())
        };
        let set = self.known();
        match (fits(&set), tried) {
            (Some(key), _) => Ok(key),
            (None, Err(error)) if set.keys().is_empty() => {
                Err(Refusal::KeysOutOfReach(error.to_string()))
            }
            (None, _) if set.keys().is_empty() => {
                Err(Refusal::KeysOutOfReach("tried a moment ago".to_owned()))
            }
            (None, _) => Err(Refusal::NoKey {
                kid: kid.unwrap_or("—").to_owned(),
                known: set.names(),
            }),
        }
    }

    /// Asks the source, unless that was done a moment ago. If it cannot be reached or holds no key,
    /// those that are known stay.
    pub async fn refresh(&self, now: Now) -> Result<(), KeysError> {
        let _one_at_a_time = self.fetching.lock().await;
        let now = now.seconds();
        if passed(self.lock().tried_at, now).is_some_and(|passed| passed < self.refetch) {
            return Ok(());
        }
        self.lock().tried_at = Some(now);
        let (source, algorithms) = (self.source.clone(), self.algorithms.clone());
        let reading = tokio::task::spawn_blocking(move || read(&source, &algorithms));
        let set = reading.await.unwrap_or_else(|error| {
            Err(KeysError {
                place: "keys".to_owned(),
                reason: error.to_string(),
            })
        });
        match set {
            Ok(set) => {
                let mut known = self.lock();
                known.set = Arc::new(set);
                known.fetched_at = Some(now);
                Ok(())
            }
            Err(error) => {
                tracing::warn!(%error, "the portal's keys were not fetched; those that are known stay");
                Err(error)
            }
        }
    }

    fn can_change(&self) -> bool {
        let source = &self.source;
        matches!(source, KeySource::JwksFile(_) | KeySource::JwksUrl { .. })
    }

    fn is_stale(&self, now: Now) -> bool {
        let fetched_at = self.lock().fetched_at;
        passed(fetched_at, now.seconds()).is_none_or(|passed| passed >= STALE)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The seconds since then; none if the clock was set back meanwhile.
fn passed(then: Option<i64>, now: i64) -> Option<i64> {
    then.map(|then| now - then).filter(|passed| *passed >= 0)
}

fn read(source: &KeySource, algorithms: &[Algorithm]) -> Result<KeySet, KeysError> {
    let place = match source {
        KeySource::Secret(path, _) | KeySource::Pem(path) | KeySource::JwksFile(path) => {
            path.display().to_string()
        }
        KeySource::JwksUrl { url, .. } => url.clone(),
    };
    let set = match source {
        KeySource::Secret(path, encoding) => {
            if is_open_to_others(path) {
                tracing::warn!(
                    "{place}: 密钥文件可被其他用户读取，请执行 chmod o-rwx / other users of this machine can read the secret: chmod o-rwx it"
                );
            }
            file(path).and_then(|bytes| KeySet::from_secret(&bytes, *encoding))
        }
        KeySource::Pem(path) => file(path).and_then(|bytes| KeySet::from_pem(&bytes, algorithms)),
        KeySource::JwksFile(path) => {
            file(path).and_then(|bytes| KeySet::from_jwks(&bytes, algorithms, Secrets::Allowed))
        }
        KeySource::JwksUrl { url, ca } => fetch(url, ca.as_ref())
            .and_then(|bytes| KeySet::from_jwks(&bytes, algorithms, Secrets::Never)),
    };
    set.map_err(|reason| KeysError { place, reason })
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("无法读取 / cannot be read: {error}"))?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(format!(
            "超过 {SIZE_LIMIT} 字节 / is larger than {SIZE_LIMIT} bytes"
        ));
    }
    Ok(bytes)
}

/// Asks directly, without any proxy, and where it was sent only.
pub(crate) fn agent(url: &str, ca: Option<&PathBuf>) -> Result<Agent, String> {
    let tls = TlsConfig::builder()
        .root_certs(roots(ca)?)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .timeout_global(Some(TIME_LIMIT))
        .max_redirects(0)
        .proxy(None)
        .https_only(url.starts_with("https:"))
        .tls_config(tls)
        .build();
    Ok(Agent::new_with_config(config))
}

fn fetch(url: &str, ca: Option<&PathBuf>) -> Result<Vec<u8>, String> {
    let asked = agent(url, ca)?
        .get(url)
        .header("accept", "application/json")
        .call();
    let failed = |error| format!("无法取得 / cannot be fetched: {error}");
    let mut answer = asked.map_err(failed)?;
    if answer.status() != 200 {
        return Err(format!(
            "门户回答 {} / the portal answers {}",
            answer.status(),
            answer.status()
        ));
    }
    let body = answer.body_mut().with_config().limit(SIZE_LIMIT);
    body.read_to_vec().map_err(failed)
}

fn roots(ca: Option<&PathBuf>) -> Result<RootCerts, String> {
    let certificates: Vec<Certificate<'static>> = match ca {
        Some(path) => {
            let pem = file(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let items = ureq::tls::parse_pem(&pem).filter_map(|item| match item {
                Ok(PemItem::Certificate(certificate)) => Some(certificate),
                _ => None,
            });
            let found: Vec<_> = items.collect();
            if found.is_empty() {
                return Err(format!(
                    "{}: 没有证书 / holds no certificate",
                    path.display()
                ));
            }
            found
        }
        None => (rustls_native_certs::load_native_certs().certs.iter())
            .map(|der| Certificate::from_der(der).to_owned())
            .collect(),
    };
    Ok(RootCerts::Specific(Arc::new(certificates)))
}
