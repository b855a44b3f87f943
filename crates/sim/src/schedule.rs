//! Schedules from seeds: played, and cut down to what makes them fail.

use fastrand::Rng;

use crate::stage::{MONTHS, PROJECTS, Stage, report, reviews};
use crate::steps::{play, play_papers};
use crate::world::World;
use crate::{Disk, Sabotage, Tally, Violation, clerk};

/// Most lines of a story that are printed, its last ones.
const MOST_LINES: usize = 60;

/// Who sits down, as often as it is named here: mostly those who share their projects, and whoever has
/// the first step of the chain, which the others wait for.
const DRAWN: [&str; 14] = [
    "zhang", "zhang", "zhang", "li", "li", "wang", "wang", "sun", "sun", "sun", "chen", "chen",
    "lin", "lin",
];

/// One schedule in so many is one of papers.
const PAPERS: u64 = 2;

/// A schedule: who takes part, and the seed of each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    people: Vec<&'static str>,
    steps: Vec<u64>,
    /// Whether the office's papers, plans and persons are played as well.
    has_papers: bool,
}

/// A schedule that broke a promise.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its seed.
    pub seed: u64,
    /// What is wrong.
    pub violation: String,
    /// What happened, in words, after steps that do not matter were left out.
    pub story: Vec<String>,
    /// How many steps are left of how many.
    pub steps: (usize, usize),
}

impl Schedule {
    /// The schedule of a seed.
    pub fn of(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let count = 2 + rng.usize(..4);
        let mut people: Vec<_> = (0..count)
            .map(|_| DRAWN[rng.usize(..DRAWN.len())])
            .collect();
        let length = 20 + rng.usize(..100);
        let steps = (0..length).map(|_| rng.u64(..)).collect();
        let has_papers = seed.is_multiple_of(PAPERS);
        if has_papers {
            people.push("lin");
            people.push(if rng.bool() { "he" } else { "lin" });
        }
        Self {
            people,
            steps,
            has_papers,
        }
    }

    /// Plays it with clocks from other dice; the world as it ends.
    ///
    /// # Panics
    /// If no database can be made in memory.
    pub fn play(&self, stage: &Stage, clocks: u64, tells: bool) -> (World, Result<(), Violation>) {
        let mut world = match World::new(stage, tells) {
            Ok(world) => world,
            Err(error) => panic!("no world can be made: {error}"),
        };
        let result = self.play_in(&mut world, clocks);
        (world, result)
    }

    /// Plays it with a product that is broken on purpose; what the oracle says.
    ///
    /// # Errors
    /// That the break was noticed.
    pub fn play_broken(&self, stage: &Stage, broken: Sabotage) -> Result<(), Violation> {
        let mut world = World::new(stage, false)?;
        world.saboteur.what = Some(broken);
        self.play_in(&mut world, 1)
    }

    /// Plays it, and `twice` once more with other clocks, which must change nothing.
    fn try_out(&self, stage: &Stage, twice: bool) -> Result<World, Violation> {
        let (world, result) = self.play(stage, 1, false);
        result?;
        if twice {
            let (other, result) = self.play(stage, 2, false);
            result?;
            for key in &world.subjects()? {
                if world.fingerprint(key)? != other.fingerprint(key)? {
                    let path = key.path();
                    return Err(Violation(format!("other clocks, another end: {path}")));
                }
            }
        }
        Ok(world)
    }

    fn play_in(&self, world: &mut World, clocks: u64) -> Result<(), Violation> {
        let mut clocks = Rng::with_seed(clocks);
        for user in &self.people {
            let seat = world.sit_down(user);
            world.sync(seat)?;
        }
        if self.steps.first().is_some_and(|step| step % 2 == 0) {
            something_to_review(world)?;
        }
        for step in &self.steps {
            if self.has_papers {
                play_papers(world, *step, &mut clocks)?;
            } else {
                play(world, *step, &mut clocks)?;
            }
            world.check()?;
        }
        world.heal()
    }
}

/// A clerk hands a report in and the others fetch it: by themselves they seldom come so far within a
/// schedule that there is something to review.
fn something_to_review(world: &mut World) -> Result<(), Violation> {
    let seat = (0..world.seats.len()).find(|seat| !reviews(world.seats[*seat].user));
    let Some(seat) = seat else { return Ok(()) };
    let project = if world.seats[seat].user == "wang" {
        2
    } else {
        0
    };
    let key = report(PROJECTS[project].0, MONTHS[1]);
    let number = world.number();
    let figures = clerk::figures(&world.seats[seat].device, &key, number);
    world.fill(seat, &key, &figures, Disk::Good)?;
    world.make_ready(seat, &key)?;
    // what the month or the checks hold back is tried in the course of the schedule
    let _ = world.hand_in(seat, &key, false, Disk::Good)?;
    world.sync(seat)?;
    (0..world.seats.len()).try_for_each(|seat| world.sync(seat))
}

/// Plays the schedule of `seed`; `twice` to see that clocks change nothing.
pub fn run(stage: &Stage, seed: u64, twice: bool) -> Result<Tally, Box<Failure>> {
    let schedule = Schedule::of(seed);
    let mut world = match schedule.try_out(stage, twice) {
        Ok(world) => world,
        Err(violation) => return Err(Box::new(explain(stage, seed, schedule, twice, violation))),
    };
    if twice {
        world
            .tally
            .count("schedules played again with other clocks");
    }
    world.tally.count("schedules");
    Ok(world.tally)
}

/// Leaves out whatever can be left out, and tells the rest in words.
fn explain(
    stage: &Stage,
    seed: u64,
    whole: Schedule,
    twice: bool,
    violation: Violation,
) -> Failure {
    let fails = |schedule: &Schedule| schedule.try_out(stage, twice).is_err();
    let mut small = whole.clone();
    let mut size = small.steps.len().div_ceil(2);
    loop {
        let mut at = 0;
        while at < small.steps.len() {
            let mut fewer = small.clone();
            fewer.steps.drain(at..(at + size).min(small.steps.len()));
            if fails(&fewer) {
                small = fewer;
            } else {
                at += size;
            }
        }
        if size == 1 {
            break;
        }
        size = size.div_ceil(2);
    }
    let violation = small.try_out(stage, twice).err().unwrap_or(violation);
    let (world, _) = small.play(stage, 1, true);
    Failure {
        seed,
        violation: violation.to_string(),
        story: world.story().to_vec(),
        steps: (small.steps.len(), whole.steps.len()),
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (left, all) = self.steps;
        writeln!(f, "seed {}: {}", self.seed, self.violation)?;
        writeln!(f, "{left} of {all} steps are enough:")?;
        for line in self.story.iter().rev().take(MOST_LINES).rev() {
            writeln!(f, "  {line}")?;
        }
        write!(f, "again: cargo xtask faults --seed {}", self.seed)
    }
}
