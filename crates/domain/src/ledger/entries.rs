//! What lives across months: problems, visits and explanations.

use crate::order::Order;
use crate::period::Month;
use crate::report::{FieldKey, Problem, Report, Visit};

/// 存在问题 as it was told from month to month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownProblem {
    /// The first report that names it.
    pub first: Month,
    /// The last.
    pub last: Month,
    /// As the last one tells it.
    pub problem: Problem,
    /// The newest report that counts does not name it any more, and none says that it was closed.
    pub is_dropped: bool,
}

/// 情况说明 of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Of which report.
    pub month: Month,
    /// The rule that asked, as far as its key says so.
    pub rule: Option<String>,
    /// The words.
    pub text: String,
}

/// Problems, in the order in which they were raised. The same type and words, or a description that was
/// carried over under the same number, are one problem.
pub(super) fn problems(counted: &[(Month, &Report)]) -> Vec<KnownProblem> {
    let mut known: Vec<KnownProblem> = Vec::new();
    for (month, report) in counted {
        for problem in &report.problems {
            match known.iter_mut().find(|one| is_same(&one.problem, problem)) {
                Some(one) => {
                    one.last = *month;
                    one.problem = problem.clone();
                }
                None => known.push(KnownProblem {
                    first: *month,
                    last: *month,
                    problem: problem.clone(),
                    is_dropped: false,
                }),
            }
        }
    }
    let newest = counted.last().map(|(month, _)| *month);
    for one in &mut known {
        one.is_dropped = Some(one.last) != newest && one.problem.closed.is_none();
    }
    known
}

fn is_same(one: &Problem, other: &Problem) -> bool {
    one.kind == other.kind && one.description == other.description
}

/// Visits, the newest first, each once; those without a day come last.
pub(super) fn visits(counted: &[(Month, &Report)]) -> Vec<Visit> {
    let mut known: Vec<Visit> = Vec::new();
    for (_, report) in counted.iter().rev() {
        for visit in &report.visits {
            let is_same = |one: &Visit| (one.day, &one.visitor) == (visit.day, &visit.visitor);
            if !known.iter().any(is_same) {
                known.push(visit.clone());
            }
        }
    }
    known.order_by(|a, b| b.day.cmp(&a.day));
    known
}

/// Explanations, the newest month first.
pub(super) fn explained(counted: &[(Month, &Report)]) -> Vec<Explained> {
    let mut found = Vec::new();
    for (month, report) in counted.iter().rev() {
        for (key, one) in &report.explanations {
            let text = one.text.as_deref().unwrap_or_default().trim();
            if !text.is_empty() {
                found.push(Explained {
                    month: *month,
                    rule: rule(key),
                    text: text.to_owned(),
                });
            }
        }
    }
    found
}

/// `M105` of `explanation.M105.year_to_date`.
fn rule(key: &FieldKey) -> Option<String> {
    let code = key.as_str().split('.').nth(1)?;
    let (letter, number) = (code.get(..1)?, code.get(1..)?);
    let is_code = letter.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() == 3
        && number.bytes().all(|b| b.is_ascii_digit());
    is_code.then(|| code.to_owned())
}
