//! A clerk's tablet and the office that reviews: accepted, returned, amended, void.

use super::*;
use crate::check::Readiness;
use crate::operation::report::CommandKind;
use crate::report::apply;

fn standing(tablet: &Tablet) -> Standing {
    tablet.device.standing(&key(), &Readiness::default())
}

impl Tablet {
    fn decide(&mut self, kind: CommandKind, comment: &str) -> Result<(), Refusal> {
        let stamp = self.stamp();
        let device = &mut self.device;
        let rows = match kind {
            CommandKind::Accept => device.accept(&key(), comment, stamp),
            CommandKind::Return => device.send_back(&key(), None, comment, stamp),
            _ => device.void(&key(), comment, stamp),
        }?;
        self.store(rows);
        Ok(())
    }

    fn accept(&mut self) -> Result<(), Refusal> {
        self.decide(CommandKind::Accept, "")
    }
}

/// A server with one report that tablet `a` has handed in and the office has received.
fn handed_in() -> (Server, Tablet, Tablet) {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    (server, a, office)
}

/// The same, accepted, and all have heard of it.
fn accepted() -> (Server, Tablet, Tablet) {
    let (mut server, mut a, mut office) = handed_in();
    office.accept().unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    (server, a, office)
}

#[test]
fn a_report_is_returned_with_a_comment_corrected_and_accepted() {
    let (mut server, mut a, mut office) = handed_in();
    assert_eq!(office.device.to_review().count(), 1);
    assert_eq!(
        office.decide(CommandKind::Return, " "),
        Err(Refusal::CommentMissing)
    );
    office.decide(CommandKind::Return, "写清楚").unwrap();
    assert_eq!(office.device.to_review().count(), 0, "decided, on its way");
    assert_eq!(standing(&office), Standing::Waiting);
    office.crash();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Returned);
    assert_eq!(a.device.needs_attention(), 1);
    assert_eq!(office.device.needs_attention(), 0);
    assert_eq!(
        a.device.counted(&key()),
        None,
        "what is returned counts nowhere"
    );
    let review = a.report().server.as_ref().unwrap().review.clone().unwrap();
    assert_eq!(review.comment.as_deref(), Some("写清楚"));

    a.edit(&set("remarks", "clearer"));
    a.sync(&mut server);
    assert_eq!(
        standing(&a),
        Standing::Returned,
        "until it is handed in again"
    );
    a.submit().unwrap();
    assert_eq!(standing(&a), Standing::Waiting);
    a.sync(&mut server);
    office.sync(&mut server);
    office.accept().unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &office] {
        assert_eq!(standing(tablet), Standing::Accepted);
        assert!(standing(tablet).is_done());
        assert!(tablet.device.counted(&key()).is_some());
        assert_eq!(tablet.device.needs_attention(), 0);
    }
    assert!(matches!(a.submit(), Err(NotReady::NothingNew)));
}

#[test]
fn a_change_to_an_accepted_report_waits_and_what_was_accepted_counts() {
    let (mut server, mut a, mut office) = accepted();
    a.edit(&set("remarks", "amended"));
    assert_eq!(
        a.device.waiting(),
        0,
        "no draft travels for an accepted report"
    );
    assert_eq!(standing(&a), Standing::Changed);
    a.submit().unwrap();
    let counted = |tablet: &Tablet| tablet.device.counted(&key()).unwrap().into_owned();
    assert_eq!(text(&counted(&a), "remarks"), Some("from a"));
    a.sync(&mut server);
    office.sync(&mut server);
    for tablet in [&a, &office] {
        assert_eq!(standing(tablet), Standing::Amended);
        assert_eq!(text(&counted(tablet), "remarks"), Some("from a"));
    }
    assert_eq!(a.device.needs_attention(), 0, "others decide");
    assert_eq!(office.device.needs_attention(), 1);
    assert_eq!(office.device.to_review().count(), 1);

    office.settle(|clash| clash.second.clone());
    office.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &office] {
        assert_eq!(standing(tablet), Standing::Accepted);
        assert_eq!(text(&counted(tablet), "remarks"), Some("amended"));
    }
}

