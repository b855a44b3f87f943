//! What a command answers: sentences and tables for people, JSON for programs. Results go to standard
//! output; what went wrong, and what somebody should know beside the result, to standard error. A
//! reader that goes away (`… | head`) is no error.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;
use serde_json::json;
use yuebao_domain::text::Lang;
use yuebao_sheets::Note;

/// How somebody wants to be answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    /// Whether a program reads it (`--json`).
    pub(crate) json: bool,
    /// The language of words that are not given in both.
    pub(crate) lang: Lang,
}

impl Output {
    /// As it is without options and locale.
    #[cfg(test)]
    pub(crate) const FOR_PEOPLE: Self = Self {
        json: false,
        lang: Lang::Zh,
    };

    /// One result: an object on one line, or the text.
    pub(crate) fn result(self, value: &impl Serialize, text: &str) -> anyhow::Result<()> {
        Ok(print(&if self.json {
            line(value)?
        } else {
            text.to_owned()
        })?)
    }

    /// A list: an object a line, or the table.
    pub(crate) fn rows(self, rows: &[impl Serialize], table: &str) -> anyhow::Result<()> {
        if !self.json {
            return Ok(print(table)?);
        }
        let lines: Vec<String> = rows.iter().map(line).collect::<Result<_, _>>()?;
        Ok(print(&lines.concat())?)
    }

    /// Why nothing was done at all.
    pub(crate) fn fail(self, text: &str) -> io::Result<()> {
        let before = if self.json { "" } else { "错误 / error: " };
        self.complain(&format!("{before}{text}"))
    }

    /// What went wrong.
    pub(crate) fn complain(self, text: &str) -> io::Result<()> {
        self.aside("error", text)
    }

    /// What somebody should know beside the result.
    pub(crate) fn note(self, text: &str) -> io::Result<()> {
        self.aside("note", text)
    }

    /// What is wrong, or good to know, at a place of a file.
    pub(crate) fn placed(self, kind: &str, note: &Note) -> anyhow::Result<()> {
        let shown = if self.json {
            let words = match self.lang {
                Lang::Zh => &note.zh,
                Lang::En => &note.en,
            };
            json!({ kind: words, "place": note.location }).to_string()
        } else {
            note.show(self.lang)
        };
        Ok(write_to(io::stderr().lock(), &(shown + "\n"))?)
    }

    fn aside(self, kind: &str, text: &str) -> io::Result<()> {
        let text = text.trim_end();
        let shown = if self.json {
            json!({ kind: text }).to_string()
        } else {
            text.to_owned()
        };
        write_to(io::stderr().lock(), &(shown + "\n"))
    }
}

fn line(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}

/// Prints on standard output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    write_to(io::stdout().lock(), text)
}

fn write_to(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
