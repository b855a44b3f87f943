//! The standard sentences of what is published: templates with figures in braces, which a profile may
//! word otherwise.

use crate::text::{Lang, Words, words};

/// A standard sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its key in profiles.
    pub key: &'static str,
    /// The figures that it may name.
    pub figures: &'static [&'static str],
    /// How most word it.
    pub usual: Words,
}

const fn sentence(key: &'static str, figures: &'static [&'static str], usual: Words) -> Sentence {
    Sentence {
        key,
        figures,
        usual,
    }
}

/// 总体: what is completed, and which starts were due.
pub static OVERALL: Sentence = sentence(
    "overall",
    &[
        "month",
        "count",
        "plan",
        "done",
        "completion",
        "elapsed",
        "gap",
        "due",
        "started",
        "early",
        "missed",
    ],
    words(
        "截至{month}月底完成投资{done}亿元，占年度计划{completion}%，{gap}；应开工{due}项，实开工{started}项，\
         提前{early}项，逾期{missed}项。",
        "By the end of month {month}, {done} 亿元 were completed, {completion} % of the annual plan, {gap}; \
         {due} starts were due, {started} made, {early} of them early, {missed} missed.",
    ),
);
/// The same where there is no plan to hold it against.
pub static UNPLANNED: Sentence = sentence(
    "overall_without_plan",
    &[
        "month", "count", "done", "due", "started", "early", "missed",
    ],
    words(
        "截至{month}月底完成投资{done}亿元；应开工{due}项，实开工{started}项，提前{early}项，逾期{missed}项。",
        "By the end of month {month}, {done} 亿元 were completed; {due} starts were due, {started} made, \
         {early} of them early, {missed} missed.",
    ),
);
/// 开工率: of those due, and of the year's.
pub static STARTS: Sentence = sentence(
    "starts",
    &[
        "planned",
        "due",
        "started",
        "early",
        "missed",
        "of_due",
        "of_planned",
    ],
    words(
        "实开工占应开工的{of_due}%，占全年计划新开工{planned}项的{of_planned}%。",
        "The starts made are {of_due} % of those due and {of_planned} % of the {planned} of the year.",
    ),
);
/// 竣工.
pub static COMPLETIONS: Sentence = sentence(
    "completions",
    &[
        "planned",
        "due",
        "completed",
        "early",
        "missed",
        "of_due",
        "of_planned",
    ],
    words(
        "应竣工{due}项，实竣工{completed}项，提前{early}项，逾期{missed}项；实竣工占应竣工的{of_due}%，\
         占全年计划竣工{planned}项的{of_planned}%。",
        "{due} completions were due, {completed} made, {early} of them early, {missed} missed: {of_due} % of \
         those due and {of_planned} % of the {planned} of the year.",
    ),
);
/// The same before any was due: all of them were early.
pub static EARLY_COMPLETIONS: Sentence = sentence(
    "early_completions",
    &["planned", "due", "completed", "early", "of_planned"],
    words(
        "应竣工{due}项，实竣工{completed}项，均为提前，占全年计划竣工{planned}项的{of_planned}%。",
        "{due} completions were due, {completed} made, all of them early: {of_planned} % of the {planned} of the \
         year.",
    ),
);
/// 居前的.
pub static LEADING: Sentence = sentence(
    "leading",
    &["list", "units"],
    words("居前的是{units}。", "Ahead are {units}."),
);
/// 升幅最大的.
pub static RISING: Sentence = sentence(
    "rising",
    &["list", "units"],
    words(
        "升幅最大的是{units}。",
        "The greatest rise is that of {units}.",
    ),
);
/// 后三位.
pub static TRAILING: Sentence = sentence(
    "trailing",
    &["list", "units"],
    words("后三位是{units}。", "The last three are {units}."),
);

/// 存在问题: those that are open.
pub static PROBLEMS: Sentence = sentence(
    "problems",
    &["count", "projects", "types", "levels"],
    words(
        "未办结的问题{count}个，涉及项目{projects}项：{types}；提请协调：{levels}。",
        "{count} problems are open in {projects} projects: {types}; help is asked of: {levels}.",
    ),
);
/// 办结率.
pub static SETTLED: Sentence = sentence(
    "settled",
    &["months", "raised", "closed", "rate"],
    words(
        "{months}月共反映问题{raised}个，已办结{closed}个，办结率{rate}%。",
        "In months {months}, {raised} problems were raised and {closed} settled, {rate} %.",
    ),
);
/// 下一步.
pub static NEXT: Sentence = sentence(
    "next",
    &["missed", "red", "yellow", "missing", "asked"],
    words(
        "督促逾期未开工的{missed}项尽快开工；对红色预警{red}项、黄色预警{yellow}项逐项调度；催报未报的{missing}项；\
         协调解决提请协调的问题{asked}个。",
        "Press for the {missed} missed starts; go through the {red} red and {yellow} yellow projects one by one; \
         remind the {missing} that have not reported; settle the {asked} problems for which help is asked.",
    ),
);

/// 提醒函; the day to answer by is filled by hand.
pub static REMINDER: Sentence = sentence(
    "reminder",
    &["unit", "months", "growth", "below", "reason"],
    words(
        "{unit}{months}投资增长{growth}%，低于目标{below}个百分点，请于　　月　　日前书面报送措施。",
        "{unit}: investment grew by {growth} % in {months}, {below} points below the target. Please report by \
         ________ in writing what you will do.",
    ),
);

/// Every one.
pub static SENTENCES: [&Sentence; 12] = [
    &OVERALL,
    &UNPLANNED,
    &STARTS,
    &COMPLETIONS,
    &EARLY_COMPLETIONS,
    &LEADING,
    &RISING,
    &TRAILING,
    &PROBLEMS,
    &SETTLED,
    &NEXT,
    &REMINDER,
];

/// One piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A figure by its name.
    Figure(&'a str),
}

/// The pieces of a template; `None` if its braces do not close.
pub fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, more) = after.split_once('}')?;
        if text.contains('}') || name.contains('{') {
            return None;
        }
        found.push(Piece::Text(text));
        found.push(Piece::Figure(name));
        rest = more;
    }
    if rest.contains('}') {
        return None;
    }
    found.push(Piece::Text(rest));
    Some(found)
}

