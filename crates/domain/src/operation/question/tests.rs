use super::*;
use crate::operation::{Decision, Giver, Incoming, Outcome, Refusal, Stored};
use crate::rights::{May, Role};

use CommandKind::{Answer, Ask, AskAgain, Close, Withdraw};

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
const STRANGER: May = May::NOTHING;

/// Somebody's step, against so many remarks as were seen.
fn step(kind: CommandKind, user: &str, may: May, seen: u64, held: &FieldValues) -> Decision {
    let command = Command {
        field: (kind == Ask).then(|| FieldKey::new("month_investment").unwrap()),
        ..Command::saying(kind, "为何比上月少？")
    };
    given(&command, user, may, seen, held)
}

fn given(command: &Command, user: &str, may: May, seen: u64, held: &FieldValues) -> Decision {
    let empty = FieldValues::new();
    let stored = Question::read(held).map(|question| Stored {
        rev: question.remarks.len() as u64,
        state: question.state().unwrap().into(),
        returned_in: None,
        hand_ins: None,
        values: held.clone(),
        open: Vec::new(),
        last: Giver::default(),
    });
    let incoming = Incoming {
        seen,
        base: &empty,
        user,
        name: user,
        unit: "交通局",
        at: &"2022-06-01T00:00:00Z".into(),
        may,
        role: Role::Clerk,
        vacant: &[],
        has_filed: false,
    };
    decide(stored.as_ref(), command, &incoming)
}

fn values(decision: Decision) -> FieldValues {
    match decision {
        Decision::Write {
            values,
            outcome: Outcome::Applied,
            ..
        } => values,
        other => panic!("{other:?}"),
    }
}

fn refusal(decision: Decision) -> Option<Refusal> {
    match decision {
        Decision::Reject { refusal, .. } => refusal,
        _ => None,
    }
}

/// What is held after these steps, each of whoever takes it.
fn after(steps: &[CommandKind]) -> FieldValues {
    let mut held = FieldValues::new();
    for (seen, kind) in (0..).zip(steps) {
        let (user, may) = match kind {
            Answer => ("clerk", CLERK),
            _ => ("office", REVIEWER),
        };
        held = values(step(*kind, user, may, seen, &held));
    }
    held
}

#[test]
fn every_step_in_every_state() {
    let asked: [(&str, &[CommandKind]); 5] = [
        ("nothing", &[]),
        ("open", &[Ask]),
        ("answered", &[Ask, Answer]),
        ("closed", &[Ask, Answer, Close]),
        ("withdrawn", &[Ask, Withdraw]),
    ];
    // Each row: Ask, Answer, AskAgain, Close, Withdraw.
    let expected = [
        "asked QuestionOver QuestionOver QuestionOver QuestionOver",
        "QuestionOver answered NotAnswered NotAnswered withdrawn",
        "QuestionOver answered asked closed withdrawn",
        "QuestionOver QuestionOver QuestionOver QuestionOver QuestionOver",
        "QuestionOver QuestionOver QuestionOver QuestionOver QuestionOver",
    ];
    for ((name, steps), expected) in asked.into_iter().zip(expected) {
        let held = after(steps);
        let told = CommandKind::ALL.map(|kind| {
            let may = if kind == Answer { CLERK } else { REVIEWER };
            match step(kind, "somebody", may, steps.len() as u64, &held) {
                Decision::Write { state, .. } if state.of_question() == Some(State::Open) => {
                    "asked".to_owned()
                }
                Decision::Write { state, .. } => state.key().to_owned(),
                other => format!("{:?}", refusal(other).unwrap()),
            }
        });
        assert_eq!(told.join(" "), expected, "{name}");
    }
}

