//! What the server has refused: it may stand there by another way, and is kept until a backup has it.

use super::*;
use crate::report::apply;

/// A tablet whose word the server has taken without its hearing of it, and then refused for how it
/// arrived; and what the server was before.
fn taken_and_refused(refusal: Refusal) -> (Server, Server, Tablet) {
    let (mut server, mut a) = one();
    let restored = server.restored();
    a.edit(&set("remarks", "taken unheard"));
    a.sync_answer_lost(&mut server);
    a.edit(&set("visual_progress", "typed after"));
    server.refuse_next(refusal);
    a.sync(&mut server);
    assert_eq!(a.report().draft, None, "the server has all of it");
    (server, restored, a)
}

#[test]
fn what_was_refused_for_how_it_arrived_but_was_taken_before_survives_a_restore() {
    for refusal in [Refusal::IdReused, Refusal::Malformed] {
        let (_, mut restored, mut a) = taken_and_refused(refusal);
        a.crash();
        a.sync(&mut restored);
        for (field, words) in [
            ("remarks", "taken unheard"),
            ("visual_progress", "typed after"),
        ] {
            assert_eq!(a.shows(field), Some(words), "{refusal:?}");
        }
        assert_eq!(
            restored.revisions(&key()),
            0,
            "nothing is handed over unasked"
        );
        a.submit().unwrap();
        a.sync(&mut restored);
        assert_eq!(&restored.current(&key()).values, a.report().values());
    }
}

#[test]
fn what_was_refused_does_not_come_back_over_what_replaced_it() {
    let (mut server, mut restored, mut a) = taken_and_refused(Refusal::IdReused);
    a.edit(&set("remarks", "typed over it"));
    a.sync(&mut server);
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("typed over it"));
    assert_eq!(a.shows("visual_progress"), Some("typed after"));
}

#[test]
fn what_was_refused_is_let_go_once_a_backup_has_it() {
    let (mut server, _, mut a) = taken_and_refused(Refusal::IdReused);
    assert_eq!(a.device.outbox.len(), 2);
    server.watermark = 2;
    a.sync(&mut server);
    assert!(a.device.outbox.is_empty());
}

#[test]
fn a_third_value_that_another_tablet_brought_first_survives_a_restore() {
    let (mut server, mut a, mut b) = two();
    let mut restored = server.restored();
    for tablet in [&mut a, &mut b] {
        tablet.edit(&set("remarks", tablet.name));
        tablet.sync(&mut server);
    }
    b.settle(|_| apply(&FieldValues::new(), &set("remarks", "a third value")));
    let file = serde_json::to_string(&b.device.rescue("user", &[])).unwrap();
    let mut c = Tablet::new("c", &mut server);
    let (request, _) = c.device.request("before it is read in".to_owned());
    let stamps: Vec<Stamp> = (0..2).map(|_| c.stamp()).collect();
    let opened = c.device.open_rescue(&file, "user").unwrap();
    for (decision, stamp) in opened.rescue.decisions.iter().zip(stamps) {
        let taken = c.device.take_decision(decision, stamp);
        c.store(taken.rows);
    }
    b.sync(&mut server);
    let answer = server.answer(&request, "c");
    c.device.absorb(&request, answer, &"now".into()).unwrap();
    c.sync(&mut server);
    assert!(c.report().declined.is_empty(), "it stands");
    // Tablet b is lost.
    c.sync(&mut restored);
    let kept = &c.report().declined;
    assert_eq!(*kept[0].command.changes(), set("remarks", "a third value"));
}

#[test]
fn what_builds_on_something_refused_starts_from_nothing_instead_of_waiting_for_it() {
    let (mut server, mut a) = one();
    let mut copied = server.clone();
    a.edit(&set("remarks", "refused"));
    a.sync_answer_lost(&mut server);
    a.edit(&set("visual_progress", "taken"));
    a.sync_changed(&mut server, |answer| {
        answer.receipts[0].outcome = Outcome::Retry;
        answer.changes.subjects.clear();
    });
    server.refuse_next(Refusal::Malformed);
    a.sync_changed(&mut server, |answer| answer.changes.subjects.clear());
    a.edit(&set("halt_reason", "typed after"));
    // A copy without a trace of it, and nobody has noticed yet.
    for _ in 0..3 {
        a.sync_changed(&mut copied, |answer| {
            answer.restored = false;
            answer.cursor = 9;
        });
    }
    assert_eq!(a.device.waiting(), 0);
    for field in ["remarks", "visual_progress", "halt_reason"] {
        assert!(a.shows(field).is_some(), "{field}");
    }
}

