//! The language of the command line: `--lang`, else `YUEBAO_LANG`, else the locale.

use std::ffi::OsString;

use yuebao_domain::text::Lang;

use super::values::Refused;

/// What `--lang` takes, before clap reads the line: its help is in that language already.
pub(super) fn chosen(args: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let own = || variable("YUEBAO_LANG").and_then(|tag| named(&tag));
    let locale = || {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let set = |name| variable(name).filter(|value| !value.is_empty());
        names.into_iter().find_map(set)
    };
    asked(args)
        .or_else(own)
        .or_else(|| locale().map(|locale| named(&locale).unwrap_or(Lang::En)))
        .unwrap_or_default()
}

/// The last `--lang TAG` or `--lang=TAG` that names a language, before a `--`.
fn asked(args: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = (args.iter().skip(1))
        .map(|word| word.to_str().unwrap_or_default())
        .take_while(|word| *word != "--")
        .collect();
    let tag = |at: usize| match words[at].strip_prefix("--lang") {
        Some("") => words.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    };
    (0..words.len()).rev().find_map(|at| named(tag(at)?))
}

/// `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en-GB` …
fn named(tag: &str) -> Option<Lang> {
    let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
    match language.to_ascii_lowercase().as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// For clap.
pub(super) fn parse(tag: &str) -> Result<Lang, Refused> {
    named(tag).ok_or_else(|| Refused {
        zh: "可用的有 zh-CN、en".to_owned(),
        en: "there are zh-CN and en".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(line: &str, variables: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        chosen(&args, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_line_goes_before_the_environment_wherever_it_says_so() {
        let chinese = [("LANG", "zh_CN.UTF-8")];
        for line in [
            "yuebao --lang en --help",
            "yuebao --help --lang en",
            "yuebao user add --lang=en",
            "yuebao --lang zh --lang en-GB",
        ] {
            assert_eq!(with(line, &chinese), Lang::En, "{line}");
        }
        for line in [
            "yuebao",
            "yuebao --lang",
            "yuebao --lang fr",
            "yuebao check -- --lang en",
        ] {
            assert_eq!(with(line, &chinese), Lang::Zh, "{line}");
        }
    }

    #[test]
    fn the_locale_is_read_as_other_programs_read_it() {
        for (variables, lang) in [
            (&[][..], Lang::Zh),
            (&[("LANG", "")], Lang::Zh),
            (&[("LANG", "zh_CN.UTF-8")], Lang::Zh),
            (&[("LANG", "zh_TW")], Lang::Zh),
            (&[("LANG", "en_US.UTF-8")], Lang::En),
            (&[("LANG", "C.UTF-8")], Lang::En),
            (&[("LANG", "de_DE.UTF-8")], Lang::En),
            (
                &[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN.UTF-8")],
                Lang::Zh,
            ),
            (&[("LC_MESSAGES", "zh_CN.UTF-8"), ("LC_ALL", "C")], Lang::En),
            (&[("LC_ALL", ""), ("LANG", "zh_CN")], Lang::Zh),
            (&[("YUEBAO_LANG", "en"), ("LC_ALL", "zh_CN")], Lang::En),
        ] {
            assert_eq!(with("yuebao", variables), lang, "{variables:?}");
        }
    }
}
