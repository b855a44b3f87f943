//! What a command does to the letters of a month, and what their figures lead to.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::*;
use crate::check::testing::month;
use crate::operation::statistics::tests::{figure, office, ten, units};
use crate::operation::statistics::{self, FigureKey};
use crate::operation::{Decision, Giver, Incoming, OfMonth, Refusal, Stored};
use crate::period::{Date, Month, parse_day};
use crate::profile::publication::{LetterScheme, Statistic};
use crate::report::FieldValues;

const LINGSHAN: &str = "450721";
const PUBEI: &str = "450722";
const QINNAN: &str = "450702";
const QINBEI: &str = "450703";
const FIRST: &str = "0190f0c2-0000-7000-8000-000000000001";
const SECOND: &str = "0190f0c2-0000-7000-8000-000000000002";

fn day(text: &str) -> Date {
    parse_day(text).unwrap()
}

/// What was typed in of some months.
#[derive(Default)]
struct Office {
    statistics: BTreeMap<Month, statistics::Log>,
    letters: BTreeMap<Month, FieldValues>,
}

impl Office {
    fn types(&mut self, at: &str, growths: &[(&str, &str)]) {
        let log = self.statistics.entry(month(at)).or_default();
        for (of, value) in growths {
            let command = statistics::Command::enter(figure(Statistic::GROWTH, of, value, 0));
            log.steps.push(statistics::Step {
                command,
                user: "office".to_owned(),
                by: "重点办".to_owned(),
                unit: "市发改委".to_owned(),
                at: "2022-06-10T00:00:00Z".into(),
                made: (),
            });
        }
    }

    fn logs(&self) -> BTreeMap<Month, Log> {
        let logs = self.letters.iter();
        logs.map(|(at, values)| (*at, Log::read(values).unwrap()))
            .collect()
    }

    fn growths(&self, at: &str) -> Vec<Growth> {
        growths(&self.statistics, &self.logs(), month(at), &ten())
    }

    fn proposed(&self, at: &str) -> Vec<Proposal> {
        let sent = self.logs().remove(&month(at)).unwrap_or_default().letters();
        let scheme = LetterScheme::default();
        proposals(&self.growths(at), month(at), &scheme, &sent)
    }

    fn decides(&mut self, at: &str, command: &Command) -> Result<(), Refusal> {
        let held = self.letters.entry(month(at)).or_default();
        let (profile, units) = (ten(), units());
        let of_month = OfMonth {
            month: month(at),
            profile: &profile,
            today: None,
            units: &units,
        };
        let (role, may) = office();
        let incoming = Incoming {
            seen: held.len() as u64,
            base: &FieldValues::new(),
            user: "office",
            name: "重点办",
            unit: "市发改委",
            at: &"2022-06-12T00:00:00Z".into(),
            may,
            role,
            vacant: &[],
            has_filed: false,
        };
        let stored = Stored {
            rev: held.len() as u64,
            state: State::Kept.into(),
            returned_in: None,
            hand_ins: None,
            values: held.clone(),
            open: Vec::new(),
            last: Giver::default(),
        };
        match decide(Some(&stored), command, &incoming, &of_month) {
            Decision::Write { values, .. } => {
                *held = values;
                Ok(())
            }
            Decision::Reject { refusal, .. } => Err(refusal.unwrap()),
            Decision::RejectNaming { refusal, .. } => Err(refusal),
            other => panic!("{other:?}"),
        }
    }

    /// The letter that is proposed to somebody, filled in.
    fn letter(&self, at: &str, of: &str, number: &str) -> Letter {
        let proposed = self.proposed(at);
        let proposal = proposed.iter().find(|one| one.decided.who == of).unwrap();
        let scheme = LetterScheme::default();
        Letter {
            number: number.to_owned(),
            text: "请书面报送措施。".to_owned(),
            sent: day("2022-06-12"),
            due: day("2022-06-20"),
            ..Letter::proposed(proposal, ten().area_name(of), &scheme, month(at))
        }
    }
}

fn told(proposals: &[Proposal]) -> Vec<(&str, Kind)> {
    let told = proposals.iter();
    told.map(|one| (one.decided.who.as_str(), one.kind))
        .collect()
}

