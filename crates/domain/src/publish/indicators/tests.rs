use super::*;
use crate::plan::{Level, Nature};
use crate::profile_file::builtin;
use crate::publish::testing::{project, shown, source, table};
use crate::publish::{Project, proofread};

fn made(profile: &str, projects: Vec<Project>) -> Vec<String> {
    let mut source = source("2022-05", projects);
    source.profile = builtin(profile).unwrap();
    let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
    shown(
        table(&document, "indicators"),
        &["name", "figure", "target", "verdict"],
    )
}

/// office.md 8: 340 of 400 passes 85 %.
#[test]
fn the_payment_rate_is_met_at_its_target() {
    for (paid, told) in [
        ("340", "中央预算内投资支付率 | 85.0 | 85 | 达到"),
        ("339.999999", "中央预算内投资支付率 | 85.0 | 85 | 未达到"),
    ] {
        let made = made(
            "qinzhou-2022",
            vec![
                project("a", Nature::Continuing, "1")
                    .reporting(&[("central_issued", "400"), ("central_paid", paid)]),
            ],
        );
        assert_eq!(made[0], told);
    }
    assert_eq!(
        made("qinzhou-2022", Vec::new())[0],
        "中央预算内投资支付率 | — | 85 | 没有数"
    );
}

/// The rate is that of the list of central money: nobody knows it while nobody has said what is paid, and
/// who has not reported is in it as before.
#[test]
fn the_payment_rate_is_that_of_the_lists() {
    let issued = |paid: &str| {
        project("a", Nature::Continuing, "1")
            .reporting(&[("central_issued", "400"), ("central_paid", paid)])
    };
    let carried = project("b", Nature::Continuing, "1").carried(
        "2022-04",
        &[("central_issued", "400"), ("central_paid", "0")],
    );
    for (projects, told) in [
        (vec![issued("")], "— | 85 | 没有数"),
        (vec![issued("340"), carried], "42.5* | 85 | 未达到"),
    ] {
        let mut source = source("2022-05", projects);
        source.profile = builtin("qinzhou-2022").unwrap();
        let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh);
        let rate = &shown(
            table(&document.unwrap(), "indicators"),
            &["name", "figure", "target", "verdict"],
        )[0];
        assert_eq!(*rate, format!("中央预算内投资支付率 | {told}"));
        let lists = crate::publish::rosters::lists(&source, Lang::Zh);
        let listed = &shown(table(&lists, "central"), &["payment_rate"])[0];
        assert!(told.starts_with(listed.as_str()), "{listed} {told}");
    }
}

#[test]
fn targets_count_the_level_that_the_profile_says() {
    let city = project("a", Nature::Continuing, "1").planned(|plan| {
        plan.level = Level::MUNICIPAL;
        plan.is_industrial = true;
    });
    let regional = project("b", Nature::Continuing, "1").planned(|plan| {
        plan.level = Level::REGIONAL;
    });
    let mut source = source("2022-05", vec![city, regional]);
    source.profile = builtin("guigang-2021").unwrap();
    source.profile.targets_level = Some(Level::MUNICIPAL);
    let document = indicators(&source, Lang::Zh);
    let made = shown(table(&document, "indicators"), &["name", "figure"]);
    for told in ["市级项目个数 | 1", "市级项目中工业项目个数占比 | 100.0"] {
        assert!(made.contains(&told.to_owned()), "{made:#?}");
    }
}

/// office.md 8: 73 of 145 regional projects pass 50 %, 50.0 % fails.
#[test]
fn shares_of_the_regional_level_are_strict() {
    for (industrial, of, told) in [
        (73, 145, "50.3 | 50 | 达到"),
        (72, 144, "50.0 | 50 | 未达到"),
        (0, 0, "— | 50 | 没有数"),
    ] {
        let projects = (0..of).map(|number| {
            project(&format!("p{number:03}"), Nature::Continuing, "1").planned(|plan| {
                plan.level = Level::REGIONAL;
                plan.is_industrial = number < industrial;
            })
        });
        let mut projects: Vec<Project> = projects.collect();
        // a project of the city is in no share
        projects.push(
            project("city", Nature::Continuing, "1").planned(|plan| plan.is_industrial = true),
        );
        let made = made("guigang-2021", projects);
        let expected = format!("自治区层面项目中工业项目个数占比 | {told}");
        assert!(made.contains(&expected), "{made:#?}");
        let is_met = if of >= 145 { "达到" } else { "未达到" };
        let counted = format!("自治区层面项目个数 | {of} | 145 | {is_met}");
        assert!(made.contains(&counted), "{made:#?}");
    }
}

/// 2023 of a plan of three years, with the Decembers before: projects by what they completed in each,
/// 亿元, and whether they are industrial ones of the regional level.
fn three_years(projects: &[(&str, [&str; 3], bool)]) -> Source {
    let year = |at: usize, month: &str| {
        let own = projects.iter().map(|(id, done, is_industrial)| {
            let wan = format!("{}0000", done[at]);
            project(id, Nature::Continuing, "1")
                .planned(|plan| {
                    plan.entered = crate::check::testing::month("2021-01");
                    plan.level = Level::REGIONAL;
                    plan.is_industrial = *is_industrial;
                })
                .reporting(&[("year_to_date", &wan)])
        });
        let mut source = source(month, own.collect());
        source.profile = builtin("guigang-2021").unwrap();
        source
    };
    let mut source = year(2, "2023-12");
    source.earlier_years = vec![year(0, "2021-12"), year(1, "2022-12")];
    source
}

