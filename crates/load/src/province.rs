//! A province: the demo's city fourteen times over, with an account for every clerk.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use yuebao_domain::codes::project;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_server::accounts::hash_password;
use yuebao_server::clock::Now;
use yuebao_server::engine;
use yuebao_server::plan_file::{Contents, import};
use yuebao_store::users::NewUser;
use yuebao_store::{ReadTransaction, transact};

use crate::tablet::{Sheet, Tablet};

/// Every clerk's password.
pub(crate) const PASSWORD: &str = "yuebao-load";
const CITIES: usize = 14;
/// Above the offices of the cities.
const TOP: &str = "region";

/// One city as the demo made it.
struct City {
    contents: Contents,
    clerks: Vec<(String, String)>,
    reports: BTreeMap<String, BTreeMap<Month, yuebao_domain::report::FieldValues>>,
}

/// What a new data folder holds.
#[derive(Debug)]
pub(crate) struct Province {
    /// A tablet for each clerk who has something to report in the month, nothing of it sent.
    pub(crate) tablets: Vec<Tablet>,
    /// Projects in the plan.
    pub(crate) projects: usize,
    /// Units.
    pub(crate) units: usize,
}

/// Writes a province into the empty folder `data`, after the demo in `seed`, whose last month is
/// `month`.
pub(crate) fn make(seed: &Path, data: &Path, month: Month, now: Now) -> Result<Province> {
    let city = read(engine::existing(seed)?.open_reader()?.reading(), month)?;
    let mut contents = Contents {
        units: vec![Unit {
            id: TOP.to_owned(),
            name: "示例·自治区重大项目办公室".to_owned(),
            parent: None,
            area: None,
        }],
        projects: Vec::new(),
        profile: city.contents.profile.clone(),
    };
    let mut tablets = Vec::new();
    let mut clerks = Vec::new();
    for number in 0..CITIES {
        let name = |id: &str| format!("c{number}-{id}");
        contents
            .units
            .extend(city.contents.units.iter().map(|unit| Unit {
                id: name(&unit.id),
                name: unit.name.clone(),
                parent: Some(unit.parent.as_deref().map_or(TOP.to_owned(), name)),
                area: None,
            }));
        for row in &city.contents.projects {
            contents.projects.push(copy(row, number, name)?);
        }
        for (user, unit) in &city.clerks {
            let sheets = sheets(&city, unit, month, name);
            clerks.push((name(user), name(unit)));
            if sheets.len() > 1 {
                tablets.push(Tablet::new(name(user), month, sheets));
            }
        }
    }
    let mut conn = engine::create(data)?.open(None)?;
    let hash = hash_password(PASSWORD)?;
    transact(&mut *conn, |tx| -> Result<()> {
        import(tx, &contents, now)?;
        for (user, unit) in &clerks {
            let new = NewUser {
                name: user,
                shown: user,
                role: Role::Clerk,
                unit,
                password_hash: &hash,
                created_at: &now.rfc3339(),
            };
            ensure!(tx.add_user(&new)?, "{user} is there twice");
        }
        Ok(())
    })?;
    Ok(Province {
        tablets,
        projects: contents.projects.len(),
        units: contents.units.len(),
    })
}

fn read(tx: &dyn ReadTransaction, month: Month) -> Result<City> {
    let projects = tx.projects()?;
    let mut reports = BTreeMap::new();
    for row in &projects {
        let held = tx.counted_before(&row.id, month.plus(1))?;
        reports.insert(row.id.clone(), held.into_iter().collect());
    }
    let accounts = tx.users()?.into_iter();
    Ok(City {
        contents: Contents {
            profile: tx.profile()?.context("the demo has no profile")?,
            units: tx.units()?,
            projects,
        },
        clerks: accounts
            .filter(|account| account.me.role == Role::Clerk)
            .map(|account| (account.me.user, account.me.unit.id))
            .collect(),
        reports,
    })
}

fn copy(row: &PlanRow, number: usize, name: impl Fn(&str) -> String) -> Result<PlanRow> {
    let code = row.code.as_deref().map(|code| another_code(code, number));
    Ok(PlanRow {
        id: name(&row.id),
        code: code.transpose()?,
        units: row.units.iter().map(|unit| name(unit)).collect(),
        ..row.clone()
    })
}

/// A valid code that no other copy has: in the serial, the city's letter stands for the nine.
fn another_code(code: &str, number: usize) -> Result<String> {
    let (head, serial) = code.rsplit_once('-').context("a code has groups")?;
    let (head, _kind) = head.rsplit_once('-').context("a code has groups")?;
    let serial: String = serial.chars().take(5).collect();
    let body = format!("{head}-{:02}-{serial}", number + 1);
    let check = project::check_digit(&body).with_context(|| format!("{body} is no code"))?;
    Ok(format!("{body}{check}"))
}

fn sheets(city: &City, unit: &str, month: Month, name: impl Fn(&str) -> String) -> Vec<Sheet> {
    let own = |row: &&PlanRow| row.lead_unit() == Some(unit);
    let mut sheets = Vec::new();
    for row in city.contents.projects.iter().filter(own) {
        let mut earlier = city.reports.get(&row.id).cloned().unwrap_or_default();
        if let Some(filled) = earlier.remove(&month) {
            sheets.push(Sheet::new(name(&row.id), earlier, filled));
        }
    }
    sheets
}
