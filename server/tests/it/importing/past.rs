//! Reports of past months from files: taken in as accepted, checked before, and never over what is held.

use yuebao_domain::operation::ReportKey;
use yuebao_domain::operation::report::{HandIn, State};
use yuebao_domain::wire::v1::OperationKind as Kind;

use super::*;
use crate::support::ops::operation;

#[test]
fn past_months_are_taken_in_as_accepted_and_stay_as_they_are() {
    let (server, ..) = months::locked();
    let office = server.client("city_office");
    let address = "/api/v2/import?kind=reports&file=a.csv";
    let text =
        format!("{PAST}示例 road,甲县交通局,2022-04,999,999\n示例 dam,甲县水利局,2022-04,50,50\n");
    let seen = send(&office, address, text.as_bytes());
    assert_eq!(seen.errors, [], "{seen:?}");
    assert_eq!((seen.counts.new, seen.counts.unchanged), (2, 2));
    let kept: Vec<Option<&str>> = seen.changes.iter().map(|one| one.kept.as_deref()).collect();
    assert_eq!(kept, [None, None, Some("differs"), Some("locked")]);
    let token = seen.token.unwrap();
    let done = send(
        &office,
        &format!("{address}&token={token}"),
        text.as_bytes(),
    );
    assert!(done.written);
    let conn = server.database();
    let held = conn
        .reading()
        .report("road", "2021-12".parse().unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(
        (held.rev, held.state.of_report()),
        (2, Some(State::Accepted))
    );
    assert_eq!(held.user, "city_office");
    let december = ReportKey {
        project: "road".to_owned(),
        month: "2021-12".parse().unwrap(),
    };
    let stands = conn.reading().subject(&december.into()).unwrap().unwrap();
    assert!(
        stands.hand_ins.unwrap().first.is_taken_in(),
        "nobody knows when it was handed in: it is not late"
    );
    let april = conn
        .reading()
        .report("road", "2022-04".parse().unwrap())
        .unwrap()
        .unwrap();
    assert_ne!(april.values.values().next().unwrap().text(), Some("999"));
    drop(conn);
    let again = send(&office, address, text.as_bytes());
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 4));
    let verified = verify(&mut *server.database()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);

    for (line, part) in [
        ("示例 road,甲县交通局,2022-06,1,1\n", "还没有过去"),
        ("示例 road,甲县交通局,2020-12,1,1\n", "最早可导入其上一年"),
        ("示例 河,甲县交通局,2021-12,1,1\n", "计划中没有"),
        ("示例 dam,甲县水利局,2021-12,约一百,1\n", "本月完成"),
    ] {
        let text = format!("项目名称,责任单位,月份,本月完成,本年累计\n{line}");
        let seen = send(&office, address, text.as_bytes());
        assert!(seen.token.is_none(), "{line}");
        assert!(
            seen.errors.iter().any(|note| note.zh.contains(part)),
            "{line}: {:?}",
            seen.errors
        );
    }
}

#[test]
fn a_supplement_does_not_begin_in_a_locked_month() {
    let (server, ..) = months::locked();
    let office = server.client("city_office");
    let text = [HEAD.to_owned(), row("新厂", "甲县水利局", "300")].concat();
    let from = |month: &str| format!("/api/v2/import?kind=plan&valid_from={month}");
    let held_off = send(&office, &from("2022-04"), text.as_bytes());
    assert!(held_off.token.is_none());
    assert!(
        held_off.errors[0].zh.contains("2022-04 已封账"),
        "{:?}",
        held_off.errors
    );
    let fine = send(&office, &from("2022-05"), text.as_bytes());
    assert_eq!(
        (fine.counts.new, fine.counts.gone, fine.errors.len()),
        (1, 0, 0)
    );
    let token = fine.token.unwrap();
    send(
        &office,
        &format!("{}&token={token}", from("2022-05")),
        text.as_bytes(),
    );
    let new = plan_of(&server)
        .into_iter()
        .find(|row| row.name == "新厂")
        .unwrap();
    assert_eq!(new.entered.to_string(), "2022-05");
}

