//! Which summaries are shown to whom, and what becomes of what is typed.

use yuebao_domain::device::SummaryKey;
use yuebao_domain::operation::summary::{Heading, State as Stands};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;

use super::model::{has_summaries, model};
use crate::state::testing::{env, project, state};
use crate::state::{Action, OfficeStep, State, SummaryStep};

fn june() -> Month {
    "2022-06".parse().unwrap()
}

/// A state in June with a project, where the profile asks for summaries by 3 July.
fn in_june(role: Role) -> State {
    let mut state = state(role);
    state.screen.month = Some(june());
    state.clock.today = parse_day("2022-07-05").ok();
    project(&mut state, "a", "示例道路", Nature::Continuing);
    let profile = state.device.get_mut().profile.as_mut().unwrap();
    profile.calendar.half_year_day = Some(3);
    state
}

fn act(state: &mut State, key: &SummaryKey, step: SummaryStep) {
    state.update(
        Action::Office(OfficeStep::Summary(key.clone(), step)),
        &env(),
    );
}

/// Types, and leaves the box.
fn write(state: &mut State, key: &SummaryKey, experience: &str, next: &str) {
    for (heading, text) in [(Heading::Experience, experience), (Heading::Next, next)] {
        act(state, key, SummaryStep::Type(heading, text.to_owned()));
    }
    act(state, key, SummaryStep::Write);
}

#[test]
fn a_unit_has_the_screen_where_the_profile_asks_and_the_office_in_every_june() {
    for (role, asked, in_june_alone) in [
        (Role::Clerk, true, false),
        (Role::Liaison, true, false),
        (Role::CityOffice, true, true),
        (Role::Supervisor, true, true),
        (Role::Admin, false, false),
    ] {
        let mut state = in_june(role);
        assert_eq!(has_summaries(&state), asked, "{role:?}");
        let profile = state.device.get_mut().profile.as_mut().unwrap();
        profile.calendar.half_year_day = None;
        assert_eq!(has_summaries(&state), in_june_alone, "{role:?}");
        state.screen.month = Some("2022-05".parse().unwrap());
        assert!(!has_summaries(&state), "{role:?}");
    }
}

#[test]
fn a_clerk_writes_and_hands_in_and_reads_why_something_is_not_taken() {
    let mut state = in_june(Role::Clerk);
    assert!(state.summary_asked().is_some());
    let key = SummaryKey::of(june(), "u1");
    let shown = model(&state).unwrap();
    let own = shown.own.unwrap();
    assert_eq!(
        (own.key.clone(), own.name.as_str()),
        (key.clone(), "柳北区住建局")
    );
    assert!(
        !own.made[0].is_empty() && own.made[1].is_empty(),
        "{:?}",
        own.made
    );
    assert!(shown.others.is_empty());
    write(&mut state, &key, "早谋划", "");
    act(&mut state, &key, SummaryStep::HandIn);
    assert!(state.screen.notice.is_some(), "what comes next is missing");
    let stands = |state: &State| state.device.get().summary(&key).summary.state;
    assert_eq!(stands(&state), Some(Stands::Draft));
    write(&mut state, &key, "早谋划", "抓开工");
    act(&mut state, &key, SummaryStep::HandIn);
    assert_eq!(stands(&state), Some(Stands::HandedIn));
    let own = model(&state).unwrap().own.unwrap();
    assert_eq!(own.held.summary.texts.written(Heading::Next), "抓开工");
    act(&mut state, &key, SummaryStep::Withdraw);
    assert_eq!(stands(&state), Some(Stands::Draft));
}

#[test]
fn the_office_sees_who_is_missing_and_writes_the_citys() {
    let mut state = in_june(Role::CityOffice);
    let shown = model(&state).unwrap();
    let city = SummaryKey::of_city(june());
    assert_eq!(shown.own.map(|own| own.key), Some(city.clone()));
    let [(one, standing)] = &shown.others[..] else {
        panic!("{:?}", shown.others);
    };
    assert_eq!(one.name, "柳北区住建局");
    assert!(standing.days_late > 0, "{standing:?}");
    write(&mut state, &city, "", "全市抓开工");
    act(&mut state, &city, SummaryStep::Accept);
    let own = model(&state).unwrap().own.unwrap();
    assert_eq!(own.held.summary.state, Some(Stands::Accepted));
}
