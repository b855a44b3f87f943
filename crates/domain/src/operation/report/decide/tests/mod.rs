mod chain;
mod settling;

use std::collections::BTreeMap;

use super::*;
use crate::check::testing::{draft, month, plan_row, profile};
use crate::check::{History, catalogue};
use crate::merge::{Clash, ClashKind};
use crate::operation::OpenClash;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;

use CommandKind::{Accept, Resolve, Return, Set, Submit, Void};

const REPORTER: May = May {
    see: true,
    report: true,
    ..May::NOTHING
};
const REVIEWER: May = May {
    see: true,
    review: true,
    ..May::NOTHING
};
const STRANGER: May = May::NOTHING;

/// A report at revision 5, whose figures agree with those of April.
fn stored(state: State) -> Stored {
    Stored {
        rev: 5,
        state: state.into(),
        returned_in: (state == State::Returned).then_some(5),
        hand_ins: None,
        values: draft(GOOD),
        open: Vec::new(),
        last: crate::operation::Giver::default(),
    }
}

const GOOD: &[(&str, &str)] = &[("month_investment", "100"), ("year_to_date", "500")];
const BETTER: &[(&str, &str)] = &[("month_investment", "110"), ("year_to_date", "510")];
const WRONG: &[(&str, &str)] = &[("month_investment", "100"), ("year_to_date", "900")];

/// One operation, told briefly; the person saw revision 5 with [`GOOD`] unless told otherwise.
#[derive(Clone)]
struct Op {
    kind: CommandKind,
    may: May,
    seen: u64,
    base: FieldValues,
    changes: Changes,
    conflicts: Vec<u64>,
    reason: Option<&'static str>,
    role: Role,
    /// Whether it is by who has filed the report, or proposed the change.
    is_own: bool,
}

fn op(kind: CommandKind, may: May) -> Op {
    Op {
        kind,
        may,
        seen: 5,
        base: draft(GOOD),
        changes: Changes::new(),
        conflicts: Vec::new(),
        reason: None,
        role: if may.review {
            Role::CityOffice
        } else {
            Role::Clerk
        },
        is_own: false,
    }
}

