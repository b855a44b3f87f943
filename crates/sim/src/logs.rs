//! What is held as a log of steps, whichever subject it is.

use yuebao_domain::device::Device;
use yuebao_domain::operation::steps::{Logged, Step};
use yuebao_domain::operation::{
    Command, Subject, letters, persons, plan, publication, statistics, summary,
};
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::{Person, Seen};

/// Whether it is held as a log of steps, and is not a month, which has an oracle of its own.
pub(crate) const fn is_paper(subject: &Subject) -> bool {
    match subject {
        Subject::Plan(_)
        | Subject::Persons(_)
        | Subject::Publication(_)
        | Subject::Statistics(_)
        | Subject::Letters(_)
        | Subject::Summary(_) => true,
        Subject::Report(_) | Subject::Question(_) | Subject::Month(_) => false,
    }
}

/// The steps that are held, with who took them; `None` for what is held in another way.
pub(crate) fn steps_of(key: &Subject, values: &FieldValues) -> Option<Vec<(String, Command)>> {
    match key {
        Subject::Plan(_) => Some(commands(&plan::PlanLog::read(values)?.steps)),
        Subject::Persons(_) => Some(commands(&persons::Log::read(values)?.steps)),
        Subject::Publication(_) => {
            Some(commands(&publication::PublicationLog::read(values)?.steps))
        }
        Subject::Statistics(_) => Some(commands(&statistics::Log::read(values)?.steps)),
        Subject::Letters(_) => Some(commands(&letters::Log::read(values)?.steps)),
        Subject::Summary(_) => Some(commands(&summary::Log::read(values)?.steps)),
        Subject::Report(_) | Subject::Question(_) | Subject::Month(_) => None,
    }
}

fn commands<C: Logged + Into<Command>>(steps: &[Step<C>]) -> Vec<(String, Command)> {
    let steps = steps.iter();
    steps
        .map(|step| (step.user.clone(), step.command.clone().into()))
        .collect()
}

/// What somebody's device is told of a log: by what it knows itself of its user.
pub(crate) fn told_of_paper(device: &Device, key: &Subject, values: &FieldValues) -> FieldValues {
    let Some(me) = &device.meta.me else {
        return FieldValues::new();
    };
    let person = Person::new(me, &device.units);
    let sees_all = person.seen() == Seen::Everything;
    match key {
        Subject::Persons(key) if !device.persons(&key.project, None).over.telephones => {
            persons::narrowed(values)
        }
        Subject::Statistics(_) if !sees_all => FieldValues::new(),
        Subject::Letters(_) if !sees_all => letters::narrowed(values, &|of| person.sees_unit(of)),
        Subject::Publication(key) if !sees_all => {
            let profile = device.profile_at(key.month);
            publication::narrowed(values, |document| {
                profile.is_some_and(|profile| profile.publication.is_open(document))
            })
        }
        Subject::Summary(key) if !person.over_summary(&key.unit, &[]).see => FieldValues::new(),
        _ => values.clone(),
    }
}
