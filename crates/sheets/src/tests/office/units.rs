//! Units wherever they stand.

use super::*;

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
        let answered = read_with("2022年7月.csv", &text, |asked| {
            asked.unit = Unit::named("万元");
        });
        assert_eq!(
            answered.map(|found| found.1),
            Ok(FIGURES.map(str::to_owned)),
            "{title}"
        );
    }
}
