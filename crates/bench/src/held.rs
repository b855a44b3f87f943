//! The set as the widget holds it: read once, checked whenever something changes.

use std::collections::BTreeMap;

use yuebao_domain::check::{Context, History, Outcome, Stage, check};
use yuebao_domain::period::{Date, Month, parse_day};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValues, Report};

use crate::rules::{Choice, bit};
use crate::set::{Generated, generate};

/// A project with its reports read.
#[derive(Debug, Clone)]
struct Project {
    plan: PlanRow,
    values: BTreeMap<Month, FieldValues>,
    reports: BTreeMap<Month, Report>,
}

/// The set with its reports read, and the jurisdiction once for each choice of rules.
#[derive(Debug, Clone)]
pub struct Held {
    profiles: [Profile; 3],
    projects: Vec<Project>,
    today: Option<Date>,
}

impl Held {
    /// Makes the set and reads it.
    ///
    /// # Errors
    /// When the built-in profile cannot be read.
    pub fn new(seed: u32) -> Result<Self, String> {
        let [full, compared, comparisons] = Choice::ALL.map(Choice::profile);
        let profiles = [full?, compared?, comparisons?];
        let projects = generate(seed, &profiles[0])
            .into_iter()
            .map(Project::read)
            .collect();
        Ok(Self {
            profiles,
            projects,
            today: parse_day("2023-01-05").ok(),
        })
    }

    /// Reads all reports again from the texts of their boxes; how many there are.
    pub fn read_all(&mut self) -> usize {
        for project in &mut self.projects {
            project.reports = read(&project.values);
        }
        self.projects
            .iter()
            .map(|project| project.reports.len())
            .sum()
    }

    /// Checks every report of every project; the number of findings.
    pub fn check_all(&self, choice: Choice) -> usize {
        self.outcomes(choice)
            .map(|outcome| outcome.findings.len())
            .sum()
    }

    /// One verdict a report, project by project and month by month: which of the compared rules
    /// fired, a bit each.
    pub fn verdicts(&self, choice: Choice) -> Vec<u32> {
        self.outcomes(choice)
            .map(|outcome| verdict(&outcome))
            .collect()
    }

    fn outcomes(&self, choice: Choice) -> impl Iterator<Item = Outcome> {
        self.projects.iter().flat_map(move |project| {
            let months = project.reports.iter();
            months.map(move |(month, report)| self.checked(project, *month, report, choice))
        })
    }

    fn checked(&self, project: &Project, month: Month, report: &Report, choice: Choice) -> Outcome {
        let context = Context {
            profile: &self.profiles[choice as usize],
            plan: &project.plan,
            month,
            stage: Stage::Submitting,
            today: self.today,
            history: History {
                known_from: Some(project.plan.entered),
                reports: &project.reports,
            },
        };
        check(report, &context)
    }

    /// Types `text` into a box of the report number `index` of the set, and checks that report: the
    /// verdict. The set stays as it was.
    pub fn edit(&self, index: usize, key: &str, text: &str, choice: Choice) -> Option<u32> {
        let months = usize::try_from(crate::set::MONTHS).ok()?;
        let project = self.projects.get(index / months)?;
        let (month, values) = project.values.iter().nth(index % months)?;
        let mut values = values.clone();
        values.insert(FieldKey::new(key)?, text.into());
        let report = Report::read(&values);
        Some(verdict(&self.checked(project, *month, &report, choice)))
    }

    /// The projects with what is stored of them.
    pub fn stored(&self) -> impl Iterator<Item = (&PlanRow, &BTreeMap<Month, FieldValues>)> {
        self.projects
            .iter()
            .map(|project| (&project.plan, &project.values))
    }

    /// The jurisdiction with these rules on.
    pub fn profile(&self, choice: Choice) -> &Profile {
        &self.profiles[choice as usize]
    }
}

impl Project {
    fn read(generated: Generated) -> Self {
        Self {
            reports: read(&generated.reports),
            plan: generated.plan,
            values: generated.reports,
        }
    }
}

fn read(values: &BTreeMap<Month, FieldValues>) -> BTreeMap<Month, Report> {
    let reports = values
        .iter()
        .map(|(month, values)| (*month, Report::read(values)));
    reports.collect()
}

/// Which of the compared rules fired.
pub fn verdict(outcome: &Outcome) -> u32 {
    let bits = outcome
        .findings
        .iter()
        .filter_map(|finding| bit(finding.code.as_str()));
    bits.fold(0, |verdict, bit| verdict | bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{COMPARED, COMPARISONS};

    #[test]
    fn every_compared_rule_fires_and_most_reports_are_sound() {
        let held = Held::new(1).unwrap();
        let verdicts = held.verdicts(Choice::Compared);
        assert_eq!(verdicts.len(), 12_000);
        for (place, code) in COMPARED.iter().enumerate() {
            let fired = verdicts
                .iter()
                .filter(|verdict| *verdict & (1 << place) != 0)
                .count();
            assert!((5..2_000).contains(&fired), "{code} fired {fired} times");
        }
        let sound = verdicts.iter().filter(|verdict| **verdict == 0).count();
        assert!(sound > 10_000, "{sound} of 12,000 are sound");
    }

    #[test]
    fn fewer_rules_find_the_same_of_their_own() {
        let held = Held::new(2).unwrap();
        let full = held.verdicts(Choice::Full);
        assert_eq!(full, held.verdicts(Choice::Compared));
        let bits = COMPARISONS.iter().filter_map(|code| bit(code));
        let mask = bits.fold(0, |mask, bit| mask | bit);
        let masked: Vec<u32> = full.iter().map(|verdict| verdict & mask).collect();
        assert_eq!(masked, held.verdicts(Choice::Comparisons));
    }

    #[test]
    fn the_same_seed_makes_the_same_set() {
        let values = |seed| {
            Held::new(seed)
                .unwrap()
                .stored()
                .map(|(_, values)| values.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(values(3), values(3));
        assert_ne!(values(3), values(4));
    }

    #[test]
    fn an_edit_is_seen_and_changes_nothing_held() {
        let held = Held::new(5).unwrap();
        let before = held.verdicts(Choice::Full);
        let found = held
            .edit(13, "month_investment", "-1", Choice::Full)
            .unwrap();
        assert_eq!(found & bit("M102").unwrap(), bit("M102").unwrap());
        assert_eq!(held.verdicts(Choice::Full), before);
        assert_eq!(
            held.edit(12_000, "month_investment", "1", Choice::Full),
            None
        );
    }
}
