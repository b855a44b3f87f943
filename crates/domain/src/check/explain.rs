//! 情况说明: whether a finding is explained, and whether a report may be handed in.

use super::context::{Context, Latest};
use super::empty_talk::says_something;
use super::finding::Finding;
use super::former;
use crate::profile::Profile;
use crate::report::{Explanation, Report};
use crate::rule::Severity;

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

/// What is written about a finding and its present values; without a `text` it waits for one.
pub fn explanation(finding: &Finding, text: Option<&str>) -> Explanation {
    Explanation {
        text: text.map(str::to_owned),
        values: Some(finding.values()),
        fingerprint: Some(finding.fingerprint()),
    }
}

/// Whether it was written about the values that the finding has now.
pub fn is_about(finding: &Finding, explanation: &Explanation) -> bool {
    match &explanation.values {
        Some(values) => *values == finding.values(),
        None => former::is_of(
            finding,
            explanation.fingerprint.as_deref().unwrap_or_default(),
        ),
    }
}

/// Whether the report explains this finding with its present values, in more than empty words.
pub fn is_explained(report: &Report, finding: &Finding, profile: &Profile) -> bool {
    explanation_of(report, finding, profile).is_some()
}

/// What the previous report says about a finding with the very values that it has now. It need not
/// be written anew: whoever reports confirms it.
pub fn carried<'a>(finding: &Finding, context: &Context<'a>) -> Option<&'a str> {
    if finding.severity != Severity::Verify {
        return None;
    }
    match context.history.latest(context.plan, context.month) {
        Latest::Report(_, last) => explanation_of(last, finding, context.profile),
        Latest::NoReport | Latest::NotHere => None,
    }
}

