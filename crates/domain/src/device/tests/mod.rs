//! Devices against a server in memory: what users rely on, and a random schedule of everything.

mod review;
mod schedule;
mod server;
mod upgrade;

use self::server::Server;
use super::*;
use crate::merge::{Refusal, State};
use crate::report::{Changes, FieldKey, FieldValue, FieldValues};
use crate::wire::v1::{OperationOutcome, ReportState};

const PROJECT: &str = "p1";

fn month() -> Month {
    "2022-05".parse().unwrap()
}

fn key() -> ReportKey {
    ReportKey {
        project: PROJECT.to_owned(),
        month: month(),
    }
}

fn set(field: &str, text: &str) -> Changes {
    Changes::from([(
        FieldKey::new(field).unwrap(),
        Some(FieldValue::from(text)).filter(|_| !text.is_empty()),
    )])
}

fn text<'a>(values: &'a FieldValues, field: &str) -> Option<&'a str> {
    values.get(&FieldKey::new(field).unwrap())?.text()
}

/// A tablet: a device, and the rows that would survive a crash.
struct Tablet {
    name: &'static str,
    device: Device,
    disk: BTreeMap<String, String>,
    made: usize,
}

impl Tablet {
    fn new(name: &'static str, server: &mut Server) -> Self {
        let mut tablet = Self {
            name,
            device: Device::default(),
            disk: BTreeMap::new(),
            made: 0,
        };
        tablet.device.meta.device_id = name.to_owned();
        tablet.sync(server);
        tablet
    }

    fn stamp(&mut self) -> Stamp {
        self.made += 1;
        Stamp {
            op_id: format!("{}-{}", self.name, self.made),
            made_at: String::new(),
        }
    }

    fn store(&mut self, rows: Vec<Row>) {
        for row in rows {
            match row.value {
                Some(value) => self.disk.insert(row.key, value),
                None => self.disk.remove(&row.key),
            };
        }
    }

    fn crash(&mut self) {
        let rows = self.disk.iter().map(|(key, value)| (&**key, &**value));
        let (device, aside) = Device::load(rows);
        assert!(aside.is_empty(), "{aside:?}");
        self.device = device;
    }

    fn edit(&mut self, changes: &Changes) {
        let stamp = self.stamp();
        let rows = self.device.edit(&key(), changes, stamp);
        self.store(rows);
    }

    fn submit(&mut self) -> Result<(), NotReady> {
        let stamp = self.stamp();
        let outcome = crate::check::Outcome::default();
        let rows = self.device.submit(&key(), &outcome, stamp)?;
        self.store(rows);
        Ok(())
    }

    fn sync(&mut self, server: &mut Server) {
        for _ in 0..20 {
            let nonce = self.stamp().op_id;
            let (request, rows) = self.device.request(nonce);
            self.store(rows);
            let answer = server.answer(&request, self.name);
            let absorbed = self.device.absorb(&request, answer, "now").unwrap();
            self.store(absorbed.rows);
            if !absorbed.more && self.device.waiting() == 0 {
                return;
            }
        }
        panic!("{} never finishes: {:?}", self.name, self.device.outbox);
    }

    /// The request reaches the server, the answer does not come back.
    fn sync_answer_lost(&mut self, server: &mut Server) {
        let nonce = self.stamp().op_id;
        let (request, rows) = self.device.request(nonce);
        self.store(rows);
        server.answer(&request, self.name);
    }

    fn report(&self) -> &LocalReport {
        &self.device.reports[&key()]
    }
}

#[test]
fn an_hour_of_typing_is_one_operation() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    for text in ["1", "12", "125"] {
        a.edit(&set("remarks", text));
    }
    assert_eq!(a.device.waiting(), 1);
    a.crash();
    assert_eq!(text(a.report().values(), "remarks"), Some("125"));
    a.sync(&mut server);
    assert_eq!(text(&server.current(&key()).values, "remarks"), Some("125"));
    assert_eq!(a.report().draft, None, "what the server has is no draft");
}

#[test]
fn a_lost_answer_is_asked_for_again_and_nothing_happens_twice() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "x"));
    a.submit().unwrap();
    a.sync_answer_lost(&mut server);
    a.crash();
    let revisions = server.revisions(&key());
    a.sync(&mut server);
    assert_eq!(server.revisions(&key()), revisions);
    assert!(a.report().is_handed_in());
}

