//! Writing to the terminal. A reader that goes away (`… | head`) is no error.

use std::io::{self, ErrorKind, Write};

/// Prints a result on standard output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    write_to(io::stdout().lock(), text)
}

/// Prints what went wrong on standard error.
pub(crate) fn complain(text: &str) -> io::Result<()> {
    write_to(io::stderr().lock(), &format!("{}\n", text.trim_end()))
}

fn write_to(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
