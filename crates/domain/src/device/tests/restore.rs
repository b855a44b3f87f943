//! The server was put back to an earlier state, and gets again what it lost.

use super::*;
use crate::check::testing::code;
use crate::check::{Finding, Severity};
use crate::merge::Group;
use crate::report::apply;

#[test]
fn a_server_that_was_restored_gets_again_what_it_lost() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "before the backup"));
    a.sync(&mut server);
    let backup = server.clone();
    a.edit(&set("visual_progress", "after the backup"));
    a.sync(&mut server);
    for epoch in [1, 2] {
        let mut server = backup.clone();
        server.epoch = epoch;
        let mut a = a.clone();
        a.sync(&mut server);
        let values = &server.current(&key()).values;
        assert_eq!(text(values, "remarks"), Some("before the backup"));
        assert_eq!(
            text(values, "visual_progress"),
            Some("after the backup"),
            "epoch {epoch}"
        );
        assert_eq!(a.report().values(), values);
    }
}

#[test]
fn work_on_a_revision_that_the_server_lost_is_handed_in_anew_and_overwrites_nobody() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("remarks", "from b"));
    b.submit().unwrap();
    let mut restored = server.restored();
    b.sync(&mut server);
    a.sync(&mut server);
    a.edit(&set("visual_progress", "from a"));
    a.submit().unwrap();
    b.edit(&set("remarks", "something else from b"));
    b.submit().unwrap();
    a.sync(&mut restored);
    let refused = a.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::UnknownBase));
    b.sync(&mut restored);
    a.submit().unwrap();
    a.sync(&mut restored);
    let current = restored.current(&key());
    assert_eq!(text(&current.values, "visual_progress"), Some("from a"));
    assert_eq!(
        text(&current.values, "remarks"),
        Some("something else from b")
    );
    let waiting = &current.open[0].clash.second;
    assert_eq!(text(waiting, "remarks"), Some("from b"));
}

#[test]
fn a_revision_whose_number_is_used_again_is_not_taken_for_the_one_that_was_seen() {
    let (mut server, mut a) = one();
    for remark in ["first", "second"] {
        a.edit(&set("remarks", remark));
        a.sync(&mut server);
    }
    let mut restored = server.restored();
    let mut b = Tablet::new("b", &mut server);
    b.edit(&set("visual_progress", "third, from b"));
    b.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.report().seen_rev, 3);
    a.edit(&set("visual_progress", "fourth, from a who saw b's third"));
    // Tablet b is lost, and somebody else writes another third revision.
    let mut c = Tablet::new("c", &mut restored);
    c.edit(&set("visual_progress", "another third, from c"));
    c.sync(&mut restored);
    assert_eq!(restored.revisions(&key()), 3);
    a.sync(&mut restored);
    let refused = a.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::UnknownBase));
    a.submit().unwrap();
    a.sync(&mut restored);
    let current = restored.current(&key());
    let progress = |values| text(values, "visual_progress").map(str::to_owned);
    assert_eq!(
        progress(&current.values).as_deref(),
        Some("another third, from c")
    );
    assert_eq!(
        progress(&current.open[0].clash.second).as_deref(),
        Some("fourth, from a who saw b's third")
    );
}

#[test]
fn a_restored_server_that_gets_everything_again_asks_nobody() {
    let (mut server, mut a) = one();
    let mut restored = server.restored();
    for remark in ["first", "second", "third"] {
        a.edit(&set("remarks", remark));
        a.submit().unwrap();
        a.sync(&mut server);
    }
    a.sync(&mut restored);
    assert_eq!(a.report().refused, None);
    assert_eq!(restored.current(&key()), server.current(&key()));
}

#[test]
fn what_a_restored_server_lost_and_now_refuses_stays_a_draft() {
    let (mut server, mut a, mut b) = two();
    let mut restored = server.restored();
    a.edit(&set("visual_progress", "acknowledged, then lost"));
    a.sync(&mut server);
    assert_eq!(a.report().draft, None);
    b.edit(&set("remarks", "from b"));
    b.submit().unwrap();
    b.sync(&mut restored);
    a.sync(&mut restored);
    let values = a.report().values();
    assert_eq!(text(values, "remarks"), Some("from b"));
    assert_eq!(
        text(values, "visual_progress"),
        Some("acknowledged, then lost")
    );
    a.submit().unwrap();
    a.sync(&mut restored);
    assert_eq!(&restored.current(&key()).values, a.report().values());
}

#[test]
fn a_copy_put_back_by_hand_is_noticed_whatever_its_numbers_say() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "lost with the copy"));
    let mut copied = server.clone();
    a.sync(&mut server);
    // Others have written since, so that the numbers are no lower than the device was told.
    let mut b = Tablet::new("b", &mut copied);
    b.edit(&set("visual_progress", "from b"));
    b.sync(&mut copied);
    let (request, _) = a.device.request("n".to_owned());
    assert!(request.mark.is_some());
    let mut answer = copied.answer(&request, "a");
    assert_eq!(answer.cursor, request.cursor);
    answer.restored = true;
    let absorbed = a.device.absorb(&request, answer, "now").unwrap();
    assert!(absorbed.more);
    a.store(absorbed.rows);
    a.crash();
    a.sync(&mut copied);
    let values = &copied.current(&key()).values;
    assert_eq!(text(values, "remarks"), Some("lost with the copy"));
    assert_eq!(text(values, "visual_progress"), Some("from b"));
}

