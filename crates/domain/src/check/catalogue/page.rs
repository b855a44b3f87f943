//! The catalogue as a page to read, made from the rules themselves.

use std::fmt::{self, Write as _};

use super::super::Stage;
use super::super::rule::{Evaluate, Missing, Rule, RulePage};
use super::{RULES, documented};
use crate::rule::{RuleCode, Severity};
use crate::text::{Lang, Words, words};

const FAMILIES: [(char, Words); 8] = [
    ('C', words("代码和项目信息", "Codes and identity")),
    ('H', words("停工", "Halted")),
    ('L', words("计划管理", "Plan")),
    ('M', words("投资数据", "Money")),
    ('P', words("存在问题", "Problems")),
    ('S', words("专项资金", "Special funds")),
    ('T', words("进度", "Schedule")),
    ('X', words("汇总表", "Tables")),
];

const TITLE: Words = words("审核关系目录", "The check catalogue");
const MADE: Words = words(
    "本页由规则生成，请勿手工修改：改规则后重新生成。",
    "This page is made from the rules: change a rule and make it again.",
);
const INTRO: Words = words(
    "强制性：必须更正，否则不能提交。核实性：须写情况说明后方可提交，数字变化后须重新说明。提示性：只提示，不影响提交。\
     各地可在配置中关闭规则、调整级别和参数。花括号内为审核时填入的数。",
    "Must be corrected: nothing can be handed in before. To be explained: handed in only with a \
     written explanation, asked for again when the figures change. Hint: shown, never in the way. A \
     profile can switch a rule off and change its severity and parameters. What stands in braces \
     is filled in while checking.",
);
const CONTENTS: Words = words("目录", "Contents");
const LABELS: [Words; 12] = [
    words("级别", "Severity"),
    words("对象", "Looks at"),
    words("审核内容", "What"),
    words("为什么", "Why"),
    words("依据", "Source"),
    words("触发示例", "Fires"),
    words("不触发示例", "Silent"),
    words("提示", "Message"),
    words("处理", "Advice"),
    words("参数", "Parameters"),
    words("缺数时", "Missing values"),
    words("何时审核", "When"),
];
const NO_PARAMS: Words = words("无", "none");

/// The whole catalogue in Markdown.
pub fn page(lang: Lang) -> String {
    let mut page = String::with_capacity(128 * 1024);
    // writing to a text does not fail
    let _ = write_page(&mut page, lang);
    page
}

fn write_page(page: &mut String, lang: Lang) -> fmt::Result {
    writeln!(page, "# {}\n", TITLE.get(lang))?;
    writeln!(page, "{}\n\n{}\n", MADE.get(lang), INTRO.get(lang))?;
    writeln!(page, "## {} ({})", CONTENTS.get(lang), RULES.len())?;
    for (family, title) in FAMILIES {
        writeln!(page, "\n**{family} {}**\n", title.get(lang))?;
        for (rule, _) in of(family) {
            let severity = rule.severity.label().get(lang);
            let (code, name) = (rule.code, rule.title.get(lang));
            writeln!(
                page,
                "- [{code} {name}](#{}) {severity}",
                anchor(rule, lang)
            )?;
        }
    }
    for (family, title) in FAMILIES {
        writeln!(page, "\n## {family} {}", title.get(lang))?;
        for (rule, own) in of(family) {
            write_rule(page, rule, own, lang)?;
        }
    }
    Ok(())
}

fn of(family: char) -> impl Iterator<Item = (&'static Rule, &'static RulePage)> {
    documented().filter(move |(rule, _)| rule.code.as_str().starts_with(family))
}

/// Both languages stand in one file.
fn anchor(rule: &Rule, lang: Lang) -> String {
    let tag = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    format!("{}-{tag}", rule.code.as_str().to_ascii_lowercase())
}

fn write_rule(page: &mut String, rule: &Rule, own: &RulePage, lang: Lang) -> fmt::Result {
    let (id, name) = (anchor(rule, lang), rule.title.get(lang));
    writeln!(page, "\n### <a id=\"{id}\"></a>{} {name}\n", rule.code)?;
    for (label, value) in sections(rule, own, lang) {
        writeln!(page, "- **{label}** {value}")?;
    }
    Ok(())
}

/// What is to be told of a rule, each part with its label, in the order of the page.
pub fn sections(
    rule: &Rule,
    page: &RulePage,
    lang: Lang,
) -> impl Iterator<Item = (&'static str, String)> {
    let wordings = [rule.message]
        .into_iter()
        .chain(rule.variants.iter().copied());
    let messages: Vec<&str> = wordings.map(|words| words.get(lang)).collect();
    let params: Vec<String> = (rule.params.iter())
        .map(|(name, default)| format!("`{name}` = {default}"))
        .collect();
    let params = if params.is_empty() {
        NO_PARAMS.get(lang).to_owned()
    } else {
        params.join(", ")
    };
    let values = [
        severity(rule.severity).get(lang).to_owned(),
        subject(rule.evaluate).get(lang).to_owned(),
        page.what.get(lang).to_owned(),
        page.why.get(lang).to_owned(),
        page.source.to_owned(),
        page.fires.get(lang).to_owned(),
        page.silent.get(lang).to_owned(),
        messages.join(" / "),
        rule.advice.get(lang).to_owned(),
        params,
        missing(rule.missing).get(lang).to_owned(),
        stage(rule.from).get(lang).to_owned(),
    ];
    let labels = LABELS.iter().map(move |label| label.get(lang));
    labels.zip(values)
}

/// The title of the family that a rule belongs to by the letter of its code.
pub fn family(code: RuleCode) -> Option<Words> {
    let mut families = FAMILIES.into_iter();
    let (_, title) = families.find(|(letter, _)| code.as_str().starts_with(*letter))?;
    Some(title)
}

const fn severity(severity: Severity) -> Words {
    severity.label()
}

const fn subject(evaluate: Evaluate) -> Words {
    match evaluate {
        Evaluate::Report(_) => words(
            "一份月报及其计划、历史",
            "one report with its plan and history",
        ),
        Evaluate::Table(_) | Evaluate::WholeTable(_) => words("一张汇总表", "one printed table"),
        Evaluate::Plan(_) => words("整个计划和各月月报", "the whole plan and its reports"),
    }
}

const fn missing(missing: Missing) -> Words {
    match missing {
        Missing::SkipIfAny => words("缺任何一项即不审核", "silent if any is missing"),
        Missing::SkipIfAll => words("全部缺失时不审核", "silent only if all are missing"),
        Missing::Zero => words("缺数按 0", "a missing amount counts as 0"),
        Missing::IsTheFinding => words("审核的就是缺失", "what is missing is the finding"),
    }
}

const fn stage(stage: Stage) -> Words {
    match stage {
        Stage::Typing => words("填报时即审核", "while typing"),
        Stage::Submitting => words("提交时审核", "at submission"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_on_the_page_once_with_all_its_parts() {
        for lang in [Lang::Zh, Lang::En] {
            let page = page(lang);
            for (rule, own) in documented() {
                let anchor = anchor(rule, lang);
                assert_eq!(page.matches(&format!("<a id=\"{anchor}\">")).count(), 1);
                assert_eq!(page.matches(&format!("(#{anchor})")).count(), 1);
                let parts = [
                    own.what,
                    own.why,
                    own.fires,
                    own.silent,
                    rule.message,
                    rule.advice,
                ];
                for part in parts.iter().chain(rule.variants) {
                    assert!(page.contains(part.get(lang)), "{}", rule.code);
                }
            }
        }
    }
}
