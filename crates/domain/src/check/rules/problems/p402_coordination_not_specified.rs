//! P402: who asks for help says whom, for what and until when.

use super::super::prelude::*;
use crate::text::Lang;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P402"),
    severity: Severity::Verify,
    title: words("协调事项不全", "coordination not specified"),
    message: words(
        "需协调的问题未填{missing}",
        "A problem that asks for coordination lacks its {missing}",
    ),
    variants: &[],
    advice: words(
        "请补充；不需要上级协调的，清空协调层级和事项。",
        "Fill it in; if no help is needed, empty level and request.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "未办结的问题填了协调层级或协调事项，但层级、事项、时限三项不全。提交时审核。",
        "An open problem names a level or a request of coordination, but not all three of \
         level, request and deadline. Judged at submission.",
    ),
    why: words(
        "分级协调要知道报哪一级、要求什么、何时解决。",
        "Coordination goes by level; without request and deadline nobody can act on it.",
    ),
    source: "钦政办〔2022〕12号 二（三）二是；贵政办发〔2021〕15号 三（五）",
    fires: words(
        "选“市级”，未填协调事项和时限。",
        "Level 市级 without request and deadline.",
    ),
    silent: words(
        "“市级”，“请协调林地报批”，2022-06-30。",
        "Level 市级, request “请协调林地报批”, until 2022-06-30.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for problem in &subject.report.problems {
        let asks = problem.level.is_some() || problem.request.is_some();
        if !asks || problem.closed.is_some() {
            continue;
        }
        let fields = [
            (
                problem.level.is_none(),
                "level",
                words("需协调层级", "level"),
            ),
            (
                problem.request.is_none(),
                "request",
                words("需协调事项", "request"),
            ),
            (
                problem.deadline.is_none(),
                "deadline",
                words("要求解决时限", "deadline"),
            ),
        ];
        let missing = fields.iter().filter(|(is_missing, ..)| *is_missing);
        let (keys, words): (Vec<&str>, Vec<Words>) =
            missing.map(|(_, key, words)| (*key, *words)).unzip();
        let list = |lang: Lang, separator: &str| {
            let names: Vec<&str> = words.iter().map(|words| words.get(lang)).collect();
            names.join(separator)
        };
        if let (false, Some(key)) = (keys.is_empty(), FieldKey::problem(&problem.id)) {
            let words = Arg::Phrase {
                key: keys.join("+"),
                zh: list(Lang::Zh, "、"),
                en: list(Lang::En, ", "),
            };
            sink.fire_within(key, &keys, [("missing", words)]);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let problem = |parts: &[(&str, &str)]| case().entry("problem.a", parts);
    Cases::of(&RULE)
        .fires(
            "需协调的问题未填需协调事项、要求解决时限",
            "A problem that asks for coordination lacks its request, deadline",
            problem(&[("level", "city")]),
        )
        .silent(
            "all three",
            problem(&[
                ("level", "city"),
                ("request", "请协调林地报批"),
                ("deadline", "2022-06-30"),
            ]),
        )
        .silent(
            "asks for nothing",
            problem(&[("type", "land"), ("deadline", "2022-06-30")]),
        )
        .silent(
            "closed",
            problem(&[("level", "city"), ("closed", "2022-05-20")]),
        )
}
