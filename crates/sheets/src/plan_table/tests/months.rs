//! 倒排计划: twelve columns of a plan.

use super::*;

/// What a plan of 120 a year says of its months.
fn months(heads: &[String], cells: &[&str], annual: &str) -> (Vec<String>, Vec<String>) {
    let (heads, cells) = (heads.join(","), cells.join(","));
    let text = format!(
        "项目名称,性质,县区,责任单位,年度计划投资,{heads}\n甲路,续建,钦南区,交通运输局,{annual},{cells}\n"
    );
    let tables = read_text(&text, Some("2022-01"));
    let amounts = tables.rows[0].said.row.monthly_plan.iter();
    (
        amounts.map(ToString::to_string).collect(),
        told(&tables.errors),
    )
}

fn heads(form: impl Fn(usize) -> String) -> Vec<String> {
    (1..=12).map(form).collect()
}

const RISING: [&str; 12] = [
    "10", "20", "30", "40", "50", "60", "70", "80", "90", "100", "110", "120",
];

#[test]
fn months_are_added_up_unless_they_are_to_the_end_already() {
    let plain = heads(|month| format!("{month}月计划（万元）"));
    let summed = heads(|month| format!("1-{month}月计划投资"));
    let ended = heads(|month| format!("{month}月末累计计划"));
    for (heads, cells, annual) in [
        (&plain, ["10"; 12], "120"),
        (&plain, RISING, "120"),
        (&summed, RISING, "130"),
        (&ended, RISING, "/"),
    ] {
        let (amounts, errors) = months(heads, &cells, annual);
        assert_eq!(errors, Vec::<String>::new(), "{heads:?}");
        assert_eq!(amounts, RISING, "{heads:?}");
    }
}

#[test]
fn what_cannot_be_told_of_months_is_asked_and_an_empty_plan_is_none() {
    let plain = heads(|month| format!("{month}月计划"));
    let mut gaps = ["10"; 12];
    gaps[4] = "";
    let mut wrong = ["10"; 12];
    wrong[4] = "待定";
    for (cells, annual, column, part) in [
        (["10"; 12], "130", "F", "看不出是各月数还是累计数"),
        (["10"; 12], "/", "F", "看不出是各月数还是累计数"),
        (gaps, "120", "F", "十二个月都有数"),
        (wrong, "120", "J", "读不懂"),
    ] {
        let (amounts, errors) = months(&plain, &cells, annual);
        assert_eq!((amounts.len(), errors.len()), (0, 1), "{errors:?}");
        let place = format!("计划.csv 第 2 行 {column} 列：");
        assert!(
            errors[0].starts_with(&place) && errors[0].contains(part),
            "{errors:?}"
        );
    }
    assert_eq!(months(&plain, &[""; 12], "120"), (Vec::new(), Vec::new()));
    let text = "项目名称,性质,县区,责任单位,1-6月计划\n甲路,续建,钦南区,交通运输局,5\n";
    let some = read_text(text, Some("2022-01"));
    assert_eq!(told(&some.errors), Vec::<String>::new());
    assert!(!some.rows[0].said.says.contains(&PlanBox::MonthlyPlan));
    assert!(told(&some.notes).join("\n").contains("不足十二个月"));
}

#[test]
fn months_and_bundles_that_are_exported_are_read_back_as_they_are() {
    let profile = builtin("qinzhou-2022").unwrap();
    let through = Month::new(profile.first_year, 5).unwrap();
    let tables = yuebao_demo::tables(&profile.id).unwrap();
    let mut demo = yuebao_demo::plan(&profile, &tables, through, through.last_day()).unwrap();
    let bundle = demo.projects[0].id.clone();
    demo.projects[0].is_bundle = true;
    for (n, row) in demo.projects.iter_mut().enumerate().skip(1) {
        if n % 2 == 0 && row.nature.is_implementing() {
            let amounts = RISING.map(|amount| parse_plain(amount).unwrap());
            row.monthly_plan = amounts.into();
        }
        row.bundle = (n % 7 == 0).then(|| bundle.clone());
    }
    round_trip(&profile, &demo.projects, &demo.units);
}
