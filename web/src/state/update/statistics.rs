//! 统计与函件: what happens on its screen. It is decided in the office's part of the program.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a part that can be missing has to answer with a `Result`"
)]

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use yuebao_domain::device::{Device, Row, Subject};
use yuebao_domain::operation::letters::Command;
use yuebao_domain::operation::{Refusal, statistics};
use yuebao_domain::period::Month;

use crate::state::{CountedDevice, Desk, Effect, Env, LetterDraft, Notice, State, StatisticsStep};

#[wasm_split(office, fallible, preload(load))]
fn step(
    state: &mut State,
    what: StatisticsStep,
    env: &Env,
) -> Result<Vec<Effect>, SplitLoaderError> {
    Ok(state.take_statistics_step(what, env))
}

/// Fetches what decides here, so that it answers without waiting; whether it could be had.
pub(crate) async fn fetch() -> bool {
    load().await.is_ok()
}

impl State {
    /// What somebody does there, and what comes of it.
    pub(super) fn statistics_step(&mut self, what: StatisticsStep, env: &Env) -> Vec<Effect> {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(step(self, what, env)).poll(&mut context) {
            Poll::Ready(done) => done.unwrap_or_default(),
            Poll::Pending => Vec::new(),
        }
    }

    fn take_statistics_step(&mut self, what: StatisticsStep, env: &Env) -> Vec<Effect> {
        if what.is_kept() {
            return self.decide_statistics(what, env);
        }
        if matches!(what, StatisticsStep::Entered) {
            self.screen.notice = Some(Notice::Decided);
            return self.sync(env);
        }
        let today = self.clock.today;
        let screen = &mut self.statistics;
        match what {
            StatisticsStep::Show(pane) => screen.pane = Some(pane),
            StatisticsStep::Type(at, text) => {
                let desk = desk(&self.device, at.month);
                screen.put(at, &text, &desk);
            }
            StatisticsStep::Leave(at) => {
                let desk = desk(&self.device, at.month);
                screen.tidy(at, &desk);
            }
            StatisticsStep::Paste(boxes, cells) => {
                let Some(first) = boxes.first() else {
                    return Vec::new();
                };
                let desk = desk(&self.device, first.month);
                self.screen.notice = Some(match screen.fill(&boxes, &cells, &desk) {
                    Ok(count) => Notice::PastedFigures(count),
                    Err(fault) => Notice::NotPasted(fault),
                });
            }
            StatisticsStep::Add(key) => screen.added.push(key),
            StatisticsStep::Try => screen.is_tried = true,
            StatisticsStep::Discard(month) => {
                screen.forget(month, None);
                screen.is_tried = false;
            }
            StatisticsStep::OnlyMissing(only) => screen.only_missing = only,
            StatisticsStep::ShowLog(shows) => screen.shows_log = shows,
            StatisticsStep::Begin { month, of, kind } => {
                let device = self.device.get();
                let desk = desk(&self.device, month);
                let mut proposed = desk.letters.proposed.iter();
                let proposal = proposed.find(|it| it.decided.who == of && it.kind == kind);
                screen.draft =
                    proposal.and_then(|it| LetterDraft::proposed(device, month, it, today));
            }
            StatisticsStep::ByHand(month) => {
                screen.draft = LetterDraft::by_hand(self.device.get(), month, today);
            }
            StatisticsStep::Write(of, text) => {
                if let Some(draft) = &mut screen.draft {
                    let desk = desk(&self.device, draft.month);
                    draft.put(of, &text, (self.device.get(), &desk));
                }
            }
            StatisticsStep::TryLetter => {
                if let Some(draft) = &mut screen.draft {
                    draft.is_tried = true;
                }
            }
            StatisticsStep::Drop => screen.draft = None,
            StatisticsStep::Open(letter) => screen.open = letter,
            StatisticsStep::Print(month, id) => {
                screen.printing = Some((month, id));
                return vec![Effect::PrintDrawn];
            }
            // decided above
            _ => {}
        }
        Vec::new()
    }

    fn decide_statistics(&mut self, what: StatisticsStep, env: &Env) -> Vec<Effect> {
        let rows = match decided(self.device.get_mut(), &what, env) {
            Ok(rows) => rows,
            Err(refusal) => {
                self.screen.notice = Some(Notice::NotDecided(refusal));
                return Vec::new();
            }
        };
        let mut effects = self.write(rows);
        match what {
            StatisticsStep::ReadFigures(_) | StatisticsStep::ReadLetters(_) => return effects,
            // the others follow, and go with it
            StatisticsStep::Enter(month, figure) => {
                self.statistics.forget(month, Some(&figure.key()));
                self.statistics.is_tried = false;
                return effects;
            }
            StatisticsStep::Send(..) => self.statistics.draft = None,
            _ => {}
        }
        self.screen.notice = Some(Notice::Decided);
        effects.extend(self.sync(env));
        effects
    }
}

fn desk(device: &CountedDevice, month: Month) -> Rc<Desk> {
    device.desk(month, |device| Desk::of(device, month))
}

fn decided(device: &mut Device, what: &StatisticsStep, env: &Env) -> Result<Vec<Row>, Refusal> {
    let stamp = env.stamp.clone();
    let rows = match what {
        StatisticsStep::Enter(month, figure) => {
            let command = statistics::Command::enter((**figure).clone());
            device.set_figure(*month, command, stamp)
        }
        StatisticsStep::Clear { month, key, reason } => {
            let command = statistics::Command::clear(key.clone(), reason);
            device.set_figure(*month, command, stamp)
        }
        StatisticsStep::Send(month, letter) => {
            // no other letter has it, wherever it is sent
            let id = stamp.op_id.to_string();
            device.set_letter(*month, Command::send(&id, (**letter).clone()), stamp)
        }
        StatisticsStep::Answer {
            of: (month, id),
            day,
            remark,
        } => device.set_letter(*month, Command::answer(id, *day, remark), stamp),
        StatisticsStep::Void {
            of: (month, id),
            reason,
        } => device.set_letter(*month, Command::void(id, reason), stamp),
        StatisticsStep::ReadFigures(month) => {
            Ok(device.dismiss_decisions(&Subject::Statistics(*month)))
        }
        StatisticsStep::ReadLetters(month) => {
            Ok(device.dismiss_decisions(&Subject::Letters(*month)))
        }
        _ => Ok(Vec::new()),
    };
    rows.map_err(|(refusal, _)| refusal)
}
