//! Files that no office means to send: refused in words, and nothing is written.

use std::io::Write as _;

use rust_xlsxwriter::Workbook;

use super::*;

/// A file that is not what it should be, and what has to be said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let one = row("第N项目", "甲县交通局", "1");
    let many: String = (0..20_000)
        .map(|n| one.replace('N', &n.to_string()))
        .collect();
    let good = whole("1200");
    vec![
        ("行多.csv", format!("{HEAD}{many}").into(), "一次最多导入"),
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), "这是图片"),
        ("炸弹.xlsx", bomb(), "解压后过大"),
        ("密码.xlsx", protected(), "有密码"),
        ("两表.xlsx", two_sheets(), "同一项目的“年度计划投资”"),
        (
            "单位.csv",
            good.replace("甲县水利局", "丙县水利局").into(),
            "没有单位“丙县水利局”",
        ),
        (
            "区划.csv",
            good.replace(&profile().areas[0].name, "某某区").into(),
            "没有区划“某某区”",
        ),
        ("半个.xlsx", b"PK\x03\x04abc".to_vec(), "已损坏"),
    ]
}

/// A workbook whose parts are blanks and nothing else.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", options).unwrap();
    let blanks = vec![b' '; 1024 * 1024];
    for _ in 0..32 {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn protected() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for name in ["/EncryptionInfo", "/EncryptedPackage"] {
        file.create_stream(name)
            .unwrap()
            .write_all(&[0; 64])
            .unwrap();
    }
    file.into_inner().into_inner()
}

fn two_sheets() -> Vec<u8> {
    let mut book = Workbook::new();
    for annual in ["1200", "1300"] {
        let sheet = book.add_worksheet();
        let text = [HEAD.to_owned(), row("示例 road", "甲县交通局", annual)].concat();
        for (row, line) in (0_u32..).zip(text.lines()) {
            for (column, cell) in (0_u16..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn bad_files_are_refused_in_words_and_nothing_is_written_by_the_command_line() {
    let folder = Folder::new();
    let before = folder.plan();
    for (name, bytes, part) in hostile() {
        let file = folder.file(name, bytes);
        let done = folder.import("--kind plan --valid-from 2022-01", &[&file]);
        assert_eq!(done.status, 2, "{name}: {}", done.told);
        assert!(done.told.contains(part), "{name}: {}", done.told);
    }
    let large = folder.file("大.xlsx", "");
    let opened = std::fs::OpenOptions::new().write(true).open(&large);
    opened.unwrap().set_len(200 * 1024 * 1024).unwrap();
    let done = folder.import("--kind plan", &[&large]);
    assert!(
        done.status == 2 && done.told.contains("64 MB"),
        "{}",
        done.told
    );
    assert_eq!(folder.plan(), before);
    folder.healthy();
}

#[test]
fn bad_files_are_refused_in_words_and_nothing_is_written_over_http() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let before = plan_of(&server);
    for (name, bytes, part) in hostile() {
        let seen = send(&office, ADDRESS, &bytes);
        assert!(!seen.written && seen.token.is_none(), "{name}");
        assert!(
            seen.errors.iter().any(|note| note.zh.contains(part)),
            "{name}: {:?}",
            seen.errors
        );
    }
    let wrong = whole("1200").replace("甲县水利局", "丙县水利局");
    let forced = office.post(&format!("{ADDRESS}&token=x"), wrong.as_bytes());
    assert_eq!(forced.problem().r#type, "yuebao:not-as-seen");
    match office.try_post(ADDRESS, &vec![b'x'; 17 * 1024 * 1024]) {
        Ok(answer) => assert_eq!(answer.status, 413),
        Err(error) => assert!(matches!(error, ureq::Error::Io(_)), "{error}"),
    }
    assert_eq!(plan_of(&server), before);
}
