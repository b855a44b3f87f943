//! What a command does to a summary.

use super::*;
use crate::operation::{Decision, Giver, Incoming, Refusal, Stored, SummaryKey};
use crate::report::FieldValues;
use crate::rights::{May, Role};

const UNIT: May = May {
    see: true,
    report: true,
    ..May::NOTHING
};
const OFFICE: May = May {
    see: true,
    close: true,
    ..May::NOTHING
};
/// The office with what is its own.
const CITY: May = May {
    report: true,
    ..OFFICE
};

/// A summary, as it is held.
struct Case {
    key: SummaryKey,
    held: FieldValues,
}

impl Case {
    fn of(unit: &str) -> Self {
        Self {
            key: SummaryKey::of("2022-06".parse().unwrap(), unit),
            held: FieldValues::new(),
        }
    }

    fn decide(&self, command: &Command, (user, may): (&str, May), seen: usize) -> Decision {
        let stored = Stored {
            rev: self.held.len() as u64,
            state: State::Draft.into(),
            returned_in: None,
            hand_ins: None,
            values: self.held.clone(),
            open: Vec::new(),
            last: Giver::default(),
        };
        let at = format!("2022-07-0{}T02:00:00Z", self.held.len() + 1);
        let incoming = Incoming {
            seen: seen as u64,
            base: &FieldValues::new(),
            user,
            name: user,
            unit: "市交通局",
            at: &at.into(),
            may,
            role: Role::Clerk,
            vacant: &[],
            has_filed: false,
        };
        let facts = Facts {
            key: &self.key,
            is_known: self.key.is_citys() || self.key.unit == "roads",
        };
        decide(Some(&stored), command, &incoming, &facts)
    }

    /// Takes a step that was made in sight of everything; otherwise says why not.
    fn step(&mut self, command: &Command, who: (&str, May)) -> Result<State, Refusal> {
        self.step_seeing(command, who, self.held.len())
    }

    fn step_seeing(
        &mut self,
        command: &Command,
        who: (&str, May),
        seen: usize,
    ) -> Result<State, Refusal> {
        match self.decide(command, who, seen) {
            Decision::Write { state, values, .. } => {
                assert!(Log::follows(&self.held, command, &values));
                assert!(!Log::follows(&values, command, &values));
                self.held = values;
                let read = self.summary().state.unwrap();
                assert_eq!(state, crate::operation::State::from(read));
                Ok(read)
            }
            Decision::Reject { refusal, .. } => Err(refusal.unwrap()),
            Decision::RejectNaming { refusal, detail } => {
                assert!(!detail.is_empty());
                Err(refusal)
            }
            other => panic!("{other:?}"),
        }
    }

    fn summary(&self) -> Summary {
        Log::read(&self.held).unwrap().summary()
    }
}

fn write(texts: &[(Heading, &str)]) -> Command {
    let mut all = Texts::default();
    for (heading, text) in texts {
        all.set(*heading, text);
    }
    Command::write(all)
}

fn whole() -> Command {
    write(&[(Heading::Experience, "早谋划"), (Heading::Next, "抓开工")])
}

const HAND_IN: Command = Command::of(CommandKind::HandIn);
const WITHDRAW: Command = Command::of(CommandKind::Withdraw);
const ACCEPT: Command = Command::of(CommandKind::Accept);

const CLERK: (&str, May) = ("clerk", UNIT);
const READER: (&str, May) = ("office", OFFICE);

/// Where each step leads from each state, or why it is not taken.
#[test]
fn every_step_from_every_state() {
    let none: &[(Command, (&str, May))] = &[];
    let draft = &[(whole(), CLERK)][..];
    let handed_in = &[(whole(), CLERK), (HAND_IN, CLERK)][..];
    let returned = &[
        (whole(), CLERK),
        (HAND_IN, CLERK),
        (Command::send_back("补充"), READER),
    ][..];
    let accepted = &[(whole(), CLERK), (HAND_IN, CLERK), (ACCEPT, READER)][..];
    let wrong = Err(Refusal::SummaryWrong);
    for (before, expected) in [
        // write, hand in, withdraw, return, accept
        (none, [Ok(State::Draft), wrong, wrong, wrong, wrong]),
        (
            draft,
            [Ok(State::Draft), Ok(State::HandedIn), wrong, wrong, wrong],
        ),
        (
            handed_in,
            [
                wrong,
                wrong,
                Ok(State::Draft),
                Ok(State::Returned),
                Ok(State::Accepted),
            ],
        ),
        (
            returned,
            [
                Ok(State::Returned),
                Ok(State::HandedIn),
                wrong,
                wrong,
                wrong,
            ],
        ),
        (accepted, [wrong, wrong, wrong, Ok(State::Returned), wrong]),
    ] {
        let steps = [
            (write(&[(Heading::Built, "又")]), CLERK),
            (HAND_IN, CLERK),
            (WITHDRAW, CLERK),
            (Command::send_back("请改"), READER),
            (ACCEPT, READER),
        ];
        for ((command, who), expected) in steps.into_iter().zip(expected) {
            let mut case = Case::of("roads");
            for (command, who) in before {
                case.step(command, *who).unwrap();
            }
            let stood = case.summary().state;
            assert_eq!(case.step(&command, who), expected, "{stood:?} {command:?}");
        }
    }
}

#[test]
fn who_may_not_is_refused_before_anything_is_told() {
    let stranger = ("stranger", May::NOTHING);
    let mut case = Case::of("roads");
    for command in [whole(), HAND_IN, WITHDRAW] {
        assert_eq!(case.step(&command, READER), Err(Refusal::NotYours));
        assert_eq!(case.step(&command, stranger), Err(Refusal::NotYours));
    }
    for command in [ACCEPT, Command::send_back("请改")] {
        assert_eq!(case.step(&command, CLERK), Err(Refusal::OfficeOnly));
    }
}

