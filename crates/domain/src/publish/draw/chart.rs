//! Bars, as shapes with their places. They are told apart by how dark they are and by figures beside them,
//! so that they can be read in grey; all of it takes the colour of the text around.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{escaped, push};
use crate::publish::document::{Cell, Chart, Column, Row, RowKind, Table};

/// Measures of the drawing, in its own units.
const WIDTH: i64 = 640;
const LABELS: i64 = 150;
const FIGURES: i64 = 110;
const LINE: i64 = 26;
const BAR: i64 = 14;
/// Signs of a label that fit before its bar.
const LONGEST: usize = 10;
/// How dark the parts of a bar are; the last is hollow.
const SHADES: [&str; 4] = ["0.85", "0.5", "0.22", "0"];

/// A drawing, in units of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// How wide it is.
    pub width: i64,
    /// How high it is.
    pub height: i64,
    /// What it is made of, from the back.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A box with an outline.
    Box {
        /// Its left edge.
        x: i64,
        /// Its upper edge.
        y: i64,
        /// How wide it is.
        width: i64,
        /// How high it is.
        height: i64,
        /// How dark it is, from 0 to 1.
        shade: &'static str,
    },
    /// A line of text.
    Text {
        /// Where it begins, ends or has its middle.
        x: i64,
        /// Its base line.
        y: i64,
        /// Which of the three: `start`, `end`, `middle`.
        anchor: &'static str,
        /// What it says.
        text: String,
    },
    /// A dashed line downwards.
    Line {
        /// Where.
        x: i64,
        /// Its upper end.
        top: i64,
        /// Its lower end.
        bottom: i64,
    },
}

/// One bar.
struct Bar<'a> {
    label: &'a str,
    parts: Vec<(Decimal, &'a str)>,
}

/// The drawing of a chart; `None` where there is nothing to draw. Whoever cannot see it reads the table.
pub fn drawing(chart: &Chart, table: &Table) -> Option<Drawing> {
    let bars = bars(chart, table);
    let ends = bars.iter().map(Bar::length);
    let mark = chart.mark.as_ref();
    let longest = ends.chain(mark.map(|mark| mark.value)).max();
    let longest = longest.filter(|longest| *longest > Decimal::ZERO && !bars.is_empty())?;
    let room = Decimal::from(WIDTH - LABELS - FIGURES);
    let wide = |value: Decimal| {
        let wide = value.max(Decimal::ZERO) * room / longest;
        wide.round().to_i64().unwrap_or(0)
    };
    let several = chart.columns.len() > 1;
    let top = if several || mark.is_some() { LINE } else { 4 };
    let count = i64::try_from(bars.len()).unwrap_or(0);
    let height = top + count * LINE + 4;
    let mut shapes = Vec::new();
    if let Some(mark) = mark {
        let x = LABELS + wide(mark.value);
        shapes.push(Shape::Line {
            x,
            top,
            bottom: height,
        });
        shapes.push(text(x, 16, "middle", mark.label.clone()));
    }
    if several {
        legend(chart, table, &mut shapes);
    }
    for (at, bar) in (0..).zip(&bars) {
        draw(bar, top + at * LINE, several, &wide, &mut shapes);
    }
    Some(Drawing {
        width: WIDTH,
        height,
        shapes,
    })
}

/// The same as SVG; empty where there is nothing to draw.
pub fn as_svg(chart: &Chart, table: &Table) -> String {
    let Some(drawing) = drawing(chart, table) else {
        return String::new();
    };
    let mut svg = String::new();
    push(
        &mut svg,
        format_args!(
            "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" fill=\"currentColor\" font-size=\"13\">",
            drawing.width,
            drawing.height,
            escaped(&chart.title)
        ),
    );
    for shape in &drawing.shapes {
        write(shape, &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn write(shape: &Shape, svg: &mut String) {
    match shape {
        Shape::Box {
            x,
            y,
            width,
            height,
            shade,
        } => push(
            svg,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill-opacity=\"{shade}\" stroke=\"currentColor\" stroke-width=\"0.75\"/>"
            ),
        ),
        Shape::Text { x, y, anchor, text } => push(
            svg,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
                escaped(text)
            ),
        ),
        Shape::Line { x, top, bottom } => push(
            svg,
            format_args!(
                "<path d=\"M{x} {top}V{bottom}\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/>"
            ),
        ),
    }
}

const fn text(x: i64, y: i64, anchor: &'static str, text: String) -> Shape {
    Shape::Text { x, y, anchor, text }
}

impl Bar<'_> {
    fn length(&self) -> Decimal {
        let parts = self.parts.iter().map(|(value, _)| *value);
        parts.filter(|value| *value > Decimal::ZERO).sum()
    }
}

fn bars<'a>(chart: &Chart, table: &'a Table) -> Vec<Bar<'a>> {
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Item);
    let bar = |row: &'a Row| {
        let cells = chart.columns.iter().filter_map(|key| row.cell(key));
        let parts = cells.filter_map(|cell: &Cell| Some((cell.figure()?, cell.shown.as_str())));
        let parts: Vec<_> = parts.collect();
        (!parts.is_empty()).then_some(Bar {
            label: &row.label,
            parts,
        })
    };
    rows.filter_map(bar).collect()
}

