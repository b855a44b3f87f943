//! Tables as other offices have them: their units, months, columns, quotes, totals and figures. Each
//! changes one clean table, and its figures must come out, or a question.

use rust_xlsxwriter::{Format, Workbook};
use yuebao_domain::report::Field;

use super::tests::{Dir, args, codes, notes, verdicts};
use super::*;

const HEAD: &str = "项目名称,性质,建设地点,责任单位,总投资,年度计划,本月完成,1-7月完成,开工以来累计,建设状态,\
                    实际开工,形象进度,行业\n";
const ROW: &str =
    "临海泵站,续建,钦南区,市水利局,8600,1800,120,1050,4300,正常,2020年11月,机组安装,节能环保\n";
const OTHER: &str =
    "临江泵站,续建,钦南区,市水利局,6400,1800,120,1050,3200,正常,2020年11月,机组安装,节能环保\n";

/// 总投资, 年度计划, 本月完成, 1-7月完成 and 开工以来累计 of the first project, in 万元.
const FIGURES: [&str; 5] = ["8600", "1800", "120", "1050", "4300"];

/// What a file comes to: the figures of its first project, or what is asked.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<(String, [String; 5]), String> {
    read_with(name, bytes, |_| ())
}

fn read_with(
    name: &str,
    bytes: impl AsRef<[u8]>,
    options: impl Fn(&mut Args),
) -> Result<(String, [String; 5]), String> {
    let dir = Dir::new();
    let mut args = args(&[dir.put(name, bytes)]);
    options(&mut args);
    let (_, batch) = gather(&args, Lang::Zh, &quiet_bar()).map_err(|asked| asked.join("\n"))?;
    let left_out = batch.notes.iter().filter(|note| note.is_left_out);
    let asked: Vec<String> = left_out.map(ToString::to_string).collect();
    if !asked.is_empty() {
        return Err(asked.join("\n"));
    }
    let report = &batch.reports[0];
    let figure = |field: Field| {
        let value = report.values.get(&field.into());
        value
            .and_then(|value| value.text())
            .unwrap_or("")
            .to_owned()
    };
    let fields = [
        Field::TotalInvestment,
        Field::AnnualPlan,
        Field::MonthInvestment,
        Field::YearToDate,
        Field::SinceStart,
    ];
    Ok((report.month.to_string(), fields.map(figure)))
}

fn is_clean(name: &str, bytes: impl AsRef<[u8]>, about: &str) {
    let found = read(name, bytes);
    let expected = ("2022-07".to_owned(), FIGURES.map(str::to_owned));
    assert_eq!(found, Ok(expected), "{about}");
}

fn is_asked(name: &str, bytes: impl AsRef<[u8]>, part: &str) {
    let found = read(name, bytes);
    let asked = found.expect_err(part);
    assert!(asked.contains(part), "{part}: {asked}");
}

#[test]
fn the_clean_table_is_clean() {
    is_clean("2022年7月.csv", format!("{HEAD}{ROW}"), "as it is");
    let dir = Dir::new();
    let found = verdicts(&args(&[dir.put("2022年7月.csv", format!("{HEAD}{ROW}"))]));
    assert_eq!((codes(&found), status(&found)), (Vec::new(), 0));
}

