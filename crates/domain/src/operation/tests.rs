//! What stands against an operation before its subject is asked, and what is written of it.

use std::collections::BTreeMap;

use super::*;
use crate::check::testing::{draft, month, plan_row, profile};
use crate::check::{Context, History, Stage, catalogue};
use crate::merge::{Clash, ClashKind, Group};
use crate::operation::question::{self, CommandKind as Step};
use crate::operation::report;
use crate::operation::report::CommandKind;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::{FORM_VERSION, FieldKey, FieldValue, FieldValues};
use crate::rights::{May, Role};

const CLERK: May = May {
    see: true,
    report: true,
    ..May::NOTHING
};
const REVIEWER: May = May {
    see: true,
    review: true,
    ..May::NOTHING
};

fn key() -> ReportKey {
    ReportKey {
        project: "p1".to_owned(),
        month: month("2022-05"),
    }
}

fn operation(subject: impl Into<Subject>, command: impl Into<Command>) -> Operation {
    Operation {
        op_id: "op-1".into(),
        sequence: 1,
        form_version: FORM_VERSION,
        base_rev: 0,
        base_tag: None,
        previous: None,
        made_at: "".into(),
        subject: subject.into(),
        command: command.into(),
    }
}

fn draft_of(text: &str) -> Operation {
    let typed = draft(&[("remarks", text)]).into_iter();
    let changes = typed.map(|(key, value)| (key, Some(value))).collect();
    operation(key(), report::Command::of(CommandKind::Set, changes))
}

fn verdict(kind: CommandKind, words: &str) -> Operation {
    let command = report::Command {
        reason: Some(words.to_owned()),
        ..report::Command::of(kind, BTreeMap::new())
    };
    operation(key(), command)
}

/// Nothing is held, everything is known, and a clerk sends it in May.
struct World {
    profile: Profile,
    plan: Option<PlanRow>,
    today: &'static str,
    may: May,
    user: &'static str,
    before: Option<Recorded>,
    stored: Option<Stored>,
    view: View,
    givers: BTreeMap<Group, Giver>,
    gate: month::Gate,
}

fn world() -> World {
    let mut profile = profile();
    for rule in catalogue::RULES {
        profile.rules.entry(rule.code).off = true;
    }
    World {
        profile,
        plan: Some(plan_row()),
        today: "2022-05-31",
        may: CLERK,
        user: "zhang",
        before: None,
        stored: None,
        view: View::Seen(FieldValues::new()),
        givers: BTreeMap::new(),
        gate: month::Gate::Open,
    }
}

impl World {
    fn decide(&self, operation: &Operation) -> Decided {
        let (none, nothing) = (BTreeMap::new(), FieldValues::new());
        let context = self.plan.as_ref().map(|plan| Context {
            profile: &self.profile,
            plan,
            month: operation.subject.month(),
            stage: Stage::Submitting,
            today: crate::period::parse_day(self.today).ok(),
            history: History {
                known_from: None,
                reports: &none,
            },
        });
        let facts = Facts {
            before: self.before.clone(),
            incoming: Incoming {
                seen: operation.base_rev,
                base: &nothing,
                user: self.user,
                name: "张三",
                unit: "交通局",
                at: &"2022-05-31T02:00:00Z".into(),
                may: self.may,
                role: if self.may.review {
                    Role::CityOffice
                } else {
                    Role::Clerk
                },
                vacant: &[],
                has_filed: false,
            },
            stored: self.stored.clone(),
            view: self.view.clone(),
            givers: self.givers.clone(),
            context,
            gate: self.gate,
            month: None,
            plan: None,
            publication: None,
            of_month: None,
        };
        decide(operation, &facts)
    }

    fn refusal(&self, operation: &Operation) -> Option<Refusal> {
        let decided = self.decide(operation);
        assert_eq!(decided.receipt.op_id, operation.op_id);
        decided.receipt.refusal
    }
}

fn held(rev: u64, state: report::State, values: FieldValues) -> Stored {
    Stored {
        rev,
        state: state.into(),
        returned_in: None,
        hand_ins: None,
        values,
        open: Vec::new(),
        last: Giver {
            user: "li".to_owned(),
            at: "earlier".into(),
        },
    }
}

