//! What an account's name, owner and password may be, and who has to be left to look after accounts.

use crate::rights::{Me, Role};
use crate::text::clean;

/// Shortest password that is taken, in characters.
pub const MIN_PASSWORD: usize = 8;

/// Longest user name, in characters.
pub const LONGEST_NAME: usize = 64;

/// Longest name on screen, in characters.
pub const LONGEST_SHOWN: usize = 100;

/// Whether a name can be an account's that is there already.
pub fn is_usable_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a new account can have this name: nothing in it looks like something else.
pub fn is_plain_name(name: &str) -> bool {
    is_usable_name(name) && name.chars().all(is_plain)
}

/// Letters of two scripts that have no letter in common, digits, and what joins them. Of 汉字 those that
/// stand for themselves: the compatibility forms (U+2F800 to U+2FA1F) look like others.
fn is_plain(c: char) -> bool {
    let is_han = matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{20000}'..='\u{2f7ff}' | '\u{2fa20}'..='\u{323af}');
    c.is_ascii_alphanumeric() || is_han || "._-@+\\/:#$~=".contains(c)
}

/// Whether a name can be shown on screen.
pub fn is_shown(shown: &str) -> bool {
    let length = clean(shown).trim().chars().count();
    (1..=LONGEST_SHOWN).contains(&length)
}

/// The 项目业主 of an account as it is kept, if it has one. `None` where an account in this role cannot
/// have one: only a clerk's can be an owner's.
pub fn kept_owner(role: Role, owner: Option<&str>) -> Option<Option<String>> {
    let owner = owner.map(|owner| clean(owner).trim().to_owned());
    let owner = owner.filter(|owner| !owner.is_empty());
    (owner.is_none() || role == Role::Clerk).then_some(owner)
}

/// Whether nobody could look after accounts any more without this one, of those that are switched on.
/// Where nobody can as it is, nothing is lost.
pub fn is_last_admin<'a>(name: &str, active: impl Iterator<Item = &'a Me>) -> bool {
    let mut is_admin = false;
    for me in active.filter(|me| me.role == Role::Admin) {
        if me.user != name {
            return false;
        }
        is_admin = true;
    }
    is_admin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Unit;

    #[test]
    fn a_new_name_looks_like_nothing_else() {
        for (name, usable, plain) in [
            ("zhang", true, true),
            ("张三@钦南.gov", true, true),
            ("𠀀", true, true),
            ("", false, false),
            ("zhang san", false, false),
            ("ｚhang", true, false),
            ("zhаng", true, false), // a Cyrillic letter
            ("\u{2f800}", true, false),
            (&"a".repeat(64), true, true),
            (&"a".repeat(65), false, false),
        ] {
            let found = (is_usable_name(name), is_plain_name(name));
            assert_eq!(found, (usable, plain), "{name}");
        }
    }

    #[test]
    fn a_clerk_alone_can_be_an_owners() {
        assert_eq!(kept_owner(Role::CityOffice, Some("  ")), Some(None));
        assert_eq!(kept_owner(Role::CityOffice, Some("甲")), None);
        let kept = kept_owner(Role::Clerk, Some(" 甲 "));
        assert_eq!(kept, Some(Some("甲".to_owned())));
    }

    #[test]
    fn the_last_administrator_that_is_switched_on_is_known() {
        let me = |user: &str, role| Me {
            user: user.to_owned(),
            name: user.to_owned(),
            role,
            unit: Unit {
                id: "office".to_owned(),
                name: "office".to_owned(),
                parent: None,
                area: None,
            },
            owner: None,
        };
        let (one, two) = (me("one", Role::Admin), me("two", Role::Admin));
        let clerk = me("clerk", Role::Clerk);
        for (name, active, expected) in [
            ("one", &[&one, &clerk][..], true),
            ("one", &[&one, &two], false),
            ("clerk", &[&one, &clerk], false),
            ("clerk", &[&clerk], false),
        ] {
            assert_eq!(
                is_last_admin(name, active.iter().copied()),
                expected,
                "{name}"
            );
        }
    }
}
