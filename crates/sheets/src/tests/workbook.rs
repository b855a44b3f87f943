//! A workbook with merged cells, groups of columns and a sheet that is hidden.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use yuebao_domain::text::Lang;

use super::*;

fn fill(sheet: &mut Worksheet, first: u32, rows: &[&str]) {
    for (row, line) in (first..).zip(rows) {
        for (column, text) in (0_u16..).zip(line.split('|')) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
}

fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let plain = Format::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let percent = Format::new().set_num_format("0.00%");
    let sheet = book.add_worksheet().set_name("填表说明").unwrap();
    fill(sheet, 0, &["请按月填报"]);
    let sheet = book.add_worksheet().set_name("2022年5月").unwrap();
    sheet
        .merge_range(0, 0, 0, 11, "某市重大项目月报表", &plain)
        .unwrap();
    fill(sheet, 1, &["填报单位：市住建局|||||||||单位：亿元"]);
    for (column, label) in [
        (0, "序号"),
        (1, "项目名称"),
        (2, "性质"),
        (3, "建设地点"),
        (4, "总投资"),
        (5, "年度计划投资"),
    ] {
        sheet
            .merge_range(2, column, 3, column, label, &plain)
            .unwrap();
    }
    sheet.merge_range(2, 6, 2, 8, "完成投资", &plain).unwrap();
    fill(
        sheet,
        3,
        &["||||||本月（万元）|1-5月完成|开工以来累计|完成年度计划%|建设状态|实际开工|形象进度"],
    );
    for (column, label) in [
        (9, "完成年度计划%"),
        (10, "建设状态"),
        (11, "实际开工"),
        (12, "形象进度"),
    ] {
        sheet
            .merge_range(2, column, 3, column, label, &plain)
            .unwrap();
    }
    fill(sheet, 4, &["|合计|||3.2|0.5|500|0.23|1.03"]);
    sheet
        .write_number_with_format(4, 9, 0.46, &percent)
        .unwrap();
    fill(
        sheet,
        5,
        &[
            "1|☆甲路|续建||1.2|0.3|300|0.13|0.53||正常||路基六成",
            "2|乙厂|续建||2|0.2|200|0.1|0.5||停工||厂房封顶",
        ],
    );
    sheet.merge_range(5, 3, 6, 3, "钦南区", &plain).unwrap();
    for (row, share) in [(5, 0.433_333_333_333_333_3), (6, 0.8)] {
        sheet
            .write_number_with_format(row, 9, share, &percent)
            .unwrap();
        sheet
            .write_number_with_format(row, 11, 44_256.0, &day)
            .unwrap();
    }
    let hidden = book.add_worksheet().set_name("旧表").unwrap();
    fill(hidden, 0, &["项目名称|总投资|本月完成", "丙|1|1"]);
    hidden.set_hidden(true);
    book
}

#[test]
fn a_workbook_with_merged_cells_reads_as_it_looks() {
    let file = file("月报.xlsx", workbook().save_to_buffer().unwrap());
    let found = verdicts(&asked(&[file]));
    assert!(
        matches!(notes(&found).as_slice(), [note] if note.contains("工作表“旧表”：是隐藏的")),
        "{:?}",
        notes(&found)
    );
    assert_eq!(codes(&found), ["乙厂 2022-05 H303", "— — X704"]);
    let told: Vec<String> = found
        .found
        .iter()
        .map(|f| f.finding.message(Lang::Zh))
        .collect();
    assert!(
        told.iter().any(|message| message.contains("80%")),
        "{told:?}"
    );
    assert_eq!((found.projects.len(), found.tables), (2, 1));
    let percent = found.found.iter().find(|f| f.row.is_none()).unwrap();
    assert_eq!(
        percent.location.row,
        Some(7),
        "the row that the finding speaks of"
    );
    let halted = found.found.iter().find(|f| f.row == Some(1)).unwrap();
    assert_eq!(
        (halted.location.sheet.as_str(), halted.location.row),
        ("2022年5月", Some(7))
    );
}