#[test]
fn typing_after_an_attempt_becomes_a_second_operation() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "first"));
    a.sync_answer_lost(&mut server);
    a.edit(&set("remarks", "second"));
    a.edit(&set("remarks", "third"));
    assert_eq!(a.device.waiting(), 2);
    a.sync(&mut server);
    assert_eq!(
        text(&server.current(&key()).values, "remarks"),
        Some("third")
    );
}

#[test]
fn two_tablets_with_different_boxes_both_keep_theirs() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
    a.edit(&set("remarks", "from a"));
    b.edit(&set("visual_progress", "from b"));
    a.submit().unwrap();
    a.sync(&mut server);
    b.submit().unwrap();
    b.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &b] {
        let values = tablet.report().values();
        assert_eq!(text(values, "remarks"), Some("from a"));
        assert_eq!(text(values, "visual_progress"), Some("from b"));
        assert!(!tablet.report().has_conflict());
    }
}

#[test]
fn the_same_box_with_two_values_is_a_conflict_that_someone_settles() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
    a.edit(&set("remarks", "from a"));
    b.edit(&set("remarks", "from b"));
    a.submit().unwrap();
    b.submit().unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    assert_eq!(
        text(b.report().values(), "remarks"),
        Some("from a"),
        "first received stays"
    );
    let conflict = b.report().server.as_ref().unwrap().conflicts[0].clone();
    assert_eq!(text(&conflict.clash.second, "remarks"), Some("from b"));

    let stamp = b.stamp();
    let rows = b
        .device
        .resolve(&key(), conflict.id, &conflict.clash.second, stamp);
    b.store(rows);
    b.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &b] {
        assert_eq!(text(tablet.report().values(), "remarks"), Some("from b"));
        assert!(!tablet.report().has_conflict());
    }
}

#[test]
fn what_others_do_to_other_boxes_appears_under_a_draft() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "old"));
    a.submit().unwrap();
    a.sync(&mut server);
    let mut b = Tablet::new("b", &mut server);
    a.edit(&set("remarks", "new, not handed in"));
    b.edit(&set("visual_progress", "from b"));
    b.submit().unwrap();
    b.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(text(a.report().values(), "visual_progress"), Some("from b"));
    assert_eq!(
        text(a.report().values(), "remarks"),
        Some("new, not handed in")
    );
    assert!(!a.report().is_overtaken());
}

#[test]
fn a_refused_report_keeps_its_draft_and_blocks_only_itself() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
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
fn a_draft_for_a_report_that_another_tablet_handed_in_stays_a_draft() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
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
    assert!(b.report().refused.is_none());
}

#[test]
fn an_answer_that_is_not_ours_takes_nothing_out_of_the_outbox() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "x"));
    let (request, _) = a.device.request("nonce".to_owned());
    for (spoil, expected) in [
        (
            (|answer| answer.nonce = "other".into()) as fn(&mut crate::wire::v1::SyncAnswer),
            NotOurs::Nonce,
        ),
        (|answer| answer.server_id = "other".into(), NotOurs::Server),
        (|answer| answer.me.user = "other".into(), NotOurs::User),
        (|answer| answer.results.clear(), NotOurs::Results),
    ] {
        let mut answer = server.answer(&request, "a");
        spoil(&mut answer);
        let before = a.device.clone();
        assert_eq!(a.device.absorb(&request, answer, "now"), Err(expected));
        assert_eq!(a.device, before);
    }
}

#[test]
fn a_server_that_was_restored_gets_again_what_it_lost() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "before the backup"));
    a.sync(&mut server);
    let backup = server.clone();
    a.edit(&set("visual_progress", "after the backup"));
    a.sync(&mut server);
    for epoch in [1, 2] {
        let mut server = backup.clone();
        server.epoch = epoch;
        let mut a = Tablet {
            name: "a",
            device: a.device.clone(),
            disk: a.disk.clone(),
            made: a.made,
        };
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
    b.edit(&set("remarks", "from b"));
    b.submit().unwrap();
    let mut restored = server.clone();
    restored.epoch = 2;
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    for remark in ["first", "second"] {
        a.edit(&set("remarks", remark));
        a.sync(&mut server);
    }
    let mut restored = server.clone();
    restored.epoch = 2;
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut restored = server.clone();
    restored.epoch = 2;
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
    let mut restored = server.clone();
    restored.epoch = 2;
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "in the second backup"));
    let mut restored = server.clone();
    restored.epoch = 2;
    // The answer has not told the new revision, so what follows builds on the operation.
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.changes.reports.clear();
    answer.backup_watermark = answer.cursor;
    a.device.absorb(&request, answer, "now").unwrap();
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
fn what_a_newer_server_says_is_asked_for_again_and_takes_nothing_out_of_the_outbox() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let cursor = a.device.meta.cursor;
    a.edit(&set("remarks", "typed"));
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.results[0].outcome = OperationOutcome::Unknown;
    answer.changes.reports.clear();
    answer.changes.unreadable = 1;
    answer.more = true;
    let absorbed = a.device.absorb(&request, answer, "now").unwrap();
    assert!(absorbed.outdated && !absorbed.more);
    assert_eq!((a.device.waiting(), a.device.meta.cursor), (1, cursor));
    // The program was updated.
    a.sync(&mut server);
    assert_eq!(a.report().draft, None);
    assert_eq!(text(a.report().values(), "remarks"), Some("typed"));
}

