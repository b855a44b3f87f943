//! The three kinds, side by side.

use super::*;

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
