//! What clap says of a line that it cannot take, in words.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use yuebao_domain::text::{Lang, words};

use super::output::Output;
use super::values::Refused;

/// What is wrong, what would be right, and the usage.
pub(super) fn told(error: &Error, output: Output) -> String {
    let lang = output.lang;
    let said = Said { error, lang };
    let mut text = if output.json {
        String::new()
    } else {
        words("错误：", "error: ").get(lang).to_owned()
    };
    text.push_str(&said.what());
    for hint in [said.valid(), said.meant(), said.usage()] {
        text.extend(hint);
    }
    text
}

struct Said<'a> {
    error: &'a Error,
    lang: Lang,
}

impl Said<'_> {
    fn what(&self) -> String {
        let (arg, value) = (
            self.one(ContextKind::InvalidArg),
            self.one(ContextKind::InvalidValue),
        );
        let command = self.one(ContextKind::InvalidSubcommand);
        let (zh, en) = match self.error.kind() {
            ErrorKind::InvalidValue if value.is_empty() => {
                (format!("“{arg}”缺少值"), format!("“{arg}” lacks its value"))
            }
            ErrorKind::InvalidValue => (
                format!("“{value}”不能用于“{arg}”"),
                format!("“{value}” cannot be taken for “{arg}”"),
            ),
            ErrorKind::ValueValidation => {
                let why = self.why();
                (
                    format!("“{value}”不能用于“{arg}”：{why}"),
                    format!("“{value}” cannot be taken for “{arg}”: {why}"),
                )
            }
            ErrorKind::UnknownArgument => (
                format!("不认识“{arg}”"),
                format!("“{arg}” is not known here"),
            ),
            ErrorKind::InvalidSubcommand => (
                format!("没有命令“{command}”"),
                format!("there is no command “{command}”"),
            ),
            ErrorKind::MissingRequiredArgument => {
                (format!("缺少 {arg}"), format!("missing: {arg}"))
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (
                "缺少命令，--help 列出全部命令".to_owned(),
                "a command is missing; --help lists them".to_owned(),
            ),
            ErrorKind::ArgumentConflict => match self.one(ContextKind::PriorArg) {
                prior if prior.is_empty() || prior == arg => (
                    format!("“{arg}”只能写一次"),
                    format!("“{arg}” can be given once only"),
                ),
                prior => (
                    format!("“{arg}”不能与“{prior}”同时使用"),
                    format!("“{arg}” cannot be used together with “{prior}”"),
                ),
            },
            ErrorKind::TooManyValues => (
                format!("“{arg}”后的“{value}”是多余的"),
                format!("“{value}” is one too many for “{arg}”"),
            ),
            ErrorKind::InvalidUtf8 => (
                "命令行中有不是 UTF-8 的文字".to_owned(),
                "the command line holds what is not UTF-8".to_owned(),
            ),
            other => (
                format!("命令行写得不对：“{arg}”"),
                format!("the command line is wrong ({other}): “{arg}”"),
            ),
        };
        self.either(zh, en)
    }

    /// Why a value was refused.
    fn why(&self) -> String {
        let source = std::error::Error::source(self.error);
        if let Some(refused) = source.and_then(|source| source.downcast_ref::<Refused>()) {
            return refused.get(self.lang).to_owned();
        }
        let both = source.map(ToString::to_string).unwrap_or_default();
        match both.split_once(" / ") {
            Some((zh, en)) => self.either(zh.to_owned(), en.to_owned()),
            None => both,
        }
    }

    fn valid(&self) -> Option<String> {
        let valid = self.several(ContextKind::ValidValue);
        (!valid.is_empty()).then(|| {
            self.either(
                format!("\n可用的有：{}", valid.join("、")),
                format!("\nthere are: {}", valid.join(", ")),
            )
        })
    }

    fn meant(&self) -> Option<String> {
        let kinds = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        let meant: Vec<String> = kinds
            .into_iter()
            .flat_map(|kind| self.several(kind))
            .collect();
        (!meant.is_empty()).then(|| {
            self.either(
                format!("\n是不是“{}”？", meant.join("”或“")),
                format!("\ndid you mean “{}”?", meant.join("” or “")),
            )
        })
    }

    fn usage(&self) -> Option<String> {
        let usage = self.one(ContextKind::Usage);
        let usage = usage.strip_prefix("Usage: ")?.trim_end();
        Some(self.either(
            format!("\n\n用法：{usage}\n详见 --help"),
            format!("\n\nUsage: {usage}\nFor more, see --help"),
        ))
    }

    fn one(&self, kind: ContextKind) -> String {
        self.several(kind).join(", ")
    }

    fn several(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
            _ => Vec::new(),
        }
    }

    fn either(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
mod tests;
