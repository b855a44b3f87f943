//! `kill -9` while clerks are pushing, again and again on the same data folder.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::evidence::Held;
use crate::process::{PATIENCE, Server, data_of, folder, rounds};
use crate::tablet::{Pushed, Tablet};

/// Writes and sends until the server is gone; what it did not answer for stays in the outbox.
fn work(tablet: &mut Tablet, seed: u64, answered: Sender<()>) {
    let mut dice = fastrand::Rng::with_seed(seed);
    loop {
        if tablet.outbox.is_empty() {
            tablet.write(dice.u64(1..6), dice.usize(0..400));
        }
        match tablet.push() {
            // Whoever counts may have counted enough.
            Pushed::Taken => drop(answered.send(())),
            Pushed::Gone => return,
            Pushed::Refused(status) => panic!("{status}"),
        }
    }
}

/// Kills once so many answers were given, at some moment of whatever is under way then.
fn kill_after(server: Server, answers: u64, delay: Duration, answered: &Receiver<()>) {
    for _ in 0..answers {
        answered.recv_timeout(PATIENCE).unwrap();
    }
    std::thread::sleep(delay);
    server.kill();
}

/// Rounds on one data folder, and at the end everything once more; how many operations were left
/// without an answer.
fn campaign(rounds: u64, dice: &mut fastrand::Rng) -> usize {
    let folder = folder();
    let data = data_of(&folder);
    let mut tablets: Vec<Tablet> = Vec::new();
    let mut unanswered = 0;
    for round in 0..rounds {
        let server = Server::on(&data);
        if tablets.is_empty() {
            tablets = Tablet::all(&server);
        }
        let (tell, answered) = channel();
        let (answers, delay) = (dice.u64(1..40), Duration::from_micros(dice.u64(0..15_000)));
        std::thread::scope(|scope| {
            for tablet in &mut tablets {
                tablet.turn_to(&server);
                let (seed, tell) = (dice.u64(..), tell.clone());
                scope.spawn(move || work(tablet, seed, tell));
            }
            kill_after(server, answers, delay, &answered);
        });
        let held = Held::examine_copy(&data);
        let held = held.unwrap_or_else(|wrong| panic!("round {round}: {wrong}"));
        for tablet in &tablets {
            held.require(&tablet.acknowledged);
            unanswered += tablet.outbox.len();
        }
    }
    let server = Server::on(&data);
    for tablet in &mut tablets {
        tablet.turn_to(&server);
        assert_eq!(tablet.push(), Pushed::Taken);
        tablet.repeat_everything();
    }
    assert!(server.stop().success());
    Held::examine(&data).unwrap().require_exactly(&tablets);
    unanswered
}

#[test]
fn fault_16_kill_9_under_load_loses_nothing_that_was_acknowledged() {
    /// A folder grows with each round, and looking through it takes longer.
    const A_FOLDER: u64 = 20;
    let mut dice = fastrand::Rng::with_seed(16);
    let (mut left, mut unanswered) = (rounds("YUEBAO_FAULTS_ROUNDS", 6), 0);
    while left > 0 {
        let rounds = left.min(A_FOLDER);
        unanswered += campaign(rounds, &mut dice);
        left -= rounds;
    }
    assert!(unanswered > 0, "something was always under way");
}
