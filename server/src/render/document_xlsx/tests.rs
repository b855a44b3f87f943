use std::io::{Cursor, Read as _};

use super::*;
use crate::render::testing::document;

/// A part of the file.
fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn heads_are_merged_stand_still_and_are_repeated_in_print() {
    let file = document_as_xlsx(&document()).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for merged in ["A6:A7", "B6:C6", "D6:D7"] {
        assert!(
            sheet.contains(&format!("ref=\"{merged}\"")),
            "{merged}: {sheet}"
        );
    }
    assert!(sheet.contains("xSplit=\"1\" ySplit=\"7\""), "{sheet}");
    assert!(sheet.contains("fitToHeight=\"0\""), "{sheet}");
    assert!(sheet.contains("paperSize=\"8\""), "{sheet}");
    let book = part(&file, "xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles"), "{book}");
    assert!(book.contains("$6:$7"), "{book}");
}

#[test]
fn the_same_document_is_the_same_file() {
    let document = document();
    let file = document_as_xlsx(&document).unwrap();
    assert!(file == document_as_xlsx(&document).unwrap());
    let core = part(&file, "docProps/core.xml");
    let made = format!("{}T00:00:00Z", document.month.first_day());
    assert!(core.contains(&made), "{core}");
}

/// A spreadsheet has no row above 409 points: what needs more is written in smaller letters.
#[test]
fn a_text_that_the_highest_row_does_not_hold_has_smaller_letters() {
    let letters = |name: &str| {
        let mut document = document();
        let tables = document.blocks.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        for table in tables {
            name.clone_into(&mut table.rows[0].label);
        }
        let styles = part(&document_as_xlsx(&document).unwrap(), "xl/styles.xml");
        let sizes = styles.split("<sz val=\"").skip(1);
        let sizes = sizes.filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
        sizes.min().unwrap()
    };
    assert_eq!(letters("一个项目"), 10);
    let smaller = [letters(&"长".repeat(700)), letters(&"长".repeat(2_000))];
    assert!(smaller[1] < smaller[0] && smaller[0] < 10, "{smaller:?}");
}

#[test]
fn names_of_sheets_are_what_spreadsheets_take() {
    let mut names = Names::default();
    let long = "长".repeat(40);
    let given = [
        "月报表",
        "月报表",
        "a/b:c*d[e]",
        "",
        "'x'",
        &long,
        &long,
        "A",
        "a",
    ];
    let taken: Vec<String> = given.iter().map(|name| names.next(name)).collect();
    let cut = "长".repeat(31);
    let second = format!("{}2", "长".repeat(30));
    let expected = [
        "月报表",
        "月报表2",
        "abcde",
        "2",
        "x",
        &cut,
        &second,
        "A",
        "a2",
    ];
    assert_eq!(taken, expected);
}

/// An office reads what a sheet holds on its tab, in its own words.
#[test]
fn sheets_are_called_as_the_tables_or_the_headings_above_them() {
    let mut document = document();
    let table = document.tables().next().unwrap().clone();
    let untitled = |id: &str| {
        Block::Table(Table {
            id: id.to_owned(),
            title: String::new(),
            ..table.clone()
        })
    };
    document.blocks = vec![
        Block::heading(2, "（一）县区"),
        untitled("ranking-1"),
        untitled("after"),
        Block::Table(table.clone()),
    ];
    let book = part(&document_as_xlsx(&document).unwrap(), "xl/workbook.xml");
    let names = book.split("<sheet name=\"").skip(1);
    let names: Vec<&str> = names.map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(names, ["月报表", "（一）县区", "after", "表一"]);
}

/// Whoever opens a monthly table sees it, between its title and its foot, also where the projects that are
/// only prepared have a table of their own.
#[test]
fn a_document_that_begins_with_a_table_has_it_on_its_first_sheet() {
    let mut document = document();
    let table = document.tables().next().unwrap().clone();
    let reserve = Table {
        id: "reserve".to_owned(),
        title: "预备项目".to_owned(),
        ..table.clone()
    };
    document.blocks = vec![Block::Table(table), Block::Table(reserve)];
    let file = document_as_xlsx(&document).unwrap();
    let rows = |sheet: u32| part(&file, &format!("xl/worksheets/sheet{sheet}.xml"));
    let rows = [1, 2].map(|sheet| rows(sheet).matches("<row ").count());
    // title, heading, caption, two lines of heads, two rows, a note; foot and 口径 on the first
    assert_eq!(rows, [10, 6]);
    assert!(!part(&file, "xl/workbook.xml").contains("sheet3"));
}
