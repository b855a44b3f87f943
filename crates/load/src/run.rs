//! What is done and measured, in which order.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use yuebao_domain::period::Month;
use yuebao_domain::wire::v1::Operation;
use yuebao_server::clock::Clock;

use crate::drive::{self, Ride};
use crate::peer::{Done, Peer};
use crate::province::{self, Province};
use crate::raw::{self, Rows};
use crate::report::{line, mean, mib, ms, percentile, rate};
use crate::served::{Served, own_cpu};
use crate::tablet::{Tablet, Taken};

/// The demo that is made into a province.
const PROFILE: &str = "qinzhou-2022";
/// Tablets of the storm, and operations of each.
const STORM: (usize, usize) = (500, 5);
/// Operations of a request in bulk, as many as the peer's documents.
const BULK: usize = 50;
/// How long the limit and the peer are measured, each way.
const LONG_ENOUGH: Duration = Duration::from_secs(5);
/// Documents of which the peer's are copies.
const SAMPLES: usize = 500;

/// Where things are.
#[derive(Debug)]
pub(crate) struct Places {
    /// `yuebao`.
    pub(crate) server: PathBuf,
    /// Where the peer is installed.
    pub(crate) peer: PathBuf,
    /// Where data is written.
    pub(crate) work: PathBuf,
}

/// A way of working that ours, the limit and the peer are measured in.
struct Way {
    name: &'static str,
    lines: usize,
    requests: usize,
    operations: usize,
}

/// In the order in which they are driven; the first two with tablets that nothing else uses.
const WAYS: [Way; 4] = [
    Way {
        name: "1 client",
        lines: 1,
        requests: 500,
        operations: 1,
    },
    Way {
        name: "20 clients",
        lines: 20,
        requests: 400,
        operations: 1,
    },
    Way {
        name: "20 clients, 50 at once",
        lines: 20,
        requests: 20,
        operations: BULK,
    },
    Way {
        name: "500 clients",
        lines: 500,
        requests: 40,
        operations: 1,
    },
];

/// Measures everything and prints it.
pub(crate) async fn run(places: &Places) -> Result<()> {
    let now = Clock::system().now();
    let month = Month::of(now.today()).context("the clock of this machine is wrong")?;
    // a month that is over can be reported completely
    let month = month.previous();
    let (seed, data) = (places.work.join("demo"), places.work.join("data"));
    eprintln!("    a province's plan");
    let demo = Command::new(&places.server)
        .args([
            "demo",
            "--profile",
            PROFILE,
            "--through",
            &month.to_string(),
        ])
        .arg("--data")
        .arg(&seed)
        .stdout(Stdio::null())
        .status()?;
    ensure!(demo.success(), "`yuebao demo` failed");
    let province = province::make(&seed, &data, month, now)?;
    line("plan", "yuebao", "projects", mean(province.projects, 1), "");
    line("plan", "yuebao", "units", mean(province.units, 1), "");
    line(
        "plan",
        "yuebao",
        "tablets",
        mean(province.tablets.len(), 1),
        "",
    );

    let samples = samples(&province);
    let server = Served::start(&places.server, &data)?;
    let (tablets, groups) = drive_all(&server, province).await?;
    eprintln!("    the server stops");
    let start = Instant::now();
    server.stop()?;
    line(
        "stop",
        "yuebao",
        "after all this",
        ms(start.elapsed()),
        "ms",
    );

    let database = data.join("yuebao.db");
    audit(&database, &tablets)?;
    let rows = Rows::of(&database)?;
    eprintln!("    raw SQLite; bytes a row: {}", rows.list());
    line(
        "rows",
        "yuebao",
        "of one operation",
        mean(rows.bytes(), 1),
        "B",
    );
    for (way, group) in WAYS.iter().zip(groups) {
        let (count, took) = rows.insert(&places.work, group, LONG_ENOUGH)?;
        line(
            "durable merges",
            "raw SQLite",
            way.name,
            rate(count, took),
            "/s",
        );
    }
    beside(places, &samples).await
}

/// Everything that the server is put through; the mean size of a commit in each of the ways.
async fn drive_all(server: &Served, province: Province) -> Result<(Vec<Tablet>, Vec<usize>)> {
    let to = server.address;
    let mut tablets = province.tablets;
    // those with the most to report first
    tablets.sort_by_key(|tablet| std::cmp::Reverse(tablet.projects()));
    ensure!(tablets.len() > 560, "too few tablets: {}", tablets.len());
    tell_memory(server, "at rest, plan loaded")?;

    eprintln!(
        "    {} logins, first fetches, two months of history",
        tablets.len()
    );
    let ride = drive::begin(to, &mut tablets, 4).await?;
    tell("login", "4 at a time", &ride);
    tell_memory(server, "after the logins")?;
    let ride = drive::fetch(to, &mut tablets, 20).await?;
    tell("first fetch", "20 at a time", &ride);
    let ride = drive::catch_up(to, &mut tablets, 20).await?;
    line(
        "history handed in",
        "yuebao",
        "20 at a time",
        rate(ride.taken, ride.took),
        "/s",
    );
    tell_memory(server, "after the history")?;

    let (alone, rest) = tablets.split_at_mut(1);
    let (twenty, rest) = rest.split_at_mut(20);
    let (bulk, rest) = rest.split_at_mut(20);
    let (storming, _) = rest.split_at_mut(STORM.0);
    let mut groups = Vec::new();
    for (way, tablets) in WAYS.iter().zip([alone, twenty, bulk, &mut *storming]) {
        if way.lines == STORM.0 {
            storm(server, tablets).await?;
        }
        groups.push(drive_one(server, way, tablets).await?);
    }
    Ok((tablets, groups))
}

