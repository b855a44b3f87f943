//! Answers that were overtaken by others, or asked for before the server was put back.

use super::*;

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
    a.device.absorb(&first, one, &"now".into()).unwrap();
    assert_eq!(a.device.meta.cursor, 0, "everything is fetched again");
    let absorbed = a.device.absorb(&second, two, &"now".into()).unwrap();
    assert!(absorbed.more);
    assert_eq!(a.device.meta.cursor, 0);
    a.sync(&mut restored);
    assert_eq!(text(a.report().values(), "remarks"), Some("from b"));
    assert!(a.device.projects.contains_key(PROJECT));
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
    a.device.absorb(&first, one, &"now".into()).unwrap();
    a.device.absorb(&second, two, &"now".into()).unwrap();
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
    a.device.absorb(&late, answer, &"now".into()).unwrap();
    a.sync(&mut copied);
    let values = &copied.current(&key()).values;
    assert_eq!(text(values, "remarks"), Some("heard of, and lost"));
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
    a.device.absorb(&late, answer, &"now".into()).unwrap();
    a.sync(&mut restored);
    assert_eq!(a.shows("remarks"), Some("typed"));
}

#[test]
fn beside_a_store_that_answers_late_nothing_is_typed_against_oneself() {
    let (mut server, mut a) = one();
    a.edit(&set("visual_progress", "stored, not sent"));
    let stored = a.device.clone();
    // What is held in memory is a device that knows nothing, and is told everything.
    let mut beside = Tablet::new("beside", &mut server);
    beside.edit(&set("remarks", "260"));
    beside.sync(&mut server);
    a.device = stored;
    let rows = a.device.learn_from(&beside.device);
    a.store(rows);
    for text in ["260", "261"] {
        a.edit(&set("remarks", text));
    }
    a.crash();
    a.sync(&mut server);
    let current = server.current(&key());
    assert!(current.open.is_empty(), "{:?}", current.open);
    assert_eq!(text(&current.values, "remarks"), Some("261"));
    assert_eq!(
        text(&current.values, "visual_progress"),
        Some("stored, not sent")
    );
}

#[test]
fn what_another_server_or_one_that_was_put_back_has_told_is_not_learnt() {
    let (mut server, mut a) = one();
    let mut beside = Tablet::new("beside", &mut server);
    beside.edit(&set("remarks", "x"));
    beside.sync(&mut server);
    for spoil in [
        (|device: &mut Device| device.meta.server_id = Some("other".to_owned())) as fn(&mut Device),
        |device| device.meta.epoch = Some(77),
        |device| device.meta.server_id = None,
    ] {
        let mut other = beside.device.clone();
        spoil(&mut other);
        assert_eq!(a.device.learn_from(&other), []);
        assert!(!a.device.reports.contains_key(&key()));
    }
    assert!(!a.device.learn_from(&beside.device).is_empty());
    assert_eq!(a.shows("remarks"), Some("x"));
}
