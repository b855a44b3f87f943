//! The records of one sheet.

use rust_decimal::Decimal;

use super::Book;
use super::records::{Bytes, Records};
use crate::formats::workbook::grid_builder::GridBuilder;
use crate::formats::workbook::number;
use crate::grid::Cell;

type At = (usize, usize);

/// The token of a text without letters.
const EMPTY_TEXT: [u8; 2] = [0x17, 0];

/// `None` if it is no worksheet.
pub(super) fn read(records: &[u8], book: &Book, name: &str) -> Option<GridBuilder> {
    let mut reading = Reading {
        book,
        sheet: GridBuilder::new(name),
        text_of: None,
        empty: Vec::new(),
        has_result: false,
        must_have_result: false,
        is_left_uncalculated: false,
    };
    let mut depth = 0_usize;
    let mut is_ended = false;
    for record in Records::new(records) {
        match record.kind {
            0x0809 if depth == 0 => {
                let kind = Bytes(record.data.get(2..).unwrap_or_default()).u16();
                if kind.is_some_and(|kind| kind != 0x0010) {
                    return None;
                }
                depth = 1;
            }
            // a chart within the sheet has records of its own
            0x0809 => depth += 1,
            0x000A if depth <= 1 => {
                is_ended = true;
                break;
            }
            0x000A => depth -= 1,
            kind if depth <= 1 => {
                // a record that is too short holds nothing
                let _ = reading.record(kind, Bytes(record.data));
            }
            _ => {}
        }
    }
    reading.sheet.is_cut = !is_ended;
    Some(reading.finish())
}

struct Reading<'a> {
    book: &'a Book,
    sheet: GridBuilder,
    /// The formula whose text comes next.
    text_of: Option<At>,
    /// Formulas whose value is an empty text, or 0.
    empty: Vec<At>,
    /// Whether a formula has another value.
    has_result: bool,
    /// Whether one of them could not be empty: nothing in it gives an empty text.
    must_have_result: bool,
    /// The program says that it did not calculate before saving.
    is_left_uncalculated: bool,
}

impl Reading<'_> {
    fn record(&mut self, kind: u16, mut bytes: Bytes<'_>) -> Option<()> {
        match kind {
            0x0203 => {
                let (at, style) = bytes.place()?;
                self.number(at, style, bytes.f64()?);
            }
            0x027E => {
                let (at, style) = bytes.place()?;
                self.short_number(at, style, bytes.u32()?);
            }
            0x00BD => {
                let (row, first) = (bytes.u16()?, bytes.u16()?);
                for column in usize::from(first).. {
                    let (style, number) = (bytes.u16()?, bytes.u32()?);
                    self.short_number((row.into(), column), style.into(), number);
                }
            }
            0x00FD => {
                let (at, _) = bytes.place()?;
                let index = usize::try_from(bytes.u32()?).ok()?;
                match self.book.texts.get(index) {
                    Some(text) => self.text(at, text.clone()),
                    None => self.sheet.text_is_missing(at),
                }
            }
            0x0204 | 0x00D6 => {
                let (at, _) = bytes.place()?;
                let text = self.book.text(&mut bytes)?;
                self.text(at, text);
            }
            0x0205 => {
                let (at, _) = bytes.place()?;
                let (value, is_error) = (bytes.u8()?, bytes.u8()?);
                self.truth(at, value, is_error != 0);
            }
            0x0006 | 0x0206 | 0x0406 => self.formula(&mut bytes)?,
            0x0207 => {
                let at = self.text_of.take()?;
                let text = self.book.text(&mut bytes)?;
                self.text(at, text);
            }
            0x0208 => self.row(&mut bytes)?,
            0x007D => {
                let (first, last, width) = (bytes.u16()?, bytes.u16()?, bytes.u16()?);
                let (_style, flags) = (bytes.u16()?, bytes.u16()?);
                if width == 0 || flags & 1 != 0 {
                    self.sheet.hidden_columns.add(first.into(), last.into());
                }
            }
            0x009B | 0x009E => self.sheet.is_filtered = true,
            0x005E => self.is_left_uncalculated = true,
            0x00E5 => {
                for _ in 0..bytes.u16()? {
                    let (top, bottom) = (bytes.u16()?, bytes.u16()?);
                    let (left, right) = (bytes.u16()?, bytes.u16()?);
                    self.sheet
                        .merge((top.into(), left.into()), (bottom.into(), right.into()));
                }
            }
            _ => {}
        }
        Some(())
    }

    fn number(&mut self, at: At, style: usize, number: f64) {
        let format = self.book.formats.get(style).map_or("", String::as_str);
        self.sheet.put_number(at, number, format, self.book.is_1904);
    }

    /// Thirty bits of a number, whole or binary, perhaps in hundredths.
    fn short_number(&mut self, at: At, style: usize, bits: u32) {
        let (in_hundredths, is_whole) = (bits & 1 != 0, bits & 2 != 0);
        let number = if is_whole {
            f64::from(bits.cast_signed() >> 2)
        } else {
            f64::from_bits(u64::from(bits & !3) << 32)
        };
        let divided = || {
            let exact = number::exact(number)?.checked_div(Decimal::ONE_HUNDRED)?;
            exact.to_string().parse().ok()
        };
        let number = if in_hundredths {
            divided().unwrap_or(f64::NAN)
        } else {
            number
        };
        self.number(at, style, number);
    }

    fn text(&mut self, at: At, text: String) {
        if !text.is_empty() {
            self.sheet.put(at.0, at.1, Cell::Text(text));
        }
    }

    fn truth(&mut self, at: At, value: u8, is_error: bool) {
        let cell = match (is_error, value) {
            (true, _) => Cell::Broken(error(value).to_owned()),
            (false, 0) => Cell::Text("否".to_owned()),
            (false, _) => Cell::Text("是".to_owned()),
        };
        self.sheet.put(at.0, at.1, cell);
    }

    fn formula(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        let (at, style) = bytes.place()?;
        let value = bytes.take(8)?;
        self.text_of = None;
        if value.ends_with(&[0xFF, 0xFF]) {
            match value[0] {
                0 => {
                    self.text_of = Some(at);
                    self.has_result = true;
                }
                1 | 2 => {
                    self.truth(at, value[2], value[0] == 2);
                    self.has_result = true;
                }
                _ => {
                    self.empty.push(at);
                    let tells_empty = bytes.0.windows(2).any(|pair| pair == EMPTY_TEXT);
                    self.must_have_result |= !tells_empty;
                }
            }
            return Some(());
        }
        let number = Bytes(value).f64()?;
        if number.abs() < f64::EPSILON {
            self.empty.push(at);
        } else {
            self.has_result = true;
        }
        self.number(at, style, number);
        Some(())
    }

    fn row(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        let row = usize::from(bytes.u16()?);
        let _columns = bytes.take(4)?;
        let height = bytes.u16()?;
        let _unused = bytes.take(4)?;
        let flags = bytes.u16()?;
        if flags & 0x20 != 0 || height.trailing_zeros() >= 15 {
            self.sheet.hidden_rows.add(row, row);
        }
        Some(())
    }

    /// A program that calculates nothing writes an empty text, or 0, for every formula.
    fn finish(mut self) -> GridBuilder {
        if !self.has_result && (self.must_have_result || self.is_left_uncalculated) {
            for at in std::mem::take(&mut self.empty) {
                self.sheet.put(at.0, at.1, Cell::Text(String::new()));
                self.sheet.is_uncalculated(at);
            }
        }
        self.sheet
    }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
