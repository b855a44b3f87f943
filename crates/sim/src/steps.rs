//! One step of a schedule, drawn from its own seed, so that a schedule stays a schedule when steps
//! are left out.

mod papers;

use fastrand::Rng;
use yuebao_domain::device::{QuestionKey, ReportKey};
use yuebao_domain::operation::OpenConflict;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::report::{Field, FieldValues};

use crate::acts::Verdict;
use crate::office::Luck;
use crate::seat::Disk;
use crate::stage::{MONTHS, PEOPLE, PROJECTS, TODAY, USUAL, YEAR, report, reviews};
use crate::world::World;
use crate::world::{Mangle, Way};
use crate::{Violation, clerk};

/// Other dice of the same step, so that what a schedule of papers draws first says nothing of the rest.
const OTHER_DICE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Plays one step of a schedule of papers: some are about them, the others are as in every schedule.
pub(crate) fn play_papers(world: &mut World, seed: u64, clocks: &mut Rng) -> Result<(), Violation> {
    let mut rng = Rng::with_seed(seed ^ OTHER_DICE);
    if rng.u32(..3) > 0 {
        return play(world, seed, clocks);
    }
    world.tally.count("steps");
    let at_work = world.at_work();
    let seat = at_work[rng.usize(..at_work.len())];
    papers::paper(world, &mut rng, seat)
}

/// Plays one step. `clocks` has its own dice: what it draws must change nothing.
pub(crate) fn play(world: &mut World, seed: u64, clocks: &mut Rng) -> Result<(), Violation> {
    let mut rng = Rng::with_seed(seed);
    world.tally.count("steps");
    let at_work = world.at_work();
    let seat = at_work[rng.usize(..at_work.len())];
    let reviews = reviews(world.seats[seat].user);
    match rng.u32(..107) {
        0..25 if reviews => review(world, &mut rng, seat),
        25..32 if reviews => question(world, &mut rng, seat),
        102..107 => question(world, &mut rng, seat),
        0..24 => fill(world, &mut rng, seat),
        24 => void(world, &mut rng, seat),
        25..32 => hand_in(world, &mut rng, seat),
        32..39 => settle(world, &mut rng, seat, false),
        39..44 => world.sync(seat),
        44..58 => ask(world, &mut rng, seat),
        58..80 => carry(world, &mut rng),
        80..82 => echo(world, &mut rng),
        82..84 => {
            world.tally.count("fault: tab killed");
            world.crash(seat)
        }
        84 => {
            world.tally.count("fault: store evicted");
            world.evict(seat);
            Ok(())
        }
        85 => {
            world.tally.count("fault: server restarted");
            world.restart()
        }
        86..89 => {
            let is_backup = rng.u32(..3) > 0;
            world.tally.count(if is_backup {
                "backup taken"
            } else {
                "database copied by hand"
            });
            world.save(is_backup)
        }
        89..91 => restore(world, &mut rng),
        91..93 => rescue(world, &mut rng, seat),
        93 => hand_over(world, &mut rng),
        94 => {
            world.seats[seat].is_too_new ^= true;
            Ok(())
        }
        95 | 96 => change_user(world, &mut rng, seat),
        97..=101 if world.seats[seat].device.closes_months() => close(world, &mut rng, seat),
        _ => {
            tick(world, seat, clocks);
            Ok(())
        }
    }
}

/// Mostly the hot report, so that people meet.
fn some_report(rng: &mut Rng, user: &str) -> ReportKey {
    let (project, month) = match rng.u32(..10) {
        0..6 => (0, 1),
        6 | 7 => (0, 0),
        _ => (rng.usize(..2), rng.usize(..MONTHS.len())),
    };
    let project = if user == "wang" { 2 } else { project };
    report(PROJECTS[project].0, MONTHS[month])
}

fn some_disk(world: &mut World, rng: &mut Rng) -> Disk {
    let (disk, name) = match rng.u32(..60) {
        0 | 1 => (
            Disk::CrashBefore,
            "fault: tab killed before its store completed",
        ),
        2 | 3 => (
            Disk::CrashAfter,
            "fault: tab killed after its store completed",
        ),
        4 => (Disk::Refuses, "fault: local store refused"),
        _ => return Disk::Good,
    };
    world.tally.count(name);
    disk
}

