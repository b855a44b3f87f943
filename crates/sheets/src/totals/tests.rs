use yuebao_domain::check::check_table;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::text::Lang;

use super::*;
use crate::formats::csv_text;
use crate::rows;
use crate::table::columns::{PageContext, choose};
use crate::table::pages;
use crate::vocabulary::Vocabulary;

const HEAD: &str = "序号,项目名称,项目代码,年度计划投资,1-5月完成,完成年度计划%\n";

fn of(text: &str) -> Totals {
    let names = Vocabulary::load([]).unwrap();
    let grid = csv_text::read(text.as_bytes()).unwrap();
    let table = pages::tables(&grid, &names).remove(0);
    let (mut headers, mut found) = (Vec::new(), Vec::new());
    for (number, page) in table.pages.iter().enumerate() {
        let rows = page.header.body..page.end;
        let with = PageContext {
            grid: &grid,
            rows: &rows,
            month: None,
            unit: None,
        };
        let header = choose(&page.header, with);
        let is_group = |word: &str| word == "新开工";
        found.extend(rows::classify(
            &grid,
            &header,
            (number, rows.clone()),
            &names,
            is_group,
        ));
        headers.push(header);
    }
    totals(&grid, &headers, &found)
}

fn unchecked(text: &str) -> Vec<String> {
    let unchecked = of(text).unchecked.into_iter();
    unchecked
        .map(|(row, (zh, _))| format!("{row} {zh}"))
        .collect()
}

fn messages(body: &str) -> Vec<String> {
    told(&format!("{HEAD}{body}"))
}

fn told(text: &str) -> Vec<String> {
    let profile = builtin("qinzhou-2022").unwrap();
    let mut messages = Vec::new();
    for PrintedTotal { row, table, .. } in of(text).printed_totals {
        for finding in check_table(&table, &profile) {
            messages.push(format!(
                "{row} {} {}",
                finding.code,
                finding.message(Lang::Zh)
            ));
        }
    }
    messages
}

#[test]
fn totals_that_follow_say_nothing() {
    let body = "合计,,,60,30.6,51.0%\n\
                一,新开工项目（2个）,,30,15,\n1,甲,,10,5,50%\n2,乙,,20,10,50.00%\n\
                二,续建项目,,30,15.6,\n3,丙,,0.003亿元,15.6,52%\n";
    assert_eq!(messages(body), Vec::<String>::new());
}

#[test]
fn each_total_is_held_against_its_own_rows() {
    let body = "合计,,,60,31.6,\n\
                一,新开工项目（3个）,,30,15,\n1,甲,,10,5,\n2,乙,,20,10,\n\
                二,续建项目,,31,15.6,\n3,丙,,30,15.6,58%\n,小计,,30,15.6,\n";
    assert_eq!(
        messages(body),
        [
            "1 X702 表 合计 的1-5月完成合计 31.6 ≠ 3 行之和 30.6，相差 1",
            "1 X704 表 合计 的“丙”行：完成年度计划%印 58%，按 15.6 ÷ 30 应为 52%",
            "2 X701 表 新开工项目 的个数合计 3 ≠ 2 行之和 2，相差 1",
            "5 X703 表 续建项目 的年度计划投资合计 31 与 1 行之和 30 相差 1，为四舍五入的尾差",
        ]
    );
}

#[test]
fn a_column_with_words_in_it_is_not_added_up() {
    let body = "合计,,,99,5,\n1,甲,,约 10,5,\n";
    assert_eq!(messages(body), Vec::<String>::new());
    assert_eq!(
        unchecked(&format!("{HEAD}{body}")),
        ["1 “合计”的“年度计划投资”没有核对：第 3 行的“约 10”不是一个数"]
    );
}

