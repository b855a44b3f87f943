//! What a command does to what is held as steps, whichever subject it is.

use super::{Log, Logged, Step, with_step};
use crate::operation::{Decision, Incoming, Refusal, State, Stored, size};
use crate::report::FieldValues;

/// What stands against a command, and words that name it.
pub type Against = (Refusal, Option<String>);

/// How much is kept of a subject: its log travels as a whole, and the numbers of steps have four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// Steps.
    pub steps: usize,
    /// Bytes of all keys and values before the step.
    pub bytes: usize,
    /// What is said to a command for which there is no room.
    pub refusal: Refusal,
}

/// A command by what its subject has of its own in being decided.
pub trait Decides: Logged {
    /// What is said where somebody else was before, and of boxes that this program cannot read.
    const CHANGED: Refusal;

    /// How much is kept, unless the size of any subject bounds it.
    const MOST: Option<Most>;

    /// Whether it needs room. What answers others does not.
    fn needs_room(&self) -> bool {
        true
    }

    /// Whether it is about the same as another: whoever decides about that has to have seen what others
    /// have decided about it.
    fn is_about_same(&self, other: &Self) -> bool;

    /// Whether what was decided since the person looked stands in its way; `None` if what the person saw
    /// is not there.
    fn is_overtaken(&self, since: Option<&[Step<Self>]>, user: &str) -> bool {
        let mut since = since.unwrap_or_default().iter();
        since.any(|step| step.user != user && self.is_about_same(&step.command))
    }

    /// Where a subject stands of which this was decided.
    fn state(log: &Log<Self>) -> State;
}

/// What is held and its log, if nothing stands against a command. What is to be said first says
/// `obstacle`.
pub(in crate::operation) fn weighed<C: Decides>(
    stored: Option<&Stored>,
    command: &C,
    incoming: &Incoming<'_>,
    obstacle: impl FnOnce(&Log<C>) -> Result<(), Against>,
) -> Result<(FieldValues, Log<C>), Against> {
    let held = stored.map_or_else(FieldValues::new, |stored| stored.values.clone());
    let Some(log) = Log::read(&held) else {
        return Err((C::CHANGED, None));
    };
    obstacle(&log)?;
    if let Some(most) = C::MOST.filter(|_| command.needs_room())
        && (log.steps.len() >= most.steps || size(&held).1 >= most.bytes)
    {
        return Err((most.refusal, None));
    }
    if command.is_overtaken(log.since(incoming.seen), incoming.user) {
        return Err((C::CHANGED, None));
    }
    Ok((held, log))
}

/// What is held after a step, and where the subject stands then.
pub(in crate::operation) fn written<C: Decides>(
    held: &FieldValues,
    mut log: Log<C>,
    step: Step<C>,
) -> (FieldValues, State) {
    let values = with_step(held, &step);
    log.steps.push(step);
    (values, C::state(&log))
}

/// Decides a command of which the server makes nothing.
pub(in crate::operation) fn decide<C: Decides>(
    stored: Option<&Stored>,
    command: &C,
    incoming: &Incoming<'_>,
    obstacle: impl FnOnce(&Log<C>) -> Result<(), Against>,
) -> Decision {
    match weighed(stored, command, incoming, obstacle) {
        Err((refusal, detail)) => Decision::refuse_naming(refusal, detail),
        Ok((held, log)) => {
            let step = Step::of(command, incoming, C::Made::default());
            let (values, state) = written(&held, log, step);
            Decision::step(state, values)
        }
    }
}
