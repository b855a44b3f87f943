use super::*;
use crate::render::testing::document;

#[test]
fn everything_is_there_and_nothing_is_a_formula() {
    let text = String::from_utf8(document_as_csv(&document()).unwrap()).unwrap();
    let lines = [
        "\u{feff}月报表",
        "口径：暂计数。",
        "填报单位（盖章）：,单位：万元",
        "一、总体情况",
        "完成投资0.12亿元。",
        "表一",
        "项目名称,完成投资·本月（万元）,完成投资·1—5月（万元）,存在问题",
        "合计,,1234.50*,",
        "'=1+1<b>路</b>,—,-1234.50,\"1.甲",
        "2.乙\"",
        "未报1项。",
        "负责人：,电话：",
        "",
    ];
    assert_eq!(text, lines.join("\n"));
}
