//! Who writes the summary of a unit (半年、年度总结), who reads it, and who decides about it.

use super::{May, Person, Role, Tie, over_months};

impl Person<'_> {
    /// What this person may do with the summary of a unit, or with the city's, which names none: `report`
    /// is to write and to hand it in, `close` to return and to accept it.
    ///
    /// A unit's is written by those who take part in the reports of projects that it leads, and for units
    /// below by whoever files for them; the city's by the office, which decides about all.
    pub fn over_summary(&self, unit: &str, chain: &[Role]) -> May {
        let close = over_months(self.role, chain).close;
        if unit.is_empty() {
            return May {
                see: self.sees_everything(),
                report: close,
                close,
                ..May::NOTHING
            };
        }
        let of = |tie: Tie| {
            let has = self.can_have(tie) && self.stands_to(tie, unit);
            if has {
                self.role.may(tie)
            } else {
                May::NOTHING
            }
        };
        let own = of(Tie::Lead).or(of(Tie::LeadBelow));
        May {
            see: own.see || of(Tie::Any).see,
            report: own.files() || own.review,
            close,
            ..May::NOTHING
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Me;
    use crate::units::Unit;

    fn unit(id: &str, parent: Option<&str>) -> Unit {
        Unit {
            id: id.to_owned(),
            name: id.to_owned(),
            parent: parent.map(str::to_owned),
            area: None,
        }
    }

    /// s: sees, w: writes and hands in, d: decides; of the own unit, one below, a stranger, the city.
    #[test]
    fn the_whole_table() {
        let units = [
            unit("city", None),
            unit("own", Some("city")),
            unit("below", Some("own")),
            unit("stranger", Some("city")),
        ];
        let chain = [Role::Clerk, Role::CityOffice];
        let mut lines = Vec::new();
        for role in Role::ALL {
            let me = Me {
                user: "u".to_owned(),
                name: "u".to_owned(),
                role,
                unit: units[1].clone(),
                owner: None,
            };
            let person = Person::new(&me, &units);
            let cells = ["own", "below", "stranger", ""].map(|unit| {
                let may = person.over_summary(unit, &chain);
                let cell = [(may.see, 's'), (may.report, 'w'), (may.close, 'd')];
                cell.map(|(has, letter)| if has { letter } else { '-' })
                    .iter()
                    .collect::<String>()
            });
            lines.push(format!("{} {}", role.key(), cells.join(" ")));
        }
        assert_eq!(
            lines,
            [
                "clerk sw- --- --- ---",
                "liaison sw- --- --- ---",
                "unit_lead sw- --- --- ---",
                "county_coordinator sw- sw- --- ---",
                "city_office s-d s-d s-d swd",
                "region_office s-- s-- s-- s--",
                "supervisor s-- s-- s-- s--",
                "admin --- --- --- ---",
            ]
        );
        let me = Me {
            user: "u".to_owned(),
            name: "u".to_owned(),
            role: Role::Clerk,
            unit: units[1].clone(),
            owner: Some("业主".to_owned()),
        };
        let owner = Person::new(&me, &units).over_summary("own", &chain);
        assert_eq!(owner, May::NOTHING, "an owner's account is no unit's");
    }
}
