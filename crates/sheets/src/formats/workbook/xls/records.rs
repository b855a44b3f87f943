//! Records, and the texts that run on from one to the next.

/// A record: what it is, and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a stream, one after the other.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

const CONTINUE: u16 = 0x003C;

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The parts that follow the record that was just read.
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        while self.rest.starts_with(&CONTINUE.to_le_bytes()) {
            match self.next() {
                Some(record) => parts.push(record.data),
                None => break,
            }
        }
        parts
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let mut bytes = Bytes(self.rest);
        let (kind, length) = (bytes.u16()?, bytes.u16()?);
        let data = bytes.take(length.into())?;
        self.rest = bytes.0;
        Some(Record { kind, data })
    }
}

/// Bytes that are read from the front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// Row and column, and the number of the style.
    pub(super) fn place(&mut self) -> Option<((usize, usize), usize)> {
        let (row, column, style) = (self.u16()?, self.u16()?, self.u16()?);
        Some(((row.into(), column.into()), style.into()))
    }

    pub(super) fn letters(&mut self, count: usize, is_wide: bool) -> Option<String> {
        let taken = self.take(if is_wide { count * 2 } else { count })?;
        Some(decode(taken, is_wide))
    }

    /// A text whose length is two bytes, within one record.
    pub(super) fn long_text(&mut self) -> Option<String> {
        let (count, flags) = (self.u16()?, self.u8()?);
        self.letters(count.into(), flags & 1 != 0)
    }
}

fn decode(bytes: &[u8], is_wide: bool) -> String {
    if !is_wide {
        return bytes.iter().copied().map(char::from).collect();
    }
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The table of shared texts, over all its records. Where a text runs on in the next record, that
/// says anew how wide its letters are.
pub(super) struct Texts<'a> {
    now: Bytes<'a>,
    next: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(data: &'a [u8], continued: Vec<&'a [u8]>) -> Self {
        Self {
            // how many there are is counted instead
            now: Bytes(data.get(8..).unwrap_or_default()),
            next: continued.into_iter(),
        }
    }

    pub(super) fn all(mut self) -> Vec<String> {
        let mut texts = Vec::new();
        while let Some(text) = self.one() {
            texts.push(text);
        }
        texts
    }

    fn turn(&mut self) -> bool {
        while self.now.0.is_empty() {
            match self.next.next() {
                Some(part) => self.now = Bytes(part),
                None => return false,
            }
        }
        true
    }

    fn one(&mut self) -> Option<String> {
        if !self.turn() {
            return None;
        }
        let (count, flags) = (usize::from(self.now.u16()?), self.now.u8()?);
        let runs = if flags & 8 != 0 {
            self.now.u16()?.into()
        } else {
            0
        };
        let extension = if flags & 4 != 0 { self.now.u32()? } else { 0 };
        let text = self.letters(count, flags & 1 != 0)?;
        self.skip(runs * 4)?;
        self.skip(usize::try_from(extension).ok()?)?;
        Some(text)
    }

    fn letters(&mut self, count: usize, is_wide: bool) -> Option<String> {
        let (mut left, mut is_wide) = (count, is_wide);
        let mut text = String::new();
        while left > 0 {
            if self.now.0.is_empty() {
                if !self.turn() {
                    return None;
                }
                is_wide = self.now.u8()? & 1 != 0;
            }
            let width = if is_wide { 2 } else { 1 };
            let here = left.min(self.now.0.len() / width);
            if here == 0 {
                return None;
            }
            text.push_str(&self.now.letters(here, is_wide)?);
            left -= here;
        }
        Some(text)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            if !self.turn() {
                return None;
            }
            let here = left.min(self.now.0.len());
            self.now.take(here)?;
            left -= here;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_runs_on_in_the_next_record_in_letters_of_another_width() {
        let head = [0; 8];
        let first = [&head[..], &[2, 0, 0, b'a', b'b', 4, 0, 0, b'c', b'd']].concat();
        let second = [1, 0x32, 0x75, 0xEF, 0x8D, 1, 0, 8, 1, 0, b'e', 0, 0, 0];
        let texts = Texts::new(&first, vec![&second, &[0], &[1, 0, 0, b'f']]).all();
        assert_eq!(texts, ["ab", "cd甲路", "e", "f"]);
        // cut off
        assert_eq!(Texts::new(&first, Vec::new()).all(), ["ab"]);
    }

    #[test]
    fn what_is_cut_off_ends_the_records() {
        let stream = [0x0A, 0, 0, 0, 0x0A, 0, 9, 0, 1];
        let kinds: Vec<u16> = Records::new(&stream).map(|record| record.kind).collect();
        assert_eq!(kinds, [0x0A]);
    }
}
