//! `yuebao rules`: the catalogue, as a profile sets it, or the whole page of one rule.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Map, Value, json};
use yuebao_domain::check::catalogue::{RULES, documented, family, sections};
use yuebao_domain::check::{Evaluate, Missing, Rule, RulePage, Stage};
use yuebao_domain::profile::Profile;
use yuebao_domain::rule::RuleCode;
use yuebao_domain::text::{Lang, Words};

use super::columns::{Align, columns};
use super::load_profile;
use super::output::{Output, print};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "CODE")]
    code: Option<String>,
    #[arg(long, value_name = "ID|FILE.toml")]
    profile: Option<String>,
}

/// Prints the list or the page.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let profile = args.profile.as_deref().map(load_profile).transpose()?;
    let profile = profile.as_ref();
    let lang = output.lang;
    let only = match args.code.as_deref().map(rule_named).transpose() {
        Ok(only) => only,
        Err(complaint) => {
            output.complain(&complaint)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    print(&match (only, output.json) {
        (Some(rule), true) => as_json([rule], profile)?,
        (None, true) => as_json(documented(), profile)?,
        (Some(rule), false) => as_page(rule, profile, lang),
        (None, false) => as_list(profile, lang),
    })?;
    Ok(ExitCode::SUCCESS)
}

type Documented = (&'static Rule, &'static RulePage);

fn rule_named(typed: &str) -> Result<Documented, String> {
    let code: Result<RuleCode, _> = typed.trim().to_ascii_uppercase().parse();
    let found = code
        .ok()
        .and_then(|code| documented().find(|(rule, _)| rule.code == code));
    found.ok_or_else(|| {
        let shown: String = typed.chars().take(24).collect();
        format!(
            "没有规则“{shown}”，yuebao rules 列出全部规则\n\
             there is no rule “{shown}”; yuebao rules lists them all"
        )
    })
}

/// A rule as a profile sets it.
struct Set<'a> {
    rule: &'static Rule,
    profile: Option<&'a Profile>,
}

impl Set<'_> {
    fn is_off(&self) -> bool {
        let settings = self.profile.and_then(|p| p.rules.get(self.rule.code));
        settings.is_some_and(|setting| setting.off)
    }

    fn severity(&self) -> yuebao_domain::rule::Severity {
        let setting = self.profile.and_then(|p| p.rules.get(self.rule.code));
        setting
            .and_then(|setting| setting.severity)
            .unwrap_or(self.rule.severity)
    }

    /// Names and values, exact.
    fn params(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        self.rule.params.iter().map(|(name, default)| {
            let own = self
                .profile
                .and_then(|p| p.rule_param(self.rule.code, name));
            (
                *name,
                own.map_or_else(|| (*default).to_owned(), |own| own.to_string()),
            )
        })
    }

    fn params_shown(&self) -> String {
        let shown: Vec<String> = self.params().map(|(n, v)| format!("{n} = {v}")).collect();
        shown.join(", ")
    }

    fn severity_shown(&self, lang: Lang) -> String {
        let severity = self.severity().label().get(lang);
        match (self.is_off(), lang) {
            (false, _) => severity.to_owned(),
            (true, Lang::Zh) => "关闭".to_owned(),
            (true, Lang::En) => "off".to_owned(),
        }
    }
}

fn as_list(profile: Option<&Profile>, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = RULES;
    while let Some(first) = rest.first() {
        let letter = &first.code.as_str()[..1];
        let same = |rule: &&&Rule| rule.code.as_str().starts_with(letter);
        let count = rest.iter().take_while(same).count();
        let (group, after) = rest.split_at(count);
        rest = after;
        let title = family(first.code).map_or("", |words| words.get(lang));
        let _ = writeln!(out, "{letter} {title}");
        let cells: Vec<[String; 4]> = group
            .iter()
            .map(|rule| {
                let set = Set { rule, profile };
                let code = rule.code.to_string();
                let title = rule.title.get(lang).to_owned();
                [code, set.severity_shown(lang), title, set.params_shown()]
            })
            .collect();
        let head = match lang {
            Lang::Zh => ["代码", "级别", "名称", "参数"],
            Lang::En => ["code", "severity", "title", "parameters"],
        };
        out.push_str(&columns(
            &head.map(str::to_owned),
            &cells,
            &[Align::Left; 4],
        ));
        out.push('\n');
    }
    let _ = match lang {
        Lang::Zh => writeln!(out, "共 {} 条；yuebao rules 代码 看一条的全文", RULES.len()),
        Lang::En => writeln!(out, "{} rules; yuebao rules CODE shows one", RULES.len()),
    };
    out
}

