use std::ffi::OsString;

use super::*;
use crate::cli::parsed;

fn said(line: &str, lang: Lang) -> String {
    let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
    let output = Output { json: true, lang };
    told(&parsed(&args, lang).unwrap_err(), output)
}

#[test]
fn what_is_wrong_is_said_in_chinese_with_what_would_be_right() {
    for (line, parts) in [
        (
            "yuebao serve",
            &["缺少 --data <目录>", "用法：yuebao serve [选项]"][..],
        ),
        ("yuebao check", &["缺少 <表.json|.csv|.xlsx>"]),
        (
            "yuebao verify --date x",
            &["不认识“--date”", "是不是“--data”？"],
        ),
        ("yuebao verifi", &["没有命令“verifi”", "是不是“verify”？"]),
        ("yuebao user remove", &["没有命令“remove”"]),
        (
            "yuebao check-code usc 1",
            &[
                "“usc”不能用于“<类别>”",
                "可用的有：uscc、project",
                "是不是“uscc”？",
            ],
        ),
        (
            "yuebao serve --data d --log-format xml",
            &["可用的有：text、json"],
        ),
        (
            "yuebao demo --data d --profile qinzhou",
            &["可用的有：", "qinzhou-2022", "qinzhou-ten-2022"],
        ),
        (
            "yuebao profile show nanning",
            &["可用的有：", "liuzhou-2022"],
        ),
        (
            "yuebao user add --data d n --unit u --role clark",
            &["可用的有：clerk、liaison"],
        ),
        (
            "yuebao audit show --data d --what login_fail",
            &["login_failed", "是不是"],
        ),
        (
            "yuebao serve --data d --listen 8420",
            &["“8420”不能用于", "0.0.0.0:8420"],
        ),
        ("yuebao serve --data d --session-days 400", &["1–365"]),
        ("yuebao serve --data d --per-address 0", &["须为 1–"]),
        ("yuebao serve --data d --proxy x", &["10.0.0.9"]),
        (
            "yuebao serve --data d --tls-cert x",
            &["缺少 --tls-key <文件>"],
        ),
        (
            "yuebao serve --data d --data d",
            &["“--data <目录>”只能写一次"],
        ),
        ("yuebao serve --data", &["“--data <目录>”缺少值"]),
        ("yuebao serve --data d --allow-origin portal", &["portal"]),
        ("yuebao check a.csv --month 2022/5", &["2022-05"]),
        ("yuebao check a.csv --unit 美元", &["万元"]),
        ("yuebao backup --data d --keep 0 f", &["须为 1–65535"]),
        (
            "yuebao user add --data d n --unit u --role clerk --portal --password-stdin",
            &["不能与", "同时使用"],
        ),
        ("yuebao areas a b", &["不认识“b”"]),
        ("yuebao areas --lang fr", &["“fr”不能用于", "zh-CN、en"]),
    ] {
        let text = said(line, Lang::Zh);
        for part in parts {
            assert!(text.contains(part), "{line}: {part}: {text}");
        }
        for english in [
            "error:", "Usage", "tip:", "possible", "invalid", "required", " / ",
        ] {
            assert!(!text.contains(english), "{line}: {english}: {text}");
        }
    }
}

#[test]
fn the_same_is_said_in_english_without_a_chinese_word() {
    for (line, parts) in [
        (
            "yuebao serve",
            &["missing: --data <DIR>", "Usage: yuebao serve"][..],
        ),
        (
            "yuebao verifi",
            &["there is no command “verifi”", "did you mean “verify”?"],
        ),
        (
            "yuebao serve --data d --listen x",
            &["“x” cannot be taken for", "0.0.0.0:8420"],
        ),
        (
            "yuebao user add --data d n --unit u --role clark",
            &["there are: clerk, liaison"],
        ),
    ] {
        let text = said(line, Lang::En);
        for part in parts {
            assert!(text.contains(part), "{line}: {part}: {text}");
        }
        assert!(!text.chars().any(|c| c >= '\u{3000}'), "{line}: {text}");
    }
}
