//! Who keeps the persons of a project, and who sees how to reach them.

use super::{May, Role};

/// What somebody may do with the persons of a project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OverPersons {
    /// See who they are: whoever sees the project.
    pub see: bool,
    /// See their telephone numbers.
    pub telephones: bool,
    /// Name, correct and end them: whoever reports or reviews the project. Who may not see the numbers
    /// changes none of them.
    pub set: bool,
}

/// What somebody in this role, who may do so much with a project, may do with its persons. Telephone
/// numbers are for the roles that the profile has `named` (`telephones_for`); where it names none, for
/// those who report, review or coordinate the project, and not for who only reads or comments.
pub fn over_persons(role: Role, may: May, named: &[Role]) -> OverPersons {
    let takes_part = may.files() || may.review;
    let coordinates = matches!(role, Role::CountyCoordinator) && may.ask;
    let telephones = may.see
        && if named.is_empty() {
            takes_part || coordinates
        } else {
            named.contains(&role)
        };
    OverPersons {
        see: may.see,
        telephones,
        set: takes_part && telephones,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::rights::Tie;

    /// Every role in every tie: s for seeing the names, t for the numbers, k for keeping them.
    fn table(named: &[Role]) -> String {
        let mut lines = String::new();
        for role in Role::ALL {
            let cells = Tie::ALL.map(|tie| {
                let may = over_persons(role, role.may(tie), named);
                let cell: String = [(may.see, 's'), (may.telephones, 't'), (may.set, 'k')]
                    .into_iter()
                    .map(|(has, letter)| if has { letter } else { '-' })
                    .collect();
                format!("{}:{cell}", tie.key())
            });
            writeln!(lines, "{} {}", role.key(), cells.join(" ")).unwrap();
        }
        lines
    }

    #[test]
    fn the_whole_table() {
        assert_eq!(
            table(&[]),
            "\
clerk lead:stk below:--- with:s-- area:--- owner:stk any:---
liaison lead:stk below:--- with:s-- area:--- owner:--- any:---
unit_lead lead:stk below:--- with:s-- area:--- owner:--- any:---
county_coordinator lead:stk below:stk with:st- area:st- owner:--- any:---
city_office lead:--- below:--- with:--- area:--- owner:--- any:stk
region_office lead:--- below:--- with:--- area:--- owner:--- any:stk
supervisor lead:--- below:--- with:--- area:--- owner:--- any:s--
admin lead:--- below:--- with:--- area:--- owner:--- any:---
"
        );
        let named = [Role::CityOffice, Role::Supervisor, Role::Admin];
        assert_eq!(
            table(&named),
            "\
clerk lead:s-- below:--- with:s-- area:--- owner:s-- any:---
liaison lead:s-- below:--- with:s-- area:--- owner:--- any:---
unit_lead lead:s-- below:--- with:s-- area:--- owner:--- any:---
county_coordinator lead:s-- below:s-- with:s-- area:s-- owner:--- any:---
city_office lead:--- below:--- with:--- area:--- owner:--- any:stk
region_office lead:--- below:--- with:--- area:--- owner:--- any:s--
supervisor lead:--- below:--- with:--- area:--- owner:--- any:st-
admin lead:--- below:--- with:--- area:--- owner:--- any:---
"
        );
    }
}
