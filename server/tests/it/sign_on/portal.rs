//! A portal that signs tokens. Its keys are in this repository and good for nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use yuebao_server::sign_on::Settings;

use crate::support::client::Answer;
use crate::support::{Client, TestServer, now};

pub(super) const ISSUER: &str = "https://portal.example";
pub(super) const ONE_PUBLIC: &str = include_str!("../fixtures/sign_on/one_public.pem");
const ONE: &str = include_str!("../fixtures/sign_on/one.pem");
const TWO: &str = include_str!("../fixtures/sign_on/two.pem");
/// Shared by the portal and the server where they sign with a secret.
pub(super) const SECRET: &str = "a secret of forty characters, not more..";

/// Everything after the keys.
const REST: &str = r#"
[claims]
user = "username"
name = "name"
unit = "department"
role = ["realm_access", "roles"]
[units]
"2041" = "roads"
[roles]
reporter = "clerk"
office = "city_office"
"#;

/// Something that signs.
pub(super) enum Signer {
    Rsa(Box<RsaKeyPair>),
    Ec(Box<EcdsaKeyPair>),
    Secret(Vec<u8>),
    Nobody,
}

impl Signer {
    pub(super) fn one() -> Self {
        Self::rsa(ONE)
    }

    pub(super) fn two() -> Self {
        Self::rsa(TWO)
    }

    fn rsa(pem: &str) -> Self {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes()).unwrap();
        Self::Rsa(Box::new(
            RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap(),
        ))
    }

    pub(super) fn ec() -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let der = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, der.as_ref(), &random).unwrap();
        Self::Ec(Box::new(pair))
    }

    pub(super) fn secret(secret: impl AsRef<[u8]>) -> Self {
        Self::Secret(secret.as_ref().to_vec())
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
            Self::Secret(_) => "HS256",
            Self::Nobody => "none",
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    message,
                    &mut signature,
                )
                .unwrap();
                signature
            }
            Self::Ec(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message).unwrap();
                signature.as_ref().to_vec()
            }
            Self::Secret(secret) => {
                let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
                ring::hmac::sign(&key, message).as_ref().to_vec()
            }
            Self::Nobody => Vec::new(),
        }
    }

    /// The public half, or the secret, as a JWK.
    pub(super) fn jwk(&self, kid: &str) -> Value {
        match self {
            Self::Rsa(pair) => {
                let public: PublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({"kty": "RSA", "use": "sig", "kid": kid, "n": encode(&public.n), "e": encode(&public.e)})
            }
            Self::Ec(pair) => {
                let point = pair.public_key().as_ref();
                let (x, y) = (encode(&point[1..33]), encode(&point[33..]));
                json!({"kty": "EC", "crv": "P-256", "kid": kid, "x": x, "y": y})
            }
            Self::Secret(secret) => json!({"kty": "oct", "kid": kid, "k": encode(secret)}),
            Self::Nobody => json!({}),
        }
    }

    /// A token of these claims, with these further headers.
    pub(super) fn token(&self, headers: &Value, claims: &Value) -> String {
        self.token_of(headers, &claims.to_string())
    }

    /// The same of any text.
    pub(super) fn token_of(&self, headers: &Value, claims: &str) -> String {
        let mut header = json!({"typ": "JWT", "alg": self.algorithm()});
        for (name, value) in headers.as_object().unwrap() {
            header[name] = value.clone();
        }
        let message = format!("{}.{}", encode(header.to_string()), encode(claims));
        let signature = encode(self.sign(message.as_bytes()));
        format!("{message}.{signature}")
    }
}

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn seconds() -> i64 {
    now().seconds()
}

/// What the portal says of somebody new who reports for roads, with changes; `null` takes out.
pub(super) fn claims(changes: Value) -> Value {
    let claims = json!({
        "iss": ISSUER, "aud": ["yuebao", "other"], "sub": "4711", "iat": seconds(),
        "exp": seconds() + 600, "username": "sun", "name": "孙七", "department": 2041,
        "realm_access": {"roles": ["everybody", "reporter"]},
    });
    changed(claims, changes)
}

/// `claims` with changes; `null` takes out.
pub(super) fn changed(mut claims: Value, changes: Value) -> Value {
    let known = claims.as_object_mut().unwrap();
    let Value::Object(changes) = changes else {
        panic!("changes have names: {changes}");
    };
    known.extend(changes);
    known.retain(|_, value| !value.is_null());
    claims
}

/// A token of [`Signer::one`] that says [`claims`].
pub(super) fn token(changes: Value) -> String {
    Signer::one().token(&json!({}), &claims(changes))
}

/// The settings for a public key of [`Signer::one`] in PEM, with changes to the text.
pub(super) fn settings(folder: &Path, changes: &[(&str, &str)]) -> Settings {
    let files = BTreeMap::from([("portal.pem", ONE_PUBLIC.to_owned())]);
    let keys = "algorithms = [\"RS256\"]\n[keys]\npem_file = \"portal.pem\"";
    settings_with(folder, &files, keys, changes)
}

pub(super) fn settings_with(
    folder: &Path,
    files: &BTreeMap<&str, String>,
    keys: &str,
    changes: &[(&str, &str)],
) -> Settings {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut text = format!("issuer = \"{ISSUER}\"\naudience = \"yuebao\"\n{keys}\n{REST}");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    Settings::from_toml(&text, folder).unwrap()
}

/// A server that trusts [`Signer::one`], with changes to its settings.
pub(super) fn server(changes: &[(&str, &str)]) -> TestServer {
    TestServer::with(|config| {
        let folder = config.data.parent().unwrap();
        config.sign_on = Some(settings(folder, changes));
    })
}

pub(super) fn ask(server: &TestServer, token: &str) -> Answer {
    Client::with_token(&server.url(""), token).get("/api/v1/session")
}

/// Status and, if it is a problem, its type.
pub(super) fn said(answer: &Answer) -> (u16, String) {
    match answer.status {
        200 => (200, String::new()),
        status => (status, answer.problem().r#type.replace("yuebao:", "")),
    }
}
