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

use crate::state::{
    CountedDevice, Desk, Effect, Env, FigureBox, LetterDraft, Notice, State, StatisticsStep,
    TypedFigures,
};

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
        if what.is_decision() {
            return self.decide_statistics(what, env);
        }
        if what.is_typed() {
            let rows = self.type_statistics(what);
            return self.write(rows);
        }
        let screen = &mut self.statistics;
        match what {
            StatisticsStep::Entered => {
                self.screen.notice = Some(Notice::Decided);
                return self.sync(env);
            }
            StatisticsStep::Print(month, id) => {
                screen.printing = Some((month, id));
                return vec![Effect::PrintDrawn];
            }
            StatisticsStep::Show(pane) => screen.pane = Some(pane),
            StatisticsStep::Add(key) => screen.added.push(key),
            StatisticsStep::Try => screen.is_tried = true,
            StatisticsStep::TryLetter => screen.is_letter_tried = true,
            StatisticsStep::OnlyMissing(only) => screen.only_missing = only,
            StatisticsStep::ShowLog(shows) => screen.shows_log = shows,
            StatisticsStep::Open(letter) => screen.open = letter,
            // done above
            _ => {}
        }
        Vec::new()
    }

    /// What is typed goes into the store as it is typed.
    fn type_statistics(&mut self, what: StatisticsStep) -> Vec<Row> {
        match what {
            StatisticsStep::Type(at, text) => {
                self.type_figures(at.month, |typed, desk| typed.put(&at, &text, desk))
            }
            StatisticsStep::Leave(at) => {
                self.type_figures(at.month, |typed, desk| typed.tidy(&at, desk))
            }
            StatisticsStep::Discard(month) => {
                self.statistics.is_tried = false;
                self.type_figures(month, |typed, _| typed.clear())
            }
            StatisticsStep::Paste(boxes, cells) => self.paste_figures(&boxes, &cells),
            StatisticsStep::Begin { month, of, kind } => {
                let device = self.device.get();
                let desk = desk(&self.device, month);
                let mut proposed = desk.letters.proposed.iter();
                let proposal = proposed.find(|it| it.decided.who == of && it.kind == kind);
                let today = self.clock.today;
                let draft = proposal.and_then(|it| LetterDraft::proposed(device, month, it, today));
                self.begin_letter(draft)
            }
            StatisticsStep::ByHand(month) => {
                let draft = LetterDraft::by_hand(self.device.get(), month, self.clock.today);
                self.begin_letter(draft)
            }
            StatisticsStep::Write(month, of, text) => {
                let Some(mut draft) = LetterDraft::kept(self.device.get(), month) else {
                    return Vec::new();
                };
                let desk = desk(&self.device, month);
                draft.put(of, &text, (self.device.get(), &desk));
                draft.keep(&mut self.device)
            }
            StatisticsStep::Drop(month) => LetterDraft::forget(&mut self.device, month),
            _ => Vec::new(),
        }
    }

    fn type_figures(
        &mut self,
        month: Month,
        change: impl FnOnce(&mut TypedFigures, &Desk),
    ) -> Vec<Row> {
        let desk = desk(&self.device, month);
        let mut typed = TypedFigures::of(self.device.get(), month);
        change(&mut typed, &desk);
        typed.keep(&mut self.device)
    }

    fn paste_figures(&mut self, boxes: &[FigureBox], cells: &[String]) -> Vec<Row> {
        let Some(first) = boxes.first() else {
            return Vec::new();
        };
        let mut filled = Ok(0);
        let rows = self.type_figures(first.month, |typed, desk| {
            filled = typed.fill(boxes, cells, desk);
        });
        self.screen.notice = Some(match filled {
            Ok(count) => Notice::PastedFigures(count),
            Err(fault) => Notice::NotPasted(fault),
        });
        rows
    }

    fn begin_letter(&mut self, draft: Option<LetterDraft>) -> Vec<Row> {
        self.statistics.is_letter_tried = false;
        draft.map_or_else(Vec::new, |draft| draft.keep(&mut self.device))
    }

    fn decide_statistics(&mut self, what: StatisticsStep, env: &Env) -> Vec<Effect> {
        let mut rows = match decided(self.device.get_mut(), &what, env) {
            Ok(rows) => rows,
            Err(refusal) => {
                self.screen.notice = Some(Notice::NotDecided(refusal));
                return Vec::new();
            }
        };
        match what {
            StatisticsStep::ReadFigures(_) | StatisticsStep::ReadLetters(_) => {
                return self.write(rows);
            }
            // the others follow, and go with it
            StatisticsStep::Enter(month, figure) => {
                let mut typed = TypedFigures::of(self.device.get(), month);
                typed.forget(&figure.key());
                rows.extend(typed.keep(&mut self.device));
                self.statistics.is_tried = false;
                return self.write(rows);
            }
            StatisticsStep::Send(month, _) => {
                rows.extend(LetterDraft::forget(&mut self.device, month));
            }
            _ => {}
        }
        let mut effects = self.write(rows);
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
