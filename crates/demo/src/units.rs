//! Units and accounts: an office at the top, a coordinator for each area, and below it the
//! departments and companies that report.

use std::collections::BTreeMap;

use yuebao_domain::plan::{Category, PlanRow};
use yuebao_domain::profile::{Area, Profile};
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;

use super::dice::Dice;
use super::words;

/// The unit at the top.
const OFFICE: &str = "office";
/// Projects that one clerk reports, if they come out evenly.
const EACH: usize = 12;
/// Units below a coordinator, at least.
const LEAST: usize = 3;

/// An account of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoUser {
    /// User name.
    pub name: String,
    /// Name on screen.
    pub shown: String,
    /// Role.
    pub role: Role,
    /// Unit id.
    pub unit: String,
    /// 项目业主, of an owner's account.
    pub owner: Option<String>,
}

/// Makes the units, gives each project its lead unit, and makes an account for every role.
pub(super) fn build(profile: &Profile, projects: &mut [PlanRow]) -> (Vec<Unit>, Vec<DemoUser>) {
    let mut staff = Staff::new(profile);
    for (number, area) in (1..).zip(&profile.areas) {
        staff.area(profile, area, number, projects);
    }
    staff.owner(projects);
    (staff.units, staff.users)
}

struct Staff {
    units: Vec<Unit>,
    users: Vec<DemoUser>,
    reporting: usize,
}

impl Staff {
    fn new(profile: &Profile) -> Self {
        let role = *profile.chain.last().unwrap_or(&Role::CityOffice);
        let name = match role {
            Role::RegionOffice => "示例·自治区重大项目办公室",
            _ => "示例·市重点项目办公室",
        };
        let mut staff = Self {
            units: vec![unit(OFFICE, name.to_owned(), None)],
            users: Vec::new(),
            reporting: 0,
        };
        staff.user("office", "示例重点办", role, OFFICE);
        staff.user("supervisor", "示例督查室", Role::Supervisor, OFFICE);
        staff.user("admin", "示例系统管理员", Role::Admin, OFFICE);
        staff
    }

    fn user(&mut self, name: &str, shown: &str, role: Role, unit: &str) {
        self.users.push(DemoUser {
            name: name.to_owned(),
            shown: shown.to_owned(),
            role,
            unit: unit.to_owned(),
            owner: None,
        });
    }

    /// A clerk of the company that builds the first project, with an account where that is led.
    fn owner(&mut self, projects: &[PlanRow]) {
        let built = projects.iter().find(|row| !row.owner.is_empty());
        let Some((row, lead)) = built.and_then(|row| Some((row, row.lead_unit()?))) else {
            return;
        };
        self.users.push(DemoUser {
            name: "owner1".to_owned(),
            shown: "示例业主信息员1".to_owned(),
            role: Role::Clerk,
            unit: lead.to_owned(),
            owner: Some(row.owner.clone()),
        });
    }

    /// The coordinator of an area, the units below it, and whose projects are whose.
    fn area(&mut self, profile: &Profile, area: &Area, number: usize, projects: &mut [PlanRow]) {
        let coordinator = format!("area-{number}");
        let office = match area.code.as_str() {
            extension if extension.contains('-') => "重大项目协调组",
            city if city.ends_with("00") => "发展和改革委员会",
            _ => "发展和改革局",
        };
        let name = format!("示例·{}{office}", area.name);
        self.units.push(Unit {
            area: Some(area.code.clone()),
            ..unit(&coordinator, name, Some(OFFICE))
        });
        self.user(
            &format!("coordinator{number}"),
            &format!("示例统筹协调人{number}"),
            Role::CountyCoordinator,
            &coordinator,
        );
        let mut members: Vec<&mut PlanRow> = (projects.iter_mut())
            .filter(|row| row.area == area.code)
            .collect();
        // categories together, so that a department has its own; natures mixed within them
        Dice::new(&profile.id, "units", number).shuffle(&mut members);
        members.sort_by_key(|row| (row.sector.is_some(), row.category.map(words::rank)));
        let count = members.len().div_ceil(EACH).max(LEAST);
        let mut used = BTreeMap::new();
        for place in 0..count {
            let share = members.len() * place / count..members.len() * (place + 1) / count;
            let share = &mut members[share];
            let category = share.first().and_then(|row| row.category);
            let id = format!("unit-{number}-{}", place + 1);
            let name = department(category, place, &mut used);
            self.units.push(unit(
                &id,
                format!("示例·{}{name}", area.name),
                Some(&coordinator),
            ));
            // whoever stands next helps with some of them
            let next = format!("unit-{number}-{}", (place + 1) % count + 1);
            for (at, row) in share.iter_mut().enumerate() {
                row.units = vec![id.clone(), coordinator.clone()];
                row.units
                    .extend((at % 3 == 0 && next != id).then(|| next.clone()));
            }
            self.reporters(profile, &id);
        }
    }

    /// Whoever fills the report in a unit and passes it on within it.
    fn reporters(&mut self, profile: &Profile, unit: &str) {
        self.reporting += 1;
        let number = self.reporting;
        let within = [
            (Role::Clerk, "clerk", "示例信息员"),
            (Role::Liaison, "liaison", "示例联络员"),
            (Role::UnitLead, "lead", "示例责任专员"),
        ];
        for (role, name, shown) in within {
            // one account of each further role is enough to look at
            let wanted = role == Role::Clerk || (number == 1 && profile.chain.contains(&role));
            if wanted {
                self.user(
                    &format!("{name}{number}"),
                    &format!("{shown}{number}"),
                    role,
                    unit,
                );
            }
        }
    }
}

fn unit(id: &str, name: String, parent: Option<&str>) -> Unit {
    Unit {
        id: id.to_owned(),
        name,
        parent: parent.map(str::to_owned),
        area: None,
    }
}

/// A department's name, numbered when the area has it already.
fn department(
    category: Option<Category>,
    place: usize,
    used: &mut BTreeMap<&'static str, usize>,
) -> String {
    let names = words::departments(category.unwrap_or(Category::USUAL[place % 4]));
    let times = |name: &&'static str| used.get(name).copied().unwrap_or_default();
    let Some(name) = names.iter().copied().min_by_key(times) else {
        return String::new();
    };
    let seen = used.entry(name).or_default();
    *seen += 1;
    match *seen {
        1 => name.to_owned(),
        again => format!("{name}（{again}）"),
    }
}
