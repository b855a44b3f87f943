//! The widget's files, as browsers and portals get them.

use axum::http::HeaderValue;
use tempfile::TempDir;
use yuebao_domain::wire::v1::Hello;

use crate::support::client::{Answer, agent};
use crate::support::{Client, TestServer, prepare};

const WASM: &str = "web-0123456789abcdef_bg.wasm";

/// Files whose packed twins can be told apart.
fn dist() -> TempDir {
    let dist = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html><title>月报</title>"),
        ("app.html", "<!doctype html><title>月报</title>"),
        ("embed.html", r#"<meta name="yuebao-portals" content="">"#),
        ("yuebao.js", "plain js"),
        ("yuebao.js.br", "br js"),
        ("yuebao.js.gz", "gz js"),
        (WASM, "plain wasm"),
        ("web-0123456789abcdef_bg.wasm.gz", "gz wasm"),
        (".secret", "secret"),
    ] {
        std::fs::write(dist.path().join(name), text).unwrap();
    }
    dist
}

fn server(dist: &TempDir) -> TestServer {
    let path = dist.path().to_owned();
    TestServer::with(|config| config.assets = Some(path))
}

fn get(server: &TestServer, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = agent().get(server.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(request.call().unwrap())
}

#[test]
fn every_file_comes_with_its_type_and_the_right_life() {
    let dist = dist();
    let server = server(&dist);
    for (path, kind, keep) in [
        ("/app", "text/html; charset=utf-8", "no-cache"),
        ("/app.html", "text/html; charset=utf-8", "no-cache"),
        ("/yuebao.js", "text/javascript; charset=utf-8", "no-cache"),
        (
            "/web-0123456789abcdef_bg.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
    ] {
        let answer = get(&server, path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), keep, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
    for path in ["/.secret", "/%2e%2e/etc/passwd", "/nothing.js"] {
        assert_eq!(get(&server, path, &[]).status, 404, "{path}");
    }
}

#[test]
fn pages_run_scripts_of_their_own_only_and_one_may_stand_in_the_portals_frame() {
    let dist = dist();
    let portal = "http://portal.example:8000";
    let path = dist.path().to_owned();
    let server = TestServer::with(|config| {
        config.assets = Some(path);
        config.origins = vec![HeaderValue::from_static(portal)];
        config.demo = true;
    });
    for (path, ancestors) in [
        ("/", "'self'"),
        ("/app", "'self'"),
        ("/embed", "'self' http://portal.example:8000"),
    ] {
        let page = get(&server, path, &[("accept-encoding", "br")]);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{policy}"
        );
        let framed = policy.split_once("frame-ancestors ").map(|(_, who)| who);
        assert_eq!(framed, Some(ancestors), "{path}");
        assert_eq!(page.header("x-frame-options"), "");
    }
}

#[test]
fn a_portal_is_known_however_its_origin_was_written_on_the_command_line() {
    let dist = dist();
    let path = dist.path().to_owned();
    let server = TestServer::with(|config| {
        config.assets = Some(path);
        config.origins = ["HTTP://Portal.Example:80/", "http://portal.example"]
            .map(HeaderValue::from_static)
            .into();
    });
    let portal = "http://portal.example";
    let hello = get(&server, "/api/v1/hello", &[("origin", portal)]);
    assert_eq!(hello.header("access-control-allow-origin"), portal);
    let page = get(&server, "/embed", &[]);
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors 'self' http://portal.example"),
        "{policy}"
    );
}

#[test]
fn what_is_no_origin_stops_the_start_and_says_how_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    prepare(&folder.path().join("data"));
    let long = HeaderValue::from_static("http://portal.example:80/app");
    let Err((error, _)) = TestServer::on(folder, |config| config.origins = vec![long]) else {
        panic!("it started");
    };
    let said = error.to_string();
    assert!(said.contains("“http://portal.example”"), "{said}");
}

