//! From which month on a year is counted: who takes up the program in September has reported the months
//! before elsewhere, and nobody is to be blamed for them.

use super::{Entry, Mark};
use crate::operation::report::{State, is_in};
use crate::period::Month;

/// The entries of `month`, and of the months before it from the first on of which something was handed
/// in or that was closed.
pub fn since_first(mut entries: Vec<Entry<'_>>, month: Month) -> Vec<Entry<'_>> {
    let reported = entries.iter().filter(|entry| is_reported(entry));
    let first = reported.map(|entry| entry.month).min();
    let first = first.map_or(month, |first| first.min(month));
    entries.retain(|entry| entry.month >= first);
    entries
}

/// The first month of entries; `None` without any.
pub fn first_month(entries: &[Entry<'_>]) -> Option<Month> {
    entries.iter().map(|entry| entry.month).min()
}

fn is_reported(entry: &Entry<'_>) -> bool {
    let has_come = entry
        .state
        .is_some_and(|state| is_in(state) || state == State::Returned);
    has_come || entry.mark == Mark::Missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filing::testing::{month, project};
    use crate::plan::Nature;

    #[test]
    fn a_year_begins_with_the_first_month_that_was_reported_or_closed() {
        let plan = project("a", "bureau", Nature::Continuing);
        let of = |at: &str, state, mark| Entry {
            plan: &plan,
            month: month(at),
            state,
            mark,
        };
        let open = Mark::Overdue(30);
        let january = of("2022-01", None, open);
        let draft = of("2022-02", Some(State::Draft), open);
        let returned = of("2022-03", Some(State::Returned), open);
        let closed = of("2022-03", None, Mark::Missing);
        let april = of("2022-04", None, open);
        let may = of("2022-05", Some(State::Submitted), Mark::OnTime);
        for (entries, first) in [
            (vec![january, draft, returned, april, may], "2022-03"),
            (vec![january, draft, closed, april, may], "2022-03"),
            (vec![january, draft, april, may], "2022-05"),
            (vec![january, draft, april], "2022-05"),
            (
                vec![of("2022-01", Some(State::Accepted), Mark::OnTime), may],
                "2022-01",
            ),
        ] {
            let kept = since_first(entries.clone(), month("2022-05"));
            let expected: Vec<Month> = (entries.iter())
                .map(|entry| entry.month)
                .filter(|at| *at >= month(first))
                .collect();
            let months: Vec<Month> = kept.iter().map(|entry| entry.month).collect();
            assert_eq!(months, expected, "{first}");
            assert_eq!(first_month(&kept), expected.first().copied());
        }
    }
}
