//! Devices against a server in memory: what users rely on, and a random schedule of everything.

mod asking;
mod batch;
mod door;
mod held;
mod late;
mod letters;
mod months;
mod moved;
mod old_server;
mod persons;
mod plan;
mod publications;
mod questions;
mod refusals;
mod rescue;
mod restore;
mod retained;
mod review;
mod schedule;
mod server;
mod summaries;
mod upgrade;
mod waiting;
mod years;

use self::server::Server;
use super::*;
use crate::merge::Clash;
use crate::operation::report::State;
use crate::operation::{Held, Outcome, Refusal};
use crate::period::Month;
use crate::report::{Changes, FieldKey, FieldValue, FieldValues};
use crate::wire::v2::SyncAnswer;

const PROJECT: &str = "p1";

fn month() -> Month {
    "2022-05".parse().unwrap()
}

pub(super) fn key() -> ReportKey {
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
#[derive(Clone)]
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
            op_id: format!("{}-{}", self.name, self.made).into(),
            made_at: "".into(),
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
            let (request, rows) = self.device.request(nonce.into());
            self.store(rows);
            let answer = server.answer(&request, self.name);
            let absorbed = self.device.absorb(&request, answer, &"now".into()).unwrap();
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
        let (request, rows) = self.device.request(nonce.into());
        self.store(rows);
        server.answer(&request, self.name);
    }

    /// One request, and its answer changed on the way.
    fn sync_changed(&mut self, server: &mut Server, change: impl FnOnce(&mut SyncAnswer)) {
        let nonce = self.stamp().op_id;
        let (request, rows) = self.device.request(nonce.into());
        self.store(rows);
        let mut answer = server.answer(&request, self.name);
        change(&mut answer);
        let absorbed = self.device.absorb(&request, answer, &"now".into()).unwrap();
        self.store(absorbed.rows);
    }

    /// Settles the first open conflict or amendment.
    fn settle(&mut self, choose: impl Fn(&Clash) -> FieldValues) {
        let (id, chosen) = {
            let open = &self.report().server.as_ref().unwrap().conflicts[0];
            (open.id, choose(&open.clash))
        };
        let stamp = self.stamp();
        let rows = self.device.resolve(&key(), &[id], &chosen, stamp);
        self.store(rows);
    }

    fn report(&self) -> &Replica {
        &self.device.reports[&key()]
    }

    /// What a box shows.
    fn shows(&self, field: &str) -> Option<&str> {
        text(self.report().values(), field)
    }
}

fn one() -> (Server, Tablet) {
    let mut server = Server::new();
    let a = Tablet::new("a", &mut server);
    (server, a)
}

fn two() -> (Server, Tablet, Tablet) {
    let (mut server, a) = one();
    let b = Tablet::new("b", &mut server);
    (server, a, b)
}

#[test]
fn an_hour_of_typing_is_one_operation() {
    let (mut server, mut a) = one();
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
    let (mut server, mut a) = one();
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
    let (mut server, mut a) = one();
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
    let (mut server, mut a, mut b) = two();
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
    let (mut server, mut a, mut b) = two();
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
    let open = &b.report().server.as_ref().unwrap().conflicts[0];
    assert_eq!(text(&open.clash.second, "remarks"), Some("from b"));
    b.settle(|clash| clash.second.clone());
    b.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&a, &b] {
        assert_eq!(text(tablet.report().values(), "remarks"), Some("from b"));
        assert!(!tablet.report().has_conflict());
    }
}

#[test]
fn what_others_do_to_other_boxes_appears_under_a_draft() {
    let (mut server, mut a) = one();
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
fn an_answer_that_is_not_ours_takes_nothing_out_of_the_outbox() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "x"));
    let (request, _) = a.device.request("nonce".to_owned());
    for (spoil, expected) in [
        (
            (|answer| answer.nonce = "other".into()) as fn(&mut SyncAnswer),
            NotOurs::Nonce,
        ),
        (|answer| answer.server_id = "other".into(), NotOurs::Server),
        (|answer| answer.me.user = "other".into(), NotOurs::User),
        (|answer| answer.receipts.clear(), NotOurs::Results),
    ] {
        let mut answer = server.answer(&request, "a");
        spoil(&mut answer);
        let before = a.device.clone();
        assert_eq!(
            a.device.absorb(&request, answer, &"now".into()),
            Err(expected)
        );
        assert_eq!(a.device, before);
    }
}

