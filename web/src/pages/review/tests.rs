use yuebao_domain::device::LeftOut;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::operation::{Course, CourseStep, Refusal};
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;

use super::bar::Powers;
use super::course::{self, Stage};
use super::model::model;
use crate::state::testing::{conflict, env, key, project, report, state, values};
use crate::state::{Action, Notice, ReviewFilter, State, View};

/// a and b are handed in, b first; c is accepted with an amendment; d is a draft.
fn county(role: Role) -> State {
    let mut state = state(role);
    for (id, name, stand, at) in [
        ("a", "滨江大道", Stand::Submitted, "2022-05-30T03:00:00Z"),
        ("b", "城北水厂", Stand::Submitted, "2022-05-30T02:00:00Z"),
        ("c", "产业园一期", Stand::Accepted, "2022-05-30T04:00:00Z"),
        ("d", "高铁站前路", Stand::Draft, "2022-05-30T01:00:00Z"),
    ] {
        project(&mut state, id, name, Nature::Continuing);
        report(&mut state, id, stand, &[("month_investment", "40")]);
        let report = state.device.get_mut().reports.get_mut(&key(id)).unwrap();
        report.server.as_mut().unwrap().received_at = at.into();
    }
    let side = |text| values(&[("month_investment", text)]);
    conflict(&mut state, "c", 7, side("40"), side("40"), side("45"));
    let report = state.device.get_mut().reports.get_mut(&key("c")).unwrap();
    let open = &mut report.server.as_mut().unwrap().conflicts[0];
    open.clash.kind = ClashKind::Amendment;
    state
}

fn queue(state: &State) -> Vec<String> {
    let queue = model(state).queue;
    queue.into_iter().map(|it| it.project).collect()
}

#[test]
fn amendments_come_first_then_who_came_first() {
    let state = county(Role::CityOffice);
    assert_eq!(queue(&state), ["产业园一期", "城北水厂", "滨江大道"]);
    let first = &model(&state).queue[0];
    assert_eq!((first.amendments, first.has_conflict), (1, false));
    assert_eq!(first.unit, "柳北区住建局");
}

#[test]
fn who_reports_reviews_nothing() {
    let mut state = county(Role::Clerk);
    assert_eq!(state.device.count_to_review(), 0);
    let accept = Action::Accept {
        key: key("a"),
        comment: String::new(),
    };
    state.update(accept, &env());
    let refused = Some(Notice::NotDecided(Refusal::ReviewersOnly));
    assert_eq!(state.screen.notice, refused);
    assert!(state.device.get().outbox.is_empty());
}

#[test]
fn a_decision_is_queued_and_said_to_be_on_its_way() {
    let mut state = county(Role::CityOffice);
    state.update(Action::Show(View::Review), &env());
    state.update(Action::Show(View::Form("b".to_owned())), &env());
    let send_back = |comment: &str| Action::SendBack {
        key: key("b"),
        to: None,
        comment: comment.to_owned(),
    };
    state.update(send_back(" "), &env());
    let refused = Some(Notice::NotDecided(Refusal::CommentMissing));
    assert_eq!(state.screen.notice, refused);
    assert_eq!(state.screen.view, View::Form("b".to_owned()));
    state.update(send_back("形象进度与投资不符，请核对"), &env());
    assert_eq!(
        (&state.screen.view, &state.screen.notice),
        (&View::Review, &Some(Notice::Decided))
    );
    assert_eq!(queue(&state), ["产业园一期", "滨江大道"]);
    let waits = model(&state).on_its_way;
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].kind, CommandKind::Return);
    let comment = waits[0].comment.as_deref();
    assert_eq!(comment, Some("形象进度与投资不符，请核对"));
}

#[test]
fn what_waits_in_other_months_is_listed_by_month() {
    let mut state = county(Role::CityOffice);
    state.screen.month = Some("2022-06".parse().unwrap());
    let model = model(&state);
    assert!(model.queue.is_empty());
    let [(month, waiting)] = &model.elsewhere[..] else {
        panic!("{:?}", model.elsewhere);
    };
    assert_eq!(month.to_string(), "2022-05");
    let projects: Vec<&str> = waiting.iter().map(|it| it.project.as_str()).collect();
    assert_eq!(projects, ["滨江大道", "城北水厂", "产业园一期"]);
}

/// Handed in by 李强; nobody fills these steps.
fn on_its_course(state: &mut State, id: &str, steps: Vec<CourseStep>, vacant: &[Role]) {
    let report = state.device.get_mut().reports.get_mut(&key(id)).unwrap();
    report.server.as_mut().unwrap().course = Some(Course {
        by: "李强".to_owned(),
        at: "2022-05-30T01:12:00Z".into(),
        steps,
        vacant: vacant.to_vec(),
        ..Course::default()
    });
}

fn step(kind: CommandKind, role: Role, to: Option<Role>) -> CourseStep {
    CourseStep {
        kind,
        role: Some(role),
        by: "陈洁".to_owned(),
        at: "2022-05-31T01:00:00Z".into(),
        comment: Some("请核对".to_owned()),
        skipped: Vec::new(),
        to,
    }
}

