//! Rescue files that somebody else has written, changed or mixed up.

use super::*;
use crate::device::RescueError;
use crate::operation::report::CommandKind;

/// A reviewer's tablet that has heard of the server, and one of its files: a report returned.
fn office() -> (Server, Tablet, Rescue) {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    let mut office = Tablet::new("office", &mut server);
    office.sync(&mut server);
    let stamp = office.stamp();
    let rows = (office.device).send_back(&key(), None, "请补充说明", stamp);
    office.store(rows.unwrap());
    let file = office.device.rescue("user", &[]);
    let other = Tablet::new("office", &mut server);
    (server, other, file)
}

fn opened(tablet: &Tablet, file: &Rescue) -> Result<OpenedRescue, RescueError> {
    let text = serde_json::to_string_pretty(file).unwrap();
    tablet.device.open_rescue(&text, "user")
}

#[test]
fn a_file_of_the_users_own_device_is_known_however_it_is_spaced() {
    let (_, other, file) = office();
    for text in [
        serde_json::to_string(&file).unwrap(),
        serde_json::to_string_pretty(&file).unwrap(),
    ] {
        let opened = other.device.open_rescue(&text, "user").unwrap();
        assert!(opened.is_proven);
        assert_eq!(opened.rescue, file);
        assert!(!text.contains("the user's secret"));
    }
}

#[test]
fn opening_a_file_does_nothing() {
    let (_, other, file) = office();
    let before = other.device.clone();
    opened(&other, &file).unwrap();
    assert_eq!(other.device, before);
}

#[test]
fn a_file_that_was_changed_is_refused() {
    let (_, other, file) = office();
    let mut void = file.clone();
    of_report(&mut void.decisions[0]).kind = CommandKind::Void;
    let mut words = file.clone();
    of_report(&mut words.decisions[0]).reason = Some("作废".to_owned());
    let mut fewer = file.clone();
    fewer.decisions.clear();
    let mut device = file.clone();
    device.device = Some("another".to_owned());
    let mut hash = file.clone();
    hash.proof.as_mut().unwrap().hash = "00".repeat(32);
    for changed in [void, words, fewer, device, hash] {
        assert_eq!(opened(&other, &changed), Err(RescueError::Forged));
    }
}

#[test]
fn a_file_without_a_proof_is_read_and_called_unproven() {
    let (_, mut other, file) = office();
    let mut old = file.clone();
    (old.proof, old.device) = (None, None);
    assert!(!opened(&other, &old).unwrap().is_proven);
    let mut elsewhere = file.clone();
    elsewhere.proof.as_mut().unwrap().key = "a colleague's".to_owned();
    assert!(!opened(&other, &elsewhere).unwrap().is_proven);
    // An older server tells no secret.
    other.device.meta.rescue_key = None;
    assert!(!opened(&other, &file).unwrap().is_proven);
    assert_eq!(other.device.rescue("user", &[]).proof, None);
}

#[test]
fn a_file_names_the_server_that_it_is_for() {
    let (_, mut other, file) = office();
    for (theirs, wrong) in [
        (None, RescueError::NoServer),
        (Some("elsewhere".to_owned()), RescueError::OtherServer),
    ] {
        let mut file = file.clone();
        file.server_id = theirs;
        assert_eq!(opened(&other, &file), Err(wrong));
    }
    other.device.meta.server_id = None;
    assert_eq!(opened(&other, &file), Err(RescueError::NoServer));
}

#[test]
fn nothing_is_handed_in_as_a_decision() {
    let (_, mut other, mut file) = office();
    file.proof = None;
    for kind in [CommandKind::Set, CommandKind::Submit] {
        of_report(&mut file.decisions[0]).kind = kind;
        let refused = opened(&other, &file);
        assert!(matches!(refused, Err(RescueError::NotARescueFile(_))));
        let stamp = other.stamp();
        let taken = other.device.take_decision(&file.decisions[0], stamp);
        assert_eq!(taken, Imported::default());
    }
}

#[test]
fn a_decision_is_made_when_it_is_taken_in_and_once() {
    let (mut server, mut other, file) = office();
    let opened = opened(&other, &file).unwrap();
    for expected in [1, 0] {
        let stamp = other.stamp();
        let taken = (other.device).take_decision(&opened.rescue.decisions[0], stamp);
        assert_eq!(taken.taken, expected);
        other.store(taken.rows);
        assert_eq!(other.device.waiting(), 1);
    }
    other.sync(&mut server);
    assert_eq!(server.current(&key()).state, State::Returned);
}

fn of_report(
    operation: &mut crate::operation::Operation,
) -> &mut crate::operation::report::Command {
    match &mut operation.command {
        crate::operation::Command::Report(command) => command,
        _ => panic!("a report's"),
    }
}
