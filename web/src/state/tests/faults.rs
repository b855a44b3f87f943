//! What the widget does when the store, the network or another build is in its way.

use std::collections::BTreeSet;

use yuebao_domain::device::SetAside;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::{Hello, PROTOCOL};

use super::*;

fn rolled(dice: u32) -> Env {
    Env { dice, ..env() }
}

fn sync_after(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::SyncAfter { milliseconds } => Some(*milliseconds),
        _ => None,
    })
}

fn store_after(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::StoreAgainAfter { milliseconds } => Some(*milliseconds),
        _ => None,
    })
}

fn asks(effects: &[Effect]) -> bool {
    let asking =
        |effect: &Effect| matches!(effect, Effect::StoreThenSend { .. } | Effect::Send { .. });
    effects.iter().any(asking)
}

fn fail_store(state: &mut State, reason: &str) -> Vec<Effect> {
    let failed = Action::Stored {
        ticket: 0,
        result: Err(reason.to_owned()),
    };
    state.update(failed, &env())
}

/// A device with one draft to send, whose last request ended so.
fn failed(fault: SyncFault, dice: u32) -> (State, Vec<Effect>) {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let effects = state.update(synced(request, Err(fault)), &rolled(dice));
    (state, effects)
}

fn hello(build: &str) -> Action {
    Action::Hello(Hello {
        server_id: "s".to_owned(),
        epoch: 1,
        time: "".into(),
        protocol: PROTOCOL,
        form_versions: (1, 1),
        max_operations: 100,
        max_body: 1,
        build: build.to_owned(),
        title: String::new(),
        passwords: true,
        portal_login: None,
    })
}

#[test]
fn what_could_not_be_stored_is_tried_again_with_a_growing_pause_and_whole() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    state.store.set_aside.push(SetAside {
        key: "aside/0001/report/p9/2022-05".to_owned(),
        value: "{broken".to_owned(),
        reason: String::new(),
    });
    let pauses: Vec<u32> = (0..9)
        .map(|_| store_after(&fail_store(&mut state, "QuotaExceededError: full")).unwrap())
        .collect();
    assert!(
        pauses[0] < 1_000 && pauses.is_sorted() && pauses[8] == 10_000,
        "{pauses:?}"
    );

    let effects = state.update(Action::StoreAgain, &env());
    let keys: BTreeSet<String> = stored_rows(&effects)
        .into_iter()
        .map(|row| row.key)
        .collect();
    for key in [
        "format",
        "meta",
        "project/p1",
        "report/p1/2022-05",
        "aside/0001/report/p9/2022-05",
    ] {
        assert!(keys.contains(key), "{key} of {keys:?}");
    }
    finish_writes(&mut state, &effects);
    assert_eq!(
        (state.store.health.clone(), state.store.failures),
        (StoreHealth::Good, 0)
    );
    assert_eq!(
        state.update(Action::StoreAgain, &env()),
        [],
        "nothing is left to do"
    );
}

#[test]
fn fault_07_a_store_of_a_newer_program_is_left_alone() {
    let mut state = opened(true);
    assert_eq!(
        store_after(&fail_store(&mut state, "VersionError: newer")),
        None
    );
    assert!(matches!(state.store.health, StoreHealth::Failing(_)));
}

#[test]
fn coming_online_asks_once_and_not_at_the_same_moment_as_everybody() {
    let (mut state, _) = failed(SyncFault::Unreachable, 0);
    let moments: BTreeSet<u32> = (0..1_000)
        .map(|dice| {
            state.update(Action::Online(false), &rolled(dice));
            let effects = state.update(Action::Online(true), &rolled(dice));
            assert!(
                !asks(&effects),
                "a flickering line is no reason to ask each time"
            );
            sync_after(&effects).expect("the timer replaces the one before")
        })
        .collect();
    assert!(moments.len() > 500 && moments.last().is_some_and(|last| *last <= 2_000));
    assert!(asks(&state.update(Action::Sync, &env())));
}

#[test]
fn devices_that_failed_at_once_do_not_come_back_at_once() {
    let pauses: Vec<u32> = (0..500)
        .map(|device| sync_after(&failed(SyncFault::Unreachable, device * 2).1).unwrap())
        .collect();
    let within = |from: u32, to: u32| pauses.iter().filter(|p| (from..to).contains(p)).count();
    for second in 0..4 {
        let devices = within(second * 1_000, (second + 1) * 1_000);
        assert!(
            (100..=150).contains(&devices),
            "{devices} in second {second}"
        );
    }
}