fn as_page((rule, page): Documented, profile: Option<&Profile>, lang: Lang) -> String {
    let mut out = format!("{} {}\n\n", rule.code, rule.title.get(lang));
    for (label, value) in sections(rule, page, lang) {
        let _ = writeln!(out, "{label}\n    {value}");
    }
    if let Some(profile) = profile {
        let set = Set {
            rule,
            profile: Some(profile),
        };
        let (label, colon) = match lang {
            Lang::Zh => ("配置", "："),
            Lang::En => ("Under profile", ": "),
        };
        let parts = [set.severity_shown(lang), set.params_shown()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(
            out,
            "{label} {}{colon}{}",
            profile.title_in(lang),
            parts.join(", ")
        );
    }
    out
}

#[derive(Serialize)]
struct Line<'a> {
    code: RuleCode,
    family: Value,
    title: Value,
    severity: yuebao_domain::rule::Severity,
    own_severity: yuebao_domain::rule::Severity,
    off: bool,
    params: Map<String, Value>,
    looks_at: &'a str,
    missing: &'a str,
    from: &'a str,
    what: Value,
    why: Value,
    source: &'a str,
    fires: Value,
    silent: Value,
    message: Value,
    variants: Vec<Value>,
    advice: Value,
}

fn both(words: Words) -> Value {
    json!({ "zh": words.zh, "en": words.en })
}

fn as_json(
    rules: impl IntoIterator<Item = Documented>,
    profile: Option<&Profile>,
) -> anyhow::Result<String> {
    let mut out = String::new();
    for (rule, page) in rules {
        let set = Set { rule, profile };
        let line = Line {
            code: rule.code,
            family: family(rule.code).map_or(Value::Null, both),
            title: both(rule.title),
            severity: set.severity(),
            own_severity: rule.severity,
            off: set.is_off(),
            params: set
                .params()
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect(),
            looks_at: looks_at(rule.evaluate),
            missing: missing(rule.missing),
            from: match rule.from {
                Stage::Typing => "typing",
                Stage::Submitting => "submitting",
            },
            what: both(page.what),
            why: both(page.why),
            source: page.source,
            fires: both(page.fires),
            silent: both(page.silent),
            message: both(rule.message),
            variants: rule.variants.iter().copied().map(both).collect(),
            advice: both(rule.advice),
        };
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

const fn looks_at(evaluate: Evaluate) -> &'static str {
    match evaluate {
        Evaluate::Report(_) => "report",
        Evaluate::Table(_) | Evaluate::WholeTable(_) => "table",
        Evaluate::Plan(_) => "plan",
    }
}

const fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::SkipIfAny => "skip_if_any",
        Missing::SkipIfAll => "skip_if_all",
        Missing::Zero => "zero",
        Missing::IsTheFinding => "is_the_finding",
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::{builtin, from_toml};

    use super::*;

    fn local() -> Profile {
        let text = "extends = \"qinzhou-2022\"\nid = \"local\"\n\
             [rules.M102]\noff = true\n[rules.M110]\nseverity = \"hint\"\nparams = { factor = \"7.5\" }";
        from_toml(text).unwrap()
    }

    #[test]
    fn every_rule_stands_in_the_list_under_its_family() {
        for lang in [Lang::Zh, Lang::En] {
            let list = as_list(None, lang);
            for rule in RULES {
                let line = format!("  {} ", rule.code);
                assert_eq!(list.matches(&line).count(), 1, "{}", rule.code);
                assert!(list.contains(family(rule.code).unwrap().get(lang)));
            }
        }
    }

    #[test]
    fn a_profile_shows_in_the_list_and_on_the_page() {
        let profile = local();
        let list = as_list(Some(&profile), Lang::Zh);
        let line = |code: &str| {
            let start = format!("  {code} ");
            list.lines().find(|line| line.starts_with(&start)).unwrap()
        };
        assert!(line("M102").contains("关闭"), "{}", line("M102"));
        assert!(line("M110").contains("提示性") && line("M110").contains("factor = 7.5"));
        let page = as_page(rule_named("m110").unwrap(), Some(&profile), Lang::Zh);
        assert!(page.contains("提示性, factor = 7.5"), "{page}");
    }

    #[test]
    fn json_has_one_object_a_line_in_both_languages() {
        let profile = local();
        let text = as_json(documented(), Some(&profile)).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), RULES.len());
        for line in &lines {
            for key in ["title", "what", "why", "advice", "message", "family"] {
                for lang in ["zh", "en"] {
                    assert!(line[key][lang].is_string(), "{}: {key}", line["code"]);
                }
            }
        }
        let m110 = lines.iter().find(|line| line["code"] == "M110").unwrap();
        assert_eq!(m110["severity"], "hint");
        assert_eq!(m110["own_severity"], "verify");
        assert_eq!(m110["params"]["factor"], "7.5");
        let m102 = lines.iter().find(|line| line["code"] == "M102").unwrap();
        assert_eq!(m102["off"], true);
    }

    #[test]
    fn a_page_has_everything_and_an_unknown_rule_is_named() {
        let page = as_page(rule_named("M103").unwrap(), None, Lang::En);
        let (rule, own) = rule_named(" m103 ").unwrap();
        for words in [
            own.what,
            own.why,
            own.fires,
            own.silent,
            rule.message,
            rule.advice,
        ] {
            assert!(page.contains(words.en), "{}", words.en);
        }
        for typed in ["M999", "", "审核", "M1030"] {
            assert!(rule_named(typed).unwrap_err().contains(typed));
        }
        assert!(as_list(builtin("liuzhou-2022").ok().as_ref(), Lang::En).contains("must be"));
    }
}
