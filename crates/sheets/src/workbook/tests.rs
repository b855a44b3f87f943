//! The three kinds of workbook say the same, and what is odd in one is told.

use rust_decimal::Decimal;
use yuebao_domain::period::Date;

use super::samples::{
    Xlsx, container, ods, package, record, words, xls, xls_formula, xls_number, xls_text, xlsx,
};
use super::*;
use crate::grid::{Cell, Merge, Scaled};

fn one(bytes: Vec<u8>) -> Grid {
    let mut grids = read(bytes).unwrap();
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

fn told(grid: &Grid) -> Vec<(&str, bool)> {
    let told = grid.remarks.iter();
    told.map(|remark| (remark.zh.as_str(), remark.is_left_out))
        .collect()
}

fn number(digits: &str) -> Cell {
    Cell::Number(digits.parse::<Decimal>().unwrap())
}

fn percent(digits: &str) -> Cell {
    Cell::Percent(digits.parse::<Decimal>().unwrap())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A row: a number, percentages in three ways, a date, a text, a truth, an error; 性质 over two rows.
fn in_three_kinds() -> [(&'static str, Vec<u8>); 3] {
    let styles = r#"<numFmts><numFmt numFmtId="164" formatCode="0.00&quot;%&quot;"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="166" formatCode="0.0,"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>"#;
    let rows = r#"<sheetData><row r="1"><c r="A1"><v>8600.5</v></c><c r="B1" s="1"><v>0.5833</v></c><c r="C1" s="2"><v>58.33</v></c><c r="D1" s="3"><v>44743</v></c><c r="E1" t="s"><v>0</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#REF!</v></c><c r="H1" s="4"><v>8600</v></c></row></sheetData><mergeCells><mergeCell ref="E1:E2"/></mergeCells>"#;
    let in_xlsx = xlsx(styles, &["续建"], rows);
    let in_ods = ods(
        r#"<number:percentage-style style:name="N1"><number:number number:decimal-places="2"/><number:text>%</number:text></number:percentage-style>
           <number:number-style style:name="N2"><number:number number:decimal-places="2"/><number:text>%</number:text></number:number-style>
           <number:number-style style:name="N3"><number:number number:decimal-places="1" number:display-factor="1000"/></number:number-style>
           <style:style style:name="c1" style:data-style-name="N1"/><style:style style:name="c2" style:data-style-name="N2"/><style:style style:name="c3" style:data-style-name="N3"/>
           <style:style style:name="c4" style:parent-style-name="c2"/>"#,
        r#"<table:table table:name="表"><table:table-column table:number-columns-repeated="7"/><table:table-column table:default-cell-style-name="c3"/>
           <table:table-row><table:table-cell office:value-type="float" office:value="8600.5"><text:p>8600.5</text:p></table:table-cell><table:table-cell table:style-name="c1" office:value-type="percentage" office:value="0.5833"/><table:table-cell table:style-name="c4" office:value-type="float" office:value="58.33"/><table:table-cell office:value-type="date" office:date-value="2022-07-01T00:00:00"/><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>续建</text:p><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=[.#REF!]"><text:p>#REF!</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="8600"/></table:table-row>
           <table:table-row><table:table-cell table:number-columns-repeated="4"/><table:covered-table-cell/></table:table-row></table:table>"#,
    );
    let in_xls = xls(
        &["0.00%", "0.00\"%\"", "yyyy\"年\"m\"月\"", "0.0,"],
        &["续建"],
        &[(
            "表",
            0,
            0,
            [
                xls_number(0, 0, 0, 8600.5),
                // a short number has hundredths of a whole one at the most
                xls_number(0, 1, 1, 0.5833),
                xls_number(0, 2, 2, 58.33),
                xls_number(0, 3, 3, 44743.0),
                xls_text(0, 4, 0),
                record(0x0205, &[words(&[0, 5, 0]), vec![1, 0]].concat()),
                record(0x0205, &[words(&[0, 6, 0]), vec![0x17, 1]].concat()),
                xls_number(0, 7, 4, 8600.0),
                record(0x00E5, &words(&[1, 0, 1, 4, 4])),
            ]
            .concat(),
        )],
    );
    [("xlsx", in_xlsx), ("ods", in_ods), ("xls", in_xls)]
}

#[test]
fn the_three_kinds_show_the_same() {
    for (kind, bytes) in in_three_kinds() {
        let grid = one(bytes);
        assert_eq!(grid.name, "表", "{kind}");
        let row = [
            number("8600.5"),
            percent("58.33"),
            percent("58.33"),
            Cell::Day(Date::constant(2022, 7, 1)),
            text("续建"),
            text("是"),
            Cell::Broken("#REF!".to_owned()),
            Cell::Scaled(Scaled {
                number: "8.6".parse().unwrap(),
                powers: 3,
                words: String::new(),
            }),
        ];
        assert_eq!(grid.rows[0], row, "{kind}");
        let merge = Merge {
            from: (0, 4),
            to: (1, 4),
        };
        assert_eq!(grid.merges, [merge], "{kind}");
        assert_eq!(grid.merged(1, 4), &text("续建"), "{kind}");
        assert_eq!(told(&grid), [], "{kind}");
    }
}

#[test]
fn short_numbers_of_the_older_kind_are_exact() {
    let short = |row, bits: u32| {
        let data = [words(&[row, 0, 0]), bits.to_le_bytes().to_vec()].concat();
        record(0x027E, &data)
    };
    let half = u32::try_from(0.5_f64.to_bits() >> 32).unwrap();
    let several = [
        words(&[3, 1, 0]),
        (7_u32 << 2 | 2).to_le_bytes().to_vec(),
        words(&[0]),
        (8_u32 << 2 | 2).to_le_bytes().to_vec(),
        words(&[2]),
    ]
    .concat();
    let records = [
        short(0, 5833 << 2 | 2 | 1),
        short(1, half),
        short(2, (-3_i32 << 2).cast_unsigned() | 2),
        record(0x00BD, &several),
    ];
    let grid = one(xls(&[], &[], &[("表", 0, 0, records.concat())]));
    let column: Vec<&Cell> = (0..3).map(|row| grid.cell(row, 0)).collect();
    assert_eq!(column, [&number("58.33"), &number("0.5"), &number("-3")]);
    assert_eq!(
        (grid.cell(3, 1), grid.cell(3, 2)),
        (&number("7"), &number("8"))
    );
}

const BLANK: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
const ZERO: [u8; 8] = [0; 8];
/// A sum: nothing in it could give an empty text.
const SUM: [u8; 9] = [0x25, 0, 0, 1, 0, 0, 0, 0, 0];

/// Row 3 of a sheet.
fn third_row(cells: &str) -> String {
    format!("<sheetData><row r=\"3\">{cells}</row></sheetData>")
}

/// The same in a file whose program leaves calculating to the next.
fn to_be_calculated(cells: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{}</worksheet>", third_row(cells));
    Xlsx {
        workbook: "<calcPr fullCalcOnLoad=\"1\"/>",
        styles: "",
        texts: &[],
        sheets: &[("name=\"表\"", "worksheet", &sheet)],
    }
    .bytes()
}

fn third_row_of_ods(cells: &str) -> Vec<u8> {
    let rows = "<table:table-row table:number-rows-repeated=\"2\"/>";
    let table = format!(
        "<table:table table:name=\"表\">{rows}<table:table-row>{cells}</table:table-row></table:table>"
    );
    ods("", &table)
}

fn sheet_of_xls(records: Vec<u8>) -> Vec<u8> {
    xls(&[], &[], &[("表", 0, 0, records)])
}

#[test]
fn formulas_that_were_never_calculated_are_named_once() {
    for bytes in [
        xlsx(
            "",
            &[],
            &third_row("<c r=\"B3\"><f>A1+A2</f></c><c r=\"C3\"><f>1</f><v/></c>"),
        ),
        xlsx(
            "",
            &[],
            &third_row(
                "<c r=\"B3\" t=\"str\"><f>A1</f></c><c r=\"C3\"><f t=\"shared\" si=\"0\"/><v></v></c>",
            ),
        ),
        to_be_calculated("<c r=\"B3\"><f>A1</f><v>0</v></c><c r=\"C3\"><f>A1</f><v>0</v></c>"),
        third_row_of_ods(
            "<table:table-cell/><table:table-cell table:number-columns-repeated=\"2\" table:formula=\"of:=[.A1]\"/>",
        ),
        third_row_of_ods(
            "<table:table-cell/><table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"float\"/><table:table-cell table:formula=\"of:=[.A1]\"/>",
        ),
        sheet_of_xls(
            [
                xls_formula(2, 1, BLANK, &SUM),
                xls_formula(2, 2, BLANK, &SUM),
            ]
            .concat(),
        ),
        sheet_of_xls(
            [
                record(0x5E, &[0, 0]),
                xls_formula(2, 1, ZERO, &SUM),
                xls_formula(2, 2, ZERO, &SUM),
            ]
            .concat(),
        ),
    ] {
        let grid = one(bytes);
        let remarks = told(&grid);
        assert_eq!(remarks.len(), 1, "{remarks:?}");
        assert!(
            remarks[0].0.starts_with("B3 等 2 格是公式，从未计算过"),
            "{remarks:?}"
        );
        assert!(
            remarks[0].1 && grid.remarks[0].en.contains("open and save"),
            "{remarks:?}"
        );
        assert!(grid.cell(2, 1).is_empty() && grid.cell(2, 2).is_empty());
        assert!(grid.uncalculated.contains(&(2, 1)) && grid.uncalculated.contains(&(2, 2)));
    }
}

#[test]
fn a_formula_that_was_calculated_is_not_named() {
    let empty_text = [0x17, 0, 0];
    for (bytes, value) in [
        (
            xlsx(
                "",
                &[],
                &third_row("<c r=\"B3\" t=\"str\"><f>IF(1,\"\")</f><v></v></c>"),
            ),
            Cell::Empty,
        ),
        (
            xlsx("", &[], &third_row("<c r=\"B3\"><f>1</f><v>0</v></c>")),
            number("0"),
        ),
        (
            to_be_calculated("<c r=\"B3\"><f>A1</f><v>0</v></c><c r=\"C3\"><f>A1</f><v>7</v></c>"),
            number("0"),
        ),
        (
            third_row_of_ods(
                "<table:table-cell/><table:table-cell table:formula=\"x\" office:value-type=\"string\"/>",
            ),
            Cell::Empty,
        ),
        (
            third_row_of_ods(
                "<table:table-cell/><table:table-cell table:formula=\"x\" office:value-type=\"float\" office:value=\"0\"/>",
            ),
            number("0"),
        ),
        (
            sheet_of_xls(xls_formula(2, 1, BLANK, &empty_text)),
            Cell::Empty,
        ),
        (sheet_of_xls(xls_formula(2, 1, ZERO, &SUM)), number("0")),
        (
            sheet_of_xls(
                [
                    xls_formula(2, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &SUM),
                    record(0x0207, &super::samples::wide("正常")),
                ]
                .concat(),
            ),
            text("正常"),
        ),
    ] {
        let grid = one(bytes);
        assert_eq!(told(&grid), []);
        assert_eq!(grid.cell(2, 1), &value);
    }
}

#[test]
fn hidden_rows_and_columns_are_told_with_their_numbers() {
    let cell = |row: u32, column: &str| format!("<c r=\"{column}{row}\"><v>1</v></c>");
    let both = |row| cell(row, "A") + &cell(row, "C");
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"2\" hidden=\"1\">{}</row><row r=\"3\" hidden=\"true\">{}</row><row r=\"4\" ht=\"0\" customHeight=\"1\">{}</row><row r=\"5\" hidden=\"1\"/>",
        both(1),
        both(2),
        both(3),
        both(4)
    );
    let columns = "<cols><col min=\"2\" max=\"3\" width=\"9\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"0\"/></cols>";
    let in_xlsx = |filter: &str| {
        xlsx(
            "",
            &[],
            &format!("{columns}<sheetData>{rows}</sheetData>{filter}"),
        )
    };
    let one_cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let cells = format!("{one_cell}<table:table-cell/>{one_cell}");
    let in_ods = |how: &str| {
        ods(
            "<style:style style:name=\"r0\"><style:table-row-properties style:row-height=\"0cm\"/></style:style><style:style style:name=\"r1\"><style:table-row-properties style:row-height=\"0.5cm\"/></style:style>",
            &format!(
                "<table:table table:name=\"表\"><table:table-column/><table:table-column table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/><table:table-row table:style-name=\"r1\">{cells}</table:table-row><table:table-row table:number-rows-repeated=\"2\" table:visibility=\"{how}\">{cells}</table:table-row><table:table-row table:style-name=\"r0\">{cells}</table:table-row></table:table>"
            ),
        )
    };
    let mut records = Vec::new();
    for (row, height, flags) in [(0, 300, 0), (1, 300, 0x20), (2, 300, 0x20), (3, 0, 0)] {
        records.extend(record(0x0208, &words(&[row, 0, 3, height, 0, 0, flags, 0])));
        records.extend(xls_number(row, 0, 0, 1.0));
        records.extend(xls_number(row, 2, 0, 1.0));
    }
    records.extend(record(0x007D, &words(&[1, 2, 2000, 0, 1, 0])));
    let filtered = [record(0x009B, &[]), records.clone()].concat();
    let in_xls = |records| xls(&[], &[], &[("表", 0, 0, records)]);
    for bytes in [
        in_xlsx("<autoFilter ref=\"A1:C4\"/>"),
        in_ods("collapse"),
        in_xls(records),
    ] {
        let grid = one(bytes);
        assert_eq!(
            told(&grid),
            [(
                "第 2—4 行，C 列是隐藏的（或高度、宽度为 0），照常读入；不该计入的请删除",
                false
            )]
        );
    }
    let filter = "<autoFilter ref=\"A1:C4\"><filterColumn colId=\"0\"/></autoFilter>";
    for bytes in [in_xlsx(filter), in_ods("filter"), in_xls(filtered)] {
        let grid = one(bytes);
        assert!(
            told(&grid)[0]
                .0
                .starts_with("设有筛选，第 2—4 行，C 列没有显示"),
            "{:?}",
            told(&grid)
        );
    }
}

const TABLE: &str = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";

#[test]
fn the_older_xls_has_texts_in_the_encoding_of_the_country() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let short = |text: &str| [vec![u8::try_from(gbk(text).len()).unwrap()], gbk(text)].concat();
    let long = |text: &str| [words(&[u16::try_from(gbk(text).len()).unwrap()]), gbk(text)].concat();
    let mut stream = [
        record(0x0809, &words(&[0x0500, 0x0005, 0, 0])),
        record(0x0042, &words(&[936])),
        record(0x041E, &[words(&[164]), short("0.00%")].concat()),
        record(0x00E0, &words(&[0, 0, 0, 0, 0, 0, 0, 0])),
        record(0x00E0, &words(&[0, 164, 0, 0, 0, 0, 0, 0])),
    ]
    .concat();
    let at = u32::try_from(stream.len() + 10 + short("七月").len() + 4).unwrap();
    let head = [at.to_le_bytes().to_vec(), vec![0, 0], short("七月")].concat();
    stream.extend(record(0x0085, &head));
    stream.extend(record(0x000A, &[]));
    stream.extend(record(0x0809, &words(&[0x0500, 0x0010, 0, 0])));
    stream.extend(record(0x0204, &[words(&[0, 0, 0]), long("甲路")].concat()));
    stream.extend(xls_number(0, 1, 1, 0.5833));
    stream.extend(record(0x000A, &[]));
    let grid = one(container("/Book", &stream));
    assert_eq!(grid.name, "七月");
    assert_eq!(grid.rows[0], [text("甲路"), percent("58.33")]);
    assert_eq!(told(&grid), []);
}

#[test]
fn one_odd_sheet_does_not_refuse_a_workbook() {
    let in_xlsx = Xlsx {
        workbook: "",
        styles: "",
        texts: &[],
        sheets: &[
            ("name=\"表\"", "worksheet", TABLE),
            ("name=\"图\"", "chartsheet", "<chartsheet/>"),
            (
                "name=\"宏\"",
                "xlMacrosheet",
                "<xm:macrosheet><sheetData/></xm:macrosheet>",
            ),
            ("name=\"框\"", "dialogsheet", "<dialogsheet/>"),
            ("name=\"未知\"", "somethingNew", "<x/>"),
            ("name=\"混\"", "worksheet", "<macrosheet/>"),
            ("name=\"深藏\" state=\"veryHidden\"", "worksheet", TABLE),
            ("name=\"藏\" state=\"hidden\"", "worksheet", TABLE),
            ("name=\"怪\" state=\"odd\"", "worksheet", TABLE),
            ("name=\"缺\"", "worksheet", ""),
            (
                "name=\"断\"",
                "worksheet",
                "<worksheet><sheetData><row><c><v>1</v></c></row><row><c>",
            ),
            (
                "name=\"扩\"",
                "worksheet",
                "<worksheet><sheetData><row><c r=\"A1\"><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row></sheetData></worksheet>",
            ),
        ],
    };
    let grids = read(in_xlsx.bytes()).unwrap();
    let kinds: Vec<(&str, bool, &str, bool)> = (grids.iter())
        .map(|grid| {
            let remark = grid.remarks.first();
            let said = remark.map_or("", |remark| remark.zh.as_str());
            let said = said.get(..12).unwrap_or(said);
            (
                grid.name.as_str(),
                grid.cell(0, 0) == &number("1"),
                said,
                remark.is_some_and(|r| r.is_left_out),
            )
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("表", true, "", false),
            ("图", false, "不是数据", false),
            ("宏", false, "不是数据", false),
            ("框", false, "不是数据", false),
            ("未知", false, "不是数据", false),
            ("混", false, "不是数据", false),
            ("深藏", false, "是隐藏的", false),
            ("藏", false, "是隐藏的", false),
            ("怪", false, "是隐藏的", false),
            ("缺", false, "读不出（", true),
            ("断", true, "文件已损", true),
            ("扩", true, "", false),
        ]
    );
    let records = xls_number(0, 0, 0, 1.0);
    let chart = [
        record(0x0809, &words(&[0x0600, 0x0020])),
        xls_number(0, 0, 0, 9.0),
        record(0x000A, &[]),
    ]
    .concat();
    let in_xls = xls(
        &[],
        &[],
        &[
            ("表", 0, 0, [records.clone(), chart].concat()),
            ("图", 0, 2, records.clone()),
            ("宏", 1, 1, records.clone()),
            ("深藏", 2, 0, records.clone()),
        ],
    );
    let grids = read(in_xls).unwrap();
    let filled: Vec<bool> = grids
        .iter()
        .map(|grid| grid.cell(0, 0) == &number("1"))
        .collect();
    assert_eq!(filled, [true, false, false, false]);
    assert!(grids[1].remarks[0].zh.contains("图表") && grids[3].remarks[0].zh.contains("隐藏"));
    let hidden = "<style:style style:name=\"h\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let in_ods = ods(
        hidden,
        "<table:tracked-changes><table:table-cell/></table:tracked-changes><table:table table:name=\"藏\" table:style-name=\"h\"/><table:table table:name=\"表\"><table:shapes><table:table table:name=\"图\"/></table:shapes><table:table-header-rows><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table-header-rows></table:table>",
    );
    let grids = read(in_ods).unwrap();
    let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
    assert_eq!(names, ["藏", "表"]);
    assert_eq!(grids[1].cell(0, 0), &number("1"));
}

#[test]
fn a_text_that_is_not_in_the_file_is_told_and_never_the_first() {
    let cell = |index: &str| {
        format!("<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>{index}</v></c></row></sheetData>")
    };
    let mut files: Vec<Vec<u8>> = ["7", "-1", "x", "1.0", "99999999999999999999999"]
        .iter()
        .map(|index| xlsx("", &["甲路"], &cell(index)))
        .collect();
    files.push(xls(&[], &["甲路"], &[("表", 0, 0, xls_text(1, 0, 7))]));
    for bytes in files {
        let grid = one(bytes);
        assert_eq!(grid.cell(1, 0), &Cell::Empty);
        assert!(
            told(&grid)[0]
                .0
                .starts_with("A2 等 1 格的文字在文件里找不到"),
            "{:?}",
            told(&grid)
        );
        assert!(grid.remarks[0].is_left_out);
    }
}

#[test]
fn parts_may_have_other_names_and_namespaces() {
    let sheet = "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row><x:c t=\"d\"><x:v>2022-07-01</x:v></x:c><x:c t=\"inlineStr\"><x:is><x:r><x:t>甲</x:t></x:r><x:rPh><x:t>jia</x:t></x:rPh><x:t>路_x000D_</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    let book = |target: &str| {
        (
            "<x:workbook xmlns:x=\"x\" xmlns:q=\"q\"><x:sheets><x:sheet name=\"表\" sheetId=\"1\" q:id=\"R1\"/></x:sheets></x:workbook>",
            format!(
                "<Relationships><Relationship Id=\"R1\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" Target=\"{target}\"/></Relationships>"
            ),
        )
    };
    let root = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    for (main, rels, target, part) in [
        (
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            "xl/worksheets/sheet1.xml",
        ),
        (
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "/xl/worksheets/Sheet1.xml",
            "xl/worksheets/sheet1.xml",
        ),
        (
            "Excel/Book2.xml",
            "Excel/_rels/Book2.xml.rels",
            "../tables/t.xml",
            "tables/t.xml",
        ),
        ("book.xml", "_rels/book.xml.rels", "t.xml", "t.xml"),
        (
            "xl\\workbook.xml",
            "xl\\_rels\\workbook.xml.rels",
            "worksheets\\sheet1.xml",
            "xl\\worksheets\\sheet1.xml",
        ),
    ] {
        let (workbook, relations) = book(target);
        let bytes = package(&[
            ("_rels/.rels", &root(main)),
            (main, workbook),
            (rels, &relations),
            (part, sheet),
        ]);
        let grid = one(bytes);
        assert_eq!(
            grid.rows[0],
            [Cell::Day(Date::constant(2022, 7, 1)), text("甲路")],
            "{main}"
        );
    }
    // without any relations
    let (workbook, _) = book("");
    let grid = one(package(&[
        ("xl/workbook.xml", workbook),
        ("xl/worksheets/sheet1.xml", sheet),
    ]));
    assert_eq!(grid.cell(0, 1), &text("甲路"));
}

