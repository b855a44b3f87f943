//! 入统, by the days of 钦州十条措施 三.

use super::*;
use crate::profile_file::builtin;

fn listed(at: &str, projects: Vec<Project>) -> Table {
    let mut source = source(at, projects);
    source.profile = builtin("qinzhou-ten-2022").unwrap();
    let document = proofread(lists(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
    table(&document, "statistics-entry").clone()
}

fn starting(id: &str, boxes: &[(&str, &str)]) -> Project {
    project(id, Nature::NewStart, "100").reporting(boxes)
}

const NEW: (&str, &str) = ("entry_kind", "new_enterprise");
const EXISTING: (&str, &str) = ("entry_kind", "existing_enterprise");

#[test]
fn what_has_newly_started_is_listed_with_the_worst_first_and_totals() {
    let may = ("actual_start", "2022-05-20");
    let made = listed(
        "2022-06",
        vec![
            starting(
                "a",
                &[
                    may,
                    NEW,
                    ("entry_filed", "2022-06-08"),
                    ("entry_done", "2022-06-28"),
                ],
            ),
            starting("b", &[may, NEW, ("entry_filed", "2022-06-09")]),
            starting("c", &[may, NEW]),
            starting("d", &[may, EXISTING, ("entry_filed", "2022-06-15")]),
            starting("e", &[may]),
            starting("f", &[("actual_start", "2022-06-02"), EXISTING]),
            starting("g", &[may, ("entry_kind", "not_eligible")]),
            starting("h", &[("status", "not_started")]),
            starting("i", &[("actual_start", "2021-05-20")]),
        ],
    );
    let columns = ["name", "last_day", "filed", "entered", "standing"];
    assert_eq!(
        shown(&made, &columns),
        [
            "合计 |  |  |  | 应申报5，已申报3，逾期2",
            "c项目 | 2022-06-08 |  |  | 逾期未申报（22天）",
            "e项目 | 2022-06-15 |  |  | 逾期未申报（15天）",
            "f项目 | 2022-07-15 |  |  | 待申报（还有15天）",
            "b项目 | 2022-06-08 | 2022-06-09 |  | 迟1天",
            "a项目 | 2022-06-08 | 2022-06-08 | 2022-06-28 | 按时",
            "d项目 | 2022-06-15 | 2022-06-15 |  | 按时",
            "g项目 |  |  |  | 暂不符合入库条件",
        ]
    );
    assert_eq!(made.rows[0].count, Some(7));
    assert_eq!(
        made.notes,
        [
            "到月末应申报5项，已申报3项（其中迟报1项），逾期未申报2项，申报率60.0%；已入统1项，入统率20.0%。",
            "要求：每月5日前对接，开工次月8日前（新企业新项目）、15日前（老企业新项目）申报入库；没填类别的按较晚的一天。",
        ]
    );
}

#[test]
fn a_month_in_which_nothing_is_due_says_so_and_a_start_in_december_goes_on() {
    let december = [("actual_start", "2022-12-10"), NEW];
    let made = listed("2022-12", vec![starting("a", &december)]);
    assert_eq!(
        shown(&made, &["name", "last_day", "standing"])[1],
        "a项目 | 2023-01-08 | 待申报（还有8天）"
    );
    assert_eq!(made.notes[0], "到月末没有应申报的项目。");
    let made = listed("2023-01", vec![starting("a", &december)]);
    assert_eq!(
        shown(&made, &["name", "standing"])[1],
        "a项目 | 逾期未申报（23天）"
    );
    assert_eq!(listed("2022-06", Vec::new()).notes, ["本月没有此类项目。"]);
}

#[test]
fn who_has_not_reported_is_told_by_the_report_before_and_parts_tell_for_themselves() {
    let carried = project("a", Nature::NewStart, "100")
        .carried("2022-05", &[("actual_start", "2022-05-20"), EXISTING]);
    let bundle = project("b", Nature::NewStart, "100").planned(|plan| plan.is_bundle = true);
    let part = starting("c", &[("actual_start", "2022-05-20"), NEW])
        .planned(|plan| plan.bundle = Some("b".to_owned()));
    let made = listed("2022-06", vec![carried, bundle, part]);
    assert_eq!(
        shown(&made, &["name", "standing"])[1..],
        ["c项目 | 逾期未申报（22天）", "a项目 | 逾期未申报（15天）*"]
    );
    assert_eq!(made.notes[2], "带“*”的本月未报，按以前月份月报。");
}

#[test]
fn where_the_profile_does_not_ask_there_is_no_such_list() {
    let document = super::made(vec![starting("a", &[("actual_start", "2022-05-20")])]);
    assert!(
        document
            .tables()
            .all(|table| table.id != "statistics-entry")
    );
}
