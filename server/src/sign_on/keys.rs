//! The keys that tokens may be signed with.

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{DecodingKey, DecodingKeyKind};
use serde::Deserialize;

use super::secret;
use super::settings::{Algorithm, SecretEncoding};

/// Shortest secret of HS256, in bytes (RFC 7518, 3.2).
const SHORTEST_SECRET: usize = 32;
/// Shortest RSA modulus, in bytes (RFC 7518, 3.3).
const SHORTEST_MODULUS: usize = 256;
/// Bytes of an uncompressed point on P-256.
const POINT: usize = 65;

/// One key.
#[derive(Debug, Clone)]
pub struct Key {
    /// Its name, if it has one.
    pub kid: Option<String>,
    /// What it is for.
    pub algorithm: Algorithm,
    pub(super) material: DecodingKey,
    /// What else the text of a secret could stand for: such a key is never used, but a token that it
    /// fits tells what is wrong in the configuration.
    pub(super) otherwise: Vec<(SecretEncoding, DecodingKey)>,
}

/// All keys of one source.
#[derive(Debug, Clone, Default)]
pub struct KeySet(Vec<Key>);

/// Whether keys of a set may be secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They may: the set is a file on this machine.
    Allowed,
    /// They may not: everybody can fetch the set.
    Never,
}

impl KeySet {
    /// All keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// The key of this name and algorithm. A token that names no key is checked against the only
    /// one that there is for its algorithm.
    pub fn select(&self, kid: Option<&str>, algorithm: Algorithm) -> Option<&Key> {
        let mut fitting = self.0.iter().filter(|key| key.algorithm == algorithm);
        match kid {
            Some(kid) => {
                let named = fitting.clone().find(|key| key.kid.as_deref() == Some(kid));
                // a key that has no name of its own answers to any
                named.or_else(|| fitting.find(|key| key.kid.is_none()))
            }
            None => fitting
                .next()
                .filter(|first| fitting.all(|key| is_same(&first.material, &key.material))),
        }
    }

