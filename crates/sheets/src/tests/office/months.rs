//! Months, and the columns of a month, a year and a group.

use rust_xlsxwriter::Workbook;

use super::*;

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
    let answered = read_with("2022年7月.csv", &two, |asked| {
        asked.columns = "[headers]\nignore = [\"本月完成\"]\n";
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
    let answered = read_with("2022年7月.csv", format!("2022年6月\n{table}"), |asked| {
        asked.month = "2022-07".parse().ok();
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
    let found = verdicts(&asked(&[file("2022年7月.xlsx", book(["6月", "7月"]))]));
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
