//! Marks of April 2022 in the first profile: due on 1 May, which 劳动节 moves to 5 May.

use State::{Accepted, Draft, Returned, Submitted, Void};

use super::*;
use crate::filing::testing::{case, day, hand_in, hand_ins, month, project, qinzhou};
use crate::plan::Nature;

const LATE: &str = "2022-05-20";

/// Handed in at a moment, and sent on at once.
fn came(at: &str) -> HandIns {
    hand_ins(hand_in(at, at), &[])
}

fn marked(state: Option<State>, hand_ins: Option<&HandIns>, decided: Decided, today: &str) -> Mark {
    let plan = project("a", "u1", Nature::Continuing);
    let case = Case {
        decided,
        ..case(&plan, state, hand_ins)
    };
    mark(&case, &qinzhou(), day(today))
}

fn locked() -> Decided {
    Decided {
        is_locked: true,
        ..Decided::default()
    }
}

#[test]
fn the_last_day_ends_at_midnight_in_beijing_whatever_zone_a_clock_is_set_to() {
    for (received, expected) in [
        ("2022-05-01T08:00:00+08:00", Mark::OnTime),
        ("2022-05-05T23:59:59+08:00", Mark::OnTime),
        ("2022-05-05T15:59:59.999Z", Mark::OnTime),
        ("2022-05-05T16:00:00Z", Mark::Late(1)),
        ("2022-05-06T00:00:00+08:00", Mark::Late(1)),
        // the 5th in America, the 6th in Oceania
        ("2022-05-05T23:30:00-05:00", Mark::Late(1)),
        ("2022-05-06T04:30:00+13:00", Mark::OnTime),
        ("2022-05-08T10:00:00+08:00", Mark::Late(3)),
        // what the server wrote and nobody can read is held against nobody
        ("", Mark::OnTime),
    ] {
        // made after the deadline, or when nobody knows
        for made in ["2022-05-06T00:00:00+08:00", "", "1970-01-01T08:00:00+08:00"] {
            let hand_ins = hand_ins(hand_in(made, received), &[]);
            for state in [Submitted, Accepted] {
                let said = marked(Some(state), Some(&hand_ins), Decided::default(), LATE);
                assert_eq!(said, expected, "{received} made {made}");
                let said = marked(Some(state), Some(&hand_ins), locked(), LATE);
                assert_eq!(said, expected, "{received}, locked");
            }
        }
    }
}

#[test]
fn handed_in_in_time_on_the_tablet_and_arrived_later_is_offline_and_may_be_excused() {
    let offline = |days| Mark::LateOffline {
        days,
        excused: false,
    };
    for (made, received, expected) in [
        (
            "2022-05-05T23:59:59+08:00",
            "2022-05-07T09:00:00+08:00",
            offline(2),
        ),
        (
            "2022-05-05T15:59:59Z",
            "2022-05-06T00:00:00+08:00",
            offline(1),
        ),
        (
            "2022-04-01T00:00:00+08:00",
            "2022-05-06T00:00:00+08:00",
            offline(1),
        ),
        (
            "2022-05-06T00:00:00+08:00",
            "2022-05-07T09:00:00+08:00",
            Mark::Late(2),
        ),
        // before the month even began: the clock is wrong
        (
            "2022-03-31T23:59:59+08:00",
            "2022-05-07T09:00:00+08:00",
            Mark::Late(2),
        ),
        (
            "2017-05-05T09:00:00+08:00",
            "2022-05-07T09:00:00+08:00",
            Mark::Late(2),
        ),
        // a clock that is ahead
        (
            "2027-05-05T09:00:00+08:00",
            "2022-05-07T09:00:00+08:00",
            Mark::Late(2),
        ),
        (
            "2027-05-05T09:00:00+08:00",
            "2022-05-05T09:00:00+08:00",
            Mark::OnTime,
        ),
    ] {
        let hand_ins = hand_ins(hand_in(made, received), &[]);
        let said = marked(Some(Submitted), Some(&hand_ins), Decided::default(), LATE);
        assert_eq!(said, expected, "{made} {received}");
        let decided = Decided {
            is_excused: true,
            ..Decided::default()
        };
        let expected = match expected {
            Mark::LateOffline { days, .. } => Mark::LateOffline {
                days,
                excused: true,
            },
            // only the want of a connection can be excused so
            other => other,
        };
        let said = marked(Some(Submitted), Some(&hand_ins), decided, LATE);
        assert_eq!(said, expected, "{made} {received}, excused");
        assert_eq!(
            said.days_late().is_some(),
            matches!(expected, Mark::Late(_)),
            "{made} {received}"
        );
    }
}

