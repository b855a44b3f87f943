//! Who may do what, with which projects: one table, asked by every screen and every handler.
//!
//! Somebody stands to a project in one or more ways ([`Tie`]); [`Role::may`] says what each way
//! allows a role, and [`over`] puts the two together. What a store is asked for, so that nobody is
//! sent more than they may see, is made from the same table ([`Person::seen`]): it keeps of each
//! project who is tied to it ([`tied`]).

mod before_review;
mod persons;
mod summaries;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::plan::PlanRow;
use crate::text::{Words, words};
use crate::units::{Tree, Unit};

pub use before_review::{Progress, sees_boxes};
pub use persons::{OverPersons, over_persons};

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
    /// 统筹协调人 (县区发改): collects and aggregates the county, and reports for a unit of it that cannot.
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
    /// 项目业主: name or 统一社会信用代码 as plan rows have it. An account with one is the owner's and
    /// stands to the owner's projects alone, whatever its unit leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
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
    /// Ask about a box.
    Ask,
}

/// What somebody may do with a project and its reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked for by its name"
)]
pub struct May {
    /// See its plan row, reports and their history.
    pub see: bool,
    /// Fill and submit its reports, settle conflicts in them.
    pub report: bool,
    /// Accept and return them, settle amendments to accepted ones.
    pub review: bool,
    /// Ask about a box and go on with one's own questions; whoever reviews may do so anyway.
    pub ask: bool,
    /// Lock and reopen months, give more time, excuse what came late; nobody does so with one project
    /// ([`over_months`]).
    pub close: bool,
    /// Fill and submit them for a unit that cannot (代报).
    pub file_for: bool,
}

/// A way in which somebody can stand to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// Their unit leads it (牵头单位).
    Lead,
    /// A unit below theirs leads it.
    LeadBelow,
    /// Their unit is another of its 责任单位 (配合单位).
    CoUnit,
    /// It lies in the area that their unit coordinates (统筹区划), whoever leads it.
    Area,
    /// Their account is its owner's (项目业主): 业主账号.
    Owner,
    /// Some unit leads it, whichever.
    Any,
}

/// Who is tied to a project, as a store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TiedTo {
    /// In which way.
    pub tie: Tie,
    /// A unit by its identifier, or an owner as the plan row names it.
    pub whom: String,
}

/// Somebody, and where their unit stands.
#[derive(Debug, Clone)]
pub struct Person<'a> {
    role: Role,
    unit: &'a Unit,
    owner: Option<&'a str>,
    tree: Tree<'a>,
}

/// The projects that somebody sees, as a store is asked for them: by who is tied to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// None.
    Nothing,
    /// Those that one of these is tied to.
    TiedTo(BTreeSet<TiedTo>),
    /// Those of every unit, also of units to come.
    Everything,
}

/// What `person` may do with the project of a plan row. A row that names no unit (C010) is
/// nobody's.
pub fn over(person: &Person<'_>, plan: &PlanRow) -> May {
    let ties = Tie::ALL.into_iter().filter(|tie| person.has(*tie, plan));
    ties.fold(May::NOTHING, |may, tie| may.or(person.role.may(tie)))
}

/// Whether totals that `person` looks at have this project in them: all that they see but those that
/// their unit only helps with, which are another's.
pub fn counts_for(person: &Person<'_>, plan: &PlanRow) -> bool {
    let ties = Tie::ALL.into_iter().filter(|tie| *tie != Tie::CoUnit);
    let mut ties = ties.filter(|tie| person.has(*tie, plan));
    ties.any(|tie| person.role.may(tie).see)
}