#[test]
fn no_device_says_of_a_report_that_it_was_taken_in_from_a_file() {
    let server = TestServer::new();
    let mut forged = operation(Kind::Submit, "road", "2022-04", 0, &[]);
    forged.made_at = HandIn::TAKEN_IN.into();
    let month = forged.month;
    let answer = server.client("zhang").sync(vec![forged]);
    let said = format!("{:?}", answer.results);
    assert!(said.contains("made_at"), "{said}");
    let held = server.database().reading().report("road", month).unwrap();
    assert!(held.is_none(), "nothing of it is kept");
}

#[test]
fn past_months_and_accounts_come_by_the_command_line_too() {
    let folder = Folder::new();
    let file = folder.file("月报.csv", PAST);
    let done = folder.import("--kind reports", &[&file]);
    assert_eq!(
        (done.status, done.changes()),
        (0, vec!["new road".to_owned(); 2]),
        "{}",
        done.told
    );
    assert_eq!(done.lines[0]["month"], "2021-11");
    let again = folder.import("--kind reports", &[&file]);
    assert_eq!(again.lines[0]["kept"], "same");
    let rest = PAST.replace("2021", "2022").replace("-1", "-0");
    let rest = rest.replace("1100", "100").replace("1250", "250");
    let nobody = folder.file("其余.csv", rest);
    let refused = folder.import("--kind reports --by zhang", &[&nobody]);
    assert!(
        refused.status == 1 && refused.told.contains("--by"),
        "{}",
        refused.told
    );

    let list = folder.file(
        "名单.csv",
        "用户名,姓名,角色,单位\nzhang,张三丰,信息员,roads\nsun,孙八,信息员,甲县水利局\n",
    );
    let seen = folder.import("--kind accounts --preview", &[&list]);
    let kinds: Vec<&Value> = seen.lines.iter().map(|line| &line["change"]).collect();
    assert_eq!(kinds, ["changed", "new"]);
    assert_eq!(
        seen.lines[0]["fields"],
        json!([{ "field": "name", "before": "张三", "after": "张三丰" }])
    );
    let done = folder.import("--kind accounts", &[&list]);
    assert!(
        done.status == 0 && done.lines[1]["password"].is_string(),
        "{}",
        done.told
    );
    let again = folder.import("--kind accounts", &[&list]);
    assert!(again.lines.iter().all(|line| line["change"] == "unchanged"));
    folder.healthy();
}

/// What must be corrected stands against the whole file; what is to be explained is told and taken in.
#[test]
fn past_months_are_held_against_the_rules_before_they_are_written() {
    let folder = Folder::new();
    let file = |name: &str, last: &str| {
        let head = "项目名称,责任单位,月份,本月完成,本年累计,开工以来累计";
        let first = "示例 road,甲县交通局,2021-11,100,1100,6100";
        folder.file(
            name,
            format!("{head}\n{first}\n示例 road,甲县交通局,2021-12,{last}\n"),
        )
    };
    let reports = |file: &PathBuf| folder.import("--kind reports", &[file]);
    // less within the year than within the month
    let wrong = reports(&file("错.csv", "150,50,6250"));
    assert_eq!(wrong.status, 2, "{}", wrong.told);
    for part in ["示例 road 2021-12 ", "强制性", "错.csv"] {
        assert!(wrong.told.contains(part), "{part}: {}", wrong.told);
    }
    let right = file("对.csv", "150,1250,6250");
    let seen = folder.import("--kind reports --preview", &[&right]);
    assert_eq!(seen.status, 0, "{}", seen.told);
    assert_eq!(
        seen.changes(),
        ["new road", "new road"],
        "nothing was written"
    );
    let odd = reports(&file("疑.csv", "-150,950,5950"));
    assert_eq!(odd.status, 0, "{}", odd.told);
    for part in ["示例 road 2021-12 ", "核实性", "未附情况说明"] {
        assert!(odd.told.contains(part), "{part}: {}", odd.told);
    }
    let again = reports(&right);
    assert_eq!(again.lines[1]["kept"], "differs", "what is held stays");
    folder.healthy();
}