#[test]
fn the_page_for_frames_knows_the_portals() {
    let dist = dist();
    let portals = ["http://portal.example:8000", "https://other.example"];
    let page = |origins: &[&'static str]| {
        let path = dist.path().to_owned();
        let origins = origins.iter().copied().map(HeaderValue::from_static);
        let server = TestServer::with(|config| {
            config.assets = Some(path);
            config.origins = origins.collect();
        });
        let page = get(&server, "/embed?lang=en", &[]);
        let tag = page.header("etag").to_owned();
        (String::from_utf8(page.body).unwrap(), tag)
    };
    let (alone, first) = page(&[]);
    assert!(alone.contains(r#"content="">"#), "{alone}");
    let (both, second) = page(&portals);
    assert!(both.contains(r#"content="http://portal.example:8000 https://other.example">"#));
    assert_ne!(
        first, second,
        "a page that says something else has another tag"
    );
}

#[test]
fn the_best_packing_that_the_browser_takes_is_sent() {
    let dist = dist();
    let server = server(&dist);
    for (wish, coding, body) in [
        ("gzip, deflate, br", "br", "br js"),
        ("gzip, deflate", "gzip", "gz js"),
        ("identity", "", "plain js"),
    ] {
        let answer = get(&server, "/yuebao.js", &[("accept-encoding", wish)]);
        assert_eq!(answer.header("content-encoding"), coding, "{wish}");
        assert_eq!(
            answer.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(String::from_utf8(answer.body).unwrap(), body, "{wish}");
    }
    let no_twin = get(&server, &format!("/{WASM}"), &[("accept-encoding", "br")]);
    assert_eq!(no_twin.header("content-encoding"), "");
}

#[test]
fn fault_27_the_server_names_the_build_that_it_delivers() {
    let dist = dist();
    let build = |loader: &str| {
        std::fs::write(dist.path().join("yuebao.js"), loader).unwrap();
        let hello = get(&server(&dist), "/api/v1/hello", &[]);
        let hello: Hello = serde_json::from_slice(&hello.body).unwrap();
        hello.build
    };
    assert_eq!(
        build(r#"await import("./web-0123456789abcdef.js");"#),
        "0123456789abcdef"
    );
    assert_eq!(build("plain js"), "none");
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let dist = dist();
    let server = server(&dist);
    let packed = get(&server, "/yuebao.js", &[("accept-encoding", "br")]);
    let plain = get(&server, "/yuebao.js", &[]);
    assert_ne!(packed.header("etag"), plain.header("etag"));
    let tag = packed.header("etag");
    let known = get(
        &server,
        "/yuebao.js",
        &[("accept-encoding", "br"), ("if-none-match", tag)],
    );
    assert_eq!((known.status, known.body.len()), (304, 0));
    let other = get(&server, "/yuebao.js", &[("if-none-match", tag)]);
    assert_eq!(other.status, 200);
    std::fs::write(dist.path().join("yuebao.js.br"), "new js").unwrap();
    let changed = get(
        &server,
        "/yuebao.js",
        &[("accept-encoding", "br"), ("if-none-match", tag)],
    );
    assert_eq!(changed.status, 200);
}

#[test]
fn head_says_what_get_would_say_without_the_body() {
    let dist = dist();
    let server = server(&dist);
    let head = Answer::read(agent().head(server.url("/yuebao.js")).call().unwrap());
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), "8");
}

#[test]
fn without_a_widget_the_page_says_how_to_build_one() {
    let server = TestServer::new();
    let answer = get(&server, "/", &[]);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(get(&server, "/yuebao.js", &[]).status, 404);
    let page = String::from_utf8(answer.body).unwrap();
    assert!(page.contains("cargo xtask build"), "{page}");
}

#[test]
fn only_the_named_portal_may_use_the_interface() {
    let portal = "http://portal.example:8000";
    let server = TestServer::with(|config| config.origins = vec![HeaderValue::from_static(portal)]);
    let mine = get(&server, "/api/v1/hello", &[("origin", portal)]);
    assert_eq!(mine.header("access-control-allow-origin"), portal);
    assert_eq!(mine.header("access-control-allow-credentials"), "");
    let other = get(
        &server,
        "/api/v1/hello",
        &[("origin", "http://evil.example")],
    );
    assert_eq!(other.header("access-control-allow-origin"), "");
    let preflight = agent()
        .options(server.url("/api/v1/sync"))
        .header("origin", portal)
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "authorization,content-type,content-encoding",
        )
        .call();
    let preflight = Answer::read(preflight.unwrap());
    assert_eq!(preflight.status, 200);
    let allowed = preflight.header("access-control-allow-headers");
    for name in ["authorization", "content-type", "content-encoding"] {
        assert!(allowed.contains(name), "{allowed}");
    }
    let closed = get(&TestServer::new(), "/api/v1/hello", &[("origin", portal)]);
    assert_eq!(closed.header("access-control-allow-origin"), "");
    // the widget itself, which says in any page why it cannot work there, is everybody's
    for origin in ["http://evil.example", "null", portal] {
        let file = get(&server, "/yuebao.js", &[("origin", origin)]);
        assert_eq!(file.header("access-control-allow-origin"), "*", "{origin}");
    }
}

#[test]
fn whoever_types_the_address_comes_to_the_page_to_work_on_and_in_a_demo_to_its_portal() {
    let dist = dist();
    let served = server(&dist);
    for (path, to) in [
        ("/", "app"),
        ("/index.html", "app"),
        ("/?lang=en", "app?lang=en"),
    ] {
        let answer = get(&served, path, &[]);
        assert_eq!(
            (answer.status, answer.header("location")),
            (307, to),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    let path = dist.path().to_owned();
    let demo = TestServer::with(|config| {
        config.assets = Some(path);
        config.demo = true;
    });
    assert_eq!(get(&demo, "/", &[]).status, 200);
}

#[test]
fn below_a_path_everything_is_there_and_nothing_outside() {
    let dist = dist();
    let path = dist.path().to_owned();
    let server = TestServer::with(|config| {
        config.assets = Some(path);
        config.base_path = Some("/apps/yuebao".parse().unwrap());
    });
    for (path, status) in [
        ("/apps/yuebao/", 307),
        ("/apps/yuebao/app?lang=en", 200),
        ("/apps/yuebao/yuebao.js", 200),
        ("/apps/yuebao/api/v1/hello", 200),
        ("/apps/yuebao/healthz", 200),
        ("/apps/yuebao/api/openapi.json", 200),
        ("/apps/yuebao/nothing.js", 404),
        ("/apps/yuebao/api/nothing", 404),
        ("/apps/yuebao/../yuebao.js", 404),
        ("/apps/yuebaoapi/v1/hello", 404),
        ("/", 404),
        ("/app", 404),
        ("/api/v1/hello", 404),
        ("/healthz", 404),
    ] {
        assert_eq!(get(&server, path, &[]).status, status, "{path}");
    }
    let bare = get(&server, "/apps/yuebao", &[]);
    assert_eq!(
        (bare.status, bare.header("location")),
        (308, "/apps/yuebao/")
    );
    let outside = get(&server, "/api/v1/hello", &[]).problem();
    assert_eq!(outside.expected.as_deref(), Some("/apps/yuebao/"));
    assert!(outside.detail.contains("--base-path"), "{}", outside.detail);
    let hello = get(&server, "/apps/yuebao/api/v1/hello", &[]);
    assert_eq!(
        hello.header("cache-control"),
        "no-store",
        "as the interface's answers are"
    );
    Client::login_at(&server.url("/apps/yuebao"), "zhang").sync(Vec::new());
}