#[test]
fn what_is_taken_is_recorded_and_makes_the_next_revision() {
    let mut world = world();
    let first = world.decide(&draft_of("x"));
    let boxes = draft(&[("remarks", "x")]);
    let revise = |rev| Effect::Revise {
        rev,
        state: report::State::Draft.into(),
        values: boxes.clone(),
        hand_ins: None,
    };
    assert_eq!(first.effects, [Effect::Record, revise(1)]);
    assert_eq!(
        (first.receipt.outcome, first.receipt.rev),
        (Outcome::Applied, Some(1))
    );
    world.stored = Some(held(4, report::State::Draft, FieldValues::new()));
    assert_eq!(
        world.decide(&draft_of("x")).effects,
        [Effect::Record, revise(5)]
    );
    // What stands already makes none.
    world.stored = Some(held(4, report::State::Draft, boxes));
    let same = world.decide(&draft_of("x"));
    assert_eq!(same.effects, [Effect::Record]);
    assert_eq!(
        (same.receipt.outcome, same.receipt.rev),
        (Outcome::Applied, Some(4))
    );
}

#[test]
fn what_was_decided_before_is_answered_again_and_never_written_again() {
    let mut world = world();
    let sent = draft_of("x");
    let receipt = world.decide(&sent).receipt;
    world.before = Some(Recorded {
        user: "zhang".to_owned(),
        operation: sent.clone(),
        receipt: receipt.clone(),
    });
    let again = world.decide(&sent);
    assert_eq!(
        (again.receipt.outcome, again.receipt.rev),
        (Outcome::Duplicate, Some(1))
    );
    assert_eq!(again.effects, []);
    assert_eq!(world.refusal(&draft_of("y")), Some(Refusal::IdReused));
    world.user = "li";
    assert_eq!(world.refusal(&sent), Some(Refusal::IdReused));
    world.user = "zhang";
    let refused = world.before.as_mut().unwrap();
    refused.receipt.outcome = Outcome::Rejected;
    assert_eq!(world.decide(&sent).receipt.outcome, Outcome::Rejected);
}

/// Made anew from a rescue file, on a device where it has another number and builds on nothing.
#[test]
fn a_decision_is_the_same_on_whichever_device_it_is_made_anew() {
    let first = Operation {
        previous: Some("before".into()),
        ..verdict(CommandKind::Void, "x")
    };
    let anew = Operation {
        sequence: 7,
        previous: None,
        ..first.clone()
    };
    for (known, sent) in [(&first, &anew), (&anew, &first)] {
        let mut world = world();
        let receipt = Receipt {
            rev: Some(3),
            ..Receipt::of(known.op_id.clone(), Outcome::Applied)
        };
        world.before = Some(Recorded {
            user: "zhang".to_owned(),
            operation: known.clone(),
            receipt,
        });
        let again = world.decide(sent);
        let told = (again.receipt.outcome, again.receipt.rev);
        assert_eq!(told, (Outcome::Duplicate, Some(3)));
        assert_eq!(again.effects, []);
        let other = [
            verdict(CommandKind::Void, "other words"),
            verdict(CommandKind::Return, "x"),
            Operation {
                base_rev: 8,
                ..sent.clone()
            },
            Operation {
                subject: ReportKey {
                    project: "p2".to_owned(),
                    ..key()
                }
                .into(),
                ..sent.clone()
            },
        ];
        for other in other {
            assert_eq!(world.refusal(&other), Some(Refusal::IdReused), "{other:?}");
        }
        world.user = "li";
        assert_eq!(world.refusal(sent), Some(Refusal::IdReused));
    }
    // What fills boxes is made on one device only.
    let mut world = world();
    let sent = draft_of("x");
    world.before = Some(Recorded {
        user: "zhang".to_owned(),
        operation: sent.clone(),
        receipt: Receipt::of(sent.op_id.clone(), Outcome::Applied),
    });
    let elsewhere = Operation {
        sequence: 7,
        ..sent
    };
    assert_eq!(world.refusal(&elsewhere), Some(Refusal::IdReused));
}

