//! The server without its network: the real push, pull and database, and what may happen to them.

use serde_json::value::RawValue;
use yuebao_domain::operation::Receipt;
use yuebao_domain::rights::Me;
use yuebao_domain::wire::v2::{self, SyncRequest};
use yuebao_server::clock::Now;
use yuebao_server::handlers::limits::{Head, within_limits};
use yuebao_server::handlers::operations::Read;
use yuebao_server::sync::{Answer, Asked, Sender, answer, answer_along, push};
use yuebao_store::{Error, WriteTransaction, savepoint, transact};
use yuebao_store_sqlite::{Database, memory, testing};

use crate::ledger::Ever;
use crate::stage::{Stage, TODAY, moment, settle};
use crate::{Tally, Violation};

/// What happens to the server while it writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Luck {
    /// Nothing.
    Good,
    /// It breaks down before the commit: nothing of the transaction stays.
    CrashBeforeCommit,
    /// It breaks down after the commit: all stays, nobody is told.
    CrashAfterCommit,
}

/// A request whose operations are written and whose answer is not yet made.
pub(crate) struct Taken {
    asked: Asked,
    me: Me,
    results: Vec<Receipt>,
    /// The answer, if it was made along with the writing.
    along: Option<Answer>,
    now: Now,
}

/// A copy of the database that can be put back.
pub(crate) struct Saved {
    database: Database,
    /// Every value that it holds.
    pub(crate) ever: Ever,
    /// Whether the product's own command made it.
    pub(crate) is_backup: bool,
}

/// Makes numbers that follow each other lie far apart, as thrown ones do.
const SCATTER: u32 = 2_654_435_761;

/// The server.
pub(crate) struct Office {
    pub(crate) database: Database,
    pub(crate) clock: i64,
    /// Stands for chance: two starts never throw the same.
    starts: u32,
    pub(crate) saved: Vec<Saved>,
}

enum Stop {
    Db(Error),
    Crash,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Db(error)
    }
}

impl Office {
    pub(crate) fn new(stage: &Stage) -> Result<Self, Violation> {
        Ok(Self {
            database: memory::copy(&stage.0)?,
            clock: TODAY,
            starts: 0,
            saved: Vec::new(),
        })
    }

    /// What the clock shows; it goes on, so that no two moments leave the same traces.
    pub(crate) fn now(&mut self) -> Now {
        self.clock += 1;
        moment(self.clock)
    }

    /// Takes requests in one transaction, as the writer takes what has queued up. `None` if the
    /// server broke down; a request that is refused as a whole is an `Err` of its own.
    pub(crate) fn take(
        &mut self,
        letters: &[(&str, &str)],
        luck: Luck,
    ) -> Result<Option<Vec<Result<Taken, String>>>, Violation> {
        let now = self.now();
        let done = transact(&mut self.database, |tx| {
            let mut taken = Vec::with_capacity(letters.len());
            for (user, body) in letters {
                taken.push(take_one(tx, user, body, now)?);
            }
            match luck {
                Luck::CrashBeforeCommit => Err(Stop::Crash),
                _ => Ok(taken),
            }
        });
        match done {
            Ok(taken) => Ok((luck == Luck::Good).then_some(taken)),
            Err(Stop::Crash) => Ok(None),
            Err(Stop::Db(error)) => Err(error.into()),
        }
    }

    /// Takes requests and puts the database back to what it was, so that only the results stay.
    pub(crate) fn take_and_forget(
        &mut self,
        letters: &[(&str, &str)],
        luck: Luck,
    ) -> Result<Option<Vec<Result<Taken, String>>>, Violation> {
        let before = memory::copy(&self.database)?;
        let mut taken = self.take(letters, luck)?;
        self.database = before;
        for taken in taken.iter_mut().flatten().flatten() {
            taken.along = None;
        }
        Ok(taken)
    }

