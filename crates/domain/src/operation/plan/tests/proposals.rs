//! What units propose: examined, answered once, and held against the checks.

use super::*;

#[test]
fn what_a_unit_proposes_is_examined_and_answered_once() {
    use CommandKind::{Approve, Decline, Retract};
    let mut world = world();
    let amended = |number| {
        let row = row(|row| row.annual_plan = parse_plain("4000").ok());
        wanted(number, PlanChange::Amend, "2022-05", row)
    };
    let propose = Command::propose(amended(2), "资金已到位");
    assert_eq!(
        world.take(May::NOTHING, "zhang", &propose),
        Some(Refusal::NotYours)
    );
    assert_eq!(world.take(UNIT, "zhang", &propose), None);
    assert_eq!(world.log().state(), State::Proposed);
    assert_eq!(world.book.versions().len(), 1, "nothing is decided by it");
    let about = |kind, number, words: &str| Command::about(kind, number, words);
    for (may, user, command, expected) in [
        (
            UNIT,
            "zhang",
            about(Approve, 1, ""),
            Some(Refusal::PlanOfficeOnly),
        ),
        (
            OFFICE,
            "lin",
            about(Decline, 1, " "),
            Some(Refusal::CommentMissing),
        ),
        (
            OFFICE,
            "lin",
            about(Decline, 2, "重复"),
            Some(Refusal::ProposalGone),
        ),
        (UNIT, "wang", about(Retract, 1, ""), Some(Refusal::NotYours)),
        (OFFICE, "lin", about(Approve, 1, ""), None),
        (
            OFFICE,
            "lin",
            about(Decline, 1, "重复"),
            Some(Refusal::ProposalGone),
        ),
        (
            UNIT,
            "zhang",
            about(Retract, 1, ""),
            Some(Refusal::ProposalGone),
        ),
    ] {
        assert_eq!(world.take(may, user, &command), expected, "{command:?}");
    }
    assert_eq!(world.log().state(), State::Settled);
    assert_eq!(world.book.versions().len(), 2);
    // What was written before another version is written anew.
    let stale = Command::propose(amended(2), "");
    assert_eq!(
        world.take(UNIT, "zhang", &stale),
        Some(Refusal::PlanChanged)
    );
    let again = row(|row| row.annual_plan = parse_plain("4500").ok());
    let again = wanted(3, PlanChange::Amend, "2022-05", again);
    assert_eq!(
        world.take(UNIT, "zhang", &Command::propose(again.clone(), "")),
        None
    );
    assert_eq!(world.take(UNIT, "zhang", &about(Retract, 3, "")), None);
    assert_eq!(
        world.take(UNIT, "zhang", &Command::propose(again, "")),
        None
    );
    assert_eq!(
        world.take(OFFICE, "lin", &about(Decline, 5, "先完成年初计划")),
        None
    );
    let answers: Vec<_> = world
        .log()
        .proposals()
        .map(|one| one.answer.map(|step| step.command.kind))
        .collect();
    assert_eq!(answers, [Some(Approve), Some(Retract), Some(Decline)]);
}

#[test]
fn the_checks_about_plans_stand_against_a_proposal_until_it_is_mended_or_explained() {
    let mut world = world();
    world.profile.entry = Some(crate::profile::EntryStandard {
        industrial_total: parse_plain("5000").unwrap(),
        other_total: parse_plain("1000").unwrap(),
        annual: parse_plain("500").unwrap(),
        excludes_real_estate: true,
    });
    world.book = PlanBook::default();
    let new = |change: &dyn Fn(&mut PlanRow)| {
        let row = row(|row| {
            row.id = "new".to_owned();
            row.entered = month("2022-05");
            row.name = "新项目".to_owned();
            change(row);
        });
        wanted(1, PlanChange::Supplement, "2022-05", row)
    };
    let small = |row: &mut PlanRow| row.annual_plan = parse_plain("499").ok();
    let houses = |row: &mut PlanRow| row.is_real_estate = true;
    let found = |may, command: &Command| codes(&world.decide(may, "zhang", command));
    assert_eq!(found(UNIT, &Command::propose(new(&|_| {}), "")), [""; 0]);
    assert_eq!(found(UNIT, &Command::propose(new(&small), "")), ["L601"]);
    assert_eq!(
        found(UNIT, &Command::propose(new(&small), "市政府专题会议同意")),
        [""; 0]
    );
    assert_eq!(
        found(UNIT, &Command::propose(new(&houses), "同意")),
        ["L602"]
    );
    assert_eq!(found(OFFICE, &Command::adopt(new(&houses))), ["L602"]);
    assert_eq!(
        found(OFFICE, &Command::adopt(new(&small))),
        [""; 0],
        "the office knows"
    );
    let mut leaving = leaving("2022-04");
    leaving.exit_approver = None;
    world.book = PlanBook::of_row(row(|_| {}));
    let version = PlanVersion {
        cause: Some(ExitCause::Owner),
        ..wanted(2, PlanChange::Exit, "2022-05", leaving)
    };
    assert_eq!(
        codes(&world.decide(OFFICE, "lin", &Command::adopt(version))),
        ["L603"]
    );
}
