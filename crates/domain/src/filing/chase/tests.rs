use super::*;
use crate::filing::testing::{case, day, hand_in, hand_ins, month, project, qinzhou};
use crate::filing::{Case, Decided};

#[test]
fn the_list_names_unit_after_unit_what_has_not_come_and_whom_to_call() {
    let profile = qinzhou();
    let plans = [
        ("a", "u2"),
        ("b", "u1"),
        ("c", "u1"),
        ("d", "u1"),
        ("e", "u3"),
    ]
    .map(|(id, unit)| project(id, unit, Nature::Continuing));
    let [road, bridge, tunnel, port, dam] = &plans;
    let came = |returns: &[(&str, Option<&str>)]| {
        let at = "2022-05-01T09:00:00+08:00";
        hand_ins(hand_in(at, at), returns)
    };
    let in_time = came(&[]);
    let sent_back = came(&[("2022-05-02T09:00:00+08:00", None)]);
    let extended = Case {
        decided: Decided {
            extended_until: Some(day("2022-05-12")),
            ..Decided::default()
        },
        ..case(port, None, None)
    };
    let cases = [
        case(road, None, None),
        case(bridge, Some(State::Submitted), Some(&in_time)),
        case(tunnel, Some(State::Returned), Some(&sent_back)),
        extended,
        case(dam, Some(State::Accepted), Some(&in_time)),
        Case {
            month: month("2022-03"),
            ..case(dam, None, None)
        },
    ];
    let today = day("2022-05-08");
    let entries = cases.map(|case| Entry::of(&case, &profile, today));
    let list = chase(&entries, month("2022-04"));
    let units = [("u1", "住建局"), ("u2", "交通局")].map(|(id, name)| Unit {
        id: id.to_owned(),
        name: name.to_owned(),
        parent: None,
        area: None,
    });
    let contacts = [Contact {
        unit: "u1".to_owned(),
        name: "张三".to_owned(),
        telephone: "0777-1234567".to_owned(),
    }];
    let notice = Notice {
        month: month("2022-04"),
        profile: &profile,
        units: &units,
        contacts: &contacts,
        today,
        lang: Lang::Zh,
    };
    assert_eq!(
        notice.text(&list),
        "【催报】钦州市2022年重大项目 2022-04 月报，截止日 2022-05-05（逢劳动节，顺延），已逾期 3 天\n\
         尚有 2 个单位 3 个项目未报，请尽快报送：\n\
         1. 住建局（张三 0777-1234567）：2 项\n   · 项目c（退回待重报，逾期 3 天）\n   \
         · 项目d（延期至 2022-05-12）\n\
         2. 交通局：1 项\n   · 项目a（逾期 3 天）"
    );
    let english = Notice {
        lang: Lang::En,
        ..notice
    };
    assert_eq!(
        english.text(&list),
        "[Reminder] Qinzhou major projects 2022, report of 2022-04, due 2022-05-05 (Labour Day: moved \
         to the next working day), days overdue: 3\n\
         Not reported yet by units: 2, projects: 3. Please report as soon as possible:\n\
         1. 住建局 (张三 0777-1234567): 2\n   · 项目c (sent back, to be handed in again, 3 days overdue)\n   \
         · 项目d (extended until 2022-05-12)\n\
         2. 交通局: 1\n   · 项目a (3 days overdue)"
    );
    for (today, said) in [("2022-05-05", "，今日截止"), ("2022-05-03", "，还有 2 天")] {
        let notice = Notice {
            today: day(today),
            ..notice
        };
        assert!(notice.text(&list).contains(said));
    }
    assert!(notice.text(&[]).ends_with("\n各单位均已报送。"));
    assert!(english.text(&[]).ends_with("\nEvery unit has reported."));
}

#[test]
fn nobody_is_reminded_of_a_locked_month() {
    let profile = qinzhou();
    let plan = project("a", "u1", Nature::Continuing);
    let case = Case {
        decided: Decided {
            is_locked: true,
            ..Decided::default()
        },
        ..case(&plan, Some(State::Returned), None)
    };
    let entries = [Entry::of(&case, &profile, day("2022-05-20"))];
    assert!(chase(&entries, month("2022-04")).is_empty());
}
