//! What the documents of a month are made of, as the database has it: an edition of a locked month, or
//! what has been handed in so far.

use std::collections::BTreeMap;

use yuebao_domain::aggregate::PlanYears;
use yuebao_domain::beijing::Beijing;
use yuebao_domain::filing::Decided;
use yuebao_domain::operation::letters::{self, growths};
use yuebao_domain::operation::month::{MonthBook, State};
use yuebao_domain::operation::report::State as ReportState;
use yuebao_domain::operation::{Subject, statistics, summary};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::publish::reporting::{Filing, Filings};
use yuebao_domain::publish::summary::Summaries;
use yuebao_domain::publish::{Kind, Ledger, Project, Source, Status};
use yuebao_domain::report::Report;
use yuebao_domain::text::{Words, words};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, ReadTransaction};

/// What documents shall be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The newest edition of a month that is locked.
    Final,
    /// An edition by its number.
    Edition(u32),
    /// 暂计: what is handed in, whatever became of it.
    Provisional,
}

/// Why there is nothing to make documents of.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    /// From the database.
    #[error(transparent)]
    Db(#[from] Error),
    /// What was asked for is not there.
    #[error("{month}：{} / {month}: {}", .why.zh, .why.en)]
    NotThere {
        /// The month.
        month: Month,
        /// What it is, and what to do.
        why: Words,
    },
    /// An edition that this program does not understand.
    #[error(
        "{month} 第 {number} 版读不懂：{reason} / edition {number} of {month} cannot be read: {reason}"
    )]
    Unreadable {
        /// The month.
        month: Month,
        /// The edition.
        number: u32,
        /// What the reader said.
        reason: serde_json::Error,
    },
}

const NO_PROFILE: Words = words(
    "尚未选定地区配置，没有可发布的",
    "no profile is in force, there is nothing to publish",
);
const OPEN: Words = words(
    "尚未封账，没有正式数；要暂计数请注明 provisional",
    "the month is not closed and has no final figures; ask for provisional ones",
);
const REOPENED: Words = words(
    "正在更正，尚未再次封账；要更正前的一版请注明 edition，要暂计数请注明 provisional",
    "the month is open for corrections; name the edition before, or ask for provisional figures",
);
const NO_EDITION: Words = words("没有这一版", "there is no such edition");
const OLD_FILINGS: Words = words(
    "更正以前的一版没有报送情况，只有最新一版有",
    "only the newest edition can say when reports were handed in",
);
const NO_PLAN: Words = words(
    "该月没有在计划内的项目",
    "no project is in the plan in that month",
);

/// What a document asks for beside its month.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// How many months before, within the year.
    months_before: u8,
    /// Whether the plan's years before.
    years: bool,
    /// When reports were handed in, judged on this day unless the month is closed.
    filings_on: Option<Date>,
    /// What was typed in of the month.
    statistics: bool,
    /// Growth and the ledger of letters, as they stand on this day.
    letters_on: Option<Date>,
    /// What units and the office have written, as it stands on this day.
    summaries_on: Option<Date>,
}

impl Asked {
    /// By a document that is made on this day.
    pub(crate) fn by(kind: Kind, today: Date) -> Self {
        Self {
            months_before: kind.months_before(),
            years: kind.needs_years(),
            filings_on: kind.needs_filings().then_some(today),
            statistics: kind.needs_statistics(),
            letters_on: kind.needs_growth().then_some(today),
            summaries_on: kind.needs_summaries().then_some(today),
        }
    }
}

/// Reads it, with what is asked for of the months before: of an edition what was there when it was
/// frozen, so that it stays the same.
pub(crate) fn source(
    tx: &dyn ReadTransaction,
    month: Month,
    wanted: Wanted,
    asked: Asked,
) -> Result<Source, SourceError> {
    let mut made = alone(tx, month, wanted)?;
    made.previous = earlier_months(tx, &made, asked.months_before)?;
    if asked.years {
        made.earlier_years = earlier_years(tx, &made)?;
    }
    if let Some(today) = asked.filings_on {
        made.filings = filings(tx, month, wanted, today)?;
    }
    if asked.statistics {
        let figures = statistics_of(tx, month)?.figures().into_values();
        made.statistics = figures.map(|entered| entered.figure).collect();
    }
    if let Some(on) = asked.letters_on {
        let months = (1..=month.number()).filter_map(|number| Month::new(month.year(), number));
        let (mut figures, mut sent) = (BTreeMap::new(), BTreeMap::new());
        for month in months {
            figures.insert(month, statistics_of(tx, month)?);
            sent.insert(month, letters_of(tx, month)?);
        }
        made.growths = growths(&figures, &sent, month, &made.profile);
        let letters = sent.remove(&month).unwrap_or_default().letters();
        made.ledger = Ledger { on, letters };
    }
    if let Some(on) = asked.summaries_on {
        made.summaries = summaries_of(tx, month, on)?;
    }
    Ok(made)
}