#[test]
fn what_is_no_workbook_is_refused_in_words() {
    let zeros = vec![0_u8; 300 * 1024 * 1024];
    let bomb = {
        use std::io::Write as _;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer
            .start_file("content.xml", zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&zeros).unwrap();
        writer.finish().unwrap().into_inner()
    };
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    for (bytes, words) in [
        (b"PK\x03\x04rest".to_vec(), "已损坏"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "已损坏"),
        (bomb, "过大"),
        (container("/EncryptedPackage", b"x"), "密码"),
        (xls(&[], &[], &[]), "已损坏"),
        (
            container(
                "/Workbook",
                &[record(0x0809, &words(&[0x0600, 5])), record(0x2F, &[0; 6])].concat(),
            ),
            "密码",
        ),
        (container("/WordDocument", b"x"), ".et"),
        (
            package(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]),
            "密码",
        ),
        (
            package(&[
                ("word/document.xml", "<w:document/>"),
                (
                    "_rels/.rels",
                    "<Relationships><Relationship Type=\"/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
                ),
            ]),
            "文字",
        ),
        (
            package(&[
                ("xl/workbook.bin", "x"),
                (
                    "_rels/.rels",
                    "<Relationships><Relationship Type=\"/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>",
                ),
            ]),
            "xlsb",
        ),
        (package(&[("a.txt", "x")]), "压缩包"),
        (package(&[("content.xml", "<office:text/>")]), "已损坏"),
    ] {
        let error = read(bytes).unwrap_err();
        assert!(
            error.zh.contains(words) && error.zh.contains("xlsx"),
            "{words}: {error:?}"
        );
        assert!(
            !error
                .zh
                .contains(|c: char| c.is_ascii_lowercase() && !error.en.contains(c))
        );
    }
}