impl Sentence {
    /// The sentence with its figures in it. `worded` is how the profile words it.
    pub fn fill(
        &self,
        worded: Option<&str>,
        lang: Lang,
        figure: &dyn Fn(&str) -> Option<String>,
    ) -> String {
        let own = worded.filter(|_| lang == Lang::Zh).and_then(pieces);
        let pieces = own
            .or_else(|| pieces(self.usual.get(lang)))
            .unwrap_or_default();
        let filled = pieces.into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Figure(name) => figure(name).unwrap_or_else(|| "—".to_owned()),
        });
        filled.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_and_what_does_not_close_is_not() {
        use Piece::{Figure, Text};
        for (template, expected) in [
            (
                "完成{y}亿元",
                Some(vec![Text("完成"), Figure("y"), Text("亿元")]),
            ),
            ("没有数", Some(vec![Text("没有数")])),
            (
                "{a}{b}",
                Some(vec![Text(""), Figure("a"), Text(""), Figure("b"), Text("")]),
            ),
            ("完成{y亿元", None),
            ("完成y}亿元", None),
            ("{a{b}}", None),
            ("}{", None),
        ] {
            assert_eq!(pieces(template), expected, "{template}");
        }
    }

    #[test]
    fn every_usual_sentence_names_figures_of_its_own() {
        for sentence in SENTENCES {
            for lang in [Lang::Zh, Lang::En] {
                for piece in pieces(sentence.usual.get(lang)).unwrap() {
                    if let Piece::Figure(name) = piece {
                        assert!(sentence.figures.contains(&name), "{} {name}", sentence.key);
                    }
                }
            }
        }
    }
}
