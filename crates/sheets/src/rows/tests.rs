use super::*;
use crate::formats::csv_text;
use crate::table::columns::{PageContext, choose};
use crate::table::header;

fn kinds(body: &str) -> Vec<(usize, RowKind)> {
    let names = Vocabulary::load([]).unwrap();
    let text = format!("序号,项目名称,项目代码,总投资,本月完成\n{body}");
    let grid = csv_text::read(text.as_bytes()).unwrap();
    let heads = header::find(&grid, &names).unwrap();
    let rows = heads.body..grid.rows.len();
    let with = PageContext {
        grid: &grid,
        rows: &rows,
        month: None,
        unit: None,
    };
    let header = choose(&heads, with);
    let is_group = |word: &str| matches!(word, "新开工" | "钦南区");
    let rows = classify(&grid, &header, (0, rows.clone()), &names, is_group);
    rows.into_iter().map(|row| (row.at, row.kind)).collect()
}

fn sum(label: &str, count: Option<u32>) -> TotalLabel {
    TotalLabel {
        label: label.to_owned(),
        count,
    }
}

#[test]
fn nothing_is_read_below_a_header_that_is_not_understood() {
    let found = kinds("1,甲路,,3,1\n项目名称,序号,奇怪的列,别的列,\n乙,2,,3,1\n");
    let kinds: Vec<RowKind> = found.into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [RowKind::Project, RowKind::HeaderLike]);
}

#[test]
fn totals_and_parts_are_told_from_projects() {
    for (row, kind) in [
        (",合 计,,3,1", Some(RowKind::Total(sum("合计", None)))),
        ("合计,,,3,1", Some(RowKind::Total(sum("合计", None)))),
        (
            ",总计（545个）,,3,1",
            Some(RowKind::Total(sum("总计", Some(545)))),
        ),
        (
            ",合计545个,,3,1",
            Some(RowKind::Total(sum("合计", Some(545)))),
        ),
        (
            "一,新开工项目（2 个）,,3,1",
            Some(RowKind::Part(1, sum("新开工项目", Some(2)))),
        ),
        (
            "一、新开工项目,,,3,1",
            Some(RowKind::Part(1, sum("新开工项目", None))),
        ),
        (
            ",（二）钦南区,,,",
            Some(RowKind::Part(2, sum("钦南区", None))),
        ),
        (
            ",钦南区（１２项）,,3,1",
            Some(RowKind::Part(3, sum("钦南区", Some(12)))),
        ),
        (",小计,,3,1", Some(RowKind::Subtotal(sum("小计", None)))),
        (
            ",钦北区小计,,3,1",
            Some(RowKind::Subtotal(sum("钦北区小计", None))),
        ),
        ("1,☆甲路,,3,1", Some(RowKind::Project)),
        (
            "1,一、二号桥,2410-451421-04-01-627218,3,1",
            Some(RowKind::Project),
        ),
        ("1,甲路（一期）,,,", Some(RowKind::Project)),
        (",甲路,,3,1", Some(RowKind::Project)),
        (",某物,,,", Some(RowKind::Unclear)),
        (",,,3,1", Some(RowKind::Unclear)),
        (",,,3,", Some(RowKind::Unclear)),
        ("以上项目均已核对,,,,", Some(RowKind::LoneWords)),
        ("填表人：李某,,,,", None),
        ("注：本表按月填报,,,,", None),
        ("序号,项目名称,,,本月", Some(RowKind::HeaderLike)),
        ("合计：,,,3,1", Some(RowKind::Total(sum("合计", None)))),
        (",合 计：,,3,1", Some(RowKind::Total(sum("合计", None)))),
        (
            ",合计（万元）,,3,1",
            Some(RowKind::Total(sum("合计", None))),
        ),
        (
            ",合计（共2个项目）：,,3,1",
            Some(RowKind::Total(sum("合计", Some(2)))),
        ),
        (
            ",钦南区总计,,3,1",
            Some(RowKind::Subtotal(sum("钦南区总计", None))),
        ),
        (",其中：民间投资,,3,1", Some(RowKind::Restated)),
        (",#其中：工业,,3,1", Some(RowKind::Restated)),
        ("其中：,工业,,3,1", Some(RowKind::Restated)),
        (",（其中）中央投资,,3,1", Some(RowKind::Restated)),
        (",占比（%）,,3,1", Some(RowKind::Restated)),
        (",上年同期,,3,1", Some(RowKind::Restated)),
        (",去年同期数,,3,1", Some(RowKind::Restated)),
        (",同比增减,,3,1", Some(RowKind::Restated)),
        ("1,增长极产业园,,3,1", Some(RowKind::Project)),
        (
            ",增长极产业园,2410-451421-04-01-627218,3,1",
            Some(RowKind::Project),
        ),
        ("1,其中：一期,,3,1", Some(RowKind::Restated)),
        ("1,甲路,,1,800,1", Some(RowKind::Shifted(6))),
        ("1,甲路,,3,1,", Some(RowKind::Project)),
        ("1,甲路,", Some(RowKind::Project)),
        ("1,甲路,9,续建", Some(RowKind::Shifted(4))),
        ("甲,乙,1,2,3", None),
        ("(1),(2),(3),(4)=(3)/(2),(5)", None),
        ("1,甲,,10,5", Some(RowKind::Project)),
        (",,,,", None),
        (" , ,,,", None),
    ] {
        let found = kinds(row).pop().map(|(_, kind)| kind);
        assert_eq!(found, kind, "{row}");
    }
}
