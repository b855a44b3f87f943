//! Who may do what, with which projects: one table, asked by every screen and every handler.
//!
//! Somebody stands to a project in one or more ways ([`Tie`]); [`Role::may`] says what each way
//! allows a role, and [`over`] puts the two together. What a store is asked for, so that nobody is
//! sent more than they may see, is made from the same function ([`Person::seen`]).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::plan::PlanRow;
use crate::text::{Words, words};
use crate::units::{Tree, Unit};

/// The roles of the notices (domain vocabulary: 信息员, 联络员, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 信息员: fills the monthly report.
    Clerk,
    /// 联络员: reviews what the clerk reports.
    Liaison,
    /// 责任专员 / 具体责任人: confirms for the unit.
    UnitLead,
    /// 统筹协调人 (县区发改): collects and aggregates the county.
    CountyCoordinator,
    /// 市发改委 / 市重点办: accepts, locks, publishes.
    CityOffice,
    /// 自治区重大办: the same one level up.
    RegionOffice,
    /// 督查室 / 绩效办: reads everything, writes nothing.
    Supervisor,
    /// 系统管理员: accounts and backup; sees no reports.
    Admin,
}

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// User name.
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The user's unit.
    pub unit: Unit,
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See plan rows and reports.
    Read,
    /// Fill and submit reports, settle conflicts in them.
    Report,
    /// Accept and return reports, settle amendments to accepted ones.
    Review,
}

/// What somebody may do with a project and its reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct May {
    /// See its plan row, reports and their history.
    pub see: bool,
    /// Fill and submit its reports, settle conflicts in them.
    pub report: bool,
    /// Accept and return them, settle amendments to accepted ones.
    pub review: bool,
}

/// A way in which somebody can stand to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// Their unit leads it (牵头单位).
    Lead,
    /// A unit below theirs leads it.
    LeadBelow,
    /// Some unit leads it, whichever.
    Any,
}

/// Somebody, and where their unit stands.
#[derive(Debug, Clone)]
pub struct Person<'a> {
    role: Role,
    unit: &'a str,
    tree: Tree<'a>,
}

/// The projects that somebody sees, as a store is asked for them: by the unit that leads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// None.
    Nothing,
    /// Those that these units lead.
    Units(BTreeSet<String>),
    /// Those of every unit, also of units to come.
    Everything,
}

/// What `person` may do with the project of a plan row. A row that names no unit (C010) is
/// nobody's.
pub fn over(person: &Person<'_>, plan: &PlanRow) -> May {
    plan.lead_unit()
        .map_or(May::NOTHING, |lead| person.with_those_led_by(lead))
}

impl May {
    /// Nothing at all.
    pub const NOTHING: Self = Self {
        see: false,
        report: false,
        review: false,
    };

    const SEE: Self = Self {
        see: true,
        ..Self::NOTHING
    };

    /// Whether `action` is among it.
    pub const fn allows(self, action: Action) -> bool {
        match action {
            Action::Read => self.see,
            Action::Report => self.report,
            Action::Review => self.review,
        }
    }

    const fn or(self, other: Self) -> Self {
        Self {
            see: self.see || other.see,
            report: self.report || other.report,
            review: self.review || other.review,
        }
    }
}

impl Tie {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Lead, Self::LeadBelow, Self::Any];
}

impl<'a> Person<'a> {
    /// `units` may be empty if [`Role::needs_units`] says so; else those at and below the person's
    /// own have to be among them.
    pub fn new(me: &'a Me, units: &'a [Unit]) -> Self {
        Self {
            role: me.role,
            unit: &me.unit.id,
            tree: Tree::of(units),
        }
    }

    /// Which projects this person sees: those for which [`over`] says so.
    pub fn seen(&self) -> Seen {
        if self.role.may(Tie::Any).see {
            return Seen::Everything;
        }
        let known = std::iter::once(self.unit).chain(self.tree.units());
        let units = known.filter(|unit| self.with_those_led_by(unit).see);
        let units: BTreeSet<String> = units.map(str::to_owned).collect();
        if units.is_empty() {
            Seen::Nothing
        } else {
            Seen::Units(units)
        }
    }

    fn with_those_led_by(&self, lead: &str) -> May {
        let ties = Tie::ALL.into_iter().filter(|tie| match tie {
            Tie::Lead => lead == self.unit,
            Tie::LeadBelow => lead != self.unit && self.tree.towards(self.unit, lead).is_some(),
            Tie::Any => true,
        });
        ties.fold(May::NOTHING, |may, tie| may.or(self.role.may(tie)))
    }
}

impl Seen {
    /// Whether a project led by `unit` is among them.
    pub fn includes(&self, unit: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Units(units) => units.contains(unit),
            Self::Everything => true,
        }
    }
}

impl Role {
    /// The role of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Clerk,
        Self::Liaison,
        Self::UnitLead,
        Self::CountyCoordinator,
        Self::CityOffice,
        Self::RegionOffice,
        Self::Supervisor,
        Self::Admin,
    ];

    /// The key on the wire, in profiles and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Liaison => "liaison",
            Self::UnitLead => "unit_lead",
            Self::CountyCoordinator => "county_coordinator",
            Self::CityOffice => "city_office",
            Self::RegionOffice => "region_office",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    /// The role on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Clerk => words("信息员", "clerk"),
            Self::Liaison => words("联络员", "liaison"),
            Self::UnitLead => words("责任专员", "unit lead"),
            Self::CountyCoordinator => words("统筹协调人", "county coordinator"),
            Self::CityOffice => words("市重点办", "city office"),
            Self::RegionOffice => words("自治区重大办", "region office"),
            Self::Supervisor => words("督查室", "supervisor"),
            Self::Admin => words("系统管理员", "administrator"),
        }
    }

    /// The whole table of rights. Least privilege: what is not named is nothing.
    pub const fn may(self, tie: Tie) -> May {
        match (self, tie) {
            (Self::Clerk | Self::Liaison | Self::UnitLead, Tie::Lead) => May {
                report: true,
                ..May::SEE
            },
            (Self::CountyCoordinator, Tie::Lead | Tie::LeadBelow)
            | (Self::CityOffice | Self::RegionOffice, Tie::Any) => May {
                review: true,
                ..May::SEE
            },
            (Self::Supervisor, Tie::Any) => May::SEE,
            _ => May::NOTHING,
        }
    }

    /// Whether this role does such a thing at all, with whichever project.
    pub fn ever(self, action: Action) -> bool {
        Tie::ALL.into_iter().any(|tie| self.may(tie).allows(action))
    }

    /// Whether it takes the tree of units to know what this role may do.
    pub fn needs_units(self) -> bool {
        self.may(Tie::LeadBelow) != May::NOTHING
    }
}

#[cfg(test)]
mod tests;