#[test]
fn who_may_take_a_step() {
    let held = after(&[Ask, Answer]);
    for (kind, may, expected) in [
        (Answer, CLERK, None),
        (Answer, REVIEWER, Some(Refusal::ReportersOnly)),
        (Answer, STRANGER, Some(Refusal::NotYours)),
        (AskAgain, CLERK, Some(Refusal::ReviewersOnly)),
        (Close, CLERK, Some(Refusal::ReviewersOnly)),
        (Close, STRANGER, Some(Refusal::ReviewersOnly)),
        (Withdraw, CLERK, Some(Refusal::ReviewersOnly)),
        (Close, REVIEWER, None),
    ] {
        assert_eq!(
            refusal(step(kind, "x", may, 2, &held)),
            expected,
            "{kind:?} {may:?}"
        );
    }
    let nothing = FieldValues::new();
    let by_clerk = step(Ask, "x", CLERK, 0, &nothing);
    assert_eq!(refusal(by_clerk), Some(Refusal::ReviewersOnly));
}

#[test]
fn nobody_ends_what_has_been_answered_meanwhile() {
    let held = after(&[Ask, Answer]);
    for kind in [Close, Withdraw] {
        // Seen before the answer came in.
        let unseen = step(kind, "office", REVIEWER, 1, &held);
        assert_eq!(refusal(unseen), Some(Refusal::Overtaken), "{kind:?}");
        assert!(refusal(step(kind, "office", REVIEWER, 2, &held)).is_none());
    }
    // One's own words, on their way together, overtake nobody.
    let again = after(&[Ask, Answer, AskAgain]);
    assert!(refusal(step(Withdraw, "office", REVIEWER, 2, &again)).is_none());
}

#[test]
fn two_answers_stand_one_after_the_other() {
    let first = after(&[Ask, Answer]);
    // Made by another clerk who had only seen the question.
    let both = values(step(Answer, "other", CLERK, 1, &first));
    let question = Question::read(&both).unwrap();
    let said: Vec<&str> = question
        .remarks
        .iter()
        .map(|one| one.user.as_str())
        .collect();
    assert_eq!(said, ["office", "clerk", "other"]);
    assert_eq!(question.state(), Some(State::Answered));
}

#[test]
fn words_are_asked_for_where_they_are_needed() {
    let held = after(&[Ask, Answer]);
    for kind in CommandKind::ALL {
        let mut command = Command::saying(kind, " \n");
        command.field = FieldKey::new("remarks");
        let may = if kind == Answer { CLERK } else { REVIEWER };
        let held = if kind == Ask {
            FieldValues::new()
        } else {
            held.clone()
        };
        let expected = kind.needs_words().then_some(Refusal::WordsMissing);
        assert_eq!(
            refusal(given(&command, "x", may, 2, &held)),
            expected,
            "{kind:?}"
        );
        command.text = Some("字".repeat(10_001));
        let too_long = refusal(given(&command, "x", may, 2, &held));
        assert_eq!(too_long, Some(Refusal::CommentTooLong), "{kind:?}");
    }
    let nowhere = Command::saying(Ask, "哪一栏？");
    let refused = refusal(given(&nowhere, "x", REVIEWER, 0, &FieldValues::new()));
    assert_eq!(refused, Some(Refusal::Malformed));
}

#[test]
fn nobody_says_so_much_that_a_question_cannot_be_ended() {
    let long = "字".repeat(10_000);
    for (words, most) in [("答", 99), (long.as_str(), 10)] {
        let answer = Command::saying(Answer, words);
        let mut held = after(&[Ask]);
        let mut taken = 0;
        let refused = loop {
            match given(&answer, "clerk", CLERK, 1, &held) {
                Decision::Write { values, .. } => held = values,
                other => break refusal(other),
            }
            taken += 1;
        };
        assert_eq!((refused, taken), (Some(Refusal::QuestionFull), most));
        let close = Command::saying(Close, words);
        let closed = values(given(&close, "office", REVIEWER, 200, &held));
        let (boxes, bytes) = crate::operation::size(&closed);
        assert!(boxes < 600 && bytes < 375_000, "{boxes} {bytes}");
    }
}

