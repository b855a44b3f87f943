use std::path::Path;

use yuebao_domain::rights::Role;

use super::{ClaimPath, KeySource, Local, Settings};

const GOOD: &str = r#"
issuer = "https://portal.example"
audience = "yuebao"
algorithms = ["RS256"]

[keys]
jwks_url = "https://portal.example/keys"

[claims]
user = "preferred_username"
unit = "department"
role = ["realm_access", "roles"]

[roles]
reporter = "clerk"
"#;

fn read(text: &str) -> Result<Settings, super::SettingsError> {
    Settings::from_toml(text, Path::new("/etc/yuebao"))
}

#[test]
fn a_file_says_the_least_and_the_rest_is_careful() {
    let settings = read(&format!("\u{feff}{GOOD}")).unwrap();
    assert_eq!((settings.leeway, settings.longest), (30, 24 * 3_600));
    assert!(settings.accounts.provision);
    assert_eq!(settings.accounts.local, Local::Refuse);
    assert_eq!(settings.roles["reporter"], Role::Clerk);
    let path = ["realm_access", "roles"].map(str::to_owned).to_vec();
    assert_eq!(settings.claims.role, Some(ClaimPath::Path(path)));
}

#[test]
fn the_files_that_it_names_lie_beside_it() {
    let text = GOOD.replace(
        "jwks_url = \"https://portal.example/keys\"",
        "pem_file = \"portal.pem\"",
    );
    let beside = KeySource::Pem("/etc/yuebao/portal.pem".into());
    assert_eq!(read(&text).unwrap().keys, beside);
}

#[test]
fn a_wrong_file_is_refused_with_line_and_reason() {
    for (from, to, line, part) in [
        ("issuer = ", "isuer = ", 2, "unknown field `isuer`"),
        ("\"https://portal.example\"", "\" \"", 2, "cannot be empty"),
        (
            "algorithms",
            "login_url = \"/login\"\nalgorithms",
            4,
            "must begin with https://",
        ),
        (
            "algorithms",
            "login_url = \"javascript:x\"\nalgorithms",
            4,
            "must begin with https://",
        ),
        ("[\"RS256\"]", "[]", 4, "at least one"),
        ("[\"RS256\"]", "[\"none\"]", 4, "unknown variant `none`"),
        (
            "[\"RS256\"]",
            "[\"RS256\", \"HS256\"]",
            4,
            "cannot stand beside",
        ),
        ("[\"RS256\"]", "[\"HS256\"]", 6, "must be in secret_file"),
        ("jwks_url = \"https:", "jwks_url = \"http:", 7, "plain_http"),
        (
            "\"https://portal.example/keys\"",
            "\"portal\"",
            7,
            "must begin",
        ),
        ("jwks_url", "ca_file", 6, "belong to jwks_url"),
        ("[claims]", "jwks_file = \"a\"\n[claims]", 6, "exactly one"),
        (
            "jwks_url = \"https://portal.example/keys\"",
            "secret_file = \"a\"",
            6,
            "HS256 only",
        ),
        ("[claims]", "refetch_seconds = 0\n[claims]", 9, "1–86400"),
        ("[keys]", "leeway_seconds = 301\n[keys]", 6, "0–300"),
        ("[keys]", "longest_hours = 745\n[keys]", 6, "1–744"),
        ("unit = \"department\"\n", "", 9, "from a unit and a role"),
        ("reporter = \"clerk\"", "", 9, "[roles] is missing"),
        ("\"clerk\"", "\"king\"", 15, "unknown variant `king`"),
        (
            "[roles]",
            "[units]\n1 = \"\"\n[roles]",
            15,
            "cannot be empty",
        ),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let error = read(&text).map(|_| from).unwrap_err();
        assert_eq!(error.line, line, "{from} → {to}: {error}");
        assert!(error.to_string().contains(part), "{from} → {to}: {error}");
        assert!(error.to_string().contains(&format!("第 {line} 行")));
    }
}

#[test]
fn plain_http_is_for_this_machine_or_for_whoever_says_so() {
    let at = |url: &str, more: &str| {
        let keys = format!("jwks_url = \"{url}\"\n{more}");
        read(&GOOD.replace("jwks_url = \"https://portal.example/keys\"", &keys))
    };
    assert!(at("http://127.0.0.1:9/keys", "").is_ok());
    assert!(at("http://10.0.0.7/keys", "").is_err());
    assert!(at("http://10.0.0.7/keys", "plain_http = true").is_ok());
    assert!(at("http://127.0.0.1.evil.example/keys", "").is_err());
    assert!(at("file:///etc/passwd", "").is_err());
}

#[test]
fn the_example_that_is_delivered_can_be_used() {
    let settings = read(include_str!("../../packaging/sign-on.toml")).unwrap();
    assert_eq!(settings.roles.len(), 2);
}
