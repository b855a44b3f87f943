//! The examples of M111.

use super::*;
use crate::check::testing::{Case, Cases, case};

pub(in crate::check) fn cases() -> Cases {
    slipped(silent(mixed_up(Cases::of(&RULE))))
}

fn year(amount: &str) -> Case {
    case().draft(&[("year_to_date", amount)])
}

fn month(amount: &str) -> Case {
    case()
        .plan(|plan| plan.annual_plan = None)
        .draft(&[("month_investment", amount)])
}

fn since(amount: &str) -> Case {
    case().draft(&[("since_start", amount)])
}

fn february(amount: &str) -> Case {
    month(amount)
        .month("2022-02")
        .past("2022-01", &[("month_investment", "250")])
}

fn mixed_up(cases: Cases) -> Cases {
    cases
        .fires(
            "本年累计完成投资 12,500,000.00 万元约为年度计划的序时数 1,250.00 万元的 10000 倍，疑似单位填错",
            "Year to date 12,500,000.00 万元 is about 10000 times the annual plan by time, 1,250.00 \
             万元; the unit may be wrong",
            year("12500000"),
        )
        .fires(
            "本年累计完成投资 0.30 万元约为年度计划 3,000.00 万元的 10000 分之一，疑似单位填错",
            "Year to date 0.30 万元 is about one part in 10000 of the annual plan, 3,000.00 万元; \
             the unit may be wrong",
            year("0.3"),
        )
        .fires(
            "本月完成投资 1,100,000.00 万元约为上月数 100.00 万元的 10000 倍，疑似单位填错",
            "Completed this month 1,100,000.00 万元 is about 10000 times last month's figure, \
             100.00 万元; the unit may be wrong",
            month("1100000").past("2022-04", &[("month_investment", "100")]),
        )
        .fires(
            "本月完成投资 2,000,000.00 万元约为本年以前各月平均数 200.00 万元的 10000 倍，疑似单位填错",
            "Completed this month 2,000,000.00 万元 is about 10000 times the mean of the year's \
             earlier months, 200.00 万元; the unit may be wrong",
            month("2000000")
                .past("2021-12", &[("month_investment", "7000")])
                .past("2022-01", &[("month_investment", "300")])
                .past("2022-02", &[("month_investment", "100")])
                .past("2022-03", &[("month_investment", "0")]),
        )
        .fires(
            "本月完成投资 0.0245 万元约为年度计划的月均数 250.00 万元的 10000 分之一，疑似单位填错",
            "Completed this month 0.0245 万元 is about one part in 10000 of a twelfth of the annual \
             plan, 250.00 万元; the unit may be wrong",
            case().draft(&[("month_investment", "0.0245")]),
        )
        .fires(
            "自开工累计完成投资 310,000,000,000.00 万元约为上月数 3,000.00 万元的 100000000 倍，疑似单位填错",
            "Since start 310,000,000,000.00 万元 is about 100000000 times last month's figure, \
             3,000.00 万元; the unit may be wrong",
            since("310000000000").past("2022-04", &[("since_start", "3000")]),
        )
        .fires(
            "自开工累计完成投资 0.25 万元约为至上年底累计加本年累计 2,500.00 万元的 10000 分之一，疑似单位填错",
            "Since start 0.25 万元 is about one part in 10000 of the plan's 至上年底累计 plus the \
             year to date, 2,500.00 万元; the unit may be wrong",
            since("0.25").draft(&[("year_to_date", "500")]),
        )
        .fires(
            "自开工累计完成投资 90,000,000.00 万元约为总投资 10,000.00 万元的 10000 倍，疑似单位填错",
            "Since start 90,000,000.00 万元 is about 10000 times the total investment, 10,000.00 \
             万元; the unit may be wrong",
            since("90000000"),
        )
}