#[test]
fn units_are_recognised_wherever_they_stand() {
    for (unit, figure) in [
        ("（亿）", "0.86"),
        ("［元］", "86000000"),
        ("【千元】", "86000"),
        ("〔百万元〕", "86"),
        ("(百万)", "86"),
        ("（千万元）", "8.6"),
        ("（十亿元）", "0.086"),
        ("(人民币元)", "86000000"),
        ("/万元", "8600"),
        ("（万亿元）", "0.000086"),
    ] {
        let head = HEAD.replace("总投资", &format!("总投资{unit}"));
        let row = ROW.replace("8600", figure);
        is_clean("2022年7月.csv", format!("{head}{row}"), unit);
    }
    let title = "2022年7月总投资亿元以上项目（单位：万元）";
    is_clean("a.csv", format!("{title}\n{HEAD}{ROW}"), title);
    let in_yuan = ROW.replace(
        "8600,1800,120,1050,4300",
        "86000000,18000000,1200000,10500000,43000000",
    );
    for title in [
        "2022年7月月报\n填报单位：市水利局,,单位：元",
        "（金额单位：人民币元）",
        ",,,,,,,,,,,元",
    ] {
        is_clean("2022年7月.csv", format!("{title}\n{HEAD}{in_yuan}"), title);
    }
    let foot = "注：本表金额单位为元\n";
    is_clean("2022年7月.csv", format!("{HEAD}{in_yuan}{foot}"), foot);
    let units = ",,,,亿元,万元,千元,（万元）,万元,,年月,,\n";
    let row = ROW.replace("8600", "0.86").replace(",120,", ",1200,");
    is_clean(
        "2022年7月.csv",
        format!("{HEAD}{units}{row}"),
        "a row of units",
    );
    let row = ROW
        .replace("8600", "0.86亿元")
        .replace(",120,", ",1200千元,");
    is_clean("2022年7月.csv", format!("{HEAD}{row}"), "in the cells");
    let (gbk, _, _) = encoding_rs::GBK.encode(title);
    let (table, _, _) = encoding_rs::GBK.encode(HEAD);
    let (row, _, _) = encoding_rs::GBK.encode(ROW);
    is_clean("a.csv", [&gbk[..], b"\n", &table, &row].concat(), "in GBK");
}

#[test]
fn units_that_are_not_known_are_asked_about() {
    for unit in ["（万美元）", "（港币）", "（亿元/万元）", "[USD]"] {
        let head = HEAD.replace("总投资", &format!("总投资{unit}"));
        is_asked("2022年7月.csv", format!("{head}{ROW}"), "的单位");
    }
    for title in ["单位：万美元", "单位：亿元、万元", "单位：亿元\n单位：万元"]
    {
        let text = format!("{title}\n{HEAD}{ROW}");
        is_asked("2022年7月.csv", &text, "--unit");
        let answered = read_with("2022年7月.csv", &text, |args| {
            args.unit = Unit::named("万元");
        });
        assert_eq!(
            answered.map(|found| found.1),
            Ok(FIGURES.map(str::to_owned)),
            "{title}"
        );
    }
}

