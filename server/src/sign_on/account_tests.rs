use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_store::users::{Account, Origin, Owner};

use super::{Candidates, Plan, plan};
use crate::sign_on::Refusal;
use crate::sign_on::person::Person;
use crate::sign_on::settings::{Local, Policy};

const PORTAL: &str = "https://portal.example";

fn person() -> Person {
    Person {
        issuer: PORTAL.to_owned(),
        subject: "7".to_owned(),
        user: "zhang".to_owned(),
        name: Some("张三".to_owned()),
        unit: Some("roads".to_owned()),
        role: Some(Role::Clerk),
        told_at: 100,
    }
}

fn account(origin: Origin) -> Account {
    Account {
        origin,
        me: Me {
            user: "zhang".to_owned(),
            name: "张三".to_owned(),
            role: Role::Clerk,
            unit: Unit {
                id: "roads".to_owned(),
                name: "交通局".to_owned(),
                parent: None,
                area: None,
            },
            owner: None,
        },
        password_hash: String::new(),
        disabled: false,
    }
}

fn owner(issuer: &str, subject: &str, told_at: i64) -> Origin {
    Origin::Portal(Owner {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        told_at,
    })
}

fn policy(provision: bool, local: Local) -> Policy {
    Policy {
        provision,
        local,
        passwords: true,
    }
}

fn named(account: Account) -> Candidates {
    Candidates {
        by_subject: None,
        by_name: Some(account),
    }
}

fn update(link: bool, rights: Option<(Role, &str)>, name: Option<&str>) -> Plan {
    Plan::Update {
        user: "zhang".to_owned(),
        link,
        rights: rights.map(|(role, unit)| (role, unit.to_owned())),
        name: name.map(str::to_owned),
    }
}

fn enter() -> Plan {
    Plan::Enter {
        user: "zhang".to_owned(),
    }
}

#[test]
fn somebody_new_gets_an_account_where_that_is_wanted_and_enough_is_known() {
    let nobody = Candidates::default;
    let none = Err(Refusal::NoAccount("zhang".to_owned()));
    let add = Plan::Add {
        role: Role::Clerk,
        unit: "roads".to_owned(),
    };
    let careful = policy(false, Local::Refuse);
    assert_eq!(
        plan(&person(), nobody(), policy(true, Local::Refuse)),
        Ok(add)
    );
    assert_eq!(plan(&person(), nobody(), careful), none);
    let half = Person {
        unit: None,
        ..person()
    };
    assert_eq!(plan(&half, nobody(), policy(true, Local::Refuse)), none);
}

#[test]
fn a_name_alone_opens_nothing_that_is_somebody_elses() {
    let chief = Person {
        role: Some(Role::CityOffice),
        ..person()
    };
    let raised = Some((Role::CityOffice, "roads"));
    let other = Err(Refusal::OtherPerson("zhang".to_owned()));
    for (origin, local, expected) in [
        (
            Origin::Local,
            Local::Refuse,
            Err(Refusal::LocalAccount("zhang".to_owned())),
        ),
        (Origin::Local, Local::Enter, Ok(enter())),
        (
            Origin::Local,
            Local::TakeOver,
            Ok(update(true, raised, None)),
        ),
        (
            Origin::Expected,
            Local::Refuse,
            Ok(update(true, raised, None)),
        ),
        (
            owner(PORTAL, "7", 99),
            Local::Refuse,
            Ok(update(false, raised, None)),
        ),
        (owner(PORTAL, "8", 99), Local::TakeOver, other.clone()),
        (
            owner("https://other.example", "7", 99),
            Local::TakeOver,
            other,
        ),
    ] {
        let said = format!("{origin:?} {local:?}");
        let found = named(account(origin));
        assert_eq!(plan(&chief, found, policy(true, local)), expected, "{said}");
    }
}

#[test]
fn who_was_here_before_is_known_by_the_subject_whatever_the_name_is_now() {
    let renamed = Person {
        user: "zhang.san".to_owned(),
        name: Some("张三丰".to_owned()),
        ..person()
    };
    let found = Candidates {
        by_subject: Some(account(owner(PORTAL, "7", 50))),
        by_name: Some(account(Origin::Local)),
    };
    let expected = update(false, None, Some("张三丰"));
    assert_eq!(
        plan(&renamed, found, policy(true, Local::Refuse)),
        Ok(expected)
    );
}

#[test]
fn an_older_token_that_comes_later_does_not_bring_old_rights_back() {
    let chief = Person {
        role: Some(Role::CityOffice),
        ..person()
    };
    let found = named(account(owner(PORTAL, "7", 101)));
    assert_eq!(
        plan(&chief, found, policy(true, Local::Refuse)),
        Ok(enter())
    );
}

#[test]
fn a_switched_off_account_stays_off() {
    let off = Account {
        disabled: true,
        ..account(owner(PORTAL, "7", 50))
    };
    let refused = Err(Refusal::Disabled("zhang".to_owned()));
    assert_eq!(
        plan(&person(), named(off), policy(true, Local::TakeOver)),
        refused
    );
}
