use std::collections::{BTreeMap, BTreeSet};

use super::reports::{Kept, Met, Standing, Taker, standing, take_in};
use super::*;
use crate::carried_over::CarriedOver;
use crate::money::{Money, parse_plain};
use crate::operation::month::Gate;
use crate::operation::report::State;
use crate::operation::{Effect, ReportKey};
use crate::period::Month;
use crate::plan::{Nature, PlanBox, PlanRow};
use crate::profile::ReviewChain;
use crate::report::{Field, FieldValues};
use crate::rights::Role;

mod persons;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn money(text: &str) -> Option<Money> {
    parse_plain(text).ok()
}

fn row(id: &str, name: &str, code: Option<&str>, unit: &str) -> PlanRow {
    serde_json::from_value(serde_json::json!({
        "id": id, "name": name, "code": code, "nature": "continuing", "area": "here",
        "units": [unit], "total_investment": "9000", "annual_plan": "1200", "entered": "2022-01",
    }))
    .unwrap()
}

fn says(row: PlanRow, fields: &[PlanBox]) -> FileRow {
    FileRow {
        row,
        says: fields.iter().copied().collect(),
        persons: Vec::new(),
    }
}

fn whole(row: PlanRow) -> FileRow {
    says(row, &PlanBox::ALL)
}

fn annual(from: &str) -> Terms<'static> {
    Terms {
        valid_from: month(from),
        is_annual: true,
        document: "示发〔2022〕1号",
        locked_through: None,
        gone: None,
        carried_over: &NONE_BEGIN,
        named: None,
    }
}

static NONE_BEGIN: BTreeMap<String, Option<CarriedOver>> = BTreeMap::new();

fn kinds(preview: &Preview) -> Vec<(&str, &'static str)> {
    let changes = preview.changes.iter();
    changes
        .map(|change| (change.row.id.as_str(), change.kind.key()))
        .collect()
}

const CODE: &str = "2204-450700-04-01-123456";

#[test]
fn a_project_is_known_by_code_then_identifier_then_name_within_its_unit() {
    let plan = [
        row("a", "甲路", Some(CODE), "roads"),
        row("b", "乙桥", None, "roads"),
        row("c", "乙桥", None, "water"),
        row("d", "丁厂", Some("2204-450700-04-01-654321"), "roads"),
    ];
    let known = Known::of(&plan);
    let other = Some("2204-450700-04-01-999999");
    for (asked, identity) in [
        (
            row("", "改了名", Some(&CODE.to_lowercase()), "water"),
            Identity::Known(0),
        ),
        (row("b", "乙桥二", None, "water"), Identity::Known(1)),
        (row("", "乙 桥", None, "water"), Identity::Known(2)),
        (row("", "乙桥", other, "roads"), Identity::Known(1)),
        (row("", "乙桥", None, "bay"), Identity::New),
        (row("z", "乙桥", None, "roads"), Identity::New),
        (row("", "丁厂", other, "roads"), Identity::OtherCode(3)),
    ] {
        assert_eq!(known.find(&asked), identity, "{} {}", asked.id, asked.name);
    }
    let mut unnamed = row("", "乙桥", None, "roads");
    unnamed.units.clear();
    assert_eq!(known.find(&unnamed), Identity::Several(vec![1, 2]));
}

#[test]
fn a_preview_tells_what_is_new_changed_gone_and_unchanged() {
    let held = [
        row("a", "甲路", Some(CODE), "roads"),
        row("b", "乙桥", None, "roads"),
        row("c", "丙港", None, "roads"),
    ];
    let mut dearer = held[0].clone();
    dearer.id.clear();
    dearer.annual_plan = money("1500");
    let file = [
        whole(dearer),
        whole(held[1].clone()),
        whole(row("", "新厂", None, "water")),
    ];
    let (seen, asked) = compare(&held, &file, &annual("2022-01")).unwrap_err();
    assert_eq!(asked, [Obstacle::GoneUnasked(vec!["c".to_owned()])]);
    assert_eq!(
        kinds(&seen),
        [
            ("a", "changed"),
            ("b", "unchanged"),
            ("p0004", "new"),
            ("c", "gone")
        ]
    );
    let [change] = seen.changes[0].fields.as_slice() else {
        panic!("{:?}", seen.changes[0].fields);
    };
    assert_eq!(change.field, PlanBox::AnnualPlan);
    assert_eq!(
        (change.before.as_deref(), change.after.as_deref()),
        (Some("1200"), Some("1500"))
    );

    for (gone, written) in [(Gone::Keep, 2), (Gone::Exit, 3)] {
        let terms = Terms {
            gone: Some(gone),
            ..annual("2022-01")
        };
        let preview = compare(&held, &file, &terms).unwrap();
        assert_eq!(preview.to_write().count(), written, "{gone:?}");
        let mut after: Vec<PlanRow> = held.to_vec();
        for row in preview.to_write() {
            match after.iter_mut().find(|known| known.id == row.id) {
                Some(known) => *known = row.clone(),
                None => after.push(row.clone()),
            }
        }
        let again = compare(&after, &file, &terms).unwrap();
        assert_eq!(
            again.to_write().count(),
            0,
            "the same file twice changes nothing"
        );
        let again = compare(&after, &file, &annual("2022-01"));
        assert_eq!(
            again.is_ok(),
            gone == Gone::Exit,
            "what has left is not asked about"
        );
    }
}