#[test]
fn what_may_be_taken_later_as_it_is_uses_no_identifier_up() {
    let refuses = |change: fn(&mut World, &mut Operation), expected| {
        let (mut world, mut sent) = (world(), draft_of("x"));
        change(&mut world, &mut sent);
        let decided = world.decide(&sent);
        assert_eq!(decided.receipt.refusal, Some(expected));
        assert_eq!(decided.effects, [], "{expected:?}");
        decided.receipt.outcome
    };
    for (change, expected) in [
        (
            (|_, sent| sent.form_version = 0) as fn(&mut World, &mut Operation),
            Refusal::FormVersion,
        ),
        (
            |_, sent| sent.form_version = FORM_VERSION + 1,
            Refusal::FormVersion,
        ),
        (|world, _| world.plan = None, Refusal::NotYours),
        (|world, _| world.may = REVIEWER, Refusal::NotYours),
        (
            |world, _| world.plan.as_mut().unwrap().entered = month("2024-01"),
            Refusal::NotYours,
        ),
        (|world, _| world.today = "2022-04-30", Refusal::MonthNotOpen),
    ] {
        assert_eq!(refuses(change, expected), Outcome::Rejected);
    }
    for waits in [Refusal::PreviousMissing, Refusal::UnknownBase] {
        let mut world = world();
        world.view = View::Wait(waits);
        let decided = world.decide(&draft_of("x"));
        assert_eq!(decided.receipt.outcome, Outcome::Retry);
        assert_eq!(
            (decided.receipt.refusal, decided.effects),
            (Some(waits), Vec::new())
        );
    }
    // The year before it entered the plan, and the first day of the month.
    let mut world = world();
    world.plan.as_mut().unwrap().entered = month("2023-12");
    world.today = "2022-05-01";
    assert_eq!(world.refusal(&draft_of("x")), None);
}

#[test]
fn what_builds_on_something_refused_is_refused_for_good() {
    let mut world = world();
    world.view = View::Refused;
    let decided = world.decide(&draft_of("x"));
    assert_eq!(decided.receipt.refusal, Some(Refusal::PreviousRefused));
    assert_eq!(decided.receipt.rev, None, "there is none yet");
    assert_eq!(decided.effects, [Effect::Record]);
}

