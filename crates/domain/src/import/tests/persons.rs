//! Persons in a file beside those that a project has.

use super::super::persons::{
    Detail, FilePersons, Named, PersonChange, PersonsFault, in_post, written,
};
use super::*;
use crate::operation::persons::{Command, DayOrMonth, Log, Person, Step};
use crate::period::parse_day;

const KIND: &str = "liaison";

fn person(name: &str, telephone: Option<&str>) -> Person {
    Person {
        kind: KIND.to_owned(),
        name: name.to_owned(),
        telephone: telephone.map(str::to_owned),
        ..Person::default()
    }
}

/// These were named, each as the entry of its place.
fn log(persons: &[Person]) -> Log {
    let named = persons.iter().enumerate();
    let steps = named.map(|(at, person)| Step {
        command: Command::name(&format!("e{at}"), person, None),
        user: "wang".to_owned(),
        by: "王敏".to_owned(),
        unit: "市重点办".to_owned(),
        at: "2022-05-01T01:00:00Z".into(),
        made: (),
    });
    Log {
        steps: steps.collect(),
    }
}

fn said(names: &str, telephones: Option<&str>) -> FilePersons {
    FilePersons {
        kind: KIND.to_owned(),
        names: names.to_owned(),
        telephones: telephones.map(str::to_owned),
        ..FilePersons::default()
    }
}

fn with(mut said: FilePersons, details: &[(Detail, &str)]) -> FilePersons {
    let details = details.iter();
    said.details = details
        .map(|(detail, text)| (*detail, (*text).to_owned()))
        .collect();
    said
}

/// What a file that says so changes of a road whose persons these are.
fn compared(
    held: &[Person],
    file: &[FilePersons],
    gone: Option<Gone>,
) -> Result<Preview, (Preview, Vec<Obstacle>)> {
    let mut logs = BTreeMap::new();
    logs.insert("road".to_owned(), log(held));
    let plan = [row("road", "甲路", None, "roads")];
    let mut said = says(plan[0].clone(), &[PlanBox::Id, PlanBox::Name]);
    said.persons = file.to_vec();
    let terms = Terms {
        named: Some(Named {
            logs: &logs,
            today: parse_day("2022-06-05").unwrap(),
            gone,
        }),
        ..annual("2022-01")
    };
    compare(&plan, &[said], &terms)
}

/// One line a change: what, who, from which number to which.
fn told(preview: &Preview) -> Vec<String> {
    let number = |person: Option<&Person>| {
        person.map_or_else(String::new, |it| it.telephone.clone().unwrap_or_default())
    };
    let persons = preview.changes.iter().flat_map(|change| &change.persons);
    persons
        .map(|one| {
            let (before, after) = (number(one.before()), number(one.after()));
            format!("{} {} {before}>{after}", one.key(), one.person().name)
        })
        .collect()
}

const A: &str = "0777-0000001";
const B: &str = "13800000000";

#[test]
fn cells_are_read_and_set_beside_who_is_there() {
    let held = [person("甲某", Some(A)), person("乙某", None)];
    let same = "甲某、乙某";
    for (names, numbers, changes) in [
        // what an export writes
        (same, Some("0777-0000001、无"), vec![]),
        (same, None, vec![]),
        (same, Some(""), vec![]),
        ("甲 某，乙某", Some(""), vec![]),
        ("甲某\n乙某", Some("（0777）0000001\n无"), vec![]),
        (
            same,
            Some("0777-0000001、13800000000"),
            vec!["changed 乙某 >13800000000"],
        ),
        (
            same,
            Some("0777-0000001/13800000000"),
            vec!["changed 乙某 >13800000000"],
        ),
        (
            "甲某、乙某 13800000000",
            None,
            vec!["changed 乙某 >13800000000"],
        ),
        (
            "甲某、乙某（13800000000）",
            None,
            vec!["changed 乙某 >13800000000"],
        ),
        ("甲某、乙某、丙某", None, vec!["new 丙某 >"]),
        ("甲某、乙某、丙某、丙某", None, vec!["new 丙某 >"]),
        // a blank number says nothing of the one that there is
        (
            "甲某、乙某、丙某",
            Some("无、无、13800000000"),
            vec!["new 丙某 >13800000000"],
        ),
    ] {
        let preview = compared(&held, &[said(names, numbers)], None).unwrap();
        assert_eq!(told(&preview), changes, "{names} {numbers:?}");
        assert_eq!(preview.to_write().count(), 0, "the plan stays: {names}");
        let kind = if changes.is_empty() {
            ChangeKind::Unchanged
        } else {
            ChangeKind::Changed
        };
        assert_eq!(preview.changes[0].kind, kind, "{names}");
    }
}

