//! Paper and margins of GB/T 9704—2012, in twentieths of a point, and what stands on each page.

use yuebao_domain::publish::document::{Page, Paper as Size};

use super::xml::Xml;

/// A sheet of paper with its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    width: u32,
    height: u32,
    landscape: bool,
    top: u32,
    right: u32,
    bottom: u32,
    left: u32,
}

/// 37 mm, above the text.
const TOP: u32 = 2098;
/// 28 mm, where the sheets are bound.
const BINDING: u32 = 1587;
/// What is left beside 156 mm of text: 26 mm.
const OUTER: u32 = 1474;
/// What is left below 225 mm of text: 35 mm.
const BOTTOM: u32 = 1984;
/// So that the page number stands 7 mm below the text.
const FOOTER: u32 = 1247;
const HEADER: u32 = 1134;

impl Paper {
    pub(super) const fn of(page: Page) -> Self {
        let (short, long) = match page.paper {
            Size::A4 => (11_906, 16_838),
            Size::A3 => (16_838, 23_811),
        };
        if page.landscape {
            // the head of a sheet that lies across is where it is bound
            Self {
                width: long,
                height: short,
                landscape: true,
                top: BINDING,
                right: TOP,
                bottom: OUTER,
                left: BOTTOM,
            }
        } else {
            Self {
                width: short,
                height: long,
                landscape: false,
                top: TOP,
                right: OUTER,
                bottom: BOTTOM,
                left: BINDING,
            }
        }
    }

    /// The height of the text.
    pub(super) const fn body(&self) -> u32 {
        self.height - self.top - self.bottom
    }

    /// The width of the text.
    pub(super) const fn text(&self) -> u32 {
        self.width - self.left - self.right
    }
}

/// Paper, margins, grid of lines, head and foot. One sheet has no grid: its lines are closer.
pub(super) fn write_section(paper: &Paper, is_single: bool, xml: &mut Xml) {
    let grid = if is_single {
        ""
    } else {
        "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"
    };
    let turned = if paper.landscape {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    let (header, footer) = if paper.landscape {
        (680, 680)
    } else {
        (HEADER, FOOTER)
    };
    xml.raw(&format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:headerReference w:type=\"even\" r:id=\"rId4\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:footerReference w:type=\"even\" r:id=\"rId6\"/>\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{header}\" \
         w:footer=\"{footer}\" w:gutter=\"0\"/>\
         {grid}</w:sectPr>",
        paper.width, paper.height, paper.top, paper.right, paper.bottom, paper.left,
    ));
}

/// The head of each page.
pub(super) fn header(basis: &str) -> String {
    let mut xml = Xml::part("w:hdr");
    xml.paragraph("Header", "", basis);
    xml.end("w:hdr")
}

/// The foot of odd or even pages: the number between dashes, one character from the outer edge.
pub(super) fn footer(side: &str) -> String {
    let mut xml = Xml::part("w:ftr");
    let indent = format!("<w:ind w:{side}Chars=\"100\" w:{side}=\"280\"/><w:jc w:val=\"{side}\"/>");
    xml.raw(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{indent}</w:pPr>\
         <w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>"
    ));
    xml.end("w:ftr")
}