#[test]
fn what_leaves_says_with_which_month_and_why() {
    let held = [
        row("a", "甲路", None, "roads"),
        row("b", "乙桥", None, "roads"),
    ];
    let terms = Terms {
        gone: Some(Gone::Exit),
        ..annual("2023-01")
    };
    let preview = compare(&held, &[whole(held[0].clone())], &terms).unwrap();
    let left = &preview.changes[1].row;
    assert_eq!(left.exited, Some(month("2022-12")));
    assert_eq!(left.exit_reason.as_deref(), Some("未列入示发〔2022〕1号"));
}

#[test]
fn what_a_file_does_not_say_stays_and_an_empty_cell_says_there_is_none() {
    let held = [row("a", "甲路", None, "roads")];
    let mut empty = row("", "甲路", None, "roads");
    (empty.total_investment, empty.annual_plan) = (None, None);
    let said = [PlanBox::Name, PlanBox::Units, PlanBox::AnnualPlan];
    let preview = compare(&held, &[says(empty, &said)], &annual("2022-01")).unwrap();
    let after = &preview.changes[0].row;
    assert_eq!(after.total_investment, held[0].total_investment);
    assert_eq!(after.annual_plan, None);
}

#[test]
fn a_supplement_names_only_what_is_new_and_enters_with_its_month() {
    let held = [row("a", "甲路", None, "roads")];
    let mut fields = PlanBox::NEEDED.to_vec();
    let new = says(row("", "新厂", Some(CODE), "water"), &fields);
    let terms = Terms {
        is_annual: false,
        ..annual("2022-08")
    };
    let preview = compare(&held, &[new], &terms).unwrap();
    assert_eq!(kinds(&preview), [(CODE.to_lowercase().as_str(), "new")]);
    assert_eq!(preview.changes[0].row.entered, month("2022-08"));

    fields.retain(|field| *field != PlanBox::Nature);
    let lacking = says(row("", "新厂", None, "water"), &fields);
    let (_, asked) = compare(&held, &[lacking], &terms).unwrap_err();
    assert_eq!(asked, [Obstacle::Missing(0, PlanBox::Nature)]);
}

#[test]
fn locked_months_do_not_move() {
    let held = [row("a", "甲路", None, "roads")];
    let new = whole(row("", "新厂", None, "water"));
    for (from, locked, is_held_off) in [
        ("2022-05", "2022-05", true),
        ("2022-05", "2022-06", true),
        ("2022-06", "2022-05", false),
    ] {
        let terms = Terms {
            is_annual: false,
            locked_through: Some(month(locked)),
            ..annual(from)
        };
        let found = compare(&held, std::slice::from_ref(&new), &terms);
        let asked = found.map_or_else(|(_, asked)| asked, |_| Vec::new());
        let expected = is_held_off.then(|| Obstacle::Locked(month(locked)));
        assert_eq!(asked, Vec::from_iter(expected), "{from} {locked}");
        let same = compare(&held, &[whole(held[0].clone())], &terms);
        assert!(same.is_ok(), "what changes nothing is not held off");
    }
}

#[test]
fn two_rows_of_one_project_complete_each_other_or_disagree() {
    let held = [row("a", "甲路", None, "roads")];
    let mut dearer = row("", "甲路", None, "roads");
    dearer.annual_plan = money("1500");
    dearer.nature = Nature::Completing;
    let base = [PlanBox::Name, PlanBox::Units];
    let with = |field| says(dearer.clone(), &[base[0], base[1], field]);
    let file = [with(PlanBox::AnnualPlan), with(PlanBox::Nature)];
    let preview = compare(&held, &file, &annual("2022-01")).unwrap();
    let [change] = preview.changes.as_slice() else {
        panic!("{preview:?}");
    };
    let fields: BTreeSet<PlanBox> = change.fields.iter().map(|one| one.field).collect();
    assert_eq!(
        fields,
        BTreeSet::from([PlanBox::Nature, PlanBox::AnnualPlan])
    );

    let file = [
        with(PlanBox::AnnualPlan),
        whole(row("", "甲路", None, "roads")),
    ];
    let (_, asked) = compare(&held, &file, &annual("2022-01")).unwrap_err();
    assert_eq!(asked, [Obstacle::Disagree(0, 1, PlanBox::AnnualPlan)]);
}