#[test]
fn what_has_not_come_is_due_then_overdue_and_missing_at_the_lock() {
    let until = Mark::NotYet(Some(day("2022-05-05")));
    for state in [None, Some(Draft), Some(Void)] {
        for (today, expected) in [
            ("2022-03-01", until),
            ("2022-05-01", until),
            ("2022-05-05", until),
            ("2022-05-06", Mark::Overdue(1)),
            ("2022-05-15", Mark::Overdue(10)),
            ("2023-05-05", Mark::Overdue(365)),
        ] {
            let said = marked(state, None, Decided::default(), today);
            assert_eq!(said, expected, "{state:?} {today}");
            assert!(said.is_open());
            assert_eq!(marked(state, None, locked(), today), Mark::Missing);
        }
    }
}

#[test]
fn an_extension_moves_the_last_day_and_never_shortens_it() {
    for (until, received, expected) in [
        ("2022-05-10", "2022-05-10T23:59:59+08:00", Mark::OnTime),
        ("2022-05-10", "2022-05-11T00:00:00+08:00", Mark::Late(1)),
        ("2022-05-02", "2022-05-05T23:59:59+08:00", Mark::OnTime),
        ("2022-05-02", "2022-05-06T00:00:00+08:00", Mark::Late(1)),
    ] {
        let decided = Decided {
            extended_until: Some(day(until)),
            ..Decided::default()
        };
        let said = marked(Some(Submitted), Some(&came(received)), decided, LATE);
        assert_eq!(said, expected, "{until} {received}");
    }
    let decided = Decided {
        extended_until: Some(day("2022-05-10")),
        ..Decided::default()
    };
    let open = |today| marked(None, None, decided, today);
    assert_eq!(open("2022-05-10"), Mark::NotYet(Some(day("2022-05-10"))));
    assert_eq!(open("2022-05-11"), Mark::Overdue(1));
    // in time by the extension, also where it arrived after it
    let offline = hand_ins(
        hand_in("2022-05-10T20:00:00+08:00", "2022-05-12T08:00:00+08:00"),
        &[],
    );
    assert_eq!(
        marked(Some(Submitted), Some(&offline), decided, LATE),
        Mark::LateOffline {
            days: 2,
            excused: false
        }
    );
}

