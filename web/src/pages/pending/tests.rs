use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::device::{
    PersonsKey, PlanKey, PublicationKey, QuestionKey, Refused, Replica, ReportKey, SetAside, Stamp,
    SummaryKey,
};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::question::CommandKind::{Answer, Ask, Close};
use yuebao_domain::operation::report::State as ReportStanding;
use yuebao_domain::operation::{Refusal, SubjectKind};
use yuebao_domain::period::parse_day;
use yuebao_domain::plan::Nature;
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues};
use yuebao_domain::rights::{Action as Right, Role};
use yuebao_domain::text::Lang;

use super::conflict::{Conflict, conflicts};
use super::edit_box::assemble;
use super::model::{aside, held, outbox, refused, refused_decisions, returned, typed as typed_for};
use super::months::refused_months;
use super::settle_all::settle_all;
use crate::state::testing::env;
use crate::state::testing::{conflict, key, may, project, question, report, state, values};
use crate::state::{Action, Effect, Inquiry, MonthStep, OfficeStep, State, View, Whom};

fn clerk() -> State {
    let mut state = state(Role::Clerk);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    report(&mut state, "a", ReportStanding::Draft, &[("remarks", "x")]);
    state
}

fn stamp(id: &str) -> Stamp {
    Stamp {
        op_id: id.into(),
        made_at: format!("2022-05-30T0{id}:00:00Z").into(),
    }
}

fn disputed() -> State {
    let mut state = clerk();
    let sides = [
        values(&[("month_investment", "100"), ("year_to_date", "500")]),
        values(&[("month_investment", "1250"), ("year_to_date", "1650")]),
        values(&[("month_investment", "1300.5"), ("year_to_date", "1650")]),
    ];
    let [base, first, second] = sides;
    conflict(&mut state, "a", 7, base, first, second);
    state
}