#[test]
fn a_total_over_a_row_that_was_not_read_is_said_to_be_unchecked() {
    for (body, part) in [
        (
            "合计,,,99,5,\n1,甲,,10,5,\n2,乙,,1,800,4,9\n",
            "1 “合计”没有核对：第 4 行没有读出",
        ),
        (
            "合计,,,99,5,\n1,甲,,10,5,\n,,,89,\n",
            "1 “合计”没有核对：第 4 行没有读出",
        ),
        ("合计,,,约 99,,\n1,甲,,10,5,\n", "“约 99”不是一个数"),
        ("合计,,,99,,\n1,甲,,,5,\n", "没有可以相加的行"),
        (
            "1,甲,,10,5,\n,小计,,10,5,\n1,乙,,9,9,9,9\n,小计,,5,,\n",
            "4 “小计”没有核对",
        ),
    ] {
        let found = unchecked(&format!("{HEAD}{body}"));
        assert!(
            found.len() == 1 && found[0].contains(part),
            "{body}: {found:?}"
        );
        assert!(told(&format!("{HEAD}{body}")).is_empty(), "{body}");
    }
}

#[test]
fn a_header_that_is_repeated_does_not_switch_checking_off() {
    let first = "1,甲,,8600,5,\n";
    let second = "2,乙,,6400,5,\n";
    let expected = "X702 表 合计 的年度计划投资合计 15900 ≠ 2 行之和 15000，相差 900";
    let turned = "项目名称,完成年度计划%,1-5月完成,序号,年度计划投资\n乙,,5,2,6400\n";
    let in_yuan = "项目名称,年度计划投资（元）,1-5月完成\n乙,64000000,5\n";
    for text in [
        format!("{HEAD}合计,,,15900,10,\n{first}{HEAD}{second}"),
        format!("{HEAD}{first}{HEAD}{second}合计,,,15900,10,\n"),
        format!("{HEAD}{first}合计,,,15900,10,\n{HEAD}{second}"),
        format!("{HEAD}合计,,,15900,10,\n{first}\n{turned}"),
        format!("{HEAD}合计,,,15900,10,\n{first}{in_yuan}"),
    ] {
        let found = told(&text);
        assert!(
            found.len() == 1 && found[0].contains(expected),
            "{text}: {found:?}"
        );
        assert_eq!(unchecked(&text), Vec::<String>::new(), "{text}");
    }
    // each page with its own
    let pages = format!("{HEAD}{first}合计,,,8600,5,\n{HEAD}{second}合计,,,6400,5,\n");
    assert_eq!(told(&pages), Vec::<String>::new());
}

#[test]
fn rows_that_restate_are_no_addends() {
    let body = "合计：,,,30,10,\n1,甲,,10,5,\n,其中：一期,,4,2,\n2,乙,,20,5,\n\
                ,#其中：民间,,20,5,\n,占比,,66,50,\n,上年同期,,25,9,\n";
    assert_eq!(messages(body), Vec::<String>::new());
    let found = messages(&body.replace("合计：,,,30", "合计：,,,35"));
    assert!(
        found.len() == 1 && found[0].contains("35 ≠ 2 行之和 30"),
        "{found:?}"
    );
}

#[test]
fn negative_figures_lower_the_total() {
    for minus in ["-5", "△5", "（5）", "5-", "−5"] {
        let body = format!("合计,,,5,,\n1,甲,,10,5,\n2,乙,,{minus},5,\n");
        assert_eq!(messages(&body), Vec::<String>::new(), "{minus}");
    }
}

#[test]
fn percentages_are_never_added_up() {
    let body = "合计,,,30,15,50%\n一,新开工项目（2个）,,30,15,50%\n1,甲,,10,5,50%\n2,乙,,20,10,50.00%\n\
                ,小计,,30,15,50\n";
    assert_eq!(messages(body), Vec::<String>::new());
    let found = messages(&body.replace("（2个）,,30,15,50%", "（2个）,,30,15,60%"));
    assert!(found.len() == 1 && found[0].contains("X704"), "{found:?}");
    let two_units = HEAD.replace("1-5月完成", "1-5月完成（亿元）");
    assert_eq!(told(&format!("{two_units}{body}")), Vec::<String>::new());
}

#[test]
fn percentages_without_a_total_row_are_checked_too() {
    let found = messages("1,甲,,10,5,60%\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("X704"), "{found:?}");
}
