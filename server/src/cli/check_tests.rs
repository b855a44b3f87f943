//! Files as offices have them, from their bytes to the verdict.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use yuebao_domain::check::RuleCode;

use super::*;

pub(super) struct Dir(tempfile::TempDir);

impl Dir {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

pub(super) fn args(files: &[PathBuf]) -> Args {
    Args {
        files: files.to_vec(),
        profile: Some("qinzhou-2022".to_owned()),
        month: None,
        unit: None,
        columns: Vec::new(),
    }
}

pub(super) fn verdicts(args: &Args) -> Verdicts {
    let (profile, batch) = gather(args, Lang::Zh, &quiet_bar()).unwrap();
    run(batch, &profile, || ())
}

fn of_csv(text: &str) -> Verdicts {
    let dir = Dir::new();
    verdicts(&args(&[dir.put("2022年5月.csv", text)]))
}

/// Project, month and code of each finding.
pub(super) fn codes(verdicts: &Verdicts) -> Vec<String> {
    let told = |found: &crate::batch::Found| {
        let project = found.row.map_or("—", |row| &verdicts.projects[row].0);
        let month = found
            .month
            .map_or_else(|| "—".to_owned(), |month| month.to_string());
        format!("{project} {month} {}", found.finding.code)
    };
    verdicts.found.iter().map(told).collect()
}

pub(super) fn notes(verdicts: &Verdicts) -> Vec<String> {
    verdicts.notes.iter().map(ToString::to_string).collect()
}

const HEAD: &str = "序号,项目名称,项目代码,性质,行业,建设地点,责任单位,总投资,年度计划投资,本月完成,1-5月完成,\
                    开工以来累计,建设状态,实际开工,形象进度,计划开工,计划竣工\n";
const GOOD: &str = "1,甲路,2410-451421-04-01-627218,续建,基础设施,钦南区,市住建局,12000,3000,300,1300,5300,\
                    正常,2021年3月,路基完成六成,2021.3,2023.12\n";

#[test]
fn a_table_without_a_fault_has_no_finding() {
    let found = of_csv(&format!("{HEAD}{GOOD}"));
    assert_eq!(codes(&found), Vec::<String>::new());
    assert_eq!(notes(&found), Vec::<String>::new());
    assert_eq!((found.projects.len(), found.reports), (1, 1));
    assert_eq!(found.months, ["2022-05".parse().unwrap()]);
    assert_eq!(status(&found), 0);
    // April is not at hand: said, not skipped
    let m103: RuleCode = "M103".parse().unwrap();
    assert_eq!(found.without_history.get(&m103), Some(&1));
}

#[test]
fn awkward_spellings_say_the_same() {
    let awkward = "☆ 甲路,２４１０-４５１４２１-０４-０１-６２７２１８,续建项目,基础设施类,钦南区沙埠镇,市住建局、区政府,\
                   1.2亿元,\"3,000\",３００,1300万元,5300,在建,2021.3,路基完成六成,2021/3,2023年12月底";
    let body = format!("1,{awkward}\n");
    let (plain, other) = (
        of_csv(&format!("{HEAD}{GOOD}")),
        of_csv(&format!("{HEAD}{body}")),
    );
    assert_eq!(codes(&other), Vec::<String>::new());
    assert_eq!(notes(&other), Vec::<String>::new());
    assert_eq!(other.projects, plain.projects);
}

#[test]
fn encodings_do_not_matter() {
    let text = format!("{HEAD}{}", GOOD.replace("1300", "1350"));
    let text = text.replace("5300", "900");
    let (gbk, _, had_errors) = encoding_rs::GBK.encode(&text);
    assert!(!had_errors);
    let dir = Dir::new();
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), marked.as_bytes(), &gbk] {
        let found = verdicts(&args(&[dir.put("2022-05.csv", bytes)]));
        assert_eq!(codes(&found), ["甲路 2022-05 M105"]);
        assert_eq!(status(&found), 1);
    }
}

