//! A device whose clock is wrong.

use super::*;
use yuebao_domain::device::ServerTime;
use yuebao_domain::period::{Month, show_day};
use yuebao_domain::wire::v1::Hello;

const SERVER: &str = "2022-06-01T00:00:00.000Z";

fn at(now: &str) -> Env {
    let mut env = env();
    env.stamp.made_at = now.into();
    env
}

/// A device with the plan, opened without a network when its clock says `now`; `before`: what it
/// said when the server told its time.
fn offline(before: &str, now: &str) -> State {
    let mut device = opened(true).device.get().clone();
    device.meta.server_time = Some(ServerTime {
        server: SERVER.into(),
        device: before.into(),
    });
    let mut state = State::default();
    let opened = Action::Opened {
        user: "clerk".to_owned(),
        pass: login("token"),
        device: Box::new(device),
        set_aside: Vec::new(),
        stored: true,
    };
    state.update(opened, &at(now));
    state
}

fn online(state: &mut State, now: &str) {
    let hello = Hello {
        time: SERVER.into(),
        ..serde_json::from_str(include_str!(
            "../../../../crates/domain/tests/fixtures/wire/v1/hello.json"
        ))
        .unwrap()
    };
    state.update(Action::Hello(hello), &at(now));
}

fn shown(state: &State) -> (String, String) {
    let day = show_day(state.clock.today.unwrap());
    (state.screen.month.unwrap().to_string(), day)
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

const RIGHT: &str = "2022-06-01T08:00:00+08:00";

#[test]
fn fault_35_the_month_that_is_due_opens_whatever_the_clock_says() {
    for now in [
        "2015-01-01T00:03:00+08:00",
        "1970-01-01T08:00:00+08:00",
        "2022-04-30T08:00:00+08:00",
        "2031-01-05T08:00:00+08:00",
    ] {
        let mut state = offline(RIGHT, now);
        let due = ("2022-05".to_owned(), "2022-06-01".to_owned());
        assert_eq!(shown(&state), due, "{now}");
        assert!(state.clock.wrong.is_some() && state.may_show(month("2022-06")));
        assert!(state.may_show(month("2022-01")));
        online(&mut state, now);
        assert_eq!(shown(&state), due, "{now}");
        assert!(state.clock.wrong.is_some());
        assert!(!state.may_show(month("2022-07")), "{now}");
        // And what is filled can be handed in: no day of it has yet to come.
        for (field, text) in FIGURES {
            fill_at(&mut state, field, text, now);
        }
        let submit = Action::Submit {
            project: "p1".to_owned(),
        };
        state.update(submit, &at(now));
        assert_eq!(state.screen.notice, Some(Notice::HandedIn), "{now}");
    }
}

fn fill_at(state: &mut State, field: Field, text: &str, now: &str) {
    let edit = Action::Edit {
        project: "p1".to_owned(),
        changes: Changes::from([(field.into(), Some(text.into()))]),
    };
    state.update(edit, &at(now));
}

#[test]
fn fault_35_a_month_that_a_wrong_clock_has_opened_gives_way_to_the_servers_time() {
    // Nothing is known of the time when it is opened.
    let mut state = offline("", "2031-01-05T08:00:00+08:00");
    state.device.get_mut().meta.server_time = None;
    state.screen.month = None;
    state.update(Action::Show(View::Tasks), &at("2031-01-05T08:00:00+08:00"));
    state.update(
        Action::ShowMonth(month("2030-12")),
        &at("2031-01-05T08:00:00+08:00"),
    );
    online(&mut state, "2031-01-05T08:00:00+08:00");
    assert_eq!(shown(&state).0, "2022-05", "although somebody went there");
    // Who has chosen a month that exists stays in it, and who fills a form in that.
    let mut state = offline(RIGHT, "2022-08-01T08:00:00+08:00");
    assert_eq!(shown(&state).0, "2022-07");
    state.update(
        Action::ShowMonth(month("2022-03")),
        &at("2022-08-01T08:00:00+08:00"),
    );
    online(&mut state, "2022-08-01T08:00:00+08:00");
    assert_eq!(shown(&state).0, "2022-03");
}

#[test]
fn fault_35_without_any_time_a_month_of_the_jurisdiction_opens_all_the_same() {
    let mut state = offline("", "1970-01-01T08:00:00+08:00");
    assert_eq!(shown(&state).0, "2022-01");
    online(&mut state, "1970-01-01T08:00:00+08:00");
    assert_eq!(shown(&state).0, "2022-05");
}

#[test]
fn a_clock_that_runs_well_is_not_spoken_of() {
    let mut state = offline(RIGHT, "2022-06-03T08:00:00+08:00");
    assert_eq!(state.clock.wrong, None);
    online(&mut state, RIGHT);
    assert_eq!(state.clock.wrong, None);
}
