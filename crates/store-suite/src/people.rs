//! Accounts, and logins with all the ways in which they end.

use yuebao_domain::rights::Role;
use yuebao_store::sessions::{MOST_VOUCHING, PortalLogin, REMEMBERED, Texts, TokenHash, VOUCHES};
use yuebao_store::sign_outs::{KEPT, Who};
use yuebao_store::users::{NO_PASSWORD, NewUser, Origin, Owner};
use yuebao_store::{Connection, Error, transact};

use crate::fixture::{SECONDS as NOW, populate, user};
use crate::{Candidate, open};

fn token(number: u8) -> TokenHash {
    TokenHash {
        key: [number; 32],
        whole: [number; 32],
    }
}

fn is_valid(conn: &dyn Connection, number: u8, now: i64) -> bool {
    conn.reading()
        .session(&token(number), Texts::This, now)
        .unwrap()
        .is_some()
}

/// A name is taken once; role, unit, words and origin are what was written last.
pub fn an_account_is_added_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let entered = conn.reading().last_entry_given().unwrap();
    let added =
        |conn: &mut dyn Connection, new: &NewUser<'_>| transact(conn, |tx| tx.add_user(new));
    assert!(!added(&mut *conn, &user("zhang", "water")).unwrap());
    assert_eq!(
        conn.reading().last_entry_given().unwrap(),
        entered,
        "nothing is entered"
    );
    assert!(added(&mut *conn, &user("new", "nowhere")).is_err());
    let silent = NewUser {
        password_hash: NO_PASSWORD,
        ..user("new", "water")
    };
    assert!(added(&mut *conn, &silent).unwrap());
    let owner = Owner {
        issuer: "portal".to_owned(),
        subject: "42".to_owned(),
        told_at: NOW,
    };
    transact(&mut *conn, |tx| {
        tx.set_role("new", Role::Liaison, "roads")?;
        tx.set_shown("new", "孙七")?;
        tx.set_owner("new", &owner)?;
        tx.set_expected("li")?;
        assert!(tx.set_disabled("zhang", true)? && !tx.set_disabled("nobody", true)?);
        assert!(tx.set_password("wang", "other")? && !tx.set_password("nobody", "other")?);
        Ok::<_, Error>(())
    })
    .unwrap();
    let tx = conn.reading();
    let new = tx.user("new").unwrap().unwrap();
    assert_eq!(
        (new.me.role, new.me.unit.id.as_str(), new.me.name.as_str()),
        (Role::Liaison, "roads", "孙七")
    );
    assert_eq!(new.origin, Origin::Portal(owner));
    assert_eq!(
        tx.user_of_portal("portal", "42").unwrap().unwrap().me.user,
        "new"
    );
    assert!(tx.user_of_portal("other", "42").unwrap().is_none());
    assert_eq!(tx.user("li").unwrap().unwrap().origin, Origin::Expected);
    assert!(tx.user("zhang").unwrap().unwrap().disabled);
    assert_eq!(tx.user("wang").unwrap().unwrap().password_hash, "other");
    let names = tx.users().unwrap().into_iter().map(|one| one.me.user);
    assert_eq!(names.collect::<Vec<_>>(), ["li", "new", "wang", "zhang"]);
    assert_eq!(
        ["new", "nobody"].map(|name| tx.shown_name(name).unwrap()),
        ["孙七", "nobody"]
    );
    assert!(tx.any_password().unwrap());
    transact(&mut *conn, |tx| {
        tx.set_disabled("li", true)?;
        tx.set_disabled("wang", true)
    })
    .unwrap();
    assert!(
        !conn.reading().any_password().unwrap(),
        "whoever has one is switched off"
    );
}