#[test]
fn what_was_refused_and_taken_when_another_sending_of_it_came_in_is_kept_until_a_backup() {
    use Refusal::{FormVersion, IdReused, Malformed, MonthNotOpen, NotYours};
    for refusal in [IdReused, Malformed, FormVersion, NotYours, MonthNotOpen] {
        let (mut server, mut a) = one();
        let mut restored = server.restored();
        a.edit(&set("remarks", "typed"));
        let (late, _) = a.device.request("late".to_owned());
        server.refuse_next(refusal);
        a.sync(&mut server);
        server.answer(&late, "a");
        a.sync(&mut server);
        assert!(a.report().draft.is_none(), "{refusal:?}");
        a.sync(&mut restored);
        assert_eq!(a.shows("remarks"), Some("typed"), "{refusal:?}");
    }
}

#[test]
fn what_was_taken_late_and_put_back_once_more_is_kept_until_a_backup() {
    let (mut server, mut a) = one();
    let [mut between, mut restored] = [server.restored(), server.restored()];
    restored.epoch += 1;
    a.edit(&set("remarks", "typed"));
    let (late, _) = a.device.request("late".to_owned());
    server.refuse_next(Refusal::FormVersion);
    a.sync(&mut server);
    // The boxes hold it again, and then the server as well.
    a.sync_changed(&mut between, |_| {});
    between.answer(&late, "a");
    a.sync(&mut between);
    assert!(a.report().draft.is_none());
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("typed"));
}

/// Both tablets say the same, b hands it in first and is lost, and so is what the server had of it;
/// tablet a hands it in again. The server after that.
fn said_on_both_and_lost(server: &mut Server, a: &mut Tablet, b: &mut Tablet) -> Server {
    let mut restored = server.restored();
    for tablet in [&mut *a, &mut *b] {
        tablet.edit(&set("remarks", "the same words"));
    }
    b.submit().unwrap();
    b.sync(server);
    a.sync(server);
    assert_eq!(a.report().draft, None, "the server has it");
    a.crash();
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("the same words"));
    a.submit().unwrap();
    a.sync(&mut restored);
    restored
}

#[test]
fn what_another_tablet_handed_in_in_the_same_words_survives_the_loss_of_both() {
    let (mut server, mut a, mut b) = two();
    let restored = said_on_both_and_lost(&mut server, &mut a, &mut b);
    assert_eq!(&restored.current(&key()).values, a.report().values());
}

#[test]
fn what_was_refused_and_typed_back_does_not_return_with_a_restore() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "as it was"));
    a.edit(&set("visual_progress", "kept"));
    a.sync(&mut server);
    let mut restored = server.restored();
    a.edit(&set("remarks", "refused"));
    server.refuse_next(Refusal::NotYours);
    a.sync(&mut server);
    assert_eq!(a.shows("remarks"), Some("refused"));
    a.edit(&set("remarks", "as it was"));
    a.crash();
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("as it was"));
    assert_eq!(a.shows("visual_progress"), Some("kept"));
    assert_eq!(a.report().draft, None);
}

#[test]
fn what_was_refused_for_findings_is_let_go_once_something_else_is_handed_over() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "wrong"));
    a.submit().unwrap();
    server.refuse_next(Refusal::MonthNotOpen);
    a.sync(&mut server);
    assert!(a.device.outbox.values().all(Queued::is_refused));
    a.edit(&set("remarks", "right"));
    a.submit().unwrap();
    a.sync(&mut server);
    assert!(a.device.outbox.values().all(|queued| !queued.is_refused()));
    let rows = a.disk.keys().filter(|row| row.starts_with("op/"));
    assert_eq!(rows.count(), a.device.outbox.len());
}

#[test]
fn a_draft_that_another_tablet_handed_in_first_survives_the_loss_of_both() {
    let (mut server, mut a, mut b) = two();
    a.edit(&set("visual_progress", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    // It is typed here and waits for the button; there it is handed in.
    let mut restored = said_on_both_and_lost(&mut server, &mut a, &mut b);
    assert_eq!(a.shows("remarks"), Some("the same words"));
    restored.watermark = 99;
    a.sync(&mut restored);
    assert!(a.device.outbox.is_empty());
}
