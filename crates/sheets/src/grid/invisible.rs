//! Texts of cells without what is not seen and without what keeps a spreadsheet from reading them
//! as numbers, once for all columns.

use std::collections::BTreeSet;

use yuebao_domain::text::{clean, has_marks, is_invisible, unwrapped};

use super::{Cell, Grid};
use crate::note::{SheetNote, column_name};
use crate::text::unquoted;

/// Cleans the texts of a sheet, and says which marks were in them.
pub(crate) fn clean_texts(grid: &mut Grid) {
    grid.name = clean(&grid.name).into_owned();
    let mut signs = BTreeSet::new();
    let mut count = 0_usize;
    let mut first = None;
    for (row, cells) in grid.rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let Cell::Text(text) = cell else { continue };
            if has_marks(text) {
                signs.extend(text.chars().filter(|c| is_invisible(*c)));
                count += 1;
                first = first.or(Some((row, column)));
                *text = without_invisible(text);
            }
            let bare = unquoted(text);
            if bare.len() < text.len() {
                *text = bare.to_owned();
            } else if let Some(inner) = unwrapped(text) {
                *text = inner;
            }
        }
    }
    grid.notes.extend(first.map(|at| note(at, count, &signs)));
}

/// Where letters and digits run backwards, another figure is seen than stands there: the mark is
/// put in words, so that it is no figure any more.
fn without_invisible(text: &str) -> String {
    const BACKWARDS: char = '\u{202e}';
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if text.contains(BACKWARDS) && digits > 1 {
        return clean(&text.replace(BACKWARDS, "〔U+202E〕")).into_owned();
    }
    clean(text).into_owned()
}

fn note((row, column): (usize, usize), count: usize, signs: &BTreeSet<char>) -> SheetNote {
    const MOST: usize = 6;
    let code = |sign: &char| format!("U+{:04X}", u32::from(*sign));
    let mut codes: Vec<String> = signs.iter().take(MOST).map(code).collect();
    if signs.len() > MOST {
        codes.push("…".to_owned());
    }
    let cell = format!("{}{}", column_name(column), row + 1);
    SheetNote::told(
        format!(
            "{cell} 等 {count} 格有看不见的字符（{}），已去掉",
            codes.join("、")
        ),
        format!(
            "{count} cells ({cell} first) hold marks that are not seen ({}); they were taken out",
            codes.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_from_every_text_and_are_named_once() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut grid = Grid {
            name: "2022年\u{200b}7月".to_owned(),
            rows: vec![
                vec![text("项目\u{ad}名称"), text("本月\u{feff}完成")],
                vec![text("\u{202a}甲路\u{202c}"), text("1\u{2060}20\0")],
                vec![text("乙路"), text("\u{202e}021")],
                vec![text("\u{1a}")],
            ],
            ..Grid::default()
        };
        clean_texts(&mut grid);
        assert_eq!(grid.name, "2022年7月");
        let texts: Vec<String> = grid.rows.iter().flatten().map(Cell::text).collect();
        assert_eq!(
            texts,
            [
                "项目名称",
                "本月完成",
                "甲路",
                "120",
                "乙路",
                "〔U+202E〕021",
                ""
            ]
        );
        assert_eq!(grid.notes.len(), 1);
        let told = &grid.notes[0].zh;
        assert!(
            told.starts_with("A1 等 6 格有看不见的字符（U+0000、U+001A、U+00AD"),
            "{told}"
        );
    }
}
