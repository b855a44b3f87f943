//! What a lock asks for, what it freezes, and what it holds off.

use std::collections::BTreeMap;

use super::*;
use crate::operation::report::CommandKind as OfReport;
use crate::operation::report::State as ReportState;
use crate::operation::{Decision, Incoming, Refusal, Stored};
use crate::period::{Month, parse_day};
use crate::plan::{Nature, PlanRow};
use crate::profile::Profile;
use crate::profile_file::builtin;
use crate::report::{FieldKey, FieldValue, FieldValues};
use crate::rights::{May, Role};

const OFFICE: May = May {
    see: true,
    close: true,
    ..May::NOTHING
};

fn profile() -> Profile {
    builtin("qinzhou-2022").unwrap()
}

fn april() -> Month {
    "2022-04".parse().unwrap()
}

fn plan(id: &str) -> PlanRow {
    let mut plan = crate::check::testing::plan_row();
    id.clone_into(&mut plan.id);
    plan.name = format!("示例{id}");
    plan.nature = Nature::Continuing;
    plan.entered = "2022-01".parse().unwrap();
    plan
}

fn filed(values: &FieldValues, state: ReportState, rev: u64) -> Filed<'_> {
    Filed {
        month: april(),
        rev,
        tag: "tag",
        state,
        values,
    }
}

fn standing<'a>(plan: &'a PlanRow, report: Option<Filed<'a>>) -> Standing<'a> {
    Standing {
        plan,
        opening: None,
        left: None,
        version: None,
        report,
        earlier: None,
        has_conflict: false,
        has_amendment: false,
        has_question: false,
    }
}

fn listed(project: &str, rev: u64) -> Listed {
    Listed {
        project: project.to_owned(),
        rev,
    }
}

/// What was decided until now, as it is held.
#[derive(Default)]
struct Held {
    stored: Option<Stored>,
}

impl Held {
    fn book(&self) -> MonthBook {
        let values = self.stored.as_ref().map(|stored| stored.values.clone());
        MonthBook::read(&values.unwrap_or_default()).unwrap()
    }

    fn decide(&self, command: &Command, projects: Vec<Standing<'_>>) -> Decision {
        self.decide_as(OFFICE, self.rev(), command, projects)
    }

    fn rev(&self) -> u64 {
        self.stored.as_ref().map_or(0, |stored| stored.rev)
    }

    fn decide_as(
        &self,
        may: May,
        seen: u64,
        command: &Command,
        projects: Vec<Standing<'_>>,
    ) -> Decision {
        let incoming = Incoming {
            seen,
            base: &FieldValues::new(),
            user: "lin",
            name: "林主任",
            unit: "市重点办",
            at: &"2022-05-10T02:00:00.000Z".into(),
            may,
            role: Role::CityOffice,
            vacant: &[],
            has_filed: false,
        };
        let facts = Facts {
            month: april(),
            profile: &profile(),
            today: parse_day("2022-05-10").ok(),
            projects,
            units: BTreeMap::from([("u1".to_owned(), "市交通局".to_owned())]),
        };
        decide(self.stored.as_ref(), command, &incoming, &facts)
    }

    /// Takes what has to be taken, and gives the edition if there is one.
    fn take(&mut self, command: &Command, projects: Vec<Standing<'_>>) -> Option<Edition> {
        let (state, values, edition) = match self.decide(command, projects) {
            Decision::Write { state, values, .. } => (state, values, None),
            Decision::Freeze { values, edition } => (State::Locked.into(), values, Some(edition)),
            other => panic!("{other:?}"),
        };
        let before = self.stored.as_ref().map(|stored| stored.values.clone());
        assert!(MonthBook::follows(
            &before.unwrap_or_default(),
            command,
            &values
        ));
        self.stored = Some(Stored {
            rev: self.rev() + 1,
            state,
            returned_in: None,
            hand_ins: None,
            values,
            open: Vec::new(),
            last: crate::operation::Giver::default(),
        });
        let state = self
            .stored
            .as_ref()
            .and_then(|stored| stored.state.of_month());
        assert_eq!(state, Some(self.book().state()));
        edition
    }
}

fn refusal(decision: &Decision) -> Option<Refusal> {
    match decision {
        Decision::Reject { refusal, .. } => *refusal,
        Decision::RejectNaming { refusal, .. } => Some(*refusal),
        _ => None,
    }
}

