//! The office closes a month, opens it again, and what a clerk's tablet makes of it.

use super::*;
use crate::merge::ClashKind;
use crate::operation::month::{Gate, Listed, State as Stands, Why};
use crate::operation::report::CommandKind;
use crate::period::parse_day;

impl Tablet {
    /// Takes what a decision gives to be stored.
    pub(super) fn decides(
        &mut self,
        decide: impl FnOnce(&mut Device, Stamp) -> Result<Vec<Row>, Refusal>,
    ) -> Result<(), Refusal> {
        let stamp = self.stamp();
        let rows = decide(&mut self.device, stamp)?;
        self.store(rows);
        Ok(())
    }

    fn locks(&mut self, missing: Vec<Listed>) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.lock_month(month(), missing, stamp))
    }

    fn reopens(&mut self, projects: &[String]) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.reopen_month(month(), projects, "数字有误", stamp))
    }

    /// One request, with whatever is on its way.
    fn once(&mut self, server: &mut Server) {
        self.sync_changed(server, |_| {});
    }

    fn month_stands(&self) -> (Stands, usize) {
        let ahead = self.device.month_ahead(month());
        (ahead.state, ahead.waiting)
    }
}

fn missing(rev: u64) -> Vec<Listed> {
    let project = PROJECT.to_owned();
    vec![Listed { project, rev }]
}

/// A server, a clerk's tablet and the office's, with a report that is accepted.
pub(super) fn accepted() -> (Server, Tablet, Tablet) {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    let stamp = office.stamp();
    let rows = office.device.accept(&key(), "", stamp).unwrap();
    office.store(rows);
    office.sync(&mut server);
    a.sync(&mut server);
    (server, a, office)
}

#[test]
fn a_month_is_locked_offline_and_everybody_hears_of_it() {
    let (mut server, mut a, mut office) = accepted();
    assert_eq!(a.locks(vec![]), Err(Refusal::OfficeOnly));
    assert_eq!(office.device.month_blockers(month(), &[]), []);
    office.locks(vec![]).unwrap();
    assert_eq!(office.month_stands(), (Stands::Locked, 1));
    assert!(office.device.month_ahead(month()).is_closing());
    assert_eq!(
        office.device.gate(&key()),
        Gate::Open,
        "until the server says so"
    );
    assert_eq!(office.locks(vec![]), Err(Refusal::MonthChanged), "twice");
    assert_eq!(
        office.reopens(&[]),
        Err(Refusal::PreviousMissing),
        "not before it has arrived"
    );
    office.crash();
    office.sync(&mut server);
    assert_eq!(office.month_stands(), (Stands::Locked, 0));
    assert_eq!(server.editions.len(), 1);
    a.sync(&mut server);
    a.crash();
    assert_eq!(a.device.locked(&key()), Some(Refusal::MonthLocked));
    let book = a.device.month(month());
    assert_eq!(book.edition(), Some(&server.editions[0].frozen));
    assert_eq!(book.locks().next().unwrap().user, "office");
    // Nothing is handed in from here any more; what is typed stays.
    a.edit(&set("remarks", "too late"));
    assert_eq!(a.device.waiting(), 0);
    assert_eq!(a.submit(), Err(NotReady::Locked));
    assert_eq!(a.shows("remarks"), Some("too late"));
    let stamp = office.stamp();
    let void = office.device.void(&key(), "重复", stamp);
    assert_eq!(void, Err(Refusal::MonthLocked));
    // Opened again, it goes on.
    office.reopens(&[PROJECT.to_owned()]).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.device.locked(&key()), None);
    a.submit().unwrap();
    a.sync(&mut server);
    assert!(a.report().has_amendment());
}

#[test]
fn a_report_that_is_not_in_the_edition_waits_and_goes_by_itself_once_it_may() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    let blockers = office.device.month_blockers(month(), &[]);
    assert_eq!(blockers[0].why, Why::NotReported);
    assert_eq!(office.device.to_be_missing(month()), missing(0));
    assert_eq!(office.locks(vec![]), Err(Refusal::LockBlocked));
    office.locks(missing(0)).unwrap();
    a.edit(&set("remarks", "offline"));
    a.submit().unwrap();
    office.sync(&mut server);
    a.once(&mut server);
    assert_eq!(
        (a.device.waiting(), a.device.kept_back()),
        (1, 1),
        "it waits visibly"
    );
    assert!(a.report().refused.is_none() && a.device.has_unsent());
    a.crash();
    let (request, _) = a.device.request("again".to_owned());
    assert_eq!(request.operations, [], "and is not sent in vain");
    office.reopens(&[]).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!((a.device.waiting(), a.device.kept_back()), (0, 0));
    assert!(a.report().is_handed_in());
    assert_eq!(a.shows("remarks"), Some("offline"));
}

