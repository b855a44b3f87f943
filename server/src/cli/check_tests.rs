//! The command itself: its files, their names and its words. What tables say is held in the crate that
//! reads them.

use super::*;

const HEAD: &str =
    "项目名称,性质,建设地点,责任单位,总投资,本月完成,1-5月完成,开工以来累计,实际开工\n";
const ROW: &str = "甲路,续建,钦南区,市住建局,12000,300,1300,900,2021年3月\n";

struct Dir(tempfile::TempDir);

impl Dir {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn args(files: &[PathBuf]) -> Args {
    Args {
        files: files.to_vec(),
        profile: Some("qinzhou-2022".to_owned()),
        month: None,
        unit: None,
        columns: Vec::new(),
    }
}

fn complaints(args: &Args) -> String {
    let told = gather(args, Lang::Zh, &quiet_bar()).unwrap_err();
    told.join("\n")
}

#[test]
fn a_file_that_is_not_there_or_holds_nothing_is_named() {
    let dir = Dir::new();
    for (file, part) in [
        (PathBuf::from("nowhere.xlsx"), "nowhere.xlsx"),
        (dir.put("a.pdf", "%PDF-1.7"), "a.pdf：这是 PDF"),
        (dir.put("空.csv", HEAD), "没有能审核的项目"),
    ] {
        let told = complaints(&args(&[file]));
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn the_profile_is_asked_for_when_no_file_names_it() {
    let dir = Dir::new();
    let table = dir.put("2022年5月.csv", &format!("{HEAD}{ROW}"));
    let mut args = args(&[table]);
    args.profile = None;
    assert!(complaints(&args).contains("--profile"));
    let plan = dir.put("plan.json", r#"{"profile": "qinzhou-2022"}"#);
    args.files.push(plan);
    let (profile, batch) = gather(&args, Lang::Zh, &quiet_bar()).unwrap();
    assert_eq!((profile.id.as_str(), batch.plan.len()), ("qinzhou-2022", 1));
}

#[test]
fn names_of_columns_that_are_wrong_are_refused_with_their_file() {
    let dir = Dir::new();
    let mut args = args(&[dir.put("2022年5月.csv", &format!("{HEAD}{ROW}"))]);
    let own = |name: &str| format!("[headers]\n\"{name}\" = [\"当月实绩\"]\n");
    args.columns = vec![dir.put("own.toml", &own("report.month"))];
    let told = complaints(&args);
    assert!(told.contains("own.toml"), "{told}");
    assert!(told.contains("report.month"), "{told}");
    args.columns = vec![dir.put("own.toml", &own("report.month_investment"))];
    assert!(gather(&args, Lang::Zh, &quiet_bar()).is_ok());
}

#[test]
fn words_and_json_say_the_same() {
    let text = format!("{HEAD}合计,,,,12100,,,,\n{ROW}");
    let dir = Dir::new();
    let file = dir.put("2022年5月.csv", &text);
    let (profile, batch) = gather(&args(&[file]), Lang::Zh, &quiet_bar()).unwrap();
    let found = run(batch, &profile, || ());
    for (lang, parts) in [
        (
            Lang::Zh,
            [
                "甲路 2022-05",
                "强制性 M105",
                "强制性 2，核实性 0",
                "1 个项目、1 份月报（2022-05）",
            ],
        ),
        (
            Lang::En,
            [
                "must be corrected M105",
                "2 must be corrected",
                "1 projects, 1 reports (2022-05)",
                "row 3",
            ],
        ),
    ] {
        let text = as_text(&found, &profile, lang);
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    let json = as_json(&found, &profile, Lang::Zh).unwrap();
    let lines: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["finding", "finding", "summary"]);
    assert_eq!(lines[0]["code"], "M105");
    assert_eq!(lines[0]["place"]["row"], 3);
    assert_eq!(lines[2]["mandatory"], 2);
    assert_eq!(lines[2]["complete"], true);
}
