//! What the server does not take: the boxes keep it.

use super::*;

#[test]
fn a_refused_report_keeps_its_draft_and_blocks_only_itself() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "typed"));
    a.submit().unwrap();
    a.edit(&set("visual_progress", "typed later"));
    server.refuse_next(Refusal::NotYours);
    a.sync(&mut server);
    let report = a.report();
    assert_eq!(
        report.refused.as_ref().unwrap().refusal,
        Some(Refusal::NotYours)
    );
    assert_eq!(text(report.values(), "remarks"), Some("typed"));
    assert_eq!(
        text(report.values(), "visual_progress"),
        Some("typed later")
    );
    assert_eq!(a.device.waiting(), 0);
    a.submit().unwrap();
    a.sync(&mut server);
    assert!(a.report().is_handed_in());
}

#[test]
fn a_draft_for_a_report_that_another_tablet_handed_in_stays_a_draft_and_says_so() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("visual_progress", "from b"));
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    assert_eq!(server.current(&key()).state, State::Submitted);
    assert_eq!(
        text(&server.current(&key()).values, "visual_progress"),
        None
    );
    assert_eq!(text(b.report().values(), "visual_progress"), Some("from b"));
    assert_eq!(text(b.report().values(), "remarks"), Some("from a"));
    let refused = b.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::AlreadySubmitted));
}

#[test]
fn an_operation_that_the_server_cannot_read_waits_for_its_clerk_and_the_rest_flows() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "poison"));
    server.refuse_next(Refusal::Malformed);
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.receipts[0].detail = Some("changes.remarks: at most 3 characters".to_owned());
    a.device.absorb(&request, answer, &"now".into()).unwrap();
    let refused = a.report().refused.clone().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::Malformed));
    assert!(refused.detail.unwrap().starts_with("changes.remarks"));
    assert_eq!(text(a.report().values(), "remarks"), Some("poison"));
    assert_eq!((a.device.waiting(), a.device.needs_attention()), (0, 1));
    a.edit(&set("remarks", "ok"));
    a.sync(&mut server);
    assert_eq!(a.device.needs_attention(), 0);
    assert_eq!(text(&server.current(&key()).values, "remarks"), Some("ok"));
}

#[test]
fn a_box_typed_back_while_a_hand_in_was_on_its_way_is_not_filled_again_by_its_refusal() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "as it was"));
    a.submit().unwrap();
    a.sync(&mut server);
    a.edit(&set("remarks", "handed in"));
    a.submit().unwrap();
    a.edit(&set("remarks", "as it was"));
    server.refuse_next(Refusal::NotYours);
    a.sync(&mut server);
    assert!(a.report().refused.is_some());
    assert_eq!(a.shows("remarks"), Some("as it was"));
}

#[test]
fn conflicts_of_a_project_that_has_gone_to_another_unit_go_with_it_and_what_is_typed_stays() {
    let (mut server, mut a, mut b) = two();
    for tablet in [&mut a, &mut b] {
        tablet.edit(&set("remarks", tablet.name));
        tablet.sync(&mut server);
    }
    assert!(b.report().has_conflict());
    b.edit(&set("visual_progress", "typed"));
    b.sync_changed(&mut server, |answer| {
        answer.changes.projects.clear();
        answer.changes.subjects.clear();
        answer.changes.gone.push(PROJECT.to_owned());
    });
    b.crash();
    assert!(!b.report().has_conflict());
    assert_eq!(b.device.needs_attention(), 0);
    assert_eq!(b.shows("visual_progress"), Some("typed"));
}

#[test]
fn a_draft_that_stood_against_the_server_and_is_typed_back_gives_way_to_what_was_decided() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("remarks", "from b"));
    b.sync(&mut server);
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.edit(&set("remarks", "from a, later"));
    a.sync(&mut server);
    b.sync(&mut server);
    b.settle(|clash| clash.first.clone());
    b.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.shows("remarks"), Some("from a, later"));
    a.edit(&set("remarks", "from a"));
    a.sync(&mut server);
    assert_eq!(a.shows("remarks"), Some("from b"));
}

#[test]
fn a_bundle_takes_nothing_and_what_was_typed_stays() {
    let (mut server, mut a) = one();
    a.sync(&mut server);
    let row = a.device.projects.get_mut(PROJECT).unwrap();
    row.is_bundle = true;
    a.device.books.clear();
    a.edit(&set("remarks", "x"));
    assert_eq!(a.device.waiting(), 0);
    assert_eq!(a.submit(), Err(NotReady::Bundle));
    assert_eq!(a.shows("remarks"), Some("x"));
}