/// Whoever is tied to a project, among these units and the plan row's owner: for each of them
/// [`Person::seen`] and [`over`] say the same. A row that names no unit (C010) is nobody's.
pub fn tied(plan: &PlanRow, units: &Tree<'_>) -> BTreeSet<TiedTo> {
    let Some(lead) = plan.lead_unit() else {
        return BTreeSet::new();
    };
    let mut found = BTreeSet::new();
    let mut note = |tie, whom: &str| {
        let whom = whom.to_owned();
        found.insert(TiedTo { tie, whom });
    };
    note(Tie::Lead, lead);
    for above in units.above(lead).filter(|above| *above != lead) {
        note(Tie::LeadBelow, above);
    }
    for co_unit in &plan.units[1..] {
        note(Tie::CoUnit, co_unit);
    }
    for unit in units.in_area(&plan.area) {
        note(Tie::Area, unit);
    }
    for owner in plan.owner_names() {
        note(Tie::Owner, owner);
    }
    found
}

/// What somebody of this role may do with months, which are no project's: whoever sees any project
/// sees them, and the office that a review chain ends with closes them.
pub fn over_months(role: Role, chain: &[Role]) -> May {
    let is_office = matches!(role, Role::CityOffice | Role::RegionOffice);
    May {
        see: role.ever(Action::Read),
        close: is_office && chain.last() == Some(&role),
        ..May::NOTHING
    }
}

/// What `person`, in this role, may do with the plan of a project: what [`over`] says of its row, and to
/// decide it for the office that closes months.
pub fn over_plan(person: &Person<'_>, role: Role, plan: &PlanRow, chain: &[Role]) -> May {
    over(person, plan).or(over_months(role, chain))
}

impl May {
    /// Nothing at all.
    pub const NOTHING: Self = Self {
        see: false,
        report: false,
        review: false,
        ask: false,
        close: false,
        file_for: false,
    };

    const SEE: Self = Self {
        see: true,
        ..Self::NOTHING
    };

    const COMMENT: Self = Self {
        ask: true,
        ..Self::SEE
    };

    /// Whether `action` is among it.
    pub const fn allows(self, action: Action) -> bool {
        match action {
            Action::Read => self.see,
            Action::Report => self.report,
            Action::Review => self.review,
            Action::Ask => self.asks(),
        }
    }

    /// Whether questions may be asked: by those who review, and those who comment.
    pub const fn asks(self) -> bool {
        self.ask || self.review
    }

    /// Whether the boxes are theirs to fill, for their own unit or for another.
    pub const fn files(self) -> bool {
        self.report || self.file_for
    }

    const fn or(self, other: Self) -> Self {
        Self {
            see: self.see || other.see,
            report: self.report || other.report,
            review: self.review || other.review,
            ask: self.ask || other.ask,
            close: self.close || other.close,
            file_for: self.file_for || other.file_for,
        }
    }
}

impl Tie {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Lead,
        Self::LeadBelow,
        Self::CoUnit,
        Self::Area,
        Self::Owner,
        Self::Any,
    ];

    /// The word that is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::LeadBelow => "below",
            Self::CoUnit => "with",
            Self::Area => "area",
            Self::Owner => "owner",
            Self::Any => "any",
        }
    }
}

impl TiedTo {
    /// As it is stored: `lead:roads`.
    pub fn text(&self) -> String {
        format!("{}:{}", self.tie.key(), self.whom)
    }

    /// Reads what is stored; `None` where it is not understood.
    pub fn from_text(text: &str) -> Option<Self> {
        let (key, whom) = text.split_once(':')?;
        let tie = Tie::ALL.into_iter().find(|tie| tie.key() == key)?;
        let whom = whom.to_owned();
        Some(Self { tie, whom })
    }
}

impl<'a> Person<'a> {
    /// `units` may be empty if [`Role::needs_units`] says so; else those at and below the person's
    /// own have to be among them.
    pub fn new(me: &'a Me, units: &'a [Unit]) -> Self {
        Self {
            role: me.role,
            unit: &me.unit,
            owner: me.owner.as_deref(),
            tree: Tree::of(units),
        }
    }

