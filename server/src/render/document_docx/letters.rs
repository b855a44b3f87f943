//! How large the letters of the text are: 三号 on 22 lines a page, and what is meant for one sheet so small
//! that it fits.

use unicode_width::UnicodeWidthStr as _;
use yuebao_domain::publish::Document;
use yuebao_domain::publish::document::{Block, Table};

use super::page::Paper;
use super::{table, title_lines};

/// The letters of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    /// How high they are, in half points.
    pub(super) size: u32,
    /// From line to line, in twentieths of a point.
    line: u32,
}

/// 三号, 四号, 小四, 五号.
const SIZES: [Letters; 4] = [
    Letters::of(32, 579),
    Letters::of(28, 480),
    Letters::of(24, 400),
    Letters::of(21, 300),
];
/// From line to line of the title, of what stands below it and of notes.
const TITLE: u32 = 640;
const NOTE: u32 = 300;
/// The letters of notes, in half points.
const NOTE_SIZE: u32 = 21;

impl Letters {
    const fn of(size: u32, line: u32) -> Self {
        Self { size, line }
    }

    /// Those of a document.
    pub(super) fn for_document(document: &Document, paper: &Paper) -> Self {
        let [usual, ..] = SIZES;
        let [.., smallest] = SIZES;
        if !document.page.single {
            return usual;
        }
        // other fonts are higher, and break lines elsewhere
        let fits = |letters: &Self| letters.height(document, paper) <= paper.body() / 10 * 9;
        SIZES.into_iter().find(fits).unwrap_or(smallest)
    }

    /// The styles with these letters.
    pub(super) fn put_into(self, styles: &str) -> String {
        let Self { size, line } = self;
        let indent = size * 20;
        let styles = styles.replace("{size}", &size.to_string());
        let styles = styles.replace("{line}", &line.to_string());
        styles.replace("{indent}", &indent.to_string())
    }

    /// About how high the text is, in twentieths of a point.
    fn height(self, document: &Document, paper: &Paper) -> u32 {
        let lines = |text: &str, size: u32| lines(text, paper.text() / (size * 5));
        let title = title_lines(document, paper).lines().count();
        let title = u32::try_from(title).unwrap_or(1) * TITLE + self.line;
        let heading = u32::from(!document.heading.is_empty()) * self.line;
        let blocks = document.blocks.iter().map(|block| match block {
            // the first line is two characters further in
            Block::Heading { text, .. } | Block::Paragraph { text } => {
                lines(&format!("　　{text}"), self.size) * self.line
            }
            Block::Table(table) => {
                let notes = table.notes.iter();
                let notes: u32 = notes
                    .map(|note| lines(&format!("　　1.{note}"), NOTE_SIZE))
                    .sum();
                self.rows(table, paper) + notes.max(1) * NOTE
            }
            Block::Chart(_) => 0,
        });
        title + heading + blocks.sum::<u32>()
    }

    /// About how high the rows of a table are: heads of three lines, and rows of one.
    fn rows(self, table: &Table, paper: &Paper) -> u32 {
        let row = table::size(table, paper).min(self.size) * 14;
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        rows.saturating_add(3).saturating_mul(row)
    }
}

/// The lines that a text takes, each as wide as so many figures.
fn lines(text: &str, figures: u32) -> u32 {
    let width = usize::try_from(figures.max(1)).unwrap_or(1);
    let lines = text.lines().map(|line| line.width().div_ceil(width).max(1));
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}
