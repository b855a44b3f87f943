//! Formulas and whether they were calculated.

use super::*;

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
        let notes = told(&grid);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(
            notes[0].0.starts_with("B3 等 2 格是公式，从未计算过"),
            "{notes:?}"
        );
        assert!(
            notes[0].1 && grid.notes[0].en.contains("open and save"),
            "{notes:?}"
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
