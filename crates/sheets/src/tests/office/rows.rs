//! Rows and totals: none vanishes, none is added up unseen.

use yuebao_domain::text::Lang;

use super::*;

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
    let of = |text: String| verdicts(&asked(&[file("2022年7月.csv", text)]));
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
    assert_eq!((codes(&found), found.exit_code()), (Vec::new(), 2));
    let told = notes(&found).join("\n");
    assert!(told.contains("“合计”没有核对：第 4 行没有读出"), "{told}");
}
