//! `yuebao-faults`: plays schedules on all cores and says what was played, or what broke.

use std::num::NonZero;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use lexopt::prelude::*;
use yuebao_sim::{Stage, Tally, run};

/// One schedule in so many is played a second time with other clocks.
const TWICE: u64 = 10;

const USAGE: &str = "\
Plays seeded schedules of devices and server with every fault, on all cores; says what was played,
or prints the seed and the steps of a schedule that broke a promise.

Usage: yuebao-faults [OPTIONS]

  --count N             so many schedules [default: 2000]
  --from N              beginning with this seed [default: 1]
  --seed N              the schedule with this seed alone
  --all                 go on after a schedule that broke a promise
";

struct Options {
    first: u64,
    count: u64,
    all: bool,
}

fn main() -> ExitCode {
    match obey() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey() -> Result<ExitCode> {
    let Some(options) = options(lexopt::Parser::from_env())? else {
        print!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    };
    let begun = Instant::now();
    let (tally, failures) = play(&options)?;
    print!("{tally}");
    let seconds = begun.elapsed().as_secs_f64();
    println!("{seconds:>12.1}  seconds on {} threads", threads());
    if failures == 0 {
        println!("no promise was broken");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{failures} schedules broke a promise");
    Ok(ExitCode::FAILURE)
}

/// `None` if help was asked for.
fn options(mut parser: lexopt::Parser) -> Result<Option<Options>> {
    let (mut first, mut count, mut all) = (1, 2_000, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("seed") => (first, count) = (parser.value()?.parse()?, 1),
            Long("from") => first = parser.value()?.parse()?,
            Long("count") => count = parser.value()?.parse()?,
            Long("all") => all = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    if count == 0 {
        bail!("--count wants at least 1");
    }
    Ok(Some(Options { first, count, all }))
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Each thread takes the next seed until none is left or, unless all are asked for, a promise was
/// broken. Says at once what broke one, and counts them.
fn play(options: &Options) -> Result<(Tally, usize)> {
    let next = AtomicU64::new(options.first);
    let end = options.first.saturating_add(options.count);
    let (tell, told) = mpsc::channel();
    let bar = ProgressBar::new(options.count);
    let (mut tally, mut failures) = (Tally::default(), 0);
    std::thread::scope(|scope| {
        for _ in 0..threads() {
            let (tell, next) = (tell.clone(), &next);
            scope.spawn(move || -> Result<()> {
                let stage = Stage::new().context("the stage cannot be set up")?;
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end {
                        return Ok(());
                    }
                    let played = run(&stage, seed, seed.is_multiple_of(TWICE));
                    if played.is_err() && !options.all {
                        next.store(end, Ordering::Relaxed);
                    }
                    tell.send(played)?;
                }
            });
        }
        drop(tell);
        for played in told {
            bar.inc(1);
            match played {
                Ok(counts) => tally.merge(&counts),
                Err(failure) => {
                    failures += 1;
                    bar.suspend(|| println!("{failure}\n"));
                }
            }
        }
    });
    bar.finish_and_clear();
    if tally.of("schedules") == 0 && failures == 0 {
        bail!("nothing was played");
    }
    Ok((tally, failures))
}
