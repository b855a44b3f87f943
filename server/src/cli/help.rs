//! Help in the reader's language: clap's tree of commands, with the catalogue's texts in it.

use clap::{Arg, Command};
use yuebao_domain::publish::Kind;
use yuebao_domain::rights::Role;
use yuebao_domain::text::{Lang, Words, words};
use yuebao_store::audit::What;

use super::{audit, texts};

const OPTIONS: Words = words("选项", "Options");
const ARGUMENTS: Words = words("参数", "Arguments");
const COMMANDS: Words = words("命令", "Commands");
const COMMAND: Words = words("命令", "COMMAND");

/// The whole tree, built, in `lang`.
pub(super) fn worded(command: Command, lang: Lang) -> Command {
    // clap notes while it builds whether there is a long help
    let mut command = described(command, "", lang);
    command.build();
    of_command(command, "", lang)
}

/// With what the command and those below it do.
fn described(command: Command, path: &str, lang: Lang) -> Command {
    let text = texts::of_command(path).map_or("", |words| words.get(lang));
    let end = texts::at_the_end(path).map_or("", |words| words.get(lang));
    command
        .about(first_paragraph(text))
        .long_about(text)
        .after_long_help(end)
        .mut_subcommands(|below| {
            let path = below_path(path, &below);
            described(below, &path, lang)
        })
}

fn below_path(path: &str, below: &Command) -> String {
    [path, below.get_name()].join(" ").trim_start().to_owned()
}

/// `path` are the names of the commands above and its own.
fn of_command(mut command: Command, path: &str, lang: Lang) -> Command {
    if path.ends_with("help") {
        command = described(command, path, lang);
    }
    command = command
        .subcommand_help_heading(COMMANDS.get(lang))
        .subcommand_value_name(COMMAND.get(lang))
        .mut_args(|arg| of_arg(arg, path, lang))
        .mut_subcommands(|below| {
            let path = below_path(path, &below);
            of_command(below, &path, lang)
        });
    let (template, usage) = (template(&command, lang), usage(&mut command, lang));
    command.help_template(template).override_usage(usage)
}

/// As clap's own, with headings in `lang`.
fn template(command: &Command, lang: Lang) -> String {
    let usage = words("用法：", "Usage: ").get(lang);
    let mut template = format!("{{about-with-newline}}\n{usage}{{usage}}");
    for (heading, is_there, tag) in [
        (COMMANDS, command.has_subcommands(), "{subcommands}"),
        (
            ARGUMENTS,
            command.get_positionals().next().is_some(),
            "{positionals}",
        ),
        (OPTIONS, true, "{options}"),
    ] {
        if is_there {
            let colon = words("：", ":").get(lang);
            template.extend(["\n\n", heading.get(lang), colon, "\n", tag]);
        }
    }
    template + "{after-help}"
}

/// As clap makes it, without the word Usage.
fn usage(command: &mut Command, lang: Lang) -> String {
    let made = command.render_usage().to_string();
    let made = made.strip_prefix("Usage: ").unwrap_or(&made).trim_end();
    made.replace("[OPTIONS]", words("[选项]", "[OPTIONS]").get(lang))
}

fn of_arg(arg: Arg, path: &str, lang: Lang) -> Arg {
    let text = texts::of_arg(path, &texts::name(&arg)).map_or("", |words| words.get(lang));
    let (list, lines) = values_shown(&arg, path, lang);
    let facts = facts(&arg, lang);
    let brief = joined(&[first_paragraph(text), &list, &facts], " ");
    let whole = joined(&[text, &lines, &facts], "\n\n");
    let heading = if arg.is_positional() {
        ARGUMENTS
    } else {
        OPTIONS
    };
    let names: Vec<String> = (arg.get_value_names().unwrap_or_default().iter())
        .map(|name| texts::value_name(name, lang))
        .collect();
    let arg = arg
        .help(brief)
        .long_help(whole)
        .help_heading(heading.get(lang))
        .hide_default_value(true)
        .hide_possible_values(true)
        .hide_env(true);
    if names.is_empty() {
        arg
    } else {
        arg.value_names(names)
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    let some: Vec<&str> = (parts.iter().copied())
        .filter(|part| !part.is_empty())
        .collect();
    some.join(between)
}

fn in_brackets(label: Words, value: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("[{}：{value}]", label.zh),
        Lang::En => format!("[{}: {value}]", label.en),
    }
}

/// Which values there are: in brackets, and a line each where their meaning has to be said.
fn values_shown(arg: &Arg, path: &str, lang: Lang) -> (String, String) {
    let values = values(arg, path);
    if values.is_empty() || !arg.get_action().takes_values() {
        return (String::new(), String::new());
    }
    let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
    let list = in_brackets(words("可用值", "possible values"), &names.join(", "), lang);
    let mut lines = words("可用值：", "Possible values:").get(lang).to_owned();
    for (name, meaning) in &values {
        let Some(meaning) = meaning else {
            return (list.clone(), list);
        };
        lines.extend(["\n- ", name, ": ", meaning.get(lang)]);
    }
    (list, lines)
}

/// The default and the environment variable.
fn facts(arg: &Arg, lang: Lang) -> String {
    let defaults: Vec<_> = (arg.get_default_values().iter())
        .map(|value| value.to_string_lossy())
        .collect();
    let mut facts = Vec::new();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        facts.push(in_brackets(
            words("默认", "default"),
            &defaults.join(","),
            lang,
        ));
    }
    if let Some(variable) = arg.get_env() {
        let name = variable.to_string_lossy();
        facts.push(in_brackets(words("环境变量", "env"), &name, lang));
    }
    facts.join(" ")
}

/// The values that an argument takes, each with what it means where that has to be said.
pub(super) fn values(arg: &Arg, path: &str) -> Vec<(String, Option<Words>)> {
    let described = |name: &str| match arg.get_id().as_str() {
        "role" => {
            (Role::ALL.into_iter()).find_map(|role| (role.key() == name).then(|| role.label()))
        }
        "what" => (What::ALL.into_iter())
            .find_map(|what| (what.key() == name).then(|| audit::words_of(what))),
        "document" => Kind::from_key(name).map(Kind::label),
        _ => texts::of_value(path, &texts::name(arg), name),
    };
    (arg.get_possible_values().iter())
        .map(|value| (value.get_name().to_owned(), described(value.get_name())))
        .collect()
}

fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or_default()
}