#[test]
fn a_return_corrected_within_one_working_day_keeps_the_first_mark() {
    let in_time = || hand_in("2022-05-05T09:00:00+08:00", "2022-05-05T09:00:00+08:00");
    let two_late = || hand_in("2022-05-07T09:00:00+08:00", "2022-05-07T09:00:00+08:00");
    for (first, returned, again, expected) in [
        // Thursday to Friday 24:00
        (
            in_time(),
            "2022-05-12T17:00:00+08:00",
            "2022-05-12T18:00:00+08:00",
            Mark::OnTime,
        ),
        (
            in_time(),
            "2022-05-12T17:00:00+08:00",
            "2022-05-13T23:59:59+08:00",
            Mark::OnTime,
        ),
        (
            in_time(),
            "2022-05-12T17:00:00+08:00",
            "2022-05-14T00:00:00+08:00",
            Mark::Late(9),
        ),
        // Friday to Monday
        (
            in_time(),
            "2022-05-13T17:00:00+08:00",
            "2022-05-16T23:59:59+08:00",
            Mark::OnTime,
        ),
        (
            in_time(),
            "2022-05-13T17:00:00+08:00",
            "2022-05-17T00:00:00+08:00",
            Mark::Late(12),
        ),
        // a Saturday that is worked (调休) is a working day
        (
            in_time(),
            "2022-05-06T17:00:00+08:00",
            "2022-05-07T23:59:59+08:00",
            Mark::OnTime,
        ),
        (
            in_time(),
            "2022-05-06T17:00:00+08:00",
            "2022-05-08T00:00:00+08:00",
            Mark::Late(3),
        ),
        // the first mark may be late
        (
            two_late(),
            "2022-05-12T17:00:00+08:00",
            "2022-05-13T09:00:00+08:00",
            Mark::Late(2),
        ),
        (
            two_late(),
            "2022-05-12T17:00:00+08:00",
            "2022-05-14T09:00:00+08:00",
            Mark::Late(9),
        ),
    ] {
        let hand_ins = hand_ins(first, &[(returned, Some(again))]);
        let said = marked(Some(Submitted), Some(&hand_ins), Decided::default(), LATE);
        assert_eq!(said, expected, "{returned} {again}");
    }
    // corrected late but before the deadline
    let early = hand_in("2022-05-01T09:00:00+08:00", "2022-05-01T09:00:00+08:00");
    let returns = [(
        "2022-04-25T09:00:00+08:00",
        Some("2022-05-04T09:00:00+08:00"),
    )];
    let early = hand_ins(early, &returns);
    let said = marked(Some(Submitted), Some(&early), Decided::default(), LATE);
    assert_eq!(said, Mark::OnTime);
}

#[test]
fn what_was_sent_back_and_has_not_come_again_stands_for_nothing_once_its_day_is_over() {
    let first = || hand_in("2022-05-05T09:00:00+08:00", "2022-05-05T09:00:00+08:00");
    let open = hand_ins(first(), &[("2022-05-12T17:00:00+08:00", None)]);
    let marked = |decided, today| marked(Some(Returned), Some(&open), decided, today);
    assert_eq!(marked(Decided::default(), "2022-05-13"), Mark::OnTime);
    assert_eq!(marked(Decided::default(), "2022-05-14"), Mark::Overdue(9));
    assert_eq!(marked(locked(), "2022-05-13"), Mark::Missing);
    // before the deadline there is time
    let soon = hand_ins(first(), &[("2022-04-28T17:00:00+08:00", None)]);
    let plan = project("a", "u1", Nature::Continuing);
    let said = mark(
        &case(&plan, Some(Returned), Some(&soon)),
        &qinzhou(),
        day("2022-05-03"),
    );
    assert_eq!(said, Mark::NotYet(Some(day("2022-05-05"))));
}

#[test]
fn each_return_counts_for_itself() {
    let first = hand_in("2022-05-05T09:00:00+08:00", "2022-05-05T09:00:00+08:00");
    let returns = [
        (
            "2022-05-09T09:00:00+08:00",
            Some("2022-05-10T09:00:00+08:00"),
        ),
        (
            "2022-05-11T09:00:00+08:00",
            Some("2022-05-12T09:00:00+08:00"),
        ),
    ];
    let twice = hand_ins(first.clone(), &returns);
    let said =
        |hand_ins: &HandIns| marked(Some(Submitted), Some(hand_ins), Decided::default(), LATE);
    assert_eq!(said(&twice), Mark::OnTime);
    // the first correction took too long; the second does not make it good
    let returns = [
        (
            "2022-05-06T09:00:00+08:00",
            Some("2022-05-10T09:00:00+08:00"),
        ),
        (
            "2022-05-11T09:00:00+08:00",
            Some("2022-05-12T09:00:00+08:00"),
        ),
    ];
    assert_eq!(said(&hand_ins(first, &returns)), Mark::Late(5));
}

#[test]
fn what_is_in_and_nothing_is_known_of_when_counts_as_in_time() {
    for state in [Submitted, Accepted] {
        let said = marked(Some(state), None, Decided::default(), LATE);
        assert_eq!(said, Mark::OnTime);
    }
}

