//! Rescue files that somebody else has written, changed or mixed up.

use rust_decimal::Decimal;

use super::*;
use crate::device::RescueError;
use crate::operation::report::CommandKind;
use crate::operation::statistics::{self, Figure};
use crate::profile::publication::Per;

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

/// The office's tablet with figures typed offline, of which the third is what the first was.
fn typed() -> (Server, Tablet, Rescue) {
    let mut server = Server::new();
    let mut office = Tablet::new("office", &mut server);
    for percent in ["8", "9", "8"] {
        let stamp = office.stamp();
        let figure = office
            .device
            .set_figure(month(), growth(&office.device, percent), stamp);
        office.store(figure.unwrap());
    }
    let file = office.device.rescue("user", &[]);
    (server, office, file)
}

fn growth(device: &Device, percent: &str) -> statistics::Command {
    let profile = device.profile_at(month()).unwrap();
    statistics::Command::enter(Figure {
        statistic: "growth".to_owned(),
        of: profile.areas_of(Per::List)[0].to_owned(),
        value: Decimal::from_str_exact(percent).ok(),
        rank: None,
        source: "统计局".to_owned(),
    })
}

impl Tablet {
    fn takes_in(&mut self, file: &Rescue) -> usize {
        let mut taken = 0;
        for decision in &opened(self, file).unwrap().rescue.decisions {
            let stamp = self.stamp();
            let imported = self.device.take_decision(decision, stamp);
            taken += imported.taken;
            self.store(imported.rows);
        }
        taken
    }

    fn steps_typed(&self) -> usize {
        self.device.statistics(month()).log.steps.len()
    }
}

#[test]
fn what_was_typed_three_times_arrives_three_times() {
    let (mut server, _, file) = typed();
    let mut other = Tablet::new("office", &mut server);
    other.made = 100;
    assert_eq!(other.takes_in(&file), 3);
    other.crash();
    assert_eq!(other.takes_in(&file), 0, "all of it is here");
    other.sync(&mut server);
    assert_eq!(other.takes_in(&file), 0, "and has arrived");
    assert_eq!(other.steps_typed(), 3);
}

#[test]
fn a_decision_that_arrived_after_all_is_not_made_twice_from_a_file() {
    let (server, office, file) = typed();
    for is_first in [true, false] {
        let (mut server, mut office) = (server.clone(), office.clone());
        let mut others = [100, 200].map(|made| {
            let mut other = Tablet::new("office", &mut server);
            other.made = made;
            other
        });
        if is_first {
            office.sync_answer_lost(&mut server);
        }
        for other in &mut others {
            if is_first {
                other.sync(&mut server);
                assert_eq!(other.steps_typed(), 3);
            }
            assert_eq!(other.takes_in(&file), 3);
            other.sync(&mut server);
            // Read in once more when nothing is kept of it here.
            server.watermark = u64::MAX;
            other.sync(&mut server);
            assert!(other.device.outbox.is_empty());
            other.takes_in(&file);
            other.sync(&mut server);
        }
        office.sync(&mut server);
        for tablet in others.iter_mut().chain([&mut office]) {
            tablet.sync(&mut server);
            assert_eq!(tablet.steps_typed(), 3, "{is_first}");
            let subject = Subject::Statistics(month());
            assert_eq!(tablet.device.not_taken(&subject), None, "no error");
        }
    }
}

#[test]
fn a_file_from_a_tablet_that_took_in_another_is_of_the_same_decisions() {
    let (mut server, mut office, file) = typed();
    let mut second = Tablet::new("office", &mut server);
    second.made = 100;
    second.takes_in(&file);
    let file = second.device.rescue("user", &[]);
    let mut third = Tablet::new("office", &mut server);
    third.made = 200;
    assert_eq!(third.takes_in(&file), 3);
    for tablet in [&mut third, &mut office, &mut second] {
        tablet.sync(&mut server);
        assert_eq!(tablet.steps_typed(), 3);
    }
}

#[test]
fn a_restored_server_gets_what_a_tablet_took_from_a_file_once() {
    let (mut server, mut office, file) = typed();
    let mut other = Tablet::new("office", &mut server);
    other.made = 100;
    let backup = server.clone();
    other.takes_in(&file);
    for tablet in [&mut office, &mut other] {
        tablet.sync(&mut server);
    }
    let mut server = backup.restored();
    for tablet in [&mut other, &mut office] {
        tablet.sync(&mut server);
        assert_eq!(tablet.steps_typed(), 3);
    }
}

