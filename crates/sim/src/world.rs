//! Everything that takes part, and what can be done to it, one thing at a time.

use std::collections::BTreeSet;
use std::fmt;

use yuebao_domain::check::Outcome;
use yuebao_domain::device::{Device, NotReady, ReportKey};
use yuebao_domain::merge::Group;
use yuebao_domain::report::{Changes, FieldValues};
use yuebao_domain::wire::v1::{SyncAnswer, SyncRequest};

use crate::ledger::{Ever, Ledger, of_group};
use crate::office::{Luck, Office, Taken};
use crate::seat::{Disk, Seat};
use crate::stage::{MONTHS, PROJECTS, Stage, report};
use crate::{Tally, Violation, clerk};

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

/// Devices, server, network, and what was promised.
pub struct World {
    /// The stores; those that are gone keep their place.
    pub seats: Vec<Seat>,
    pub(crate) gone: BTreeSet<usize>,
    pub(crate) office: Office,
    pub(crate) wire: Vec<Exchange>,
    /// Requests that arrive once more, for nobody.
    pub(crate) echoes: Vec<(&'static str, String)>,
    pub(crate) rescued: Vec<(&'static str, String)>,
    pub(crate) ledger: Ledger,
    /// What happened.
    pub tally: Tally,
    pub(crate) keys: BTreeSet<ReportKey>,
    made: u64,
    story: Option<Vec<String>>,
}

impl World {
    /// A server with its plan, and nobody yet. With `tells`, what happens is kept in words.
    pub fn new(stage: &Stage, tells: bool) -> Result<Self, Violation> {
        let keys = PROJECTS
            .iter()
            .flat_map(|(project, _)| MONTHS.map(|month| report(project, month)));
        Ok(Self {
            seats: Vec::new(),
            gone: BTreeSet::new(),
            office: Office::new(stage)?,
            wire: Vec::new(),
            echoes: Vec::new(),
            rescued: Vec::new(),
            ledger: Ledger::default(),
            tally: Tally::default(),
            keys: keys.collect(),
            made: 0,
            story: tells.then(Vec::new),
        })
    }

    /// What happened, in words.
    pub fn story(&self) -> &[String] {
        self.story.as_deref().unwrap_or_default()
    }

    pub(crate) fn note(&mut self, words: fmt::Arguments<'_>) {
        if let Some(story) = &mut self.story {
            story.push(words.to_string());
        }
    }

    /// A number that was never given before.
    pub(crate) fn number(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// The first of so many numbers that were never given before.
    pub(crate) fn numbers(&mut self, how_many: u64) -> u64 {
        self.made += how_many;
        self.made + 1 - how_many
    }

    /// A store of `user` on a tablet that knows nothing yet.
    pub fn sit_down(&mut self, user: &'static str) -> usize {
        let number = self.number();
        self.seats.push(Seat::new(user, number));
        self.seats.len() - 1
    }

    /// Stores that are not gone.
    pub(crate) fn present(&self) -> Vec<usize> {
        (0..self.seats.len())
            .filter(|seat| !self.gone.contains(seat))
            .collect()
    }

    pub(crate) fn devices(&self) -> Vec<Option<&Device>> {
        self.seats
            .iter()
            .enumerate()
            .map(|(index, seat)| (!self.gone.contains(&index)).then_some(&seat.device))
            .collect()
    }

    /// Fills boxes.
    pub fn fill(
        &mut self,
        seat: usize,
        key: &ReportKey,
        changes: &Changes,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let rows = one.device.edit(key, changes, one.stamp(number));
        let saved = one.store(rows, disk)?;
        if saved {
            self.ledger
                .saved(seat, &self.seats[seat].device, key, changes);
        } else if disk == Disk::Refuses {
            self.ledger.typed_over(seat, key, changes);
        }
        self.tally.count("clerk: boxes filled");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} fills {}/{} {changes:?}: {disk:?}",
            key.project, key.month
        ));
        Ok(())
    }