#[test]
fn every_project_is_accepted_or_named_before_the_month_is_locked() {
    use ReportState::{Accepted, Draft, Returned, Submitted, Void};
    let (plan, none) = (plan("p1"), FieldValues::new());
    let book = MonthBook::default();
    let why = |one: Standing<'_>, named: Option<u64>| {
        let named: Vec<Listed> = named.map(|rev| listed("p1", rev)).into_iter().collect();
        let found = blockers(&book, &named, &profile(), april(), &[one]);
        found.first().map(|one| one.why)
    };
    for (state, unnamed, named, named_before) in [
        (None, Some(Why::NotReported), None, None),
        (Some(Draft), Some(Why::NotReported), None, None),
        (Some(Returned), Some(Why::NotReported), None, None),
        (Some(Void), Some(Why::NotReported), None, None),
        (
            Some(Submitted),
            Some(Why::NotAccepted),
            None,
            Some(Why::HandedIn),
        ),
        (
            Some(Accepted),
            None,
            Some(Why::Accepted),
            Some(Why::HandedIn),
        ),
    ] {
        let one = standing(&plan, state.map(|state| filed(&none, state, 3)));
        let rev = if state.is_some() { 3 } else { 0 };
        assert_eq!(why(one, None), unnamed, "{state:?}");
        assert_eq!(why(one, Some(rev)), named, "{state:?}");
        assert_eq!(why(one, Some(2)), named_before, "{state:?}, seen before");
    }
    let accepted = standing(&plan, Some(filed(&none, Accepted, 3)));
    for (open, expected) in [
        (
            Standing {
                has_conflict: true,
                ..accepted
            },
            Why::Conflict,
        ),
        (
            Standing {
                has_amendment: true,
                ..accepted
            },
            Why::Amendment,
        ),
        (
            Standing {
                has_question: true,
                ..accepted
            },
            Why::Question,
        ),
    ] {
        assert_eq!(why(open, None), Some(expected));
        assert_eq!(why(open, Some(3)), None, "named as missing");
    }
}

#[test]
fn who_does_not_report_the_month_is_not_asked_for() {
    let mut plan = plan("p1");
    let none = FieldValues::new();
    let asked = |plan: &PlanRow, report| {
        let one = standing(plan, report);
        let against = blockers(&MonthBook::default(), &[], &profile(), april(), &[one]);
        against.first().map(|one| one.why)
    };
    assert_eq!(asked(&plan, None), Some(Why::NotReported));
    plan.exited = Some("2022-03".parse().unwrap());
    assert_eq!(asked(&plan, None), None, "left in March");
    let late = filed(&none, ReportState::Submitted, 1);
    assert_eq!(
        asked(&plan, Some(late)),
        Some(Why::NotAccepted),
        "and yet it has reported"
    );
    let nobody = blockers(
        &MonthBook::default(),
        &[listed("gone", 0)],
        &profile(),
        april(),
        &[],
    );
    assert_eq!(nobody[0].why, Why::Unknown);
}

#[test]
fn a_refusal_names_the_projects_in_both_languages() {
    let (one, two) = (plan("p1"), plan("p2"));
    let none = FieldValues::new();
    let projects = vec![
        standing(&one, None),
        standing(&two, Some(filed(&none, ReportState::Submitted, 1))),
    ];
    let Decision::RejectNaming { refusal, detail } =
        Held::default().decide(&Command::lock(Vec::new()), projects)
    else {
        panic!("it is locked")
    };
    assert_eq!(refusal, Refusal::LockBlocked);
    assert_eq!(
        detail,
        "示例p1：未报，须确认为缺报；示例p2：已上报、未审定 / \
         示例p1: no report: confirm it as missing; 示例p2: handed in, not accepted"
    );
}

