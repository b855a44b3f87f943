//! 情况说明: whether a finding is explained, and whether a report may be handed in.

use super::finding::{Finding, Severity};
use crate::order::Gather;
use crate::profile::Profile;
use crate::report::Report;

/// Whether a report may be handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    /// 强制性 findings: to be corrected.
    pub to_correct: Vec<Finding>,
    /// 核实性 findings without an explanation of their present values.
    pub to_explain: Vec<Finding>,
}

impl Readiness {
    /// True if nothing stands in the way.
    pub fn is_ready(&self) -> bool {
        self.to_correct.is_empty() && self.to_explain.is_empty()
    }
}

/// Sorts the findings that block submission.
pub fn readiness(report: &Report, findings: &[Finding], profile: &Profile) -> Readiness {
    let mut readiness = Readiness::default();
    for finding in findings {
        match finding.severity {
            Severity::Mandatory => readiness.to_correct.push(finding.clone()),
            Severity::Verify if !is_explained(report, finding, profile) => {
                readiness.to_explain.push(finding.clone());
            }
            Severity::Verify | Severity::Hint => {}
        }
    }
    readiness
}

/// Whether the report explains this finding with its present values, in more than empty words.
pub fn is_explained(report: &Report, finding: &Finding, profile: &Profile) -> bool {
    let key = finding.explanation_key();
    let explanation = key.and_then(|key| report.explanations.get(&key));
    explanation.is_some_and(|explanation| {
        explanation.fingerprint == finding.fingerprint()
            && says_something(&explanation.text, profile.explanation_min_chars)
    })
}

/// Long enough, and not one character over and over ("无无无无", "。。。。").
fn says_something(text: &str, min_chars: usize) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let distinct = letters.iter().distinct();
    letters.len() >= min_chars && distinct.len() > letters.len() / 4 && distinct.len() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Arg;
    use crate::check::testing::{code, profile};
    use crate::report::{Field, FieldValue};

    #[test]
    fn only_what_is_wrong_or_not_explained_stands_in_the_way() {
        let finding = |severity, month: i32| Finding {
            code: code("M102"),
            severity,
            fields: vec![Field::MonthInvestment.into()],
            args: [("month".to_owned(), Arg::Number(month.into()))].into(),
        };
        let explained = finding(Severity::Verify, -20);
        let parts = [
            ("text", "本月甲供设备集中到货，发票已入账".to_owned()),
            ("fingerprint", explained.fingerprint()),
        ];
        let parts = parts.map(|(name, text)| (name.to_owned(), text));
        let key = explained.explanation_key().unwrap();
        let report = Report::read(&[(key, FieldValue::Record(parts.into()))].into());
        let (wrong, hint) = (finding(Severity::Mandatory, 1), finding(Severity::Hint, 1));
        let changed = finding(Severity::Verify, -30);
        let findings = [explained, hint, changed.clone(), wrong.clone()];
        let all = readiness(&report, &findings, &profile());
        assert!(!all.is_ready());
        let expected = Readiness {
            to_correct: vec![wrong],
            to_explain: vec![changed],
        };
        assert_eq!(all, expected);
        assert!(readiness(&report, &findings[..2], &profile()).is_ready());
    }

    #[test]
    fn empty_words_are_not_an_explanation() {
        for text in [
            "",
            "无",
            "无无无无无无无无无无",
            "。。。。。。。。。。",
            "11111111111",
            "情况属实",
            "甲乙丙丁戊己庚",
            "无无无无是是是是的的的的",
        ] {
            assert!(!says_something(text, 8), "{text}");
        }
        assert!(!says_something("有了有了", 4));
        for text in ["本月甲供设备集中到货，发票已入账", "甲乙丙丁戊己庚辛"]
        {
            assert!(says_something(text, 8), "{text}");
        }
    }
}