fn explanation_of<'a>(report: &'a Report, finding: &Finding, profile: &Profile) -> Option<&'a str> {
    let explanation = report.explanation(&finding.identity()?)?;
    let text = explanation.text.as_deref()?;
    let counts =
        is_about(finding, explanation) && says_something(text, profile.explanation_min_chars);
    counts.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Arg;
    use crate::check::empty_talk::is_empty_talk;
    use crate::check::testing::{case, code, profile};
    use crate::report::{Field, FieldKey, FieldValue};

    #[test]
    fn only_what_is_wrong_or_not_explained_stands_in_the_way() {
        let finding = |severity, month: i32| {
            Finding::new(
                code("M102"),
                severity,
                vec![Field::MonthInvestment.into()],
                [("month".to_owned(), Arg::Number(month.into()))].into(),
            )
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

    #[test]
    fn a_long_english_text_says_something() {
        let text = "The land for the second access road was handed over late, so that the \
                    foundations of the western halls could only be begun after the rain had ended";
        assert!(says_something(text, 8));
    }

    #[test]
    fn empty_talk_is_known_by_its_phrases_and_by_its_length() {
        for text in [
            "",
            "无",
            "征地",
            "1234567",
            "暂无问题",
            "暂无 问题。",
            "无，没有问题",
            "无无无无",
            "No problem.",
            "情况属实！",
            "同上月",
        ] {
            let is_one_of_two = text == "无，没有问题";
            assert_eq!(is_empty_talk(text, 4), !is_one_of_two, "{text}");
        }
        for text in [
            "缺少资金",
            "尚有 12 亩未完成报批",
            "征地拆迁滞后",
            "暂无问题的房屋尚未腾空",
        ] {
            assert!(!is_empty_talk(text, 4), "{text}");
        }
    }

    fn explained_in(month: &str, since: &str) -> crate::check::testing::Case {
        let first = case().draft(&[("since_start", since)]);
        let finding = over_the_total(&first);
        let key = finding.explanation_key().unwrap();
        let fingerprint = finding.fingerprint();
        let parts = [
            ("text", "概算调整批复已下达，总投资增加"),
            ("fingerprint", fingerprint.as_str()),
        ];
        case().past_entry(month, key.as_str(), &parts)
    }

    fn over_the_total(case: &crate::check::testing::Case) -> Finding {
        let findings = case.run().findings.into_iter();
        findings
            .into_iter()
            .find(|f| f.code == code("M107"))
            .unwrap()
    }

    #[test]
    fn an_explanation_of_the_same_values_is_carried_on() {
        let text = |case: &crate::check::testing::Case| {
            case.in_context(|context| carried(&over_the_total(case), context).map(str::to_owned))
        };
        let same = explained_in("2022-04", "12000").draft(&[("since_start", "12000")]);
        assert_eq!(
            text(&same).as_deref(),
            Some("概算调整批复已下达，总投资增加")
        );
        let after_a_gap = explained_in("2022-02", "12000").draft(&[("since_start", "12000")]);
        assert!(text(&after_a_gap).is_some(), "who reports by the quarter");
        let changed = explained_in("2022-04", "12000").draft(&[("since_start", "12500")]);
        assert_eq!(text(&changed), None);
        let between = (explained_in("2022-03", "12000"))
            .past("2022-04", &[("since_start", "9000")])
            .draft(&[("since_start", "12000")]);
        assert_eq!(text(&between), None, "the last report says nothing of it");
        assert!(
            text(&same.clone().nothing_known()).is_some(),
            "April is here"
        );
        let far = explained_in("2022-03", "12000").draft(&[("since_start", "12000")]);
        assert_eq!(text(&far.nothing_known()), None, "April may say otherwise");
    }

    #[test]
    fn what_is_carried_stands_in_the_way_until_it_is_confirmed() {
        let case = explained_in("2022-04", "12000").draft(&[("since_start", "12000")]);
        let finding = over_the_total(&case);
        let profile = profile();
        assert!(!is_explained(&case.report(), &finding, &profile));
        let words = case.in_context(|context| carried(&finding, context).unwrap().to_owned());
        let parts = [("text", words), ("fingerprint", finding.fingerprint())];
        let parts = parts.map(|(name, text)| (name.to_owned(), text));
        let key = finding.explanation_key().unwrap();
        let confirmed = case.also(key, FieldValue::Record(parts.into()));
        assert!(is_explained(&confirmed.report(), &finding, &profile));
    }

    #[test]
    fn the_month_and_the_words_of_a_problem_are_no_values() {
        let finding = |args: [(&str, Arg); 3]| {
            Finding::new(
                code("P404"),
                Severity::Verify,
                vec![Field::MonthInvestment.into()],
                args.map(|(name, arg)| (name.to_owned(), arg)).into(),
            )
        };
        let with = |month: &str, problem: &str, level: i32| {
            finding([
                ("month", Arg::Month(month.parse().unwrap())),
                ("problem", problem.into()),
                ("level", Arg::Number(level.into())),
            ])
        };
        let april = with("2022-04", "剩 12 亩", 3);
        let may = with("2022-05", "剩 3 亩", 3);
        assert_eq!(april.fingerprint(), may.fingerprint());
        assert_ne!(
            april.fingerprint(),
            with("2022-04", "剩 12 亩", 4).fingerprint()
        );
        let old = "level=3;month=2022-04;problem=剩 12 亩;";
        assert!(former::is_of(&april, old) && !former::is_of(&may, old));
        let amount = finding([
            ("month", Arg::Amount(crate::money::Money::ZERO)),
            ("problem", "".into()),
            ("level", Arg::Number(3.into())),
        ]);
        assert_eq!(amount.fingerprint(), "level=3;month=0.00;");
    }

    #[test]
    fn two_questions_about_one_place_are_explained_each_for_itself() {
        let about = |aspect: &str, name: &str| Finding {
            parts: vec![aspect.to_owned()],
            ..Finding::new(
                code("C017"),
                Severity::Verify,
                vec![Field::Remarks.into()],
                [(name.to_owned(), Arg::Number(301.into()))].into(),
            )
        };
        let (boxes, bytes) = (about("boxes", "boxes"), about("bytes", "kilobytes"));
        let said = |finding: &Finding| {
            let key = finding.explanation_key().unwrap();
            let said = explanation(finding, Some("地块多，逐块说明情况"));
            (key, FieldValue::Record(said.parts()))
        };
        let profile = profile();
        let one = Report::read(&[said(&boxes)].into());
        assert!(is_explained(&one, &boxes, &profile));
        assert!(!is_explained(&one, &bytes, &profile));
        let both = Report::read(&[said(&boxes), said(&bytes)].into());
        assert!(is_explained(&both, &boxes, &profile) && is_explained(&both, &bytes, &profile));
        let key = FieldKey::new("explanation.C017-bytes.remarks").unwrap();
        assert_eq!(bytes.explanation_key(), Some(key.clone()));
        assert_eq!(key.explained(), Some(Field::Remarks.into()));

        // as programs wrote it that knew one question for a place
        let parts = [
            ("text", "地块多，逐块说明情况"),
            ("fingerprint", "kilobytes=301;"),
        ];
        let parts = parts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let key = FieldKey::new("explanation.C017.remarks").unwrap();
        let earlier = Report::read(&[(key, FieldValue::Record(parts.into()))].into());
        assert!(is_explained(&earlier, &bytes, &profile));
        assert!(!is_explained(&earlier, &boxes, &profile));
    }

    #[test]
    fn a_finding_without_values_is_explained_by_whom_ever_it_was_written() {
        let finding = Finding::new(
            code("H304"),
            Severity::Verify,
            vec![Field::Status.into()],
            std::collections::BTreeMap::new(),
        );
        let key = finding.explanation_key().unwrap();
        let text = ("text", "复工首日，尚无工程量");
        for fields in [
            &[text][..],
            &[text, ("fingerprint", "")],
            &[text, ("values", "")],
        ] {
            let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            let parts = fields.iter().map(own).collect();
            let report = Report::read(&[(key.clone(), FieldValue::Record(parts))].into());
            assert!(is_explained(&report, &finding, &profile()), "{fields:?}");
        }
    }
}