    /// The names of the keys, for people.
    pub fn names(&self) -> String {
        let names = self.0.iter().map(|key| {
            let kid = key.kid.as_deref().unwrap_or("—");
            format!("{kid} ({:?})", key.algorithm)
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// What a secret could be meant to be instead, if it can be read in another way.
    pub fn otherwise(&self) -> Option<SecretEncoding> {
        let mut others = self.0.iter().flat_map(|key| &key.otherwise);
        others.next().map(|(encoding, _)| *encoding)
    }

    /// The content of a file, without the end of its line, as the secret of HS256.
    pub fn from_secret(bytes: &[u8], encoding: SecretEncoding) -> Result<Self, String> {
        let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.starts_with(b"-----BEGIN") {
            return Err("这是 PEM 密钥，不是密码：请用 pem_file 和 RS256 或 ES256 / this is a key in PEM, not a secret: use pem_file with RS256 or ES256".to_owned());
        }
        let key = encoding.key();
        let secret = secret::read(text, encoding).ok_or_else(|| {
            format!(
                "文件内容不是 {key}，见 secret_encoding / this is not {key}, see secret_encoding"
            )
        })?;
        if secret.len() < SHORTEST_SECRET {
            return Err(format!(
                "密码至少 {SHORTEST_SECRET} 字节，此处 {} 字节 / a secret needs at least {SHORTEST_SECRET} bytes, this has {}",
                secret.len(),
                secret.len()
            ));
        }
        let otherwise = [
            SecretEncoding::Hex,
            SecretEncoding::Base64,
            SecretEncoding::Text,
        ]
        .into_iter()
        .filter(|other| *other != encoding)
        .filter_map(|other| Some((other, secret::read(text, other)?)))
        .map(|(other, secret)| (other, DecodingKey::from_secret(&secret)))
        .collect();
        Ok(Self(vec![Key {
            kid: None,
            algorithm: Algorithm::HS256,
            material: DecodingKey::from_secret(&secret),
            otherwise,
        }]))
    }

    /// A public key in PEM.
    pub fn from_pem(bytes: &[u8], algorithms: &[Algorithm]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(bytes);
        if text.contains("PRIVATE KEY") {
            return Err("这是私钥，只应留在门户；请换成公钥：openssl pkey -in 私钥 -pubout / this is a private key, which belongs to the portal alone; give the public one: openssl pkey -in PRIVATE -pubout".to_owned());
        }
        if text.contains("CERTIFICATE") {
            return Err("这是证书，请取出公钥：openssl x509 -in 证书 -noout -pubkey / this is a certificate; take the public key out: openssl x509 -in CERTIFICATE -noout -pubkey".to_owned());
        }
        let tried = algorithms.iter().find_map(|algorithm| {
            let key = match algorithm {
                Algorithm::RS256 => DecodingKey::from_rsa_pem(bytes),
                Algorithm::ES256 => DecodingKey::from_ec_pem(bytes),
                Algorithm::HS256 => return None,
            };
            let key = key.ok()?;
            let belongs = is_rsa(&text, bytes) == (*algorithm == Algorithm::RS256);
            (belongs && is_strong(*algorithm, &key)).then_some((*algorithm, key))
        });
        let (algorithm, key) = tried.ok_or(
            "不是所选算法可用的公钥（RS256：至少 2048 位 RSA；ES256：P-256）/ this is no public key for the algorithms named (RS256: RSA of at least 2048 bits; ES256: P-256)",
        )?;
        Ok(Self(vec![Key {
            kid: None,
            algorithm,
            material: key,
            otherwise: Vec::new(),
        }]))
    }

    /// The usable keys of a JWK set; others may stand beside them.
    pub fn from_jwks(
        bytes: &[u8],
        algorithms: &[Algorithm],
        secrets: Secrets,
    ) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<serde_json::Value>,
        }
        let set: Set = serde_json::from_slice(bytes)
            .map_err(|error| format!("不是 JWK 集 / this is no JWK set: {error}"))?;
        let mut keys: Vec<Key> = Vec::new();
        for key in set.keys {
            let key = serde_json::from_value(key).ok();
            let key = key.and_then(|key| usable(&key, secrets));
            let key = key.filter(|key| algorithms.contains(&key.algorithm));
            // A portal may offer a key twice, as when it lists the present one and the newest one.
            keys.extend(key.filter(|key| !keys.iter().any(|before| key.repeats(before))));
        }
        if keys.is_empty() {
            return Err(
                "其中没有所选算法可用的密钥 / it holds no key for the algorithms named".to_owned(),
            );
        }
        let mut names: Vec<_> = (keys.iter())
            .map(|key| (&key.kid, format!("{:?}", key.algorithm)))
            .collect();
        names.sort();
        if names.windows(2).any(|pair| pair[0] == pair[1]) && keys.len() > 1 {
            return Err(
                "有两个不同的密钥 kid 相同 / two different keys of it have the same kid".to_owned(),
            );
        }
        Ok(Self(keys))
    }
}

impl Key {
    fn repeats(&self, other: &Self) -> bool {
        (&self.kid, self.algorithm) == (&other.kid, other.algorithm)
            && is_same(&self.material, &other.material)
    }
}

/// Whether two keys are one, however their numbers are written.
fn is_same(one: &DecodingKey, other: &DecodingKey) -> bool {
    use DecodingKeyKind::{RsaModulusExponent, SecretOrDer};
    match (one.kind(), other.kind()) {
        (SecretOrDer(one), SecretOrDer(other)) => one == other,
        (RsaModulusExponent { n, e }, RsaModulusExponent { n: m, e: f }) => {
            number(n) == number(m) && number(e) == number(f)
        }
        _ => false,
    }
}

/// Without zeros in front.
fn number(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

/// Whether a PEM holds RSA: both readers of the library take the first bit string that comes.
fn is_rsa(text: &str, bytes: &[u8]) -> bool {
    text.contains("RSA PUBLIC KEY") || DecodingKey::from_ec_pem(bytes).is_err()
}

fn usable(jwk: &Jwk, secrets: Secrets) -> Option<Key> {
    let common = &jwk.common;
    if !matches!(common.public_key_use, None | Some(PublicKeyUse::Signature)) {
        return None;
    }
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => Algorithm::RS256,
        AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P256 => {
            Algorithm::ES256
        }
        AlgorithmParameters::OctetKey(_) if secrets == Secrets::Allowed => Algorithm::HS256,
        _ => return None,
    };
    let own = common.key_algorithm.map(|algorithm| algorithm.to_string());
    if own.is_some_and(|own| own != format!("{algorithm:?}")) {
        return None;
    }
    let key = DecodingKey::from_jwk(jwk).ok()?;
    is_strong(algorithm, &key).then(|| Key {
        kid: common.key_id.clone(),
        algorithm,
        material: key,
        otherwise: Vec::new(),
    })
}

fn is_strong(algorithm: Algorithm, key: &DecodingKey) -> bool {
    match (algorithm, key.kind()) {
        (Algorithm::HS256, DecodingKeyKind::SecretOrDer(secret)) => secret.len() >= SHORTEST_SECRET,
        (Algorithm::RS256, DecodingKeyKind::RsaModulusExponent { n, .. }) => {
            n.len() >= SHORTEST_MODULUS
        }
        (Algorithm::RS256, DecodingKeyKind::SecretOrDer(der)) => der.len() > SHORTEST_MODULUS,
        (Algorithm::ES256, DecodingKeyKind::SecretOrDer(point)) => point.len() == POINT,
        _ => false,
    }
}
