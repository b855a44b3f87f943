//! What is found in tables, and what is not.

use yuebao_domain::rule::RuleCode;

use super::*;

pub(super) const HEAD: &str = "序号,项目名称,项目代码,性质,行业,建设地点,责任单位,总投资,年度计划投资,本月完成,1-5月完成,\
                    开工以来累计,建设状态,实际开工,形象进度,计划开工,计划竣工\n";
pub(super) const GOOD: &str = "1,甲路,2410-451421-04-01-627218,续建,基础设施,钦南区,市住建局,12000,3000,300,1300,5300,\
                    正常,2021年3月,路基完成六成,2021.3,2023.12\n";

fn of_csv(text: &str) -> Verdicts {
    verdicts(&asked(&[file("2022年5月.csv", text)]))
}

#[test]
fn a_table_without_a_fault_has_no_finding() {
    let found = of_csv(&format!("{HEAD}{GOOD}"));
    assert_eq!(codes(&found), Vec::<String>::new());
    assert_eq!(notes(&found), Vec::<String>::new());
    assert_eq!((found.projects.len(), found.reports), (1, 1));
    assert_eq!(found.months, ["2022-05".parse().unwrap()]);
    assert_eq!(found.exit_code(), 0);
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
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), marked.as_bytes(), &gbk] {
        let found = verdicts(&asked(&[file("2022-05.csv", bytes)]));
        assert_eq!(codes(&found), ["甲路 2022-05 M105"]);
        assert_eq!(found.exit_code(), 1);
    }
}

#[test]
fn earlier_months_of_the_same_run_are_history() {
    let april = GOOD
        .replace(",300,1300,5300", ",250,1000,5000")
        .replace("六成", "五成");
    let may = GOOD.replace(",300,1300,5300", ",300,1250,5300");
    let files = [
        file("2022年5月.csv", format!("{HEAD}{may}")),
        file(
            "2022年4月.csv",
            format!("{}{april}", HEAD.replace("1-5月", "1-4月")),
        ),
    ];
    let found = verdicts(&asked(&files));
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
    let again = GOOD.replace("甲路", "甲路（县报）");
    let files = [
        file(
            "2022年4月.csv",
            format!("{HEAD}{GOOD}").replace("1-5月", "1-4月"),
        ),
        file(
            "5月.csv",
            format!(
                "{HEAD}{}",
                GOOD.replace("甲路", "乙厂")
                    .replace("2410-451421-04-01-627218", "/")
            ),
        ),
        file("5月县报.csv", format!("{HEAD}{GOOD}{again}")),
    ];
    let found = verdicts(&asked(&files));
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
    assert_eq!(found.found[0].location.row, Some(2));
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
        .map(|note| note.replace("2022年5月.csv", &found.notes[0].location.file))
    );
    assert_eq!(found.exit_code(), 2);
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

#[test]
fn each_year_has_its_own_annual_plan() {
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
        file(
            "2021年12月.csv",
            format!("{head}{december}").replace("1-5月", "1-12月"),
        ),
        file(
            "2022年1月.csv",
            format!("{head}{january}").replace("1-5月", "1-1月"),
        ),
    ];
    let found = verdicts(&asked(&files));
    assert_eq!(codes(&found), Vec::<String>::new());
    let wrong = of("12000,5000,2000,300,300,5400", "六成");
    let files = [
        files[0].clone(),
        file(
            "2022年1月.csv",
            format!("{head}{wrong}").replace("1-5月", "1-1月"),
        ),
    ];
    assert_eq!(
        codes(&verdicts(&asked(&files))),
        ["甲路 2022-01 M104", "甲路 2022-01 M120"]
    );
}