#[test]
fn who_may_close_says_why_and_has_seen_the_newest() {
    let day = parse_day("2022-05-20").unwrap();
    let mut held = Held::default();
    let refused = |held: &Held, may, seen, command: &Command| {
        refusal(&held.decide_as(may, seen, command, Vec::new()))
    };
    let lock = Command::lock(Vec::new());
    let reopen = Command::reopen(&[], "漏报");
    let clerk = May {
        report: true,
        ..May::NOTHING
    };
    for command in [
        lock.clone(),
        reopen.clone(),
        Command::extend(None, &["p1".to_owned()], day, "汛期"),
        Command::excuse("p1", "断网"),
    ] {
        assert_eq!(
            refused(&held, clerk, 0, &command),
            Some(Refusal::OfficeOnly)
        );
    }
    assert_eq!(
        refused(&held, OFFICE, 0, &reopen),
        Some(Refusal::MonthNotLocked)
    );
    for (command, expected) in [
        (Command::excuse("p1", " "), Refusal::WordsMissing),
        (Command::reopen(&[], ""), Refusal::WordsMissing),
        (
            Command::extend(None, &[], day, "汛期"),
            Refusal::NobodyNamed,
        ),
        (
            Command {
                until: None,
                ..Command::extend(Some("u".to_owned()), &[], day, "汛期")
            },
            Refusal::DayMissing,
        ),
        (
            Command::excuse("p1", &"长".repeat(10_001)),
            Refusal::CommentTooLong,
        ),
    ] {
        assert_eq!(
            refused(&held, OFFICE, 0, &command),
            Some(expected),
            "{command:?}"
        );
    }
    held.take(&lock, Vec::new());
    assert_eq!(
        refused(&held, OFFICE, 1, &lock),
        Some(Refusal::MonthChanged),
        "locked already"
    );
    assert_eq!(
        refused(&held, OFFICE, 0, &reopen),
        Some(Refusal::MonthChanged),
        "seen before"
    );
    let excuse = Command::excuse("p1", "断网");
    assert_eq!(
        refused(&held, OFFICE, 1, &excuse),
        Some(Refusal::MonthChanged),
        "too late"
    );
    held.take(&reopen, Vec::new());
    assert_eq!(
        refused(&held, OFFICE, 1, &lock),
        Some(Refusal::MonthChanged)
    );
    assert_eq!(
        refused(&held, OFFICE, 1, &excuse),
        None,
        "stands on its own"
    );
}

#[test]
fn more_time_and_excuses_are_read_back() {
    let day = |text| parse_day(text).unwrap();
    let mut held = Held::default();
    held.take(
        &Command::extend(Some("roads".to_owned()), &[], day("2022-05-08"), "汛期"),
        vec![],
    );
    held.take(
        &Command::extend(None, &["p1".to_owned()], day("2022-05-12"), "停电"),
        vec![],
    );
    held.take(&Command::excuse("p2", "4日已在平板上报，断网"), vec![]);
    let book = held.book();
    assert_eq!(book.state(), State::Open);
    assert_eq!(book.extended("p1", Some("roads")), Some(day("2022-05-12")));
    assert_eq!(book.extended("p2", Some("roads")), Some(day("2022-05-08")));
    assert_eq!(book.extended("p2", Some("water")), None);
    assert_eq!(book.extended("p2", None), None);
    let until = |project| {
        book.extension(project, Some("roads"))
            .map(|step| step.command.until)
    };
    assert_eq!(
        until("p1"),
        Some(Some(day("2022-05-12"))),
        "and who gave it"
    );
    let excuse = book.excused("p2").unwrap();
    assert_eq!((&*excuse.by, &*excuse.unit), ("林主任", "市重点办"));
    assert_eq!(
        excuse.command.reason.as_deref(),
        Some("4日已在平板上报，断网")
    );
    assert!(book.excused("p1").is_none());
    assert_eq!((book.extensions().count(), book.excuses().count()), (2, 1));
}

#[test]
fn a_lock_holds_off_and_a_reopening_lets_through_whom_it_names() {
    let (one, two, three) = (plan("p1"), plan("p2"), plan("p3"));
    let none = FieldValues::new();
    let accepted = Some(filed(&none, ReportState::Accepted, 2));
    let projects = || {
        vec![
            standing(&one, accepted),
            standing(&two, None),
            standing(&three, accepted),
        ]
    };
    let mut held = Held::default();
    let gates = |held: &Held| ["p1", "p2", "p3"].map(|id| held.book().gate(id).is_locked());
    assert_eq!(gates(&held), [false; 3]);
    let first = held
        .take(&Command::lock(vec![listed("p2", 0)]), projects())
        .unwrap();
    assert_eq!(
        (first.frozen.number, &*first.frozen.missing),
        (1, &["p2".to_owned()][..])
    );
    assert_eq!(gates(&held), [true; 3]);
    assert!(
        held.book()
            .gate("p1")
            .has_in_edition(Some(ReportState::Accepted))
    );
    assert!(
        !held
            .book()
            .gate("p2")
            .has_in_edition(Some(ReportState::Accepted))
    );
    held.take(&Command::reopen(&["p1".to_owned()], "数字有误"), vec![]);
    assert_eq!(gates(&held), [false, true, true]);
    assert_eq!(held.book().state(), State::Reopened);
    // A change that is proposed to what stays closed holds up nobody; what was missing stays so.
    let proposed = Standing {
        has_amendment: true,
        ..standing(&three, accepted)
    };
    let changed = vec![standing(&one, accepted), standing(&two, None), proposed];
    let second = held.take(&Command::lock(vec![]), changed).unwrap();
    assert_eq!(
        (second.frozen.number, &*second.frozen.missing),
        (2, &["p2".to_owned()][..])
    );
    assert_eq!(gates(&held), [true; 3]);
    held.take(&Command::reopen(&[], "全部更正"), vec![]);
    assert_eq!(gates(&held), [false; 3]);
    let again = refusal(&held.decide(&Command::lock(vec![]), projects()));
    assert_eq!(
        again,
        Some(Refusal::LockBlocked),
        "now p2 is asked for again"
    );
    assert_eq!(held.book().locks().count(), 2);
}

