//! Which of two values stands, one conflict at a time or several together.

use super::*;
use crate::report::FieldKey;

#[test]
fn a_reviewer_settles_an_amendment_with_any_value_that_passes_the_checks() {
    let amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    let third: &[(&str, &str)] = &[("month_investment", "120"), ("year_to_date", "520")];
    for (chosen, then) in [(&[][..], GOOD), (BETTER, BETTER), (third, third)] {
        let settle = op(Resolve, REVIEWER).settling(&[7]).writing(chosen);
        let Decision::Write {
            state,
            values,
            closed,
            ..
        } = settle.against(Some(&amended))
        else {
            panic!("{chosen:?}");
        };
        assert_eq!((state, values), (State::Accepted.into(), draft(then)));
        assert_eq!(closed, [7]);
    }
    let wrong = op(Resolve, REVIEWER).settling(&[7]).writing(WRONG);
    assert_eq!(told(&wrong.against(Some(&amended))), "no: M103");
}

/// An accepted report that a change of figures and one of words wait for, which pass together only.
fn amended_twice() -> Stored {
    let mut amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    let words = |text| draft(&[("remarks", text)]);
    amended.open.push(OpenClash {
        id: 8,
        clash: Clash {
            kind: ClashKind::Amendment,
            group: Group::of(&FieldKey::new("remarks").unwrap()),
            base: FieldValues::new(),
            first: FieldValues::new(),
            second: words("更正"),
        },
        second_user: "zhang".to_owned(),
    });
    amended
}

#[test]
fn what_belongs_together_is_settled_together() {
    let amended = amended_twice();
    let mut both = BETTER.to_vec();
    both.push(("remarks", "更正"));
    let settle = op(Resolve, REVIEWER).settling(&[8, 7]).writing(&both);
    let decision = settle.against(Some(&amended));
    let Decision::Write { values, .. } = &decision else {
        panic!("{decision:?}");
    };
    assert_eq!(*values, draft(&both));
    assert_eq!(closed(decision), [7, 8]);
    for (conflicts, says) in [
        (&[7][..], "no: OutsideConflict"),
        (&[7, 9], "no: ConflictGone"),
        (&[], "no: ConflictGone"),
    ] {
        let settle = op(Resolve, REVIEWER).settling(conflicts).writing(&both);
        assert_eq!(told(&settle.against(Some(&amended))), says, "{conflicts:?}");
    }
}

#[test]
fn nobody_settles_along_what_is_not_theirs() {
    let mut mixed = amended_twice();
    mixed.open[1].clash.kind = ClashKind::Conflict;
    mixed.open[1].second_user = "li".to_owned();
    let keep = |may| op(Resolve, may).settling(&[8, 7]);
    assert_eq!(
        told(&keep(REVIEWER).against(Some(&mixed))),
        "no: ReportersOnly"
    );
    mixed.open[0].second_user = "li".to_owned();
    assert_eq!(
        told(&keep(REPORTER).against(Some(&mixed))),
        "no: ReviewersOnly"
    );
}

#[test]
fn who_has_proposed_a_change_may_withdraw_it_and_no_more() {
    let mut amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    assert_eq!(amended.open[0].second_user, "zhang");
    let withdraw = op(Resolve, REPORTER).settling(&[7]);
    let decision = withdraw.against(Some(&amended));
    let Decision::Write { values, .. } = &decision else {
        panic!("{decision:?}");
    };
    assert_eq!(*values, amended.values);
    assert_eq!(closed(decision), [7]);
    let take = op(Resolve, REPORTER).settling(&[7]).writing(BETTER);
    assert_eq!(
        told(&take.against(Some(&amended))),
        "no: ReviewersOnly",
        "nobody accepts their own change"
    );
    amended.open[0].second_user = "li".to_owned();
    assert_eq!(
        told(&withdraw.against(Some(&amended))),
        "no: ReviewersOnly",
        "nor withdraws another's"
    );
}

#[test]
fn what_was_chosen_too_late_waits_for_those_who_decide_about_its_boxes() {
    let both_rights = May {
        report: true,
        ..REVIEWER
    };
    let mut mixed = amended_twice();
    mixed.open[1].clash.kind = ClashKind::Conflict;
    // Somebody else has written both boxes meanwhile.
    mixed.values = draft(WRONG);
    mixed.values.extend(draft(&[("remarks", "别人的")]));
    let mut boxes = BETTER.to_vec();
    boxes.push(("remarks", "更正"));
    let settle = op(Resolve, both_rights).settling(&[7, 8]).writing(&boxes);
    let Decision::Write { opened, .. } = settle.against(Some(&mixed)) else {
        panic!("it is written");
    };
    let waits = opened.iter().map(|one| (one.kind, one.group.to_string()));
    assert_eq!(
        waits.collect::<Vec<_>>(),
        [
            (ClashKind::Amendment, "investment".to_owned()),
            (ClashKind::Conflict, "remarks".to_owned()),
        ]
    );
}