    /// Which projects this person sees: those for which [`over`] says so. It takes no units to know.
    pub fn seen(&self) -> Seen {
        if self.sees_everything() {
            return Seen::Everything;
        }
        let sees = |tie: &Tie| self.can_have(*tie) && self.role.may(*tie).see;
        let whom = self.owner.unwrap_or(&self.unit.id);
        let tied = Tie::ALL.into_iter().filter(sees).map(|tie| TiedTo {
            tie,
            whom: whom.to_owned(),
        });
        let tied: BTreeSet<TiedTo> = tied.collect();
        if tied.is_empty() {
            Seen::Nothing
        } else {
            Seen::TiedTo(tied)
        }
    }

    /// Whether no project is hidden from this person.
    pub fn sees_everything(&self) -> bool {
        self.can_have(Tie::Any) && self.role.may(Tie::Any).see
    }

    /// Whether projects that this unit leads are seen, whatever else is said of them.
    pub fn sees_unit(&self, unit: &str) -> bool {
        let ties = [Tie::Lead, Tie::LeadBelow, Tie::Any].into_iter();
        let mut ties = ties.filter(|tie| self.can_have(*tie) && self.stands_to(*tie, unit));
        ties.any(|tie| self.role.may(tie).see)
    }

    /// An owner's account has no other tie than to the owner's projects.
    fn can_have(&self, tie: Tie) -> bool {
        self.owner.is_some() == matches!(tie, Tie::Owner)
    }

    fn has(&self, tie: Tie, plan: &PlanRow) -> bool {
        let Some(lead) = plan.lead_unit().filter(|_| self.can_have(tie)) else {
            return false;
        };
        match tie {
            Tie::Lead | Tie::LeadBelow | Tie::Any => self.stands_to(tie, lead),
            Tie::CoUnit => plan.units[1..].contains(&self.unit.id),
            Tie::Area => self.unit.area.as_ref() == Some(&plan.area),
            Tie::Owner => plan.owner_names().any(|owner| Some(owner) == self.owner),
        }
    }

    fn stands_to(&self, tie: Tie, lead: &str) -> bool {
        let own = self.unit.id.as_str();
        match tie {
            Tie::Lead => lead == own,
            Tie::LeadBelow => lead != own && self.tree.towards(own, lead).is_some(),
            Tie::Any => true,
            Tie::CoUnit | Tie::Area | Tie::Owner => false,
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

    /// The whole table of rights. Least privilege: what is not named is nothing. Whoever has both rights
    /// reviews nothing that they have filed, and at which step a role reviews the profile's chain says.
    pub const fn may(self, tie: Tie) -> May {
        match (self, tie) {
            (Self::Clerk, Tie::Lead | Tie::Owner) => May {
                report: true,
                ..May::SEE
            },
            (Self::Liaison | Self::UnitLead, Tie::Lead) => May {
                report: true,
                review: true,
                ..May::SEE
            },
            (Self::CountyCoordinator, Tie::LeadBelow) => May {
                review: true,
                file_for: true,
                ..May::SEE
            },
            (Self::CountyCoordinator, Tie::Lead)
            | (Self::CityOffice | Self::RegionOffice, Tie::Any) => May {
                review: true,
                ..May::SEE
            },
            (Self::Clerk | Self::Liaison | Self::UnitLead, Tie::CoUnit)
            | (Self::CountyCoordinator, Tie::CoUnit | Tie::Area) => May::COMMENT,
            (Self::Supervisor, Tie::Any) => May::SEE,
            _ => May::NOTHING,
        }
    }

    /// Whether this role does such a thing at all, with whichever project.
    pub fn ever(self, action: Action) -> bool {
        Tie::ALL.into_iter().any(|tie| self.may(tie).allows(action))
    }

    /// Whether this role fills reports for units that cannot, with whichever project.
    pub fn files_for_others(self) -> bool {
        Tie::ALL.into_iter().any(|tie| self.may(tie).file_for)
    }

    /// Whether it takes the tree of units to know what this role may do.
    pub fn needs_units(self) -> bool {
        self.may(Tie::LeadBelow) != May::NOTHING
    }
}

#[cfg(test)]
mod tests;
