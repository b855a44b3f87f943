//! A document as text that a browser shows and prints, and as a table that every spreadsheet opens: the
//! same on the server and on a device without a network.

mod chart;
mod csv;
mod html;

pub use chart::{Drawing, Shape, as_svg, drawing};
pub use csv::as_csv;
pub use html::as_html;

/// Nothing in a text is taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Writing into a text does not fail.
fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = std::fmt::Write::write_fmt(page, text);
}