#[test]
fn a_project_is_due_while_it_is_in_the_plan_and_by_the_quarter_where_the_profile_says_so() {
    let profile = qinzhou();
    let mut quarterly = qinzhou();
    quarterly.calendar.quarterly = vec![Nature::Preparatory];
    let mut plan = project("a", "u1", Nature::Preparatory);
    plan.entered = month("2022-02");
    plan.exited = Some(month("2022-06"));
    let said = |plan: &PlanRow, profile: &Profile, of: &str| {
        let case = Case {
            month: month(of),
            ..case(plan, None, None)
        };
        mark(&case, profile, day("2023-01-31"))
    };
    for (of, monthly, by_quarter) in [
        ("2022-01", false, false),
        ("2022-02", true, false),
        ("2022-03", true, true),
        ("2022-05", true, false),
        ("2022-06", true, true),
        ("2022-07", false, false),
    ] {
        let is_due = |mark| mark != Mark::NotDue;
        assert_eq!(is_due(said(&plan, &profile, of)), monthly, "{of}");
        assert_eq!(is_due(said(&plan, &quarterly, of)), by_quarter, "{of}");
    }
}

#[test]
fn a_year_without_holiday_data_is_judged_by_its_weekends() {
    let mut profile = qinzhou();
    profile.last_year = 2031;
    // 1 May 2031 is a Thursday that no notice is known of
    let plan = project("a", "u1", Nature::Continuing);
    let hand_ins = came("2031-05-02T00:00:00+08:00");
    let case = Case {
        month: month("2031-04"),
        ..case(&plan, Some(Submitted), Some(&hand_ins))
    };
    assert_eq!(last_day(&case, &profile), Some(day("2031-05-01")));
    assert_eq!(mark(&case, &profile, day("2031-05-03")), Mark::Late(1));
}

#[test]
fn where_no_day_is_given_nothing_is_late() {
    let mut profile = qinzhou();
    profile.calendar.day = None;
    let plan = project("a", "u1", Nature::Continuing);
    let came = came("2022-12-31T00:00:00+08:00");
    let today = day("2023-01-31");
    let said = |state, hand_ins| mark(&case(&plan, state, hand_ins), &profile, today);
    assert_eq!(said(Some(Submitted), Some(&came)), Mark::OnTime);
    assert_eq!(said(None, None), Mark::NotYet(None));
}

#[test]
fn marks_are_said_in_both_languages() {
    let offline = |excused| Mark::LateOffline { days: 2, excused };
    for (mark, zh, en) in [
        (Mark::OnTime, "按时", "on time"),
        (Mark::Late(1), "迟 1 天", "1 day late"),
        (Mark::Late(3), "迟 3 天", "3 days late"),
        (offline(false), "迟 2 天（离线）", "2 days late (offline)"),
        (
            offline(true),
            "迟 2 天（离线，已予谅解）",
            "2 days late (offline, excused)",
        ),
        (Mark::Overdue(4), "逾期 4 天", "4 days overdue"),
        (Mark::Missing, "缺报", "missing"),
    ] {
        assert_eq!(mark.say(Lang::Zh), zh);
        assert_eq!(mark.say(Lang::En), en);
    }
}

#[test]
fn what_was_taken_in_from_a_file_of_past_months_is_not_late_until_a_return_stays_open() {
    let taken = hand_in(HandIn::TAKEN_IN, "2022-11-29T10:00:00+08:00");
    for (returns, state, expected) in [
        (vec![], Accepted, Mark::OnTime),
        (
            vec![(
                "2022-11-29T11:00:00+08:00",
                Some("2022-11-30T09:00:00+08:00"),
            )],
            Submitted,
            Mark::OnTime,
        ),
        (
            vec![("2022-11-29T11:00:00+08:00", None)],
            Returned,
            Mark::Overdue(210),
        ),
    ] {
        let hand_ins = hand_ins(taken.clone(), &returns);
        let said = marked(
            Some(state),
            Some(&hand_ins),
            Decided::default(),
            "2022-12-01",
        );
        assert_eq!(said, expected, "{returns:?}");
    }
}