#[test]
fn a_review_that_was_overtaken_is_told_and_the_newer_values_stay() {
    let (mut server, mut a, mut office) = handed_in();
    office.accept().unwrap();
    a.edit(&set("remarks", "newer"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    let refused = office.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::Overtaken));
    assert_eq!(standing(&office), Standing::Refused);
    assert_eq!(text(office.report().values(), "remarks"), Some("newer"));
    assert_eq!(server.current(&key()).state, State::Submitted);
    office.crash();
    office.accept().unwrap();
    assert!(office.report().refused.is_none());
    office.sync(&mut server);
    assert_eq!(standing(&office), Standing::Accepted);
}

#[test]
fn a_refusal_that_was_read_can_be_put_away_but_not_with_work_behind_it() {
    let (mut server, mut a, mut office) = handed_in();
    office.accept().unwrap();
    server.refuse_next(Refusal::ReviewersOnly);
    office.sync(&mut server);
    assert_eq!(office.device.needs_attention(), 1);
    let rows = office.device.dismiss(&key());
    office.store(rows);
    office.crash();
    assert_eq!(office.device.needs_attention(), 0);

    a.edit(&set("remarks", "typed"));
    a.submit().unwrap();
    server.refuse_next(Refusal::NotYours);
    a.sync(&mut server);
    assert_eq!(a.device.dismiss(&key()), []);
    assert!(a.report().refused.is_some());
}

#[test]
fn a_correction_that_crosses_the_return_does_not_pass_over_its_comment() {
    let (mut server, mut a, mut office) = handed_in();
    office.decide(CommandKind::Return, "核对").unwrap();
    a.edit(&set("remarks", "corrected before reading"));
    a.submit().unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Returned);
    let remarks = text(a.report().values(), "remarks");
    assert_eq!(remarks, Some("corrected before reading"));
    a.submit().unwrap();
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Submitted);
}

#[test]
fn a_report_that_crosses_its_acceptance_becomes_an_amendment() {
    let (mut server, mut a, mut office) = handed_in();
    a.edit(&set("remarks", "later"));
    a.submit().unwrap();
    office.accept().unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Amended);
    assert_eq!(text(a.report().values(), "remarks"), Some("from a"));
    let open = &a.report().server.as_ref().unwrap().conflicts[0];
    assert_eq!(text(&open.clash.second, "remarks"), Some("later"));
}

#[test]
fn a_void_report_counts_nowhere_and_can_be_filled_again() {
    let (mut server, mut a, mut office) = handed_in();
    assert_eq!(
        office.decide(CommandKind::Void, "重复"),
        Err(Refusal::ReportersOnly)
    );
    assert_eq!(a.decide(CommandKind::Void, ""), Err(Refusal::CannotVoid));
    a.decide(CommandKind::Void, "重复").unwrap();
    assert_eq!(a.device.counted(&key()), None);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Void);
    assert!(!standing(&a).is_done());
    a.edit(&set("remarks", "again"));
    a.submit().unwrap();
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Submitted);
}

#[test]
fn a_report_handed_in_and_declared_void_offline_arrives_in_that_order() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "wrong project"));
    a.submit().unwrap();
    a.decide(CommandKind::Void, "填错项目").unwrap();
    assert_eq!(a.device.counted(&key()), None);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Void);
    assert_eq!(server.revisions(&key()), 2);
}

#[test]
fn what_is_accepted_only_a_reviewer_declares_void() {
    let (mut server, mut a, mut office) = accepted();
    assert_eq!(
        a.decide(CommandKind::Void, "重复"),
        Err(Refusal::ReviewersOnly)
    );
    office.decide(CommandKind::Void, "重复").unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(standing(&a), Standing::Void);
}

#[test]
fn those_who_report_cannot_review_and_nobody_reviews_twice() {
    let (mut server, mut a, mut office) = handed_in();
    assert_eq!(a.accept(), Err(Refusal::ReviewersOnly));
    office.accept().unwrap();
    assert_eq!(office.accept(), Err(Refusal::NotForReview));
    office.sync(&mut server);
    assert_eq!(office.accept(), Err(Refusal::NotForReview));
    // until the month is locked what was accepted can be sent back
    office.decide(CommandKind::Return, "x").unwrap();
    assert_eq!(
        office.decide(CommandKind::Return, "x"),
        Err(Refusal::NotForReview)
    );
}