fn fill(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let number = world.number();
    let key = some_report(rng, world.seats[seat].user);
    let changes = clerk::typing(rng, &world.seats[seat].device, &key, number);
    let disk = some_disk(world, rng);
    world.fill(seat, &key, &changes, disk)
}

fn hand_in(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let key = some_report(rng, world.seats[seat].user);
    let blindly = rng.u32(..4) == 0;
    if !blindly {
        world.make_ready(seat, &key)?;
    }
    let disk = some_disk(world, rng);
    if world.hand_in(seat, &key, blindly, disk)?.is_err() {
        world.tally.count("clerk: not ready to be handed in");
    }
    Ok(())
}

/// Mostly what waits for a review.
fn review(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let device = &world.seats[seat].device;
    let waiting: Vec<ReportKey> = device.to_review().map(|(key, _)| key.clone()).collect();
    let all: Vec<ReportKey> = device.reports.keys().cloned().collect();
    let among = if waiting.is_empty() || rng.u32(..8) == 0 {
        all
    } else {
        waiting
    };
    if among.is_empty() {
        return world.sync(seat);
    }
    let key = &among[rng.usize(..among.len())];
    let number = world.number();
    let (kind, words) = match rng.u32(..8) {
        0..3 => (CommandKind::Accept, String::new()),
        3 => (CommandKind::Accept, format!("同意{number}")),
        4..7 => (CommandKind::Return, format!("请核对{number}")),
        _ => (CommandKind::Void, format!("重复上报{number}")),
    };
    let disk = some_disk(world, rng);
    world.decide(seat, key, kind, &words, disk)?;
    Ok(())
}

/// Somebody asks about a box, or takes the next step of what was asked.
fn question(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    use yuebao_domain::operation::question::CommandKind;
    let (number, disk) = (world.number(), some_disk(world, rng));
    let user = world.seats[seat].user;
    let questions = &world.seats[seat].device.questions;
    let known: Vec<QuestionKey> = questions.keys().cloned().collect();
    if known.is_empty() || (reviews(user) && rng.u32(..3) == 0) {
        let key = some_report(rng, user);
        let field = Field::ALL[rng.usize(..Field::ALL.len())];
        world.ask_about(seat, &key, field, &format!("疑问{number}"), disk)?;
        return Ok(());
    }
    let key = &known[rng.usize(..known.len())];
    let (kind, words) = match rng.u32(..8) {
        _ if !reviews(user) => (CommandKind::Answer, format!("答复{number}")),
        0..3 => (CommandKind::AskAgain, format!("追问{number}")),
        3 => (CommandKind::Withdraw, format!("撤回{number}")),
        4 => (CommandKind::Answer, format!("代答{number}")),
        _ => (CommandKind::Close, String::new()),
    };
    world.say(seat, key, kind, &words, disk)?;
    Ok(())
}

/// The office locks a month, opens it again, or excuses somebody.
fn close(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let (number, disk) = (world.number(), some_disk(world, rng));
    let key = some_report(rng, world.seats[seat].user);
    let is_locked = world.seats[seat].device.locked(&key).is_some();
    match rng.u32(..6) {
        0..3 if is_locked => {
            let named = [key.project.clone()];
            let named = if rng.bool() { &named[..] } else { &[] };
            let words = format!("更正{number}");
            world.reopen(seat, key.month, named, &words, disk)?;
        }
        0 => {
            world.excuse(seat, &key, &format!("断网{number}"), disk)?;
        }
        _ => {
            world.lock(seat, key.month, disk)?;
        }
    }
    world.frozen_stands()
}

fn void(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let key = some_report(rng, world.seats[seat].user);
    let words = format!("填错项目{}", world.number());
    let disk = some_disk(world, rng);
    world.decide(seat, &key, CommandKind::Void, &words, disk)?;
    Ok(())
}

