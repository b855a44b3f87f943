//! Each fault alone, told as a story, and schedules of all of them together.

#![expect(
    clippy::unwrap_used,
    reason = "a scenario that cannot be played has failed"
)]

use yuebao_domain::device::ReportKey;
use yuebao_domain::operation::Refusal;
use yuebao_domain::report::FieldKey;
use yuebao_sim::{
    Disk, Luck, Mangle, Sabotage, Schedule, Stage, Tally, World, boxes, report, run, text,
};

/// Two tablets of one bureau.
fn two() -> (World, usize, usize, ReportKey) {
    let mut world = World::new(&Stage::new().unwrap(), true).unwrap();
    let (a, b) = (world.sit_down("zhang"), world.sit_down("li"));
    world.sync(a).unwrap();
    world.sync(b).unwrap();
    (world, a, b, report("road", "2022-01"))
}

fn write(world: &mut World, seat: usize, key: &ReportKey, field: &str, words: &str) {
    world
        .fill(seat, key, &text(field, words.to_owned()), Disk::Good)
        .unwrap();
    world.check().unwrap();
}

fn hand_in(world: &mut World, seat: usize, key: &ReportKey) {
    world.make_ready(seat, key).unwrap();
    world
        .hand_in(seat, key, false, Disk::Good)
        .unwrap()
        .unwrap();
}

fn shown<'a>(world: &'a World, seat: usize, key: &ReportKey, field: &str) -> Option<&'a str> {
    let values = world.seats[seat].device.reports.get(key)?.values();
    values.get(&FieldKey::new(field)?)?.text()
}

fn revisions(world: &World, seat: usize, key: &ReportKey) -> u64 {
    let report = &world.seats[seat].device.reports[key];
    report.server.as_ref().map_or(0, |server| server.rev)
}

#[test]
fn fault_01_answer_lost_after_commit_is_asked_for_again_and_makes_one_row() {
    let (mut world, a, b, key) = two();
    write(&mut world, a, &key, "remarks", "一");
    for _ in 0..3 {
        let exchange = world.send(a, Disk::Good).unwrap().unwrap();
        world.arrive(exchange, 1, Luck::CrashAfterCommit).unwrap();
        world.hear(exchange, None, Disk::Good).unwrap();
        world.check().unwrap();
    }
    world.sync(a).unwrap();
    world.sync(b).unwrap();
    assert_eq!(world.tally.of("server: duplicate recognised"), 1);
    assert_eq!(revisions(&world, b, &key), 1);
    world.heal().unwrap();
}

#[test]
fn fault_02_the_same_request_twice_in_one_transaction_makes_one_row() {
    let (mut world, a, b, key) = two();
    write(&mut world, a, &key, "remarks", "一");
    let exchange = world.send(a, Disk::Good).unwrap().unwrap();
    world.arrive(exchange, 2, Luck::Good).unwrap();
    world.answer(exchange).unwrap();
    world.hear(exchange, None, Disk::Good).unwrap();
    world.sync(b).unwrap();
    assert_eq!(revisions(&world, b, &key), 1);
    world.heal().unwrap();
}

#[test]
fn fault_05_a_tab_killed_around_a_write_shows_what_was_called_saved() {
    let (mut world, a, _, key) = two();
    for (words, disk, afterwards) in [
        ("一", Disk::Good, Some("一")),
        ("二", Disk::CrashBefore, Some("一")),
        ("三", Disk::CrashAfter, Some("三")),
    ] {
        let changes = text("remarks", words.to_owned());
        world.fill(a, &key, &changes, disk).unwrap();
        assert_eq!(shown(&world, a, &key, "remarks"), afterwards, "{disk:?}");
        world.check().unwrap();
    }
    world.heal().unwrap();
}

#[test]
fn fault_10_evicted_storage_fetches_again_what_was_acknowledged() {
    let (mut world, a, _, key) = two();
    write(&mut world, a, &key, "remarks", "一");
    world.sync(a).unwrap();
    let name = world.seats[a].device.meta.device_id.clone();
    let again = world.evict(a);
    assert_ne!(world.seats[again].device.meta.device_id, name);
    world.sync(again).unwrap();
    assert_eq!(shown(&world, again, &key, "remarks"), Some("一"));
    world.heal().unwrap();
}