async fn storm(server: &Served, tablets: &mut [Tablet]) -> Result<()> {
    eprintln!(
        "    the storm: {} tablets × {} operations",
        STORM.0, STORM.1
    );
    let name = "500 tablets × 5";
    let commits = server.commits();
    let ride = drive::storm(server.address, tablets, STORM.1).await?;
    ensure!(
        ride.taken == STORM.0 * STORM.1,
        "only {} were taken",
        ride.taken
    );
    line("storm drained", "yuebao", name, ms(ride.took), "ms");
    line(
        "storm, merges",
        "yuebao",
        name,
        rate(ride.taken, ride.took),
        "/s",
    );
    tell("storm, a tablet's wait", name, &ride);
    let group = mean(ride.taken, server.commits() - commits);
    line("storm, merges a commit", "yuebao", name, group, "");
    line(
        "storm, told to come again",
        "yuebao",
        name,
        mean(ride.again, 1),
        "",
    );
    tell_memory(server, "after the storm")
}

async fn drive_one(server: &Served, way: &Way, tablets: &mut [Tablet]) -> Result<usize> {
    eprintln!("    {}", way.name);
    let (commits, cpu, own) = (server.commits(), server.cpu()?, own_cpu()?);
    let ride = drive::steady(server.address, tablets, way.requests, way.operations).await?;
    let commits = server.commits() - commits;
    let cpu = server.cpu()?.saturating_sub(cpu);
    let own = own_cpu()?.saturating_sub(own);
    let name = way.name;
    line(
        "durable merges",
        "yuebao",
        name,
        rate(ride.taken, ride.took),
        "/s",
    );
    tell("a request", name, &ride);
    line(
        "merges a commit",
        "yuebao",
        name,
        mean(ride.taken, commits),
        "",
    );
    line(
        "told to come again",
        "yuebao",
        name,
        mean(ride.again, 1),
        "",
    );
    let each = |cpu: Duration| ms(cpu / u32::try_from(ride.taken.max(1)).unwrap_or(u32::MAX));
    line("computed for a merge", "yuebao", name, each(cpu), "ms");
    line("computed for a merge", "the tablets", name, each(own), "ms");
    tell_memory(server, name)?;
    // to the nearest: the limit gets whole rows
    let commits = usize::try_from(commits.max(1))?;
    Ok(((ride.taken + commits / 2) / commits).max(1))
}

/// Every operation that was taken is in the database once, with the revision that was told, and
/// there is no other.
fn audit(database: &std::path::Path, tablets: &[Tablet]) -> Result<()> {
    let told: BTreeMap<&str, u64> = (tablets.iter().flat_map(|tablet| &tablet.taken))
        .map(|Taken { op_id, rev }| (op_id.as_str(), *rev))
        .collect();
    let held = raw::operations(database)?;
    ensure!(
        held.len() == told.len(),
        "{} were taken, {} are there",
        told.len(),
        held.len()
    );
    for (op_id, rev) in &held {
        let told = told.get(op_id.as_str()).copied();
        ensure!(
            told.is_some() && told == *rev,
            "{op_id}: told {told:?}, held {rev:?}"
        );
    }
    line(
        "audit",
        "yuebao",
        "taken and held once",
        mean(held.len(), 1),
        "",
    );
    line("audit", "yuebao", "lost", 0.0, "");
    Ok(())
}

async fn beside(places: &Places, samples: &[Operation]) -> Result<()> {
    let peer = Peer::start(&places.peer, &places.work.join("peer")).await?;
    let mut written = 0;
    for way in &WAYS {
        eprintln!("    pouchdb-server, {}", way.name);
        let done = if way.operations == 1 {
            peer.put_each(samples, way.lines, LONG_ENOUGH).await?
        } else {
            peer.put_many(samples, way.operations, way.lines, LONG_ENOUGH)
                .await?
        };
        written += done.count;
        beside_line(way.name, &done);
    }
    let held = peer.count().await?;
    ensure!(held == written, "the peer took {written} and holds {held}");
    Ok(())
}

fn beside_line(name: &str, done: &Done) {
    let engine = "pouchdb-server";
    line(
        "durable merges",
        engine,
        name,
        rate(done.count, done.took),
        "/s",
    );
    for percent in [50, 99] {
        let what = format!("a request, p{percent}");
        line(
            &what,
            engine,
            name,
            ms(percentile(&done.times, percent)),
            "ms",
        );
    }
}

fn tell(what: &str, name: &str, ride: &Ride) {
    for percent in [50, 99] {
        let what = format!("{what}, p{percent}");
        line(
            &what,
            "yuebao",
            name,
            ms(percentile(&ride.times, percent)),
            "ms",
        );
    }
}

fn tell_memory(server: &Served, name: &str) -> Result<()> {
    let (now, most) = server.memory()?;
    line("resident memory", "yuebao", name, mib(now), "MiB");
    line(
        "resident memory, most so far",
        "yuebao",
        name,
        mib(most),
        "MiB",
    );
    Ok(())
}

/// Operations as they are sent, for whoever is to write as much.
fn samples(province: &Province) -> Vec<Operation> {
    let mut copies = province.tablets.clone();
    let each = |tablet: &mut Tablet| tablet.work(2 * tablet.projects());
    let mut samples: Vec<Operation> = copies.iter_mut().flat_map(each).collect();
    samples.truncate(SAMPLES);
    samples
}
