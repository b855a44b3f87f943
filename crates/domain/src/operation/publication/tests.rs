use super::*;
use crate::operation::month::{self, Frozen, MonthBook};
use crate::operation::{Decision, Giver, Incoming, Refusal, Stored};
use crate::proof::digest;
use crate::report::FieldValues;
use crate::rights::{May, Role};

const OFFICE: May = May {
    see: true,
    report: false,
    review: true,
    ask: true,
    close: true,
    file_for: false,
};
const CLERK: May = May {
    review: false,
    close: false,
    ..OFFICE
};

/// A month after so many locks; with a `true` at the end it is open for corrections.
fn month(locks: u32, is_reopened: bool) -> MonthBook {
    let step = |command, made| month::Step {
        command,
        user: "office".to_owned(),
        by: "重点办".to_owned(),
        unit: "市发改委".to_owned(),
        at: "2022-06-01T00:00:00Z".into(),
        made,
    };
    let mut steps = Vec::new();
    for number in 1..=locks {
        let frozen = Frozen {
            number,
            digest: format!("digest {number}"),
            missing: Vec::new(),
        };
        steps.push(step(month::Command::lock(Vec::new()), Some(frozen)));
        if number < locks || is_reopened {
            steps.push(step(month::Command::reopen(&[], "漏报"), None));
        }
    }
    MonthBook { steps }
}

fn made(documents: &[&str]) -> Vec<Made> {
    let value = |document: &&str| match *document {
        "letters" => Err("没有增速 / no growth".to_owned()),
        document => Ok(format!("{{\"id\":\"{document}\"}}")),
    };
    let made = documents.iter().map(|document| Made {
        document: (*document).to_owned(),
        value: value(document),
    });
    made.collect()
}

/// What is published of a month, decided one command after the other.
#[derive(Default)]
struct World {
    values: FieldValues,
    kept: Vec<Kept>,
}

impl World {
    fn try_as(&mut self, may: May, month: &MonthBook, command: &Command) -> Result<(), Refusal> {
        let stored = Stored {
            rev: 1,
            state: State::Published.into(),
            returned_in: None,
            hand_ins: None,
            values: self.values.clone(),
            open: Vec::new(),
            last: Giver::default(),
        };
        let incoming = Incoming {
            seen: 0,
            base: &FieldValues::new(),
            user: "office",
            name: "重点办",
            unit: "市发改委",
            at: &"2022-06-06T00:00:00Z".into(),
            may,
            role: Role::CityOffice,
            vacant: &[],
            has_filed: false,
        };
        let documents: Vec<&str> = command.documents.iter().map(String::as_str).collect();
        let facts = Facts {
            month,
            made: &made(&documents),
        };
        let before = self.values.clone();
        match decide(Some(&stored), command, &incoming, &facts) {
            Decision::Publish { values, documents } => {
                self.values = values;
                self.kept.extend(documents);
            }
            Decision::Write { values, .. } => self.values = values,
            Decision::Reject { refusal, .. } => return Err(refusal.unwrap()),
            Decision::RejectNaming { refusal, detail } => {
                assert_eq!(detail, "提醒函、约谈：没有增速 / no growth");
                return Err(refusal);
            }
            other => panic!("{other:?}"),
        }
        assert!(PublicationLog::follows(&before, command, &self.values));
        Ok(())
    }

    fn does(&mut self, month: &MonthBook, command: &Command) -> Result<(), Refusal> {
        self.try_as(OFFICE, month, command)
    }

    fn log(&self) -> PublicationLog {
        PublicationLog::read(&self.values).unwrap()
    }

    /// How each publication stands, the oldest first.
    fn standings(&self, newest: u32) -> Vec<Standing> {
        let log = self.log();
        let all = log.publications().into_iter();
        all.map(|one| log.standing(&one, Some(newest))).collect()
    }
}

fn publish(edition: u32, documents: &[&str]) -> Command {
    Command::publish(edition, documents.iter().copied(), "")
}

#[test]
fn what_is_published_is_numbered_and_sealed() {
    let mut world = World::default();
    let locked = month(1, false);
    let command = Command::publish(1, ["bulletin", "brief"], " 第一次 ");
    world.does(&locked, &command).unwrap();
    world
        .does(&locked, &publish(1, &["monthly-table"]))
        .unwrap();
    let log = world.log();
    assert_eq!(log.state(), Some(State::Published));
    let [first, second] = log.publications()[..] else {
        panic!("{log:?}");
    };
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!(first.step.command.reason.as_deref(), Some("第一次"));
    assert_eq!(first.documents(), ["bulletin", "brief"]);
    let value = "{\"id\":\"brief\"}";
    assert_eq!(first.digest("brief"), Some(&*digest(value)));
    assert_eq!(first.digest("monthly-table"), None);
    let kept: Vec<(u32, &str)> = (world.kept.iter())
        .map(|kept| (kept.number, kept.sealed.document.as_str()))
        .collect();
    assert_eq!(kept, [(1, "bulletin"), (1, "brief"), (2, "monthly-table")]);
    assert_eq!(world.kept[1].value, value);
}

