use std::io::{Cursor, Read as _};

use super::*;
use crate::render::testing::document;

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_part_is_there_and_the_same_document_is_the_same_file() {
    let file = document_as_docx(&document()).unwrap();
    assert!(file == document_as_docx(&document()).unwrap());
    let types = part(&file, "[Content_Types].xml");
    for name in [
        "document",
        "styles",
        "settings",
        "fontTable",
        "header",
        "odd",
        "even",
    ] {
        let name = format!("word/{name}.xml");
        assert!(types.contains(&name), "{name}");
        let text = part(&file, &name);
        let (opened, closed) = (
            text.matches("<w:p>").count(),
            text.matches("</w:p>").count(),
        );
        assert_eq!(opened, closed, "{name}");
    }
}

#[test]
fn widths_are_said_three_times_and_heads_are_repeated() {
    let text = part(&document_as_docx(&document()).unwrap(), "word/document.xml");
    let all = |before: &str| -> Vec<u32> {
        let after = text.split(before).skip(1);
        let number = after.map(|rest| rest.split('"').next().unwrap().parse().unwrap());
        number.collect()
    };
    let grid = all("<w:gridCol w:w=\"");
    assert_eq!(grid.len(), 4);
    assert_eq!(grid.iter().sum::<u32>(), all("<w:tblW w:w=\"")[0]);
    // 月报表 has a head over two columns, and two lines of it
    assert_eq!(
        all("<w:tcW w:w=\"")[..3],
        [grid[0], grid[1] + grid[2], grid[3]]
    );
    assert_eq!(text.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(text.matches("<w:vMerge/>").count(), 2);
}

#[test]
fn nothing_in_a_text_is_taken_for_markup_and_lines_are_kept() {
    let text = part(&document_as_docx(&document()).unwrap(), "word/document.xml");
    assert!(text.contains("=1+1&lt;b&gt;路&lt;/b&gt;"));
    assert!(text.contains("1.甲</w:t><w:br/><w:t xml:space=\"preserve\">2.乙"));
    assert_eq!(xml::escaped("a\u{1}b\u{ffff}\"&"), "ab&quot;&amp;");
}

/// 简报 is one sheet: the more there is to say, the smaller the letters; other documents have 三号.
#[test]
fn what_is_meant_for_one_sheet_has_smaller_letters() {
    use yuebao_domain::publish::document::Page;
    let sizes = |page: Page, paragraphs: usize| {
        let mut document = document();
        document.page = page;
        let text = "完成投资0.12亿元，高于序时进度2.9个百分点。".repeat(4);
        document.blocks = vec![Block::paragraph(text); paragraphs];
        let styles = part(&document_as_docx(&document).unwrap(), "word/styles.xml");
        assert!(!styles.contains('{'), "{styles}");
        // lines closer than those of a grid would each take two of it
        let text = part(&document_as_docx(&document).unwrap(), "word/document.xml");
        assert_eq!(text.contains("<w:docGrid"), !page.single);
        let size = styles.split("<w:sz w:val=\"").nth(1).unwrap();
        size.split('"').next().unwrap().to_owned()
    };
    assert_eq!([2, 8].map(|count| sizes(Page::LETTER, count)), ["32", "32"]);
    let single = [2, 4, 6, 8, 30].map(|count| sizes(Page::SINGLE, count));
    assert!(single.is_sorted_by(|a, b| a >= b), "{single:?}");
    assert_eq!([&single[0], &single[4]], ["32", "21"]);
}

/// A title is broken by sense, and a cell without a text is no higher than one with it.
#[test]
fn titles_are_broken_by_sense_and_empty_cells_are_low() {
    let mut document = document();
    document.page = yuebao_domain::publish::document::Page::LETTER;
    "关于某市2022年重大项目建设工作1—5月推进情况的通报".clone_into(&mut document.title);
    let text = part(&document_as_docx(&document).unwrap(), "word/document.xml");
    let broken = "建设工作</w:t><w:br/><w:t xml:space=\"preserve\">1—5月推进情况";
    assert!(text.contains(broken), "{text}");
    let empty = text
        .split("<w:tc>")
        .find(|cell| !cell.contains("<w:t "))
        .unwrap();
    assert!(
        empty.contains("</w:jc><w:rPr>") || empty.contains("\"/><w:rPr><w:"),
        "{empty}"
    );
    let rows = text.matches("<w:tr>").count();
    assert_eq!(text.matches("<w:cantSplit/>").count(), rows);
}