#[test]
fn another_decision_under_the_same_identifier_is_one_of_its_own() {
    let (_, mut other, mut file) = office();
    other.made = 100;
    file.proof = None;
    let mut words = file.decisions[0].clone();
    of_report(&mut words).reason = Some("另请补充".to_owned());
    file.decisions.push(words);
    assert_eq!(other.takes_in(&file), 2);
    let waiting = other.device.outbox.values();
    let ids: Vec<_> = waiting.map(|one| one.operation.op_id.clone()).collect();
    assert_eq!(ids[0], file.decisions[0].op_id);
    assert_ne!(ids[0], ids[1]);
}

/// What is being written of each kind, and nothing decided yet.
fn writing(tablet: &mut Tablet) {
    let report = ReportKey {
        project: PROJECT.to_owned(),
        month: month(),
    };
    let (stamp, field) = (tablet.stamp(), FieldKey::new("remarks").unwrap());
    let device = &mut tablet.device;
    let boxes = |text: &str| Boxes::from([("box".to_owned(), text.to_owned())]);
    let mut rows = device.note_comment(&report, "拟退回");
    rows.extend(device.note_question(&report, &field, "为何", &stamp));
    rows.extend(device.keep_typed(&Subject::Statistics(month()), boxes("9.8")));
    rows.extend(device.keep_typed(&Subject::Letters(month()), boxes("县交通局")));
    tablet.store(rows);
}

fn take_all(tablet: &mut Tablet, file: &Rescue) -> (usize, usize) {
    let mut sums = (0, 0);
    for noted in &file.noted {
        let taken = tablet.device.take_noted(noted);
        sums = (sums.0 + taken.taken, sums.1 + taken.kept);
        tablet.store(taken.rows);
    }
    sums
}

#[test]
fn what_is_being_written_goes_along_and_replaces_nothing() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.sync(&mut server);
    assert_eq!(a.device.rescue("user", &[]).yuebao_rescue, 1);
    writing(&mut a);
    let file = a.device.rescue("user", &[]);
    assert_eq!((file.yuebao_rescue, file.noted.len()), (2, 4));
    let mut b = Tablet::new("b", &mut server);
    b.sync(&mut server);
    let file = opened(&b, &file).unwrap();
    assert!(file.is_proven);
    let file = file.rescue;
    assert_eq!(take_all(&mut b, &file), (4, 0));
    assert_eq!(take_all(&mut b, &file), (0, 0), "again");
    assert_eq!(b.device.waiting(), 0, "nothing of it is sent");
    assert_eq!(b.device.rescue("user", &[]).noted, file.noted);
    let report = key();
    let begun: Vec<_> = b.device.begun(&report).map(|(_, text)| text).collect();
    assert_eq!(begun, ["为何"]);

    let mut c = Tablet::new("c", &mut server);
    c.sync(&mut server);
    let own = Boxes::from([("box".to_owned(), "10".to_owned())]);
    let rows = c
        .device
        .keep_typed(&Subject::Statistics(month()), own.clone());
    c.store(rows);
    assert_eq!(take_all(&mut c, &file), (3, 1));
    assert_eq!(*c.device.typed(&Subject::Statistics(month())), own);
}

#[test]
fn what_is_written_about_something_unknown_is_left_alone() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    writing(&mut a);
    let text = serde_json::to_string(&a.device.rescue("user", &[]).noted[0]).unwrap();
    let before = a.device.clone();
    for other in [
        text.replace("report/", "dream/"),
        text.replace("report/", "plan/"),
        r#"{"about":"month/2022-05","typed":{"box":"1"}}"#.to_owned(),
        r#"{"about":"statistics/2022-05","comment":"x"}"#.to_owned(),
        r#"{"about":"report/p1/2022-05","typed":{"box":"1"}}"#.to_owned(),
    ] {
        let noted: Noted = serde_json::from_str(&other).unwrap();
        assert_eq!(noted.subject(), None, "{other}");
        assert_eq!(a.device.take_noted(&noted), Imported::default());
        assert_eq!(a.device, before);
    }
}