#[test]
fn what_builds_on_something_that_nobody_has_any_more_starts_from_nothing() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "in the second backup"));
    let mut restored = server.restored();
    // The answer has not told the new revision, so what follows builds on the operation.
    server.watermark = 1;
    a.sync_changed(&mut server, |answer| answer.changes.reports.clear());
    assert!(a.device.outbox.is_empty());
    a.edit(&set("visual_progress", "typed after"));
    // The first backup is restored.
    a.sync(&mut restored);
    let refused = a.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::UnknownBase));
    a.submit().unwrap();
    a.sync(&mut restored);
    let values = &restored.current(&key()).values;
    assert_eq!(text(values, "remarks"), Some("in the second backup"));
    assert_eq!(text(values, "visual_progress"), Some("typed after"));
}

#[test]
fn an_answer_from_before_a_restore_was_noticed_skips_nothing() {
    let mut server = Server::new();
    let mut b = Tablet::new("b", &mut server);
    b.edit(&set("remarks", "from b"));
    b.sync(&mut server);
    let mut a = Tablet::new("a", &mut server);
    // Another tab of the same tablet asks before this one has heard.
    let (first, _) = a.device.request("1".to_owned());
    let (second, _) = a.device.request("2".to_owned());
    let mut restored = server.restored();
    let answers = [&first, &second].map(|request| restored.answer(request, "a"));
    let [one, two] = answers;
    a.device.absorb(&first, one, "now").unwrap();
    assert_eq!(a.device.meta.cursor, 0, "everything is fetched again");
    let absorbed = a.device.absorb(&second, two, "now").unwrap();
    assert!(absorbed.more);
    assert_eq!(a.device.meta.cursor, 0);
    a.sync(&mut restored);
    assert_eq!(text(a.report().values(), "remarks"), Some("from b"));
    assert!(a.device.projects.contains_key(PROJECT));
}

#[test]
fn a_second_value_whose_conflict_a_restore_has_lost_comes_back_as_it_was_typed() {
    let (mut server, mut a, mut b) = two();
    let restored = server.clone();
    a.edit(&set("visual_progress", "seen by a"));
    a.sync(&mut server);
    b.edit(&set("remarks", "from b"));
    b.sync(&mut server);
    a.edit(&set("remarks", "from a"));
    a.sync(&mut server);
    assert!(a.report().has_conflict());
    for epoch in [1, 2] {
        let mut restored = restored.clone();
        restored.epoch = epoch;
        let mut a = a.clone();
        let mut b = Tablet::new("c", &mut restored);
        b.edit(&set("remarks", "from c"));
        b.sync(&mut restored);
        a.sync(&mut restored);
        drop(a.submit());
        a.sync(&mut restored);
        let ever = restored.ever();
        let kept = |words| {
            ever.iter()
                .any(|values| text(values, "remarks") == Some(words))
        };
        assert!(kept("from a") && kept("from c"), "epoch {epoch}");
    }
}

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
fn what_was_shelved_does_not_come_back_over_what_replaced_it() {
    let (mut server, mut restored, mut a) = taken_and_refused(Refusal::IdReused);
    a.edit(&set("remarks", "typed over it"));
    a.sync(&mut server);
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("typed over it"));
    assert_eq!(a.shows("visual_progress"), Some("typed after"));
}

#[test]
fn what_was_shelved_is_let_go_once_a_backup_has_it() {
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
    let imported = c
        .device
        .import(&file, "user", |index| stamps[index].clone());
    c.store(imported.unwrap().rows);
    b.sync(&mut server);
    let answer = server.answer(&request, "c");
    c.device.absorb(&request, answer, "now").unwrap();
    c.sync(&mut server);
    assert!(c.report().declined.is_empty(), "it stands");
    // Tablet b is lost.
    c.sync(&mut restored);
    let kept = &c.report().declined;
    assert_eq!(kept[0].changes, set("remarks", "a third value"));
}

#[test]
fn boxes_that_must_agree_come_back_as_they_were_typed_without_what_others_put_beside_them() {
    let (mut server, mut a, mut b) = two();
    let mut restored = server.restored();
    let mut typed = set("status", "halted");
    typed.extend(set("halt_reason", "资金未到位"));
    a.edit(&typed);
    a.sync(&mut server);
    b.sync(&mut server);
    b.edit(&set("resume_plan", "from b"));
    b.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.shows("resume_plan"), Some("from b"));
    let mut c = Tablet::new("c", &mut restored);
    c.edit(&set("remarks", "from c"));
    c.submit().unwrap();
    c.sync(&mut restored);
    a.sync(&mut restored);
    let status = Group::of(&FieldKey::new("status").unwrap());
    let typed = apply(&FieldValues::new(), &typed);
    assert_eq!(status.part(a.report().values()), typed);
}