#[test]
fn of_two_values_the_first_has_its_giver_and_the_settled_go_before_the_opened() {
    let mut world = world();
    world.stored = Some(held(
        3,
        report::State::Draft,
        draft(&[("remarks", "first")]),
    ));
    let group = Group::of(&FieldKey::new("remarks").unwrap());
    let opened = |world: &World| {
        let decided = world.decide(&draft_of("second"));
        assert_eq!(decided.receipt.outcome, Outcome::Conflict);
        match decided.effects.last() {
            Some(Effect::Open { clash, first }) => (clash.group.clone(), first.user.clone()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(opened(&world), (group.clone(), "li".to_owned()));
    let giver = Giver {
        user: "wang".to_owned(),
        at: "then".into(),
    };
    world.givers.insert(group.clone(), giver);
    assert_eq!(opened(&world), (group.clone(), "wang".to_owned()));

    let values = draft(&[("remarks", "own, before")]);
    let clash = Clash {
        kind: ClashKind::Conflict,
        group,
        base: FieldValues::new(),
        first: draft(&[("remarks", "first")]),
        second: values,
    };
    world.stored.as_mut().unwrap().open.push(OpenClash {
        id: 7,
        clash,
        second_user: "zhang".to_owned(),
    });
    let decided = world.decide(&draft_of("second"));
    assert!(matches!(
        decided.effects[..],
        [
            Effect::Record,
            Effect::Revise { .. },
            Effect::Settle(7),
            Effect::Open { .. }
        ]
    ));
}

#[test]
fn nothing_grows_beyond_measure_and_what_is_too_large_may_shrink() {
    let many = |count: usize| -> FieldValues {
        let boxes = (0..count).map(|n| {
            (
                FieldKey::new(&format!("box{n}")).unwrap(),
                FieldValue::from("x"),
            )
        });
        boxes.collect()
    };
    let mut world = world();
    let change = |key: &str, value: Option<&str>| {
        let changes = [(FieldKey::new(key).unwrap(), value.map(FieldValue::from))].into();
        operation(key_of(), report::Command::of(CommandKind::Set, changes))
    };
    for (boxes, key, value, expected) in [
        (599, "one", Some("x"), None),
        (600, "one", Some("x"), Some(Refusal::Malformed)),
        (700, "box1", None, None),
        (700, "box1", Some("y"), None),
        (700, "one", Some("x"), Some(Refusal::Malformed)),
    ] {
        let values = many(boxes);
        world.view = View::Seen(values.clone());
        world.stored = Some(held(1, report::State::Draft, values));
        let decided = world.decide(&change(key, value));
        assert_eq!(decided.receipt.refusal, expected, "{boxes} {key}");
        assert_eq!(decided.receipt.detail.is_some(), expected.is_some());
        assert_eq!(decided.effects.is_empty(), expected.is_some());
    }
    let long = |bytes: usize| draft(&[("remarks", &"x".repeat(bytes - "remarks".len()))]);
    for (bytes, key, expected) in [
        (374_999, "o", Some(Refusal::Malformed)),
        (374_998, "o", None),
        (375_001, "o", Some(Refusal::Malformed)),
    ] {
        world.view = View::Seen(long(bytes));
        world.stored = Some(held(1, report::State::Draft, long(bytes)));
        assert_eq!(world.refusal(&change(key, Some("x"))), expected, "{bytes}");
    }
    // As large as it was is not larger.
    let mut too_large = long(375_100);
    too_large.extend(draft(&[("o", "x")]));
    world.view = View::Seen(too_large.clone());
    world.stored = Some(held(1, report::State::Draft, too_large));
    assert_eq!(world.refusal(&change("o", Some("y"))), None);
    assert_eq!(size(&long(100)), (1, 100));
    let parts = [("a".to_owned(), "bc".to_owned())];
    let record = [(
        FieldKey::new("key").unwrap(),
        FieldValue::Record(parts.into()),
    )];
    assert_eq!(size(&record.into()), (1, 6));
}

fn key_of() -> ReportKey {
    key()
}

#[test]
fn second_values_have_an_end() {
    let mut world = world();
    let mut stored = held(3, report::State::Draft, draft(&[("remarks", "first")]));
    let open = |id: u64| OpenClash {
        id,
        clash: Clash {
            kind: ClashKind::Conflict,
            group: Group::of(&FieldKey::new("other").unwrap()),
            base: FieldValues::new(),
            first: FieldValues::new(),
            second: FieldValues::new(),
        },
        second_user: "li".to_owned(),
    };
    stored.open = (0..199).map(open).collect();
    world.stored = Some(stored);
    assert_eq!(world.refusal(&draft_of("second")), None);
    world.stored.as_mut().unwrap().open.push(open(199));
    assert_eq!(world.refusal(&draft_of("second")), Some(Refusal::Malformed));
    // What opens none is taken.
    let other = draft(&[("visual_progress", "x")]).into_iter();
    let changes = other.map(|(key, value)| (key, Some(value))).collect();
    let other = operation(key(), report::Command::of(CommandKind::Set, changes));
    assert_eq!(world.refusal(&other), None);
}

#[test]
fn a_restored_server_takes_words_but_ends_nothing_that_it_cannot_show() {
    let question = QuestionKey {
        report: key(),
        id: "q".to_owned(),
    };
    let asked = question::Command {
        field: FieldKey::new("remarks"),
        ..question::Command::saying(Step::Ask, "？")
    };
    let mut world = world();
    world.may = REVIEWER;
    let Effect::Revise { values, state, .. } =
        world.decide(&operation(question.clone(), asked)).effects[1].clone()
    else {
        panic!("a question was asked");
    };
    world.stored = Some(Stored {
        state,
        ..held(1, report::State::Draft, values)
    });
    world.view = View::Wait(Refusal::UnknownBase);
    let step = |kind| operation(question.clone(), question::Command::saying(kind, "答复"));
    for kind in [Step::Withdraw, Step::Close] {
        assert_eq!(
            world.decide(&step(kind)).receipt.outcome,
            Outcome::Retry,
            "{kind:?}"
        );
    }
    world.may = CLERK;
    assert_eq!(world.refusal(&step(Step::Answer)), None);
}

#[test]
fn only_what_a_person_may_do_is_admitted() {
    let of_report = |kind| Command::from(report::Command::saying(kind, None));
    let of_question = |kind| Command::from(question::Command::saying(kind, "x"));
    for (command, clerk, reviewer) in [
        (
            of_report(CommandKind::Submit),
            None,
            Some(Refusal::NotYours),
        ),
        (
            of_report(CommandKind::Accept),
            Some(Refusal::ReviewersOnly),
            None,
        ),
        (of_question(Step::Ask), Some(Refusal::ReviewersOnly), None),
        (
            of_question(Step::Answer),
            None,
            Some(Refusal::ReportersOnly),
        ),
    ] {
        assert_eq!(
            (admit(&command, CLERK), admit(&command, REVIEWER)),
            (clerk, reviewer)
        );
    }
}
