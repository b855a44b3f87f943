//! A document as one page of HTML that needs nothing beside it: to be read, and printed on the paper
//! that it is meant for, with the heads of its tables on every sheet.

use super::{as_svg, escaped, push};
use crate::publish::document::{
    Block, Column, ColumnKind, Document, Page, Paper, Row, RowKind, Table,
};

const STYLE: &str = include_str!("html.css");

/// The page.
pub fn as_html(document: &Document) -> String {
    let mut page = String::new();
    let paper = match document.page.paper {
        Paper::A3 => "A3",
        Paper::A4 => "A4",
    };
    let turned = if document.page.landscape {
        "landscape"
    } else {
        "portrait"
    };
    let single = if document.page.single { " single" } else { "" };
    let title = escaped(&document.title);
    push(
        &mut page,
        format_args!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <style>\n{STYLE}@page {{ size: {paper} {turned}; }}\n\
             @page {{ @top-left {{ content: \"{}\"; }} }}\n</style>\n</head>\n<body class=\"{paper}{single}\">\n\
             <h1>{}</h1>\n<p class=\"basis\">{}</p>\n",
            in_style(&document.basis),
            by_sense(document),
            escaped(&document.basis)
        ),
    );
    line(&mut page, "heading", &document.heading);
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                let level = (level + 1).clamp(2, 6);
                let text = escaped(text);
                push(&mut page, format_args!("<h{level}>{text}</h{level}>\n"));
            }
            Block::Paragraph { text } => {
                push(&mut page, format_args!("<p>{}</p>\n", escaped(text)));
            }
            Block::Table(table) => write_table(table, document.page, &mut page),
            Block::Chart(chart) => {
                let drawn = document
                    .table(&chart.table)
                    .map(|table| as_svg(chart, table));
                push(
                    &mut page,
                    format_args!("<figure>{}</figure>\n", drawn.unwrap_or_default()),
                );
            }
        }
    }
    line(&mut page, "foot", &document.foot);
    page.push_str("</body>\n</html>\n");
    page
}

/// The title: a line is broken between its parts.
fn by_sense(document: &Document) -> String {
    let parts = document.title_parts().into_iter().map(escaped);
    match parts.collect::<Vec<_>>().as_slice() {
        [whole] => whole.clone(),
        parts => format!("<span>{}</span>", parts.join("</span><span>")),
    }
}

/// A text between quotes of a style sheet.
fn in_style(text: &str) -> String {
    let is_plain = |c: &char| !c.is_control() && !matches!(c, '"' | '\\' | '<');
    text.chars().filter(is_plain).collect()
}

fn line(page: &mut String, class: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    push(page, format_args!("<p class=\"{class}\">"));
    for text in texts {
        push(page, format_args!("<span>{}</span>", escaped(text)));
    }
    page.push_str("</p>\n");
}

fn write_table(table: &Table, paper: Page, page: &mut String) {
    let size = table.character(paper);
    let (whole, half) = (size / 2, size % 2 * 5);
    push(
        page,
        format_args!("<table style=\"font-size:{whole}.{half}px\">\n"),
    );
    if !table.title.is_empty() {
        push(
            page,
            format_args!("<caption>{}</caption>\n", escaped(&table.title)),
        );
    }
    page.push_str("<colgroup>");
    for column in &table.columns {
        let share = table.share(column);
        let (whole, tenth) = (share / 10, share % 10);
        push(page, format_args!("<col style=\"width:{whole}.{tenth}%\">"));
    }
    page.push_str("</colgroup>\n<thead>\n");
    write_heads(&table.columns, page);
    page.push_str("</thead>\n<tbody>\n");
    for row in &table.rows {
        write_row(table, row, page);
    }
    page.push_str("</tbody>\n</table>\n");
    if !table.notes.is_empty() {
        page.push_str("<ol class=\"notes\">\n");
        for note in &table.notes {
            push(page, format_args!("<li>{}</li>\n", escaped(note)));
        }
        page.push_str("</ol>\n");
    }
}

/// One line of heads, or two where neighbours share one.
fn write_heads(columns: &[Column], page: &mut String) {
    let has_groups = columns.iter().any(|column| !column.group.is_empty());
    page.push_str("<tr>");
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        if column.group.is_empty() {
            let rows = if has_groups { " rowspan=\"2\"" } else { "" };
            push(page, format_args!("<th{rows}>{}</th>", head(column)));
            at += 1;
            continue;
        }
        let same = columns.iter().skip(at);
        let wide = same.take_while(|other| other.group == column.group).count();
        let group = escaped(&column.group);
        push(page, format_args!("<th colspan=\"{wide}\">{group}</th>"));
        at += wide;
    }
    page.push_str("</tr>\n");
    if has_groups {
        page.push_str("<tr>");
        for column in columns.iter().filter(|column| !column.group.is_empty()) {
            push(page, format_args!("<th>{}</th>", head(column)));
        }
        page.push_str("</tr>\n");
    }
}

fn head(column: &Column) -> String {
    let title = escaped(&column.title);
    if column.unit.is_empty() {
        title
    } else {
        format!("{title}<br>（{}）", escaped(&column.unit))
    }
}

fn write_row(table: &Table, row: &Row, page: &mut String) {
    let class = match row.kind {
        RowKind::Total => "total",
        RowKind::Group => "group",
        RowKind::Item => "item",
        RowKind::Part => "part",
    };
    push(page, format_args!("<tr class=\"{class}\">"));
    for column in &table.columns {
        let class = match column.kind {
            ColumnKind::Text => "text",
            ColumnKind::Figure => "figure",
            ColumnKind::Word | ColumnKind::Ordinal => "word",
            ColumnKind::Day | ColumnKind::Month => "day",
        };
        let shown = escaped(row.shown(table, &column.key)).replace('\n', "<br>");
        let (tag, scope) = if column.key == table.label_column {
            ("th", " scope=\"row\"")
        } else {
            ("td", "")
        };
        push(
            page,
            format_args!("<{tag} class=\"{class}\"{scope}>{shown}</{tag}>"),
        );
    }
    page.push_str("</tr>\n");
}