#[test]
fn what_arrives_in_a_locked_month_waits_or_is_proposed() {
    let closed = |is_missing| Gate::Locked {
        edition: 1,
        is_missing,
    };
    for state in [None].into_iter().chain(ReportState::ALL.map(Some)) {
        for kind in OfReport::ALL {
            assert_eq!(bar(Gate::Open, kind, state), None);
            let is_filling = matches!(kind, OfReport::Set | OfReport::Submit);
            let is_counted = state == Some(ReportState::Accepted);
            let expected = match (is_filling, is_counted) {
                (false, _) => Some(Bar::Refused),
                (true, true) => None,
                (true, false) => Some(Bar::Waits),
            };
            assert_eq!(
                bar(closed(false), kind, state),
                expected,
                "{kind:?} {state:?}"
            );
            let named = if is_filling { Bar::Waits } else { Bar::Refused };
            assert_eq!(
                bar(closed(true), kind, state),
                Some(named),
                "{kind:?} {state:?}"
            );
        }
    }
    let unreadable = FieldKey::new("step.0001").unwrap();
    let newer = FieldValues::from([(unreadable, FieldValue::from("?"))]);
    assert!(Gate::of(&newer, "p1").is_locked(), "a newer program's");
    assert_eq!(Gate::of(&FieldValues::new(), "p1"), Gate::Open);
}

#[test]
fn an_edition_is_made_again_to_the_byte_from_the_revisions_that_it_names() {
    let (one, two) = (plan("p1"), plan("p2"));
    let boxes = |figures: &[(&str, &str)]| crate::check::testing::draft(figures);
    let of_april = boxes(&[("month_investment", "300.50"), ("year_to_date", "900.5")]);
    let of_march = boxes(&[("month_investment", "7"), ("year_to_date", "500")]);
    let earlier = Filed {
        month: "2022-03".parse().unwrap(),
        ..filed(&of_march, ReportState::Accepted, 4)
    };
    let projects = vec![
        standing(&one, Some(filed(&of_april, ReportState::Accepted, 2))),
        Standing {
            earlier: Some(earlier),
            ..standing(&two, None)
        },
    ];
    let mut held = Held::default();
    let day = parse_day("2022-05-08").unwrap();
    held.take(
        &Command::extend(Some("roads".to_owned()), &[], day, "汛期"),
        vec![],
    );
    let edition = held
        .take(&Command::lock(vec![listed("p2", 0)]), projects)
        .unwrap();
    let frozen = held.book().edition().cloned().unwrap();
    assert_eq!(frozen, edition.frozen);
    assert_eq!(frozen.digest, crate::proof::digest(&edition.document));
    let log = |key: &crate::operation::ReportKey, rev: u64, _: &str| {
        let found = match (&*key.project, key.month.number(), rev) {
            ("p1", 4, 2) => Some(of_april.clone()),
            ("p2", 3, 4) => Some(of_march.clone()),
            _ => None,
        };
        Ok::<_, ()>(found)
    };
    let again = edition::remade(&edition.document, log).unwrap();
    assert_eq!(again.as_deref(), Some(&*edition.document));
    for (was, is) in [
        ("300.50", "300.51"),
        ("\"500\"", "\"501\""),
        ("\"rev\":2", "\"rev\":3"),
    ] {
        let tampered = edition.document.replace(was, is);
        assert_ne!(tampered, edition.document, "{was}");
        let again = edition::remade(&tampered, log).unwrap().unwrap();
        assert_ne!(again, tampered, "{was}");
    }
    assert_eq!(edition::remade("{}", log), Ok(None));
    let opened = edition::Opened::read(&edition.document).unwrap();
    assert_eq!(
        (opened.number, &*opened.missing),
        (1, &["p2".to_owned()][..])
    );
    assert_eq!(opened.profile, profile());
    let cumulative = boxes(&[("year_to_date", "500")]);
    assert_eq!(
        opened.carried["p2"],
        ("2022-03".parse().unwrap(), cumulative)
    );
    assert_eq!(
        opened.reports,
        BTreeMap::from([("p1".to_owned(), of_april.clone())])
    );
}
