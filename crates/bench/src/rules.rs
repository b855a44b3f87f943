//! The twenty rules that every engine of the comparison is given, and who is asked which.

use yuebao_domain::check::catalogue::RULES;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;

/// The rules of the comparison; a report's verdict has bit `n` set when `COMPARED[n]` fired.
///
/// They are what most form libraries can say: comparisons of boxes with each other, with the plan
/// and with last month, sums, shares, and boxes that others make necessary. Rules about longer
/// histories, codes with check characters and lists of problems are left out because most peers
/// would need a program for them.
pub const COMPARED: [&str; 20] = [
    "M101", "M102", "M103", "M104", "M105", "M106", "M107", "M108", "M113", "M115", "M118", "H301",
    "H302", "H303", "S501", "S505", "T201", "T204", "T206", "T216",
];

/// Those of [`COMPARED`] that need no arithmetic: what JSON Schema with `$data` can express.
pub const COMPARISONS: [&str; 15] = [
    "M101", "M102", "M105", "M107", "M113", "M115", "M118", "H301", "H302", "H303", "S501", "S505",
    "T201", "T204", "T216",
];

/// Which rules are switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The whole catalogue, as the profile has it.
    Full,
    /// [`COMPARED`].
    Compared,
    /// [`COMPARISONS`].
    Comparisons,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Full, Self::Compared, Self::Comparisons];

    /// The jurisdiction of the comparison with only these rules on.
    ///
    /// # Errors
    /// When the built-in profile cannot be read.
    pub fn profile(self) -> Result<Profile, String> {
        let mut profile = builtin("liuzhou-2022").map_err(|error| error.to_string())?;
        for rule in RULES {
            if !self.has(rule.code.as_str()) {
                profile.rules.entry(rule.code).off = true;
            }
        }
        Ok(profile)
    }

    fn has(self, code: &str) -> bool {
        match self {
            Self::Full => true,
            Self::Compared => COMPARED.contains(&code),
            Self::Comparisons => COMPARISONS.contains(&code),
        }
    }
}

/// The bit of a rule in a verdict; `None` for rules outside the comparison.
pub fn bit(code: &str) -> Option<u32> {
    let place = COMPARED.iter().position(|compared| *compared == code)?;
    Some(1 << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_the_comparison_exist() {
        for code in COMPARED {
            assert!(
                RULES.iter().any(|rule| rule.code.as_str() == code),
                "{code}"
            );
        }
        for code in COMPARISONS {
            assert!(COMPARED.contains(&code), "{code}");
        }
    }

    #[test]
    fn a_choice_switches_everything_else_off() {
        let on = |choice: Choice| {
            let profile = choice.profile().unwrap();
            let is_off = |code| profile.rules.get(code).is_some_and(|setting| setting.off);
            RULES.iter().filter(|rule| !is_off(rule.code)).count()
        };
        assert_eq!(on(Choice::Comparisons), 15);
        assert_eq!(on(Choice::Compared), 20);
        assert_eq!(on(Choice::Full), RULES.len());
    }
}
