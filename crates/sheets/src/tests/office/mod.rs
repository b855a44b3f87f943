//! Tables as other offices have them: their units, months, columns, quotes, totals and figures. Each
//! changes one clean table, and its figures must come out, or a question.

mod figures;
mod months;
mod rows;
mod units;

use yuebao_domain::report::Field;

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
    options: impl Fn(&mut Asked),
) -> Result<(String, [String; 5]), String> {
    let mut asked = asked(&[file(name, bytes)]);
    options(&mut asked);
    let (_, batch) = gather(&asked).map_err(|asked| asked.join("\n"))?;
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
    let found = verdicts(&asked(&[file("2022年7月.csv", format!("{HEAD}{ROW}"))]));
    assert_eq!((codes(&found), found.exit_code()), (Vec::new(), 0));
}
