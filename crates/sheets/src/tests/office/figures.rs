//! Figures as their formats and signs show them.

use rust_xlsxwriter::{Format, Workbook};

use super::*;

/// A workbook of one project whose total investment is shown with a format.
fn workbook(total: f64, format: &str, header: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2022年7月").unwrap();
    for (column, text) in (0_u16..).zip(HEAD.trim().split(',')) {
        let text = if text == "总投资" { header } else { text };
        sheet.write_string(0, column, text).unwrap();
    }
    for (column, text) in (0_u16..).zip(ROW.trim().split(',')) {
        match text.parse::<f64>() {
            Ok(number) => sheet.write_number(1, column, number).unwrap(),
            Err(_) => sheet.write_string(1, column, text).unwrap(),
        };
    }
    let format = Format::new().set_num_format(format);
    sheet
        .write_number_with_format(1, 4, total, &format)
        .unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_number_format_that_scales_is_read_as_it_is_shown() {
    for (total, format, header) in [
        (86_000_000.0, "0!.0,", "总投资"),
        (86_000_000.0, "0!.0,", "总投资（万元）"),
        (86_000_000.0, "0\".\"0,", "总投资（万元）"),
        (86_000_000.0, "0.00,,", "总投资（百万元）"),
        (86_000_000.0, "0.00,,\"百万\"", "总投资"),
        (86_000_000.0, "0!.00,,", "总投资（亿元）"),
        (0.86, "0.00\"亿元\"", "总投资"),
        (0.86, "0.00\"亿\"", "总投资（万元）"),
        (8600.0, "#,##0.00\"万元\"", "总投资（亿元）"),
        (
            86_000_000.0,
            "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"",
            "总投资",
        ),
        (8600.0, "#,##0.00_ ;[Red]-#,##0.00", "总投资"),
        (8600.0, "¥#,##0.00", "总投资（万元）"),
    ] {
        is_clean(
            "a.xlsx",
            workbook(total, format, header),
            &format!("{format} {header}"),
        );
    }
    for (total, format, header) in [
        (86_000_000.0, "0.00,,", "总投资"),
        (86_000_000.0, "0.00,,", "总投资（万元）"),
        (86_000.0, "0.00,", "总投资"),
    ] {
        is_asked("a.xlsx", workbook(total, format, header), "数字格式");
    }
    // what is no unit of ours stands in the box, for the rule to speak of
    for format in ["0\"万美元\"", "$#,##0", "0\"个\""] {
        let (_, figures) = read("a.xlsx", workbook(8600.0, format, "总投资")).unwrap();
        assert_ne!(figures[0], "8600", "{format}");
        assert!(figures[0].starts_with("8600"), "{format}: {}", figures[0]);
    }
}

#[test]
fn a_cell_is_one_figure_with_its_sign() {
    let name = "2022年7月.csv";
    let month = |cell: &str| {
        let text = format!("{HEAD}{}", ROW.replace(",120,", &format!(",{cell},")));
        read(name, text).unwrap().1[2].clone()
    };
    for cell in [
        "△1888",
        "▲1888",
        "(1888)",
        "（1888）",
        "1888-",
        "\"1,888－\"",
        "−1888",
        "－1888",
        "-1888.00",
    ] {
        assert_eq!(month(cell), "-1888", "{cell}");
    }
    let zeros = format!("120.{}", "0".repeat(30));
    assert_eq!(month(&zeros), "120");
    for cell in [
        "\"120\n35\"",
        "120、35",
        "120/35",
        "\"120;35\"",
        "120 350",
        "☆1888",
        "1.05E+03",
    ] {
        let text = format!("{HEAD}{}", ROW.replace(",120,", &format!(",{cell},")));
        let found = verdicts(&asked(&[file(name, text)]));
        assert_eq!(codes(&found), ["临海泵站 2022-07 C012"], "{cell}");
    }
}
