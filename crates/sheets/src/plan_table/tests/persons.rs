//! Columns of persons and of their telephone numbers.

use yuebao_domain::import::persons::{Detail, Named};
use yuebao_domain::operation::persons::{Log, Person, Step};
use yuebao_domain::text::Lang;

use super::*;

/// What a row says of persons: kind, names, numbers.
fn persons(head: &str, cells: &str) -> (Vec<String>, Vec<String>) {
    let text = format!("项目名称,性质,县区,责任单位,{head}\n甲路,续建,钦南区,交通运输局,{cells}\n");
    let tables = read_text(&text, Some("2022-01"));
    let said = tables.rows[0].said.persons.iter();
    let said = said.map(|one| {
        let numbers = one.telephones.as_deref().unwrap_or("—");
        format!("{} {} {numbers}", one.kind, one.names)
    });
    (said.collect(), told(&tables.errors))
}

#[test]
fn persons_are_read_by_the_profiles_words_and_numbers_beside_them() {
    for (head, cells, expected) in [
        (
            "具体责任人,联系电话",
            "甲某,0777-0000001",
            vec!["person-in-charge 甲某 0777-0000001"],
        ),
        // no other kind of this profile is called so
        (
            "责任人,电话",
            "甲某,13800000000",
            vec!["person-in-charge 甲某 13800000000"],
        ),
        (
            "责任人姓名,职务,手机",
            "甲某,局长,1",
            vec!["person-in-charge 甲某 1"],
        ),
        (
            "总管理人,具体责任人,联系电话",
            "乙某,甲某,1",
            vec!["general-manager 乙某 —", "person-in-charge 甲某 1"],
        ),
        (
            "总管理人,联系电话,具体责任人,联系电话",
            "乙某,1,甲某,2",
            vec!["general-manager 乙某 1", "person-in-charge 甲某 2"],
        ),
        (
            "具体责任人联系电话,总管理人,具体责任人",
            "1,乙某,/",
            vec!["general-manager 乙某 —", "person-in-charge  1"],
        ),
        // left of them stands somebody who is of no kind
        (
            "具体责任人,业主联系人,联系电话",
            "甲某,丙某,2",
            vec!["person-in-charge 甲某 —"],
        ),
        (
            "具体责任人,联系人,联系电话",
            "甲某,丙某,2",
            vec!["person-in-charge 甲某 —"],
        ),
        (
            "联系电话,具体责任人",
            "1,甲某",
            vec!["person-in-charge 甲某 1"],
        ),
        ("联系人,联系电话,信息员", "丙某,2,丁某", vec![]),
    ] {
        assert_eq!(
            persons(head, cells),
            (
                expected.into_iter().map(str::to_owned).collect(),
                Vec::new()
            ),
            "{head}"
        );
    }
}

#[test]
fn posts_units_and_dates_have_columns_called_by_their_kind() {
    let read = |head: &str, cells: &str| {
        let text =
            format!("项目名称,性质,县区,责任单位,{head}\n甲路,续建,钦南区,交通运输局,{cells}\n");
        let tables = read_text(&text, Some("2022-01"));
        assert_eq!(told(&tables.errors), Vec::<String>::new(), "{head}");
        let row = &tables.rows[0];
        let units = row.said.row.units.clone();
        let details = row.said.persons[0].details.clone();
        let details: Vec<(Detail, String)> = details.into_iter().collect();
        (
            units,
            details,
            row.at_detail("person-in-charge", Detail::To),
        )
    };
    let (units, details, at) = read(
        "具体责任人,具体责任人职务,责任人单位,具体责任人联系电话,具体责任人起,责任人任职止",
        "甲某,局长,市交通运输局,1,2022年5月,至今",
    );
    assert_eq!(
        units.len(),
        1,
        "the unit of a person is none of the project's"
    );
    let texts: Vec<&str> = details.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["局长", "市交通运输局", "2022年5月", "至今"]);
    assert!(at.show(Lang::Zh).contains("J 列"), "{at:?}");
}

#[test]
fn numbers_that_may_be_of_several_are_asked_about_at_their_column() {
    let (_, errors) = persons("联系电话,总管理人,具体责任人", "1,乙某,甲某");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("计划.csv 第 1 行 E 列：") && errors[0].contains("看不出是谁的电话"),
        "{errors:?}"
    );
}

