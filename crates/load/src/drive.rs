//! Many tablets at once, on one thread, each with a connection of its own.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use futures_util::future::join_all;
use hyper::{Method, StatusCode};
use serde_json::json;
use tokio::sync::{Barrier, Semaphore};
use uuid::Uuid;
use yuebao_domain::wire::v1::{LoginAnswer, Operation, SyncAnswer};

use crate::line::{Answer, Line};
use crate::province::PASSWORD;
use crate::tablet::Tablet;

/// Tries before a tablet is given up.
const PATIENCE: usize = 50;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Ride {
    /// Operations that the server has taken.
    pub(crate) taken: usize,
    /// From the first request to the last answer.
    pub(crate) took: Duration,
    /// How long each request took, tries and pauses included, shortest first.
    pub(crate) times: Vec<Duration>,
    /// How often a tablet was told to come again, or met a closed connection.
    pub(crate) again: usize,
}

/// What one tablet met.
#[derive(Debug, Default)]
struct Log {
    /// When it sent its first request.
    first: Option<Instant>,
    times: Vec<Duration>,
    again: usize,
}

/// Logs everybody in, `lines` at a time.
pub(crate) async fn begin(to: SocketAddr, tablets: &mut [Tablet], lines: usize) -> Result<Ride> {
    let turns = Semaphore::new(lines);
    let begin = async |tablet: &mut Tablet, log: &mut Log| {
        let _turn = turns.acquire().await?;
        let mut line = connect(to, tablet, log).await?;
        let who = json!({ "user": tablet.user, "password": PASSWORD });
        let start = log.begin();
        let answer = line
            .send(Method::POST, "/api/v1/login", serde_json::to_vec(&who)?)
            .await?;
        log.times.push(start.elapsed());
        ensure!(answer.status == StatusCode::OK, "login: {}", answer.status);
        tablet.token = serde_json::from_slice::<LoginAnswer>(&answer.body)?.token;
        Ok(())
    };
    all(tablets, begin).await
}

/// Fetches everything that each may see, `lines` at a time.
pub(crate) async fn fetch(to: SocketAddr, tablets: &mut [Tablet], lines: usize) -> Result<Ride> {
    let turns = Semaphore::new(lines);
    let fetch = async |tablet: &mut Tablet, log: &mut Log| {
        let _turn = turns.acquire().await?;
        let mut line = connect(to, tablet, log).await?;
        while exchange(tablet, &mut line, to, Vec::new(), log).await? {}
        Ok(())
    };
    all(tablets, fetch).await
}

/// Hands in what was reported in earlier months, `lines` at a time.
pub(crate) async fn catch_up(to: SocketAddr, tablets: &mut [Tablet], lines: usize) -> Result<Ride> {
    let turns = Semaphore::new(lines);
    let catch_up = async |tablet: &mut Tablet, log: &mut Log| {
        let _turn = turns.acquire().await?;
        let mut line = connect(to, tablet, log).await?;
        let operations = tablet.history();
        exchange(tablet, &mut line, to, operations, log).await?;
        Ok(())
    };
    all(tablets, catch_up).await
}

/// Everybody hands in `count` whole reports at the same moment, over a new connection.
pub(crate) async fn storm(to: SocketAddr, tablets: &mut [Tablet], count: usize) -> Result<Ride> {
    let deadline = Barrier::new(tablets.len());
    let hand_in = async |tablet: &mut Tablet, log: &mut Log| {
        let operations = tablet.hand_in(count);
        ensure!(operations.len() == count, "too few projects for a storm");
        deadline.wait().await;
        let start = log.begin();
        let mut line = connect(to, tablet, log).await?;
        exchange(tablet, &mut line, to, operations, log).await?;
        // the connection is part of what the clerk waits for
        log.times = vec![start.elapsed()];
        Ok(())
    };
    all(tablets, hand_in).await
}

