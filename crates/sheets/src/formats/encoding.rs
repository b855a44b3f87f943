//! The encodings that offices have: UTF-8 with or without a mark, UTF-16 with or without one, GBK.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::note::Unreadable;

/// The text of a file in one of them.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
        return if had_errors {
            Err(neither())
        } else {
            Ok(text.into_owned())
        };
    }
    if let Some(text) = utf16_without_mark(bytes) {
        return Ok(text);
    }
    let error = match str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let (text, had_errors) = GB18030.decode_without_bom_handling(bytes);
    let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
    // many Chinese characters in UTF-8 before the first fault: no other encoding gives them
    if !valid.is_ascii() && valid.len() > 60 {
        return Err(broken(&String::from_utf8_lossy(valid)));
    }
    if had_errors {
        Err(neither())
    } else {
        Ok(text.into_owned())
    }
}

/// Tables have line ends and signs between cells, which are a zero and a sign there.
fn utf16_without_mark(bytes: &[u8]) -> Option<String> {
    if !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find_map(|encoding| {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        let is_table = text.contains([',', '\t', ';', '|']) && text.contains('\n');
        (!had_errors && is_table && !text.contains('\0')).then(|| text.into_owned())
    })
}

fn broken(before: &str) -> Unreadable {
    let line = before.matches('\n').count() + 1;
    Unreadable::new(
        format!(
            "第 {line} 行起文字已损坏（不是完整的 UTF-8），请用表格软件打开后另存为 CSV UTF-8 或 xlsx"
        ),
        format!(
            "from line {line} on the text is damaged (no whole UTF-8); open it in the spreadsheet and \
             save it as CSV UTF-8 or xlsx"
        ),
    )
}

fn neither() -> Unreadable {
    Unreadable::new(
        "既不是 UTF-8 也不是 GBK 文本，请用表格软件打开后另存为 CSV UTF-8 或 xlsx".to_owned(),
        "neither UTF-8 nor GBK text; open it in the spreadsheet and save it as CSV UTF-8 or xlsx"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "项目名称,总投资\r\n\"甲路，一期\",\"1,200\"\r\n";

    #[test]
    fn every_encoding_of_an_office_reads_the_same() {
        let (gbk, _, _) = encoding_rs::GBK.encode(TEXT);
        let little =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let big =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
        let marked = format!("\u{feff}{TEXT}");
        for bytes in [
            TEXT.as_bytes(),
            marked.as_bytes(),
            &gbk,
            &little(TEXT),
            &little(&marked),
            &big(TEXT),
            &big(&marked),
        ] {
            assert_eq!(decode(bytes).unwrap(), TEXT);
        }
    }

    #[test]
    fn a_zero_in_a_text_does_not_make_it_another_encoding() {
        assert_eq!(decode(b"a,b\n1\0,2\n\0").unwrap(), "a,b\n1\0,2\n\0");
        assert_eq!(decode("甲,b\n1\0,2\n".as_bytes()).unwrap(), "甲,b\n1\0,2\n");
    }

    #[test]
    fn what_is_no_text_is_refused_and_a_damaged_one_names_its_line() {
        let error = decode(&[0x80, 0xff, 0xff, 0x00]).unwrap_err();
        assert!(error.en.contains("neither UTF-8 nor GBK"), "{error:?}");
        let long = TEXT.repeat(3);
        let cut = &long.as_bytes()[..long.len() - TEXT.len() + 4];
        let error = decode(cut).unwrap_err();
        assert!(error.zh.starts_with("第 5 行"), "{error:?}");
    }
}
