//! The small city in which every schedule plays: its plan, its people, and the day.

use jiff::Timestamp;
use yuebao_domain::device::ReportKey;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_server::clock::Now;
use yuebao_server::plan_file::{Contents, PlanFileError, import};
use yuebao_store::identity::{self, Start};
use yuebao_store::users::NewUser;
use yuebao_store::{Error, WriteTransaction, transact};
use yuebao_store_sqlite::{Database, memory};

use crate::Violation;

/// Everybody who may have a tablet: two of one bureau, one of another, and one at each step of the chain
/// after them. The other bureau has nobody at the first. The last is a second person of the office, with
/// whom only schedules of papers are played.
pub(crate) const PEOPLE: [(&str, &str, Role); 7] = [
    ("zhang", "roads", Role::Clerk),
    ("li", "roads", Role::Clerk),
    ("wang", "water", Role::Clerk),
    ("sun", "roads", Role::Liaison),
    ("chen", "county", Role::CountyCoordinator),
    ("lin", "county", Role::CityOffice),
    ("he", "county", Role::CityOffice),
];

/// How many of them any schedule may be played with.
pub(crate) const USUAL: usize = 6;

/// Who passes a report on to whom.
const PEOPLE_IN_CHAIN: [Role; 4] = [
    Role::Clerk,
    Role::Liaison,
    Role::CountyCoordinator,
    Role::CityOffice,
];

/// Whether somebody reviews what others report.
pub(crate) fn reviews(user: &str) -> bool {
    let mut people = PEOPLE.iter();
    people.any(|(name, _, role)| *name == user && *role != Role::Clerk)
}

/// Projects with the unit that reports them.
pub(crate) const PROJECTS: [(&str, &str); 3] =
    [("road", "roads"), ("bridge", "roads"), ("dam", "water")];

/// The reported months.
pub(crate) const MONTHS: [&str; 3] = ["2022-01", "2022-02", "2022-03"];

/// What the clocks show that are right, in seconds since 1970: 15 June 2023. The reported months
/// have begun a year before as well.
pub(crate) const TODAY: i64 = 1_686_790_000;

/// A year, in seconds.
pub(crate) const YEAR: i64 = 365 * 24 * 3_600;

/// A database with plan and accounts that every schedule begins with a copy of.
pub struct Stage(pub(crate) Database);

impl Stage {
    /// Sets it up.
    pub fn new() -> Result<Self, Violation> {
        let mut database = memory::open()?;
        let contents = Contents {
            profile: profile()?,
            units: units(),
            projects: PROJECTS
                .iter()
                .map(|(id, unit)| project(id, unit))
                .collect::<Result<_, _>>()?,
        };
        transact(&mut database, |tx| {
            settle(tx, 1, moment(TODAY))?;
            import(tx, &contents, moment(TODAY))?;
            for (name, unit, role) in PEOPLE {
                let user = NewUser {
                    name,
                    shown: name,
                    role,
                    unit,
                    password_hash: "none: nobody logs in here",
                    created_at: &moment(TODAY).rfc3339(),
                };
                tx.add_user(&user)?;
            }
            Ok::<_, PlanFileError>(())
        })?;
        Ok(Self(database))
    }
}

/// What a start does to the database.
pub(crate) fn settle(tx: &dyn WriteTransaction, dice: u32, now: Now) -> Result<(), Error> {
    identity::settle(
        tx,
        &Start {
            new_id: &|| "sim".to_owned(),
            dice,
            at: &now.rfc3339(),
            seconds: now.seconds(),
        },
    )?;
    Ok(())
}

/// A report of a project in a month.
pub fn report(project: &str, month: &str) -> ReportKey {
    ReportKey {
        project: project.to_owned(),
        month: month.parse().unwrap_or(yuebao_domain::period::Month::FIRST),
    }
}

/// A plan row. With other `units` it is handed over.
pub(crate) fn project(id: &str, unit: &str) -> Result<PlanRow, Violation> {
    let area = profile()?.areas.first().map(|area| area.code.clone());
    serde_json::from_value(serde_json::json!({
        "id": id, "name": format!("示例 {id}"), "nature": "continuing", "category": "infrastructure",
        "area": area, "units": [unit], "total_investment": "90000000", "annual_plan": "12000000",
        "before_year": "5000", "entered": "2022-01",
    }))
    .map_err(|error| Violation(error.to_string()))
}

pub(crate) fn moment(seconds: i64) -> Now {
    Now::from(Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// A real profile with all its rules, and a chain of four.
fn profile() -> Result<Profile, Violation> {
    let profile = builtin("qinzhou-2022");
    let profile = profile.map_err(|error| Violation(format!("{error:?}")))?;
    Ok(Profile {
        chain: PEOPLE_IN_CHAIN.to_vec(),
        ..profile
    })
}

fn units() -> Vec<Unit> {
    [
        ("county", None),
        ("roads", Some("county")),
        ("water", Some("county")),
    ]
    .map(|(id, parent)| Unit {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        area: None,
    })
    .into()
}