impl Op {
    fn saying(self, reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    fn writing(self, boxes: &[(&str, &str)]) -> Self {
        let changes = draft(boxes).into_iter();
        Self {
            changes: changes.map(|(key, value)| (key, Some(value))).collect(),
            ..self
        }
    }

    fn settling(self, conflicts: &[u64]) -> Self {
        Self {
            conflicts: conflicts.to_vec(),
            ..self
        }
    }

    fn seen(self, seen: u64) -> Self {
        Self { seen, ..self }
    }

    fn against(&self, stored: Option<&Stored>) -> Decision {
        self.about(&plan_row(), stored)
    }

    fn about(&self, plan: &PlanRow, stored: Option<&Stored>) -> Decision {
        let april: Month = month("2022-04");
        let earlier = Report::read(&draft(&[
            ("month_investment", "400"),
            ("year_to_date", "400"),
        ]));
        // At hand for what is checked only, as on the server.
        let known = Some((april, earlier)).filter(|_| self.kind.is_checked());
        let reports = BTreeMap::from_iter(known);
        let profile = only_m103();
        let context = Context {
            profile: &profile,
            plan,
            month: month("2022-05"),
            stage: Stage::Typing,
            today: None,
            history: History {
                known_from: Some(month("2020-01")),
                reports: &reports,
            },
        };
        let incoming = operation::Incoming {
            seen: self.seen,
            base: &self.base,
            user: if self.may.review && !self.is_own {
                "office"
            } else {
                "zhang"
            },
            name: "",
            unit: "",
            at: &"".into(),
            may: self.may,
            role: self.role,
            vacant: &[],
            has_filed: self.is_own,
        };
        let command = Command {
            kind: self.kind,
            changes: self.changes.clone(),
            conflicts: self.conflicts.clone(),
            reason: self.reason.map(str::to_owned),
            to: None,
        };
        decide(stored, &command, &incoming, &context)
    }
}

/// y = y′ + m is the only rule.
fn only_m103() -> Profile {
    let mut profile = profile();
    for rule in catalogue::RULES {
        profile.rules.entry(rule.code).off = rule.code.as_str() != "M103";
    }
    profile
}

fn with_open(mut stored: Stored, kind: ClashKind) -> Stored {
    let values = draft(GOOD);
    let group = Group::of(values.keys().next().unwrap());
    stored.open.push(OpenClash {
        id: 7,
        clash: Clash {
            kind,
            base: values.clone(),
            first: values,
            second: draft(BETTER),
            group,
        },
        second_user: "zhang".to_owned(),
    });
    stored
}

/// A short name for what was decided.
fn told(decision: &Decision) -> String {
    match decision {
        Decision::Write { state, .. } => format!("{:?}", state.of_report().unwrap()),
        Decision::Nothing => "nothing".to_owned(),
        Decision::Reject {
            refusal: Some(refusal),
            ..
        } => format!("no: {refusal:?}"),
        Decision::Reject { findings, .. } => format!("no: {}", findings[0].code),
        _ => panic!("a month's"),
    }
}

#[test]
fn every_kind_of_operation_in_every_state() {
    let kinds = [
        op(Set, REPORTER).writing(BETTER),
        op(Submit, REPORTER).writing(BETTER),
        op(Accept, REVIEWER),
        op(Return, REVIEWER).saying("核对"),
        op(Void, REPORTER).saying("重复"),
        op(Void, REVIEWER).saying("重复"),
    ];
    let states = [None].into_iter().chain(State::ALL.map(Some));
    let rows = states.map(|state| {
        let report = state.map(stored);
        let row = kinds
            .each_ref()
            .map(|one| told(&one.against(report.as_ref())));
        let name = state.map_or("–".to_owned(), |state| format!("{state:?}"));
        format!("{name}: {}", row.join(" | "))
    });
    let table = rows.collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(table, @r"
    –: Draft | Submitted | no: NotForReview | no: NotForReview | no: CannotVoid | no: CannotVoid
    Draft: Draft | Submitted | no: NotForReview | no: NotForReview | Void | no: ReportersOnly
    Submitted: no: AlreadySubmitted | Submitted | Accepted | Returned | Void | no: ReportersOnly
    Returned: Returned | Submitted | no: NotForReview | no: NotForReview | Void | no: ReportersOnly
    Accepted: no: AlreadySubmitted | Accepted | no: NotForReview | Returned | no: ReviewersOnly | Void
    Void: Draft | Submitted | no: NotForReview | no: NotForReview | Void | no: ReportersOnly
    ");
}

#[test]
fn each_right_opens_its_own_operations() {
    let mut amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    amended.open[0].second_user = "li".to_owned();
    let in_conflict = with_open(stored(State::Submitted), ClashKind::Conflict);
    let plain = stored(State::Submitted);
    let cases = [
        ("set", op(Set, STRANGER), &plain),
        ("submit", op(Submit, STRANGER), &plain),
        ("accept", op(Accept, STRANGER), &plain),
        ("return", op(Return, STRANGER).saying("x"), &plain),
        ("void", op(Void, STRANGER).saying("x"), &plain),
        (
            "conflict",
            op(Resolve, STRANGER).settling(&[7]),
            &in_conflict,
        ),
        ("amendment", op(Resolve, STRANGER).settling(&[7]), &amended),
    ];
    let rows = cases.map(|(name, one, stored)| {
        let row = [STRANGER, REPORTER, REVIEWER].map(|may| {
            let role = op(one.kind, may).role;
            let asked = Op {
                may,
                role,
                ..one.clone()
            };
            told(&asked.against(Some(stored)))
        });
        format!("{name}: {}", row.join(" | "))
    });
    let table = rows.join("\n");
    insta::assert_snapshot!(table, @r"
    set: no: NotYours | no: AlreadySubmitted | no: NotYours
    submit: no: NotYours | nothing | no: NotYours
    accept: no: ReviewersOnly | no: ReviewersOnly | Accepted
    return: no: ReviewersOnly | no: ReviewersOnly | Returned
    void: no: NotYours | Void | no: ReportersOnly
    conflict: no: NotYours | Submitted | no: ReportersOnly
    amendment: no: NotYours | no: ReviewersOnly | Accepted
    ");
}

#[test]
fn the_parts_of_a_bundle_report_and_the_bundle_does_not() {
    let bundle = PlanRow {
        is_bundle: true,
        ..plan_row()
    };
    let submitted = stored(State::Submitted);
    for stored in [None, Some(&submitted)] {
        for kind in [Set, Submit] {
            let one = op(kind, REPORTER).writing(BETTER);
            let told = told(&one.about(&bundle, stored));
            assert_eq!(told, "no: ReportedByParts", "{kind:?}");
        }
    }
    // what was handed in before it became one can still be put right
    let void = op(Void, REPORTER).saying("改由子项目填报");
    assert_eq!(told(&void.about(&bundle, Some(&submitted))), "Void");
}

#[test]
fn a_review_is_of_exactly_what_the_reviewer_saw() {
    for kind in [Accept, Return] {
        for seen in [0, 4, 6] {
            let decision = op(kind, REVIEWER).saying("x").seen(seen);
            let decision = decision.against(Some(&stored(State::Submitted)));
            assert_eq!(told(&decision), "no: Overtaken", "{kind:?} of {seen}");
        }
    }
}

#[test]
fn nobody_reviews_what_they_have_filed_themselves_whatever_their_role_is_now() {
    let own = |kind| Op {
        is_own: true,
        ..op(kind, REVIEWER).saying("x")
    };
    let submitted = stored(State::Submitted);
    for kind in [Accept, Return] {
        assert_eq!(told(&own(kind).against(Some(&submitted))), "no: OwnReport");
    }
    let amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    let takes = own(Resolve).settling(&[7]).writing(BETTER);
    assert_eq!(told(&takes.against(Some(&amended))), "no: OwnReport");
    let withdraws = own(Resolve).settling(&[7]);
    assert_eq!(told(&withdraws.against(Some(&amended))), "Accepted");
}

#[test]
fn an_acceptance_is_checked_again_and_waits_for_open_conflicts() {
    let mut wrong = stored(State::Submitted);
    wrong.values = draft(WRONG);
    assert_eq!(
        told(&op(Accept, REVIEWER).against(Some(&wrong))),
        "no: M103"
    );
    let open = with_open(stored(State::Submitted), ClashKind::Conflict);
    let accept = op(Accept, REVIEWER).against(Some(&open));
    assert_eq!(told(&accept), "no: ConflictsOpen");
    let back = op(Return, REVIEWER).saying("先处理冲突");
    assert_eq!(told(&back.against(Some(&open))), "Returned");
}

#[test]
fn a_return_says_why_and_a_review_changes_no_boxes() {
    let submitted = stored(State::Submitted);
    for reason in [None, Some(" \n")] {
        let silent = Op {
            reason,
            ..op(Return, REVIEWER)
        };
        assert_eq!(
            told(&silent.against(Some(&submitted))),
            "no: CommentMissing"
        );
    }
    for kind in [Accept, Return] {
        let writing = op(kind, REVIEWER).saying("x").writing(BETTER);
        let decision = writing.against(Some(&submitted));
        assert_eq!(told(&decision), "no: ChangesNotTaken");
    }
}

#[test]
fn a_hand_in_that_has_not_seen_the_return_is_taken_but_does_not_pass_over_it() {
    let returned = stored(State::Returned);
    let late = op(Submit, REPORTER).seen(4).writing(BETTER);
    let Decision::Write { state, values, .. } = late.against(Some(&returned)) else {
        panic!("the boxes are taken");
    };
    assert_eq!((state, values), (State::Returned.into(), draft(BETTER)));
    let informed = op(Submit, REPORTER).seen(5);
    assert_eq!(told(&informed.against(Some(&returned))), "Submitted");
}

#[test]
fn what_is_in_order_alone_and_not_with_what_others_wrote_waits_beside_it() {
    let mut held = stored(State::Draft);
    held.values = draft(WRONG);
    let mut unseen = op(Submit, REPORTER).seen(0).writing(&[("remarks", "x")]);
    unseen.base = FieldValues::new();
    let Decision::Write {
        state,
        values,
        opened,
        ..
    } = unseen.against(Some(&held))
    else {
        panic!("it waits");
    };
    assert_eq!((state, values), (State::Draft.into(), draft(WRONG)));
    assert_eq!(opened[0].second, draft(&[("remarks", "x")]));
    // What was seen so is refused instead.
    let mut seen = op(Submit, REPORTER).writing(&[("remarks", "x")]);
    seen.base = draft(WRONG);
    assert_eq!(told(&seen.against(Some(&held))), "no: M103");
}

#[test]
fn a_change_to_an_accepted_report_waits_for_a_reviewer_group_by_group() {
    let mut boxes = BETTER.to_vec();
    boxes.push(("remarks", "更正"));
    let change = op(Submit, REPORTER).writing(&boxes);
    let Decision::Write {
        state,
        values,
        opened,
        outcome,
        ..
    } = change.against(Some(&stored(State::Accepted)))
    else {
        panic!("it is written");
    };
    assert_eq!(
        (state, outcome),
        (State::Accepted.into(), Outcome::Conflict)
    );
    assert_eq!(values, draft(GOOD), "what was accepted stands");
    assert_eq!(opened.len(), 2);
    for clash in &opened {
        assert_eq!(clash.kind, ClashKind::Amendment);
    }
    let wrong = op(Submit, REPORTER).writing(WRONG);
    assert_eq!(
        told(&wrong.against(Some(&stored(State::Accepted)))),
        "no: M103"
    );
    let same = op(Submit, REPORTER).against(Some(&stored(State::Accepted)));
    assert_eq!(same, Decision::Nothing);
}

#[test]
fn a_declaration_as_void_is_of_the_boxes_that_were_seen() {
    let mut changed = stored(State::Submitted);
    changed.values = draft(BETTER);
    let void = op(Void, REPORTER).saying("重复");
    assert_eq!(told(&void.against(Some(&changed))), "no: Overtaken");
}

/// The conflicts that a decision closes.
fn closed(decision: Decision) -> Vec<u64> {
    match decision {
        Decision::Write { closed, .. } => closed,
        other => panic!("it is written: {other:?}"),
    }
}

#[test]
fn a_later_value_closes_the_conflict_of_the_same_person_about_the_same_boxes() {
    let open = with_open(stored(State::Submitted), ClashKind::Conflict);
    let mut of_another = open.clone();
    of_another.open[0].second_user = "li".to_owned();
    let amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    let third: &[(&str, &str)] = &[("month_investment", "120"), ("year_to_date", "520")];
    for (stored, boxes, expected) in [
        (&open, BETTER, &[7][..]),
        (&open, &[("remarks", "更正")], &[]),
        (&of_another, BETTER, &[]),
        (&amended, third, &[7]),
    ] {
        let decision = op(Submit, REPORTER).writing(boxes).against(Some(stored));
        assert_eq!(closed(decision), expected, "{boxes:?}");
    }
}

#[test]
fn who_settles_a_conflict_does_not_answer_for_a_value_that_came_after() {
    // April was corrected since: what stands no longer adds up
    let mut overtaken = with_open(stored(State::Submitted), ClashKind::Conflict);
    overtaken.values = draft(WRONG);
    let settle = op(Resolve, REPORTER).settling(&[7]);
    let better = settle.clone().writing(BETTER).against(Some(&overtaken));
    let Decision::Write {
        outcome, values, ..
    } = better
    else {
        panic!("it is written");
    };
    assert_eq!(outcome, Outcome::Conflict);
    assert_eq!(values, draft(WRONG));
    // without a value of one's own there is nothing to be put beside it
    assert_eq!(told(&settle.against(Some(&overtaken))), "no: M103");
}

#[test]
fn a_change_is_turned_down_even_where_what_stays_does_not_pass_any_more() {
    let mut amended = with_open(stored(State::Accepted), ClashKind::Amendment);
    // An earlier month was changed after this one was accepted.
    amended.values = draft(WRONG);
    let mut settle = op(Resolve, REVIEWER).settling(&[7]);
    settle.base = draft(WRONG);
    assert_eq!(closed(settle.against(Some(&amended))), [7]);
}
