//! What a command does to the statistics of a month.

use rust_decimal::Decimal;

use super::*;
use crate::check::testing::month;
use crate::operation::{Decision, Giver, Incoming, OfMonth, Refusal, Stored};
use crate::profile::Profile;
use crate::profile_file::builtin;
use crate::report::FieldValues;
use crate::rights::{May, Role, over_months};
use crate::units::Unit;

pub(in crate::operation) fn ten() -> Profile {
    builtin("qinzhou-ten-2022").unwrap()
}

pub(in crate::operation) fn units() -> Vec<Unit> {
    vec![Unit {
        id: "roads".to_owned(),
        name: "市交通局".to_owned(),
        parent: None,
        area: None,
    }]
}

pub(in crate::operation) fn office() -> (Role, May) {
    let role = Role::CityOffice;
    (role, over_months(role, &[Role::Clerk, role]))
}

pub(in crate::operation) fn figure(statistic: &str, of: &str, value: &str, rank: u32) -> Figure {
    Figure {
        statistic: statistic.to_owned(),
        of: of.to_owned(),
        value: Decimal::from_str_exact(value).ok(),
        rank: (rank > 0).then_some(rank),
        source: "统计局月报".to_owned(),
    }
}

fn given(
    held: &FieldValues,
    command: &Command,
    (user, (role, may)): (&str, (Role, May)),
    seen: usize,
) -> Decision {
    let stored = Stored {
        rev: held.len() as u64,
        state: State::Entered.into(),
        returned_in: None,
        hand_ins: None,
        values: held.clone(),
        open: Vec::new(),
        last: Giver::default(),
    };
    let incoming = Incoming {
        seen: seen as u64,
        base: &FieldValues::new(),
        user,
        name: user,
        unit: "市发改委",
        at: &"2022-06-10T00:00:00Z".into(),
        may,
        role,
        vacant: &[],
        has_filed: false,
    };
    let (profile, units) = (ten(), units());
    let of_month = OfMonth {
        month: month("2022-05"),
        profile: &profile,
        today: None,
        units: &units,
    };
    decide(Some(&stored), command, &incoming, &of_month)
}

fn refusal(decision: Decision) -> Option<Refusal> {
    match decision {
        Decision::Write { .. } => None,
        Decision::Reject { refusal, .. } => refusal,
        Decision::RejectNaming { refusal, .. } => Some(refusal),
        other => panic!("{other:?}"),
    }
}

fn after(decision: Decision) -> FieldValues {
    match decision {
        Decision::Write { values, .. } => values,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_figure_is_taken_only_as_the_profile_has_it_and_with_its_source() {
    let county = ten().areas_of(crate::profile::publication::Per::List)[0].to_owned();
    let sourceless = Figure {
        source: " ".to_owned(),
        ..figure("fai_growth", "", "15.2", 0)
    };
    let nothing = FieldValues::new();
    for (figure, expected) in [
        (figure("fai_growth", "", "15.2", 0), None),
        (figure("fai_growth_rank", "", "4", 0), None),
        (figure("growth", &county, "-9.80", 3), None),
        (figure("growth", &county, "", 3), None),
        (figure("bonus", "roads", "3", 0), None),
        (
            figure("bonus", "roads", "3.000001", 0),
            Some(Refusal::FigureWrong),
        ),
        (
            figure("bonus", "roads", "-1", 0),
            Some(Refusal::FigureWrong),
        ),
        (figure("bonus", "docks", "1", 0), Some(Refusal::FigureWrong)),
        (figure("tea", "", "1", 0), Some(Refusal::StatisticUnknown)),
        (
            figure("fai_growth", &county, "1", 0),
            Some(Refusal::FigureWrong),
        ),
        (figure("growth", "", "1", 0), Some(Refusal::FigureWrong)),
        (
            figure("growth", "450999", "1", 0),
            Some(Refusal::FigureWrong),
        ),
        (figure("fai_growth", "", "", 0), Some(Refusal::FigureWrong)),
        (figure("fai_growth", "", "1", 2), Some(Refusal::FigureWrong)),
        (
            figure("growth", &county, "1", 1001),
            Some(Refusal::FigureWrong),
        ),
        (
            figure("fai_growth", "", "1.0000001", 0),
            Some(Refusal::FigureWrong),
        ),
        (
            figure("fai_growth", "", "1000000000", 0),
            Some(Refusal::FigureWrong),
        ),
        (sourceless, Some(Refusal::FigureWrong)),
    ] {
        let command = Command::enter(figure);
        let found = refusal(given(&nothing, &command, ("office", office()), 0));
        assert_eq!(found, expected, "{command:?}");
    }
}

#[test]
fn only_the_office_decides_and_a_figure_is_cleared_with_a_reason() {
    let enter = Command::enter(figure("fai_growth", "", "15.2", 0));
    let reader = (
        Role::Supervisor,
        over_months(Role::Supervisor, &[Role::CityOffice]),
    );
    let nothing = FieldValues::new();
    assert_eq!(
        refusal(given(&nothing, &enter, ("reader", reader), 0)),
        Some(Refusal::OfficeOnly)
    );
    let held = after(given(&nothing, &enter, ("office", office()), 0));
    let key = enter.figure.key();
    for (command, expected) in [
        (Command::clear(key.clone(), ""), Some(Refusal::WordsMissing)),
        (
            Command::clear(figure("fai_growth_rank", "", "1", 0).key(), "错"),
            Some(Refusal::FigureGone),
        ),
        (Command::clear(key, "发布有误"), None),
    ] {
        let decided = given(&held, &command, ("office", office()), 1);
        assert_eq!(refusal(decided), expected, "{command:?}");
    }
}

#[test]
fn a_correction_keeps_what_was_there_and_nobody_overwrites_what_they_have_not_seen() {
    let first = Command::enter(figure("fai_growth", "", "15.2", 0));
    let second = Command::enter(figure("fai_growth", "", "14.9", 0));
    let other = Command::enter(figure("industrial_growth", "", "31", 0));
    let nothing = FieldValues::new();
    let held = after(given(&nothing, &first, ("a", office()), 0));
    assert_eq!(
        refusal(given(&held, &second, ("b", office()), 0)),
        Some(Refusal::StatisticsChanged)
    );
    // one's own figure, and another one, may follow unseen
    let held = after(given(&held, &second, ("a", office()), 0));
    let held = after(given(&held, &other, ("b", office()), 0));
    let log = Log::read(&held).unwrap();
    assert_eq!(log.steps[0].command, first);
    let entered = &log.figures()[&second.figure.key()];
    assert_eq!(entered.figure, *second.figure);
    assert!(entered.is_corrected);
    let cleared = Command::clear(second.figure.key(), "发布有误");
    let held = after(given(&held, &cleared, ("a", office()), 3));
    let keys: Vec<FigureKey> = Log::read(&held).unwrap().figures().into_keys().collect();
    assert_eq!(keys, [other.figure.key()]);
    assert!(Log::follows(
        &nothing,
        &first,
        &after(given(&nothing, &first, ("a", office()), 0))
    ));
    assert!(!Log::follows(&nothing, &second, &held));
}
