//! The server was put back to an earlier state, and gets again what it lost.

use super::*;
use crate::check::Finding;
use crate::check::testing::code;
use crate::merge::Group;
use crate::report::apply;
use crate::rule::Severity;

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
    let absorbed = a.device.absorb(&request, answer, &"now".into()).unwrap();
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
    a.sync_changed(&mut server, |answer| answer.changes.subjects.clear());
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
    a.sync_changed(&mut server, |answer| answer.changes.subjects.clear());
    assert_eq!((a.report().seen_rev, a.device.waiting()), (0, 0));
    a.edit(&set("visual_progress", "typed"));
    a.submit().unwrap();
    a.sync_changed(&mut server, |answer| {
        answer.receipts[0].outcome = Outcome::Rejected;
        answer.receipts[0].findings = vec![Finding::new(
            code("M102"),
            Severity::Mandatory,
            Vec::new(),
            BTreeMap::new(),
        )];
        answer.changes.subjects.clear();
    });
    a.submit().unwrap();
    let (_, last) = a.device.outbox.last_key_value().unwrap();
    let mut whole = set("remarks", "acknowledged");
    whole.extend(set("visual_progress", "typed"));
    assert_eq!(*last.operation.command.changes(), whole);
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
fn what_others_had_in_a_box_is_not_taken_for_ones_own_when_all_starts_from_nothing() {
    let (mut server, mut a, mut b) = two();
    let [mut between, mut restored] = [server.restored(), server.restored()];
    restored.epoch += 1;
    a.edit(&set("remarks", "from a"));
    a.sync_answer_lost(&mut server);
    b.edit(&set("remarks", "from b"));
    b.sync(&mut server);
    assert_eq!(b.shows("remarks"), Some("from a"), "it was there first");
    b.edit(&set("visual_progress", "typed after"));
    b.sync(&mut between);
    assert_eq!(
        text(&between.current(&key()).values, "remarks"),
        Some("from b")
    );
    assert_eq!(b.shows("remarks"), Some("from b"));
    // The same backup is put back once more, and now a is first.
    a.edit(&set("visual_progress", "from a"));
    a.submit().unwrap();
    a.sync(&mut restored);
    b.sync(&mut restored);
    assert_eq!(b.shows("remarks"), Some("from b"));
    // What it was based on is lost once more, so it is told so first.
    for _ in 0..2 {
        b.submit().unwrap();
        b.sync(&mut restored);
    }
    let ever = restored.ever();
    let kept = |words| {
        let mut ever = ever.iter();
        ever.any(|values| text(values, "remarks") == Some(words))
    };
    assert!(kept("from a") && kept("from b"));
}

#[test]
fn a_figure_that_stays_as_it_was_comes_back_with_those_that_must_agree_with_it() {
    let (mut server, mut a, mut b) = two();
    let figures = |month: &str, since: &str| {
        let mut changes = set("month_investment", month);
        changes.extend(set("year_to_date", "57"));
        changes.extend(set("since_start", since));
        changes
    };
    let mut restored = server.restored();
    b.edit(&figures("19", "38"));
    b.sync(&mut server);
    a.sync(&mut server);
    a.edit(&figures("57", "5057"));
    let (_, last) = a.device.outbox.last_key_value().unwrap();
    assert_eq!(
        *last.operation.command.changes(),
        figures("57", "5057"),
        "all of them"
    );
    let mut others = figures("42", "84");
    others.extend(set("year_to_date", "126"));
    b.edit(&others);
    b.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.shows("year_to_date"), Some("126"), "b was first");
    // Tablet b is lost.
    a.sync(&mut restored);
    let typed = apply(&FieldValues::new(), &figures("57", "5057"));
    assert_eq!(a.report().values(), &typed);
}
