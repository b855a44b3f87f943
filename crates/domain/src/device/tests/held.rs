//! Drafts that do not go by themselves.

use super::*;
use crate::report::limits::MAX_TEXT;
use crate::rights::Role;

#[test]
fn a_draft_beside_what_another_tablet_handed_in_lies_on_top_of_it_and_is_counted() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("month_investment", "250"));
    a.edit(&set("month_investment", "260"));
    a.edit(&set("year_to_date", "900"));
    a.edit(&set("visual_progress", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    for stored in [false, true] {
        if stored {
            b.crash();
        }
        assert_eq!(b.shows("month_investment"), Some("250"));
        assert_eq!(b.shows("visual_progress"), Some("from a"));
        assert_eq!(b.shows("year_to_date"), Some("900"));
        assert!(b.device.is_held_back(&key()));
        let refused = b.report().refused.as_ref().unwrap();
        assert_eq!(refused.refusal, Some(Refusal::AlreadySubmitted));
        assert_eq!((b.device.waiting(), b.device.needs_attention()), (0, 1));
    }
    // Handed in the second value waits beside the first, and nothing else was touched.
    b.submit().unwrap();
    b.sync(&mut server);
    let current = server.current(&key());
    assert_eq!(text(&current.values, "month_investment"), Some("260"));
    assert_eq!(current.open.len(), 1);
    assert_eq!(
        text(&current.open[0].clash.second, "month_investment"),
        Some("250")
    );
    assert!(!b.device.is_held_back(&key()));
}

#[test]
fn what_others_do_to_other_boxes_goes_on_appearing_under_a_held_draft() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("remarks", "from b"));
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    a.edit(&set("visual_progress", "later"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    assert_eq!(b.shows("visual_progress"), Some("later"));
    assert_eq!(b.shows("remarks"), Some("from b"));
    // Typed as it stands there, nothing is held back.
    b.edit(&set("remarks", "from a"));
    assert!(!b.device.is_held_back(&key()) && b.report().draft.is_none());
    assert_eq!(b.shows("visual_progress"), Some("later"));
}

#[test]
fn a_draft_that_is_emptied_shows_what_was_handed_in() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("remarks", "from b"));
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    b.edit(&set("remarks", ""));
    assert_eq!(b.shows("remarks"), Some("from a"));
    assert_eq!(b.report().draft, None);
}

#[test]
fn a_draft_that_says_the_same_as_what_was_handed_in_is_nothing_to_tell() {
    let (mut server, mut a, mut b) = two();
    b.edit(&set("remarks", "the same"));
    a.edit(&set("remarks", "the same"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    assert_eq!(
        (b.report().draft.as_ref(), b.report().refused.as_ref()),
        (None, None)
    );
    assert_eq!(b.device.needs_attention(), 0);
}

#[test]
fn a_change_to_a_report_that_is_handed_in_is_counted_until_it_is_handed_in_too() {
    let (mut server, mut a) = one();
    assert!(a.device.may(Action::Report));
    a.edit(&set("remarks", "first"));
    a.submit().unwrap();
    assert_eq!(a.device.needs_attention(), 0);
    a.sync(&mut server);
    assert_eq!(a.device.needs_attention(), 0);
    a.edit(&set("remarks", "second"));
    assert_eq!(a.device.needs_attention(), 1);
    a.submit().unwrap();
    assert_eq!(a.device.needs_attention(), 0);
}

#[test]
fn what_is_too_long_stays_here_and_holds_up_nothing_else() {
    let (mut server, mut a) = one();
    assert!(a.device.may(Action::Report));
    let long = "进".repeat(MAX_TEXT + 1);
    a.edit(&set("visual_progress", &long));
    assert_eq!(a.device.waiting(), 0);
    a.edit(&set("remarks", "x"));
    a.sync(&mut server);
    let values = server.current(&key()).values.clone();
    assert_eq!(
        (text(&values, "remarks"), text(&values, "visual_progress")),
        (Some("x"), None)
    );
    assert_eq!(a.shows("visual_progress"), Some(&*long));
    assert_eq!(a.device.needs_attention(), 1);
    a.edit(&set("visual_progress", &long[..300]));
    a.sync(&mut server);
    assert_eq!(a.device.needs_attention(), 0);
    assert_eq!(
        text(&server.current(&key()).values, "visual_progress"),
        Some(&long[..300])
    );
}

#[test]
fn a_comment_is_kept_as_it_is_written_until_it_is_said() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "x"));
    a.submit().unwrap();
    a.sync(&mut server);
    a.device.meta.me.as_mut().unwrap().role = Role::CountyCoordinator;
    let rows = a.device.note_comment(&key(), "请核对本月");
    a.store(rows);
    let role = a.device.meta.me.clone();
    a.crash();
    a.device.meta.me = role;
    assert_eq!(a.report().comment, "请核对本月");
    assert!(a.device.has_unsent());
    let stamp = a.stamp();
    let long = "字".repeat(MAX_TEXT + 1);
    let refused = a.device.send_back(&key(), None, &long, stamp.clone());
    assert_eq!(refused, Err(Refusal::CommentTooLong));
    a.device
        .send_back(&key(), None, "请核对本月", stamp)
        .unwrap();
    assert_eq!(a.report().comment, "");
}