#[test]
fn a_server_that_is_busy_is_not_asked_before_it_said_except_by_hand() {
    for dice in [0, 500, 999] {
        let (mut state, effects) = failed(SyncFault::Busy(30), dice);
        let pause = sync_after(&effects).unwrap();
        assert!((30_000..34_000).contains(&pause), "{pause}");
        for action in [Action::Online(true), Action::Seen] {
            let effects = state.update(action, &env());
            assert!(
                !asks(&effects) && sync_after(&effects).is_none(),
                "{effects:?}"
            );
        }
        assert!(
            asks(&state.update(Action::Sync, &env())),
            "the timer, or a tap"
        );
    }
}

#[test]
fn where_the_browser_keeps_the_server_away_nothing_is_lost_and_it_is_tried_again() {
    for why in [
        Blocked::Origin("http://portal.example".to_owned()),
        Blocked::Insecure("http://report.example".to_owned()),
    ] {
        let (state, effects) = failed(SyncFault::Blocked(why), 500);
        assert!(state.sync.is_cut_off());
        assert_eq!(state.device.waiting(), 1);
        assert!(sync_after(&effects).is_some());
    }
}

#[test]
fn fault_29_a_proxy_that_takes_the_token_out_costs_no_login() {
    for fault in [SyncFault::TokenTakenOut, SyncFault::StillPacked] {
        let (state, effects) = failed(fault, 500);
        assert!(matches!(
            state.session,
            Session::Open { token: Some(_), .. }
        ));
        assert_eq!(state.device.waiting(), 1);
        assert!(sync_after(&effects).is_some(), "it is tried again");
    }
}

#[test]
fn a_server_of_before_is_named_and_everything_stays_until_it_is_upgraded() {
    let (state, effects) = failed(SyncFault::OldServer, 500);
    assert!(matches!(
        state.session,
        Session::Open { token: Some(_), .. }
    ));
    assert_eq!(state.device.waiting(), 1);
    assert!(sync_after(&effects).is_some(), "it is tried again");
    for lang in [Lang::Zh, Lang::En] {
        let said = crate::components::faults::of_sync(&SyncFault::OldServer, lang);
        let parts = match lang {
            Lang::Zh => ["版本比本程序旧", "都在本机"],
            Lang::En => ["older than this program", "still on this device"],
        };
        assert!(parts.iter().all(|part| said.contains(part)), "{said}");
    }
}

#[test]
fn fault_27_another_build_is_loaded_only_when_nothing_is_lost_by_it() {
    let mut state = opened(true);
    state.server.build = Some("0123456789abcdef".to_owned());
    for (served, outdated) in [
        ("0123456789abcdef", false),
        ("none", false),
        ("fedcba9876543210", true),
    ] {
        state.update(hello(served), &env());
        assert_eq!(state.server.is_outdated(), outdated, "{served}");
    }
    let may = |state: &mut State| state.update(Action::ReloadPage, &env()) == [Effect::ReloadPage];
    assert!(may(&mut state));
    let effects = fill(&mut state, Field::Remarks, "x");
    assert!(!may(&mut state), "the write is under way");
    finish_writes(&mut state, &effects);
    assert!(may(&mut state), "stored, though not sent");
    fail_store(&mut state, "QuotaExceededError");
    assert!(!may(&mut state), "neither stored nor sent");

    let mut bare = opened(false);
    assert!(may(&mut bare));
    fill(&mut bare, Field::Remarks, "x");
    assert!(!may(&mut bare), "in memory only");
}

#[test]
fn the_build_is_asked_for_now_and_then() {
    let mut state = opened(true);
    state.update(hello("none"), &env());
    let asked = (0..30).filter(|_| {
        let (request, _) = state.device.get_mut().request("n".to_owned());
        let answer = answer_to(&request, ChangeSet::default());
        let effects = state.update(synced(request, Ok(answer)), &env());
        finish_writes(&mut state, &effects);
        effects.contains(&Effect::Hello)
    });
    assert_eq!(asked.count(), 3);
}
