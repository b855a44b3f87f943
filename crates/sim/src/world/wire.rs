//! Requests and answers on their way.

use yuebao_domain::operation::Operation;
use yuebao_domain::wire::v2::{SyncAnswer, SyncRequest};

use super::World;
use crate::Violation;
use crate::office::{Luck, Office, Taken};
use crate::seat::Disk;

/// Where a request is.
pub(crate) enum Way {
    /// On its way to the server.
    Going,
    /// Written; the answer is not yet made.
    Taken(Box<Taken>),
    /// The answer is on its way back.
    Coming(String),
}

/// A request and its answer.
pub struct Exchange {
    pub(crate) seat: usize,
    life: u32,
    request: SyncRequest,
    pub(crate) body: String,
    pub(crate) way: Way,
}

/// What becomes of an answer on its way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mangle {
    /// It breaks off.
    Truncated,
    /// Somebody else's page comes instead, with status 200.
    CaptivePortal,
    /// It comes from another server under the same address.
    OtherServer,
    /// It belongs to another request.
    OtherNonce,
    /// It speaks of other operations.
    OtherResults,
    /// It is another user's.
    OtherUser,
}

impl World {
    /// Makes a request and sends it; `None` if the tab died or its store failed before it went out.
    pub fn send(&mut self, seat: usize, disk: Disk) -> Result<Option<usize>, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let spoilt = self.saboteur.before_sending(&mut one.device, number);
        if !spoilt.is_empty() {
            one.store(spoilt, Disk::Good)?;
        }
        let (request, rows) = one.device.request(format!("nonce-{number}"));
        let disk = if rows.is_empty() && one.is_stored() {
            Disk::Good
        } else {
            disk
        };
        let stored = one.store(rows, disk)?;
        let operations = request.operations.iter().cloned();
        let operations: Result<Vec<Operation>, String> =
            operations.map(Operation::try_from).collect();
        self.ledger.sent(&operations.map_err(Violation)?);
        let life = one.life;
        let name = one.name.clone();
        if !request.operations.is_empty() {
            let what = request.operations.iter();
            let what: Vec<_> = what
                .map(|one| (one.sequence, one.command.kind.clone()))
                .collect();
            self.note(format_args!("{name} sends {what:?}: {disk:?}"));
        }
        if !stored || disk == Disk::CrashAfter {
            return Ok(None);
        }
        let mut body =
            serde_json::to_value(&request).map_err(|error| Violation(error.to_string()))?;
        if self.seats[seat].is_too_new {
            for operation in body["operations"].as_array_mut().into_iter().flatten() {
                operation["form_version"] = 99.into();
                self.tally.count("fault: form of a newer program");
            }
        }
        self.wire.push(Exchange {
            seat,
            life,
            request,
            body: body.to_string(),
            way: Way::Going,
        });
        Ok(Some(self.wire.len() - 1))
    }

    /// The first operation of a request becomes unreadable, as a broken program would send it.
    pub fn poison(&mut self, exchange: usize, in_its_month: bool) {
        let Ok(mut body) = serde_json::from_str::<serde_json::Value>(&self.wire[exchange].body)
        else {
            return;
        };
        let Some(head) = body["operations"].get_mut(0) else {
            return;
        };
        if in_its_month {
            head["subject"]["month"] = "2022-13".into();
        } else {
            head["command"]["kind"] = "dance".into();
        }
        self.wire[exchange].body = body.to_string();
        self.tally.count("fault: poison at the head of the outbox");
        self.note(format_args!("  its first operation becomes unreadable"));
    }

    /// A request reaches the server, `times` in one transaction.
    pub fn arrive(&mut self, exchange: usize, times: usize, luck: Luck) -> Result<(), Violation> {
        // A server that breaks down takes other exchanges with it, so this one is set aside.
        let mut one = self.wire.remove(exchange);
        let user = self.seats[one.seat].user;
        one.way = match self.take(user, &one.body, times, luck)? {
            Some(taken) => Way::Taken(Box::new(taken)),
            None => Way::Coming(String::new()),
        };
        self.wire.insert(exchange.min(self.wire.len()), one);
        Ok(())
    }

    /// A request arrives for which nobody waits, perhaps under another user's token.
    pub(crate) fn take(
        &mut self,
        user: &str,
        body: &str,
        times: usize,
        luck: Luck,
    ) -> Result<Option<Taken>, Violation> {
        let body = self.saboteur.rewrite(&self.office.database, body)?;
        let letters = vec![(user, body.as_str()); times];
        let taken = if self.saboteur.forgets() {
            self.office.take_and_forget(&letters, luck)?
        } else if self.saboteur.opens_gates(&body) {
            self.office.take_as_if_open(&letters, luck)?
        } else {
            self.office.take(&letters, luck)?
        };
        self.saboteur.tamper(&self.office.database)?;
        let subjects = self.subjects()?;
        self.ledger.look(&self.office.database, &subjects)?;
        let mut first = None;
        for one in taken.into_iter().flatten() {
            match one {
                Ok(one) => {
                    Office::tell(&one, &mut self.tally);
                    if self.tells() && !one.results().is_empty() {
                        let said: Vec<_> = one
                            .results()
                            .iter()
                            .map(|one| (one.outcome, one.refusal))
                            .collect();
                        self.note(format_args!("  the server ({user}): {said:?}"));
                    }
                    first.get_or_insert(one);
                }
                Err(why) => self.note(format_args!("  the server refuses the request: {why}")),
            }
        }
        if luck != Luck::Good {
            self.note(format_args!("  the server: {luck:?}"));
            self.office.start()?;
            self.drop_connections();
        }
        Ok(first)
    }

    /// The answer is made from what the database holds by now.
    pub fn answer(&mut self, exchange: usize) -> Result<(), Violation> {
        let way = std::mem::replace(&mut self.wire[exchange].way, Way::Going);
        self.wire[exchange].way = match way {
            Way::Taken(taken) => Way::Coming(self.office.answer(*taken)?),
            other => other,
        };
        Ok(())
    }

    /// The answer reaches the device, or something else does.
    pub fn hear(
        &mut self,
        exchange: usize,
        mangle: Option<Mangle>,
        disk: Disk,
    ) -> Result<(), Violation> {
        let Exchange {
            seat,
            life,
            request,
            way,
            ..
        } = self.wire.remove(exchange);
        let Way::Coming(body) = way else {
            return Ok(());
        };
        let one = &mut self.seats[seat];
        if self.gone.contains(&seat) || one.life != life {
            return Ok(());
        }
        let name = one.name.clone();
        let meta = &one.device.meta;
        let mangle = mangle.filter(|mangle| match mangle {
            Mangle::OtherServer => meta.server_id.is_some(),
            Mangle::OtherUser => meta.me.is_some(),
            Mangle::OtherResults => !request.operations.is_empty(),
            _ => true,
        });
        let body = mangled(body, mangle);
        let Ok(answer) = serde_json::from_str::<SyncAnswer>(&body) else {
            self.note(format_args!("{name} cannot read the answer ({mangle:?})"));
            return Ok(());
        };
        let before = mangle.map(|_| one.device.clone());
        match one.device.absorb(&request, answer, &"now".into()) {
            Ok(absorbed) => {
                if mangle.is_some() {
                    return Err(Violation(format!(
                        "{name} believes an answer with {mangle:?}"
                    )));
                }
                let spoilt = self.saboteur.spoil(&mut one.device, &absorbed);
                one.store([absorbed.rows, spoilt].concat(), disk)?;
                if !request.operations.is_empty() {
                    let (taken, refused) = (absorbed.taken, absorbed.refused.len());
                    self.note(format_args!(
                        "{name} hears: {taken} taken, {refused} refused: {disk:?}"
                    ));
                }
            }
            Err(not_ours) => {
                if before.is_some_and(|before| before != one.device) {
                    return Err(Violation(format!("{name} changed by {not_ours:?}")));
                }
                self.note(format_args!(
                    "{name} does not believe the answer: {not_ours:?}"
                ));
            }
        }
        Ok(())
    }

    /// The device asks until nothing is left to say, over a line that works.
    pub fn sync(&mut self, seat: usize) -> Result<(), Violation> {
        for _ in 0..12 {
            let Some(exchange) = self.send(seat, Disk::Good)? else {
                continue;
            };
            self.arrive(exchange, 1, Luck::Good)?;
            self.answer(exchange)?;
            let cursor = self.seats[seat].device.meta.cursor;
            self.hear(exchange, None, Disk::Good)?;
            let device = &self.seats[seat].device;
            if device.waiting() == 0 && device.meta.complete && device.meta.cursor == cursor {
                break;
            }
        }
        Ok(())
    }
}

fn mangled(body: String, mangle: Option<Mangle>) -> String {
    let edit = |change: &dyn Fn(&mut serde_json::Value)| {
        let Ok(mut answer) = serde_json::from_str(&body) else {
            return String::new();
        };
        change(&mut answer);
        answer.to_string()
    };
    match mangle {
        None => body,
        Some(Mangle::Truncated) => {
            let half = (0..=body.len() / 2)
                .rev()
                .find(|at| body.is_char_boundary(*at));
            body[..half.unwrap_or(0)].to_owned()
        }
        Some(Mangle::CaptivePortal) => "<!doctype html><title>请登录上网</title>".to_owned(),
        Some(Mangle::OtherServer) => edit(&|answer| answer["server_id"] = "another".into()),
        Some(Mangle::OtherNonce) => edit(&|answer| answer["nonce"] = "another".into()),
        Some(Mangle::OtherUser) => edit(&|answer| answer["me"]["user"] = "another".into()),
        Some(Mangle::OtherResults) => edit(&|answer| answer["receipts"] = serde_json::json!([])),
    }
}
