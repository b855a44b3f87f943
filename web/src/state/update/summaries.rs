//! 半年、年度总结: written, handed in, returned, accepted.

use yuebao_domain::device::{Boxes, Device, Row, Stamp, Subject, SummaryKey};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::summary::{Command, CommandKind};

use crate::state::{Effect, Env, Notice, State, SummaryStep, TypedSummary};

impl State {
    pub(super) fn summary_step(
        &mut self,
        key: &SummaryKey,
        step: &SummaryStep,
        env: &Env,
    ) -> Vec<Effect> {
        if let SummaryStep::Type(heading, text) = step {
            let stands = self.device.get().summary(key).summary.texts;
            let mut typed = TypedSummary::of(self.device.get(), key);
            typed.put(*heading, text, &stands);
            let rows = typed.keep(&mut self.device, key);
            return self.write(rows);
        }
        match taken(self.device.get_mut(), key, step, env.stamp.clone()) {
            Err(refusal) => self.set(|state| {
                state.screen.notice = Some(Notice::NotDecided(refusal));
            }),
            Ok(rows) if rows.is_empty() => Vec::new(),
            Ok(rows) => {
                let mut effects = self.write(rows);
                // what is written on is told by the screen itself, as in a form
                if !matches!(step, SummaryStep::Write | SummaryStep::Dismiss) {
                    self.screen.notice = Some(Notice::Decided);
                }
                if *step != SummaryStep::Dismiss {
                    effects.extend(self.sync(env));
                }
                effects
            }
        }
    }
}

fn taken(
    device: &mut Device,
    key: &SummaryKey,
    step: &SummaryStep,
    stamp: Stamp,
) -> Result<Vec<Row>, Refusal> {
    let command = match step {
        SummaryStep::Dismiss => {
            return Ok(device.dismiss_decisions(&Subject::Summary(key.clone())));
        }
        SummaryStep::Type(..) => return Ok(Vec::new()),
        SummaryStep::Write => return written(device, key, stamp),
        SummaryStep::HandIn => Command::of(CommandKind::HandIn),
        SummaryStep::Withdraw => Command::of(CommandKind::Withdraw),
        SummaryStep::Return(reason) => Command::send_back(reason),
        SummaryStep::Accept => Command::of(CommandKind::Accept),
    };
    let rows = device.decide_summary(key, command, stamp);
    rows.map_err(|(refusal, _)| refusal)
}

/// What is typed is written, and is typed no more.
fn written(device: &mut Device, key: &SummaryKey, stamp: Stamp) -> Result<Vec<Row>, Refusal> {
    let stands = device.summary(key).summary.texts;
    let texts = TypedSummary::of(device, key).texts(&stands);
    let rows = device.write_summary(key, &texts, stamp);
    let mut rows = rows.map_err(|(refusal, _)| refusal)?;
    rows.extend(device.keep_typed(&Subject::Summary(key.clone()), Boxes::new()));
    Ok(rows)
}