#[test]
fn who_is_not_named_is_asked_about_and_never_ends_in_silence() {
    let held = [person("甲某", Some(A)), person("乙某", None)];
    let file = [said("甲某、丙某", None)];
    let (seen, asked) = compared(&held, &file, None).unwrap_err();
    let gone = vec![("road".to_owned(), "乙某".to_owned())];
    assert_eq!(asked, [Obstacle::PersonsUnasked(gone)]);
    assert_eq!(told(&seen), ["new 丙某 >", "gone 乙某 >"]);

    let kept = compared(&held, &file, Some(Gone::Keep)).unwrap();
    let commands: Vec<Command> = (kept.persons_to_write())
        .filter_map(|(_, one)| one.command("new"))
        .collect();
    assert_eq!(
        commands,
        [Command::name("new", &person("丙某", None), None)]
    );

    let ended = compared(&held, &file, Some(Gone::Exit)).unwrap();
    let commands: Vec<Command> = (ended.persons_to_write())
        .filter_map(|(_, one)| one.command("new"))
        .collect();
    let next = Person {
        from: Some(DayOrMonth::Month(month("2022-01"))),
        ..person("丙某", None)
    };
    let last = Some(DayOrMonth::Month(month("2021-12")));
    let expected = [Command::name("new", &next, None), Command::end("e1", last)];
    assert_eq!(commands, expected);

    // an empty cell below a header says that there is nobody; without the column nothing is said
    assert!(compared(&held, &[said("", Some(""))], None).is_err());
    assert_eq!(
        told(&compared(&held, &[], None).unwrap()),
        Vec::<String>::new()
    );
    // who came later than the plan is over, and nobody knows since when
    let late = Person {
        from: Some(DayOrMonth::Month(month("2022-03"))),
        ..person("丁某", None)
    };
    let ended = compared(&[late], &[said("", None)], Some(Gone::Exit)).unwrap();
    let (_, one) = ended.persons_to_write().next().unwrap();
    assert_eq!(one.command(""), Some(Command::end("e0", None)));
}

#[test]
fn who_had_left_before_is_of_no_account() {
    let left = Person {
        to: Some(DayOrMonth::Month(month("2022-03"))),
        ..person("乙某", None)
    };
    let held = [person("甲某", None), left];
    let preview = compared(&held, &[said("甲某", None)], None).unwrap();
    assert_eq!(told(&preview), Vec::<String>::new());
    let day = parse_day("2022-03-31").unwrap();
    let names = |day| -> Vec<String> {
        let entries = in_post(&log(&held), day).into_iter();
        entries.map(|entry| entry.person.name).collect()
    };
    assert_eq!(names(day), ["甲某", "乙某"]);
    assert_eq!(names(parse_day("2022-04-01").unwrap()), ["甲某"]);
}

#[test]
fn what_cannot_be_told_is_asked_about() {
    for (names, numbers, fault) in [
        ("甲某、乙某", Some(B), PersonsFault::Numbers(2, 1)),
        ("甲某、乙某", Some("1、2、3"), PersonsFault::Numbers(2, 3)),
        ("甲某 13800000000", Some(A), PersonsFault::Numbers(1, 2)),
        (
            "张三丰 李四光",
            None,
            PersonsFault::Blank("张三丰 李四光".to_owned()),
        ),
        (
            "13800000000",
            None,
            PersonsFault::Person(crate::operation::persons::Fault::NameMissing),
        ),
    ] {
        let (_, asked) = compared(&[], &[said(names, numbers)], None).unwrap_err();
        let expected = [Obstacle::Persons(0, KIND.to_owned(), fault)];
        assert_eq!(asked, expected, "{names} {numbers:?}");
    }
}

#[test]
fn two_rows_of_a_project_name_the_same_persons() {
    let logs = BTreeMap::new();
    let terms = Terms {
        named: Some(Named {
            logs: &logs,
            today: parse_day("2022-06-05").unwrap(),
            gone: None,
        }),
        ..annual("2022-01")
    };
    let plan = [row("road", "甲路", None, "roads")];
    let with = |names: &str| FileRow {
        persons: vec![said(names, None)],
        ..says(plan[0].clone(), &[PlanBox::Id])
    };
    let preview = compare(&plan, &[with("甲某"), with("甲某")], &terms).unwrap();
    assert_eq!(told(&preview), ["new 甲某 >"]);
    let (_, asked) = compare(&plan, &[with("甲某"), with("乙某")], &terms).unwrap_err();
    assert_eq!(asked, [Obstacle::PersonsDisagree(0, 1, KIND.to_owned())]);
}

#[test]
fn what_is_written_is_read_back_as_it_is() {
    let two = format!("{A}、{B}");
    for held in [
        vec![],
        vec![person("甲某", None)],
        vec![person("甲某", Some(&two))],
        vec![person("甲某", Some(&two)), person("乙某", None)],
        vec![person("甲某、乙某", Some("见名单"))],
        vec![person("张三丰 李四光", Some(B)), person("乙某", Some(A))],
        vec![posted("甲某")],
        vec![posted("甲某"), person("乙某", None)],
    ] {
        let own = written(held.iter());
        let details = Detail::ALL.map(|detail| (detail, own.detail(detail)));
        let file = with(said(&own.names, Some(&own.telephones)), &details);
        let preview = compared(&held, &[file], None).unwrap();
        assert_eq!(told(&preview), Vec::<String>::new(), "{held:?}");
    }
}

