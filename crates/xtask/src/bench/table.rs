//! The measured lines as tables, one a question, with how many times as long as ours each took.

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

/// The tables of all questions, in the order in which they first come up.
pub(super) fn table(lines: &str) -> Result<String> {
    let lines: Vec<Line> = lines.lines().map(read).collect::<Result<_>>()?;
    let mut questions: Vec<&str> = Vec::new();
    for line in &lines {
        if !questions.contains(&line.what.as_str()) {
            questions.push(&line.what);
        }
    }
    let mut text = String::new();
    for what in questions {
        let rows: Vec<&Line> = lines.iter().filter(|line| line.what == what).collect();
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
            let times = ours.get(place).map(|own| ratio(line.value, *own));
            let times = times.unwrap_or_default();
            let (engine, value, unit) = (&line.engine, line.value, &line.unit);
            let place = &line.place;
            let row = format!("  {engine:26} {place:places$} {value:>14.4} {unit:3}{times:>12}");
            let _ = writeln!(text, "{}", row.trim_end());
        }
    }
    Ok(text)
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
        let table = table(lines).expect("the lines are sound");
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
        assert!(super::table("what?").is_err());
    }
}
