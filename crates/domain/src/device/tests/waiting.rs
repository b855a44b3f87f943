//! A value waits in a conflict, something else is written into its box, and the server is put back
//! to before there was a conflict: the value is still here, in its box or to be read.

use super::*;
use crate::report::apply;

/// Tablet a's words wait beside those of b. Also the server before both, and b's rescue file from
/// before it sent anything.
fn conflict() -> (Server, Server, Tablet, Rescue) {
    let (mut server, mut a, mut b) = two();
    let restored = server.restored();
    b.edit(&set("remarks", "from b"));
    let file = b.device.rescue("user", &[]);
    b.sync(&mut server);
    a.edit(&set("remarks", "from a"));
    a.sync(&mut server);
    assert!(a.report().has_conflict());
    assert_eq!(a.shows("remarks"), Some("from b"));
    (server, restored, a, file)
}

fn read_in(tablet: &mut Tablet, file: &Rescue) {
    for rescued in &file.reports {
        let stamp = tablet.stamp();
        let rows = tablet.device.take_rescued(rescued, stamp).rows;
        tablet.store(rows);
    }
}

/// The words that are in no box of this report and are to be read.
fn to_read(tablet: &Tablet) -> Vec<&str> {
    let declined = tablet.report().declined.iter();
    let words = declined.flat_map(|one| one.command.changes().values());
    words.filter_map(|value| value.as_ref()?.text()).collect()
}

type Deed = fn(&mut Tablet, &mut Server, &Rescue);

/// What may be done to a box whose own value waits.
const DEEDS: [(&str, Deed); 8] = [
    ("nothing", |_, _, _| {}),
    ("typing", |a, _, _| a.edit(&set("remarks", "typed"))),
    ("emptying", |a, _, _| a.edit(&set("remarks", ""))),
    ("pasting", |a, _, _| {
        let mut pasted = set("remarks", "pasted");
        pasted.extend(set("halt_reason", "pasted"));
        a.edit(&pasted);
    }),
    ("a rescue file that says what is shown", |a, _, file| {
        read_in(a, file);
    }),
    ("a rescue file that says something else", |a, _, file| {
        let mut file = file.clone();
        let other = apply(&file.reports[0].values, &set("remarks", "from c"));
        file.reports[0].values = other;
        read_in(a, &file);
    }),
    ("a merge", |a, server, _| {
        let mut c = Tablet::new("c", server);
        c.edit(&set("remarks", "from c"));
        c.sync(server);
        a.sync(server);
    }),
    ("choosing a third value", |a, _, _| {
        a.settle(|_| apply(&FieldValues::new(), &set("remarks", "a third")));
    }),
];

#[test]
fn whatever_is_written_over_a_waiting_value_a_restore_does_not_lose_it() {
    for (deed, act) in DEEDS {
        for is_sent in [false, true] {
            let (mut server, mut restored, mut a, file) = conflict();
            act(&mut a, &mut server, &file);
            if is_sent {
                a.sync(&mut server);
            }
            // What is handed in with the rest goes before what is sent again, which is refused.
            a.edit(&set("visual_progress", "typed after"));
            a.submit().unwrap();
            a.crash();
            a.sync(&mut restored);
            a.crash();
            a.sync(&mut restored);
            restored.watermark = 99;
            a.sync(&mut restored);
            let ever = restored.ever();
            let held = |values: &FieldValues| text(values, "remarks") == Some("from a");
            let is_kept = ever.iter().any(held)
                || a.shows("remarks") == Some("from a")
                || to_read(&a).contains(&"from a");
            assert!(is_kept, "{deed}, sent: {is_sent}");
        }
    }
}

/// As above, with the rescue file read in, as far as the restore.
fn displaced() -> (Server, Tablet) {
    let (_, mut restored, mut a, file) = conflict();
    read_in(&mut a, &file);
    a.edit(&set("visual_progress", "typed after"));
    a.submit().unwrap();
    a.sync(&mut restored);
    assert_eq!(to_read(&a), ["from a"]);
    (restored, a)
}

#[test]
fn what_is_in_no_box_stays_until_it_is_read() {
    let (mut restored, mut a) = displaced();
    a.crash();
    assert!(a.device.has_unsent() && a.device.is_to_look_at(&key()));
    let stamp = a.stamp();
    let rows = a.device.void(&key(), "重复", stamp).unwrap();
    a.store(rows);
    a.sync(&mut restored);
    assert_eq!(to_read(&a), ["from a"], "a decision says nothing of it");
    // The server is put back once more.
    restored.epoch += 1;
    a.sync(&mut restored);
    assert_eq!(to_read(&a), ["from a"]);
    let rows = a.device.dismiss(&key());
    a.store(rows);
    a.crash();
    a.sync(&mut restored);
    assert!(to_read(&a).is_empty() && !a.device.has_unsent());
}

#[test]
fn a_rescue_file_carries_what_is_in_no_box() {
    let (mut restored, a) = displaced();
    let file = serde_json::to_string(&a.device.rescue("user", &[])).unwrap();
    let mut other = Tablet::new("c", &mut restored);
    let opened = other.device.open_rescue(&file, "user").unwrap();
    assert!(opened.is_proven && opened.rescue.decisions.is_empty());
    read_in(&mut other, &opened.rescue);
    assert_eq!(other.shows("remarks"), Some("from a"));
}

#[test]
fn who_has_seen_a_value_and_typed_over_it_is_not_told_of_it() {
    let (mut server, mut a) = one();
    let mut restored = server.restored();
    a.edit(&set("remarks", "first"));
    a.sync(&mut server);
    a.edit(&set("remarks", "second"));
    a.sync_changed(&mut restored, |_| {});
    restored.refuse_next(Refusal::NotYours);
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("second"));
    assert!(to_read(&a).is_empty());
}
