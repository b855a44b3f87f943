use super::*;
use crate::formats::csv_text;
use crate::table::columns::{Choosing, choose};
use crate::table::header;

fn kinds(body: &str) -> Vec<(usize, Kind)> {
    let names = Columns::load([]).unwrap();
    let text = format!("序号,项目名称,项目代码,总投资,本月完成\n{body}");
    let grid = csv_text::read(text.as_bytes()).unwrap();
    let heads = header::find(&grid, &names).unwrap();
    let rows = heads.body..grid.rows.len();
    let with = Choosing {
        grid: &grid,
        rows: &rows,
        month: None,
        unit: None,
    };
    let header = choose(&heads, with);
    let is_group = |word: &str| matches!(word, "新开工" | "钦南区");
    let lines = read(&grid, &header, (0, rows.clone()), &names, is_group);
    lines
        .into_iter()
        .map(|line| (line.row, line.kind))
        .collect()
}

fn sum(label: &str, count: Option<u32>) -> Sum {
    Sum {
        label: label.to_owned(),
        count,
    }
}

#[test]
fn nothing_is_read_below_a_header_that_is_not_understood() {
    let found = kinds("1,甲路,,3,1\n项目名称,序号,奇怪的列,别的列,\n乙,2,,3,1\n");
    let kinds: Vec<Kind> = found.into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [Kind::Project, Kind::HeaderLike]);
}

#[test]
fn totals_and_parts_are_told_from_projects() {
    for (line, kind) in [
        (",合 计,,3,1", Some(Kind::Total(sum("合计", None)))),
        ("合计,,,3,1", Some(Kind::Total(sum("合计", None)))),
        (
            ",总计（545个）,,3,1",
            Some(Kind::Total(sum("总计", Some(545)))),
        ),
        (",合计545个,,3,1", Some(Kind::Total(sum("合计", Some(545))))),
        (
            "一,新开工项目（2 个）,,3,1",
            Some(Kind::Part(1, sum("新开工项目", Some(2)))),
        ),
        (
            "一、新开工项目,,,3,1",
            Some(Kind::Part(1, sum("新开工项目", None))),
        ),
        (",（二）钦南区,,,", Some(Kind::Part(2, sum("钦南区", None)))),
        (
            ",钦南区（１２项）,,3,1",
            Some(Kind::Part(3, sum("钦南区", Some(12)))),
        ),
        (",小计,,3,1", Some(Kind::Subtotal(sum("小计", None)))),
        (
            ",钦北区小计,,3,1",
            Some(Kind::Subtotal(sum("钦北区小计", None))),
        ),
        ("1,☆甲路,,3,1", Some(Kind::Project)),
        (
            "1,一、二号桥,2410-451421-04-01-627218,3,1",
            Some(Kind::Project),
        ),
        ("1,甲路（一期）,,,", Some(Kind::Project)),
        (",甲路,,3,1", Some(Kind::Project)),
        (",某物,,,", Some(Kind::Unclear)),
        (",,,3,1", Some(Kind::Unclear)),
        (",,,3,", Some(Kind::Unclear)),
        ("以上项目均已核对,,,,", Some(Kind::Remark)),
        ("填表人：李某,,,,", None),
        ("注：本表按月填报,,,,", None),
        ("序号,项目名称,,,本月", Some(Kind::HeaderLike)),
        ("合计：,,,3,1", Some(Kind::Total(sum("合计", None)))),
        (",合 计：,,3,1", Some(Kind::Total(sum("合计", None)))),
        (",合计（万元）,,3,1", Some(Kind::Total(sum("合计", None)))),
        (
            ",合计（共2个项目）：,,3,1",
            Some(Kind::Total(sum("合计", Some(2)))),
        ),
        (
            ",钦南区总计,,3,1",
            Some(Kind::Subtotal(sum("钦南区总计", None))),
        ),
        (",其中：民间投资,,3,1", Some(Kind::Restated)),
        (",#其中：工业,,3,1", Some(Kind::Restated)),
        ("其中：,工业,,3,1", Some(Kind::Restated)),
        (",（其中）中央投资,,3,1", Some(Kind::Restated)),
        (",占比（%）,,3,1", Some(Kind::Restated)),
        (",上年同期,,3,1", Some(Kind::Restated)),
        (",去年同期数,,3,1", Some(Kind::Restated)),
        (",同比增减,,3,1", Some(Kind::Restated)),
        ("1,增长极产业园,,3,1", Some(Kind::Project)),
        (
            ",增长极产业园,2410-451421-04-01-627218,3,1",
            Some(Kind::Project),
        ),
        ("1,其中：一期,,3,1", Some(Kind::Restated)),
        ("1,甲路,,1,800,1", Some(Kind::Shifted(6))),
        ("1,甲路,,3,1,", Some(Kind::Project)),
        ("1,甲路,", Some(Kind::Project)),
        ("1,甲路,9,续建", Some(Kind::Shifted(4))),
        ("甲,乙,1,2,3", None),
        ("(1),(2),(3),(4)=(3)/(2),(5)", None),
        ("1,甲,,10,5", Some(Kind::Project)),
        (",,,,", None),
        (" , ,,,", None),
    ] {
        let found = kinds(line).pop().map(|(_, kind)| kind);
        assert_eq!(found, kind, "{line}");
    }
}