/// Everybody sends `requests` times `count` operations, the next as soon as the last is answered.
pub(crate) async fn steady(
    to: SocketAddr,
    tablets: &mut [Tablet],
    requests: usize,
    count: usize,
) -> Result<Ride> {
    let start = Barrier::new(tablets.len());
    let work = async |tablet: &mut Tablet, log: &mut Log| {
        let mut line = connect(to, tablet, log).await?;
        start.wait().await;
        for _ in 0..requests {
            let operations = tablet.work(count);
            exchange(tablet, &mut line, to, operations, log).await?;
        }
        Ok(())
    };
    all(tablets, work).await
}

impl Log {
    fn begin(&mut self) -> Instant {
        let now = Instant::now();
        self.first.get_or_insert(now);
        now
    }
}

/// One request until it is taken, tried again as the widget does; whether more is waiting.
async fn exchange(
    tablet: &mut Tablet,
    line: &mut Line,
    to: SocketAddr,
    operations: Vec<Operation>,
    log: &mut Log,
) -> Result<bool> {
    let request = tablet.request(operations);
    let body = serde_json::to_vec(&request)?;
    let start = log.begin();
    for _ in 0..PATIENCE {
        match line.send(Method::POST, "/api/v1/sync", body.clone()).await {
            Ok(answer) if answer.status == StatusCode::OK => {
                log.times.push(start.elapsed());
                let answer: SyncAnswer = serde_json::from_slice(&answer.body)?;
                return tablet.absorb(&request, &answer);
            }
            Ok(answer) => pause(&answer).await?,
            Err(_) => *line = connect(to, tablet, log).await?,
        }
        log.again += 1;
    }
    bail!("not taken after {PATIENCE} tries")
}

/// A connection that carries the tablet's token.
async fn connect(to: SocketAddr, tablet: &Tablet, log: &mut Log) -> Result<Line> {
    for _ in 0..PATIENCE {
        if let Ok(mut line) = Line::open(to).await {
            line.log_in(&tablet.token)?;
            return Ok(line);
        }
        log.again += 1;
        jitter(1).await;
    }
    bail!("no connection after {PATIENCE} tries")
}

/// Waits as a busy server asks; anything else would have to be shown to the clerk.
async fn pause(answer: &Answer) -> Result<()> {
    let busy = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    if !busy.contains(&answer.status) {
        let said = String::from_utf8_lossy(&answer.body);
        bail!("the server answered {}: {said}", answer.status);
    }
    jitter(answer.retry_after.unwrap_or(1)).await;
    Ok(())
}

/// Full jitter: any time up to so many seconds.
async fn jitter(seconds: u64) {
    let share = Uuid::new_v4().as_u64_pair().0 % 1_000;
    tokio::time::sleep(Duration::from_millis(seconds * share)).await;
}

/// Does something with every tablet at once.
async fn all(
    tablets: &mut [Tablet],
    act: impl AsyncFn(&mut Tablet, &mut Log) -> Result<()>,
) -> Result<Ride> {
    let taken = |tablets: &[Tablet]| -> usize { tablets.iter().map(|t| t.taken.len()).sum() };
    let before = taken(tablets);
    let act = &act;
    let under_way = tablets.iter_mut().map(|tablet| async move {
        let mut log = Log::default();
        act(tablet, &mut log)
            .await
            .with_context(|| tablet.user.clone())?;
        Ok::<_, anyhow::Error>((log, Instant::now()))
    });
    let logs: Vec<(Log, Instant)> = join_all(under_way)
        .await
        .into_iter()
        .collect::<Result<_>>()?;
    let began = logs.iter().filter_map(|(log, _)| log.first).min();
    let ended = logs.iter().map(|(_, ended)| *ended).max();
    let mut times: Vec<Duration> = logs.iter().flat_map(|(log, _)| log.times.clone()).collect();
    times.sort_unstable();
    Ok(Ride {
        taken: taken(tablets) - before,
        took: began
            .zip(ended)
            .map(|(from, to)| to - from)
            .unwrap_or_default(),
        times,
        again: logs.iter().map(|(log, _)| log.again).sum(),
    })
}
