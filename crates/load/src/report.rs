//! What was measured, one JSON object a line.

use std::time::Duration;

use serde_json::{Number, json};

/// Prints one figure.
pub(crate) fn line(what: &str, engine: &str, place: &str, value: f64, unit: &str) {
    let value = Number::from_f64(value).map(serde_json::Value::from);
    let line = json!({
        "what": what, "engine": engine, "where": place, "value": value, "unit": unit,
    });
    println!("{line}");
}

/// So many in that time: how many a second.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a measured rate, to be looked at"
)]
pub(crate) fn rate(count: usize, took: Duration) -> f64 {
    (count as f64 / took.as_secs_f64() * 10.0).round() / 10.0
}

/// In milliseconds.
#[expect(clippy::float_arithmetic, reason = "a measured time, to be looked at")]
pub(crate) fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

/// In MiB.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a measured size, to be looked at"
)]
pub(crate) fn mib(kib: u64) -> f64 {
    (kib as f64 / 1024.0 * 10.0).round() / 10.0
}

/// How many of one for each of the other.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a measured mean, to be looked at"
)]
pub(crate) fn mean(count: usize, of: u64) -> f64 {
    (count as f64 / (of.max(1)) as f64 * 10.0).round() / 10.0
}

/// The time within which `percent` of a hundred lie; `times` are sorted.
pub(crate) fn percentile(times: &[Duration], percent: usize) -> Duration {
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(101));
        assert_eq!(percentile(&times, 99), Duration::from_millis(199));
        assert_eq!(percentile(&times, 100), Duration::from_millis(200));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 50), Duration::ZERO);
    }
}
