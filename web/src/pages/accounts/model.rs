//! What the screen shows, as data: units as a tree, people and tablets with the names of their units.

use yuebao_domain::order::Order;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::Unit;
use yuebao_domain::wire::v2::admin::Register;

use crate::state::State;

/// Everything that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Model {
    /// Each unit after the one above it.
    pub(super) places: Vec<Place>,
    /// Code and name.
    pub(super) areas: Vec<(String, String)>,
    pub(super) people: Vec<Person>,
    /// The one that was heard of last first.
    pub(super) tablets: Vec<Tablet>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) parent: Option<String>,
    pub(super) area: Option<String>,
    pub(super) area_name: Option<String>,
    /// How many stand above it.
    pub(super) depth: usize,
    /// No account and no unit below: it may be removed, as far as is known here.
    pub(super) is_empty: bool,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) user: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) role_name: String,
    pub(super) unit: String,
    pub(super) unit_name: String,
    pub(super) owner: Option<String>,
    pub(super) disabled: bool,
    pub(super) by_portal: bool,
}

/// A tablet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tablet {
    pub(super) user: String,
    pub(super) device: String,
    pub(super) name: String,
    pub(super) unit_name: String,
    pub(super) seen_at: String,
    pub(super) logged_in: bool,
}

/// `None` until the server has said anything.
pub(super) fn model(state: &State) -> Option<Model> {
    let register = state.accounts.register.as_deref()?;
    let lang = state.display.lang;
    let unit_name = |id: &str| {
        let unit = register.units.iter().find(|unit| unit.id == id);
        unit.map_or(id, |unit| unit.name.as_str()).to_owned()
    };
    let mut places = Vec::new();
    below(register, None, 0, &mut places);
    let mut people: Vec<Person> = (register.accounts.iter())
        .map(|account| Person {
            user: account.user.clone(),
            name: account.name.clone(),
            role: account.role.clone(),
            role_name: Role::from_key(&account.role)
                .map_or(account.role.as_str(), |role| role.label().get(lang))
                .to_owned(),
            unit: account.unit.clone(),
            unit_name: unit_name(&account.unit),
            owner: account.owner.clone(),
            disabled: account.disabled,
            by_portal: account.origin != "local",
        })
        .collect();
    let place = |unit: &str| places.iter().position(|place| place.id == unit);
    people.order_by_key(|person| (person.disabled, place(&person.unit), person.user.clone()));
    let mut tablets: Vec<Tablet> = (register.tablets.iter())
        .map(|tablet| {
            let person = people.iter().find(|person| person.user == tablet.user);
            Tablet {
                user: tablet.user.clone(),
                device: tablet.device.clone(),
                name: person.map_or(&tablet.user, |it| &it.name).clone(),
                unit_name: person.map(|it| it.unit_name.clone()).unwrap_or_default(),
                seen_at: tablet.seen_at.as_str().to_owned(),
                logged_in: tablet.logged_in,
            }
        })
        .collect();
    tablets.order_by(|a, b| b.seen_at.cmp(&a.seen_at));
    let areas = register.areas.iter();
    Some(Model {
        areas: areas.map(|it| (it.code.clone(), it.name.clone())).collect(),
        places,
        people,
        tablets,
    })
}

/// The units below one, each before those below it. What stands above itself is not listed; the
/// server lets nobody do that.
fn below(register: &Register, above: Option<&str>, depth: usize, places: &mut Vec<Place>) {
    for unit in register
        .units
        .iter()
        .filter(|unit| unit.parent.as_deref() == above)
    {
        places.push(place(register, unit, depth));
        below(register, Some(&unit.id), depth + 1, places);
    }
}

fn place(register: &Register, unit: &Unit, depth: usize) -> Place {
    let area = |code: &String| register.areas.iter().find(|it| it.code == *code);
    let is_above = register
        .units
        .iter()
        .any(|it| it.parent.as_ref() == Some(&unit.id));
    let has_people = register.accounts.iter().any(|it| it.unit == unit.id);
    Place {
        id: unit.id.clone(),
        name: unit.name.clone(),
        parent: unit.parent.clone(),
        area: unit.area.clone(),
        area_name: unit
            .area
            .as_ref()
            .map(|code| area(code).map_or(code, |it| &it.name).clone()),
        depth,
        is_empty: !is_above && !has_people,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yuebao_domain::wire::v2::admin::Tablet as Device;
    use yuebao_domain::wire::v2::admin::{Account, AreaName, Register};

    use super::*;
    use crate::state::testing::state;

    #[test]
    fn units_stand_below_their_own_and_people_carry_their_units_names() {
        let mut state = state(Role::Admin);
        assert_eq!(model(&state), None);
        let unit = |id: &str, parent: Option<&str>, area: Option<&str>| Unit {
            id: id.to_owned(),
            name: format!("{id}局"),
            parent: parent.map(str::to_owned),
            area: area.map(str::to_owned),
        };
        let account = |user: &str, unit: &str, disabled| Account {
            user: user.to_owned(),
            name: user.to_owned(),
            role: "clerk".to_owned(),
            unit: unit.to_owned(),
            owner: None,
            disabled,
            origin: "local".to_owned(),
        };
        let tablet = |device: &str, at: &str| Device {
            user: "li".to_owned(),
            device: device.to_owned(),
            seen_at: at.into(),
            logged_in: true,
            set_aside: None,
        };
        state.accounts.register = Some(Rc::new(Register {
            units: vec![
                unit("a", Some("top"), None),
                unit("b", None, Some("450702")),
                unit("top", None, None),
            ],
            areas: vec![AreaName {
                code: "450702".to_owned(),
                name: "钦南区".to_owned(),
            }],
            accounts: vec![
                account("an", "a", true),
                account("li", "a", false),
                account("wu", "b", false),
            ],
            tablets: vec![
                tablet("old", "2022-05-01T00:00:00Z"),
                tablet("new", "2022-06-01T00:00:00Z"),
            ],
        }));
        let model = model(&state).unwrap();
        let places = model
            .places
            .iter()
            .map(|it| (it.id.as_str(), it.depth, it.is_empty));
        assert_eq!(
            places.collect::<Vec<_>>(),
            [("b", 0, false), ("top", 0, false), ("a", 1, false)]
        );
        assert_eq!(model.places[0].area_name.as_deref(), Some("钦南区"));
        let people: Vec<&str> = model.people.iter().map(|it| it.user.as_str()).collect();
        assert_eq!(
            people,
            ["wu", "li", "an"],
            "by unit, switched off ones last"
        );
        assert_eq!(model.people[1].role_name, "信息员");
        let devices: Vec<&str> = model.tablets.iter().map(|it| it.device.as_str()).collect();
        assert_eq!(devices, ["new", "old"]);
        assert_eq!(model.tablets[0].unit_name, "a局");
    }
}
