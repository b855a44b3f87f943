//! An account that is given another unit, role or owner: what it may no longer see leaves the tablet.

use super::*;
use crate::wire::v2::ChangeSet;

#[test]
fn what_is_out_of_sight_leaves_the_tablet_and_what_was_typed_stays() {
    let mut server = Server::new();
    let mut clerk = Tablet::new("clerk", &mut server);
    clerk.edit(&set("remarks", "一"));
    clerk.sync(&mut server);
    assert_eq!(clerk.device.projects.len(), 1);
    let place = |unit: &str, owner: Option<&str>| (unit.to_owned(), owner.map(str::to_owned));
    for (at, (unit, owner)) in [place("u2", None), place("u2", Some("甲公司"))]
        .into_iter()
        .enumerate()
    {
        let mut ask = |clerk: &mut Tablet, sees: bool| {
            let (request, rows) = clerk.device.request(format!("n{at}{sees}"));
            clerk.store(rows);
            let mut answer = server.answer(&request, "clerk");
            answer.me.unit.id.clone_from(&unit);
            answer.me.owner.clone_from(&owner);
            if !sees {
                answer.changes = ChangeSet::default();
            }
            let absorbed = clerk
                .device
                .absorb(&request, answer, &"now".into())
                .unwrap();
            clerk.store(absorbed.rows);
            absorbed.more
        };
        // The first answer says that the account is elsewhere now, the next ones what is seen there.
        assert!(ask(&mut clerk, true));
        assert_eq!(clerk.device.meta.cursor, 0);
        clerk.crash();
        let sees = at == 0;
        while ask(&mut clerk, sees) {}
        assert_eq!(clerk.device.projects.len(), usize::from(sees));
    }
    let replica = &clerk.device.reports.get(&key());
    assert!(replica.is_none_or(|replica| replica.server.is_none()));
}
