//! Other processes on the same database: one that reads for ever, one that holds the write lock,
//! and a second server.

use std::path::Path;

use yuebao_store_sqlite::testing::Raw;

use crate::evidence::Held;
use crate::process::{Server, data_of, folder, run, said};
use crate::tablet::{Pushed, Tablet};

const MIB: u64 = 1024 * 1024;

fn connect(data: &Path) -> Raw {
    Raw::open(&data.join("yuebao.db")).unwrap()
}

fn log_size(data: &Path) -> u64 {
    data.join("yuebao.db-wal").metadata().unwrap().len()
}

fn revisions(raw: &Raw) -> String {
    raw.value("SELECT count(*) FROM revisions").unwrap()
}

/// Every clerk hands in five changes of a long text.
fn work(tablets: &mut [Tablet]) {
    for tablet in tablets {
        tablet.write(5, 9000);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
}

/// The same until `enough`, but not for ever.
fn work_until(tablets: &mut [Tablet], enough: impl Fn() -> bool) {
    for _ in 0..100 {
        work(tablets);
        if enough() {
            return;
        }
    }
    panic!("it never comes to that");
}

#[test]
fn fault_19_a_reader_that_never_ends_stops_nobody_and_its_log_is_given_back_afterwards() {
    const TOO_LONG: u64 = 66 * MIB;
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    work(&mut tablets);
    let reader = connect(&data);
    reader.run("BEGIN").unwrap();
    let seen = revisions(&reader);
    work_until(&mut tablets, || log_size(&data) > TOO_LONG);
    assert_eq!(revisions(&reader), seen, "it reads what it began with");
    let told = tablets[0].acknowledged.len();
    let report = tablets[0].client.report("road", "2022-05");
    assert_eq!(report.rev, told as u64, "others read the newest");
    assert!(server.log().contains("somebody reads on"));
    drop(reader);
    work_until(&mut tablets, || log_size(&data) <= 16 * MIB);
    assert!(server.stop().success());
    let log = data.join("yuebao.db-wal");
    assert!(!log.exists(), "all of it is folded in");
    Held::examine(&data).unwrap().require_exactly(&tablets);
}

#[test]
fn fault_20_a_process_that_holds_the_write_lock_delays_and_loses_nothing() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    work(&mut tablets);
    let other = connect(&data);
    other.run("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        for tablet in &mut tablets {
            scope.spawn(|| {
                tablet.write(3, 100);
                assert_eq!(tablet.push(), Pushed::Refused(503));
            });
        }
    });
    for tablet in &mut tablets {
        let report = tablet.client.report(tablet.project, "2022-05");
        assert_eq!(report.rev, 5, "reading goes on");
    }
    other.run("COMMIT").unwrap();
    for tablet in &mut tablets {
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    assert!(server.stop().success());
    Held::examine(&data).unwrap().require_exactly(&tablets);
}

#[test]
fn fault_20_a_second_server_on_the_same_folder_is_refused() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let data = data.to_str().unwrap();
    let second = run(["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    let said = said(&second);
    assert!(!second.status.success(), "{said}");
    assert!(
        said.contains("已有一个服务") && said.contains("another server"),
        "{said}"
    );
    let mut tablets = Tablet::all(&server);
    work(&mut tablets);
    // After kill -9 nothing is left that would keep the next one out.
    server.kill();
    let server = Server::on(Path::new(data));
    for tablet in &mut tablets {
        tablet.turn_to(&server);
        tablet.repeat_everything();
    }
}