fn change_user(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let user = PEOPLE[rng.usize(..USUAL)].0;
    if user != world.seats[seat].user {
        world.tally.count("fault: another user on the same tablet");
        world.hand_tablet(seat, user)?;
    }
    Ok(())
}

/// `by_right`: only what is theirs to decide; a program that is out of date may show more buttons.
pub(crate) fn settle(
    world: &mut World,
    rng: &mut Rng,
    seat: usize,
    by_right: bool,
) -> Result<(), Violation> {
    let any = !by_right && rng.u32(..12) == 0;
    let open = open_conflicts(world, seat, any);
    if open.is_empty() {
        return Ok(());
    }
    let (key, one) = &open[rng.usize(..open.len())];
    if reviews(world.seats[seat].user) {
        world.tally.count("review: amendment settled");
    }
    let mut of_report: Vec<&OpenConflict> = open
        .iter()
        .filter(|(other, _)| other == key)
        .map(|(_, open)| open)
        .collect();
    of_report.sort_by_key(|open| &open.clash.group);
    of_report.dedup_by_key(|open| &open.clash.group);
    let verdict = match rng.u32(..10) {
        0..3 => verdict(&[one], |open| open.clash.first.clone()),
        3..6 => verdict(&[one], |open| open.clash.second.clone()),
        // What was proposed together passes the checks together only.
        6..8 => {
            world.tally.count("several conflicts settled at once");
            verdict(&of_report, |open| open.clash.second.clone())
        }
        _ => Verdict {
            chosen: third(world, &one.clash.second),
            is_third: true,
            ..verdict(&[one], |_| FieldValues::new())
        },
    };
    let disk = some_disk(world, rng);
    world.settle(seat, key, &verdict, disk)
}

/// What somebody may settle, or `any` that they see. What they have proposed themselves they may only
/// withdraw, which nobody does at random.
fn open_conflicts(world: &World, seat: usize, any: bool) -> Vec<(ReportKey, OpenConflict)> {
    let one = &world.seats[seat];
    let reviews = reviews(one.user);
    let reports = one.device.reports.iter();
    let told = reports.filter_map(|(key, report)| Some((key, report.server.as_ref()?)));
    let open = told.flat_map(|(key, server)| {
        let open = server.conflicts.iter();
        open.map(move |open| (key.clone(), open.clone()))
    });
    open.filter(|(_, open)| any || reviews != open.clash.kind.is_conflict())
        .collect()
}

fn verdict(open: &[&OpenConflict], choose: impl Fn(&OpenConflict) -> FieldValues) -> Verdict {
    Verdict {
        conflicts: open.iter().map(|open| open.id).collect(),
        groups: open.iter().map(|open| open.clash.group.clone()).collect(),
        chosen: open.iter().flat_map(|open| choose(open)).collect(),
        is_third: false,
    }
}

/// A value that is neither: the texts of the second with another number at their end.
fn third(world: &mut World, second: &FieldValues) -> FieldValues {
    let number = world.number();
    let mut chosen = second.clone();
    for (key, value) in &mut chosen {
        let is_free = matches!(
            key.as_str(),
            "remarks" | "visual_progress" | "halt_reason" | "basis_reason" | "of_a_newer_form"
        );
        if is_free && let Some(text) = value.text() {
            *value = format!("{text}，改{number}").into();
        }
    }
    chosen
}

fn ask(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let disk = some_disk(world, rng);
    let Some(exchange) = world.send(seat, disk)? else {
        return Ok(());
    };
    let is_busy = !world.wire[exchange].body.contains("\"operations\":[]");
    if is_busy && rng.u32(..30) == 0 {
        world.poison(exchange, rng.bool());
    }
    Ok(())
}

/// Brings one exchange one stage on, or to grief.
fn carry(world: &mut World, rng: &mut Rng) -> Result<(), Violation> {
    if world.wire.is_empty() {
        return Ok(());
    }
    let exchange = rng.usize(..world.wire.len());
    match world.wire[exchange].way {
        Way::Going => go(world, rng, exchange),
        Way::Taken(_) => world.answer(exchange),
        Way::Coming(_) => come(world, rng, exchange),
    }
}