fn worked() -> Office {
    let mut office = Office::default();
    let april = [
        (LINGSHAN, "9.8"),
        (PUBEI, "10.0"),
        (QINNAN, "10.1"),
        (QINBEI, "16"),
    ];
    office.types("2022-04", &april);
    let may = [
        (LINGSHAN, "8.0"),
        (PUBEI, "8.0"),
        (QINNAN, "12"),
        (QINBEI, "16"),
    ];
    office.types("2022-05", &may);
    office
}

/// office.md 5: target 15; April 灵山 9.8 and 浦北 10.0 reminded, 钦南 10.1 not; May both 8.0 and all others
/// above → both 约谈. Through the log: typed in, proposed, sent, answered.
#[test]
fn the_worked_months_are_proposed_sent_and_answered() {
    let mut office = worked();
    assert_eq!(
        told(&office.proposed("2022-04")),
        [(LINGSHAN, Kind::Reminder), (PUBEI, Kind::Reminder)]
    );
    assert_eq!(
        told(&office.proposed("2022-05")),
        [(LINGSHAN, Kind::Talk), (PUBEI, Kind::Talk)]
    );
    let letter = office.letter("2022-05", LINGSHAN, "钦督函〔2022〕8号");
    office
        .decides("2022-05", &Command::send(FIRST, letter))
        .unwrap();
    assert_eq!(told(&office.proposed("2022-05")), [(PUBEI, Kind::Talk)]);
    let sent = |office: &Office| office.logs()[&month("2022-05")].letters().remove(0);
    for (on, expected) in [
        ("2022-06-12", Standing::Waiting(8)),
        ("2022-06-20", Standing::Waiting(0)),
        ("2022-06-21", Standing::Overdue(1)),
    ] {
        assert_eq!(sent(&office).standing(day(on)), expected, "{on}");
    }
    let answer = Command::answer(FIRST, day("2022-06-22"), "已报送整改方案");
    office.decides("2022-05", &answer).unwrap();
    assert_eq!(
        sent(&office).standing(day("2022-06-30")),
        Standing::Answered(2)
    );
    let void = Command::void(FIRST, "发错对象");
    office.decides("2022-05", &void).unwrap();
    assert_eq!(sent(&office).standing(day("2022-06-30")), Standing::Void);
    assert_eq!(told(&office.proposed("2022-05")).len(), 2);
}

/// What a decision stood on stays with it: a correction flags the letter and takes nothing away.
#[test]
fn a_later_correction_flags_a_letter_and_leaves_it_as_it_was() {
    let mut office = worked();
    let letter = office.letter("2022-05", LINGSHAN, "8号");
    let scheme = LetterScheme::default();
    let is_outdated =
        |office: &Office| letter.is_outdated(&office.growths("2022-05"), month("2022-05"), &scheme);
    assert!(!is_outdated(&office));
    // still reminded in both months and last
    office.types("2022-05", &[(QINBEI, "15.5")]);
    assert!(!is_outdated(&office));
    // April's growth was higher: reminded in one month alone
    office.types("2022-04", &[(LINGSHAN, "10.1")]);
    assert!(is_outdated(&office));
    let growths = office.growths("2022-05");
    let changes = letter.changes(&growths, month("2022-05"));
    let told = |change: &Change| {
        let shown = |it: Option<Decimal>| it.map_or("—".to_owned(), |it| it.to_string());
        let (was, now) = (shown(change.was), shown(change.now));
        format!("{} {} {was} {now}", change.month, change.who)
    };
    let told: Vec<String> = changes.iter().map(told).collect();
    assert_eq!(told, ["2022-04 450721 9.8 10.1", "2022-05 450703 16 15.5"]);
    let now = letter.decided_now(&growths, month("2022-05"), &scheme);
    assert_eq!(now, Some(Kind::Reminder));
    assert_eq!(letter.decided(month("2022-05")), Some(Kind::Talk));
    assert_eq!(
        letter.inputs.len(),
        6,
        "its own of April, and everybody's of May"
    );
}