/// The last months of the plan's years before, as far as they are there.
fn earlier_years(tx: &dyn ReadTransaction, made: &Source) -> Result<Vec<Source>, SourceError> {
    let months = PlanYears::months(&made.profile, made.month).into_iter();
    let earlier = months.filter(|month| *month < made.month);
    let years = earlier.map(|month| before(tx, month, &made.status));
    years.filter_map(Result::transpose).collect()
}

fn earlier_months(
    tx: &dyn ReadTransaction,
    made: &Source,
    months: u8,
) -> Result<Option<Box<Source>>, SourceError> {
    let Some(left) = months.checked_sub(1).filter(|_| !made.month.is_january()) else {
        return Ok(None);
    };
    let Some(mut before) = before(tx, made.month.previous(), &made.status)? else {
        return Ok(None);
    };
    before.previous = earlier_months(tx, &before, left)?;
    Ok(Some(Box::new(before)))
}

/// When the reports of the year up to the month were handed in. Of a closed month it is judged on the day
/// of its lock; of an edition that is not the newest nobody can say it any more.
fn filings(
    tx: &dyn ReadTransaction,
    month: Month,
    wanted: Wanted,
    today: Date,
) -> Result<Filings, SourceError> {
    let book = book_of(tx, month)?;
    let lock = book.locks().next_back();
    let newest = lock
        .and_then(|lock| lock.made.as_ref())
        .map(|edition| edition.number);
    if matches!(wanted, Wanted::Edition(number) if Some(number) != newest) {
        return Err(SourceError::NotThere {
            month,
            why: OLD_FILINGS,
        });
    }
    let locked_on = lock
        .and_then(|lock| Beijing::read(lock.at.as_str()))
        .map(|at| at.day);
    let on = match wanted {
        Wanted::Provisional => today,
        Wanted::Final | Wanted::Edition(_) => locked_on.unwrap_or(today),
    };
    let mut cases = Vec::new();
    let books = tx.books()?;
    let months = (1..=month.number()).filter_map(|number| Month::new(month.year(), number));
    for month in months {
        let decided = book_of(tx, month)?;
        for book in &books {
            let Some(plan) = book.at(month).filter(|row| row.is_in_plan(month)) else {
                continue;
            };
            let held = tx.report(&plan.id, month)?;
            cases.push(Filing {
                month,
                state: held.as_ref().and_then(|held| held.state.of_report()),
                hand_ins: held.and_then(|held| held.hand_ins),
                decided: Decided::of(&decided, plan),
                plan: plan.clone(),
            });
        }
    }
    Ok(Filings {
        on,
        cases,
        units: tx.units()?,
    })
}

fn statistics_of(tx: &dyn ReadTransaction, month: Month) -> Result<statistics::Log, Error> {
    let held = tx.subject(&Subject::Statistics(month))?;
    let log = held.and_then(|held| statistics::Log::read(&held.values));
    Ok(log.unwrap_or_default())
}

fn letters_of(tx: &dyn ReadTransaction, month: Month) -> Result<letters::Log, Error> {
    let held = tx.subject(&Subject::Letters(month))?;
    let log = held.and_then(|held| letters::Log::read(&held.values));
    Ok(log.unwrap_or_default())
}

/// The summaries of a month.
fn summaries_of(tx: &dyn ReadTransaction, month: Month, on: Date) -> Result<Summaries, Error> {
    let mut summaries = Summaries {
        on,
        ..Summaries::default()
    };
    for subject in tx.subjects_of_month(month)? {
        let Subject::Summary(key) = &subject else {
            continue;
        };
        let held = tx.subject(&subject)?;
        if let Some(log) = held.and_then(|held| summary::Log::read(&held.values)) {
            summaries.written.insert(key.unit.clone(), log.summary());
        }
    }
    Ok(summaries)
}