#[test]
fn earlier_months_of_the_same_run_are_history() {
    let dir = Dir::new();
    let april = GOOD
        .replace(",300,1300,5300", ",250,1000,5000")
        .replace("六成", "五成");
    let may = GOOD.replace(",300,1300,5300", ",300,1250,5300");
    let files = [
        dir.put("2022年5月.csv", format!("{HEAD}{may}")),
        dir.put(
            "2022年4月.csv",
            format!("{}{april}", HEAD.replace("1-5月", "1-4月")),
        ),
    ];
    let found = verdicts(&args(&files));
    assert_eq!(codes(&found), ["甲路 2022-05 M103"]);
    assert_eq!(found.months.len(), 2);
    let m103: RuleCode = "M103".parse().unwrap();
    assert_eq!(
        found.without_history.get(&m103),
        Some(&1),
        "April still lacks March"
    );
}

#[test]
fn a_column_of_months_does_the_same_and_a_gap_is_not_taken_for_no_report() {
    let month = |month: &str, figures: &str, progress: &str| {
        let row = GOOD
            .replace("300,1300,5300", figures)
            .replace("六成", progress);
        format!("{month},{row}")
    };
    let head = format!("月份,{HEAD}");
    let rows = [
        month("2022年3月", "200,800,4800", "四成"),
        month("2022.5", "300,1300,5300", "六成"),
    ];
    let found = of_csv(&format!("{head}{}", rows.concat()));
    assert_eq!(codes(&found), Vec::<String>::new());
    let m103: RuleCode = "M103".parse().unwrap();
    assert_eq!(found.without_history.get(&m103), Some(&2));
    let rows = [
        month("4月", "200,1000,5000", "五成"),
        month("5", "300,1400,5300", "六成"),
    ];
    let found = of_csv(&format!("{head}{}", rows.concat()));
    assert_eq!(codes(&found), ["甲路 2022-05 M103"]);
}

#[test]
fn a_project_reported_twice_or_missing_is_found() {
    let dir = Dir::new();
    let again = GOOD.replace("甲路", "甲路（县报）");
    let files = [
        dir.put(
            "2022年4月.csv",
            format!("{HEAD}{GOOD}").replace("1-5月", "1-4月"),
        ),
        dir.put(
            "5月.csv",
            format!(
                "{HEAD}{}",
                GOOD.replace("甲路", "乙厂")
                    .replace("2410-451421-04-01-627218", "/")
            ),
        ),
        dir.put("5月县报.csv", format!("{HEAD}{GOOD}{again}")),
    ];
    let found = verdicts(&args(&files));
    let codes: Vec<String> = codes(&found)
        .into_iter()
        .filter(|c| c.ends_with("C008") || c.ends_with("X705") || c.ends_with("C013"))
        .collect();
    assert_eq!(
        codes,
        [
            "乙厂 — X705",
            "甲路（县报） — C008",
            "甲路（县报） — C013",
            "甲路（县报） — X705",
        ]
    );
}

#[test]
fn totals_are_held_against_their_rows() {
    let total = "合计,,,,,,,12100,3000,300,1300,5300,,,,,\n";
    let part = "一,续建项目（2个）,,,,,,12000,3000,300,1300,5300,,,,,\n";
    let without = GOOD.replace(",续建,", ",,");
    let found = of_csv(&format!(
        "{HEAD}{total}{part}{without}填表人：李某,,,,,,,,,,,,,,,,\n"
    ));
    assert_eq!(codes(&found), ["— — X702", "— — X701"]);
    assert_eq!(found.found[0].place.row, Some(2));
    assert_eq!(notes(&found), Vec::<String>::new());
    assert_eq!(found.tables, 2);
}