    /// Takes requests while no month can be found, so that only the answers, which are made afterwards,
    /// know of locks.
    pub(crate) fn take_as_if_open(
        &mut self,
        letters: &[(&str, &str)],
        luck: Luck,
    ) -> Result<Option<Vec<Result<Taken, String>>>, Violation> {
        testing::hide_months(&self.database).map_err(|error| Violation(error.to_string()))?;
        let taken = self.take(letters, luck);
        testing::show_months(&self.database).map_err(|error| Violation(error.to_string()))?;
        let mut taken = taken?;
        for taken in taken.iter_mut().flatten().flatten() {
            taken.along = None;
        }
        Ok(taken)
    }

    /// The answer's body.
    pub(crate) fn answer(&self, taken: Taken) -> Result<String, Violation> {
        let made = match taken.along {
            Some(answer) => Some(answer),
            None => answer(
                &self.database,
                &taken.me,
                &taken.asked,
                taken.results,
                taken.now,
            )?,
        };
        let made = made.ok_or_else(|| Violation("the server has no identity".to_owned()))?;
        let made = v2::SyncAnswer::from(made);
        serde_json::to_string(&made).map_err(|error| Violation(error.to_string()))
    }

    /// Makes a copy: by the product's own command, or by hand.
    pub(crate) fn save(&mut self, is_backup: bool, ever: Ever) -> Result<(), Violation> {
        let database = if is_backup {
            memory::back_up(&mut self.database)?
        } else {
            memory::copy(&self.database)?
        };
        self.saved.push(Saved {
            database,
            ever,
            is_backup,
        });
        Ok(())
    }

    /// Puts a copy in the database's place and starts on it.
    pub(crate) fn restore(&mut self, index: usize) -> Result<(), Violation> {
        self.database = memory::copy(&self.saved[index].database)?;
        self.start()
    }

    /// What a start does to the database.
    pub(crate) fn start(&mut self) -> Result<(), Violation> {
        self.starts += 1;
        let (dice, now) = (self.starts.wrapping_mul(SCATTER), self.now());
        transact(&mut self.database, |tx| settle(tx, dice, now))?;
        Ok(())
    }

    /// Counts what became of operations.
    pub(crate) fn tell(taken: &Taken, tally: &mut Tally) {
        use yuebao_domain::operation::Outcome;
        for result in &taken.results {
            tally.count(match result.outcome {
                Outcome::Applied => "server: applied",
                Outcome::Merged => "server: merged",
                Outcome::Conflict => "server: conflict opened",
                Outcome::Duplicate => "server: duplicate recognised",
                Outcome::Rejected if result.refusal.is_none() => "server: refused for findings",
                Outcome::Rejected => "server: refused for another reason",
                _ => "server: asked to send again",
            });
        }
    }
}

impl Taken {
    /// The reports that the request speaks of, by the results' order; unreadable ones are left out.
    pub(crate) fn results(&self) -> &[Receipt] {
        &self.results
    }
}

fn take_one(
    tx: &dyn WriteTransaction,
    user: &str,
    body: &str,
    now: Now,
) -> Result<Result<Taken, String>, Stop> {
    let request: SyncRequest<Box<RawValue>> = match serde_json::from_str(body) {
        Ok(request) => request,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let head = Head {
        protocol: (v2::PROTOCOL, request.protocol),
        nonce: &request.nonce,
        device: &request.device,
        mark: request.mark.as_deref(),
        operations: request.operations.len(),
    };
    if let Err(error) = within_limits(&head) {
        return Ok(Err(format!("{error:?}")));
    }
    let mut read = match Read::from_sent::<v2::Operation>(&request.operations) {
        Ok(read) => read,
        Err(error) => return Ok(Err(format!("{error:?}"))),
    };
    let Some(account) = tx.user(user)? else {
        return Ok(Err(format!("no account {user}")));
    };
    let asked = Asked::from(&request);
    let sender = Sender {
        me: account.me.clone(),
        device: request.device.clone(),
        now,
    };
    let operations = std::mem::take(&mut read.operations);
    let decided = savepoint(tx, |tx| push(tx, &sender, &operations))?;
    let is_push = !operations.is_empty();
    let results = read.answers(decided);
    let along = is_push.then(|| answer_along(tx, &account.me, &asked, &results, now));
    Ok(Ok(Taken {
        results,
        along: along.flatten(),
        asked,
        me: account.me,
        now,
    }))
}