fn book_of(tx: &dyn ReadTransaction, month: Month) -> Result<MonthBook, Error> {
    let held = tx.subject(&month.into())?;
    let book = held.and_then(|held| MonthBook::read(&held.values));
    Ok(book.unwrap_or_default())
}

/// The newest edition of a month, of those that were there when another one was frozen; for what is
/// provisional, and without an edition, what was handed in.
fn before(
    tx: &dyn ReadTransaction,
    month: Month,
    status: &Status,
) -> Result<Option<Source>, SourceError> {
    let book = book_of(tx, month)?;
    let was_there = |at: &str| match status {
        Status::Provisional => true,
        Status::Final { at: frozen, .. } => at <= frozen.as_str(),
    };
    let mut locks = book.locks().rev();
    let lock = locks.find(|lock| was_there(lock.at.as_str()));
    if let Some(edition) = lock.and_then(|lock| lock.made.as_ref()) {
        return alone(tx, month, Wanted::Edition(edition.number)).map(Some);
    }
    match status {
        Status::Final { .. } => Ok(None),
        Status::Provisional => match provisional(tx, month) {
            Err(SourceError::NotThere { .. }) => Ok(None),
            made => made.map(Some),
        },
    }
}

fn alone(tx: &dyn ReadTransaction, month: Month, wanted: Wanted) -> Result<Source, SourceError> {
    let not_there = |why| SourceError::NotThere { month, why };
    let number = match wanted {
        Wanted::Provisional => return provisional(tx, month),
        Wanted::Edition(number) => number,
        Wanted::Final => {
            let book = book_of(tx, month)?;
            match (book.state(), book.edition()) {
                (State::Locked, Some(edition)) => edition.number,
                (State::Reopened, _) => return Err(not_there(REOPENED)),
                _ => return Err(not_there(OPEN)),
            }
        }
    };
    let edition = tx.edition(month, number)?;
    let edition = edition.ok_or_else(|| not_there(NO_EDITION))?;
    Source::of_edition(&edition.document, &unit_names(tx)?).map_err(|reason| {
        SourceError::Unreadable {
            month,
            number,
            reason,
        }
    })
}

fn provisional(tx: &dyn ReadTransaction, month: Month) -> Result<Source, SourceError> {
    let not_there = |why| SourceError::NotThere { month, why };
    let profiles = profiles_in_force(tx)?.ok_or_else(|| not_there(NO_PROFILE))?;
    let profile = Profile::clone(profiles.at(month));
    let mut projects = Vec::new();
    for book in tx.books()? {
        let placed = book.at(month).filter(|row| row.is_in_plan(month));
        let Some(plan) = placed.or_else(|| book.left(month)) else {
            continue;
        };
        let report = counted(tx, &plan.id, month)?;
        let earlier = match report {
            Some(_) => None,
            None => earlier(tx, &plan.id, month)?,
        };
        projects.push(Project {
            opening: book.opening(month).cloned(),
            has_left: placed.is_none(),
            plan: plan.clone(),
            report,
            earlier,
        });
    }
    if projects.is_empty() {
        return Err(not_there(NO_PLAN));
    }
    Ok(Source {
        projects: projects.into(),
        units: unit_names(tx)?,
        ..Source::new(month, profile, Status::Provisional)
    })
}

fn unit_names(tx: &dyn ReadTransaction) -> Result<BTreeMap<String, String>, Error> {
    let units = tx.units()?.into_iter();
    Ok(units.map(|unit| (unit.id, unit.name)).collect())
}

/// The report of a month, if it is handed in.
fn counted(tx: &dyn ReadTransaction, project: &str, month: Month) -> Result<Option<Report>, Error> {
    let held = tx.report(project, month)?;
    let held = held.filter(|held| held.state.of_report().is_some_and(ReportState::counts));
    Ok(held.map(|held| Report::read(&held.values)))
}

/// The newest of an earlier month of the year.
fn earlier(
    tx: &dyn ReadTransaction,
    project: &str,
    month: Month,
) -> Result<Option<(Month, Report)>, Error> {
    let mut before = tx.counted_before(project, month)?.into_iter();
    let newest = before.rfind(|(at, _)| at.year() == month.year());
    Ok(newest.map(|(at, values)| (at, Report::read(&values))))
}