#[test]
fn what_was_said_is_read_again() {
    let question = Question::read(&after(&[Ask, Answer, AskAgain])).unwrap();
    assert_eq!(question.field.as_str(), "month_investment");
    let kinds: Vec<CommandKind> = question.remarks.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [Ask, Answer, AskAgain]);
    let asked = question.asked().unwrap();
    assert_eq!(
        (asked.by.as_str(), asked.unit.as_str()),
        ("office", "交通局")
    );
    assert_eq!(asked.text, "为何比上月少？");
    assert_eq!(Question::read(&FieldValues::new()), None);
}

/// What is held after so many remarks, however much that is, all in so many bytes if that is said.
fn said(remarks: usize, bytes: Option<usize>) -> FieldValues {
    let mut held = after(&[Ask]);
    let mut remark = Question::read(&held).unwrap().remarks.remove(0);
    remark.kind = Answer;
    for _ in 1..remarks {
        held = with_remark(&held, None, &remark);
    }
    let Some(bytes) = bytes else {
        return held;
    };
    remark.text.clear();
    let short = with_remark(&held, None, &remark);
    remark.text = "a".repeat(bytes - crate::operation::size(&short).1);
    with_remark(&held, None, &remark)
}

#[test]
fn a_question_takes_words_up_to_its_measure_and_none_where_it_is_beyond_it_from_before() {
    let most = crate::report::limits::MAX_BYTES;
    for (held, expected) in [
        (said(99, None), None),
        (said(100, None), Some(Refusal::QuestionFull)),
        (said(101, None), Some(Refusal::QuestionFull)),
        (said(2, Some(most - 1)), None),
        (said(2, Some(most)), Some(Refusal::QuestionFull)),
        (said(2, Some(most + 1)), Some(Refusal::QuestionFull)),
    ] {
        let answer = step(Answer, "clerk", CLERK, 200, &held);
        assert_eq!(refusal(answer), expected);
    }
}

#[test]
fn a_question_waits_for_nobody_who_has_just_spoken() {
    // 联络员: reports for the unit and reviews what its clerks report.
    let liaison = May {
        report: true,
        review: true,
        see: true,
        ..May::NOTHING
    };
    let said = |steps: &[(CommandKind, &str)]| {
        let mut held = FieldValues::new();
        for (at, (kind, user)) in steps.iter().enumerate() {
            held = values(step(*kind, user, liaison, at as u64, &held));
        }
        Question::read(&held).unwrap()
    };
    for (steps, waits) in [
        (&[(Ask, "liaison")][..], &["clerk"][..]),
        (&[(Ask, "office")], &["clerk", "liaison"]),
        (
            &[(Ask, "office"), (Answer, "clerk")],
            &["liaison", "office"],
        ),
        (&[(Ask, "office"), (Answer, "liaison")], &["office"]),
        (
            &[(Ask, "liaison"), (Answer, "clerk")],
            &["liaison", "office"],
        ),
        // What somebody asked they close, whoever has answered.
        (
            &[(Ask, "liaison"), (Answer, "liaison")],
            &["liaison", "office"],
        ),
        (
            &[(Ask, "office"), (Answer, "clerk"), (AskAgain, "liaison")],
            &["clerk"],
        ),
        (
            &[(Ask, "liaison"), (Answer, "clerk"), (AskAgain, "office")],
            &["clerk"],
        ),
        (
            &[(Ask, "office"), (Answer, "clerk"), (Close, "office")],
            &[],
        ),
        (&[(Ask, "office"), (Withdraw, "office")], &[]),
    ] {
        let question = said(steps);
        let people = [("clerk", CLERK), ("liaison", liaison), ("office", REVIEWER)];
        let waiting = people
            .iter()
            .filter(|(user, may)| question.waits_for(*may, user));
        let waiting: Vec<&str> = waiting.map(|(user, _)| *user).collect();
        assert_eq!(waiting, waits, "{steps:?}");
    }
}