#[test]
fn what_is_written_is_whole_when_it_is_handed_in_and_no_longer_than_it_may_be() {
    let long = "字".repeat(2_000);
    let mut case = Case::of("roads");
    let too_long = write(&[(Heading::Built, &format!("{long}字"))]);
    assert_eq!(case.step(&too_long, CLERK), Err(Refusal::SummaryWrong));
    let malformed = Command::of(CommandKind::Write);
    assert_eq!(case.step(&malformed, CLERK), Err(Refusal::Malformed));
    case.step(&write(&[(Heading::Experience, &long)]), CLERK)
        .unwrap();
    assert_eq!(case.step(&HAND_IN, CLERK), Err(Refusal::SummaryWrong));
    case.step(&write(&[(Heading::Next, " \n")]), CLERK).unwrap();
    assert_eq!(case.step(&HAND_IN, CLERK), Err(Refusal::SummaryWrong));
    case.step(&write(&[(Heading::Next, "抓开工")]), CLERK)
        .unwrap();
    assert_eq!(case.step(&HAND_IN, CLERK), Ok(State::HandedIn));
    let wordless = Command::send_back(" ");
    assert_eq!(case.step(&wordless, READER), Err(Refusal::CommentMissing));
    assert_eq!(case.summary().texts.written(Heading::Experience), long);

    let mut unknown = Case::of("docks");
    assert_eq!(unknown.step(&whole(), CLERK), Err(Refusal::SummaryWrong));
    let mut may = Case::of("roads");
    may.key.month = "2022-05".parse().unwrap();
    assert_eq!(may.step(&whole(), CLERK), Err(Refusal::SummaryWrong));
}

/// What was handed in at first counts; what was taken back never was.
#[test]
fn the_day_of_a_summary_is_that_of_its_first_hand_in() {
    let mut case = Case::of("roads");
    let day = |case: &Case| case.summary().handed_in.map(crate::period::show_day);
    case.step(&whole(), CLERK).unwrap();
    case.step(&HAND_IN, CLERK).unwrap();
    assert_eq!(day(&case).as_deref(), Some("2022-07-02"));
    case.step(&WITHDRAW, CLERK).unwrap();
    assert_eq!(day(&case), None);
    case.step(&HAND_IN, CLERK).unwrap();
    case.step(&Command::send_back("补充"), READER).unwrap();
    assert_eq!(case.summary().returned.as_deref(), Some("补充"));
    case.step(&HAND_IN, CLERK).unwrap();
    assert_eq!(day(&case).as_deref(), Some("2022-07-04"));
    assert_eq!(case.summary().returned, None);
}

#[test]
fn two_who_write_different_headings_are_both_taken_and_nobody_writes_over_the_other() {
    let mut case = Case::of("roads");
    let other = ("liaison", UNIT);
    case.step(&whole(), CLERK).unwrap();
    let seen = 1;
    let experience = |text| write(&[(Heading::Experience, text)]);
    case.step_seeing(&experience("他说"), other, seen).unwrap();
    assert_eq!(
        case.step_seeing(&experience("我说"), CLERK, seen),
        Err(Refusal::SummaryChanged)
    );
    let next = write(&[(Heading::Next, "我说")]);
    case.step_seeing(&next, CLERK, seen).unwrap();
    // One's own later words stand over one's own earlier ones.
    case.step_seeing(&write(&[(Heading::Next, "又说")]), CLERK, seen)
        .unwrap();
    assert_eq!(
        case.step_seeing(&HAND_IN, CLERK, seen),
        Err(Refusal::SummaryChanged)
    );
    let texts = case.summary().texts;
    assert_eq!(
        Heading::ALL.map(|heading| texts.written(heading)),
        ["", "他说", "", "又说"]
    );
    case.step(&HAND_IN, CLERK).unwrap();
    let seen = case.held.len();
    case.step(&WITHDRAW, CLERK).unwrap();
    case.step(&HAND_IN, CLERK).unwrap();
    assert_eq!(
        case.step_seeing(&ACCEPT, READER, seen),
        Err(Refusal::SummaryChanged)
    );
}

#[test]
fn the_citys_own_is_written_and_accepted_by_the_office_alone() {
    let office = ("office", CITY);
    let mut case = Case::of("");
    assert_eq!(case.step(&ACCEPT, office), Err(Refusal::SummaryWrong));
    case.step(&write(&[(Heading::Next, "抓开工")]), office)
        .unwrap();
    assert_eq!(case.step(&HAND_IN, office), Err(Refusal::SummaryWrong));
    assert_eq!(case.step(&ACCEPT, office), Ok(State::Accepted));
    assert_eq!(case.step(&whole(), office), Err(Refusal::SummaryWrong));
    case.step(&Command::send_back("补充"), office).unwrap();
    assert_eq!(case.step(&whole(), office), Ok(State::Returned));
}

/// Whoever writes without end is told to hand it in, and can.
#[test]
fn a_summary_that_is_full_is_handed_in_as_it_is() {
    let mut case = Case::of("roads");
    case.step(&whole(), CLERK).unwrap();
    let mut refused = None;
    for turn in 0..100 {
        let text = format!("{turn}{}", "字".repeat(1_990));
        if let Err(refusal) = case.step(&write(&[(Heading::Next, &text)]), CLERK) {
            refused = Some(refusal);
            break;
        }
    }
    assert_eq!(refused, Some(Refusal::SummaryFull));
    assert_eq!(case.step(&HAND_IN, CLERK), Ok(State::HandedIn));
    assert_eq!(case.step(&ACCEPT, READER), Ok(State::Accepted));
}
