//! A tablet across New Year: each month goes by the profile of its own plan year, offline too.

use super::*;
use crate::check::Stage;
use crate::profile::{Profile, ReviewChain};
use crate::rights::Role;

fn of(month: &str) -> ReportKey {
    ReportKey {
        month: month.parse().unwrap(),
        ..key()
    }
}

/// A server with the profile of 2022 and another one, with a chain and a rule of its own, of 2023.
fn server() -> Server {
    let mut server = Server::new();
    let before = server.profile.clone();
    server.profile = Profile {
        id: "next".to_owned(),
        first_year: 2023,
        last_year: 2023,
        chain: vec![Role::Clerk, Role::Liaison, Role::CityOffice],
        chains: Vec::new(),
        ..before.clone()
    };
    server.profile.rules.entry("M101".parse().unwrap()).off = false;
    server.earlier_profiles = vec![before];
    server
}

#[test]
fn december_and_january_stand_beside_each_other_without_a_net() {
    let mut server = server();
    let mut a = Tablet::new("a", &mut server);
    let (december, january) = (of("2022-12"), of("2023-01"));
    for key in [&december, &january] {
        let stamp = a.stamp();
        let rows = a.device.edit(key, &set("year_to_date", "-1"), stamp);
        a.store(rows);
    }
    a.crash();
    let found = |key| {
        let outcome = a.device.check(key, Stage::Typing, None);
        outcome.findings.len()
    };
    assert_eq!((found(&december), found(&january)), (0, 1));
    let steps = |key| a.device.chain(key).reviewers().len();
    assert_eq!(steps(&january), 2);
    assert_eq!(
        a.device.chain(&december),
        ReviewChain(&server.earlier_profiles[0].chain)
    );
    for key in [&december, &january] {
        assert_eq!(
            text(a.device.reports[key].values(), "year_to_date"),
            Some("-1")
        );
    }
}

#[test]
fn a_tablet_keeps_the_profiles_that_it_was_told_last() {
    let mut server = server();
    let mut a = Tablet::new("a", &mut server);
    let years = |a: &Tablet| {
        let all = a.device.profiles().map(|one| one.first_year);
        all.collect::<Vec<_>>()
    };
    assert_eq!(years(&a), [2023, 2022]);
    a.crash();
    assert_eq!(years(&a), [2023, 2022]);
    let rows: BTreeMap<String, String> = (a.device.rows().into_iter())
        .filter_map(|row| Some((row.key, row.value?)))
        .collect();
    assert_eq!(rows.get("profiles"), a.disk.get("profiles"));
    // Told of one again, as by a server that knows no others.
    server.profile = server.earlier_profiles.remove(0);
    a.device.meta.cursor = 0;
    a.sync(&mut server);
    assert_eq!(years(&a), [2022]);
    assert!(!a.disk.contains_key("profiles"));
    a.crash();
    assert_eq!(years(&a), [2022]);
}