#[test]
fn every_field_has_its_key_and_is_copied() {
    let mut full = row("x", "甲路", Some(CODE), "roads");
    full.category = Some(crate::plan::Category::INDUSTRY);
    full.level = crate::plan::Level::REGIONAL;
    (full.is_industrial, full.is_private, full.is_real_estate) = (true, true, true);
    full.nature = Nature::Completing;
    full.area = "there".to_owned();
    (full.owner, full.scale) = ("业主".to_owned(), "规模".to_owned());
    full.is_bundle = true;
    full.monthly_plan = vec![money("7").unwrap(); 12];
    let texts = [
        &mut full.sector,
        &mut full.bundle,
        &mut full.owner_uscc,
        &mut full.exit_reason,
        &mut full.exit_approver,
    ];
    for text in texts {
        *text = Some("文".to_owned());
    }
    let amounts = [&mut full.before_year, &mut full.upper_level_funds];
    for amount in amounts {
        *amount = money("7");
    }
    full.planned_start = Some(month("2021-03"));
    full.planned_completion = Some(month("2023-12"));
    full.entered = month("2021-01");
    full.exited = Some(month("2022-09"));
    full.exit_day = crate::period::parse_day("2022-09-08").ok();
    full.total_investment = money("1");
    full.annual_plan = money("2");
    let written = serde_json::to_value(&full).unwrap();
    assert_eq!(written.as_object().unwrap().len(), PlanBox::ALL.len());
    let mut copy = row("y", "乙", None, "water");
    for field in PlanBox::ALL {
        assert!(written.get(field.key().as_ref()).is_some(), "{field:?}");
        assert_eq!(PlanBox::from_key(&field.key()), Some(field));
        assert!(!field.is_same(&full, &copy), "{field:?} differs before");
        field.copy(&full, &mut copy);
        assert!(field.is_same(&full, &copy), "{field:?} is copied");
    }
    assert_eq!(copy, full);
}

#[test]
fn classes_are_compared_and_copied_like_every_value() {
    use crate::plan::ClassKey;
    let key = |text: &str| ClassKey::new(text).unwrap();
    let field = PlanBox::Class(key("funds"));
    assert_eq!(field.key(), "classes.funds");
    assert_eq!(PlanBox::from_key("classes.funds"), Some(field));
    assert_eq!(PlanBox::from_key("classes.资金"), None);
    let held = [row("p1", "甲路", Some(CODE), "roads")];
    let mut said = held[0].clone();
    said.classes.set(key("funds"), Some(key("own")));
    let file = [says(said.clone(), &[PlanBox::Code, field])];
    let preview = compare(&held, &file, &annual("2022-01")).unwrap();
    let [change] = preview.changes.as_slice() else {
        panic!("{preview:?}");
    };
    assert_eq!(change.kind, ChangeKind::Changed);
    assert_eq!(change.row, said);
    assert_eq!(
        change.fields,
        [FieldChange {
            field,
            before: None,
            after: Some("own".to_owned()),
        }]
    );
    // a new project has it among its values
    let new = [says(
        said.clone(),
        &[PlanBox::NEEDED.as_slice(), &[field]].concat(),
    )];
    let preview = compare(&[], &new, &annual("2022-01")).unwrap();
    assert!(
        preview.changes[0]
            .fields
            .iter()
            .any(|one| one.field == field)
    );
    assert_eq!(preview.changes[0].row.classes, said.classes);
}

fn values(month: &str) -> FieldValues {
    let mut values = FieldValues::new();
    values.insert(Field::MonthInvestment.into(), month.into());
    values
}

