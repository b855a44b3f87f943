//! A column of amounts from a spreadsheet, put into the boxes below one another: all of it, or
//! nothing and why.

use yuebao_domain::money;
use yuebao_domain::report::{Changes, Field, FieldValue, ValueKind};
use yuebao_domain::text::typed;

use crate::fault::PasteFault;

/// The cells of what was copied in a spreadsheet, without empty ones at its end; `None` if it is
/// a single one, which is pasted as any text.
pub fn cells(copied: &str) -> Option<Vec<String>> {
    let cell = |cell: &str| typed(cell).trim().to_owned();
    let mut cells: Vec<String> = copied.split(['\n', '\t']).map(cell).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    (cells.len() > 1).then_some(cells)
}

/// What the cells put into the amounts of a section, from the box `first` on. A box whose cell is
/// empty stays as it is.
pub(super) fn fill(first: Field, cells: &[String]) -> Result<Changes, PasteFault> {
    let below = Field::ALL.iter().skip_while(|field| **field != first);
    let boxes: Vec<Field> = below
        .filter(|field| field.section() == first.section() && field.kind() == ValueKind::Amount)
        .copied()
        .collect();
    if cells.len() > boxes.len() {
        return Err(PasteFault::TooMany {
            cells: cells.len(),
            boxes: boxes.len(),
        });
    }
    let mut changes = Changes::new();
    for (place, (field, cell)) in (1..).zip(boxes.into_iter().zip(cells)) {
        let amount = money::parse(cell).map_err(|_| PasteFault::NotAnAmount {
            place,
            text: cell.clone(),
        })?;
        if let Some(amount) = amount {
            changes.insert(field.into(), Some(FieldValue::Text(amount.to_string())));
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(copied: &str) -> Vec<String> {
        cells(copied).unwrap()
    }

    #[test]
    fn one_cell_is_text_and_several_are_a_column() {
        for text in ["", "182", "1,250.5 万元\r\n", "\n"] {
            assert_eq!(cells(text), None, "{text:?}");
        }
        assert_eq!(column("182\r\n390.9\r\n"), ["182", "390.9"]);
        assert_eq!(column("182\t390.9"), ["182", "390.9"]);
        assert_eq!(column("182\n\n7\n\n"), ["182", "", "7"]);
        let marked = "\u{202a}182\u{202c}\r\n'390.9\n=\"7\"\n\u{200b}\n";
        assert_eq!(column(marked), ["182", "390.9", "7"]);
        assert_eq!(cells("182\n\u{feff}\0"), None);
    }

    #[test]
    fn a_column_goes_into_the_boxes_below_one_another() {
        let changes = fill(Field::YearToDate, &column("1,250.5\n\n１００\n—\n0")).unwrap();
        let expected = [
            (Field::YearToDate, "1250.5"),
            (Field::Construction, "100"),
            (Field::Equipment, "0"),
        ];
        let text = |text: &str| Some(FieldValue::from(text));
        let expected = expected.map(|(field, amount)| (field.into(), text(amount)));
        assert_eq!(changes, Changes::from(expected));
    }

    #[test]
    fn a_column_that_does_not_fit_is_not_taken_at_all() {
        let fault = fill(Field::Equipment, &column("1\n2\n3")).unwrap_err();
        assert_eq!(fault, PasteFault::TooMany { cells: 3, boxes: 2 });
    }

    #[test]
    fn a_column_with_words_in_it_is_not_taken_at_all() {
        let fault = fill(Field::Construction, &column("10\n安装工程\n3")).unwrap_err();
        let expected = PasteFault::NotAnAmount {
            place: 2,
            text: "安装工程".to_owned(),
        };
        assert_eq!(fault, expected);
    }
}
