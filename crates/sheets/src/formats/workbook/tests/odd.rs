//! What is hidden, odd or missing in a workbook, and what is none.

use super::*;

const TABLE: &str = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";

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
            let note = grid.notes.first();
            let said = note.map_or("", |note| note.zh.as_str());
            let said = said.get(..12).unwrap_or(said);
            (
                grid.name.as_str(),
                grid.cell(0, 0) == &number("1"),
                said,
                note.is_some_and(|r| r.is_left_out),
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
    assert!(grids[1].notes[0].zh.contains("图表") && grids[3].notes[0].zh.contains("隐藏"));
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
        assert!(grid.notes[0].is_left_out);
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