/// office.md 8: 1760 at 15 % is 506.8, 582.9, 670.3 from 440.7.
#[test]
fn years_stand_against_their_parts_of_the_target_and_grow_on_average() {
    let source = three_years(&[("a", ["500", "590", "670"], true)]);
    let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
    let years = table(&document, "years");
    assert_eq!(
        shown(
            years,
            &[
                "name",
                "annual_plan",
                "year_to_date",
                "completion",
                "growth"
            ]
        ),
        [
            "合计 | 1,760.0 | 1,760.0 | 100.0 | ",
            "2021年 | 506.8 | 500.0 | 98.7 | —",
            "2022年 | 582.9 | 590.0 | 101.2 | 18.0",
            "2023年 | 670.3 | 670.0 | 100.0 | 13.6",
        ]
    );
    assert!(
        years.notes[0].contains("倒算2020年为440.7亿元"),
        "{years:?}"
    );
    let rows = shown(
        table(&document, "indicators"),
        &["name", "figure", "target", "verdict"],
    );
    assert_eq!(rows[1], "完成投资年均增长 | 15.8 | 15 | 达到");
    // the years to come have their parts of the target already
    let first = &source.earlier_years[0];
    let document = proofread(indicators(first, Lang::Zh), &first.profile, Lang::Zh).unwrap();
    assert_eq!(
        shown(
            table(&document, "years"),
            &["name", "annual_plan", "year_to_date"]
        ),
        [
            "合计 | 1,760.0 | 500.0",
            "2021年 | 506.8 | 500.0",
            "2022年 | 582.9 | —",
            "2023年 | 670.3 | —",
        ]
    );
}

#[test]
fn shares_of_what_was_completed_are_of_all_years_that_are_there() {
    let projects = [
        ("a", ["10", "20", "30"], true),
        ("b", ["30", "30", "30"], false),
    ];
    let told = |source: &Source| {
        let document = proofread(indicators(source, Lang::Zh), &source.profile, Lang::Zh);
        let document = document.unwrap();
        let rows = shown(
            table(&document, "indicators"),
            &["name", "figure", "verdict"],
        );
        let of_all = rows.into_iter().filter(|row| row.contains("完成投资"));
        (
            of_all.take(3).collect::<Vec<_>>(),
            table(&document, "years").notes.len(),
        )
    };
    let mut source = three_years(&projects);
    let (rows, notes) = told(&source);
    assert_eq!(
        rows,
        [
            "完成投资年均增长 | 22.5 | 达到",
            "自治区层面项目累计完成投资 | 150.00 | 未达到",
            // strictly: 40 % of all years is not above 40 %, 50 % of the last one would be
            "自治区层面项目中工业项目完成投资占比 | 40.0 | 未达到",
        ]
    );
    assert_eq!(notes, 1);
    source.earlier_years.remove(0);
    let (rows, notes) = told(&source);
    assert_eq!(rows[0], "完成投资年均增长 | — | 没有数");
    assert_eq!(
        rows[2],
        "自治区层面项目中工业项目完成投资占比 | 45.5 | 达到"
    );
    assert_eq!(notes, 2, "the year that is missing is named");
}

/// TEN 1: ranks within the first five are met, within the first three striven for.
#[test]
fn a_rank_that_was_typed_in_stands_with_its_source() {
    let figure = |statistic: &str, value: &str| Figure {
        statistic: statistic.to_owned(),
        of: String::new(),
        value: Decimal::from_str_exact(value).ok(),
        rank: None,
        source: "自治区统计局".to_owned(),
    };
    let mut source = source("2022-05", Vec::new());
    source.profile = builtin("qinzhou-ten-2022").unwrap();
    for (value, told) in [
        ("3", "3 | 5 | 3 | 达到力争"),
        ("5", "5 | 5 | 3 | 达到"),
        ("6", "6 | 5 | 3 | 未达到"),
    ] {
        source.statistics = vec![
            figure("fai_growth_rank", value),
            figure("fai_growth", "14.90"),
        ];
        let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh);
        let rows = shown(
            table(&document.unwrap(), "indicators"),
            &["name", "figure", "target", "striving", "verdict", "source"],
        );
        let rank = format!("固定资产投资增速全区排名 | {told} | 自治区统计局");
        assert!(rows.contains(&rank), "{rows:#?}");
        let growth = "全市固定资产投资增长 | 14.90 | 15 |  | 未达到 | 自治区统计局".to_owned();
        assert!(rows.contains(&growth), "{rows:#?}");
    }
}

#[test]
fn what_the_statistics_say_is_not_made_of_reports() {
    let made = made("qinzhou-ten-2022", Vec::new());
    assert_eq!(made[1], "固定资产投资增速全区排名 | — | 5 | 未录入");
    assert!(made.iter().filter(|row| row.ends_with("未录入")).count() > 9);
}