/// The line of a report, a letter a step: `d`one, `s`kipped, `w`aits, `l`ater.
fn line(state: &State, id: &str) -> String {
    let course = course::model(state.device.get(), &key(id)).unwrap();
    let letters = course.marks.iter().map(|mark| match mark.stage {
        Stage::Done(_) => 'd',
        Stage::Skipped => 's',
        Stage::Waits => 'w',
        Stage::Later => 'l',
    });
    letters.collect()
}

#[test]
fn the_course_of_a_report_is_a_line_of_steps() {
    use CommandKind::{Accept, Return};
    use Role::{CityOffice, CountyCoordinator};
    let cases = [
        (Stand::Submitted, vec![], "dwl"),
        (
            Stand::Reviewed(1),
            vec![step(Accept, CountyCoordinator, None)],
            "ddw",
        ),
        (
            Stand::Submitted,
            vec![
                step(Accept, CountyCoordinator, None),
                step(Return, CityOffice, Some(CountyCoordinator)),
            ],
            "dwl",
        ),
        (Stand::Returned, vec![step(Return, CityOffice, None)], "wll"),
        (
            Stand::Accepted,
            vec![CourseStep {
                skipped: vec![CountyCoordinator],
                ..step(Accept, CityOffice, None)
            }],
            "dsd",
        ),
        // from before there were chains
        (
            Stand::Accepted,
            vec![CourseStep {
                role: None,
                ..step(Accept, CityOffice, None)
            }],
            "dld",
        ),
    ];
    for (stand, steps, expected) in cases {
        let mut state = state(CityOffice);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        report(&mut state, "a", stand, &[]);
        let is_return = steps.last().is_some_and(|step| step.kind == Return);
        on_its_course(&mut state, "a", steps, &[]);
        assert_eq!(line(&state, "a"), expected, "{stand:?}");
        let course = course::model(state.device.get(), &key("a")).unwrap();
        assert_eq!(course.returned.is_some(), is_return, "{stand:?}");
    }
}

#[test]
fn who_decides_has_the_buttons_of_their_step() {
    use Role::{CityOffice, Clerk, CountyCoordinator};
    let powers = |role, stand| {
        let mut state = state(role);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        report(&mut state, "a", stand, &[]);
        Powers::of(state.device.get(), &key("a"))
    };
    let early = powers(CityOffice, Stand::Submitted).unwrap();
    assert_eq!(early.accepts, Err(Refusal::AwaitsCoordinator));
    assert_eq!((early.returns_to, early.voids), (vec![Clerk], false));
    let passed = powers(CityOffice, Stand::Reviewed(1)).unwrap();
    assert_eq!(passed.accepts, Ok(()));
    assert_eq!(
        (passed.returns_to, passed.voids),
        (vec![Clerk, CountyCoordinator], true)
    );
    let through = powers(CityOffice, Stand::Accepted).unwrap();
    assert_eq!(through.accepts, Err(Refusal::NotForReview));
    assert_eq!(
        (through.returns_to, through.voids),
        (vec![Clerk, CountyCoordinator], true)
    );
    assert_eq!(powers(CityOffice, Stand::Returned), None);
    assert_eq!(powers(Clerk, Stand::Submitted), None);
}

#[test]
fn what_is_in_order_passes_together_and_the_rest_is_named() {
    let mut state = county(Role::CityOffice);
    let profile = state.device.get_mut().profile.as_mut().unwrap();
    for rule in yuebao_domain::check::catalogue::RULES {
        profile.rules.entry(rule.code).off = true;
    }
    on_its_course(&mut state, "a", Vec::new(), &[Role::CountyCoordinator]);
    state.update(Action::Show(View::Review), &env());
    let bulk = model(&state).bulk;
    let passes: Vec<&str> = bulk
        .passes
        .iter()
        .map(|(key, _)| key.project.as_str())
        .collect();
    let early = LeftOut::Refused(Refusal::AwaitsCoordinator);
    assert_eq!(
        (passes, bulk.left_out),
        (vec!["a"], vec![(key("b"), early)])
    );
    // another revision has arrived since it was on the screen
    let pass = |seen| Action::Pass {
        key: key("a"),
        seen,
    };
    state.update(pass(7), &env());
    assert!(state.device.get().outbox.is_empty());
    state.update(pass(1), &env());
    assert_eq!(model(&state).on_its_way.len(), 1);
    assert_eq!(state.screen.view, View::Review);
    assert_eq!(queue(&state), ["产业园一期", "城北水厂"]);
}

#[test]
fn a_filter_lists_those_that_need_a_look() {
    let mut state = county(Role::CityOffice);
    for filter in [ReviewFilter::Explanations, ReviewFilter::Questions] {
        state.update(Action::FilterReviews(filter), &env());
        assert_eq!(queue(&state), [""; 0], "{filter:?}");
    }
    state.update(Action::FilterReviews(ReviewFilter::All), &env());
    assert_eq!(queue(&state).len(), 3);
}