#[test]
fn what_is_not_understood_is_said_with_its_place() {
    let words = GOOD.replace(",300,", ",约三百,");
    let found = of_csv(&format!("{HEAD}{words}"));
    assert_eq!(codes(&found), ["甲路 2022-05 C012"]);
    let body = [
        GOOD.replace("续建", "扩建"),
        GOOD.replace("甲路", "乙路")
            .replace("2410-451421-04-01-627218", "2.41045E+19"),
        ",丁路,,,,,,,,,,,,,,,\n".to_owned(),
    ];
    let found = of_csv(&format!(
        "{}{}",
        HEAD.replace("行业", "怪列"),
        body.concat()
    ));
    assert_eq!(
        notes(&found),
        [
            "2022年5月.csv：没有读这些列：“怪列”；如有用，请用 --columns 说明其含义",
            "2022年5月.csv 第 2 行 D 列：“性质”“扩建”不认识；可用：新开工、续建、竣工",
            "2022年5月.csv 第 3 行 C 列：“项目代码”存成了数字，15 位以后的数字已丢失，未计入；请把该列设为文本后重填",
            "2022年5月.csv 第 4 行：看不出是项目还是合计，未计入；项目须有名称，合计须写明“合计”“小计”",
            "2022年5月.csv 第 2 行：看不出“甲路”的性质（新开工、续建、竣工、预备），未审核；请填“性质”列，或先给出计划文件",
        ]
        .map(|note| note.replace("2022年5月.csv", &found.notes[0].place.file))
    );
    assert_eq!(status(&found), 2);
}

#[test]
fn a_column_that_a_table_does_not_have_is_nobodys_fault() {
    let head = "项目名称,性质,建设地点,责任单位,本月完成,1-5月完成,开工以来累计,实际开工\n";
    let found = of_csv(&format!("{head}甲路,续建,钦南区,住建局,1,5,9,2021.3\n"));
    assert_eq!(codes(&found), Vec::<String>::new());
    let counts: Vec<String> = found
        .without_column
        .keys()
        .map(ToString::to_string)
        .collect();
    assert_eq!(counts, ["C001", "C004", "T204"]);
}

pub(super) fn fill(sheet: &mut Worksheet, first: u32, rows: &[&str]) {
    for (row, line) in (first..).zip(rows) {
        for (column, text) in (0_u16..).zip(line.split('|')) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
}

fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let plain = Format::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    let percent = Format::new().set_num_format("0.00%");
    let sheet = book.add_worksheet().set_name("填表说明").unwrap();
    fill(sheet, 0, &["请按月填报"]);
    let sheet = book.add_worksheet().set_name("2022年5月").unwrap();
    sheet
        .merge_range(0, 0, 0, 11, "某市重大项目月报表", &plain)
        .unwrap();
    fill(sheet, 1, &["填报单位：市住建局|||||||||单位：亿元"]);
    for (column, label) in [
        (0, "序号"),
        (1, "项目名称"),
        (2, "性质"),
        (3, "建设地点"),
        (4, "总投资"),
        (5, "年度计划投资"),
    ] {
        sheet
            .merge_range(2, column, 3, column, label, &plain)
            .unwrap();
    }
    sheet.merge_range(2, 6, 2, 8, "完成投资", &plain).unwrap();
    fill(
        sheet,
        3,
        &["||||||本月（万元）|1-5月完成|开工以来累计|完成年度计划%|建设状态|实际开工|形象进度"],
    );
    for (column, label) in [
        (9, "完成年度计划%"),
        (10, "建设状态"),
        (11, "实际开工"),
        (12, "形象进度"),
    ] {
        sheet
            .merge_range(2, column, 3, column, label, &plain)
            .unwrap();
    }
    fill(sheet, 4, &["|合计|||3.2|0.5|500|0.23|1.03"]);
    sheet
        .write_number_with_format(4, 9, 0.46, &percent)
        .unwrap();
    fill(
        sheet,
        5,
        &[
            "1|☆甲路|续建||1.2|0.3|300|0.13|0.53||正常||路基六成",
            "2|乙厂|续建||2|0.2|200|0.1|0.5||停工||厂房封顶",
        ],
    );
    sheet.merge_range(5, 3, 6, 3, "钦南区", &plain).unwrap();
    for (row, share) in [(5, 0.433_333_333_333_333_3), (6, 0.8)] {
        sheet
            .write_number_with_format(row, 9, share, &percent)
            .unwrap();
        sheet
            .write_number_with_format(row, 11, 44_256.0, &day)
            .unwrap();
    }
    let hidden = book.add_worksheet().set_name("旧表").unwrap();
    fill(hidden, 0, &["项目名称|总投资|本月完成", "丙|1|1"]);
    hidden.set_hidden(true);
    book
}