/// By its age, alone, with its account, with all of a user's, with everybody's.
pub fn logins_end(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| {
        for (number, user) in [
            (1, "zhang"),
            (2, "zhang"),
            (3, "li"),
            (4, "wang"),
            (5, "zhang"),
        ] {
            tx.add_session(&token(number).key, user, NOW, NOW + 100 + i64::from(number))?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
    assert!(is_valid(&*conn, 1, NOW + 100) && !is_valid(&*conn, 1, NOW + 101));
    assert!(!is_valid(&*conn, 9, NOW), "nobody's");
    let users = |conn: &dyn Connection| -> Vec<String> {
        let logins = conn.reading().sessions(NOW).unwrap();
        logins.into_iter().map(|login| login.user).collect()
    };
    assert_eq!(users(&*conn), ["li", "wang", "zhang", "zhang", "zhang"]);
    transact(&mut *conn, |tx| {
        assert!(tx.end_session(&token(1).key)?);
        assert!(!tx.end_session(&token(1).key)?, "it had ended before");
        tx.set_disabled("wang", true)
    })
    .unwrap();
    let ended = |conn: &dyn Connection, number| conn.reading().was_ended(&token(number)).unwrap();
    assert_eq!(
        [1, 2, 3, 4].map(|one| is_valid(&*conn, one, NOW)),
        [false, true, true, false]
    );
    assert_eq!(
        [1, 2, 3, 4].map(|one| ended(&*conn, one)),
        [true, false, false, true]
    );
    let count = transact(&mut *conn, |tx| tx.end_all_sessions("zhang", NOW)).unwrap();
    assert_eq!(count, 2, "those that were valid");
    assert_eq!(users(&*conn), ["li", "wang"]);
    transact(&mut *conn, |tx| tx.end_every_session()).unwrap();
    assert_eq!(users(&*conn), [""; 0]);
}

/// A login of this server tells long after its end that its device is this user's: so many of them, so
/// long, and not once all were ended. A portal's token does not, and is remembered for a day.
pub fn a_device_is_vouched_for(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let vouches =
        |conn: &dyn Connection, number, user| conn.reading().vouches(&token(number), user).unwrap();
    let later = NOW + REMEMBERED + 1_000;
    transact(&mut *conn, |tx| {
        for number in 1..=25 {
            tx.add_session(&token(number).key, "zhang", NOW, NOW + i64::from(number))?;
        }
        tx.add_session(&token(30).key, "li", NOW, NOW + 1)?;
        tx.add_portal_session(&portal(&token(40), "p", NOW), NOW)?;
        // Whoever comes next lets go of what is too much.
        tx.add_session(&token(31).key, "zhang", later, later + 1)
    })
    .unwrap();
    let kept = (1..=25).filter(|number| vouches(&*conn, *number, "zhang"));
    assert_eq!(kept.count(), MOST_VOUCHING as usize);
    assert!(
        vouches(&*conn, 25, "zhang") && !vouches(&*conn, 1, "zhang"),
        "the last of them"
    );
    assert!(vouches(&*conn, 30, "li") && !vouches(&*conn, 30, "zhang"));
    let known = |conn: &dyn Connection, number| {
        conn.reading()
            .is_known_token(&token(number), Texts::Any)
            .unwrap()
    };
    assert!(!known(&*conn, 40), "the portal's is forgotten");
    transact(&mut *conn, |tx| tx.end_all_sessions("li", later).map(drop)).unwrap();
    assert!(
        !vouches(&*conn, 30, "li"),
        "a lost tablet is nobody's any more"
    );
    let much_later = NOW + VOUCHES + 1_000;
    transact(&mut *conn, |tx| {
        tx.add_session(&token(50).key, "wang", much_later, much_later + 1)
    })
    .unwrap();
    assert!(!vouches(&*conn, 25, "zhang"), "in the end");
}

fn portal<'a>(token: &'a TokenHash, session: &'a str, issued_at: i64) -> PortalLogin<'a> {
    PortalLogin {
        token,
        user: "wang",
        subject: "sub",
        session: Some(session),
        issued_at,
        ends_at: NOW + 600,
    }
}

/// The portal ends a session or a person, we end a user: each reaches what was issued up to then,
/// whether it was seen here or not, and nothing later. Said twice it changes nothing.
pub fn a_sign_out_reaches_tokens_that_were_not_seen(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let spelt = TokenHash {
        key: [1; 32],
        whole: [9; 32],
    };
    let firsts = transact(&mut *conn, |tx| {
        let logins = [(spelt, "a"), (token(2), "a"), (token(3), "b")];
        let add = |(token, session): &(TokenHash, &str)| {
            tx.add_portal_session(&portal(token, session, NOW), NOW)
        };
        logins.iter().map(add).collect::<Result<Vec<_>, Error>>()
    });
    assert_eq!(
        firsts.unwrap(),
        [true, false, true],
        "the first of its session"
    );
    let known = |token: &TokenHash, texts| conn.reading().is_known_token(token, texts).unwrap();
    assert!(known(&spelt, Texts::This));
    let other = TokenHash {
        whole: [8; 32],
        ..spelt
    };
    assert!(
        !known(&other, Texts::This) && known(&other, Texts::Any),
        "another text of the same"
    );
    let said = |conn: &mut dyn Connection, who, named: &str, before, now| {
        transact(conn, |tx| tx.sign_out(who, named, before, now)).unwrap()
    };
    assert!(said(&mut *conn, Who::Session, "a", NOW, NOW));
    assert!(
        !said(&mut *conn, Who::Session, "a", NOW, NOW),
        "said before"
    );
    assert_eq!([2, 3].map(|one| is_valid(&*conn, one, NOW)), [false, true]);
    let reaches = |conn: &dyn Connection, session, issued_at| {
        conn.reading()
            .sign_out_reaches("wang", "sub", Some(session), issued_at)
            .unwrap()
    };
    assert!(
        reaches(&*conn, "a", NOW) && !reaches(&*conn, "a", NOW + 1) && !reaches(&*conn, "b", NOW)
    );
    assert!(said(&mut *conn, Who::Subject, "sub", NOW, NOW));
    assert!(!is_valid(&*conn, 3, NOW) && reaches(&*conn, "b", NOW));
    transact(&mut *conn, |tx| {
        tx.end_all_sessions("wang", NOW + 5).map(drop)
    })
    .unwrap();
    assert!(reaches(&*conn, "b", NOW + 5) && !reaches(&*conn, "b", NOW + 6));
    // No token lives so long.
    let later = NOW + KEPT + 10;
    assert!(said(&mut *conn, Who::User, "li", later, later));
    assert!(!reaches(&*conn, "b", NOW));
}
