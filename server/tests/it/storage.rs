//! The data folder: what was acknowledged is there, and nothing strange is touched.

use std::path::Path;

use tempfile::TempDir;
use yuebao_domain::period::show_day;
use yuebao_domain::profile_file::holidays_from_toml;
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_server::clock::Clock;
use yuebao_server::engine;
use yuebao_server::server::{StartError, start};
use yuebao_store::OpenError;
use yuebao_store_sqlite::testing::{Raw, newest_version};

use crate::support::ops::{GOOD, set, submit};
use crate::support::{TestServer, config};

fn open_error(folder: TempDir) -> (OpenError, TempDir) {
    match TestServer::on(folder, |_| {}) {
        Err((StartError::Open(error), folder)) => (error, folder),
        Err((error, _)) => panic!("{error}"),
        Ok(_) => panic!("it started"),
    }
}

fn folder_with(database: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    engine::create(&folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/yuebao.db"), database).unwrap();
    folder
}

#[test]
fn what_was_acknowledged_is_on_disk_before_the_answer() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    for rev in 0..20 {
        let text = format!("第{rev}稿");
        let result = zhang.expect(
            OperationOutcome::Applied,
            &set("road", rev, &[("remarks", &text)]),
        );
        // Another process, which shares nothing with the server but the files.
        let held = server
            .database()
            .reading()
            .report("road", "2022-05".parse().unwrap())
            .unwrap()
            .unwrap();
        assert_eq!(Some(held.rev), result.rev);
        assert_eq!(
            held.values.values().next().unwrap().text(),
            Some(text.as_str())
        );
    }
}

#[test]
fn a_restart_changes_nothing() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let (report, token) = (zhang.report("road", "2022-05"), zhang.token.clone());
    let before = zhang.sync(Vec::new());
    let folder = server.stop();
    assert!(
        !folder.path().join("data/yuebao.db-wal").exists(),
        "the log is folded in"
    );
    let server = TestServer::on(folder, |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    let mut zhang = server.client("zhang");
    zhang.token = token;
    assert_eq!(zhang.report("road", "2022-05"), report);
    let after = zhang.sync(Vec::new());
    assert_eq!(
        (after.server_id, after.epoch, after.cursor),
        (before.server_id, before.epoch, before.cursor)
    );
}

#[test]
fn requests_at_once_are_all_written_or_sent_away() {
    let server = TestServer::new();
    let tokens: Vec<_> = (0..8).map(|_| server.client("zhang")).collect();
    std::thread::scope(|scope| {
        for (number, mut client) in tokens.into_iter().enumerate() {
            scope.spawn(move || {
                for turn in 0..5 {
                    let key = format!("box_{number}_{turn}");
                    let result = client.send(&set("road", 0, &[(&key, "x")]));
                    assert!(matches!(
                        result.outcome,
                        OperationOutcome::Applied | OperationOutcome::Merged
                    ));
                }
            });
        }
    });
    let report = server.client("zhang").report("road", "2022-05");
    assert_eq!((report.rev, report.values.len()), (40, 40));
    let numbers = "SELECT count(*), count(DISTINCT seq), max(seq) FROM revisions";
    let last = server.database().reading().last_seq().unwrap().to_string();
    let numbers = server.raw().rows(numbers).unwrap();
    assert_eq!(numbers, [["40", "40", last.as_str()]]);
}

#[test]
fn a_second_server_is_kept_out_until_the_first_has_gone() {
    let server = TestServer::new();
    let second = config(&server.data(), Clock::system());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let refused = runtime.block_on(start(second)).unwrap_err();
    assert!(
        matches!(refused, StartError::Open(OpenError::InUse(_))),
        "{refused}"
    );
    assert_eq!(server.client("zhang").sync(Vec::new()).results, []);
    let folder = server.stop();
    assert!(TestServer::on(folder, |_| {}).is_ok());
}

#[test]
fn a_damaged_a_foreign_and_a_newer_database_are_refused_and_left_alone() {
    let (error, folder) = open_error(folder_with(&[b'x'; 8192]));
    assert!(matches!(error, OpenError::Corrupt { .. }), "{error}");
    let kept = std::fs::read(folder.path().join("data/yuebao.db")).unwrap();
    assert_eq!(kept, [b'x'; 8192]);

    let healthy = TestServer::new().stop();
    let path = healthy.path().join("data/yuebao.db");
    let mut torn = std::fs::read(&path).unwrap();
    let pages = torn.len() / 4096;
    for page in 2..pages {
        torn[page * 4096..page * 4096 + 64].fill(0xee);
    }
    std::fs::write(&path, &torn).unwrap();
    let (error, healthy) = open_error(healthy);
    assert!(matches!(error, OpenError::Corrupt { .. }), "{error}");
    assert!(
        error.to_string().contains("备份"),
        "says what to do: {error}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), torn);
    drop(healthy);

    let foreign = tempfile::tempdir().unwrap();
    let path = foreign.path().join("other.db");
    let raw = Raw::open(&path).unwrap();
    raw.run("CREATE TABLE t (x)").unwrap();
    let (error, _) = open_error(folder_with(&std::fs::read(&path).unwrap()));
    assert!(matches!(error, OpenError::Foreign(_)), "{error}");

    let newer = TestServer::new().stop();
    let path = newer.path().join("data/yuebao.db");
    let raw = Raw::open(&path).unwrap();
    raw.run("PRAGMA user_version = 999").unwrap();
    drop(raw);
    let (error, _newer) = open_error(newer);
    let known = newest_version();
    assert!(
        matches!(error, OpenError::Newer { found: 999, known: k, .. } if k == known),
        "{error}"
    );
}

#[test]
fn without_a_profile_the_server_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let Err((error, folder)) = TestServer::on(folder, |_| {}) else {
        panic!("it started");
    };
    assert!(matches!(error, StartError::NoProfile), "{error}");
    let profile = crate::support::plan::profile();
    assert!(TestServer::on(folder, |config| config.profile = Some(profile)).is_ok());
}

/// Which of two days are off for a widget of the first time, and what the profile in force calls the
/// last days off that it knows.
fn days_off(server: &TestServer) -> (Vec<String>, String) {
    let told = server.client("zhang").sync(Vec::new()).changes.profile;
    let flat = told.unwrap().calendar.holidays.into_iter().map(show_day);
    let flat = flat.filter(|day| ["2022-04-06", "2022-06-08"].contains(&day.as_str()));
    let profile = server.database().reading().profile().unwrap().unwrap();
    let last = profile.holidays.list.last().unwrap().name.clone();
    (flat.collect(), last)
}

#[test]
fn an_installations_days_off_reach_the_devices_and_go_with_their_file() {
    let server = TestServer::new();
    let builtin = (vec!["2022-04-06".to_owned()], "三月三、清明节".to_owned());
    assert_eq!(days_off(&server), builtin);
    let text = "year = 2022\n[[notices]]\narea = \"45\"\ndocument = \"某号\"\n\
         holidays = [{ name = \"歌圩\", from = \"2022-06-08\", to = \"2022-06-08\" }]";
    let file = holidays_from_toml(text).unwrap();
    let server = TestServer::on(server.stop(), |config| config.holidays = vec![file]);
    let server = server.ok().unwrap();
    let own = (vec!["2022-06-08".to_owned()], "歌圩".to_owned());
    assert_eq!(days_off(&server), own);
    let server = TestServer::on(server.stop(), |_| {}).ok().unwrap();
    assert_eq!(days_off(&server), builtin);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let server = TestServer::new();
    server
        .client("zhang")
        .expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&server.data()), 0o700);
    for entry in std::fs::read_dir(server.data()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}
