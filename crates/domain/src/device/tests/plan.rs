//! A unit proposes, the office adopts, approves and declines, offline as well; and the row of a month is
//! the one that counts in it.

use super::*;
use crate::device::{PlanKey, PlanObstacle};
use crate::operation::plan::State as Stands;
use crate::plan::{PlanChange, PlanRow, PlanVersion};

const AREA: &str = "450702";

impl Tablet {
    fn plans(
        &mut self,
        decide: impl FnOnce(&mut Device, Stamp) -> Result<Vec<Row>, PlanObstacle>,
    ) -> Result<(), PlanObstacle> {
        let stamp = self.stamp();
        let rows = decide(&mut self.device, stamp)?;
        self.store(rows);
        Ok(())
    }

    fn amended(&self, words: &str) -> PlanVersion {
        let book = self.device.book(PROJECT);
        let row = PlanRow {
            scale: words.to_owned(),
            area: AREA.to_owned(),
            ..book.newest().unwrap().row.clone()
        };
        let from = month().plus(1);
        PlanVersion::of(book.next_number(), PlanChange::Amend, from, row)
    }

    fn scale(&self, at: Month) -> &str {
        &self.device.plan_at(PROJECT, at).unwrap().scale
    }
}

fn refused(refusal: Refusal) -> Result<(), PlanObstacle> {
    Err(PlanObstacle::Refused(refusal, None))
}

fn key_of(version: &PlanVersion) -> PlanKey {
    PlanKey::of(&version.row.id, version.valid_from)
}

fn pair() -> (Server, Tablet, Tablet) {
    let (mut server, mut a) = one();
    let mut office = Tablet::new("office", &mut server);
    a.sync(&mut server);
    office.sync(&mut server);
    (server, a, office)
}

#[test]
fn a_unit_proposes_offline_and_the_office_approves() {
    let (mut server, mut a, mut office) = pair();
    let version = a.amended("扩建二期");
    let adopt = a.plans(|device, stamp| device.adopt_plan(version.clone(), stamp));
    assert_eq!(adopt, refused(Refusal::PlanOfficeOnly));
    a.plans(|device, stamp| device.propose_plan(version.clone(), "已立项", stamp))
        .unwrap();
    let key = key_of(&version);
    let proposed = a.device.proposals();
    assert!(proposed[0].is_on_its_way && proposed[0].answer.is_none());
    assert_eq!(a.device.plan_log(&key).state(), Stands::Proposed);
    a.crash();
    a.sync(&mut server);
    office.sync(&mut server);
    let proposed = office.device.proposals();
    assert_eq!((proposed.len(), proposed[0].is_on_its_way), (1, false));
    assert_eq!(proposed[0].version, version);
    let number = proposed[0].number;
    office
        .plans(|device, stamp| device.approve_plan(&key, number, "", stamp))
        .unwrap();
    let twice = office.plans(|device, stamp| device.decline_plan(&key, number, "重复", stamp));
    assert_eq!(twice, refused(Refusal::ProposalGone));
    office.sync(&mut server);
    a.sync(&mut server);
    for tablet in [&mut a, &mut office] {
        tablet.crash();
        assert_eq!(tablet.scale(month()), "", "May keeps its plan");
        assert_eq!(tablet.scale(month().plus(1)), "扩建二期");
        assert_eq!(tablet.device.book(PROJECT).versions().len(), 2);
        assert_eq!(tablet.device.plan_log(&key).state(), Stands::Settled);
        assert!(tablet.device.proposals()[0].answer.is_some());
    }
}

#[test]
fn what_came_between_is_told_and_nothing_is_overwritten() {
    let (mut server, mut a, mut office) = pair();
    let (proposed, adopted) = (a.amended("甲"), office.amended("乙"));
    let key = key_of(&proposed);
    a.plans(|device, stamp| device.propose_plan(proposed, "", stamp))
        .unwrap();
    office
        .plans(|device, stamp| device.adopt_plan(adopted.clone(), stamp))
        .unwrap();
    let again = office.plans(|device, stamp| device.adopt_plan(adopted, stamp));
    assert_eq!(again, refused(Refusal::PreviousMissing), "it is on its way");
    office.sync(&mut server);
    a.sync(&mut server);
    let (refused, declined) = a.device.not_taken(&key.clone().into()).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::PlanChanged));
    assert_eq!(declined.len(), 1, "what was written is kept");
    assert_eq!(a.device.plans_to_look_at(), std::slice::from_ref(&key));
    assert!(a.device.has_unsent());
    let rows = a.device.dismiss_decisions(&key.into());
    a.store(rows);
    assert_eq!(a.device.plans_to_look_at(), []);
    assert_eq!(a.scale(month().plus(1)), "乙");
}

#[test]
fn a_new_project_is_proposed_declined_and_proposed_again() {
    let (mut server, mut a, mut office) = pair();
    let new = |words: &str| {
        let row = PlanRow {
            id: "new".to_owned(),
            name: "新项目".to_owned(),
            scale: words.to_owned(),
            area: AREA.to_owned(),
            entered: month(),
            ..a_row(&office)
        };
        PlanVersion::of(1, PlanChange::Supplement, month(), row)
    };
    let (first, second) = (new("一"), new("二"));
    let key = key_of(&first);
    a.plans(|device, stamp| device.propose_plan(first, "", stamp))
        .unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    office
        .plans(|device, stamp| device.decline_plan(&key, 1, "规模不符", stamp))
        .unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    let answer = a.device.proposals()[0].answer.clone().unwrap();
    assert_eq!(answer.command.reason.as_deref(), Some("规模不符"));
    a.plans(|device, stamp| device.propose_plan(second, "", stamp))
        .unwrap();
    a.sync(&mut server);
    office.sync(&mut server);
    office
        .plans(|device, stamp| device.approve_plan(&key, 3, "", stamp))
        .unwrap();
    office.sync(&mut server);
    a.sync(&mut server);
    assert!(a.device.is_in_plan("new", month()));
    assert_eq!(
        a.device.opening("new", month()),
        None,
        "it is no part of 年初"
    );
    assert_eq!(a.device.projects["new"].scale, "二");
}

fn a_row(tablet: &Tablet) -> PlanRow {
    tablet.device.projects[PROJECT].clone()
}