fn posted(name: &str) -> Person {
    Person {
        post: "副局长、党组成员".to_owned(),
        unit: "市交通运输局".to_owned(),
        from: "2021-03".parse().ok(),
        to: "2022-12-31".parse().ok(),
        ..person(name, Some(A))
    }
}

#[test]
fn posts_units_and_dates_come_in_the_order_of_the_names() {
    use Detail::{From, Post, To, Unit};
    let held = [posted("甲某"), person("乙某", None)];
    for (details, changed) in [
        (vec![], vec![]),
        (
            vec![(Post, ""), (From, "无、无"), (To, "2022-12-31、至今")],
            vec![],
        ),
        (vec![(Post, "副局长/党组成员、无")], vec![]),
        (
            vec![(Post, "局长、科长"), (Unit, "无、市发改委")],
            vec!["局长 市交通运输局 2021-03 2022-12-31", "科长 市发改委  "],
        ),
        (vec![(From, "无、2022年4月")], vec!["  2022-04 "]),
    ] {
        let file = [with(said("甲某、乙某", None), &details)];
        let preview = compared(&held, &file, None).unwrap();
        let after: Vec<String> = (preview.persons_to_write())
            .filter_map(|(_, one)| {
                let after = one.after()?;
                let texts = Detail::ALL.map(|detail| detail.of(after).unwrap_or_default());
                Some(texts.join(" "))
            })
            .collect();
        assert_eq!(after, changed, "{details:?}");
    }
    for (detail, text, fault) in [
        (Post, "局长", PersonsFault::Details(Post, 2, 1)),
        (
            To,
            "2022-12、2022-12、2022-12",
            PersonsFault::Details(To, 2, 3),
        ),
        (
            From,
            "去年、2022-04",
            PersonsFault::Date(From, "去年".to_owned()),
        ),
    ] {
        let file = [with(said("甲某、乙某", None), &[(detail, text)])];
        let (_, asked) = compared(&held, &file, None).unwrap_err();
        assert_eq!(asked, [Obstacle::Persons(0, KIND.to_owned(), fault)]);
    }
}

/// Who is entered with the day on which they left is not entered again by the same file.
#[test]
fn somebody_who_has_left_is_taken_once() {
    let file = [with(said("甲某", None), &[(Detail::To, "2022-03")])];
    let preview = compared(&[], &file, None).unwrap();
    let left = Person {
        to: "2022-03".parse().ok(),
        ..person("甲某", None)
    };
    let changes = &preview.changes[0].persons;
    assert_eq!(*changes, [PersonChange::New(left.clone())]);
    let again = compared(&[left], &file, None).unwrap();
    assert_eq!(told(&again), Vec::<String>::new());
}

#[test]
fn parts_name_their_bundle_by_identifier_or_name() {
    let bundle = PlanRow {
        is_bundle: true,
        ..row("b", "一片区", None, "roads")
    };
    let plan = [bundle, row("road", "甲路", None, "roads")];
    let part = |bundle: &str| {
        let mut said = row("road", "甲路", None, "roads");
        said.bundle = Some(bundle.to_owned());
        says(said, &[PlanBox::Id, PlanBox::Bundle])
    };
    for bundle in ["b", "一片区"] {
        let preview = compare(&plan, &[part(bundle)], &supplement()).unwrap();
        let fields = &preview.changes[0].fields;
        assert_eq!(fields[0].after.as_deref(), Some("b"), "{bundle}");
    }
    let mut held = plan.clone();
    held[1].bundle = Some("b".to_owned());
    let same = compare(&held, &[part("一片区")], &supplement()).unwrap();
    assert_eq!(same.changes[0].kind, ChangeKind::Unchanged);
    let new = FileRow {
        row: PlanRow {
            is_bundle: true,
            ..row("", "二片区", None, "roads")
        },
        says: PlanBox::NEEDED
            .into_iter()
            .chain([PlanBox::IsBundle])
            .collect(),
        persons: Vec::new(),
    };
    let both = compare(&plan, &[part("二片区"), new], &supplement()).unwrap();
    let id = both.changes[1].row.id.clone();
    assert_eq!(both.changes[0].row.bundle, Some(id));
    for wrong in ["三片区", "road"] {
        assert!(
            compare(&plan, &[part(wrong)], &supplement()).is_err(),
            "{wrong}"
        );
    }
}

fn supplement() -> Terms<'static> {
    Terms {
        is_annual: false,
        ..annual("2022-02")
    }
}

#[test]
fn a_new_project_comes_with_its_persons() {
    let logs = BTreeMap::new();
    let terms = Terms {
        named: Some(Named {
            logs: &logs,
            today: parse_day("2022-06-05").unwrap(),
            gone: None,
        }),
        ..supplement()
    };
    let new = FileRow {
        persons: vec![said("甲某", Some(A))],
        ..says(row("", "新厂", None, "water"), &PlanBox::NEEDED)
    };
    let preview = compare(&[], &[new], &terms).unwrap();
    let (change, one) = preview.persons_to_write().next().unwrap();
    assert_eq!(change.kind, ChangeKind::New);
    assert_eq!(*one, PersonChange::New(person("甲某", Some(A))));
}
