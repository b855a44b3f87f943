//! The command line as a program sees it: one JSON shape a command, and errors as JSON too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Map, Value};

const PLAN: &str =
    r#"{"profile": "liuzhou-2022", "units": [{"id": "city", "name": "市"}], "projects": []}"#;
const SIGN_ON: &str = "issuer = \"https://portal.example\"\nalgorithms = [\"HS256\"]\n[keys]\nsecret_file = \"secret\"\n[claims]\nuser = \"sub\"\n[accounts]\nprovision = false\n";
const TABLES: &str = r#"{"profile": "p", "source": "", "unit": "亿元", "tables": [{"id": "t",
    "stated": {"label": "全市", "count": 1}, "rows": [{"label": "新开工", "count": 1}]}]}"#;
const OFF: &str = "year = 2022\n[[notices]]\ndocument = \"某号\"\n\
     holidays = [{ name = \"节\", from = \"2022-06-01\", to = \"2022-06-02\", worked = [\"2022-05-01\"] }]\n";
const REPORTS: &str = "项目名称,性质,建设地点,责任单位,总投资,年度计划,本月完成,1-5月完成\n甲路,续建,钦南区,市住建局,12000,3000,300,1300\n";

/// Runs it in `folder` without the locale and variables of whoever runs the tests.
fn yuebao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yuebao"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn lines(bytes: &[u8]) -> Vec<Map<String, Value>> {
    let text = str::from_utf8(bytes).unwrap();
    let object =
        |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {text}"));
    text.lines().map(object).collect()
}

/// A folder with what the commands below want to read.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("plan.json", PLAN),
        ("wrong.json", r#"{"profile": "atlantis"}"#),
        ("sign-on.toml", SIGN_ON),
        ("tables.json", TABLES),
        ("2022年5月.csv", REPORTS),
        (
            "list.csv",
            "用户名,角色,单位\nli,联络员,town\nnew,信息员,乡\n",
        ),
        ("off.toml", OFF),
        (
            "statistics.csv",
            "指标,对象,数值,来源\ngrowth,港北区,9.8,市统计局\n",
        ),
        ("wrong.toml", &OFF.replace("2022-05-01", "2022-05-02")),
        ("own.toml", "extends = \"qinzhou-2022\"\nid = \"own\"\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let secret = folder.path().join("secret");
    fs::write(&secret, "0123456789abcdef0123456789abcdef!").unwrap();
    let mut private = fs::metadata(&secret).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut private, 0o600);
    fs::set_permissions(&secret, private).unwrap();
    folder
}

