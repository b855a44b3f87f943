//! The measured lines: shown as they come, so that a failure later takes none away, and at the end
//! as tables, one a question, with how many times as long as ours each took.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::{Context, Result};

/// One measured line.
struct Line {
    what: String,
    engine: String,
    place: String,
    value: f64,
    unit: String,
}

/// All of them so far.
pub(super) struct Lines {
    json: bool,
    lines: Vec<Line>,
}

impl Lines {
    /// None yet.
    pub(super) const fn new(json: bool) -> Self {
        Self {
            json,
            lines: Vec::new(),
        }
    }

    /// Takes one, as a program of ours has printed it, and shows it at once: as it is, or to whoever
    /// waits for the tables.
    pub(super) fn take(&mut self, text: &str) -> Result<()> {
        let line = read(text)?;
        if self.json {
            println!("{text}");
        } else {
            let (what, place) = (&line.what, line.place.len());
            eprintln!("    {what:32} {}", line.row(place.max(21), None));
        }
        self.lines.push(line);
        Ok(())
    }

    /// The tables of all questions, in the order in which they first came up.
    pub(super) fn tables(&self) -> String {
        let mut questions: Vec<&str> = Vec::new();
        for line in &self.lines {
            if !questions.contains(&line.what.as_str()) {
                questions.push(&line.what);
            }
        }
        let mut text = String::new();
        for what in questions {
            let rows: Vec<&Line> = (self.lines.iter())
                .filter(|line| line.what == what)
                .collect();
            // writing to a String cannot fail
            let _ = writeln!(text, "\n{what}");
            let places = rows.iter().map(|line| line.place.len()).max();
            let places = places.unwrap_or_default().max(10);
            let ours: BTreeMap<&str, f64> = rows
                .iter()
                .filter(|line| line.engine == "yuebao")
                .map(|line| (line.place.as_str(), line.value))
                .collect();
            for line in rows {
                // Node.js is where a peer runs natively
                let place = if line.place == "node" {
                    "native"
                } else {
                    &line.place
                };
                let _ = writeln!(text, "  {}", line.row(places, ours.get(place).copied()));
            }
        }
        text
    }
}

impl Line {
    /// For people, with how many times ours it is.
    fn row(&self, places: usize, ours: Option<f64>) -> String {
        let times = ours.map(|own| ratio(self.value, own)).unwrap_or_default();
        let (engine, place, value, unit) = (&self.engine, &self.place, self.value, &self.unit);
        let row = format!("{engine:26} {place:places$} {value:>14.4} {unit:3}{times:>12}");
        row.trim_end().to_owned()
    }
}

#[expect(
    clippy::float_arithmetic,
    reason = "a ratio of two measured times, to be looked at"
)]
fn ratio(value: f64, own: f64) -> String {
    format!("× {:.2}", value / own)
}

/// The lines are written by our own programs: flat objects of texts, and one number.
fn read(line: &str) -> Result<Line> {
    let text = |key: &str| -> Option<String> {
        let (_, rest) = line.split_once(&format!("\"{key}\":\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let value = || -> Option<f64> {
        let (_, rest) = line.split_once("\"value\":")?;
        rest.split([',', '}']).next()?.parse().ok()
    };
    let read = || {
        Some(Line {
            what: text("what")?,
            engine: text("engine")?,
            place: text("where")?,
            value: value()?,
            unit: text("unit")?,
        })
    };
    read().with_context(|| format!("this is no measured line: {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_set_beside_ours_of_the_same_place() {
        let lines = r#"{"what":"w","engine":"yuebao","where":"native","value":2.000000,"unit":"ms"}
{"what":"w","engine":"ajv","where":"node","value":5,"unit":"ms"}
{"what":"x","engine":"ajv","where":"20 clients at once","value":1e-1,"unit":"/s"}"#;
        let mut all = Lines::new(false);
        for line in lines.lines() {
            all.take(line).expect("the lines are sound");
        }
        let table = all.tables();
        let rows: Vec<String> = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            rows,
            [
                "",
                "w",
                "yuebao native 2.0000 ms × 1.00",
                "ajv node 5.0000 ms × 2.50",
                "",
                "x",
                "ajv 20 clients at once 0.1000 /s",
            ]
        );
        assert!(all.take("what?").is_err());
    }
}
