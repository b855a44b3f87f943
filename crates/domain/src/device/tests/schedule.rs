//! Three tablets, a reviewer, one report, everything that can happen in any order.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Edit(usize, &'static str, u32),
    Submit(usize),
    Sync(usize),
    AnswerLost(usize),
    Crash(usize),
    Settle(usize, bool),
    Void(usize),
    Office(Office),
}

/// What the reviewer does, who may have looked a while ago.
#[derive(Debug, Clone)]
enum Office {
    Sync,
    AnswerLost,
    Crash,
    Accept,
    SendBack,
    Void,
    Settle(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let field = prop_oneof![
        Just("remarks"),
        Just("visual_progress"),
        Just("month_investment"),
        Just("year_to_date"),
    ];
    prop_oneof![
        4 => (0..3_usize, field, 0..1_000_u32).prop_map(|(who, field, value)| Step::Edit(who, field, value)),
        2 => (0..3_usize).prop_map(Step::Submit),
        2 => (0..3_usize).prop_map(Step::Sync),
        1 => (0..3_usize).prop_map(Step::AnswerLost),
        1 => (0..3_usize).prop_map(Step::Crash),
        1 => (0..3_usize, any::<bool>()).prop_map(|(who, second)| Step::Settle(who, second)),
        1 => (0..3_usize).prop_map(Step::Void),
        5 => office().prop_map(Step::Office),
    ]
}

fn office() -> impl Strategy<Value = Office> {
    prop_oneof![
        5 => Just(Office::Sync),
        1 => Just(Office::AnswerLost),
        1 => Just(Office::Crash),
        3 => Just(Office::Accept),
        2 => Just(Office::SendBack),
        1 => Just(Office::Void),
        2 => any::<bool>().prop_map(Office::Settle),
    ]
}

/// Presses a button of the review screen; what the device refuses was no button.
fn press(tablet: &mut Tablet, step: &Office) {
    let stamp = tablet.stamp();
    let device = &mut tablet.device;
    let rows = match step {
        Office::Accept => device.accept(&key(), "", stamp),
        Office::SendBack => device.send_back(&key(), None, "核对", stamp),
        _ => device.void(&key(), "重复", stamp),
    };
    tablet.store(rows.unwrap_or_default());
}

fn settle(tablet: &mut Tablet, second: bool) {
    let report = tablet.device.reports.get(&key());
    let server = report.and_then(|report| report.server.as_ref());
    if server.is_some_and(|server| !server.conflicts.is_empty()) {
        tablet.settle(|clash| if second { &clash.second } else { &clash.first }.clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_value_last_typed_is_current_or_in_history_or_waiting(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        let mut server = Server::new();
        let mut tablets = ["a", "b", "c"].map(|name| Tablet::new(name, &mut server));
        let mut office = Tablet::new("office", &mut server);
        // What each tablet's clerk typed last into each box.
        let mut typed: BTreeMap<(usize, &str), String> = BTreeMap::new();
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Edit(who, field, value) => {
                    let value = format!("{value}.{number}");
                    tablets[who].edit(&set(field, &value));
                    typed.insert((who, field), value);
                }
                Step::Submit(who) => drop(tablets[who].submit()),
                Step::Sync(who) => tablets[who].sync(&mut server),
                Step::AnswerLost(who) => tablets[who].sync_answer_lost(&mut server),
                Step::Crash(who) => tablets[who].crash(),
                Step::Settle(who, second) => settle(&mut tablets[who], second),
                Step::Void(who) => press(&mut tablets[who], &Office::Void),
                Step::Office(Office::Sync) => office.sync(&mut server),
                Step::Office(Office::AnswerLost) => office.sync_answer_lost(&mut server),
                Step::Office(Office::Crash) => office.crash(),
                Step::Office(Office::Settle(second)) => settle(&mut office, second),
                Step::Office(step) => press(&mut office, &step),
            }
        }
        // A hand-in that built on a refused draft is told to the clerk, who presses again.
        for _ in 0..2 {
            for tablet in &mut tablets {
                drop(tablet.submit());
                tablet.sync(&mut server);
            }
        }
        office.sync(&mut server);
        for tablet in &mut tablets {
            tablet.sync(&mut server);
        }
        office.sync(&mut server);
        let ever = server.ever();
        for ((who, field), value) in &typed {
            let kept = ever.iter().any(|values| text(values, field) == Some(value));
            prop_assert!(kept, "tablet {who} typed {field} = {value}");
        }
        let current = &server.current_or_empty(&key());
        for tablet in tablets.iter().chain([&office]) {
            if let Some(report) = tablet.device.reports.get(&key()) {
                prop_assert_eq!(report.values(), current, "tablet {}", tablet.name);
                prop_assert_eq!(&report.draft, &None);
            }
        }
    }
}