    /// Hands a report in; `blindly` as a program would that does not know the rules.
    pub fn hand_in(
        &mut self,
        seat: usize,
        key: &ReportKey,
        blindly: bool,
        disk: Disk,
    ) -> Result<Result<(), NotReady>, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let outcome = if blindly {
            Outcome::default()
        } else {
            one.device
                .check(key, yuebao_domain::check::Stage::Submitting, None)
        };
        let rows = match one.device.submit(key, &outcome, one.stamp(number)) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why)),
        };
        one.store(rows, disk)?;
        self.tally.count("clerk: report handed in");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} hands {}/{} in: {disk:?}",
            key.project, key.month
        ));
        Ok(Ok(()))
    }

    /// Corrects and explains until the device has nothing against handing in.
    pub fn make_ready(&mut self, seat: usize, key: &ReportKey) -> Result<(), Violation> {
        for _ in 0..5 {
            let number = self.number();
            let Some(changes) = clerk::repair(&self.seats[seat].device, key, number) else {
                break;
            };
            self.fill(seat, key, &changes, Disk::Good)?;
        }
        Ok(())
    }

    /// Settles an open conflict with a value; `is_third` if that is neither of the two.
    #[expect(
        clippy::too_many_arguments,
        reason = "each says another thing about one decision"
    )]
    pub fn settle(
        &mut self,
        seat: usize,
        key: &ReportKey,
        id: u64,
        group: &Group,
        chosen: &FieldValues,
        is_third: bool,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let rows = one.device.resolve(key, id, chosen, one.stamp(number));
        if rows.is_empty() {
            return Ok(());
        }
        let last = one.device.outbox.last_key_value();
        let typed = last
            .map(|(_, queued)| queued.operation.changes.clone())
            .unwrap_or_default();
        let saved = one.store(rows, disk)?;
        if saved || disk == Disk::Refuses {
            self.ledger.settled(seat, key, group);
        }
        if saved && is_third {
            self.ledger
                .chosen(seat, key, group, chosen.clone(), of_group(&typed, group));
        }
        self.tally.count("clerk: conflict settled");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} settles {group} of {}/{} with {chosen:?}: {disk:?}",
            key.project, key.month
        ));
        Ok(())
    }

    /// Makes a request and sends it; `None` if the tab died or its store failed before it went out.
    pub fn send(&mut self, seat: usize, disk: Disk) -> Result<Option<usize>, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let (request, rows) = one.device.request(format!("nonce-{number}"));
        let disk = if rows.is_empty() && one.is_stored() {
            Disk::Good
        } else {
            disk
        };
        let stored = one.store(rows, disk)?;
        let life = one.life;
        let name = one.name.clone();
        if !request.operations.is_empty() {
            let what = request.operations.iter();
            let what: Vec<_> = what.map(|one| (one.sequence, one.kind)).collect();
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
            head["month"] = "2022-13".into();
        } else {
            head["kind"] = "dance".into();
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
        let letters = vec![(user, body); times];
        let taken = self.office.take(&letters, luck)?;
        let keys = self.keys.clone();
        self.ledger.look(&self.office.conn, &keys)?;
        let mut first = None;
        for one in taken.into_iter().flatten() {
            match one {
                Ok(one) => {
                    Office::tell(&one, &mut self.tally);
                    if self.story.is_some() && !one.results().is_empty() {
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
        match one.device.absorb(&request, answer, "now") {
            Ok(absorbed) => {
                if mangle.is_some() {
                    return Err(Violation(format!(
                        "{name} believes an answer with {mangle:?}"
                    )));
                }
                one.store(absorbed.rows, disk)?;
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

    /// The tab dies.
    pub fn crash(&mut self, seat: usize) -> Result<(), Violation> {
        let name = self.seats[seat].name.clone();
        self.note(format_args!("{name}: the tab dies"));
        self.seats[seat].crash()
    }

    /// The browser throws the store away; the user begins anew. Returns the new place.
    pub fn evict(&mut self, seat: usize) -> usize {
        let (name, user) = (self.seats[seat].name.clone(), self.seats[seat].user);
        self.note(format_args!("{name}: the store is thrown away"));
        self.ledger.evicted(seat);
        self.gone.insert(seat);
        self.wire.retain(|exchange| exchange.seat != seat);
        self.sit_down(user)
    }

    /// The server stops and starts.
    pub fn restart(&mut self) -> Result<(), Violation> {
        self.note(format_args!("the server is started anew"));
        self.drop_connections();
        self.office.start()
    }

    fn drop_connections(&mut self) {
        self.wire
            .retain(|exchange| !matches!(exchange.way, Way::Taken(_)));
    }

    /// Makes a copy of the database: a backup, or by hand.
    pub fn save(&mut self, is_backup: bool) -> Result<(), Violation> {
        self.note(format_args!(
            "copy {} is made, backup: {is_backup}",
            self.office.saved.len()
        ));
        self.office.save(is_backup, self.ledger.ever())
    }

    /// Puts a copy back.
    pub fn restore(&mut self, index: usize) -> Result<(), Violation> {
        self.note(format_args!("copy {index} is put back"));
        self.drop_connections();
        // To put a copy back takes longer than an answer stays on the wire.
        self.wire
            .retain(|exchange| !matches!(exchange.way, Way::Coming(_)));
        self.office.restore(index)?;
        let saved = self.office.saved.iter();
        let backups: Vec<Ever> = saved
            .filter(|saved| saved.is_backup)
            .map(|saved| saved.ever.clone())
            .collect();
        let devices: Vec<Option<&Device>> = self
            .seats
            .iter()
            .enumerate()
            .map(|(index, seat)| (!self.gone.contains(&index)).then_some(&seat.device))
            .collect();
        let keys = self.keys.clone();
        let released = self
            .ledger
            .restored(&self.office.conn, &keys, &devices, &backups)?;
        self.tally.add(
            "values that only a newer backup, or a device that is gone, had",
            released,
        );
        Ok(())
    }

    /// Whether every promise is kept now.
    pub fn check(&self) -> Result<(), Violation> {
        self.ledger.check(&self.devices(), false)
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
        Some(Mangle::OtherResults) => edit(&|answer| answer["results"] = serde_json::json!([])),
    }
}
