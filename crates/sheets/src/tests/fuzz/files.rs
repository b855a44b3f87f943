//! What is broken.

use crate::formats::workbook::samples;

/// Files that offices have, written by spreadsheets and by hand.
pub(super) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let csv = "2022年7月重大项目月报表（单位：万元）,,,,,,\n项目名称,性质,建设地点,责任单位,总投资,年度计划,本月完成\n\
               合计,,,,8600,1800,120\n临海泵站,续建,钦南区,市水利局,\"8,600\",1800,120\n";
    let json = r#"{"profile": "qinzhou-2022", "projects": [{"id": "p1", "name": "甲路", "nature": "continuing",
        "area": "450702", "units": ["u"], "entered": "2022-01", "annual_plan": "1800"}],
        "reports": [{"project": "p1", "month": "2022-05", "values": {"month_investment": "12.5",
        "problem.1": {"type": "land", "description": "征地"}}}]}"#;
    let rows = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>\
                <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>甲路</t></is></c><c r=\"B2\" s=\"1\"><v>0.5833</v></c><c r=\"C2\"><f>A1</f><v>7</v></c></row></sheetData>\
                <mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    vec![
        ("xlsx", include_bytes!("../fixtures/c.xlsx").to_vec()),
        (
            "xlsx",
            samples::xlsx(
                "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs>",
                &["项目名称", "完成率", "总投资"],
                rows,
            ),
        ),
        ("xls", include_bytes!("../fixtures/c.xls").to_vec()),
        (
            "xls",
            samples::xls(
                &["0.00%"],
                &["项目名称", "甲路"],
                &[(
                    "表",
                    0,
                    0,
                    [
                        samples::xls_text(0, 0, 0),
                        samples::xls_number(1, 1, 1, 0.5),
                    ]
                    .concat(),
                )],
            ),
        ),
        ("ods", include_bytes!("../fixtures/c.ods").to_vec()),
        ("csv", csv.as_bytes().to_vec()),
        ("csv", encoding_rs::GB18030.encode(csv).0.into_owned()),
        ("json", json.as_bytes().to_vec()),
    ]
}