#[test]
fn what_is_refused_and_why() {
    let mut world = World::default();
    let locked = month(1, false);
    world.does(&locked, &publish(1, &["brief"])).unwrap();
    let taken_back = Command::withdraw(1, "有误");
    let long = "字".repeat(10_001);
    for (may, month, command, refusal) in [
        (CLERK, &locked, publish(1, &["brief"]), Refusal::OfficeOnly),
        (CLERK, &locked, taken_back.clone(), Refusal::OfficeOnly),
        (OFFICE, &locked, publish(1, &[]), Refusal::PublicationEmpty),
        (
            OFFICE,
            &locked,
            publish(1, &["brief", "brief"]),
            Refusal::Malformed,
        ),
        (
            OFFICE,
            &locked,
            Command {
                edition: None,
                ..publish(1, &["brief"])
            },
            Refusal::Malformed,
        ),
        (
            OFFICE,
            &locked,
            Command::publish(1, ["brief"], &long),
            Refusal::CommentTooLong,
        ),
        (
            OFFICE,
            &MonthBook::default(),
            publish(1, &["brief"]),
            Refusal::PublicationOpen,
        ),
        (
            OFFICE,
            &month(1, true),
            publish(1, &["brief"]),
            Refusal::PublicationOpen,
        ),
        (
            OFFICE,
            &month(2, false),
            publish(1, &["brief"]),
            Refusal::PublicationOutdated,
        ),
        (
            OFFICE,
            &locked,
            publish(2, &["brief"]),
            Refusal::PublicationOutdated,
        ),
        (
            OFFICE,
            &locked,
            publish(1, &["brief", "letters"]),
            Refusal::PublicationUnsound,
        ),
        (
            OFFICE,
            &locked,
            Command::withdraw(1, " "),
            Refusal::WordsMissing,
        ),
        (
            OFFICE,
            &locked,
            Command::withdraw(2, "有误"),
            Refusal::PublicationGone,
        ),
        (
            OFFICE,
            &locked,
            Command {
                documents: vec!["brief".to_owned()],
                ..taken_back.clone()
            },
            Refusal::Malformed,
        ),
    ] {
        let before = world.values.clone();
        let refused = world.try_as(may, month, &command);
        assert_eq!(refused, Err(refusal), "{command:?}");
        assert_eq!((&world.values, world.kept.len()), (&before, 1));
    }
    world.does(&locked, &taken_back).unwrap();
    assert_eq!(
        world.does(&locked, &taken_back),
        Err(Refusal::PublicationGone),
        "twice"
    );
    assert_eq!(world.log().state(), Some(State::Withdrawn));
}

#[test]
fn nothing_is_taken_of_a_document_that_nobody_has_made() {
    let command = publish(1, &["brief"]);
    let facts = Facts {
        month: &month(1, false),
        made: &[],
    };
    let incoming = Incoming {
        seen: 0,
        base: &FieldValues::new(),
        user: "office",
        name: "",
        unit: "",
        at: &"".into(),
        may: OFFICE,
        role: Role::CityOffice,
        vacant: &[],
        has_filed: false,
    };
    let decision = decide(None, &command, &incoming, &facts);
    assert!(matches!(
        decision,
        Decision::RejectNaming {
            refusal: Refusal::PublicationUnsound,
            ..
        }
    ));
}

#[test]
fn a_publication_stands_until_something_comes_after_it() {
    use Standing::{Corrected, InForce, Replaced, Withdrawn};
    let mut world = World::default();
    let (first, second) = (month(1, false), month(2, false));
    world
        .does(&first, &publish(1, &["bulletin", "brief"]))
        .unwrap();
    world.does(&first, &publish(1, &["monthly-table"])).unwrap();
    assert_eq!(world.standings(1), [InForce, InForce]);
    assert_eq!(
        world.standings(2),
        [Corrected, Corrected],
        "更正后未重新发布"
    );
    let number = |world: &World, document: &str, newest| {
        let log = world.log();
        log.in_force(document, Some(newest)).map(|one| one.number)
    };
    assert_eq!(number(&world, "brief", 1), Some(1));
    assert_eq!(number(&world, "brief", 2), None);
    world.does(&second, &publish(2, &["brief"])).unwrap();
    assert_eq!(
        world.standings(2),
        [Corrected, Corrected, InForce],
        "a part of it was not published again"
    );
    assert_eq!(number(&world, "brief", 2), Some(3));
    assert_eq!(number(&world, "bulletin", 2), None);
    world.does(&second, &publish(2, &["bulletin"])).unwrap();
    assert_eq!(world.standings(2), [Replaced, Corrected, InForce, InForce]);
    world.does(&second, &Command::withdraw(3, "有误")).unwrap();
    assert_eq!(
        world.standings(2),
        [Corrected, Corrected, Withdrawn, InForce],
        "what came before it is the last again, and of the edition before"
    );
    assert_eq!(number(&world, "brief", 2), None);
    let withdrawn = world.log();
    let withdrawn = withdrawn.publication(3).unwrap().withdrawn.unwrap();
    assert_eq!(withdrawn.command.reason.as_deref(), Some("有误"));
}

#[test]
fn who_does_not_see_everything_is_told_what_is_open_and_no_words() {
    let mut world = World::default();
    let locked = month(1, false);
    let command = Command::publish(1, ["bulletin", "lists"], "含甲项目");
    world.does(&locked, &command).unwrap();
    world.does(&locked, &publish(1, &["scores"])).unwrap();
    world
        .does(&locked, &Command::withdraw(1, "甲项目有误"))
        .unwrap();
    let told = narrowed(&world.values, |document| document == "bulletin");
    let text = serde_json::to_string(&told).unwrap();
    for hidden in ["lists", "scores", "甲项目"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    let log = PublicationLog::read(&told).unwrap();
    let [first, second] = log.publications()[..] else {
        panic!("{log:?}");
    };
    assert_eq!(first.documents(), ["bulletin"]);
    assert!(first.digest("bulletin").is_some() && first.withdrawn.is_some());
    assert_eq!((second.number, second.documents().len()), (2, 0));
    assert_eq!(log.standing(&second, Some(1)), Standing::InForce);
}
