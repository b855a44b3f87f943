//! One step about what is held as a log: whatever the seed draws among what somebody may do.

use fastrand::Rng;
use rust_decimal::Decimal;
use yuebao_domain::device::{PlanKey, Published, SummaryKey};
use yuebao_domain::money::Money;
use yuebao_domain::operation::letters::{self, Kind, Letter};
use yuebao_domain::operation::persons::{self, DayOrMonth, Person};
use yuebao_domain::operation::plan::CommandKind;
use yuebao_domain::operation::publication::Standing;
use yuebao_domain::operation::statistics::{self, Figure};
use yuebao_domain::operation::summary::{self, Heading};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanChange, PlanRow, PlanVersion};
use yuebao_domain::profile::publication::{Per, Statistic};

use super::{some_disk, some_report};
use crate::Violation;
use crate::seat::{Disk, op_id};
use crate::stage::MONTHS;
use crate::world::World;

/// The month with which the half year ends of which summaries are written.
const HALF_YEAR: &str = "2022-06";

const DOCUMENTS: [&str; 5] = ["bulletin", "brief", "monthly-table", "lists", "letters"];

/// A step about the office's papers, the plan or persons.
pub(super) fn paper(world: &mut World, rng: &mut Rng, seat: usize) -> Result<(), Violation> {
    let disk = some_disk(world, rng);
    // What others did comes to who looks before they decide.
    if rng.bool() {
        world.sync(seat)?;
    }
    if rng.u32(..9) == 0 {
        return rescue(world, rng, seat, disk);
    }
    if !world.seats[seat].device.closes_months() {
        return match rng.u32(..6) {
            0 | 1 => plan(world, rng, seat, disk),
            2 | 3 => summary(world, rng, seat, disk),
            _ => person(world, rng, seat, disk),
        };
    }
    let waits = world.seats[seat].device.proposals();
    if waits.iter().any(|one| one.answer.is_none()) && rng.bool() {
        return plan(world, rng, seat, disk);
    }
    match rng.u32(..16) {
        0..3 => figure(world, rng, seat, disk),
        3..6 => letter(world, rng, seat, disk),
        6..10 => publication(world, rng, seat, disk),
        10..12 => plan(world, rng, seat, disk),
        12 => person(world, rng, seat, disk),
        _ => summary(world, rng, seat, disk),
    }
}

/// What is not sent goes into a file, and from one to another tablet of the same person, or back.
fn rescue(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let user = world.seats[seat].user;
    let files = world.rescued.iter().filter(|(of, _)| *of == user);
    let files: Vec<String> = files.map(|(_, file)| file.clone()).collect();
    let file = pick(rng, files).filter(|_| rng.u32(..3) > 0);
    match file {
        Some(file) => world.import(seat, user, &file, disk),
        None => world.export(seat),
    }
}

/// A unit writes its summary and hands it in, or takes it back; the office writes the city's, and decides
/// about those of units.
fn summary(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    use summary::CommandKind::{Accept, HandIn, Withdraw};
    let number = world.number();
    let month = HALF_YEAR.parse().unwrap_or(Month::FIRST);
    let device = &world.seats[seat].device;
    let is_in = |key: &SummaryKey| device.summary(key).summary.is_handed_in();
    let theirs = device.summaries.keys().filter(|key| is_in(key));
    let theirs: Vec<SummaryKey> = theirs.cloned().collect();
    if device.closes_months()
        && let Some(key) = pick(rng, theirs).filter(|_| rng.u32(..6) > 0)
    {
        let command = match rng.u32(..5) {
            0 | 1 => summary::Command::of(Accept),
            _ => summary::Command::send_back(&format!("请补充{number}")),
        };
        world.summary(seat, &key, command, disk)?;
        return Ok(());
    }
    let Some(key) = device.own_summary(month) else {
        return Ok(());
    };
    let stands = device.summary(&key).summary;
    let is_ready = !stands.texts.is_wanting() || stands.is_handed_in();
    if is_ready && rng.u32(..4) > 0 {
        let kind = match stands.is_handed_in() {
            true => Withdraw,
            false if key.is_citys() => Accept,
            false => HandIn,
        };
        world.summary(seat, &key, summary::Command::of(kind), disk)?;
        return Ok(());
    }
    let mut texts = stands.texts;
    let is_first = texts.is_empty();
    for heading in [Heading::Experience, Heading::Next] {
        if is_first || rng.bool() {
            texts.set(heading, &format!("第{number}稿"));
        }
    }
    world.writes(seat, &key, &texts, disk)?;
    Ok(())
}