/// The command, what else stands on its line, the exit status and the keys of each line that is printed.
type Case = (&'static str, &'static str, i32, &'static str);

const USER: &str = "user password";
const CASES: &[Case] = &[
    (
        "import-plan",
        "--data d plan.json",
        0,
        "changed errors ok warnings",
    ),
    (
        "import-plan",
        "--check wrong.json",
        1,
        "changed errors ok warnings",
    ),
    (
        "unit add",
        "--data d town --name 镇 --parent city",
        0,
        "area id name parent",
    ),
    ("unit list", "--data d", 0, "area id name parent"),
    (
        "unit change",
        "--data d town --name 乡",
        0,
        "area id name parent",
    ),
    (
        "unit add",
        "--data d gone --name 空",
        0,
        "area id name parent",
    ),
    ("unit remove", "--data d gone", 0, "id"),
    ("user add", "--data d li --unit town --role clerk", 0, USER),
    ("user change", "--data d li --role liaison", 0, "user"),
    ("user passwd", "--data d li", 0, USER),
    ("user disable", "--data d li", 0, "user"),
    ("user enable", "--data d li", 0, "user"),
    ("user revoke", "--data d li", 0, "logins_ended user"),
    (
        "user list",
        "--data d",
        0,
        "disabled name origin owner role unit unit_name user",
    ),
    (
        "user import",
        "--data d list.csv",
        0,
        "errors lines ok written",
    ),
    ("user logins", "--data d", 0, ""),
    (
        "backup",
        "--data d copy.db",
        0,
        "ahead faults file not_removed ok removed seq",
    ),
    (
        "restore",
        "--data e copy.db",
        0,
        "accounts copied_by_hand restored with_log",
    ),
    (
        "verify",
        "--data d",
        0,
        "editions entries faults head ok operations published reports revisions",
    ),
    ("webhook list", "--data d", 0, ""),
    ("webhook retry", "--data d", 0, "again"),
    (
        "audit show",
        "--data d",
        0,
        "at detail hash seq subject what",
    ),
    (
        "demo",
        "--profile guigang-2021 --data demo --through 2022-05",
        0,
        "accounts figures password profile projects reports through units",
    ),
    (
        "months",
        "--data demo",
        0,
        "accepted by due edition handed_in locked_at missing month open published reopened_for state",
    ),
    (
        "statistics",
        "--data demo --month 2022-04 --import statistics.csv",
        0,
        "at by month of rank source statistic title unit value who",
    ),
    (
        "sign-on check",
        "sign-on.toml",
        0,
        "account algorithms audience claims issuer keys local provision roles token units",
    ),
    (
        "check-tables",
        "tables.json",
        0,
        "difference measure profile stated sum table verdict",
    ),
    (
        "check-code",
        "project 2410-451421-04-01-627218 1",
        1,
        "about code kind valid",
    ),
    ("areas", "4507", 0, "city code name"),
    (
        "deadlines",
        "--profile guigang-2021 --year 2022 --holidays off.toml",
        0,
        "because kind last_day month moved_from nature",
    ),
    (
        "profile list",
        "",
        0,
        "areas first_year id last_year source title",
    ),
    ("profile show", "qinzhou-2022", 0, "id toml"),
    (
        "profile new",
        "--from qinzhou-2022 --areas 4509",
        0,
        "id toml",
    ),
    (
        "profile next",
        "qinzhou-2022",
        0,
        "changes file id open toml",
    ),
    (
        "profile check",
        "own.toml plan.json",
        1,
        "areas error file first_year id last_year ok title",
    ),
    (
        "export",
        "--data demo --kind plan -o plan.xlsx",
        0,
        "file projects",
    ),
    (
        "publish",
        "--data demo --month 2022-04 --document monthly-table --format json -o table.json",
        0,
        "document edition file format month",
    ),
    ("completions", "bash", 0, "script shell"),
    ("man", "pages", 0, "pages"),
];

/// Those that print lines of several shapes, or none.
const OTHERS: [&str; 4] = ["check", "import", "rules", "serve"];

#[test]
fn every_command_answers_a_program_in_its_documented_shape() {
    let folder = folder();
    for (command, more, status, keys) in CASES {
        let args: Vec<&str> = (command.split(' '))
            .chain(more.split_terminator(' '))
            .chain(["--json"])
            .collect();
        let done = yuebao(folder.path(), &args);
        assert_eq!(done.status.code(), Some(*status), "{args:?}: {done:?}");
        let answer = lines(&done.stdout);
        assert_eq!(answer.is_empty(), keys.is_empty(), "{args:?}");
        for line in answer {
            let held: BTreeSet<&str> = line.keys().map(String::as_str).collect();
            assert_eq!(held, keys.split(' ').collect(), "{args:?}");
        }
        for note in lines(&done.stderr) {
            assert!(note.contains_key("note"), "{args:?}: {note:?}");
        }
        let help = [&args[..command.split(' ').count()], &["--help"]].concat();
        let help = String::from_utf8(yuebao(folder.path(), &help).stdout).unwrap();
        for key in keys.split_terminator(' ') {
            assert!(help.contains(key), "{command} --help does not name {key}");
        }
    }
}

#[test]
fn findings_and_rules_are_lines_for_programs() {
    let folder = folder();
    let checked = yuebao(
        folder.path(),
        &[
            "check",
            "2022年5月.csv",
            "--profile",
            "qinzhou-2022",
            "--json",
        ],
    );
    let kinds: BTreeSet<String> = (lines(&checked.stdout).into_iter())
        .map(|line| line["kind"].as_str().unwrap().to_owned())
        .collect();
    assert!(kinds.contains("summary"), "{checked:?}");
    let rules = lines(&yuebao(folder.path(), &["rules", "--json"]).stdout);
    assert!(rules.len() > 50 && rules[0]["title"]["zh"].is_string());
}

#[test]
fn no_command_is_left_out() {
    let folder = folder();
    let told = lines(&yuebao(folder.path(), &["man", "pages", "--json"]).stdout);
    let pages: Vec<String> = serde_json::from_value(told[0]["pages"].clone()).unwrap();
    let named = |page: &str| page.trim_end_matches(".1").to_owned();
    let known: BTreeSet<String> = (CASES.iter().map(|case| case.0).chain(OTHERS))
        .map(|command| format!("yuebao-{}", command.replace(' ', "-")))
        .collect();
    for page in pages.iter().map(|page| named(page)) {
        let is_group = pages
            .iter()
            .any(|other| other.starts_with(&format!("{page}-")));
        assert!(
            known.contains(&page) || (is_group && !known.contains(&page)),
            "{page} is not tried with --json"
        );
    }
}

#[test]
fn what_cannot_be_done_is_an_error_object_and_a_status() {
    let folder = folder();
    for (line, status, part) in [
        ("user disable --data d li", 1, "d"),
        ("verify --data nowhere", 1, "nowhere"),
        ("restore --data e nothing.db", 1, "nothing.db"),
        ("areas 4407", 1, "450700"),
        ("deadlines --profile nowhere", 1, "qinzhou-2022"),
        (
            "deadlines --profile guigang-2021 --year 2024",
            1,
            "2021–2023",
        ),
        (
            "deadlines --profile own.toml --holidays wrong.toml",
            1,
            "wrong.toml: line 4",
        ),
        (
            "serve --data d --profile own.toml --holidays off.toml,wrong.toml",
            1,
            "2022-05-02 is a weekday",
        ),
        ("rules M999", 1, "M999"),
        ("check nothing.csv", 2, "nothing.csv"),
        ("import --data d --kind plan nothing.csv", 2, "nothing.csv"),
        ("export --data d --kind plan -o plan.txt", 1, "d"),
        ("check-tables nothing.json", 2, "nothing.json"),
        ("sign-on check nothing.toml", 1, "nothing.toml"),
        (
            "serve --data d --listen 127.0.0.1:0 --profile nowhere",
            1,
            "nowhere",
        ),
        ("serve", 2, "--data"),
        ("verifi", 2, "verify"),
        ("user", 2, "命令"),
        ("demo --data d --profile nanning", 2, "qinzhou-2022"),
    ] {
        for args in [format!("{line} --json"), format!("--json {line}")] {
            let args: Vec<&str> = args.split(' ').collect();
            let done = yuebao(folder.path(), &args);
            assert_eq!(done.status.code(), Some(status), "{line}: {done:?}");
            assert!(done.stdout.is_empty(), "{line}");
            let said = lines(&done.stderr);
            let error = said.iter().find_map(|line| line.get("error")?.as_str());
            assert!(
                error.is_some_and(|error| error.contains(part)),
                "{line}: {said:?}"
            );
        }
    }
}

#[test]
fn help_and_errors_come_in_the_language_that_was_asked_for() {
    let folder = folder();
    let said = |args: &[&str], variables: &[(&str, &str)]| {
        let done = Command::new(env!("CARGO_BIN_EXE_yuebao"))
            .args(args)
            .current_dir(folder.path())
            .env_clear()
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
    };
    let chinese = [("LANG", "zh_CN.UTF-8")];
    let english = [("LANG", "en_US.UTF-8")];
    for args in [
        &["--help"][..],
        &["help", "user", "add"],
        &["user", "add", "-h"],
        &["user"],
    ] {
        assert!(said(args, &chinese).contains("用法：yuebao"), "{args:?}");
        assert!(said(args, &english).contains("Usage: yuebao"), "{args:?}");
    }
    assert!(said(&["--lang", "zh-CN", "--help"], &english).contains("选项"));
    assert!(said(&["serve", "--help", "--lang=en"], &chinese).contains("Options:"));
    assert!(said(&["serve"], &chinese).contains("缺少 --data"));
    assert!(said(&["serve", "--lang", "en"], &chinese).contains("missing: --data"));
    assert!(said(&["rules", "M103"], &english).contains("Fires"));
}

#[test]
fn the_options_of_serve_come_from_the_environment_as_well() {
    let folder = folder();
    assert!(
        yuebao(folder.path(), &["import-plan", "--data", "d", "plan.json"])
            .status
            .success()
    );
    let with = |name: &str, value: &str| {
        let done = Command::new(env!("CARGO_BIN_EXE_yuebao"))
            .args(["serve", "--json"])
            .current_dir(folder.path())
            .env_clear()
            .envs([
                ("YUEBAO_DATA", "d"),
                ("YUEBAO_PROFILE", "no-such-place"),
                (name, value),
            ])
            .output()
            .unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let (status, said) = with("YUEBAO_LISTEN", "127.0.0.1:0");
    assert!(
        status == Some(1) && said.contains("no-such-place"),
        "{said}"
    );
    for (name, value, part) in [
        ("YUEBAO_LISTEN", "8420", "0.0.0.0:8420"),
        ("YUEBAO_PROXY", "10.0.0.9,x", "“x”"),
        ("YUEBAO_ALLOW_ORIGIN", "http://a.example,b", "“b”"),
        ("YUEBAO_SESSION_DAYS", "0", "1–365"),
        ("YUEBAO_LOG_FORMAT", "xml", "json"),
        ("YUEBAO_TLS_CERT", "chain.pem", "--tls-key"),
    ] {
        let (status, said) = with(name, value);
        assert!(status == Some(2) && said.contains(part), "{name}: {said}");
    }
}
