//! `yuebao check-code`: is this a project code, a unified social credit code, and if not, why not?

use std::process::ExitCode;

use serde::Serialize;
use yuebao_domain::codes::{project, uscc};
use yuebao_domain::text::Lang;

use super::columns::{Align, columns};
use super::output::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "KIND")]
    kind: Kind,
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Uscc,
    Project,
}

/// Prints one verdict a code.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let verdicts: Vec<Verdict> = (args.codes.iter())
        .map(|code| verdict(args.kind, code))
        .collect();
    let rows: Vec<[String; 3]> = verdicts.iter().map(Verdict::cells).collect();
    let head = ["code", "verdict", "about"].map(str::to_owned);
    output.rows(&verdicts, &columns(&head, &rows, &[Align::Left; 3]))?;
    let all_valid = verdicts.iter().all(|verdict| verdict.valid);
    Ok(ExitCode::from(u8::from(!all_valid)))
}

#[derive(Serialize)]
struct Verdict {
    kind: Kind,
    code: String,
    valid: bool,
    about: String,
}

impl Verdict {
    fn cells(&self) -> [String; 3] {
        let word = if self.valid { "valid" } else { "invalid" };
        [self.code.clone(), word.to_owned(), self.about.clone()]
    }
}

fn verdict(kind: Kind, typed: &str) -> Verdict {
    let told = |zh: &str, en: &str| format!("{en} / {zh}");
    let (code, checked) = match kind {
        Kind::Project => (
            project::normalise(typed),
            project::check(typed)
                .map(project::Form::label)
                .map_err(|fault| told(&fault.zh(), &fault.to_string())),
        ),
        Kind::Uscc => (
            uscc::normalise(typed),
            uscc::check(typed)
                .map(uscc::Registrar::label)
                .map_err(|fault| told(&fault.zh(), &fault.to_string())),
        ),
    };
    let valid = checked.is_ok();
    let about = checked.map_or_else(
        |fault| fault,
        |words| told(words.get(Lang::Zh), words.get(Lang::En)),
    );
    let code = if code.is_empty() {
        "—".to_owned()
    } else {
        code
    };
    Verdict {
        kind,
        code,
        valid,
        about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, code: &str) -> (bool, String) {
        let verdict = verdict(kind, code);
        (verdict.valid, verdict.about)
    }

    #[test]
    fn valid_codes_say_of_which_form_or_registrar() {
        for (kind, code, about) in [
            (
                Kind::Project,
                "2410-451421-04-01-627218",
                "new form / 新版代码",
            ),
            (Kind::Project, "24104514210401627218", "new form / 新版代码"),
            (
                Kind::Project,
                "2020-451421-88-03-016343",
                "old form (no check digit) / 旧版代码（无校验位）",
            ),
            (
                Kind::Uscc,
                "91350100M000100Y43",
                "market regulation / 市场监管",
            ),
            (
                Kind::Uscc,
                "91110000600037341l",
                "market regulation / 市场监管",
            ),
        ] {
            assert_eq!(told(kind, code), (true, about.to_owned()), "{code}");
        }
    }

    #[test]
    fn invalid_codes_say_what_is_wrong_and_where() {
        for (kind, code, parts) in [
            (
                Kind::Project,
                "2410-451421-04-01-627217",
                ["is 7", "应为 8"],
            ),
            (
                Kind::Project,
                "2413-451421-04-01-627218",
                ["no month 13", "没有 13 月"],
            ),
            (Kind::Project, "2410-451421", ["10 digits", "共 10 位"]),
            (Kind::Project, "", ["0 digits", "共 0 位"]),
            (Kind::Uscc, "91350100M000100Y44", ["is 4", "应为 3"]),
            (Kind::Uscc, "9135010OM000100Y43", ["letter O", "第 8 位"]),
            (Kind::Uscc, "913501", ["6 characters", "共 6 位"]),
            // read as an uscc, a project code fails
            (
                Kind::Uscc,
                "2410-451421-04-01-627218",
                ["20 characters", "共 20 位"],
            ),
        ] {
            let (valid, about) = told(kind, code);
            assert!(!valid, "{code}");
            for part in parts {
                assert!(about.contains(part), "{code}: {about}");
            }
        }
    }

    #[test]
    fn a_verdict_is_a_line() {
        let rows = [verdict(Kind::Uscc, "９１３５０１００Ｍ０００１００Ｙ４３").cells()];
        let head = ["code", "verdict", "about"].map(str::to_owned);
        assert_eq!(
            columns(&head, &rows, &[Align::Left; 3]),
            "  code                verdict  about\n  \
               91350100M000100Y43  valid    market regulation / 市场监管\n"
        );
    }
}