fn only(state: &State) -> Conflict {
    let mut all = conflicts(state);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn typed(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_conflict_shows_three_columns_in_form_order() {
    let conflict = only(&disputed());
    assert_eq!(conflict.project, "滨江大道");
    assert_eq!(conflict.subject, "投资完成情况");
    assert_eq!(conflict.first.by, "李强");
    assert_eq!(conflict.second.by, "王敏（本人）");
    let rows: Vec<_> = conflict.rows.iter().collect();
    assert_eq!(rows[0].label, "本月完成投资（万元）");
    assert_eq!(
        (&rows[0].base[..], &rows[0].first[..], &rows[0].second[..]),
        (
            &["100.00".to_owned()][..],
            &["1,250.00".to_owned()][..],
            &["1,300.50".to_owned()][..]
        )
    );
    assert!(rows[0].differs() && !rows[1].differs());
}

#[test]
fn only_who_may_report_settles() {
    assert!(only(&disputed()).may_settle);
    let mut state = disputed();
    state.device.get_mut().meta.me.as_mut().unwrap().role = Role::CountyCoordinator;
    assert!(!only(&state).may_settle);
}

#[test]
fn what_belongs_together_can_be_taken_at_once() {
    let mut state = disputed();
    assert_eq!(settle_all(&conflicts(&state)), None, "one stands alone");
    let words = |text| values(&[("remarks", text)]);
    conflict(&mut state, "a", 8, words("x"), words("一"), words("二"));
    let all = settle_all(&conflicts(&state)).unwrap();
    assert_eq!(all.conflicts, [7, 8]);
    let mut seconds = values(&[("month_investment", "1300.5"), ("year_to_date", "1650")]);
    seconds.extend(words("二"));
    assert_eq!(all.chosen, seconds);
    state
        .device
        .get_mut()
        .resolve(&key("a"), &all.conflicts, &all.chosen, stamp("1"));
    let shown = conflicts(&state);
    assert!(shown.iter().all(|it| it.chosen.is_some()));
    assert_eq!(shown[1].chosen.as_ref().unwrap().len(), 1, "its own boxes");
    assert_eq!(settle_all(&shown), None, "it is on its way");
}

#[test]
fn two_values_for_the_same_boxes_are_no_one_decision() {
    let mut state = disputed();
    let words = |text| values(&[("month_investment", text)]);
    conflict(&mut state, "a", 8, words("1"), words("2"), words("3"));
    assert_eq!(settle_all(&conflicts(&state)), None);
}

#[test]
fn who_has_proposed_a_change_may_take_it_back() {
    let mut state = disputed();
    let server = state.device.get_mut().reports.get_mut(&key("a")).unwrap();
    server.server.as_mut().unwrap().conflicts[0].clash.kind = ClashKind::Amendment;
    let own = only(&state);
    assert!(own.may_withdraw && !own.may_settle);
    state.device.get_mut().meta.me.as_mut().unwrap().user = "lin".to_owned();
    assert!(!only(&state).may_withdraw);
}

#[test]
fn a_choice_on_its_way_is_shown_with_its_values() {
    let mut state = disputed();
    let chosen = values(&[("month_investment", "1280"), ("year_to_date", "1650")]);
    state
        .device
        .get_mut()
        .resolve(&key("a"), &[7], &chosen, stamp("1"));
    let shown = only(&state).chosen.unwrap();
    assert_eq!(
        shown[0],
        ("本月完成投资（万元）".to_owned(), typed(&["1,280.00"]))
    );
    assert_eq!(shown[1].1, ["1,650.00"]);
}

#[test]
fn a_third_value_is_read_like_any_box() {
    let conflict = only(&disputed());
    let read = |texts: &[&str]| {
        assemble(
            &conflict.first.values,
            &conflict.boxes,
            &typed(texts),
            Lang::Zh,
        )
    };
    assert_eq!(
        read(&["１，２８０ 万元", "0.165亿"]),
        Ok(values(&[
            ("month_investment", "1280"),
            ("year_to_date", "1650")
        ]))
    );
    assert_eq!(
        read(&["—", "1650"]),
        Ok(values(&[("year_to_date", "1650")]))
    );
    assert_eq!(
        read(&["约20", "1650"]),
        Err(BTreeMap::from([(
            0,
            "“约20”不是金额，请填数字，例如 1250.5".to_owned()
        )]))
    );
}

fn record(key: &str, parts: &[(&str, &str)]) -> FieldValues {
    let own = |(part, text): &(&str, &str)| ((*part).to_owned(), (*text).to_owned());
    let record = FieldValue::Record(parts.iter().map(own).collect());
    FieldValues::from([(FieldKey::new(key).unwrap(), record)])
}

#[test]
fn a_third_problem_keeps_the_parts_that_a_newer_form_wrote() {
    let mut state = clerk();
    let first = record("problem.p1", &[("type", "land"), ("newer", "?")]);
    let second = record("problem.p1", &[("type", "funds")]);
    conflict(&mut state, "a", 8, FieldValues::new(), first, second);
    let conflict = only(&state);
    let labels: Vec<&str> = conflict.boxes.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels[..3], ["问题类型", "需协调层级", "问题描述"]);
    let mut texts: Vec<String> = conflict.boxes.iter().map(|it| it.initial.clone()).collect();
    texts[2] = "未批复".to_owned();
    assert_eq!(
        assemble(&conflict.first.values, &conflict.boxes, &texts, Lang::Zh),
        Ok(record(
            "problem.p1",
            &[("type", "land"), ("description", "未批复"), ("newer", "?")]
        ))
    );
    texts[4] = "2022.5".to_owned();
    let wrong = assemble(&conflict.first.values, &conflict.boxes, &texts, Lang::Zh);
    assert!(wrong.unwrap_err()[&4].contains("2022.5"));
}

#[test]
fn an_entry_is_compared_part_by_part() {
    let mut state = clerk();
    let first = record("problem.p1", &[("type", "land"), ("owner", "韦某")]);
    let second = record("problem.p1", &[("type", "funds"), ("owner", "韦某")]);
    conflict(&mut state, "a", 8, FieldValues::new(), first, second);
    let conflict = only(&state);
    assert_eq!(conflict.subject, "存在问题");
    let shown: Vec<_> = conflict
        .rows
        .iter()
        .map(|row| (row.label.as_str(), row.differs()))
        .collect();
    assert_eq!(shown, [("问题类型", true), ("责任人", false)]);
    assert_eq!(conflict.rows[0].first, ["用地"]);
    assert_eq!(conflict.rows[0].second, ["资金/融资"]);
}

#[test]
fn the_outbox_lists_reports_oldest_first_with_what_they_wait_for() {
    let mut state = disputed();
    project(&mut state, "b", "城北水厂", Nature::Continuing);
    let change =
        |text: &str| Changes::from([(FieldKey::new("remarks").unwrap(), Some(text.into()))]);
    state
        .device
        .get_mut()
        .edit(&key("b"), &change("1"), stamp("1"));
    state
        .device
        .get_mut()
        .edit(&key("a"), &change("2"), stamp("2"));
    state
        .device
        .get_mut()
        .resolve(&key("b"), &[7], &FieldValues::new(), stamp("3"));
    state
        .device
        .get_mut()
        .resolve(&key("a"), &[7], &values(&[]), stamp("4"));
    let waiting = outbox(&state);
    let shown: Vec<(&str, Vec<&str>)> = waiting
        .iter()
        .map(|it| {
            (
                it.project.as_str(),
                it.kinds.iter().map(|kind| kind.zh).collect(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("城北水厂", vec!["草稿"]),
            ("滨江大道", vec!["草稿", "选定取值"])
        ]
    );
    assert_eq!(waiting[1].since, "2022-05-30T02:00:00Z");
    assert!(!waiting[0].attempted);
}

#[test]
fn a_refusal_is_shown_in_words() {
    let mut state = clerk();
    assert!(refused(&state).is_empty());
    state
        .device
        .get_mut()
        .reports
        .get_mut(&key("a"))
        .unwrap()
        .refused = Some(Refused {
        findings: Vec::new(),
        refusal: Some(Refusal::NotYours),
        detail: None,
    });
    let shown = refused(&state);
    assert_eq!(shown[0].project, "滨江大道");
    assert_eq!(shown[0].refusal, Some(Refusal::NotYours.words().zh));
}

#[test]
fn rows_set_aside_are_named_as_far_as_their_keys_tell() {
    let mut state = clerk();
    let row = |key: &str| SetAside {
        key: key.to_owned(),
        value: "{".to_owned(),
        reason: "EOF".to_owned(),
    };
    state.store.set_aside = vec![
        row("report/a/2022-04"),
        row("op/0000000000000007"),
        row("meta"),
    ];
    let shown: Vec<_> = aside(&state)
        .into_iter()
        .map(|it| (it.what.zh, it.whose))
        .collect();
    assert_eq!(
        shown,
        [
            ("月报", Some("滨江大道 2022-04".to_owned())),
            ("待上传的修改", None),
            ("其他记录", None)
        ]
    );
}

/// Every way in which a report can stand on a device, in this month and an earlier one.
fn every_state(role: Role) -> State {
    let mut state = state(role);
    let stands = [
        None,
        Some(ReportStanding::Draft),
        Some(ReportStanding::Submitted),
        Some(ReportStanding::Returned),
        Some(ReportStanding::Accepted),
        Some(ReportStanding::Void),
    ];
    let mut number = 0;
    for stand in stands {
        for bits in 0..64_u32 {
            let has = |bit: u32| bits & (1 << bit) != 0;
            let id = format!("p{number:03}");
            number += 1;
            project(
                &mut state,
                &id,
                &format!("项目{number}"),
                Nature::Continuing,
            );
            let mut at = key(&id);
            if let Some(stand) = stand {
                report(&mut state, &id, stand, &[("remarks", "x")]);
                let side = |text: &str| values(&[("remarks", text)]);
                if has(0) || has(1) {
                    conflict(&mut state, &id, number, side("x"), side("x"), side("y"));
                    let report = state.device.get_mut().reports.get_mut(&at).unwrap();
                    let open = &mut report.server.as_mut().unwrap().conflicts[0];
                    if has(1) {
                        open.clash.kind = ClashKind::Amendment;
                    }
                }
            }
            let mut local = state
                .device
                .get_mut()
                .reports
                .remove(&at)
                .unwrap_or_default();
            local.refused = has(2).then(|| Refused {
                findings: Vec::new(),
                refusal: Some(if has(0) {
                    Refusal::NotYours
                } else {
                    Refusal::AlreadySubmitted
                }),
                detail: None,
            });
            local.draft = has(3).then(|| values(&[("remarks", "mine")]));
            if has(4) {
                at.month = "2022-02".parse().unwrap();
            }
            state.device.get_mut().reports.insert(at.clone(), local);
            let said = [
                (Ask, "office", "2022-05-30T02:00:00Z", "?"),
                (Answer, "clerk", "2022-05-30T03:00:00Z", "!"),
                (Close, "office", "2022-05-30T04:00:00Z", ""),
            ];
            let steps = usize::try_from(number % 4).unwrap_or_default();
            if steps > 0 {
                question(&mut state, &id, "remarks", &said[..steps]);
            }
            if has(5) {
                let change =
                    Changes::from([(FieldKey::new("halt_reason").unwrap(), Some("z".into()))]);
                let stamp = Stamp {
                    op_id: id.into(),
                    made_at: "2022-05-30T02:00:00Z".into(),
                };
                state.device.get_mut().edit(&at, &change, stamp);
            }
        }
    }
    state
}

#[test]
fn what_a_badge_counts_is_listed_behind_it_with_month_project_and_a_button() {
    for role in [
        Role::Clerk,
        Role::Liaison,
        Role::CountyCoordinator,
        Role::CityOffice,
        Role::Supervisor,
    ] {
        let state = every_state(role);
        let device = &state.device;
        let counted: BTreeSet<&ReportKey> = (device.get().reports.keys())
            .filter(|key| device.get().is_to_look_at(key))
            .collect();
        assert_eq!(counted.len(), device.needs_attention());
        let conflicts = conflicts(&state);
        let named = |project: &str| project.starts_with("项目");
        let mut listed: Vec<(ReportKey, bool)> = conflicts
            .iter()
            .map(|it| (it.key.clone(), named(&it.project)))
            .collect();
        listed.extend(
            refused(&state)
                .iter()
                .map(|it| (it.key.clone(), named(&it.project))),
        );
        for it in returned(&state).iter().chain(&held(&state)) {
            listed.push((it.key.clone(), named(&it.project)));
        }
        assert!(listed.iter().all(|(_, named)| *named));
        let listed: BTreeSet<&ReportKey> = listed.iter().map(|(key, _)| key).collect();
        let missing: Vec<_> = counted.difference(&listed).collect();
        assert!(missing.is_empty(), "{role:?}: {missing:?}");
        // Who decides nothing about a conflict sees it without being counted for it; all else
        // that is listed is counted.
        let only_read: BTreeSet<&ReportKey> = conflicts
            .iter()
            .filter(|it| !it.may_settle)
            .map(|it| &it.key)
            .collect();
        let uncounted: BTreeSet<_> = listed.difference(&counted).copied().collect();
        assert!(uncounted.is_subset(&only_read), "{role:?}");

        let questions = crate::pages::questions::model::list(&state, false);
        assert_eq!(questions.mine, device.questions_to_look_at());
        assert_eq!(
            questions.mine > 0,
            state.may(Right::Report) || state.may(Right::Review)
        );
        assert_eq!(device.to_look_at(), counted.len() + questions.mine);
        let mine = crate::pages::questions::model::list(&state, true);
        assert_eq!(mine.lines.len(), questions.mine, "{role:?}");
        assert!(mine.lines.iter().all(|it| named(&it.project)));

        let waiting: BTreeSet<ReportKey> = (outbox(&state).into_iter())
            .filter_map(|it| it.key)
            .collect();
        let mut operations = device.get().outbox.values().map(|queued| &queued.operation);
        assert!(device.waiting() > 0);
        assert!(operations.all(|it| { waiting.iter().any(|key| it.subject == *key) }));

        let review = crate::pages::review::model::model(&state);
        let elsewhere: usize = review
            .elsewhere
            .iter()
            .map(|(_, waiting)| waiting.len())
            .sum();
        assert_eq!(review.queue.len() + elsewhere, device.count_to_review());
        let all = review
            .elsewhere
            .iter()
            .flat_map(|(month, it)| it.iter().map(move |it| (month, it)));
        assert!(
            all.into_iter()
                .all(|(month, it)| it.key.month == *month && named(&it.project))
        );
    }
}

#[test]
fn a_returned_report_of_an_earlier_month_is_listed_with_what_was_said() {
    let mut state = clerk();
    report(
        &mut state,
        "a",
        ReportStanding::Returned,
        &[("remarks", "x")],
    );
    state.screen.month = Some("2022-07".parse().unwrap());
    let review = state.device.get_mut().reports.get_mut(&key("a")).unwrap();
    review.server.as_mut().unwrap().review = Some(yuebao_domain::operation::Review {
        rev: 1,
        by: "农博".to_owned(),
        at: "2022-05-30T02:40:00Z".into(),
        comment: Some("请核对形象进度".to_owned()),
    });
    assert_eq!(state.device.needs_attention(), 1);
    let [one] = &returned(&state)[..] else {
        panic!("{:?}", returned(&state));
    };
    assert_eq!(
        (one.project.as_str(), one.key.month.to_string().as_str()),
        ("滨江大道", "2022-05")
    );
    assert_eq!(one.comment.as_deref(), Some("请核对形象进度"));
    assert!(one.by.as_deref().unwrap().contains("农博"));
}

#[test]
fn what_is_said_of_a_question_is_listed_with_its_box_and_what_was_asked() {
    let mut state = clerk();
    let asked = (Ask, "office", "2022-05-30T02:00:00Z", "为何比上月少？");
    let question = question(&mut state, "a", "month_investment", &[asked]);
    let answer = Action::Question(Inquiry::Say {
        question: question.clone(),
        step: Answer,
        text: "连日降雨".to_owned(),
    });
    state.update(answer, &env());
    let [waiting] = &outbox(&state)[..] else {
        panic!("{:?}", outbox(&state));
    };
    assert_eq!(
        (waiting.key == Some(key("a")), waiting.kinds[0].zh),
        (true, "答复")
    );
    let answer = state.device.get().outbox.values().next().unwrap();
    let lines = typed_for(&state, &answer.operation);
    let place = "栏目: 本月完成投资（万元）";
    assert_eq!(lines, [place, "疑问: 为何比上月少？", "连日降雨"]);
    // On a tablet that has not heard of it the words are all there is.
    state.device.get_mut().questions.clear();
    let answer = state.device.get().outbox.values().next().unwrap();
    assert_eq!(typed_for(&state, &answer.operation), ["连日降雨"]);
}

#[test]
fn a_decision_about_a_month_that_was_not_taken_is_listed_with_its_reason_until_it_is_read() {
    let mut state = state(Role::CityOffice);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    let extend = MonthStep::Extend {
        whom: Whom::Project("a".to_owned()),
        until: parse_day("2022-06-20").unwrap(),
        reason: "汛情".to_owned(),
    };
    state.update(Action::Month(extend), &env());
    assert!(refused_months(&state).is_empty(), "it is on its way");
    let device = state.device.get_mut();
    let sent = device.outbox.pop_first().unwrap().1.operation;
    let replica = device.months.entry(may()).or_default();
    replica.refused = Some(Refused {
        findings: Vec::new(),
        refusal: Some(Refusal::OfficeOnly),
        detail: Some("滨江大道".to_owned()),
    });
    replica.declined = vec![sent];
    state.screen.month = Some(may().plus(1));
    assert_eq!(state.device.to_look_at(), 1, "the badge counts it");
    let [one] = &refused_months(&state)[..] else {
        panic!("{:?}", refused_months(&state));
    };
    assert_eq!((one.month, one.kinds[0].zh), (may(), "延期"));
    assert_eq!(one.refusal, Refusal::OfficeOnly.words().zh);
    assert_eq!(one.detail.as_deref(), Some("滨江大道"));
    assert_eq!(one.typed, ["延期: 滨江大道 · 2022-06-20 · 汛情"]);
    state.update(
        Action::Office(OfficeStep::ShowOf(View::Board, may())),
        &env(),
    );
    let shown = (state.screen.view.clone(), state.screen.month);
    assert_eq!(shown, (View::Board, Some(may())), "the next step");
    let stored = state.update(Action::Office(OfficeStep::ReadRefusal(may())), &env());
    assert!(stored.iter().any(|it| matches!(it, Effect::Store { .. })));
    assert!(refused_months(&state).is_empty());
    assert_eq!(state.device.to_look_at(), 0);
}

#[test]
fn what_was_not_taken_of_any_subject_is_counted_and_listed_once_each() {
    let replica = Replica {
        refused: Some(Refused {
            findings: Vec::new(),
            refusal: Some(Refusal::OfficeOnly),
            detail: None,
        }),
        ..Replica::default()
    };
    let (june, project) = (may().plus(1), "a".to_owned());
    for kind in SubjectKind::ALL {
        let mut state = state(Role::CityOffice);
        state.screen.month = Some(may().plus(2));
        let device = state.device.get_mut();
        let one = replica.clone();
        match kind {
            SubjectKind::Report => {
                device.reports.insert(key("a"), one);
            }
            SubjectKind::Question => {
                let id = "018f6e2a-0000-7000-8000-000000000001".to_owned();
                let report = key("a");
                device.questions.insert(QuestionKey { report, id }, one);
            }
            SubjectKind::Month => {
                device.months.insert(may(), one);
            }
            SubjectKind::Plan => {
                let (project, year) = (project.clone(), 2022);
                device.plans.insert(PlanKey { project, year }, one);
            }
            SubjectKind::Persons => {
                device.persons.insert(PersonsKey::of("a"), one);
            }
            SubjectKind::Publication => {
                device.publications.insert(PublicationKey::of(may()), one);
            }
            SubjectKind::Statistics => {
                device.statistics.insert(may(), one);
            }
            SubjectKind::Letters => {
                device.letters.insert(may(), one);
            }
            SubjectKind::Summary => {
                device.summaries.insert(SummaryKey::of_city(june), one);
            }
        }
        let device = state.device.get();
        let listed = [
            refused(&state).len(),
            crate::pages::questions::model::list(&state, true)
                .lines
                .len(),
            refused_months(&state).len(),
            device.plans_to_look_at().len(),
            device.persons_to_look_at().len(),
            refused_decisions(&state).len(),
        ];
        assert_eq!(listed.into_iter().sum::<usize>(), 1, "{kind:?}");
        assert_eq!(state.device.to_look_at(), 1, "{kind:?}");
        assert_eq!(state.device.count_to_look_at(kind), 1, "{kind:?}");
        for one in refused_decisions(&state) {
            let open = OfficeStep::ShowOf(one.screen.clone(), one.month);
            state.update(Action::Office(open), &env());
            assert_eq!(state.screen.view, one.screen, "the next step");
            assert_eq!(state.screen.month, Some(one.month), "{kind:?}");
        }
    }
}