fn go(world: &mut World, rng: &mut Rng, exchange: usize) -> Result<(), Violation> {
    let user = world.seats[world.wire[exchange].seat].user;
    let (times, luck) = match rng.u32(..20) {
        0 | 1 => {
            world.tally.count("fault: request lost");
            world.wire.remove(exchange);
            return Ok(());
        }
        2 => {
            world.tally.count("fault: request arrives again later");
            let body = world.wire[exchange].body.clone();
            world.echoes.push((user, body));
            (1, Luck::Good)
        }
        3 => {
            world.tally.count("fault: request twice at once");
            (2, Luck::Good)
        }
        4 => {
            world.tally.count("fault: server killed before commit");
            (1, Luck::CrashBeforeCommit)
        }
        5 => {
            world.tally.count("fault: server killed after commit");
            (1, Luck::CrashAfterCommit)
        }
        _ => (1, Luck::Good),
    };
    world.arrive(exchange, times, luck)?;
    // Mostly nothing comes between the commit and the answer.
    if luck == Luck::Good && rng.u32(..4) > 0 {
        world.answer(exchange)?;
    }
    Ok(())
}

fn come(world: &mut World, rng: &mut Rng, exchange: usize) -> Result<(), Violation> {
    let mangle = match rng.u32(..40) {
        0..5 => {
            world.tally.count("fault: answer lost after commit");
            world.wire.remove(exchange);
            return Ok(());
        }
        5 => Some(Mangle::Truncated),
        6 => Some(Mangle::CaptivePortal),
        7 => Some(Mangle::OtherServer),
        8 => Some(Mangle::OtherNonce),
        9 => Some(Mangle::OtherResults),
        10 => Some(Mangle::OtherUser),
        _ => None,
    };
    if mangle.is_some() {
        world.tally.count("fault: answer mangled");
    }
    if exchange > 0
        && world.wire[..exchange]
            .iter()
            .any(|one| one.seat == world.wire[exchange].seat)
    {
        world.tally.count("fault: answers out of order");
    }
    let disk = some_disk(world, rng);
    world.hear(exchange, mangle, disk)
}

fn echo(world: &mut World, rng: &mut Rng) -> Result<(), Violation> {
    if world.echoes.is_empty() {
        return Ok(());
    }
    let (user, body) = world.echoes.swap_remove(rng.usize(..world.echoes.len()));
    let user = if rng.u32(..4) == 0 {
        world.tally.count("fault: request replayed by another user");
        if user == "li" { "zhang" } else { "li" }
    } else {
        world
            .tally
            .count("fault: request arrived late, after others");
        user
    };
    world.note(format_args!("an old request arrives, as {user}'s"));
    world.take(user, &body, 1, Luck::Good)?;
    Ok(())
}

fn restore(world: &mut World, rng: &mut Rng) -> Result<(), Violation> {
    if world.office.saved.is_empty() {
        return Ok(());
    }
    let index = rng.usize(..world.office.saved.len());
    world.tally.count(if world.office.saved[index].is_backup {
        "fault: a backup restored"
    } else {
        "fault: a copy by hand put back"
    });
    world.restore(index)
}

fn rescue(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    if rng.bool() || world.rescued.is_empty() {
        return world.export(seat);
    }
    let (user, file) = world.rescued[rng.usize(..world.rescued.len())].clone();
    let disk = some_disk(world, rng);
    world.import(seat, user, &file, disk)
}

/// A project changes hands, or comes back.
fn hand_over(world: &mut World, rng: &mut Rng) -> Result<(), Violation> {
    let (id, unit) = PROJECTS[rng.usize(..2)];
    let unit = if rng.bool() { "water" } else { unit };
    world.tally.count("fault: project handed over");
    world.give(id, unit)
}

fn tick(world: &mut World, seat: usize, clocks: &mut Rng) {
    let wrong = |clocks: &mut Rng| TODAY + clocks.i64(-YEAR..=YEAR);
    if clocks.bool() {
        world.office.clock = wrong(clocks);
        world.tally.count("fault: server clock jumps");
    } else {
        world.seats[seat].clock = wrong(clocks);
        world.tally.count("fault: device clock jumps");
    }
}