fn silent(cases: Cases) -> Cases {
    cases
        .silent("the plan's own pace", year("1250"))
        .silent("ten times is another matter", year("12500"))
        .silent("just outside the window", since("89999999"))
        .silent("nothing completed", year("0"))
        .silent(
            "nothing completed, however wide the window",
            year("0").param("M111", "window", "1"),
        )
        .silent(
            "a correction",
            month("-1000000").past("2022-04", &[("month_investment", "100")]),
        )
        .silent(
            "a correction, however wide the window",
            month("-1000000")
                .past("2022-04", &[("month_investment", "100")])
                .param("M111", "window", "3"),
        )
        .silent(
            "after a correction, however wide the window",
            month("1000000")
                .past("2022-04", &[("month_investment", "-100")])
                .param("M111", "window", "3"),
        )
        .silent(
            "after nothing, however wide the window",
            month("100")
                .past("2022-04", &[("month_investment", "0")])
                .param("M111", "window", "1"),
        )
        .silent(
            "a narrower window of the profile",
            since("90000000").param("M111", "window", "0.05"),
        )
        .silent(
            "last year's year to date says nothing of January's",
            case()
                .plan(|plan| plan.annual_plan = None)
                .month("2022-01")
                .draft(&[("year_to_date", "20000000")])
                .past("2021-12", &[("year_to_date", "2000")]),
        )
        .silent("nothing is filled", case().nothing_known())
        .not_evaluated(year("1250").nothing_known())
}

/// A point in the wrong place, thousands taken for 万元.
fn slipped(cases: Cases) -> Cases {
    cases
        .fires(
            "本月完成投资 10,000.00 万元约为上月数 1.00 万元的 10000 倍，疑似单位填错",
            "Completed this month 10,000.00 万元 is about 10000 times last month's figure, 1.00 万元; \
             the unit may be wrong",
            month("10000").past("2022-04", &[("month_investment", "1")]),
        )
        .fires(
            "本月完成投资 2.50 万元约为上月数 250.00 万元的 100 分之一，疑似单位填错",
            "Completed this month 2.50 万元 is about one part in 100 of last month's figure, 250.00 \
             万元; the unit may be wrong",
            february("2.5"),
        )
        .fires(
            "本月完成投资 195,000.00 万元约为上月数 250.00 万元的 780 倍，疑似单位填错",
            "Completed this month 195,000.00 万元 is about 780 times last month's figure, 250.00 万元; \
             the unit may be wrong",
            february("195000"),
        )
        .fires(
            "本月完成投资 0.40 万元约为本年以前各月平均数 202.50 万元的 506 分之一，疑似单位填错",
            "Completed this month 0.40 万元 is about one part in 506 of the mean of the year's earlier \
             months, 202.50 万元; the unit may be wrong",
            case()
                .draft(&[("month_investment", "0.4")])
                .past("2022-03", &[("month_investment", "400")])
                .past("2022-04", &[("month_investment", "5")]),
        )
        .fires(
            "本月完成投资 4.00 万元约为上月数 250.00 万元的 63 分之一，疑似单位填错",
            "Completed this month 4.00 万元 is about one part in 63 of last month's figure, 250.00 万元; \
             the unit may be wrong",
            february("4"),
        )
        .fires(
            "本月完成投资 0.40 万元约为年度计划的月均数 250.00 万元的 625 分之一，疑似单位填错",
            "Completed this month 0.40 万元 is about one part in 625 of a twelfth of the annual plan, \
             250.00 万元; the unit may be wrong",
            case().draft(&[("month_investment", "0.4")]),
        )
        .silent("a slow month", february("30"))
        .silent("a very slow month", february("7"))
        .silent("not quite far", february("9999"))
        .silent("not quite far on the other side", february("6.26"))
        .silent("farther in the profile", february("4").param("M111", "far", "100"))
        .silent(
            "a bill after completion",
            february("0.4").draft(&[("actual_completion", "2022-01-20")]),
        )
        .silent(
            "only the plan suggests more",
            case()
                .draft(&[("month_investment", "2.5")])
                .past("2022-04", &[("month_investment", "3")]),
        )
        .silent(
            "one says times, the other part",
            case()
                .draft(&[("month_investment", "100")])
                .past("2022-03", &[("month_investment", "9999")])
                .past("2022-04", &[("month_investment", "1")]),
        )
        .silent(
            "of less than 1 万元 nothing is made",
            month("9000").past("2022-04", &[("month_investment", "0.9")]),
        )
        .silent(
            "two projects of little money",
            month("90").past("2022-04", &[("month_investment", "0.9")]),
        )
}