#[test]
fn an_operation_that_the_server_cannot_read_waits_for_its_clerk_and_the_rest_flows() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "poison"));
    server.refuse_next(Refusal::Malformed);
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.results[0].detail = Some("changes.remarks: at most 3 characters".to_owned());
    a.device.absorb(&request, answer, "now").unwrap();
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
fn a_rescue_file_carries_the_draft_to_another_tablet() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "typed on a"));
    let file = serde_json::to_string(&a.device.rescue("user", &[])).unwrap();
    let mut b = Tablet::new("b", &mut server);
    let stamp = b.stamp();
    assert_eq!(
        b.device.import(&file, "somebody else", |_| stamp.clone()),
        Err(RescueError::OtherUser("user".to_owned()))
    );
    let imported = b.device.import(&file, "user", |_| stamp.clone()).unwrap();
    assert_eq!((imported.taken, imported.kept), (1, 0));
    b.sync(&mut server);
    assert_eq!(
        text(&server.current(&key()).values, "remarks"),
        Some("typed on a")
    );
    a.sync(&mut server);
    assert!(
        server.current(&key()).open.is_empty(),
        "the same value twice is no conflict"
    );
}

#[test]
fn a_malformed_row_is_set_aside_and_the_others_are_read() {
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    a.edit(&set("remarks", "x"));
    a.disk.insert("report/p9/2022-05".into(), "{broken".into());
    a.disk.insert("report/p9".into(), "{}".into());
    a.disk.insert("from/the/future".into(), "{}".into());
    let rows = a.disk.iter().map(|(key, value)| (&**key, &**value));
    let (device, aside) = Device::load(rows);
    assert_eq!(aside.len(), 3);
    assert_eq!(text(device.reports[&key()].values(), "remarks"), Some("x"));
}

#[test]
fn a_changed_month_names_the_later_months_that_it_breaks() {
    let filled = |month: &str, m: &str, y: &str| {
        let values = FieldValues::from(
            [("month_investment", m), ("year_to_date", y)]
                .map(|(key, text)| (FieldKey::new(key).unwrap(), FieldValue::from(text))),
        );
        let key = ReportKey {
            month: month.parse().unwrap(),
            ..key()
        };
        let server = ReportState {
            project: key.project.clone(),
            month: key.month,
            rev: 1,
            tag: None,
            state: State::Submitted,
            review: None,
            values: values.clone(),
            by: String::new(),
            received_at: String::new(),
            conflicts: Vec::new(),
        };
        let report = LocalReport {
            base: values,
            server: Some(server),
            ..LocalReport::default()
        };
        (key, report)
    };
    let mut device = Device {
        profile: Some(crate::check::testing::profile()),
        ..Device::default()
    };
    device.meta.complete = true;
    let plan = crate::check::testing::plan_row();
    device.projects.insert(PROJECT.to_owned(), plan);
    device.reports.extend([
        filled("2022-04", "100", "100"),
        filled("2022-05", "100", "200"),
        filled("2022-06", "100", "300"),
        filled("2022-07", "100", "400"),
    ]);
    assert_eq!(device.affected(&key(), None), []);
    let edited = filled("2022-05", "150", "250").1.base;
    device.reports.get_mut(&key()).unwrap().draft = Some(edited);
    let affected = device.affected(&key(), None);
    let months: Vec<String> = affected.iter().map(|one| one.month.to_string()).collect();
    assert_eq!(months, ["2022-06"]);
    assert!(affected[0].is_broken());
    assert_eq!(affected[0].findings[0].code.to_string(), "M103");
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
    let mut restored = server.clone();
    restored.epoch = 2;
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
    let mut server = Server::new();
    let mut a = Tablet::new("a", &mut server);
    let mut b = Tablet::new("b", &mut server);
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
        let mut a = Tablet {
            name: "a",
            device: a.device.clone(),
            disk: a.disk.clone(),
            made: a.made,
        };
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