#[test]
fn a_hand_in_refused_for_findings_is_sent_along_whole_by_who_never_saw_a_revision() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "acknowledged"));
    a.sync_changed(&mut server, |answer| answer.changes.reports.clear());
    assert_eq!((a.report().seen_rev, a.device.waiting()), (0, 0));
    a.edit(&set("visual_progress", "typed"));
    a.submit().unwrap();
    a.sync_changed(&mut server, |answer| {
        answer.results[0].outcome = OperationOutcome::Rejected;
        answer.results[0].findings = vec![Finding {
            code: code("M102"),
            severity: Severity::Mandatory,
            fields: Vec::new(),
            args: BTreeMap::new(),
        }];
        answer.changes.reports.clear();
    });
    a.submit().unwrap();
    let (_, last) = a.device.outbox.last_key_value().unwrap();
    let mut whole = set("remarks", "acknowledged");
    whole.extend(set("visual_progress", "typed"));
    assert_eq!(last.operation.changes, whole);
    assert_eq!(last.operation.previous, None);
}

#[test]
fn boxes_that_must_agree_are_not_mixed_from_what_was_lost_and_what_was_typed_since() {
    let (mut server, mut a, mut b) = two();
    let mut restored = server.restored();
    let halted = |why: &str| {
        let mut changes = set("status", "halted");
        changes.extend(set("halt_reason", why));
        changes
    };
    b.edit(&halted("from b"));
    b.sync(&mut server);
    a.edit(&set("status", "normal"));
    a.sync(&mut server);
    assert_eq!(a.shows("halt_reason"), Some("from b"));
    a.edit(&halted("from a"));
    // It hears of the restore first.
    a.sync_changed(&mut restored, |_| {});
    restored.refuse_next(Refusal::NotYours);
    a.sync(&mut restored);
    assert_eq!(
        a.report().values(),
        &apply(&FieldValues::new(), &halted("from a"))
    );
}

#[test]
fn a_copy_put_back_is_noticed_by_who_heard_of_the_later_state_in_an_answer_that_was_overtaken() {
    let (mut server, mut a, mut b) = two();
    let (first, _) = a.device.request("1".to_owned());
    a.edit(&set("remarks", "taken after the copy"));
    let (second, _) = a.device.request("2".to_owned());
    b.edit(&set("visual_progress", "from b"));
    b.sync(&mut server);
    let mut copied = server.clone();
    let [one, two] = [&first, &second].map(|request| server.answer(request, "a"));
    a.device.absorb(&first, one, "now").unwrap();
    a.device.absorb(&second, two, "now").unwrap();
    a.sync(&mut copied);
    let values = &copied.current(&key()).values;
    assert_eq!(text(values, "remarks"), Some("taken after the copy"));
}

#[test]
fn an_answer_that_was_overtaken_lets_go_of_nothing_that_a_copy_put_back_has_lost() {
    let (mut server, mut a) = one();
    let mut copied = server.clone();
    let (late, _) = a.device.request("late".to_owned());
    a.edit(&set("remarks", "heard of, and lost"));
    a.sync(&mut server);
    // A backup of the copy, and an answer from before anybody could notice.
    copied.watermark = 9;
    let answer = copied.answer(&late, "a");
    a.device.absorb(&late, answer, "now").unwrap();
    a.sync(&mut copied);
    let values = &copied.current(&key()).values;
    assert_eq!(text(values, "remarks"), Some("heard of, and lost"));
}

#[test]
fn what_builds_on_something_shelved_starts_from_nothing_instead_of_waiting_for_it() {
    let (mut server, mut a) = one();
    let mut copied = server.clone();
    a.edit(&set("remarks", "shelved"));
    a.sync_answer_lost(&mut server);
    a.edit(&set("visual_progress", "taken"));
    a.sync_changed(&mut server, |answer| {
        answer.results[0].outcome = OperationOutcome::Retry;
        answer.changes.reports.clear();
    });
    server.refuse_next(Refusal::Malformed);
    a.sync_changed(&mut server, |answer| answer.changes.reports.clear());
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
fn an_answer_to_what_was_asked_before_a_restore_is_not_believed_after_it() {
    let (mut server, mut a) = one();
    // The backup is put back twice, and what came in between is gone as well.
    let [mut between, mut restored] = [server.restored(), server.restored()];
    // It asks for the first time.
    let meta = &mut a.device.meta;
    (meta.epoch, meta.cursor, meta.mark) = (None, 0, None);
    a.edit(&set("remarks", "typed"));
    let (late, _) = a.device.request("late".to_owned());
    server.refuse_next(Refusal::FormVersion);
    a.sync(&mut server);
    let answer = between.answer(&late, "a");
    a.sync_changed(&mut restored, |_| {});
    a.device.absorb(&late, answer, "now").unwrap();
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("typed"));
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