#[test]
fn a_review_of_a_revision_that_a_restored_server_lost_is_made_anew() {
    let mut server = Server::new();
    let mut restored = server.restored();
    let mut a = Tablet::new("a", &mut server);
    let mut office = Tablet::new("office", &mut server);
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    office.accept().unwrap();
    office.sync(&mut restored);
    let report = office.report();
    let refused = report.refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::Overtaken));
    assert_eq!(report.draft, None, "a reviewer has nothing to hand in");
    a.sync(&mut restored);
    office.sync(&mut restored);
    office.accept().unwrap();
    office.sync(&mut restored);
    assert_eq!(standing(&office), Standing::Accepted);
}

#[test]
fn what_was_typed_for_a_decision_that_was_not_taken_stays_until_it_has_been_read() {
    let (mut server, mut a, mut office) = handed_in();
    office.decide(CommandKind::Return, "第三行写错了").unwrap();
    a.edit(&set("remarks", "changed meanwhile"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    assert_eq!(
        office.report().refused.as_ref().unwrap().refusal,
        Some(Refusal::Overtaken)
    );
    office.crash();
    let declined = &office.report().declined;
    assert_eq!(declined[0].command.words(), Some("第三行写错了"));
    assert_eq!(office.device.needs_attention(), 1);
    assert!(office.device.has_unsent(), "it is nowhere else");
    let rows = office.device.dismiss(&key());
    office.store(rows);
    assert_eq!(office.device.needs_attention(), 0);
    assert!(office.report().declined.is_empty());
}

#[test]
fn a_third_value_for_a_conflict_that_somebody_else_settled_first_is_told() {
    let (mut server, mut a, mut b) = two();
    for (tablet, words) in [(&mut a, "from a"), (&mut b, "from b")] {
        tablet.edit(&set("remarks", words));
    }
    a.sync(&mut server);
    b.sync(&mut server);
    a.sync(&mut server);
    for (tablet, words) in [(&mut a, "from b"), (&mut b, "a third value")] {
        tablet.settle(|_| apply(&FieldValues::new(), &set("remarks", words)));
    }
    a.sync(&mut server);
    b.sync(&mut server);
    let declined = &b.report().declined;
    assert_eq!(
        *declined[0].command.changes(),
        set("remarks", "a third value")
    );
    assert_eq!(b.device.needs_attention(), 1);
}

#[test]
fn a_rescue_file_carries_decisions_with_their_words() {
    let (mut server, mut a, mut office) = handed_in();
    office.decide(CommandKind::Return, "请补充说明").unwrap();
    let file = serde_json::to_string(&office.device.rescue("user", &[])).unwrap();
    let mut other = Tablet::new("office", &mut server);
    other.made = 100;
    for expected in [1, 0] {
        let stamp = other.stamp();
        let opened = other.device.open_rescue(&file, "user").unwrap();
        assert_eq!(
            other.device.waiting(),
            1 - expected,
            "opening sends nothing"
        );
        let imported = other
            .device
            .take_decision(&opened.rescue.decisions[0], stamp);
        assert_eq!(imported.taken, expected, "once, however often it is read");
        other.store(imported.rows);
    }
    other.sync(&mut server);
    a.sync(&mut server);
    let review = a.report().server.as_ref().unwrap().review.clone().unwrap();
    assert_eq!(review.comment.as_deref(), Some("请补充说明"));
}

#[test]
fn a_verdict_of_a_rescue_file_is_one_whichever_tablet_brings_it_first() {
    for (kind, words) in [
        (CommandKind::Accept, "同意"),
        (CommandKind::Return, "请补充说明"),
        (CommandKind::Void, "重复上报"),
    ] {
        for order in [[0, 1], [1, 0]] {
            let (mut server, mut a, mut office) = handed_in();
            a.sync(&mut server);
            let first = if kind == CommandKind::Void {
                a.decide(kind, words).unwrap();
                a
            } else {
                office.decide(kind, words).unwrap();
                office
            };
            let file = serde_json::to_string(&first.device.rescue("user", &[])).unwrap();
            let mut other = Tablet::new(first.name, &mut server);
            other.made = 100;
            let opened = other.device.open_rescue(&file, "user").unwrap();
            let stamp = other.stamp();
            let rows = (other.device).take_decision(&opened.rescue.decisions[0], stamp);
            other.store(rows.rows);
            let mut both = [first, other];
            let before = server.revisions(&key());
            for at in order {
                both[at].sync(&mut server);
                assert_eq!(server.revisions(&key()), before + 1, "{kind:?} {order:?}");
                assert_eq!(both[at].report().refused, None, "{kind:?} {order:?}");
                assert!(both[at].report().declined.is_empty());
            }
        }
    }
}
