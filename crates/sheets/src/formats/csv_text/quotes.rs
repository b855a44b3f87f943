//! Quotes in a text of cells, held to pairs: one too many swallows the lines behind it.

use crate::note::Unreadable;

/// Whether every quote has its other; else the line of the first that has not.
pub(crate) fn check(text: &str, delimiter: u8) -> Result<(), Unreadable> {
    let mut scan = Scan {
        delimiter: char::from(delimiter),
        line: 1,
        at: At::Start,
        is_after_return: false,
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_pair =
            c == '"' && matches!(scan.at, At::Quoted(_)) && chars.next_if_eq(&'"').is_some();
        if !is_pair {
            scan.step(c)?;
        }
    }
    scan.end()
}

/// A record that is too short because a quoted cell of several lines took the cells of other rows.
pub(crate) fn swallowed(line: usize) -> Unreadable {
    unpaired(line, line)
}

struct Scan {
    delimiter: char,
    line: usize,
    at: At,
    is_after_return: bool,
}

/// Where in a cell it is.
enum At {
    Start,
    /// In a cell without quotes around it, with so many within.
    Plain(usize),
    /// Between quotes that were opened in this line.
    Quoted(usize),
    /// Behind the closing quote of such a cell.
    Behind(usize),
}

impl Scan {
    fn step(&mut self, c: char) -> Result<(), Unreadable> {
        let is_line_end = matches!(c, '\r' | '\n');
        let is_cell_end = is_line_end || c == self.delimiter;
        self.at = match (&self.at, c) {
            (At::Quoted(opened), '"') => At::Behind(*opened),
            (At::Quoted(opened), _) => At::Quoted(*opened),
            (At::Start, '"') => At::Quoted(self.line),
            (At::Plain(quotes), _) if is_cell_end && quotes % 2 == 1 => {
                return Err(unpaired(self.line, self.line));
            }
            (_, _) if is_cell_end => At::Start,
            (At::Behind(opened), ' ' | '\t' | '\u{3000}') => At::Behind(*opened),
            (At::Behind(opened), _) => return Err(unpaired(*opened, self.line)),
            (At::Start, '\u{feff}') => At::Start,
            (At::Start, _) => At::Plain(0),
            (At::Plain(quotes), '"') => At::Plain(quotes + 1),
            (At::Plain(quotes), _) => At::Plain(*quotes),
        };
        let is_new_line = is_line_end && !(c == '\n' && self.is_after_return);
        self.line += usize::from(is_new_line);
        self.is_after_return = c == '\r';
        Ok(())
    }

    fn end(self) -> Result<(), Unreadable> {
        match self.at {
            At::Quoted(opened) => Err(unpaired(opened, opened)),
            At::Plain(quotes) if quotes % 2 == 1 => Err(unpaired(self.line, self.line)),
            _ => Ok(()),
        }
    }
}

fn unpaired(from: usize, to: usize) -> Unreadable {
    let (zh, en) = if from == to {
        (format!("第 {from} 行"), format!("line {from}"))
    } else {
        (
            format!("第 {from} 行到第 {to} 行"),
            format!("line {from} to line {to}"),
        )
    };
    Unreadable::new(
        format!("{zh}的引号（\"）不成对，其后的行会并成一格，未读；请改正引号，或另存为 xlsx"),
        format!(
            "a quote (\") in {en} has no other, the lines behind it would become one cell; nothing \
             was read, correct the quotes or save it as xlsx"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_without_its_other_names_its_line() {
        for (text, line) in [
            ("a,b\n\"甲,1\n乙,2\n", 2),
            ("a,b\n甲,1\n乙,\"2", 3),
            ("a,b\n甲\",1\n乙,2\n", 2),
            ("a,b\n\"甲\"路,1\n", 2),
            ("a,b\r\n\"甲,1\r\n乙,\"厂\",2\r\n", 3),
            ("a,b\n\n 1\",2\n", 3),
            ("a,b\r甲,1\r\"乙,2\r", 3),
            ("a\"", 1),
        ] {
            let error = check(text, b',').unwrap_err();
            assert!(
                error.zh.contains(&format!("第 {line} 行的引号")),
                "{text}: {error:?}"
            );
        }
        assert!(check("a;\"b\n", b';').is_err());
    }

    #[test]
    fn quotes_in_pairs_are_what_they_were_meant_to_be() {
        for text in [
            "a,b\n\"甲，一期\",\"1,200\"\n",
            "\"a\nb\",c\n",
            "\"说\"\"好\"\"的\",1\n",
            "甲\"一期\"路,1\n",
            "=\"2410\",1\n",
            "\u{feff}\"a\",b\n",
            "\"a\" ,b\n",
            "\"\",\"\"\n",
            "",
        ] {
            assert!(check(text, b',').is_ok(), "{text}");
        }
    }
}