#[test]
fn a_report_that_is_there_or_of_a_locked_month_stays() {
    let plan = row("a", "甲路", None, "roads");
    let bundle = PlanRow {
        is_bundle: true,
        ..plan.clone()
    };
    let (same, other) = (values("10"), values("11"));
    let open = Met {
        plan: &plan,
        month: month("2021-12"),
        running: month("2022-06"),
        held: None,
        gate: Gate::Open,
    };
    let locked = Gate::Locked {
        edition: 1,
        is_missing: true,
    };
    let differs = Kept::Differs(vec![Field::MonthInvestment.into()]);
    for (met, expected) in [
        (open, Standing::New),
        (
            Met {
                held: Some(&same),
                ..open
            },
            Standing::Unchanged(Kept::Same),
        ),
        (
            Met {
                held: Some(&other),
                ..open
            },
            Standing::Unchanged(differs),
        ),
        (
            Met {
                gate: locked,
                ..open
            },
            Standing::Unchanged(Kept::Locked),
        ),
        (
            Met {
                month: month("2020-12"),
                ..open
            },
            Standing::BeforePlan,
        ),
        (
            Met {
                month: month("2022-06"),
                ..open
            },
            Standing::NotPast,
        ),
        (
            Met {
                plan: &bundle,
                ..open
            },
            Standing::Bundle,
        ),
    ] {
        assert_eq!(standing(&values("10"), &met), expected, "{met:?}");
    }
}

#[test]
fn a_report_is_taken_in_by_handing_in_and_accepting() {
    let key = ReportKey {
        project: "a".to_owned(),
        month: month("2021-12"),
    };
    let roles = [Role::Clerk, Role::CountyCoordinator, Role::CityOffice];
    let taker = Taker {
        role: Role::CityOffice,
        chain: ReviewChain(&roles),
        at: "2022-06-01T02:00:00Z".into(),
    };
    let nothing = FieldValues::new();
    let ids = ["one", "two"].map(Into::into);
    let steps = take_in(&key, &values("10"), ids, (0, &nothing), &taker);
    let states: Vec<(u64, State, bool)> = (steps.iter())
        .map(|(operation, decided)| match decided.effects.as_slice() {
            [
                Effect::Record,
                Effect::Revise {
                    rev,
                    state,
                    values: held,
                    hand_ins,
                },
            ] => {
                assert_eq!(*held, values("10"));
                let first = &hand_ins.as_ref().unwrap().first;
                assert!(first.is_taken_in(), "nobody knows when");
                assert_eq!(operation.base_rev + 1, *rev);
                (
                    *rev,
                    state.of_report().unwrap(),
                    decided.receipt.passage.is_some(),
                )
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        states,
        [(1, State::Submitted, true), (2, State::Accepted, true)]
    );
    let skipped = steps[1].1.receipt.passage.as_ref().unwrap();
    assert_eq!(skipped.skipped, [Role::CountyCoordinator]);
}

#[test]
fn another_year_begins_where_the_reports_of_the_last_one_ended() {
    let held = PlanRow {
        before_year: money("2000"),
        ..row("a", "甲路", None, "roads")
    };
    let carried = |at: &str| {
        let amount = money("2700").unwrap();
        Some(CarriedOver {
            month: month(at),
            amount,
        })
    };
    let silent = [PlanBox::Name, PlanBox::AnnualPlan];
    let with = |amount: &str| PlanRow {
        before_year: money(amount),
        ..held.clone()
    };
    for (file, reported, before_year, changes) in [
        // left empty, by a missing column or an empty cell
        (says(with(""), &silent), carried("2022-12"), "2700", 1),
        (whole(with("")), carried("2022-12"), "2700", 1),
        // not of the end of the year, or nothing at all: last year's own figure does not stay
        (says(with(""), &silent), carried("2022-11"), "", 1),
        (whole(with("")), carried("2022-11"), "", 1),
        (says(with(""), &silent), None, "", 1),
        // what the file says goes before
        (whole(with("2500")), carried("2022-12"), "2500", 1),
        (whole(with("2000")), carried("2022-12"), "2000", 0),
    ] {
        let begun = [("a".to_owned(), reported)].into();
        let terms = Terms {
            carried_over: &begun,
            ..annual("2023-01")
        };
        let what = format!("{:?} {reported:?}", file.row.before_year);
        let preview = compare(std::slice::from_ref(&held), &[file], &terms).unwrap();
        let change = &preview.changes[0];
        assert_eq!(change.row.before_year, money(before_year), "{what}");
        assert_eq!(change.fields.len(), changes, "{what}");
        let told = change.fields.iter().map(|one| one.after.as_deref());
        let told: Vec<_> = told.collect();
        let expected = change.row.before_year.map(|it| it.to_string());
        assert!(changes == 0 || told == [expected.as_deref()], "{what}");
    }
    // the same year once more: what is not said stays
    let again = compare(
        std::slice::from_ref(&held),
        &[says(with(""), &silent)],
        &annual("2023-01"),
    );
    assert_eq!(again.unwrap().changes[0].row.before_year, money("2000"));
}
