//! The server behind its own certificate.

use std::fs::Permissions;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::ServerName;
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};
use tempfile::TempDir;
use yuebao_server::server::StartError;

use crate::support::{TestServer, prepare};

const ASK: &str = "GET /api/v1/hello HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

/// A folder with a certificate made a moment ago and its key.
fn certified() -> (TempDir, CertifiedKey<rcgen::KeyPair>) {
    let folder = tempfile::tempdir().unwrap();
    let made = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("chain.pem", made.cert.pem());
    write("key.pem", made.signing_key.serialize_pem());
    allow(&folder.path().join("key.pem"), 0o640);
    (folder, made)
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_key_that_others_can_read_stops_the_start_and_says_what_to_do() {
    for mode in [0o644, 0o604, 0o602, 0o777] {
        let (folder, _) = certified();
        let key = folder.path().join("key.pem");
        allow(&key, mode);
        let files = (folder.path().join("chain.pem"), key);
        prepare(&folder.path().join("data"));
        let Err((error, _)) = TestServer::on(folder, |config| config.tls = Some(files)) else {
            panic!("it started with {mode:o}");
        };
        assert!(matches!(error, StartError::OpenKey(_)), "{error}");
        assert!(error.to_string().contains("chmod o-rwx"), "{error}");
    }
}

fn client(roots: RootCertStore, version: &'static SupportedProtocolVersion) -> Arc<ClientConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config)
}

fn ask(server: &TestServer, config: Arc<ClientConfig>) -> std::io::Result<String> {
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(config, name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(server.address)?);
    stream.write_all(ASK.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn both_versions_of_tls_are_answered_and_a_stranger_is_not_trusted() {
    let (folder, made) = certified();
    let files = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    let server = TestServer::with(|config| config.tls = Some(files));
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    for version in [&TLS12, &TLS13] {
        let answer = ask(&server, client(roots.clone(), version)).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("server_id"), "{answer}");
    }
    let refused = ask(&server, client(RootCertStore::empty(), &TLS13)).unwrap_err();
    assert!(refused.to_string().contains("UnknownIssuer"), "{refused}");
    // Whoever speaks plain http to it learns nothing.
    let mut plain = TcpStream::connect(server.address).unwrap();
    plain.write_all(ASK.as_bytes()).unwrap();
    let mut said = Vec::new();
    let _ = plain.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP/1.1 200"));
}

#[test]
fn fault_37_handshakes_that_stop_half_way_hold_nobody_up_and_are_hung_up_on() {
    let (folder, made) = certified();
    let files = (
        folder.path().join("chain.pem"),
        folder.path().join("key.pem"),
    );
    let server = TestServer::with(|config| {
        config.tls = Some(files);
        config.limits.most = 30;
        config.limits.idle = Duration::from_secs(6);
    });
    let began = Instant::now();
    // The head of a record that never comes whole, and a client that falls silent after its hello.
    let mut hello = Vec::new();
    let name = ServerName::try_from("localhost").unwrap();
    let strangers = client(RootCertStore::empty(), &TLS13);
    let mut client_side = ClientConnection::new(strangers, name).unwrap();
    client_side.write_tls(&mut hello).unwrap();
    let half: Vec<TcpStream> = (0..60)
        .map(|number| {
            let mut stream = TcpStream::connect(server.address).unwrap();
            let said = if number % 2 == 0 { &hello[..7] } else { &hello };
            let _ = stream.write_all(said);
            stream
        })
        .collect();
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    // As a browser does, once more where a connection had to give way in the rush.
    let mut asked = (0..3).map(|_| ask(&server, client(roots.clone(), &TLS13)));
    let answer = asked.find_map(Result::ok).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for mut stream in half {
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut said = Vec::new();
        if let Err(error) = stream.read_to_end(&mut said) {
            assert_ne!(
                error.kind(),
                ErrorKind::WouldBlock,
                "it is still listened to"
            );
        }
    }
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_key_that_is_none_stops_the_start_and_says_so() {
    let (folder, _) = certified();
    let chain = folder.path().join("chain.pem");
    allow(&chain, 0o600);
    let files = (chain.clone(), chain);
    prepare(&folder.path().join("data"));
    let Err((error, _)) = TestServer::on(folder, |config| config.tls = Some(files)) else {
        panic!("it started");
    };
    assert!(matches!(error, StartError::Tls(_)), "{error}");
    assert!(error.to_string().contains("证书"), "{error}");
}