#[test]
fn what_a_newer_server_says_is_passed_over_and_takes_nothing_out_of_the_outbox() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "typed"));
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.receipts[0].outcome = Outcome::Unknown;
    answer.changes.subjects.clear();
    answer.changes.unreadable = 1;
    let cursor = answer.cursor;
    let absorbed = a.device.absorb(&request, answer, &"now".into()).unwrap();
    assert!(absorbed.outdated && a.device.meta.has_missed);
    // It goes on with what comes after.
    assert_eq!((a.device.waiting(), a.device.meta.cursor), (1, cursor));
    // The program was updated, and with it the format of the store.
    a.disk.insert("format".to_owned(), "3".to_owned());
    a.store(absorbed.rows);
    let rows = a.disk.clone().into_iter().collect();
    a.device = Device::open(rows).device;
    assert_eq!((a.device.meta.cursor, a.device.meta.has_missed), (0, false));
    a.sync(&mut server);
    assert_eq!(a.report().draft, None);
    assert_eq!(text(a.report().values(), "remarks"), Some("typed"));
}

#[test]
fn a_role_of_a_newer_server_costs_nothing_of_the_answer() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "typed"));
    let (request, _) = a.device.request("n".to_owned());
    let mut answer = server.answer(&request, "a");
    answer.me.role = "owner_clerk".to_owned();
    let known = a.device.meta.me.clone();
    a.device.absorb(&request, answer, &"now".into()).unwrap();
    assert_eq!(a.device.waiting(), 0);
    assert!(a.device.meta.has_missed);
    assert_eq!(a.device.meta.me, known);
}

#[test]
fn a_rescue_file_carries_the_draft_to_another_tablet() {
    let (mut server, mut a) = one();
    a.edit(&set("remarks", "typed on a"));
    let file = serde_json::to_string(&a.device.rescue("user", &[])).unwrap();
    let mut b = Tablet::new("b", &mut server);
    let stamp = b.stamp();
    assert_eq!(
        b.device.open_rescue(&file, "somebody else"),
        Err(RescueError::OtherUser("user".to_owned()))
    );
    let typed = "\"remarks\":\"typed on a\"";
    let twice = file.replace(typed, &format!("\"remarks\":\"another\",{typed}"));
    let refused = b.device.open_rescue(&twice, "user");
    assert!(
        matches!(&refused, Err(RescueError::NotARescueFile(why)) if why.contains("values.remarks")),
        "{refused:?}"
    );
    let opened = b.device.open_rescue(&file, "user").unwrap();
    let imported = b.device.take_rescued(&opened.rescue.reports[0], stamp);
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
    let (_, mut a) = one();
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
        let server = Held {
            subject: key.clone().into(),
            rev: 1,
            tag: None,
            state: State::Submitted.into(),
            review: None,
            hand_ins: None,
            course: None,
            values,
            by: String::new(),
            fillers: Vec::new(),
            received_at: "".into(),
            conflicts: Vec::new(),
        };
        let report = Replica {
            server: Some(server),
            ..Replica::default()
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
    let edited = filled("2022-05", "150", "250").1.base().clone();
    device.reports.get_mut(&key()).unwrap().draft = Some(edited);
    let affected = device.affected(&key(), None);
    let months: Vec<String> = affected.iter().map(|one| one.month.to_string()).collect();
    assert_eq!(months, ["2022-06"]);
    assert!(affected[0].is_broken());
    assert_eq!(affected[0].findings[0].code.to_string(), "M103");
}