/// A workbook of one project whose total investment is shown with a format.
fn workbook(total: f64, format: &str, header: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2022年7月").unwrap();
    for (column, text) in (0_u16..).zip(HEAD.trim().split(',')) {
        let text = if text == "总投资" { header } else { text };
        sheet.write_string(0, column, text).unwrap();
    }
    for (column, text) in (0_u16..).zip(ROW.trim().split(',')) {
        match text.parse::<f64>() {
            Ok(number) => sheet.write_number(1, column, number).unwrap(),
            Err(_) => sheet.write_string(1, column, text).unwrap(),
        };
    }
    let format = Format::new().set_num_format(format);
    sheet
        .write_number_with_format(1, 4, total, &format)
        .unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_number_format_that_scales_is_read_as_it_is_shown() {
    for (total, format, header) in [
        (86_000_000.0, "0!.0,", "总投资"),
        (86_000_000.0, "0!.0,", "总投资（万元）"),
        (86_000_000.0, "0\".\"0,", "总投资（万元）"),
        (86_000_000.0, "0.00,,", "总投资（百万元）"),
        (86_000_000.0, "0.00,,\"百万\"", "总投资"),
        (86_000_000.0, "0!.00,,", "总投资（亿元）"),
        (0.86, "0.00\"亿元\"", "总投资"),
        (0.86, "0.00\"亿\"", "总投资（万元）"),
        (8600.0, "#,##0.00\"万元\"", "总投资（亿元）"),
        (
            86_000_000.0,
            "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"",
            "总投资",
        ),
        (8600.0, "#,##0.00_ ;[Red]-#,##0.00", "总投资"),
        (8600.0, "¥#,##0.00", "总投资（万元）"),
    ] {
        is_clean(
            "a.xlsx",
            workbook(total, format, header),
            &format!("{format} {header}"),
        );
    }
    for (total, format, header) in [
        (86_000_000.0, "0.00,,", "总投资"),
        (86_000_000.0, "0.00,,", "总投资（万元）"),
        (86_000.0, "0.00,", "总投资"),
    ] {
        is_asked("a.xlsx", workbook(total, format, header), "数字格式");
    }
    // what is no unit of ours stands in the box, for the rule to speak of
    for format in ["0\"万美元\"", "$#,##0", "0\"个\""] {
        let (_, figures) = read("a.xlsx", workbook(8600.0, format, "总投资")).unwrap();
        assert_ne!(figures[0], "8600", "{format}");
        assert!(figures[0].starts_with("8600"), "{format}: {}", figures[0]);
    }
}

#[test]
fn the_column_of_the_reports_month_year_and_group_counts() {
    let twelve: Vec<String> = (1..=12).map(|n| format!("{n}月完成")).collect();
    for (head, more, row, of) in [
        (
            "本月完成",
            "6月完成,7月完成",
            ROW.replace(",120,", ",95,120,"),
            "two months",
        ),
        (
            "本月完成",
            "七月完成,六月完成",
            ROW.replace(",120,", ",120,95,"),
            "numerals",
        ),
        (
            "本月完成",
            &twelve.join(","),
            ROW.replace(",120,", ",1,2,3,4,5,6,120,,,,,,"),
            "a ledger",
        ),
        (
            "年度计划",
            "2021年计划,2022年计划",
            ROW.replace(",1800,", ",900,1800,"),
            "last year's plan",
        ),
        (
            "年度计划",
            "2022年计划,2023年计划",
            ROW.replace(",1800,", ",1800,900,"),
            "next year's plan",
        ),
        (
            "1-7月完成",
            "1-6月完成,1-7月完成",
            ROW.replace(",1050,", ",930,1050,"),
            "two spans",
        ),
        (
            "本月完成",
            "本月完成,7月完成",
            ROW.replace(",120,", ",120,120,"),
            "twice the same",
        ),
    ] {
        let text = format!("{}{row}", HEAD.replace(head, more));
        is_clean("2022年7月.csv", text, of);
    }
    let head = "项目名称,性质,建设地点,责任单位,总投资,年度计划,到位资金,,完成投资,,,建设状态,实际开工,形象进度,行业\n\
                ,,,,,,本月,累计,本月,1-7月,开工以来累计,,,,\n";
    let row = ROW.replace(",120,", ",999,4400,120,");
    is_clean("2022年7月.csv", format!("{head}{row}"), "groups");
    let head = "项目名称,性质,建设地点,责任单位,总投资,年度计划,,完成投资,,,建设状态,实际开工,形象进度,行业\n\
                ,,,,,全年,本月,本月,1-7月,开工以来累计,,,,\n";
    let row = ROW.replace(",120,", ",999,120,");
    is_clean(
        "2022年7月.csv",
        format!("{head}{row}"),
        "a plan of the month",
    );
    let two = format!(
        "{}{}",
        HEAD.replace("本月完成", "本月完成,7月完成"),
        ROW.replace(",120,", ",95,120,")
    );
    is_asked("2022年7月.csv", &two, "看不出用哪一列");
    let dir = Dir::new();
    let own = dir.put("own.toml", "[headers]\nignore = [\"本月完成\"]\n");
    let answered = read_with("2022年7月.csv", &two, |args| {
        args.columns = vec![own.clone()];
    });
    assert_eq!(
        answered.map(|found| found.1),
        Ok(FIGURES.map(str::to_owned))
    );
}

#[test]
fn months_are_read_however_they_are_written() {
    let table = format!("{HEAD}{ROW}");
    for title in [
        "2022年7月重大项目月报",
        "二〇二二年七月重大项目月报",
        "二○二二年七月份",
        "２０２２年７月",
        "2022年1月至7月",
        "2022年1—7月重大项目进展",
        "二〇二二年一至七月",
        "截至2022年7月31日",
        "2022年7月月报,,填报日期：2022年8月2日",
    ] {
        is_clean("a.csv", format!("{title}\n{table}"), title);
    }
    for name in [
        "2022年7月.csv",
        "2022年1-7月.csv",
        "202207.csv",
        "二〇二二年七月.csv",
        "2022-07 终稿.csv",
    ] {
        is_clean(name, &table, name);
    }
    for span in [
        "1月至7月完成",
        "1—7月完成",
        "2022年1-7月完成",
        "一至七月完成",
    ] {
        is_clean("a.csv", table.replace("1-7月完成", span), span);
    }
    for month in [
        "7月",
        "七月份",
        "2022年七月",
        "2022.7",
        "2022-07",
        "2022年1-7月",
        "1月至7月",
        "７月",
    ] {
        let text = format!("月份,{HEAD}{month},{ROW}");
        is_clean("2022年.csv", text, month);
    }
}

#[test]
fn months_that_cannot_be_told_are_asked_about() {
    let table = format!("{HEAD}{ROW}");
    for (title, part) in [
        ("2022年6月重大项目月报", "月份不一致"),
        ("2021年重大项目月报", "月份不一致"),
        ("二〇二一年七月", "月份不一致"),
        ("2022年二季度", "不是一个月"),
        ("2022年上半年", "不是一个月"),
    ] {
        is_asked("2022年7月.csv", format!("{title}\n{table}"), part);
    }
    is_asked(
        "a.csv",
        format!("2021年7月\n{table}"),
        "qinzhou-2022 是 2022 年的",
    );
    is_asked("2023年7月.csv", &table, "qinzhou-2022 是 2022 年的");
    is_asked(
        "2022年7月.csv",
        table.replace("1-7月", "1-6月"),
        "月份不一致",
    );
    is_asked(
        "2022年7月.csv",
        table.replace("本月完成", "6月完成"),
        "不是 2022-07 的",
    );
    for (month, part) in [
        ("二季度", "不是一个月"),
        ("2022年二季度", "不是一个月"),
        ("2022年", "不是一个月"),
        ("2022.1", "1 月，也可能是 10 月"),
        ("2022年五月", "“月份”一列到 2022-05 为止"),
    ] {
        is_asked("2022年7月.csv", format!("月份,{HEAD}{month},{ROW}"), part);
    }
    let mixed = format!("月份,{HEAD}6月,{ROW},{OTHER}7月,{OTHER}");
    is_asked("2022年7月.csv", mixed, "第 3 行的“月份”是空的");
    let answered = read_with("2022年7月.csv", format!("2022年6月\n{table}"), |args| {
        args.month = "2022-07".parse().ok();
    });
    assert_eq!(answered.map(|found| found.0), Ok("2022-07".to_owned()));
}

#[test]
fn the_sheets_of_a_workbook_have_their_own_months() {
    let book = |names: [&str; 2]| {
        let mut book = Workbook::new();
        for name in names {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            let head = HEAD.replace("1-7月完成", "本年累计完成投资");
            for (row, line) in (0_u32..).zip([head.as_str(), ROW]) {
                for (column, text) in (0_u16..).zip(line.trim().split(',')) {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    };
    let dir = Dir::new();
    let found = verdicts(&args(&[dir.put("2022年7月.xlsx", book(["6月", "7月"]))]));
    let months: Vec<String> = found.months.iter().map(ToString::to_string).collect();
    assert_eq!(
        (months.join(" "), found.reports),
        ("2022-06 2022-07".to_owned(), 2)
    );
    is_asked(
        "2022年7月.xlsx",
        book(["6月", "5月"]),
        "工作表名写的是 6 月，文件名写的是 2022-07",
    );
}

#[test]
fn no_row_vanishes() {
    let name = "2022年7月.csv";
    for (text, line) in [
        (format!("{HEAD}{ROW}\"{OTHER}{OTHER}"), 3),
        (format!("{HEAD}{}{OTHER}", ROW.replace("泵站", "泵\"站")), 2),
        (format!("{HEAD}{ROW}\"临\"江{OTHER}"), 3),
        (
            format!("{HEAD}\"{ROW}{OTHER}{}", ROW.replace("泵站", "\"泵站")),
            2,
        ),
    ] {
        is_asked(name, text, &format!("第 {line} 行"));
    }
    is_asked(
        name,
        format!("{HEAD}{OTHER}{}", ROW.replace(",1800,", ",1,800,")),
        "第 3 行：这一行有 14 格",
    );
    is_asked(
        name,
        format!("{HEAD}{OTHER}{}", ROW.replace(",续建", "")),
        "第 3 行：这一行有 12 格",
    );
    let padded = format!("{}{}", HEAD, ROW.replace('\n', ",\n"));
    is_clean(name, padded, "every row is longer by an empty cell");
    let quoted = ROW.replace("机组安装", "\"机组\n安装，\"\"一期\"\"\"");
    is_clean(name, format!("{HEAD}{quoted}"), "a cell of two lines");
}

#[test]
fn totals_are_checked_over_pages_or_said_to_be_unchecked() {
    let total = |investment: u32| format!("合计：,,,,{investment},3600,240,2100,7500,,,,\n");
    let of = |text: String| {
        let dir = Dir::new();
        verdicts(&args(&[dir.put("2022年7月.csv", text)]))
    };
    let turned = "行业,项目名称,性质,建设地点,责任单位,年度计划,总投资,本月完成,1-7月完成,开工以来累计,建设状态,实际开工,形象进度\n\
                  节能环保,临江泵站,续建,钦南区,市水利局,1800,6400,120,1050,3200,正常,2020年11月,机组安装\n";
    for text in [
        format!("{HEAD}{}{ROW}{HEAD}{OTHER}", total(15_900)),
        format!("{HEAD}{ROW}{HEAD}{OTHER}{}", total(15_900)),
        format!("{HEAD}{}{ROW}\n{turned}", total(15_900)),
        format!(
            "月报（续表）\n{HEAD}{}{ROW}填表人：李某\n月报\n{turned}",
            total(15_900)
        ),
    ] {
        let found = of(text.clone());
        assert_eq!(codes(&found), ["— — X702"], "{text}");
        let message = found.found[0].finding.message(Lang::Zh);
        assert!(message.contains("相差 900"), "{message}");
        assert_eq!(found.reports, 2, "{text}");
        let right = of(text.replace("15900", "15000"));
        assert_eq!(
            (codes(&right), notes(&right)),
            (Vec::new(), Vec::new()),
            "{text}"
        );
    }
    let restated = "其中：一期,,,,4000,900,60,500,2000,,,,\n#其中：民间投资,,,,6400,,,,,,,,\n占比,,,,42%,50%,,,,,,,\n\
                    上年同期,,,,14000,3000,200,2000,7000,,,,\n";
    let found = of(format!("{HEAD}{}{ROW}{OTHER}{restated}", total(15_000)));
    assert_eq!((codes(&found), found.reports), (Vec::new(), 2));
    let unread = OTHER.replace(",1800,", ",1,800,");
    let found = of(format!("{HEAD}{}{ROW}{unread}", total(15_900)));
    assert_eq!((codes(&found), status(&found)), (Vec::new(), 2));
    let told = notes(&found).join("\n");
    assert!(told.contains("“合计”没有核对：第 4 行没有读出"), "{told}");
}

#[test]
fn a_cell_is_one_figure_with_its_sign() {
    let name = "2022年7月.csv";
    let month = |cell: &str| {
        let text = format!("{HEAD}{}", ROW.replace(",120,", &format!(",{cell},")));
        read(name, text).unwrap().1[2].clone()
    };
    for cell in [
        "△1888",
        "▲1888",
        "(1888)",
        "（1888）",
        "1888-",
        "\"1,888－\"",
        "−1888",
        "－1888",
        "-1888.00",
    ] {
        assert_eq!(month(cell), "-1888", "{cell}");
    }
    let zeros = format!("120.{}", "0".repeat(30));
    assert_eq!(month(&zeros), "120");
    for cell in [
        "\"120\n35\"",
        "120、35",
        "120/35",
        "\"120;35\"",
        "120 350",
        "☆1888",
        "1.05E+03",
    ] {
        let dir = Dir::new();
        let text = format!("{HEAD}{}", ROW.replace(",120,", &format!(",{cell},")));
        let found = verdicts(&args(&[dir.put(name, text)]));
        assert_eq!(codes(&found), ["临海泵站 2022-07 C012"], "{cell}");
    }
}