fn some_month(rng: &mut Rng) -> Month {
    let month = MONTHS[rng.usize(..2)];
    month.parse().unwrap_or(Month::FIRST)
}

fn first_month() -> Month {
    MONTHS[0].parse().unwrap_or(Month::FIRST)
}

/// One of them, if there is any.
fn pick<T>(rng: &mut Rng, among: Vec<T>) -> Option<T> {
    let at = rng.usize(..among.len().max(1));
    among.into_iter().nth(at)
}

/// Mostly the growth of one of two areas, so that people meet and letters come of it.
fn figure(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let (number, month) = (world.number(), some_month(rng));
    let device = &world.seats[seat].device;
    let Some(profile) = device.profile_at(month) else {
        return Ok(());
    };
    let mut areas = profile.areas_of(Per::List);
    areas.truncate(2);
    let Some(of) = pick(rng, areas).map(str::to_owned) else {
        return Ok(());
    };
    let figure = Figure {
        statistic: Statistic::GROWTH.to_owned(),
        of,
        value: Some(Decimal::from([8, 10, 16][rng.usize(..3)])),
        rank: None,
        source: format!("统计局{number}"),
    };
    let is_there = device.statistics(month).figures.contains_key(&figure.key());
    let command = if is_there && rng.u32(..4) == 0 {
        statistics::Command::clear(figure.key(), &format!("录错{number}"))
    } else {
        statistics::Command::enter(figure)
    };
    world.figure(seat, month, command, disk)?;
    Ok(())
}

fn letter(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let (number, month) = (world.number(), some_month(rng));
    let device = &world.seats[seat].device;
    let all = device.letters(month);
    let known = pick(rng, all.sent).filter(|_| rng.u32(..3) > 0);
    let command = match known {
        Some(known) if rng.u32(..3) == 0 => {
            letters::Command::void(&known.id, &format!("发错{number}"))
        }
        Some(known) => {
            letters::Command::answer(&known.id, known.letter.due, &format!("已报送措施{number}"))
        }
        None => {
            let proposed = pick(rng, all.proposed);
            let drafted = proposed.and_then(|one| device.draft_letter(month, &one));
            let letter = drafted.unwrap_or_else(|| by_hand(rng, number, month));
            let letter = Letter {
                number: format!("{number}号"),
                ..letter
            };
            letters::Command::send(op_id(number).as_str(), letter)
        }
    };
    world.letter(seat, month, command, disk)?;
    Ok(())
}

/// A letter to a unit for a reason of its own.
fn by_hand(rng: &mut Rng, number: u64, month: Month) -> Letter {
    let of = ["roads", "water"][rng.usize(..2)];
    Letter {
        kind: Kind::Reminder,
        of: of.to_owned(),
        who: of.to_owned(),
        number: String::new(),
        sent: month.last_day(),
        due: month.plus(1).last_day(),
        text: format!("请于下月底前报送措施{number}。"),
        by_hand: Some(format!("进度明显滞后{number}")),
        target: Decimal::from(15),
        margin: Decimal::from(5),
        inputs: Vec::new(),
    }
}

/// A month that is not locked is locked first, so that there is something to publish.
fn publication(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let month = some_report(rng, world.seats[seat].user).month;
    let number = world.number();
    let device = &world.seats[seat].device;
    let standing = |one: &Published| one.standing != Standing::Withdrawn;
    let mut stand: Vec<u32> = (device.publications(month).iter())
        .filter(|one| standing(one))
        .map(|one| one.number)
        .collect();
    if device.month(month).edition().is_none() {
        world.lock(seat, month, disk)?;
        if rng.bool() {
            world.sync(seat)?;
        }
        return Ok(());
    }
    stand.truncate(2);
    if let Some(one) = pick(rng, stand).filter(|_| rng.bool()) {
        world.withdraw(seat, month, one, &format!("数字有误{number}"), disk)?;
        return Ok(());
    }
    let first = rng.usize(..DOCUMENTS.len());
    let length = 1 + rng.usize(..2);
    let documents = &DOCUMENTS[first..(first + length).min(DOCUMENTS.len())];
    world.publish(seat, month, documents, &format!("印发{number}"), disk)?;
    Ok(())
}

