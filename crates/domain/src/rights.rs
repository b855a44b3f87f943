//! Who may do what, to which projects: one table.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

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

/// Over which units a right extends, from the user's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Nowhere.
    Nothing,
    /// The user's own unit.
    OwnUnit,
    /// The user's unit and every unit below it.
    Subtree,
    /// Every unit.
    Everything,
}

impl Role {
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
    pub const fn scope(self, action: Action) -> Scope {
        match (self, action) {
            (Self::Clerk | Self::Liaison | Self::UnitLead, Action::Read | Action::Report) => {
                Scope::OwnUnit
            }
            (Self::CountyCoordinator, Action::Read | Action::Review) => Scope::Subtree,
            (Self::CityOffice | Self::RegionOffice, Action::Read | Action::Review)
            | (Self::Supervisor, Action::Read) => Scope::Everything,
            _ => Scope::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reviews_what_they_may_report_themselves() {
        for role in Role::ALL {
            let both = [Action::Report, Action::Review].map(|action| role.scope(action));
            assert!(both.contains(&Scope::Nothing), "{role:?}");
        }
    }

    #[test]
    fn nobody_writes_beyond_what_they_may_read() {
        for role in Role::ALL {
            for action in [Action::Report, Action::Review] {
                assert!(role.scope(action) <= role.scope(Action::Read), "{role:?}");
            }
        }
    }
}