#[test]
fn fault_12_two_devices_one_report_keep_different_boxes_and_both_values_of_the_same() {
    let (mut world, a, b, key) = two();
    write(&mut world, a, &key, "remarks", "甲写的");
    write(&mut world, a, &key, "visual_progress", "完成基础");
    write(&mut world, b, &key, "remarks", "乙写的");
    hand_in(&mut world, a, &key);
    world.sync(a).unwrap();
    world.sync(b).unwrap();
    hand_in(&mut world, b, &key);
    world.sync(b).unwrap();
    assert_eq!(
        shown(&world, b, &key, "remarks"),
        Some("甲写的"),
        "first received stays"
    );
    assert_eq!(shown(&world, b, &key, "visual_progress"), Some("完成基础"));
    let server = world.seats[b].device.reports[&key].server.clone().unwrap();
    let waits = server.conflicts.iter().any(|open| {
        open.clash
            .second
            .values()
            .any(|value| value.text() == Some("乙写的"))
    });
    assert!(waits, "{:?}", server.conflicts);
    world.heal().unwrap();
}

#[test]
fn fault_13_operations_out_of_order_end_in_the_same_state() {
    let ends = [false, true].map(|is_late| {
        let (mut world, a, b, key) = two();
        write(&mut world, a, &key, "remarks", "一");
        let first = world.send(a, Disk::Good).unwrap().unwrap();
        if !is_late {
            world.arrive(first, 1, Luck::Good).unwrap();
        }
        write(&mut world, a, &key, "visual_progress", "完成基础");
        let second = world.send(a, Disk::Good).unwrap().unwrap();
        world.arrive(second, 1, Luck::Good).unwrap();
        if is_late {
            world.arrive(first, 1, Luck::Good).unwrap();
        }
        // The later answer comes first.
        for exchange in [second, first] {
            world.answer(exchange).unwrap();
            world.hear(exchange, None, Disk::Good).unwrap();
            world.check().unwrap();
        }
        world.heal().unwrap();
        world.sync(b).unwrap();
        let values = world.seats[b].device.reports[&key].values().clone();
        (values, revisions(&world, b, &key))
    });
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn fault_14_clocks_a_year_off_change_nothing() {
    let stage = Stage::new().unwrap();
    let mut tally = Tally::default();
    for seed in 1..=8 {
        let played = run(&stage, seed, true).unwrap_or_else(|failure| panic!("{failure}"));
        tally.merge(&played);
    }
    assert!(tally.of("fault: device clock jumps") > 3, "{tally}");
    assert!(tally.of("fault: server clock jumps") > 3, "{tally}");
}

#[test]
fn fault_15_a_restored_backup_loses_no_value() {
    for is_backup in [true, false] {
        let (mut world, a, b, key) = two();
        write(&mut world, a, &key, "remarks", "备份前");
        world.sync(a).unwrap();
        world.save(is_backup).unwrap();
        write(&mut world, a, &key, "visual_progress", "备份后");
        world.sync(a).unwrap();
        world.sync(b).unwrap();
        write(&mut world, b, &key, "remarks", "看过之后");
        world.sync(b).unwrap();
        world.restore(0).unwrap();
        world.check().unwrap();
        world.heal().unwrap();
        assert_eq!(shown(&world, a, &key, "visual_progress"), Some("备份后"));
        assert_eq!(
            world
                .tally
                .of("values that only a newer backup, or a device that is gone, had"),
            0
        );
    }
}

/// Each ends with a report declared void upon a return that the restored server does not know.
#[test]
fn a_verdict_upon_one_that_a_restored_server_lost_comes_to_rest() {
    let stage = Stage::new().unwrap();
    for seed in [20_414, 20_455, 20_881] {
        run(&stage, seed, true).unwrap_or_else(|failure| panic!("{failure}"));
    }
}

#[test]
fn fault_28_an_answer_that_is_not_the_servers_takes_nothing_out_of_the_outbox() {
    for mangle in [
        Mangle::Truncated,
        Mangle::CaptivePortal,
        Mangle::OtherServer,
        Mangle::OtherNonce,
        Mangle::OtherResults,
        Mangle::OtherUser,
    ] {
        let (mut world, a, _, key) = two();
        write(&mut world, a, &key, "remarks", "一");
        let exchange = world.send(a, Disk::Good).unwrap().unwrap();
        world.arrive(exchange, 1, Luck::Good).unwrap();
        world.answer(exchange).unwrap();
        world.hear(exchange, Some(mangle), Disk::Good).unwrap();
        assert_eq!(world.seats[a].device.waiting(), 1, "{mangle:?}");
        world.heal().unwrap();
    }
}

#[test]
fn fault_31_poison_at_the_head_blocks_its_own_report_only() {
    let (mut world, a, b, key) = two();
    let other = report("bridge", "2022-01");
    write(&mut world, a, &key, "remarks", "有毒");
    write(&mut world, a, &other, "remarks", "无毒");
    let exchange = world.send(a, Disk::Good).unwrap().unwrap();
    world.poison(exchange, true);
    world.arrive(exchange, 1, Luck::Good).unwrap();
    world.answer(exchange).unwrap();
    world.hear(exchange, None, Disk::Good).unwrap();
    world.check().unwrap();
    let refused = world.seats[a].device.reports[&key].refused.clone().unwrap();
    assert_eq!(refused.refusal, Some(Refusal::Malformed));
    assert_eq!(
        shown(&world, a, &key, "remarks"),
        Some("有毒"),
        "the draft stays"
    );
    world.sync(b).unwrap();
    assert_eq!(shown(&world, b, &other, "remarks"), Some("无毒"));
    world.heal().unwrap();
    assert_eq!(shown(&world, b, &key, "remarks"), Some("有毒"));
}

#[test]
fn a_report_that_the_server_refuses_is_corrected_and_goes_through() {
    let (mut world, a, b, key) = two();
    let wrong = boxes(&[
        ("month_investment", "100".to_owned()),
        ("year_to_date", "300".to_owned()),
        ("since_start", "200".to_owned()),
    ]);
    world.fill(a, &key, &wrong, Disk::Good).unwrap();
    world.hand_in(a, &key, true, Disk::Good).unwrap().unwrap();
    world.sync(a).unwrap();
    assert_eq!(world.tally.of("server: refused for findings"), 1);
    assert!(world.seats[a].device.reports[&key].refused.is_some());
    hand_in(&mut world, a, &key);
    world.sync(a).unwrap();
    world.sync(b).unwrap();
    assert!(world.seats[b].device.reports[&key].is_handed_in());
    world.heal().unwrap();
}

/// As many as fit into some seconds of an unoptimised build; the long run plays a hundred thousand.
#[test]
fn schedules_of_everything_keep_every_promise() {
    let stage = Stage::new().unwrap();
    let mut tally = Tally::default();
    for seed in 1..=120 {
        let played = run(&stage, seed, false).unwrap_or_else(|failure| panic!("{failure}"));
        tally.merge(&played);
    }
    for fault in [
        "fault: request lost",
        "fault: answer lost after commit",
        "fault: request twice at once",
        "fault: request arrived late, after others",
        "fault: request replayed by another user",
        "fault: answers out of order",
        "fault: answer mangled",
        "fault: server killed before commit",
        "fault: server killed after commit",
        "fault: server restarted",
        "fault: a backup restored",
        "fault: a copy by hand put back",
        "fault: tab killed",
        "fault: tab killed before its store completed",
        "fault: tab killed after its store completed",
        "fault: local store refused",
        "fault: store evicted",
        "fault: poison at the head of the outbox",
        "fault: form of a newer program",
        "fault: project handed over",
        "fault: device clock jumps",
        "fault: server clock jumps",
        "fault: another user on the same tablet",
        "review: accepted",
        "review: returned",
        "review: declared void",
        "review: amendment settled",
        "server: refused for findings",
        "server: conflict opened",
        "rescue file read in",
        "rescue file of another user refused",
        "statistics: figure entered",
        "statistics: figure cleared",
        "letters: sent",
        "letters: answered",
        "letters: declared void",
        "publication: published",
        "publication: taken back",
        "plan: proposed",
        "plan: adopted",
        "plan: proposal approved",
        "plan: proposal declined",
        "plan: proposal taken back",
        "summary: written",
        "summary: handed in",
        "summary: taken back",
        "summary: returned",
        "summary: accepted",
        "rescue file: step taken in",
        "persons: named",
        "persons: corrected",
        "persons: ended",
        "published documents found as they were sealed",
        "steps that were not taken, and read",
    ] {
        assert!(
            tally.of(fault) >= 1,
            "{fault}: too rare to show anything\n{tally}"
        );
    }
}

/// The oracle's own test: a product that is broken is found out within as many schedules.
#[test]
fn each_break_of_the_product_is_noticed() {
    let stage = Stage::new().unwrap();
    for broken in Sabotage::ALL {
        let noticed = (1..=120).find_map(|seed| {
            let played = Schedule::of(seed).play_broken(&stage, broken);
            played.err().map(|violation| (seed, violation))
        });
        let (seed, violation) = noticed.unwrap_or_else(|| panic!("{broken:?} is not noticed"));
        println!("{broken:?}: seed {seed}: {violation}");
    }
}
