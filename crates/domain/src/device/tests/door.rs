//! Who may open a store.

use super::*;

fn login(password: Option<&str>, key: &str) -> Pass {
    Pass::Login {
        token: "token".to_owned(),
        password: password.map(str::to_owned),
        key: key.to_owned(),
    }
}

fn password(password: &str) -> Pass {
    Pass::Password {
        password: password.to_owned(),
        key: "after the password".to_owned(),
    }
}

fn portal(token: &str) -> Pass {
    Pass::Portal {
        token: token.to_owned(),
        key: "after the portal".to_owned(),
    }
}

fn tab(key: &str) -> Pass {
    Pass::Tab(key.to_owned())
}

/// Whether a store opens for this, without being changed by the question.
fn opens(device: &Device, pass: &Pass) -> bool {
    device.clone().let_in(pass, "salt").is_some()
}

/// Somebody has logged in, and it was stored and read again.
fn entered(pass: &Pass) -> Device {
    let mut device = Device::default();
    let (token, rows) = device.let_in(pass, "salt").unwrap();
    assert_eq!(token.as_deref(), Some("token"));
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let text = row.value.as_deref().unwrap();
    for secret in ["mi ma", "the key"] {
        assert!(!text.contains(secret), "{text}");
    }
    Device::load([(row.key.as_str(), text)]).0
}

#[test]
fn fault_43_a_store_that_nobody_has_logged_in_to_opens_for_nothing_that_is_planted() {
    for device in [Device::default(), entered(&login(Some("mi ma"), "the key"))] {
        for planted in [
            tab(""),
            tab("planted"),
            password(""),
            password("planted"),
            portal(""),
        ] {
            assert!(!opens(&device, &planted), "{planted:?}");
        }
        // What lies in the store is not what opens it.
        let stored = serde_json::to_value(&device.meta.door).unwrap();
        for hash in stored["tabs"].as_array().into_iter().flatten() {
            assert!(!opens(&device, &tab(hash.as_str().unwrap())));
        }
        assert!(!opens(&device, &portal("token")), "the server's own token");
    }
}

#[test]
fn without_a_network_the_password_opens_and_so_does_the_tab_that_was_let_in() {
    let mut device = entered(&login(Some("mi ma"), "the key"));
    assert!(device.knows_a_password());
    assert!(opens(&device, &tab("the key")) && opens(&device, &password("mi ma")));
    let (token, _) = device.let_in(&password("mi ma"), "salt").unwrap();
    assert_eq!(
        token.as_deref(),
        Some("token"),
        "work goes on once there is a network"
    );
    assert!(opens(&device, &tab("after the password")));
}

#[test]
fn of_the_portal_the_very_token_opens_that_the_server_took() {
    let device = entered(&login(None, "the key"));
    assert!(!device.knows_a_password());
    assert!(opens(&device, &portal("token")) && !opens(&device, &portal("another")));
}

#[test]
fn fault_43_after_logging_out_it_takes_the_password_again() {
    let mut device = entered(&login(Some("mi ma"), "the key"));
    assert!(!device.has_shut_out("the key"));
    device.shut();
    assert!(device.has_shut_out("the key"), "other tabs notice");
    assert!(!opens(&device, &tab("the key")));
    let (token, _) = device.let_in(&password("mi ma"), "salt").unwrap();
    assert_eq!(token, None);
}

#[test]
fn fault_43_whom_the_server_has_shut_out_only_the_server_lets_in_again() {
    let mut device = entered(&login(Some("mi ma"), "the key"));
    device.lock();
    for pass in [tab("the key"), password("mi ma"), portal("token")] {
        assert!(!opens(&device, &pass), "{pass:?}");
    }
    assert!(opens(&device, &login(Some("mi ma"), "another key")));
}

#[test]
fn a_new_password_takes_the_place_of_the_old_one() {
    let mut device = entered(&login(Some("mi ma"), "the key"));
    device
        .let_in(&login(Some("xin mi ma"), "next"), "pepper")
        .unwrap();
    assert!(opens(&device, &password("xin mi ma")) && !opens(&device, &password("mi ma")));
}

#[test]
fn tabs_without_end_are_not_remembered() {
    let mut device = entered(&login(Some("mi ma"), "the key"));
    for number in 0..20 {
        device
            .let_in(&login(Some("mi ma"), &number.to_string()), "salt")
            .unwrap();
    }
    assert!(opens(&device, &tab("19")) && !opens(&device, &tab("the key")));
}
