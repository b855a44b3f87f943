//! What somebody types into the boxes of a figure, as people type it or paste it from a spreadsheet.

use rust_decimal::Decimal;

use super::Fault;
use crate::money::{drop_separators, exact, group_digits, one_figure};
use crate::text::typed;

/// A value; `None` for an empty box and for the strokes that stand for nothing.
pub fn read_value(text: &str) -> Result<Option<Decimal>, Fault> {
    let text = typed(text);
    let text = one_figure(&text).ok_or(Fault::NoNumber)?;
    if text.chars().all(|c| matches!(c, '-' | '/')) {
        return Ok(None);
    }
    let digits = text.trim_end_matches(['%', '％']);
    let number = drop_separators(digits).and_then(|plain| exact(&plain));
    number.map(Some).ok_or(Fault::NoNumber)
}

/// A rank; `None` for an empty box.
pub fn read_rank(text: &str) -> Result<Option<u32>, Fault> {
    let text = typed(text);
    let text = one_figure(&text).ok_or(Fault::RankWrong)?;
    if text.chars().all(|c| matches!(c, '-' | '/')) {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Fault::RankWrong)
}

/// A value as it stands in its box: with all of its places, and separators.
pub fn show_value(value: Decimal) -> String {
    group_digits(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_type_them_and_shown_with_all_their_places() {
        for (text, shown) in [
            ("9.8", Some("9.8")),
            (" ９．８０％ ", Some("9.80")),
            ("—1.5%", Some("-1.5")),
            ("-3", Some("-3")),
            ("1,234.5", Some("1,234.5")),
            ("'12", Some("12")),
            ("", None),
            ("—", None),
            ("/", None),
        ] {
            let read = read_value(text).unwrap();
            assert_eq!(read.map(show_value).as_deref(), shown, "{text}");
        }
        for text in ["约9", "9.8 10", "1,5", "九", "9%8"] {
            assert_eq!(read_value(text), Err(Fault::NoNumber), "{text}");
        }
    }

    #[test]
    fn ranks_are_whole() {
        assert_eq!(read_rank(" ３ "), Ok(Some(3)));
        assert_eq!(read_rank(""), Ok(None));
        for text in ["3.5", "第三", "-1", "3 4"] {
            assert_eq!(read_rank(text), Err(Fault::RankWrong), "{text}");
        }
    }
}
