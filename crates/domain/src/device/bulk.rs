//! 批量通过: which of many reports a reviewer passes at once, and why the others are left out.

use super::{Device, ReportKey};
use crate::check::Readiness;
use crate::operation::Refusal;
use crate::operation::report::{Command, CommandKind, Reviewer, obstacle};

/// A report that somebody wants to pass with others.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The revision that was on the screen.
    pub seen: u64,
    /// The newest one.
    pub newest: u64,
    /// What stands against accepting it at all.
    pub obstacle: Option<Refusal>,
    /// What its boxes hold against the checks.
    pub readiness: &'a Readiness,
    /// Questions (疑问) about it that are not closed.
    pub questions: usize,
}

/// Why a report is not passed with others; whoever wants it passed opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It has changed since it was on the screen.
    Moved,
    /// It cannot be accepted now.
    Refused(Refusal),
    /// So many 强制性 findings.
    ToCorrect(usize),
    /// So many 核实性 findings without an explanation.
    ToExplain(usize),
    /// So many open questions.
    Questions(usize),
}

/// Many reports, sorted into those that pass and those that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bulk {
    /// Which pass, each as it was seen.
    pub passes: Vec<(ReportKey, u64)>,
    /// Which do not, with the first reason.
    pub left_out: Vec<(ReportKey, LeftOut)>,
}

impl Candidate<'_> {
    /// Why it is left out, if it is.
    pub fn left_out(&self) -> Option<LeftOut> {
        if self.seen != self.newest {
            return Some(LeftOut::Moved);
        }
        if let Some(refusal) = self.obstacle {
            return Some(LeftOut::Refused(refusal));
        }
        match (
            self.readiness.to_correct.len(),
            self.readiness.to_explain.len(),
        ) {
            (0, 0) if self.questions == 0 => None,
            (0, 0) => Some(LeftOut::Questions(self.questions)),
            (0, n) => Some(LeftOut::ToExplain(n)),
            (n, _) => Some(LeftOut::ToCorrect(n)),
        }
    }
}

impl Bulk {
    /// Sorts the candidates, in their order.
    pub fn of<'a>(candidates: impl IntoIterator<Item = (ReportKey, Candidate<'a>)>) -> Self {
        let mut bulk = Self::default();
        for (key, candidate) in candidates {
            match candidate.left_out() {
                None => bulk.passes.push((key, candidate.seen)),
                Some(why) => bulk.left_out.push((key, why)),
            }
        }
        bulk
    }
}

impl Device {
    /// What stands against accepting a report as it is here.
    pub fn against_accepting(&self, key: &ReportKey) -> Option<Refusal> {
        let report = self.reports.get(key)?;
        let has_open = report.has_conflict() || report.has_amendment();
        let command = Command::saying(CommandKind::Accept, None);
        let by: Reviewer<'_> = self.reviewer(key);
        let own = self.has_filed(key).then_some(Refusal::OwnReport);
        obstacle(&command, &by, self.ahead(key), has_open)
            .or(own)
            .or_else(|| self.locked(key))
    }

    /// A report as one of many to be passed; `seen` is the revision that was on the screen.
    pub fn candidate<'a>(
        &self,
        key: &ReportKey,
        seen: u64,
        readiness: &'a Readiness,
    ) -> Candidate<'a> {
        let server = self
            .reports
            .get(key)
            .and_then(|report| report.server.as_ref());
        Candidate {
            seen,
            newest: server.map_or(0, |server| server.rev),
            obstacle: match server {
                Some(_) => self.against_accepting(key),
                None => Some(Refusal::NotForReview),
            },
            readiness,
            questions: self.open_questions(key),
        }
    }

    /// How many questions about a report are not closed.
    pub fn open_questions(&self, key: &ReportKey) -> usize {
        let about = self.questions.iter().filter(|(one, _)| one.report == *key);
        let stands = about.filter_map(|(_, replica)| replica.server.as_ref()?.state.of_question());
        stands.filter(|state| state.is_unsettled()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;

    #[test]
    fn only_what_is_in_order_and_as_it_was_seen_passes_with_others() {
        let key = |project: &str| ReportKey {
            project: project.to_owned(),
            month: "2022-05".parse().unwrap(),
        };
        let ready = Readiness::default();
        let found = case().draft(&[("since_start", "12000")]).run().findings;
        let finding = found.into_iter().next().unwrap();
        let wrong = Readiness {
            to_correct: vec![finding.clone()],
            to_explain: vec![finding.clone()],
        };
        let unexplained = Readiness {
            to_correct: Vec::new(),
            to_explain: vec![finding],
        };
        let good = Candidate {
            seen: 3,
            newest: 3,
            obstacle: None,
            readiness: &ready,
            questions: 0,
        };
        let all = [
            ("good", good),
            ("moved", Candidate { newest: 4, ..good }),
            (
                "conflict",
                Candidate {
                    obstacle: Some(Refusal::ConflictsOpen),
                    ..good
                },
            ),
            (
                "wrong",
                Candidate {
                    readiness: &wrong,
                    ..good
                },
            ),
            (
                "unexplained",
                Candidate {
                    readiness: &unexplained,
                    questions: 1,
                    ..good
                },
            ),
            (
                "asked",
                Candidate {
                    questions: 2,
                    ..good
                },
            ),
            ("also good", good),
        ];
        let bulk = Bulk::of(all.map(|(name, one)| (key(name), one)));
        assert_eq!(bulk.passes, [(key("good"), 3), (key("also good"), 3)]);
        let left: Vec<_> = (bulk.left_out.iter())
            .map(|(key, why)| (key.project.as_str(), *why))
            .collect();
        assert_eq!(
            left,
            [
                ("moved", LeftOut::Moved),
                ("conflict", LeftOut::Refused(Refusal::ConflictsOpen)),
                ("wrong", LeftOut::ToCorrect(1)),
                ("unexplained", LeftOut::ToExplain(1)),
                ("asked", LeftOut::Questions(2)),
            ]
        );
    }
}