#[test]
fn several_in_a_merged_or_broken_cell_stay_apart() {
    let (said, errors) = persons("具体责任人,电话", "\"甲某\n乙某\",\"1\n2\"");
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(said, ["person-in-charge 甲某\n乙某 1\n2"]);
}

#[test]
fn what_is_wrong_with_persons_is_told_at_their_cell() {
    for (head, cell, part) in [
        (
            "联系电话",
            "13800000000",
            "E 列：具体责任人：有 2 个姓名、1 个电话",
        ),
        (
            "具体责任人职务",
            "局长",
            "F 列：具体责任人：有 2 个姓名、1 个“职务”",
        ),
        (
            "具体责任人起",
            "去年、2022-05",
            "F 列：具体责任人：“起”“去年”读不懂；请写成 2022-05 或 2022-05-08",
        ),
    ] {
        let text = format!(
            "项目名称,性质,县区,责任单位,具体责任人,{head}\n\
             甲路,续建,钦南区,交通运输局,甲某、乙某,{cell}\n"
        );
        is_told(&text, part);
    }
}

fn is_told(text: &str, part: &str) {
    let tables = read_text(text, Some("2022-01"));
    let file: Vec<_> = tables.rows.iter().map(|row| row.said.clone()).collect();
    let logs = BTreeMap::new();
    let terms = Terms {
        valid_from: Month::new(2022, 1).unwrap(),
        is_annual: true,
        document: "",
        locked_through: None,
        gone: None,
        carried_over: &BTreeMap::new(),
        named: Some(Named {
            logs: &logs,
            today: Month::new(2022, 6).unwrap().first_day(),
            gone: None,
        }),
    };
    let (_, found) = compare(&[], &file, &terms).unwrap_err();
    let profile = builtin("qinzhou-2022").unwrap();
    let notes = told(&obstacles(&found, &tables, &[], &profile));
    assert_eq!(notes.len(), 1, "{notes:?}");
    let told = notes[0].strip_prefix("计划.csv 第 2 行 ");
    assert!(told.is_some_and(|told| told.starts_with(part)), "{notes:?}");
}

/// Whom the demo of a profile names, as the projects' logs.
fn logs_of(demo: &yuebao_demo::DemoPlan) -> BTreeMap<String, Log> {
    let mut logs: BTreeMap<String, Log> = BTreeMap::new();
    for named in &demo.persons {
        let log = logs.entry(named.project.clone()).or_default();
        log.steps.push(Step {
            command: named.command.clone(),
            user: named.user.clone(),
            by: String::new(),
            unit: String::new(),
            at: "".into(),
            made: (),
        });
    }
    logs
}

#[test]
fn persons_that_are_exported_are_read_back_as_they_are() {
    for (id, _) in yuebao_domain::profile_file::BUILTIN {
        let profile = builtin(id).unwrap();
        let through = Month::new(profile.first_year, 5).unwrap();
        let tables = yuebao_demo::tables(id).unwrap();
        let demo = yuebao_demo::plan(&profile, &tables, through, through.last_day()).unwrap();
        let logs = logs_of(&demo);
        assert!(!logs.is_empty(), "{id}");
        let day = through.last_day();
        let mut persons: BTreeMap<String, Vec<Person>> = BTreeMap::new();
        for (project, log) in &logs {
            let entries = yuebao_domain::import::persons::in_post(log, day).into_iter();
            persons.insert(project.clone(), entries.map(|entry| entry.person).collect());
        }
        let table = PlanTable::new(&demo.projects, &profile, &demo.units).with_persons(persons);
        let file = read_back(&table, &profile, &demo.units);
        assert!(file.iter().any(|row| !row.persons.is_empty()), "{id}");
        let terms = Terms {
            valid_from: demo.projects[0].entered,
            is_annual: true,
            document: "",
            locked_through: None,
            gone: None,
            carried_over: &BTreeMap::new(),
            named: Some(Named {
                logs: &logs,
                today: day,
                gone: None,
            }),
        };
        let preview = compare(&demo.projects, &file, &terms).unwrap();
        assert_eq!(preview.to_write().count(), 0, "{id}");
        assert_eq!(preview.persons_to_write().count(), 0, "{id}");
        let others = BTreeMap::new();
        let terms = Terms {
            named: Some(Named {
                logs: &others,
                today: day,
                gone: None,
            }),
            ..terms
        };
        let all = compare(&demo.projects, &file, &terms).unwrap();
        assert_eq!(all.persons_to_write().count(), demo.persons.len(), "{id}");
    }
}
