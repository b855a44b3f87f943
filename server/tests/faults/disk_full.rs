//! A disk that is full, in the middle of a month's last afternoon, and then is not.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::evidence::Held;
use crate::process::{Server, data_of, folder, skipped};
use crate::tablet::{Pushed, Tablet};

/// Puts a small disk at `$1`, fills it with what is in `$2`, and goes on with the rest.
const ON_A_SMALL_DISK: &str =
    r#"mount -t tmpfs -o size=12m,mode=700 tmpfs "$1" && cp "$2"/* "$1" && shift 2 && exec "$@""#;

/// How to have file systems of one's own here, as root or as anybody.
pub(crate) fn namespace() -> Option<&'static str> {
    ["-m", "-Urm"].into_iter().find(|flags| {
        let mounts = Command::new("unshare")
            .args([flags, "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null())
            .status();
        mounts.is_ok_and(|status| status.success())
    })
}

/// Fills the disk up to some spare bytes.
fn fill(filler: &Path, spare: u64) {
    let mut file = File::create(filler).unwrap();
    while file.write(&[0; 4096]).is_ok_and(|written| written > 0) {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(spare)).unwrap();
}

/// Pushes until the server has no room; what it could not take stays in the outbox.
fn push_until_refused(tablet: &mut Tablet) {
    for _ in 0..500 {
        if tablet.outbox.is_empty() {
            tablet.write(2, 1500);
        }
        match tablet.push() {
            Pushed::Taken => {}
            Pushed::Refused(503) => return,
            other => panic!("{other:?}"),
        }
    }
    panic!("the disk is never full");
}

#[test]
fn fault_18_on_a_full_disk_nothing_is_lost_and_reading_goes_on() {
    let Some(flags) = namespace() else {
        skipped(
            "fault_18",
            "no file system can be mounted here: needs root or user namespaces",
        );
        return;
    };
    let folder = folder();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mut launcher = Command::new("unshare");
    launcher
        .args([flags, "sh", "-c", ON_A_SMALL_DISK, "sh"])
        .args([&disk, &data_of(&folder)]);
    let server = Server::launch(launcher, &disk);
    // The small disk as that process sees it.
    let inside = PathBuf::from(format!("/proc/{}/root{}", server.pid(), disk.display()));
    let filler = inside.join("filler");
    let mut tablets = Tablet::all(&server);
    for tablet in &mut tablets {
        tablet.write(1, 1500);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    for (turn, spare_pages) in [0, 1, 2, 5, 11, 23, 60].into_iter().enumerate() {
        fill(&filler, spare_pages * 4096);
        let tablet = &mut tablets[turn % 4];
        push_until_refused(tablet);
        let (last, waiting) = (tablet.acknowledged.last().cloned(), tablet.outbox.clone());

        // Reading goes on, and shows what was acknowledged and nothing of what was not.
        let report = tablet.client.report(tablet.project, "2022-05");
        assert_eq!(
            Some(report.values),
            last.map(|last| {
                let values = last.changes.into_iter();
                values
                    .filter_map(|(key, value)| Some((key, value?)))
                    .collect()
            })
        );
        // Again no, and again nothing is half written.
        assert_eq!(tablet.push(), Pushed::Refused(503));
        assert_eq!(tablet.outbox, waiting, "the tablet keeps it");

        std::fs::remove_file(&filler).unwrap();
        for tablet in &mut tablets {
            assert_eq!(tablet.push(), Pushed::Taken, "without a restart");
        }
        let held = Held::examine_copy(&inside).unwrap();
        held.require_exactly(&tablets);
    }
    for tablet in &mut tablets {
        tablet.repeat_everything();
    }
    assert!(server.log().contains("not written"));
    assert!(server.stop().success());
}