#[test]
fn what_is_handed_in_late_for_the_edition_is_proposed_and_changes_nothing() {
    let (mut server, mut a, mut office) = accepted();
    a.edit(&set("remarks", "offline"));
    a.submit().unwrap();
    office.locks(vec![]).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    office.sync(&mut server);
    let held = office.report().server.as_ref().unwrap();
    assert_eq!(text(&held.values, "remarks"), Some("from a"));
    assert_eq!(held.conflicts[0].clash.kind, ClashKind::Amendment);
    assert_eq!(office.device.to_review().count(), 1, "it is listed");
    let before = office.device.waiting();
    office.settle(|clash| clash.second.clone());
    assert_eq!(
        office.device.waiting(),
        before,
        "and not settled before the month is opened"
    );
    office.reopens(&[]).unwrap();
    office.sync(&mut server);
    let why = office.device.month_blockers(month(), &[])[0].why;
    assert_eq!(why, Why::Amendment);
    office.settle(|clash| clash.second.clone());
    assert_eq!(
        office.device.month_blockers(month(), &[]),
        [],
        "decided here"
    );
    office.locks(vec![]).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.shows("remarks"), Some("offline"));
    assert_eq!(server.editions.len(), 2);
    assert_ne!(server.editions[0].document, server.editions[1].document);
}

#[test]
fn a_lock_that_is_overtaken_is_refused_with_what_is_open() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    office.locks(missing(0)).unwrap();
    a.edit(&set("remarks", "in time"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    assert_eq!(server.editions, []);
    assert_eq!(office.month_stands(), (Stands::Open, 0));
    let (refused, _) = office.device.not_taken(&month().into()).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::LockBlocked));
    assert!(
        refused
            .detail
            .as_ref()
            .unwrap()
            .contains("确认缺报之后又已上报")
    );
    assert_eq!(office.device.months_to_look_at(), [month()]);
    office.crash();
    let rows = office.device.dismiss_decisions(&month().into());
    office.store(rows);
    assert!(office.device.months_to_look_at().is_empty());
    assert_eq!(
        office.device.month_blockers(month(), &[])[0].why,
        Why::NotAccepted
    );
}

#[test]
fn more_time_and_excuses_are_kept_whatever_else_was_decided_meanwhile() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    let mut other = Tablet::new("office", &mut server);
    other.name = "office";
    other.made = 1_000;
    let day = parse_day("2022-06-08").unwrap();
    office
        .decides(|device, stamp| {
            let unit = (Some("u1".to_owned()), &[][..]);
            device.extend_month(month(), unit, day, "汛期", stamp)
        })
        .unwrap();
    other
        .decides(|device, stamp| device.excuse_late(month(), PROJECT, "断网", stamp))
        .unwrap();
    let none = office.decides(|device, stamp| device.excuse_late(month(), PROJECT, " ", stamp));
    assert_eq!(none, Err(Refusal::WordsMissing));
    office.sync(&mut server);
    other.sync(&mut server);
    a.sync(&mut server);
    let book = a.device.month(month());
    assert_eq!(book.state(), Stands::Open);
    assert_eq!(book.extended(PROJECT, Some("u1")), Some(day));
    assert_eq!(book.excused(PROJECT).unwrap().by, "office");
    // One's own extension does not stand against one's own lock.
    office.sync(&mut server);
    office
        .decides(|device, stamp| {
            let whom = (None, &[PROJECT.to_owned()][..]);
            device.extend_month(month(), whom, day, "停电", stamp)
        })
        .unwrap();
    office.locks(missing(0)).unwrap();
    office.sync(&mut server);
    assert_eq!(office.month_stands(), (Stands::Locked, 0));
}

#[test]
fn a_lock_outlives_a_restore_and_a_rescue() {
    let (mut server, mut a, mut office) = accepted();
    let before = server.clone();
    office.locks(vec![]).unwrap();
    let file = serde_json::to_string(&office.device.rescue("user", &[])).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert!(a.device.locked(&key()).is_some());
    // The server is put back to before it was locked: the lock is sent again.
    server = before;
    server.epoch += 1;
    office.sync(&mut server);
    assert_eq!(office.month_stands(), (Stands::Locked, 0));
    assert_eq!(server.editions.len(), 1);
    a.sync(&mut server);
    assert!(a.device.locked(&key()).is_some());
    // And a file that still has it: it was taken already.
    let mut fresh = Tablet::new("office", &mut server);
    fresh.made = 1_000;
    let opened = fresh.device.open_rescue(&file, "user").unwrap();
    let [lock] = &opened.rescue.decisions[..] else {
        panic!("{:?}", opened.rescue)
    };
    let stamp = fresh.stamp();
    let imported = fresh.device.take_decision(lock, stamp);
    assert_eq!(imported.taken, 1);
    fresh.store(imported.rows);
    fresh.sync(&mut server);
    assert_eq!(fresh.device.not_taken(&month().into()), None);
    assert_eq!(fresh.month_stands(), (Stands::Locked, 0));
    assert_eq!(server.editions.len(), 1);
}

#[test]
fn a_decision_of_a_tablet_that_has_not_heard_of_the_lock_is_refused_and_kept() {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.edit(&set("remarks", "from a"));
    a.submit().unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    let mut other = Tablet::new("office", &mut server);
    other.made = 1_000;
    office.locks(missing(1)).unwrap();
    office.sync(&mut server);
    let stamp = other.stamp();
    let rows = other.device.accept(&key(), "同意", stamp).unwrap();
    other.store(rows);
    other.sync(&mut server);
    let refused = other.report().refused.as_ref().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::MonthLocked));
    let kept = other.report().declined[0].command.of_report().unwrap();
    assert_eq!(
        (kept.kind, kept.reason.as_deref()),
        (CommandKind::Accept, Some("同意"))
    );
    assert_eq!(server.editions.len(), 1);
}