/// A unit proposes, or takes back; the office answers, or decides by itself.
fn plan(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let number = world.number();
    let one = &world.seats[seat];
    let device = &one.device;
    let open: Vec<(PlanKey, u32, bool)> = (device.proposals().into_iter())
        .filter(|one| one.answer.is_none())
        .map(|proposed| {
            (
                proposed.key,
                proposed.number,
                proposed.step.user == one.user,
            )
        })
        .collect();
    let words = format!("经研究{number}");
    if device.closes_months()
        && let Some((key, at, _)) = pick(rng, open.clone()).filter(|_| rng.u32(..4) > 0)
    {
        let kind = match rng.u32(..3) {
            0 => CommandKind::Decline,
            _ => CommandKind::Approve,
        };
        world.answer_proposal(seat, (&key, at), kind, &words, disk)?;
        return Ok(());
    }
    let own: Vec<_> = open.into_iter().filter(|(.., is_own)| *is_own).collect();
    if let Some((key, at, _)) = pick(rng, own).filter(|_| rng.u32(..4) == 0) {
        world.answer_proposal(seat, (&key, at), CommandKind::Retract, "", disk)?;
        return Ok(());
    }
    let projects: Vec<String> = device.projects.keys().cloned().collect();
    let Some(project) = pick(rng, projects) else {
        return Ok(());
    };
    if let Some(version) = version(world, rng, seat, &project, number) {
        world.version(seat, version, &words, disk)?;
    }
    Ok(())
}

/// Another annual plan of a project, or a project that is in no plan yet.
fn version(
    world: &World,
    rng: &mut Rng,
    seat: usize,
    project: &str,
    number: u64,
) -> Option<PlanVersion> {
    let device = &world.seats[seat].device;
    let (is_new, late) = (rng.u32(..6) == 0, rng.i32(0..2));
    let open = device.first_open(project)?.max(first_month());
    let from = open.plus(late);
    let row = device.plan_at(project, from)?.clone();
    if is_new {
        let row = PlanRow {
            id: format!("new-{number}"),
            name: format!("示例增补 {number}"),
            entered: from,
            ..row
        };
        return Some(PlanVersion::of(1, PlanChange::Supplement, from, row));
    }
    let row = PlanRow {
        annual_plan: Some(Money::from_wan((12_000_000 + number).into())),
        ..row
    };
    let at = device.book(project).next_number();
    Some(PlanVersion::of(at, PlanChange::Amend, from, row))
}

fn person(world: &mut World, rng: &mut Rng, seat: usize, disk: Disk) -> Result<(), Violation> {
    let number = world.number();
    let device = &world.seats[seat].device;
    let projects: Vec<String> = device.projects.keys().take(2).cloned().collect();
    let Some(project) = pick(rng, projects) else {
        return Ok(());
    };
    let month = some_month(rng);
    let person = Person {
        kind: "general-manager".to_owned(),
        name: format!("张{number}"),
        post: "局长".to_owned(),
        telephone: Some(format!("0777{:07}", 2_000_000 + number)),
        from: Some(DayOrMonth::Month(month)),
        ..Person::default()
    };
    let entry = op_id(number);
    let entry = entry.as_str();
    let known = device.persons(&project, None).entries;
    let command = match (pick(rng, known), rng.u32(..6)) {
        (Some(known), 0..2) => persons::Command::amend(&known.id, &person),
        (Some(known), 2) => persons::Command::name(entry, &person, Some(&known.id)),
        (Some(known), 3) => {
            persons::Command::end(&known.id, Some(DayOrMonth::Month(month.plus(2))))
                .because(&format!("调离{number}"))
        }
        _ => persons::Command::name(entry, &person, None),
    };
    world.person(seat, &project, command, disk)?;
    Ok(())
}
