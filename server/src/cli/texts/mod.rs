//! What the help says, in Chinese and English: one catalogue for the whole tree of commands.
//!
//! A text stands under the command's path (`user add`); of an option or argument under the path and its
//! name (`user add --unit`, `check-code <codes>`), or the name alone if it says the same everywhere;
//! of a value behind `=`; what `--help` adds at the end under `end of …`. The first paragraph is what `-h` and
//! lists show.

mod data;
mod files;
mod general;
mod people;
mod profiles;
mod publish;
mod serve;
mod tables;

use clap::Arg;
use yuebao_domain::text::{Lang, Words};

/// A key and its words.
type Text = (&'static str, Words);

const ALL: [&[Text]; 8] = [
    general::TEXTS,
    serve::TEXTS,
    data::TEXTS,
    files::TEXTS,
    people::TEXTS,
    tables::TEXTS,
    profiles::TEXTS,
    publish::TEXTS,
];

fn find(key: &str) -> Option<Words> {
    let mut all = ALL.into_iter().flatten();
    all.find_map(|(known, words)| (*known == key).then_some(*words))
}

/// Of a command.
pub(super) fn of_command(path: &str) -> Option<Words> {
    find(&subject(path))
}

/// What a path leads to: `user help add` is about `user add`, and the program itself has a name.
fn subject(path: &str) -> String {
    let words: Vec<&str> = path.split(' ').filter(|word| *word != "help").collect();
    match words.join(" ").as_str() {
        _ if path.ends_with("help") => "help".to_owned(),
        "" => "yuebao".to_owned(),
        subject => subject.to_owned(),
    }
}

/// What `--help` adds at the end.
pub(super) fn at_the_end(path: &str) -> Option<Words> {
    find(&format!("end of {}", subject(path)))
}

/// Of an option or argument.
pub(super) fn of_arg(path: &str, name: &str) -> Option<Words> {
    find(&[path, name].join(" ")).or_else(|| find(name))
}

/// Of a value that an option or argument takes.
pub(super) fn of_value(path: &str, name: &str, value: &str) -> Option<Words> {
    find(&format!("{path} {name}={value}"))
}

/// How the keys call an option or argument.
pub(super) fn name(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => format!("<{}>", arg.get_id()),
    }
}

/// What stands for a value in the usage.
pub(super) fn value_name(name: &str, lang: Lang) -> String {
    let found = (general::VALUE_NAMES.iter()).find(|words| words.en == name);
    found.map_or_else(|| name.to_owned(), |words| words.get(lang).to_owned())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
