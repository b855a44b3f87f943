//! A month as somebody is told of it who does not see every project.
//!
//! What was decided about projects of others is none of their business: which of them did not report,
//! who was given more time and why. What bears on the projects that they see is told as it is, so that
//! whether a report can change ([`super::bar`]), until when it is in time and what excuses it come out the
//! same from either.

use super::{Command, CommandKind, MonthBook, Step};
use crate::operation::steps;
use crate::report::FieldValues;

/// What somebody sees, as a month asks for it.
pub trait Sees {
    /// This project.
    fn project(&self, id: &str) -> bool;

    /// Some project that this unit leads.
    fn led_by(&self, unit: &str) -> bool;
}

/// The boxes of a month with what concerns the projects that are seen: each step as it is held, without
/// the projects and units of others. A step that concerns theirs alone is left out, but for locks, which
/// concern everybody. A month that cannot be read is told as nothing.
pub fn narrowed(values: &FieldValues, sees: &impl Sees) -> FieldValues {
    steps::narrowed(values, |step: Step| step.narrowed(sees))
}

impl MonthBook {
    /// Whether a step of it names a project or a unit, so that not everybody is told the same of it.
    pub fn names_any(&self) -> bool {
        let names = |step: &Step| {
            let Step { command, made, .. } = step;
            let lacks = |frozen: &super::Frozen| !frozen.missing.is_empty();
            !command.projects.is_empty()
                || command.unit.is_some()
                || made.as_ref().is_some_and(lacks)
        };
        self.steps.iter().any(names)
    }
}

impl Step {
    fn narrowed(mut self, sees: &impl Sees) -> Option<Self> {
        let Command {
            kind,
            projects,
            unit,
            ..
        } = &mut self.command;
        let is_for_all = projects.is_empty() && unit.is_none();
        projects.retain(|listed| sees.project(&listed.project));
        *unit = unit.take().filter(|unit| sees.led_by(unit));
        let is_theirs = is_for_all || !projects.is_empty() || unit.is_some();
        if !is_theirs && *kind != CommandKind::Lock {
            return None;
        }
        if let Some(frozen) = &mut self.made {
            frozen.missing.retain(|project| sees.project(project));
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::month::{Frozen, Listed, State, with_step};
    use crate::period::parse_day;
    use proptest::prelude::*;

    const PROJECTS: [&str; 4] = ["p0", "p1", "p2", "p3"];

    /// Projects p0 and p1 of unit u0, p2 and p3 of u1.
    fn lead(project: &str) -> &'static str {
        if matches!(project, "p0" | "p1") {
            "u0"
        } else {
            "u1"
        }
    }

    struct Own(Vec<&'static str>);

    impl Sees for Own {
        fn project(&self, id: &str) -> bool {
            self.0.contains(&id)
        }

        fn led_by(&self, unit: &str) -> bool {
            self.0.iter().any(|project| lead(project) == unit)
        }
    }

    fn some_step() -> impl Strategy<Value = (CommandKind, Vec<&'static str>, bool, u8)> {
        let kind = prop::sample::select(&CommandKind::ALL[..]);
        let named = prop::sample::subsequence(&PROJECTS[..], 0..=PROJECTS.len());
        (kind, named, any::<bool>(), 1..28_u8)
    }

    /// What is held after such steps; locks freeze an edition in which those that are named are 缺报.
    fn held(steps: &[(CommandKind, Vec<&'static str>, bool, u8)]) -> FieldValues {
        let mut values = FieldValues::new();
        let mut number = 0;
        for (kind, named, for_unit, day) in steps {
            let until = parse_day(&format!("2022-06-{day:02}")).unwrap();
            let named: Vec<String> = named.iter().map(|id| (*id).to_owned()).collect();
            let listed = named.iter().map(|project| Listed {
                project: project.clone(),
                rev: 0,
            });
            let command = match kind {
                CommandKind::Lock => Command::lock(listed.collect()),
                CommandKind::Reopen => Command::reopen(&named, "漏报"),
                CommandKind::Extend => {
                    let unit = for_unit.then(|| "u1".to_owned());
                    Command::extend(unit, &named, until, "汛期")
                }
                CommandKind::Excuse => Command {
                    kind: CommandKind::Excuse,
                    ..Command::reopen(&named, "断网")
                },
            };
            let is_lock = *kind == CommandKind::Lock;
            number += u32::from(is_lock);
            let step = Step {
                command,
                user: "office".to_owned(),
                by: "重点办".to_owned(),
                unit: "市发改委".to_owned(),
                at: "2022-06-01T00:00:00Z".into(),
                made: is_lock.then(|| Frozen {
                    number,
                    digest: format!("digest {number}"),
                    missing: named,
                }),
            };
            values = with_step(&values, &step);
        }
        values
    }

    proptest! {
        /// What a device decides from what it is told is what it would decide from everything.
        #[test]
        fn what_is_seen_comes_out_the_same_and_nothing_else_is_named(
            steps in prop::collection::vec(some_step(), 0..6),
            own in prop::sample::subsequence(&PROJECTS[..], 0..=PROJECTS.len()),
        ) {
            let whole = held(&steps);
            let told = narrowed(&whole, &Own(own.clone()));
            let (all, book) = (MonthBook::read(&whole).unwrap(), MonthBook::read(&told).unwrap());
            for project in &own {
                let unit = Some(lead(project));
                prop_assert_eq!(book.gate(project), all.gate(project));
                prop_assert_eq!(book.extended(project, unit), all.extended(project, unit));
                prop_assert_eq!(
                    book.excused(project).map(|step| &step.command.reason),
                    all.excused(project).map(|step| &step.command.reason)
                );
            }
            prop_assert_eq!(
                book.edition().map(|edition| &edition.digest),
                all.edition().map(|edition| &edition.digest)
            );
            let text = serde_json::to_string(&told).unwrap();
            for project in PROJECTS.iter().filter(|project| !own.contains(project)) {
                prop_assert!(!text.contains(*project), "{}", text);
            }
            prop_assert!(Own(own).led_by("u1") || !text.contains("u1"), "{}", text);
        }
    }

    #[test]
    fn a_month_that_was_opened_for_others_alone_is_locked_as_before() {
        let steps = [
            (CommandKind::Lock, vec!["p2"], false, 1),
            (CommandKind::Reopen, vec!["p2"], false, 1),
        ];
        let of = |own| MonthBook::read(&narrowed(&held(&steps), &Own(own))).unwrap();
        assert_eq!(of(vec!["p0"]).state(), State::Locked);
        assert_eq!(of(vec!["p2"]).state(), State::Reopened);
        assert!(of(vec!["p0"]).gate("p0").is_locked());
        assert!(!of(vec!["p2"]).gate("p2").is_locked());
    }
}