#[test]
fn a_workbook_with_merged_cells_reads_as_it_looks() {
    let dir = Dir::new();
    let file = dir.put("月报.xlsx", workbook().save_to_buffer().unwrap());
    let found = verdicts(&args(&[file]));
    assert!(
        matches!(notes(&found).as_slice(), [note] if note.contains("工作表“旧表”：是隐藏的")),
        "{:?}",
        notes(&found)
    );
    assert_eq!(codes(&found), ["乙厂 2022-05 H303", "— — X704"]);
    let told: Vec<String> = found
        .found
        .iter()
        .map(|f| f.finding.message(Lang::Zh))
        .collect();
    assert!(
        told.iter().any(|message| message.contains("80%")),
        "{told:?}"
    );
    assert_eq!((found.projects.len(), found.tables), (2, 1));
    let percent = found.found.iter().find(|f| f.row.is_none()).unwrap();
    assert_eq!(
        percent.place.row,
        Some(7),
        "the row that the finding speaks of"
    );
    let halted = found.found.iter().find(|f| f.row == Some(1)).unwrap();
    assert_eq!(
        (halted.place.sheet.as_str(), halted.place.row),
        ("2022年5月", Some(7))
    );
}

#[test]
fn a_plan_file_before_the_tables_is_the_plan() {
    let plan = r#"{"profile": "qinzhou-2022", "projects": [{"id": "p1", "name": "甲路", "nature": "continuing",
        "code": "2410-451421-04-01-627218", "area": "450702", "units": ["住建局"], "total_investment": "15000",
        "annual_plan": "3000", "entered": "2022-01"}],
        "reports": [{"project": "p1", "month": "2022-04", "values": {"month_investment": "200",
        "year_to_date": "1000", "since_start": "5000", "status": "normal", "actual_start": "2021-03-01",
        "visual_progress": "五成"}}, {"project": "p9", "month": "2022-04"}]}"#;
    let dir = Dir::new();
    let files = [
        dir.put("plan.json", plan),
        dir.put("2022年5月.csv", format!("{HEAD}{GOOD}")),
    ];
    let mut args = args(&files);
    args.profile = None;
    let found = verdicts(&args);
    assert_eq!(found.projects.len(), 1);
    assert_eq!(codes(&found), ["甲路 2022-05 M113"]);
    assert_eq!(notes(&found).len(), 1);
    assert!(
        notes(&found)[0].contains("plan.json 第 6 行 reports[1]"),
        "{:?}",
        notes(&found)
    );
    assert_eq!(status(&found), 2);
}

#[test]
fn files_that_cannot_be_read_are_refused_in_words() {
    let dir = Dir::new();
    for (name, bytes, part) in [
        ("a.pdf", &b"%PDF-1.7"[..], "这是 PDF"),
        ("a.xlsx", b"PK\x03\x04rest", "另存为 xlsx"),
        ("a.csv", b"", "文件是空的"),
        ("b.csv", "姓名,电话\n".as_bytes(), "找不到月报表的表头"),
        ("a.json", b"{\n\"projekts\": []}", "第 2 行"),
        ("空.csv", HEAD.as_bytes(), "没有一行项目"),
        ("c.csv", b"\x80\xff\xff\x00", "GBK"),
        ("d.html", b"<html>", "网页"),
    ] {
        let file = dir.put(name, bytes);
        let complaints = gather(&args(&[file]), Lang::Zh, &quiet_bar()).unwrap_err();
        let told = complaints.join("\n");
        assert!(told.contains(name) && told.contains(part), "{told}");
    }
    let missing = gather(
        &args(&[PathBuf::from("nowhere.xlsx")]),
        Lang::Zh,
        &quiet_bar(),
    )
    .unwrap_err();
    assert!(missing[0].contains("nowhere.xlsx"));
}

