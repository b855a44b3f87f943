//! Figures as a person reads them.

use std::time::Duration;

/// `0.4 s`, `12.3 s`, `4 min 29 s`.
pub(crate) fn duration(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    if tenths < 600 {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    let seconds = duration.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

/// `126 412`.
pub(crate) fn bytes(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// The first version number in a program's `--version` output.
pub(crate) fn version(output: &str) -> Option<&str> {
    output
        .split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (milliseconds, expected) in [
            (0, "0.0 s"),
            (449, "0.4 s"),
            (59_999, "59.9 s"),
            (60_000, "1 min 00 s"),
            (269_711, "4 min 29 s"),
        ] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn byte_counts_in_groups_of_three() {
        for (count, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1 000"),
            (126_412, "126 412"),
            (1_234_567, "1 234 567"),
        ] {
            assert_eq!(bytes(count), expected);
        }
    }

    #[test]
    fn versions_as_programs_print_them() {
        for (output, expected) in [
            ("trunk 0.21.14\n", Some("0.21.14")),
            (
                "wasm-bindgen 0.2.130 (a1b2c3d4e 2026-01-01)",
                Some("0.2.130"),
            ),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("v20.20.2\n", Some("20.20.2")),
            ("command not found", None),
            ("", None),
        ] {
            assert_eq!(version(output), expected, "{output}");
        }
    }
}
