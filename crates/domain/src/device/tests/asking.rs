//! What is written, not taken or taken in of questions on a device.

use super::*;
use crate::operation::question::{Command, CommandKind};
use crate::rights::Role;
use crate::units::Unit;

fn device(role: Role) -> Device {
    let mut device = Device::default();
    device.meta.me = Some(Me {
        user: "user".to_owned(),
        name: "农博".to_owned(),
        role,
        unit: Unit {
            id: "u".to_owned(),
            name: "示例县发展改革局".to_owned(),
            parent: None,
            area: None,
        },
        owner: None,
    });
    device.meta.server_id = Some("server".to_owned());
    device
}

fn stamp(id: &str) -> Stamp {
    Stamp {
        op_id: id.into(),
        made_at: "2022-05-31T09:12:00+08:00".into(),
    }
}

fn remarks() -> FieldKey {
    FieldKey::new("remarks").unwrap()
}

/// The device as it is read again, with these rows over what it holds.
fn read_again(rows: &[Row]) -> Device {
    let rows = rows.iter();
    let stored = rows.filter_map(|row| Some((row.key.as_str(), row.value.as_deref()?)));
    let (device, aside) = Device::load(stored);
    assert!(aside.is_empty(), "{aside:?}");
    device
}

fn begun(device: &Device) -> Vec<(String, String)> {
    let report = key();
    let begun = device.begun(&report);
    begun
        .map(|(field, text)| (field.to_string(), text.to_owned()))
        .collect()
}

#[test]
fn what_is_written_before_it_is_asked_is_kept_box_by_box() {
    let mut office = device(Role::CountyCoordinator);
    let status = FieldKey::new("status").unwrap();
    office.note_question(&key(), &remarks(), "为何", &stamp("1"));
    let mut rows = office.note_question(&key(), &remarks(), "为何没有", &stamp("2"));
    rows.extend(office.note_question(&key(), &status, "停工？", &stamp("3")));
    let both = [("remarks", "为何没有"), ("status", "停工？")];
    let both = both.map(|(field, text)| (field.to_owned(), text.to_owned()));
    assert_eq!(begun(&office), both);
    assert_eq!(begun(&read_again(&rows)), both);
    assert!(office.has_unsent() && office.waiting() == 0);
    assert_eq!(office.all_asked().count(), 0, "nothing is asked yet");
    assert_eq!(office.questions_to_look_at(), 0);

    office
        .ask(&key(), &remarks(), "为何没有备注？", stamp("4"))
        .unwrap();
    office.note_question(&key(), &status, "", &stamp("5"));
    assert!(begun(&office).is_empty());
    let asked: Vec<_> = office.all_asked().collect();
    let [asked] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!((asked.key.id.as_str(), asked.waiting), ("1", 1));
    assert_eq!(office.questions.len(), 1, "what was emptied is gone");
}

/// The server has not taken what waits here of the question.
fn refuse(device: &mut Device, id: &QuestionKey) {
    let operations = std::mem::take(&mut device.outbox).into_values();
    let replica = device.questions.get_mut(id).unwrap();
    let operations = operations.map(|queued| queued.operation);
    replica.declined.extend(operations);
    replica.refused = Some(Refused::because(Refusal::NotYours));
}

#[test]
fn a_question_that_the_server_did_not_take_is_shown_until_it_is_read() {
    let mut office = device(Role::CountyCoordinator);
    office
        .ask(&key(), &remarks(), "为何没有备注？", stamp("1"))
        .unwrap();
    let id = office.questions.keys().next().unwrap().clone();
    refuse(&mut office, &id);
    let asked = office.asked(&id).unwrap();
    assert_eq!(asked.question.field, remarks());
    assert!(asked.question.remarks.is_empty() && !asked.state.is_unsettled());
    assert_eq!(office.questions_to_look_at(), 1);
    office.dismiss_question(&id);
    assert_eq!(
        (office.asked(&id), office.questions_to_look_at()),
        (None, 0)
    );
    assert!(!office.has_unsent());
}

#[test]
fn an_answer_that_is_written_too_late_stays_until_it_is_read() {
    let mut office = device(Role::CountyCoordinator);
    office
        .ask(&key(), &remarks(), "为何没有备注？", stamp("1"))
        .unwrap();
    let id = office.questions.keys().next().unwrap().clone();
    office.note_answer(&id, "以后再说");
    assert_eq!(office.questions_to_look_at(), 0);
    let withdraw = Command::saying(CommandKind::Withdraw, "");
    office.say(&id, withdraw, stamp("2")).unwrap();
    office.note_answer(&id, "备注在附件里");
    assert!(office.asked(&id).unwrap().is_untaken());
    assert_eq!(office.questions_to_look_at(), 1);
    office.dismiss_question(&id);
    assert_eq!(office.questions_to_look_at(), 0);
    assert!(office.questions[&id].comment.is_empty());
}

#[test]
fn a_question_of_a_rescue_file_is_shown_as_soon_as_it_is_taken_in() {
    let mut office = device(Role::CountyCoordinator);
    office
        .ask(&key(), &remarks(), "为何没有备注？", stamp("1"))
        .unwrap();
    let text = serde_json::to_string(&office.rescue("user", &[])).unwrap();
    let mut other = device(Role::CountyCoordinator);
    let file = other.open_rescue(&text, "user").unwrap().rescue;
    let taken = other.take_decision(&file.decisions[0], stamp("9"));
    let read = read_again(&taken.rows);
    for device in [&other, &read] {
        let asked: Vec<_> = device.all_asked().collect();
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].question.remarks[0].text, "为何没有备注？");
    }
    assert_eq!(taken.taken, 1);
    let again = other.take_decision(&file.decisions[0], stamp("10"));
    assert_eq!(again.taken, 0, "it is here already");
}