#[test]
fn a_wrong_file_beside_a_right_one_is_told_and_the_right_one_checked() {
    let dir = Dir::new();
    let files = [
        dir.put("a.pdf", "%PDF"),
        dir.put("2022年5月.csv", format!("{HEAD}{GOOD}")),
    ];
    let found = verdicts(&args(&files));
    assert_eq!((found.reports, found.notes.len()), (1, 1));
    assert_eq!(status(&found), 2);
}

#[test]
fn the_month_is_asked_for_when_nothing_says_it() {
    let dir = Dir::new();
    let head = HEAD.replace("1-5月完成", "本年累计完成投资");
    let file = dir.put("a.csv", format!("{head}{GOOD}"));
    let mut args = args(&[file]);
    let complaints = gather(&args, Lang::Zh, &quiet_bar()).unwrap_err();
    assert!(complaints[0].contains("--month 2022-05"), "{complaints:?}");
    args.month = Some("2022-05".parse().unwrap());
    assert_eq!(verdicts(&args).reports, 1);
}

#[test]
fn words_and_json_say_the_same() {
    let text = format!(
        "{HEAD}合计,,,,,,,12100,,,,,,,,,\n{}",
        GOOD.replace(",5300,", ",900,")
    );
    let dir = Dir::new();
    let file = dir.put("2022年5月.csv", text);
    let (profile, batch) = gather(&args(&[file]), Lang::Zh, &quiet_bar()).unwrap();
    let found = run(batch, &profile, || ());
    for (lang, parts) in [
        (
            Lang::Zh,
            [
                "甲路 2410-451421-04-01-627218 2022-05",
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

#[test]
fn own_names_of_columns_are_read_and_wrong_ones_refused() {
    let dir = Dir::new();
    let file = dir.put(
        "2022年5月.csv",
        format!("{HEAD}{GOOD}").replace("本月完成", "当月实绩"),
    );
    let mut args = args(&[file]);
    assert_eq!(codes(&verdicts(&args)), Vec::<String>::new());
    assert_eq!(verdicts(&args).without_column.len(), 1);
    args.columns = vec![dir.put(
        "own.toml",
        "[headers]\n\"report.month_investment\" = [\"当月实绩\"]\n",
    )];
    assert!(verdicts(&args).without_column.is_empty());
    args.columns = vec![dir.put("own.toml", "[headers]\n\"report.month\" = [\"当月实绩\"]\n")];
    let complaint = gather(&args, Lang::Zh, &quiet_bar()).unwrap_err();
    assert!(
        complaint[0].contains("own.toml") && complaint[0].contains("report.month"),
        "{complaint:?}"
    );
}

#[test]
fn each_year_has_its_own_annual_plan() {
    let dir = Dir::new();
    let head = HEAD.replace("总投资", "总投资,至上年底累计");
    let of = |figures: &str, progress: &str| {
        let row = GOOD.replace("12000,3000,300,1300,5300", figures);
        let row = row
            .replace("2021年3月", "2020年3月")
            .replace("2021.3", "2020.3");
        row.replace("六成", progress)
    };
    let december = of("12000,1000,4000,300,4000,5000", "五成");
    let january = of("12000,5000,2000,300,300,5300", "六成");
    let files = [
        dir.put(
            "2021年12月.csv",
            format!("{head}{december}").replace("1-5月", "1-12月"),
        ),
        dir.put(
            "2022年1月.csv",
            format!("{head}{january}").replace("1-5月", "1-1月"),
        ),
    ];
    let found = verdicts(&args(&files));
    assert_eq!(codes(&found), Vec::<String>::new());
    let wrong = of("12000,5000,2000,300,300,5400", "六成");
    let files = [
        files[0].clone(),
        dir.put(
            "2022年1月.csv",
            format!("{head}{wrong}").replace("1-5月", "1-1月"),
        ),
    ];
    assert_eq!(
        codes(&verdicts(&args(&files))),
        ["甲路 2022-01 M104", "甲路 2022-01 M120"]
    );
}
