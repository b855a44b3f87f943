//! Reading a file that somebody names on the command line, and saying in words what it is when
//! it is not what it should be.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No table of a notice comes near it; a video dropped here by mistake is told at once.
const LIMIT: u64 = 64 * 1024 * 1024;

/// What a file is by its first bytes, in Chinese and English, with what to do.
const KINDS: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "这是 xlsx、docx 或 zip 文件，请另存或导出为 JSON 文本",
        "this is an xlsx, docx or zip file; export the tables as JSON text",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "这是旧版 xls、et 或 doc 文件，请另存或导出为 JSON 文本",
        "this is an old xls, et or doc file; export the tables as JSON text",
    ),
    (
        b"%PDF",
        "这是 PDF 文件，请把表格录成 JSON 文本",
        "this is a PDF; write its tables as JSON text",
    ),
    (
        b"\x1F\x8B",
        "这是 gzip 压缩文件，请先解压",
        "this is gzip-compressed; decompress it first",
    ),
    (
        b"SQLite format 3\0",
        "这是 SQLite 数据库，不是表格文件",
        "this is an SQLite database, not a file of tables",
    ),
    (
        b"\xFF\xFE",
        "这是 UTF-16 文本，请另存为 UTF-8",
        "this is UTF-16 text; save it as UTF-8",
    ),
    (
        b"\xFE\xFF",
        "这是 UTF-16 文本，请另存为 UTF-8",
        "this is UTF-16 text; save it as UTF-8",
    ),
];

/// How messages call the file.
pub(crate) fn name(file: &Path) -> String {
    if is_stdin(file) {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    }
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// The text of a file, or of standard input for `-`; otherwise a complaint in both languages.
pub(crate) fn read_text(file: &Path) -> Result<String, String> {
    let name = name(file);
    let bytes = read_bytes(file).map_err(|error| unreadable(file, &error))?;
    decode(bytes).map_err(|(zh, en)| format!("{name}: {en}\n{name}：{zh}"))
}

/// The complaint about a file that cannot be had.
pub(crate) fn unreadable(file: &Path, error: &io::Error) -> String {
    let name = name(file);
    format!("{name}: cannot be read: {error}\n{name}：无法读取，请核对路径和权限")
}

/// The bytes of a file, or of standard input for `-`; one more than allowed if there are more.
pub(crate) fn read_bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // one byte more than allowed, so that too much can be told from just enough
    if is_stdin(file) {
        io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn decode(bytes: Vec<u8>) -> Result<String, (String, String)> {
    let both = |zh: &str, en: &str| Err((zh.to_owned(), en.to_owned()));
    if bytes.len() as u64 > LIMIT {
        return both(
            "文件超过 64 MB，不会是表格文件",
            "larger than 64 MB; that is no file of tables",
        );
    }
    if let Some((_, zh, en)) = KINDS.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
        return both(zh, en);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = String::from_utf8_lossy(good).matches('\n').count() + 1;
        (
            format!("第 {line} 行不是 UTF-8 文本（可能是 GBK），请另存为 UTF-8"),
            format!("line {line} is not UTF-8 text (GBK perhaps); save it as UTF-8"),
        )
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return both("文件是空的", "the file is empty");
    }
    Ok(text)
}

/// A hint for text that is readable but is not JSON.
pub(crate) fn looks_like(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let first_line = start.lines().next().unwrap_or_default();
    match start.chars().next() {
        Some('{' | '[') | None => None,
        Some('<') => Some("it looks like a web page or XML (看起来是网页或 XML)"),
        Some(_) if first_line.contains([',', '\t', ';']) => {
            Some("it looks like CSV: write the tables as JSON, see --help (看起来是 CSV)")
        }
        Some(_) => Some("it looks like plain text: JSON begins with { or [ (看起来是普通文本)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_is_named() {
        for (bytes, part) in [
            (&b"PK\x03\x04rest"[..], "xlsx"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "xls, et"),
            (b"%PDF-1.7", "PDF"),
            (b"\x1F\x8B\x08", "gzip"),
            (b"SQLite format 3\0", "SQLite"),
            (b"\xFF\xFE{\0", "UTF-16"),
            (b"", "empty"),
            (b"\xEF\xBB\xBF \n", "empty"),
            (b"{\n\n\"\xD6\xD0\"}", "line 3 is not UTF-8"),
        ] {
            let (zh, en) = decode(bytes.to_vec()).unwrap_err();
            assert!(en.contains(part), "{en}");
            assert!(!zh.is_empty());
        }
        assert_eq!(decode(b"[]".to_vec()), Ok("[]".to_owned()));
    }

    #[test]
    fn readable_text_that_is_no_json_is_guessed_at() {
        assert_eq!(looks_like("\u{feff} {\"a\": 1"), None);
        assert!(looks_like("<html>").is_some_and(|hint| hint.contains("XML")));
        assert!(looks_like("性质,个数\n新开工,238").is_some_and(|hint| hint.contains("CSV")));
        assert!(looks_like("全市 545 个").is_some_and(|hint| hint.contains("plain text")));
    }

    #[test]
    fn a_missing_file_is_named() {
        let complaint = read_text(Path::new("no-such-file.json")).unwrap_err();
        assert!(
            complaint.starts_with("no-such-file.json: cannot be read"),
            "{complaint}"
        );
    }
}
