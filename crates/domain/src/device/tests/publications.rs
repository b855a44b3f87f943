//! The office publishes a month and takes it back, and what a clerk's tablet is told of it.

use super::*;
use crate::operation::publication::{Command, Standing};

impl Tablet {
    fn publishes(&mut self, edition: u32, documents: &[&str]) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.publish(month(), (edition, documents), "", stamp))
    }

    fn withdraws(&mut self, number: u32, reason: &str) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.withdraw_publication(month(), number, reason, stamp))
    }

    fn opens_again(&mut self) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.reopen_month(month(), &[], "数字有误", stamp))
    }

    fn locks_again(&mut self) -> Result<(), Refusal> {
        self.decides(|device, stamp| device.lock_month(month(), vec![], stamp))
    }

    /// What is published, the newest first: number, how it stands, and whether it is on its way.
    fn published(&self) -> Vec<(u32, Standing, bool)> {
        let all = self.device.publications(month()).into_iter();
        all.map(|one| (one.number, one.standing, one.is_on_its_way))
            .collect()
    }
}

/// A server, a clerk's tablet and the office's, with a month that is locked.
fn locked() -> (Server, Tablet, Tablet) {
    let (mut server, mut a, mut office) = months::accepted();
    office.locks_again().unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    (server, a, office)
}

#[test]
fn a_month_is_published_offline_and_everybody_hears_of_it() {
    let (mut server, mut a, mut office) = locked();
    assert_eq!(a.publishes(1, &["brief"]), Err(Refusal::OfficeOnly));
    assert_eq!(office.published(), []);
    office.publishes(1, &["bulletin", "brief"]).unwrap();
    assert_eq!(office.published(), [(1, Standing::InForce, true)]);
    assert!(office.device.has_unsent());
    assert_eq!(
        office.withdraws(1, "有误"),
        Err(Refusal::PublicationTooEarly),
        "not before it has arrived"
    );
    office.crash();
    office.sync(&mut server);
    assert_eq!(office.published(), [(1, Standing::InForce, false)]);
    assert_eq!(server.published.len(), 2);
    a.sync(&mut server);
    a.crash();
    assert_eq!(a.published(), [(1, Standing::InForce, false)]);
    assert_eq!(a.device.months_published(), [month()]);
    let [one] = &a.device.publications(month())[..] else {
        panic!("one publication");
    };
    assert_eq!((one.edition, one.step.user.as_str()), (1, "office"));
    let sealed = one.step.made.as_ref().unwrap();
    assert_eq!(sealed.documents[1], server.published[1].sealed);
    // Taken back, offline too.
    assert_eq!(office.withdraws(1, " "), Err(Refusal::WordsMissing));
    office.withdraws(1, "有误").unwrap();
    assert_eq!(office.published(), [(1, Standing::Withdrawn, true)]);
    assert_eq!(
        office.withdraws(1, "有误"),
        Err(Refusal::PublicationGone),
        "twice"
    );
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(a.published(), [(1, Standing::Withdrawn, false)]);
}

#[test]
fn what_needs_an_edition_that_is_on_its_way_waits_for_it() {
    let (mut server, mut a, mut office) = months::accepted();
    assert_eq!(
        office.publishes(1, &["brief"]),
        Err(Refusal::PublicationOpen)
    );
    office.locks_again().unwrap();
    assert_eq!(
        office.publishes(1, &["brief"]),
        Err(Refusal::PublicationTooEarly)
    );
    office.sync(&mut server);
    office.publishes(1, &["brief"]).unwrap();
    office.sync(&mut server);
    // Corrected: what was published is not in force until it is published anew.
    office.opens_again().unwrap();
    office.sync(&mut server);
    assert_eq!(
        office.publishes(1, &["brief"]),
        Err(Refusal::PublicationOpen)
    );
    office.locks_again().unwrap();
    office.sync(&mut server);
    assert_eq!(office.published(), [(1, Standing::Corrected, false)]);
    assert_eq!(
        office.publishes(1, &["brief"]),
        Err(Refusal::PublicationOutdated)
    );
    office.publishes(2, &["brief"]).unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert_eq!(
        a.published(),
        [
            (2, Standing::InForce, false),
            (1, Standing::Replaced, false)
        ]
    );
}

#[test]
fn what_the_server_does_not_publish_is_shown_until_it_is_read() {
    let (mut server, _, mut office) = locked();
    office.publishes(1, &["brief", "letters"]).unwrap();
    office.sync(&mut server);
    assert_eq!((office.published(), server.published.len()), (vec![], 0));
    assert_eq!(office.device.publications_to_look_at(), [month()]);
    let subject = PublicationKey::of(month()).into();
    let (refused, declined) = office.device.not_taken(&subject).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::PublicationUnsound));
    let detail = "提醒函、约谈：没有增速 / no growth";
    assert_eq!(refused.detail.as_deref(), Some(detail));
    let command = Command::publish(1, ["brief", "letters"], "");
    assert_eq!(declined[0].command, command.into());
    office.crash();
    let rows = office.device.dismiss_decisions(&subject);
    office.store(rows);
    office.crash();
    assert_eq!(office.device.publications_to_look_at(), []);
    assert!(!office.device.has_unsent());
}

#[test]
fn what_is_published_from_a_rescue_file_too_is_published_once() {
    for order in [[0, 1], [1, 0]] {
        let (mut server, _, mut office) = locked();
        office.publishes(1, &["bulletin", "brief"]).unwrap();
        let file = serde_json::to_string(&office.device.rescue("user", &[])).unwrap();
        let mut other = Tablet::new("office", &mut server);
        other.made = 100;
        let opened = other.device.open_rescue(&file, "user").unwrap();
        let stamp = other.stamp();
        let taken = (other.device).take_decision(&opened.rescue.decisions[0], stamp);
        assert_eq!(taken.taken, 1);
        other.store(taken.rows);
        let mut both = [office, other];
        for at in order {
            both[at].sync(&mut server);
            assert_eq!(both[at].published(), [(1, Standing::InForce, false)]);
        }
        assert_eq!(
            server.published.len(),
            2,
            "two documents of one publication"
        );
    }
}