fn draw(
    bar: &Bar<'_>,
    top: i64,
    several: bool,
    wide: &dyn Fn(Decimal) -> i64,
    shapes: &mut Vec<Shape>,
) {
    let line = top + 12;
    shapes.push(text(LABELS - 8, line, "end", shortened(bar.label)));
    let mut x = LABELS;
    for (shade, (value, _)) in SHADES.iter().cycle().zip(&bar.parts) {
        let width = wide(*value);
        shapes.push(Shape::Box {
            x,
            y: top,
            width,
            height: BAR,
            shade,
        });
        x += width;
    }
    let figures: Vec<&str> = bar.parts.iter().map(|(_, shown)| *shown).collect();
    let figures = figures.join(if several { " / " } else { "" });
    // in a column of their own, where no line crosses them
    shapes.push(text(WIDTH - FIGURES + 10, line, "start", figures));
}

/// Which part is which.
fn legend(chart: &Chart, table: &Table, shapes: &mut Vec<Shape>) {
    let titles = chart.columns.iter().filter_map(|key| {
        let mut columns = table.columns.iter();
        columns.find(|column: &&Column| column.key == *key)
    });
    let mut x = LABELS;
    for (shade, column) in SHADES.iter().cycle().zip(titles) {
        shapes.push(Shape::Box {
            x,
            y: 5,
            width: 12,
            height: 12,
            shade,
        });
        shapes.push(text(x + 17, 16, "start", column.title.clone()));
        x += i64::try_from(column.title.chars().count()).unwrap_or(0) * 14 + 36;
    }
}

/// What of a name fits before its bar; the table has all of it.
fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let first: String = label.chars().take(LONGEST - 1).collect();
    format!("{first}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::document::{ColumnKind, Mark};

    fn table(rows: &[(&str, RowKind, &[&str])]) -> Table {
        let column = |key: &'static str, title: &str| Column {
            key: key.into(),
            title: title.to_owned(),
            group: String::new(),
            unit: String::new(),
            kind: ColumnKind::Figure,
            places: Some(1),
            width: 5,
        };
        let rows = rows.iter().map(|(label, kind, figures)| {
            let mut row = Row::new(*kind, 0, *label);
            for (key, figure) in ["red", "green"].into_iter().zip(*figures) {
                let value = Decimal::from_str_exact(figure).ok();
                row.put(key, Cell::number(value, |value| value.to_string()));
            }
            row
        });
        Table {
            columns: vec![column("red", "红<"), column("green", "绿")],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn chart(columns: &[&'static str], mark: Option<&str>) -> Chart {
        Chart {
            title: "完成率 \"甲\"".to_owned(),
            table: "t".to_owned(),
            columns: columns.iter().map(|key| (*key).into()).collect(),
            mark: mark.map(|value| Mark {
                label: format!("序时 {value}"),
                value: Decimal::from_str_exact(value).unwrap(),
            }),
        }
    }

    #[test]
    fn every_row_but_totals_has_its_bar_and_its_figure_beside_it() {
        let rows = [
            ("合计", RowKind::Total, &["90"][..]),
            ("钦北区", RowKind::Item, &["50"]),
            ("一个名字长得放不下的开发区", RowKind::Item, &["25"]),
            ("无计划", RowKind::Item, &[""]),
            ("负数", RowKind::Item, &["-5"]),
        ];
        let svg = as_svg(&chart(&["red"], Some("40")), &table(&rows));
        for part in [
            "aria-label=\"完成率 &quot;甲&quot;\"",
            ">钦北区</text><rect x=\"150\" y=\"26\" width=\"380\"",
            "<text x=\"540\" y=\"38\" text-anchor=\"start\">50</text>",
            ">一个名字长得放不下…</text><rect x=\"150\" y=\"52\" width=\"190\"",
            "width=\"0\"",
            ">-5</text>",
            "<path d=\"M454 26V108\"",
            ">序时 40</text>",
        ] {
            assert!(svg.contains(part), "{part}\nis not in\n{svg}");
        }
        assert!(!svg.contains("合计") && !svg.contains("无计划"), "{svg}");
    }

    #[test]
    fn parts_stand_side_by_side_and_a_legend_names_them() {
        let rows = [("钦北区", RowKind::Item, &["1", "3"][..])];
        let svg = as_svg(&chart(&["red", "green"], None), &table(&rows));
        for part in [
            ">红&lt;</text>",
            "width=\"95\" height=\"14\" fill-opacity=\"0.85\"",
            "<rect x=\"245\" y=\"26\" width=\"285\" height=\"14\" fill-opacity=\"0.5\"",
            ">1 / 3</text>",
        ] {
            assert!(svg.contains(part), "{part}\nis not in\n{svg}");
        }
    }

    #[test]
    fn without_a_figure_above_zero_nothing_is_drawn() {
        for rows in [
            &[][..],
            &[("钦北区", RowKind::Item, &["0"][..])],
            &[("钦北区", RowKind::Item, &[""][..])],
        ] {
            assert_eq!(as_svg(&chart(&["red"], None), &table(rows)), "");
        }
    }
}
