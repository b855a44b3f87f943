//! Which files are read, and what several say together.

use super::findings::{GOOD, HEAD};
use super::*;

#[test]
fn a_plan_file_before_the_tables_is_the_plan() {
    let plan = r#"{"profile": "qinzhou-2022", "projects": [{"id": "p1", "name": "甲路", "nature": "continuing",
        "code": "2410-451421-04-01-627218", "area": "450702", "units": ["住建局"], "total_investment": "15000",
        "annual_plan": "3000", "entered": "2022-01"}],
        "reports": [{"project": "p1", "month": "2022-04", "values": {"month_investment": "200",
        "year_to_date": "1000", "since_start": "5000", "status": "normal", "actual_start": "2021-03-01",
        "visual_progress": "五成"}}, {"project": "p9", "month": "2022-04"}]}"#;
    let files = [
        file("plan.json", plan),
        file("2022年5月.csv", format!("{HEAD}{GOOD}")),
    ];
    let mut asked = asked(&files);
    asked.profile = None;
    let found = verdicts(&asked);
    assert_eq!(found.projects.len(), 1);
    assert_eq!(codes(&found), ["甲路 2022-05 M113"]);
    assert_eq!(notes(&found).len(), 1);
    assert!(
        notes(&found)[0].contains("plan.json 第 6 行 reports[1]"),
        "{:?}",
        notes(&found)
    );
    assert_eq!(found.exit_code(), 2);
}

#[test]
fn files_that_cannot_be_read_are_refused_in_words() {
    for (name, bytes, part) in [
        ("a.pdf", &b"%PDF-1.7"[..], "这是 PDF"),
        ("a.xlsx", b"PK\x03\x04rest", "另存为 xlsx"),
        ("a.csv", b"", "文件是空的"),
        ("b.csv", "姓名,电话\n".as_bytes(), "找不到月报表的表头"),
        ("a.json", b"{\n\"projekts\": []}", "第 2 行"),
        ("空.csv", HEAD.as_bytes(), "没有一行项目"),
        ("c.csv", b"\x80\xff\xff\x00", "GBK"),
        ("d.html", b"<html>", "网页"),
    ] {
        let file = file(name, bytes);
        let complaints = gather(&asked(&[file])).unwrap_err();
        let told = complaints.join("\n");
        assert!(told.contains(name) && told.contains(part), "{told}");
    }
}

#[test]
fn a_wrong_file_beside_a_right_one_is_told_and_the_right_one_checked() {
    let files = [
        file("a.pdf", "%PDF"),
        file("2022年5月.csv", format!("{HEAD}{GOOD}")),
    ];
    let found = verdicts(&asked(&files));
    assert_eq!((found.reports, found.notes.len()), (1, 1));
    assert_eq!(found.exit_code(), 2);
}

#[test]
fn the_month_is_asked_for_when_nothing_says_it() {
    let head = HEAD.replace("1-5月完成", "本年累计完成投资");
    let file = file("a.csv", format!("{head}{GOOD}"));
    let mut asked = asked(&[file]);
    let complaints = gather(&asked).unwrap_err();
    assert!(complaints[0].contains("--month 2022-05"), "{complaints:?}");
    asked.month = Some("2022-05".parse().unwrap());
    assert_eq!(verdicts(&asked).reports, 1);
}

#[test]
fn own_names_of_columns_are_read() {
    let text = format!("{HEAD}{GOOD}").replace("本月完成", "当月实绩");
    let mut asked = asked(&[file("2022年5月.csv", text)]);
    assert_eq!(codes(&verdicts(&asked)), Vec::<String>::new());
    assert_eq!(verdicts(&asked).without_column.len(), 1);
    asked.columns = "[headers]\n\"report.month_investment\" = [\"当月实绩\"]\n";
    assert!(verdicts(&asked).without_column.is_empty());
}