#[test]
fn who_is_reminded_by_hand_is_so_in_the_month_after_too() {
    let mut office = worked();
    let of_qinnan = |office: &Office| {
        let growths = office.growths("2022-04");
        let inputs = inputs(QINNAN, &growths, month("2022-04"));
        Letter {
            of: QINNAN.to_owned(),
            who: "钦南区".to_owned(),
            kind: Kind::Reminder,
            by_hand: None,
            inputs,
            ..office.letter("2022-04", LINGSHAN, "3号")
        }
    };
    let letter = of_qinnan(&office);
    let refused = office.decides("2022-04", &Command::send(FIRST, letter.clone()));
    assert_eq!(refused, Err(Refusal::LetterWrong), "10.1 is not low enough");
    let letter = Letter {
        by_hand: Some("停工项目较多".to_owned()),
        ..letter
    };
    office
        .decides("2022-04", &Command::send(FIRST, letter.clone()))
        .unwrap();
    let scheme = LetterScheme::default();
    assert!(!letter.is_outdated(&office.growths("2022-04"), month("2022-04"), &scheme));
    office.types("2022-05", &[(QINNAN, "7.9")]);
    assert_eq!(told(&office.proposed("2022-05"))[0], (QINNAN, Kind::Talk));
}

#[test]
fn what_stands_against_a_letter_is_said() {
    let mut office = worked();
    let good = office.letter("2022-05", LINGSHAN, "8号");
    let with = |change: &dyn Fn(&mut Letter)| {
        let mut letter = good.clone();
        change(&mut letter);
        letter
    };
    for letter in [
        with(&|it| it.number = " ".to_owned()),
        with(&|it| it.text.clear()),
        with(&|it| it.of = "nobody".to_owned()),
        with(&|it| it.who.clear()),
        with(&|it| it.due = day("2022-06-11")),
        with(&|it| it.sent = day("2022-04-30")),
        with(&|it| it.kind = Kind::Reminder),
        with(&|it| it.number = "长".repeat(101)),
        with(&|it| it.inputs.clear()),
    ] {
        let refused = office.decides("2022-05", &Command::send(FIRST, letter.clone()));
        assert_eq!(refused, Err(Refusal::LetterWrong), "{letter:?}");
    }
    office
        .decides("2022-05", &Command::send(FIRST, good.clone()))
        .unwrap();
    let other = office.letter("2022-05", PUBEI, "8号");
    for (command, expected) in [
        (Command::send(FIRST, other.clone()), Refusal::LetterGone),
        (Command::send(SECOND, other), Refusal::LetterWrong),
        (
            Command::send(SECOND, with(&|it| it.number = "9号".to_owned())),
            Refusal::LetterWrong,
        ),
        (
            Command::answer(SECOND, day("2022-06-13"), ""),
            Refusal::LetterGone,
        ),
        (
            Command::answer(FIRST, day("2022-06-11"), ""),
            Refusal::LetterWrong,
        ),
        (Command::void(FIRST, " "), Refusal::WordsMissing),
    ] {
        assert_eq!(
            office.decides("2022-05", &command),
            Err(expected),
            "{command:?}"
        );
    }
    office
        .decides("2022-05", &Command::answer(FIRST, day("2022-06-13"), ""))
        .unwrap();
    let again = Command::answer(FIRST, day("2022-06-14"), "");
    assert_eq!(office.decides("2022-05", &again), Err(Refusal::LetterWrong));
    office
        .decides("2022-05", &Command::void(FIRST, "发错"))
        .unwrap();
    let gone = Command::void(FIRST, "再次");
    assert_eq!(office.decides("2022-05", &gone), Err(Refusal::LetterGone));
}

/// A county reads its own letters, and no other's figures.
#[test]
fn a_unit_is_told_of_its_own_letters_alone() {
    let mut office = worked();
    for (id, of, number) in [(FIRST, LINGSHAN, "8号"), (SECOND, PUBEI, "9号")] {
        let letter = office.letter("2022-05", of, number);
        office
            .decides("2022-05", &Command::send(id, letter))
            .unwrap();
    }
    office
        .decides(
            "2022-05",
            &Command::answer(SECOND, day("2022-06-13"), "已改"),
        )
        .unwrap();
    let whole = &office.letters[&month("2022-05")];
    let told = narrowed(whole, &|of| of == PUBEI);
    let letters = Log::read(&told).unwrap().letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].letter.number, "9号");
    assert!(letters[0].answer.is_some());
    let text = serde_json::to_string(&told).unwrap();
    for other in [LINGSHAN, QINNAN, QINBEI, "灵山", "8号"] {
        assert!(!text.contains(other), "{other}: {text}");
    }
    assert!(narrowed(whole, &|_| false).is_empty());
    let key = FigureKey {
        statistic: Statistic::GROWTH.to_owned(),
        of: PUBEI.to_owned(),
    };
    let april = office.statistics[&month("2022-04")].figures();
    assert_eq!(april[&key].figure.value, Some(Decimal::from(10)));
}
