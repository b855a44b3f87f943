use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory as _};

use super::*;
use crate::cli::{Cli, command, help};

/// Every command with its path, `help` and what stands below it as well.
fn tree(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
    found.push((path.to_owned(), command.clone()));
    for below in command.get_subcommands() {
        let path = [path, below.get_name()].join(" ");
        tree(below, path.trim_start(), found);
    }
}

fn whole_tree(lang: Lang) -> Vec<(String, Command)> {
    let mut found = Vec::new();
    tree(&command(lang), "", &mut found);
    assert!(found.len() > 40, "{} commands", found.len());
    found
}

fn args(tree: &[(String, Command)]) -> impl Iterator<Item = (&str, &Arg)> {
    tree.iter()
        .flat_map(|(path, command)| command.get_arguments().map(move |arg| (path.as_str(), arg)))
        .filter(|(_, arg)| !arg.is_hide_set())
}

#[test]
fn every_command_option_and_value_is_described_in_both_languages() {
    let tree = whole_tree(Lang::Zh);
    for (path, _) in &tree {
        assert!(
            of_command(path).is_some(),
            "nothing says what “{path}” does"
        );
    }
    for (path, arg) in args(&tree) {
        let name = name(arg);
        assert!(
            of_arg(path, &name).is_some(),
            "nothing says what “{path} {name}” is"
        );
        let values = help::values(arg, path);
        if arg.get_action().takes_values() && values.iter().any(|(_, words)| words.is_some()) {
            for (value, words) in values {
                assert!(
                    words.is_some(),
                    "nothing says what “{path} {name}={value}” means"
                );
            }
        }
    }
}

#[test]
fn no_text_is_left_that_nothing_asks_for() {
    let tree = whole_tree(Lang::Zh);
    let mut asked = BTreeSet::new();
    for (path, _) in &tree {
        asked.insert(subject(path));
        asked.insert(format!("end of {}", subject(path)));
    }
    for (path, arg) in args(&tree) {
        let name = name(arg);
        for value in help::values(arg, path) {
            asked.insert(format!("{path} {name}={}", value.0));
        }
        let own = format!("{path} {name}");
        asked.insert(if find(&own).is_some() { own } else { name });
    }
    let mut seen = BTreeSet::new();
    for (key, _) in ALL.into_iter().flatten() {
        assert!(asked.contains(*key), "nothing asks for “{key}”");
        assert!(seen.insert(*key), "“{key}” stands twice");
    }
}

/// What a rendered help says, without commands, options, values and examples.
fn prose(help: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_start();
        !line.starts_with("用法")
            && !line.starts_with("yuebao ")
            && !line.starts_with('{')
            && !line.starts_with('"')
    };
    help.lines()
        .filter(|text| line(text))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn chinese_help_holds_no_english_sentence() {
    for (path, mut command) in whole_tree(Lang::Zh) {
        for help in [command.render_help(), command.render_long_help()] {
            let whole = help.to_string();
            let help = prose(&whole);
            let words: Vec<&str> = help.split([' ', '\n']).collect();
            let is_english =
                |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
            for several in words.windows(3) {
                assert!(
                    !several.iter().all(is_english),
                    "yuebao {path} --help says “{}”",
                    several.join(" ")
                );
            }
            for heading in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "default:",
                "env:",
                "possible",
            ] {
                assert!(
                    !help.contains(heading),
                    "yuebao {path} --help: {heading}: {help}"
                );
            }
            assert!(whole.contains("用法：yuebao"), "{path}: {whole}");
        }
    }
}

#[test]
fn english_help_is_the_same_tree_in_english() {
    for (path, mut command) in whole_tree(Lang::En) {
        let help = command.render_long_help().to_string();
        assert!(help.contains("Usage: yuebao"), "{path}: {help}");
        assert!(
            !help.contains("：yuebao") && !help.contains("选项"),
            "{path}: {help}"
        );
    }
}

#[test]
fn help_shows_values_defaults_and_variables() {
    let tree = whole_tree(Lang::Zh);
    let help = |wanted: &str| {
        let (_, command) = tree.iter().find(|(path, _)| path == wanted).unwrap();
        command.clone().render_long_help().to_string()
    };
    for part in [
        "[默认：127.0.0.1:8420]",
        "[环境变量：YUEBAO_LISTEN]",
        "- json: 每行",
        "--data <目录>",
        "[选项]",
    ] {
        assert!(help("serve").contains(part), "{part}: {}", help("serve"));
    }
    assert!(
        help("user add").contains("- clerk: 信息员"),
        "{}",
        help("user add")
    );
    assert!(help("audit show").contains("- login_failed: 登录失败"));
    assert!(help("demo").contains("qinzhou-2022"));
}

#[test]
fn each_option_of_serve_has_a_variable_of_its_own_name() {
    let tree = whole_tree(Lang::Zh);
    let (_, serve) = tree.iter().find(|(path, _)| path == "serve").unwrap();
    let options: Vec<&Arg> = (serve.get_arguments())
        .filter(|arg| arg.get_id() != "help")
        .collect();
    assert!(options.len() > 12);
    for option in options {
        let long = option.get_long().unwrap();
        let variable = format!("YUEBAO_{}", long.to_ascii_uppercase().replace('-', "_"));
        let own = option
            .get_env()
            .unwrap_or_else(|| panic!("--{long} has no variable"));
        assert_eq!(own.to_str(), Some(variable.as_str()));
        if matches!(option.get_action(), clap::ArgAction::Append) {
            assert_eq!(option.get_value_delimiter(), Some(','), "--{long}");
        }
    }
}

#[test]
fn the_settings_of_the_service_name_each_variable() {
    const CONF: &str = include_str!("../../../packaging/yuebao.conf");
    let tree = whole_tree(Lang::Zh);
    let (_, serve) = tree.iter().find(|(path, _)| path == "serve").unwrap();
    let known: BTreeSet<&str> = (serve.get_arguments())
        .filter_map(|arg| arg.get_env()?.to_str())
        .collect();
    let named: BTreeSet<&str> = (CONF.lines())
        .filter_map(|line| line.trim_start_matches('#').split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("YUEBAO_"))
        .collect();
    // the unit sets the first; the others are not for a service
    let elsewhere = BTreeSet::from(["YUEBAO_DATA", "YUEBAO_DEMO", "YUEBAO_JSON"]);
    assert_eq!(named, &known - &elsewhere);
}

#[test]
fn every_placeholder_has_a_chinese_word() {
    for (path, command) in whole_tree(Lang::En) {
        for arg in command
            .get_arguments()
            .filter(|arg| arg.get_action().takes_values())
        {
            for name in arg.get_value_names().unwrap_or_default() {
                let known = general::VALUE_NAMES
                    .iter()
                    .any(|words| words.en == name.as_str());
                assert!(known, "{path}: {name}");
            }
        }
    }
}

#[test]
fn the_tree_is_sound() {
    Cli::command().debug_assert();
    command(Lang::Zh).debug_assert();
}
