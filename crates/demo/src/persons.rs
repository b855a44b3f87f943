//! Persons who answer for some of the projects. Their names say that they are examples, and their numbers
//! can be nobody's: there is no area code 0700, and no number begins with 0.

use yuebao_domain::operation::persons::{Command, Person};
use yuebao_domain::period::Date;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;

use super::dice::{Dice, uuid};

/// Of so many projects one has its persons entered.
const ONE_OF: usize = 3;

/// A person who is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Project id.
    pub project: String,
    /// User name of the clerk who enters them.
    pub user: String,
    /// What is entered.
    pub command: Command,
    /// The day on which the server received it.
    pub received: Date,
}

/// One person of each kind, for some projects.
pub(super) fn of(
    profile: &Profile,
    row: &PlanRow,
    index: usize,
    (user, unit): (&str, &str),
    received: Date,
) -> Vec<DemoPerson> {
    if !index.is_multiple_of(ONE_OF) {
        return Vec::new();
    }
    let mut dice = Dice::new(&profile.id, "persons", index);
    let kinds = profile.persons.iter();
    kinds
        .map(|kind| {
            let person = Person {
                kind: kind.key.clone(),
                name: format!("示例{}", dice.pick(&NAMES)),
                post: String::new(),
                unit: unit.to_owned(),
                telephone: Some(format!("0700-000{:04}", dice.below(10_000))),
                from: None,
                to: None,
            };
            DemoPerson {
                project: row.id.clone(),
                user: user.to_owned(),
                command: Command::name(&uuid(&mut dice), &person, None),
                received,
            }
        })
        .collect()
}

const NAMES: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
